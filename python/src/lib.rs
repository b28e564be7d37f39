//! The native half of the Python package `oma_imps`. The other half, in Python, has the documented
//! functions: it checks the types of its arguments and calls these.
#![deny(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::todo,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used
)]

mod checks;
mod codec;
mod conversion;
mod dictionary;
mod fault;
mod forms;
mod object;
mod options;
mod place;
mod rows;
mod timeline;

#[pyo3::pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use crate::checks::{explain, rules, validate};
    #[pymodule_export]
    use crate::codec::{decode, encode};
    #[pymodule_export]
    use crate::conversion::convert;
    #[pymodule_export]
    use crate::forms::{guess, unwrap};
    #[pymodule_export]
    use crate::rows::inspect;
    #[pymodule_export]
    use crate::timeline::timeline;
}
