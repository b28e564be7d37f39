//! A witness for the made table: codes that somebody typed by hand from the lines of a known client.
//! Nothing here reads the facts from which the code is made.

use imps_pts::Codes;

/// Kind, letters, path, word.
const ROWS: &[(&str, &str, &str, Option<&str>)] = &[
    ("message", "LR", "Login-Request", None),
    ("message", "RL", "Login-Response", None),
    ("message", "ST", "Status", None),
    ("message", "CL", "CreateList-Request", None),
    ("message", "PN", "PresenceNotification-Request", None),
    ("session", "SI", "SessionID", None),
    ("element", "SI", "SessionID", None),
    ("element", "UI", "User/UserID", None),
    ("element", "PW", "Password", None),
    ("element", "SH", "DigestSchema", None),
    ("element", "DI", "DigestSchema", None),
    ("element", "ST", "Result", None),
    ("element", "NF", "Functions", None),
    ("element", "UV", "PresenceSubList", None),
    ("property", "DN", "", Some("DisplayName")),
    ("capability", "CI", "CIRURL/URL", None),
    ("capability", "PM", "ServerPollMin", None),
    ("capability-value", "WU", "SupportedCIRMethod", Some("WAPUDP")),
    ("presence", "CF", "ClientInfo", None),
    ("presence", "CT", "ClientInfo/ClientType", None),
    ("presence-value", "NA", "UserAvailability", Some("NOT_AVAILABLE")),
    ("service", "GE", "WVCSPFeat/GroupFeat", None),
];

/// Letters, element, and the only message that has the parameter.
const ONLY_IN: &[(&str, &str, &str)] = &[
    ("SI", "SessionID", "Login-Response"),
    ("SH", "DigestSchema", "Login-Request"),
    ("DI", "DigestSchema", "Login-Response"),
    ("CA", "CapabilityList", "ClientCapability-Request"),
    ("RF", "Functions", "Service-Request"),
    ("NF", "Functions", "Service-Response"),
    ("UV", "PresenceSubList", "UpdatePresence-Request"),
];

#[test]
fn letters_are_those_of_a_known_client() {
    for (kind, code, path, word) in ROWS {
        let is_row = |row: &imps_pts::CodeRow<'_>| {
            (row.kind, row.code.as_str(), row.path.as_str(), row.word) == (*kind, *code, *path, *word)
        };
        assert_eq!(Codes::standard().rows().filter(is_row).count(), 1, "{kind} {code} {path}");
    }
    assert_eq!(Codes::standard().messages().count(), 25);
}

#[test]
fn some_parameters_belong_to_one_message() {
    let restricted = Codes::standard().rows().filter(|row| !row.messages.is_empty());
    let mut found: Vec<_> =
        restricted.map(|row| (row.code.to_string(), row.path.clone(), row.messages.join(" "))).collect();
    found.retain(|(code, _, _)| ONLY_IN.iter().any(|(known, _, _)| known == code));
    found.sort();
    let mut expected: Vec<_> = ONLY_IN
        .iter()
        .map(|(code, path, message)| ((*code).to_owned(), (*path).to_owned(), (*message).to_owned()))
        .collect();
    expected.sort();
    assert_eq!(found, expected);
}
