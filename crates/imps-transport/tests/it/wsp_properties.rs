//! Properties of all PDUs.

use imps_transport::wsp::{
    Connect, ConnectReply, ContentType, Datagram, Disconnect, Get, Header, MediaType, Name, Parameter,
    ParameterName, ParameterValue, Pdu, Post, Push, Redirect, Reply, Resume, Status, Suspend, Value, client,
    server,
};
use proptest::prelude::*;

/// Made parts outlive the test case, so that the PDUs can borrow them.
fn leaked(strategy: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = &'static [u8]> {
    strategy.prop_map(|bytes| &*bytes.leak())
}

fn bytes() -> impl Strategy<Value = &'static [u8]> {
    leaked(proptest::collection::vec(any::<u8>(), 0..40))
}

fn text() -> impl Strategy<Value = &'static [u8]> {
    leaked(proptest::collection::vec(1..=u8::MAX, 0..40))
}

fn name() -> impl Strategy<Value = &'static str> {
    "[ -~][ -~ä]{0,20}".prop_map(|name| &*name.leak())
}

fn header() -> impl Strategy<Value = Header<'static>> {
    let name = prop_oneof![
        (any::<u8>(), 0..0x80_u8).prop_map(|(page, number)| Name::Number { page, number }),
        name().prop_map(Name::Text),
    ];
    let value = prop_oneof![
        (0..0x80_u8).prop_map(Value::Short),
        text().prop_map(Value::Text),
        bytes().prop_map(Value::Data),
    ];
    (name, value).prop_map(|(name, value)| Header { name, value })
}

fn parameter() -> impl Strategy<Value = Parameter<'static>> {
    let name =
        prop_oneof![any::<u32>().prop_map(ParameterName::Number), name().prop_map(ParameterName::Text)];
    let value = prop_oneof![
        any::<u32>().prop_map(ParameterValue::Integer),
        text().prop_map(ParameterValue::Text),
        // Up to four bytes are an integer.
        leaked(proptest::collection::vec(any::<u8>(), 5..40)).prop_map(ParameterValue::Data),
        Just(ParameterValue::Data(b"")),
    ];
    (name, value).prop_map(|(name, value)| Parameter { name, value })
}

fn content_type() -> impl Strategy<Value = Option<ContentType<'static>>> {
    let media_type = prop_oneof![any::<u32>().prop_map(MediaType::Number), name().prop_map(MediaType::Text)];
    let parameters = proptest::collection::vec(parameter(), 0..4);
    let content_type =
        (media_type, parameters).prop_map(|(media_type, parameters)| ContentType { media_type, parameters });
    proptest::option::of(content_type)
}

fn pdu() -> impl Strategy<Value = Pdu<'static>> {
    let headers = || proptest::collection::vec(header(), 0..6);
    let push = || {
        (content_type(), headers(), bytes()).prop_map(|(content_type, headers, body)| Push {
            content_type,
            headers,
            body,
        })
    };
    let uri = || "[a-zü:/?#%]{0,300}".prop_map(|uri| &*uri.leak());
    prop_oneof![
        (any::<u8>(), bytes(), headers()).prop_map(|(version, capabilities, headers)| {
            Pdu::Connect(Connect { version, capabilities, headers })
        }),
        (any::<u32>(), bytes(), headers()).prop_map(|(session_id, capabilities, headers)| {
            Pdu::ConnectReply(ConnectReply { session_id, capabilities, headers })
        }),
        (any::<u8>(), bytes()).prop_map(|(flags, addresses)| Pdu::Redirect(Redirect { flags, addresses })),
        (any::<u8>(), push()).prop_map(|(status, Push { content_type, headers, body })| {
            Pdu::Reply(Reply { status: Status(status), content_type, headers, body })
        }),
        any::<u32>().prop_map(|session_id| Pdu::Disconnect(Disconnect { session_id })),
        push().prop_map(Pdu::Push),
        push().prop_map(Pdu::ConfirmedPush),
        any::<u32>().prop_map(|session_id| Pdu::Suspend(Suspend { session_id })),
        (any::<u32>(), bytes(), headers()).prop_map(|(session_id, capabilities, headers)| {
            Pdu::Resume(Resume { session_id, capabilities, headers })
        }),
        (uri(), headers()).prop_map(|(uri, headers)| Pdu::Get(Get { uri, headers })),
        (uri(), push()).prop_map(|(uri, Push { content_type, headers, body })| {
            Pdu::Post(Post { uri, content_type, headers, body })
        }),
    ]
}

proptest! {
    #[test]
    fn pdus_round_trip(tid: u8, pdu in pdu()) {
        let datagram = Datagram { tid, pdu };
        let bytes = datagram.to_vec().unwrap();
        prop_assert_eq!(Datagram::parse(&bytes), Ok(datagram.clone()));
        prop_assert_eq!(Pdu::parse(&bytes[1..]), Ok(datagram.pdu));
    }

    /// A PDU that was cut has an error within its bytes, or is a shorter PDU.
    #[test]
    fn cut_pdus_end(pdu in pdu(), cut in 0..60_usize) {
        let bytes = Datagram { tid: 1, pdu }.to_vec().unwrap();
        let cut = &bytes[..bytes.len().saturating_sub(cut)];
        if let Err(fault) = Datagram::parse(cut) {
            prop_assert!(fault.offset <= cut.len());
        }
    }

    #[test]
    fn what_is_read_can_be_written(
        kind in proptest::sample::select(vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 0x40, 0x60_u8]),
        rest in proptest::collection::vec(prop_oneof![0..8_u8, any::<u8>()], 0..80),
    ) {
        let bytes = [&[1, kind], &rest[..]].concat();
        match Datagram::parse(&bytes) {
            Ok(datagram) => {
                let written = datagram.to_vec().unwrap();
                prop_assert_eq!(Datagram::parse(&written), Ok(datagram));
            }
            Err(fault) => prop_assert!(fault.offset <= bytes.len()),
        }
        let _ = (server::read(&bytes), client::read(&bytes));
    }
}
