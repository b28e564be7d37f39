//! The versions of sessions: answers and deliveries of the world have the form of 1.3.

use crate::world::Caller;
use imps_bridge::{Bridge, Context, ForSession as _, Receiver, convert_with};
use imps_core::Version;
use imps_csp::contact_list::GetListResponse;
use imps_csp::messaging::MessageNotification;
use imps_csp::service::CapabilityList;
use imps_csp::{ClientId, Message, Primitive, SessionDescriptor, Status, StatusCode};
use std::time::Duration;

/// Converts an answer for the version of the session that has asked. `request` is the request in
/// that version.
pub(super) fn answer(
    caller: &Caller,
    request: &Primitive<'_>,
    answer: Primitive<'static>,
    now: Duration,
) -> Primitive<'static> {
    if caller.version == Version::V1_3 {
        return answer;
    }
    let mut bridge = Bridge::new(caller.version, Version::V1_3)
        .with_user(caller.user.clone())
        .with_client(caller.client.clone());
    let session = || SessionDescriptor::inband("s");
    // The bridge remembers what the answer depends on.
    let asked = Message::request(caller.version, session(), "t", request.clone());
    drop(bridge.to_server(asked, now));
    let answer = Message::response(Version::V1_3, session(), "t", answer);
    let converted = bridge.to_client(answer, now).message;
    let transaction = converted.and_then(|message| message.session.transactions.into_iter().next());
    match transaction.map(|transaction| transaction.content.primitive) {
        Some(Primitive::GetListResponse(answer)) => lists(*answer, caller.version).into(),
        Some(answer) => answer,
        None => Status::new(StatusCode::INTERNAL_SERVER_ERROR).into(),
    }
}

/// At 1.1, the default list is also among the others (`elements.tsv`, server A).
fn lists(answer: GetListResponse<'static>, version: Version) -> GetListResponse<'static> {
    let GetListResponse { contact_list, default_contact_list, extensions, .. } = answer;
    GetListResponse { extensions, ..GetListResponse::new(version, contact_list, default_contact_list) }
}

/// Converts a request of the server for the version of a session, and announces a message that its
/// client does not accept. Nothing is left of a request that the version lacks.
pub(super) fn delivery(
    version: Version,
    client: &ClientId<'static>,
    capabilities: Option<&CapabilityList<'_>>,
    mut primitive: Primitive<'static>,
) -> Vec<Primitive<'static>> {
    if capabilities.is_some_and(|stated| exceeds(stated, version, &primitive)) {
        primitive = announced(primitive);
    }
    if version == Version::V1_3 {
        return vec![primitive];
    }
    let context = Context { client_id: Some(client.clone()), ..Context::default() };
    let message = Message::request(Version::V1_3, SessionDescriptor::inband("s"), "t", primitive);
    let converted = convert_with(message, version, &context).message;
    let transactions = converted.into_iter().flat_map(|message| message.session.transactions);
    transactions.map(|transaction| transaction.content.primitive).collect()
}

/// Returns whether a message is beyond what a client accepts: its media type, its size.
fn exceeds(stated: &CapabilityList<'_>, version: Version, primitive: &Primitive<'static>) -> bool {
    if !matches!(primitive, Primitive::NewMessage(_)) {
        return false;
    }
    let receiver = Receiver::new(version).with_capabilities(stated);
    let message = Message::request(Version::V1_3, SessionDescriptor::inband("s"), "t", primitive.clone());
    !message.for_session(&receiver).exceeded.is_empty()
}

/// Makes the announcement of a message, which the client then fetches or rejects. Leaves anything
/// else as it is.
pub(super) fn announced(primitive: Primitive<'static>) -> Primitive<'static> {
    match primitive {
        Primitive::NewMessage(new) => {
            let message_info = new.message_info;
            MessageNotification { message_info, ..MessageNotification::default() }.into()
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use imps_csp::ContactListId;
    use imps_csp::contact_list::GetListRequest;

    /// `elements.tsv`, `GetList-Response`: at 1.1 the default list is also a `ContactList`.
    #[test]
    fn clients_of_1_1_find_the_default_list_among_the_others() {
        let (friends, work) = ("wv:ann/friends@lab.example", "wv:ann/work@lab.example");
        for (version, expected) in
            [(Version::V1_1, vec![work, friends]), (Version::V1_2, vec![work]), (Version::V1_3, vec![work])]
        {
            let caller = Caller::new("wv:ann@lab.example", "phone").with_version(version);
            let lists = GetListResponse::new(Version::V1_3, [work.into()], Some(friends.into()));
            let answered = answer(&caller, &GetListRequest::default().into(), lists.into(), Duration::ZERO);
            let Primitive::GetListResponse(answered) = answered else { panic!("{answered:?}") };
            let named = answered.contact_list_id_list.iter().flat_map(|list| &list.contact_lists);
            let named = answered.contact_list.iter().chain(named).map(ContactListId::as_str);
            assert_eq!(named.collect::<Vec<_>>(), expected);
            assert_eq!(answered.default_contact_list.as_ref().unwrap(), friends);
        }
    }
}
