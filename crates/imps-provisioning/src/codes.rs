//! The code tables of binary XML.

mod prov;
mod wv_settings;

use std::borrow::Cow;
use wbxml::table::{AttributeRow, CodeSpace, PublicIdRow, TagRow, ValueRow};
use wbxml::{Version, WriteHeader, WritePublicId};

/// The number and the name of the document type of client provisioning.
const PROV_ID: PublicIdRow<'static> = PublicIdRow { number: 0x0B, name: "-//WAPFORUM//DTD PROV 1.0//EN" };

/// The codes of a document type. A reader knows the doubtful rows too; a writer uses no such row.
pub(crate) struct Codes {
    pub(crate) public_id: Option<PublicIdRow<'static>>,
    pub(crate) version: Version,
    pub(crate) tags: &'static [TagRow<'static>],
    attributes: &'static [AttributeRow<'static>],
    doubtful_attributes: &'static [AttributeRow<'static>],
    values: &'static [ValueRow<'static>],
    doubtful_values: &'static [ValueRow<'static>],
}

/// Client provisioning.
pub(crate) const PROV: Codes = Codes {
    public_id: Some(PROV_ID),
    version: Version::V1_3,
    tags: prov::TAGS,
    attributes: prov::ATTRIBUTES,
    doubtful_attributes: prov::DOUBTFUL_ATTRIBUTES,
    values: prov::VALUES,
    doubtful_values: prov::DOUBTFUL_VALUES,
};

/// WVSettings. Its header is the one of the same family of settings: WBXML 1.1, unknown type.
pub(crate) const WV_SETTINGS: Codes = Codes {
    public_id: None,
    version: Version::V1_1,
    tags: wv_settings::TAGS,
    attributes: &[],
    doubtful_attributes: &[],
    values: &[],
    doubtful_values: &[],
};

impl Codes {
    pub(crate) fn header(&self) -> WriteHeader<'static> {
        let number = self.public_id.map_or(1, |row| row.number);
        WriteHeader { version: self.version, public_id: WritePublicId::Number(number) }
    }

    pub(crate) fn tag(&self, page: u8, token: u8) -> Option<&'static str> {
        self.tags.iter().find(|row| (row.page, row.token) == (page, token)).map(|row| row.name)
    }

    pub(crate) fn attribute(&self, page: u8, token: u8) -> Option<&'static AttributeRow<'static>> {
        let mut rows = self.attributes.iter().chain(self.doubtful_attributes);
        rows.find(|row| (row.page, row.token) == (page, token))
    }

    pub(crate) fn value(&self, page: u8, token: u8) -> Option<&'static str> {
        let mut rows = self.values.iter().chain(self.doubtful_values);
        rows.find(|row| (row.page, row.token) == (page, token)).map(|row| row.text)
    }

    /// Finds the row for an attribute with its whole value, for a writer.
    pub(crate) fn whole_attribute(&self, name: &str, value: &str) -> Option<&'static AttributeRow<'static>> {
        self.attributes.iter().find(|row| row.name == name && !row.prefix.is_empty() && row.prefix == value)
    }

    /// Finds the row for the name of an attribute alone, for a writer.
    pub(crate) fn bare_attribute(&self, name: &str) -> Option<&'static AttributeRow<'static>> {
        self.attributes.iter().find(|row| row.name == name && row.prefix.is_empty())
    }

    /// Finds the row for a whole value, for a writer.
    pub(crate) fn whole_value(&self, text: &str) -> Option<&'static ValueRow<'static>> {
        self.values.iter().find(|row| row.text == text)
    }
}

/// Returns the code space of client provisioning, for programs that show documents byte by byte.
///
/// It has all rows that a reader knows.
///
/// ```
/// let codes = wbxml::table::Codes::new(imps_provisioning::code_space());
/// assert_eq!(codes.attribute(1, 0x55).map(|row| (row.name, row.prefix)), Some(("type", "APPLICATION")));
/// ```
#[must_use]
pub fn code_space() -> CodeSpace<'static> {
    CodeSpace {
        public_ids: Cow::Borrowed(const { &[PROV_ID] }),
        tags: Cow::Borrowed(PROV.tags),
        attributes: [PROV.attributes, PROV.doubtful_attributes].concat().into(),
        values: [PROV.values, PROV.doubtful_values].concat().into(),
        ..CodeSpace::EMPTY
    }
}

const fn tag(page: u8, token: u8, name: &str) -> TagRow<'_> {
    TagRow { page, token, name }
}

const fn attribute<'a>(page: u8, token: u8, name: &'a str, prefix: &'a str) -> AttributeRow<'a> {
    AttributeRow { page, token, name, prefix }
}

const fn value(page: u8, token: u8, text: &str) -> ValueRow<'_> {
    ValueRow { page, token, text }
}
