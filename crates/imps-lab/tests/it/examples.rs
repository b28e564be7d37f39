//! The examples of the standard, and the requests of a real client.

use crate::common::{Lab, id, old_phone, phone, users};
use crate::valid;
use imps_bridge::{Context, convert_with};
use imps_core::Version;
use imps_csp::contact_list::{CreateListRequest, GetListRequest, ListManageRequest, ListMember, NickList};
use imps_csp::messaging::{GetBlockedListRequest, MessageDelivered, SendMessageRequest};
use imps_csp::presence::{GetPresenceRequest, SubscribePresenceRequest};
use imps_csp::{CspDocument, Message, Outcome, Primitive, SessionDescriptor, StatusCode};
use imps_lab::{Options, Performer, performer};
use imps_testing::documents;

/// Brings an answer to a client of a version, as the session layer does.
fn received(answer: Primitive<'static>, version: Version) -> Primitive<'static> {
    let message = Message::response(Version::V1_3, SessionDescriptor::inband("s1"), "t1", answer);
    let bridged = convert_with(message, version, &Context::default()).message.unwrap();
    let text = imps_xml::to_string(&bridged).unwrap();
    let read: Message<'_> = imps_xml::from_str(&text).unwrap();
    read.primitive().unwrap().clone().into_owned()
}

#[test]
fn every_request_among_the_examples_is_answered() {
    let mut count = 0;
    for (name, text) in documents("csp", "xml") {
        let Ok(CspDocument::Message(message)) = imps_xml::from_str::<CspDocument<'_>>(&text) else {
            continue;
        };
        let mut lab = Lab::new();
        for transaction in &message.session.transactions {
            let primitive = transaction.primitive();
            if performer(primitive.name()) != Performer::World {
                continue;
            }
            let who = old_phone("ann", message.version);
            let performed = lab.ask_from(&who, primitive.clone().into_owned());
            valid::check(&performed);
            let code = performed.answer.outcome().and_then(|outcome| outcome.code);
            // The grammar of logical expressions in searches is not known.
            let is_advanced = name == "search-request-advanced.xml";
            assert_eq!(code == Some(StatusCode::NOT_IMPLEMENTED), is_advanced, "{name}");
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

/// `client-needs.md`: what the client of Android sends after its login, in its order.
#[test]
fn the_requests_of_a_real_client_get_what_it_needs() {
    for version in Version::ALL {
        let mut lab = Lab::empty(Options::default());
        let who = old_phone("ann", version);
        lab.log_in(&who);
        lab.log_in(&phone("bob"));
        let mut ask = |request: Primitive<'static>| {
            let performed = lab.ask_from(&who, request);
            let outcome = performed.answer.outcome();
            assert!(outcome.is_none_or(Outcome::is_success), "{version}: {outcome:?}");
            (received(performed.answer, version), performed.deliveries)
        };

        let own = GetPresenceRequest::default().with_user_ids(version, [id("ann").into()]);
        let (Primitive::GetPresenceResponse(answer), _) = ask(own.into()) else { panic!() };
        assert_eq!(answer.presence[0].presence_sub_list[0].is_online(), Some(true));

        ask(crate::common::status_text("on the phone").into());
        let (answer, _) = ask(GetBlockedListRequest::default().into());
        assert_eq!(answer.name(), "GetBlockedList-Response");

        let friends = "wv:ann/friends@example.com";
        let members = [ListMember::Unnamed(id("bob").into())].into_iter().collect::<NickList<'_>>();
        let create = CreateListRequest {
            contact_list: friends.into(),
            nick_list: Some(members),
            ..CreateListRequest::default()
        };
        let (answer, _) = ask(create.into());
        assert_eq!(answer.name(), if version < Version::V1_3 { "Status" } else { "CreateList-Response" });
        let (Primitive::GetListResponse(answer), _) = ask(GetListRequest::default().into()) else { panic!() };
        assert_eq!(answer.default_contact_list, Some(friends.into()));
        let read = ListManageRequest {
            contact_list: Some(friends.into()),
            receive_list: (version > Version::V1_1).then_some(true),
            ..ListManageRequest::default()
        };
        let (Primitive::ListManageResponse(answer), _) = ask(read.into()) else { panic!() };
        assert_eq!(answer.nick_list.unwrap().members.len(), 1);
        let watch = SubscribePresenceRequest {
            auto_subscribe: (version > Version::V1_1).then_some(true),
            ..SubscribePresenceRequest::default()
        };
        ask(watch.with_contact_lists(version, [friends.into()]).into());

        // A message to itself.
        let (_, sent) = ask(SendMessageRequest::text(users(&["ann"]), "hello").into());
        let message_id = crate::common::message_id(&sent[0].primitive);
        ask(MessageDelivered { message_id, ..MessageDelivered::default() }.into());
    }
}
