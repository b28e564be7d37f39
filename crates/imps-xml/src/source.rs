//! Reads XML.

mod careful;
mod enter;
mod plain;
mod prolog;
mod surrogates;

use crate::XmlError;
use crate::attributes::Attributes;
use crate::characters::{clean, is_blank};
use crate::namespaces::Scopes;
use imps_core::{
    Attribute, CSP, Error, LeftOut, LimitKind, ReadOptions, Source, Tag, Text, Value, Version, Vocabulary,
};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::BufRead as _;

/// Reads an XML document.
///
/// ```
/// use imps_core::{CSP, ReadOptions, Source, tag};
/// use imps_xml::XmlSource;
///
/// let document = "<WV-CSP-Message xmlns='http://www.wireless-village.org/CSP1.1'><Session/></WV-CSP-Message>";
/// let mut source = XmlSource::new(document, &ReadOptions::default())?;
/// assert_eq!(source.version().as_str(), "1.1");
/// assert_eq!(source.child()?, Some(tag::WV_CSP_Message));
/// assert_eq!(source.child()?, Some(tag::Session));
/// # Ok::<(), imps_xml::Error>(())
/// ```
#[doc(alias = "parser")]
#[derive(Debug)]
pub struct XmlSource<'a> {
    /// The careful path. It may lag behind `at`.
    reader: Reader<&'a [u8]>,
    /// The end of the markup or text read last. White space may follow before the next.
    at: usize,
    /// Whether plain markup may come next: not in strict reading, and not in the middle of a text.
    plain: bool,
    may_be_plain: bool,
    /// The elements of which the start tag was read and the end tag was not.
    open: Vec<Open<'a>>,
    /// The document without a byte order mark.
    document: &'a str,
    /// The length of the byte order mark.
    mark: usize,
    vocabulary: &'static Vocabulary,
    options: ReadOptions,
    version: Version,
    scopes: Scopes<'a>,
    attributes: Attributes<'a>,
    /// The remaining number of elements.
    elements_left: usize,
    name: &'a str,
    offset: usize,
    depth: u32,
    /// Whether the current element is written as an empty-element tag.
    empty: bool,
    kept: Kept<'a>,
    /// Omitted processing instructions.
    instructions: Option<LeftOut>,
    /// The place of content after the document, and the reason why it does not belong to it.
    behind: Option<(usize, XmlError)>,
}

/// The name of an open element, as written.
#[derive(Clone, Copy, Debug)]
struct Open<'a> {
    name: &'a str,
    /// Whether its start tag was read as plain markup.
    is_plain: bool,
}

/// No element of the standard is deeper.
const USUAL_DEPTH: usize = 16;

/// The error for a declaration inside or after a document.
const MISPLACED: XmlError = XmlError::IllFormed("misplaced declaration");

/// Content that was read ahead.
#[derive(Debug)]
enum Kept<'a> {
    Nothing,
    /// Text that `child` has not announced yet, and the event after it.
    Run(Text<'a>, Edge<'a>),
    /// Text that `child` has announced and `leaf` has not returned.
    Announced(Text<'a>, Edge<'a>),
    /// The next child, or the end of the current element.
    Edge(Edge<'a>),
}

/// The event that ends a text.
#[derive(Clone, Copy, Debug)]
enum Edge<'a> {
    Start(Markup<'a>),
    End,
}

/// A start tag or an empty-element tag.
#[derive(Clone, Copy, Debug)]
struct Markup<'a> {
    /// Name and attributes.
    content: &'a str,
    name_length: usize,
    /// The position of its `<`.
    offset: usize,
    empty: bool,
}

impl<'a> Markup<'a> {
    /// The tag that ends before `end`.
    #[inline]
    fn new(document: &'a str, end: usize, tag: &BytesStart<'_>, empty: bool) -> Self {
        let behind = if empty { "/>".len() } else { ">".len() };
        let end = end.saturating_sub(behind);
        let start = end.saturating_sub(tag.len());
        let content = document.get(start..end).unwrap_or_default();
        Self { content, name_length: tag.name().into_inner().len(), offset: start.saturating_sub(1), empty }
    }

    #[inline]
    fn name(&self) -> &'a str {
        self.content.get(..self.name_length).unwrap_or_default()
    }

    /// The default namespace as written, if its declaration is the only attribute.
    fn sole_namespace(&self) -> Option<&'a str> {
        self.content.get(self.name_length..)?.strip_prefix(" xmlns=\"")?.strip_suffix('"')
    }
}

impl<'a> XmlSource<'a> {
    /// Starts reading a document, up to the start tag of the root, which states the version. The
    /// names and namespaces belong to [`CSP`].
    ///
    /// # Errors
    /// [`NoRoot`](imps_core::ErrorKind::NoRoot) for a document without a root.
    /// [`OtherLanguage`](imps_core::ErrorKind::OtherLanguage) or
    /// [`UnsupportedVersion`](imps_core::ErrorKind::UnsupportedVersion) for the namespace of the
    /// root. [`Strict`](imps_core::ErrorKind::Strict) in strict reading, for example if the root
    /// has no namespace. [`Syntax`](imps_core::ErrorKind::Syntax), with an
    /// [`XmlError`](crate::XmlError) inside, for markup that is not well-formed.
    /// [`OverLimit`](imps_core::ErrorKind::OverLimit) for a document that is too long.
    pub fn new(document: &'a str, options: &ReadOptions) -> Result<Self, Error> {
        Self::with_vocabulary(document, options, &CSP)
    }

    /// Starts reading a document, like [`new`](Self::new), with another vocabulary of names and
    /// namespaces: XML itself favours none.
    ///
    /// # Errors
    /// The errors of [`new`](Self::new).
    pub fn with_vocabulary(
        document: &'a str,
        options: &ReadOptions,
        vocabulary: &'static Vocabulary,
    ) -> Result<Self, Error> {
        Self::on_path(document, options, vocabulary, !options.strict)
    }

    /// Starts reading a document without the quick path for plain markup. This differs only in
    /// speed, which tests prove.
    ///
    /// # Errors
    /// The errors of [`new`](Self::new).
    #[doc(hidden)]
    pub fn without_plain_path(
        document: &'a str,
        options: &ReadOptions,
        vocabulary: &'static Vocabulary,
    ) -> Result<Self, Error> {
        Self::on_path(document, options, vocabulary, false)
    }

    fn on_path(
        document: &'a str,
        options: &ReadOptions,
        vocabulary: &'static Vocabulary,
        may_be_plain: bool,
    ) -> Result<Self, Error> {
        let limits = options.limits;
        limits
            .check(LimitKind::DocumentBytes, document.len())
            .map_err(|error| error.at(limits.document_bytes))?;
        let text = document.strip_prefix('\u{FEFF}').unwrap_or(document);
        let mark = document.len().saturating_sub(text.len());
        // The library would pass over a second mark without counting it.
        if text.starts_with('\u{FEFF}') {
            return Err(XmlError::NotXml.at(mark));
        }
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_comments = true;
        // White space before a tag then causes no separate event; `gap` finds it where it matters.
        config.trim_text_start = true;
        // `event` checks them, because the library does not see the tags of the plain path.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let mut source = Self {
            reader,
            at: 0,
            plain: false,
            may_be_plain,
            open: Vec::with_capacity(USUAL_DEPTH),
            document: text,
            mark,
            vocabulary,
            options: *options,
            version: Version::default(),
            scopes: Scopes::new(),
            attributes: Attributes::default(),
            elements_left: limits.elements,
            name: "",
            offset: mark,
            depth: 0,
            empty: false,
            kept: Kept::Nothing,
            instructions: None,
            behind: None,
        };
        let (root, stated) = source.prolog()?;
        source.version = prolog::version(&root, stated, options, vocabulary, mark)?;
        source.kept = Kept::Edge(Edge::Start(root));
        Ok(source)
    }

    #[inline]
    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.document.get(from..to).unwrap_or_default()
    }

    /// Returns the white space before the event that was read from here.
    fn gap(&self, from: usize) -> &'a str {
        let rest = self.document.get(from..).unwrap_or_default();
        let length = rest.bytes().position(|byte| !is_blank(byte)).unwrap_or(rest.len());
        rest.get(..length).unwrap_or_default()
    }

    /// Returns the tag just read.
    #[inline]
    fn markup(&self, tag: &BytesStart<'_>, empty: bool) -> Markup<'a> {
        Markup::new(self.document, self.at, tag, empty)
    }

    /// Reads the next event on the careful path, and checks the names of end tags.
    fn event(&mut self) -> Result<Event<'a>, Error> {
        let from = self.at;
        let lag = from.saturating_sub(self.reader_position());
        if lag > 0 {
            self.reader.stream().consume(lag);
        }
        let event = self.reader.read_event();
        self.at = self.reader_position();
        self.plain = self.may_be_plain && !matches!(event, Err(_) | Ok(Event::Text(_)));
        match event {
            Ok(Event::Start(ref tag)) => {
                let name = self.markup(tag, false).name();
                self.open.push(Open { name, is_plain: false });
            }
            Ok(Event::End(ref tag)) => self.close(tag.name().into_inner(), from)?,
            Ok(_) => {}
            Err(fault) => return Err(self.fault(fault)),
        }
        event.map_err(|fault| self.fault(fault))
    }

    /// Checks the name of an end tag.
    fn close(&mut self, found: &str, from: usize) -> Result<(), Error> {
        let fault = match self.open.pop() {
            Some(open) if open.name == found => return Ok(()),
            Some(open) => {
                XmlError::MismatchedEndTag { expected: open.name.to_owned(), found: found.to_owned() }
            }
            None => XmlError::UnmatchedEndTag(found.to_owned()),
        };
        Err(fault.at(self.place(from.saturating_add(self.gap(from).len()))))
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a position in a slice")]
    fn reader_position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// Leaves the current element.
    #[inline]
    fn leave(&mut self) {
        self.scopes.leave(self.depth);
        self.depth = self.depth.saturating_sub(1);
    }

    /// Returns the offset in the original document, including the byte order mark.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "mark and text together are the document")]
    fn place(&self, offset: usize) -> usize {
        self.mark + offset
    }

    /// Returns the text that starts at `offset`, with references and line ends resolved.
    #[inline]
    fn clean(&self, text: &'a str, offset: usize) -> Result<Cow<'a, str>, Error> {
        clean(text).map_err(|(character, at)| {
            XmlError::InvalidCharacter(character).at(self.place(offset.saturating_add(at)))
        })
    }

    /// Returns a text that starts at or before `offset`, if it is not too long.
    #[inline]
    fn bounded(&self, text: Cow<'a, str>, offset: usize) -> Result<Cow<'a, str>, Error> {
        match self.options.limits.check(LimitKind::TextBytes, text.len()) {
            Ok(()) => Ok(text),
            Err(error) => Err(error.at(self.place(offset))),
        }
    }

    #[cold]
    #[inline(never)]
    fn fault(&self, fault: quick_xml::Error) -> Error {
        match XmlError::of_library(fault) {
            XmlError::UnexpectedEnd => self.unexpected_end(),
            #[expect(clippy::cast_possible_truncation, reason = "a position in a slice")]
            fault => fault.at(self.place(self.reader.error_position() as usize)),
        }
    }

    #[cold]
    fn unexpected_end(&self) -> Error {
        XmlError::UnexpectedEnd.at(self.place(self.document.len()))
    }

    #[cold]
    fn outside_root(&self, offset: usize) -> Error {
        XmlError::TextOutsideRoot.at(self.place(offset))
    }

    #[cold]
    fn misplaced(&self, offset: usize) -> Error {
        MISPLACED.at(self.place(offset))
    }
}

impl<'a> Source<'a> for XmlSource<'a> {
    fn finish(&mut self) -> Result<(), Error> {
        self.end()?;
        match self.behind.take() {
            Some((offset, fault)) => Err(fault.at(self.place(offset))),
            None => Ok(()),
        }
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
    fn options(&self) -> &ReadOptions {
        &self.options
    }

    #[inline]
    fn child(&mut self) -> Result<Option<Tag>, Error> {
        if self.empty {
            self.empty = false;
            self.leave();
            return Ok(None);
        }
        if !matches!(self.kept, Kept::Nothing) {
            return self.kept_child();
        }
        if self.depth == 0 {
            return self.epilog().map(|()| None);
        }
        match self.plain_child() {
            Some(child) => child,
            None => self.careful_child(),
        }
    }

    #[inline]
    fn leaf(&mut self) -> Result<Option<Value<'a>>, Error> {
        if self.empty {
            self.empty = false;
            self.leave();
            return Ok(Some(Value::from("")));
        }
        if !matches!(self.kept, Kept::Nothing) {
            return Ok(self.kept_leaf());
        }
        match self.plain_leaf() {
            Some(value) => Ok(Some(value)),
            None => self.careful_leaf(),
        }
    }

    #[inline]
    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, Error> {
        Ok(self.attributes.next())
    }

    #[inline]
    fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    fn skip(&mut self) -> Result<(), Error> {
        let current = self.depth;
        while self.depth >= current && current > 0 {
            self.child()?;
        }
        Ok(())
    }

    fn left_out(&self) -> Vec<LeftOut> {
        self.instructions.into_iter().collect()
    }

    fn name(&self) -> Text<'a> {
        Text::borrowed(self.name)
    }

    fn offset(&self) -> usize {
        self.offset
    }
}
