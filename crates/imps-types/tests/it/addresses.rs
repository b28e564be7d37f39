//! Addresses and the names made of them, against the facts of `testdata/spec/csp/addressing.md`.

use imps_core::Version;
use imps_testing::{table, testdata};
use imps_types::address::{Address, AddressForm, escape, unescape};
use imps_types::{ContactListId, GroupId, MessageId, SessionCookie, SessionId, TransactionId, UserId};
use proptest::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

/// Text, form, user, resource, domain.
type Example = (&'static str, AddressForm, Option<&'static str>, Option<&'static str>, &'static str);

/// The examples of the tables.
const EXAMPLES: [Example; 6] = [
    ("wv:john@smith.com", AddressForm::User, Some("john"), None, "smith.com"),
    ("wv:+358401234567@im.com", AddressForm::User, Some("+358401234567"), None, "im.com"),
    ("somebody@nowhere.com", AddressForm::User, Some("somebody"), None, "nowhere.com"),
    ("wv:john/partygroup@there.com", AddressForm::Owned, Some("john"), Some("partygroup"), "there.com"),
    ("wv:/chatgroup@server.com", AddressForm::Public, None, Some("chatgroup"), "server.com"),
    (
        "wv:john/~pep1.0_privatelist@smith.com",
        AddressForm::Owned,
        Some("john"),
        Some("~pep1.0_privatelist"),
        "smith.com",
    ),
];

#[test]
fn the_examples_are_taken_apart() {
    for (text, form, user, resource, domain) in EXAMPLES {
        let address = Address::parse_checked(text).unwrap();
        assert_eq!(address.form(), Some(form), "{text}");
        assert_eq!(
            (address.user(), address.resource(), address.domain()),
            (user, resource, Some(domain)),
            "{text}"
        );
        assert_eq!(address.has_scheme(), text.starts_with("wv:"));
        assert!(address.is_valid(), "{text}");
        assert_eq!(address.to_string().trim_start_matches("wv:"), text.trim_start_matches("wv:"));
    }
}

#[test]
fn every_address_of_the_samples_is_valid() {
    let mut seen = 0;
    for file in samples() {
        let text = fs::read_to_string(file).unwrap();
        for (element, valid) in [
            ("UserID", (|text| UserId::from(text).is_valid()) as fn(&str) -> bool),
            ("GroupID", |text| GroupId::from(text).is_valid()),
            ("ContactList", |text| ContactListId::from(text).is_valid()),
        ] {
            for rest in text.split(&format!("<{element}>")).skip(1) {
                let content = rest.split('<').next().unwrap();
                seen += 1;
                assert!(valid(content), "{element} {content}");
            }
        }
    }
    assert!(seen > 100, "only {seen} addresses were seen");
}

/// The good documents of every version.
fn samples() -> impl Iterator<Item = PathBuf> {
    let folders = Version::ALL.map(|version| testdata("csp").join(version.as_str()));
    let files = folders.into_iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    files.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "xml"))
}

#[test]
fn the_error_names_the_offending_character() {
    for (text, character, offset) in [
        ("wv:ann+bob@example.com", Some('+'), 6),
        ("wv:ann/b/c@example.com", Some('/'), 8),
        ("wv:ann@exam@ple.com", Some('@'), 11),
        ("wv:jürgen@example.com", Some('ü'), 4),
        ("wv:ann\n@example.com", Some('\n'), 6),
        ("wv:+35x@example.com", Some('x'), 6),
        ("wv:@example.com", Some('@'), 3),
        ("wv:ann@", None, 7),
        ("wv:ann/@example.com", Some('@'), 7),
        ("wv:+", None, 4),
        ("wv:", None, 3),
        ("", None, 0),
    ] {
        let error = Address::parse_checked(text).unwrap_err();
        assert_eq!((error.character(), error.offset()), (character, offset), "{text}");
        assert!(!Address::from(text).is_valid(), "{text}");
    }
}

#[test]
fn each_name_has_its_form() {
    assert!(UserId::from("ann").is_valid() && !UserId::from("wv:ann/x@y").is_valid());
    assert!(!UserId::from("wv:/x@y").is_valid());
    assert!(GroupId::from("wv:ann/x@y").is_valid() && GroupId::from("/x").is_valid());
    assert!(!GroupId::from("wv:ann@y").is_valid());
    assert!(ContactListId::from("ann/x").is_valid() && !ContactListId::from("/x").is_valid());

    let error = GroupId::parse_checked("wv:ann@example.com").unwrap_err();
    assert_eq!((error.character(), error.offset()), (Some('@'), 6));
    let error = UserId::try_from(Address::from("wv:ann/x@y")).unwrap_err();
    assert_eq!((error.character(), error.offset()), (Some('/'), 6));
}

#[test]
fn names_are_built_from_parts() {
    assert_eq!(UserId::new("+41791234567", "im.com").unwrap(), "wv:+41791234567@im.com");
    assert_eq!(GroupId::private("john", "party", "there.com").unwrap(), "wv:john/party@there.com");
    assert_eq!(GroupId::public("chat", "there.com").unwrap(), "wv:/chat@there.com");
    assert_eq!(
        ContactListId::new("john", "My_friends", "smith.com").unwrap(),
        "wv:john/My_friends@smith.com"
    );
    assert_eq!(UserId::new("", "im.com").unwrap_err().character(), None);
    assert_eq!(UserId::new("ann", "a@b").unwrap_err().character(), Some('@'));
    assert_eq!(GroupId::public("a/b", "c").unwrap_err().offset(), 1);
}

#[test]
fn telephones_are_told_with_and_without_a_plus() {
    assert_eq!(Address::from("wv:+358401234567@im.com").telephone(), Some("358401234567"));
    assert_eq!(Address::from("358401234567@im.com").telephone(), Some("358401234567"));
    for name in ["wv:ann@im.com", "wv:+@im.com", "wv:/1@im.com", "wv:+12x"] {
        assert_eq!(Address::from(name).telephone(), None, "{name}");
    }
}

#[test]
fn comparison_is_without_case_and_scheme() {
    let ann = UserId::from("wv:ann@example.com");
    for same in ["ann@example.com", "WV:Ann@EXAMPLE.com", "wv:ANN@example.com"] {
        assert!(ann.same_as(&same.into()), "{same}");
        assert_ne!(ann, same);
    }
    for other in ["wv:ann", "wv:anna@example.com", "wv:ann/x@example.com", "wv:/ann@example.com", "wv:ann@"] {
        assert!(!ann.same_as(&other.into()), "{other}");
    }
    let addresses: HashSet<_> =
        ["wv:ann@x", "ANN@X", "wv:bob@x", "wv:/ann@x"].into_iter().map(Address::from).collect();
    assert_eq!(addresses.len(), 3);
}

/// `official-1.1.md`: "telephone numbers leave a Nokia phone's presence engine as
/// `wv:%2B358401234567@...`".
#[test]
fn addresses_are_compared_unescaped() {
    let equal = [
        ("wv:%2B358401234567@im.com", "wv:+358401234567@im.com"),
        ("wv:%2b358401234567@im.com", "+358401234567@IM.com"),
        ("wv:R%26D@a.b", "wv:r&d@a.b"),
        ("wv:%41nn/%46riends@a%2Eb", "wv:ann/friends@a.b"),
        ("wv:k%C3%B6ln@a.b", "wv:k\u{f6}ln@a.b"),
        // Half an escape represents itself, as `%25` does.
        ("wv:100%@a.b", "wv:100%25@a.b"),
        ("wv:a%4@a.b", "wv:a%254@a.b"),
        ("wv:a%zz@a.b", "wv:a%25ZZ@a.b"),
        ("wv:a%\u{e9}@a.b", "wv:a%25%C3%A9@a.b"),
    ];
    for (one, other) in equal {
        assert!(UserId::from(one).same_as(&other.into()), "{one} {other}");
        let (one, other) = (Address::from(one), Address::from(other));
        assert_eq!(one.cmp(&other), std::cmp::Ordering::Equal);
        assert_eq!(HashSet::from([one, other]).len(), 1);
    }
    // The spelling is kept.
    assert_eq!(Address::from("%2B358@im.com").to_string(), "wv:%2B358@im.com");
    assert_eq!(Address::from("wv:%2B358@im.com").user(), Some("%2B358"));
    assert_eq!(Address::from("wv:%2B358401234567@im.com").telephone(), Some("358401234567"));
    assert_eq!(Address::from("wv:%2B%33@im.com").telephone(), None);
}

#[test]
fn an_escaped_separator_separates_nothing() {
    for (text, user, resource, domain) in [
        ("wv:ann%40evil.com", Some("ann%40evil.com"), None, None),
        ("wv:ann%40evil.com@home.com", Some("ann%40evil.com"), None, Some("home.com")),
        ("wv:ann%2Fx@home.com", Some("ann%2Fx"), None, Some("home.com")),
        ("wv%3Aann@home.com", Some("wv%3Aann"), None, Some("home.com")),
        ("wv:ann/a%2Fb@home.com", Some("ann"), Some("a%2Fb"), Some("home.com")),
    ] {
        let address = Address::from(text);
        assert_eq!(
            (address.user(), address.resource(), address.domain()),
            (user, resource, domain),
            "{text}"
        );
    }
    assert_ne!(Address::from("wv:ann%40evil.com"), Address::from("wv:ann@evil.com"));
    assert_ne!(Address::from("wv:ann%2Fx@a.b"), Address::from("wv:ann/x@a.b"));
    assert_ne!(Address::from("wv:%2Fx@a.b"), Address::from("wv:/x@a.b"));
    // Bytes that are not UTF-8 do not equal a character in another spelling.
    assert_ne!(Address::from("wv:k%F6ln@a.b"), Address::from("wv:k\u{f6}ln@a.b"));
}

#[test]
fn what_is_no_address_is_told() {
    for text in ["wv:a\0b@c.d", "wv:a@b@c.d", "wv:a%40b@@c.d", "wv:a@", "@", "wv:a@c\0.d", "wv:a%2Bb+@c.d"] {
        assert!(!Address::from(text).is_valid(), "{text:?}");
        assert!(!UserId::from(text).is_valid(), "{text:?}");
    }
    // Characters that RFC 2396 reserves may appear raw: phones of other makers write them so.
    for text in ["wv:r&d@c.d", "wv:a;b=c@d", "wv:a%@c.d"] {
        assert!(UserId::from(text).is_valid(), "{text:?}");
    }
}

#[test]
fn the_relative_form_is_resolved_at_home() {
    let relative = Address::from("wv:ann");
    assert_ne!(relative, Address::from("wv:ann@example.com"));
    assert_eq!(relative.resolve("example.com"), Address::from("wv:ann@example.com"));
    assert_eq!(Address::from("wv:ann@there").resolve("here").domain(), Some("there"));
}

#[test]
fn what_does_not_follow_the_grammar_is_kept() {
    for (text, user, resource, domain) in [
        ("wv:jürgen@köln.de", Some("jürgen"), None, Some("köln.de")),
        ("wv:a@b@c", Some("a@b"), None, Some("c")),
        ("a/b/c", Some("a"), Some("b/c"), None),
        ("wv:a+b@", Some("a+b"), None, Some("")),
        ("", None, None, None),
        ("ß", Some("ß"), None, None),
    ] {
        let address = Address::from(text);
        assert_eq!(
            (address.user(), address.resource(), address.domain()),
            (user, resource, domain),
            "{text}"
        );
    }
}

/// `datatypes.tsv` states lengths that one client codec had.
#[test]
fn usual_lengths_are_those_of_the_table() {
    let rows = table("csp/datatypes.tsv");
    for (element, length) in [
        ("UserID", UserId::USUAL_LENGTH),
        ("GroupID", GroupId::USUAL_LENGTH),
        ("ContactList", ContactListId::USUAL_LENGTH),
        ("SessionID", SessionId::USUAL_LENGTH),
        ("SessionCookie", SessionCookie::USUAL_LENGTH),
        ("TransactionID", TransactionId::USUAL_LENGTH),
        ("MessageID", MessageId::USUAL_LENGTH),
    ] {
        let row = rows.iter().find(|row| row[0] == element).unwrap();
        assert_eq!(row[2], format!("C length {length}"), "{element}");
    }
    assert!(UserId::new(&"x".repeat(UserId::USUAL_LENGTH * 3), "example.com").is_ok());
}

/// A part of an address: the characters that represent themselves.
fn part() -> impl Strategy<Value = String> {
    "[ -*,-.0-?A-~]{1,20}"
}

fn user() -> impl Strategy<Value = String> {
    prop_oneof![part(), "\\+[0-9]{1,15}"]
}

proptest! {
    #[test]
    fn what_is_built_is_read_back(user in user(), resource in proptest::option::of(part()), domain in part()) {
        let built = match &resource {
            None => Address::user_at(&user, &domain),
            Some(resource) => Address::private_group(&user, resource, &domain),
        };
        let built = built.unwrap();
        let text = built.to_string();
        let read = Address::parse_checked(&text).unwrap();
        prop_assert_eq!(read, built);
        prop_assert_eq!((read.user(), read.resource(), read.domain()), (Some(&*user), resource.as_deref(), Some(&*domain)));
        let shouted = text.to_ascii_uppercase();
        prop_assert_eq!(read, Address::from(&*shouted));
    }

    #[test]
    fn public_groups_are_read_back(group in part(), domain in part()) {
        let id = GroupId::public(&group, &domain).unwrap();
        prop_assert!(id.is_valid());
        prop_assert_eq!((id.address().form(), id.address().resource()), (Some(AddressForm::Public), Some(&*group)));
    }

    #[test]
    fn any_text_is_read_and_written_without_loss(text in "(wv:)?[ -~é/@+%]{0,30}|\\PC{0,20}") {
        let address = Address::from(&*text);
        let written = address.to_string();
        prop_assert_eq!(&written[3..], if address.has_scheme() { &text[3..] } else { &text[..] });
        let again = Address::from(&*written);
        prop_assert_eq!((again.user(), again.resource(), again.domain()), (address.user(), address.resource(), address.domain()));
        // The grammar and the parts agree; a text that begins with its own "wv:" was read without
        // it.
        prop_assert_eq!(address.is_valid(), Address::parse_checked(&text).is_ok());
    }

    #[test]
    fn any_name_can_be_escaped_into_an_address(name in "\\PC{1,20}|.{1,20}") {
        let escaped = escape(&name);
        let id = UserId::new(&escaped, "example.com").unwrap();
        prop_assert_eq!(unescape(id.address().user().unwrap()), &*name);
    }

    #[test]
    fn an_escaped_name_is_the_same_address(name in "[ -~]{1,20}", other in "[%0-9a-f+@/]{0,6}") {
        let escaped = escape(&name);
        let spelled = format!("wv:{}@a.b", escaped.to_lowercase());
        let all = name.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat();
        let all = format!("wv:{all}@a.b");
        let (spelled, all) = (Address::from(&*spelled), Address::from(&*all));
        prop_assert_eq!(spelled, all);
        prop_assert_eq!(HashSet::from([spelled, all]).len(), 1);
        // Equality, order and hash agree.
        let other = Address::from(&*other);
        prop_assert_eq!(spelled == other, spelled.cmp(&other).is_eq());
        prop_assert_eq!(spelled == other, HashSet::from([spelled, other]).len() == 1);
    }

    #[test]
    fn unescape_takes_anything(text in "[%0-9a-fA-Fé]{0,20}") {
        let plain = unescape(&text);
        prop_assert!(plain.len() <= text.len());
    }
}
