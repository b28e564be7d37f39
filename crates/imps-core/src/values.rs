//! Values of leaves: text, bytes, dates.

pub(crate) mod data;
pub(crate) mod date_time;
pub(crate) mod octets;
pub(crate) mod text;
pub(crate) mod value;

pub use data::Data;
pub use date_time::{AnyDateTime, DateTime, DateTimeParts, ParseDateTimeError};
pub use octets::Octets;
pub use text::Text;
#[doc(hidden)]
pub use text::is_xml_character;
pub use value::{Value, parse_integer};
