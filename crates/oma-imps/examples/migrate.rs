//! Converts messages of 1.1 to 1.3: the parts that convert by themselves, the parts to move, and
//! the checks that find omissions.
//!
//! Run with `cargo run -p oma-imps --example migrate`.

use oma_imps::csp::common::{Recipient, User};
use oma_imps::csp::messaging::SendMessageRequest;
use oma_imps::csp::presence::SubscribePresenceRequest;
use oma_imps::csp::service::{CapabilityList, ClientCapabilityRequest};
use oma_imps::csp::{
    AcceptedContentType, ClientId, ClientType, ContactListId, DeliveryMethod, Message, Primitive,
    SessionDescriptor, SupportedBearer, SupportedCirMethod, UserId,
};
use oma_imps::presence::{PresenceAttribute, PresenceSubList};
use oma_imps::{Error, ErrorKind, Input, Version, read_owned, wbxml, xml};
use std::mem::take;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    // Most messages have one shape in all versions. Stating the version is enough; names of
    // elements and namespaces follow.
    let text = SendMessageRequest::text(Recipient::from_iter([User::new("wv:mary@smith.com")]), "hello")
        .with_sender(User::new("wv:john@smith.com"));
    let mut message = send("phone", &old("p1", text.into()))?;
    message.version = Version::V1_3;
    send("gateway", &message)?;
    assert!(faults(&message)?.is_empty());

    // A subscription lists users and contact lists one by one in 1.1, and in list elements in 1.3.
    let subscription = SubscribePresenceRequest {
        user: vec![User::new("wv:mary@smith.com"), User::new("wv:peter@there.com")],
        contact_list: vec!["wv:john/My_friends@smith.com".into()],
        presence_sub_list: Some(Box::new(PresenceSubList::names([PresenceAttribute::OnlineStatus]))),
        ..SubscribePresenceRequest::default()
    };
    let message = send("phone", &old("p2", subscription.into()))?;
    // Forgetting to move them is an error that names the element and its place. Nothing is dropped
    // silently.
    let error = refusal(&message)?;
    assert!(matches!(error.kind(), ErrorKind::NotInVersion { name: "User", version: Version::V1_3 }));
    let migrated = send("gateway", &migrate(message))?;
    assert!(faults(&migrated)?.is_empty());
    let subscription: &SubscribePresenceRequest = migrated.primitive_as()?;
    assert!(subscription.user.is_empty() && subscription.user_id_list.is_some());
    assert!(subscription.user_ids().map(UserId::as_str).eq(["wv:mary@smith.com", "wv:peter@there.com"]));

    // Capabilities: other names, other places, and some that no longer exist.
    let message = send("phone", &old("p3", capabilities().into()))?;
    let error = refusal(&message)?;
    assert!(matches!(error.kind(), ErrorKind::NotInVersion { name: "AcceptedContentLength", .. }));
    let migrated = send("gateway", &migrate(message))?;
    assert!(faults(&migrated)?.is_empty());

    // Any version writes what peers tolerate, such as the `ClientID` of 1.1. The validator reports
    // it, and reports missing elements.
    let forgotten = ClientCapabilityRequest { client_id: capabilities().client_id, ..Default::default() };
    let faults = faults(&Message::request(Version::V1_3, migrated.session.descriptor, "p4", forgotten))?;
    println!("validator: {}", faults.join("\nvalidator: "));
    assert!(faults.iter().any(|fault| fault.contains("found ClientID")));
    assert!(faults.iter().any(|fault| fault.contains("missing CapabilityList")));
    Ok(())
}

/// Returns the same message in 1.3.
fn migrate(mut message: Message<'_>) -> Message<'_> {
    message.version = Version::V1_3;
    for transaction in &mut message.session.transactions {
        match &mut transaction.content.primitive {
            Primitive::SubscribePresenceRequest(request) => {
                let users: Vec<UserId<'_>> = request.user_ids().cloned().collect();
                let lists: Vec<ContactListId<'_>> = request.contact_lists().cloned().collect();
                // The helpers know the shape of each version, and clear the other one.
                **request = take(&mut **request)
                    .with_user_ids(Version::V1_3, users)
                    .with_contact_lists(Version::V1_3, lists);
            }
            Primitive::ClientCapabilityRequest(request) => {
                // Since 1.2 the session identifies the client.
                request.client_id = None;
                if let Some(list) = &mut request.capability_list {
                    migrate_capabilities(list);
                }
            }
            _ => {}
        }
    }
    message
}

/// Moves each capability to its new name. Media types change their shape by themselves.
fn migrate_capabilities(list: &mut CapabilityList<'_>) {
    list.plain_text_charset = take(&mut list.accepted_charset);
    // One limit has become three.
    let limit = list.accepted_content_length.take();
    (list.accepted_pull_length, list.accepted_push_length) = (limit, limit);
    list.accepted_text_content_length = limit;
    // In 1.3 the server states the address to connect to, and TLS is no longer a separate bearer.
    (list.tcp_address, list.tcp_port) = (None, None);
    let tls = list.supported_bearer.iter_mut().filter(|bearer| **bearer == SupportedBearer::Https);
    tls.for_each(|bearer| *bearer = SupportedBearer::Http);
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

/// Returns the reason why another version number is not enough for a message.
fn refusal(message: &Message<'_>) -> Result<Error> {
    let message = Message { version: Version::V1_3, ..message.clone() };
    let error = wbxml::to_vec(&message).err().ok_or("the message should have been refused")?;
    println!("gateway: {error}\n");
    Ok(error)
}

/// Returns the findings of the validator for a message on the wire.
fn faults(message: &Message<'_>) -> Result<Vec<String>> {
    let bytes = wbxml::to_vec(message)?;
    Ok(Input::new(&bytes)?.validate().iter().map(ToString::to_string).collect())
}

/// Prints the bytes on the wire, and returns the message that the other end reads.
fn send(sender: &str, message: &Message<'_>) -> Result<Message<'static>> {
    let bytes = wbxml::to_vec(message)?;
    let indented = xml::WriteOptions::default().with_indent(Some(2)).with_declaration(false);
    println!("{sender}, {} bytes:\n{}", bytes.len(), xml::to_string_with(message, &indented)?);
    Ok(read_owned(&bytes)?)
}
