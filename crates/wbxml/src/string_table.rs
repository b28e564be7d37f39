//! Lookup of strings in the string table.

use alloc::borrow::Cow;

use crate::charset::decode;
use crate::{Charset, ErrorKind, cursor, terminator_width};

/// The string table of a document and the character set of its strings.
///
/// ```
/// use wbxml::{Charset, StringTable};
///
/// let table = StringTable::new(b"one\0two\0", Charset::UTF_8);
/// assert_eq!(table.get(4)?, "two");
/// # Ok::<(), wbxml::ErrorKind>(())
/// ```
#[doc(alias("string table", "strtbl"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StringTable<'a> {
    bytes: &'a [u8],
    charset: Charset,
}

impl<'a> StringTable<'a> {
    /// Makes a table of these bytes.
    pub const fn new(bytes: &'a [u8], charset: Charset) -> Self {
        Self { bytes, charset }
    }

    /// The character set of the strings, here and in the body.
    pub const fn charset(&self) -> Charset {
        self.charset
    }

    /// Returns the string that starts at byte `offset`, which may be inside a longer string.
    ///
    /// A last string without terminator ends with the table.
    ///
    /// # Errors
    /// [`TableOffsetOutOfRange`](crate::ErrorKind::TableOffsetOutOfRange) if the offset is past the
    /// table, [`TableOffsetInsideCharacter`](crate::ErrorKind::TableOffsetInsideCharacter) if it is
    /// inside a character. [`InvalidText`](crate::ErrorKind::InvalidText) if the bytes are not
    /// text, [`UnsupportedCharset`](crate::ErrorKind::UnsupportedCharset) if this build cannot read
    /// their character set.
    pub fn get(&self, offset: u32) -> Result<Cow<'a, str>, ErrorKind> {
        self.decode(offset, self.bytes_at(offset)?)
    }

    /// Returns the strings in order: the offset of each, and its bytes without the terminator.
    /// References may also point into the middle of a string.
    pub fn strings(&self) -> impl Iterator<Item = (u32, &'a [u8])> + use<'a> {
        let table = *self;
        let mut start = 0_usize;
        core::iter::from_fn(move || {
            let offset = u32::try_from(start).ok()?;
            let string = table.bytes_at(offset).ok()?;
            start = start.saturating_add(string.len()).saturating_add(terminator_width(table.charset));
            Some((offset, string))
        })
    }

    /// Returns the bytes of the string at `offset`, without its terminator.
    pub(crate) fn bytes_at(&self, offset: u32) -> Result<&'a [u8], ErrorKind> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let tail = match self.bytes.get(start..) {
            None | Some([]) => return Err(ErrorKind::TableOffsetOutOfRange(offset)),
            Some(tail) => tail,
        };
        let end = cursor::find_terminator(tail, terminator_width(self.charset)).unwrap_or(tail.len());
        Ok(tail.get(..end).unwrap_or(tail))
    }

    /// Decodes the bytes that [`bytes_at`](Self::bytes_at) returned.
    pub(crate) fn decode(&self, offset: u32, string: &'a [u8]) -> Result<Cow<'a, str>, ErrorKind> {
        if self.is_inside_character(offset, string) {
            return Err(ErrorKind::TableOffsetInsideCharacter(offset));
        }
        decode(self.charset, string).map_err(|misfit| misfit.kind)
    }

    fn is_inside_character(&self, offset: u32, string: &[u8]) -> bool {
        match self.charset {
            Charset::UTF_8 => matches!(string, [0x80..=0xBF, ..]),
            _ => !usize::try_from(offset)
                .is_ok_and(|offset| offset.is_multiple_of(terminator_width(self.charset))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        let table = StringTable::new("héllo\0x\0open".as_bytes(), Charset::UTF_8);
        assert_eq!(table.get(0).unwrap(), "héllo");
        assert_eq!(table.get(3).unwrap(), "llo");
        assert_eq!(table.get(6).unwrap(), "");
        assert_eq!(table.get(7).unwrap(), "x");
        assert_eq!(table.get(9).unwrap(), "open");
        assert_eq!(table.get(2), Err(ErrorKind::TableOffsetInsideCharacter(2)));
        assert_eq!(table.get(13), Err(ErrorKind::TableOffsetOutOfRange(13)));
        assert_eq!(table.get(u32::MAX), Err(ErrorKind::TableOffsetOutOfRange(u32::MAX)));
        assert_eq!(StringTable::new(&[], Charset::UTF_8).get(0), Err(ErrorKind::TableOffsetOutOfRange(0)));
    }

    #[test]
    fn strings_follow_each_other() {
        let strings = |table: &'static [u8], charset| -> alloc::vec::Vec<_> {
            StringTable::new(table, charset).strings().collect()
        };
        let expected: [(u32, &[u8]); 3] = [(0, b"ab"), (3, b""), (4, b"c")];
        assert_eq!(strings(b"ab\0\0c\0", Charset::UTF_8), expected);
        assert_eq!(strings(b"ab\0\0c", Charset::UTF_8), expected, "the last terminator may be missing");
        assert_eq!(strings(b"\0a\0\0\0b\0\0", Charset::ISO_10646_UCS_2), [(0, &b"\0a"[..]), (4, b"\0b")]);
        assert_eq!(strings(b"", Charset::UTF_8), []);
    }

    #[test]
    fn wide_characters() {
        let table = StringTable::new(&[0, b'a', 0, b'b', 0, 0, 0, b'c', 0, 0], Charset::ISO_10646_UCS_2);
        assert_eq!(table.get(0).unwrap(), "ab");
        assert_eq!(table.get(2).unwrap(), "b");
        assert_eq!(table.get(6).unwrap(), "c");
        assert_eq!(table.get(1), Err(ErrorKind::TableOffsetInsideCharacter(1)));
    }
}
