//! The six use cases of the requirements document.

use super::Lab;
use super::chat::{at, status, text, watch};
use super::net::Bearer;
use super::phone::{Settings, Woken, phone};
use crate::common::{show, status_text};
use imps_core::Version;
use imps_csp::common::{Group, InviteRequest, InviteUserResponse, Recipient, ScreenName, User};
use imps_csp::group::{CreateGroupRequest, GroupProperties, JoinGroupRequest};
use imps_csp::messaging::{
    BlockEntityRequest, BlockList, GetMessageRequest, RejectMessageRequest, SendMessageRequest,
};
use imps_csp::presence::{GetPresenceRequest, SubscribePresenceRequest};
use imps_csp::{AcceptedContentType, ClientType, GroupId, InviteType, Primitive, UserId};
use imps_presence::{PresenceAttribute, PresenceSubList};
use oma_imps::Syntax;

fn named(names: &[&str]) -> Recipient<'static> {
    names.iter().map(|name| User::new(at(name))).collect()
}

/// A phone makes a group, invites the others, and they talk.
#[tokio::test]
async fn a_chat_that_a_phone_starts() {
    const GROUP: &str = "wv:ann/evening@lab.example";
    for version in Version::ALL {
        let lab = Lab::start().await;
        let mut ann = phone("ann", version).on(&lab).await;
        let mut bob = phone("bob", version).on(&lab).await;
        let mut cem = phone("cem", version).on(&lab).await;
        let properties = GroupProperties::from_iter([("Name", "Evening"), ("AutoDelete", "T")]);
        ann.ask(CreateGroupRequest {
            group_id: Some(GROUP.into()),
            group_properties: Some(properties),
            join_group: Some(true),
            subscribe_notification: Some(false),
            ..CreateGroupRequest::default()
        })
        .await;
        ann.ask_as_of_1_3(InviteRequest {
            invite_id: Some("i1".into()),
            invite_type: Some(InviteType::Group),
            sender: Some(User::new(at("ann")).into()),
            recipient: Some(named(&["bob", "cem"])),
            group_id: Some(GROUP.into()),
            invite_note: Some("come".into()),
            ..InviteRequest::default()
        })
        .await;
        for guest in [&mut bob, &mut cem] {
            let Primitive::InviteUserRequest(invitation) = guest.gets("InviteUser-Request").await else {
                unreachable!()
            };
            let group_id = invitation.group_id.clone().unwrap().into_owned();
            let answer = InviteUserResponse {
                invite_id: invitation.invite_id.clone(),
                acceptance: Some(true),
                recipient: Some(named(&["ann"])),
                ..InviteUserResponse::default()
            };
            guest.ask_as_of_1_3(answer).await;
            let Primitive::InviteResponse(accepted) = ann.gets("Invite-Response").await else {
                unreachable!()
            };
            assert_eq!(accepted.acceptance, Some(true));
            guest.ask(JoinGroupRequest { group_id, ..JoinGroupRequest::default() }).await;
        }
        let to = Recipient { groups: vec![Group::from(GroupId::from(GROUP))], ..Recipient::default() };
        let say = SendMessageRequest::text(to, "tonight?")
            .with_sender(Group::from(ScreenName::new("bob", GROUP)))
            .with_report(false);
        bob.ask(say).await;
        assert_eq!([ann.reads().await, cem.reads().await], ["tonight?", "tonight?"]);
        lab.running.stop().await;
    }
}

/// Watchers see what the owner shows, and no one else does.
#[tokio::test]
async fn presence_notifications() {
    let lab = Lab::start().await;
    let mut ann = phone("ann", Version::V1_3).on(&lab).await;
    let mut cem = phone("cem", Version::V1_3).on(&lab).await;
    let bob = phone("bob", Version::V1_3).on(&lab).await;
    let list = PresenceSubList::names([PresenceAttribute::StatusText]);
    let allowed = imps_csp::presence::CreateAttributeListRequest {
        presence_sub_list: Some(Box::new(list)),
        default_list: Some(false),
        ..Default::default()
    };
    bob.ask(allowed.with_user_ids(Version::V1_3, [at("ann").into()])).await;
    ann.ask(watch(Version::V1_3, "bob")).await;
    cem.ask(watch(Version::V1_3, "bob")).await;
    bob.ask(status_text("reading")).await;
    assert_eq!(status(&ann.gets("PresenceNotification-Request").await), "reading");
    // A notification for the third one would have come before this message.
    bob.ask(text("bob", "cem", "now")).await;
    assert_eq!(cem.reads().await, "now");
    assert!(cem.left("PresenceNotification-Request").is_empty());
}

fn computer(name: &str) -> Settings {
    let change = |options: &mut imps_session::client::ClientOptions| {
        options.capabilities.client_type = Some(ClientType::Computer);
    };
    Settings { change, ..phone(name, Version::V1_3).with(Syntax::Xml, Bearer::Http, Woken::Polls) }
}

fn handset(name: &str, version: Version, bearer: Bearer) -> Settings {
    let change = |options: &mut imps_session::client::ClientOptions| {
        options.capabilities.client_type = Some(ClientType::MobilePhone);
    };
    Settings { change, ..phone(name, version).with(Syntax::Wbxml, bearer, Woken::Tcp) }
}

#[tokio::test]
async fn a_chat_with_a_client_that_is_no_phone() {
    let lab = Lab::start().await;
    for version in Version::ALL {
        let mut computer = computer("ann").on(&lab).await;
        let mut phone = handset("bob", version, Bearer::Http).on(&lab).await;
        computer.ask(text("ann", "bob", "are you on your way? \u{1F682}")).await;
        assert_eq!(phone.reads().await, "are you on your way? \u{1F682}");
        phone.ask(text("bob", "ann", "in \u{9EC4}\u{660F}").with_report(true)).await;
        assert_eq!(computer.reads().await, "in \u{9EC4}\u{660F}");
        phone.gets("DeliveryReport-Request").await;
        computer.off().await;
        phone.off().await;
    }
}

/// A handset over datagrams of WAP, and a computer over HTTP; also content that is no text.
#[tokio::test]
async fn wireless_with_wired() {
    let lab = Lab::start().await;
    let picture: Vec<u8> = (0..=255).collect();
    for version in Version::ALL {
        let mut wireless = handset("bob", version, Bearer::Wsp).on(&lab).await;
        let mut wired = computer("ann").on(&lab).await;
        wireless.ask(text("bob", "ann", "look")).await;
        assert_eq!(wired.reads().await, "look");
        let mut request = text("ann", "bob", "");
        request.message_info.content_type = Some("image/gif".into());
        request.message_info.content_size = Some(256);
        request.content_data = Some(picture.clone().into());
        wired.ask(request).await;
        let Primitive::NewMessage(new) = wireless.gets("NewMessage").await else { unreachable!() };
        assert_eq!(*new.content_bytes().unwrap(), *picture);
        wireless.off().await;
        wired.off().await;
    }
}

/// A watcher sees a terminal come and go.
#[tokio::test]
async fn availability_of_a_terminal() {
    let lab = Lab::start().await;
    for version in Version::ALL {
        let owner = phone("bob", version).on(&lab).await;
        owner.ask_as_of_1_3(show(&[PresenceAttribute::OnlineStatus], &[])).await;
        let mut watcher = phone("ann", version).on(&lab).await;
        let list = PresenceSubList::names([PresenceAttribute::OnlineStatus]);
        let watch = SubscribePresenceRequest {
            presence_sub_list: Some(Box::new(list.clone())),
            ..SubscribePresenceRequest::default()
        };
        watcher.ask(watch.with_user_ids(version, [at("bob").into()])).await;
        let mut sees = async |expected: bool| {
            let notice = watcher.gets("PresenceNotification-Request").await;
            let Primitive::PresenceNotificationRequest(notice) = notice else { unreachable!() };
            let seen = &notice.presence[0].presence_sub_list[0].online_status[0];
            assert_eq!(seen.presence_value, Some(expected.into()), "{version}");
        };
        sees(true).await;
        owner.off().await;
        sees(false).await;
        let owner = phone("bob", version).on(&lab).await;
        sees(true).await;
        let once = GetPresenceRequest { presence_sub_list: Some(Box::new(list)), ..Default::default() };
        let got = watcher.ask(once.with_user_ids(version, [at("bob").into()])).await;
        let Primitive::GetPresenceResponse(got) = got else { panic!("{got:?}") };
        assert_eq!(got.presence[0].presence_sub_list[0].online_status[0].presence_value, Some(true.into()));
        owner.off().await;
        watcher.off().await;
    }
}

/// The recipient is unknown, blocks the sender, is away, or cannot take so much at once.
#[tokio::test]
async fn a_recipient_who_cannot_receive() {
    for version in Version::ALL {
        let lab = Lab::start().await;
        let mut ann = phone("ann", version).on(&lab).await;
        assert!([531, 900].contains(&ann.refused(text("ann", "nobody", "hello")).await));

        let small = |options: &mut imps_session::client::ClientOptions| {
            options.capabilities.accepted_content_length = Some(8);
            options.capabilities.accepted_push_length = Some(8);
        };
        let mut bob = Settings { change: small, ..phone("bob", version) }.on(&lab).await;
        ann.ask(text("ann", "bob", "a long letter").with_report(true)).await;
        let notice = bob.gets("MessageNotification").await;
        let Primitive::MessageNotification(notice) = notice else { unreachable!() };
        let id = notice.message_info.message_id.clone().unwrap().into_owned();
        assert_eq!(notice.message_info.content_size, Some(13));
        bob.ask(RejectMessageRequest { message_ids: vec![id.clone()], ..Default::default() }).await;
        let report = ann.gets("DeliveryReport-Request").await;
        assert_eq!(report.outcome().unwrap().code.unwrap().number(), 538);
        let gone = GetMessageRequest { message_id: id, ..GetMessageRequest::default() };
        assert_eq!(bob.refused(gone).await, 426);

        let list = BlockList {
            add_list: Some([UserId::from(at("ann"))].into_iter().collect()),
            in_use: (version < Version::V1_3).then_some(true),
            ..BlockList::default()
        };
        bob.ask(BlockEntityRequest { block_list: Some(Box::new(list)), ..Default::default() }).await;
        assert!([532, 900].contains(&ann.refused(text("ann", "bob", "hello")).await));
        lab.running.stop().await;
    }
}

/// The client states what it accepts, and gets the rest announced.
#[tokio::test]
async fn a_recipient_whose_phone_cannot_show_it() {
    for version in Version::ALL {
        let lab = Lab::start().await;
        let mut ann = phone("ann", version).on(&lab).await;
        let simple = |options: &mut imps_session::client::ClientOptions| {
            options.capabilities.any_content = Some(false);
            options.capabilities.accepted_content_type = vec![AcceptedContentType::new("text/plain")];
            options.capabilities.parser_size = Some(2000);
        };
        let mut bob = Settings { change: simple, ..phone("bob", version) }.on(&lab).await;
        let mut picture = text("ann", "bob", "");
        picture.message_info.content_type = Some("image/gif".into());
        picture.content_data = Some(vec![1, 2, 3].into());
        ann.ask(picture).await;
        let Primitive::MessageNotification(notice) = bob.gets("MessageNotification").await else {
            unreachable!()
        };
        let message_id = notice.message_info.message_id.clone().unwrap().into_owned();
        let got = bob.ask(GetMessageRequest { message_id, ..GetMessageRequest::default() }).await;
        let Primitive::GetMessageResponse(got) = got else { panic!("{got:?}") };
        assert_eq!(&*got.content_bytes().unwrap(), [1, 2, 3]);

        // Text, and too long for its parser.
        let long: &'static str = "long".repeat(600).leak();
        ann.ask(text("ann", "bob", long)).await;
        let Primitive::MessageNotification(notice) = bob.gets("MessageNotification").await else {
            unreachable!()
        };
        assert_eq!(notice.message_info.content_size, Some(2400));
        bob.ask(text("bob", "ann", "write less")).await;
        assert_eq!(ann.reads().await, "write less");
        lab.running.stop().await;
    }
}
