//! How a request went.

use crate::common::{GroupId, ScreenName, UserId};
use alloc::string::ToString;
use alloc::vec::Vec;
use imps_core::{Error, ErrorKind, Text, element};
use imps_types::{MessageId, StatusCode};

element! {
    use crate::tag;

    /// How a request went: an answer of its own, and part of other answers.
    #[doc = page!(Status)]
    pub struct Status<'a> = Status {
        @attributes {
            /// The number that says it.
            code: StatusCode = "code",
        }
        /// What people may read of it.
        description: Option<Text<'a>> = StatusDescription,
        /// What it says of single users, groups and domains.
        detailed_results: Vec<DetailedResult<'a>> = DetailedResult,
        /// When to try again, in seconds.
        try_again_timeout: Option<u32> = TryAgainTimeout,
    }
    models {
        "1.1-1.3" inferred: "StatusDescription?, DetailedResult*, TryAgainTimeout?";
    }
    duplicates refused;

    /// How it went for some of those that a request was about.
    pub struct DetailedResult<'a> = DetailedResult {
        @attributes {
            /// The number that says it.
            code: StatusCode = "code",
        }
        /// What people may read of it.
        description: Option<Text<'a>> = StatusDescription,
        /// The users.
        users: Vec<UserId<'a>> = UserID,
        /// The groups.
        groups: Vec<GroupId<'a>> = GroupID,
        /// Those known by their names in a group.
        screen_names: Vec<ScreenName<'a>> = ScreenName,
        /// The domains.
        domains: Vec<Text<'a>> = Domain,
        /// The messages. From memory only: the one server that was seen says that they do not occur.
        message_ids: Vec<MessageId<'a>> = MessageID,
    }
    models {
        "1.1-1.3" inferred: "StatusDescription?, UserID*, GroupID*, ScreenName*, Domain*, MessageID*";
    }
    duplicates refused;
}

impl Status<'_> {
    /// A code alone.
    pub fn new(code: StatusCode) -> Self {
        Self { code, ..Self::default() }
    }

    /// The answer to a document that could not be read: see [`status_for`].
    pub fn for_error(error: &Error) -> Status<'static> {
        let description = Some(error.kind().to_string().into());
        Status { code: status_for(error), description, ..Status::default() }
    }

    /// Whether it says success: any code from 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.code.number())
    }
}

/// The status that a server should answer with when reading failed.
///
/// | what is wrong | code | from |
/// | --- | --- | --- |
/// | ill-formed XML, another language, no root or another one, missing or wrong content | 400 | the one server that was seen answers 400 over HTTP |
/// | an unknown primitive, when [unknown content is refused](imps_core::UnknownContent::Refuse) | 405 | the same server; 501 is for primitives that are known and not handled |
/// | no `sessionID` | 604 | derived: that server closes the connection; this is the code of CSP for "no such session" |
///
/// A document that could not be read has no transaction to repeat the name of: over HTTP the answer is the code 400, and the
/// status is for logs, or for those who know the transaction by other means.
///
/// ```
/// use imps_types::StatusCode;
/// use imps_ssp::{Message, status_for};
///
/// let error = imps_xml::from_str::<Message>("<WV-SSP-Message><Session/></WV-SSP-Message>").unwrap_err();
/// assert_eq!(error.to_string(), "missing attribute sessionID at octet 16 in WV-SSP-Message/Session");
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

/// Whether an element stands in a transaction. Its name ends the path only where the vocabulary has it.
fn is_primitive(path: &str, name: &str) -> bool {
    let parent = path.strip_suffix(name).and_then(|path| path.strip_suffix('/')).unwrap_or(path);
    let last = parent.rsplit('/').next().unwrap_or_default();
    matches!(last.split('[').next(), Some("Transaction" | "SetupTransaction"))
}
