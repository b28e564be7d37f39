//! The rows of transport/csp-http.md and of its corrections in transport/details.md.

use http::header::{
    ACCEPT_CHARSET, ACCEPT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, TRANSFER_ENCODING,
};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use imps_transport::http::{CONTINUE, Client, Expected, Note, ReplyError, Server, empty};
use oma_imps::csp::access::{KeepAliveRequest, LoginRequest};
use oma_imps::csp::envelope::{PollingRequest, VersionDiscoveryRequest};
use oma_imps::csp::{ClientId, Message, SessionDescriptor, Status, StatusCode as Code};
use oma_imps::{Protocol, Syntax, Version};

pub(crate) fn keep_alive(version: Version) -> Message<'static> {
    Message::request(version, SessionDescriptor::inband("s1"), "t7", KeepAliveRequest::default())
}

fn client(syntax: Syntax) -> Client {
    Client::new("http://im.example.com/".parse().unwrap(), syntax)
}

/// Rows "method", "Content-Type", "Content-Length".
#[test]
fn a_request_is_a_post_with_type_and_length() {
    for (version, syntax, media_type) in [
        (Version::V1_1, Syntax::Xml, "application/vnd.wv.csp.xml"),
        (Version::V1_2, Syntax::Xml, "application/vnd.wv.csp.xml"),
        (Version::V1_3, Syntax::Xml, "application/vnd.wv.csp+xml"),
        (Version::V1_1, Syntax::Wbxml, "application/vnd.wv.csp.wbxml"),
        (Version::V1_2, Syntax::Wbxml, "application/vnd.wv.csp.wbxml"),
        (Version::V1_3, Syntax::Wbxml, "application/vnd.wv.csp+wbxml"),
    ] {
        let message = keep_alive(version);
        let mut body = b"before".to_vec();
        let head = client(syntax).post(&message, &mut body).unwrap();
        assert_eq!(head.method(), Method::POST);
        assert_eq!(head.uri(), "http://im.example.com/");
        assert_eq!(head.headers()[CONTENT_TYPE], media_type);
        assert_eq!(head.headers()["host"], "im.example.com");
        let document = syntax.to_vec(&message).unwrap();
        assert_eq!(head.headers()[CONTENT_LENGTH], document.len().to_string());
        assert_eq!(body, [b"before".as_slice(), &document].concat());
        assert_eq!(head.headers().len(), 3, "no Accept, no User-Agent, no cookies");
        assert_eq!(client(syntax).request(&message).unwrap().into_body(), document);
    }
}

/// Rows "MSISDN", "User-Agent"; guideline 3.
#[test]
fn optional_headers_are_sent_when_they_are_set() {
    let value = HeaderValue::from_static;
    let client = client(Syntax::Xml)
        .with_user_agent(value("Example/1.0"))
        .with_msisdn(value("+15550100"))
        .with_languages(value("fin, eng;q=0.5"))
        .with_charsets(value("utf-8"));
    let request = client.request(&keep_alive(Version::V1_2)).unwrap();
    assert_eq!(request.headers()["msisdn"], "+15550100");
    assert_eq!(request.headers()["user-agent"], "Example/1.0");
    let arrived = Server::default().arrived(&request, request.body()).unwrap();
    assert_eq!(arrived.languages().to_vec(), ["fin", "eng"]);
    assert_eq!(arrived.charsets().to_vec(), ["utf-8"]);
    assert!(arrived.notes.is_empty());
    // Nobody configured the header as trusted.
    assert!(arrived.msisdn.is_none());
    assert_eq!((ACCEPT_LANGUAGE.as_str(), ACCEPT_CHARSET.as_str()), ("accept-language", "accept-charset"));
}

/// An unwritable message leaves the buffer as it was.
#[test]
fn after_an_error_the_buffer_is_as_before() {
    let request = VersionDiscoveryRequest { version: Version::V1_1, ..VersionDiscoveryRequest::default() };
    let mut body = b"before".to_vec();
    assert!(client(Syntax::Wbxml).post(&request, &mut body).is_err());
    assert_eq!(body, b"before");
}

/// Row "200 + document": the same media type as the request. details.md: always a length, never
/// chunked, never compressed.
#[test]
fn the_reply_has_the_content_type_of_the_request() {
    let message = keep_alive(Version::V1_3);
    let xml = Syntax::Xml.to_vec(&message).unwrap();
    let answer = message.answer(Status::new(Code::SUCCESS)).unwrap();
    for (stated, replied) in [
        // Known, whatever its version and case.
        ("application/vnd.wv.csp.xml", "application/vnd.wv.csp.xml"),
        ("Application/vnd.wv.csp+XML", "Application/vnd.wv.csp+XML"),
        ("text/xml", "text/xml"),
        ("application/x-imps+xml", "application/x-imps+xml"),
        // The answer is in UTF-8, whatever the request was in.
        ("text/xml; charset=utf-8", "text/xml; charset=utf-8"),
        ("text/xml; charset=ISO-8859-1", "text/xml"),
        ("text/xml; charset=unheard-of", "text/xml"),
        // Types that do not fit the bytes.
        ("application/vnd.wv.csp.wbxml", "application/vnd.wv.csp+xml"),
        ("application/octet-stream", "application/vnd.wv.csp+xml"),
    ] {
        let request = Request::post("/").header(CONTENT_TYPE, stated).body(()).unwrap();
        let arrived = Server::default().arrived(&request, &xml).unwrap();
        let reply = arrived.format.to_response(&answer).unwrap();
        assert_eq!(reply.status(), StatusCode::OK);
        assert_eq!(reply.headers()[CONTENT_TYPE], replied, "{stated}");
        assert_eq!(reply.headers()[CONTENT_LENGTH], reply.body().len().to_string());
        assert_eq!(reply.headers().len(), 2);
        assert_eq!(Syntax::detect(reply.body()), Some(Syntax::Xml));
    }
    let nothing = empty();
    assert_eq!(
        (nothing.status(), &nothing.headers()[CONTENT_LENGTH]),
        (StatusCode::OK, &HeaderValue::from(0))
    );
    assert!(!nothing.headers().contains_key(TRANSFER_ENCODING));
}

/// Row "200, empty body": valid after a poll and after a response of the client.
#[test]
fn an_empty_reply_is_valid_after_a_poll_and_a_response() {
    let session = || SessionDescriptor::inband("s1");
    let poll = Message::request(Version::V1_2, session(), "", PollingRequest::default());
    let response = Message::response(Version::V1_2, session(), "srv-1", Status::new(Code::SUCCESS));
    let mut both = response.clone();
    both.session.transactions.extend(keep_alive(Version::V1_2).session.transactions);
    let client = client(Syntax::Xml);
    for (message, is_valid) in
        [(&poll, true), (&response, true), (&keep_alive(Version::V1_2), false), (&both, false)]
    {
        for status in [StatusCode::OK, StatusCode::NO_CONTENT] {
            let reply = Response::builder().status(status).body(()).unwrap();
            match client.receive(Expected::after(message), &reply, b"") {
                Ok(None) => assert!(is_valid),
                Err(ReplyError::Empty) => assert!(!is_valid),
                other => panic!("{other:?}"),
            }
        }
    }
}

/// Row "other status": the HTTP status is the error of that transaction.
#[test]
fn another_status_is_the_error() {
    for status in [301, 400, 404, 405, 413, 500, 503] {
        let reply = Response::builder().status(status).body(()).unwrap();
        let error = client(Syntax::Xml).receive(Expected::Anything, &reply, b"<html/>").unwrap_err();
        assert!(matches!(error, ReplyError::Status(found) if found == status));
        assert!(error.to_string().starts_with(&format!("http status {status}")));
    }
}

#[test]
fn replies_that_are_too_long_or_no_documents_are_refused() {
    let reply = Response::new(());
    let client = client(Syntax::Xml).with_limit(16);
    let error = client.receive(Expected::Document, &reply, &[b'<'; 17]).unwrap_err();
    assert!(matches!(error, ReplyError::TooLong { limit: 16 }), "{error}");
    let error = client.receive(Expected::Document, &reply, b"\x1F\x8B\x08\x00").unwrap_err();
    assert_eq!(error.to_string(), "not an imps document: found gzip data at byte 0");
    let received = client.receive(Expected::Document, &reply, b"<WV-CSP-Message>").unwrap().unwrap();
    assert!(received.read::<Message>().is_err());
}

/// details.md, row "Expect": the server must answer `100 Continue` or read on, never 417.
#[test]
fn a_client_that_waits_is_admitted() {
    for (value, expects_continue) in [("100-continue", true), (" 100-Continue", true), ("200-ok", false)] {
        let request = Request::post("/").header(EXPECT, value).body(()).unwrap();
        let admitted = Server::default().admit(&request).unwrap();
        assert_eq!((admitted.expects_continue, admitted.limit), (expects_continue, 1 << 20), "{value}");
        let body = Syntax::Xml.to_vec(&keep_alive(Version::V1_2)).unwrap();
        assert!(Server::default().arrived(&request, &body).is_ok());
    }
    assert_eq!(CONTINUE, b"HTTP/1.1 100 Continue\r\n\r\n");
}

/// guidelines-trace.tsv, row 4: configurable headers, and a comparison with the number of `ClientID`.
#[test]
fn the_telephone_number_comes_from_trusted_headers_alone() {
    let server = Server::default()
        .with_msisdn_header(HeaderName::from_static("x-network-msisdn"))
        .with_msisdn_header(HeaderName::from_static("x-up-calling-line-id"));
    let login =
        LoginRequest { client_id: Some(ClientId::from_msisdn("+1 555 0100")), ..LoginRequest::default() };
    let login = Message::request(Version::V1_2, SessionDescriptor::outband(), "t1", login);
    let body = Syntax::Wbxml.to_vec(&login).unwrap();
    let number = |headers: &[(&str, &str)]| {
        let request = Request::post("/").header(CONTENT_TYPE, Syntax::Wbxml.media_type(Version::V1_2));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let request = request.body(()).unwrap();
        let arrived = server.arrived(&request, &body).unwrap();
        let message: Message = arrived.read().unwrap();
        let login: &LoginRequest = message.primitive_as().unwrap();
        let fits = arrived.msisdn.as_ref().and_then(|number| number.is_of(login.client_id.as_ref().unwrap()));
        (arrived.msisdn.as_ref().map(ToString::to_string), fits, arrived.notes.clone())
    };
    assert_eq!(number(&[("msisdn", "15550100")]), (None, None, vec![]));
    assert_eq!(number(&[("X-Network-MSISDN", "15550100")]), (Some("15550100".into()), Some(true), vec![]));
    assert_eq!(
        number(&[("x-up-calling-line-id", "15550199")]),
        (Some("15550199".into()), Some(false), vec![])
    );
    let same = [("x-network-msisdn", "15550100"), ("x-up-calling-line-id", "+15550100")];
    assert_eq!(number(&same).1, Some(true));
    // A client may have added one of them.
    for headers in [
        [("x-network-msisdn", "15550100"), ("x-network-msisdn", "15550199")],
        [("x-network-msisdn", "15550100"), ("x-up-calling-line-id", "15550199")],
    ] {
        let (found, _, notes) = number(&headers);
        assert_eq!(found, None);
        assert!(matches!(notes[..], [Note::TwoMsisdns(_)]), "{notes:?}");
    }
    let (found, _, notes) = number(&[("x-network-msisdn", "sip:ann@example.com")]);
    assert_eq!((found, notes), (None, vec![Note::NoMsisdn(HeaderName::from_static("x-network-msisdn"))]));
}

/// Version and protocol are known before the document is read.
#[test]
fn version_and_protocol_are_those_of_the_document() {
    let request = Request::post("/").body(()).unwrap();
    for syntax in [Syntax::Wbxml, Syntax::Xml, Syntax::Pts] {
        for version in Version::ALL {
            let mut message = keep_alive(version);
            // Plain text has numbers only.
            message.session.transactions[0].descriptor.transaction_id = Some("7".into());
            let body = syntax.to_vec(&message).unwrap();
            let arrived = Server::default().arrived(&request, &body).unwrap();
            assert_eq!((arrived.syntax(), arrived.protocol()), (syntax, Protocol::Csp));
            assert_eq!(arrived.version().unwrap(), version, "{syntax}");
        }
    }
    let body = b"<WV-SSP-Message xmlns='http://www.openmobilealliance.org/DTD/WV-SSP1.3'><Session sessionID='1'/></WV-SSP-Message>";
    let arrived = Server::default().arrived(&request, body).unwrap();
    assert_eq!((arrived.protocol(), arrived.version().unwrap()), (Protocol::Ssp, Version::V1_3));
}
