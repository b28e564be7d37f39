//! Reading.

mod ahead;
mod attribute;
mod extension;
mod language;
mod open;
mod value;

use crate::error::syntax;
use crate::table::{Table, VOCABULARY, declares, kind};
use crate::vendor::VendorCodes;
use alloc::format;
use alloc::vec::Vec;
use imps_core::private::DefaultNamespace;
use imps_core::{
    Attribute, ContentKind, DateTime, Error, ErrorKind, LeftOut, PlainChild, ReadOptions, Rule, Source, Tag,
    Text, UnknownContent, Value, Version, Vocabulary, Word, is_padding,
};
use wbxml::table::Codes;
use wbxml::{Charset, Child, Leaf, Reader};

/// A CSP document in binary XML, being read.
///
/// ```
/// use imps_core::{ReadOptions, Source, Value, Version, tag};
/// use imps_wbxml::WbxmlSource;
///
/// let document = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x01\x01";
/// let mut source = WbxmlSource::new(document, &ReadOptions::default())?;
/// assert_eq!(source.version(), Version::V1_2);
/// assert_eq!(source.child()?, Some(tag::WV_CSP_Message));
/// assert_eq!(source.child()?, Some(tag::Session));
/// assert_eq!(source.child()?, Some(tag::SessionDescriptor));
/// assert_eq!(source.child()?, Some(tag::SessionType));
/// assert_eq!(source.value()?.into_text()?, "Outband");
/// # Ok::<_, imps_core::Error>(())
/// ```
#[doc(alias("binary XML", "decoder"))]
#[derive(Debug)]
pub struct WbxmlSource<'a> {
    reader: Reader<'a>,
    table: &'static Table,
    codes: VendorCodes<'a>,
    options: ReadOptions,
    /// Whether nothing was read ahead and no vendor's namespace is open.
    plain: bool,
    /// The element most recently entered; `FOREIGN` once it is left.
    current: Tag,
    /// Whether text among elements is being read. It has no element type.
    among_elements: bool,
    /// The name of the last element without a token.
    literal: Text<'a>,
    namespace: DefaultNamespace,
    ahead: Ahead<'a>,
    /// The number of bytes of memory that may still be reserved for elements that are only
    /// expected.
    spare: usize,
    /// Extension tokens that were left out.
    extensions: Option<LeftOut>,
}

/// Content that was read ahead and not returned yet.
#[derive(Debug, Default)]
struct Ahead<'a> {
    text: Option<Value<'a>>,
    /// Whether `child` has announced the text.
    announced: bool,
    next: Option<Next>,
}

/// The end of a run of text.
#[derive(Clone, Copy, Debug)]
enum Next {
    Element(wbxml::TagToken),
    End,
}

/// The memory that may be reserved for elements that are only expected, as a multiple of the length
/// of the document.
const SPARE: usize = 8;

impl<'a> WbxmlSource<'a> {
    /// Reads the header and finds the version: from the namespace of the root, else from the public
    /// identifier, else 1.2.
    ///
    /// The code tables belong to CSP. Unlike with XML, there is no vocabulary to choose.
    ///
    /// # Errors
    /// [`OtherLanguage`](imps_core::ErrorKind::OtherLanguage) for a document in another language,
    /// [`UnsupportedVersion`](imps_core::ErrorKind::UnsupportedVersion) for version 1.0,
    /// [`NoRoot`](imps_core::ErrorKind::NoRoot) for a document without a root.
    /// [`Syntax`](imps_core::ErrorKind::Syntax), with a [`wbxml::Error`] inside, for a fault in the
    /// header or the root. [`OverLimit`](imps_core::ErrorKind::OverLimit) for a document that is
    /// too long, [`Strict`](imps_core::ErrorKind::Strict) for a rule that strict reading enforces.
    #[inline]
    pub fn new(document: &'a [u8], options: &ReadOptions) -> Result<Self, Error> {
        Self::with_transport_charset(document, options, Charset::UNKNOWN)
    }

    /// Opens a document, like [`new`](Self::new), with a character set that the transport states,
    /// for example in an HTTP header. It overrides the document's own statement, as RFC 7303 says
    /// for XML. Use [`Charset::UNKNOWN`] if the transport states none.
    ///
    /// # Errors
    /// The errors of [`new`](Self::new).
    #[inline]
    pub fn with_transport_charset(
        document: &'a [u8],
        options: &ReadOptions,
        charset: Charset,
    ) -> Result<Self, Error> {
        open::open(document, options, charset)
    }

    /// Adds the tokens of a vendor, which the tables lack: elements, attributes, pieces of
    /// attribute values, and values (as extensions of the code space). They get their names instead
    /// of `unknown-01-3F`, in strict reading too. The tables come first: a vendor's row does not
    /// count if the tables have its token.
    ///
    /// ```
    /// use imps_core::{Document, ReadOptions, Sink as _, Version, read_root, tag, write_root};
    /// use imps_wbxml::{Codes, WbxmlSink, WbxmlSource, WriteOptions};
    ///
    /// let codes = Codes::parse("tag\t0x21\t3F\tMood\nextension\t0\tF0\tgrumpy\n")?;
    ///
    /// let document = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x00\x21\x7F\x80\x81\x70\x01\x01\x01";
    /// let mut source = WbxmlSource::new(document, &ReadOptions::default())?.with_codes(&codes);
    /// let message: Document = read_root(&mut source)?;
    /// let session = message.child(tag::Session).ok_or("no session")?;
    /// assert_eq!(session.foreign_child("Mood").and_then(|mood| mood.text()), Some("grumpy".into()));
    ///
    /// let mut written = Vec::new();
    /// let mut sink = WbxmlSink::new(&mut written, Version::V1_2, &WriteOptions::default()).with_codes(&codes);
    /// write_root(&message, &mut sink)?;
    /// sink.finish()?;
    /// assert_eq!(written, document);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_codes(mut self, codes: &'a Codes<'a>) -> Self {
        self.codes = VendorCodes::new(codes);
        self
    }

    /// Checks that the document has ended, and returns the end. Another document may follow there.
    /// It is not examined.
    ///
    /// # Errors
    /// [`Syntax`](imps_core::ErrorKind::Syntax) if the root has not ended.
    /// [`Strict`](imps_core::ErrorKind::Strict) for a processing instruction, if the options refuse
    /// it.
    pub fn end(&mut self) -> Result<usize, Error> {
        let end = self.reader.end().map_err(syntax)?;
        match self.reader.instructions() {
            Some((_, first)) if self.options.refuses_left_out() => {
                Err(Error::new(ErrorKind::Strict(Rule::Instruction)).at(first))
            }
            _ => Ok(end),
        }
    }

    /// Makes an element the current one.
    #[inline]
    fn enter(&mut self, tag: wbxml::TagToken) -> Result<Tag, Error> {
        self.current = self.table.tag(tag.index());
        let is_usual = self.current != Tag::FOREIGN
            && self.namespace.is_untouched()
            && !self.options.strict
            && (!self.reader.in_attributes() || self.skip_declaration());
        if is_usual { Ok(self.current) } else { self.enter_carefully(tag) }
    }

    /// Skips the attributes if they are only the declaration that the version implies, as they
    /// nearly always are.
    #[inline]
    fn skip_declaration(&mut self) -> bool {
        self.table.declaration_on(self.current).is_some_and(|bytes| self.reader.skip_attributes(bytes))
    }

    /// Makes an element the current one if it has no known token, unusual attributes, or an open
    /// vendor namespace.
    #[cold]
    fn enter_carefully(&mut self, tag: wbxml::TagToken) -> Result<Tag, Error> {
        if let Some(offset) = tag.literal() {
            let name = self.reader.literal(offset).map_err(syntax)?;
            self.current = VOCABULARY.tag(&name).unwrap_or(Tag::FOREIGN);
            self.literal = name.into();
        } else if self.current == Tag::FOREIGN
            && let Some(name) = self.codes.tag(tag.page(), tag.token())
        {
            self.current = VOCABULARY.tag(name).unwrap_or(Tag::FOREIGN);
        }
        self.namespace.leave(self.depth().saturating_sub(1));
        let declared = self.note_namespace()?;
        self.update_plain();
        if self.namespace.is_foreign() {
            // The root, and a container for vendors, belong to the standard whatever they declare.
            let is_container = self.depth() <= 1 || VOCABULARY.kind(self.current) == ContentKind::Any;
            if !is_container || self.namespace.is_foreign_around(self.depth()) {
                self.current = Tag::FOREIGN;
            }
        } else if self.options.strict {
            self.check(tag, declared)?;
        }
        Ok(self.current)
    }

    /// Checks the rules of strict reading for an element of the standard, as in XML.
    fn check(&self, tag: wbxml::TagToken, declared: bool) -> Result<(), Error> {
        if self.current == Tag::FOREIGN {
            // A name with a prefix belongs to the vendor that declares the prefix.
            let is_vendors = match tag.literal() {
                Some(_) => self.literal.contains(':'),
                None => self.codes.tag(tag.page(), tag.token()).is_some(),
            };
            return if is_vendors { Ok(()) } else { self.refuse_if_strict(Rule::UnknownElement) };
        }
        if tag.literal().is_some() && VOCABULARY.name(self.current) != Some(self.literal.as_str()) {
            return self.refuse_if_strict(Rule::Spelling);
        }
        // The code that opens the document has checked the root.
        if !declared && self.depth() > 1 && VOCABULARY.namespace_on(self.current).is_some() {
            return self.refuse_if_strict(Rule::NamespaceMissing);
        }
        Ok(())
    }

    fn depth(&self) -> usize {
        self.reader.depth() as usize
    }

    /// Returns the kind of content of the element, by its token: binary XML knows no namespaces.
    #[inline]
    fn kind(&self) -> ContentKind {
        match self.current {
            Tag::FOREIGN => self.kind_of_foreign(),
            tag => VOCABULARY.kind(tag),
        }
    }

    #[cold]
    fn kind_of_foreign(&self) -> ContentKind {
        if self.among_elements {
            return ContentKind::Any;
        }
        self.reader.tag().map_or(ContentKind::Any, |tag| VOCABULARY.kind(self.table.tag(tag.index())))
    }

    /// Notes whether the next child can be read directly from the reader's position.
    #[inline]
    fn update_plain(&mut self) {
        self.set_plain(self.ahead.next.is_none() && self.namespace.is_untouched() && !self.options.strict);
    }

    /// While it is not plain, the reader refuses the quick ways, so that they need no check here.
    #[inline]
    fn set_plain(&mut self, plain: bool) {
        self.plain = plain;
        self.reader.set_careful(!plain);
    }

    /// Reports a broken rule if reading is strict.
    #[cold]
    fn refuse_if_strict(&self, rule: Rule) -> Result<(), Error> {
        if self.options.strict {
            return Err(Error::new(ErrorKind::Strict(rule)).at(self.reader.element_offset()));
        }
        Ok(())
    }

    /// Returns the next child if it does not come immediately. Separate from `child`, which then
    /// needs hardly any registers.
    #[inline(never)]
    fn child_elsewhere(&mut self) -> Result<Option<Tag>, Error> {
        if self.ahead.next.is_none() {
            match self.reader.child_or_other().map_err(syntax)? {
                Child::Element(tag) => return self.enter(tag).map(Some),
                Child::End => return Ok(None),
                Child::Other => {}
            }
        }
        self.child_slow()
    }

    /// Enters the next child if it declares its namespace as usual, and nothing else.
    // Part of `plain_child`, but rare enough for a call.
    #[inline(never)]
    fn declaring_child(&mut self) -> PlainChild {
        let table = self.table;
        let found = self.reader.next_with_attributes(|index| {
            let tag = table.known(index)?;
            Some((tag, &table.declaration(declares(tag))?[..]))
        });
        let Some(tag) = found else { return PlainChild::Elsewhere };
        self.current = tag;
        PlainChild::Child(tag)
    }

    /// Reserves memory for the number of elements that would fit into the rest of the document, if
    /// all were as long as the last one.
    #[inline(never)]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "no divisor is zero, and the product is no more than what is spare"
    )]
    fn make_room(&mut self, start: usize, size: usize) -> usize {
        let length = self.reader.offset().saturating_sub(start).max(1);
        let expected = (self.reader.left() / length).min(self.spare / size.max(1));
        self.spare -= expected * size;
        expected
    }

    /// Returns the text of the current element if it does not come immediately as text.
    #[inline(never)]
    fn text_elsewhere(&mut self) -> Result<Text<'a>, Error> {
        // Media types and other texts that have tokens.
        if let Some(word) = self.word() {
            return Ok(Text::from(word.as_str()));
        }
        match self.leaf_elsewhere()? {
            Some(value) => value.into_text(),
            None => Err(self.not_a_leaf()),
        }
    }

    /// Returns the content of a leaf that is not an inline string, a word or an element.
    #[inline(never)]
    fn leaf_elsewhere(&mut self) -> Result<Option<Value<'a>>, Error> {
        if self.ahead.next.is_none() {
            match self.reader.leaf().map_err(syntax)? {
                Leaf::Text(text) => return Ok(Some(Value::from(text))),
                Leaf::Extension(0, number) => return self.word_of(number).map(Some),
                Leaf::Opaque(bytes) => return self.opaque(bytes).map(Some),
                Leaf::Empty => return Ok(Some(Value::from(""))),
                Leaf::Extension(extension, number) => {
                    return self.extension_whole(extension, number).map(Some);
                }
                Leaf::Other => {}
            }
        }
        self.leaf_slow()
    }
}

impl<'a> Source<'a> for WbxmlSource<'a> {
    fn finish(&mut self) -> Result<(), Error> {
        let end = self.end()?;
        self.reader.finish().map_err(syntax)?;
        if self.options.unknown == UnknownContent::Refuse
            && !self.reader.rest().iter().copied().all(is_padding)
        {
            return Err(Error::new(ErrorKind::Strict(Rule::TrailingContent)).at(end));
        }
        Ok(())
    }

    fn vocabulary(&self) -> &'static Vocabulary {
        VOCABULARY
    }

    #[inline]
    fn version(&self) -> Version {
        self.table.version
    }

    #[inline]
    fn options(&self) -> &ReadOptions {
        &self.options
    }

    #[inline]
    fn child(&mut self) -> Result<Option<Tag>, Error> {
        match self.plain_child() {
            PlainChild::Elsewhere => self.child_elsewhere(),
            PlainChild::End => Ok(None),
            PlainChild::Child(tag) => Ok(Some(tag)),
        }
    }

    #[inline]
    fn plain_child(&mut self) -> PlainChild {
        let table = self.table;
        let known = |index| Some(PlainChild::Child(table.known(index)?));
        match self.reader.next_plain_or_end(known, PlainChild::End) {
            Some(PlainChild::Child(tag)) => {
                self.current = tag;
                PlainChild::Child(tag)
            }
            Some(PlainChild::End) => {
                self.current = Tag::END;
                PlainChild::End
            }
            _ => self.declaring_child(),
        }
    }

    #[inline]
    fn leaf(&mut self) -> Result<Option<Value<'a>>, Error> {
        if let Some(text) = self.reader.plain_text() {
            return Ok(Some(Value::from(text)));
        }
        if let Some(word) = self.word() {
            return Ok(Some(Value::Word(word)));
        }
        if self.plain && self.reader.peek().is_some() {
            return Ok(None);
        }
        self.leaf_elsewhere()
    }

    #[inline]
    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, Error> {
        if self.reader.in_attributes() { self.next_attribute() } else { Ok(None) }
    }

    #[inline]
    fn more_like(&mut self, tag: Tag, start: usize, size: usize) -> usize {
        let code = self.table.code(tag);
        let expected = self.plain && self.reader.peek() == Some((code.page, code.token));
        if expected { self.make_room(start, size) } else { 0 }
    }

    #[inline]
    fn has_attributes(&self) -> bool {
        self.reader.in_attributes()
    }

    #[inline]
    fn text(&mut self) -> Result<Text<'a>, Error> {
        match self.reader.plain_text() {
            Some(text) => Ok(text.into()),
            None => self.text_elsewhere(),
        }
    }

    // Not inlined, as `date_time`: few elements have a number, in many structures.
    #[inline(never)]
    fn integer(&mut self) -> Option<u32> {
        let (ContentKind::Identifier | ContentKind::Integer) = kind(self.current) else { return None };
        self.reader.plain_opaque(|bytes| {
            let number = |number, byte: &u8| number << 8 | u32::from(*byte);
            if let 1..=4 = bytes.len() { Some(bytes.iter().fold(0, number)) } else { None }
        })
    }

    #[inline(never)]
    fn date_time(&mut self) -> Option<DateTime> {
        let ContentKind::DateTime = kind(self.current) else { return None };
        self.reader.plain_opaque(|bytes| DateTime::from_bytes(bytes.try_into().ok()?))
    }

    #[inline]
    fn word(&mut self) -> Option<Word> {
        let table = self.table;
        self.reader.plain_extension(|number| table.plain_word(number))
    }

    fn skip(&mut self) -> Result<(), Error> {
        self.ahead.text = None;
        self.ahead.announced = false;
        let next = self.ahead.next.take();
        self.update_plain();
        match next {
            Some(Next::End) => return Ok(()),
            Some(Next::Element(_)) => self.reader.skip().map_err(syntax)?,
            None => {}
        }
        self.reader.skip().map_err(syntax)
    }

    fn left_out(&self) -> Vec<LeftOut> {
        let instructions = self.reader.instructions();
        let instructions = instructions.map(|(count, first)| LeftOut::new(Rule::Instruction, count, first));
        self.extensions.into_iter().chain(instructions).collect()
    }

    fn name(&self) -> Text<'a> {
        let Some(tag) = self.reader.tag() else { return Text::default() };
        if tag.literal().is_some() {
            return self.literal.clone();
        }
        let known = VOCABULARY.name(self.table.tag(tag.index()));
        match known.or_else(|| self.codes.tag(tag.page(), tag.token())) {
            Some(name) => name.into(),
            None => format!("unknown-{:02X}-{:02X}", tag.page(), tag.token()).into(),
        }
    }

    #[inline]
    fn offset(&self) -> usize {
        self.reader.element_offset()
    }
}
