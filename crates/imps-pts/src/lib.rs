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

mod code;
mod codes;
mod declared;
mod decode;
mod document;
mod encode;
mod error;
mod forms;
mod grammar;
mod loss;
mod options;
mod pieces;
mod preamble;
mod quote;
mod sink;
pub mod sms;
mod source;
mod tape;
mod transaction_ids;
mod warning;

pub use code::{Code, InvalidCode};
pub use codes::{CodeRow, Codes, TableError};
pub use document::{
    encode_into, encode_to, from_str, from_str_with, to_bytes, to_string, to_string_with, to_vec,
};
pub(crate) use error::Fail;
pub use error::{SyntaxError, SyntaxErrorKind};
pub use imps_core::{Error, ErrorKind, ReadOptions};
pub use loss::Loss;
pub use options::WriteOptions;
pub use pieces::{Piece, PieceKind, pieces};
pub use preamble::{Part, Preamble, PreambleError, PreambleVersion};
pub use sink::PtsSink;
pub use source::PtsSource;
pub use transaction_ids::{TransactionIdMap, TransactionIdsExhausted};
pub use warning::{Warning, WarningKind};
