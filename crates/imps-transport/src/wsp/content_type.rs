//! Content types. WAP-230-WSP, 8.4.2.24.

use super::cursor::{Cursor, write_part};
use super::header::{read_length, write_name, write_value_length};
use super::{Value, WspError, WspErrorKind};
use oma_imps::charset::Charset;
use std::fmt;

/// The media types with a number that this crate meets.
const NUMBERED: [(u32, &str); 8] = [
    (0x00, "*/*"),
    (0x27, "application/xml"),
    (0x28, "text/xml"),
    (0x35, "text/vnd.wap.connectivity-xml"),
    (0x36, "application/vnd.wap.connectivity-wbxml"),
    (0x46, "application/vnd.wv.csp.cir"),
    (0x4C, "application/vnd.wv.csp+xml"),
    (0x4D, "application/vnd.wv.csp+wbxml"),
];

/// The number of the parameter `charset`.
const CHARSET: u32 = 0x01;

/// The type of a document.
///
/// ```
/// use imps_transport::wsp::{ContentType, MediaType};
///
/// let content_type = ContentType::new("application/vnd.wv.csp+wbxml; charset=utf-8");
/// assert_eq!(content_type.media_type, MediaType::Number(0x4D));
/// assert_eq!(content_type.to_string(), "application/vnd.wv.csp+wbxml; charset=utf-8");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentType<'a> {
    /// The media type.
    pub media_type: MediaType<'a>,
    /// The parameters.
    pub parameters: Vec<Parameter<'a>>,
}

/// A media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType<'a> {
    /// A well-known one.
    Number(u32),
    /// Any other one. Some peers write parameters into this text.
    Text(&'a str),
}

/// A parameter of a content type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter<'a> {
    /// The name.
    pub name: ParameterName<'a>,
    /// The value.
    pub value: ParameterValue<'a>,
}

/// The name of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterName<'a> {
    /// A well-known name: 1 is `charset`.
    Number(u32),
    /// Any other name.
    Text(&'a str),
}

/// The value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterValue<'a> {
    /// A number, such as the number of a character set.
    Integer(u32),
    /// Text.
    Text(&'a [u8]),
    /// Data that is no integer of 32 bits.
    Data(&'a [u8]),
}

impl<'a> ContentType<'a> {
    /// Makes a content type from the text of HTTP. Media types and character sets with a number
    /// become numbers.
    pub fn new(text: &'a str) -> Self {
        let mut parts = text.split(';').map(str::trim_ascii);
        let media_type = MediaType::new(parts.next().unwrap_or_default());
        Self { media_type, parameters: parts.filter_map(Parameter::new).collect() }
    }

    /// Returns the parameter `charset`, if it names a known character set.
    pub fn charset(&self) -> Option<Charset> {
        self.parameters.iter().find_map(Parameter::charset)
    }

    /// Reads the content type in front of headers. Nothing, and an empty value, is `None`.
    pub(super) fn read(cursor: &mut Cursor<'a>) -> Result<Option<Self>, WspError> {
        let Some(first) = cursor.peek() else { return Ok(None) };
        if first >= 0x20 {
            let media_type = MediaType::read(cursor)?;
            return Ok(Some(Self { media_type, parameters: Vec::new() }));
        }
        let length = read_length(cursor)?;
        let mut cursor = cursor.part(length)?;
        if cursor.is_empty() {
            return Ok(None);
        }
        let media_type = MediaType::read(&mut cursor)?;
        let mut parameters = Vec::new();
        while !cursor.is_empty() {
            parameters.push(Parameter::read(&mut cursor)?);
        }
        Ok(Some(Self { media_type, parameters }))
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<(), WspError> {
        match self.media_type {
            MediaType::Number(number @ ..0x80) if self.parameters.is_empty() => {
                write_integer(number, out);
                Ok(())
            }
            MediaType::Text(text) if self.parameters.is_empty() => write_name(text, out),
            _ => write_part(out, write_value_length, |out| {
                self.media_type.write(out)?;
                self.parameters.iter().try_for_each(|parameter| parameter.write(out))
            }),
        }
    }
}

/// Writes the form of HTTP. A number without a known name is written as `x-wsp/x-4e`.
impl fmt::Display for ContentType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.media_type.name(), self.media_type) {
            (Some(name), _) => f.write_str(name)?,
            (None, MediaType::Number(number)) => write!(f, "x-wsp/x-{number:02x}")?,
            (None, MediaType::Text(text)) => f.write_str(text)?,
        }
        self.parameters.iter().try_for_each(|parameter| write!(f, "; {parameter}"))
    }
}

impl<'a> MediaType<'a> {
    /// Makes a media type from its name; a number, if it has one.
    pub fn new(name: &'a str) -> Self {
        let numbered = NUMBERED.iter().find(|(_, found)| found.eq_ignore_ascii_case(name));
        numbered.map_or(Self::Text(name), |(number, _)| Self::Number(*number))
    }

    /// Returns the name, if the number is known.
    pub fn name(self) -> Option<&'a str> {
        match self {
            Self::Text(name) => Some(name),
            Self::Number(number) => {
                NUMBERED.iter().find(|(found, _)| *found == number).map(|(_, name)| *name)
            }
        }
    }

    fn read(cursor: &mut Cursor<'a>) -> Result<Self, WspError> {
        match cursor.peek() {
            Some(0x20..0x7F) => Ok(Self::Text(cursor.string()?)),
            _ => Ok(Self::Number(read_integer(cursor)?)),
        }
    }

    fn write(self, out: &mut Vec<u8>) -> Result<(), WspError> {
        match self {
            Self::Number(number) => write_integer(number, out),
            Self::Text(text) => write_name(text, out)?,
        }
        Ok(())
    }
}

impl<'a> Parameter<'a> {
    /// Makes a parameter from `name=value`. `None` without an equals sign or a name.
    fn new(text: &'a str) -> Option<Self> {
        let (name, value) = text.split_once('=')?;
        let (name, value) = (name.trim_ascii(), value.trim_ascii().trim_matches('"'));
        if name.eq_ignore_ascii_case("charset")
            && let Some(Charset(number)) = Charset::from_name(value)
        {
            let (name, value) = (ParameterName::Number(CHARSET), ParameterValue::Integer(number));
            return Some(Self { name, value });
        }
        let (name, value) = (ParameterName::Text(name), ParameterValue::Text(value.as_bytes()));
        (name != ParameterName::Text("")).then_some(Self { name, value })
    }

    fn charset(&self) -> Option<Charset> {
        match self.name {
            ParameterName::Number(CHARSET) => {}
            ParameterName::Text(name) if name.eq_ignore_ascii_case("charset") => {}
            _ => return None,
        }
        match self.value {
            ParameterValue::Integer(number) => Some(Charset(number)),
            ParameterValue::Text(name) => Charset::from_name(std::str::from_utf8(name).ok()?),
            ParameterValue::Data(_) => None,
        }
    }

    fn read(cursor: &mut Cursor<'a>) -> Result<Self, WspError> {
        let name = match cursor.peek() {
            Some(0x20..0x7F) => ParameterName::Text(cursor.string()?),
            _ => ParameterName::Number(read_integer(cursor)?),
        };
        let value = match Value::read(cursor)? {
            Value::Short(number) => ParameterValue::Integer(number.into()),
            Value::Text(text) => ParameterValue::Text(text),
            Value::Data(data) => integer(data).map_or(ParameterValue::Data(data), ParameterValue::Integer),
        };
        Ok(Self { name, value })
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), WspError> {
        match self.name {
            ParameterName::Number(number) => write_integer(number, out),
            ParameterName::Text(name) => write_name(name, out)?,
        }
        match self.value {
            ParameterValue::Integer(number) => write_integer(number, out),
            ParameterValue::Text(text) => Value::Text(text).write(out)?,
            ParameterValue::Data(data) => Value::Data(data).write(out)?,
        }
        Ok(())
    }
}

impl fmt::Display for Parameter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            ParameterName::Number(CHARSET) => f.write_str("charset=")?,
            ParameterName::Number(number) => write!(f, "x-{number:02x}=")?,
            ParameterName::Text(name) => write!(f, "{name}=")?,
        }
        match (self.value, self.charset().and_then(Charset::name)) {
            (_, Some(name)) => f.write_str(&name.to_ascii_lowercase()),
            (ParameterValue::Integer(number), None) => write!(f, "{number}"),
            (ParameterValue::Text(text), None) => f.write_str(&String::from_utf8_lossy(text)),
            (ParameterValue::Data(data), None) => data.iter().try_for_each(|byte| write!(f, "{byte:02x}")),
        }
    }
}

/// Reads a short or a long integer of at most 32 bits.
fn read_integer(cursor: &mut Cursor<'_>) -> Result<u32, WspError> {
    let error = cursor.error(WspErrorKind::Name(cursor.peek().unwrap_or_default()));
    match Value::read(cursor)? {
        Value::Short(number) => Ok(number.into()),
        Value::Data(data) => integer(data).ok_or(error),
        Value::Text(_) => Err(error),
    }
}

/// Returns the long integer in the data, if it has one to four bytes.
fn integer(data: &[u8]) -> Option<u32> {
    let mut bytes = [0; 4];
    let start = bytes.len().checked_sub(data.len()).filter(|_| !data.is_empty())?;
    bytes.get_mut(start..)?.copy_from_slice(data);
    Some(u32::from_be_bytes(bytes))
}

/// Appends a number in the shortest form.
fn write_integer(number: u32, out: &mut Vec<u8>) {
    match u8::try_from(number) {
        Ok(short @ ..0x80) => out.push(short | 0x80),
        _ => {
            let bytes = number.to_be_bytes();
            let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
            let digits = bytes.get(zeros..).unwrap_or_default();
            out.push(u8::try_from(digits.len()).unwrap_or_default());
            out.extend_from_slice(digits);
        }
    }
}
