//! How to read: options, rules, limits, errors.

pub(crate) mod error;
pub(crate) mod left_out;
pub(crate) mod limits;
pub(crate) mod options;
pub(crate) mod quote;

pub use error::{Error, ErrorKind};
pub use left_out::{LeftOut, is_padding};
pub use limits::{Bound, Limits};
pub use options::{ReadOptions, Rule, Unknown, UnknownRule};
pub use quote::Quote;
