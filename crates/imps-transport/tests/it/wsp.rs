//! PDUs of WSP, and both ends of requests.

use http::StatusCode;
use imps_testing::table;
use imps_transport::wsp::server::{Refusal, RefusalKind};
use imps_transport::wsp::{
    Connect, ConnectReply, ContentType, Datagram, Disconnect, Get, Header, MediaType, Name, Parameter,
    ParameterName, ParameterValue, Pdu, Post, Push, Redirect, Reply, Resume, Status, Suspend, Value,
    WspErrorKind, client, server,
};
use oma_imps::charset::Charset;

/// A sample of each PDU, with its bytes by the layouts of `wsp-pdus.tsv`.
fn samples() -> Vec<(&'static str, Pdu<'static>, &'static [u8])> {
    let headers = || vec![Header::ACCEPT_ALL];
    let content_type = || Some(ContentType::new("application/vnd.wv.csp+wbxml"));
    let push = || Push { content_type: content_type(), headers: headers(), body: b"x" };
    let uri = "/csp";
    vec![
        (
            "Connect",
            Pdu::Connect(Connect { version: 0x10, capabilities: b"\x02\x80\x01", headers: headers() }),
            b"\x01\x10\x03\x02\x02\x80\x01\x80\x80",
        ),
        (
            "ConnectReply",
            Pdu::ConnectReply(ConnectReply { session_id: 0x80, capabilities: b"", headers: headers() }),
            b"\x02\x81\x00\x00\x02\x80\x80",
        ),
        ("Redirect", Pdu::Redirect(Redirect { flags: 0x80, addresses: b"abc" }), b"\x03\x80abc"),
        (
            "Reply",
            Pdu::Reply(Reply {
                status: Status(0x20),
                content_type: content_type(),
                headers: headers(),
                body: b"x",
            }),
            b"\x04\x20\x03\xCD\x80\x80x",
        ),
        ("Disconnect", Pdu::Disconnect(Disconnect { session_id: 1 }), b"\x05\x01"),
        ("Push", Pdu::Push(push()), b"\x06\x03\xCD\x80\x80x"),
        ("ConfirmedPush", Pdu::ConfirmedPush(push()), b"\x07\x03\xCD\x80\x80x"),
        ("Suspend", Pdu::Suspend(Suspend { session_id: 1 }), b"\x08\x01"),
        (
            "Resume",
            Pdu::Resume(Resume { session_id: 1, capabilities: b"\x02\x80\x01", headers: headers() }),
            b"\x09\x01\x03\x02\x80\x01\x80\x80",
        ),
        ("Get", Pdu::Get(Get { uri, headers: headers() }), b"\x40\x04/csp\x80\x80"),
        (
            "Post",
            Pdu::Post(Post { uri, content_type: content_type(), headers: headers(), body: b"x" }),
            b"\x60\x04\x03/csp\xCD\x80\x80x",
        ),
    ]
}

#[test]
fn every_pdu_of_the_table() {
    let rows = table("transport/wsp-pdus.tsv");
    let pdus: Vec<_> = rows.iter().filter(|row| ["yes", "no"].contains(&&*row[2])).collect();
    let samples = samples();
    assert_eq!(pdus.len(), samples.len());
    for (row, (name, pdu, bytes)) in pdus.into_iter().zip(samples) {
        assert_eq!(row[0], name);
        assert_eq!(format!("{:#04x}", pdu.type_byte()), row[1]);
        let mut written = Vec::new();
        pdu.write(&mut written).unwrap();
        assert_eq!(written, bytes, "{name}");
        assert_eq!(Pdu::parse(bytes), Ok(pdu.clone()), "{name}");
        // Without connection, there is a transaction id in front.
        let datagram = Datagram { tid: 9, pdu };
        assert_eq!(datagram.to_vec().unwrap(), [&[9], bytes].concat());
    }
}

#[test]
fn every_number_of_the_tables() {
    let mut found = 0;
    let types = table("transport/media-types.tsv");
    let types = types.iter().filter(|row| row[4].starts_with("0x"));
    let pairs = types.flat_map(|row| row[0].split(", ").zip(row[4].split(" / ")));
    let pairs = pairs.map(|(name, number)| (name.to_owned(), number.to_owned()));
    let pdus = table("transport/wsp-pdus.tsv");
    let numbers = pdus.iter().filter(|row| row[0].contains('/')).map(|row| (row[0].clone(), row[1].clone()));
    for (name, number) in pairs.chain(numbers) {
        // "text/xml, application/xml" has "0x28 / 0x27".
        let number = u32::from_str_radix(number.trim_start_matches("0x"), 16).unwrap();
        assert_eq!(MediaType::new(&name), MediaType::Number(number), "{name}");
        assert_eq!(MediaType::Number(number).name(), Some(&*name));
        found += 1;
    }
    assert_eq!(found, 10);
    assert_eq!(MediaType::new("application/vnd.wv.csp.wbxml").name(), Some("application/vnd.wv.csp.wbxml"));
}

#[test]
fn status_bytes() {
    // `wsp.md`, the section about the byte of the status.
    for (byte, status) in [(0x20, 200), (0x46, 406), (0x40, 400), (0x44, 404), (0x60, 500)] {
        assert_eq!(Status::from(StatusCode::from_u16(status).unwrap()), Status(byte));
    }
    for byte in 0..=u8::MAX {
        if let Some(status) = Status(byte).to_http() {
            assert_eq!(Status::from(status), Status(byte));
        }
    }
    assert_eq!(Status::from(StatusCode::EXPECTATION_FAILED), Status(0x51));
    assert_eq!(Status::from(StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS), Status(0x40));
    assert_eq!(Status::from(StatusCode::from_u16(999).unwrap()), Status(0x60));
    assert_eq!((Status(0x0F).to_http(), Status(0x70).to_http()), (None, None));
}

#[test]
fn faults_have_a_kind_and_a_place() {
    use WspErrorKind::{InvalidUtf8, Name as NoName, Truncated, UintvarOverflow, UnendedText, UnknownPdu};
    let cases: &[(&[u8], WspErrorKind, usize)] = &[
        (b"", Truncated, 0),
        (b"\x01", Truncated, 1),
        (b"\x01\x61", UnknownPdu(0x61), 1),
        (b"\x01\x06\x05\xC6", Truncated, 3),
        (b"\x01\x06\x80\x80\x80\x80\x80\x03", UintvarOverflow, 2),
        (b"\x01\x06\x90\x80\x80\x80\x00", UintvarOverflow, 2),
        (b"\x01\x06\x03abc", UnendedText, 3),
        (b"\x01\x06\x04\xC6\xAFabc\0", UnendedText, 5),
        (b"\x01\x06\x03\xC6\xAF\x05", Truncated, 6),
        (b"\x01\x06\x02\xC6\xAF", Truncated, 5),
        (b"\x01\x06\x02\xC6\x00", NoName(0), 4),
        (b"\x01\x06\x03\x02\xCD\x00", NoName(0), 5),
        (b"\x01\x06\x07\x06\x05\x00\x00\x00\x00\x01", NoName(5), 4),
        (b"\x01\x60\x02\x00/\xFF", InvalidUtf8, 4),
        (b"\x01\x40\x05/csp", Truncated, 3),
        (b"\x01\x06\x04\xC6\xAF\x1F\xFF", Truncated, 6),
        (b"\x01\x60\xFF\xFF\xFF\xFF\xFF", UintvarOverflow, 2),
        (b"\x01\x60\x8F\xFF\xFF\xFF\x7F\x00/", Truncated, 8),
    ];
    for (bytes, kind, offset) in cases {
        let fault = Datagram::parse(bytes).unwrap_err();
        assert_eq!((fault.kind, fault.offset), (*kind, *offset), "{bytes:02x?}");
        assert!(fault.to_string().ends_with(&format!("at byte {offset}")));
    }
}

#[test]
fn writing_refuses_text_that_would_end_early() {
    let write = |name, value| {
        let mut out = vec![1];
        let pdu = Pdu::Get(Get { uri: "/", headers: vec![Header { name, value }] });
        let fault = pdu.write(&mut out).unwrap_err().kind;
        assert_eq!(out, [1]);
        fault
    };
    let number = Name::APPLICATION_ID;
    assert_eq!(write(number, Value::Text(b"a\0b")), WspErrorKind::ZeroInText);
    assert_eq!(write(Name::Text("a\0b"), Value::Short(1)), WspErrorKind::ZeroInText);
    assert_eq!(write(Name::Text(""), Value::Short(1)), WspErrorKind::InvalidName);
    assert_eq!(write(Name::Text("ä"), Value::Short(1)), WspErrorKind::InvalidName);
}

/// The content type of a push, from the bytes behind the length of its headers.
fn content_type(bytes: &[u8]) -> String {
    let pdu = [&[1, 6, u8::try_from(bytes.len()).unwrap()], bytes].concat();
    let Pdu::Push(push) = Datagram::parse(&pdu).unwrap().pdu else { panic!() };
    push.content_type.unwrap().to_string()
}

#[test]
fn content_types_in_all_forms() {
    assert_eq!(content_type(b"\xCD"), "application/vnd.wv.csp+wbxml");
    assert_eq!(content_type(b"text/plain\0"), "text/plain");
    assert_eq!(content_type(b"text/plain; charset=utf-8\0"), "text/plain; charset=utf-8");
    // 81 EA: charset, 106 of the list of IANA.
    assert_eq!(content_type(b"\x03\xCC\x81\xEA"), "application/vnd.wv.csp+xml; charset=utf-8");
    assert_eq!(content_type(b"\x02\x01\x4C"), "application/vnd.wv.csp+xml");
    assert_eq!(content_type(b"\x1F\x03\xCC\x81\xEA"), "application/vnd.wv.csp+xml; charset=utf-8");
    // A long integer: 1015 is UTF-16.
    assert_eq!(content_type(b"\x05\xCC\x81\x02\x03\xF7"), "application/vnd.wv.csp+xml; charset=utf-16");
    assert_eq!(content_type(b"\x08\xCCa\0b\0\x81c\0"), "application/vnd.wv.csp+xml; a=b; charset=c");
    assert_eq!(content_type(b"\xEE"), "x-wsp/x-6e");
    // The head of client provisioning: SEC and MAC.
    assert_eq!(
        content_type(b"\x06\xB6\x91\x81\x92A\0"),
        "application/vnd.wap.connectivity-wbxml; x-11=1; x-12=A"
    );
}

#[test]
fn content_types_from_text() {
    let made = ContentType::new("Application/VND.wv.csp+xml ; Charset=\"UTF-8\";x=\"1\";;=2");
    let charset =
        Parameter { name: ParameterName::Number(1), value: ParameterValue::Integer(Charset::UTF_8.0) };
    let other = Parameter { name: ParameterName::Text("x"), value: ParameterValue::Text(b"1") };
    assert_eq!(made, ContentType { media_type: MediaType::Number(0x4C), parameters: vec![charset, other] });
    assert_eq!(made.charset(), Some(Charset::UTF_8));
    let other = ContentType::new("text/plain; charset=klingon");
    assert_eq!((other.charset(), other.to_string()), (None, "text/plain; charset=klingon".into()));
}

#[test]
fn headers_of_other_pages_keep_their_page() {
    let bytes = b"\x01\x40\x01/\x80\x80\x02\x85\x01x\x7F\x01X-A\0b\0\x80\x80";
    let Pdu::Get(get) = Datagram::parse(bytes).unwrap().pdu else { panic!() };
    let expected = [
        Header::ACCEPT_ALL,
        Header { name: Name::Number { page: 2, number: 5 }, value: Value::Data(b"x") },
        Header { name: Name::Text("X-A"), value: Value::Text(b"b") },
        Header::ACCEPT_ALL,
    ];
    assert_eq!(get.headers, expected);
}

#[test]
fn a_request_reaches_the_server_as_http() {
    let headers = vec![
        Header { name: Name::Text("Accept-Language"), value: Value::Text(b"de") },
        Header { name: Name::ACCEPT, value: Value::Text(b"text/html") },
        Header { name: Name::ACCEPT, value: Value::Short(0x4D) },
        Header { name: Name::ACCEPT, value: Value::Short(0x6E) },
        Header { name: Name::Text("Content-Type"), value: Value::Text(b"text/html") },
        Header { name: Name::Text("not a name"), value: Value::Text(b"x") },
    ];
    let content_type = Some(ContentType::new("application/vnd.wv.csp+xml; charset=utf-8"));
    let post =
        Post { uri: "http://imps.example/csp?a=1", content_type, headers: headers.clone(), body: b"<a/>" };
    let bytes = Datagram { tid: 0xFF, pdu: Pdu::Post(post) }.to_vec().unwrap();
    let arrived = server::read(&bytes).unwrap();
    assert_eq!((arrived.tid, arrived.request.method()), (0xFF, &http::Method::POST));
    assert_eq!(arrived.request.uri().path(), "/csp");
    let map = arrived.request.headers();
    assert_eq!(map["content-type"], "application/vnd.wv.csp+xml; charset=utf-8");
    assert_eq!(map["accept-language"], "de");
    let accept: Vec<_> = map.get_all("accept").iter().collect();
    assert_eq!(accept, ["text/html", "application/vnd.wv.csp+wbxml"]);
    assert_eq!(arrived.left_out, headers[3..]);

    let mut get = Vec::new();
    client::get(3, "/cir/5", &mut get).unwrap();
    let arrived = server::read(&get).unwrap();
    assert_eq!((arrived.request.method(), arrived.request.uri().path()), (&http::Method::GET, "/cir/5"));
    assert_eq!(arrived.request.headers()["accept"], "*/*");
}

#[test]
fn an_unknown_number_makes_no_content_type_of_http() {
    let arrived = server::read(b"\x01\x60\x01\x01/\xEEx").unwrap();
    assert!(arrived.request.headers().is_empty());
    assert_eq!(arrived.content_type.unwrap().media_type, MediaType::Number(0x6E));
    assert_eq!(*arrived.request.body(), b"x");
}

#[test]
fn refusals_know_the_transaction() {
    let refused = |bytes: &[u8]| {
        let refusal = server::read(bytes).unwrap_err();
        let mut reply = Vec::new();
        (refusal.write_reply(&mut reply), reply, refusal)
    };
    let (answered, reply, refusal) = refused(b"\x07\x60\x09");
    assert_eq!((answered, &reply[..], refusal.tid), (true, &b"\x07\x04\x40\x00"[..], Some(7)));
    let (_, reply, _) = refused(b"\x07\x61");
    assert_eq!(reply, b"\x07\x04\x61\x00");
    let (_, reply, refusal) = refused(b"\x07\x40\x03a b");
    assert_eq!((&reply[..], refusal.kind), (&b"\x07\x04\x40\x00"[..], RefusalKind::Uri));
    // Neither an answer nor nothing gets an answer.
    let (answered, _, refusal) = refused(b"\x07\x04\x20\x00");
    assert_eq!((answered, refusal), (false, Refusal { tid: Some(7), kind: RefusalKind::NoRequest(4) }));
    let (answered, reply, refusal) = refused(b"");
    assert_eq!((answered, reply, refusal.tid), (false, vec![], None));
}

#[test]
fn replies_come_back_as_http() {
    let mut response = http::Response::new(b"<a/>".to_vec());
    response.headers_mut().insert("content-type", "application/vnd.wv.csp+xml".parse().unwrap());
    let mut bytes = Vec::new();
    server::write_response(8, &response, &mut bytes).unwrap();
    assert_eq!(bytes, b"\x08\x04\x20\x01\xCC<a/>");
    let arrived = client::read(&bytes).unwrap();
    assert_eq!((arrived.tid, arrived.response.status()), (8, StatusCode::OK));
    assert_eq!(arrived.response.headers(), response.headers());
    assert_eq!(*arrived.response.body(), b"<a/>");

    bytes.clear();
    server::reply(8, StatusCode::OK, None, b"", &mut bytes).unwrap();
    assert_eq!(bytes, b"\x08\x04\x20\x00");
    assert!(client::read(&bytes).unwrap().response.body().is_empty());
    assert_eq!(client::read(b"\x08\x04\x07\x00").unwrap_err(), client::NoReply::Status(Status(7)));
    assert_eq!(client::read(b"\x08\x05\x07").unwrap_err(), client::NoReply::Other(5));
    assert_eq!(client::read(b"\x08\x04\x07\x00").unwrap_err().to_string(), "status byte 0x07 is unknown");
}
