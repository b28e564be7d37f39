//! The output to which the shapes of values write.

use crate::codes::Codes;
use crate::layout::{self, Tape};
use crate::writing::Loss;
use imps_core::schema::Schema;
use imps_core::{Version, Word};

/// Names without a tag, by the number of their element, in order.
#[derive(Debug, Default)]
pub(crate) struct Foreign {
    pub(crate) elements: Vec<(u32, String)>,
    pub(crate) attributes: Vec<(u32, String)>,
}

/// The content of a leaf, until the message is complete.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    /// The range in the output, at the place where the message will be.
    Text(u32, u32),
    Word(Word),
    Integer(u32),
}

/// An element to be written.
pub(crate) type Entry<'t> = layout::Entry<'t, Held>;

/// The state that the shapes of values need to write elements.
pub(crate) struct Encoder<'t> {
    pub(crate) codes: &'t Codes,
    /// The text of all leaves, and the message after it.
    pub(crate) out: &'t mut Vec<u8>,
    pub(super) tape: &'t Tape<Held>,
    pub(super) foreign: &'t Foreign,
    pub(super) version: Version,
    /// The declaration of the message, if known.
    pub(super) schema: Option<&'static Schema>,
    pub(super) leave_out: &'t [&'t str],
    pub(super) losses: Vec<Loss>,
}
