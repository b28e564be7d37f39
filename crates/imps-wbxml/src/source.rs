//! Reading.

mod attribute;
mod language;
mod open;
mod value;

use crate::error::syntax;
use crate::table::{Table, VOCABULARY};
use alloc::format;
use alloc::vec::Vec;
use imps_core::private::DefaultNamespace;
use imps_core::{
    Attribute, ContentKind, Error, ErrorKind, LeftOut, ReadOptions, Rule, Source, Tag, Text, UnknownContent,
    Value, Version, Vocabulary, Word, is_padding,
};
use wbxml::{Charset, Child, Leaf, MbU32, Reader};

/// A CSP document in binary XML, being read.
///
/// ```
/// use imps_core::{ReadOptions, Source, Value, Version, tag};
/// use imps_wbxml::WbxmlSource;
///
/// let document = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x01\x01";
/// let mut source = WbxmlSource::new(document, ReadOptions::default())?;
/// assert_eq!(source.version(), Version::V1_2);
/// assert_eq!(source.child()?, Some(tag::WV_CSP_Message));
/// assert_eq!(source.child()?, Some(tag::Session));
/// assert_eq!(source.child()?, Some(tag::SessionDescriptor));
/// assert_eq!(source.child()?, Some(tag::SessionType));
/// assert_eq!(source.value()?.into_text()?, "Outband");
/// # Ok::<_, imps_core::Error>(())
/// ```
#[derive(Debug)]
pub struct WbxmlSource<'a> {
    reader: Reader<'a>,
    table: &'static Table,
    options: ReadOptions,
    /// Whether nothing was read ahead and no vendor's namespace is around.
    plain: bool,
    /// The element most recently entered; `FOREIGN` once it is left.
    current: Tag,
    /// Whether text among elements is being read, which is of no element's type.
    among_elements: bool,
    /// The name of the last element that had no token.
    literal: Text<'a>,
    namespace: DefaultNamespace,
    ahead: Ahead<'a>,
    /// How many octets of memory may still be set aside for elements that are only expected.
    spare: usize,
    /// Extension tokens that were left out.
    extensions: Option<LeftOut>,
}

/// What was read ahead and not handed out.
#[derive(Debug, Default)]
struct Ahead<'a> {
    text: Option<Value<'a>>,
    /// Whether `child` has announced the text.
    announced: bool,
    next: Option<Next>,
}

/// What ends a run of text.
#[derive(Clone, Copy, Debug)]
enum Next {
    Element(wbxml::TagToken),
    End,
}

/// How many times the length of a document may be set aside for elements that are only expected.
const SPARE: usize = 8;

impl<'a> WbxmlSource<'a> {
    /// Reads the header and finds out the version: by the namespace of the root, else by the public identifier, else 1.2.
    ///
    /// The code tables are those of CSP, so unlike with XML there is no vocabulary to choose.
    pub fn new(document: &'a [u8], options: ReadOptions) -> Result<Self, Error> {
        Self::with_transport_charset(document, options, Charset::UNKNOWN)
    }

    /// As [`new`](Self::new), for a document whose transport states its character set, say in an HTTP header. That wins over
    /// what the document states, as RFC 7303 says of XML; [`Charset::UNKNOWN`] is a transport that states none.
    pub fn with_transport_charset(
        document: &'a [u8],
        options: ReadOptions,
        charset: Charset,
    ) -> Result<Self, Error> {
        open::open(document, options, charset)
    }

    /// Checks that the document has ended. Strict reading also refuses anything behind it; so does reading that refuses the
    /// unknown, but for padding.
    ///
    /// # Errors
    /// Where the document goes on, or what follows it.
    pub fn finish(&mut self) -> Result<(), Error> {
        let end = self.end()?;
        self.reader.finish().map_err(syntax)?;
        if self.options.unknown == UnknownContent::Refuse
            && !self.reader.rest().iter().copied().all(is_padding)
        {
            return Err(Error::new(ErrorKind::Strict(Rule::TrailingContent)).at(end));
        }
        Ok(())
    }

    /// Checks that the document has ended, and returns where: what follows there may be another document. Does not look at it.
    ///
    /// # Errors
    /// As [`finish`](Self::finish), but for what follows.
    pub fn end(&mut self) -> Result<usize, Error> {
        let end = self.reader.end().map_err(syntax)?;
        match self.reader.instructions() {
            Some((_, first)) if self.options.refuses_left_out() => {
                Err(Error::new(ErrorKind::Strict(Rule::Instruction)).at(first))
            }
            _ => Ok(end),
        }
    }

    /// Leaves out an extension token that is all that a leaf holds. The element has ended.
    #[cold]
    fn leave_out_whole(&mut self, number: u32) -> Result<Value<'a>, Error> {
        let octets = MbU32::new(number).width().saturating_add(2);
        self.leave_out(self.reader.offset().saturating_sub(octets.into()))?;
        Ok(Value::from(""))
    }

    /// Leaves out an extension token that was read from `offset` on, unless the options refuse that.
    #[cold]
    fn leave_out(&mut self, offset: usize) -> Result<(), Error> {
        if self.options.refuses_left_out() {
            let error = Error::new(ErrorKind::Strict(Rule::ExtensionToken));
            return Err(error.at(self.reader.element_offset()));
        }
        LeftOut::add(&mut self.extensions, Rule::ExtensionToken, offset);
        Ok(())
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

    /// Passes over the attributes when they are nothing but the declaration that the version implies, as nearly always.
    #[inline]
    fn skip_declaration(&mut self) -> bool {
        self.table.declaration_on(self.current).is_some_and(|octets| self.reader.skip_attributes(octets))
    }

    /// Makes an element the current one that has no known token, or other attributes than usual, or a vendor around it.
    #[cold]
    fn enter_carefully(&mut self, tag: wbxml::TagToken) -> Result<Tag, Error> {
        if let Some(offset) = tag.literal() {
            let name = self.reader.literal(offset).map_err(syntax)?;
            self.current = VOCABULARY.tag(&name).unwrap_or(Tag::FOREIGN);
            self.literal = name.into();
        }
        self.namespace.leave(self.depth().saturating_sub(1));
        let declared = self.note_namespace()?;
        self.settle();
        if self.namespace.is_foreign() {
            // The root, and a container for vendors, are the standard's whatever they declare.
            let is_container = self.depth() <= 1 || VOCABULARY.kind(self.current) == ContentKind::Any;
            if !is_container || self.namespace.is_foreign_around(self.depth()) {
                self.current = Tag::FOREIGN;
            }
        } else if self.options.strict {
            self.check(tag, declared)?;
        }
        Ok(self.current)
    }

    /// What only strict reading insists on, of an element of ours: the same as in XML.
    fn check(&self, tag: wbxml::TagToken, declared: bool) -> Result<(), Error> {
        if self.current == Tag::FOREIGN {
            // A name with a prefix is of whoever declares the prefix.
            let is_vendors = tag.literal().is_some() && self.literal.contains(':');
            return if is_vendors { Ok(()) } else { self.let_pass(Rule::UnknownElement) };
        }
        if tag.literal().is_some() && VOCABULARY.name(self.current) != Some(self.literal.as_str()) {
            return self.let_pass(Rule::Spelling);
        }
        // The header, and what opens the document, have looked at the root.
        if !declared && self.depth() > 1 && VOCABULARY.namespace_on(self.current).is_some() {
            return self.let_pass(Rule::NamespaceMissing);
        }
        Ok(())
    }

    fn depth(&self) -> usize {
        self.reader.depth() as usize
    }

    /// What the element holds, by its token: binary XML knows no namespaces.
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

    /// Notes whether the next child may be looked for right where the reader stands.
    #[inline]
    fn settle(&mut self) {
        self.plain = self.ahead.next.is_none() && self.namespace.is_untouched() && !self.options.strict;
    }

    /// Refuses what breaks a rule if reading is strict.
    #[cold]
    fn let_pass(&self, rule: Rule) -> Result<(), Error> {
        if self.options.strict {
            return Err(Error::new(ErrorKind::Strict(rule)).at(self.reader.element_offset()));
        }
        Ok(())
    }

    /// The next child when it is not right there. Apart from `child`, which then needs next to no registers.
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

    /// The next child when something was read ahead, or when the content is not just elements.
    #[cold]
    #[inline(never)]
    fn child_slow(&mut self) -> Result<Option<Tag>, Error> {
        if self.ahead.text.is_none() && self.ahead.next.is_none() {
            // Text among elements is not of the type of the one that ended before it.
            self.current = Tag::FOREIGN;
            self.among_elements = true;
            let (text, next) = self.run()?;
            self.among_elements = false;
            self.ahead.text = text.filter(|text| !text.is_blank());
            self.ahead.next = Some(next);
            self.plain = false;
        }
        if self.ahead.text.is_some() && !self.ahead.announced {
            self.ahead.announced = true;
            return Ok(Some(Tag::TEXT));
        }
        // Text that was announced and not asked for is passed over.
        self.ahead.text = None;
        self.ahead.announced = false;
        let next = self.ahead.next.take();
        self.settle();
        match next {
            Some(Next::Element(tag)) => self.enter(tag).map(Some),
            Some(Next::End) => {
                self.current = Tag::FOREIGN;
                Ok(None)
            }
            None => self.child(),
        }
    }

    /// Sets memory aside for as many elements as would stand in the rest of the document, were they all as long as the last.
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

    /// The text of the current element when it is not right there as text.
    #[inline(never)]
    fn text_elsewhere(&mut self) -> Result<Text<'a>, Error> {
        match self.leaf_elsewhere()? {
            Some(value) => value.into_text(),
            None => Err(self.not_a_leaf()),
        }
    }

    /// What a leaf holds that is no inline string, no word and no element.
    #[inline(never)]
    fn leaf_elsewhere(&mut self) -> Result<Option<Value<'a>>, Error> {
        if self.ahead.next.is_none() {
            match self.reader.leaf().map_err(syntax)? {
                Leaf::Text(text) => return Ok(Some(Value::from(text))),
                Leaf::Extension(0, number) => return self.word_of(number).map(Some),
                Leaf::Opaque(octets) => return self.opaque(octets).map(Some),
                Leaf::Empty => return Ok(Some(Value::from(""))),
                Leaf::Extension(_, number) => return self.leave_out_whole(number).map(Some),
                Leaf::Other => {}
            }
        }
        self.leaf_slow()
    }

    #[cold]
    #[inline(never)]
    fn leaf_slow(&mut self) -> Result<Option<Value<'a>>, Error> {
        if let Some(text) = self.ahead.text.take() {
            self.ahead.announced = false;
            return Ok(Some(text));
        }
        let (value, next) = self.run()?;
        match next {
            Next::End => {
                self.current = Tag::FOREIGN;
                Ok(Some(value.unwrap_or(Value::from(""))))
            }
            Next::Element(_) => {
                self.ahead.text = value.filter(|value| !value.is_blank());
                self.ahead.next = Some(next);
                self.plain = false;
                Ok(None)
            }
        }
    }
}

impl<'a> Source<'a> for WbxmlSource<'a> {
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
        if self.plain {
            let table = self.table;
            if let Some(tag) = self.reader.next_plain(|index| table.known(index)) {
                self.current = tag;
                return Ok(Some(tag));
            }
            if self.reader.next_end() {
                return Ok(None);
            }
        }
        self.child_elsewhere()
    }

    #[inline]
    fn leaf(&mut self) -> Result<Option<Value<'a>>, Error> {
        if self.plain {
            if let Some(text) = self.reader.plain_text() {
                return Ok(Some(Value::from(text)));
            }
            if let Some(word) = self.word() {
                return Ok(Some(Value::Word(word)));
            }
            if self.reader.peek().is_some() {
                return Ok(None);
            }
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
        if self.plain
            && let Some(text) = self.reader.plain_text()
        {
            return Ok(text.into());
        }
        self.text_elsewhere()
    }

    #[inline]
    fn word(&mut self) -> Option<Word> {
        if !self.plain || self.options.strict {
            return None;
        }
        let table = self.table;
        self.reader.plain_extension(|number| table.plain_word(number))
    }

    fn skip(&mut self) -> Result<(), Error> {
        self.ahead.text = None;
        self.ahead.announced = false;
        let next = self.ahead.next.take();
        self.settle();
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
        match VOCABULARY.name(self.table.tag(tag.index())) {
            Some(name) => name.into(),
            None => format!("unknown-{:02X}-{:02X}", tag.page(), tag.token()).into(),
        }
    }

    #[inline]
    fn offset(&self) -> usize {
        self.reader.element_offset()
    }
}
