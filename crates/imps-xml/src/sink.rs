//! Writes XML.

mod careful;
mod names;

use self::names::ReadyName;
use crate::base64_content::Content;
use crate::characters::is_name;
use crate::instruction;
use crate::namespaces::version_in;
use crate::prefixes::Prefixes;
use crate::{WriteOptions, XmlError, escape, short};
use imps_core::private::DefaultNamespace;
use imps_core::{CSP, ContentKind, DateTime, Error, ErrorKind, Sink, Tag, Version, Vocabulary, Word, base64};
use std::collections::HashSet;
use std::ops::Range;

/// Writes an XML document to the end of a buffer.
///
/// ```
/// use imps_core::{CSP, Sink, Version, tag};
/// use imps_xml::{WriteOptions, XmlSink};
///
/// let mut out = Vec::new();
/// let mut options = WriteOptions::default();
/// options.declaration = false;
/// let mut sink = XmlSink::new(&mut out, Version::V1_1, &options);
/// sink.start(tag::WV_CSP_Message);
/// sink.start(tag::Session);
/// sink.end(tag::Session);
/// sink.end(tag::WV_CSP_Message);
/// sink.finish()?;
/// assert_eq!(out, b"<WV-CSP-Message xmlns=\"http://www.wireless-village.org/CSP1.1\"><Session/></WV-CSP-Message>");
/// # Ok::<(), imps_xml::Error>(())
/// ```
#[doc(alias = "serializer")]
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the place in the document")]
pub struct XmlSink<'b> {
    out: &'b mut Vec<u8>,
    version: Version,
    vocabulary: &'static Vocabulary,
    indent: Option<u8>,
    /// Whether the next line needs a line end before it.
    begun: bool,
    rooted: bool,
    /// The names that may be written as they are; none before the root, in the indented form, inside
    /// a vendor's default namespace, and in other vocabularies.
    names: &'static [ReadyName],
    depth: usize,
    /// The element started last, with the position of its `<`.
    tag: Tag,
    element: usize,
    /// Whether the start tag written last still lacks its `>`.
    open: bool,
    /// The automatic namespace declaration in that tag.
    implied: Option<Range<usize>>,
    /// The names of the requested attributes in that tag.
    attributes: HashSet<Box<str>>,
    /// The depth of the element with mixed content; no white space is inserted after its first
    /// text.
    mixed: Option<usize>,
    namespace: DefaultNamespace,
    prefixes: Prefixes,
    content: Content,
    /// Whether anything is tracked from element to element: mixed content, a vendor's namespace,
    /// prefixes, or a description of content. Most documents track nothing at most ends.
    is_around: bool,
    error: Option<Error>,
}

impl<'b> XmlSink<'b> {
    /// Starts a document after the content of `out`. The names and namespaces belong to [`CSP`].
    pub fn new(out: &'b mut Vec<u8>, version: Version, options: &WriteOptions) -> Self {
        Self::in_vocabulary(out, version, options, &CSP)
    }

    /// Starts a document with a vocabulary, without moving a sink that is made already.
    pub(crate) fn in_vocabulary(
        out: &'b mut Vec<u8>,
        version: Version,
        options: &WriteOptions,
        vocabulary: &'static Vocabulary,
    ) -> Self {
        if options.declaration {
            out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        }
        Self {
            out,
            version,
            vocabulary,
            indent: options.indent,
            begun: options.declaration,
            rooted: false,
            names: &[],
            depth: 0,
            tag: Tag::FOREIGN,
            element: 0,
            open: false,
            implied: None,
            attributes: HashSet::new(),
            mixed: None,
            namespace: DefaultNamespace::default(),
            prefixes: Prefixes::default(),
            content: Content::new(vocabulary),
            is_around: options.indent.is_some(),
            error: None,
        }
    }

    /// Sets the vocabulary of the names and namespaces, before anything is written.
    #[must_use]
    pub fn with_vocabulary(mut self, vocabulary: &'static Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self.content = Content::new(vocabulary);
        self
    }

    #[inline]
    fn begin(&mut self, tag: Tag, name: &str) {
        self.close_tag();
        if !self.rooted {
            self.begin_root(tag);
        }
        if self.indent.is_some() {
            self.line();
        }
        self.enter(tag);
        self.out.push(b'<');
        self.out.extend_from_slice(name.as_bytes());
    }

    /// Notes that an element starts here.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "every element takes a byte of the buffer")]
    fn enter(&mut self, tag: Tag) {
        self.element = self.out.len();
        self.tag = tag;
        if !self.attributes.is_empty() {
            self.attributes.clear();
        }
        self.open = true;
        self.depth += 1;
    }

    /// Writes the version before a root without a namespace, unless it is the default version of
    /// readers.
    #[cold]
    #[inline(never)]
    fn begin_root(&mut self, tag: Tag) {
        self.rooted = true;
        self.update_names();
        if self.version != Version::default() && self.vocabulary.namespace_on(tag).is_none() {
            if self.indent.is_some() {
                self.line();
            }
            instruction::write(self.version, self.out);
        }
    }

    /// Notes whether names may be written as they are.
    #[cold]
    fn update_names(&mut self) {
        let is_plain = self.rooted && self.indent.is_none() && !self.namespace.is_foreign();
        self.names = if is_plain { names::of(self.vocabulary) } else { &[] };
    }

    /// Refuses a default namespace on the root from which no reader could recognise the language.
    #[cold]
    fn check_root_namespace(&mut self, namespace: &str) {
        const QUOTED: usize = 100;
        if !namespace.is_empty() && self.vocabulary.version_of(namespace).is_none() {
            let quoted: String = namespace.chars().take(QUOTED).collect();
            self.refuse(if self.vocabulary.owns(namespace) {
                ErrorKind::UnsupportedVersion(version_in(&quoted).to_owned().into())
            } else {
                ErrorKind::OtherLanguage(quoted.into())
            });
        }
    }

    /// Writes the missing `>` of the start tag.
    #[inline]
    fn close_tag(&mut self) {
        if self.open {
            self.out.push(b'>');
            self.open = false;
            self.check_prefixes();
        }
    }

    /// Writes the missing `>` of the start tag before text.
    #[inline]
    fn before_text(&mut self) {
        self.close_tag();
        if self.indent.is_some() {
            self.mixed.get_or_insert(self.depth);
        }
    }

    #[inline]
    fn finish_element(&mut self, name: &str) {
        if self.open {
            self.out.extend_from_slice(b"/>");
            self.open = false;
            self.check_prefixes();
            self.depth = self.depth.saturating_sub(1);
        } else {
            self.depth = self.depth.saturating_sub(1);
            if self.indent.is_some() {
                self.line();
            }
            self.out.extend_from_slice(b"</");
            self.out.extend_from_slice(name.as_bytes());
            self.out.push(b'>');
        }
        if self.is_around {
            self.leave_around();
        }
    }

    /// Leaves what is tracked around elements.
    #[inline(never)]
    fn leave_around(&mut self) {
        if self.mixed.is_some_and(|depth| depth > self.depth) {
            self.mixed = None;
        }
        if !self.namespace.is_untouched() {
            self.namespace.leave(self.depth);
            self.update_names();
        }
        self.prefixes.leave(self.depth);
        self.content.leave(self.depth);
    }

    #[inline]
    fn check_prefixes(&mut self) {
        if self.prefixes.any_used()
            && let Some(undeclared) = self.prefixes.take_undeclared()
        {
            self.refuse(ErrorKind::InvalidName(format!("{undeclared}:")));
        }
    }

    /// Starts a line of the indented form, unless it would change mixed content.
    fn line(&mut self) {
        if let (Some(width), None) = (self.indent, self.mixed) {
            if self.begun {
                self.out.push(b'\n');
            }
            self.begun = true;
            let blanks = self.depth.saturating_mul(usize::from(width));
            self.out.resize(self.out.len().saturating_add(blanks), b' ');
        }
    }

    #[cold]
    #[inline(never)]
    fn refuse(&mut self, kind: ErrorKind) {
        self.error.get_or_insert_with(|| Error::new(kind));
    }

    #[cold]
    fn check_name(&mut self, name: &str) {
        if !is_name(name) {
            self.refuse(ErrorKind::InvalidName(name.into()));
        }
    }

    #[inline]
    fn check(&mut self, refused: Option<char>) {
        if let Some(character) = refused {
            self.refuse(ErrorKind::Inexpressible { character, syntax: "xml" });
        }
    }
}

impl Sink for XmlSink<'_> {
    type Output = ();

    fn finish(self) -> Result<(), Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if !self.rooted {
            return Err(Error::new(ErrorKind::NoRoot));
        }
        if self.depth != 0 {
            return Err(Error::syntax(XmlError::UnexpectedEnd));
        }
        if self.indent.is_some() {
            self.out.push(b'\n');
        }
        Ok(())
    }

    #[inline]
    fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    #[inline]
    fn version(&self) -> Version {
        self.version
    }

    #[inline]
    fn start(&mut self, tag: Tag) {
        let Some(name) = names::find(self.names, tag) else { return self.start_elsewhere(tag) };
        self.close_tag();
        self.enter(tag);
        name.start(self.out);
    }

    fn start_foreign(&mut self, name: &str) {
        self.check_name(name);
        self.begin(Tag::FOREIGN, name);
        self.prefixes.record(name);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.check_name(name);
        self.is_around |= name.starts_with("xmlns");
        if name == "xmlns" {
            if self.depth == 1 && self.tag != Tag::FOREIGN {
                self.check_root_namespace(value);
            }
            if let Some(range) = self.implied.take().filter(|range| range.start > self.element) {
                self.out.drain(range);
            }
            self.namespace.declare(self.depth, !self.vocabulary.owns(value));
            self.update_names();
        }
        self.prefixes.record(name);
        let is_wrong = name
            .strip_prefix("xmlns:")
            .is_some_and(|prefix| !self.prefixes.declare(self.depth, prefix, value));
        if is_wrong || !self.attributes.insert(name.into()) {
            self.refuse(ErrorKind::InvalidName(name.into()));
        }
        self.out.push(b' ');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"=\"");
        let refused = escape::attribute(self.out, value);
        self.out.push(b'"');
        self.check(refused);
    }

    #[inline]
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.open && self.content.is_data(self.tag) && !escape::can_carry(text) {
            return self.bytes(text.as_bytes());
        }
        self.before_text();
        let refused = escape::text(self.out, text);
        self.check(refused);
    }

    #[inline]
    fn leaf_text(&mut self, tag: Tag, text: &str) {
        let Some(name) = names::find(self.names, tag).filter(|_| !text.is_empty()) else {
            return self.leaf_text_elsewhere(tag, text);
        };
        self.close_tag();
        self.tag = tag;
        name.whole_start(self.out);
        let refused = escape::text(self.out, text);
        self.check(refused);
        name.end(self.out);
    }

    #[inline]
    fn leaf_word(&mut self, tag: Tag, word: Word) {
        let Some(name) = names::find(self.names, tag) else { return self.leaf_word_elsewhere(tag, word) };
        self.close_tag();
        self.tag = tag;
        name.whole_start(self.out);
        short::append(self.out, word.as_str().as_bytes());
        name.end(self.out);
    }

    #[inline]
    fn word(&mut self, word: Word) {
        self.before_text();
        self.out.extend_from_slice(word.as_str().as_bytes());
    }

    #[inline]
    fn integer(&mut self, number: u32) {
        self.before_text();
        let mut digits = [0; 10];
        let mut start = digits.len();
        let mut rest = number;
        for (at, digit) in digits.iter_mut().enumerate().rev() {
            *digit = b'0' | (rest % 10) as u8;
            rest /= 10;
            start = at;
            if rest == 0 {
                break;
            }
        }
        self.out.extend_from_slice(digits.get(start..).unwrap_or_default());
    }

    fn date_time(&mut self, time: DateTime) {
        self.before_text();
        short::date_time(self.out, time);
    }

    #[cold]
    fn bytes(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let is_data = self.open && self.content.is_data(self.tag);
        let parent = self.depth.saturating_sub(1);
        if let Ok(text) = std::str::from_utf8(bytes)
            && escape::can_carry(text)
            && !(is_data && self.content.is_of_other_type(self.out, parent))
        {
            if is_data {
                self.is_around = true;
                self.content.record_text(parent);
            }
            return self.text(text);
        }
        // Beside the root there is no place for an encoding.
        let is_root = is_data && parent == 0;
        if self.vocabulary.kind(self.tag) != ContentKind::Content || !self.open || is_root {
            return self.refuse(ErrorKind::InexpressibleBytes { syntax: "xml" });
        }
        if is_data {
            self.is_around = true;
            let separate = self.indent.is_some() && self.mixed.is_none();
            self.element = self.content.announce_base64(self.out, self.element, parent, separate);
        }
        self.before_text();
        base64::encode_to(self.out, bytes);
    }

    #[inline]
    fn take_error(&mut self) -> Option<Error> {
        self.error.take()
    }

    #[inline]
    fn end(&mut self, tag: Tag) {
        let Some(name) = names::find(self.names, tag) else { return self.end_elsewhere(tag) };
        if self.open {
            self.out.extend_from_slice(b"/>");
            self.open = false;
            self.check_prefixes();
        } else {
            name.end(self.out);
        }
        self.depth = self.depth.saturating_sub(1);
        if self.is_around {
            self.leave_around();
        }
    }

    fn end_foreign(&mut self, name: &str) {
        self.finish_element(name);
    }
}
