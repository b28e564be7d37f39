//! Values of leaves: text, bytes, dates.

pub(crate) mod binary;
pub(crate) mod data;
pub(crate) mod date_time;
pub(crate) mod text;
pub(crate) mod value;

pub use binary::Bytes;
pub use data::Data;
pub use date_time::{AnyDateTime, DateTime, DateTimeParts, ParseDateTimeError};
pub use text::Text;
#[doc(hidden)]
pub use text::is_xml_character;
pub use value::{Value, parse_integer};
