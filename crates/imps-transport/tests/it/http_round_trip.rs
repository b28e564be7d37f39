//! A request of the client reaches the server, and the reply reaches the client, as they were.

use imps_transport::http::{Client, Expected, Server};
use oma_imps::csp::access::KeepAliveRequest;
use oma_imps::csp::common::{Recipient, User};
use oma_imps::csp::messaging::{SendMessageRequest, SendMessageResponse};
use oma_imps::csp::{CspDocument, Message, Outcome, SessionDescriptor, StatusCode};
use oma_imps::{Input, Syntax, Version};
use proptest::prelude::*;

/// Texts that every syntax can carry.
fn text() -> impl Strategy<Value = String> {
    "[ -~äß€]{1,40}".prop_map(|text| text.trim().to_owned()).prop_filter("no text", |text| !text.is_empty())
}

proptest! {
    #[test]
    fn messages_arrive_as_they_were_sent(
        version in prop::sample::select(&Version::ALL[..]),
        syntax in prop::sample::select(&[Syntax::Wbxml, Syntax::Xml][..]),
        ids in (text(), text(), text()),
        said in text(),
        charset in prop::option::of(prop::sample::select(&["utf-8", "UTF8", "x-unknown", ""][..])),
        before in prop::collection::vec(any::<u8>(), 0..8),
    ) {
        let (session, transaction, id) = ids;
        let to = Recipient::from_iter([User::new("wv:bob@example.com")]);
        let sent = SendMessageRequest::text(to, said);
        let sent = Message::request(version, SessionDescriptor::inband(session), transaction, sent);
        let client = Client::new("im.example.com".parse().unwrap(), syntax);
        let mut body = before.clone();
        let mut head = client.post(&sent, &mut body).unwrap();
        prop_assert!(body.starts_with(&before));
        if let Some(charset) = charset {
            let stated = format!("{}; charset={charset}", head.headers()["content-type"].to_str().unwrap());
            head.headers_mut().insert("content-type", stated.parse().unwrap());
        }

        let server = Server::default();
        let arrived = server.arrived(&head, &body[before.len()..]).unwrap();
        let read: Message = arrived.read().unwrap();
        prop_assert_eq!(&read, &sent);
        let result = Outcome::new(StatusCode::SUCCESS);
        let answer = read.answer(SendMessageResponse { result, message_id: Some(id.into()), ..Default::default() });
        let answer = answer.unwrap();
        let mut replied = before.clone();
        let reply = arrived.format.reply(&answer, &mut replied).unwrap();
        prop_assert!(replied.starts_with(&before));

        let received = client.receive(Expected::after(&sent), &reply, &replied[before.len()..]).unwrap().unwrap();
        prop_assert_eq!(received.syntax(), syntax);
        prop_assert_eq!(received.read::<Message>().unwrap(), answer);
        prop_assert!(received.notes.is_empty());
    }

    #[test]
    fn any_bytes_get_a_reply(body in prop::collection::vec(any::<u8>(), 0..64), content_type in text()) {
        let server = Server::default();
        let mut request = http::Request::post("/").body(()).unwrap();
        if let Ok(value) = http::HeaderValue::from_bytes(content_type.as_bytes()) {
            request.headers_mut().insert("content-type", value);
        }
        if let Err(refusal) = server.arrived(&request, &body).and_then(|it| it.read_owned::<CspDocument>()) {
            prop_assert_eq!(refusal.to_response().status(), 400);
        }
    }
}

/// Every document of the test data passes through unchanged, under any content type.
#[test]
fn documents_of_the_test_data_arrive() {
    let server = Server::default();
    let (mut read, mut files) = (0, 0);
    let binary = imps_testing::files("csp", "wbxml");
    for path in binary.into_iter().chain(imps_testing::files("csp", "xml")) {
        let bytes = std::fs::read(&path).unwrap();
        files += 1;
        let request =
            http::Request::post("/").header("content-type", "application/vnd.wv.csp.xml").body(()).unwrap();
        let direct = Input::new(&bytes).and_then(|input| input.read_owned::<CspDocument>());
        match (server.arrived(&request, &bytes).and_then(|it| it.read_owned::<CspDocument>()), direct) {
            (Ok(arrived), Ok(direct)) => {
                assert_eq!(arrived, direct, "{}", path.display());
                read += 1;
            }
            (Err(_), Err(_)) => {}
            (arrived, direct) => panic!("{}: {arrived:?}, {direct:?}", path.display()),
        }
    }
    assert!(read > 100, "{read} of {files}");
}

#[test]
fn all_versions_in_plain_text() {
    for version in Version::ALL {
        let sent =
            Message::request(version, SessionDescriptor::inband("s1"), "1", KeepAliveRequest::default());
        let client = Client::new("im.example.com".parse().unwrap(), Syntax::Pts);
        let request = client.request(&sent).unwrap();
        assert_eq!(request.headers()["content-type"], "application/vnd.wv.csp.sms");
        let server = Server::default();
        let arrived = server.arrived(&request, request.body()).unwrap();
        assert!(arrived.notes.is_empty());
        assert_eq!(arrived.read::<Message>().unwrap(), sent);
    }
}
