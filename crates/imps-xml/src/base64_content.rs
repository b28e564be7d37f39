//! Content that XML can carry in base64 only.
//!
//! Binary XML carries octets as they are and announces their encoding before or behind them. What was announced before is
//! already written when the octets turn out not to be text, so it is put right in the buffer. What comes behind is put right when it
//! comes; until then, and if nothing comes, an announcement stands beside the content. All of it is in the buffer anyway, so
//! nothing more is kept.

use imps_core::{CSP, Tag, Vocabulary, tag};
use std::ops::Range;

/// The element that announces base64.
const ANNOUNCEMENT: &[u8] = b"<ContentEncoding>BASE64</ContentEncoding>";

/// Where the buffer says what the next content is.
#[derive(Debug)]
pub(crate) struct Content {
    /// Whether the vocabulary is CSP, whose elements these are: in another one their tags mean other elements.
    is_csp: bool,
    media_type: Option<Noted>,
    encoding: Option<Noted>,
    beside: Option<Beside>,
    /// Depth of the element that holds octets which nothing has described so far, and which are written as the text that they are.
    text: Option<usize>,
}

/// An announcement beside content that nothing has described so far.
#[derive(Debug)]
struct Beside {
    /// Where it is, with its white space.
    range: Range<usize>,
    /// Depth of the element that holds it and the content.
    parent: usize,
}

/// An element that describes content.
#[derive(Debug)]
struct Noted {
    /// Where its `<` stands.
    start: usize,
    /// Its value.
    value: Range<usize>,
    /// Where it ends, its end tag included.
    end: usize,
    /// Depth of the outermost element that holds it and has not ended since.
    floor: usize,
}

impl Noted {
    /// Whether it describes content of an element at this depth: it stands in that element, before the content.
    fn describes(&self, parent: usize) -> bool {
        self.floor >= parent
    }
}

impl Content {
    /// Nothing is described yet.
    pub(crate) fn new(vocabulary: &'static Vocabulary) -> Self {
        Self {
            is_csp: std::ptr::eq(vocabulary, &raw const CSP),
            media_type: None,
            encoding: None,
            beside: None,
            text: None,
        }
    }

    /// Whether the element holds content of any type.
    pub(crate) fn is_data(&self, tag: Tag) -> bool {
        self.is_csp && tag == tag::ContentData
    }

    /// Whether the element describes content.
    #[inline]
    pub(crate) fn is_description(&self, tag: Tag) -> bool {
        (tag == tag::ContentType || tag == tag::ContentEncoding) && self.is_csp
    }

    /// Notes a content type or encoding, whose end tag is about to be written; `element` is where its `<` stands.
    #[cold]
    pub(crate) fn note(&mut self, tag: Tag, out: &[u8], element: usize, empty: bool, depth: usize) {
        let name_length = if tag == tag::ContentType { "ContentType".len() } else { "ContentEncoding".len() };
        let start_tag = out.get(element..).unwrap_or_default().iter().position(|octet| *octet == b'>');
        let (value, end) = match start_tag {
            Some(length) if !empty => {
                let value = element.saturating_add(length).saturating_add(1);
                (value..out.len(), out.len().saturating_add(name_length).saturating_add("</>".len()))
            }
            _ => (out.len()..out.len(), out.len().saturating_add("/>".len())),
        };
        let noted = Some(Noted { start: element, value, end, floor: depth });
        match tag {
            tag::ContentType => self.media_type = noted,
            _ => self.encoding = noted,
        }
    }

    /// Whether the content of the next element, whose parent is at this depth, is said to be something other than text.
    pub(crate) fn is_of_other_type(&self, out: &[u8], parent: usize) -> bool {
        let noted = self.media_type.as_ref().filter(|noted| noted.describes(parent));
        noted.is_some_and(|noted| {
            let value = out.get(noted.value.clone()).unwrap_or_default().trim_ascii_start();
            !value.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"text/"))
        })
    }

    /// Makes the buffer announce base64 for the element whose `<` stands at `element`; returns where it stands then.
    ///
    /// With `indented`, an inserted element gets the white space of the one it stands next to.
    pub(crate) fn announce_base64(
        &mut self,
        out: &mut Vec<u8>,
        element: usize,
        parent: usize,
        indented: bool,
    ) -> usize {
        let from_end = out.len().saturating_sub(element);
        let media_type = self.media_type.take().filter(|noted| noted.describes(parent));
        match (self.encoding.take().filter(|noted| noted.describes(parent)), media_type) {
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

    /// Whether content stands before what describes it.
    #[inline]
    pub(crate) fn is_described_late(&self) -> bool {
        self.beside.is_some() || self.text.is_some()
    }

    /// Notes that octets are written as text, in an element whose parent is at this depth.
    #[cold]
    pub(crate) fn note_text(&mut self, parent: usize) {
        let described = [&self.media_type, &self.encoding].into_iter().flatten();
        if described.filter(|noted| noted.describes(parent)).count() == 0 {
            self.text = Some(parent);
        }
    }

    /// Whether what comes behind octets that are written as text makes other octets of that text: those that it is base64 of.
    #[cold]
    pub(crate) fn is_misread(&self, out: &[u8]) -> bool {
        let Some(parent) = self.text else { return false };
        let encoding = self.encoding.as_ref().filter(|noted| noted.describes(parent));
        let value = encoding.and_then(|noted| out.get(noted.value.clone())).unwrap_or_default();
        value.trim_ascii().eq_ignore_ascii_case(b"BASE64") && self.is_of_other_type(out, parent)
    }

    /// Makes a content encoding that comes behind its content say base64, in place of the announcement beside the content. The
    /// element was just noted, and its end tag is about to be written. An element without content gets the end of its start tag.
    /// Tells whether there was something to put right.
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

    /// Moves the announcement beside the content behind the content type that has just ended. A content encoding may still follow.
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

    /// Takes out of the buffer what stands before everything noted.
    fn remove(&mut self, out: &mut Vec<u8>, range: &Range<usize>) {
        out.splice(range.clone(), []);
        for noted in [&mut self.media_type, &mut self.encoding].into_iter().flatten() {
            for place in [&mut noted.start, &mut noted.value.start, &mut noted.value.end, &mut noted.end] {
                if *place >= range.end {
                    *place = place.saturating_sub(range.len());
                }
            }
        }
    }

    /// An element has ended, and its parent is at this depth.
    #[inline]
    pub(crate) fn leave(&mut self, depth: usize) {
        if self.is_described_late() {
            self.beside.take_if(|beside| beside.parent > depth);
            self.text.take_if(|parent| *parent > depth);
        }
        for noted in [&mut self.media_type, &mut self.encoding].into_iter().flatten() {
            noted.floor = noted.floor.min(depth);
        }
    }
}

/// The white space before a tag.
fn line_before(out: &[u8], tag: usize) -> Vec<u8> {
    let before = out.get(..tag).unwrap_or_default();
    before.get(before.trim_ascii_end().len()..).unwrap_or_default().to_vec()
}
