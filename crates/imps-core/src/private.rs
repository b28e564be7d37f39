//! The names that the declaring macros expand to. They are not for users and change without notice.

pub use crate::names::DefaultNamespace;
pub use crate::walk::{
    AttributeSlot, FieldsToVisit, Place, ReadFields, debug, fill_attribute, fill_text, finish_text,
    is_word_in, misplaced, missing, missing_attribute, missing_first, put, read_as_leaf, write_attribute,
    write_text,
};
pub use alloc::boxed::Box;
pub use alloc::string::String;
#[cfg(feature = "serde")]
pub use serde;
