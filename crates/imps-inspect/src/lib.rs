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

#[doc(alias("pcap", "pcapng", "HAR", "Wireshark"))]
pub mod capture;
mod chunk;
mod cir;
mod documents;
mod hashing;
mod hint;
mod inflate;
mod languages;
mod lines;
mod options;
mod rows;
pub mod text;
pub mod timeline;
mod wrapping;

pub use documents::{NamedPart, NamedParts};
pub use hint::{damage, hint, stray_charset};
pub use languages::other_language;
pub use lines::{Line, lines};
pub use options::InspectOptions;
pub use rows::{Row, RowKind, Rows, document_at, has_rows, rows, syntax_of_rows};
pub use wrapping::{Anomaly, Coding, Direction, Document, Documents, Order, Radix, Wrapping, unwrap};
