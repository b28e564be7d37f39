//! The writer.

mod attributes;
mod leaf;
mod options;
mod plain;
mod string_table;

use alloc::{boxed::Box, vec::Vec};

pub use self::options::{WriteHeader, WriteOptions, WritePublicId};
use self::string_table::TableBuilder;
use crate::{Charset, Error, ErrorKind, cursor::contains_nul, global, mb_u32};

/// Writes a document, in its shortest form, into a buffer that [`finish`](Self::finish) returns.
///
/// The calls do not fail. The writer remembers the first mistake, and `finish` reports it.
///
/// Text and opaque data after an attribute belong to its value until a child starts, the element
/// ends, or [`content`](Self::content) is called.
///
/// ```
/// use wbxml::{WriteHeader, WriteOptions, Writer};
///
/// let mut writer = Writer::new(&WriteHeader::numbered(1), WriteOptions::default());
/// writer.start(0, 0x05);
/// writer.attribute(0, 0x06);
/// writer.text("1.1");
/// writer.start(1, 0x07);
/// writer.text("hi");
/// writer.end();
/// writer.end();
/// assert_eq!(writer.finish()?, b"\x03\x01\x6A\x00\xC5\x06\x031.1\0\x01\x00\x01\x47\x03hi\0\x01\x01");
/// # Ok::<(), wbxml::Error>(())
/// ```
///
/// A buffer that is used again saves the allocation:
///
/// ```
/// # use wbxml::{WriteHeader, WriteOptions, Writer};
/// let mut buffer = Vec::with_capacity(100);
/// for token in [0x05, 0x06] {
///     buffer.clear();
///     let mut writer = Writer::append(buffer, &WriteHeader::numbered(1), WriteOptions::default());
///     writer.leaf_text(0, token, "hi");
///     buffer = writer.finish()?;
///     assert_eq!(buffer, [b"\x03\x01\x6A\x00", &[token | 0x40][..], b"\x03hi\0\x01"].concat());
/// }
/// # Ok::<(), wbxml::Error>(())
/// ```
#[doc(alias("encode", "encoder", "serializer"))]
#[derive(Debug)]
pub struct Writer {
    /// Held by value: writing through a reference took 1.5 times as long.
    out: Vec<u8>,
    place: Place,
    /// Whether the quick ways are open: the place is content, there is no string table to fill, and
    /// the caller has not closed them.
    plain: bool,
    /// Whether the caller has closed the quick ways.
    careful: bool,
    /// The place to return to after a processing instruction.
    behind_pi: Place,
    /// The length of the buffer after the last tag and its attributes. While the buffer has this
    /// length, the current element has no content. 0 after an element without content.
    empty_at: usize,
    /// The number of bytes from the last tag byte to `empty_at`: 1, or more with attributes or a
    /// name from the string table. The tag announces content, as nearly all elements have some. An
    /// element that ends without content loses the flag again.
    tag_length: usize,
    tag_page: u8,
    attribute_page: u8,
    depth: usize,
    /// The position of the length of the string table; one zero byte until `finish`.
    table_at: usize,
    /// Made when the first string needs it.
    table: Option<Box<TableBuilder>>,
    options: WriteOptions,
    error: Option<Error>,
}

/// The position of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the root element.
    Prolog,
    /// After a tag or in the content of the current element.
    Content,
    /// In an attribute list.
    Attributes,
    /// In a processing instruction.
    Pi,
    /// After the root element.
    Epilog,
}

impl Writer {
    /// Writes the header into a buffer of its own.
    pub fn new(header: &WriteHeader<'_>, options: WriteOptions) -> Self {
        Self::append(Vec::new(), header, options)
    }

    /// Writes the header to the end of a buffer.
    // Inlined, so that the writer is made in its place: moving it cost a fifth of a short message.
    #[inline]
    pub fn append(out: Vec<u8>, header: &WriteHeader<'_>, options: WriteOptions) -> Self {
        let mut writer = Self {
            out,
            place: Place::Prolog,
            plain: false,
            careful: false,
            behind_pi: Place::Prolog,
            empty_at: 0,
            tag_length: 1,
            tag_page: 0,
            attribute_page: 0,
            depth: 0,
            table_at: 0,
            table: None,
            options,
            error: None,
        };
        writer.write_header(header);
        writer
    }

    fn write_header(&mut self, header: &WriteHeader<'_>) {
        match header.public_id {
            WritePublicId::Number(number @ 1..0x80) if header.version.has_charset() => {
                // Both numbers take one byte.
                let ([number, ..], [utf_8, ..]) = (number.to_le_bytes(), Charset::UTF_8.0.to_le_bytes());
                self.out.extend_from_slice(&[header.version.0, number, utf_8, 0]);
            }
            _ => self.write_unusual_header(header),
        }
        self.table_at = self.out.len().saturating_sub(1);
    }

    #[cold]
    fn write_unusual_header(&mut self, header: &WriteHeader<'_>) {
        self.out.push(header.version.0);
        match header.public_id {
            WritePublicId::Number(number) => mb_u32::write(number.max(1), &mut self.out),
            WritePublicId::Name(name) => {
                self.out.push(0);
                self.check_name(name);
                let offset = self.table().literal(name);
                mb_u32::write(offset, &mut self.out);
            }
        }
        if header.version.has_charset() {
            mb_u32::write(Charset::UTF_8.0, &mut self.out);
        }
        self.out.push(0);
    }

    #[cold]
    fn table(&mut self) -> &mut TableBuilder {
        self.table.get_or_insert_default()
    }

    fn set_place(&mut self, place: Place) {
        self.place = place;
        self.update_plain();
    }

    fn update_plain(&mut self) {
        self.plain = self.place == Place::Content && !self.options.string_table && !self.careful;
    }

    /// Closes or opens the quick ways, `plain_start` and its kin. A caller closes them while it has
    /// other work at each piece, and then needs no check of its own.
    #[inline]
    pub fn set_careful(&mut self, careful: bool) {
        self.careful = careful;
        self.update_plain();
    }

    /// The number of open elements.
    #[inline]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Starts an element by its code page and token (0x05 to 0x3F).
    #[inline]
    pub fn start(&mut self, page: u8, token: u8) {
        if !self.plain_start(page, token) {
            self.start_elsewhere(page, token);
        }
    }

    /// For the root, a start after attributes, and a document with a string table.
    #[inline(never)]
    fn start_elsewhere(&mut self, page: u8, token: u8) {
        self.begin_element();
        if !is_tag(token) {
            self.fail(ErrorKind::InvalidToken(token));
        }
        self.switch_tag_page(page);
        self.out.push(token | global::HAS_CONTENT);
        self.empty_at = self.out.len();
        self.tag_length = 1;
    }

    /// Starts an element that has no token. Its name goes into the string table, whatever the
    /// options.
    pub fn start_literal(&mut self, name: &str) {
        self.begin_element();
        let tag = self.out.len();
        self.literal(name);
        self.empty_at = self.out.len();
        self.tag_length = self.empty_at.saturating_sub(tag);
        self.set_flag(global::HAS_CONTENT);
    }

    /// Writes text; nothing if the text is empty. NUL would end a string, so it is written as a
    /// character entity.
    #[inline]
    pub fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if contains_nul(text.as_bytes()) {
            return self.text_around_nul(text);
        }
        self.begin_item();
        if self.options.string_table {
            let at = self.out.len();
            self.table().note(at, text.len());
        }
        #[expect(clippy::arithmetic_side_effects, reason = "no string is longer than isize::MAX")]
        self.out.reserve(text.len() + 2);
        self.out.push(global::STR_I);
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(0);
    }

    #[cold]
    #[inline(never)]
    fn text_around_nul(&mut self, text: &str) {
        for (index, piece) in text.split('\0').enumerate() {
            if index > 0 {
                self.entity('\0');
            }
            self.text(piece);
        }
    }

    /// Writes opaque data.
    #[inline]
    pub fn opaque(&mut self, bytes: &[u8]) {
        self.begin_item();
        self.out.push(global::OPAQUE);
        match u32::try_from(bytes.len()) {
            Ok(length) => mb_u32::write(length, &mut self.out),
            Err(_) => self.fail(ErrorKind::TooLong),
        }
        self.out.extend_from_slice(bytes);
    }

    /// Writes extension `EXT_T` number `n` (0 to 2) with a value.
    #[inline]
    pub fn extension_t(&mut self, n: u8, value: u32) {
        self.begin_item();
        self.extension_token(global::EXT_T_0, n);
        mb_u32::write(value, &mut self.out);
    }

    /// Writes extension `EXT_I` number `n` (0 to 2) with a string, which must not contain NUL.
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

    /// Writes a character entity.
    pub fn entity(&mut self, character: char) {
        self.begin_item();
        self.out.push(global::ENTITY);
        mb_u32::write(character.into(), &mut self.out);
    }

    /// Ends the current element or processing instruction.
    #[inline]
    pub fn end(&mut self) {
        if self.place != Place::Content && !self.end_list() {
            return;
        }
        self.end_element();
    }

    #[inline(always)]
    fn end_element(&mut self) {
        if self.out.len() == self.empty_at {
            self.withdraw_content();
        } else {
            self.out.push(global::END);
        }
        self.depth = self.depth.wrapping_sub(1);
        if self.depth == 0 {
            self.set_place(Place::Epilog);
        }
    }

    #[cold]
    fn withdraw_content(&mut self) {
        if let Some(tag) = self.tag() {
            *tag &= !global::HAS_CONTENT;
        }
        self.empty_at = 0;
    }

    /// The last tag byte, while nothing follows the tag and its attributes.
    #[inline]
    fn tag(&mut self) -> Option<&mut u8> {
        self.out.get_mut(self.empty_at.checked_sub(self.tag_length)?)
    }

    /// Ends an attribute list or processing instruction, and returns whether an element has to be
    /// ended next.
    #[cold]
    fn end_list(&mut self) -> bool {
        match self.place {
            Place::Content => {}
            Place::Attributes => self.content(),
            Place::Pi => {
                self.out.push(global::END);
                self.set_place(self.behind_pi);
                return false;
            }
            Place::Prolog | Place::Epilog => {
                self.fail(ErrorKind::NothingOpen);
                return false;
            }
        }
        true
    }

    /// Completes the document and returns the buffer: inserts the string table after the header,
    /// and reports the first mistake, if any.
    ///
    /// # Errors
    /// The first mistake of the calls: [`OutsideRoot`](crate::ErrorKind::OutsideRoot),
    /// [`NothingOpen`](crate::ErrorKind::NothingOpen),
    /// [`MisplacedAttribute`](crate::ErrorKind::MisplacedAttribute),
    /// [`InvalidToken`](crate::ErrorKind::InvalidToken) or
    /// [`NulInName`](crate::ErrorKind::NulInName). [`OpenElements`](crate::ErrorKind::OpenElements)
    /// or [`OpenInstruction`](crate::ErrorKind::OpenInstruction) if something is still open.
    /// [`TooLong`](crate::ErrorKind::TooLong) for opaque data or a string table of more than 32
    /// bits.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        self.complete()?;
        Ok(self.out)
    }

    /// Completes the document, like [`finish`](Self::finish), and keeps the buffer until
    /// [`take_buffer`](Self::take_buffer).
    ///
    /// # Errors
    /// The kinds of [`finish`](Self::finish).
    pub fn complete(&mut self) -> Result<(), Error> {
        match self.place {
            Place::Epilog => {}
            Place::Prolog => self.fail(ErrorKind::OutsideRoot),
            Place::Pi => self.fail(ErrorKind::OpenInstruction),
            _ => self.fail(ErrorKind::OpenElements(self.depth.try_into().unwrap_or(u32::MAX))),
        }
        match (&self.error, self.table.take()) {
            (Some(error), _) => Err(error.clone()),
            (None, Some(table)) => (*table).finish(&mut self.out, self.table_at),
            (None, None) => Ok(()),
        }
    }

    /// Takes the buffer out, for callers that need it back after a mistake too. Without
    /// [`complete`](Self::complete) it does not hold a document. Do not use the writer afterwards:
    /// it does not panic, but its bytes have no meaning.
    pub fn take_buffer(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.out)
    }

    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "every element has taken a byte of the buffer")]
    fn begin_element(&mut self) {
        if self.place != Place::Content {
            if self.place != Place::Prolog {
                self.enter_content();
            }
            self.set_place(Place::Content);
        }
        self.depth += 1;
    }

    #[cold]
    fn enter_content(&mut self) {
        self.content();
        if self.place != Place::Content {
            self.fail(ErrorKind::OutsideRoot);
        }
    }

    /// Reports a mistake if a string or a similar item has no place here.
    #[inline]
    fn begin_item(&mut self) {
        if matches!(self.place, Place::Prolog | Place::Epilog) {
            self.fail(ErrorKind::OutsideRoot);
        }
    }

    #[inline]
    fn extension_token(&mut self, first: u8, n: u8) {
        match n {
            0..=2 => self.out.push(first | n),
            _ => self.fail(ErrorKind::InvalidToken(n)),
        }
    }

    #[inline]
    fn switch_tag_page(&mut self, page: u8) {
        if page != self.tag_page {
            self.tag_page = page;
            self.out.extend_from_slice(&[global::SWITCH_PAGE, page]);
        }
    }

    fn literal(&mut self, name: &str) {
        self.check_name(name);
        self.out.push(global::LITERAL);
        let offset = self.table().literal(name);
        mb_u32::write(offset, &mut self.out);
    }

    fn check_name(&mut self, name: &str) {
        if name.contains('\0') {
            self.fail(ErrorKind::NulInName);
        }
    }

    #[inline]
    fn set_flag(&mut self, flag: u8) {
        if let Some(tag) = self.tag() {
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

/// Returns whether this is a token of the tag code space.
#[inline(always)]
const fn is_tag(token: u8) -> bool {
    matches!(token, global::FIRST..=global::IDENTITY)
}
