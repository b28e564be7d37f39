//! The push, with the vectors of `wire-vectors.tsv`.

use crate::documents::file;
use imps_provisioning::push::{
    Imsi, InvalidDigits, InvalidMac, Mac, Method, Pin, Push, PushError, Security, SmsError, join, read,
};
use imps_provisioning::{Document, XML_MEDIA_TYPE};
use imps_testing::table;
use imps_transport::wsp::{WspError, WspErrorKind};
use proptest::prelude::*;

fn vector(id: &str) -> String {
    let rows = table("transport/wire-vectors.tsv");
    rows.iter().find(|row| row[0] == id).unwrap_or_else(|| panic!("no vector {id}"))[4].clone()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

fn pin(digits: &str) -> Security {
    Security::UserPin(digits.parse().unwrap())
}

#[test]
fn every_vector_has_a_test() {
    let source = include_str!("push.rs");
    for row in table("transport/wire-vectors.tsv").iter().filter(|row| row[0].starts_with("cp-")) {
        assert!(source.contains(&format!("vector(\"{}\")", row[0])), "no test of {}", row[0]);
    }
}

#[test]
fn check_values() {
    let document = file("cht.wbxml");
    assert_eq!(document.len(), 501);
    let mac = pin("0000").mac(&document);
    assert_eq!(mac.to_string().to_lowercase(), vector("cp-mac-userpin"));
    let network = Security::NetwPin("466923103145252".parse().unwrap());
    let expected = vector("cp-mac-netwpin");
    assert_eq!(network.mac(b"\x03\x0B\x6A\x00\x45\x01").to_string().to_lowercase(), expected);
    let expected: Mac = expected.parse().unwrap();
    assert!(network.check(b"\x03\x0B\x6A\x00\x45\x01", &expected));
    assert!(!network.check(b"\x03\x0B\x6A\x00\x05", &expected));
}

#[test]
fn the_pdu() {
    let (document, security) = (file("cht.wbxml"), pin("0000"));
    let pdu = Push::new(&document).with_security(&security).to_pdu().unwrap();
    let mac = vector("cp-mac-userpin").to_uppercase();
    let head = vector("cp-push-head");
    assert_eq!(hex(&pdu), format!("{head}{}00{}", hex(mac.as_bytes()), hex(&document)));

    let received = read(&pdu).unwrap();
    assert_eq!((received.id, received.is_xml, received.method), (1, false, Some(Method::UserPin)));
    assert_eq!(received.document, document);
    assert!(received.is_authentic(&security));
    assert_eq!(received.read(), Document::from_wbxml(&document));

    // Without security the type is alone: one byte of headers.
    let pdu = Push::new(&document).with_id(7).to_pdu().unwrap();
    assert_eq!(hex(&pdu[..5]), "070601b603");
    assert!(!read(&pdu).unwrap().is_authentic(&security));
    let xml = file("wa.xml");
    let pdu = Push::new(&xml).with_media_type(XML_MEDIA_TYPE).with_security(&security).to_pdu().unwrap();
    let received = read(&pdu).unwrap();
    assert!(received.is_xml && received.is_authentic(&security) && received.read().is_ok());
}

#[test]
fn a_wrong_check_value_is_false() {
    let document = file("wa.wbxml");
    let (imsi, digits): (Imsi, Pin) = ("466923103145252".parse().unwrap(), "1234".parse().unwrap());
    let all = [
        Security::NetwPin(imsi.clone()),
        Security::UserPin(digits.clone()),
        Security::UserNetwPin(imsi, digits),
        pin("1235"),
    ];
    for (at, security) in all.iter().enumerate() {
        let pdu = Push::new(&document).with_security(security).to_pdu().unwrap();
        let authentic = all.iter().map(|other| read(&pdu).unwrap().is_authentic(other));
        assert_eq!(authentic.collect::<Vec<_>>(), (0..4).map(|other| other == at).collect::<Vec<_>>());
        // Any change of the document.
        let mut changed = pdu.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(!read(&changed).unwrap().is_authentic(security));
        // An invalid MAC: one digit becomes another character.
        let mut changed = pdu;
        changed[9] = b'G';
        let received = read(&changed).unwrap();
        assert!(received.mac.is_none() && !received.is_authentic(security));
    }
}

#[test]
fn parameters_may_be_text() {
    let mac = vector("cp-mac-userpin");
    let headers =
        [b"application/vnd.wap.connectivity-wbxml\0SEC\0\x81MAC\0".as_slice(), mac.as_bytes(), b"\0"]
            .concat();
    let length = u8::try_from(headers.len()).unwrap();
    let pdu = [&[9, 6, length + 2, 31, length], &*headers, &file("cht.wbxml")].concat();
    assert!(read(&pdu).unwrap().is_authentic(&pin("0000")));
}

#[test]
fn secrets_are_digits() {
    let no_digit = |character, offset| Err(InvalidDigits::NoDigit { character, offset });
    let length = |found, least, most| Err(InvalidDigits::Length { found, least, most });
    let pin = |text: &str| text.parse::<Pin>().map(|_| ());
    assert_eq!(pin(""), length(0, 1, 40));
    assert_eq!(pin(&"0".repeat(41)), length(41, 1, 40));
    assert_eq!(pin("12 4"), no_digit(' ', 2));
    assert_eq!(pin("\u{663}"), no_digit('\u{663}', 0));
    let imsi = |text: &str| text.parse::<Imsi>().map(|_| ());
    assert_eq!(imsi("46692310314525x"), no_digit('x', 14));
    assert_eq!(imsi("4669231031452529"), length(16, 6, 15));
    assert_eq!(imsi("46692"), length(5, 6, 15));
    assert_eq!(format!("{:?}", Security::UserPin("1234".parse().unwrap())), "UserPin(Pin(...))");
    for text in ["", "00", &"g".repeat(40), &"0".repeat(41), &"\u{e9}".repeat(20)] {
        assert_eq!(text.parse::<Mac>().map(|_| ()), Err(InvalidMac), "{text}");
    }
}

#[test]
fn other_pdus_are_errors() {
    let fault = |pdu: &[u8]| read(pdu).map(|_| ()).unwrap_err();
    assert_eq!(fault(b"\x01\x04\x20\x01\xB6"), PushError::NoPush(4));
    assert_eq!(fault(b"\x01\x06\x01\xC6"), PushError::OtherContent("application/vnd.wv.csp.cir".into()));
    assert_eq!(fault(b"\x01\x06\x00"), PushError::OtherContent(String::new()));
    assert_eq!(fault(b"\x01"), PushError::Pdu(WspError { kind: WspErrorKind::Truncated, offset: 1 }));
}

#[test]
fn parts_of_sms() {
    let (document, security) = (file("cht.wbxml"), pin("0000"));
    let push = Push::new(&document).with_security(&security);
    let pdu = push.to_pdu().unwrap();
    let sms = push.to_sms(0x5A).unwrap();
    // 50 bytes and the document, 128 in each part.
    assert_eq!((pdu.len(), sms.len()), (551, 5));
    for (number, part) in (1..).zip(&sms) {
        assert_eq!(hex(&part[..12]), format!("0b05040b8423f000035a05{number:02x}"));
        assert!(part.len() <= 140);
    }
    let mut mixed = sms.clone();
    mixed.rotate_left(2);
    assert_eq!(join(&mixed), Ok(pdu));

    let one = Push::new(b"abc").with_port(49999).to_sms(1).unwrap();
    assert_eq!(one, [b"\x06\x05\x04\xC3\x4F\x23\xF0\x01\x06\x01\xB6abc"]);
    // 133 bytes fit into one.
    assert_eq!(Push::new(&[0; 129]).to_sms(1).unwrap().len(), 1);
    assert_eq!(Push::new(&[0; 130]).to_sms(1).unwrap().len(), 2);
    assert_eq!(Push::new(&vec![0; 32_636]).to_sms(1).unwrap().len(), 255);
    assert_eq!(Push::new(&vec![0; 32_637]).to_sms(1), Err(SmsError::TooLong(32_641)));
    let error = Push::new(&vec![0; 32_637]).to_sms(1).unwrap_err();
    assert_eq!(error.to_string(), "push of 32641 bytes, at most 32640 fit into 255 sms");

    assert_eq!(join(&sms[..4]), Err(SmsError::Missing(5)));
    assert_eq!(join(&[&sms[0], &sms[0]]), Err(SmsError::Repeated(1)));
    assert_eq!(join(&[&sms[0], &one[0]]), Err(SmsError::OtherMessage(1)));
    assert_eq!(join(&[[0; 0]; 0]), Err(SmsError::Empty));
    assert!(matches!(join(&[b"\x05"]), Err(SmsError::Header { index: 0, .. })));
}

proptest! {
    #[test]
    fn any_bytes_do_not_panic(bytes: Vec<u8>, other: Vec<u8>) {
        if let Ok(received) = read(&bytes) {
            let _ = received.is_authentic(&pin("1"));
            let _ = received.read();
        }
        let _ = join(&[bytes, other]);
    }

    #[test]
    fn a_push_arrives(document: Vec<u8>, digits in "[0-9]{1,40}", imsi in "[0-9]{6,15}") {
        let security = Security::UserNetwPin(imsi.parse().unwrap(), digits.parse().unwrap());
        let push = Push::new(&document).with_security(&security);
        let pdu = join(&push.to_sms(3).unwrap()).unwrap();
        let received = read(&pdu).unwrap();
        prop_assert!(received.is_authentic(&security));
        prop_assert_eq!(received.document, &*document);
    }
}
