//! Declarations as data.

#[doc(hidden)]
pub mod check;
mod data_type;
mod primitive_row;

pub use data_type::{DataType, InvalidText};
pub use primitive_row::{Area, Direction, PrimitiveKind, PrimitiveRow};

use crate::names::{CSP, Tag, Version, Versions, Vocabulary};

/// The declaration of an element.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Schema {
    /// The element.
    pub tag: Tag,
    /// The versions that have the element.
    pub versions: Versions,
    /// Its children, in the order of writing. [`fields_in`](Self::fields_in) handles versions with
    /// another order.
    pub fields: &'static [Field],
    /// Its attributes, in the order of writing.
    pub attributes: &'static [Attribute],
    /// The type of its text, if it has text beside attributes or child elements.
    pub text: Option<Type>,
    /// Its content models in the standard, version by version. Empty for elements that are not
    /// structures of the standard.
    pub models: &'static [Model],
    /// The names that the tags refer to.
    pub vocabulary: &'static Vocabulary,
    /// Whether readers refuse a repeated child that may appear once. Otherwise they keep it in the
    /// extensions.
    pub refuses_duplicates: bool,
    /// Its place in the table of primitives, if it is a primitive.
    pub primitive: Option<PrimitiveRow>,
    order: Option<(Versions, &'static [&'static str])>,
}

/// The content that the standard allows in some versions.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Model {
    /// The versions.
    pub versions: Versions,
    /// Names in order, in the notation of document type definitions:
    /// `Code, Description?, (SearchElement+ | UserID*)`. `EMPTY` for no content.
    pub content: &'static str,
    /// Whether the lower bounds are guesses. If so, missing content is not a fault.
    pub guessed: bool,
}

impl Model {
    /// Builds a model from the notation of [`element!`](crate::element): `"1.1-1.2"`,
    /// `"UserID, ClientID?"`.
    pub const fn new(versions: &str, content: &'static str, guessed: bool) -> Self {
        Self { versions: Versions::parse(versions), content, guessed }
    }

    /// Returns whether the content mentions a child.
    pub const fn mentions(&self, child: &str) -> bool {
        let (mut rest, mut inside_name) = (self.content.as_bytes(), false);
        while let [byte, others @ ..] = rest {
            if !inside_name && starts_with_name(rest, child.as_bytes()) {
                return true;
            }
            inside_name = is_name(*byte);
            rest = others;
        }
        false
    }
}

/// Returns whether the content begins with the whole name.
const fn starts_with_name(mut content: &[u8], mut name: &[u8]) -> bool {
    while let ([byte, content_rest @ ..], [wanted, name_rest @ ..]) = (content, name) {
        if *byte != *wanted {
            return false;
        }
        (content, name) = (content_rest, name_rest);
    }
    name.is_empty() && !matches!(content, [byte, ..] if is_name(*byte))
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// Returns the versions of all models that mention a child. Returns all versions if there are no
/// models.
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

/// Returns the versions of all models. Returns all versions if there are no models.
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
    /// Builds a declaration, as [`element!`](crate::element) does.
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
            primitive: None,
            order: None,
        }
    }

    /// Sets the attributes.
    #[must_use]
    pub const fn with_attributes(mut self, attributes: &'static [Attribute]) -> Self {
        self.attributes = attributes;
        self
    }

    /// Sets the type of the text.
    #[must_use]
    pub const fn with_text(mut self, text: Type) -> Self {
        self.text = Some(text);
        self
    }

    /// Finds the attribute with this name or with another spelling of it.
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name || attribute.aliases.contains(&name))
    }

    /// Sets a vocabulary other than [`CSP`] for the tags.
    #[must_use]
    pub const fn in_vocabulary(mut self, vocabulary: &'static Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// Sets whether readers refuse a repeated child that may appear once.
    #[must_use]
    pub const fn refusing_duplicates(mut self, refuses: bool) -> Self {
        self.refuses_duplicates = refuses;
        self
    }

    /// Makes the element a primitive. The facts are its direction, its kind, and whether a document
    /// or an implementation confirms it.
    #[must_use]
    pub const fn as_primitive(mut self, area: Area, facts: (Option<Direction>, PrimitiveKind, bool)) -> Self {
        let (direction, kind, confirmed) = facts;
        self.primitive =
            Some(PrimitiveRow { tag: self.tag, versions: self.versions, area, direction, kind, confirmed });
        self
    }

    /// Returns the row of a primitive, for constants.
    ///
    /// # Panics
    /// If the element is no primitive; in a `const` this is a compile error.
    #[expect(clippy::panic, reason = "a compile error in constants, as its documentation says")]
    pub const fn row(&self) -> PrimitiveRow {
        match self.primitive {
            Some(row) => row,
            None => panic!("the declaration lacks a line such as `primitive Access ClientToServer Request;`"),
        }
    }

    /// Returns the content model of a version.
    pub fn model(&self, version: Version) -> Option<&'static Model> {
        self.models.iter().find(|model| model.versions.contains(version))
    }

    /// Sets another order for some versions. `names` holds the names of all fields of these
    /// versions.
    ///
    /// # Panics
    /// If the list lacks a field; in a `const` this is a compile error.
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

    /// Returns the fields that a version has, in the order of that version.
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

    /// Finds the field that holds a child.
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
    /// The child elements it holds. Writers use the first, unless the field is a choice.
    pub tags: &'static [Tag],
    /// The versions that have the field.
    pub versions: Versions,
    /// How often the child may appear according to the model. A version may be stricter.
    pub cardinality: Cardinality,
    /// The content of each child.
    pub content: Type,
    /// Whether the first child belongs to the field, whatever its name. It is then the only field.
    pub is_open: bool,
}

impl Field {
    /// Returns whether the names of its children differ, so that a list in JSON has to state each.
    pub const fn is_mixed(&self) -> bool {
        matches!(self.content, Type::Choice(_)) && self.tags.len() > 1
    }

    /// Builds a field, as [`element!`](crate::element) does.
    pub const fn new(
        name: &'static str,
        tags: &'static [Tag],
        versions: Versions,
        cardinality: Cardinality,
        content: Type,
    ) -> Self {
        Self { name, tags, versions, cardinality, content, is_open: false }
    }

    /// Sets whether the first child belongs to the field, whatever its name; for an element with
    /// one field.
    #[must_use]
    pub const fn with_open(mut self, is_open: bool) -> Self {
        self.is_open = is_open;
        self
    }
}

/// One attribute of an element.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Other spellings that readers accept. They are never written.
    pub aliases: &'static [&'static str],
    /// Whether it is mandatory: `One` or `Optional`.
    pub cardinality: Cardinality,
    /// The type of its value.
    pub content: Type,
}

impl Attribute {
    /// Builds an attribute, as [`element!`](crate::element) does.
    pub const fn new(
        name: &'static str,
        aliases: &'static [&'static str],
        cardinality: Cardinality,
        content: Type,
    ) -> Self {
        Self { name, aliases, cardinality, content }
    }
}

/// How often a child may appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cardinality {
    /// Exactly once.
    One,
    /// Once or not at all.
    Optional,
    /// Any number of times.
    Many,
}

/// The content of an element in the model.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Type {
    /// Child elements.
    Structure(&'static Schema),
    /// Nothing: the presence of the element is the information.
    Empty,
    /// One of several elements.
    Choice(&'static [(Tag, Self)]),
    /// Text.
    Text,
    /// Text with a form of its own.
    Special(&'static DataType),
    /// A word of an open list: the known words, and the known words that only some versions have.
    Enumeration(&'static [&'static str], &'static [(&'static str, Versions)]),
    /// A word of a closed list, whatever its case.
    Closed(&'static [&'static str]),
    /// An unsigned number of 32 bits.
    Integer,
    /// `T` or `F`.
    Boolean,
    /// A date and time.
    DateTime,
    /// Text or bytes.
    Data,
    /// Anything.
    Any,
}

impl Type {
    /// Returns whether it is the content of a leaf, which has no place for attributes of its own.
    pub const fn is_leaf(&self) -> bool {
        !matches!(self, Self::Structure(_) | Self::Empty | Self::Choice(_) | Self::Any)
    }

    /// Returns whether it is the content of a leaf, or of a choice with a leaf among its elements.
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

    /// Returns the content of an element with this name, in a place of this type.
    pub fn of(&self, tag: Tag) -> &Self {
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
