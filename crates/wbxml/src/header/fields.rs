//! The header field by field, for tools that show the place of each field.

use crate::{Error, ErrorKind, MbU32, Version, cursor::Cursor};

/// One field of a header, as on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderField<'a> {
    /// The version byte.
    Version(Version),
    /// The number of the public identifier; 0 if an offset follows.
    PublicId(MbU32),
    /// The offset of the public identifier in the string table.
    PublicIdOffset(MbU32),
    /// The number of the character set: see [`Charset`](crate::Charset).
    Charset(MbU32),
    /// The length of the string table, in bytes.
    TableLength(MbU32),
    /// The string table; always the last field.
    Table(&'a [u8]),
}

/// The fields of a header in order, up to the first fault. [`Tokens`](crate::Tokens) continues
/// after it.
///
/// ```
/// use wbxml::{HeaderField, HeaderFields, MbU32};
///
/// let mut fields = HeaderFields::new(b"\x03\x11\x6A\x02a\0\x05");
/// let public_id = fields.nth(1).transpose()?;
/// assert_eq!((public_id, fields.offset()), (Some(HeaderField::PublicId(MbU32::new(0x11))), 2));
/// assert_eq!(fields.nth(2).transpose()?, Some(HeaderField::Table(b"a\0")));
/// assert_eq!((fields.next(), fields.offset()), (None, 6));
/// # Ok::<(), wbxml::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct HeaderFields<'a> {
    cursor: Cursor<'a>,
    next: Next,
}

#[derive(Debug, Clone, Copy)]
enum Next {
    Version,
    PublicId { has_charset: bool },
    PublicIdOffset { has_charset: bool },
    Charset,
    TableLength,
    Table(u32),
    End,
}

impl<'a> HeaderFields<'a> {
    /// Makes an iterator over the fields of the header at the front of a document.
    pub fn new(document: &'a [u8]) -> Self {
        Self { cursor: Cursor::new(document), next: Next::Version }
    }

    /// The offset of the next field from the start of the document; at the end, the offset of the
    /// body.
    pub fn offset(&self) -> usize {
        self.cursor.offset()
    }

    fn field(&mut self) -> Result<Option<HeaderField<'a>>, Error> {
        let (field, next) = match self.next {
            Next::Version => {
                let at = self.offset();
                let version = Version(self.cursor.byte()?);
                if version.major() != 1 {
                    return Err(Error::new(ErrorKind::UnsupportedVersion(version.0), at));
                }
                (HeaderField::Version(version), Next::PublicId { has_charset: version.has_charset() })
            }
            Next::PublicId { has_charset } => {
                let number = self.cursor.mb_u32_with_width()?;
                let next = match number.value() {
                    0 => Next::PublicIdOffset { has_charset },
                    _ => behind_public_id(has_charset),
                };
                (HeaderField::PublicId(number), next)
            }
            Next::PublicIdOffset { has_charset } => {
                (HeaderField::PublicIdOffset(self.cursor.mb_u32_with_width()?), behind_public_id(has_charset))
            }
            Next::Charset => (HeaderField::Charset(self.cursor.mb_u32_with_width()?), Next::TableLength),
            Next::TableLength => {
                let length = self.cursor.mb_u32_with_width()?;
                (HeaderField::TableLength(length), Next::Table(length.value()))
            }
            Next::Table(length) => (HeaderField::Table(self.cursor.take(length)?), Next::End),
            Next::End => return Ok(None),
        };
        self.next = next;
        Ok(Some(field))
    }
}

const fn behind_public_id(has_charset: bool) -> Next {
    if has_charset { Next::Charset } else { Next::TableLength }
}

impl<'a> Iterator for HeaderFields<'a> {
    type Item = Result<HeaderField<'a>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let field = self.field();
        if field.is_err() {
            self.next = Next::End;
        }
        field.transpose()
    }
}

impl core::iter::FusedIterator for HeaderFields<'_> {}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::Header;

    /// Returns the fields, and the start of each.
    fn fields(document: &[u8]) -> (Vec<usize>, usize, Option<Error>) {
        let mut fields = HeaderFields::new(document);
        let (mut starts, mut fault) = (Vec::new(), None);
        loop {
            let at = fields.offset();
            match fields.next() {
                Some(Ok(_)) => starts.push(at),
                Some(Err(error)) => fault = Some(error),
                None => return (starts, fields.offset(), fault),
            }
        }
    }

    #[test]
    fn fields_end_where_the_header_ends() {
        let documents: [(&[u8], &[usize]); 4] = [
            (&[0x03, 0x11, 0x6A, 0x00, 0x05], &[0, 1, 2, 3, 4]),
            (&[0x00, 0x02, 0x00, 0x05], &[0, 1, 2, 3]),
            (b"\x03\x00\x01\x6A\x03a\0b\x05", &[0, 1, 2, 3, 4, 5]),
            (&[0x02, 0x9F, 0x53, 0x87, 0x68, 0x80, 0x00, 0x05], &[0, 1, 3, 5, 7]),
        ];
        for (document, starts) in documents {
            let (_, length) = Header::parse(document).unwrap();
            assert_eq!(fields(document), (starts.to_vec(), length, None), "{document:02X?}");
        }
    }

    #[test]
    fn faults_are_those_of_the_header() {
        for document in
            [&[][..], &[0x13, 0x01], &[0x03], &[0x03, 0x00], &[0x03, 0x01, 0xFF], &[0x03, 0x01, 0x6A, 0x09]]
        {
            assert_eq!(fields(document).2, Header::parse(document).err(), "{document:02X?}");
        }
    }
}
