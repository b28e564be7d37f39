//! Requests that cannot be served: the table of refusals, and what a refusal keeps.

use crate::http_facts::keep_alive;
use http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE};
use http::{Method, Request, Response, StatusCode};
use imps_transport::http::{Note, Reason, Refusal, Server, Understood};
use oma_imps::csp::{Message, SessionId, Status, StatusCode as Code};
use oma_imps::{Syntax, Version};

fn post(content_type: &str) -> Request<()> {
    Request::post("/").header(CONTENT_TYPE, content_type).body(()).unwrap()
}

/// Runs a request through a server that only reads.
fn serve(request: &Request<()>, body: &[u8]) -> Result<Message<'static>, Refusal> {
    Server::default().arrived(request, body)?.read_owned()
}

fn is_empty(reply: &Response<Vec<u8>>, status: StatusCode) -> bool {
    reply.status() == status && reply.body().is_empty() && reply.headers()[CONTENT_LENGTH] == "0"
}

/// The answers of a reply, by transaction.
fn answers(refusal: &Refusal) -> (Message<'static>, Vec<(String, u32)>) {
    let reply = refusal.to_response();
    assert_eq!(reply.status(), StatusCode::OK);
    assert_eq!(reply.headers()[CONTENT_LENGTH], reply.body().len().to_string());
    let message: Message = oma_imps::read_owned(reply.body()).unwrap();
    let answers = message.session.transactions.iter().map(|transaction| {
        assert!(!transaction.is_request());
        let status: &Status = transaction.primitive().try_into().unwrap();
        (transaction.transaction_id().unwrap().to_owned(), status.result.code.unwrap().number())
    });
    let answers = answers.collect();
    (message, answers)
}

#[test]
fn other_methods_get_405() {
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::OPTIONS] {
        let request = Request::builder().method(method).body(()).unwrap();
        let refusal = Server::default().admit(&request).unwrap_err();
        assert!(matches!(refusal.reason, Reason::Method));
        let reply = refusal.to_response();
        assert!(is_empty(&reply, StatusCode::METHOD_NOT_ALLOWED));
        assert_eq!(reply.headers()[ALLOW], "POST");
        assert!(Server::default().arrived(&request, b"<WV-CSP-Message/>").is_err());
    }
}

/// Issue table: "body longer than the limit: 413".
#[test]
fn a_body_over_the_limit_gets_413_before_it_is_read() {
    let server = Server::default().with_limit(100);
    let body = [b'<'; 101];
    let refusal = server.arrived(&post("text/xml"), &body).unwrap_err();
    assert!(is_empty(&refusal.to_response(), StatusCode::PAYLOAD_TOO_LARGE));
    assert_eq!(refusal.to_string(), "body of more than 100 bytes");
    for (length, is_refused) in
        [("100", false), ("101", true), ("99999999999999999999999999", true), ("x", false)]
    {
        let request = Request::post("/").header(CONTENT_LENGTH, length).body(()).unwrap();
        assert_eq!(server.admit(&request).is_err(), is_refused, "{length}");
    }
}

/// Issue table: "Content-Type says XML, bytes are WBXML: bytes win, a note".
#[test]
fn the_bytes_win_over_the_content_type() {
    let body = Syntax::Wbxml.to_vec(&keep_alive(Version::V1_2)).unwrap();
    let request = post("application/vnd.wv.csp.xml");
    let server = Server::default();
    let arrived = server.arrived(&request, &body).unwrap();
    assert_eq!(arrived.notes, [Note::OtherSyntax { stated: Syntax::Xml, found: Syntax::Wbxml }]);
    let message: Message = arrived.read().unwrap();
    assert_eq!(message.transaction_id(), Some("t7"));
}

/// Issue table: "no Content-Type, charset unknown: read by its bytes, note". Never 415.
#[test]
fn any_content_type_is_read() {
    let body = Syntax::Xml.to_vec(&keep_alive(Version::V1_2)).unwrap();
    let server = Server::default();
    let notes = |request: &Request<()>| {
        let arrived = server.arrived(request, &body).unwrap();
        assert_eq!(arrived.read::<Message>().unwrap().transaction_id(), Some("t7"));
        arrived.notes.clone()
    };
    assert_eq!(notes(&Request::post("/").body(()).unwrap()), [Note::NoContentType { found: Syntax::Xml }]);
    assert_eq!(
        notes(&post("application/vnd.wv.csp.xml; charset=klingon")),
        [Note::UnknownCharset("klingon".into())]
    );
    let stated = "image/png".to_owned();
    assert_eq!(notes(&post(&stated)), [Note::OtherContentType { stated, found: Syntax::Xml }]);
    for note in notes(&post(&"x".repeat(5000))) {
        assert!(note.to_string().len() < 200, "{note}");
    }
}

/// Requirement GT-3: the charset of the content type wins.
#[test]
fn the_charset_of_the_content_type_reaches_the_reader() {
    let xml = b"<WV-CSP-Message><Session><SessionDescriptor><SessionType>Inband</SessionType>\
        <SessionID>Jos\xE9</SessionID></SessionDescriptor></Session></WV-CSP-Message>";
    let wbxml =
        b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x11\x01\x6F\x03Jos\xE9\0\x01\x01\x01\x01";
    for (body, media_type) in [(xml.as_slice(), "text/xml"), (wbxml, "application/vnd.wv.csp.wbxml")] {
        let message = serve(&post(&format!("{media_type};charset=\"iso-8859-1\"")), body).unwrap();
        let id = message.session.descriptor.session_id.as_ref().map(SessionId::as_str);
        assert_eq!(id, Some("José"), "{media_type}");
        assert!(serve(&post(media_type), body).is_err());
    }
}

/// csp-http.md gives a closed connection; the issue table gives 400 with an empty body.
#[test]
fn no_document_gets_400() {
    for body in [
        b"".as_slice(),
        b" ",
        b"hello",
        b"\x1F\x8B\x08\x00",
        b"<html/>",
        b"\x03\x05\x6A\x00\x45\x01",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\xFF\xFE<",
    ] {
        let refusal = serve(&post("application/vnd.wv.csp.xml"), body).unwrap_err();
        assert!(is_empty(&refusal.to_response(), StatusCode::BAD_REQUEST), "{body:02X?}: {refusal}");
    }
}

const BROKEN: &str = "<WV-CSP-Message xmlns='http://www.openmobilealliance.org/DTD/IMPS-CSP1.3'><Session>\
    <SessionDescriptor><SessionType>Inband</SessionType><SessionID>s&lt;1</SessionID></SessionDescriptor>\
    <Transaction><TransactionDescriptor><TransactionMode>Response</TransactionMode>\
    <TransactionID>srv-1</TransactionID></TransactionDescriptor><TransactionContent><Status/></TransactionContent>\
    </Transaction><Transaction><TransactionDescriptor><TransactionMode>Request</TransactionMode>\
    <TransactionID>t8</TransactionID></TransactionDescriptor><TransactionContent>\
    <KeepAlive-Request><TimeToLive>soon</TimeToLive></KeepAlive-Request></TransactionContent></Transaction>\
    <Transaction><TransactionDescriptor><TransactionMode>Request</TransactionMode><TransactionID>t9</TransactionID>\
    </TransactionDescriptor><TransactionContent><Polling-Request/></TransactionContent></Transaction>\
    </Session></WV-CSP-Message>";

/// 200 with Status 400 where the transaction can be answered: each request, not the response.
#[test]
fn a_fault_in_a_document_gets_a_status_for_each_request() {
    for syntax in [Syntax::Xml, Syntax::Wbxml] {
        let body = match syntax {
            // The wrong value is a text in binary XML, too.
            Syntax::Wbxml => oma_imps::convert(BROKEN.replace("soon", "4").as_bytes(), syntax).unwrap().bytes,
            _ => BROKEN.into(),
        };
        let body = match syntax {
            // TimeToLive as a number of too many bytes.
            Syntax::Wbxml => {
                let at = body.windows(3).position(|bytes| bytes == [0xC3, 1, 4]).unwrap();
                [&body[..at], b"\xC3\x06123456", &body[at + 3..]].concat()
            }
            _ => body,
        };
        let media_type = syntax.media_type(Version::V1_3);
        let refusal = serve(&post(media_type), &body).unwrap_err();
        assert!(matches!(refusal.reason, Reason::Document(_)), "{refusal:?}");
        let (message, answers) = answers(&refusal);
        assert_eq!(answers, [("t8".to_owned(), 400), ("t9".to_owned(), 400)]);
        assert_eq!(message.version, Version::V1_3);
        assert_eq!(message.session.descriptor.session_id.as_ref().map(SessionId::as_str), Some("s<1"));
        assert_eq!(refusal.to_response().headers()[CONTENT_TYPE], media_type);
        let description = message.outcome().unwrap().description.as_ref().unwrap();
        assert_eq!(description.as_str(), refusal.to_string());
    }
}

/// "A refusal keeps what was understood": the document is cut at every byte.
#[test]
fn a_cut_document_is_answered_once_its_transaction_was_there() {
    let mut message = keep_alive(Version::V1_2);
    message.session.transactions[0].descriptor.transaction_id = Some("t8642".into());
    for syntax in [Syntax::Xml, Syntax::Wbxml] {
        let body = syntax.to_vec(&message).unwrap();
        let id = body.windows(5).position(|bytes| bytes == b"t8642").unwrap();
        // The end of the text: a NUL, or the end tag.
        let known = id + 5 + if syntax == Syntax::Xml { "</TransactionID>".len() } else { 2 };
        let mut answered = 0;
        for end in 1..body.len() {
            match serve(&post(syntax.media_type(Version::V1_2)), &body[..end]) {
                Ok(_) => assert!(end > known, "{syntax}: cut at {end}"),
                Err(refusal) if refusal.message().is_some() => {
                    let (_, found) = answers(&refusal);
                    assert_eq!(found, [("t8642".to_owned(), 400)], "{syntax}: cut at {end}");
                    answered += 1;
                }
                Err(refusal) => {
                    assert!(end < known, "{syntax}: cut at {end} of {known}: {refusal}");
                    assert!(is_empty(&refusal.to_response(), StatusCode::BAD_REQUEST));
                }
            }
        }
        assert!(answered > 10, "{syntax}: {answered}");
    }
}

/// 505 for a version that nobody speaks, in one that we do.
#[test]
fn an_unknown_version_is_answered_in_a_known_one() {
    for (unknown, answered) in [("1.0", Version::V1_1), ("1.4", Version::V1_3), ("2.0", Version::V1_3)] {
        let xml = String::from_utf8(Syntax::Xml.to_vec(&keep_alive(Version::V1_2)).unwrap()).unwrap();
        let xml = xml.replace("WV-CSP1.2", &format!("WV-CSP{unknown}"));
        let refusal = serve(&post("application/vnd.wv.csp.xml"), xml.as_bytes()).unwrap_err();
        assert_eq!(refusal.code(), Some(Code::VERSION_NOT_SUPPORTED), "{refusal}");
        let (message, answers) = answers(&refusal);
        assert_eq!(answers, [("t7".to_owned(), 505)], "{unknown}");
        assert_eq!(message.version, answered);
        assert_eq!(message.session.descriptor.session_id.as_ref().map(SessionId::as_str), Some("s1"));
    }
    // The public identifier of 1.0 in binary XML.
    let mut wbxml = Syntax::Wbxml.to_vec(&keep_alive(Version::V1_1)).unwrap();
    assert_eq!(wbxml[1], 0x10);
    wbxml[1] = 0x0F;
    let refusal = serve(&post("application/vnd.wv.csp.wbxml"), &wbxml);
    if let Err(refusal) = refusal {
        assert_ne!(refusal.to_response().status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
}

/// 604 is for the program to find out.
#[test]
fn a_program_refuses_an_unknown_session() {
    let body = Syntax::Wbxml.to_vec(&keep_alive(Version::V1_1)).unwrap();
    let request = post("application/vnd.wv.csp.wbxml");
    let server = Server::default();
    let arrived = server.arrived(&request, &body).unwrap();
    let message: Message = arrived.read().unwrap();
    let refusal = arrived.refuse_message(&message, Code::NOT_LOGGED_IN);
    assert_eq!(answers(&refusal).1, [("t7".to_owned(), 604)]);
    assert_eq!(refusal.to_string(), "status 604 no such session / not logged in");
    // An answer of the client cannot be answered.
    let response = message.answer(Status::new(Code::SUCCESS)).unwrap();
    let refusal = arrived.refuse_message(&response, Code::NOT_LOGGED_IN);
    assert!(is_empty(&refusal.to_response(), StatusCode::BAD_REQUEST));
}

#[test]
fn many_broken_transactions_get_a_bounded_answer() {
    let transaction = "<Transaction><TransactionDescriptor><TransactionMode>Request</TransactionMode>\
        <TransactionID>1</TransactionID></TransactionDescriptor></Transaction>";
    let body = format!("<WV-CSP-Message><Session>{}</Session></WV-CSP-Message>", transaction.repeat(1000));
    let refusal = serve(&post("text/xml"), body.as_bytes()).unwrap_err();
    assert_eq!(answers(&refusal).1.len(), Understood::MOST);
    assert!(refusal.to_response().body().len() < 64 << 10);
}

/// Issue table: "SSP: not XML, wrong root, unknown session: 400, 400, 404".
#[test]
fn servers_get_400_and_404() {
    let ssp = post("application/vnd.wv.ssp+xml");
    let csp = Syntax::Wbxml.to_vec(&keep_alive(Version::V1_3)).unwrap();
    for body in [csp.as_slice(), b"<WV-CSP-Message/>", b"<html/>", b"hello", b""] {
        let refusal = Server::default().arrived(&ssp, body).unwrap_err();
        assert!(is_empty(&refusal.to_response(), StatusCode::BAD_REQUEST), "{refusal}");
    }
    let server = Server::default();
    let body = "<WV-SSP-Message><Session sessionID='71@a.example'><Transaction mode='Request' transactionID='t1'>\
        <KeepAliveRequest/></Transaction></Session></WV-SSP-Message>";
    let arrived = server.arrived(&ssp, body.as_bytes()).unwrap();
    let refusal = arrived.refuse_session();
    assert!(is_empty(&refusal.to_response(), StatusCode::NOT_FOUND));
    let understood = refusal.understood.unwrap();
    assert_eq!(understood.session_id.as_deref(), Some("71@a.example"));
    assert_eq!(understood.transactions[0].id.as_deref(), Some("t1"));
    // A document that breaks off.
    let arrived = server.arrived(&ssp, &body.as_bytes()[..120]).unwrap();
    let refusal = arrived.read_owned::<oma_imps::ssp::Message>().unwrap_err();
    assert!(is_empty(&refusal.to_response(), StatusCode::BAD_REQUEST));
    assert_eq!(refusal.understood.unwrap().transactions[0].id.as_deref(), Some("t1"));
}
