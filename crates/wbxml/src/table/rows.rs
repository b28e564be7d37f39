//! The rows of a code space in lists of their own.

use alloc::vec::Vec;

use super::{AttributeRow, CodeSpace, ExtensionRow, PublicIdRow, TagRow, ValueRow};

/// Unlike a [`CodeSpace`], these may take the place of rows that live shorter: `Cow` of a slice
/// fixes the lifetime of the rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows<'a> {
    pub(super) public_ids: Vec<PublicIdRow<'a>>,
    pub(super) tags: Vec<TagRow<'a>>,
    pub(super) attributes: Vec<AttributeRow<'a>>,
    pub(super) values: Vec<ValueRow<'a>>,
    pub(super) extensions: Vec<ExtensionRow<'a>>,
}

impl<'a> From<CodeSpace<'a>> for Rows<'a> {
    fn from(space: CodeSpace<'a>) -> Self {
        Self {
            public_ids: space.public_ids.into_owned(),
            tags: space.tags.into_owned(),
            attributes: space.attributes.into_owned(),
            values: space.values.into_owned(),
            extensions: space.extensions.into_owned(),
        }
    }
}

impl Rows<'_> {
    pub(super) fn space(&self) -> CodeSpace<'_> {
        CodeSpace {
            public_ids: (&*self.public_ids).into(),
            tags: (&*self.tags).into(),
            attributes: (&*self.attributes).into(),
            values: (&*self.values).into(),
            extensions: (&*self.extensions).into(),
        }
    }
}
