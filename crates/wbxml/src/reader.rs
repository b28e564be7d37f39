//! The pull reader.

mod attributes;
mod budget;
mod end;
mod item;
mod leaf;
mod operand;
mod path;
mod plain;
mod skip;
mod tag;
mod text;

use alloc::borrow::Cow;
use core::cell::Cell;

use self::budget::{Budget, Over};
pub use self::item::{AttributePiece, AttributeStart, Child, Extension, Item, Leaf};
pub use self::tag::TagToken;
use crate::{
    Charset, Error, ErrorKind, Header, ReadOptions, StringTable, cursor::Cursor, global, terminator_width,
};

/// Reads a document element by element, without allocation and without recursion.
///
/// The reader is always inside a *current element*. [`child`](Self::child) and [`item`](Self::item)
/// descend into children. Their `None` or [`Item::End`] returns to the parent. Do not use the
/// reader after an error: it does not panic, but its results have no meaning.
///
/// ```
/// use wbxml::{Leaf, Reader};
///
/// let mut reader = Reader::new(b"\x03\x01\x6A\x00\x45\x46\x03hi\0\x01\x07\x01")?;
/// assert_eq!(reader.child()?.map(|root| (root.page(), root.token())), Some((0, 0x05)));
/// assert_eq!(reader.child()?.map(|tag| tag.token()), Some(0x06));
/// assert_eq!(reader.leaf()?, Leaf::Text("hi"));
/// assert_eq!(reader.child()?.map(|tag| tag.token()), Some(0x07));
/// assert_eq!(reader.leaf()?, Leaf::Empty);
/// assert_eq!(reader.child()?, None);
/// reader.finish()?;
/// # Ok::<(), wbxml::Error>(())
/// ```
///
/// # Errors of the body
/// The methods that read the body report the fault that they meet, or the limit that the document
/// exceeds:
///
/// * [`Truncated`](crate::ErrorKind::Truncated),
///   [`UnexpectedToken`](crate::ErrorKind::UnexpectedToken),
///   [`IntegerOverflow`](crate::ErrorKind::IntegerOverflow) and
///   [`LengthOutOfRange`](crate::ErrorKind::LengthOutOfRange): the bytes do not follow the grammar.
/// * [`TableOffsetOutOfRange`](crate::ErrorKind::TableOffsetOutOfRange),
///   [`TableOffsetInsideCharacter`](crate::ErrorKind::TableOffsetInsideCharacter),
///   [`InvalidText`](crate::ErrorKind::InvalidText),
///   [`UnsupportedCharset`](crate::ErrorKind::UnsupportedCharset) and
///   [`InvalidEntity`](crate::ErrorKind::InvalidEntity): a string or a character cannot be read.
/// * [`ElementLimit`](crate::ErrorKind::ElementLimit),
///   [`AttributeLimit`](crate::ErrorKind::AttributeLimit),
///   [`DepthLimit`](crate::ErrorKind::DepthLimit), [`TextLimit`](crate::ErrorKind::TextLimit) and
///   [`StringTableLimit`](crate::ErrorKind::StringTableLimit): the [`Limits`](crate::Limits) of the
///   options.
#[doc(alias("decode", "decoder", "parser", "ActiveSync", "SyncML", "WML", "WAP Binary XML"))]
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    cursor: Cursor<'a>,
    state: State,
    tag_page: u8,
    /// The code page of the last tag.
    element_page: u8,
    attribute_page: u8,
    /// The open elements and all elements, and whether the quick ways are open: in content, unless
    /// the caller has closed them.
    budget: Budget,
    careful: bool,
    /// The number of bytes left before the last tag byte. Keeping it costs less than keeping the
    /// tag itself.
    element: usize,
    /// Whether strings are UTF-8. The fast paths are for this case.
    is_utf_8: bool,
    unit: usize,
    strings: StringTable<'a>,
    /// The number of further attributes allowed.
    attributes_left: usize,
    /// The number of bytes that the string table may still give.
    table_budget: Cell<usize>,
    /// The number of skipped processing instructions, and the start of the first one.
    instructions: usize,
    first_instruction: usize,
    header: Header<'a>,
    options: ReadOptions,
}

/// The position of the reader.
// Both places in attributes come last, for a quick test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum State {
    /// Before the root element.
    Prolog,
    /// In the content of the current element.
    Content,
    /// The current element has no content, and its attributes are read.
    Empty,
    /// The root element has ended.
    Epilog,
    /// In the attribute list of the current element, where an attribute may start.
    Attributes,
    /// In the attribute list of the current element, after an attribute start.
    AttributeValue,
}

/// The state after a tag, by its flags.
const BEHIND_TAG: [State; 4] = [State::Empty, State::Content, State::Attributes, State::Attributes];

impl<'a> Reader<'a> {
    /// Parses the header. The reader is then before the root element.
    ///
    /// # Errors
    /// [`DocumentLimit`](crate::ErrorKind::DocumentLimit) if the document is longer than the
    /// default limit, and the faults of the header, as [`Header::parse`] reports them.
    pub fn new(document: &'a [u8]) -> Result<Self, Error> {
        Self::with_options(document, &ReadOptions::default())
    }

    /// Parses the header, like [`new`](Self::new), with options.
    ///
    /// # Errors
    /// The kinds of [`new`](Self::new). In strict reading also
    /// [`UnterminatedTable`](crate::ErrorKind::UnterminatedTable).
    // Inlined, so that the reader is made in its place: moving it cost a tenth of a short message.
    #[inline(always)]
    pub fn with_options(document: &'a [u8], options: &ReadOptions) -> Result<Self, Error> {
        let limits = options.limits;
        if document.len() > limits.document_bytes {
            return Err(Error::new(ErrorKind::DocumentLimit(limits.document_bytes), limits.document_bytes));
        }
        let mut cursor = Cursor::new(document);
        let header = Header::read(&mut cursor)?;
        if options.strict {
            header.check_strict(options).map_err(|kind| cursor.error(kind))?;
        }
        let strings = header.string_table(options.transport_charset);
        Ok(Self {
            cursor,
            state: State::Prolog,
            tag_page: 0,
            element_page: 0,
            attribute_page: 0,
            budget: Budget::new(limits.depth, limits.elements),
            careful: false,
            element: cursor.rest.len(),
            is_utf_8: strings.charset() == Charset::UTF_8,
            unit: terminator_width(strings.charset()),
            strings,
            attributes_left: limits.attributes,
            table_budget: Cell::new(limits.string_table_budget(document.len())),
            instructions: 0,
            first_instruction: 0,
            header,
            options: *options,
        })
    }

    /// The header.
    pub fn header(&self) -> &Header<'a> {
        &self.header
    }

    /// The offset of the next byte from the start of the document.
    #[inline]
    pub fn offset(&self) -> usize {
        self.cursor.offset()
    }

    /// The number of bytes that are left to read.
    #[inline]
    pub fn left(&self) -> usize {
        self.cursor.rest.len()
    }

    /// The bytes that are left to read.
    pub fn rest(&self) -> &'a [u8] {
        self.cursor.rest
    }

    /// The offset of the tag byte of the element most recently started.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "what was left to read is no more than the document")]
    pub fn element_offset(&self) -> usize {
        self.cursor.document.len() - self.element
    }

    /// The tag of the element most recently started; `None` before the root.
    #[inline]
    pub fn tag(&self) -> Option<TagToken> {
        if self.state == State::Prolog {
            return None;
        }
        let mut tag = Cursor::new(self.cursor.document.get(self.element_offset()..)?);
        let byte = tag.byte().ok()?;
        match byte & global::IDENTITY {
            global::LITERAL => Some(TagToken::new_literal(byte, tag.mb_u32().ok()?)),
            _ => Some(TagToken::new(byte, self.element_page)),
        }
    }

    /// The number of open elements, including the current one.
    #[inline]
    pub fn depth(&self) -> u32 {
        self.budget.depth()
    }

    /// Enters the next child of the current element, which becomes the current element. At the end
    /// of the current element, returns `None`, and the parent becomes the current element again.
    ///
    /// Before the root, returns the root. After the end of the root, returns `None`. Unread
    /// attributes and everything except elements are skipped. Skipped strings are not checked to be
    /// text.
    ///
    /// # Errors
    /// A fault of the document or a limit: see [errors of the body](Self#errors-of-the-body).
    #[inline]
    pub fn child(&mut self) -> Result<Option<TagToken>, Error> {
        self.quick_step(Some, None).unwrap_or_else(|| self.child_slow())
    }

    #[inline(never)]
    fn child_slow(&mut self) -> Result<Option<TagToken>, Error> {
        loop {
            match self.step()? {
                Step::Element(tag) => return Ok(Some(tag)),
                Step::End => return Ok(None),
                Step::Other => {
                    let token = self.cursor.byte()?;
                    self.cursor.skip_operand(token, self.unit)?;
                }
            }
        }
    }

    /// Returns whether attributes of the element just started are still unread.
    #[inline]
    pub fn in_attributes(&self) -> bool {
        self.state >= State::Attributes
    }

    /// Enters the next child, like [`child`](Self::child), but stops before content that is not an
    /// element. [`item`](Self::item) returns that content.
    ///
    /// # Errors
    /// A fault of the document or a limit: see [errors of the body](Self#errors-of-the-body).
    #[inline]
    pub fn child_or_other(&mut self) -> Result<Child, Error> {
        self.quick_step(Child::Element, Child::End).unwrap_or_else(|| self.child_or_other_slow())
    }

    #[inline(never)]
    fn child_or_other_slow(&mut self) -> Result<Child, Error> {
        Ok(match self.step()? {
            Step::Element(tag) => Child::Element(tag),
            Step::End => Child::End,
            Step::Other => Child::Other,
        })
    }

    /// Returns the next item of the current element's content, of any kind. Unread attributes and
    /// processing instructions are skipped.
    ///
    /// Before the root, returns the root. After the end of the root, returns
    /// [`Item::EndOfDocument`] at every call.
    ///
    /// # Errors
    /// A fault of the document or a limit: see [errors of the body](Self#errors-of-the-body).
    pub fn item(&mut self) -> Result<Item<'a>, Error> {
        if self.state == State::Epilog {
            return Ok(Item::EndOfDocument);
        }
        Ok(match self.step()? {
            Step::Element(tag) => Item::Element(tag),
            Step::End => Item::End,
            Step::Other => {
                let token = self.cursor.byte()?;
                self.operand(token)?.into()
            }
        })
    }

    /// Returns the string at an offset of the string table, for example the offset from
    /// [`TagToken::literal`].
    ///
    /// # Errors
    /// [`TableOffsetOutOfRange`](crate::ErrorKind::TableOffsetOutOfRange),
    /// [`TableOffsetInsideCharacter`](crate::ErrorKind::TableOffsetInsideCharacter),
    /// [`InvalidText`](crate::ErrorKind::InvalidText) or
    /// [`UnsupportedCharset`](crate::ErrorKind::UnsupportedCharset), if there is no readable
    /// string. [`StringTableLimit`](crate::ErrorKind::StringTableLimit) or
    /// [`TextLimit`](crate::ErrorKind::TextLimit), if it exceeds a limit.
    pub fn literal(&self, offset: u32) -> Result<Cow<'a, str>, Error> {
        self.table_string(offset).map_err(|kind| self.cursor.error(kind))
    }

    /// Returns to the position of a clone. Bytes that the string table has given since then stay
    /// counted, so this does not evade its limit.
    ///
    /// ```
    /// let mut reader = wbxml::Reader::new(b"\x03\x01\x6A\x00\x45\x06\x07\x01")?;
    /// reader.child()?;
    /// let start = reader.clone();
    /// assert_eq!(reader.child()?.map(|tag| tag.token()), Some(0x06));
    /// reader.rewind(start);
    /// assert_eq!(reader.child()?.map(|tag| tag.token()), Some(0x06));
    /// # Ok::<(), wbxml::Error>(())
    /// ```
    pub fn rewind(&mut self, to: Self) {
        let budget = self.table_budget.get();
        *self = to;
        self.table_budget.set(budget);
    }

    /// Reads the most frequent parts of a document: a tag, possibly on another page, or END.
    /// Returns `None` for anything else.
    #[inline]
    fn quick_step<T>(&mut self, element: fn(TagToken) -> T, end: T) -> Option<Result<T, Error>> {
        if self.state != State::Content {
            return None;
        }
        if let [global::SWITCH_PAGE, page, rest @ ..] = self.cursor.rest {
            self.tag_page = *page;
            self.cursor.rest = rest;
        }
        match self.cursor.rest {
            [byte, rest @ ..] if global::is_paged(*byte) => {
                let left = self.cursor.rest.len();
                self.cursor.rest = rest;
                Some(self.open(TagToken::new(*byte, self.tag_page), left).map(element))
            }
            [global::END, rest @ ..] => {
                self.cursor.rest = rest;
                self.close();
                Some(Ok(end))
            }
            _ => None,
        }
    }

    /// Reads the next element or end, or stops before anything else. Skips unread attributes and
    /// processing instructions.
    fn step(&mut self) -> Result<Step, Error> {
        self.leave_attributes()?;
        match self.state {
            State::Epilog => return Ok(Step::End),
            State::Empty => {
                self.set_state(State::Content);
                self.close();
                return Ok(Step::End);
            }
            _ => {}
        }
        loop {
            let before = self.cursor;
            let left = before.rest.len();
            match self.cursor.byte()? {
                global::SWITCH_PAGE => self.tag_page = self.cursor.byte()?,
                global::PI => self.skip_instruction(left)?,
                byte if global::is_paged(byte) => {
                    return self.open(TagToken::new(byte, self.tag_page), left).map(Step::Element);
                }
                byte if byte & global::IDENTITY == global::LITERAL => {
                    let offset = self.cursor.mb_u32()?;
                    return self.open(TagToken::new_literal(byte, offset), left).map(Step::Element);
                }
                token if self.state == State::Prolog => return Err(self.cursor.unexpected(token)),
                global::END => {
                    self.close();
                    return Ok(Step::End);
                }
                _ => {
                    self.cursor = before;
                    return Ok(Step::Other);
                }
            }
        }
    }

    /// Makes an element current. `left` is the number of bytes that were left before its tag.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "the flags are two bits")]
    fn open(&mut self, tag: TagToken, left: usize) -> Result<TagToken, Error> {
        self.element = left;
        self.element_page = self.tag_page;
        if let Err(over) = self.budget.element() {
            return Err(self.over(over));
        }
        self.set_state(BEHIND_TAG[usize::from(tag.flags())]);
        Ok(tag)
    }

    #[cold]
    #[inline(never)]
    fn over(&self, over: Over) -> Error {
        let limits = &self.options.limits;
        let kind = match over {
            Over::Depth => ErrorKind::DepthLimit(limits.depth),
            Over::Elements => ErrorKind::ElementLimit(limits.elements),
        };
        Error::new(kind, self.element_offset())
    }

    #[inline]
    fn set_state(&mut self, state: State) {
        self.state = state;
        self.budget.set_open(state == State::Content && !self.careful);
    }

    #[inline]
    fn behind_attributes(&self) -> State {
        if self.tag().is_some_and(TagToken::has_content) { State::Content } else { State::Empty }
    }

    #[inline]
    fn close(&mut self) {
        if self.budget.end() {
            self.set_state(State::Epilog);
        }
    }
}

/// The next part of the content of an element.
enum Step {
    Element(TagToken),
    End,
    /// A token that both code spaces share comes next.
    Other,
}
