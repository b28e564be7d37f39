//! The order of the primitives, as `testdata/spec/csp/flows.md` has it: typed by hand from there.

use super::{Line, manifest};
use imps_core::Version;

/// The parts of the story with the number of their flow: who, direction, primitive, status.
fn expected(version: Version) -> Vec<String> {
    let (old, new) = (version < Version::V1_3, version == Version::V1_3);
    // "401 or 200": 200 in 1.1.
    let challenged = if version == Version::V1_1 { 200 } else { 401 };
    // 1.1: Disconnect, mode Response; 1.2+: Status.
    let logged_out = if version == Version::V1_1 { "Disconnect" } else { "Status" };
    // 1.3, on full success: CreateList-Response.
    let created = if new { "CreateList-Response" } else { "Status 200" };
    let mut parts = vec![
        // 2, 4, 5.
        "ann > Login-Request|ann < Login-Response 200".to_owned(),
        "ann > ClientCapability-Request|ann < ClientCapability-Response".into(),
        "ann > Service-Request|ann < Service-Response".into(),
        "ann > Polling-Request".into(),
        // 3, 4, 5.
        format!("bob > Login-Request|bob < Login-Response {challenged}"),
        "bob > Login-Request|bob < Login-Response 200".into(),
        "bob > ClientCapability-Request|bob < ClientCapability-Response".into(),
        "bob > Service-Request|bob < Service-Response".into(),
        // 6.
        format!("ann > CreateList-Request|ann < {created}"),
        "ann > GetList-Request|ann < GetList-Response".into(),
        "ann > ListManage-Request|ann < ListManage-Response 200".into(),
    ];
    // 8, in advance.
    parts.extend(new.then(|| "bob > CreateAttributeList-Request|bob < Status 200".to_owned()));
    parts.push("ann > SubscribePresence-Request|ann < Status 200".into());
    // 8, reactive.
    parts.extend(old.then(|| pushed("bob", "PresenceAuth-Request", "Status 200")));
    parts.extend(old.then(|| "bob > PresenceAuth-User|bob < Status 200".into()));
    parts.extend([
        // 7.
        pushed("ann", "PresenceNotification-Request", "Status 200"),
        "bob > UpdatePresence-Request|bob < Status 200".into(),
        pushed("ann", "PresenceNotification-Request", "Status 200"),
        // 9.
        "ann > SendMessage-Request|ann < SendMessage-Response 200".into(),
        pushed("bob", "NewMessage", "MessageDelivered"),
        pushed("ann", "DeliveryReport-Request 200", "Status 200"),
        // 11.
        "ann > CreateGroup-Request|ann < Status 200".into(),
        "bob > JoinGroup-Request|bob < JoinGroup-Response".into(),
        pushed("ann", "GroupChangeNotice", "Status 200"),
        "ann > SendMessage-Request|ann < SendMessage-Response 200".into(),
        pushed("bob", "NewMessage", "MessageDelivered"),
        "bob > LeaveGroup-Request|bob < LeaveGroup-Response 200".into(),
        pushed("ann", "GroupChangeNotice", "Status 200"),
        // 9: 900 without MessageID when all failed.
        "ann > SendMessage-Request|ann < SendMessage-Response 900".into(),
        // 17.
        "bob > KeepAlive-Request|bob < KeepAlive-Response 200".into(),
        "ann > KeepAlive-Request|ann < KeepAlive-Response 200".into(),
        // 18, and 7: OnlineStatus F at logout.
        format!("bob > Logout-Request|bob < {logged_out} 200"),
        pushed("ann", "PresenceNotification-Request", "Status 200"),
        format!("ann > Logout-Request|ann < {logged_out} 200"),
    ]);
    parts.iter().flat_map(|part| part.split('|')).map(String::from).collect()
}

/// 19: a poll, a request of the server, and its answer.
fn pushed(who: &str, request: &str, answer: &str) -> String {
    format!("{who} > Polling-Request|{who} < {request}|{who} > {answer}")
}

fn seen(line: &Line) -> String {
    let arrow = if line.get("direction") == "to-server" { ">" } else { "<" };
    let text = format!("{} {arrow} {} {}", line.get("client"), line.get("primitive"), line.get("status"));
    text.trim_end().to_owned()
}

#[test]
fn the_story_has_the_flows_of_the_facts() {
    for version in Version::ALL {
        let lines = manifest();
        let lines = lines.iter().filter(|it| !it.is_fault() && it.get("version") == version.to_string());
        let lines = lines.filter(|line| !line.get("file").is_empty());
        assert_eq!(lines.map(seen).collect::<Vec<_>>(), expected(version), "{version}");
    }
}

/// Flow 19: a poll has an empty transaction id, and an answer has the one of its request. Flows 2
/// and 3: logins are outside of sessions.
#[test]
fn transactions_and_sessions_follow_the_facts() {
    for line in manifest().iter().filter(|line| !line.is_fault() && !line.get("file").is_empty()) {
        let primitive = line.get("primitive");
        assert_eq!(primitive == "Polling-Request", line.get("transaction").is_empty(), "{primitive}");
        assert_eq!(primitive.starts_with("Login-"), line.get("session").is_empty(), "{primitive}");
        let is_of_server = line.get("transaction").starts_with('9');
        let is_from_server = line.get("direction") == "to-client";
        let is_request = line.get("mode") == "Request";
        assert!(primitive == "Polling-Request" || is_request == (is_of_server == is_from_server));
    }
}
