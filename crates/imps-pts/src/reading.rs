//! Reading: from parameters to a document.

pub(crate) mod grammar;
pub(crate) mod layout;
pub(crate) mod message;
mod options;
pub(crate) mod pieces;
pub(crate) mod source;
pub(crate) mod warning;

pub use options::ReadOptions;
pub use pieces::{Piece, PieceKind, pieces};
pub use source::PtsSource;
pub use warning::{Warning, WarningKind};
