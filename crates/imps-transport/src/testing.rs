//! Tests of state machines: two ends in virtual time, with a bad network between them.
//!
//! [`Pair`] connects two [`End`]s by a [`Network`] that loses, delays, duplicates and reorders
//! packets, and restarts the ends. Everything follows from a seed, so a failure can be repeated.
//! [`check_contract`] checks the promises of a single [`Machine`](crate::Machine).
//!
//! ```
//! use imps_transport::testing::{End, Happening, Network, Pair};
//! use imps_transport::{Action, Machine};
//! use std::time::Duration;
//!
//! /// Sends a question every second until an answer comes.
//! #[derive(Default)]
//! struct Asks { next_at: Duration, is_answered: bool, is_reported: bool }
//!
//! impl Machine for Asks {
//!     type Event = &'static str;
//!
//!     fn next(&mut self, now: Duration, out: &mut Vec<u8>) -> Action<Self::Event> {
//!         if self.is_answered {
//!             let is_first = !std::mem::replace(&mut self.is_reported, true);
//!             return if is_first { Action::Event("answered") } else { Action::Wait(None) };
//!         }
//!         if now < self.next_at {
//!             return Action::Wait(Some(self.next_at));
//!         }
//!         self.next_at = now + Duration::from_secs(1);
//!         out.extend_from_slice(b"?");
//!         Action::Send
//!     }
//! }
//!
//! impl End for Asks {
//!     fn receive(&mut self, _: &[u8], _: Duration) {
//!         self.is_answered = true;
//!     }
//! }
//!
//! /// Answers each question.
//! #[derive(Default)]
//! struct Answers(usize);
//!
//! impl Machine for Answers {
//!     type Event = &'static str;
//!
//!     fn next(&mut self, _: Duration, out: &mut Vec<u8>) -> Action<Self::Event> {
//!         if self.0 == 0 {
//!             return Action::Wait(None);
//!         }
//!         self.0 -= 1;
//!         out.extend_from_slice(b"!");
//!         Action::Send
//!     }
//! }
//!
//! impl End for Answers {
//!     fn receive(&mut self, _: &[u8], _: Duration) {
//!         self.0 += 1;
//!     }
//! }
//!
//! for seed in 0..100 {
//!     let network = Network::default().with_loss(20).with_duplicates(10);
//!     let mut pair = Pair::new(Asks::default(), Answers::default(), network, seed);
//!     let happening = pair.step(Duration::from_secs(60));
//!     assert_eq!(happening, Happening::Left("answered"), "seed {seed}");
//! }
//! ```

mod contract;
mod network;
mod pair;
mod random;

pub use contract::{ContractFault, check_contract};
pub use network::{Counts, Network};
pub use pair::{End, Happening, Pair, Side};
pub use random::Random;
