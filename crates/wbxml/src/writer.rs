//! The writer.

mod string_table;

use alloc::vec::Vec;

use self::string_table::TableBuilder;
use crate::{Charset, Error, ErrorKind, Version, cursor::contains_nul, global, mb_u32};

/// The header of a document to be written. Its character set is always UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriteHeader<'a> {
    /// The WBXML version.
    pub version: Version,
    /// The document type.
    pub public_id: WritePublicId<'a>,
}

impl WriteHeader<'_> {
    /// WBXML 1.3 with a registered public identifier.
    pub const fn numbered(public_id: u32) -> Self {
        Self { version: Version::V1_3, public_id: WritePublicId::Number(public_id) }
    }
}

/// The document type of a document to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WritePublicId<'a> {
    /// A registered number; 1 (which 0 is taken for) means unknown.
    Number(u32),
    /// A formal public identifier, put into the string table.
    Name(&'a str),
}

/// How to write.
///
/// ```
/// let options = wbxml::WriteOptions::default().string_table(true);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Whether repeated strings go into the string table where that makes the document shorter. `false` unless set.
    pub string_table: bool,
}

impl WriteOptions {
    /// Sets [`string_table`](Self::string_table).
    #[must_use]
    pub fn string_table(self, string_table: bool) -> Self {
        Self { string_table }
    }
}

/// Writes a document, in its shortest form, to the end of a buffer.
///
/// The calls do not fail: the first mistake is remembered and [`finish`](Self::finish) reports it. A writer dropped without
/// `finish`, or one that reports an error, leaves an unusable document in the buffer.
///
/// Text and opaque data after an attribute belong to its value until a child starts, the element ends, or
/// [`content`](Self::content) is called.
///
/// ```
/// use wbxml::{WriteHeader, WriteOptions, Writer};
///
/// let mut out = Vec::new();
/// let mut writer = Writer::new(&mut out, &WriteHeader::numbered(1), WriteOptions::default());
/// writer.start(0, 0x05);
/// writer.attribute(0, 0x06);
/// writer.text("1.1");
/// writer.start(1, 0x07);
/// writer.text("hi");
/// writer.end();
/// writer.end();
/// writer.finish()?;
/// assert_eq!(out, b"\x03\x01\x6A\x00\xC5\x06\x031.1\0\x01\x00\x01\x47\x03hi\0\x01\x01");
/// # Ok::<(), wbxml::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<'b> {
    out: &'b mut Vec<u8>,
    state: State,
    /// Where the octet of the last tag stands, whose flags are set when it is known what follows.
    tag: usize,
    /// What a processing instruction returns to.
    behind_pi: State,
    tag_page: u8,
    attribute_page: u8,
    depth: u32,
    /// Where the length of the string table stands; one octet, zero, until `finish`.
    table_at: usize,
    table: TableBuilder,
    options: WriteOptions,
    error: Option<Error>,
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
enum State {
    /// Nothing yet.
    Prolog,
    /// A tag.
    Tag,
    /// Part of an attribute list.
    Attributes,
    /// The END of an attribute list.
    AttributesEnd,
    /// Content of the current element.
    Content,
    /// Part of a processing instruction.
    Pi,
    /// The end of the root element.
    Epilog,
}

impl<'b> Writer<'b> {
    /// Writes the header.
    pub fn new(out: &'b mut Vec<u8>, header: &WriteHeader<'_>, options: WriteOptions) -> Self {
        let mut table = TableBuilder::default();
        out.push(header.version.0);
        match header.public_id {
            WritePublicId::Number(number) => mb_u32::write(number.max(1), out),
            WritePublicId::Name(name) => {
                out.push(0);
                mb_u32::write(table.literal(name), out);
            }
        }
        if header.version.has_charset() {
            mb_u32::write(Charset::UTF_8.0, out);
        }
        let table_at = out.len();
        out.push(0);
        let mut writer = Self {
            out,
            state: State::Prolog,
            tag: table_at,
            behind_pi: State::Prolog,
            tag_page: 0,
            attribute_page: 0,
            depth: 0,
            table_at,
            table,
            options,
            error: None,
        };
        if let WritePublicId::Name(name) = header.public_id {
            writer.check_name(name);
        }
        writer
    }

    /// Starts an element by its code page and token (0x05 to 0x3F).
    #[inline]
    pub fn start(&mut self, page: u8, token: u8) {
        self.begin_element();
        if !matches!(token, global::FIRST..=global::IDENTITY) {
            self.fail(ErrorKind::InvalidToken(token));
        }
        if page == self.tag_page {
            self.tag = self.out.len();
            self.out.push(token);
        } else {
            self.tag_page = page;
            self.tag = self.out.len() + 2;
            self.out.extend_from_slice(&[global::SWITCH_PAGE, page, token]);
        }
    }

    /// Starts an element that has no token. Its name goes into the string table, whatever the options say.
    pub fn start_literal(&mut self, name: &str) {
        self.begin_element();
        self.tag = self.out.len();
        self.literal(name);
    }

    /// Starts an attribute of the element just started, by its code page and token (0x05 to 0x7F). Its value follows with
    /// [`attribute_value`](Self::attribute_value), [`text`](Self::text) and the like.
    pub fn attribute(&mut self, page: u8, token: u8) {
        self.begin_attribute();
        self.attribute_token(page, token);
    }

    /// Starts an attribute that has no token. Its name goes into the string table, whatever the options say.
    pub fn attribute_literal(&mut self, name: &str) {
        self.begin_attribute();
        self.literal(name);
    }

    /// Writes a piece of an attribute's value by its code page and token (0x85 to 0xFF).
    pub fn attribute_value(&mut self, page: u8, token: u8) {
        if !matches!(self.state, State::Attributes | State::Pi) {
            self.fail(ErrorKind::MisplacedAttribute);
        }
        self.switch_attribute_page(page);
        if token & global::VALUE == 0 || !global::is_paged(token) {
            self.fail(ErrorKind::InvalidToken(token));
        }
        self.out.push(token);
    }

    /// Ends the attribute list, if there is one: what follows is content.
    pub fn content(&mut self) {
        if self.state == State::Attributes {
            self.out.push(global::END);
            self.state = State::AttributesEnd;
        }
    }

    /// Writes text; nothing if it is empty. Text that holds NUL, which ends a string, is written as opaque data.
    #[inline]
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if contains_nul(text.as_bytes()) {
            return self.opaque(text.as_bytes());
        }
        self.begin_item();
        if self.options.string_table {
            self.table.note(self.out.len(), text.len());
        }
        self.inline_string(global::STR_I, text);
    }

    /// Writes opaque data.
    #[inline]
    pub fn opaque(&mut self, octets: &[u8]) {
        self.begin_item();
        let Ok(length) = u32::try_from(octets.len()) else {
            return self.fail(ErrorKind::TooLong);
        };
        self.out.push(global::OPAQUE);
        mb_u32::write(length, self.out);
        self.out.extend_from_slice(octets);
    }

    /// Writes extension `EXT_T` number `n` (0 to 2) with a value.
    #[inline]
    pub fn extension_t(&mut self, n: u8, value: u32) {
        self.begin_item();
        match u8::try_from(value) {
            Ok(value @ ..0x80) if n <= 2 => self.out.extend_from_slice(&[global::EXT_T_0 | n, value]),
            _ => {
                self.extension_token(global::EXT_T_0, n);
                mb_u32::write(value, self.out);
            }
        }
    }

    /// Writes extension `EXT_I` number `n` (0 to 2) with a string, which must not hold NUL.
    pub fn extension_i(&mut self, n: u8, text: &str) {
        self.check_name(text);
        self.begin_item();
        self.extension_token(global::EXT_I_0, n);
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(0);
    }

    /// Writes extension `EXT` number `n` (0 to 2).
    pub fn extension(&mut self, n: u8) {
        self.begin_item();
        self.extension_token(global::EXT_0, n);
    }

    /// Writes a character by its number.
    pub fn entity(&mut self, character: char) {
        self.begin_item();
        self.out.push(global::ENTITY);
        mb_u32::write(character.into(), self.out);
    }

    /// Starts a processing instruction by the code page and token of its attribute start; allowed before, in and after the
    /// root. Its value follows, then [`end`](Self::end).
    pub fn start_pi(&mut self, page: u8, token: u8) {
        self.begin_pi();
        self.attribute_token(page, token);
    }

    /// Starts a processing instruction whose target has no token.
    pub fn start_pi_literal(&mut self, target: &str) {
        self.begin_pi();
        self.literal(target);
    }

    /// Ends the current element or processing instruction.
    #[inline]
    pub fn end(&mut self) {
        match self.state {
            State::Content => self.out.push(global::END),
            State::Tag => {}
            _ => return self.end_slow(),
        }
        self.close();
    }

    #[cold]
    fn end_slow(&mut self) {
        match self.state {
            State::Attributes => self.out.push(global::END),
            State::Pi => {
                self.out.push(global::END);
                self.state = self.behind_pi;
                return;
            }
            State::Prolog | State::Epilog => return self.fail(ErrorKind::NothingOpen),
            State::Content | State::Tag | State::AttributesEnd => {}
        }
        self.close();
    }

    #[inline]
    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.state = if self.depth == 0 { State::Epilog } else { State::Content };
    }

    /// Completes the document: puts the string table behind the header, and reports the first mistake made, if any.
    pub fn finish(mut self) -> Result<(), Error> {
        match self.state {
            State::Epilog => {}
            State::Prolog => self.fail(ErrorKind::OutsideRoot),
            State::Pi => self.fail(ErrorKind::OpenInstruction),
            _ => self.fail(ErrorKind::OpenElements(self.depth)),
        }
        match self.error {
            Some(error) => Err(error),
            None => self.table.finish(self.out, self.table_at),
        }
    }

    #[inline]
    fn begin_element(&mut self) {
        match self.state {
            State::Content | State::Prolog => {}
            State::Tag => self.set_flag(global::HAS_CONTENT),
            _ => self.enter_content(),
        }
        self.depth += 1;
        self.state = State::Tag;
    }

    /// Makes the current element one with content, and stands in it.
    #[inline]
    fn begin_content(&mut self) {
        self.set_flag(global::HAS_CONTENT);
        self.state = State::Content;
    }

    #[cold]
    fn enter_content(&mut self) {
        match self.state {
            State::Content => return,
            State::Tag | State::AttributesEnd => {}
            State::Attributes => self.out.push(global::END),
            State::Prolog | State::Pi | State::Epilog => return self.fail(ErrorKind::OutsideRoot),
        }
        self.begin_content();
    }

    /// Makes room for a string or the like in content or in an attribute value.
    #[inline]
    fn begin_item(&mut self) {
        match self.state {
            State::Content | State::Attributes | State::Pi => {}
            State::Tag => self.begin_content(),
            _ => self.enter_content(),
        }
    }

    fn extension_token(&mut self, first: u8, n: u8) {
        match n {
            0..=2 => self.out.push(first | n),
            _ => self.fail(ErrorKind::InvalidToken(n)),
        }
    }

    fn begin_attribute(&mut self) {
        match self.state {
            State::Tag => self.set_flag(global::HAS_ATTRIBUTES),
            State::Attributes => {}
            _ => return self.fail(ErrorKind::MisplacedAttribute),
        }
        self.state = State::Attributes;
    }

    fn begin_pi(&mut self) {
        match self.state {
            State::Prolog | State::Epilog => {}
            _ => self.enter_content(),
        }
        self.behind_pi = self.state;
        self.state = State::Pi;
        self.out.push(global::PI);
    }

    fn attribute_token(&mut self, page: u8, token: u8) {
        self.switch_attribute_page(page);
        if token & global::VALUE != 0 || !global::is_paged(token) {
            self.fail(ErrorKind::InvalidToken(token));
        }
        self.out.push(token);
    }

    fn switch_attribute_page(&mut self, page: u8) {
        if page != self.attribute_page {
            self.out.extend_from_slice(&[global::SWITCH_PAGE, page]);
            self.attribute_page = page;
        }
    }

    fn literal(&mut self, name: &str) {
        self.check_name(name);
        self.out.push(global::LITERAL);
        mb_u32::write(self.table.literal(name), self.out);
    }

    fn check_name(&mut self, name: &str) {
        if name.contains('\0') {
            self.fail(ErrorKind::NulInName);
        }
    }

    #[inline]
    fn inline_string(&mut self, token: u8, text: &str) {
        self.out.reserve(text.len() + 2);
        self.out.push(token);
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(0);
    }

    #[inline]
    fn set_flag(&mut self, flag: u8) {
        if let Some(tag) = self.out.get_mut(self.tag) {
            *tag |= flag;
        }
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, kind: ErrorKind) {
        let offset = self.out.len();
        self.error.get_or_insert_with(|| Error::new(kind, offset));
    }
}
