//! Status codes. OMA-TS-IMPS-CSP, "Status codes and descriptions".

use core::fmt;
use core::num::ParseIntError;
use core::str::FromStr;
use imps_core::Versions;

/// The result of a request, as a number.
///
/// The type keeps any number. The numbers of the standard have constants, a
/// [`meaning`](Self::meaning) and [`versions`](Self::versions).
///
/// ```
/// use imps_types::{StatusClass, StatusCode};
/// let code = StatusCode::from(531);
/// assert_eq!(code, StatusCode::UNKNOWN_USER);
/// assert_eq!(code.class(), Some(StatusClass::ServerError));
/// assert_eq!(code.to_string(), "531 unknown user");
/// assert_eq!("531 unknown user".parse(), Ok(code));
/// ```
#[doc(alias("error code", "result code"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusCode(u32);

/// The class of a status code: its hundreds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatusClass {
    /// 1xx: not finished yet.
    Informational,
    /// 2xx: success.
    Success,
    /// 4xx: a fault of the client.
    ClientError,
    /// 5xx: the server cannot or will not do it.
    ServerError,
    /// 6xx: the session.
    Session,
    /// 7xx: presence and contact lists.
    PresenceAndContactList,
    /// 8xx: groups.
    Group,
    /// 9xx: anything.
    General,
}

impl StatusCode {
    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The class; `None` for numbers outside the classes of the standard.
    pub const fn class(self) -> Option<StatusClass> {
        Some(match self.0 / 100 {
            1 => StatusClass::Informational,
            2 => StatusClass::Success,
            4 => StatusClass::ClientError,
            5 => StatusClass::ServerError,
            6 => StatusClass::Session,
            7 => StatusClass::PresenceAndContactList,
            8 => StatusClass::Group,
            9 => StatusClass::General,
            _ => return None,
        })
    }

    /// Returns whether it means success, at least in part: 200 to 299.
    pub const fn is_success(self) -> bool {
        matches!(self.class(), Some(StatusClass::Success))
    }

    /// The meaning in a few words; `None` for codes outside the standard.
    pub fn meaning(self) -> Option<&'static str> {
        self.known().map(|known| known.meaning)
    }

    /// The versions that have the code; `None` for codes outside the standard.
    pub fn versions(self) -> Option<Versions> {
        self.known().map(|known| known.versions)
    }

    /// Every code of the standard, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        KNOWN.iter().map(|known| known.code)
    }

    fn known(self) -> Option<&'static Known> {
        KNOWN.binary_search_by_key(&self, |known| known.code).ok().and_then(|index| KNOWN.get(index))
    }
}

struct Known {
    code: StatusCode,
    versions: Versions,
    meaning: &'static str,
}

/// Declares the codes in order: a constant and a table row per code.
macro_rules! codes {
    ($($name:ident = $code:literal in $versions:literal: $meaning:literal,)*) => {
        impl StatusCode {
            $(
                #[doc = concat!(stringify!($code), ": ", $meaning, ". ", $versions, ".")]
                pub const $name: Self = Self($code);
            )*
        }

        static KNOWN: &[Known] = &[$(
            Known { code: StatusCode::$name, versions: Versions::parse($versions), meaning: $meaning },
        )*];
    };
}

codes! {
    CONTINUE = 100 in "1.1-1.3": "continue",
    QUEUED = 101 in "1.1-1.3": "queued, to be answered later",
    STARTED = 102 in "1.1-1.3": "started",
    SERVER_QUEUED = 104 in "1.1-1.3": "queued by the server",
    SUCCESS = 200 in "1.1-1.3": "success",
    PARTIALLY_SUCCESSFUL = 201 in "1.1-1.3": "partly successful; the detailed result names what failed",
    ACCEPTED = 202 in "1.1-1.3": "accepted for later handling",
    BAD_REQUEST = 400 in "1.1-1.3": "bad request, malformed or incomplete",
    UNAUTHORIZED = 401 in "1.1-1.3": "not authorised; also carries the challenge of a login",
    BAD_PARAMETER = 402 in "1.1-1.3": "bad parameter",
    FORBIDDEN = 403 in "1.1-1.3": "forbidden",
    NOT_FOUND = 404 in "1.1-1.3": "not found",
    SERVICE_NOT_SUPPORTED = 405 in "1.1-1.3": "service not supported by the server",
    REQUEST_TIMEOUT = 408 in "1.1-1.3": "request timed out",
    INVALID_PASSWORD = 409 in "1.1-1.3": "wrong password",
    UNABLE_TO_DELIVER = 410 in "1.1-1.3": "cannot deliver",
    UNSUPPORTED_MEDIA_TYPE = 415 in "1.1-1.3": "content type not supported",
    INVALID_TRANSACTION = 420 in "1.1-1.3": "transaction not valid",
    CLIENT_ID_MISMATCH = 422 in "1.1-1.3": "user or session does not go with the client",
    INVALID_INVITATION_ID = 423 in "1.1-1.3": "invitation identifier not valid",
    INVALID_SEARCH_ID = 424 in "1.1-1.3": "search identifier not valid",
    INVALID_SEARCH_INDEX = 425 in "1.1-1.3": "search index not valid",
    INVALID_MESSAGE_ID = 426 in "1.1-1.3": "message identifier not valid",
    INVALID_USER_ID = 427 in "1.3": "user in sender or recipient not valid, or of another session",
    SENDER_CLIENT_ID_MISMATCH = 428 in "1.3": "client in sender is of another session",
    INVALID_GROUP_ID = 429 in "1.3": "group identifier missing or not valid",
    GROUP_MEMBERSHIP_REQUIRED = 431 in "1.1-1.3": "not entitled: group membership needed",
    RESPONSE_TOO_LARGE = 432 in "1.2-1.3": "answer would be larger than the client parser allows",
    INVALID_APPLICATION_ID = 450 in "1.3": "application identifier missing or not valid",
    INTERNAL_SERVER_ERROR = 500 in "1.1-1.3": "internal server or network error",
    NOT_IMPLEMENTED = 501 in "1.1-1.3": "not implemented",
    SESSION_NOT_RECOVERABLE = 502 in "1.2-1.3": "session cannot be recovered; log in afresh",
    SERVICE_UNAVAILABLE = 503 in "1.1-1.3": "service unavailable",
    TIMEOUT = 504 in "1.1-1.3": "timeout",
    VERSION_NOT_SUPPORTED = 505 in "1.1-1.3": "protocol version not supported",
    SERVICE_NOT_AGREED = 506 in "1.1-1.3": "service not agreed in negotiation",
    MESSAGE_QUEUE_FULL = 507 in "1.1-1.3": "message queue full",
    DOMAIN_NOT_SUPPORTED = 516 in "1.1-1.3": "domain not supported",
    UNRESPONDED_PRESENCE_REQUEST = 521 in "1.1-1.3": "presence request still unanswered by the owner",
    UNRESPONDED_GROUP_REQUEST = 522 in "1.1-1.3": "group request still unanswered",
    UNKNOWN_USER = 531 in "1.1-1.3": "unknown user",
    RECIPIENT_BLOCKED_SENDER = 532 in "1.1-1.3": "recipient blocks the sender",
    RECIPIENT_NOT_LOGGED_IN = 533 in "1.1-1.3": "recipient not logged in",
    RECIPIENT_NOT_AUTHORIZED = 534 in "1.1-1.3": "recipient not authorised",
    SEARCH_TIMED_OUT = 535 in "1.1-1.3": "search timed out",
    TOO_MANY_HITS = 536 in "1.1-1.3": "too many hits",
    TOO_BROAD_CRITERIA = 537 in "1.1-1.3": "search criteria too broad",
    MESSAGE_REJECTED = 538 in "1.1-1.3": "message rejected by the recipient",
    UNSUPPORTED_HEADER_ENCODING = 540 in "1.1-1.3": "header encoding not supported",
    MESSAGE_FORWARDED = 541 in "1.2-1.3": "message was forwarded",
    MESSAGE_EXPIRED = 542 in "1.2-1.3": "message expired",
    NO_DIGEST_SCHEMA_SUPPORTED = 543 in "1.2-1.3": "none of the offered digest schemas supported",
    INVALID_SEARCH = 562 in "1.3": "search request not valid",
    SESSION_EXPIRED = 600 in "1.1-1.3": "session expired",
    FORCED_LOGOUT = 601 in "1.1-1.3": "forced logout",
    ALREADY_LOGGED_IN = 603 in "1.1-1.3": "already logged in",
    NOT_LOGGED_IN = 604 in "1.1-1.3": "no such session / not logged in",
    KEEP_ALIVE_NOT_ACCEPTED = 605 in "1.1-1.3": "time to live not accepted",
    CONTACT_LIST_DOES_NOT_EXIST = 700 in "1.1-1.3": "contact list does not exist",
    CONTACT_LIST_ALREADY_EXISTS = 701 in "1.1-1.3": "contact list already exists",
    INVALID_USER_PROPERTIES = 702 in "1.1-1.3": "user properties not valid or not supported",
    INVALID_PRESENCE_ATTRIBUTE = 750 in "1.1-1.3": "presence attribute not valid or not supported",
    INVALID_PRESENCE_VALUE = 751 in "1.1-1.3": "presence value not valid or not supported",
    INVALID_CONTACT_LIST_PROPERTY = 752 in "1.1-1.3": "contact list property not valid or not supported",
    TOO_MANY_CONTACT_LISTS = 753 in "1.2-1.3": "maximum number of contact lists reached",
    TOO_MANY_CONTACTS = 754 in "1.2-1.3": "maximum number of contacts reached",
    TOO_MANY_ATTRIBUTE_LISTS = 755 in "1.2-1.3": "maximum number of attribute lists reached",
    AUTO_SUBSCRIBE_NOT_SUPPORTED = 760 in "1.2": "automatic subscription not supported",
    GROUP_DOES_NOT_EXIST = 800 in "1.1-1.3": "group does not exist",
    GROUP_ALREADY_EXISTS = 801 in "1.1-1.3": "group already exists",
    GROUP_IS_OPEN = 802 in "1.1-1.3": "group is open",
    GROUP_IS_RESTRICTED = 803 in "1.1-1.3": "group is restricted",
    GROUP_IS_PUBLIC = 804 in "1.1-1.3": "group is public",
    GROUP_IS_PRIVATE = 805 in "1.1-1.3": "group is private",
    INVALID_GROUP_PROPERTIES = 806 in "1.1-1.3": "group properties not valid or not supported",
    GROUP_ALREADY_JOINED = 807 in "1.1-1.3": "group already joined",
    GROUP_NOT_JOINED = 808 in "1.1-1.3": "group not joined",
    REJECTED_FROM_GROUP = 809 in "1.1-1.3": "cannot join, or thrown out: rejected user",
    NOT_A_GROUP_MEMBER = 810 in "1.1-1.3": "not a group member",
    SCREEN_NAME_IN_USE = 811 in "1.1-1.3": "screen name already in use",
    PRIVATE_MESSAGING_DISABLED_FOR_GROUP = 812 in "1.1-1.3": "private messaging disabled for the group",
    PRIVATE_MESSAGING_DISABLED_FOR_USER = 813 in "1.1-1.3": "private messaging disabled for the user",
    TOO_MANY_GROUPS_FOR_USER = 814 in "1.1-1.3": "maximum number of groups reached for the user",
    TOO_MANY_GROUPS_ON_SERVER = 815 in "1.1-1.3": "maximum number of groups reached on the server",
    INSUFFICIENT_GROUP_PRIVILEGES = 816 in "1.1-1.3": "group privileges not sufficient",
    TOO_MANY_JOINED_USERS = 817 in "1.1-1.3": "maximum number of joined users reached",
    HISTORY_NOT_SUPPORTED = 821 in "1.1-1.3": "history not supported",
    SEARCHABLE_GROUP_WITHOUT_NAME = 822 in "1.1-1.3": "searchable group needs a name or topic",
    LEFT_AT_END_OF_SESSION = 824 in "1.3": "left because the session ended",
    MULTIPLE_ERRORS = 900 in "1.1-1.3": "several errors, none succeeded; see DetailedResult",
    GENERAL_ADDRESS_ERROR = 901 in "1.2-1.3": "general address error",
    NOT_ENOUGH_CREDIT = 902 in "1.2-1.3": "not enough credit",
    HIGHER_CLASS_OF_SERVICE_REQUIRED = 903 in "1.2-1.3": "higher class of service needed",
    MSISDN_ERROR = 920 in "1.2-1.3": "telephone number not valid",
}

/// Returns an error of the server: an answer that nobody has filled in must not mean success.
impl Default for StatusCode {
    fn default() -> Self {
        Self::INTERNAL_SERVER_ERROR
    }
}

/// Writes the number and, if the standard has it, the meaning: `200 success`.
impl fmt::Display for StatusCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meaning() {
            Some(meaning) => write!(f, "{} {meaning}", self.0),
            None => write!(f, "{}", self.0),
        }
    }
}

/// Reads the number, with or without the meaning that [`Display`](fmt::Display) writes after it.
impl FromStr for StatusCode {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.split_once(' ').map_or(text, |(number, _)| number).parse().map(Self)
    }
}

// The only server observed between servers reads a status without a code as "not found".
imps_core::number_type! { StatusCode, absent: 404 }
