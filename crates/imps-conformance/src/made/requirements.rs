// Made by `cargo xtask made` from testdata/spec (requirements.tsv, requirements-trace.tsv) and
// xtask/tables (enabler.tsv).
//! The requirements of the enabler.

use crate::requirement::Requirement;
use crate::verdict::{Carriers, Verdict};

#[rustfmt::skip]
pub(crate) const REQUIREMENTS: &[Requirement] = &[
    Requirement {
        id: "GIM-1", layer: "CSP,SSP", statement: "Presence must flow among users, devices, services and Internet messaging systems.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["UpdatePresence-Request", "SubscribePresence-Request", "PresenceNotification-Request", "GetPresence-Request", "GetPresence-Response"], code: &["imps_csp::presence", "imps_relay"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-2", layer: "CSP,SSP", statement: "Instant messages must flow among the same parties.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["SendMessage-Request", "SendMessage-Response", "NewMessage", "MessageDelivered", "MessageNotification", "GetMessage-Request", "GetMessage-Response"], code: &["imps_csp::messaging", "imps_relay"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-3", layer: "CSP", statement: "One-to-one messages.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["SendMessage-Request", "Recipient", "User"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-4", layer: "CSP", statement: "Many-to-many messages.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["Recipient", "User", "ContactList", "Group", "JoinGroup-Request", "GroupChangeNotice", "ExtendConversation-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-5", layer: "CSP", statement: "Plain text messages.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["MessageInfo", "ContentType", "ContentData", "PlainTextCharset"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-6", layer: "CSP", statement: "Multimedia messages.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ContentType", "ContentEncoding", "ContentSize", "ContentData", "AcceptedContentType"], words: &["BASE64"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-7", layer: "CSP", statement: "Groups made and run by users and by the operator.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["CreateGroup-Request", "DeleteGroup-Request", "GetGroupProps-Request", "GetGroupProps-Response", "SetGroupProps-Request", "AddGroupMembers-Request", "RemoveGroupMembers-Request", "MemberAccess-Request", "GroupProperties"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-8", layer: "CSP", statement: "Membership of a group is open or closed.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["GetGroupMembers-Request", "RejectList-Request"], words: &["AccessType", "Open", "Restricted"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-9", layer: "CSP", statement: "Shared folders where content can be posted for other users.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["URLList", "Invite-Request", "InviteType"], words: &["SC"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-10", layer: "CSP", statement: "Clients of different makers must interoperate.",
        carriers: Carriers { verdict: Verdict::Part, elements: &["Service-Request", "ClientCapability-Request"], code: &["imps_transport::http", "imps_transport::wsp", "imps_transport::sms", "imps_bridge", "imps_csp::CspDocument"], missing: "a source for the namespace of version discovery: none is written", ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-11", layer: "SSP", statement: "Domains must interoperate.",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_ssp::handshake", "imps_relay", "imps_transport::ssp"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-12", layer: "SSP transport", statement: "Systems interconnect over the Internet.",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_transport::ssp"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-13", layer: "none", statement: "Hosted by operators, companies or Internet providers.",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "it is no matter of messages", ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-14", layer: "none", statement: "Deployment inside the operator domain.",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "it is no matter of messages", ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-15", layer: "none", statement: "Deployment inside a company.",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "it is no matter of messages", ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-16", layer: "none", statement: "Deployment at an Internet provider or portal.",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "it is no matter of messages", ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-17", layer: "SSP", statement: "Service and access point may be distributed.",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_relay"], missing: "a service relay as a program (S-020)", ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-18", layer: "CSP transport", statement: "Access from a mobile terminal.",
        carriers: Carriers { verdict: Verdict::Part, elements: &["CIR"], code: &["imps_wbxml", "imps_pts", "imps_transport::http", "imps_transport::wsp", "imps_transport::sms", "imps_transport::cir"], missing: "80 of 105 codes of the plain text; the transactions (WTP) below WSP with connection", ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-19", layer: "SSP", statement: "Terminals without an IMPS client are supported.",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "gateway behaviour", ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-20", layer: "CSP transport", statement: "Access from an Internet terminal.",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_xml", "imps_transport::http"], ..Carriers::NONE },
    },
    Requirement {
        id: "GIM-21", layer: "CSP,SSP", statement: "Mobile and Internet terminals interconnect.",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_csp", "imps_ssp", "imps_relay"], ..Carriers::NONE },
    },
    Requirement {
        id: "GP-1", layer: "CSP", statement: "The user chooses who may see their presence.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["CreateAttributeList-Request", "DeleteAttributeList-Request", "GetAttributeList-Request", "GetAttributeList-Response", "PresenceAuth-Request", "PresenceAuth-User", "CancelAuth-Request", "BlockEntity-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "GP-2", layer: "CSP", statement: "Search users by published attributes.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["Search-Request", "Search-Response", "StopSearch-Request", "SearchElement", "AdvancedCriteria"], words: &["USER_ALIAS", "USER_ONLINE_STATUS"], ..Carriers::NONE },
    },
    Requirement {
        id: "GP-3", layer: "PA,CSP", statement: "Rich attribute set: device state, user state, text, place, device abilities, mood, hobbies.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["PresenceSubList", "OnlineStatus", "Registration", "UserAvailability", "StatusText", "GeoLocation", "Address", "FreeTextLocation", "TimeZone", "CommCap", "ClientInfo", "StatusMood"], words: &["USER_INTERESTS_HOBBIES", "PP_INTERESTS"], ..Carriers::NONE },
    },
    Requirement {
        id: "GU-1", layer: "CSP,PA", statement: "Accounts or sessions are tied to a device.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ClientID", "Login-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "GU-2", layer: "CSP", statement: "One account from several devices.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ClientID", "SessionID", "UserSessionLimit", "SessionPriority", "OnlineETEMHandling"], ..Carriers::NONE },
    },
    Requirement {
        id: "GU-3", layer: "CSP", statement: "Start, stop and restart a session.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["Login-Request", "Login-Response", "Logout-Request", "Disconnect", "KeepAlive-Request", "KeepAlive-Response"], ..Carriers::NONE },
    },
    Requirement {
        id: "GU-4", layer: "PA,CSP", statement: "Messaging may look at presence.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ClientIMPriority", "OnlineETEMHandling"], ..Carriers::NONE },
    },
    Requirement {
        id: "GU-5", layer: "CSP", statement: "Opt-in privacy for presence and for messages from strangers.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["CreateAttributeList-Request", "BlockEntity-Request", "BlockList", "GrantList", "GetBlockedList-Request", "GetBlockedList-Response"], ..Carriers::NONE },
    },
    Requirement {
        id: "GU-6", layer: "CSP", statement: "Suspend and resume a session.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["KeepAlive-Request", "TimeToLive", "SessionCookie", "SessionID"], code: &["imps_transport::schedule"], ..Carriers::NONE },
    },
    Requirement {
        id: "GT-1", layer: "WBXML,PTS,transport", statement: "Economical use of radio bandwidth.",
        carriers: Carriers { verdict: Verdict::Part, elements: &["MultiTrans", "MultiTransPerMessage", "Poll", "CIR"], code: &["imps_wbxml", "imps_pts", "imps_transport::mailbox", "imps_transport::schedule", "imps_transport::cir"], missing: "80 of 105 codes of the plain text", ..Carriers::NONE },
    },
    Requirement {
        id: "GT-2", layer: "transport,WBXML", statement: "WAP and J2ME class terminals.",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_wbxml", "imps_transport::http", "imps_transport::wsp"], missing: "the transactions (WTP) below WSP with connection", ..Carriers::NONE },
    },
    Requirement {
        id: "GT-3", layer: "XML,WBXML,CSP", statement: "Several character sets.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["AcceptedCharset", "PlainTextCharset", "DefaultLanguage"], code: &["mib_charset", "imps_transport::http::Payload"], ..Carriers::NONE },
    },
    Requirement {
        id: "GT-4", layer: "transport,CSP", statement: "Possible interworking with older services, SMS as bearer.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["SupportedBearer", "SupportedOfflineBearer"], code: &["imps_pts::sms", "imps_transport::sms", "imps_transport::cir::sms"], ..Carriers::NONE },
    },
    Requirement {
        id: "GO-1", layer: "CSP,PA", statement: "Usable from device types of differing ability; move between them.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ClientCapability-Request", "ClientCapability-Response", "Service-Request", "Service-Response", "ClientInfo", "ClientContentLimit"], ..Carriers::NONE },
    },
    Requirement {
        id: "GO-2", layer: "none", statement: "Operator can create and control accounts.",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "it is no matter of messages; the documents that carry account settings to a phone are not built yet (imps-provisioning)", ..Carriers::NONE },
    },
    Requirement {
        id: "GO-3", layer: "CSP,transport", statement: "Accounts can be matched with subscriber identities for billing.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ClientID", "MSISDN"], code: &["imps_transport::http::Msisdn"], ..Carriers::NONE },
    },
    Requirement {
        id: "GO-4", layer: "CSP", statement: "Traffic between and inside services can be controlled.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["AgreedCapabilityList", "ServerPollMin"], ..Carriers::NONE },
    },
    Requirement {
        id: "MU-1", layer: "CSP", statement: "Converse with one or more users.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["SendMessage-Request", "NewMessage", "Recipient"], ..Carriers::NONE },
    },
    Requirement {
        id: "MU-2", layer: "CSP", statement: "Invite more users into a group conversation.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["Invite-Request", "Invite-Response", "InviteUser-Request", "InviteUser-Response", "CancelInvite-Request", "ExtendConversation-Request", "ExtendConversation-Response", "AddGroupMembers-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "MU-3", layer: "CSP", statement: "Reliable but not guaranteed delivery with caching when out of reach.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["MessageNotification", "GetMessageList-Request", "GetMessage-Request", "Validity", "MessageDelivered", "OfflineETEMHandling"], ..Carriers::NONE },
    },
    Requirement {
        id: "MU-4", layer: "CSP", statement: "Several conversations at once.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["GroupID", "ScreenName", "Sender", "Recipient", "MessageInfo", "ExtendConversationID"], ..Carriers::NONE },
    },
    Requirement {
        id: "MU-5", layer: "CSP", statement: "Start and stop conversations.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["JoinGroup-Request", "LeaveGroup-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "MU-6", layer: "CSP", statement: "See when users leave.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["GroupChangeNotice", "Joined", "Left", "SubscribeGroupNotice-Request", "LeaveGroup-Response"], ..Carriers::NONE },
    },
    Requirement {
        id: "MU-7", layer: "CSP", statement: "See the history of the current conversation.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["GetMessageList-Request", "MessageCount"], words: &["History"], ..Carriers::NONE },
    },
    Requirement {
        id: "MT-1", layer: "CSP,transport", statement: "Alert another user when delivery cannot be immediate.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["MessageNotification", "SetDeliveryMethod-Request", "CIR", "Notification-Request"], code: &["imps_transport::cir"], ..Carriers::NONE },
    },
    Requirement {
        id: "MT-2", layer: "CSP", statement: "Tell the sender about non-delivery.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["DeliveryReport", "DeliveryReport-Request", "Result", "SendMessage-Response", "DetailedResult"], ..Carriers::NONE },
    },
    Requirement {
        id: "MT-3", layer: "CSP", statement: "Keep the order of messages.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["TransactionID", "MessageID", "DateTime", "MultiTrans"], code: &["imps_transport::mailbox"], ..Carriers::NONE },
    },
    Requirement {
        id: "MT-4", layer: "CSP", statement: "Content types beyond plain text.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ContentType", "AcceptedContentType", "ContentEncoding", "AcceptedTransferEncoding"], ..Carriers::NONE },
    },
    Requirement {
        id: "MO-1", layer: "SSP", statement: "Interwork with other messaging services.",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_ssp", "imps_relay"], ..Carriers::NONE },
    },
    Requirement {
        id: "MO-2", layer: "CSP", statement: "Filter per account by size, volume, count, content type.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["AcceptedContentLength", "AcceptedPullLength", "AcceptedPushLength", "AcceptedTextContentLength", "ContentPolicy", "ContentPolicyLimit"], ..Carriers::NONE },
    },
    Requirement {
        id: "PU-1", layer: "CSP,PA", statement: "Control one published presence state.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["UpdatePresence-Request", "Qualifier"], ..Carriers::NONE },
    },
    Requirement {
        id: "PU-2", layer: "CSP", statement: "Control the release of presence data.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["CreateAttributeList-Request", "DeleteAttributeList-Request", "PresenceAuth-User", "BlockEntity-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "PU-3", layer: "CSP", statement: "Subscribe to and watch others.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["SubscribePresence-Request", "UnsubscribePresence-Request", "AutoSubscribe"], ..Carriers::NONE },
    },
    Requirement {
        id: "PU-4", layer: "CSP", statement: "Be told about changes of watched users.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["PresenceNotification-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "PU-5", layer: "PA", statement: "A status set by the user overrides all others.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["UserAvailability", "StatusText", "UpdatePresence-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "PT-1", layer: "CSP", statement: "Presence lists are stored on the server and shared by all devices.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["GetList-Request", "GetList-Response", "CreateList-Request", "DeleteList-Request", "ListManage-Request", "ListManage-Response", "ContactList", "NickList"], ..Carriers::NONE },
    },
    Requirement {
        id: "PT-2", layer: "PA", statement: "Several presence properties from several sources per user.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["PresenceSubList", "ClientID"], ..Carriers::NONE },
    },
    Requirement {
        id: "PT-3", layer: "CSP", statement: "Protect presence from unwanted watchers.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["BlockList", "GetWatcherList-Request", "GetWatcherList-Response"], ..Carriers::NONE },
    },
    Requirement {
        id: "PT-4", layer: "none", statement: "Recover presence data after failures (goal).",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "it is no matter of messages", ..Carriers::NONE },
    },
    Requirement {
        id: "PT-5", layer: "CSP", statement: "Tell the client about new access requests.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["PresenceAuth-Request", "Notification-Request", "GetReactiveAuthStatus-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "PT-6", layer: "CSP", statement: "Accept or deny a request without revealing a denial.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["PresenceAuth-User", "Acceptance", "CreateAttributeList-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "PT-7", layer: "CSP,transport", statement: "Tell the client about changed presence.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["PresenceNotification-Request", "Poll", "CIR"], code: &["imps_transport::cir"], ..Carriers::NONE },
    },
    Requirement {
        id: "PO-1", layer: "CSP", statement: "Operator policy for access to presence.",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_csp::StatusCode"], ..Carriers::NONE },
    },
    Requirement {
        id: "GS-1", layer: "CSP", statement: "The server authenticates the user.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["Login-Request", "Password", "DigestSchema", "Nonce", "DigestBytes"], ..Carriers::NONE },
    },
    Requirement {
        id: "GS-2", layer: "CSP", statement: "Users can confirm who the other party is.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["UserID", "ClientID", "Sender", "VerifyID-Request"], ..Carriers::NONE },
    },
    Requirement {
        id: "GS-3", layer: "CSP", statement: "Anonymous registration.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ScreenName"], words: &["ShowID"], ..Carriers::NONE },
    },
    Requirement {
        id: "GS-4", layer: "codec quality", statement: "Resist attacks.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ParserSize"], code: &["imps_core::Limits", "wbxml::Limits", "imps_transport::http::Server"], ..Carriers::NONE },
    },
    Requirement {
        id: "GS-5", layer: "transport", statement: "Transport security available.",
        carriers: Carriers { verdict: Verdict::Part, code: &["imps_transport::http::SapUrl"], missing: "TLS and WTLS: the caller connects", ..Carriers::NONE },
    },
    Requirement {
        id: "GS-6", layer: "CSP", statement: "Assurance that the intended recipient got the message.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["DeliveryReport-Request", "MessageDelivered"], ..Carriers::NONE },
    },
    Requirement {
        id: "GS-7", layer: "CSP", statement: "Security per application for messages and presence.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ContentType"], ..Carriers::NONE },
    },
    Requirement {
        id: "GM-1", layer: "none", statement: "Fit the OMA architecture.",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "it is no matter of messages", ..Carriers::NONE },
    },
    Requirement {
        id: "GM-2", layer: "XML", statement: "Standard markup language.",
        carriers: Carriers { verdict: Verdict::Yes, code: &["imps_xml"], ..Carriers::NONE },
    },
    Requirement {
        id: "GM-3", layer: "CSP,transport", statement: "Work over a connection that is not permanent.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["KeepAlive-Request", "TimeToLive", "Polling-Request", "GetMessageList-Request", "GetSegment-Request", "TransactionID"], code: &["imps_csp::envelope::Segments", "imps_transport::schedule", "imps_transport::mailbox"], ..Carriers::NONE },
    },
];
