#![doc = include_str!("../README.md")]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used,
    )
)]

mod claim;
mod document;
mod expression;
mod group;
mod guideline;
mod item;
mod made;
pub mod observe;
mod operand;
mod reading;
mod requirement;
mod verdict;
mod why_not;

pub use claim::Claim;
pub use document::Document;
pub use expression::{Expression, ExpressionError, ExpressionErrorKind, MAX_DEPTH, MAX_LENGTH, Parsed};
pub use group::{Group, UnknownGroup};
pub use guideline::{Guideline, GuidelineKind};
pub use item::{Item, Side, UnknownItem};
pub use operand::Operand;
pub use reading::{Correction, Reading};
pub use requirement::Requirement;
pub use verdict::{Carriers, Verdict};
pub use why_not::{Missing, Step, WhyNot};
