//! The code tables as data, for tools that explain documents token by token.
//!
//! ```
//! use imps_core::{Version, tag};
//! use imps_wbxml::codes;
//!
//! let space = codes::code_space(Version::V1_2);
//! let row = space.tags.iter().find(|row| (row.page, row.token) == (0x00, 0x2D));
//! assert_eq!(row.map(|row| row.name), Some("Session"));
//! let word = codes::word(Version::V1_2, 0x19, tag::SessionType);
//! assert_eq!(word.map(|word| word.as_str()), Some("Outband"));
//! ```

use crate::table::{Table, VOCABULARY, index, rows};
use alloc::vec::Vec;
use imps_core::{Tag, Version, Word};
use wbxml::table::{AttributeRow, CodeSpace, ExtensionRow, PublicIdRow};

/// Returns all rows of a version. A number with several words has one row per word; [`word`]
/// returns the word in a given element.
pub fn code_space(version: Version) -> CodeSpace<'static> {
    let (tags, values, attributes) = rows(version);
    let name = |tag| VOCABULARY.name(tag).unwrap_or_default();
    let tags: Vec<_> = tags
        .iter()
        .map(|&(page, token, tag)| wbxml::table::TagRow { page, token, name: name(tag) })
        .collect();
    let attributes: Vec<_> = attributes
        .iter()
        .map(|&(token, name, prefix)| AttributeRow { page: 0, token, name, prefix })
        .collect();
    let extensions: Vec<_> = values
        .iter()
        .map(|&(value, text)| ExtensionRow { extension: 0, value: u32::from(value), text })
        .collect();
    let public_id =
        VOCABULARY.public_id(version).map(|name| PublicIdRow { number: Table::of(version).public_id, name });
    CodeSpace {
        public_ids: public_id.into_iter().collect::<Vec<_>>().into(),
        tags: tags.into(),
        attributes: attributes.into(),
        extensions: extensions.into(),
        ..CodeSpace::EMPTY
    }
}

/// Returns the word of a value number inside an element.
pub fn word(version: Version, number: u32, element: Tag) -> Option<Word> {
    Table::of(version).word(number, element)
}

/// Returns the element of a token; `None` if the version has none.
pub fn tag(version: Version, page: u8, token: u8) -> Option<Tag> {
    let tag = Table::of(version).tag(index(page, token));
    (tag != Tag::FOREIGN).then_some(tag)
}
