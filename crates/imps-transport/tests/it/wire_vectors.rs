//! The byte-exact vectors of `transport/wire-vectors.tsv`.

use imps_testing::table;
use imps_transport::cir::tcp::{Client, ClientTimers, Server, ServerEvent, ServerTimers};
use imps_transport::cir::{self, Wakeup, recipient};
use imps_transport::sms::{Coding, Inbox, InboxEvent, UserDataHeader, gsm7};
use imps_transport::wsp::{ContentType, Datagram, Header, MediaType, Pdu, Post, Push, client, server};
use imps_transport::{Action, Machine};
use std::time::Duration;

const NOW: Duration = Duration::ZERO;

/// The text between quotes, or the hexadecimal digits, as bytes.
fn bytes(cell: &str) -> Vec<u8> {
    match cell.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(text) => text.replace("\\r\\n", "\r\n").into_bytes(),
        None => {
            let digits = cell.as_bytes().chunks(2);
            digits.map(|pair| u8::from_str_radix(str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
        }
    }
}

fn vector(id: &str) -> Vec<u8> {
    let rows = table("transport/wire-vectors.tsv");
    bytes(&rows.iter().find(|row| row[0] == id).unwrap_or_else(|| panic!("no vector {id}"))[4])
}

#[test]
fn every_vector_has_a_test() {
    let source = include_str!("wire_vectors.rs");
    for row in table("transport/wire-vectors.tsv") {
        let id = &row[0];
        // Client provisioning has a crate of its own, with a test like this one.
        let is_elsewhere = id.starts_with("cp-");
        assert!(is_elsewhere || source.contains(&format!("vector(\"{id}\")")), "no test of {id}");
    }
}

fn wakeup(text: &str) -> Wakeup {
    text.parse().unwrap()
}

fn sent<M: Machine>(machine: &mut M) -> Vec<u8>
where
    M::Event: std::fmt::Debug + PartialEq,
{
    let mut out = Vec::new();
    assert_eq!(machine.next(NOW, &mut out), Action::Send);
    out
}

#[test]
fn udp() {
    let datagram = vector("cir-udp-12");
    let wakeup = wakeup("WVCI 1.2 wv:nokia.12345");
    assert_eq!(wakeup.to_string().as_bytes(), datagram);
    assert_eq!(recipient(&datagram, [&wakeup.cookie]), Ok(&wakeup.cookie));
}

#[test]
fn tcp() {
    let session = "im.user.com#48815@server.com";
    let wakeup = wakeup("WVCI 1.2 wv:nokia.12345");
    let timers = ClientTimers::default().with_ping_after(NOW);
    let mut client = Client::new(session, wakeup.cookie.clone(), timers).unwrap();
    let _ = client.next(NOW, &mut Vec::new());
    client.connected(NOW);
    assert_eq!(sent(&mut client), vector("cir-tcp-helo"));
    client.receive(NOW, &vector("cir-tcp-ok"));
    assert_eq!(sent(&mut client), vector("cir-tcp-ping-s60"));

    let mut server = Server::new(NOW, ServerTimers::default());
    server.receive(NOW, &vector("cir-tcp-helo"));
    let hello = ServerEvent::Hello { session_id: session.into() };
    assert_eq!(server.next(NOW, &mut Vec::new()), Action::Event(hello));
    server.accept(wakeup);
    server.wake();
    assert_eq!(sent(&mut server), vector("cir-tcp-ok"));
    assert_eq!(sent(&mut server), vector("cir-tcp-wvci"));
    for ping in [vector("cir-tcp-ping-s60"), vector("cir-tcp-ping-aosp")] {
        server.receive(NOW, &ping);
        assert_eq!(sent(&mut server), vector("cir-tcp-ok"));
    }
}

#[test]
fn push() {
    let (short, text) = (vector("cir-push-short"), vector("cir-push-text"));
    let wakeup = wakeup("WVCI 1.2 wv:phone.12345");
    let mut written = Vec::new();
    cir::push::write(&wakeup, 1, &mut written);
    assert_eq!(written, short);

    let mut expected = Push {
        content_type: Some(ContentType::new("application/vnd.wv.csp.cir")),
        headers: vec![Header::CIR_APPLICATION],
        body: b"WVCI 1.2 wv:phone.12345",
    };
    assert_eq!(Datagram::parse(&short), Ok(Datagram { tid: 1, pdu: Pdu::Push(expected.clone()) }));

    let media_type = MediaType::Text("application/vnd.wv.csp.cir");
    expected.content_type = Some(ContentType { media_type, parameters: Vec::new() });
    expected.headers = vec![Header::CIR_APPLICATION_TEXT];
    let datagram = Datagram { tid: 2, pdu: Pdu::Push(expected) };
    assert_eq!(Datagram::parse(&text), Ok(datagram.clone()));
    assert_eq!(datagram.to_vec(), Ok(text.clone()));

    let header = vector("cir-push-udh");
    let mut sms = Vec::new();
    cir::push::write_sms(&wakeup, 1, &mut sms).unwrap();
    assert_eq!(sms, [&header[..], &short].concat());
    for pdu in [short, text] {
        assert_eq!(cir::push::read(&pdu, [&wakeup.cookie]), Ok(&wakeup.cookie));
        let received = inbox(&[&header[..], &pdu].concat(), Coding::Data);
        assert_eq!(received, InboxEvent::Push { sender: "1".into(), pdu });
    }
}

fn inbox(user_data: &[u8], coding: Coding) -> InboxEvent {
    let mut inbox = Inbox::default();
    inbox.receive(NOW, "1", user_data, coding);
    let Action::Event(event) = inbox.next(NOW, &mut Vec::new()) else { panic!("no event") };
    event
}

/// Checks a text in both codings, and its bytes without the header.
fn check_sms(user_data: &[u8], packed: &[u8], text: &str) {
    let header = vector("cir-sms-udh");
    assert_eq!(user_data, [&header[..], packed].concat());
    for coding in [Coding::Data, Coding::Gsm7] {
        assert_eq!(inbox(user_data, coding), InboxEvent::Cir { sender: "1".into(), text: text.into() });
    }
}

#[test]
fn sms() {
    let texts = [
        ("WVCI 1.2 wv:nokia.12345", vector("cir-sms-12"), 23),
        ("WVCI 1.3 cookie-1", vector("cir-sms-13"), 17),
    ];
    for (text, packed, septets) in texts {
        let mut user_data = Vec::new();
        cir::sms::write(&wakeup(text), &mut user_data).unwrap();
        check_sms(&user_data, &packed, text);
        assert_eq!(gsm7::pack(text, 0, &mut Vec::new()), Ok(septets));
    }
    let mut user_data = Vec::new();
    cir::sms::write_hello("s-4711", &mut user_data).unwrap();
    check_sms(&user_data, &vector("cir-sms-helo"), "HELO s-4711");
    assert_eq!(cir::sms::session_id("HELO s-4711"), Some("s-4711"));
}

#[test]
fn plain_text_over_sms() {
    let header = vector("pts-sms-udh");
    assert_eq!(imps_transport::sms::split("WV12AK5").unwrap(), [[&header[..], b"WV12AK5"].concat()]);
    let (parsed, rest) = UserDataHeader::parse(&header).unwrap();
    assert_eq!((parsed.destination(), rest), (Some(3590), &b""[..]));
    assert_eq!(parsed.to_vec(), Ok(header));
}

#[test]
fn posts() {
    // The first vector has no Accept, which our client always writes.
    let (post_12, post_13) = (vector("wsp-post-12"), vector("wsp-post-13"));
    let uri = "http://imps.example/csp";
    let post = Post {
        uri,
        content_type: Some(ContentType::new("application/vnd.wv.csp.wbxml")),
        headers: Vec::new(),
        body: b"",
    };
    let datagram = Datagram { tid: 0x21, pdu: Pdu::Post(post) };
    assert_eq!(Datagram::parse(&post_12), Ok(datagram.clone()));
    assert_eq!(datagram.to_vec(), Ok(post_12.clone()));

    // "With Accept put 8080 behind the type and 1f for 1d".
    let mut with_accept = [&post_12[..], &[0x80, 0x80]].concat();
    with_accept[3] = 0x1F;
    let requests = [
        (0x21, "application/vnd.wv.csp.wbxml", with_accept),
        (0x22, "application/vnd.wv.csp+wbxml", post_13),
    ];
    for (tid, media_type, head) in requests {
        let mut written = Vec::new();
        client::post(tid, uri, media_type, b"document", &mut written).unwrap();
        assert_eq!(written, [&head[..], b"document"].concat());
        let arrived = server::read(&written).unwrap();
        assert_eq!((arrived.tid, *arrived.request.body()), (tid, &b"document"[..]));
        assert_eq!(arrived.request.headers()["content-type"], media_type);
        assert_eq!(arrived.request.headers()["accept"], "*/*");
    }
}

/// The vector is prose: `starts 2104 46`.
#[test]
fn reply_of_a_gateway() {
    let rows = table("transport/wire-vectors.tsv");
    // vector("wsp-reply-406") would not be hexadecimal.
    let row = rows.iter().find(|row| row[0] == "wsp-reply-406").unwrap();
    let start = bytes(&row[4].replace("starts", "").replace(' ', ""));
    assert_eq!(start, [0x21, 0x04, 0x46]);
    let mut reply = start;
    reply.push(0);
    let arrived = client::read(&reply).unwrap();
    assert_eq!((arrived.tid, arrived.response.status().as_u16()), (0x21, 406));
    let mut written = Vec::new();
    server::reply(0x21, http::StatusCode::NOT_ACCEPTABLE, None, b"", &mut written).unwrap();
    assert_eq!(written, reply);
}
