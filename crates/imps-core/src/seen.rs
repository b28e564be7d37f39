//! What stands once is read once, and what must stand is missed.

use crate::content::missing;
use crate::schema::{self, Cardinality, Schema};
use crate::{Element, Error, ErrorKind, Field, Source, Tag};

/// Which of the children that stand once were read, by the positions of their fields in the declaration.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen(u64);

impl Seen {
    /// Reads a child into its field, unless the field is full.
    #[inline]
    pub fn fill<'a, F: Field<'a>, S: Source<'a>>(
        &mut self,
        field: &mut F,
        position: u32,
        tag: Tag,
        source: &mut S,
    ) -> Result<(), Error> {
        let bit = 1_u64.wrapping_shl(position);
        if F::CARDINALITY != Cardinality::Many && self.0 & bit != 0 {
            return Err(duplicate(source, tag));
        }
        self.0 |= bit;
        field.fill(tag, source)
    }

    /// Checks at the end of an element that what must stand was read.
    #[inline]
    pub fn check<'a, E: Element<'a>, S: Source<'a>>(self, source: &S, offset: usize) -> Result<(), Error> {
        let absent = const { mandatory(E::SCHEMA.fields) } & !self.0;
        if absent == 0 { Ok(()) } else { Err(first_missing(E::SCHEMA, absent, source, offset)) }
    }
}

/// The positions of the fields that must stand.
const fn mandatory(fields: &[schema::Field]) -> u64 {
    assert!(fields.len() <= u64::BITS as usize, "a structure has at most 64 fields");
    let (mut positions, mut position, mut rest) = (0, 1, fields);
    while let [field, others @ ..] = rest {
        if matches!(field.cardinality, Cardinality::One) {
            positions |= position;
        }
        position <<= 1;
        rest = others;
    }
    positions
}

#[cold]
#[inline(never)]
fn first_missing<'a, S: Source<'a>>(schema: &Schema, absent: u64, source: &S, offset: usize) -> Error {
    let field = schema.fields.get(absent.trailing_zeros() as usize);
    let tag = field.and_then(|field| field.tags.first()).copied();
    missing(source, tag.unwrap_or(Tag::FOREIGN), offset)
}

#[cold]
#[inline(never)]
fn duplicate<'a, S: Source<'a>>(source: &S, tag: Tag) -> Error {
    let name = source.vocabulary().name(tag).unwrap_or("(foreign)");
    Error::new(ErrorKind::DuplicateElement { name }).at(source.offset())
}
