// Made by `cargo xtask made` from testdata/spec (guidelines.tsv, guidelines-trace.tsv) and
// xtask/tables (enabler.tsv).
//! The guidelines of the enabler.

use crate::guideline::{Guideline, GuidelineKind};
use crate::verdict::{Carriers, Verdict};

#[rustfmt::skip]
pub(crate) const GUIDELINES: &[Guideline] = &[
    Guideline {
        number: 1, feature: "Auto-registration procedure", kind: GuidelineKind::Note,
        meaning: "A client logs in for a subscriber who has no account yet and the server creates one.",
        carriers: Carriers { verdict: Verdict::NotApplicable, elements: &["Login-Request", "ClientID", "URL", "MSISDN", "Login-Response", "Result", "SystemMessage-Request"], missing: "the procedure: it is known from memory only, and code needs the text of the white paper (a server may answer the login of an unknown number with a new UserID)", ..Carriers::NONE },
    },
    Guideline {
        number: 2, feature: "Terms of Use procedure", kind: GuidelineKind::Helper,
        meaning: "Server presents terms and waits for acceptance before service.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["SystemMessageList", "Result", "SystemMessage-Request", "AnswerOptions", "SystemMessage-User", "SystemMessageResponseList", "ChosenOptionID", "VerificationKey"], code: &["imps_csp::common::SystemDialog"], ..Carriers::NONE },
    },
    Guideline {
        number: 3, feature: "Internationalization support before client capability negotiation procedure", kind: GuidelineKind::Helper,
        meaning: "Language and character set are needed for texts that arrive before ClientCapability-Request.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["DefaultLanguage"], code: &["imps_transport::http::Payload", "imps_transport::http::Preferences"], ..Carriers::NONE },
    },
    Guideline {
        number: 4, feature: "Server verification of user's MSISDN", kind: GuidelineKind::Helper,
        meaning: "Server checks that the telephone number claimed is that of the connection.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ClientID", "MSISDN", "Login-Request", "VerificationMechanism", "VerificationKey"], code: &["imps_transport::http::Msisdn"], ..Carriers::NONE },
    },
    Guideline {
        number: 5, feature: "Credential retrieval", kind: GuidelineKind::Note,
        meaning: "User obtains a forgotten or first password.",
        carriers: Carriers { verdict: Verdict::NotApplicable, missing: "the procedure: only one vendor has primitives for it, and code needs the text of the white paper", ..Carriers::NONE },
    },
    Guideline {
        number: 6, feature: "Recommendations about multi-sessions", kind: GuidelineKind::Helper,
        meaning: "How several clients of one user behave.",
        carriers: Carriers { verdict: Verdict::Part, elements: &["UserSessionLimit", "SessionPriority", "OnlineETEMHandling", "OfflineETEMHandling", "ApplicationID", "ClientID", "Result", "Login-Response", "Disconnect"], code: &["imps_transport::mailbox"], missing: "the copies of a message for each session: a server program makes them", ..Carriers::NONE },
    },
    Guideline {
        number: 7, feature: "Presence attributes and user account list synchronization for multi-sessions", kind: GuidelineKind::Helper,
        meaning: "Changes made in one session reach the others.",
        carriers: Carriers { verdict: Verdict::Part, elements: &["PresenceNotification-Request", "GetPresence-Request", "Notification-Request", "NotificationType"], words: &["CLC", "BLC"], missing: "the server that tells the other sessions", ..Carriers::NONE },
    },
    Guideline {
        number: 8, feature: "CLIENT-ID format", kind: GuidelineKind::Helper,
        meaning: "Recommended layout of the client identifier URL.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ClientID", "URL"], code: &["imps_types::ClientIdText"], ..Carriers::NONE },
    },
    Guideline {
        number: 9, feature: "Contact lists usage and suggested contact list names", kind: GuidelineKind::Helper,
        meaning: "Common names and purposes of contact lists.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ContactList", "ContactListProperties"], words: &["DisplayName", "Default"], code: &["imps_types::ContactListPurpose"], ..Carriers::NONE },
    },
    Guideline {
        number: 10, feature: "Procedure for File sharing", kind: GuidelineKind::Helper,
        meaning: "Send files through the service.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["SendMessage-Request", "ContentType", "ContentName", "ContentEncoding", "ContentSize", "SegmentInfo", "GetSegment-Request", "GetSegment-Response", "DropSegment-Request", "URLList", "Invite-Request"], code: &["imps_csp::envelope::Segments", "imps_csp::envelope::SegmentJoiner"], ..Carriers::NONE },
    },
    Guideline {
        number: 11, feature: "Presence attribute interpretation", kind: GuidelineKind::Helper,
        meaning: "How clients turn attribute combinations into one shown state.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["OnlineStatus", "UserAvailability", "StatusText", "CommCap"], code: &["imps_presence::ShownMapping"], ..Carriers::NONE },
    },
    Guideline {
        number: 12, feature: "Indication of idle state", kind: GuidelineKind::Note,
        meaning: "Client shows that the user has been inactive.",
        carriers: Carriers { verdict: Verdict::NotApplicable, elements: &["UpdatePresence-Request", "UserAvailability", "StatusText"], missing: "a carrier: no table has a value for it, and code needs the text of the white paper (guideline 11 shows such states)", ..Carriers::NONE },
    },
    Guideline {
        number: 13, feature: "Rich formatting of plain text", kind: GuidelineKind::Type,
        meaning: "Font data for text messages.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["Font", "Size", "Style", "Color", "MessageInfo"], words: &["Tiny", "Huge", "Bold", "Italic", "Underline"], code: &["imps_csp::messaging::Font"], ..Carriers::NONE },
    },
    Guideline {
        number: 14, feature: "Nudging", kind: GuidelineKind::Note,
        meaning: "Attention signal to the other user.",
        carriers: Carriers { verdict: Verdict::NotApplicable, elements: &["SendMessage-Request", "NewMessage"], missing: "a carrier: no table has a token for it, and code needs the text of the white paper", ..Carriers::NONE },
    },
    Guideline {
        number: 15, feature: "Indication of typing alert", kind: GuidelineKind::Note,
        meaning: "Tell the peer that the user is writing.",
        carriers: Carriers { verdict: Verdict::NotApplicable, elements: &["SendMessage-Request", "NewMessage", "Validity", "DeliveryReport"], missing: "a carrier: no table has a token for it, and code needs the text of the white paper", ..Carriers::NONE },
    },
    Guideline {
        number: 16, feature: "Recommendations for group communication", kind: GuidelineKind::Helper,
        meaning: "Good practice for groups and conversations.",
        carriers: Carriers { verdict: Verdict::Part, elements: &["JoinGroup-Request", "GroupProperties", "ScreenName", "GroupChangeNotice", "ExtendConversation-Request", "GroupContentLimit"], missing: "the server with groups", ..Carriers::NONE },
    },
    Guideline {
        number: 17, feature: "Handling of SMS users", kind: GuidelineKind::Note,
        meaning: "Users reached by plain SMS.",
        carriers: Carriers { verdict: Verdict::NotApplicable, elements: &["UserID", "ClientID", "MSISDN", "SupportedOfflineBearer", "OfflineETEMHandling"], missing: "the gateway: it has no messages of its own, and code needs the text of the white paper", ..Carriers::NONE },
    },
    Guideline {
        number: 18, feature: "Service provider community indication", kind: GuidelineKind::Helper,
        meaning: "Show to which provider community a contact belongs.",
        carriers: Carriers { verdict: Verdict::Part, elements: &["UserID", "GetSPInfo-Request", "GetSPInfo-Response", "Name", "Logo", "Description", "URL", "FriendlyName"], code: &["imps_types::UserId"], missing: "a store for the answers to GetSPInfo-Request", ..Carriers::NONE },
    },
    Guideline {
        number: 19, feature: "Optimized CIR usage", kind: GuidelineKind::Helper,
        meaning: "Fewer wake-ups on the initiation channel.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["Poll", "CIR", "Session", "SupportedCIRMethod", "ServerPollMin", "TCPAddress", "TCPPort", "UDPPort", "CIRHTTPAddress", "CIRSMSAddress"], code: &["imps_transport::mailbox", "imps_transport::schedule"], ..Carriers::NONE },
    },
    Guideline {
        number: 20, feature: "Standalone SMS CIR compatibility", kind: GuidelineKind::Helper,
        meaning: "Wake-up by stand-alone SMS across variants.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["SupportedCIRMethod", "CIRSMSAddress"], words: &["SSMS", "WAPSMS", "SHTTP"], code: &["imps_transport::cir::sms"], ..Carriers::NONE },
    },
    Guideline {
        number: 21, feature: "Advice of charge", kind: GuidelineKind::Helper,
        meaning: "Tell the user about cost before acting.",
        carriers: Carriers { verdict: Verdict::Yes, elements: &["ADVSR", "SystemMessage-Request", "AnswerOptions", "SystemMessage-User"], code: &["imps_csp::common::SystemDialog"], ..Carriers::NONE },
    },
    Guideline {
        number: 22, feature: "Account inquiry", kind: GuidelineKind::Note,
        meaning: "User asks about the account or balance.",
        carriers: Carriers { verdict: Verdict::NotApplicable, elements: &["SystemMessage", "GetSPInfo-Request"], missing: "the procedure: no primitive for it exists, and code needs the text of the white paper", ..Carriers::NONE },
    },
    Guideline {
        number: 23, feature: "Handling of large contact lists", kind: GuidelineKind::Helper,
        meaning: "Lists larger than one message.",
        carriers: Carriers { verdict: Verdict::Part, elements: &["GetSegment-Request", "GetSegment-Response", "SegmentID", "SegmentReference", "SegmentCount", "ParserSize", "ListManage-Request", "ReceiveList", "ContactListIDList"], code: &["imps_csp::envelope::Segments"], missing: "pages of a contact list that is larger than ParserSize", ..Carriers::NONE },
    },
];
