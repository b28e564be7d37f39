#![doc = include_str!("../README.md")]

mod code;
mod preamble;
pub mod sms;
mod transaction_ids;

pub use code::{Code, InvalidCode};
pub use preamble::{Part, Preamble, PreambleError, PreambleVersion};
pub use transaction_ids::{TransactionIdMap, TransactionIdsExhausted};
