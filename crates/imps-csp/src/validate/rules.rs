//! The rules of this protocol, with explanations.

use imps_core::validate::Explanation;

pub(super) const SESSION_ID: &str = "session-id";
pub(super) const SESSION_TYPE: &str = "session-type";
pub(super) const TRANSACTION_ID: &str = "transaction-id";
pub(super) const POLLING_ID: &str = "polling-id";
pub(super) const MODE: &str = "transaction-mode";
pub(super) const DIRECTION: &str = "direction";
pub(super) const SERVER_FLAG: &str = "server-flag";
pub(super) const POLL_PLACE: &str = "poll-place";
pub(super) const BASE64: &str = "base64";
pub(super) const CONTENT_SIZE: &str = "content-size";
pub(super) const RANGE: &str = "integer-range";
pub(super) const STATUS_CODE: &str = "status-code";
pub(super) const LOGIN_SECRET: &str = "login-secret";
pub(super) const LOGIN_ANSWER: &str = "login-answer";
pub(super) const INVITE_PAYLOAD: &str = "invite-payload";
pub(super) const SEARCH_MIXED: &str = "search-mixed";
pub(super) const SEGMENT: &str = "segment";

/// Returns the explanation of a rule, either a general one or one of this protocol.
///
/// ```
/// use imps_csp::validate::explain;
/// assert!(explain("session-id").is_some_and(|rule| rule.says.contains("Outband")));
/// assert!(explain("too-many").is_some());
/// assert!(explain("no-such-rule").is_none());
/// ```
pub fn explain(id: &str) -> Option<&'static Explanation> {
    RULES.iter().find(|rule| rule.id == id).or_else(|| imps_core::validate::explain(id))
}

/// Iterates over all rules: the general ones, then the rules of this protocol.
pub fn all() -> impl Iterator<Item = &'static Explanation> {
    imps_core::validate::RULES.iter().chain(RULES)
}

const ENVELOPE: &str = "notes on CSP, envelope rules";
const TRANSACTIONS: &str = "the primitives, transactions.tsv";
const TYPES: &str = "the data types, datatypes.tsv";

/// The rules of this protocol. The general rules are [`imps_core::validate::RULES`].
pub const RULES: &[Explanation] = &[
    Explanation::new(
        SESSION_ID,
        "A message of SessionType Inband names its session in SessionID. A message of SessionType Outband has no SessionID.",
        "<SessionDescriptor><SessionType>Inband</SessionType></SessionDescriptor>",
        "<SessionDescriptor><SessionType>Inband</SessionType><SessionID>s1</SessionID></SessionDescriptor>",
        ENVELOPE,
    ),
    Explanation::new(
        SESSION_TYPE,
        "A login is Outband. A provider information request may be Outband. Everything else belongs to a session. A Status may \
         report a failure anywhere.",
        "Login-Request in a message of SessionType Inband",
        "Login-Request in a message of SessionType Outband",
        ENVELOPE,
    ),
    Explanation::new(
        TRANSACTION_ID,
        "Every transaction has a name. The side that opens it chooses the name, and the answer repeats it. Only Polling-Request has \
         none.",
        "<TransactionMode>Request</TransactionMode><TransactionID/>",
        "<TransactionMode>Request</TransactionMode><TransactionID>t1</TransactionID>",
        ENVELOPE,
    ),
    Explanation::new(
        POLLING_ID,
        "Polling-Request has an empty TransactionID: the answer is a request of the server, with an id of the server.",
        "<TransactionID>t1</TransactionID> around a Polling-Request",
        "<TransactionID/>",
        "notes on CSP, polling",
    ),
    Explanation::new(
        MODE,
        "A request is sent in mode Request and an answer in mode Response. Invite-Response, InviteUser-Response and \
         PresenceAuth-User open transactions of their own, in mode Request; Disconnect, LeaveGroup-Response and \
         MessageDelivered come in either.",
        "<TransactionMode>Request</TransactionMode> around a Status",
        "<TransactionMode>Response</TransactionMode>",
        TRANSACTIONS,
    ),
    Explanation::new(
        DIRECTION,
        "Only the client or only the server sends most primitives. Without --role, the first primitive decides the author; the \
         others must agree.",
        "NewMessage from a client",
        "SendMessage-Request from a client",
        TRANSACTIONS,
    ),
    Explanation::new(
        SERVER_FLAG,
        "Only servers send Poll and CIR: Poll says that a request waits, CIR that the channel to the client is lost.",
        "<Poll>T</Poll> in a message with a Polling-Request",
        "no Poll",
        "notes on CSP, Poll flag and CIR flag",
    ),
    Explanation::new(
        POLL_PLACE,
        "Poll is in TransactionDescriptor at 1.1, and since 1.2 in Session after the transactions.",
        "<TransactionDescriptor>..<Poll>T</Poll></TransactionDescriptor> at 1.2",
        "<Session>..<Transaction/><Poll>T</Poll></Session>",
        "notes on CSP, Poll flag",
    ),
    Explanation::new(
        BASE64,
        "Content announced as BASE64, and the digest of a password, are base64. White space between is allowed, padding may \
         be missing.",
        "<ContentEncoding>BASE64</ContentEncoding>..<ContentData>hello!</ContentData>",
        "<ContentEncoding>BASE64</ContentEncoding>..<ContentData>aGVsbG8h</ContentData>",
        "notes on CSP, content data",
    ),
    Explanation::new(
        CONTENT_SIZE,
        "ContentSize is the number of bytes of the content, before or after base64.",
        "<ContentSize>7</ContentSize>..<ContentData>hello</ContentData>",
        "<ContentSize>5</ContentSize>..<ContentData>hello</ContentData>",
        "notes on CSP, content data",
    ),
    Explanation::new(
        RANGE,
        "A status code has three digits, a port is from 1 to 65535, and at least one transaction may be open.",
        "<TCPPort>70000</TCPPort>",
        "<TCPPort>3717</TCPPort>",
        TYPES,
    ),
    Explanation::new(
        STATUS_CODE,
        "The version knows no such status code. Readers go by its hundreds.",
        "<Code>299</Code>",
        "<Code>200</Code>",
        "the status codes, status-codes.tsv",
    ),
    Explanation::new(
        LOGIN_SECRET,
        "A client logs in with its password, or offers digests in DigestSchema and answers the challenge in DigestBytes.",
        "<Login-Request>..<Password/><DigestBytes/>..</Login-Request>",
        "<Login-Request>..<Password/>..</Login-Request>",
        "flows of CSP, login",
    ),
    Explanation::new(
        LOGIN_ANSWER,
        "The answer to a login brings the session in SessionID, or a challenge in Nonce.",
        "<Login-Response>..<Code>401</Code>..</Login-Response>",
        "<Login-Response>..<Code>401</Code>..<Nonce>n</Nonce>..</Login-Response>",
        "flows of CSP, login",
    ),
    Explanation::new(
        INVITE_PAYLOAD,
        "An invitation says to what: GR and GM need GroupID, SC needs URLList, AP needs ApplicationID.",
        "<InviteType>GR</InviteType> without GroupID",
        "<InviteType>GR</InviteType>..<GroupID>wv:/chat@example.com</GroupID>",
        "flows of CSP, invitation; the enumerations, InviteType",
    ),
    Explanation::new(
        SEARCH_MIXED,
        "One search looks for users or for groups.",
        "USER_ALIAS and GROUP_NAME in one Search-Request",
        "USER_ALIAS and USER_CITY in one Search-Request",
        "flows of CSP, search",
    ),
    Explanation::new(
        SEGMENT,
        "The number of a segment is not above the number of segments.",
        "<SegmentCount>3</SegmentCount>..<SegmentReference>4</SegmentReference>",
        "<SegmentCount>3</SegmentCount>..<SegmentReference>2</SegmentReference>",
        "notes on CSP, segmentation",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_explained_once() {
        for rule in all() {
            assert_eq!(all().filter(|other| other.id == rule.id).count(), 1, "{}", rule.id);
            assert!(!rule.says.is_empty() && !rule.bad.is_empty() && !rule.source.is_empty(), "{}", rule.id);
        }
    }
}
