//! The elements around an error.

use alloc::{
    borrow::{Cow, ToOwned},
    boxed::Box,
    format,
    string::String,
    vec::Vec,
};

use super::Reader;
use crate::{Error, TagToken, table::Codes};

impl Reader<'_> {
    /// Makes an error of the program at the element most recently started; see [`Error::custom`].
    #[cold]
    #[inline(never)]
    pub fn custom_error(
        &self,
        error: impl Into<Box<dyn core::error::Error + Send + Sync + 'static>>,
    ) -> Error {
        Error::custom(error, self.element_offset())
    }

    /// Adds the names of all elements around the offset of an error, from the root. A token without
    /// a row becomes `unknown-01-3F` (page and token).
    ///
    /// This reads the document again up to the offset, so that reading without errors costs
    /// nothing. Call it once, where the error leaves your code.
    ///
    /// ```
    /// use wbxml::{Error, Reader, table::Codes};
    ///
    /// let codes = Codes::parse("tag\t0\t05\tSync\ntag\t0\t1C\tCollections\ntag\t0\t0F\tCollection\n")?;
    /// let mut reader = Reader::new(b"\x03\x01\x6A\x00\x45\x5C\x4F\x03only text\0\x01\x01\x01")?;
    /// let mut read = || -> Result<(), Error> {
    ///     while let Some(tag) = reader.child()? {
    ///         if codes.tag(tag.page(), tag.token()).is_some_and(|row| row.name == "Collection") {
    ///             return Err(reader.custom_error("no SyncKey"));
    ///         }
    ///     }
    ///     reader.finish()
    /// };
    /// let error = read().map_err(|error| reader.locate(error, &codes)).unwrap_err();
    /// assert_eq!(error.to_string(), "no SyncKey at byte 6 in Sync/Collections/Collection");
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn locate(&self, error: Error, codes: &Codes<'_>) -> Error {
        let Ok(mut reader) = Reader::with_options(self.cursor.document, &self.options) else { return error };
        let mut open = Vec::new();
        // The error, or something after it, is the reason why reading again may fail.
        while let Ok(step) = reader.child() {
            let at = error.offset();
            match step {
                Some(tag) if reader.element_offset() <= at => open.push(tag),
                None if reader.offset() <= at && !open.is_empty() => drop(open.pop()),
                _ => break,
            }
        }
        open.into_iter().rev().fold(error, |error, tag| error.within(reader.name(tag, codes)))
    }

    fn name(&self, tag: TagToken, codes: &Codes<'_>) -> String {
        match (tag.literal(), codes.tag(tag.page(), tag.token())) {
            (Some(offset), _) => self.literal(offset).map_or_else(|_| "?".into(), Cow::into_owned),
            (None, Some(row)) => row.name.to_owned(),
            (None, None) => format!("unknown-{:02X}-{:02X}", tag.page(), tag.token()),
        }
    }
}
