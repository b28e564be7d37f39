//! Detects duplicate and missing children.

use crate::names::Tag;
use crate::reading::Error;
use crate::schema::{self, Cardinality, Schema};
use crate::walk::content::missing;
use crate::walk::{Element, Extensions, Field, Source};

/// The fields of an element that have been read so far.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadFields {
    /// The positions of the fields that have a child.
    fields: u64,
    /// The number of children in all fields together.
    children: usize,
}

impl ReadFields {
    /// Reads a child into its field. If the field is full, the child goes to the extensions. So do
    /// the attributes of a leaf.
    ///
    /// # Errors
    /// The [errors of reading content](crate::Content#errors).
    #[inline]
    pub fn fill<'a, E: Element<'a>, F: Field<'a>, S: Source<'a>>(
        &mut self,
        field: &mut F,
        position: u32,
        tag: Tag,
        has_attributes: bool,
        extensions: &mut Extensions<'a>,
        source: &mut S,
    ) -> Result<(), Error> {
        let bit = 1_u64.wrapping_shl(position);
        if F::CARDINALITY != Cardinality::Many && self.fields & bit != 0 {
            return extensions.read_again(E::SCHEMA, tag, source);
        }
        self.fields |= bit;
        // No document has that many children.
        self.children = self.children.wrapping_add(1);
        if const { F::TYPE.may_be_leaf() } && has_attributes {
            let index = if F::CARDINALITY == Cardinality::Many { field.count() } else { 0 };
            extensions.read_leaf_attributes(E::SCHEMA, position, index, tag, source)?;
        }
        field.fill(tag, source)
    }

    /// Returns whether no field has a child.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.fields == 0
    }

    /// Reads the first child into the only field, whatever its name.
    ///
    /// # Errors
    /// The [errors of reading content](crate::Content#errors).
    #[inline]
    pub fn fill_first<'a, F: Field<'a>, S: Source<'a>>(
        &mut self,
        field: &mut F,
        tag: Tag,
        source: &mut S,
    ) -> Result<(), Error> {
        (self.fields, self.children) = (1, 1);
        field.fill(tag, source)
    }

    /// Reads a child without a field.
    ///
    /// # Errors
    /// The [errors of reading content](crate::Content#errors).
    #[inline]
    pub fn other<'a, S: Source<'a>>(
        self,
        tag: Tag,
        extensions: &mut Extensions<'a>,
        source: &mut S,
    ) -> Result<(), Error> {
        extensions.read(self.children, tag, source)
    }

    /// Checks at the end of an element that every mandatory child was read.
    ///
    /// # Errors
    /// [`MissingElement`](crate::ErrorKind::MissingElement) with the name of the first child that
    /// is missing.
    #[inline]
    pub fn check<'a, E: Element<'a>, S: Source<'a>>(self, source: &S, offset: usize) -> Result<(), Error> {
        let absent = const { mandatory(E::SCHEMA.fields) } & !self.fields;
        if absent == 0 { Ok(()) } else { Err(first_missing(E::SCHEMA, absent, source, offset)) }
    }
}

/// The positions of the mandatory fields.
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
