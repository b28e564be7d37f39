//! The whole text of an element.

use alloc::borrow::Cow;

use super::{Item, Leaf, Reader};
use crate::{Error, ErrorKind};

impl<'a> Reader<'a> {
    /// Returns the text of the current element, whatever its form: one string or several, in any
    /// character set, of the string table, or character entities. The element has then ended.
    ///
    /// Allocates nothing for one string in UTF-8.
    ///
    /// ```
    /// use wbxml::Reader;
    ///
    /// // A string, the character U+20AC by its number, a string of the string table.
    /// let mut reader = Reader::new(b"\x03\x01\x6A\x06 only\0\x45\x035\0\x02\xC1\x2C\x83\x00\x01")?;
    /// reader.child()?;
    /// assert_eq!(reader.text()?, "5\u{20AC} only");
    /// reader.finish()?;
    /// # Ok::<(), wbxml::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`NotText`](crate::ErrorKind::NotText) for elements, opaque data and extensions.
    /// [`TextLimit`](crate::ErrorKind::TextLimit) if all pieces together are too long. Otherwise
    /// the [errors of the body](Self#errors-of-the-body).
    pub fn text(&mut self) -> Result<Cow<'a, str>, Error> {
        match self.leaf()? {
            Leaf::Text(text) => Ok(text.into()),
            Leaf::Empty => Ok("".into()),
            Leaf::Other => self.joined_text(),
            Leaf::Opaque(_) | Leaf::Extension(..) => Err(self.not_text()),
        }
    }

    /// For text in pieces, or in another character set.
    #[inline(never)]
    fn joined_text(&mut self) -> Result<Cow<'a, str>, Error> {
        let (limit, mut text) = (self.options.limits.text_bytes, Cow::Borrowed(""));
        loop {
            match self.item()? {
                Item::Text(piece) if text.is_empty() => text = piece,
                Item::Text(piece) if text.len().saturating_add(piece.len()) <= limit => {
                    text.to_mut().push_str(&piece);
                }
                Item::Text(_) => return Err(Error::new(ErrorKind::TextLimit(limit), self.element_offset())),
                Item::End => return Ok(text),
                _ => return Err(self.not_text()),
            }
        }
    }

    #[cold]
    fn not_text(&self) -> Error {
        Error::new(ErrorKind::NotText, self.element_offset())
    }
}
