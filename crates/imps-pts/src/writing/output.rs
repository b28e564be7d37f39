//! The output that the shapes of values write to.

use crate::codes::Codes;
use crate::layout::{self, Tape};
use crate::writing::Loss;
use imps_core::schema::Schema;
use imps_core::{Version, Word};

/// What has no tag, by the number of its element, in order.
#[derive(Debug, Default)]
pub(crate) struct Foreign {
    pub(crate) elements: Vec<(u32, String)>,
    pub(crate) attributes: Vec<(u32, String)>,
}

/// The content of a leaf, until the message is complete.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    /// From here to there in the output, where the message will take its place.
    Text(u32, u32),
    Word(Word),
    Integer(u32),
}

/// An element to be written.
pub(crate) type Entry<'t> = layout::Entry<'t, Held>;

/// What the shapes of values need to write elements.
pub(crate) struct Encoder<'t> {
    pub(crate) codes: &'t Codes,
    /// The text of all leaves, and the message behind.
    pub(crate) out: &'t mut Vec<u8>,
    pub(super) tape: &'t Tape<Held>,
    pub(super) foreign: &'t Foreign,
    pub(super) version: Version,
    /// The declaration of the message, if it is known.
    pub(super) schema: Option<&'static Schema>,
    pub(super) leave_out: &'t [&'t str],
    pub(super) losses: Vec<Loss>,
}
