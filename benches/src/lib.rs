//! What the benches share: the messages in all forms, the tables of work to measure, and the measuring.

mod documents;
pub mod markup;
pub mod messages;
pub mod protobuf;
mod sample;

pub use documents::{Pair, presence_notification, testdata};
pub use sample::{Sample, pts_options};
