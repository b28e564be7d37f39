//! The story that every conversation tells, in the shapes of `testdata/spec/csp/flows.md`.

use super::host::DOMAIN;
use super::network::{Network, Row, Who};
use imps_core::Version;
use imps_csp::common::{Group, NickName, Recipient, ScreenName, User};
use imps_csp::contact_list::{CreateListRequest, GetListRequest, ListManageRequest, ListMember, NickList};
use imps_csp::group::{CreateGroupRequest, GroupProperties, JoinGroupRequest, LeaveGroupRequest};
use imps_csp::messaging::SendMessageRequest;
use imps_csp::presence::{
    CreateAttributeListRequest, PresenceAuthUser, SubscribePresenceRequest, UpdatePresenceRequest,
};
use imps_csp::{GroupId, Primitive, StatusCode};
use imps_presence::{PresenceAttribute, PresenceSubList, StatusText};
use oma_imps::Syntax;
use std::time::Duration;

fn id(name: &str) -> String {
    format!("wv:{name}@{DOMAIN}")
}

fn friends() -> String {
    format!("wv:ann/friends@{DOMAIN}")
}

fn chat() -> String {
    format!("wv:ann/chat@{DOMAIN}")
}

/// Tells the story. Returns the record and the capture.
pub(crate) fn tell(version: Version, syntax: Syntax) -> (Vec<Row>, Vec<u8>) {
    let mut network = Network::new(version, syntax);
    network.log_in(Who::Ann, "Ann logs in with her password, and negotiates");
    network.log_in(Who::Bob, "Bob logs in with a digest of his password, and negotiates");
    contact_lists(&mut network);
    presence(&mut network);
    message(&mut network);
    group(&mut network);
    network.ask_in_vain(
        Who::Ann,
        "Ann writes to a user who does not exist",
        text("nobody", "Is anybody there?"),
        StatusCode::MULTIPLE_ERRORS,
    );
    network.pass("Nobody does anything, and the clients keep their sessions alive", Duration::from_secs(600));
    network.log_out(Who::Bob, "Bob logs out, and Ann sees it");
    network.log_out(Who::Ann, "Ann logs out");
    network.finish()
}

/// Flow 6.
fn contact_lists(network: &mut Network) {
    let member = ListMember::from(NickName::new("Bob", id("bob")));
    let create = CreateListRequest {
        contact_list: friends().into(),
        nick_list: Some(NickList::from_iter([member])),
        ..CreateListRequest::default()
    };
    network.ask(Who::Ann, "Ann makes a contact list with Bob", create);
    network.ask(Who::Ann, "Ann asks for the names of her contact lists", GetListRequest::default());
    let read = ListManageRequest {
        contact_list: Some(friends().into()),
        receive_list: (network.version > Version::V1_1).then_some(true),
        ..ListManageRequest::default()
    };
    network.ask(Who::Ann, "Ann reads the list", read);
}

/// Flows 7 and 8.
fn presence(network: &mut Network) {
    let wanted = PresenceSubList::names([PresenceAttribute::OnlineStatus, PresenceAttribute::StatusText]);
    if network.version == Version::V1_3 {
        let show = CreateAttributeListRequest {
            presence_sub_list: Some(Box::new(wanted.clone())),
            default_list: Some(false),
            ..CreateAttributeListRequest::default()
        };
        let show = show.with_user_ids(network.version, [id("ann").into()]);
        network.ask(Who::Bob, "Bob lets Ann see his presence", show);
    }
    let watch = SubscribePresenceRequest {
        presence_sub_list: Some(Box::new(wanted)),
        auto_subscribe: (network.version == Version::V1_2).then_some(false),
        ..SubscribePresenceRequest::default()
    };
    let watch = watch.with_user_ids(network.version, [id("bob").into()]);
    network.ask(Who::Ann, "Ann subscribes to the presence of Bob", watch);
    if network.version < Version::V1_3 {
        let asked = network.received(Who::Bob);
        let [Primitive::PresenceAuthRequest(asked)] = asked.as_slice() else { panic!("{asked:?}") };
        let user_id = asked.user_id.clone();
        let grant = PresenceAuthUser { user_id, acceptance: true, ..PresenceAuthUser::default() };
        network.ask(Who::Bob, "Bob lets Ann see his presence", grant);
    }
    expect(network, Who::Ann, "PresenceNotification-Request");
    let list = PresenceSubList {
        status_text: Some(StatusText::new("At the boathouse".to_owned())),
        ..PresenceSubList::default()
    };
    let update =
        UpdatePresenceRequest { presence_sub_list: Box::new(list), ..UpdatePresenceRequest::default() };
    network.ask(Who::Bob, "Bob changes his status text, and Ann sees it", update);
    expect(network, Who::Ann, "PresenceNotification-Request");
}

fn text(name: &str, text: &'static str) -> SendMessageRequest<'static> {
    SendMessageRequest::text(Recipient::from_iter([User::new(id(name))]), text)
        .with_sender(User::new(id("ann")))
        .with_report(true)
}

/// Flow 9.
fn message(network: &mut Network) {
    let step = "Ann writes to Bob, and gets a delivery report";
    network.ask(Who::Ann, step, text("bob", "Rowing at 18:00? <Ann & crew>"));
    expect(network, Who::Bob, "NewMessage");
    expect(network, Who::Ann, "DeliveryReport-Request");
}

/// Flow 11.
fn group(network: &mut Network) {
    let create = CreateGroupRequest {
        group_id: Some(chat().into()),
        group_properties: Some(GroupProperties::from_iter([("Name", "Rowing"), ("AutoDelete", "T")])),
        join_group: Some(true),
        screen_name: Some(ScreenName::new("Ann", chat())),
        subscribe_notification: Some(true),
        ..CreateGroupRequest::default()
    };
    network.ask(Who::Ann, "Ann makes a group and joins it", create);
    let join = JoinGroupRequest {
        group_id: chat().into(),
        screen_name: Some(ScreenName::new("Bob", chat())),
        joined_request: Some(true),
        subscribe_notification: false,
        ..JoinGroupRequest::default()
    };
    network.ask(Who::Bob, "Bob joins the group, and Ann sees it", join);
    expect(network, Who::Ann, "GroupChangeNotice");
    let recipient = Recipient { groups: vec![Group::from(GroupId::from(chat()))], ..Recipient::default() };
    let welcome = SendMessageRequest::text(recipient, "Welcome aboard")
        .with_sender(Group::from(ScreenName::new("Ann", chat())))
        .with_report(false);
    network.ask(Who::Ann, "Ann writes to the group", welcome);
    expect(network, Who::Bob, "NewMessage");
    let leave = LeaveGroupRequest { group_id: chat().into(), ..LeaveGroupRequest::default() };
    network.ask(Who::Bob, "Bob leaves the group, and Ann sees it", leave);
    expect(network, Who::Ann, "GroupChangeNotice");
}

/// A phone has received one request of the server since the last look.
#[track_caller]
fn expect(network: &mut Network, who: Who, name: &str) {
    let received = network.received(who);
    let names: Vec<_> = received.iter().map(Primitive::name).collect();
    assert_eq!(names, [name]);
}
