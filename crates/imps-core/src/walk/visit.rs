//! Visits the fields of a structure in place.

use crate::names::{Tag, Version, Versions};
use crate::schema;
use crate::walk::{Content, Element, Extensions, Field};

/// Changes structures in place, field by field. [`Content::visit`] calls it.
///
/// The methods are generic, so that a program that visits nothing contains no code for it.
///
/// ```
/// use imps_core::{Content, Extensions, Field, Tag, Text, Version, Visitor, element, schema};
///
/// element! {
///     /// A user of the service.
///     pub struct User<'a> = User {
///         /// The address.
///         user_id: Text<'a> = UserID,
///         /// A name for people to read.
///         friendly_name: Option<Text<'a>> = FriendlyName,
///     }
///     models {
///         "1.1-1.2": "UserID";
///         "1.3": "UserID, FriendlyName?";
///     }
/// }
/// /// Empties the fields that a version lacks.
/// struct Clear(Version);
/// impl<'a> Visitor<'a> for Clear {
///     fn field<F: Field<'a>>(&mut self, field: &'static schema::Field, value: &mut F) {
///         if !field.versions.contains(self.0) {
///             *value = F::blank();
///         }
///     }
///     fn child<C: Content<'a>>(&mut self, _: Tag, _: Option<usize>, _: &mut C) -> bool {
///         true
///     }
///     fn extensions(&mut self, _: &mut Extensions<'a>) {}
/// }
/// let mut user = User { user_id: "wv:ann@example.com".into(), friendly_name: Some("Ann".into()), ..User::default() };
/// user.visit(&mut Clear(Version::V1_2));
/// assert_eq!(user.friendly_name, None);
/// ```
pub trait Visitor<'a> {
    /// Visits a field. [`Field::visit_children`] continues with its children.
    fn field<F: Field<'a>>(&mut self, field: &'static schema::Field, value: &mut F);

    /// Visits a child of a field, and returns whether it stays. `index` is its place in a list.
    /// [`Content::visit`] continues with its fields.
    ///
    /// A child that may not be missing stays in any case.
    fn child<C: Content<'a>>(&mut self, tag: Tag, index: Option<usize>, content: &mut C) -> bool;

    /// Visits the content that a declaration does not describe.
    fn extensions(&mut self, extensions: &mut Extensions<'a>);
}

/// The fields of a declaration, one after the other.
#[doc(hidden)]
#[derive(Debug)]
pub struct FieldsToVisit {
    fields: core::slice::Iter<'static, schema::Field>,
    /// The field that some versions write as the text of the element. So it is in all versions.
    text: &'static [&'static str],
}

impl FieldsToVisit {
    /// Begins with the first field of an element.
    pub fn of<'a, T: Element<'a>>(text: &'static [&'static str]) -> Self {
        Self { fields: T::SCHEMA.fields.iter(), text }
    }

    /// Visits the next field.
    pub fn visit_next<'a, V: Visitor<'a>, F: Field<'a>>(&mut self, visitor: &mut V, value: &mut F) {
        if let Some(field) = self.fields.next()
            && !self.text.contains(&field.name)
        {
            visitor.field(field, value);
        }
    }
}

/// Returns whether a version has a word. `limited` lists the words that only some versions have.
#[doc(hidden)]
pub fn is_word_in(limited: &[(&str, Versions)], word: &str, version: Version) -> bool {
    !limited.iter().any(|(limited, versions)| *limited == word && !versions.contains(version))
}
