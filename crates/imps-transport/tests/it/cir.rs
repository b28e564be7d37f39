//! Texts and cookies of CIR, and the bearers without a machine.

use imps_transport::cir::push::{self, IgnoredPush};
use imps_transport::cir::{Cookie, Ignored, InvalidWakeup, UnsafeCookie, Wakeup, get, recipient, sms};
use imps_transport::sms::WriteError;
use imps_transport::sms::gsm7::Unpackable;
use imps_transport::wsp::{ContentType, Datagram, Disconnect, Header, Pdu, Push, WspErrorKind};
use oma_imps::Version;
use proptest::prelude::*;

fn cookie(text: &str) -> Cookie {
    text.parse().unwrap()
}

#[test]
fn reads_every_spelling_of_the_keyword() {
    for text in ["WVCI 1.1 c", "wvci 1.1 c", "  Wvci  1.1\tc \r\n"] {
        assert_eq!(text.parse(), Ok(Wakeup { version: Version::V1_1, cookie: cookie("c") }), "{text:?}");
    }
}

#[test]
fn names_the_fault_of_a_text() {
    let fault = |text: &str| text.parse::<Wakeup>().unwrap_err();
    assert_eq!(fault("WVC 1.2 c"), InvalidWakeup::Keyword);
    assert_eq!(fault(""), InvalidWakeup::Keyword);
    assert_eq!(fault("WVCI 1.2"), InvalidWakeup::Words);
    assert_eq!(fault("WVCI 1.2 c d"), InvalidWakeup::Words);
    assert_eq!(fault("WVCI 2.0 c"), InvalidWakeup::Version("2.0".into()));
    assert_eq!(fault("WVCI 2.0\n c").to_string(), "unknown version \"2.0\" in a cir");
}

#[test]
fn reports_unsafe_cookies() {
    let fault = |text: &str| text.parse::<Cookie>().unwrap_err();
    assert_eq!(fault(""), UnsafeCookie::Empty);
    assert_eq!(fault("a b"), UnsafeCookie::Blank { offset: 1 });
    // Else a client could put lines into the channel.
    assert_eq!(fault("ä\r\nOK"), UnsafeCookie::Blank { offset: 2 });
    assert_eq!(fault(&"c".repeat(504)), UnsafeCookie::TooLong { bytes: 504 });
    assert!("c".repeat(503).parse::<Cookie>().is_ok());

    let live = [cookie("abc"), cookie("x")];
    for clash in ["abc", "abcd", "ab", "zabc"] {
        let found = cookie(clash).check_against(&live);
        assert_eq!(found, Err(UnsafeCookie::Clash { other: cookie("abc") }), "{clash}");
    }
    assert_eq!(cookie("abd").check_against(&live), Ok(()));
}

#[test]
fn the_cookie_decides_between_sessions() {
    let cookies = [cookie("phone"), cookie("phone-2"), cookie("other")];
    assert_eq!(recipient(b"WVCI 1.2 phone-2", &cookies), Ok(&cookies[1]));
    assert_eq!(recipient(b"WVCI 1.2 phone", &cookies), Ok(&cookies[0]));
    // Padding of SMS, and a version that nobody knows.
    assert_eq!(recipient(b"wvci 7 other@", &cookies), Ok(&cookies[2]));
    assert_eq!(recipient(b"WVCI 1.2 OTHER", &cookies), Err(Ignored::Cookie("WVCI 1.2 OTHER".into())));
    assert_eq!(recipient(b"WVCIother", &cookies), Err(Ignored::Keyword("WVCIother".into())));
    assert_eq!(recipient(b"", &cookies), Err(Ignored::Keyword(String::new())));
    let long = [&b"WVCI 1.2 "[..], &[b'a'; 600], b"other"].concat();
    assert!(matches!(recipient(&long, &cookies), Err(Ignored::Cookie(start)) if start.len() == 80));
}

fn pushed(content_type: &str, headers: Vec<Header<'_>>, body: &[u8]) -> Result<(), IgnoredPush> {
    let push = Push { content_type: Some(ContentType::new(content_type)), headers, body };
    let datagram = Datagram { tid: 7, pdu: Pdu::ConfirmedPush(push) }.to_vec().unwrap();
    push::read(&datagram, [&cookie("c")]).map(drop)
}

#[test]
fn media_type_or_application_id_makes_a_push_a_cir() {
    let body = b"WVCI 1.2 c";
    assert_eq!(pushed(push::MEDIA_TYPE, vec![], body), Ok(()));
    assert_eq!(pushed("Application/vnd.wv.csp.CIR", vec![], body), Ok(()));
    assert_eq!(pushed("text/plain", vec![Header::CIR_APPLICATION], body), Ok(()));
    assert_eq!(pushed("text/plain", vec![Header::CIR_APPLICATION_TEXT], body), Ok(()));
    let other = IgnoredPush::OtherContent("text/plain".into());
    assert_eq!(pushed("text/plain", vec![], body), Err(other));
    let text = IgnoredPush::Text(Ignored::Keyword("hello".into()));
    assert_eq!(pushed(push::MEDIA_TYPE, vec![], b"hello"), Err(text));
    let wrong = IgnoredPush::Text(Ignored::Cookie("WVCI 1.2 x".into()));
    assert_eq!(pushed(push::MEDIA_TYPE, vec![], b"WVCI 1.2 x"), Err(wrong));
}

#[test]
fn other_pdus_are_no_push() {
    let pdu = Datagram { tid: 1, pdu: Pdu::Disconnect(Disconnect { session_id: 5 }) }.to_vec().unwrap();
    assert_eq!(push::read(&pdu, []), Err(IgnoredPush::NoPush(5)));
    let broken = push::read(b"\x01\x06\x09", []);
    assert!(matches!(broken, Err(IgnoredPush::Pdu(fault)) if fault.kind == WspErrorKind::Truncated));
}

#[test]
fn http_has_three_answers() {
    assert_eq!(get::response(true).headers()["content-length"], "0");
    assert_eq!(get::response(false).status(), 204);
    assert_eq!(get::wakes(http::StatusCode::OK), Ok(true));
    assert_eq!(get::wakes(http::StatusCode::NO_CONTENT), Ok(false));
    let other = get::wakes(http::StatusCode::NOT_FOUND).unwrap_err();
    assert_eq!(other.to_string(), "status 404 Not Found of a cir: expected 200 or 204");
}

#[test]
fn a_request_names_its_host() {
    let request = |url: &'static str| get::request(&http::Uri::from_static(url));
    let made = request("http://ann@imps.example:8080/cir/5?s=1").unwrap();
    assert_eq!((made.method(), made.uri().to_string()), (&http::Method::GET, "/cir/5?s=1".into()));
    assert_eq!(made.headers()["host"], "imps.example:8080");
    assert_eq!(request("http://imps.example").unwrap().uri(), "/");
    assert_eq!(request("/cir").unwrap_err(), get::NoHost);
}

#[test]
fn an_sms_names_a_session() {
    assert_eq!(sms::session_id(" helo  s 1\r"), Some("s 1"));
    assert_eq!(sms::session_id("HELO"), None);
    assert_eq!(sms::session_id("HELLO s"), None);
    let fault = sms::write_hello("s-\u{4E00}", &mut vec![1]).unwrap_err();
    assert_eq!(fault, WriteError::Character(Unpackable { character: '\u{4E00}', offset: 7 }));
    let mut out = vec![1];
    sms::write_hello("\u{4E00}", &mut out).unwrap_err();
    assert_eq!(out, [1]);
}

#[test]
fn a_cir_fits_into_one_sms() {
    let wakeup = |length| Wakeup { version: Version::V1_2, cookie: cookie(&"c".repeat(length)) };
    let mut out = vec![1];
    // 152 septets in 133 bytes behind the header.
    assert_eq!(sms::write(&wakeup(144), &mut out), Err(WriteError::TooLong { bytes: 141 }));
    assert_eq!(push::write_sms(&wakeup(119), 1, &mut out), Err(WriteError::TooLong { bytes: 141 }));
    assert_eq!(out, [1]);
    sms::write(&wakeup(143), &mut out).unwrap();
    assert_eq!(out.len(), 141);
    push::write_sms(&wakeup(118), 1, &mut out).unwrap();
    assert_eq!(out.len(), 281);
}

proptest! {
    #[test]
    fn texts_round_trip(cookie in "[!-~ä-ü]{1,40}", version in 0..3_usize) {
        let wakeup = Wakeup { version: Version::ALL[version], cookie: cookie.parse().unwrap() };
        prop_assert_eq!(wakeup.to_string().parse(), Ok(wakeup.clone()));
        prop_assert_eq!(recipient(wakeup.to_string().as_bytes(), [&wakeup.cookie]), Ok(&wakeup.cookie));
        let mut pdu = Vec::new();
        push::write(&wakeup, 9, &mut pdu);
        prop_assert_eq!(push::read(&pdu, [&wakeup.cookie]), Ok(&wakeup.cookie));
    }

    #[test]
    fn no_bytes_break_a_client(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        let cookie = cookie("c");
        let _ = recipient(&bytes, [&cookie]);
        let _ = push::read(&bytes, [&cookie]);
        let _ = String::from_utf8_lossy(&bytes).parse::<Wakeup>();
    }
}
