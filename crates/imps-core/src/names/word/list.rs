// Made by `cargo xtask made` from testdata/spec/wbxml/values.tsv.
//! All value tokens of all versions. The order has no meaning.

#[rustfmt::skip]
pub(super) const WORDS: &[&str] = &[
    "AC", "ANC", "AND", "ANGRY", "ANU", "ANXIOUS", "AP", "ASHAMED", "ATCL", "AUDIO_CALL", "AVAILABLE",
    "AccessType", "ActiveUsers", "Admin", "Aqua", "AutoDelete", "AutoJoin", "BASE64", "BLC", "BLUC",
    "BORED", "Big", "Black", "Blue", "Bold", "C", "CALL", "CLC", "CLCR", "CLD", "CLI", "COMPUTER",
    "CURRENT_SUBSCRIBER", "Closed", "DENIED", "DETECT", "DISCREET", "Default", "DisplayName",
    "DoNotNotify", "EC", "EG", "EMAIL", "EXCITED", "F", "FORKALL", "FORMER_SUBSCRIBER", "Fuchsia", "G",
    "GC", "GD", "GLC", "GLUC", "GM", "GMAU", "GMG", "GMR", "GMU", "GR", "GRANTED", "GROUP_ID",
    "GROUP_NAME", "GROUP_TOPIC", "GROUP_USER_ID_AUTOJOIN", "GROUP_USER_ID_JOINED", "GROUP_USER_ID_OWNER",
    "Gray", "Green", "HAPPY", "HTTP", "History", "Huge", "IA", "IC", "IM", "IM_OFFLINE", "IM_ONLINE",
    "INVINCIBLE", "IN_LOVE", "IR", "Inband", "Italic", "JEALOUS", "Lime", "MMS", "MOBILE_PHONE", "Maroon",
    "MaxActiveUsers", "Medium", "MinimumAge", "Mod", "N", "NOT_AVAILABLE", "Name", "Navy", "None", "OEU",
    "OTHER", "Olive", "Open", "Outband", "P", "PDA", "PENDING", "PPU", "PP_AGE", "PP_CITY", "PP_COUNTRY",
    "PP_FREE_TEXT", "PP_FRIENDLY_NAME", "PP_GENDER", "PP_INTENTION", "PP_INTERESTS", "PP_MARITAL_STATUS",
    "PR", "PRESENCE_ACCESS", "PRIORITYREJECT", "PRIORITYSTORE", "Private", "PrivateMessaging",
    "PrivilegeLevel", "Public", "Purple", "R", "REJECT", "Red", "Request", "RequireInvitation", "Response",
    "Restricted", "S", "SAD", "SC", "SENDREJECT", "SENDSTORE", "SERVERLOGIC", "SHTTP", "SLEEPY", "SMS",
    "SPA", "SSMS", "STCP", "SUDP", "ScreenName", "Searchable", "ShowID", "Silver", "Small", "T", "Teal",
    "Tiny", "Topic", "Type", "U", "US", "USER_AGE_MAX", "USER_AGE_MIN", "USER_ALIAS", "USER_CITY",
    "USER_COUNTRY", "USER_EMAIL_ADDRESS", "USER_FIRST_NAME", "USER_FRIENDLY_NAME", "USER_GENDER",
    "USER_ID", "USER_INTENTION", "USER_INTERESTS_HOBBIES", "USER_LAST_NAME", "USER_MARITAL_STATUS",
    "USER_MOBILE_NUMBER", "USER_ONLINE_STATUS", "Underline", "VIDEO_CALL", "VIDEO_STREAM", "Validity",
    "WAPSMS", "WAPUDP", "WSP", "White", "Yellow", "application/", "application/vnd.wap.mms-message",
    "application/x-sms", "http://", "https://", "image/", "text/", "text/plain", "text/x-vCalendar",
    "text/x-vCard", "www.openmobilealliance.org", "www.wireless-village.org",
];
