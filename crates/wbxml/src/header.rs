//! The header of a document: version, public identifier, character set, string table.

mod fields;

use alloc::vec::Vec;
use core::fmt;

pub use self::fields::{HeaderField, HeaderFields};
use crate::{Charset, Error, ErrorKind, MbU32, ReadOptions, StringTable, cursor::Cursor, terminator_width};

/// The version byte: the major version minus one in the high four bits, the minor version in the
/// low four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version(pub u8);

impl Version {
    /// WBXML 1.0. Its header has no character set.
    pub const V1_0: Self = Self(0x00);
    /// WBXML 1.1.
    pub const V1_1: Self = Self(0x01);
    /// WBXML 1.2.
    pub const V1_2: Self = Self(0x02);
    /// WBXML 1.3.
    pub const V1_3: Self = Self(0x03);

    /// The major version. Documents with a major version other than 1 are refused.
    pub const fn major(self) -> u8 {
        (self.0 >> 4).saturating_add(1)
    }

    /// The minor version. Unknown minor versions are read as 1.3.
    pub const fn minor(self) -> u8 {
        self.0 & 0x0F
    }

    /// Returns whether the header states a character set.
    pub const fn has_charset(self) -> bool {
        self.0 != Self::V1_0.0
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major(), self.minor())
    }
}

/// The document type.
#[doc(alias("public identifier", "DOCTYPE", "FPI"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PublicId {
    /// A registered number; 1 means unknown. Never 0.
    Number(u32),
    /// The offset of the formal public identifier in the string table.
    Table(u32),
}

impl PublicId {
    /// Unknown or missing public identifier.
    pub const UNKNOWN: Self = Self::Number(1);
}

/// A parsed header. It remembers the widths of its integers, so that [`write()`](Self::write) returns
/// the original bytes.
///
/// ```
/// use wbxml::{Header, PublicId};
///
/// let (header, length) = Header::parse(b"\x03\x11\x6A\x00\x05")?;
/// assert_eq!((header.public_id(), length), (PublicId::Number(0x11), 4));
/// # Ok::<(), wbxml::Error>(())
/// ```
#[doc(alias = "preamble")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header<'a> {
    version: Version,
    public_id: MbU32,
    /// Present when `public_id` is 0.
    public_id_offset: Option<MbU32>,
    /// Absent in WBXML 1.0.
    charset: Option<MbU32>,
    table_length: MbU32,
    table: &'a [u8],
}

impl<'a> Header<'a> {
    /// Makes a header with all integers in their shortest form.
    ///
    /// WBXML 1.0 has no character set. Other versions write `None` as 0. Public identifier number 0
    /// becomes 1.
    ///
    /// # Errors
    /// [`TooLong`](crate::ErrorKind::TooLong), if the table is longer than 32 bits can state.
    pub fn new(
        version: Version,
        public_id: PublicId,
        charset: Option<Charset>,
        table: &'a [u8],
    ) -> Result<Self, Error> {
        let (public_id, public_id_offset) = match public_id {
            PublicId::Number(number) => (number.max(1), None),
            PublicId::Table(offset) => (0, Some(MbU32::new(offset))),
        };
        let charset = version.has_charset().then(|| MbU32::new(charset.unwrap_or(Charset::UNKNOWN).0));
        let length = u32::try_from(table.len()).map_err(|_| Error::new(ErrorKind::TooLong, 0))?;
        let table_length = MbU32::new(length);
        Ok(Self { version, public_id: MbU32::new(public_id), public_id_offset, charset, table_length, table })
    }

    /// Reads the header at the front of a document and returns it with its length in bytes.
    ///
    /// # Errors
    /// [`UnsupportedVersion`](crate::ErrorKind::UnsupportedVersion) for another major version than 1,
    /// [`IntegerOverflow`](crate::ErrorKind::IntegerOverflow) for a number of more than 32 bits.
    /// [`Truncated`](crate::ErrorKind::Truncated) and
    /// [`LengthOutOfRange`](crate::ErrorKind::LengthOutOfRange) if the document ends in its header.
    pub fn parse(document: &'a [u8]) -> Result<(Self, usize), Error> {
        let mut cursor = Cursor::new(document);
        let header = Self::read(&mut cursor)?;
        Ok((header, cursor.offset()))
    }

    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Error> {
        let at = cursor.offset();
        let version = Version(cursor.byte()?);
        if version.major() != 1 {
            return Err(Error::new(ErrorKind::UnsupportedVersion(version.0), at));
        }
        let public_id = cursor.mb_u32_with_width()?;
        let public_id_offset = if public_id.value() == 0 { Some(cursor.mb_u32_with_width()?) } else { None };
        let charset = if version.has_charset() { Some(cursor.mb_u32_with_width()?) } else { None };
        let table_length = cursor.mb_u32_with_width()?;
        let table = cursor.take(table_length.value())?;
        Ok(Self { version, public_id, public_id_offset, charset, table_length, table })
    }

    /// The WBXML version.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The document type.
    pub fn public_id(&self) -> PublicId {
        match self.public_id_offset {
            Some(offset) => PublicId::Table(offset.value()),
            None => PublicId::Number(self.public_id.value()),
        }
    }

    /// The stated character set; `None` if the header states none (WBXML 1.0, or number 0).
    pub fn charset(&self) -> Option<Charset> {
        self.charset.map(|charset| Charset(charset.value())).filter(|&charset| charset != Charset::UNKNOWN)
    }

    /// The bytes of the string table.
    pub fn table_bytes(&self) -> &'a [u8] {
        self.table
    }

    /// The character set of all strings: the one of the transport unless it is
    /// [`Charset::UNKNOWN`], else the stated one, else UTF-8.
    ///
    /// RFC 7303 has the same order for XML: a carrier of a document may have changed its character
    /// set, and then knows the new one.
    pub fn charset_over(&self, transport: Charset) -> Charset {
        match transport {
            Charset::UNKNOWN => self.charset().unwrap_or(Charset::UTF_8),
            told => told,
        }
    }

    /// The string table. Its strings are in the character set of
    /// [`charset_over`](Self::charset_over).
    pub fn string_table(&self, transport: Charset) -> StringTable<'a> {
        StringTable::new(self.table, self.charset_over(transport))
    }

    /// Appends the header, byte for byte as it was read.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.push(self.version.0);
        self.public_id.write(out);
        for integer in [self.public_id_offset, self.charset].into_iter().flatten() {
            integer.write(out);
        }
        self.table_length.write(out);
        out.extend_from_slice(self.table);
    }

    /// Checks the additional demands of strict reading.
    pub(crate) fn check_strict(&self, options: &ReadOptions) -> Result<(), ErrorKind> {
        let unit = terminator_width(self.charset_over(options.transport_charset));
        let end = self.table.len().saturating_sub(unit);
        let last = self.table.get(end..).unwrap_or_default();
        if self.table.is_empty() || last.len() == unit && last.iter().all(|&byte| byte == 0) {
            Ok(())
        } else {
            Err(ErrorKind::UnterminatedTable)
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::{string::ToString, vec};

    use super::*;

    #[track_caller]
    fn round_trip(bytes: &[u8]) -> Header<'_> {
        let (header, length) = Header::parse(bytes).unwrap();
        assert_eq!(length, bytes.len());
        let mut out = vec![];
        header.write(&mut out);
        assert_eq!(out, bytes);
        header
    }

    #[test]
    fn numbered_public_id() {
        let header = round_trip(&[0x03, 0x11, 0x6A, 0x00]);
        assert_eq!(header.version(), Version::V1_3);
        assert_eq!(header.public_id(), PublicId::Number(0x11));
        assert_eq!(header.charset(), Some(Charset::UTF_8));
        assert_eq!(header.table_bytes(), b"");
        assert_eq!(round_trip(&[0x02, 0x01, 0x6A, 0x00]).public_id(), PublicId::UNKNOWN);
        assert_eq!(round_trip(&[0x03, 0x9F, 0x53, 0x6A, 0x00]).public_id(), PublicId::Number(0xFD3));
    }

    #[test]
    fn public_id_in_the_table() {
        let header = round_trip(b"\x03\x00\x02\x6A\x08A\0-//X//\0".get(..13).unwrap());
        assert_eq!(header.public_id(), PublicId::Table(2));
        assert_eq!(header.table_bytes(), b"A\0-//X//");
        assert_eq!(header.string_table(Charset::UTF_8).get(2).unwrap(), "-//X//");
    }

    #[test]
    fn version_1_0_has_no_charset() {
        let header = round_trip(&[0x00, 0x02, 0x00]);
        assert_eq!((header.version(), header.charset()), (Version::V1_0, None));
    }

    #[test]
    fn stated_but_unknown_charset() {
        assert_eq!(round_trip(&[0x03, 0x01, 0x00, 0x00]).charset(), None);
        assert_eq!(round_trip(&[0x03, 0x01, 0x87, 0x68, 0x00]).charset(), Some(Charset::ISO_10646_UCS_2));
    }

    #[test]
    fn wide_integers_and_future_minor_versions_survive() {
        let header = round_trip(&[0x0F, 0x80, 0x80, 0x00, 0x80, 0x00, 0x80, 0x6A, 0x80, 0x01, 0x00]);
        assert_eq!(header.version().minor(), 15);
        assert_eq!(header.public_id(), PublicId::Table(0));
    }

    #[test]
    fn versions_are_shown_as_people_write_them() {
        // The high four bits are the major version minus one.
        for (byte, shown) in [(0x00, "1.0"), (0x03, "1.3"), (0x0F, "1.15"), (0x12, "2.2")] {
            assert_eq!(Version(byte).to_string(), shown);
        }
    }

    #[test]
    fn refusals() {
        let refusal = |bytes: &[u8]| {
            let error = Header::parse(bytes).unwrap_err();
            (*error.kind(), error.offset())
        };
        assert_eq!(refusal(&[0x13, 0x01, 0x6A, 0x00]), (ErrorKind::UnsupportedVersion(0x13), 0));
        assert_eq!(
            refusal(&[0x03, 0x01, 0x6A, 0x03, 0x41, 0x00]),
            (ErrorKind::LengthOutOfRange { length: 3, available: 2 }, 4)
        );
        for length in 0..4 {
            let bytes = &[0x03, 0x01, 0x6A, 0x00][..length];
            assert_eq!(refusal(bytes), (ErrorKind::Truncated, length));
        }
    }
}
