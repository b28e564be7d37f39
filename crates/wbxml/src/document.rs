//! A whole document as header and tokens.

use alloc::vec::Vec;

use crate::{Charset, Error, Header, Token, Tokens, terminator_width};

/// A document as header and tokens, without loss: [`to_vec`](Self::to_vec) returns exactly the
/// bytes that [`parse`](Self::parse) read.
///
/// A token takes 24 bytes of memory (on 64-bit machines), so a document of tags alone takes 24
/// times its size. Iterate over [`Tokens`] if that matters.
///
/// ```
/// use wbxml::{Document, Token};
///
/// // A redundant page switch, a three-byte zero, a byte behind the root.
/// let bytes = b"\x03\x01\x6A\x00\x00\x00\x45\x80\x80\x80\x00\x01\xFF";
/// let mut document = Document::parse(bytes)?;
/// assert_eq!(document.to_vec(), bytes);
/// document.tokens.retain(|token| !matches!(token, Token::Trailing(_)));
/// assert_eq!(document.to_vec(), bytes[..bytes.len() - 1]);
/// # Ok::<(), wbxml::Error>(())
/// ```
#[doc(alias = "lossless")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'a> {
    /// The header.
    pub header: Header<'a>,
    /// The body.
    pub tokens: Vec<Token<'a>>,
    /// The character set that the transport states. It overrides the character set of the header.
    /// [`Charset::UNKNOWN`] if the transport states none.
    pub transport_charset: Charset,
}

impl<'a> Document<'a> {
    /// Splits a document into header and tokens.
    ///
    /// # Errors
    /// The faults of the header, as [`Header::parse`] reports them, and the faults of tokens:
    /// [`Truncated`](crate::ErrorKind::Truncated),
    /// [`UnexpectedToken`](crate::ErrorKind::UnexpectedToken),
    /// [`IntegerOverflow`](crate::ErrorKind::IntegerOverflow) or
    /// [`LengthOutOfRange`](crate::ErrorKind::LengthOutOfRange).
    #[doc(alias("decode", "deserialize", "from_bytes", "from_slice"))]
    pub fn parse(document: &'a [u8]) -> Result<Self, Error> {
        Self::with_transport_charset(document, Charset::UNKNOWN)
    }

    /// Splits a document, like [`parse`](Self::parse), with a character set that the transport
    /// states.
    ///
    /// # Errors
    /// The kinds of [`parse`](Self::parse).
    pub fn with_transport_charset(document: &'a [u8], charset: Charset) -> Result<Self, Error> {
        let (header, tokens) = Tokens::with_transport_charset(document, charset)?;
        Ok(Self { header, tokens: tokens.collect::<Result<_, _>>()?, transport_charset: charset })
    }

    /// Appends the document.
    #[doc(alias("encode", "serialize", "to_writer"))]
    pub fn write(&self, out: &mut Vec<u8>) {
        let terminator_width = terminator_width(self.header.charset_over(self.transport_charset));
        self.header.write(out);
        for token in &self.tokens {
            token.write(terminator_width, out);
        }
    }

    /// Returns the document in a buffer of its own.
    #[doc(alias("encode", "serialize", "to_bytes"))]
    pub fn to_vec(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn token_size_is_as_documented() {
        assert_eq!(size_of::<Token<'_>>(), 3 * size_of::<usize>());
    }
}
