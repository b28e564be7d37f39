//! Requests over HTTP.

use crate::error::check;
use http::{HeaderName, HeaderValue, Request, StatusCode};
use imps_ssp::Message as SspMessage;
use imps_transport::http::{Arrived, Client, Expected, Reason, Refusal, Server};
use oma_imps::csp::{CspDocument, Message, Status, StatusCode as Code};
use oma_imps::{Protocol, Syntax};

/// A limit that inputs of fuzzers reach.
const LIMIT: usize = 4096;
const TRUSTED: HeaderName = HeaderName::from_static("x-network-msisdn");

pub(crate) fn run(data: &[u8]) -> bool {
    let (request, body) = request(data);
    let server = Server::default().with_limit(LIMIT).with_msisdn_header(TRUSTED);
    let admitted = server.admit(&request);
    if let Err(refusal) = &admitted {
        assert_reply(refusal, body);
    }
    match server.arrived(&request, body) {
        Err(refusal) => {
            assert!(refusal.understood.is_none());
            assert_reply(&refusal, body);
            false
        }
        Ok(arrived) => {
            assert!(body.len() <= LIMIT && request.method() == "POST");
            assert_eq!(Syntax::detect(body), Some(arrived.syntax()));
            assert!(arrived.msisdn.is_none() || request.headers().contains_key(TRUSTED));
            let _ = (arrived.version(), arrived.languages().to_vec(), arrived.charsets().to_vec());
            for note in &arrived.notes {
                assert_line(&note.to_string());
            }
            read(&arrived, body)
        }
    }
}

/// Makes a request of lines such as `GET` and `Content-Type: text/xml`, an empty line and a body.
/// Without the empty line everything is the body.
fn request(data: &[u8]) -> (Request<()>, &[u8]) {
    const END: &[u8] = b"\r\n\r\n";
    let mut request = Request::post("/").body(()).unwrap();
    let Some(end) = data.windows(END.len()).position(|bytes| bytes == END) else { return (request, data) };
    for line in data[..end].split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        match line.iter().position(|byte| *byte == b':') {
            Some(at) => {
                let name = HeaderName::from_bytes(&line[..at]);
                if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(line[at + 1..].trim_ascii())) {
                    request.headers_mut().append(name, value);
                }
            }
            None => {
                if let Ok(method) = line.try_into() {
                    *request.method_mut() = method;
                }
            }
        }
    }
    (request, &data[end + END.len()..])
}

fn read(arrived: &Arrived<'_>, body: &[u8]) -> bool {
    let refusal = match arrived.protocol() {
        Protocol::Ssp => match arrived.read::<SspMessage<'_>>() {
            Ok(_) => {
                assert_eq!(arrived.refuse_session().to_response().status(), StatusCode::NOT_FOUND);
                return true;
            }
            Err(refusal) => refusal,
        },
        _ => match arrived.read::<CspDocument<'_>>() {
            Ok(CspDocument::Message(message)) => {
                answered(arrived, &message, body);
                return true;
            }
            Ok(_) => return true,
            Err(refusal) => refusal,
        },
    };
    assert_reply(&refusal, body);
    false
}

/// Checks that the answer reaches the client, and that the program can refuse the message.
fn answered(arrived: &Arrived<'_>, message: &Message<'_>, body: &[u8]) {
    assert_reply(&arrived.refuse_message(message, Code::NOT_LOGGED_IN), body);
    let Some(answer) = message.answer(Status::new(Code::SUCCESS)) else { return };
    // Ids of one syntax may not fit into another.
    let mut bytes = b"before".to_vec();
    match arrived.format.reply(&answer, &mut bytes) {
        Err(_) => assert_eq!(bytes, b"before"),
        Ok(head) => {
            assert_eq!(head.headers()["content-length"], (bytes.len() - 6).to_string());
            let client = Client::new("im.example.com".parse().unwrap(), arrived.syntax());
            let client = client.with_limit(bytes.len());
            let received = client.receive(Expected::Document, &head, &bytes[6..]).unwrap().unwrap();
            assert!(received.notes.is_empty(), "{:?}", received.notes);
            let read: Message<'_> = received.read().unwrap();
            assert_eq!(read.transaction_id(), answer.transaction_id());
        }
    }
}

/// Checks a refusal: its reply is complete and readable, and answers the requests alone.
fn assert_reply(refusal: &Refusal, body: &[u8]) {
    assert_line(&refusal.to_string());
    if let Reason::Document(error) | Reason::NoDocument(error) = &refusal.reason {
        // Texts in other character sets grow on their way to UTF-8.
        check(error, body.len().saturating_mul(4));
    }
    let reply = refusal.to_response();
    assert_eq!(reply.headers()["content-length"], reply.body().len().to_string());
    if reply.status() != StatusCode::OK {
        assert!(matches!(reply.status().as_u16(), 400 | 404 | 405 | 413), "{}", reply.status());
        assert!(reply.body().is_empty());
        return;
    }
    let understood = refusal.understood.as_ref().expect("an answer to something");
    let message: Message<'_> = oma_imps::read_owned(reply.body()).expect("an answer that can be read");
    assert_eq!(message.version, understood.version);
    assert!(!message.session.transactions.is_empty());
    for transaction in &message.session.transactions {
        assert!(!transaction.is_request());
        let status: &Status<'_> = transaction.primitive().try_into().expect("a status");
        assert_eq!(status.result.code, refusal.code());
    }
}

/// Checks that a text is a line of bounded length.
fn assert_line(text: &str) {
    assert!(!text.contains(['\n', '\r']) && text.chars().count() < 1000, "{text:?}");
}
