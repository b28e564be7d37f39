//! Strings, opaque data and extensions.

use alloc::borrow::Cow;

use super::item::Operand;
use super::{Extension, Reader};
use crate::charset::decode;
use crate::{Charset, Error, ErrorKind, global};

impl<'a> Reader<'a> {
    /// Reads the operand of a token that both code spaces share. The token was read just before.
    pub(super) fn operand(&mut self, token: u8) -> Result<Operand<'a>, Error> {
        let number = token & global::EXTENSION_NUMBER;
        let at = self.offset();
        Ok(match token {
            global::STR_I => {
                let string = self.cursor.terminated(self.unit)?;
                Operand::Text(self.decoded(string, at)?)
            }
            global::STR_T => {
                let offset = self.cursor.mb_u32()?;
                Operand::Text(self.table_string(offset).map_err(|kind| Error::new(kind, at))?)
            }
            global::ENTITY => {
                let number = self.cursor.mb_u32()?;
                let character =
                    char::from_u32(number).ok_or_else(|| Error::new(ErrorKind::InvalidEntity(number), at))?;
                Operand::Text(Cow::Owned(character.into()))
            }
            global::OPAQUE => {
                Operand::Opaque(self.cursor.opaque().and_then(|bytes| self.bounded(bytes, at))?)
            }
            global::EXT_I_0..=global::EXT_I_2 => {
                let string = self.cursor.terminated(self.unit)?;
                Operand::Extension(Extension::Inline(number, self.decoded(string, at)?))
            }
            global::EXT_T_0..=global::EXT_T_2 => {
                Operand::Extension(Extension::Table(number, self.cursor.mb_u32()?))
            }
            global::EXT_0..=global::EXT_2 => Operand::Extension(Extension::Bare(number)),
            _ => return Err(self.cursor.unexpected(token)),
        })
    }

    /// Returns a string or opaque data that starts at offset `at` of the document, if it is not too
    /// long.
    #[inline]
    pub(super) fn bounded(&self, bytes: &'a [u8], at: usize) -> Result<&'a [u8], Error> {
        let limit = self.options.limits.text_bytes;
        if bytes.len() <= limit { Ok(bytes) } else { Err(Error::new(ErrorKind::TextLimit(limit), at)) }
    }

    /// Decodes a string that starts at offset `at` of the document.
    #[inline]
    pub(super) fn decoded(&self, string: &'a [u8], at: usize) -> Result<Cow<'a, str>, Error> {
        let string = self.bounded(string, at)?;
        if self.is_utf_8 {
            return utf_8(string, at).map(Cow::Borrowed);
        }
        decode(self.strings.charset(), string)
            .map_err(|misfit| Error::new(misfit.kind, at.saturating_add(misfit.at)))
    }

    pub(super) fn table_string(&self, offset: u32) -> Result<Cow<'a, str>, ErrorKind> {
        let string = self.strings.bytes_at(offset)?;
        let left = self.table_budget.get().checked_sub(string.len());
        self.table_budget.set(left.ok_or_else(|| self.over_table_budget())?);
        if string.len() > self.options.limits.text_bytes {
            return Err(ErrorKind::TextLimit(self.options.limits.text_bytes));
        }
        self.strings.decode(offset, string)
    }

    #[cold]
    fn over_table_budget(&self) -> ErrorKind {
        ErrorKind::StringTableLimit(self.options.limits.string_table_budget(self.cursor.document.len()))
    }
}

#[inline]
pub(super) fn utf_8(string: &[u8], at: usize) -> Result<&str, Error> {
    core::str::from_utf8(string).map_err(|error| {
        let looks = mib_charset::appearance(string);
        let kind = ErrorKind::InvalidText { charset: Charset::UTF_8, looks };
        Error::new(kind, at.saturating_add(error.valid_up_to()))
    })
}
