//! Reads XML.

mod enter;
mod prolog;
mod surrogates;

use crate::XmlError;
use crate::attributes::Attributes;
use crate::characters::{clean, is_blank, referenced};
use crate::namespaces::Scopes;
use imps_core::{
    Attribute, CSP, Error, LeftOut, LimitKind, ReadOptions, Source, Tag, Text, Value, Version, Vocabulary,
};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

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
#[derive(Debug)]
pub struct XmlSource<'a> {
    reader: Reader<&'a [u8]>,
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
    /// Fails if there is no root, or if its namespace is foreign or of an unsupported version. In
    /// strict mode, also fails if it has no namespace.
    pub fn new(document: &'a str, options: &ReadOptions) -> Result<Self, Error> {
        Self::with_vocabulary(document, options, &CSP)
    }

    /// Starts reading a document, like [`new`](Self::new), with another vocabulary of names and
    /// namespaces: XML itself favours none.
    pub fn with_vocabulary(
        document: &'a str,
        options: &ReadOptions,
        vocabulary: &'static Vocabulary,
    ) -> Result<Self, Error> {
        let limits = options.limits;
        limits
            .check(LimitKind::DocumentBytes, document.len())
            .map_err(|error| error.at(limits.document_bytes))?;
        let text = document.strip_prefix('\u{FEFF}').unwrap_or(document);
        let mark = document.len().saturating_sub(text.len());
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_comments = true;
        // White space before a tag then causes no separate event; `gap` finds it where it matters.
        config.trim_text_start = true;
        let mut source = Self {
            reader,
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

    /// Returns the end of the last event. White space may follow before the next event.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a position in a slice")]
    fn position(&self) -> usize {
        self.reader.buffer_position() as usize
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
        Markup::new(self.document, self.position(), tag, empty)
    }

    #[inline]
    fn event(&mut self) -> Result<Event<'a>, Error> {
        match self.reader.read_event() {
            Ok(event) => Ok(event),
            Err(fault) => Err(self.fault(fault)),
        }
    }

    /// Leaves the current element.
    #[inline]
    fn leave(&mut self) {
        self.scopes.leave(self.depth);
        self.depth = self.depth.saturating_sub(1);
    }

    /// Continues with the content that was read ahead.
    #[cold]
    #[inline(never)]
    fn kept_child(&mut self) -> Result<Option<Tag>, Error> {
        match std::mem::replace(&mut self.kept, Kept::Nothing) {
            Kept::Run(text, edge) => {
                self.kept = Kept::Announced(text, edge);
                Ok(Some(Tag::TEXT))
            }
            Kept::Announced(_, edge) | Kept::Edge(edge) => self.enter_or_leave(edge),
            Kept::Nothing => self.child(),
        }
    }

    fn enter_or_leave(&mut self, edge: Edge<'a>) -> Result<Option<Tag>, Error> {
        match edge {
            Edge::Start(markup) => self.enter(markup).map(Some),
            Edge::End => {
                self.leave();
                Ok(None)
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn kept_leaf(&mut self) -> Option<Value<'a>> {
        match std::mem::replace(&mut self.kept, Kept::Nothing) {
            Kept::Announced(text, edge) => {
                self.kept = Kept::Edge(edge);
                Some(Value::Text(text))
            }
            Kept::Edge(Edge::End) => {
                self.leave();
                Some(Value::from(""))
            }
            kept => {
                self.kept = kept;
                None
            }
        }
    }

    /// Handles text among elements, or a comment: everything up to the next tag. If it is only
    /// white space, returns that tag.
    #[cold]
    #[inline(never)]
    fn text(&mut self, from: usize, event: Event<'a>) -> Result<Option<Tag>, Error> {
        let (run, edge) = self.collect(Cow::Borrowed(""), from, event)?;
        if run.bytes().all(is_blank) {
            return self.enter_or_leave(edge);
        }
        self.kept = Kept::Announced(run, edge);
        Ok(Some(Tag::TEXT))
    }

    /// Returns the content of a leaf with more than one plain piece, or detects that it is not a
    /// leaf.
    #[cold]
    #[inline(never)]
    fn long_leaf(
        &mut self,
        first: &'a str,
        from: usize,
        event: Event<'a>,
    ) -> Result<Option<Value<'a>>, Error> {
        let first = self.clean(first, from.saturating_sub(first.len()))?;
        let (run, edge) = self.collect(first, from, event)?;
        match edge {
            Edge::End => {
                self.leave();
                Ok(Some(Value::Text(run)))
            }
            Edge::Start(_) if run.bytes().all(is_blank) => {
                self.kept = Kept::Edge(edge);
                Ok(None)
            }
            Edge::Start(_) => {
                self.kept = Kept::Run(run, edge);
                Ok(None)
            }
        }
    }

    /// Joins text up to the next tag. `first` precedes `event`, which was read from `from` on.
    fn collect(
        &mut self,
        first: Cow<'a, str>,
        mut from: usize,
        mut event: Event<'a>,
    ) -> Result<(Text<'a>, Edge<'a>), Error> {
        let mut run = first;
        loop {
            run = self.bounded(run, from)?;
            if let Event::Text(_) = event {
                append(&mut run, self.clean(self.slice(from, self.position()), from)?);
            } else {
                let gap = self.gap(from);
                append(&mut run, self.clean(gap, from)?);
                from = from.saturating_add(gap.len());
            }
            match event {
                Event::Text(_) | Event::Comment(_) => {}
                Event::PI(_) => self.leave_out(from)?,
                Event::CData(_) => {
                    let start = from.saturating_add("<![CDATA[".len());
                    let text = self.slice(start, self.position().saturating_sub("]]>".len()));
                    append(&mut run, self.clean(text, start)?);
                }
                Event::GeneralRef(name) => {
                    let character = match referenced(&name) {
                        Ok(character) => character,
                        Err(fault) => self.other_half(&name, fault, from)?,
                    };
                    run.to_mut().push(character);
                }
                Event::Start(tag) => return Ok((run.into(), Edge::Start(self.markup(&tag, false)))),
                Event::Empty(tag) => return Ok((run.into(), Edge::Start(self.markup(&tag, true)))),
                Event::End(_) => return Ok((run.into(), Edge::End)),
                Event::Eof => return Err(self.unexpected_end()),
                Event::Decl(_) | Event::DocType(_) => return Err(self.misplaced(from)),
            }
            from = self.position();
            event = self.event()?;
        }
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
        match XmlError::from(fault) {
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
        let from = self.position();
        match self.reader.read_event() {
            Ok(Event::Start(tag)) => self.enter(self.markup(&tag, false)).map(Some),
            Ok(Event::Empty(tag)) => self.enter(self.markup(&tag, true)).map(Some),
            Ok(Event::End(_)) => {
                self.leave();
                Ok(None)
            }
            Ok(event) => self.text(from, event),
            Err(fault) => Err(self.fault(fault)),
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
        let from = self.position();
        match self.reader.read_event() {
            Ok(Event::Text(_)) => {}
            Ok(event) => return self.long_leaf("", from, event),
            Err(fault) => return Err(self.fault(fault)),
        }
        let end = self.position();
        let text = self.slice(from, end);
        match self.reader.read_event() {
            Ok(Event::End(_)) => {
                let text = self.bounded(self.clean(text, from)?, from)?;
                self.leave();
                Ok(Some(Value::Text(text.into())))
            }
            Ok(event) => self.long_leaf(text, end, event),
            Err(fault) => Err(self.fault(fault)),
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

/// Joins text. The first piece stays borrowed.
fn append<'a>(run: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if run.is_empty() {
        *run = piece;
    } else if !piece.is_empty() {
        run.to_mut().push_str(&piece);
    }
}
