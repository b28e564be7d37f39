//! Joining the parts of SMS against a list of parts.

use super::config;
use oma_imps::pts::sms::{JoinError, JoinLimit, JoinLimits, Joiner, Unfinished, split};
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::collections::BTreeMap;
use std::time::Duration;

const LIFETIME: u64 = 100;
const SETS: usize = 3;
const SETS_OF_SENDER: usize = 2;
const SENDERS: [&str; 2] = ["+15550100", "+15550101"];

/// The messages: three transactions, each with a short and a long text.
fn message(transaction: usize, is_long: bool) -> String {
    let text = if is_long { "ä".repeat(20) } else { "short".to_owned() };
    format!("WV12ST{} SI=S1 ST=(604,\"{text}\")", transaction + 1)
}

fn parts(transaction: usize, is_long: bool) -> Vec<Vec<u8>> {
    split(&message(transaction, is_long), 30).unwrap()
}

#[derive(Clone, Debug)]
enum Transition {
    Push { sender: usize, transaction: usize, is_long: bool, part: usize },
    Wait(u64),
    Expire,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Expected {
    Nothing,
    Joined(String),
    Waits,
    Disagreement(Lost),
    Late(Lost),
    Full(JoinLimit, Option<Lost>),
    Expired(Vec<Lost>),
}

/// Sender, transaction, received parts, all parts.
type Lost = (usize, usize, usize, usize);

#[derive(Clone, Debug)]
struct Set {
    is_long: bool,
    parts: Vec<usize>,
    deadline: u64,
}

#[derive(Clone, Debug)]
struct State {
    now: u64,
    sets: BTreeMap<(usize, usize), Set>,
    expected: Expected,
}

impl State {
    fn lose(&mut self, key: (usize, usize)) -> Option<Lost> {
        let set = self.sets.remove(&key)?;
        Some((key.0, key.1, set.parts.len(), parts(key.1, set.is_long).len()))
    }

    fn push(&mut self, sender: usize, transaction: usize, is_long: bool, part: usize) -> Expected {
        let key = (sender, transaction);
        let now = self.now;
        let stale = match self.sets.get(&key) {
            Some(set) if set.deadline <= now => self.lose(key).map(Expected::Late),
            Some(set) if set.is_long != is_long => self.lose(key).map(Expected::Disagreement),
            _ => None,
        };
        if !self.sets.contains_key(&key) {
            let of_sender = self.sets.keys().filter(|(other, _)| *other == sender).count();
            let limit = if self.sets.len() >= SETS {
                Some(JoinLimit::Sets)
            } else {
                (of_sender >= SETS_OF_SENDER).then_some(JoinLimit::SetsOfSender)
            };
            if let Some(limit) = limit {
                let lost = match stale {
                    Some(Expected::Late(lost) | Expected::Disagreement(lost)) => Some(lost),
                    _ => None,
                };
                return Expected::Full(limit, lost);
            }
        }
        let new = Set { is_long, parts: Vec::new(), deadline: now + LIFETIME };
        let set = self.sets.entry(key).or_insert(new);
        if !set.parts.contains(&part) {
            set.parts.push(part);
        }
        if set.parts.len() == parts(transaction, is_long).len() {
            self.sets.remove(&key);
            return Expected::Joined(message(transaction, is_long));
        }
        stale.unwrap_or(Expected::Waits)
    }
}

struct Model;

impl ReferenceStateMachine for Model {
    type State = State;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<State> {
        Just(State { now: 0, sets: BTreeMap::new(), expected: Expected::Nothing }).boxed()
    }

    fn transitions(_: &State) -> BoxedStrategy<Transition> {
        let push = (0..2usize, 0..3usize, prop::bool::weighted(0.7), any::<prop::sample::Index>());
        let push = push.prop_map(|(sender, transaction, is_long, part)| {
            let part = part.index(parts(transaction, is_long).len());
            Transition::Push { sender, transaction, is_long, part }
        });
        prop_oneof![12 => push, 1 => (0..120u64).prop_map(Transition::Wait), 1 => Just(Transition::Expire)]
            .boxed()
    }

    fn apply(mut state: State, transition: &Transition) -> State {
        state.expected = match *transition {
            Transition::Push { sender, transaction, is_long, part } => {
                state.push(sender, transaction, is_long, part)
            }
            Transition::Wait(seconds) => {
                state.now += seconds;
                Expected::Nothing
            }
            Transition::Expire => {
                let over = state.sets.iter().filter(|(_, set)| set.deadline <= state.now);
                let over: Vec<_> = over.map(|(key, _)| *key).collect();
                Expected::Expired(over.into_iter().filter_map(|key| state.lose(key)).collect())
            }
        };
        state
    }
}

struct Test {
    joiner: Joiner,
    now: u64,
}

fn lost(unfinished: &Unfinished) -> Lost {
    let sender = SENDERS.iter().position(|sender| *sender == unfinished.sender).unwrap();
    let preamble = unfinished.preamble.to_string();
    let transaction = (0..3).find(|number| preamble == format!("WV12ST{}", number + 1)).unwrap();
    (sender, transaction, unfinished.received.into(), unfinished.total.into())
}

impl StateMachineTest for Test {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(_: &State) -> Self {
        let limits = JoinLimits::default()
            .with_sets(SETS)
            .with_sets_of_sender(SETS_OF_SENDER)
            .with_lifetime(Duration::from_secs(LIFETIME));
        Self { joiner: Joiner::new(limits), now: 0 }
    }

    fn apply(mut test: Self, state: &State, transition: Transition) -> Self {
        let now = Duration::from_secs(test.now);
        let result = match transition {
            Transition::Push { sender, transaction, is_long, part } => {
                let part = &parts(transaction, is_long)[part];
                match test.joiner.push(SENDERS[sender], part, now) {
                    Ok(Some(message)) => Expected::Joined(message),
                    Ok(None) => Expected::Waits,
                    Err(JoinError::Disagreement(it)) => Expected::Disagreement(lost(&it)),
                    Err(JoinError::Late(it)) => Expected::Late(lost(&it)),
                    Err(JoinError::Full { limit, given_up }) => {
                        Expected::Full(limit, given_up.as_ref().map(lost))
                    }
                    Err(other) => panic!("{other}"),
                }
            }
            Transition::Wait(seconds) => {
                test.now += seconds;
                Expected::Nothing
            }
            Transition::Expire => Expected::Expired(test.joiner.expire(now).iter().map(lost).collect()),
        };
        assert_eq!(result, state.expected);
        test
    }

    fn check_invariants(test: &Self, state: &State) {
        assert_eq!(test.joiner.sets(), state.sets.len());
        assert_eq!(test.joiner.bytes() == 0, state.sets.is_empty());
    }
}

#[test]
fn the_messages_have_several_parts() {
    for transaction in 0..3 {
        assert_eq!([false, true].map(|is_long| parts(transaction, is_long).len()), [2, 3]);
    }
}

prop_state_machine! {
    #![proptest_config(config())]
    #[test]
    fn a_joiner_does_as_its_model(sequential 1..100 => Test);
}
