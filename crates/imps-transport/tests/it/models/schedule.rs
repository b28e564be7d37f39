//! The schedule of a client: its retries against a list of posts, and its session against the
//! promises.

use super::config;
use imps_transport::agreed::Agreed;
use imps_transport::schedule::{Failure, Post, PostKind, Reported, Rules, Schedule, ScheduleEvent};
use imps_transport::{Action, Machine as _};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::collections::BTreeMap;
use std::time::Duration;

const KINDS: [PostKind; 6] = [
    PostKind::Login,
    PostKind::Logout,
    PostKind::KeepAlive,
    PostKind::Poll,
    PostKind::Request,
    PostKind::Answer,
];
const FAILURES: [Failure; 2] = [Failure::Cut, Failure::Refused];

fn rules(is_android: bool) -> Rules {
    if is_android { Rules::android() } else { Rules::s60() }
}

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[derive(Clone, Debug)]
enum Transition {
    Post(PostKind),
    Reply(Index),
    Fail(Index, Failure),
    Wait(u64),
    /// Until the next deadline.
    Due,
    /// A wake-up, or a `Poll` flag.
    Woken(bool),
    /// A line on the channel, or its loss.
    Channel(bool),
}

fn transition() -> impl Strategy<Value = Transition> {
    prop_oneof![
        3 => prop::sample::select(&KINDS).prop_map(Transition::Post),
        3 => any::<Index>().prop_map(Transition::Reply),
        3 => (any::<Index>(), prop::sample::select(&FAILURES)).prop_map(|(index, why)| Transition::Fail(index, why)),
        2 => (0..100u64).prop_map(Transition::Wait),
        5 => Just(Transition::Due),
    ]
}

/// A post of the model.
#[derive(Clone, Debug)]
struct Entry {
    number: u64,
    kind: PostKind,
    tries: u64,
    is_in_flight: bool,
    until: u64,
}

#[derive(Clone, Debug)]
struct State {
    now: u64,
    is_android: bool,
    posts: Vec<Entry>,
    last: u64,
    events: Vec<String>,
    deadline: Option<u64>,
}

impl State {
    fn reply_time(&self) -> u64 {
        if self.is_android { 45 } else { 40 }
    }

    fn send(&mut self, kind: PostKind, tries: u64) {
        self.last += 1;
        let (number, until) = (self.last, self.now + self.reply_time());
        self.posts.push(Entry { number, kind, tries, is_in_flight: true, until });
    }

    fn in_flight(&self, index: &Index) -> Option<usize> {
        let open: Vec<_> = (0..self.posts.len()).filter(|at| self.posts[*at].is_in_flight).collect();
        (!open.is_empty()).then(|| open[index.index(open.len())])
    }

    /// The rules of `csp-http.md` and `details.md`.
    fn fail(&mut self, index: usize, failure: Failure) {
        let Entry { number, kind, tries, .. } = self.posts[index];
        let again = match (self.is_android, failure) {
            (_, Failure::Refused | Failure::SessionOver) => false,
            _ if kind == PostKind::Poll => false,
            (true, _) => matches!(kind, PostKind::Request | PostKind::KeepAlive) && tries < 10,
            (false, Failure::TimedOut) => false,
            (false, Failure::Cut) => tries < 4,
        };
        if again {
            let delay = if self.is_android { (5 << (tries - 1)).min(300) } else { 0 };
            let entry = &mut self.posts[index];
            (entry.is_in_flight, entry.until) = (false, self.now + delay);
        } else {
            self.posts.remove(index);
            self.events.push(format!("give up {number}: {failure}"));
        }
    }

    /// Two transactions may be open.
    fn has_room(&self) -> bool {
        self.posts.iter().filter(|entry| entry.is_in_flight).count() < 2
    }

    /// The position of the post that is due first.
    fn first(&self, is_in_flight: bool) -> Option<usize> {
        let entries = self.posts.iter().enumerate().filter(|(_, entry)| entry.is_in_flight == is_in_flight);
        entries.min_by_key(|(_, entry)| (entry.until, entry.number)).map(|(index, _)| index)
    }

    fn settle(&mut self) {
        while let Some(index) = self.first(true).filter(|index| self.posts[*index].until <= self.now) {
            self.fail(index, Failure::TimedOut);
        }
        while self.has_room()
            && let Some(index) = self.first(false).filter(|index| self.posts[*index].until <= self.now)
        {
            let Entry { number, kind, tries, .. } = self.posts.remove(index);
            self.send(kind, tries + 1);
            self.events.push(format!("retry {number} as {}", self.last));
        }
        let retry = self.first(false).filter(|_| self.has_room());
        let times = [self.first(true), retry].into_iter().flatten().map(|index| self.posts[index].until);
        self.deadline = times.min();
    }
}

struct Retries;

impl ReferenceStateMachine for Retries {
    type State = State;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<State> {
        any::<bool>()
            .prop_map(|is_android| {
                let (posts, events) = (Vec::new(), Vec::new());
                State { now: 0, is_android, posts, last: 0, events, deadline: None }
            })
            .boxed()
    }

    fn transitions(_: &State) -> BoxedStrategy<Transition> {
        transition().boxed()
    }

    fn apply(mut state: State, transition: &Transition) -> State {
        state.events.clear();
        match transition {
            Transition::Post(kind) => state.send(*kind, 1),
            Transition::Reply(index) => drop(state.in_flight(index).map(|index| state.posts.remove(index))),
            Transition::Fail(index, why) => {
                if let Some(index) = state.in_flight(index) {
                    state.fail(index, *why);
                }
            }
            Transition::Wait(seconds) => state.now += seconds,
            Transition::Due => state.now = state.deadline.unwrap_or(state.now),
            Transition::Woken(_) | Transition::Channel(_) => {}
        }
        state.settle();
        state
    }
}

/// A client, and the posts that it has in flight.
struct Test {
    schedule: Schedule,
    now: u64,
    in_flight: Vec<(u64, PostKind, u64)>,
    last_id: u64,
    deadline: Option<Duration>,
    /// When the post was sent that was answered last.
    answered_at: u64,
}

impl Test {
    fn new(schedule: Schedule) -> Self {
        let in_flight = Vec::new();
        Self { schedule, now: 0, in_flight, last_id: 0, deadline: None, answered_at: 0 }
    }

    fn sent(&mut self, post: &Post, kind: PostKind) {
        self.in_flight.push((post.number, kind, self.now));
        if matches!(kind, PostKind::Poll | PostKind::Answer) {
            assert_eq!(post.transaction_id.as_str(), "");
        } else {
            let number: u64 = post.transaction_id.as_str()[1..].parse().unwrap();
            self.last_id = self.last_id.max(number);
        }
    }

    fn take(&mut self, index: &Index) -> Option<(u64, PostKind, u64)> {
        self.in_flight.sort_unstable_by_key(|(number, ..)| *number);
        (!self.in_flight.is_empty()).then(|| self.in_flight.remove(index.index(self.in_flight.len())))
    }

    fn act(&mut self, transition: &Transition) {
        let now = at(self.now);
        match transition {
            Transition::Post(kind) => {
                let post = self.schedule.post(*kind, now);
                self.sent(&post, *kind);
            }
            Transition::Reply(index) => {
                if let Some((number, kind, sent_at)) = self.take(index) {
                    assert_eq!(self.schedule.replied(number, now), Reported::InTime(kind));
                    assert_eq!(self.schedule.replied(number, now), Reported::Late);
                    self.answered_at = self.answered_at.max(sent_at);
                }
            }
            Transition::Fail(index, why) => {
                if let Some((number, kind, _)) = self.take(index) {
                    assert_eq!(self.schedule.failed(number, *why, now), Reported::InTime(kind));
                    assert_eq!(self.schedule.failed(number, *why, now), Reported::Late);
                }
            }
            Transition::Wait(seconds) => self.now += seconds,
            Transition::Due => {
                self.now = self.deadline.map_or(self.now, |deadline| deadline.as_secs().max(self.now));
            }
            Transition::Woken(is_wake_up) if *is_wake_up => self.schedule.woken(),
            Transition::Woken(_) => self.schedule.flagged(true),
            Transition::Channel(is_line) if *is_line => self.schedule.channel_line(now),
            Transition::Channel(_) => self.schedule.channel_lost(now),
        }
    }

    /// Removes a post that has timed out.
    fn forget(&mut self, number: u64) -> Option<PostKind> {
        let index = self.in_flight.iter().position(|(other, ..)| *other == number)?;
        Some(self.in_flight.remove(index).1)
    }
}

impl StateMachineTest for Test {
    type SystemUnderTest = Self;
    type Reference = Retries;

    fn init_test(state: &State) -> Self {
        let mut schedule = Schedule::new(rules(state.is_android), "c");
        schedule.agree(&Agreed { multi_trans: 2, ..Agreed::default() }, at(0));
        Self::new(schedule)
    }

    fn apply(mut test: Self, state: &State, transition: Transition) -> Self {
        let kinds: BTreeMap<_, _> = test.in_flight.iter().map(|(number, kind, _)| (*number, *kind)).collect();
        test.act(&transition);
        assert_eq!(test.now, state.now);
        let mut events = Vec::new();
        test.deadline = loop {
            match test.schedule.next(at(test.now), &mut Vec::new()) {
                Action::Event(ScheduleEvent::Retry { failed, post, kind, tries }) => {
                    test.forget(failed);
                    let entry = state.posts.iter().find(|entry| entry.number == post.number).unwrap();
                    assert_eq!((entry.tries, entry.kind), (u64::from(tries), kind));
                    let id = post.transaction_id.as_str();
                    if entry.kind != PostKind::Answer {
                        // A new id for Android, the same bytes for S60.
                        let number: u64 = id[1..].parse().unwrap();
                        assert_eq!(number > test.last_id, state.is_android, "{id}");
                    }
                    test.sent(&post, entry.kind);
                    events.push(format!("retry {failed} as {}", post.number));
                }
                Action::Event(ScheduleEvent::GiveUp { post, kind, failure, .. }) => {
                    test.forget(post.number);
                    assert!(kinds.get(&post.number).is_none_or(|before| *before == kind));
                    events.push(format!("give up {}: {failure}", post.number));
                }
                Action::Wait(deadline) => break deadline,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(events, state.events);
        assert_eq!(test.deadline, state.deadline.map(at));
        // Timed-out posts that wait to be repeated leave no event.
        let open = |number: &u64| state.posts.iter().any(|it| it.number == *number && it.is_in_flight);
        test.in_flight.retain(|(number, ..)| open(number));
        assert_eq!(test.in_flight.len(), state.posts.iter().filter(|it| it.is_in_flight).count());
        test
    }
}

const KEEP_ALIVE: u64 = 200;

/// A session has no exact model: only its client and the transitions.
struct Sessions;

impl ReferenceStateMachine for Sessions {
    type State = bool;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<bool> {
        any::<bool>().boxed()
    }

    fn transitions(_: &bool) -> BoxedStrategy<Transition> {
        prop_oneof![
            6 => transition(),
            1 => any::<bool>().prop_map(Transition::Woken),
            1 => any::<bool>().prop_map(Transition::Channel),
        ]
        .boxed()
    }

    fn apply(is_android: bool, _: &Transition) -> bool {
        is_android
    }
}

struct SessionTest(Test);

impl SessionTest {
    fn log_in(test: &mut Test) {
        test.schedule.logged_in(Some(at(KEEP_ALIVE)), at(test.now));
        test.schedule.agree(&Agreed { multi_trans: 2, ..Agreed::default() }, at(test.now));
        test.answered_at = test.now;
    }
}

impl StateMachineTest for SessionTest {
    type SystemUnderTest = Self;
    type Reference = Sessions;

    fn init_test(is_android: &bool) -> Self {
        let mut test = Test::new(Schedule::new(rules(*is_android), "c"));
        Self::log_in(&mut test);
        Self(test)
    }

    fn apply(Self(mut test): Self, is_android: &bool, transition: Transition) -> Self {
        let transition = match transition {
            // A program that has no room waits, and logs in when it must.
            Transition::Post(PostKind::Login) => Transition::Wait(1),
            Transition::Post(_) if !test.schedule.has_room() => Transition::Wait(1),
            other => other,
        };
        test.act(&transition);
        let reply_time = if *is_android { 45 } else { 40 };
        test.deadline = loop {
            let over = test.answered_at + KEEP_ALIVE + reply_time;
            // Time-outs are no events of their own.
            let (now, is_open) = (test.now, |sent_at: u64| sent_at + reply_time > test.now);
            test.in_flight.retain(|(.., sent_at)| is_open(*sent_at));
            let has = |kind| test.in_flight.iter().any(|(_, other, _)| *other == kind);
            let has_room = test.in_flight.len() < 2;
            match test.schedule.next(at(now), &mut Vec::new()) {
                Action::Event(ScheduleEvent::Poll(post)) => {
                    assert!(has_room && !has(PostKind::Poll));
                    test.sent(&post, PostKind::Poll);
                }
                Action::Event(ScheduleEvent::KeepAlive(post)) => {
                    assert!(has_room && !has(PostKind::KeepAlive));
                    test.sent(&post, PostKind::KeepAlive);
                }
                Action::Event(ScheduleEvent::Retry { post, kind, .. }) => {
                    assert!(has_room);
                    test.sent(&post, kind);
                }
                Action::Event(ScheduleEvent::SessionExpired) => {
                    assert!(now >= over, "{now} {over}");
                    test.in_flight.clear();
                    Self::log_in(&mut test);
                }
                Action::Event(ScheduleEvent::GiveUp { .. }) => {}
                Action::Wait(deadline) => {
                    assert!(now < over, "the session expired at {over}, and it is {now}");
                    break deadline;
                }
                other => panic!("{other:?}"),
            }
        };
        // There is always something to do soon: a poll, a time-out, or a retry.
        let soon = test.deadline.map(|deadline| deadline.as_secs());
        assert!(soon.is_some_and(|deadline| deadline > test.now && deadline <= test.now + 300), "{soon:?}");
        Self(test)
    }
}

prop_state_machine! {
    #![proptest_config(config())]
    #[test]
    fn retries_do_as_their_model(sequential 1..100 => Test);

    #[test]
    fn a_session_keeps_its_promises(sequential 1..100 => SessionTest);
}
