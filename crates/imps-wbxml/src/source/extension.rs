//! Extension tokens without a meaning in the language: values of a vendor, or left out.

use super::WbxmlSource;
use imps_core::{Error, ErrorKind, LeftOut, Rule, Value};
use wbxml::{Extension, MbU32};

impl<'a> WbxmlSource<'a> {
    /// Returns the value of a vendor for an extension token that is the whole content of a leaf, or
    /// leaves the token out. The element has ended.
    #[cold]
    pub(super) fn extension_whole(&mut self, extension: u8, number: u32) -> Result<Value<'a>, Error> {
        if let Some(text) = self.codes.value(extension, number) {
            return Ok(Value::from(text));
        }
        let bytes = MbU32::new(number).width().saturating_add(2);
        self.leave_out(self.reader.offset().saturating_sub(bytes.into()))?;
        Ok(Value::from(""))
    }

    /// Leaves out an extension token that starts at `offset`, unless the options refuse that.
    #[cold]
    pub(super) fn leave_out(&mut self, offset: usize) -> Result<(), Error> {
        if self.options.refuses_left_out() {
            let error = Error::new(ErrorKind::Strict(Rule::ExtensionToken));
            return Err(error.at(self.reader.element_offset()));
        }
        LeftOut::add(&mut self.extensions, Rule::ExtensionToken, offset);
        Ok(())
    }

    /// Returns the text of a vendor for an extension that the language lacks.
    #[cold]
    pub(super) fn vendor_value(&self, extension: &Extension<'_>) -> Option<&'a str> {
        match extension {
            Extension::Table(extension, number) => self.codes.value(*extension, *number),
            _ => None,
        }
    }
}
