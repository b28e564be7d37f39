//! Declarations as data.

#[doc(hidden)]
pub mod check;
mod data_type;

pub use data_type::{DataType, InvalidText};

use crate::names::{CSP, Tag, Version, Versions, Vocabulary};

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
    /// Its attributes, in the order of writing.
    pub attributes: &'static [Attribute],
    /// Its text, where it has text beside attributes or child elements.
    pub text: Option<Type>,
    /// What the standard says of its content, version by version. None for elements that are no structure of the standard.
    pub models: &'static [Model],
    /// The names that the tags refer to.
    pub vocabulary: &'static Vocabulary,
    /// Whether readers refuse a child that stands once and comes again; else they keep it beside.
    pub refuses_duplicates: bool,
    order: Option<(Versions, &'static [&'static str])>,
}

/// The content that some versions allow.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Model {
    /// The versions.
    pub versions: Versions,
    /// Names in order, as in a document type definition: `Code, Description?, (SearchElement+ | UserID*)`. `EMPTY` for no content.
    pub content: &'static str,
    /// Whether the lower bounds are guesses, so that what is missing is no fault.
    pub inferred: bool,
}

impl Model {
    /// As written by [`element!`](crate::element): `"1.1-1.2"`, `"UserID, ClientID?"`.
    pub const fn new(versions: &str, content: &'static str, inferred: bool) -> Self {
        Self { versions: Versions::parse(versions), content, inferred }
    }

    /// Whether the content mentions a child.
    pub const fn mentions(&self, child: &str) -> bool {
        let (mut rest, mut inside_name) = (self.content.as_bytes(), false);
        while let [octet, others @ ..] = rest {
            if !inside_name && starts_with_name(rest, child.as_bytes()) {
                return true;
            }
            inside_name = is_name(*octet);
            rest = others;
        }
        false
    }
}

/// Whether the whole name comes first.
const fn starts_with_name(mut content: &[u8], mut name: &[u8]) -> bool {
    while let ([octet, content_rest @ ..], [wanted, name_rest @ ..]) = (content, name) {
        if *octet != *wanted {
            return false;
        }
        (content, name) = (content_rest, name_rest);
    }
    name.is_empty() && !matches!(content, [octet, ..] if is_name(*octet))
}

const fn is_name(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || octet == b'-' || octet == b'_'
}

/// The versions of all models that mention a child; all versions when there are no models.
pub const fn versions_with(models: &[Model], child: &str) -> Versions {
    if models.is_empty() {
        return Versions::ALL;
    }
    let (mut versions, mut rest) = (Versions::NONE, models);
    while let [first, others @ ..] = rest {
        if first.mentions(child) {
            versions = versions.union(first.versions);
        }
        rest = others;
    }
    versions
}

/// The versions of all models; all versions when there are none.
pub const fn versions_of(models: &[Model]) -> Versions {
    if models.is_empty() {
        return Versions::ALL;
    }
    let (mut versions, mut rest) = (Versions::NONE, models);
    while let [first, others @ ..] = rest {
        versions = versions.union(first.versions);
        rest = others;
    }
    versions
}

impl Schema {
    /// As written by [`element!`](crate::element).
    pub const fn new(
        tag: Tag,
        versions: Versions,
        fields: &'static [Field],
        models: &'static [Model],
    ) -> Self {
        Self {
            tag,
            versions,
            fields,
            attributes: &[],
            text: None,
            models,
            vocabulary: &CSP,
            refuses_duplicates: false,
            order: None,
        }
    }

    /// States the attributes.
    #[must_use]
    pub const fn with_attributes(mut self, attributes: &'static [Attribute]) -> Self {
        self.attributes = attributes;
        self
    }

    /// States that there is text.
    #[must_use]
    pub const fn with_text(mut self, text: Type) -> Self {
        self.text = Some(text);
        self
    }

    /// The attribute of this name, or of another spelling of it.
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name || attribute.aliases.contains(&name))
    }

    /// States that the tags are of another vocabulary than [`CSP`].
    #[must_use]
    pub const fn in_vocabulary(mut self, vocabulary: &'static Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// States whether readers refuse a child that stands once and comes again.
    #[must_use]
    pub const fn refusing_duplicates(mut self, refuses: bool) -> Self {
        self.refuses_duplicates = refuses;
        self
    }

    /// What a version allows.
    pub fn model(&self, version: Version) -> Option<&'static Model> {
        self.models.iter().find(|model| model.versions.contains(version))
    }

    /// States that some versions have another order: the names of all their fields.
    ///
    /// # Panics
    /// When a field is missing from the list, which in a `const` is a compile error.
    #[must_use]
    pub const fn ordered(mut self, versions: Versions, names: &'static [&'static str]) -> Self {
        let (mut expected, mut fields) = (0_usize, self.fields);
        while let [field, others @ ..] = fields {
            if field.versions.overlaps(versions) {
                expected = expected.saturating_add(1);
            }
            fields = others;
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
    /// Whether the first child belongs to it, whatever its name: it is the only field then.
    pub is_open: bool,
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
        Self { name, tags, versions, cardinality, content, is_open: false }
    }

    /// States that the first child belongs to it, whatever its name; for an element of one field.
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.is_open = true;
        self
    }
}

/// One attribute of an element.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Other spellings that readers accept; never written.
    pub aliases: &'static [&'static str],
    /// Whether it must stand: `One` or `Optional`.
    pub cardinality: Cardinality,
    /// What it holds.
    pub content: Type,
}

impl Attribute {
    /// As written by [`element!`](crate::element).
    pub const fn new(
        name: &'static str,
        aliases: &'static [&'static str],
        cardinality: Cardinality,
        content: Type,
    ) -> Self {
        Self { name, aliases, cardinality, content }
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
    Choice(&'static [(Tag, Self)]),
    /// Text.
    Text,
    /// Text of a form of its own.
    Special(&'static DataType),
    /// A word of an open list: the known ones, and those of them that only some versions have.
    Enumeration(&'static [&'static str], &'static [(&'static str, Versions)]),
    /// A word of a closed list, whatever its case.
    Closed(&'static [&'static str]),
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

impl Type {
    /// Whether it is the content of a leaf, which has no place for attributes of its own.
    pub const fn is_leaf(&self) -> bool {
        !matches!(self, Self::Structure(_) | Self::Empty | Self::Choice(_) | Self::Any)
    }

    /// The same, where an element of a choice may be one.
    pub(crate) const fn may_be_leaf(&self) -> bool {
        let Self::Choice(alternatives) = self else { return self.is_leaf() };
        let mut alternatives = *alternatives;
        while let [(_, first), rest @ ..] = alternatives {
            if first.may_be_leaf() {
                return true;
            }
            alternatives = rest;
        }
        false
    }

    /// The content of an element of this name.
    pub(crate) fn of(&self, tag: Tag) -> &Self {
        match self {
            Self::Choice(alternatives) => {
                let found = alternatives.iter().find(|(known, _)| *known == tag);
                found.map_or(&Self::Any, |(_, content)| content)
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_found_by_its_whole_name() {
        let model = Model::new("1.3", "UserID, (ApplicationID | ClientID)?, UserIDList*", false);
        for child in ["UserID", "ApplicationID", "ClientID", "UserIDList"] {
            assert!(model.mentions(child), "{child}");
        }
        for child in ["User", "ID", "IDList", "Client"] {
            assert!(!model.mentions(child), "{child}");
        }
    }

    #[test]
    fn versions_follow_from_the_models() {
        let models = [Model::new("1.1", "A", false), Model::new("1.3", "A, B?", true)];
        assert_eq!(versions_with(&models, "B"), Versions::parse("1.3"));
        assert!(versions_with(&models, "A").contains(Version::V1_1));
        assert!(!versions_of(&models).contains(Version::V1_2));
        assert!(versions_with(&[], "A").is_all());
    }
}
