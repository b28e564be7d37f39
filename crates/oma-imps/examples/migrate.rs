//! Moves a client from 1.1 to 1.3: the messages that move by themselves, the losses that the bridge
//! names, and answers that are other primitives in the other version.
//!
//! Run with `cargo run -p oma-imps --features bridge --example migrate`.

use oma_imps::bridge::{Bridge, Bridged, Reason};
use oma_imps::csp::access::LogoutRequest;
use oma_imps::csp::common::{Recipient, User};
use oma_imps::csp::messaging::SendMessageRequest;
use oma_imps::csp::presence::SubscribePresenceRequest;
use oma_imps::csp::service::{CapabilityList, ClientCapabilityRequest};
use oma_imps::csp::{
    AcceptedContentType, ClientId, ClientType, DeliveryMethod, Message, Primitive, SessionDescriptor, Status,
    StatusCode, SupportedBearer, SupportedCirMethod, UserId,
};
use oma_imps::presence::{PresenceAttribute, PresenceSubList};
use oma_imps::{Input, Severity, Version, read_owned, wbxml, xml};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    // A phone of 1.1 and a server of 1.3. The clock belongs to the caller.
    let start = Instant::now();
    let mut bridge = Bridge::new(Version::V1_1, Version::V1_3);

    // Most messages have one shape in all versions. Names of elements and namespaces follow.
    let text = SendMessageRequest::text(Recipient::from_iter([User::new("wv:mary@smith.com")]), "hello")
        .with_sender(User::new("wv:john@smith.com"));
    let bridged = to_server(&mut bridge, &old("p1", text.into()), start.elapsed())?;
    assert!(bridged.losses.is_empty());

    // A subscription lists users and contact lists one by one in 1.1, and in list elements in 1.3.
    let subscription = SubscribePresenceRequest {
        user: vec![User::new("wv:mary@smith.com"), User::new("wv:peter@there.com")],
        contact_list: vec!["wv:john/My_friends@smith.com".into()],
        presence_sub_list: Some(Box::new(PresenceSubList::names([PresenceAttribute::OnlineStatus]))),
        ..SubscribePresenceRequest::default()
    };
    let bridged = to_server(&mut bridge, &old("p2", subscription.into()), start.elapsed())?;
    assert!(bridged.losses.is_empty());
    let message = bridged.message.ok_or("the subscription should travel")?;
    let subscription: &SubscribePresenceRequest = message.primitive_as()?;
    assert!(subscription.user.is_empty() && subscription.user_id_list.is_some());
    assert!(subscription.user_ids().map(UserId::as_str).eq(["wv:mary@smith.com", "wv:peter@there.com"]));

    // Capabilities: other names, other places, and some that 1.3 lacks. In 1.3 the server
    // states the address to connect to, and TLS is not a bearer of its own.
    let bridged = to_server(&mut bridge, &old("p3", capabilities().into()), start.elapsed())?;
    let lost = |name: &str| {
        let loss = bridged.losses.iter().find(|loss| loss.path.ends_with(name));
        loss.map(|loss| loss.reason)
    };
    assert_eq!(lost("TCPAddress"), Some(Reason::NotInVersion));
    assert_eq!(lost("SupportedBearer[0]"), Some(Reason::Approximated));
    assert_eq!(bridged.losses.len(), 4);

    // A server of 1.3 answers a logout with a status. A phone of 1.1 waits for a disconnection.
    let logout = old("p4", LogoutRequest::default().into());
    let bridged = to_server(&mut bridge, &logout, start.elapsed())?;
    let request = bridged.message.ok_or("the logout should travel")?;
    let answer = request.answer(Status::new(StatusCode::SUCCESS)).ok_or("no transaction")?;
    let answer = bridge.to_client(answer, start.elapsed()).message.ok_or("no answer")?;
    show("phone", &answer)?;
    assert!(matches!(answer.primitive(), Some(Primitive::Disconnect(_))));
    Ok(())
}

/// Passes a message of the phone on, over the wire on both sides. Prints both, and the losses.
fn to_server(bridge: &mut Bridge, message: &Message<'_>, now: Duration) -> Result<Bridged<'static>> {
    let received: Message<'static> = read_owned(&show("phone", message)?)?;
    let bridged = bridge.to_server(received, now);
    for loss in &bridged.losses {
        println!("lost: {loss}");
    }
    if let Some(message) = &bridged.message {
        let bytes = show("gateway", message)?;
        let findings = Input::new(&bytes)?.validate();
        assert!(findings.iter().all(|finding| finding.severity != Severity::Error), "{findings:?}");
    }
    Ok(bridged)
}

/// Returns the capabilities of an old phone.
fn capabilities() -> ClientCapabilityRequest<'static> {
    let list = CapabilityList {
        client_type: Some(ClientType::MobilePhone),
        initial_delivery_method: Some(DeliveryMethod::Notify),
        accepted_content_type: ["text/plain", "image/gif"].map(AcceptedContentType::new).into(),
        accepted_content_length: Some(30_000),
        supported_bearer: vec![SupportedBearer::Https],
        multi_trans: Some(1),
        parser_size: Some(32_768),
        supported_cir_method: vec![SupportedCirMethod::Stcp],
        tcp_address: Some("im.smith.com".into()),
        tcp_port: Some(3717),
        ..CapabilityList::default()
    };
    ClientCapabilityRequest {
        client_id: Some(ClientId::from_msisdn("+358401234567")),
        capability_list: Some(Box::new(list)),
        ..ClientCapabilityRequest::default()
    }
}

/// Returns a request of 1.1.
fn old(transaction_id: &'static str, primitive: Primitive<'static>) -> Message<'static> {
    let session = SessionDescriptor::inband("im.user.com#48815@server.com");
    Message::request(Version::V1_1, session, transaction_id, primitive)
}

/// Prints a message as it is on the wire, and returns the bytes.
fn show(sender: &str, message: &Message<'_>) -> Result<Vec<u8>> {
    let bytes = wbxml::to_vec(message)?;
    let indented = xml::WriteOptions::default().with_indent(Some(2)).with_declaration(false);
    println!("{sender}, {} bytes:\n{}", bytes.len(), xml::to_string_with(message, &indented)?);
    Ok(bytes)
}
