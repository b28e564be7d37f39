//! The content of a leaf, as a syntax delivers it.

use crate::names::Word;
use crate::reading::{Error, ErrorKind, ReadOptions, Rule};
use crate::values::{AnyDateTime, Bytes, DateTime, Text};
use alloc::borrow::Cow;
use alloc::string::{String, ToString};

/// The content of a leaf, in the form that the syntax knows without knowing the message.
///
/// Binary XML delivers a number as a number and a word as a word. XML has only text. The scalar
/// type that reads the value converts it, so that no number is printed only to be parsed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text, possibly empty.
    Text(Text<'a>),
    /// A word with a value token.
    Word(Word),
    /// A number.
    Integer(u32),
    /// A date and time.
    DateTime(DateTime),
    /// Bytes that need not be text.
    Bytes(Bytes<'a>),
}

impl<'a> Value<'a> {
    /// Converts to text: the spelling of a word, the digits of a number, the UTF-8 text in bytes.
    ///
    /// # Errors
    /// [`InvalidValue`](crate::ErrorKind::InvalidValue) for bytes that are not UTF-8.
    #[inline]
    pub fn into_text(self) -> Result<Text<'a>, Error> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Word(word) => Ok(Text::borrowed(word.as_str())),
            Self::Integer(number) => Ok(number.to_string().into()),
            Self::DateTime(time) => Ok(time.to_string().into()),
            Self::Bytes(bytes) => text_in(bytes),
        }
    }

    /// Returns the value as text without consuming it; `None` for bytes that are not UTF-8.
    pub fn as_text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Word(word) => Some(Cow::Borrowed(word.as_str())),
            Self::Integer(number) => Some(Cow::Owned(number.to_string())),
            Self::DateTime(time) => Some(Cow::Owned(time.to_string())),
            Self::Bytes(bytes) => core::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        }
    }

    /// Converts to an unsigned number of 32 bits. Text may be decimal, or hexadecimal after `0x`.
    ///
    /// # Errors
    /// [`InvalidValue`](crate::ErrorKind::InvalidValue) for a text that is not a number of 32 bits,
    /// and for a word or a time.
    #[inline]
    pub fn integer(&self) -> Result<u32, Error> {
        match self {
            Self::Integer(number) => Ok(*number),
            other => other.number_in_text(),
        }
    }

    fn number_in_text(&self) -> Result<u32, Error> {
        let text = match self {
            Self::Text(text) => text,
            Self::Bytes(bytes) => core::str::from_utf8(bytes).unwrap_or_default(),
            _ => "",
        };
        parse_integer(text).ok_or_else(|| Error::invalid_value("a number from 0 to 4294967295", text))
    }

    /// Converts to a boolean: `T` or `F`. Unless reading is strict, case does not matter, `true`
    /// and `false` are accepted, and no content means false.
    ///
    /// # Errors
    /// [`InvalidValue`](crate::ErrorKind::InvalidValue) for other content.
    /// [`Strict`](crate::ErrorKind::Strict) for a spelling that only lenient reading accepts.
    #[inline]
    pub fn boolean(&self, options: &ReadOptions) -> Result<bool, Error> {
        match self {
            Self::Word(word) if *word == Word::TRUE => Ok(true),
            Self::Word(word) if *word == Word::FALSE => Ok(false),
            Self::Text(text) if text.as_str() == "T" => Ok(true),
            Self::Text(text) if text.as_str() == "F" => Ok(false),
            other => other.loose_boolean(options.strict),
        }
    }

    #[cold]
    fn loose_boolean(&self, strict: bool) -> Result<bool, Error> {
        let text = self.clone().into_text()?;
        let trimmed = text.trim();
        let value = if trimmed.eq_ignore_ascii_case("t") || trimmed.eq_ignore_ascii_case("true") {
            true
        } else if trimmed.is_empty()
            || trimmed.eq_ignore_ascii_case("f")
            || trimmed.eq_ignore_ascii_case("false")
        {
            false
        } else {
            return Err(Error::invalid_value("T or F", &text));
        };
        if strict { Err(Error::new(ErrorKind::Strict(Rule::BooleanText))) } else { Ok(value) }
    }

    /// Converts to a date and time.
    ///
    /// # Errors
    /// [`InvalidValue`](crate::ErrorKind::InvalidValue) for content that is not a date and time.
    pub fn date_time(&self) -> Result<DateTime, Error> {
        match self {
            Self::DateTime(time) => Ok(*time),
            other => {
                let text = other.clone().into_text()?;
                text.trim().parse().map_err(|_| Error::invalid_value("a date and time", &text))
            }
        }
    }

    /// Converts to a date and time in any notation. Strict reading refuses days and times that do
    /// not exist, and offsets with one digit.
    ///
    /// # Errors
    /// [`InvalidValue`](crate::ErrorKind::InvalidValue) if the value is not in a notation of the
    /// protocol. [`Strict`](crate::ErrorKind::Strict) if it breaks a rule and reading is strict.
    pub fn into_date_time(self, strict: bool) -> Result<AnyDateTime<'a>, Error> {
        let time = match self {
            Self::DateTime(time) => AnyDateTime::from(time),
            other => {
                let text = match other.into_text()?.into_cow() {
                    Cow::Borrowed(text) => Text::from(text.trim()),
                    Cow::Owned(text) => String::from(text.trim()).into(),
                };
                AnyDateTime::parse(text.clone())
                    .map_err(|_| Error::invalid_value("a date and time", &text))?
            }
        };
        if strict && let Some(rule) = time.broken_rule() {
            return Err(Error::new(ErrorKind::Strict(rule)));
        }
        Ok(time)
    }

    /// Converts to bytes. Text becomes its UTF-8 bytes.
    ///
    /// # Errors
    /// No value fails today.
    pub fn into_bytes(self) -> Result<Bytes<'a>, Error> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            other => match other.into_text()?.into_cow() {
                Cow::Borrowed(text) => Ok(text.as_bytes().into()),
                Cow::Owned(text) => Ok(text.into_bytes().into()),
            },
        }
    }

    /// Borrows the value.
    pub fn reborrow(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(Text::borrowed(text)),
            Self::Bytes(bytes) => Value::Bytes(Bytes::borrowed(bytes)),
            Self::Word(word) => Value::Word(*word),
            Self::Integer(number) => Value::Integer(*number),
            Self::DateTime(time) => Value::DateTime(*time),
        }
    }

    /// Returns the same value, independent of the input.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(text.into_owned()),
            Self::Bytes(bytes) => Value::Bytes(bytes.into_owned()),
            Self::Word(word) => Value::Word(word),
            Self::Integer(number) => Value::Integer(number),
            Self::DateTime(time) => Value::DateTime(time),
        }
    }

    /// Returns whether it is text that is empty or only white space.
    #[inline]
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim_ascii().is_empty())
    }
}

/// Converts bytes to text.
#[cold]
fn text_in(bytes: Bytes<'_>) -> Result<Text<'_>, Error> {
    let text = match bytes.as_borrowed() {
        Some(bytes) => core::str::from_utf8(bytes).map(Text::from).ok(),
        None => String::from_utf8(bytes.into_bytes().into()).map(Text::from).ok(),
    };
    text.ok_or_else(|| Error::invalid_value("text in utf-8", "bytes"))
}

impl<'a> From<Text<'a>> for Value<'a> {
    fn from(text: Text<'a>) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Word> for Value<'_> {
    fn from(word: Word) -> Self {
        Self::Word(word)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(number)
    }
}

/// Makes `T` or `F`.
impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Word(if value { Word::TRUE } else { Word::FALSE })
    }
}

impl From<DateTime> for Value<'_> {
    fn from(time: DateTime) -> Self {
        Self::DateTime(time)
    }
}

impl<'a> From<AnyDateTime<'a>> for Value<'a> {
    fn from(time: AnyDateTime<'a>) -> Self {
        match time.into_spelled() {
            Ok(text) => Self::Text(text),
            Err(time) => Self::DateTime(time),
        }
    }
}

impl<'a> From<Bytes<'a>> for Value<'a> {
    fn from(bytes: Bytes<'a>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes.into())
    }
}

/// Parses a number: decimal digits, or hexadecimal digits after `0x`. White space around is
/// allowed.
///
/// ```
/// assert_eq!(imps_core::parse_integer("401"), Some(401));
/// assert_eq!(imps_core::parse_integer("0x23829381"), Some(0x2382_9381));
/// assert_eq!(imps_core::parse_integer("-1"), None);
/// ```
pub fn parse_integer(text: &str) -> Option<u32> {
    let text = text.trim_ascii();
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => {
            digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
        }
        None => text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_from_what_writers_send() {
        for (value, expected) in [
            (Value::Integer(401), 401),
            (Value::from("401"), 401),
            (Value::from(" 007 "), 7),
            (Value::from("4294967295"), u32::MAX),
            (Value::from("0xffffffff"), u32::MAX),
        ] {
            assert_eq!(value.integer().unwrap(), expected);
        }
        for text in ["", "4294967296", "+1", "-1", "1.0", "0x", "0x1ffffffff", "T"] {
            assert!(Value::from(text).integer().is_err(), "{text}");
        }
    }

    #[test]
    fn booleans_are_lenient_unless_strict() {
        let (lenient, mut strict) = (ReadOptions::default(), ReadOptions::default());
        strict.strict = true;
        for (text, expected) in [("T", true), ("F", false)] {
            assert_eq!(Value::from(text).boolean(&strict).unwrap(), expected);
        }
        for (text, expected) in [("t", true), ("true", true), ("f", false), ("", false)] {
            assert_eq!(Value::from(text).boolean(&lenient).unwrap(), expected);
            assert!(Value::from(text).boolean(&strict).is_err());
        }
        assert!(Value::from("maybe").boolean(&lenient).is_err());
        for options in [lenient, strict] {
            assert!(Value::Word(Word::TRUE).boolean(&options).unwrap());
            assert!(!Value::Word(Word::FALSE).boolean(&options).unwrap());
        }
    }

    #[test]
    fn a_value_is_no_larger_than_its_text() {
        assert_eq!(size_of::<Value<'_>>(), size_of::<Text<'_>>());
    }
}
