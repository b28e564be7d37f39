//! The content of leaves.

use super::{Next, WbxmlSource};
use crate::error::syntax;
use crate::table::unknown_value;
use alloc::format;
use imps_core::{ContentKind, DateTime, Error, LimitKind, Rule, Tag, Text, Value, Word, tag};
use wbxml::{Extension, Item};

/// Text elements in which some writers send numbers as bytes.
const LOOSE_INTEGERS: [Tag; 5] =
    [tag::Accuracy, tag::Altitude, tag::Cpriority, tag::MaxPullLength, tag::MaxPushLength];

impl<'a> WbxmlSource<'a> {
    /// Converts a value token.
    #[inline]
    pub(super) fn word_of(&mut self, number: u32) -> Result<Value<'a>, Error> {
        match self.table.word(number, self.current) {
            Some(word) if !self.options.strict => Ok(Value::Word(word)),
            word => self.word_slow(number, word),
        }
    }

    #[cold]
    #[inline(never)]
    fn word_slow(&mut self, number: u32, word: Option<Word>) -> Result<Value<'a>, Error> {
        match word {
            Some(word) => {
                let usual = self.table.number(word, self.current).map(u32::from) == Some(number);
                if !usual
                    || matches!(
                        self.kind(),
                        ContentKind::Identifier | ContentKind::Integer | ContentKind::DateTime
                    )
                {
                    self.refuse_if_strict(Rule::ValueToken)?;
                }
                Ok(Value::Word(word))
            }
            None => {
                if let Some(text) = self.codes.value(0, number) {
                    return Ok(Value::from(text));
                }
                self.refuse_if_strict(Rule::UnknownValue)?;
                Ok(Value::Text(unknown_value(number).into()))
            }
        }
    }

    /// Converts opaque data.
    #[inline]
    pub(super) fn opaque(&mut self, bytes: &'a [u8]) -> Result<Value<'a>, Error> {
        match bytes {
            [number] if matches!(self.kind(), ContentKind::Identifier | ContentKind::Integer) => {
                Ok(Value::Integer(u32::from(*number)))
            }
            _ => self.opaque_slow(bytes),
        }
    }

    #[inline(never)]
    fn opaque_slow(&mut self, bytes: &'a [u8]) -> Result<Value<'a>, Error> {
        match (self.kind(), bytes) {
            (ContentKind::Identifier | ContentKind::Integer, _) => self.number(bytes),
            (ContentKind::Content, _) => Ok(Value::Bytes(bytes.into())),
            (ContentKind::DateTime, _) => self.date_time(bytes),
            (ContentKind::Boolean, [byte @ 0..=1]) => {
                self.refuse_if_strict(Rule::BooleanByte)?;
                Ok(Value::Word(if *byte == 0 { Word::FALSE } else { Word::TRUE }))
            }
            (ContentKind::Token, [_] | [_, _] | [_, _, _] | [_, _, _, _])
                if LOOSE_INTEGERS.contains(&self.current) =>
            {
                self.number(bytes)
            }
            _ => match core::str::from_utf8(bytes) {
                Ok(text) => Ok(Value::from(text)),
                Err(_) => Ok(Value::from(bytes)),
            },
        }
    }

    /// Reads a number: one to four bytes, big-endian. Lenient reading accepts no bytes as zero, and
    /// ignores leading zeros.
    fn number(&mut self, bytes: &[u8]) -> Result<Value<'a>, Error> {
        if !matches!(bytes, [_] | [1..=255, _] | [1..=255, _, _] | [1..=255, _, _, _]) {
            self.refuse_if_strict(Rule::IntegerLength)?;
        }
        let mut number = 0_u32;
        for byte in bytes {
            if number >> 24 != 0 {
                return Err(self.invalid("a number of at most four bytes", bytes));
            }
            number = number << 8 | u32::from(*byte);
        }
        Ok(Value::Integer(number))
    }

    fn date_time(&mut self, bytes: &'a [u8]) -> Result<Value<'a>, Error> {
        let time = <[u8; 6]>::try_from(bytes).ok().and_then(DateTime::from_bytes);
        if let Some(time) = time {
            if !time.is_valid() {
                self.refuse_if_strict(Rule::DateTimeRange)?;
            }
            return Ok(Value::DateTime(time));
        }
        // Some writers send the text as opaque data.
        match core::str::from_utf8(bytes) {
            Ok(text) if text.is_ascii() && text.len() >= "20010925T1340".len() => Ok(Value::from(text)),
            _ => Err(self.invalid("a date and time in 6 bytes", bytes)),
        }
    }

    /// Reads everything up to the next child or the end of the current element, joined. Returns it
    /// with the following item.
    pub(super) fn run(&mut self) -> Result<(Option<Value<'a>>, Next), Error> {
        let mut run = None;
        loop {
            let at = self.reader.offset();
            let piece = match self.reader.item().map_err(syntax)? {
                Item::Element(tag) => return Ok((run, Next::Element(tag))),
                Item::End | Item::EndOfDocument => return Ok((run, Next::End)),
                Item::Text(text) => Value::Text(text.into()),
                Item::Opaque(bytes) => self.opaque(bytes)?,
                Item::Extension(Extension::Table(0, number)) => {
                    if run.is_some() {
                        self.refuse_if_strict(Rule::ValueToken)?;
                    }
                    self.word_of(number)?
                }
                Item::Extension(other) => match self.vendor_value(&other) {
                    Some(text) => Value::from(text),
                    // It has no meaning in this language.
                    None => {
                        self.leave_out(at)?;
                        continue;
                    }
                },
            };
            run = Some(match run {
                None => piece,
                Some(before) => self.joined(before, piece)?,
            });
        }
    }

    fn joined(&self, before: Value<'a>, piece: Value<'a>) -> Result<Value<'a>, Error> {
        let mut text = before.into_text().map_err(|error| error.at(self.here()))?;
        let piece: Text<'a> = piece.into_text().map_err(|error| error.at(self.here()))?;
        let length = text.len().saturating_add(piece.len());
        self.options.limits.check(LimitKind::TextBytes, length).map_err(|error| error.at(self.here()))?;
        text.extend([piece.into_cow()]);
        Ok(Value::Text(text))
    }

    #[cold]
    fn invalid(&self, expected: &'static str, bytes: &[u8]) -> Error {
        Error::invalid_value(expected, &format!("{bytes:02X?}")).at(self.here())
    }

    /// The start of the current element.
    fn here(&self) -> usize {
        self.reader.element_offset()
    }
}
