//! Reading.

mod attribute;
mod open;
mod value;

use crate::error::syntax;
use crate::table::{Table, VOCABULARY};
use alloc::format;
use imps_core::{
    Attribute, Error, ErrorKind, Kind, ReadOptions, Rule, Source, Tag, Text, Value, Version, Vocabulary,
};
use wbxml::{Charset, Child, Leaf, Reader};

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
    /// The element most recently entered, as on the wire.
    entered: Option<wbxml::Tag>,
    /// The same, as an element of the vocabulary; `FOREIGN` once it is left.
    current: Tag,
    /// The name of the last element that had no token.
    literal: Text<'a>,
    /// Depth of an element with a vendor's default namespace: what is deeper is not of this language.
    foreign: u32,
    ahead: Ahead<'a>,
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
    Element(wbxml::Tag),
    End,
}

/// No depth.
const NOWHERE: u32 = u32::MAX;

impl<'a> WbxmlSource<'a> {
    /// Reads the header and finds out the version: by the namespace of the root, else by the public identifier, else 1.2.
    ///
    /// The code tables are those of CSP, so unlike with XML there is no vocabulary to choose.
    pub fn new(document: &'a [u8], options: ReadOptions) -> Result<Self, Error> {
        Self::with_transport_charset(document, options, Charset::UTF_8)
    }

    /// As [`new`](Self::new), for a document whose transport states its character set, say in an HTTP header. That counts
    /// when the document itself states none.
    pub fn with_transport_charset(
        document: &'a [u8],
        options: ReadOptions,
        charset: Charset,
    ) -> Result<Self, Error> {
        open::open(document, options, charset)
    }

    /// Checks that the document has ended. Strict reading also refuses anything behind it.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.reader.finish().map_err(syntax)
    }

    /// Makes an element the current one.
    #[inline]
    fn enter(&mut self, tag: wbxml::Tag) -> Result<Tag, Error> {
        self.entered = Some(tag);
        self.current = self.table.tag(tag.index());
        if self.current == Tag::FOREIGN || self.foreign != NOWHERE {
            self.enter_unknown(tag)
        } else {
            Ok(self.current)
        }
    }

    /// Makes an element the current one that has no known token, or that stands behind a vendor's namespace declaration.
    #[cold]
    fn enter_unknown(&mut self, tag: wbxml::Tag) -> Result<Tag, Error> {
        if let Some(offset) = tag.literal() {
            let name = self.reader.literal(offset).map_err(syntax)?;
            self.current = VOCABULARY.tag(&name).unwrap_or(Tag::FOREIGN);
            self.literal = name.into();
        }
        if self.reader.depth() > self.foreign {
            self.current = Tag::FOREIGN;
            return Ok(self.current);
        }
        self.foreign = NOWHERE;
        if self.current == Tag::FOREIGN && tag.literal().is_none() {
            self.let_pass(Rule::UnknownElement)?;
        }
        Ok(self.current)
    }

    /// What the element holds, by its token: binary XML knows no namespaces.
    #[inline]
    fn kind(&self) -> Kind {
        match self.current {
            Tag::FOREIGN => self.kind_of_foreign(),
            tag => VOCABULARY.kind(tag),
        }
    }

    #[cold]
    fn kind_of_foreign(&self) -> Kind {
        self.entered.map_or(Kind::Any, |tag| VOCABULARY.kind(self.table.tag(tag.index())))
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
            self.entered = None;
            let (text, next) = self.run()?;
            self.ahead.text = text.filter(|text| !text.is_blank());
            self.ahead.next = Some(next);
        }
        if self.ahead.text.is_some() && !self.ahead.announced {
            self.ahead.announced = true;
            return Ok(Some(Tag::TEXT));
        }
        // Text that was announced and not asked for is passed over.
        self.ahead.text = None;
        self.ahead.announced = false;
        match self.ahead.next.take() {
            Some(Next::Element(tag)) => self.enter(tag).map(Some),
            Some(Next::End) => {
                self.current = Tag::FOREIGN;
                Ok(None)
            }
            None => self.child(),
        }
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
        if self.ahead.next.is_none() {
            if let Some(tag) = self.reader.next_tag() {
                return self.enter(tag).map(Some);
            }
            if self.reader.next_end() {
                return Ok(None);
            }
        }
        self.child_elsewhere()
    }

    #[inline]
    fn leaf(&mut self) -> Result<Option<Value<'a>>, Error> {
        if self.ahead.next.is_none() {
            match self.reader.leaf().map_err(syntax)? {
                Leaf::Text(text) => return Ok(Some(Value::from(text))),
                Leaf::Extension(0, number) => return self.word(number).map(Some),
                Leaf::Opaque(octets) => return self.opaque(octets).map(Some),
                Leaf::Empty | Leaf::Extension(..) => return Ok(Some(Value::from(""))),
                Leaf::Other => {}
            }
        }
        self.leaf_slow()
    }

    #[inline]
    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, Error> {
        if !self.entered.is_some_and(wbxml::Tag::has_attributes) {
            return Ok(None);
        }
        // Nearly always the declaration that the version implies, and nothing else.
        if self.table.declaration_on(self.current).is_some_and(|octets| self.reader.skip_attributes(octets)) {
            return Ok(None);
        }
        self.next_attribute()
    }

    fn skip(&mut self) -> Result<(), Error> {
        self.ahead.text = None;
        self.ahead.announced = false;
        match self.ahead.next.take() {
            Some(Next::End) => return Ok(()),
            Some(Next::Element(_)) => self.reader.skip().map_err(syntax)?,
            None => {}
        }
        self.reader.skip().map_err(syntax)
    }

    fn name(&self) -> Text<'a> {
        let Some(tag) = self.entered else { return Text::default() };
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
