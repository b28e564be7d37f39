//! Headers and their values. WAP-230-WSP, 8.4.

use super::cursor::{Cursor, write_length, write_text};
use super::{WspError, WspErrorKind};

/// A header of a PDU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header<'a> {
    /// The name.
    pub name: Name<'a>,
    /// The value.
    pub value: Value<'a>,
}

/// The name of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name<'a> {
    /// A well-known name.
    Number {
        /// The code page; 1 has the usual names.
        page: u8,
        /// The number, at most `7F`.
        number: u8,
    },
    /// Any other name.
    Text(&'a str),
}

/// The value of a header, by the forms that all values have on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A short integer, at most `7F`.
    Short(u8),
    /// Text. It has no zero byte.
    Text(&'a [u8]),
    /// Data with its length: a long integer, or the form of the header.
    Data(&'a [u8]),
}

impl Header<'_> {
    /// `Accept: */*`. A gateway drops replies to requests without it.
    pub const ACCEPT_ALL: Self = Self { name: Name::ACCEPT, value: Value::Short(0) };

    /// `X-Wap-Application-Id: x-wap-application:wv.ua`, the application of a CIR.
    pub const CIR_APPLICATION: Self = Self { name: Name::APPLICATION_ID, value: Value::Short(0x0A) };

    /// `X-Wap-Application-Id: x-wap-application:wv.ua`, as text.
    pub const CIR_APPLICATION_TEXT: Self =
        Self { name: Name::APPLICATION_ID, value: Value::Text(b"x-wap-application:wv.ua") };
}

impl Name<'_> {
    /// `Accept`.
    pub const ACCEPT: Self = Self::Number { page: 1, number: 0x00 };
    /// `X-Wap-Application-Id`.
    pub const APPLICATION_ID: Self = Self::Number { page: 1, number: 0x2F };
}

/// Shifts to the code page in the byte behind it. Bytes below shift to the page of their number.
const SHIFT: u8 = 0x7F;

/// The length of data in the byte behind it, as a uintvar. Bytes below are a length.
const LONG_LENGTH: u8 = 31;

/// In front of text that would look like another form.
const QUOTE: u8 = 0x7F;

/// Reads headers up to the end.
pub(super) fn read_headers(mut cursor: Cursor<'_>) -> Result<Vec<Header<'_>>, WspError> {
    let mut headers = Vec::new();
    let mut page = 1;
    while let Some(first) = cursor.peek() {
        let name = match first {
            0x80.. => {
                cursor.byte()?;
                Name::Number { page, number: first & 0x7F }
            }
            SHIFT => {
                cursor.byte()?;
                page = cursor.byte()?;
                continue;
            }
            0x20.. => Name::Text(cursor.string()?),
            0x01.. => {
                page = cursor.byte()?;
                continue;
            }
            0 => return Err(cursor.error(WspErrorKind::Name(first))),
        };
        headers.push(Header { name, value: Value::read(&mut cursor)? });
    }
    Ok(headers)
}

/// Appends headers.
pub(super) fn write_headers(headers: &[Header<'_>], out: &mut Vec<u8>) -> Result<(), WspError> {
    let mut current = 1;
    for header in headers {
        match header.name {
            Name::Number { page, number } => {
                if page != current {
                    out.extend([SHIFT, page]);
                    current = page;
                }
                out.push(number | 0x80);
            }
            Name::Text(name) => write_name(name, out)?,
        }
        header.value.write(out)?;
    }
    Ok(())
}

/// Appends the text of a name.
pub(super) fn write_name(name: &str, out: &mut Vec<u8>) -> Result<(), WspError> {
    if !name.bytes().next().is_some_and(|first| (0x20..SHIFT).contains(&first)) {
        return Err(WspError { kind: WspErrorKind::InvalidName, offset: out.len() });
    }
    write_text(name.as_bytes(), out)
}

impl<'a> Value<'a> {
    pub(super) fn read(cursor: &mut Cursor<'a>) -> Result<Self, WspError> {
        Ok(match cursor.peek().ok_or_else(|| cursor.error(WspErrorKind::Truncated))? {
            0..=LONG_LENGTH => {
                let length = read_length(cursor)?;
                Self::Data(cursor.take(length)?)
            }
            QUOTE => {
                cursor.byte()?;
                Self::Text(cursor.text()?)
            }
            0x20.. => match cursor.peek() {
                Some(number @ 0x80..) => {
                    cursor.byte()?;
                    Self::Short(number & 0x7F)
                }
                _ => Self::Text(cursor.text()?),
            },
        })
    }

    pub(super) fn write(self, out: &mut Vec<u8>) -> Result<(), WspError> {
        match self {
            Self::Short(number) => out.push(number | 0x80),
            Self::Text(text) => {
                if !matches!(text.first(), Some(0x20..QUOTE)) {
                    out.push(QUOTE);
                }
                write_text(text, out)?;
            }
            Self::Data(data) => {
                write_value_length(data.len(), out)?;
                out.extend_from_slice(data);
            }
        }
        Ok(())
    }
}

/// Reads the length of data.
pub(super) fn read_length(cursor: &mut Cursor<'_>) -> Result<u32, WspError> {
    match cursor.byte()? {
        LONG_LENGTH => cursor.uintvar(),
        length => Ok(length.into()),
    }
}

/// Appends the length of data.
pub(super) fn write_value_length(length: usize, out: &mut Vec<u8>) -> Result<(), WspError> {
    match u8::try_from(length) {
        Ok(length @ ..LONG_LENGTH) => {
            out.push(length);
            Ok(())
        }
        _ => {
            out.push(LONG_LENGTH);
            write_length(length, out)
        }
    }
}
