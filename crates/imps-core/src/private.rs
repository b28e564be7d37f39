//! The names that the declaring macros expand to. They are not for users and change without notice.

pub use crate::declare::write_word;
pub use crate::names::DefaultNamespace;
pub use crate::walk::{
    AttributeSlot, Place, Seen, debug, fill_attribute, fill_text, finish_text, misplaced, missing,
    missing_attribute, put, write_attribute, write_text,
};
pub use alloc::string::String;
#[cfg(feature = "serde")]
pub use serde;
