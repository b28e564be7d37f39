//! Two phones of any versions: presence, messages and a group, through real documents.

use crate::common::{id, users};
use core::time::Duration;
use imps_bridge::{Context, convert_with};
use imps_core::Version;
use imps_csp::group::{CreateGroupRequest, GroupProperties, JoinGroupRequest, LeaveGroupRequest};
use imps_csp::messaging::{MessageDelivered, SendMessageRequest};
use imps_csp::presence::{CreateAttributeListRequest, PresenceAuthUser, SubscribePresenceRequest};
use imps_csp::{Message, MessageId, Outcome, Primitive, SessionDescriptor};
use imps_lab::{Account, Caller, Delivery, Options, PushSettings, World};
use imps_presence::{PresenceAttribute, PresenceSubList, Unqualified};

const GROUP: &str = "wv:ann/chat@example.com";

/// The world, two phones, and the requests of the server that each phone has got.
struct Story {
    world: World,
    phones: [Caller; 2],
    got: [Vec<Primitive<'static>>; 2],
}

impl Story {
    fn new(versions: [Version; 2]) -> Self {
        let names = ["ann", "bob"];
        let accounts = names.map(|name| Account::new(id(name)));
        let world = World::new("example.com", accounts, Options::default());
        let phones = [0, 1].map(|phone| Caller::new(id(names[phone]), "phone").with_version(versions[phone]));
        let mut story = Self { world, phones, got: Default::default() };
        story.log_in(0);
        story.log_in(1);
        story
    }

    fn log_in(&mut self, phone: usize) {
        let deliveries =
            self.world.log_in(&self.phones[phone], PushSettings::default(), Duration::from_secs(1)).unwrap();
        self.deliver(deliveries);
    }

    fn log_out(&mut self, phone: usize) {
        let deliveries = self.world.log_out(&self.phones[phone], Duration::from_secs(1));
        self.deliver(deliveries);
    }

    /// Sends a request of a phone, which has to succeed, and returns the answer that it gets.
    #[track_caller]
    fn ask(&mut self, phone: usize, request: impl Into<Primitive<'static>>) -> Primitive<'static> {
        let version = self.phones[phone].version;
        let session = SessionDescriptor::inband("s1");
        let sent = carried(phone, &Message::request(version, session.clone(), "t1", request));
        let performed = self.world.perform(&self.phones[phone], sent, Duration::from_secs(1));
        let outcome = performed.answer.outcome();
        assert!(outcome.is_none_or(Outcome::is_success), "{outcome:?}");
        self.deliver(performed.deliveries);
        let answer = Message::response(Version::V1_3, session, "t1", performed.answer);
        self.arrived(phone, answer)
    }

    fn deliver(&mut self, deliveries: Vec<Delivery>) {
        for Delivery { user, version, primitive, .. } in deliveries {
            let phone = usize::from(user == *id("bob"));
            assert_eq!(version, self.phones[phone].version);
            let session = SessionDescriptor::inband("s1");
            let request = Message::request(Version::V1_3, session, "t1", primitive);
            let got = self.arrived(phone, request);
            self.got[phone].push(got);
        }
    }

    /// Brings a message to a phone, in its version and its syntax.
    fn arrived(&self, phone: usize, message: Message<'static>) -> Primitive<'static> {
        let context = Context { group_id: Some(GROUP.into()), ..Context::default() };
        let bridged = convert_with(message, self.phones[phone].version, &context).message.unwrap();
        carried(phone, &bridged)
    }

    /// The last request of the server that a phone has got.
    #[track_caller]
    fn last(&mut self, phone: usize) -> Primitive<'static> {
        self.got[phone].pop().expect("nothing has come")
    }

    /// The message that a phone has just got, which it confirms.
    #[track_caller]
    fn receive(&mut self, phone: usize) -> String {
        let Primitive::NewMessage(new) = self.last(phone) else { panic!("no message") };
        let message_id: MessageId<'static> = new.message_info.message_id.clone().unwrap();
        self.ask(phone, MessageDelivered { message_id, ..MessageDelivered::default() });
        String::from_utf8(new.content_bytes().unwrap().to_vec()).unwrap()
    }
}

/// Writes and reads a message: the first phone speaks XML, the second one binary XML.
fn carried(phone: usize, message: &Message<'_>) -> Primitive<'static> {
    let read = if phone == 0 {
        let text = imps_xml::to_string(message).unwrap();
        imps_xml::from_str::<Message<'_>>(&text).unwrap().into_owned()
    } else {
        let bytes = imps_wbxml::to_vec(message).unwrap();
        imps_wbxml::from_slice::<Message<'_>>(&bytes).unwrap().into_owned()
    };
    read.primitive().unwrap().clone().into_owned()
}

fn text(name: &str, text: &'static str, sender: &str) -> SendMessageRequest<'static> {
    SendMessageRequest::text(users(&[name]), text).with_sender(imps_csp::common::User::new(id(sender)))
}

/// The status text in a notification.
#[track_caller]
fn status(notice: &Primitive<'_>) -> String {
    let Primitive::PresenceNotificationRequest(notice) = notice else { panic!("{notice:?}") };
    let list = &notice.presence[0].presence_sub_list[0];
    list.status_text.as_ref().unwrap().value(Unqualified::Invalid).unwrap().to_string()
}

fn presence(versions: [Version; 2]) {
    let mut story = Story::new(versions);
    let wanted = PresenceSubList::names([PresenceAttribute::StatusText]);
    let watch = SubscribePresenceRequest {
        presence_sub_list: Some(Box::new(wanted.clone())),
        ..SubscribePresenceRequest::default()
    };
    story.ask(1, crate::common::status_text("out"));
    story.ask(0, watch.with_user_ids(versions[0], [id("bob").into()]));
    if versions[1] < Version::V1_3 {
        let Primitive::PresenceAuthRequest(question) = story.last(1) else { panic!() };
        let decision = PresenceAuthUser {
            user_id: question.user_id.clone(),
            acceptance: true,
            ..PresenceAuthUser::default()
        };
        story.ask(1, decision);
    } else {
        let list = CreateAttributeListRequest {
            presence_sub_list: Some(Box::new(wanted)),
            default_list: Some(false),
            ..CreateAttributeListRequest::default()
        };
        story.ask(1, list.with_user_ids(versions[1], [id("ann").into()]));
    }
    assert_eq!(status(&story.last(0)), "out");
    story.ask(1, crate::common::status_text("at home"));
    assert_eq!(status(&story.last(0)), "at home");
}

fn messages(versions: [Version; 2]) {
    let mut story = Story::new(versions);
    story.ask(0, text("bob", "hello", "ann").with_report(true));
    assert_eq!(story.receive(1), "hello");
    let Primitive::DeliveryReportRequest(report) = story.last(0) else { panic!() };
    assert!(report.result.is_success());
    story.log_out(0);
    story.ask(1, text("ann", "are you there?", "bob"));
    assert!(story.got[0].is_empty());
    story.log_in(0);
    assert_eq!(story.receive(0), "are you there?");
}

fn group(versions: [Version; 2]) {
    let mut story = Story::new(versions);
    let create = CreateGroupRequest {
        group_id: Some(GROUP.into()),
        group_properties: Some(GroupProperties::from_iter([("Name", "Chat")])),
        join_group: Some(true),
        subscribe_notification: Some(true),
        ..CreateGroupRequest::default()
    };
    story.ask(0, create);
    let join = JoinGroupRequest {
        group_id: GROUP.into(),
        joined_request: Some(true),
        ..JoinGroupRequest::default()
    };
    let Primitive::JoinGroupResponse(joined) = story.ask(1, join) else { panic!() };
    assert_eq!(joined.joined_names().collect::<Vec<_>>(), ["ann", "bob"]);
    let Primitive::GroupChangeNotice(notice) = story.last(0) else { panic!() };
    assert_eq!(notice.joined.unwrap().joined_names().collect::<Vec<_>>(), ["bob"]);
    let sender = imps_csp::common::Group::from(imps_csp::common::ScreenName::new("ann", GROUP));
    let request = SendMessageRequest::text(crate::common::to_group("chat"), "welcome").with_sender(sender);
    story.ask(0, request);
    assert_eq!(story.receive(1), "welcome");
    let left = story.ask(1, LeaveGroupRequest { group_id: GROUP.into(), ..LeaveGroupRequest::default() });
    assert_eq!(left.name(), "LeaveGroup-Response");
    assert_eq!(story.last(0).name(), "GroupChangeNotice");
}

#[test]
fn two_phones_of_any_versions_understand_each_other() {
    for one in Version::ALL {
        for other in Version::ALL {
            presence([one, other]);
            messages([one, other]);
            group([one, other]);
        }
    }
}
