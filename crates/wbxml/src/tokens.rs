//! Splitting a body into tokens.

use crate::{Charset, Error, Header, Token, cursor::Cursor, global, terminator_width};

/// The tokens of a document's body, in order and without loss.
///
/// At a token that is cut short or not allowed, the iterator returns an error and ends. Elements
/// that are open at the end of the data are not an error here: see
/// [`is_complete`](Self::is_complete).
///
/// ```
/// use wbxml::{Token, Tokens};
///
/// let (_, tokens) = Tokens::parse(b"\x03\x01\x6A\x00\x45\x03hi\0\x01")?;
/// let tokens: Result<Vec<_>, _> = tokens.collect();
/// assert_eq!(tokens?, [Token::Tag(0x45), Token::StrI(b"hi"), Token::End]);
/// # Ok::<(), wbxml::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    cursor: Cursor<'a>,
    terminator_width: usize,
    place: Place,
    /// The number of open elements with content.
    depth: usize,
    has_root: bool,
}

/// The code space of the next token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Content,
    /// An attribute list or processing instruction before its first attribute start.
    ListStart,
    /// An attribute list or processing instruction.
    List,
}

impl<'a> Tokens<'a> {
    /// Parses the header and returns it with the tokens of the body.
    ///
    /// # Errors
    /// The faults of the header, as [`Header::parse`] reports them. The iterator reports faults of
    /// the body.
    pub fn parse(document: &'a [u8]) -> Result<(Header<'a>, Self), Error> {
        Self::with_transport_charset(document, Charset::UNKNOWN)
    }

    /// Parses a document, like [`parse`](Self::parse), with a character set that the transport
    /// states.
    ///
    /// # Errors
    /// The kinds of [`parse`](Self::parse).
    pub fn with_transport_charset(document: &'a [u8], charset: Charset) -> Result<(Header<'a>, Self), Error> {
        let mut cursor = Cursor::new(document);
        let header = Header::read(&mut cursor)?;
        let terminator_width = terminator_width(header.charset_over(charset));
        Ok((header, Self { cursor, terminator_width, place: Place::Content, depth: 0, has_root: false }))
    }

    /// The offset of the next token from the start of the document.
    pub fn offset(&self) -> usize {
        self.cursor.offset()
    }

    /// Returns whether the root element and every started processing instruction have ended.
    pub fn is_complete(&self) -> bool {
        self.has_root && self.depth == 0 && self.place == Place::Content
    }

    fn token(&mut self) -> Result<Token<'a>, Error> {
        let byte = self.cursor.byte()?;
        if byte == global::SWITCH_PAGE {
            return self.cursor.byte().map(Token::SwitchPage);
        }
        match self.place {
            Place::Content => self.content_token(byte),
            Place::ListStart | Place::List => self.list_token(byte),
        }
    }

    fn content_token(&mut self, byte: u8) -> Result<Token<'a>, Error> {
        match byte {
            _ if global::is_paged(byte) => {
                self.start(byte);
                Ok(Token::Tag(byte))
            }
            global::LITERAL | global::LITERAL_C | global::LITERAL_A | global::LITERAL_AC => {
                let offset = self.cursor.mb_u32_with_width()?;
                self.start(byte);
                Ok(Token::LiteralTag(byte, offset))
            }
            global::PI => {
                self.place = Place::ListStart;
                Ok(Token::Pi)
            }
            _ if self.depth == 0 => Err(self.cursor.unexpected(byte)),
            global::END => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Token::End)
            }
            _ => self.shared_token(byte),
        }
    }

    fn start(&mut self, byte: u8) {
        self.has_root = true;
        if byte & global::HAS_CONTENT != 0 {
            self.depth = self.depth.saturating_add(1);
        }
        if byte & global::HAS_ATTRIBUTES != 0 {
            self.place = Place::ListStart;
        }
    }

    fn list_token(&mut self, byte: u8) -> Result<Token<'a>, Error> {
        match byte {
            global::END => {
                self.place = Place::Content;
                Ok(Token::End)
            }
            global::LITERAL => {
                self.place = Place::List;
                self.cursor.mb_u32_with_width().map(Token::LiteralAttribute)
            }
            _ if global::is_paged(byte) && byte & global::VALUE == 0 => {
                self.place = Place::List;
                Ok(Token::AttributeStart(byte))
            }
            _ if self.place == Place::ListStart => Err(self.cursor.unexpected(byte)),
            _ if global::is_paged(byte) => Ok(Token::AttributeValue(byte)),
            _ => self.shared_token(byte),
        }
    }

    /// Reads the tokens that both code spaces share.
    fn shared_token(&mut self, byte: u8) -> Result<Token<'a>, Error> {
        let n = byte & global::EXTENSION_NUMBER;
        match byte {
            global::STR_I => self.cursor.terminated(self.terminator_width).map(Token::StrI),
            global::STR_T => self.cursor.mb_u32_with_width().map(Token::StrT),
            global::ENTITY => self.cursor.mb_u32_with_width().map(Token::Entity),
            global::OPAQUE => {
                let length = self.cursor.mb_u32_with_width()?;
                let bytes = self.cursor.take(length.value())?;
                Ok(Token::Opaque { length_width: length.width(), bytes })
            }
            global::EXT_I_0..=global::EXT_I_2 => {
                self.cursor.terminated(self.terminator_width).map(|string| Token::ExtI(n, string))
            }
            global::EXT_T_0..=global::EXT_T_2 => {
                self.cursor.mb_u32_with_width().map(|value| Token::ExtT(n, value))
            }
            global::EXT_0..=global::EXT_2 => Ok(Token::Ext(n)),
            _ => Err(self.cursor.unexpected(byte)),
        }
    }

    /// Returns whether, after the root, a whole processing instruction comes next.
    fn instruction_follows(&self) -> bool {
        let mut ahead = self.clone();
        ahead.cursor.byte().is_ok_and(|byte| byte == global::PI) && {
            ahead.place = Place::ListStart;
            while ahead.place != Place::Content {
                if ahead.token().is_err() {
                    return false;
                }
            }
            true
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Result<Token<'a>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.cursor.rest.is_empty() {
            return None;
        }
        if self.is_complete() && !self.instruction_follows() {
            return Some(Ok(Token::Trailing(core::mem::take(&mut self.cursor.rest))));
        }
        let token = self.token();
        if token.is_err() {
            self.cursor.rest = &[];
        }
        Some(token)
    }
}

impl core::iter::FusedIterator for Tokens<'_> {}
