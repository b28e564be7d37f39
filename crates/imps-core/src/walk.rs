//! Sources and sinks, and how a declaration is read and written.

pub(crate) mod content;
pub(crate) mod empty;
pub(crate) mod extensions;
pub(crate) mod into_owned;
pub(crate) mod leaf;
pub(crate) mod pump;
pub(crate) mod read_fields;
pub(crate) mod scalar;
pub(crate) mod sink;
pub(crate) mod source;
pub(crate) mod visit;

pub use content::{Content, Element, Field, Root, read_root, write_root};
#[doc(hidden)]
pub use content::{misplaced, missing, missing_first, put};
pub use empty::Empty;
pub use extensions::{Extension, Extensions};
#[doc(hidden)]
pub use extensions::{Place, debug};
pub use into_owned::IntoOwned;
pub use pump::{pump, pump_document};
#[doc(hidden)]
pub use read_fields::ReadFields;
#[doc(hidden)]
pub use scalar::{
    AttributeSlot, fill_attribute, fill_text, finish_text, missing_attribute, read_as_leaf, write_attribute,
    write_text,
};
pub use scalar::{Scalar, ScalarField};
pub use sink::Sink;
pub use source::{Attribute, PlainChild, Source};
pub use visit::Visitor;
#[doc(hidden)]
pub use visit::{FieldsToVisit, is_word_in};
