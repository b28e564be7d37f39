//! The open elements.

use crate::text::shortened;
use oma_imps::imps_core::Tag;

/// No deeper: a path costs as much as the elements on it, and readers refuse such documents.
pub(super) const DEEPEST: u32 = 100;

/// The maximum length of a name in a path: a name may be as long as the document, and every row
/// repeats the path.
const LONGEST: usize = 128;

/// The open elements, outermost first, as text that is always at hand.
#[derive(Debug, Default)]
pub(super) struct Path {
    text: String,
    /// The length of the text before each open element, and the element.
    open: Vec<(usize, Option<Tag>)>,
}

impl Path {
    pub(super) fn push(&mut self, name: &str, tag: Option<Tag>) {
        self.open.push((self.text.len(), tag));
        if !self.text.is_empty() {
            self.text.push('/');
        }
        self.text.push_str(&shortened(name, LONGEST));
    }

    pub(super) fn pop(&mut self) {
        if let Some((length, _)) = self.open.pop() {
            self.text.truncate(length);
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The name of the innermost element.
    pub(super) fn name(&self) -> &str {
        let start = self.open.last().map_or(0, |(length, _)| *length);
        self.text.get(start..).unwrap_or_default().trim_start_matches('/')
    }

    /// The innermost element, if it is known.
    pub(super) fn tag(&self) -> Option<Tag> {
        self.open.last().and_then(|(_, tag)| *tag)
    }

    /// Whether no element may follow inside.
    pub(super) fn is_full(&self) -> bool {
        self.open.len() >= DEEPEST as usize
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }
}
