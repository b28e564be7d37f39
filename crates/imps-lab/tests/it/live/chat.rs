//! Two phones and a third one: messages, absence, presence, a group, a report.

use super::Lab;
use super::net::Bearer;
use super::phone::{Phone, Settings, Woken, phone};
use crate::common::status_text;
use imps_core::Version;
use imps_csp::Primitive;
use imps_csp::common::{Group, Recipient, ScreenName, User};
use imps_csp::group::{CreateGroupRequest, GroupProperties, JoinGroupRequest};
use imps_csp::messaging::SendMessageRequest;
use imps_csp::presence::{CreateAttributeListRequest, PresenceAuthUser, SubscribePresenceRequest};
use imps_presence::{PresenceAttribute, PresenceSubList, Unqualified};
use oma_imps::Syntax;

pub(crate) fn at(name: &str) -> String {
    format!("wv:{name}@lab.example")
}

pub(crate) fn text(from: &str, to: &str, text: &'static str) -> SendMessageRequest<'static> {
    SendMessageRequest::text(Recipient::from_iter([User::new(at(to))]), text)
        .with_sender(User::new(at(from)))
        .with_report(false)
}

/// Two users talk. One goes away, and gets what was sent when she comes back.
async fn messages(lab: &Lab, ann: &Settings, bob: &Settings) {
    let (mut one, mut other) = (ann.on(lab).await, bob.on(lab).await);
    one.ask(text("ann", "bob", "hello").with_report(true)).await;
    assert_eq!(other.reads().await, "hello");
    let Primitive::DeliveryReportRequest(report) = one.gets("DeliveryReport-Request").await else { panic!() };
    assert!(report.result.is_success());
    other.ask(text("bob", "ann", "hi")).await;
    assert_eq!(one.reads().await, "hi");
    other.off().await;
    one.ask(text("ann", "bob", "are you there?")).await;
    one.ask(text("ann", "bob", "call me")).await;
    let mut other = bob.on(lab).await;
    assert_eq!(other.reads().await, "are you there?");
    assert_eq!(other.reads().await, "call me");
    one.off().await;
    other.off().await;
}

/// One user sees the presence of another one, who lets her.
async fn presence(lab: &Lab, ann: &Settings, bob: &Settings) {
    let (mut one, mut other) = (ann.on(lab).await, bob.on(lab).await);
    other.ask(status_text("out")).await;
    one.ask(watch(ann.version, "bob")).await;
    allow(&mut other, bob.version, "ann").await;
    assert_eq!(status(&one.gets("PresenceNotification-Request").await), "out");
    other.ask(status_text("at home")).await;
    assert_eq!(status(&one.gets("PresenceNotification-Request").await), "at home");
    one.off().await;
    other.off().await;
}

pub(crate) fn watch(version: Version, name: &str) -> SubscribePresenceRequest<'static> {
    let list = PresenceSubList::names([PresenceAttribute::StatusText]);
    let watch = SubscribePresenceRequest { presence_sub_list: Some(Box::new(list)), ..Default::default() };
    watch.with_user_ids(version, [at(name).into()])
}

/// The owner is asked in old versions, and decides herself in 1.3.
async fn allow(owner: &mut Phone, version: Version, name: &str) {
    if version < Version::V1_3 {
        let Primitive::PresenceAuthRequest(question) = owner.gets("PresenceAuth-Request").await else {
            unreachable!()
        };
        let user_id = question.user_id.clone();
        owner.ask(PresenceAuthUser { user_id, acceptance: true, ..PresenceAuthUser::default() }).await;
    } else {
        let list = CreateAttributeListRequest {
            presence_sub_list: Some(Box::new(PresenceSubList::names([PresenceAttribute::StatusText]))),
            default_list: Some(false),
            ..CreateAttributeListRequest::default()
        };
        owner.ask(list.with_user_ids(version, [at(name).into()])).await;
    }
}

/// The status text in a notification.
#[track_caller]
pub(crate) fn status(notice: &Primitive<'_>) -> String {
    let Primitive::PresenceNotificationRequest(notice) = notice else { panic!("{notice:?}") };
    let list = &notice.presence[0].presence_sub_list[0];
    list.status_text.as_ref().unwrap().value(Unqualified::Invalid).unwrap().to_string()
}

const GROUP: &str = "wv:ann/chat@lab.example";

/// Three users talk in a group.
async fn group(lab: &Lab, ann: &Settings, bob: &Settings, cem: &Settings) {
    let (mut one, mut other, mut third) = (ann.on(lab).await, bob.on(lab).await, cem.on(lab).await);
    let create = CreateGroupRequest {
        group_id: Some(GROUP.into()),
        group_properties: Some(GroupProperties::from_iter([("Name", "Chat")])),
        join_group: Some(true),
        subscribe_notification: Some(true),
        ..CreateGroupRequest::default()
    };
    one.ask(create).await;
    for phone in [&other, &third] {
        let join =
            JoinGroupRequest { group_id: GROUP.into(), joined_request: Some(true), ..Default::default() };
        let Primitive::JoinGroupResponse(joined) = phone.ask(join).await else { panic!() };
        assert!(joined.joined_names().any(|name| name == "ann"));
        one.gets("GroupChangeNotice").await;
    }
    let say = |name: &'static str, text: &'static str| {
        let to =
            Recipient { groups: vec![Group::from(imps_csp::GroupId::from(GROUP))], ..Default::default() };
        let sender = Group::from(ScreenName::new(name, GROUP));
        SendMessageRequest::text(to, text).with_sender(sender).with_report(false)
    };
    one.ask(say("ann", "welcome")).await;
    assert_eq!([other.reads().await, third.reads().await], ["welcome", "welcome"]);
    third.ask(say("cem", "thanks")).await;
    assert_eq!([one.reads().await, other.reads().await], ["thanks", "thanks"]);
    // A phone that goes leaves the group, and the others learn it.
    third.off().await;
    let notice = one.gets("GroupChangeNotice").await;
    let Primitive::GroupChangeNotice(notice) = notice else { unreachable!() };
    assert!(notice.left.is_some() && notice.joined.is_none(), "{notice:?}");
    one.off().await;
    other.off().await;
}

/// All stories, with phones of three versions.
async fn stories(versions: [Version; 3], syntax: Syntax, bearer: Bearer, woken: Woken) {
    let lab = Lab::start().await;
    let [ann, bob, cem] = ["ann", "bob", "cem"];
    let [ann, bob, cem] = [(ann, versions[0]), (bob, versions[1]), (cem, versions[2])]
        .map(|(name, version)| phone(name, version).with(syntax, bearer, woken));
    messages(&lab, &ann, &bob).await;
    presence(&lab, &ann, &bob).await;
    group(&lab, &ann, &bob, &cem).await;
    lab.running.stop().await;
}

/// A phone that was switched off in the middle continues its session.
#[tokio::test]
async fn a_phone_without_battery_gets_what_has_come_meanwhile() {
    let lab = Lab::start().await;
    for version in Version::ALL {
        let (ann, bob) = (phone("ann", version), phone("bob", version));
        let (one, other) = (ann.on(&lab).await, bob.on(&lab).await);
        let before = other.login.session_id.clone();
        drop(other);
        one.ask(text("ann", "bob", "are you there?")).await;
        let mut other = bob.on(&lab).await;
        assert_eq!(other.login.session_id, before);
        assert_eq!(other.reads().await, "are you there?");
        one.off().await;
        other.off().await;
    }
}

const NEXT: [[Version; 3]; 3] = [
    [Version::V1_1, Version::V1_2, Version::V1_3],
    [Version::V1_2, Version::V1_3, Version::V1_1],
    [Version::V1_3, Version::V1_1, Version::V1_2],
];

#[tokio::test]
async fn phones_of_one_version_over_http_with_wakeups_over_tcp() {
    for version in Version::ALL {
        for syntax in [Syntax::Wbxml, Syntax::Xml] {
            stories([version; 3], syntax, Bearer::Http, Woken::Tcp).await;
        }
    }
}

#[tokio::test]
async fn phones_of_different_versions_over_http() {
    for (versions, syntax) in NEXT.into_iter().zip([Syntax::Wbxml, Syntax::Xml, Syntax::Wbxml]) {
        stories(versions, syntax, Bearer::Http, Woken::Tcp).await;
    }
}

#[tokio::test]
async fn phones_that_poll() {
    for version in Version::ALL {
        stories([version; 3], Syntax::Wbxml, Bearer::Http, Woken::Polls).await;
    }
}

/// 1.1 has no address to ask.
#[tokio::test]
async fn phones_that_ask_an_address() {
    for version in [Version::V1_2, Version::V1_3] {
        stories([version; 3], Syntax::Wbxml, Bearer::Http, Woken::Ask).await;
    }
}

#[tokio::test]
async fn phones_that_a_datagram_wakes() {
    for version in Version::ALL {
        stories([version; 3], Syntax::Wbxml, Bearer::Wsp, Woken::Udp).await;
    }
}

#[tokio::test]
async fn phones_without_a_gateway_over_wsp() {
    for version in Version::ALL {
        stories([version; 3], Syntax::Wbxml, Bearer::Wsp, Woken::Polls).await;
    }
    stories(NEXT[0], Syntax::Xml, Bearer::Wsp, Woken::Tcp).await;
}
