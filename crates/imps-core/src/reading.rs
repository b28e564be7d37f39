//! Reading: options, rules, limits, errors.

pub(crate) mod error;
pub(crate) mod left_out;
pub(crate) mod limits;
pub(crate) mod options;
pub(crate) mod quote;

pub use error::{Error, ErrorKind};
pub use left_out::{LeftOut, is_padding};
pub use limits::{LimitKind, Limits};
pub use options::{ReadOptions, Rule, UnknownContent, UnknownRule};
pub use quote::Quote;
