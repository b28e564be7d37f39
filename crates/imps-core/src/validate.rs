//! Checking a document against the declarations: finds every fault and its place.
//!
//! This module checks what holds for any protocol: order, number and choice of children, leaves,
//! versions. [`Checks`] adds the rules of one protocol. The walk keeps only the path to the current
//! element, whatever the size of the document.

mod automaton;
mod children;
mod finding;
mod leaf;
mod model;
mod options;
mod rules;
mod strict;
mod walk;

pub use finding::{Finding, Findings, Place, Severity};
pub use options::{Role, ValidateOptions};
pub use rules::{Explanation, RULES, explain};
pub use strict::{drain, validate};
pub use walk::{Checks, check};
