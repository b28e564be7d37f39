//! Rows of a document in opaque data.

use super::super::Walk as _;
use super::super::pending::Pending;
use super::names::Names;
use super::{WbxmlWalk, language};
use crate::options::InspectOptions;
use oma_imps::charset::Charset;
use std::ops::ControlFlow;

/// A document being shown inside of another one.
pub(super) struct Inner<'d> {
    walk: Box<WbxmlWalk<'d>>,
    place: Place,
}

/// The place of a document in the one around it.
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) depth: usize,
    pub(super) path: String,
}

impl<'d> Inner<'d> {
    /// Returns the walk through the document, and its language in words.
    pub(super) fn new(
        document: &'d [u8],
        place: Place,
        options: &InspectOptions<'d>,
        level: usize,
    ) -> (Self, String) {
        // The statements of transport and caller concern the document around.
        let mut options = *options;
        (options.version, options.media_type, options.charset) = (None, None, Charset::UNKNOWN);
        let names = Names::of(document, &options);
        let language = language(document, &names);
        let walk = Box::new(WbxmlWalk::with_names(document, names, &options, level));
        (Self { walk, place }, language)
    }

    /// Makes the rows of the next piece. Breaks at the end.
    pub(super) fn step(&mut self, out: &mut Pending<'d>) -> ControlFlow<()> {
        let flow = self.walk.step();
        while let Some(mut row) = self.walk.pending().take() {
            row.offset = row.offset.saturating_add(self.place.start);
            row.depth = row.depth.saturating_add(self.place.depth);
            let between = if row.path.is_empty() || self.place.path.is_empty() { "" } else { "/" };
            row.path = format!("{}{between}{}", self.place.path, row.path);
            out.row(row);
        }
        flow
    }
}
