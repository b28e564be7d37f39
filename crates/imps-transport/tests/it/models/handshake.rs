//! The set-up of a session between servers against its table of six messages.

use super::config;
use oma_imps::ssp::handshake::{Credentials, Domain, Post, SetupLimits, Setups, Step};
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::time::Duration;

const TIMEOUT: u64 = 60;

/// A message in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packet {
    /// 1 to 6; 0 is the refusal of the responder.
    step: u8,
    /// The set-up of the initiator, which every message but the second names.
    setup: usize,
    /// The secret of the responder that the message contains or proves.
    accept: usize,
}

#[derive(Clone, Debug)]
enum Transition {
    Initiate,
    /// Delivers any message that was ever sent.
    Deliver(prop::sample::Index),
    /// Delivers the latest message.
    DeliverLast,
    Wait(u64),
    Expire,
}

/// One side of a set-up: the number of the awaited message.
#[derive(Clone, Copy, Debug)]
struct Side {
    setup: usize,
    accept: usize,
    awaits: u8,
    deadline: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Nothing,
    Error,
    Sent,
    Established,
    /// The number of set-ups that have expired, at each side.
    Expired(usize, usize),
}

#[derive(Clone, Debug)]
struct State {
    now: u64,
    setups: usize,
    accepts: usize,
    alpha: Option<Side>,
    beta: Option<Side>,
    network: Vec<Packet>,
    expected: Expected,
}

impl State {
    fn initiate(&mut self) -> Expected {
        if self.alpha.is_some_and(|side| self.now < side.deadline) {
            return Expected::Error;
        }
        self.setups += 1;
        let (setup, deadline) = (self.setups, self.now + TIMEOUT);
        self.alpha = Some(Side { setup, accept: 0, awaits: 2, deadline });
        self.send(1, setup, 0)
    }

    fn send(&mut self, step: u8, setup: usize, accept: usize) -> Expected {
        self.network.push(Packet { step, setup, accept });
        Expected::Sent
    }

    /// A message for the initiator: 2, 4, 6 or the refusal.
    fn at_alpha(&mut self, packet: Packet) -> Expected {
        let Some(side) = self.alpha else { return Expected::Error };
        let is_ours = packet.setup == side.setup;
        if matches!(packet.step, 0 | 6) && !is_ours {
            return Expected::Error;
        }
        if side.deadline <= self.now {
            self.alpha = None;
            return Expected::Error;
        }
        match packet.step {
            // Only the second message does not name the set-up.
            2 if side.awaits == 2 => {
                self.alpha = Some(Side { accept: packet.accept, awaits: 4, ..side });
                self.send(3, side.setup, packet.accept)
            }
            4 if side.awaits == 4 && is_ours => {
                self.alpha = Some(Side { awaits: 6, ..side });
                self.send(5, side.setup, side.accept)
            }
            6 if side.awaits == 6 => {
                self.alpha = None;
                Expected::Established
            }
            0 => {
                self.alpha = None;
                Expected::Error
            }
            _ => Expected::Error,
        }
    }

    /// A message for the responder: 1, 3 or 5.
    fn at_beta(&mut self, packet: Packet) -> Expected {
        if packet.step == 1 {
            let live = self.beta.filter(|side| self.now < side.deadline);
            // A replay, or a peer that has proved its identity.
            if live.is_some_and(|side| side.setup == packet.setup || side.awaits == 5) {
                return Expected::Error;
            }
            self.accepts += 1;
            let (setup, accept, deadline) = (packet.setup, self.accepts, self.now + TIMEOUT);
            self.beta = Some(Side { setup, accept, awaits: 3, deadline });
            return self.send(2, setup, accept);
        }
        let Some(side) = self.beta else { return Expected::Error };
        if packet.step == 5 && packet.setup != side.setup {
            return Expected::Error;
        }
        if side.deadline <= self.now {
            self.beta = None;
            return Expected::Error;
        }
        match packet.step {
            3 if side.awaits == 3 && packet.setup == side.setup => {
                if packet.accept == side.accept {
                    self.beta = Some(Side { awaits: 5, ..side });
                    return self.send(4, side.setup, side.accept);
                }
                // The proof of another secret.
                self.beta = None;
                self.send(0, side.setup, side.accept);
                Expected::Error
            }
            5 if side.awaits == 5 => {
                self.beta = None;
                self.send(6, side.setup, side.accept);
                Expected::Established
            }
            _ => Expected::Error,
        }
    }

    fn deliver(&mut self, index: usize) -> Expected {
        let packet = self.network[index];
        if packet.step % 2 == 1 { self.at_beta(packet) } else { self.at_alpha(packet) }
    }
}

struct Model;

impl ReferenceStateMachine for Model {
    type State = State;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<State> {
        let (network, expected) = (Vec::new(), Expected::Nothing);
        Just(State { now: 0, setups: 0, accepts: 0, alpha: None, beta: None, network, expected }).boxed()
    }

    fn transitions(_: &State) -> BoxedStrategy<Transition> {
        prop_oneof![
            2 => Just(Transition::Initiate),
            4 => any::<prop::sample::Index>().prop_map(Transition::Deliver),
            8 => Just(Transition::DeliverLast),
            1 => (0..40u64).prop_map(Transition::Wait),
            1 => Just(Transition::Expire),
        ]
        .boxed()
    }

    fn apply(mut state: State, transition: &Transition) -> State {
        let count = state.network.len();
        state.expected = match transition {
            Transition::Initiate => state.initiate(),
            Transition::Deliver(_) | Transition::DeliverLast if count == 0 => Expected::Nothing,
            Transition::Deliver(index) => state.deliver(index.index(count)),
            Transition::DeliverLast => state.deliver(count - 1),
            Transition::Wait(seconds) => {
                state.now += seconds;
                Expected::Nothing
            }
            Transition::Expire => {
                let now = state.now;
                let expire = |side: &mut Option<Side>| {
                    usize::from(side.take_if(|side| side.deadline <= now).is_some())
                };
                Expected::Expired(expire(&mut state.alpha), expire(&mut state.beta))
            }
        };
        state
    }
}

struct Test {
    alpha: Setups,
    beta: Setups,
    network: Vec<Post>,
    now: u64,
    fresh: usize,
}

fn domain(name: &str) -> Domain {
    name.parse().unwrap()
}

impl Test {
    fn fresh(&mut self) -> Credentials {
        self.fresh += 1;
        let number = self.fresh;
        Credentials::new(
            format!("secret {number}"),
            format!("session {number}"),
            format!("transaction {number}"),
        )
    }

    fn deliver(&mut self, index: usize) -> Expected {
        let Post { to, message } = self.network[index].clone();
        let (now, fresh) = (Duration::from_secs(self.now), self.fresh());
        let receiver = if to == *self.alpha.own() { &mut self.alpha } else { &mut self.beta };
        match receiver.receive(&message, now, || fresh) {
            Ok(Step::Reply(post)) => {
                self.network.push(post);
                Expected::Sent
            }
            Ok(Step::Established { reply, .. }) => {
                self.network.extend(reply);
                Expected::Established
            }
            Err(error) => {
                self.network.extend(error.reply().cloned());
                Expected::Error
            }
        }
    }
}

impl StateMachineTest for Test {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(_: &State) -> Self {
        let limits = SetupLimits { timeout: Duration::from_secs(TIMEOUT), ..SetupLimits::default() };
        let setups = |name| Setups::new(domain(name), limits);
        let (alpha, beta) = (setups("alpha.example"), setups("beta.example"));
        Self { alpha, beta, network: Vec::new(), now: 0, fresh: 0 }
    }

    fn apply(mut test: Self, state: &State, transition: Transition) -> Self {
        let (count, now) = (test.network.len(), Duration::from_secs(test.now));
        let result = match transition {
            Transition::Initiate => {
                let fresh = test.fresh();
                match test.alpha.initiate(domain("beta.example"), fresh, now) {
                    Ok(post) => {
                        test.network.push(post);
                        Expected::Sent
                    }
                    Err(_) => Expected::Error,
                }
            }
            Transition::Deliver(_) | Transition::DeliverLast if count == 0 => Expected::Nothing,
            Transition::Deliver(index) => test.deliver(index.index(count)),
            Transition::DeliverLast => test.deliver(count - 1),
            Transition::Wait(seconds) => {
                test.now += seconds;
                Expected::Nothing
            }
            Transition::Expire => {
                Expected::Expired(test.alpha.expire(now).len(), test.beta.expire(now).len())
            }
        };
        assert_eq!(result, state.expected);
        test
    }

    fn check_invariants(test: &Self, state: &State) {
        assert_eq!(test.network.len(), state.network.len());
        assert_eq!(test.alpha.len(), usize::from(state.alpha.is_some()));
        assert_eq!(test.beta.len(), usize::from(state.beta.is_some()));
    }
}

prop_state_machine! {
    #![proptest_config(config())]
    #[test]
    fn a_handshake_does_as_its_model(sequential 1..120 => Test);
}
