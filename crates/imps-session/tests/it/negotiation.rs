//! The rules of the negotiation, and what a session may request.

use crate::common::{Phone, World, code, text};
use imps_session::server::{PushError, SessionEvent, SessionOptions};
use imps_testing::table;
use imps_transport::agreed::{Offer, TcpAddress};
use oma_imps::csp::access::{LoginRequest, LoginResponse};
use oma_imps::csp::common::SearchRequest;
use oma_imps::csp::group::GroupChangeNotice;
use oma_imps::csp::messaging::NewMessage;
use oma_imps::csp::presence::GetPresenceRequest;
use oma_imps::csp::service::{
    CapabilityList, ClientCapabilityRequest, ClientCapabilityResponse, Service, ServiceRequest,
    ServiceResponse, ServiceTree,
};
use oma_imps::csp::{AcceptedContentType, ClientId, Message, Primitive, SupportedCirMethod};
use oma_imps::{CSP, Version, read_owned};

fn tree(names: &[Service]) -> ServiceTree {
    names.iter().copied().collect()
}

fn without(services: &[Service]) -> SessionOptions {
    let all = SessionOptions::default().services;
    SessionOptions::default().with_services(all - tree(services))
}

fn services(version: Version, asked: ServiceTree, all: bool) -> ServiceRequest<'static> {
    let functions = asked.to_functions(version);
    ServiceRequest { functions, all_functions_request: all, ..ServiceRequest::default() }
}

fn ask_services(
    world: &mut World,
    phone: &mut Phone,
    request: ServiceRequest<'static>,
) -> ServiceResponse<'static> {
    let Primitive::ServiceResponse(answer) = phone.ask(world, request) else { panic!() };
    *answer
}

fn ask_capabilities(
    world: &mut World,
    phone: &mut Phone,
    list: CapabilityList<'static>,
) -> ClientCapabilityResponse<'static> {
    let request = ClientCapabilityRequest { capability_list: Some(list.into()), ..Default::default() };
    let Primitive::ClientCapabilityResponse(answer) = phone.ask(world, request) else { panic!() };
    *answer
}

#[test]
fn the_answer_names_what_is_not_agreed_and_all_services_on_request() {
    for version in Version::ALL {
        let (mut world, mut phone) = (World::with(without(&[Service::SRCH])), Phone::new(version));
        phone.log_in(&mut world);
        let asked = tree(&[Service::SRCH, Service::GETPR]);
        let answer = ask_services(&mut world, &mut phone, services(version, asked, true));
        let refused = ServiceTree::from_functions(&answer.functions.unwrap(), version);
        assert_eq!(refused, tree(&[Service::SRCH]));
        let all = answer.all_functions.unwrap().wv_csp_feat.unwrap();
        let all = ServiceTree::from_features(&all, version);
        assert_eq!(all, ServiceTree::all(version) - tree(&[Service::SRCH]));
        assert_eq!(world.sessions.iter().next().unwrap().services(), Some(tree(&[Service::GETPR])));
        assert!(world.take_events().iter().any(|event| matches!(event, SessionEvent::Negotiated { .. })));

        // Everything is agreed, and nobody asked for the rest.
        let answer = ask_services(&mut world, &mut phone, services(version, tree(&[Service::GETPR]), false));
        assert_eq!((answer.functions, answer.all_functions), (None, None));
    }
}

#[test]
fn only_what_is_agreed_is_allowed() {
    for version in Version::ALL {
        let (mut world, mut phone) = (World::with(without(&[Service::STSRC])), Phone::new(version));
        phone.log_in(&mut world);
        let get = || GetPresenceRequest::default();
        assert_eq!(phone.code(&mut world, get()), 506, "before the negotiation");
        assert_eq!(phone.code(&mut world, text("wv:bob", "hi")), 200, "mandatory");
        ask_services(
            &mut world,
            &mut phone,
            services(version, tree(&[Service::GETPR, Service::STSRC]), false),
        );
        assert_eq!(phone.code(&mut world, get()), 200);
        assert_eq!(phone.code(&mut world, SearchRequest::default()), 506);
        let stop = oma_imps::csp::common::StopSearchRequest::default();
        assert_eq!(phone.code(&mut world, stop), 405, "the server lacks it");
        assert_eq!(phone.code(&mut world, NewMessage::default()), 400, "only a server sends it");
    }
    let before = tree(&[Service::GETPR]);
    let mut world = World::with(SessionOptions::default().with_services_before(before));
    let mut phone = Phone::new(Version::V1_1);
    phone.log_in(&mut world);
    assert_eq!(phone.code(&mut world, GetPresenceRequest::default()), 200, "an option");
}

#[test]
fn advanced_criteria_need_a_service_of_their_own() {
    let mut world = World::new();
    let mut phone = Phone::new(Version::V1_3);
    phone.log_in(&mut world);
    let search = || SearchRequest { advanced_criteria: Some("1 AND 2".into()), ..SearchRequest::default() };
    ask_services(&mut world, &mut phone, services(Version::V1_3, tree(&[Service::SRCH]), false));
    assert_eq!(phone.code(&mut world, search()), 506);
    ask_services(
        &mut world,
        &mut phone,
        services(Version::V1_3, tree(&[Service::SRCH, Service::ADVSR]), false),
    );
    assert_eq!(phone.code(&mut world, search()), 200);
}

/// Posts a request in XML.
fn post_xml(world: &mut World, phone: &Phone, name: &str, content: &str) -> Message<'static> {
    let document = format!(
        "<WV-CSP-Message xmlns=\"{}\"><Session><SessionDescriptor><SessionType>Inband</SessionType>\
         <SessionID>{}</SessionID></SessionDescriptor><Transaction><TransactionDescriptor>\
         <TransactionMode>Request</TransactionMode><TransactionID>c{}</TransactionID>\
         </TransactionDescriptor><TransactionContent><{name}>{content}</{name}></TransactionContent>\
         </Transaction></Session></WV-CSP-Message>",
        CSP.namespaces()[0].uri(phone.version),
        phone.session.as_deref().unwrap(),
        phone.last,
    );
    let reply = world.post(document.as_bytes());
    assert_eq!(reply.status(), 200, "{name}");
    read_owned(reply.body()).unwrap()
}

/// Each request of `transactions.tsv` reaches the program in its versions, and gets 501 in others.
#[test]
fn each_request_of_the_tables_is_performed_or_answered() {
    let own = ["Polling-Request", "Login-Request", "Logout-Request", "KeepAlive-Request", "Service-Request"];
    let mut count = 0;
    for version in Version::ALL {
        let (mut world, mut phone) = (World::new(), Phone::new(version));
        phone.start(&mut world);
        for row in table("csp/transactions.tsv") {
            let [name, _, direction, kind, _, versions] = [0, 1, 2, 3, 4, 5].map(|place| row[place].as_str());
            let is_request = direction != "S->C" && matches!(kind, "request" | "both");
            // One name is another spelling in old tables.
            if !is_request
                || name == "BlockUser-Request"
                || own.contains(&name)
                || name.contains("Discovery")
                || name == "ClientCapability-Request"
            {
                continue;
            }
            let (first, last) = versions.split_once('-').unwrap_or((versions, versions));
            let is_in = first <= version.as_str() && version.as_str() <= last;
            // The reader names the elements that it wants.
            let mut content = String::new();
            let answer = loop {
                world.village.performed.clear();
                phone.last += 1;
                let answer = post_xml(&mut world, &phone, name, &content);
                let said =
                    answer.outcome().and_then(|outcome| outcome.description.as_deref()).unwrap_or_default();
                let Some((_, wanted)) = said.split_once("missing element ") else { break answer };
                let wanted = wanted.split(' ').next().unwrap();
                let is_flag = matches!(
                    wanted,
                    "Acceptance" | "SubscribeNotification" | "JoinedRequest" | "DeliveryReport"
                );
                let value = if is_flag { "T" } else { "1" };
                content.extend(["<", wanted, ">", value, "</", wanted, ">"]);
                assert!(content.len() < 100, "{said}");
            };
            assert_eq!(answer.version, version);
            let expected = if is_in { 200 } else { 501 };
            assert_eq!(code(answer.primitive().unwrap()), expected, "{name} in {version}: {answer:?}");
            assert_eq!(world.village.performed.len(), usize::from(is_in), "{name} in {version}");
            count += 1;
        }
    }
    assert!(count > 150, "{count}");
}

#[test]
fn a_server_pushes_only_what_is_agreed_and_in_the_version() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_1));
    phone.log_in(&mut world);
    let id = phone.session.clone().unwrap();
    let push =
        |world: &mut World, primitive: Primitive<'static>| world.sessions.push(&id, primitive, world.now);
    assert_eq!(push(&mut world, NewMessage::default().into()), Err(PushError::NotAgreed));
    ask_services(&mut world, &mut phone, services(Version::V1_1, tree(&[Service::NEWM]), false));
    assert!(push(&mut world, NewMessage::default().into()).is_ok());
    assert_eq!(push(&mut world, GroupChangeNotice::default().into()), Err(PushError::NotAgreed));
    let notice = oma_imps::csp::common::NotificationRequest::default();
    assert_eq!(push(&mut world, notice.into()), Err(PushError::NotInVersion));
    assert_eq!(world.sessions.push("gone", NewMessage::default(), world.now), Err(PushError::NoSession));
}

fn offer() -> SessionOptions {
    let offer = Offer::default()
        .with_tcp(TcpAddress::new("imps.example.com", 3171))
        .with_http_address("http://imps.example.com/cir/");
    SessionOptions::default().with_offer(offer)
}

fn list() -> CapabilityList<'static> {
    CapabilityList {
        supported_cir_method: vec![SupportedCirMethod::Stcp, SupportedCirMethod::Shttp],
        multi_trans: Some(4),
        ..CapabilityList::default()
    }
}

#[test]
fn capabilities_are_agreed_in_the_form_of_the_version() {
    for version in Version::ALL {
        let (mut world, mut phone) = (World::with(offer()), Phone::new(version));
        phone.log_in(&mut world);
        let answer = ask_capabilities(&mut world, &mut phone, list());
        assert_eq!(answer.capability_list.is_some(), version == Version::V1_1);
        assert_eq!(answer.agreed_capability_list.is_some(), version != Version::V1_1);
        let limit = answer.agreed_capability_list.and_then(|list| list.user_session_limit);
        assert_eq!(limit, (version == Version::V1_3).then_some(8), "only 1.3 has it");
        let session = world.sessions.iter().next().unwrap();
        assert_eq!(session.agreed().tcp, Some(TcpAddress::new("imps.example.com", 3171)));
        assert_eq!(session.capabilities().unwrap().multi_trans, Some(4));
    }
}

#[test]
fn a_one_step_login_of_1_3_negotiates_everything() {
    let (mut world, mut phone) = (World::with(offer()), Phone::new(Version::V1_3));
    let login = LoginRequest {
        functions: ServiceTree::all(Version::V1_3).to_functions(Version::V1_3),
        capability_list: Some(list().into()),
        ..phone.two_way()
    };
    let Primitive::LoginResponse(answer) = phone.ask(&mut world, login) else { panic!() };
    let LoginResponse { capability_request, functions, agreed_capability_list, session_id, .. } = *answer;
    assert_eq!((capability_request, functions), (Some(false), None));
    let list = agreed_capability_list.unwrap();
    assert_eq!((list.tcp_port, list.user_session_limit), (Some(3171), Some(8)));
    phone.session = Some(session_id.unwrap().as_str().to_owned());
    assert_eq!(phone.code(&mut world, GetPresenceRequest::default()), 200);
}

#[test]
fn another_client_cannot_negotiate() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_1));
    phone.log_in(&mut world);
    let client_id = Some(ClientId::from_url("http://example.com/other"));
    let request = ServiceRequest { client_id: client_id.clone(), ..ServiceRequest::default() };
    assert_eq!(phone.code(&mut world, request), 422);
    let request = ClientCapabilityRequest { client_id, ..ClientCapabilityRequest::default() };
    assert_eq!(phone.code(&mut world, request), 422);
    let request = ServiceRequest { client_id: Some(phone.client_id()), ..ServiceRequest::default() };
    assert!(matches!(phone.ask(&mut world, request), Primitive::ServiceResponse(_)));
}

#[test]
fn a_cookie_that_wake_ups_cannot_carry_goes_without() {
    for cookie in ["my cookie", "", "cookie-1"] {
        let mut world = World::with(offer());
        // The cookie of this session contains the last one.
        Phone { cookie: "cookie-11".into(), ..Phone::new(Version::V1_2) }.log_in(&mut world);
        let mut phone = Phone { cookie: cookie.into(), ..Phone::new(Version::V1_2) };
        phone.log_in(&mut world);
        let answer = ask_capabilities(&mut world, &mut phone, list());
        assert_eq!(answer.agreed_capability_list.unwrap().supported_cir_method, [], "{cookie:?}");
    }
}

#[test]
fn the_address_for_wake_ups_differs_per_session_and_says_whether_something_waits() {
    let mut world = World::with(offer());
    let (mut ann, mut bob) = (Phone::new(Version::V1_2), Phone::bob(Version::V1_2));
    let addresses = [&mut ann, &mut bob].map(|phone| {
        phone.start(&mut world);
        let answer = ask_capabilities(&mut world, phone, list());
        answer.agreed_capability_list.unwrap().cir_url.unwrap().url.to_string()
    });
    assert_ne!(addresses[0], addresses[1]);
    let id = ann.session.clone().unwrap();
    world.sessions.push(&id, NewMessage::default(), world.now).unwrap();
    let path = |address: &str| address.strip_prefix("http://imps.example.com").unwrap().to_owned();
    assert!(world.sessions.asked(&path(&addresses[0]), world.now));
    assert!(!world.sessions.asked(&path(&addresses[1]), world.now));
    for guess in ["", "/", "/cir/", &format!("/cir/{id}"), "/cir/0"] {
        assert!(!world.sessions.asked(guess, world.now), "{guess}");
    }
}

#[test]
fn a_client_is_woken_by_its_cookie_once() {
    let (mut world, mut phone) = (World::with(offer()), Phone::new(Version::V1_2));
    phone.start(&mut world);
    ask_capabilities(&mut world, &mut phone, list());
    world.wait(60);
    world.take_events();
    let id = phone.session.clone().unwrap();
    for _ in 0..3 {
        world.sessions.push(&id, NewMessage::default(), world.now).unwrap();
        world.settle();
    }
    let events = world.take_events();
    let [SessionEvent::Wake { session_id, wakeup }] = &events[..] else { panic!("{events:?}") };
    assert_eq!((session_id.as_str(), wakeup.to_string()), (id.as_str(), "WVCI 1.2 cookie-1".into()));
    // The program reports a lost channel, and a new one wakes again.
    world.sessions.channel_lost(&id);
    let answer = phone.message(oma_imps::csp::access::KeepAliveRequest::default());
    assert_eq!(world.send(&answer).unwrap().session.cir, Some(false));
    world.wait(60);
    world.take_events();
    world.sessions.channel_restored(&id);
    world.settle();
    assert!(matches!(world.take_events()[..], [SessionEvent::Wake { .. }]));
}

#[test]
fn capabilities_without_bounds_are_402() {
    let (mut world, mut phone) = (World::new(), Phone::new(Version::V1_3));
    phone.log_in(&mut world);
    let long = AcceptedContentType::new("x".repeat(5000));
    let many = vec![AcceptedContentType::new("a/b"); 400];
    for accepted_content_type in [vec![long], many] {
        let list = CapabilityList { accepted_content_type, ..list() };
        let request = ClientCapabilityRequest { capability_list: Some(list.into()), ..Default::default() };
        assert_eq!(phone.code(&mut world, request), 402);
        assert_eq!(world.sessions.iter().next().unwrap().capabilities(), None);
    }
}
