//! The envelope: flags, several transactions, segments, extensions.

use crate::moves::message;
use imps_bridge::{Bridged, Reason, ToVersion};
use imps_core::{Node, Version};
use imps_csp::{Message, StatusCode};

const V1_1: Version = Version::V1_1;
const V1_2: Version = Version::V1_2;
const V1_3: Version = Version::V1_3;

fn new_message() -> Message<'static> {
    let primitive = "<NewMessage><MessageInfo><ContentSize>0</ContentSize><Recipient/><Sender><User><UserID>wv:a</UserID></User></Sender>\
                     </MessageInfo></NewMessage>";
    message(V1_3, "Request", primitive)
}

fn losses(bridged: &Bridged<'_>) -> Vec<(String, Reason)> {
    let losses = bridged.losses.iter();
    losses.map(|loss| (loss.path.replace("WV-CSP-Message/Session/", ""), loss.reason)).collect()
}

/// `notes.md`, "Poll flag" and "CIR flag".
#[test]
fn the_flags_are_in_the_place_of_the_version() {
    let mut later = new_message();
    later.session.poll = Some(true);
    later.session.cir = Some(false);
    let old = later.clone().to_version(V1_1);
    assert_eq!(losses(&old), [("CIR".into(), Reason::NotInVersion)]);
    let old = old.message.unwrap();
    assert_eq!((old.session.poll, old.session.transactions[0].descriptor.poll), (None, Some(true)));
    let back = old.to_version(V1_2);
    assert_eq!(losses(&back), []);
    let back = back.message.unwrap();
    assert_eq!((back.session.poll, back.session.transactions[0].descriptor.poll), (Some(true), None));
    let same = later.clone().to_version(V1_2).message.unwrap();
    assert_eq!((same.session.poll, same.session.cir), (Some(true), Some(false)));

    // The flags of two transactions are one flag.
    let mut two = Message { version: V1_1, ..new_message() };
    two.session.transactions.push(two.session.transactions[0].clone());
    two.session.transactions[0].descriptor.poll = Some(false);
    two.session.transactions[1].descriptor.poll = Some(true);
    let merged = two.to_version(V1_3);
    assert_eq!(losses(&merged), [("Transaction[1]/TransactionDescriptor/Poll".into(), Reason::Merged)]);
    assert_eq!(merged.message.unwrap().session.poll, Some(true));
    let mut swapped = Message { version: V1_1, ..new_message() };
    swapped.session.transactions.push(swapped.session.transactions[0].clone());
    swapped.session.transactions[0].descriptor.poll = Some(true);
    swapped.session.transactions[1].descriptor.poll = Some(false);
    assert_eq!(swapped.to_version(V1_3).message.unwrap().session.poll, Some(true));
}

/// The server ends a session with the same primitive in every version. Only the answer differs.
#[test]
fn a_disconnection_by_the_server_is_no_answer() {
    let end = message(V1_1, "Request", "<Disconnect><Result><Code>601</Code></Result></Disconnect>");
    let bridged = end.to_version(V1_3);
    assert_eq!(losses(&bridged), []);
    assert_eq!(bridged.message.unwrap().primitive().unwrap().name(), "Disconnect");
}

#[test]
fn each_transaction_has_its_own_fate() {
    let mut three = message(
        V1_3,
        "Request",
        "<GetPublicProfile-Request><UserID>wv:a</UserID></GetPublicProfile-Request>",
    );
    three.session.transactions[0].descriptor.transaction_id = Some("p".into());
    three.session.transactions.extend(new_message().session.transactions);
    three.session.transactions.extend(message(V1_3, "Request", "<KeepAlive-Request/>").session.transactions);
    three.session.transactions[2].descriptor.transaction_id = Some("k".into());
    let bridged = three.to_version(V1_2);
    let ids = |message: &Message<'_>| -> Vec<String> {
        message.session.transactions.iter().map(|it| it.transaction_id().unwrap().into()).collect()
    };
    assert_eq!(ids(bridged.message.as_ref().unwrap()), ["t1", "k"]);
    let reply = bridged.reply.as_ref().unwrap();
    assert_eq!(ids(reply), ["p"]);
    assert_eq!(reply.version, V1_3);
    assert_eq!(reply.session.descriptor.session_id, Some("s1".into()));
    assert_eq!(
        losses(&bridged),
        [("Transaction[0]/TransactionContent/GetPublicProfile-Request".into(), Reason::NotInVersion)]
    );
}

#[test]
fn a_message_of_which_nothing_travels_loses_its_flags() {
    let mut only = message(V1_3, "Request", "<SystemMessage-Request/>");
    only.session.poll = Some(true);
    only.session.cir = Some(false);
    only.session.transactions[0].ext_block = vec![Node::new(imps_core::tag::ExtBlock)];
    let bridged = only.to_version(V1_1);
    assert_eq!(bridged.message, None);
    let paths: Vec<String> = losses(&bridged).into_iter().map(|(path, _)| path).collect();
    let primitive = "Transaction[0]/TransactionContent/SystemMessage-Request";
    assert_eq!(paths, [primitive, "Transaction[0]/ExtBlock[0]", "Poll", "CIR"]);
}

/// An answer that cannot travel, to a question that no client of the version asks.
#[test]
fn segments_stay_with_1_3() {
    for (mode, version, code) in [
        ("Request", V1_2, StatusCode::RESPONSE_TOO_LARGE),
        ("Response", V1_2, StatusCode::RESPONSE_TOO_LARGE),
        ("Response", V1_1, StatusCode::BAD_REQUEST),
    ] {
        let mut part = message(V1_3, mode, "<GetSPInfo-Response><Name>n</Name></GetSPInfo-Response>");
        part.session.transactions[0].descriptor.segment_info =
            Some(imps_csp::envelope::SegmentInfo::default());
        let whole = part.clone().to_version(V1_3);
        assert!(whole.losses.is_empty() && whole.message == Some(part.clone()));
        let bridged = part.to_version(version);
        let paths: Vec<String> = losses(&bridged).into_iter().map(|(path, _)| path).collect();
        let expected = ["TransactionDescriptor/SegmentInfo", "TransactionContent/GetSPInfo-Response"];
        assert_eq!(paths, expected.map(|path| format!("Transaction[0]/{path}")));
        let answer = if mode == "Request" { bridged.reply } else { bridged.message };
        assert_eq!(answer.unwrap().outcome().unwrap().code, Some(code), "{mode} {version}");
    }
}

/// Extensions of vendors stay where their element stays, and are lost by name where it dissolves.
#[test]
fn extensions_are_kept_or_named() {
    let request = "<GetPresence-Request><User><UserID>wv:a</UserID><Mood xmlns='urn:v'>x</Mood></User><Extra xmlns='urn:v'/>\
                   </GetPresence-Request>";
    let mut source = message(V1_2, "Request", request);
    source.session.transactions[0].ext_block = vec![Node::new(imps_core::tag::ExtBlock)];
    let kept = source.clone().to_version(V1_1);
    assert_eq!(losses(&kept), [("Transaction[0]/ExtBlock[0]".into(), Reason::NotInVersion)]);
    assert!(imps_xml::to_string(&kept.message.unwrap()).unwrap().contains("<Mood"));
    let bridged = source.to_version(V1_3);
    let path = "Transaction[0]/TransactionContent/GetPresence-Request/User[0]/Mood[0]";
    assert_eq!(losses(&bridged), [(path.into(), Reason::Extension)]);
    assert!(imps_xml::to_string(&bridged.message.unwrap()).unwrap().contains("<Extra"));
}

/// A vendor's primitive that no declaration knows travels as it is.
#[test]
fn unknown_primitives_travel() {
    let unknown = message(V1_3, "Request", "<Nudge-Request xmlns='urn:v'><To>wv:a</To></Nudge-Request>");
    let bridged = unknown.clone().to_version(V1_1);
    assert_eq!(losses(&bridged), []);
    let primitive = |message: &Message<'static>| message.session.transactions[0].content.clone();
    assert_eq!(bridged.message.unwrap().session.transactions[0].content, primitive(&unknown));
}

/// 1.1 may omit the identifier of a transaction. Bad input is bridged as far as it goes.
#[test]
fn a_missing_identifier_becomes_an_empty_one() {
    let mut message = Message { version: V1_1, ..new_message() };
    message.session.transactions[0].descriptor.transaction_id = None;
    let bridged = message.clone().to_version(V1_2).message.unwrap();
    assert_eq!(bridged.transaction_id(), Some(""));
    let same = message.to_version(V1_1).message.unwrap();
    assert_eq!(same.transaction_id(), None);
    let empty = Message { version: V1_3, ..Message::default() };
    let bridged = empty.to_version(V1_1);
    assert!(bridged.message.is_none() && bridged.reply.is_none() && bridged.losses.is_empty());
}
