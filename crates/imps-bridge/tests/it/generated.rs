//! Random messages of every primitive, from every version to every version: the result is valid,
//! and every value is in it, or a loss names its place.

use crate::common::{Leaf, cases, context, errors, leaves, primitives, random, tree};
use imps_bridge::{Bridged, Loss, Reason, convert_with};
use imps_core::Version;
use imps_csp::Message;

/// Elements that carry the same value under other names: `version-bridge.md`, "Move".
const RENAMED: [&[&str]; 6] = [
    &["InUse", "BlockListInUse", "GrantListInUse"],
    &["ResponseNote", "InviteNote"],
    &["AcceptedContentLength", "AcceptedPullLength", "AcceptedPushLength", "GroupContentLimit"],
    &["AcceptedCharSet", "PlainTextCharset"],
    &["AcceptedContentType", "ContentType"],
    &["DigestSchema"],
];

/// Wrappers that say nothing while they are empty.
const WRAPPERS: [&str; 14] = [
    "MessageInfoList",
    "AddNickList",
    "UserMapList",
    "UserMapping",
    "UserList",
    "Joined",
    "BlockList",
    "GrantList",
    "CapabilityList",
    "AgreedCapabilityList",
    "WVCSPFeat",
    "Watcher",
    "DefaultAttributeList",
    "PresenceSubList",
];

/// The values that the bridge states because the other version requires them.
const STATED: [(&str, &str); 15] = [
    ("UserID", "wv:sender@example.com"),
    ("URL", "wv:client"),
    ("AutoSubscribe", "F"),
    ("ReceiveList", "T"),
    ("DefaultNotify", "F"),
    ("DefaultList", "F"),
    ("ClientType", "OTHER"),
    ("InitialDeliveryMethod", "P"),
    ("MultiTrans", "1"),
    ("ParserSize", "4294967295"),
    ("AcceptedContentLength", "4294967295"),
    ("Name", "Name"),
    ("GroupID", "wv:/context@example.com"),
    ("TransactionID", ""),
    ("SupportedBearer", "HTTP"),
];

fn same(one: &Leaf, other: &Leaf) -> bool {
    let is_name = one.name == other.name
        || RENAMED.iter().any(|names| names.contains(&&*one.name) && names.contains(&&*other.name));
    is_name && one.text == other.text
}

/// Whether an empty element says nothing, or has got content.
fn is_wrapper(leaf: &Leaf, all: &[Leaf]) -> bool {
    let (step, item) = (format!("/{}/", leaf.name), format!("/{}[", leaf.name));
    let has_content = || all.iter().any(|other| other.path.contains(&step) || other.path.contains(&item));
    leaf.text.is_empty() && (WRAPPERS.contains(&&*leaf.name) || has_content())
}

fn is_covered(leaf: &Leaf, loss: &Loss) -> bool {
    leaf.path.strip_prefix(&loss.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The leaves without the envelope, with lists of digests split.
fn content(message: &Message<'_>) -> Vec<Leaf> {
    let mut found = leaves(&tree(message));
    found.retain(|leaf| !leaf.path.contains("/SessionDescriptor/") && !leaf.path.ends_with("/TransactionID"));
    found.retain(|leaf| !leaf.path.ends_with("/TransactionMode"));
    let split = |leaf: Leaf| -> Vec<Leaf> {
        let is_list = leaf.name == "DigestSchema";
        let texts: Vec<String> =
            if is_list { leaf.text.split(',').map(Into::into).collect() } else { vec![leaf.text.clone()] };
        texts.into_iter().map(|text| Leaf { text, ..leaf.clone() }).collect()
    };
    found.into_iter().flat_map(split).collect()
}

/// Takes the leaf with the same value, if there is one.
fn take(leaves: &mut Vec<Leaf>, leaf: &Leaf) -> bool {
    let exact = leaves.iter().position(|other| other.name == leaf.name && other.text == leaf.text);
    let found = exact.or_else(|| leaves.iter().position(|other| same(leaf, other)));
    found.map(|index| leaves.remove(index)).is_some()
}

/// A value that the maker has made for one place alone.
fn is_unique(text: &str) -> bool {
    text.starts_with(['x', 'w']) || text.starts_with("text/") || text.len() == 4 && text.starts_with('1')
}

fn check(from: Version, to: Version, source: &Message<'_>, bridged: &Bridged<'_>) {
    let context = || {
        let losses: Vec<String> = bridged.losses.iter().map(ToString::to_string).collect();
        let converted = bridged.message.as_ref().map(imps_xml::to_string);
        format!("{from} to {to}: {losses:#?}\n{}\n{converted:?}", imps_xml::to_string(source).unwrap())
    };
    let before = content(source);
    let mut after = bridged.message.as_ref().map(content).unwrap_or_default();
    let all = after.clone();
    let (lost, kept): (Vec<&Leaf>, Vec<&Leaf>) =
        before.iter().partition(|leaf| bridged.losses.iter().any(|loss| is_covered(leaf, loss)));
    for leaf in kept {
        let is_there = take(&mut after, leaf) || is_wrapper(leaf, &all);
        // Two elements may become one.
        let is_same = all.iter().any(|other| same(leaf, other)) && !is_unique(&leaf.text);
        assert!(is_there || is_same, "missing {leaf:?} {}", context());
    }
    // Nothing else is in the losses.
    for loss in &bridged.losses {
        let is_there = before.iter().any(|leaf| is_covered(leaf, loss));
        assert_eq!(is_there, loss.reason != Reason::Required, "{loss:?} {}", context());
    }
    for leaf in lost {
        let is_replaced = bridged
            .losses
            .iter()
            .any(|loss| is_covered(leaf, loss) && matches!(loss.reason, Reason::ReplacedBy(_)));
        if !is_replaced && is_unique(&leaf.text) {
            // The name of the user in the group names the group of the others.
            let is_there = leaf.name != "GroupID" && after.iter().any(|other| same(leaf, other));
            assert!(!is_there, "not lost: {leaf:?} {}", context());
        }
    }
    // Nothing is invented.
    let is_replaced = bridged.losses.iter().any(|loss| matches!(loss.reason, Reason::ReplacedBy(_)));
    after.retain(|leaf| !STATED.iter().any(|(name, text)| leaf.name == *name && leaf.text == *text));
    after.retain(|leaf| {
        !leaf.text.is_empty() && !all.iter().any(|other| other.path != leaf.path && other.text == leaf.text)
    });
    after.retain(|leaf| !(leaf.name == "Code" || is_replaced));
    after.retain(|leaf| !before.iter().any(|other| other.text == leaf.text || other.name == "InviteType"));
    assert!(after.is_empty(), "invented {after:#?} {}", context());
}

/// Every value is back after both ways, except the losses.
fn check_back(from: Version, to: Version, source: &Message<'_>, there: &Bridged<'_>) {
    let Some(middle) = &there.message else { return };
    let back = convert_with(middle.clone(), from, &context());
    let lost_on_the_way_back: Vec<Leaf> = content(middle)
        .into_iter()
        .filter(|leaf| back.losses.iter().any(|loss| is_covered(leaf, loss)))
        .collect();
    let mut after = back.message.as_ref().map(content).unwrap_or_default();
    let all = after.clone();
    for leaf in content(source) {
        let is_lost = there.losses.iter().any(|loss| is_covered(&leaf, loss))
            || lost_on_the_way_back.iter().any(|lost| same(lost, &leaf))
            || is_wrapper(&leaf, &all)
            || !is_unique(&leaf.text) && all.iter().any(|other| same(other, &leaf));
        assert!(
            take(&mut after, &leaf) || is_lost,
            "{leaf:?} {from} to {to}: {:#?} {:#?}\n{}\n{}\n{:?}",
            there.losses,
            back.losses,
            imps_xml::to_string(source).unwrap(),
            imps_xml::to_string(middle).unwrap(),
            back.message.as_ref().map(imps_xml::to_string),
        );
    }
}

/// Random messages of every primitive of a version, to every version.
fn check_all(from: Version) {
    let context = context();
    for (row, schema) in primitives(from) {
        let made = (1..).filter_map(|seed| random(from, row, schema, seed)).take(cases());
        for (number, message) in made.enumerate() {
            // The same version has few surprises.
            for to in Version::ALL.into_iter().filter(|to| *to != from || number % 10 == 0) {
                let bridged = convert_with(message.clone(), to, &context);
                check_validity(from, to, &bridged);
                check(from, to, &message, &bridged);
                check_back(from, to, &message, &bridged);
            }
        }
    }
}

/// The converted message and the reply have no error.
fn check_validity(from: Version, to: Version, bridged: &Bridged<'_>) {
    for (message, version) in [(&bridged.message, to), (&bridged.reply, from)] {
        let Some(converted) = message else { continue };
        assert_eq!(converted.version, version);
        let text = imps_xml::to_string(converted).unwrap_or_else(|error| panic!("{from} to {to}: {error}"));
        let errors = errors(&text);
        assert!(errors.is_empty(), "{from} to {to}: {errors:#?}\n{text}\n{:#?}", bridged.losses);
    }
}

#[test]
fn messages_of_1_1() {
    check_all(Version::V1_1);
}

#[test]
fn messages_of_1_2() {
    check_all(Version::V1_2);
}

#[test]
fn messages_of_1_3() {
    check_all(Version::V1_3);
}
