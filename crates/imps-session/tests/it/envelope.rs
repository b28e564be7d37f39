//! The rules of documents, versions and sessions that are unknown.

use crate::common::{Phone, World, code, text};
use imps_session::server::SessionOptions;
use oma_imps::csp::access::{GetSpInfoRequest, GetSpInfoResponse, KeepAliveRequest};
use oma_imps::csp::envelope::{VersionDiscoveryRequest, VersionDiscoveryResponse};
use oma_imps::csp::{Message, SessionDescriptor, Status, StatusCode};
use oma_imps::{Syntax, Version, read_owned};

#[test]
fn a_version_that_the_server_lacks_is_505_in_one_that_both_know() {
    for (versions, asked, answered) in [
        (vec![Version::V1_1, Version::V1_2], Version::V1_3, Version::V1_2),
        (vec![Version::V1_1], Version::V1_2, Version::V1_1),
        (vec![Version::V1_2, Version::V1_3], Version::V1_1, Version::V1_2),
    ] {
        let mut world = World::with(SessionOptions::default().with_versions(versions));
        let mut phone = Phone::new(asked);
        let login = phone.message(phone.two_way());
        let answer = world.send(&login).unwrap();
        assert_eq!((code(answer.primitive().unwrap()), answer.version), (505, answered));
        assert_eq!(answer.transaction_id(), login.transaction_id());
        assert!(world.sessions.is_empty());
        // The client falls back.
        Phone { version: answered, ..phone }.log_in(&mut world);
    }
}

#[test]
fn a_version_that_nobody_knows_is_505() {
    let mut world = World::new();
    let document = "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/IMPS-CSP1.9\"><Session>\
        <SessionDescriptor><SessionType>Outband</SessionType></SessionDescriptor><Transaction>\
        <TransactionDescriptor><TransactionMode>Request</TransactionMode><TransactionID>t1</TransactionID>\
        </TransactionDescriptor><TransactionContent><Login-Request/></TransactionContent></Transaction>\
        </Session></WV-CSP-Message>";
    let reply = world.post(document.as_bytes());
    let answer: Message = read_owned(reply.body()).unwrap();
    assert_eq!((code(answer.primitive().unwrap()), answer.version), (505, Version::V1_3));
}

#[test]
fn another_version_inside_a_session_is_505() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    phone.start(&mut world);
    let mut other = Phone { version: Version::V1_1, ..phone.clone() };
    let answer = world.send(&other.message(KeepAliveRequest::default())).unwrap();
    assert_eq!((code(answer.primitive().unwrap()), answer.version), (505, Version::V1_2));
    assert_eq!(phone.code(&mut world, KeepAliveRequest::default()), 200);
}

#[test]
fn version_discovery_is_answered_in_either_syntax() {
    let mut world = World::with(SessionOptions::default().with_versions([Version::V1_2, Version::V1_3]));
    for syntax in [Syntax::Xml, Syntax::Wbxml] {
        for version in [Version::V1_2, Version::V1_3] {
            let request = VersionDiscoveryRequest { version, ..VersionDiscoveryRequest::default() };
            let reply = world.post(&syntax.to_vec(&request).unwrap());
            let answer: VersionDiscoveryResponse = read_owned(reply.body()).unwrap();
            assert_eq!(answer.version, version);
            assert_eq!(answer.version_list.unwrap().session_ns_name.len(), 2);
        }
    }
}

#[test]
fn an_unknown_session_is_604_for_requests_and_polls() {
    for version in Version::ALL {
        let mut world = World::new();
        let mut phone = Phone { session: Some("s-gone".into()), ..Phone::new(version) };
        assert_eq!(phone.code(&mut world, KeepAliveRequest::default()), 604);
        let login_first = phone.code(&mut world, text("wv:bob", "hi"));
        assert_eq!(login_first, 604);
        // The poll has no transaction id, and so has the status.
        let answer = phone.poll(&mut world).unwrap();
        assert_eq!(code(answer.primitive().unwrap()), 604);
        assert_eq!((answer.transaction_id().unwrap_or_default(), answer.is_request()), ("", false));
        assert_eq!(answer.session.descriptor.session_id.unwrap(), "s-gone");
        assert!(world.village.performed.is_empty());
    }
}

#[test]
fn outside_of_sessions_only_the_login_and_the_provider_work() {
    let mut world = World::new();
    let mut phone = Phone::new(Version::V1_2);
    world.village.answer = Some(GetSpInfoResponse { name: "Village".into(), ..Default::default() }.into());
    let answer = phone.ask(&mut world, GetSpInfoRequest::default());
    assert_eq!(answer.name(), "GetSPInfo-Response");
    assert_eq!(phone.code(&mut world, KeepAliveRequest::default()), 604);
    assert_eq!(phone.code(&mut world, text("wv:bob", "hi")), 604);
    assert_eq!(phone.poll(&mut world).map(|answer| code(answer.primitive().unwrap())), Some(604));
}

#[test]
fn a_session_id_outside_of_sessions_does_not_count() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    phone.start(&mut world);
    let descriptor = SessionDescriptor {
        session_id: phone.session.clone().map(Into::into),
        ..SessionDescriptor::outband()
    };
    let request = Message::request(Version::V1_2, descriptor, "t9", KeepAliveRequest::default());
    assert_eq!(code(world.send(&request).unwrap().primitive().unwrap()), 604);
}

#[test]
fn a_document_that_cannot_be_read_gets_its_refusal() {
    let mut world = World::new();
    for broken in [&b""[..], b"hello", b"<html/>", b"{}", b"\x03\x11\x6A\x00"] {
        let reply = world.post(broken);
        assert_eq!((reply.status().as_u16(), reply.body().len()), (400, 0), "{}", broken.escape_ascii());
    }
    // The envelope of this one can be read, up to the fault.
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    let document = Syntax::Xml.to_vec(&phone.message(KeepAliveRequest::default())).unwrap();
    let end = document.len() - "</TransactionContent></Transaction></Session></WV-CSP-Message>".len();
    let reply = world.post(&document[..end]);
    let answer: Message = read_owned(reply.body()).unwrap();
    assert_eq!((code(answer.primitive().unwrap()), answer.transaction_id()), (400, Some("c1")));
}

#[test]
fn the_answer_of_a_server_to_discovery_is_no_request() {
    let mut world = World::new();
    let document = Syntax::Xml.to_vec(&VersionDiscoveryResponse::default()).unwrap();
    assert_eq!(world.post(&document).status(), 400);
}

#[test]
fn the_reply_has_the_syntax_and_the_content_type_of_the_request() {
    use imps_session::server::{Program as _, Step};
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    for (syntax, content_type) in
        [(Syntax::Xml, "application/vnd.wv.csp.xml"), (Syntax::Wbxml, "application/vnd.wv.csp+wbxml")]
    {
        let body = syntax.to_vec(&phone.message(phone.two_way())).unwrap();
        let request = http::Request::post("/").header("content-type", content_type).body(()).unwrap();
        let server = imps_transport::http::Server::default();
        let arrived = server.arrived(&request, &body).unwrap();
        // The steps, as a program takes them that waits for its users.
        let Step::LogIn(call) = world.sessions.arrived(&arrived, world.now) else { panic!() };
        assert_eq!((call.user(), call.version()), (Some("ann@example.com"), Version::V1_2));
        let credentials = world.village.credentials(&call);
        let Step::Reply(reply) = world.sessions.log_in(call, &credentials, [9; 32], world.now) else {
            panic!()
        };
        assert_eq!(reply.headers()["content-type"], content_type);
        assert_eq!(Syntax::detect(reply.body()), Some(syntax));
    }
}

#[test]
fn a_datagram_of_a_phone_is_served_as_well() {
    use imps_transport::wsp::{client, server};
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_1));
    let body = Syntax::Wbxml.to_vec(&phone.message(phone.two_way())).unwrap();
    let mut datagram = Vec::new();
    client::post(7, "/", "application/vnd.wv.csp.wbxml", &body, &mut datagram).unwrap();
    let arrived = server::read(&datagram).unwrap();
    let http = imps_transport::http::Server::default();
    let (request, sessions, village) = (&arrived.request, &mut world.sessions, &mut world.village);
    let reply = sessions.serve(village, &http, request, request.body(), world.now);
    let mut out = Vec::new();
    server::write_response(arrived.tid, &reply, &mut out).unwrap();
    let answer = client::read(&out).unwrap();
    assert_eq!(answer.tid, 7);
    let answer: Message = read_owned(reply.body()).unwrap();
    assert_eq!(code(answer.primitive().unwrap()), 200);
}

#[test]
fn an_answer_that_the_server_does_not_expect_is_ignored() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_2));
    phone.start(&mut world);
    for id in ["s1", "x", ""] {
        let status = Status::new(StatusCode::SUCCESS);
        let answer = Message::response(phone.version, phone.descriptor(), id, status);
        assert_eq!(world.send(&answer), None);
    }
    assert!(world.take_events().is_empty());
}
