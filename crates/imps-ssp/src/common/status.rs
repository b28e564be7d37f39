//! Results of requests.

use crate::common::{GroupId, ScreenName, UserId};
use alloc::string::ToString;
use alloc::vec::Vec;
use imps_core::{Error, ErrorKind, Text, element};
use imps_types::{MessageId, StatusCode};

element! {
    use crate::tag;

    /// The result of a request: an answer of its own, or part of other answers.
    #[doc = page!(Status)]
    pub struct Status<'a> = Status {
        @attributes {
            /// The status code.
            code: StatusCode = "code",
        }
        /// A human-readable text.
        description: Option<Text<'a>> = StatusDescription,
        /// The results for single users, groups and domains.
        detailed_results: Vec<DetailedResult<'a>> = DetailedResult,
        /// The time to wait before another attempt, in seconds.
        try_again_timeout: Option<u32> = TryAgainTimeout,
    }
    models {
        "1.1-1.3" guessed: "StatusDescription?, DetailedResult*, TryAgainTimeout?";
    }
    duplicates refused;
    primitive Common Status;
}

element! {
    use crate::tag;

    /// The result for some of the parties of a request.
    pub struct DetailedResult<'a> = DetailedResult {
        @attributes {
            /// The status code.
            code: StatusCode = "code",
        }
        /// A human-readable text.
        description: Option<Text<'a>> = StatusDescription,
        /// The users.
        users: Vec<UserId<'a>> = UserID,
        /// The groups.
        groups: Vec<GroupId<'a>> = GroupID,
        /// Users by their names in a group.
        screen_names: Vec<ScreenName<'a>> = ScreenName,
        /// The domains.
        domains: Vec<Text<'a>> = Domain,
        /// The messages. From memory only: the only known server says that they do not occur.
        message_ids: Vec<MessageId<'a>> = MessageID,
    }
    models {
        "1.1-1.3" guessed: "StatusDescription?, UserID*, GroupID*, ScreenName*, Domain*, MessageID*";
    }
    duplicates refused;
}

impl Status<'_> {
    /// Creates a status with only a code.
    pub fn new(code: StatusCode) -> Self {
        Self { code, ..Self::default() }
    }

    /// Returns the answer to an unreadable document: see [`status_for`].
    pub fn for_error(error: &Error) -> Status<'static> {
        let description = Some(error.kind().to_string().into());
        Status { code: status_for(error), description, ..Status::default() }
    }

    /// Returns whether it is a success: any code from 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.code.number())
    }
}

/// Returns the status that a server should answer after a read error.
///
/// | fault | code | source |
/// | --- | --- | --- |
/// | ill-formed XML, another language, no root or another one, missing or wrong content | 400 | the only known server answers 400 over HTTP |
/// | an unknown primitive, if [unknown content is refused](imps_core::UnknownContent::Refuse) | 405 | the same server; 501 is for known primitives without a handler |
/// | no `sessionID` | 604 | derived: that server closes the connection; this is the code of CSP for "no such session" |
///
/// An unreadable document has no transaction name to repeat. Over HTTP the answer is the code 400.
/// The status is for logs, or for callers that know the transaction by other means.
///
/// ```
/// use imps_types::StatusCode;
/// use imps_ssp::{Message, status_for};
///
/// let error = imps_xml::from_str::<Message>("<WV-SSP-Message><Session/></WV-SSP-Message>").unwrap_err();
/// assert_eq!(error.to_string(), "missing attribute sessionID at byte 16 in WV-SSP-Message/Session");
/// assert_eq!(status_for(&error), StatusCode::NOT_LOGGED_IN);
/// ```
pub fn status_for(error: &Error) -> StatusCode {
    match error.kind() {
        ErrorKind::MissingAttribute { name: "sessionID" } => StatusCode::NOT_LOGGED_IN,
        ErrorKind::UnexpectedElement { name } if is_primitive(&error.path(), name) => {
            StatusCode::SERVICE_NOT_SUPPORTED
        }
        _ => StatusCode::BAD_REQUEST,
    }
}

/// Returns whether an element is in a transaction. Its name ends the path only if the vocabulary
/// contains it.
fn is_primitive(path: &str, name: &str) -> bool {
    let parent = path.strip_suffix(name).and_then(|path| path.strip_suffix('/')).unwrap_or(path);
    let last = parent.rsplit('/').next().unwrap_or_default();
    matches!(last.split('[').next(), Some("Transaction" | "SetupTransaction"))
}
