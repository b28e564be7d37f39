//! The rules of the world hold for users of another network.

use crate::common::{Lab, block, id, names, phone, show, status_text, text, users, watch};
use imps_core::Version;
use imps_csp::common::{Recipient, User};
use imps_csp::contact_list::{CreateListRequest, ListMember, NickList};
use imps_csp::messaging::{AddList, BlockEntityRequest, BlockList, GrantList, SendMessageRequest};
use imps_csp::presence::{SubscribePresenceRequest, UnsubscribePresenceRequest};
use imps_csp::{MessageId, Primitive, StatusCode, UserId};
use imps_lab::network::{Inbound, Network, Outbound, Passed};
use imps_presence::PresenceAttribute::{OnlineStatus, StatusText};
use imps_presence::{PresenceAttribute, PresenceSubList};

const OMAR: &str = "wv:omar@beta.example";

struct Joined {
    lab: Lab,
    network: Network,
}

impl Joined {
    fn new() -> Self {
        Self { lab: Lab::new(), network: Network::new("beta.example") }
    }

    #[track_caller]
    fn ask(&mut self, name: &str, request: impl Into<Primitive<'static>>) -> Passed {
        let Self { lab, network } = self;
        let passed = network.perform(&mut lab.world, &phone(name), request.into(), lab.now);
        crate::valid::check_deliveries(&passed.deliveries);
        passed
    }

    #[track_caller]
    fn done(&mut self, name: &str, request: impl Into<Primitive<'static>>) -> Passed {
        let passed = self.ask(name, request);
        assert_eq!(code(&passed), 200, "{:?}", passed.answer);
        passed
    }

    #[track_caller]
    fn take(&mut self, inbound: Inbound) -> Passed {
        let Self { lab, network } = self;
        let passed = network.take(&mut lab.world, inbound, lab.now);
        crate::valid::check_deliveries(&passed.deliveries);
        passed
    }

    #[track_caller]
    fn taken(&mut self, inbound: Inbound) -> Passed {
        let passed = self.take(inbound);
        assert_eq!(code(&passed), 200, "{:?}", passed.answer);
        passed
    }
}

/// The code of an answer, or of its only reason.
fn code(passed: &Passed) -> u32 {
    let Some(outcome) = passed.answer.outcome() else { return 200 };
    let reason = match &outcome.detailed_result[..] {
        [reason] => reason.code,
        _ => outcome.code,
    };
    reason.unwrap().number()
}

fn omar() -> UserId<'static> {
    OMAR.into()
}

fn to_omar() -> SendMessageRequest<'static> {
    text(Recipient::from_iter([User::new(OMAR)]), "hello")
}

fn hi() -> Inbound {
    Inbound::text(OMAR, id("ann"), "hi")
}

fn block_omar() -> BlockEntityRequest<'static> {
    let add_list = Some([omar()].into_iter().collect::<AddList<'_>>());
    let list = BlockList { add_list, ..BlockList::default() };
    BlockEntityRequest { block_list: Some(Box::new(list)), ..BlockEntityRequest::default() }
}

fn watch_omar() -> SubscribePresenceRequest<'static> {
    SubscribePresenceRequest::default().with_user_ids(Version::V1_3, [omar()])
}

fn watch_ann(name: &'static str) -> Inbound {
    Inbound::Watch { from: name.into(), of: id("ann").into() }
}

fn published(text: &'static str) -> Inbound {
    let presence = PresenceSubList {
        online_status: vec![imps_presence::OnlineStatus::new(true)],
        status_text: Some(imps_presence::StatusText::new(text)),
        ..PresenceSubList::default()
    };
    Inbound::Presence { of: omar(), presence: Box::new(presence) }
}

fn decide(accepts: bool) -> Inbound {
    Inbound::Decide { from: omar(), watcher: id("ann").into(), accepts }
}

/// The identifier of the message that leaves.
#[track_caller]
fn leaving(passed: &Passed) -> MessageId<'static> {
    let [Outbound::Message { to, message }] = &passed.outbound[..] else { panic!("{:?}", passed.outbound) };
    assert_eq!(*to, OMAR);
    message.message_info.message_id.clone().unwrap()
}

/// The presence attributes of Omar that users here see.
fn seen(passed: &Passed) -> Vec<PresenceAttribute> {
    let notices = passed.deliveries.iter().filter_map(|it| match &it.primitive {
        Primitive::PresenceNotificationRequest(notice) => Some(&notice.presence),
        _ => None,
    });
    let lists =
        notices.flatten().filter(|it| it.user_id == Some(omar())).flat_map(|it| &it.presence_sub_list);
    lists.flat_map(|list| list.attributes().map(imps_presence::Qualified::attribute)).collect()
}

#[test]
fn without_a_network_its_users_are_unknown() {
    let mut joined = Joined { network: Network::new("gamma.example"), ..Joined::new() };
    assert_eq!(code(&joined.ask("ann", to_omar())), 516);
    let mut joined = Joined::new();
    let other = Recipient::from_iter([User::new("wv:omar@gamma.example")]);
    assert_eq!(code(&joined.ask("ann", text(other, "hello"))), 516, "another domain");
    for (from, to) in [
        ("wv:omar@gamma.example", "wv:ann@example.com"),
        ("wv:ann@example.com", "wv:bob@example.com"),
        ("wv:/group@beta.example", "wv:bob@example.com"),
        ("omar", "wv:bob@example.com"),
        // Its own users write to each other elsewhere.
        (OMAR, "wv:lena@beta.example"),
    ] {
        let refused = joined.take(Inbound::text(from, to, "hi"));
        assert_eq!(
            (code(&refused), refused.deliveries.len(), refused.outbound.len()),
            (516, 0, 0),
            "{from} {to}"
        );
    }
    assert_eq!(code(&joined.take(Inbound::text(OMAR, id("eve"), "hi"))), 531);
}

#[test]
fn messages_travel_both_ways_with_their_reports() {
    let mut joined = Joined::new();
    let sent = joined.done("ann", to_omar().with_report(true));
    assert!(sent.deliveries.is_empty());
    let message_id = leaving(&sent);
    let confirmed = joined.taken(Inbound::Delivered { by: omar(), message_id: message_id.clone() });
    assert_eq!(names(&confirmed.deliveries, "ann"), ["DeliveryReport-Request"]);
    assert_eq!(code(&joined.take(Inbound::Delivered { by: omar(), message_id })), 426, "once");

    let mut from_omar = text(users(&["ann"]), "hi").with_report(true);
    from_omar.message_info.validity = Some(60);
    let arrived = joined.taken(Inbound::Message { from: omar(), message: Box::new(from_omar) });
    assert_eq!(names(&arrived.deliveries, "ann"), ["NewMessage"]);
    let Primitive::NewMessage(new) = &arrived.deliveries[0].primitive else { panic!() };
    assert_eq!(new.message_info.sender, Some(User::new(OMAR).into()));
    let message_id = new.message_info.message_id.clone().unwrap();
    let confirmed =
        joined.done("ann", imps_csp::messaging::MessageDelivered { message_id, ..Default::default() });
    let [Outbound::Report { to, report }] = &confirmed.outbound[..] else { panic!("{confirmed:?}") };
    assert_eq!((to.as_str(), report.result.code), (OMAR, Some(StatusCode::SUCCESS)));
}

#[test]
fn block_and_grant_lists_hold() {
    let mut joined = Joined::new();
    joined.done("ann", block_omar());
    let refused = joined.take(hi());
    assert_eq!((code(&refused), refused.deliveries.len()), (532, 0));
    // Only for the user who blocks.
    assert_eq!(names(&joined.taken(Inbound::text(OMAR, id("bob"), "hi")).deliveries, "bob"), ["NewMessage"]);
    joined.done("ann", to_omar());

    let mut joined = Joined::new();
    let granted = |users: &[UserId<'static>]| {
        let add_list = Some(users.iter().cloned().collect::<AddList<'_>>());
        let list = GrantList { add_list, in_use: Some(true), ..GrantList::default() };
        BlockEntityRequest { grant_list: Some(Box::new(list)), ..BlockEntityRequest::default() }
    };
    joined.done("ann", granted(&[id("bob").into()]));
    assert_eq!(code(&joined.take(hi())), 532);
    joined.done("ann", granted(&[omar()]));
    assert_eq!(names(&joined.taken(hi()).deliveries, "ann"), ["NewMessage"]);
    // The lists of others do not count.
    joined.done("ann", block(&["bob"]));
    joined.taken(hi());
}

#[test]
fn a_message_waits_as_long_as_it_is_valid() {
    let mut joined = Joined::new();
    let mut short = to_omar().with_report(true);
    short.message_info.validity = Some(60);
    let message_id = leaving(&joined.done("ann", short));
    joined.lab.pass(60);
    let now = joined.lab.now;
    let expired = joined.lab.world.expire(now);
    let (deliveries, outbound) = joined.network.separate(expired);
    assert_eq!((names(&deliveries, "ann"), outbound), (vec!["DeliveryReport-Request"], vec![]));
    assert_eq!(code(&joined.take(Inbound::Delivered { by: omar(), message_id })), 426);

    // One of his for a user who is away.
    joined.lab.world.log_out(&phone("ann"), now);
    let mut short = text(users(&["ann"]), "hi").with_report(true);
    short.message_info.validity = Some(60);
    joined.taken(Inbound::Message { from: omar(), message: Box::new(short) });
    joined.lab.pass(60);
    let now = joined.lab.now;
    let expired = joined.lab.world.expire(now);
    let (deliveries, outbound) = joined.network.separate(expired);
    let [Outbound::Report { to, report }] = &outbound[..] else { panic!("{outbound:?}") };
    assert_eq!(
        (to.as_str(), report.result.code, deliveries.len()),
        (OMAR, Some(StatusCode::MESSAGE_EXPIRED), 0)
    );
    assert!(joined.lab.log_in(&phone("ann")).is_empty());
}

#[test]
fn presence_leaves_only_for_who_may_see_it() {
    let mut joined = Joined::new();
    assert!(joined.taken(watch_ann(OMAR)).outbound.is_empty());
    assert!(joined.done("ann", status_text("out")).outbound.is_empty());
    let shown = joined.done("ann", show(&[StatusText], &[]));
    let [Outbound::Presence { to, of, presence }] = &shown.outbound[..] else { panic!("{shown:?}") };
    assert_eq!((to.as_str(), of.as_str()), (OMAR, id("ann").as_str()));
    let attributes: Vec<_> = presence.attributes().map(imps_presence::Qualified::attribute).collect();
    assert_eq!(attributes, [StatusText]);
    assert_eq!(joined.done("ann", status_text("in")).outbound.len(), 1);
    joined.taken(Inbound::Unwatch { from: omar(), of: id("ann").into() });
    assert!(joined.done("ann", status_text("out")).outbound.is_empty());
}

#[test]
fn old_clients_decide_about_watchers_of_the_network() {
    let mut joined = Joined::new();
    joined.lab.log_in(&phone("ann").with_version(Version::V1_2));
    let asked = joined.taken(watch_ann(OMAR));
    let [Primitive::NotificationRequest(notice)] = crate::common::to(&asked.deliveries, "ann")[..] else {
        panic!()
    };
    assert_eq!(notice.user_id_list.as_ref().unwrap().user_ids, [omar()]);
    let decision = |acceptance| imps_csp::presence::PresenceAuthUser {
        user_id: omar(),
        acceptance,
        ..Default::default()
    };
    assert!(joined.done("ann", decision(false)).outbound.is_empty());
    assert!(joined.done("ann", status_text("out")).outbound.is_empty());
    assert!(!joined.done("ann", decision(true)).outbound.is_empty());
    assert!(!joined.done("ann", status_text("in")).outbound.is_empty());
}

#[test]
fn presence_arrives_only_for_who_may_see_it() {
    let mut joined = Joined::new();
    let asked = joined.done("ann", watch_omar());
    assert_eq!(asked.outbound, [Outbound::Asks { to: omar(), watcher: id("ann").into() }]);
    assert!(seen(&joined.taken(published("out"))).is_empty());
    assert!(seen(&joined.taken(decide(false))).is_empty());
    assert!(seen(&joined.taken(published("in"))).is_empty());
    let shown = joined.taken(decide(true));
    assert_eq!(seen(&shown), [OnlineStatus, StatusText]);
    assert_eq!(names(&shown.deliveries, "bob"), [""; 0]);
    assert_eq!(seen(&joined.taken(published("out"))), [OnlineStatus, StatusText]);
}

#[test]
fn the_network_learns_who_watches_no_more() {
    let mut joined = Joined::new();
    joined.done("ann", watch_omar());
    let stop = || UnsubscribePresenceRequest::default().with_user_ids(Version::V1_3, [omar()]);
    let stopped = joined.done("ann", stop());
    assert_eq!(stopped.outbound, [Outbound::Unwatch { to: omar(), watcher: id("ann").into() }]);
    joined.taken(decide(true));
    assert!(seen(&joined.taken(published("out"))).is_empty());
    // A request that is refused says nothing.
    let Joined { lab, network } = &mut joined;
    let nobody = imps_lab::Caller::new(id("ann"), "unknown");
    assert_eq!(network.perform(&mut lab.world, &nobody, stop().into(), lab.now).outbound, []);
}

#[test]
fn a_user_of_the_network_is_offline_until_it_says_more() {
    let mut joined = Joined::new();
    joined.done("ann", watch_omar());
    let shown = joined.taken(decide(true));
    let Primitive::PresenceNotificationRequest(notice) = &shown.deliveries[0].primitive else { panic!() };
    let status = &notice.presence[0].presence_sub_list[0].online_status[0];
    assert_eq!(status.presence_value, Some(false.into()));
}

#[test]
fn rosters_know_each_other() {
    let mut joined = Joined::new();
    let nick_list = Some(NickList::from_iter([ListMember::Unnamed(omar())]));
    let create = CreateListRequest {
        contact_list: "wv:ann/friends@example.com".into(),
        nick_list,
        ..Default::default()
    };
    let added = joined.done("ann", create);
    assert_eq!(added.outbound, [Outbound::Added { to: omar(), by: id("ann").into() }]);

    for contact in ["ann", "bob"] {
        joined.taken(Inbound::Add { from: omar(), contact: id(contact).into() });
    }
    assert_eq!(code(&joined.take(Inbound::Add { from: omar(), contact: id("eve").into() })), 531);
    joined.taken(Inbound::Remove { from: omar(), contact: id("ann").into() });
    assert_eq!(code(&joined.take(Inbound::Remove { from: omar(), contact: id("ann").into() })), 531);
}

#[test]
fn the_number_of_guests_has_a_limit() {
    let mut joined = Joined::new();
    joined.network = Network::new("beta.example").with_limit(1);
    joined.taken(hi());
    joined.taken(Inbound::text("wv:Om%61r@BETA.example", id("ann"), "hi"));
    assert_eq!(code(&joined.take(Inbound::text("wv:lena@beta.example", id("ann"), "hi"))), 516);
    let to_lena = Recipient::from_iter([User::new("wv:lena@beta.example")]);
    assert_eq!(code(&joined.ask("ann", text(to_lena, "hello"))), 516);
    joined.done("ann", to_omar());
    // Watching nobody of it costs nothing.
    joined.done("ann", watch(&["bob"]));
}

/// `status-codes.tsv`: 516 for a domain that is not supported.
#[test]
fn one_user_does_not_fill_the_network_with_invented_names() {
    let invented = |count: u32| {
        (0..count).map(|it| User::new(format!("wv:x{it}@beta.example"))).collect::<Recipient<'_>>()
    };
    let mut joined = Joined::new();
    let ghost = imps_lab::Caller::new("wv:ghost@example.com", "phone");
    let Joined { lab, network } = &mut joined;
    network.perform(&mut lab.world, &ghost, text(invented(300), "hello").into(), lab.now);
    let passed = joined.ask("ann", text(invented(300), "hello"));
    assert_eq!(passed.outbound.len(), 100);
    let outcome = passed.answer.outcome().unwrap();
    let [refused] = &outcome.detailed_result[..] else { panic!("{outcome:?}") };
    assert_eq!(refused.code.unwrap(), StatusCode::DOMAIN_NOT_SUPPORTED);
    // The known ones are free, and others have room of their own.
    assert_eq!(joined.done("ann", text(invented(100), "hello")).outbound.len(), 100);
    joined.done("bob", to_omar());
    assert_eq!(code(&joined.ask("ann", to_omar())), 200);
    joined.network = joined.network.clone().with_limit_per_user(101);
    assert_eq!(code(&joined.ask("ann", text(invented(102), "hello"))), 516);
}
