//! Requests that a model follows: the invariants of privacy, and the fate of each message.

use crate::common::{USERS, id, phone, status_text, text, users};
use crate::valid;
use core::time::Duration;
use imps_core::Version;
use imps_csp::group::{CreateGroupRequest, GroupProperties, JoinGroupRequest, LeaveGroupRequest};
use imps_csp::messaging::{
    AddList, BlockEntityRequest, BlockList, ForwardMessageRequest, GetMessageListRequest, MessageDelivered,
    RejectMessageRequest, RemoveList,
};
use imps_csp::presence::{GetPresenceRequest, Presence};
use imps_csp::{Primitive, StatusCode};
use imps_lab::{Account, Delivery, Options, Performed, PushSettings, World};
use imps_presence::{PresenceAttribute, PresenceSubList};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const ATTRIBUTES: [PresenceAttribute; 2] = [PresenceAttribute::OnlineStatus, PresenceAttribute::StatusText];

/// Something that a user does. Users are numbers.
#[derive(Clone, Debug)]
enum Act {
    Send { to: Vec<usize>, report: bool, validity: Option<u32> },
    SendToGroup { owner: usize },
    Confirm { nth: usize },
    Reject { nth: usize },
    Forward { nth: usize, to: usize },
    Block { whom: usize },
    Unblock { whom: usize },
    Show { whom: Option<usize>, attributes: Vec<PresenceAttribute> },
    Watch { whom: usize },
    Ask { whom: usize },
    Publish { text: u8 },
    CreateGroup,
    Join { owner: usize },
    Leave { owner: usize },
    LogIn,
    LogOut,
    Wait { seconds: u64 },
}

fn act() -> impl Strategy<Value = Act> {
    let user = || 0..4_usize;
    let attributes = prop::sample::subsequence(&ATTRIBUTES[..], 0..=2);
    prop_oneof![
        4 => (prop::collection::vec(user(), 1..3), any::<bool>(), prop::option::of(0..200_u32))
            .prop_map(|(to, report, validity)| Act::Send { to, report, validity }),
        2 => user().prop_map(|owner| Act::SendToGroup { owner }),
        3 => user().prop_map(|nth| Act::Confirm { nth }),
        1 => user().prop_map(|nth| Act::Reject { nth }),
        1 => (user(), user()).prop_map(|(nth, to)| Act::Forward { nth, to }),
        2 => user().prop_map(|whom| Act::Block { whom }),
        1 => user().prop_map(|whom| Act::Unblock { whom }),
        2 => (prop::option::of(user()), attributes).prop_map(|(whom, attributes)| Act::Show { whom, attributes }),
        2 => user().prop_map(|whom| Act::Watch { whom }),
        1 => user().prop_map(|whom| Act::Ask { whom }),
        2 => any::<u8>().prop_map(|text| Act::Publish { text }),
        1 => Just(Act::CreateGroup),
        2 => user().prop_map(|owner| Act::Join { owner }),
        1 => user().prop_map(|owner| Act::Leave { owner }),
        2 => Just(Act::LogIn),
        1 => Just(Act::LogOut),
        1 => (0..100_u64).prop_map(|seconds| Act::Wait { seconds }),
    ]
}

/// The fate of a message for one receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fate {
    Waits,
    Confirmed,
    Rejected,
    Forwarded,
    Expired,
}

#[derive(Clone, Debug)]
struct Sent {
    from: usize,
    report: bool,
    expires: Duration,
    fates: BTreeMap<usize, Fate>,
}

struct Model {
    world: World,
    now: Duration,
    present: [bool; 4],
    blocked: BTreeSet<(usize, usize)>,
    everybody: [Vec<PresenceAttribute>; 4],
    single: BTreeMap<(usize, usize), Vec<PresenceAttribute>>,
    sent: BTreeMap<String, Sent>,
    /// Reports that senders have got: the message and the code.
    reports: Vec<(usize, String, u32)>,
}

impl Model {
    fn new() -> Self {
        let accounts = USERS.map(|name| Account::new(id(name)));
        let mut model = Self {
            world: World::new("example.com", accounts, Options::default()),
            now: Duration::from_secs(1_000_000_000),
            present: [false; 4],
            blocked: BTreeSet::new(),
            everybody: Default::default(),
            single: BTreeMap::new(),
            sent: BTreeMap::new(),
            reports: Vec::new(),
        };
        for user in 0..4 {
            model.log_in(user);
        }
        model
    }

    fn ask(&mut self, user: usize, request: impl Into<Primitive<'static>>) -> Performed {
        let performed = self.world.perform(&phone(USERS[user]), request.into(), self.now);
        valid::check(&performed);
        if let Primitive::GetPresenceResponse(answer) = &performed.answer {
            answer.presence.iter().for_each(|presence| self.check_presence(user, presence));
        }
        performed
    }

    fn log_in(&mut self, user: usize) {
        self.expire(user);
        let phone = phone(USERS[user]);
        let deliveries = self.world.log_in(&phone, PushSettings::default(), self.now).unwrap();
        self.present[user] = true;
        self.check(&deliveries, None);
    }

    /// Notes the messages that have ended by now.
    fn expire(&mut self, user: usize) {
        let now = self.now;
        for sent in self.sent.values_mut().filter(|sent| sent.expires <= now) {
            if let Some(fate) = sent.fates.get_mut(&user).filter(|fate| **fate == Fate::Waits) {
                *fate = Fate::Expired;
            }
        }
    }

    /// Checks deliveries: a user who gets one is there, sees only what she may, and does not block the
    /// sender of a new message.
    fn check(&mut self, deliveries: &[Delivery], sender: Option<usize>) {
        valid::check_deliveries(deliveries);
        for delivery in deliveries {
            let user = number(delivery.user.as_str());
            assert!(self.present[user], "{delivery:?}");
            match &delivery.primitive {
                Primitive::NewMessage(_) | Primitive::MessageNotification(_) => {
                    if let Some(sender) = sender {
                        assert!(!self.blocked.contains(&(user, sender)), "{delivery:?}");
                    }
                }
                Primitive::PresenceNotificationRequest(notice) => {
                    notice.presence.iter().for_each(|presence| self.check_presence(user, presence));
                }
                Primitive::DeliveryReportRequest(report) => {
                    let id = report.message_info.message_id.as_ref().unwrap().as_str().to_owned();
                    assert_eq!(self.sent[&id].from, user);
                    assert!(self.sent[&id].report);
                    self.reports.push((user, id, report.result.code.unwrap().number()));
                }
                _ => {}
            }
        }
    }

    fn check_presence(&self, watcher: usize, presence: &Presence<'_>) {
        let owner = number(presence.user_id.as_ref().unwrap().as_str());
        if owner == watcher {
            return;
        }
        let allowed = self.single.get(&(owner, watcher)).unwrap_or(&self.everybody[owner]);
        for attribute in presence.presence_sub_list.iter().flat_map(PresenceSubList::attributes) {
            assert!(allowed.contains(&attribute.attribute()), "{watcher} sees {attribute:?} of {owner}");
        }
    }

    /// Notes a message that the world has accepted.
    fn accept(&mut self, from: usize, performed: &Performed, report: bool, validity: Option<u32>) {
        let id = match &performed.answer {
            Primitive::SendMessageResponse(answer) => answer.message_id.clone(),
            Primitive::ForwardMessageResponse(answer) => answer.message_id.clone(),
            _ => None,
        };
        let Some(id) = id else {
            assert_eq!(performed.deliveries.iter().filter(|it| is_new(it)).count(), 0);
            return;
        };
        let seconds = validity.map_or(7 * 24 * 3_600, u64::from);
        let sent =
            Sent { from, report, expires: self.now + Duration::from_secs(seconds), fates: BTreeMap::new() };
        self.sent.insert(id.as_str().to_owned(), sent);
    }

    /// The messages that wait for a user, according to the world.
    fn waiting(&mut self, user: usize) -> Vec<String> {
        self.expire(user);
        match self.ask(user, GetMessageListRequest::default()) {
            Performed { answer: Primitive::GetMessageListResponse(list), deliveries, .. } => {
                self.check(&deliveries, None);
                list.messages().map(|info| info.message_id.as_ref().unwrap().as_str().to_owned()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, user: usize, id: &str, fate: Fate) {
        let known = self.sent.get_mut(id).unwrap().fates.get_mut(&user).unwrap();
        assert_eq!(*known, Fate::Waits);
        *known = fate;
    }

    fn act(&mut self, user: usize, act: Act) {
        match act {
            Act::LogIn => self.log_in(user),
            Act::LogOut => {
                let deliveries = self.world.log_out(&phone(USERS[user]), self.now);
                self.present[user] = false;
                self.check(&deliveries, None);
            }
            Act::Wait { seconds } => {
                self.now += Duration::from_secs(seconds);
                (0..4).for_each(|user| self.expire(user));
                let deliveries = self.world.expire(self.now);
                self.check(&deliveries, None);
            }
            _ if !self.present[user] => {}
            Act::Send { to, report, validity } => {
                let names: Vec<&str> = to.iter().map(|to| USERS[*to]).collect();
                let mut request = text(users(&names), "hello").with_report(report);
                request.message_info.validity = validity;
                let performed = self.ask(user, request);
                self.accept(user, &performed, report, validity);
                let reached: BTreeSet<usize> =
                    to.into_iter().filter(|to| !self.blocked.contains(&(*to, user))).collect();
                self.addressed(&performed, reached);
                self.check(&performed.deliveries, Some(user));
            }
            Act::SendToGroup { owner } => {
                let recipient = imps_csp::common::Recipient {
                    groups: vec![imps_csp::common::Group::from(imps_csp::GroupId::from(group(owner)))],
                    ..Default::default()
                };
                let performed = self.ask(user, text(recipient, "hello"));
                self.accept(user, &performed, false, None);
                let reached = performed.deliveries.iter().filter(|it| is_new(it));
                let reached = reached.map(|it| number(it.user.as_str())).collect();
                self.addressed(&performed, reached);
                self.check(&performed.deliveries, Some(user));
            }
            Act::Confirm { nth } | Act::Reject { nth } | Act::Forward { nth, .. } => {
                let waiting = self.waiting(user);
                let Some(id) = waiting.get(nth).cloned() else { return };
                self.handle(user, &id, &act);
            }
            Act::Block { whom } => {
                let add_list = Some(AddList::from_iter([id(USERS[whom]).into()]));
                self.change(user, BlockList { add_list, ..BlockList::default() });
                self.blocked.insert((user, whom));
            }
            Act::Unblock { whom } => {
                let remove_list = Some(RemoveList::from_iter([id(USERS[whom]).into()]));
                self.change(user, BlockList { remove_list, ..BlockList::default() });
                self.blocked.remove(&(user, whom));
            }
            Act::Show { whom, attributes } => {
                let names: Vec<&str> = whom.iter().map(|whom| USERS[*whom]).collect();
                let performed = self.ask(user, crate::common::show(&attributes, &names));
                match whom {
                    Some(whom) => drop(self.single.insert((user, whom), attributes)),
                    None => self.everybody[user] = attributes,
                }
                self.check(&performed.deliveries, None);
            }
            Act::Watch { whom } => {
                let performed = self.ask(user, crate::common::watch(&[USERS[whom]]));
                self.check(&performed.deliveries, None);
            }
            Act::Ask { whom } => {
                let ids = [id(USERS[whom]).into()];
                let performed =
                    self.ask(user, GetPresenceRequest::default().with_user_ids(Version::V1_3, ids));
                self.check(&performed.deliveries, None);
            }
            Act::Publish { text } => {
                let performed = self.ask(user, status_text(&text.to_string()));
                self.check(&performed.deliveries, None);
            }
            Act::CreateGroup | Act::Join { .. } | Act::Leave { .. } => self.act_in_group(user, &act),
        }
    }

    fn act_in_group(&mut self, user: usize, act: &Act) {
        let performed = match act {
            Act::Join { owner } => {
                let request = JoinGroupRequest {
                    group_id: group(*owner).into(),
                    joined_request: Some(true),
                    subscribe_notification: true,
                    ..Default::default()
                };
                self.ask(user, request)
            }
            Act::Leave { owner } => {
                self.ask(user, LeaveGroupRequest { group_id: group(*owner).into(), ..Default::default() })
            }
            _ => {
                let request = CreateGroupRequest {
                    group_id: Some(group(user).into()),
                    group_properties: Some(GroupProperties::from_iter([("Name", "Chat")])),
                    join_group: Some(true),
                    subscribe_notification: Some(true),
                    ..Default::default()
                };
                self.ask(user, request)
            }
        };
        self.check(&performed.deliveries, None);
    }

    fn change(&mut self, user: usize, list: BlockList<'static>) {
        let request = BlockEntityRequest { block_list: Some(Box::new(list)), ..Default::default() };
        assert_eq!(crate::common::code(&self.ask(user, request)), 200);
    }

    /// Notes the users for whom a message waits from now on.
    fn addressed(&mut self, performed: &Performed, reached: BTreeSet<usize>) {
        let id = match &performed.answer {
            Primitive::SendMessageResponse(answer) => answer.message_id.as_ref(),
            Primitive::ForwardMessageResponse(answer) => answer.message_id.as_ref(),
            _ => None,
        };
        let Some(id) = id else { return };
        let fates = reached.into_iter().map(|user| (user, Fate::Waits)).collect();
        self.sent.get_mut(id.as_str()).unwrap().fates = fates;
    }

    /// Confirms, rejects or forwards a message that waits.
    fn handle(&mut self, user: usize, id: &str, act: &Act) {
        let performed = match act {
            Act::Confirm { .. } => {
                self.ask(user, MessageDelivered { message_id: id.to_owned().into(), ..Default::default() })
            }
            Act::Reject { .. } => {
                let message_ids = vec![id.to_owned().into()];
                self.ask(user, RejectMessageRequest { message_ids, ..Default::default() })
            }
            Act::Forward { to, .. } => {
                let request = ForwardMessageRequest {
                    message_id: Some(id.to_owned().into()),
                    recipient: Some(users(&[USERS[*to]])),
                    ..Default::default()
                };
                let performed = self.ask(user, request);
                if self.blocked.contains(&(*to, user)) {
                    assert_eq!(crate::common::code(&performed), 900);
                    return;
                }
                // It lives as long as the message that it forwards.
                let expires = self.sent[id].expires;
                self.accept(user, &performed, false, None);
                self.addressed(&performed, BTreeSet::from([*to]));
                if let Primitive::ForwardMessageResponse(answer) = &performed.answer {
                    let new = answer.message_id.as_ref().unwrap().as_str();
                    self.sent.get_mut(new).unwrap().expires = expires;
                }
                performed
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(crate::common::code(&performed), 200);
        let fate = match act {
            Act::Confirm { .. } => Fate::Confirmed,
            Act::Reject { .. } => Fate::Rejected,
            _ => Fate::Forwarded,
        };
        self.settle(user, id, fate);
        let sender = matches!(act, Act::Forward { .. }).then_some(user);
        self.check(&performed.deliveries, sender);
    }

    /// At the end: every accepted message waits or has ended in the way that its sender knows.
    fn finish(&mut self) {
        for user in 0..4 {
            self.log_in(user);
        }
        for user in 0..4 {
            let waiting: BTreeSet<String> = self.waiting(user).into_iter().collect();
            let of_user = self.sent.iter().filter(|(_, sent)| sent.fates.get(&user) == Some(&Fate::Waits));
            let expected: BTreeSet<String> = of_user.map(|(id, _)| id.clone()).collect();
            assert_eq!(waiting, expected, "of {user}");
        }
        // Reports of what has ended while others looked at their messages.
        for user in 0..4 {
            self.log_in(user);
        }
        let mut expected: Vec<(usize, String, u32)> = Vec::new();
        for (id, sent) in self.sent.iter().filter(|(_, sent)| sent.report) {
            for fate in sent.fates.values() {
                let code = match fate {
                    Fate::Waits => continue,
                    Fate::Confirmed => StatusCode::SUCCESS,
                    Fate::Rejected => StatusCode::MESSAGE_REJECTED,
                    Fate::Forwarded => StatusCode::MESSAGE_FORWARDED,
                    Fate::Expired => StatusCode::MESSAGE_EXPIRED,
                };
                expected.push((sent.from, id.clone(), code.number()));
            }
        }
        self.reports.sort();
        expected.sort();
        assert_eq!(self.reports, expected);
    }
}

fn group(owner: usize) -> String {
    format!("wv:{}/chat@example.com", USERS[owner])
}

fn number(user: &str) -> usize {
    USERS.iter().position(|name| user == id(name)).unwrap()
}

fn is_new(delivery: &Delivery) -> bool {
    matches!(delivery.primitive, Primitive::NewMessage(_) | Primitive::MessageNotification(_))
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn no_message_is_lost_and_nobody_sees_what_she_may_not(
        acts in prop::collection::vec((0..4_usize, act()), 1..60),
    ) {
        let mut model = Model::new();
        for (user, act) in acts {
            model.act(user, act);
        }
        model.finish();
    }
}
