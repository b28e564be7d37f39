//! User data of SMS.

use imps_transport::sms::{
    Coding, Dropped, Element, HeaderError, HeaderErrorKind, Inbox, InboxEvent, UserDataHeader, gsm7, split,
};
use imps_transport::{Action, Machine as _};
use oma_imps::pts::sms::{JoinError, JoinLimits, SplitError};
use proptest::prelude::*;
use std::time::Duration;

const NOW: Duration = Duration::from_secs(60);

fn drain(inbox: &mut Inbox, now: Duration) -> (Vec<InboxEvent>, Option<Duration>) {
    let mut events = Vec::new();
    loop {
        match inbox.next(now, &mut Vec::new()) {
            Action::Event(event) => events.push(event),
            Action::Wait(deadline) => return (events, deadline),
            other => panic!("{other:?}"),
        }
    }
}

fn message(text: &str) -> InboxEvent {
    InboxEvent::Message { sender: "+1".into(), text: text.into() }
}

#[test]
fn joins_parts_in_any_order() {
    let text = format!("WV12ST123 SI=S1 ST=(604,\"{}\")", "ä".repeat(200));
    let parts = split(&text).unwrap();
    assert_eq!(parts.len(), 4);
    assert!(parts.iter().all(|part| part.len() <= 140));
    let mut inbox = Inbox::default();
    for part in parts[1..].iter().rev() {
        inbox.receive(NOW, "+1", part, Coding::Data);
        assert_eq!(drain(&mut inbox, NOW), (vec![], Some(NOW + Duration::from_secs(60))));
    }
    inbox.receive(NOW, "+1", &parts[0], Coding::Data);
    assert_eq!(drain(&mut inbox, NOW).0, [message(&text)]);
    // Nothing is left to search for.
    assert_eq!(drain(&mut inbox, NOW + Duration::from_secs(60)), (vec![], None));
}

#[test]
fn refuses_what_cannot_be_split() {
    assert!(matches!(split("hello"), Err(SplitError::Preamble(_))));
    assert!(matches!(split(&format!("WV12ST1 {}", "x".repeat(4000))), Err(SplitError::TooLong { .. })));
}

#[test]
fn reports_what_did_not_arrive() {
    let mut inbox = Inbox::new(JoinLimits::default().with_lifetime(Duration::from_secs(100)));
    let part = [&UserDataHeader::to_port(3590, 0)[..], b"WV12ST7ab SI=S1"].concat();
    inbox.receive(NOW, "+1", &part, Coding::Data);
    let (events, Some(mut deadline)) = drain(&mut inbox, NOW) else { panic!("no deadline") };
    assert_eq!(events, []);
    loop {
        assert!(deadline <= NOW + Duration::from_secs(110));
        match drain(&mut inbox, deadline) {
            (events, Some(later)) if events.is_empty() && later > deadline => deadline = later,
            (events, None) => {
                let [InboxEvent::Unfinished(unfinished)] = &events[..] else { panic!("{events:?}") };
                assert_eq!(unfinished.to_string(), "WV12ST7 from +1, 1 of 2 parts");
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(deadline >= NOW + Duration::from_secs(100));
}

#[test]
fn reads_plain_text_in_seven_bits() {
    let mut user_data = UserDataHeader::to_port(3590, 0).to_vec();
    gsm7::pack("WV12ST7 SI=é", 7, &mut user_data).unwrap();
    let mut inbox = Inbox::default();
    inbox.receive(NOW, "+1", &user_data, Coding::Gsm7);
    assert_eq!(drain(&mut inbox, NOW).0, [message("WV12ST7 SI=é")]);
}

fn dropped(user_data: &[u8]) -> Dropped {
    let mut inbox = Inbox::default();
    inbox.receive(NOW, "+1", user_data, Coding::Data);
    match drain(&mut inbox, NOW).0.pop() {
        Some(InboxEvent::Dropped { sender, reason }) if sender == "+1" => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_the_reason_of_a_drop() {
    let truncated = |offset| HeaderError { kind: HeaderErrorKind::Truncated, offset };
    assert_eq!(dropped(b""), Dropped::Header(truncated(0)));
    assert_eq!(dropped(b"\x07\x05\x04\0\0\0\0"), Dropped::Header(truncated(0)));
    assert_eq!(dropped(b"\x05\x00\x01\x01\x05\x04rest"), Dropped::Header(truncated(4)));
    assert_eq!(dropped(b"\x01\x05"), Dropped::Header(truncated(1)));
    assert_eq!(dropped(b"\x00WV12AK5"), Dropped::NoPort);
    assert_eq!(dropped(b"\x04\x04\x02\x50\x51hello"), Dropped::OtherPort(0x50));
    assert_eq!(dropped(b"\x0B\x05\x04\x0E\x06\0\0\x00\x03\x09\x02\x01WV12AK5"), Dropped::Concatenated);
    let dropped = dropped(b"\x06\x05\x04\x0E\x06\0\0hello");
    assert!(matches!(dropped, Dropped::Join(JoinError::Preamble(_))), "{dropped:?}");
    assert_eq!(truncated(4).to_string(), "length beyond the end of the user data header at byte 4");
}

#[test]
fn one_part_of_one_is_whole() {
    let mut inbox = Inbox::default();
    inbox.receive(NOW, "+1", b"\x0B\x05\x04\x0E\x06\0\0\x00\x03\x09\x01\x01WV12AK5", Coding::Data);
    assert_eq!(drain(&mut inbox, NOW).0, [message("WV12AK5")]);
}

/// GSM 03.38: the classic example, the second table, and characters at their places.
#[test]
fn seven_bit_alphabet() {
    let mut packed = Vec::new();
    assert_eq!(gsm7::pack("hellohello", 0, &mut packed), Ok(10));
    assert_eq!(packed, [0xE8, 0x32, 0x9B, 0xFD, 0x46, 0x97, 0xD9, 0xEC, 0x37]);
    let mut packed = Vec::new();
    assert_eq!(gsm7::pack("@€Δ", 0, &mut packed), Ok(4));
    // 00, 1B 65, 10: 0000000 | 0011011 | 1100101 | 0010000.
    assert_eq!(packed, [0x80, 0x4D, 0x19, 0x02]);
    assert_eq!(gsm7::unpack(&packed, 0), "@€Δ");
    // An escape without a character of the second table.
    assert_eq!(gsm7::unpack(&[0x9B, 0x20], 0), "\u{A0}A");
    assert_eq!(gsm7::pack("\u{A0}", 0, &mut packed).unwrap_err().character, '\u{A0}');
}

#[test]
fn cuts_only_what_can_be_padding() {
    let mut packed = Vec::new();
    gsm7::pack("12345678", 0, &mut packed).unwrap();
    assert_eq!((packed.len(), gsm7::unpack(&packed, 0)), (7, "12345678".into()));
    packed.clear();
    gsm7::pack("1234567", 0, &mut packed).unwrap();
    assert_eq!((packed.len(), gsm7::unpack(&packed, 0)), (7, "1234567".into()));
    // No space for padding: an address keeps its last character.
    packed.clear();
    gsm7::pack("123@", 0, &mut packed).unwrap();
    assert_eq!(gsm7::unpack(&packed, 0), "123@");
}

fn element() -> impl Strategy<Value = Element<'static>> {
    prop_oneof![
        any::<(u16, u16)>().prop_map(|(destination, source)| Element::Ports16 { destination, source }),
        any::<(u8, u8)>().prop_map(|(destination, source)| Element::Ports8 { destination, source }),
        any::<(u8, u8, u8)>().prop_map(|(reference, total, number)| Element::Concatenation8 {
            reference,
            total,
            number
        }),
        any::<(u16, u8, u8)>().prop_map(|(reference, total, number)| Element::Concatenation16 {
            reference,
            total,
            number
        }),
        (any::<u8>(), 5..9_usize).prop_map(|(id, length)| Element::Other { id, data: &[7; 9][..length] }),
    ]
}

proptest! {
    #[test]
    fn headers_round_trip(
        elements in proptest::collection::vec(element(), 0..20),
        text in proptest::collection::vec(any::<u8>(), 0..20),
    ) {
        let header = UserDataHeader { elements };
        let mut bytes = header.to_vec().unwrap();
        bytes.extend(&text);
        prop_assert_eq!(UserDataHeader::parse(&bytes), Ok((header, &text[..])));
    }

    #[test]
    fn texts_round_trip(text in "[ -_a-z@£€{}~äΩ\n]{0,60}[!-?A-Z]", header in 0..15_usize) {
        let mut packed = Vec::new();
        let septets = gsm7::pack(&text, header, &mut packed).unwrap();
        let fill = (7 - header * 8 % 7) % 7;
        prop_assert_eq!(packed.len(), (septets * 7 + fill).div_ceil(8));
        // The last character is not "@", which can be padding.
        prop_assert_eq!(gsm7::unpack(&packed, header), text);
    }

    #[test]
    fn no_bytes_break_an_inbox(
        bytes in proptest::collection::vec(any::<u8>(), 0..140), port: bool, seven: bool,
    ) {
        let bytes = if port { [&UserDataHeader::to_port(3590, 0)[..], &bytes].concat() } else { bytes };
        let mut inbox = Inbox::default();
        inbox.receive(NOW, "+1", &bytes, if seven { Coding::Gsm7 } else { Coding::Data });
        let _ = drain(&mut inbox, NOW);
        if let Ok((header, rest)) = UserDataHeader::parse(&bytes) {
            prop_assert_eq!([&header.to_vec().unwrap()[..], rest].concat(), bytes);
        }
    }
}

#[test]
fn headers_have_a_limit() {
    let long = Element::Other { id: 0x70, data: &[0; 256] };
    let many = Element::Other { id: 0x70, data: &[0; 127] };
    for elements in [vec![long], vec![many; 2]] {
        let mut out = vec![1];
        let fault = UserDataHeader { elements }.write(&mut out).unwrap_err();
        assert_eq!((fault.kind, out), (HeaderErrorKind::TooLong, vec![1]));
    }
    let elements = vec![Element::Other { id: 0x70, data: &[0; 253] }];
    assert_eq!(UserDataHeader { elements }.to_vec().unwrap().len(), 256);
}
