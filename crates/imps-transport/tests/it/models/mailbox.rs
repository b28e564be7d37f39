//! The mailbox against a list of requests.

use super::config;
use imps_transport::Action;
use imps_transport::Machine as _;
use imps_transport::agreed::Agreed;
use imps_transport::mailbox::{Fingerprint, Mailbox, MailboxEvent, MailboxOptions, Received};
use oma_imps::Version;
use oma_imps::csp::access::KeepAliveRequest;
use oma_imps::csp::envelope::PollingRequest;
use oma_imps::csp::presence::PresenceNotificationRequest;
use oma_imps::csp::{Status, StatusCode, Transaction, TransactionMode};
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::time::Duration;

const ANSWER_TIME: u64 = 60;
const PATIENCE: u64 = 10;
const TRIES: u32 = 3;
const REQUESTS: usize = 6;

fn options() -> MailboxOptions {
    MailboxOptions::default().with_requests(REQUESTS).with_tries(TRIES)
}

#[derive(Clone, Debug)]
enum Transition {
    Push(Option<u64>),
    Poll,
    /// The client answers the request with this number.
    Answer(u64),
    /// The client sends a request with this id and body, and gets its answer.
    Ask(u8, u8),
    /// The client sends a request that is not answered yet.
    AskOnly(u8, u8),
    Wait(u64),
    /// The program starts again with the stored state.
    Restart,
    Resume,
    ChannelRestored,
}

#[derive(Clone, Debug)]
struct Request {
    number: u64,
    expires_at: Option<u64>,
    /// When it was handed out last, if it is open.
    sent_at: Option<u64>,
    tries: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Expected {
    Nothing,
    Pushed(Option<u64>),
    Polled { numbers: Vec<u64>, waits: bool },
    Answered { is_first: bool, is_known: bool },
    Asked { is_repeat: bool, id_reused: bool, waits: bool },
    InProgress,
}

/// The model.
#[derive(Clone, Debug)]
struct State {
    now: u64,
    multi_trans: usize,
    per_message: usize,
    last: u64,
    requests: Vec<Request>,
    /// The last eight requests of the client: id, body, whether they are answered.
    asked: Vec<(u8, u8, bool)>,
    is_woken: bool,
    quiet_until: u64,
    expected: Expected,
    events: Vec<String>,
    deadline: Option<u64>,
}

impl State {
    fn is_due(&self, request: &Request) -> bool {
        let is_live = request.expires_at.is_none_or(|at| at > self.now);
        let is_over = request.sent_at.is_some_and(|at| at + ANSWER_TIME <= self.now);
        is_live && is_over && request.tries < TRIES
    }

    fn open(&self) -> usize {
        self.requests.iter().filter(|request| request.sent_at.is_some()).count()
    }

    /// Whether something is left for a later poll.
    fn waits(&self) -> bool {
        let is_live = |request: &Request| request.expires_at.is_none_or(|at| at > self.now);
        self.requests.iter().any(|it| self.is_due(it) || (is_live(it) && it.sent_at.is_none()))
    }

    fn take(&mut self) -> Option<u64> {
        let now = self.now;
        let due = self.requests.iter().position(|request| self.is_due(request));
        let has_room = self.open() < self.multi_trans;
        let is_waiting = |it: &Request| it.sent_at.is_none() && it.expires_at.is_none_or(|at| at > now);
        let waiting = self.requests.iter().position(is_waiting).filter(|_| has_room);
        let request = &mut self.requests[due.or(waiting)?];
        (request.sent_at, request.tries) = (Some(now), request.tries + 1);
        Some(request.number)
    }

    fn flagged(&mut self) -> bool {
        let waits = self.waits();
        self.quiet_until = if waits { self.now + PATIENCE } else { 0 };
        waits
    }

    /// Whether the client has asked this before; notes the request.
    fn ask(&mut self, id: u8, body: u8, is_answered: bool) -> Option<(bool, bool)> {
        self.quiet_until = self.now + PATIENCE;
        match self.asked.iter_mut().find(|(other, ..)| *other == id) {
            Some((_, other, answered)) if *other == body => {
                let was_answered = *answered;
                // A request in progress has no answer to give.
                was_answered.then_some((true, false))
            }
            Some(entry) => {
                *entry = (id, body, is_answered);
                Some((false, true))
            }
            None => {
                if self.asked.len() == 8 {
                    self.asked.remove(0);
                }
                self.asked.push((id, body, is_answered));
                Some((false, false))
            }
        }
    }

    /// The events that are due, and the time of the next one.
    fn settle(&mut self) {
        self.events.clear();
        let now = self.now;
        let mut expired: Vec<_> = self
            .requests
            .iter()
            .filter_map(|it| Some((it.expires_at.filter(|at| *at <= now)?, it.number)))
            .collect();
        expired.sort_unstable();
        for (_, number) in expired {
            self.requests.retain(|request| request.number != number);
            self.events.push(format!("expired s{number}"));
        }
        let is_over =
            |it: &Request| it.tries >= TRIES && it.sent_at.is_some_and(|at| at + ANSWER_TIME <= now);
        for request in self.requests.iter().filter(|request| is_over(request)) {
            self.events.push(format!("unanswered s{}", request.number));
        }
        self.requests.retain(|request| !is_over(request));
        let has_waiting = self.requests.iter().any(|request| request.sent_at.is_none());
        let again = || self.requests.iter().filter_map(|request| Some(request.sent_at? + ANSWER_TIME));
        let available_at =
            if has_waiting && self.open() < self.multi_trans { Some(0) } else { again().min() };
        let mut wake_at = available_at.map(|at| at.max(self.quiet_until)).filter(|_| !self.is_woken);
        if wake_at.is_some_and(|at| at <= now) {
            self.events.push("wake".to_owned());
            (self.is_woken, wake_at) = (true, None);
        }
        let ends = self.requests.iter().filter(|request| request.tries >= TRIES);
        let ends = ends.filter_map(|request| Some(request.sent_at? + ANSWER_TIME));
        let expiries = self.requests.iter().filter_map(|request| request.expires_at);
        self.deadline = ends.chain(expiries).chain(wake_at).min();
    }
}

struct Model;

impl ReferenceStateMachine for Model {
    type State = State;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<State> {
        (1..4usize, 1..3usize)
            .prop_map(|(multi_trans, per_message)| State {
                now: 0,
                multi_trans,
                per_message,
                last: 0,
                requests: Vec::new(),
                asked: Vec::new(),
                is_woken: false,
                quiet_until: 0,
                expected: Expected::Nothing,
                events: Vec::new(),
                deadline: None,
            })
            .boxed()
    }

    fn transitions(state: &State) -> BoxedStrategy<Transition> {
        let last = state.last;
        // The deadline itself is the most interesting time.
        let to_deadline = state.deadline.map_or(1, |at| at.saturating_sub(state.now));
        prop_oneof![
            4 => prop::option::weighted(0.3, 1..200u64).prop_map(Transition::Push),
            4 => Just(Transition::Poll),
            3 => (last.saturating_sub(4)..=last + 1).prop_map(Transition::Answer),
            2 => (0..12u8, 0..2u8).prop_map(|(id, body)| Transition::Ask(id, body)),
            1 => (0..12u8, 0..2u8).prop_map(|(id, body)| Transition::AskOnly(id, body)),
            3 => (0..70u64).prop_map(Transition::Wait),
            3 => Just(Transition::Wait(to_deadline)),
            1 => Just(Transition::Restart),
            1 => Just(Transition::Resume),
            1 => Just(Transition::ChannelRestored),
        ]
        .boxed()
    }

    fn apply(mut state: State, transition: &Transition) -> State {
        state.expected = Expected::Nothing;
        match *transition {
            Transition::Push(lifetime) => {
                let has_room = state.requests.len() < REQUESTS;
                if has_room {
                    state.last += 1;
                    let expires_at = lifetime.map(|lifetime| state.now + lifetime);
                    state.requests.push(Request { number: state.last, expires_at, sent_at: None, tries: 0 });
                }
                state.expected = Expected::Pushed(has_room.then_some(state.last));
            }
            Transition::Poll => {
                state.is_woken = false;
                let numbers: Vec<_> = (0..state.per_message).map_while(|_| state.take()).collect();
                state.quiet_until = 0;
                let waits = !numbers.is_empty() && state.flagged();
                state.expected = Expected::Polled { numbers, waits };
            }
            Transition::Answer(number) => {
                let before = state.requests.len();
                state.requests.retain(|request| request.number != number);
                let is_first = state.requests.len() < before;
                state.expected =
                    Expected::Answered { is_first, is_known: (1..=state.last).contains(&number) };
            }
            Transition::Ask(id, body) => match state.ask(id, body, true) {
                None => state.expected = Expected::InProgress,
                Some((is_repeat, id_reused)) => {
                    let waits = state.flagged();
                    state.expected = Expected::Asked { is_repeat, id_reused, waits };
                }
            },
            Transition::AskOnly(id, body) => {
                state.ask(id, body, false);
            }
            Transition::Wait(seconds) => state.now += seconds,
            Transition::Restart => {
                state.asked.retain(|(.., is_answered)| *is_answered);
                state.quiet_until = 0;
            }
            Transition::Resume => {
                state.asked.clear();
                state.requests.iter_mut().for_each(|request| request.sent_at = None);
                (state.is_woken, state.quiet_until) = (false, 0);
            }
            Transition::ChannelRestored => state.is_woken = false,
        }
        state.settle();
        state
    }
}

struct Test {
    mailbox: Mailbox,
    now: u64,
}

impl Test {
    fn now(&self) -> Duration {
        Duration::from_secs(self.now)
    }

    fn ask(&mut self, id: u8, body: u8) -> Received {
        let request =
            Transaction::new(TransactionMode::Request, format!("c{id}"), KeepAliveRequest::default());
        self.mailbox.receive(&request, Fingerprint(body.into()), self.now())
    }

    fn apply(&mut self, transition: &Transition) -> Expected {
        let now = self.now();
        match *transition {
            Transition::Push(lifetime) => {
                let news = PresenceNotificationRequest::default();
                let pushed = match lifetime {
                    Some(seconds) => self.mailbox.push_for(Duration::from_secs(seconds), news, now),
                    None => self.mailbox.push(news, now),
                };
                Expected::Pushed(pushed.ok().map(|id| id.as_str()[1..].parse().unwrap()))
            }
            Transition::Poll => {
                let poll = Transaction::new(TransactionMode::Request, "", PollingRequest::default());
                assert_eq!(self.mailbox.receive(&poll, Fingerprint(0), now), Received::Poll);
                let message = self.mailbox.poll(now);
                let waits = message.as_ref().is_some_and(|message| message.session.poll());
                let transactions = message.into_iter().flat_map(|message| message.session.transactions);
                let number = |it: Transaction<'_>| it.transaction_id().unwrap()[1..].parse().unwrap();
                Expected::Polled { numbers: transactions.map(number).collect(), waits }
            }
            Transition::Answer(number) => {
                let status = Status::new(StatusCode::SUCCESS);
                let answer = Transaction::new(TransactionMode::Response, format!("s{number}"), status);
                let received = self.mailbox.receive(&answer, Fingerprint(0), now);
                let is_first =
                    matches!(&received, Received::Answer(it) if it.id.as_str() == format!("s{number}"));
                Expected::Answered { is_first, is_known: received != Received::UnknownAnswer }
            }
            Transition::Ask(id, body) => {
                let done = Status::new(StatusCode::SUCCESS);
                let own = Transaction::new(TransactionMode::Response, format!("c{id}"), done);
                let (answer, is_repeat, id_reused) = match self.ask(id, body) {
                    Received::Request { id_reused } => (own, false, id_reused),
                    Received::Repeated(answer) => (*answer, true, false),
                    Received::InProgress => return Expected::InProgress,
                    other => panic!("{other:?}"),
                };
                let reply = self.mailbox.reply(vec![answer.clone()], now).unwrap();
                self.mailbox.keep(answer);
                assert_eq!(reply.transaction_id(), Some(format!("c{id}").as_str()));
                Expected::Asked { is_repeat, id_reused, waits: reply.session.poll() }
            }
            Transition::AskOnly(id, body) => {
                self.ask(id, body);
                Expected::Nothing
            }
            Transition::Wait(seconds) => {
                self.now += seconds;
                Expected::Nothing
            }
            Transition::Restart => {
                self.mailbox = Mailbox::load(self.mailbox.save(now), options(), now);
                Expected::Nothing
            }
            Transition::Resume => {
                self.mailbox.resumed();
                Expected::Nothing
            }
            Transition::ChannelRestored => {
                self.mailbox.channel_restored();
                Expected::Nothing
            }
        }
    }
}

impl StateMachineTest for Test {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(state: &State) -> Self {
        let mut mailbox = Mailbox::new(Version::V1_3, "s1", options());
        mailbox.agree(&Agreed {
            multi_trans: u32::try_from(state.multi_trans).unwrap(),
            multi_trans_per_message: u32::try_from(state.per_message).unwrap(),
            ..Agreed::default()
        });
        Self { mailbox, now: 0 }
    }

    fn apply(mut test: Self, state: &State, transition: Transition) -> Self {
        assert_eq!(Self::apply(&mut test, &transition), state.expected);
        let mut events = Vec::new();
        let deadline = loop {
            match test.mailbox.next(test.now(), &mut Vec::new()) {
                Action::Event(MailboxEvent::Wake) => events.push("wake".to_owned()),
                Action::Event(MailboxEvent::Expired { id, .. }) => events.push(format!("expired {id}")),
                Action::Event(MailboxEvent::Unanswered { id, .. }) => events.push(format!("unanswered {id}")),
                Action::Wait(deadline) => break deadline,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(events, state.events);
        assert_eq!(deadline, state.deadline.map(Duration::from_secs));
        test
    }

    fn check_invariants(test: &Self, state: &State) {
        assert_eq!((test.mailbox.len(), test.mailbox.open()), (state.requests.len(), state.open()));
        assert!(test.mailbox.len() <= REQUESTS);
        assert_eq!(test.mailbox.waits(test.now()), state.waits());
    }
}

prop_state_machine! {
    #![proptest_config(config())]
    #[test]
    fn a_mailbox_does_as_its_model(sequential 1..80 => Test);
}
