//! Faults to order, as a client sees them.

use super::chat::{at, text};
use super::net::{Bearer, exchange};
use super::phone::{Phone, Settings, Woken, phone};
use super::{Lab, account};
use imps_core::Version;
use imps_csp::access::LoginRequest;
use imps_csp::{ClientId, Message, SessionDescriptor};
use imps_session::client::{Ended, LoginError, RequestError};
use imps_transport::schedule::Failure;
use oma_imps::Syntax;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A phone that gives up soon, and tries once.
fn impatient(name: &str) -> Settings {
    let rules = |rules: &mut imps_transport::schedule::Rules| {
        rules.retry.tries = 1;
        rules.reply_time = Duration::from_millis(500);
    };
    Settings { rules, ..phone(name, Version::V1_2) }
}

async fn sent(phone: &Phone, to: &'static str) -> Failure {
    match phone.try_ask(text("ann", to, "hello")).await {
        Err(RequestError::NoReply(failure)) => failure,
        other => panic!("{to}: {other:?}"),
    }
}

#[tokio::test]
async fn a_message_to_such_a_user_has_the_fault() {
    let lab = Lab::start().await;
    let patient = phone("bob", Version::V1_3).on(&lab).await;
    assert_eq!(patient.refused(text("bob", "fail-415", "hello")).await, 415);
    // It comes late, and it comes.
    patient.ask(text("bob", "slow-1", "hello")).await;
    let ann = impatient("ann").on(&lab).await;
    assert_eq!(sent(&ann, "slow-600").await, Failure::TimedOut);
    assert_eq!(sent(&ann, "silent").await, Failure::TimedOut);
    assert_eq!(sent(&ann, "drop").await, Failure::Cut);
    assert_eq!(sent(&ann, "half").await, Failure::Cut);
    assert_eq!(sent(&ann, "garbage").await, Failure::Refused);
    assert_eq!(sent(&ann, "http-500").await, Failure::Refused);
    // All of it happens to one message only.
    ann.ask(text("ann", "bob", "hello")).await;
    let mut patient = patient;
    assert_eq!(patient.reads().await, "hello");
}

/// The phone gets the head and half of the body.
#[tokio::test]
async fn half_of_a_reply_comes() {
    let lab = Lab::start().await;
    let login = LoginRequest {
        user_id: Some("wv:half".into()),
        client_id: Some(ClientId::from_url("http://example.com/half")),
        password: Some("any".into()),
        session_cookie: Some("half".into()),
        ..LoginRequest::default()
    };
    let login = Message::request(Version::V1_2, SessionDescriptor::outband(), "t1", login);
    let body = imps_wbxml::to_vec(&login).unwrap();
    let mut stream = TcpStream::connect(lab.running.http()).await.unwrap();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: lab\r\nContent-Type: application/vnd.wv.csp.wbxml\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), &body].concat()).await.unwrap();
    let mut reply = Vec::new();
    // The connection ends with or without an error.
    let _ = stream.read_to_end(&mut reply).await;
    let end = reply.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&reply[..end]).to_lowercase();
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
    let length: usize = length.expect("a length").parse().unwrap();
    assert_eq!(reply.len() - end - 4, length / 2, "{head}");
}

#[tokio::test]
async fn a_late_answer_has_a_line_of_its_own() {
    let lab = Lab::with(|options| options.with_patience(Duration::ZERO)).await;
    let ann = phone("ann", Version::V1_3).on(&lab).await;
    ann.ask(text("ann", "slow-1", "hello")).await;
    let lines = lab.lines.clone();
    lab.running.stop().await;
    let lines = lines.lock().unwrap().clone();
    let asked = lines.iter().find(|it| it.contains("SendMessage to slow-1")).expect("a line");
    assert!(asked.ends_with("; no answer yet"), "{lines:#?}");
    let number = asked.trim_start().split(' ').next().unwrap();
    let answers = format!("status 200; answers #{number} after 1");
    let answer = lines.iter().find(|it| it.contains(&answers)).expect("a line");
    assert!(answer.contains("server -> ann SendMessage-Response"), "{answer}");
}

#[tokio::test]
async fn over_wsp_too() {
    let lab = Lab::start().await;
    let ann = impatient("ann").with(Syntax::Wbxml, Bearer::Wsp, Woken::Polls).on(&lab).await;
    assert_eq!(ann.refused(text("ann", "fail-538", "hello")).await, 538);
    assert_eq!(sent(&ann, "silent").await, Failure::TimedOut);
    assert_eq!(sent(&ann, "garbage").await, Failure::Refused);
    ann.ask(text("ann", "bob", "hello")).await;
}

#[tokio::test]
async fn a_session_ends_when_a_user_orders_it() {
    let lab = Lab::start().await;
    let mut ann = phone("ann", Version::V1_2).on(&lab).await;
    ann.ask(text("ann", "gone", "hello")).await;
    assert_eq!(ann.ended().await, Ended::Disconnected(imps_csp::StatusCode::NOT_LOGGED_IN));
}

#[tokio::test]
async fn such_users_log_in_with_any_password() {
    let lab = Lab::start().await;
    let refused = phone("fail-503", Version::V1_3).try_on(&lab).await.err();
    assert_eq!(refused, Some(LoginError::Refused(imps_csp::StatusCode::SERVICE_UNAVAILABLE)));
    let silent = impatient("silent").try_on(&lab).await.err();
    assert_eq!(silent, Some(LoginError::NoReply(Failure::TimedOut)));
    // Each reply to a slow user is late, and she can talk.
    let mut slow = phone("slow-0", Version::V1_3).on(&lab).await;
    let ann = phone("ann", Version::V1_1).on(&lab).await;
    ann.ask(text("ann", "slow-0", "hello")).await;
    assert_eq!(slow.reads().await, "hello");
}

/// The operator has given her a password, so that nobody else reads what is for her.
#[tokio::test]
async fn such_a_user_with_a_password_needs_it() {
    let lab = Lab::with(|options| options.with_accounts(["ann", "slow-0"].map(account))).await;
    let eve = Settings { password: "eve".into(), ..phone("slow-0", Version::V1_3) };
    let refused = eve.try_on(&lab).await.err();
    assert_eq!(refused, Some(LoginError::Refused(imps_csp::StatusCode::INVALID_PASSWORD)));
    let mut slow = phone("slow-0", Version::V1_3).on(&lab).await;
    let ann = phone("ann", Version::V1_2).on(&lab).await;
    ann.ask(text("ann", "slow-0", "hello")).await;
    assert_eq!(slow.reads().await, "hello");
}

/// The elements of this login have the wrong order.
fn disorderly() -> String {
    format!(
        "<WV-CSP-Message xmlns=\"http://www.wireless-village.org/CSP1.1\"><Session><SessionDescriptor>\
         <SessionType>Outband</SessionType></SessionDescriptor><Transaction><TransactionDescriptor>\
         <TransactionMode>Request</TransactionMode><TransactionID>t1</TransactionID></TransactionDescriptor>\
         <TransactionContent xmlns=\"http://www.wireless-village.org/TRC1.1\"><Login-Request>\
         <Password>ann</Password><UserID>{}</UserID><ClientID><URL>wv:c</URL></ClientID>\
         <TimeToLive>600</TimeToLive><SessionCookie>c1</SessionCookie></Login-Request></TransactionContent>\
         </Transaction></Session></WV-CSP-Message>",
        at("ann")
    )
}

#[tokio::test]
async fn a_pedantic_service_refuses_what_breaks_a_rule_and_says_which() {
    for pedantic in [false, true] {
        let lab = Lab::with(|options| options.with_pedantic(pedantic)).await;
        let media_type = Syntax::Xml.media_type(Version::V1_1);
        let (head, body) =
            exchange(lab.running.http(), "POST", "/", media_type, disorderly().as_bytes()).await.unwrap();
        assert_eq!(head.status(), 200);
        let answer: Message<'_> = oma_imps::read_owned(&body).unwrap();
        let code = answer.outcome().unwrap().code.unwrap().number();
        assert_eq!(code, if pedantic { 400 } else { 200 });
        let lines = lab.lines.clone();
        lab.running.stop().await;
        let log = lines.lock().unwrap().join("\n");
        assert_eq!(log.matches("Login-Request/UserID: found UserID").count(), usize::from(pedantic), "{log}");
    }
}

#[tokio::test]
async fn a_pedantic_service_serves_a_correct_phone() {
    let lab = Lab::with(|options| options.with_pedantic(true)).await;
    for version in Version::ALL {
        let (ann, mut bob) = (phone("ann", version).on(&lab).await, phone("bob", version).on(&lab).await);
        ann.ask(text("ann", "bob", "hello")).await;
        assert_eq!(bob.reads().await, "hello", "{}", lab.log());
        ann.off().await;
        bob.off().await;
    }
}
