//! Shared by the benches: the messages in all forms, the tables of work to measure, and the measuring.

pub mod borrowed;
mod documents;
pub mod markup;
mod measure;
pub mod messages;
pub mod protobuf;
mod sample;
mod table;
pub mod topics;

pub use documents::{Pair, presence_notification, testdata};
pub use measure::run;
pub use sample::{Sample, pts_options};
pub use table::{Bar, Row, Table};
