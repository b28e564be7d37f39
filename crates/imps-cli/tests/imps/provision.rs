//! `imps provision`: settings for phones.

use crate::run::{bytes, convert, imps, imps_with};
use imps_provisioning::Document;
use imps_provisioning::push::{Security, join, read};
use imps_provisioning::wa::{Account, Credentials, Service};
use insta::assert_snapshot;

const SETTINGS: [&str; 9] = [
    "provision",
    "--user",
    "wv:alice@imps.example",
    "--server",
    "http://imps.example/csp",
    "--password",
    "secret",
    "--services",
    "IM,PS",
];

fn with(arguments: &[&str]) -> Vec<u8> {
    imps(SETTINGS.iter().chain(arguments)).good()
}

#[test]
fn every_form_has_the_same_document() {
    let xml = with(&[]);
    assert_snapshot!(String::from_utf8(xml.clone()).unwrap());
    assert_eq!(with(&["--format", "xml"]), xml);
    let document = Document::from_xml(&xml).unwrap();
    let account = Account {
        addresses: vec!["http://imps.example/csp".into()],
        services: Some(vec![Service::InstantMessaging, Service::Presence]),
        credentials: vec![Credentials::new("wv:alice@imps.example", "secret")],
        ..Account::default()
    };
    assert_eq!(Account::from_document(&document).unwrap().account, account);
    assert_eq!(Document::from_wbxml(&with(&["--format", "wbxml"])), Ok(document.clone()));

    let pdu = with(&["--format", "push"]);
    assert_eq!(read(&pdu).unwrap().read(), Ok(document.clone()));
    let (imsi, pin) = ("466923103145252", "0000");
    let securities = [
        (vec!["--pin", pin], Security::UserPin(pin.parse().unwrap())),
        (vec!["--imsi", imsi], Security::NetwPin(imsi.parse().unwrap())),
        (
            vec!["--pin", pin, "--imsi", imsi],
            Security::UserNetwPin(imsi.parse().unwrap(), pin.parse().unwrap()),
        ),
    ];
    for (arguments, security) in securities {
        let pdu = with(&[&*arguments, &["--format", "push"]].concat());
        assert!(read(&pdu).unwrap().is_authentic(&security));
        let lines = String::from_utf8(with(&[&*arguments, &["--format", "sms"]].concat())).unwrap();
        let byte = |pair: &[u8]| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap();
        let sms: Vec<Vec<u8>> =
            lines.lines().map(|line| line.as_bytes().chunks(2).map(byte).collect()).collect();
        assert_eq!(join(&sms), Ok(pdu));
    }
}

#[test]
fn without_a_password_the_phone_asks() {
    let xml = imps(["provision", "--user", "a", "--server", "http://b"]).good();
    let account = Account::from_document(&Document::from_xml(&xml).unwrap()).unwrap().account;
    assert_eq!((&account.credentials[0].secret, account.services), (&None, None));
}

#[test]
fn an_address_without_a_scheme_is_noted() {
    let ran = imps(["provision", "--user", "a", "--server", "imps.example"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.err, "imps: note: APPLICATION[1]/ADDR: no absolute uri\n");
}

#[test]
fn nonsense_is_refused() {
    let misused = |arguments: &[&str]| imps(SETTINGS.iter().chain(arguments)).misused();
    let error = misused(&["--pin", "1234"]);
    assert!(error.contains("--pin and --imsi need --format push or sms"), "{error}");
    let error = misused(&["--format", "push", "--pin", "12a4"]);
    assert!(error.contains("'a' at byte 2 is no digit"), "{error}");
    let error = misused(&["--format", "push", "--imsi", "46692310314525x"]);
    assert!(error.contains("'x' at byte 14 is no digit"), "{error}");
    misused(&["--format", "push", "--format", "sms"]);
    let error = imps(["provision", "--user", "a\u{1}", "--server", "http://b"]).misused();
    assert!(error.contains("character U+0001 is not allowed in xml"), "{error}");
    let error = imps(["provision", "--user", "a", "--server", "http://b", "--services", "IM;PS"]).misused();
    assert!(error.contains("is no item of a list"), "{error}");
    imps(["provision", "--user", "a"]).misused();
}

#[test]
fn settings_are_converted_by_name() {
    // libwbxml wrote these bytes from the XML of the facts, with a token for a part of a name.
    let binary = bytes("inputs/provisioning-wa.wbxml");
    let document = Document::from_wbxml(&binary).unwrap();
    let xml = convert(&binary).good();
    assert_eq!(Document::from_xml(&xml), Ok(document.clone()));
    let again = convert(&xml).good();
    assert_eq!(Document::from_wbxml(&again), Ok(document));
    assert_eq!(imps_with(["convert", "--to", "xml"], &xml).good(), xml);
}

#[test]
fn settings_with_a_fault_are_refused_with_its_place() {
    let mut binary = bytes("inputs/provisioning-wa.wbxml");
    let end = binary.len();
    binary.truncate(end - 1);
    assert_eq!(
        convert(&binary).bad(),
        format!(
            "imps: standard input: byte {0} (0x{0:X}): client provisioning: the document ends too early\n",
            end - 1
        )
    );
    // Only these two forms exist.
    let error = imps_with(["convert", "--to", "json"], &bytes("inputs/provisioning-wa.wbxml")).bad();
    assert!(error.contains("client provisioning; imps inspect shows"), "{error}");
}
