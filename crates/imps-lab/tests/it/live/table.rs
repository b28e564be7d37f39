//! Every primitive of a client is performed, or answered 501.

use super::Lab;
use super::net::{Bearer, exchange};
use super::phone::{Woken, phone};
use crate::common::typed;
use crate::table::of_clients;
use imps_core::validate::Severity;
use imps_core::{CSP, Version};
use imps_csp::{Message, Primitive, SessionDescriptor, schema_of};
use imps_lab::{Performer, performer};
use imps_testing::Maker;
use oma_imps::{Input, Syntax, read_owned};

/// Posts a request in a new session, or outside of sessions. Returns the code of the answer, which
/// is valid; `None` without an answer.
async fn code_of(lab: &Lab, request: Primitive<'static>, version: Version, is_inband: bool) -> Option<u32> {
    let name = request.name().to_owned();
    let descriptor = if is_inband {
        let phone = phone("ann", version).with(Syntax::Wbxml, Bearer::Http, Woken::Polls);
        SessionDescriptor::inband(phone.on(lab).await.login.session_id)
    } else {
        SessionDescriptor::outband()
    };
    let body = Syntax::Xml.to_vec(&Message::request(version, descriptor, "t1", request)).unwrap();
    let media_type = Syntax::Xml.media_type(version);
    let (head, body) = exchange(lab.running.http(), "POST", "/", media_type, &body).await.unwrap();
    assert_eq!(head.status(), 200, "{name} {version}");
    if body.is_empty() {
        return None;
    }
    let findings = Input::new(&body).unwrap().validate();
    let errors: Vec<_> = findings.iter().filter(|it| it.severity == Severity::Error).collect();
    // The answers of 1.1 repeat what these state, and the ones of this test state nothing.
    let is_empty = ["Service-Request", "ClientCapability-Request"].contains(&&*name);
    let is_valid = errors.is_empty() || is_empty && version == Version::V1_1;
    assert!(is_valid, "{name} {version}: {errors:?} in {}", String::from_utf8_lossy(&body));
    let answer: Message<'_> = read_owned(&body).unwrap();
    assert_eq!((answer.version, answer.transaction_id()), (version, Some("t1")), "{name}");
    let code = answer.outcome().and_then(|outcome| outcome.code);
    Some(code.map_or(200, imps_csp::StatusCode::number))
}

fn made(tag: imps_core::Tag, version: Version) -> Primitive<'static> {
    typed(Maker::new(version, &[], &["x"]).structure(tag, schema_of(tag).unwrap()), version)
}

#[tokio::test]
async fn every_primitive_of_a_client_gets_its_answer_in_every_version() {
    let lab = Lab::start().await;
    let clients = of_clients();
    let mut seen = 0;
    for row in Primitive::ROWS {
        let name = CSP.name(row.tag).unwrap();
        if !clients.iter().any(|client| client == name) {
            continue;
        }
        for version in row.versions.iter() {
            seen += 1;
            let Some(code) = code_of(&lab, made(row.tag, version), version, true).await else {
                // Only a poll may find nothing.
                assert_eq!(name, "Polling-Request");
                continue;
            };
            let is_right = match name {
                // They answer nothing here.
                "Status" | "ExtendConversation-Response" | "Extended-Response" => code == 400,
                // The session layer has no segments.
                "GetSegment-Request" | "DropSegment-Request" => code == 501,
                _ => (performer(name) == Performer::Nobody) == (code == 501),
            };
            assert!(is_right, "{name} {version}: {code}");
        }
    }
    assert!(seen > 150, "{seen}");
}

#[tokio::test]
async fn outside_of_sessions_only_the_provider_is_known() {
    let lab = Lab::start().await;
    let mut seen = 0;
    for row in Primitive::ROWS {
        let name = CSP.name(row.tag).unwrap();
        if performer(name) != Performer::World {
            continue;
        }
        for version in row.versions.iter() {
            seen += 1;
            let code = code_of(&lab, made(row.tag, version), version, false).await;
            let expected = if name == "GetSPInfo-Request" { 200 } else { 604 };
            assert_eq!(code, Some(expected), "{name} {version}");
        }
    }
    assert!(seen > 100, "{seen}");
}

/// Version discovery has no session and no transaction.
#[tokio::test]
async fn versions_are_discovered() {
    let lab = Lab::start().await;
    let request =
        b"<WV-CSP-VersionDiscovery-Request xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"/>";
    let media_type = Syntax::Xml.media_type(Version::V1_2);
    let (_, body) = exchange(lab.running.http(), "POST", "/", media_type, request).await.unwrap();
    let answer = String::from_utf8(body).unwrap();
    for version in Version::ALL {
        assert!(answer.contains(CSP.namespaces()[0].uri(version)), "{answer}");
    }
}

/// The plain text of SMS, as far as its codes are known: a session, and presence.
#[tokio::test]
async fn plain_text_is_understood() {
    let lab = Lab::start().await;
    let media_type = Syntax::Pts.media_type(Version::V1_2);
    let ask = async |line: String| {
        let (head, body) =
            exchange(lab.running.http(), "POST", "/", media_type, line.as_bytes()).await.unwrap();
        assert_eq!(head.status(), 200, "{line}");
        assert!(head.headers()["content-type"].to_str().unwrap().starts_with(media_type));
        String::from_utf8(body).unwrap()
    };
    let login = "WV12LR1 CI=WV:Old-1.0 PW=ann SC=ck TL=600 UI=wv:ann@lab.example";
    let answer = ask(login.into()).await;
    let opened: Message<'_> = read_owned(answer.as_bytes()).unwrap();
    let Some(Primitive::LoginResponse(opened)) = opened.primitive() else { panic!("{answer}") };
    let session = opened.session_id.clone().unwrap().into_owned();
    for request in [
        Primitive::from(imps_csp::access::KeepAliveRequest::default()),
        crate::common::status_text("out").into(),
        imps_csp::contact_list::GetListRequest::default().into(),
        imps_csp::access::LogoutRequest::default().into(),
    ] {
        let name = request.name().to_owned();
        let session = SessionDescriptor::inband(session.clone());
        let line = oma_imps::pts::to_string(&Message::request(Version::V1_2, session, "2", request)).unwrap();
        let answer = ask(line).await;
        let answer: Message<'_> = read_owned(answer.as_bytes()).unwrap();
        let code =
            answer.outcome().and_then(|outcome| outcome.code).map_or(200, imps_csp::StatusCode::number);
        assert_eq!(code, 200, "{name}: {answer:?}");
    }
}
