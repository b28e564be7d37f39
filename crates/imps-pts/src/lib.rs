#![doc = include_str!("../README.md")]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used,
    )
)]

mod codes;
mod error;
mod forms;
mod layout;
mod preamble;
mod reading;
pub mod sms;
mod transaction_ids;
mod whole;
mod writing;

pub use codes::{Code, CodeRow, Codes, InvalidCode, TableError};
pub(crate) use error::Fail;
pub use error::{PtsError, PtsErrorKind};
pub use imps_core::{Error, ErrorKind};
pub use preamble::{Part, Preamble, PreambleError, PreambleVersion};
pub use reading::{Piece, PieceKind, PtsSource, ReadOptions, Warning, WarningKind, pieces};
pub use transaction_ids::{TransactionIdMap, TransactionIdsExhausted};
pub use whole::{from_str, from_str_with, to_string, to_string_with, to_vec, to_vec_with, write};
pub use writing::{Loss, PtsSink, WriteOptions};
