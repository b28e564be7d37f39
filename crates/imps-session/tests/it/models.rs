//! Client and server against a model: the sessions, requests and messages that there must be.

use crate::pair::{Happened, Host, Phone, ask};
use imps_transport::schedule::Rules;
use imps_transport::testing::{Happening, Network, Pair};
use oma_imps::Version;
use oma_imps::csp::StatusCode;
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::time::Duration;

#[derive(Clone, Debug)]
enum Transition {
    LogIn,
    LogOut,
    /// The client sends so many requests.
    Ask(u8),
    /// The server has so many messages for the client.
    Push(u8),
    /// The server ends the session.
    Disconnect,
    /// The server starts again with its stored state.
    RestartServer,
    /// The client loses its memory, and logs in again.
    RestartClient,
    /// Nothing happens for so many minutes.
    Wait(u8),
}

/// The model: after each step, and the time for it, both sides must agree with it.
#[derive(Clone, Debug)]
struct State {
    version: Version,
    has_session: bool,
    /// The requests that were answered, and the messages that were read, since the start.
    answered: usize,
    read: u64,
}

struct Model;

impl ReferenceStateMachine for Model {
    type State = State;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<State> {
        prop::sample::select(Version::ALL.to_vec())
            .prop_map(|version| State { version, has_session: false, answered: 0, read: 0 })
            .boxed()
    }

    fn transitions(_: &State) -> BoxedStrategy<Transition> {
        prop_oneof![
            4 => Just(Transition::LogIn),
            1 => Just(Transition::LogOut),
            4 => (1..5_u8).prop_map(Transition::Ask),
            4 => (1..5_u8).prop_map(Transition::Push),
            1 => Just(Transition::Disconnect),
            1 => Just(Transition::RestartServer),
            1 => Just(Transition::RestartClient),
            2 => (1..60_u8).prop_map(Transition::Wait),
        ]
        .boxed()
    }

    fn apply(mut state: State, transition: &Transition) -> State {
        match *transition {
            Transition::LogIn | Transition::RestartClient => state.has_session = true,
            Transition::LogOut | Transition::Disconnect => state.has_session = false,
            Transition::Ask(number) if state.has_session => state.answered += usize::from(number),
            Transition::Push(number) if state.has_session => state.read += u64::from(number),
            Transition::Ask(_) | Transition::Push(_) | Transition::RestartServer | Transition::Wait(_) => {}
        }
        state
    }
}

struct Test {
    pair: Pair<Phone, Host>,
    answered: usize,
    /// The messages that were read, in order.
    read: Vec<u64>,
    delivered: u64,
}

impl Test {
    fn apply(&mut self, transition: &Transition) {
        let now = self.pair.now();
        let mut time = Duration::from_secs(120);
        match *transition {
            Transition::LogIn => self.pair.left.client.login(now),
            Transition::LogOut => self.pair.left.client.logout(now),
            Transition::Ask(number) => {
                for _ in 0..number {
                    let has_session = self.pair.left.client.session_id().is_some();
                    assert_eq!(ask(&mut self.pair.left).is_ok(), has_session);
                }
            }
            Transition::Push(number) => {
                for _ in 0..number {
                    self.pair.right.push(now);
                }
            }
            Transition::Disconnect => {
                let ids: Vec<_> = self.pair.right.sessions.iter().map(|it| it.id().clone()).collect();
                for id in ids {
                    assert!(self.pair.right.sessions.disconnect(id.as_str(), StatusCode::FORCED_LOGOUT, now));
                }
            }
            Transition::RestartServer => imps_transport::testing::End::restart(&mut self.pair.right, now),
            Transition::RestartClient => imps_transport::testing::End::restart(&mut self.pair.left, now),
            Transition::Wait(minutes) => time = Duration::from_secs(60 * u64::from(minutes)),
        }
        let until = now + time;
        loop {
            match self.pair.step(until) {
                Happening::End => return,
                Happening::Left(Happened::Answered(_, is_success)) => {
                    assert!(is_success);
                    self.answered += 1;
                }
                Happening::Left(Happened::Got(number)) => self.read.push(number),
                Happening::Right(Happened::Delivered(_)) => self.delivered += 1,
                Happening::Left(Happened::LoggedIn(_) | Happened::Ended) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

impl StateMachineTest for Test {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(state: &State) -> Self {
        let (phone, host) = (Phone::new(state.version, Rules::android()), Host::new());
        Self {
            pair: Pair::new(phone, host, Network::default(), 1),
            answered: 0,
            read: Vec::new(),
            delivered: 0,
        }
    }

    fn apply(mut test: Self, state: &State, transition: Transition) -> Self {
        Self::apply(&mut test, &transition);
        let client = &test.pair.left.client;
        let sessions: Vec<_> = test.pair.right.sessions.iter().collect();
        assert_eq!(sessions.len(), usize::from(state.has_session), "sessions of the server");
        assert_eq!(client.is_ready(), state.has_session, "the client");
        assert_eq!(
            client.session_id(),
            sessions.first().map(|session| session.id()),
            "both have the same one"
        );
        assert_eq!(test.answered, state.answered, "each request is answered once");
        assert_eq!(test.pair.right.village.performed.len(), state.answered, "and performed once");
        let in_order: Vec<_> = (1..=state.read).collect();
        assert_eq!(test.read, in_order, "each message is read once, in order");
        assert_eq!(test.delivered, state.read, "and the server knows");
        test
    }
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn client_and_server_agree_with_the_model(sequential 1..20 => Test);
}
