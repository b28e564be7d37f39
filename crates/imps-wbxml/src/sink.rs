//! Writing.

mod attribute;
mod options;
mod value;
mod vendor;

pub use self::options::WriteOptions;
use crate::error::syntax;
use crate::table::{AnyVersion, Code, Release, Table, VOCABULARY, declares, kind, unknown_code};
use crate::vendor::VendorCodes;
use alloc::vec::Vec;
use imps_core::private::DefaultNamespace;
use imps_core::{ContentKind, DateTime, Error, Sink, Tag, Version, Vocabulary, Word, tag};
use wbxml::table::Codes;
use wbxml::{WriteHeader, Writer};

/// A CSP document in binary XML, being written.
///
/// It writes a form that every reader accepts: numbers in the fewest bytes, value tokens for whole
/// values of enumerations and media types and never in free text, namespace declarations where
/// their elements start, and literals for names without a token.
///
/// ```
/// use imps_core::{Document, Node, Sink as _, Version, tag, write_root};
/// use imps_wbxml::{WbxmlSink, WriteOptions};
///
/// let root = Node::new(tag::WV_CSP_Message).with(Node::new(tag::Session));
/// let document = Document { version: Version::V1_2, root };
/// let mut written = Vec::new();
/// let mut sink = WbxmlSink::new(&mut written, document.version, &WriteOptions::default());
/// write_root(&document, &mut sink)?;
/// sink.finish()?;
/// assert_eq!(written, b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x2D\x01");
/// # Ok::<(), imps_core::Error>(())
/// ```
#[doc(alias("binary XML", "encoder"))]
#[derive(Debug)]
pub struct WbxmlSink<'b, R = AnyVersion> {
    writer: Writer,
    /// The caller's buffer, empty until the sink is dropped. The writer has its bytes.
    lent: &'b mut Vec<u8>,
    release: R,
    /// The element most recently started, until it or one of its children ends.
    current: Tag,
    codes: VendorCodes<'b>,
    /// The pending work for the current element: `DECLARE`, `SCOPED`, `VENDOR`.
    pending: u8,
    /// The pending work that every element of the vocabulary has here.
    scope: u8,
    namespace: DefaultNamespace,
    /// Whether attributes of the current element were written, so that a value would belong to the
    /// last attribute.
    attributes: bool,
}

/// The namespace of the element must be declared, unless an attribute declares one.
const DECLARE: u8 = 1;
/// The end of the element may be the end of a vendor's namespace.
const SCOPED: u8 = 2;
/// Values may have tokens of a vendor. With such codes this is set in every element, so that the
/// quick ways need no check of their own.
const VENDOR: u8 = 4;

impl<'b> WbxmlSink<'b> {
    /// Writes the header to the end of `out`.
    pub fn new(out: &'b mut Vec<u8>, version: Version, options: &WriteOptions) -> Self {
        Self::of_release(out, AnyVersion(Table::of(version)), options)
    }
}

impl<'b, R: Release> WbxmlSink<'b, R> {
    /// Writes the header of a known version.
    // Inlined, so that the sink is made in its place.
    #[inline]
    pub(crate) fn of_release(out: &'b mut Vec<u8>, release: R, options: &WriteOptions) -> Self {
        let wire_options = wbxml::WriteOptions::default().with_string_table(options.string_table);
        let header = WriteHeader::numbered(release.table().public_id);
        Self {
            writer: Writer::append(core::mem::take(out), &header, wire_options),
            lent: out,
            release,
            codes: VendorCodes::default(),
            current: Tag::FOREIGN,
            pending: 0,
            scope: 0,
            namespace: DefaultNamespace::default(),
            attributes: false,
        }
    }

    #[inline(always)]
    fn table(&self) -> &'static Table {
        self.release.table()
    }

    /// Adds the tokens of a vendor, which the tables lack. A name or a value without a token in the
    /// tables gets the vendor's token instead of text. A vendor's row does not count if the tables
    /// have its token.
    ///
    /// Call it before the root. See [`WbxmlSource::with_codes`](crate::WbxmlSource::with_codes) for
    /// an example.
    #[must_use]
    pub fn with_codes(mut self, codes: &'b Codes<'b>) -> Self {
        self.codes = VendorCodes::new(codes);
        self.set_pending(self.pending | VENDOR);
        self.scope |= VENDOR;
        self
    }

    /// Declares the namespace of the element just started, unless an attribute did.
    #[inline]
    fn declare_if_pending(&mut self) {
        if self.pending & DECLARE != 0 {
            self.declare_namespace();
        }
    }

    #[inline]
    fn start_plain(&mut self, tag: Tag) {
        let code = self.table().code(tag);
        if code.token == 0 {
            self.start_without_token(VOCABULARY.name(tag).unwrap_or_default());
        } else {
            self.writer.start(code.page, code.token);
        }
        self.begin(tag);
    }

    /// For the root, an element without a token, and elements that need care.
    #[inline(never)]
    fn open_elsewhere(&mut self, tag: Tag) {
        self.start(tag);
        self.begin_content();
    }

    #[inline(never)]
    fn end_elsewhere(&mut self) {
        if self.pending != 0 { self.end_pending() } else { self.end_plain() }
    }

    /// Separate from `start`, which then needs few registers. The same holds for `end`.
    #[inline(never)]
    fn start_pending(&mut self, tag: Tag) {
        self.declare_if_pending();
        self.start_plain(tag);
        self.set_pending(self.pending | self.scope);
    }

    #[inline]
    fn end_plain(&mut self) {
        self.writer.end();
        self.begin(Tag::FOREIGN);
    }

    #[inline(never)]
    fn end_pending(&mut self) {
        self.declare_if_pending();
        self.end_plain();
        if self.scope != 0 {
            self.namespace.leave(self.writer.depth());
            self.update_scope();
            self.set_pending(self.scope & !DECLARE);
        }
    }

    /// Declares the namespace before content, and ends the attributes.
    #[inline]
    fn begin_content(&mut self) {
        self.declare_if_pending();
        self.end_attributes();
    }

    /// Ends the attributes, so that content does not become part of an attribute value.
    #[inline]
    fn end_attributes(&mut self) {
        if self.attributes {
            self.writer.content();
            self.attributes = false;
        }
    }

    fn declare_namespace(&mut self) {
        self.set_pending(self.pending & !DECLARE);
        if self.namespace.is_foreign() {
            self.record_namespace(false);
        }
        let list = self.table().declaration(declares(self.current)).filter(|_| !self.attributes);
        if !list.is_some_and(|bytes| self.writer.attribute_list(bytes)) {
            self.declare_namespace_among_attributes();
        }
    }

    #[cold]
    fn declare_namespace_among_attributes(&mut self) {
        // An element inside a vendor's element has the namespace of the root, unless it has its
        // own.
        let own = self.table().namespace_token(self.current);
        if let Some(token) = own.or_else(|| self.table().namespace_token(tag::WV_CSP_Message)) {
            self.attributes = true;
            self.writer.attribute(0, token);
            self.writer.text(self.table().version.as_str());
        }
    }

    /// Records that the current element declares a default namespace, possibly a vendor's.
    #[cold]
    fn record_namespace(&mut self, foreign: bool) {
        self.namespace.declare(self.writer.depth(), foreign);
        self.update_scope();
        self.set_pending(self.pending | self.scope & SCOPED);
    }

    fn update_scope(&mut self) {
        let scope = match &self.namespace {
            namespace if namespace.is_foreign() => DECLARE | SCOPED,
            namespace if namespace.is_untouched() => 0,
            _ => SCOPED,
        };
        self.scope = self.scope & VENDOR | scope;
    }

    #[inline]
    fn begin(&mut self, tag: Tag) {
        self.current = tag;
        self.set_pending(u8::from(declares(tag) != 0));
        self.attributes = false;
    }

    /// Notes pending work. While there is some, the writer refuses the quick ways, so that they need
    /// no check here.
    #[inline]
    fn set_pending(&mut self, pending: u8) {
        if self.pending != pending {
            self.pending = pending;
            self.writer.set_careful(pending != 0);
        }
    }

    /// Notes that an element has ended. Following content in its parent has no element type.
    #[inline]
    fn leave(&mut self) {
        self.current = Tag::FOREIGN;
    }

    /// The kind of content of the current element, by its token.
    #[inline]
    fn kind(&self) -> ContentKind {
        self.kind_of(self.current)
    }

    /// The kind of content of an element. An element without a token has text only.
    #[inline]
    fn kind_of(&self, tag: Tag) -> ContentKind {
        if self.table().code(tag).token == 0 { ContentKind::Any } else { kind(tag) }
    }
}

impl<R: Release> Sink for WbxmlSink<'_, R> {
    type Output = ();

    fn finish(mut self) -> Result<(), Error> {
        self.writer.complete().map_err(syntax)
    }

    fn vocabulary(&self) -> &'static Vocabulary {
        VOCABULARY
    }

    #[inline]
    fn version(&self) -> Version {
        self.table().version
    }

    #[inline]
    fn start(&mut self, tag: Tag) {
        if self.pending != 0 {
            return self.start_pending(tag);
        }
        self.start_plain(tag);
    }

    /// A vendor's element with a standard name takes the token, because binary XML knows no
    /// namespaces. Its content stays text.
    #[inline(never)]
    fn start_foreign(&mut self, name: &str) {
        self.declare_if_pending();
        let known = VOCABULARY.tag(name).filter(|tag| VOCABULARY.name(*tag) == Some(name));
        let code = known.map_or(Code::NONE, |tag| self.table().code(tag));
        match unknown_code(name) {
            Some((page, token @ 0x05..=0x3F)) if !self.table().has(page, token) => {
                self.writer.start(page, token);
            }
            _ if code.token != 0 => self.writer.start(code.page, code.token),
            _ => self.start_without_token(name),
        }
        self.begin(Tag::FOREIGN);
        self.set_pending(self.scope & !DECLARE);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        // A declaration of its own replaces the usual one, which otherwise comes last.
        if name == "xmlns" {
            self.set_pending(self.pending & !DECLARE);
            let foreign = !self.table().owns(value, self.writer.depth());
            if foreign || self.pending & SCOPED != 0 {
                self.record_namespace(foreign);
            }
        }
        self.attributes = true;
        self.write_attribute(name, value);
    }

    #[inline]
    fn text(&mut self, text: &str) {
        if self.pending & (DECLARE | VENDOR) != 0 {
            return self.text_pending(text);
        }
        self.end_attributes();
        self.text_of_kind(text);
    }

    #[inline]
    fn word(&mut self, word: Word) {
        self.begin_content();
        match self.kind() {
            ContentKind::Word | ContentKind::WordOrText | ContentKind::Boolean => self.write_word(word),
            _ => self.text(word.as_str()),
        }
    }

    #[inline]
    fn integer(&mut self, number: u32) {
        self.begin_content();
        match self.kind() {
            ContentKind::Identifier | ContentKind::Integer => self.write_integer(number),
            _ => self.writer.text(&alloc::string::ToString::to_string(&number)),
        }
    }

    fn date_time(&mut self, time: DateTime) {
        self.begin_content();
        match self.kind() {
            ContentKind::DateTime => self.write_date_time(time),
            _ => self.writer.text(&alloc::string::ToString::to_string(&time)),
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.begin_content();
        self.writer.opaque(bytes);
    }

    #[inline(always)]
    fn open(&mut self, tag: Tag) {
        let code = self.table().code(tag);
        let is_written = match self.table().declaration(declares(tag)) {
            None => self.writer.plain_start(code.page, code.token),
            Some(list) => self.writer.plain_start_with(code.page, code.token, list),
        };
        if is_written {
            self.current = tag;
        } else {
            self.open_elsewhere(tag);
        }
    }

    #[inline(always)]
    fn leaf_text(&mut self, tag: Tag, text: &str) {
        let may_be_plain = match kind(tag) {
            ContentKind::Text | ContentKind::Token | ContentKind::Content => !text.starts_with("unknown-"),
            ContentKind::Word | ContentKind::WordOrText => is_no_word(text) && !text.starts_with("unknown-"),
            _ => false,
        };
        let code = self.table().code(tag);
        if may_be_plain && self.writer.plain_leaf_text(code.page, code.token, text) {
            self.leave();
        } else {
            self.leaf_text_elsewhere(tag, text);
        }
    }

    #[inline(always)]
    fn leaf_word(&mut self, tag: Tag, word: Word) {
        let code = self.table().code(tag);
        let number = self.table().plain_number(word);
        if matches!(kind(tag), ContentKind::Word | ContentKind::WordOrText | ContentKind::Boolean)
            && self.writer.plain_leaf_extension_t(code.page, code.token, 0, number)
        {
            self.leave();
        } else {
            self.leaf_word_elsewhere(tag, word);
        }
    }

    #[inline(always)]
    fn leaf_integer(&mut self, tag: Tag, number: u32) {
        let code = self.table().code(tag);
        if matches!(kind(tag), ContentKind::Identifier | ContentKind::Integer)
            && self.writer.plain_leaf_number(code.page, code.token, number)
        {
            self.leave();
        } else {
            self.leaf_integer_elsewhere(tag, number);
        }
    }

    #[inline(always)]
    fn leaf_date_time(&mut self, tag: Tag, time: DateTime) {
        let code = self.table().code(tag);
        if kind(tag) == ContentKind::DateTime
            && self.writer.plain_leaf_opaque(code.page, code.token, time.to_bytes())
        {
            self.leave();
        } else {
            self.leaf_date_time_elsewhere(tag, time);
        }
    }

    #[inline(always)]
    fn end(&mut self, _: Tag) {
        if self.writer.plain_end() {
            self.leave();
        } else {
            self.end_elsewhere();
        }
    }

    fn end_foreign(&mut self, _: &str) {
        self.end(Tag::FOREIGN);
    }
}

impl<R> Drop for WbxmlSink<'_, R> {
    fn drop(&mut self) {
        *self.lent = self.writer.take_buffer();
    }
}

/// Returns whether a text is certainly not a word: nearly every free text, by its first byte and
/// its length. The search for a word takes ten times as long.
#[inline(always)]
fn is_no_word(text: &str) -> bool {
    match text.as_bytes() {
        [first, .., last] => *first > b' ' && *last > b' ' && !Word::may_be(*first, text.len()),
        _ => false,
    }
}
