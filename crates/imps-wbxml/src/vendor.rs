//! Tokens of vendors: a further code space, for what the tables lack. All of this is cold, because
//! nearly every document has only tokens of the tables.

use crate::table::Table;
use wbxml::table::{AttributeRow, Codes, ExtensionRow};

/// The code space of a vendor, if the program has one. The tables come first: a row with a token of
/// theirs does not count.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct VendorCodes<'c>(Option<&'c Codes<'c>>);

impl<'c> VendorCodes<'c> {
    pub(crate) const fn new(codes: &'c Codes<'c>) -> Self {
        Self(Some(codes))
    }

    /// The name of an element that has no token in the tables.
    #[cold]
    pub(crate) fn tag(self, page: u8, token: u8) -> Option<&'c str> {
        self.0?.tag(page, token).map(|row| row.name)
    }

    /// The page and token of an element that the tables do not name.
    #[cold]
    pub(crate) fn tag_named(self, name: &str, table: &Table) -> Option<(u8, u8)> {
        let row = self.0?.tag_named(name, 0)?;
        (!table.has(row.page, row.token)).then_some((row.page, row.token))
    }

    /// The attribute of a token that the tables lack.
    #[cold]
    pub(crate) fn attribute(self, page: u8, token: u8) -> Option<AttributeRow<'c>> {
        self.0?.attribute(page, token)
    }

    /// The token of an attribute that has none in the tables, and the rest of its value.
    #[cold]
    pub(crate) fn attribute_named<'v>(
        self,
        name: &str,
        value: &'v str,
        table: &Table,
    ) -> Option<(AttributeRow<'c>, &'v str)> {
        let found = self.0?.attribute_named(name, value)?;
        let is_ours = found.0.page == 0 && table.attribute(found.0.token).is_some();
        (!is_ours).then_some(found)
    }

    /// The text of a piece of an attribute's value. The tables have none.
    #[cold]
    pub(crate) fn attribute_value(self, page: u8, token: u8) -> Option<&'c str> {
        self.0?.value(page, token).map(|row| row.text)
    }

    /// The whole code space, for splitting attribute values.
    pub(crate) const fn codes(self) -> Option<&'c Codes<'c>> {
        self.0
    }

    /// The text of a number after `EXT_T_0` to `EXT_T_2` that the tables lack.
    #[cold]
    pub(crate) fn value(self, extension: u8, number: u32) -> Option<&'c str> {
        self.0?.extension(extension, number).map(|row| row.text)
    }

    /// The number of a text that has none in the tables.
    #[cold]
    pub(crate) fn value_of(self, text: &str) -> Option<ExtensionRow<'c>> {
        let codes = self.0?;
        (0..=2).find_map(|extension| codes.extension_of(extension, text))
    }
}
