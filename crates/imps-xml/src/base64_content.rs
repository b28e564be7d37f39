//! Content that XML can carry only as base64.
//!
//! Binary XML carries bytes as they are and states their encoding before or after them. An earlier
//! encoding is already written when the bytes turn out not to be text, so it is corrected in the
//! buffer. A later encoding is corrected when it comes. Until then, and if none comes, an inserted
//! encoding is beside the content. Everything is in the buffer, so nothing else is stored.

use imps_core::{CSP, Tag, Vocabulary, tag};
use std::ops::Range;

/// The element that announces base64.
const ANNOUNCEMENT: &[u8] = b"<ContentEncoding>BASE64</ContentEncoding>";

/// The position of the content description in the buffer.
#[derive(Debug)]
pub(crate) struct Content {
    /// Whether the vocabulary is CSP. In other vocabularies the tags represent other elements.
    is_csp: bool,
    media_type: Option<Description>,
    encoding: Option<Description>,
    beside: Option<Beside>,
    /// The depth of the element that contains bytes without a description so far, written as text.
    text: Option<usize>,
}

/// A inserted encoding beside content without a description so far.
#[derive(Debug)]
struct Beside {
    /// Its range, including its white space.
    range: Range<usize>,
    /// The depth of the element that contains it and the content.
    parent: usize,
}

/// An element that describes content.
#[derive(Debug)]
struct Description {
    /// The position of its `<`.
    start: usize,
    /// The value.
    value: Range<usize>,
    /// The end, including the end tag.
    end: usize,
    /// The depth of the outermost element that contains it and has not ended since.
    floor: usize,
}

impl Description {
    /// Returns whether it describes content of an element at this depth: it is in that element,
    /// before the content.
    fn describes(&self, parent: usize) -> bool {
        self.floor >= parent
    }
}

impl Content {
    /// Creates an empty state.
    pub(crate) fn new(vocabulary: &'static Vocabulary) -> Self {
        Self {
            is_csp: std::ptr::eq(vocabulary, &raw const CSP),
            media_type: None,
            encoding: None,
            beside: None,
            text: None,
        }
    }

    /// Returns whether the element contains content of any type.
    pub(crate) fn is_data(&self, tag: Tag) -> bool {
        self.is_csp && tag == tag::ContentData
    }

    /// Returns whether the element describes content.
    #[inline]
    pub(crate) fn is_description(&self, tag: Tag) -> bool {
        (tag == tag::ContentType || tag == tag::ContentEncoding) && self.is_csp
    }

    /// Records a content type or encoding before its end tag is written. `element` is the position
    /// of its `<`.
    #[cold]
    pub(crate) fn record(&mut self, tag: Tag, out: &[u8], element: usize, empty: bool, depth: usize) {
        let name_length = if tag == tag::ContentType { "ContentType".len() } else { "ContentEncoding".len() };
        let start_tag = out.get(element..).unwrap_or_default().iter().position(|byte| *byte == b'>');
        let (value, end) = match start_tag {
            Some(length) if !empty => {
                let value = element.saturating_add(length).saturating_add(1);
                (value..out.len(), out.len().saturating_add(name_length).saturating_add("</>".len()))
            }
            _ => (out.len()..out.len(), out.len().saturating_add("/>".len())),
        };
        let description = Some(Description { start: element, value, end, floor: depth });
        match tag {
            tag::ContentType => self.media_type = description,
            _ => self.encoding = description,
        }
    }

    /// Returns whether the description says that the content of the next element is not text. The
    /// parent of this element is at this depth.
    pub(crate) fn is_of_other_type(&self, out: &[u8], parent: usize) -> bool {
        let description = self.media_type.as_ref().filter(|description| description.describes(parent));
        description.is_some_and(|description| {
            let value = out.get(description.value.clone()).unwrap_or_default().trim_ascii_start();
            !value.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"text/"))
        })
    }

    /// Makes the buffer state base64 for the element with its `<` at `element`. Returns the new
    /// position of this `<`.
    ///
    /// With `indented`, an inserted element gets the white space of its neighbour.
    pub(crate) fn announce_base64(
        &mut self,
        out: &mut Vec<u8>,
        element: usize,
        parent: usize,
        indented: bool,
    ) -> usize {
        let from_end = out.len().saturating_sub(element);
        let media_type = self.media_type.take().filter(|description| description.describes(parent));
        match (self.encoding.take().filter(|description| description.describes(parent)), media_type) {
            (Some(encoding), _) => {
                let value = out.get(encoding.value).unwrap_or_default().trim_ascii();
                if !value.eq_ignore_ascii_case(b"BASE64") {
                    out.splice(encoding.start..encoding.end, ANNOUNCEMENT.iter().copied());
                }
            }
            (None, Some(media_type)) => {
                let line = if indented { line_before(out, media_type.start) } else { Vec::new() };
                out.splice(media_type.end..media_type.end, [&line, ANNOUNCEMENT].concat());
            }
            (None, None) => {
                let line = if indented { line_before(out, element) } else { Vec::new() };
                let announcement = [ANNOUNCEMENT, &line].concat();
                let range = element..element.saturating_add(announcement.len());
                self.beside = Some(Beside { range, parent });
                out.splice(element..element, announcement);
            }
        }
        out.len().saturating_sub(from_end)
    }

    /// Returns whether content comes before its description.
    #[inline]
    pub(crate) fn is_described_late(&self) -> bool {
        self.beside.is_some() || self.text.is_some()
    }

    /// Records that bytes are written as text, in an element with its parent at this depth.
    #[cold]
    pub(crate) fn record_text(&mut self, parent: usize) {
        let described = [&self.media_type, &self.encoding].into_iter().flatten();
        if described.filter(|description| description.describes(parent)).count() == 0 {
            self.text = Some(parent);
        }
    }

    /// Returns whether a later description would turn the bytes that were written as text into
    /// other bytes: into the bytes of which this text is the base64.
    #[cold]
    pub(crate) fn is_misread(&self, out: &[u8]) -> bool {
        let Some(parent) = self.text else { return false };
        let encoding = self.encoding.as_ref().filter(|description| description.describes(parent));
        let value = encoding.and_then(|description| out.get(description.value.clone())).unwrap_or_default();
        value.trim_ascii().eq_ignore_ascii_case(b"BASE64") && self.is_of_other_type(out, parent)
    }

    /// Makes a content encoding after its content say base64, and removes the inserted encoding
    /// beside the content. The element was just recorded, and its end tag is about to be written.
    /// An empty element gets the end of its start tag. Returns whether there was something to
    /// correct.
    #[cold]
    pub(crate) fn correct_encoding(&mut self, out: &mut Vec<u8>, empty: bool) -> bool {
        let Some(beside) = self.beside.take() else { return false };
        let Some(encoding) = self.encoding.take() else { return false };
        out.truncate(encoding.value.start);
        if empty {
            out.push(b'>');
        }
        out.extend_from_slice(b"BASE64");
        self.remove(out, &beside.range);
        true
    }

    /// Moves the inserted encoding beside the content after the content type that has just ended.
    /// A content encoding may still follow.
    #[cold]
    pub(crate) fn announce_late(&mut self, out: &mut Vec<u8>, indented: bool) {
        let (Some(beside), Some(media_type)) = (&mut self.beside, &self.media_type) else { return };
        let line = if indented { line_before(out, media_type.start) } else { Vec::new() };
        let announcement = [&line, ANNOUNCEMENT].concat();
        let length = announcement.len();
        out.extend_from_slice(&announcement);
        let old = std::mem::replace(&mut beside.range, 0..0);
        self.remove(out, &old);
        if let Some(beside) = &mut self.beside {
            beside.range = out.len().saturating_sub(length)..out.len();
        }
    }

    /// Removes text from the buffer that is before all recorded positions.
    fn remove(&mut self, out: &mut Vec<u8>, range: &Range<usize>) {
        out.splice(range.clone(), []);
        for description in [&mut self.media_type, &mut self.encoding].into_iter().flatten() {
            for place in [
                &mut description.start,
                &mut description.value.start,
                &mut description.value.end,
                &mut description.end,
            ] {
                if *place >= range.end {
                    *place = place.saturating_sub(range.len());
                }
            }
        }
    }

    /// Records that an element has ended. Its parent is at this depth.
    #[inline]
    pub(crate) fn leave(&mut self, depth: usize) {
        if self.is_described_late() {
            self.beside.take_if(|beside| beside.parent > depth);
            self.text.take_if(|parent| *parent > depth);
        }
        for description in [&mut self.media_type, &mut self.encoding].into_iter().flatten() {
            description.floor = description.floor.min(depth);
        }
    }
}

/// Returns the white space before a tag.
fn line_before(out: &[u8], tag: usize) -> Vec<u8> {
    let before = out.get(..tag).unwrap_or_default();
    before.get(before.trim_ascii_end().len()..).unwrap_or_default().to_vec()
}
