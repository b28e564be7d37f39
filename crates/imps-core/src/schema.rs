//! Declarations as data.

use crate::{Tag, Version, Versions};

/// What the declaration of an element states.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Schema {
    /// The element.
    pub tag: Tag,
    /// The versions that have it.
    pub versions: Versions,
    /// Its children, in the order of writing; [`fields_in`](Self::fields_in) knows the versions that have another order.
    pub fields: &'static [Field],
    order: Option<(Versions, &'static [&'static str])>,
}

impl Schema {
    /// As written by [`element!`](crate::element).
    pub const fn new(tag: Tag, versions: Versions, fields: &'static [Field]) -> Self {
        Self { tag, versions, fields, order: None }
    }

    /// States that some versions have another order: the names of all their fields.
    ///
    /// # Panics
    /// When a field is missing from the list, which in a `const` is a compile error.
    #[must_use]
    pub const fn ordered(mut self, versions: Versions, names: &'static [&'static str]) -> Self {
        let (mut index, mut expected) = (0, 0);
        while index < self.fields.len() {
            if self.fields[index].versions.overlaps(versions) {
                expected += 1;
            }
            index += 1;
        }
        assert!(names.len() == expected, "the order names all fields of its versions, and no other");
        self.order = Some((versions, names));
        self
    }

    /// The fields that a version has, in its order.
    pub fn fields_in(&self, version: Version) -> impl Iterator<Item = &'static Field> {
        let names = match self.order {
            Some((versions, names)) if versions.contains(version) => names,
            _ => &[],
        };
        let listed = names.iter().filter_map(|name| self.fields.iter().find(|field| field.name == *name));
        let declared =
            self.fields.iter().filter(move |field| names.is_empty() && field.versions.contains(version));
        listed.chain(declared)
    }

    /// The field that holds a child.
    pub fn field(&self, child: Tag) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.tags.contains(&child))
    }
}

/// One field of an element.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Field {
    /// Its name in Rust.
    pub name: &'static str,
    /// The child elements it holds; the first is the one written, unless the field is a choice.
    pub tags: &'static [Tag],
    /// The versions that have it.
    pub versions: Versions,
    /// How often the child may stand there, as the model sees it; a version may be tighter.
    pub cardinality: Cardinality,
    /// What the child holds.
    pub content: Type,
}

impl Field {
    /// As written by [`element!`](crate::element).
    pub const fn new(
        name: &'static str,
        tags: &'static [Tag],
        versions: Versions,
        cardinality: Cardinality,
        content: Type,
    ) -> Self {
        Self { name, tags, versions, cardinality, content }
    }
}

/// How often a child may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cardinality {
    /// Exactly once.
    One,
    /// Once or not at all.
    Optional,
    /// Any number of times.
    Many,
}

/// What an element holds, in the model.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Type {
    /// Child elements.
    Structure(&'static Schema),
    /// Nothing: being there says it all.
    Empty,
    /// One of several elements.
    Choice(&'static [Tag]),
    /// Text.
    Text,
    /// A word of an open list; the known ones are given.
    Enumeration(&'static [&'static str]),
    /// An unsigned number of 32 bits.
    Integer,
    /// `T` or `F`.
    Boolean,
    /// A date and time.
    DateTime,
    /// Text or octets.
    Data,
    /// Anything.
    Any,
}
