//! Looks up elements in the declarations of the protocol: the mapping is a table over them.

use imps_core::schema::{Cardinality, Field, Schema, Type};
use imps_core::{Tag, Version, tag};

/// A child of a structure, as declared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Child {
    pub(crate) tag: Tag,
    /// Whether it may appear more than once.
    pub(crate) is_many: bool,
    /// Whether it is `T` or `F`.
    pub(crate) is_flag: bool,
    /// The declaration of its content, if it is a structure.
    pub(crate) schema: Option<&'static Schema>,
}

impl Child {
    /// Creates a child without a declaration: text.
    const fn undeclared(tag: Tag) -> Self {
        Self { tag, is_many: false, is_flag: false, schema: None }
    }
}

/// Returns the declaration of a message, from the declaration of the document element.
pub(crate) fn message(declarations: &'static Schema, message: Tag) -> Option<&'static Schema> {
    let session = child(declarations, tag::Session).schema?;
    let transaction = child(session, tag::Transaction).schema?;
    let content = child(transaction, tag::TransactionContent).schema?;
    child(content, message).schema
}

/// Returns a child of a structure.
#[inline]
pub(crate) fn child(schema: &'static Schema, tag: Tag) -> Child {
    match schema.fields.iter().find(|field| field.tags.contains(&tag)) {
        Some(field) => of_field(field, tag),
        None => Child::undeclared(tag),
    }
}

fn of_field(field: &'static Field, tag: Tag) -> Child {
    let mut content = &field.content;
    if let Type::Choice(choices) = content
        && let Some((_, chosen)) = choices.iter().find(|(choice, _)| *choice == tag)
    {
        content = chosen;
    }
    let (schema, is_flag) = match content {
        Type::Structure(schema) => (Some(*schema), false),
        Type::Boolean => (None, true),
        Type::Enumeration(words, _) => (None, matches!(words, ["T", "F"])),
        _ => (None, false),
    };
    Child { tag, is_many: field.cardinality == Cardinality::Many, is_flag, schema }
}

/// Returns the place of a child among the children of a structure, and whether the version has it;
/// `None` if the structure never has it.
pub(crate) fn place(schema: &'static Schema, child: Tag, version: Version) -> Option<(usize, bool)> {
    let index = schema.fields.iter().position(|field| field.tags.contains(&child))?;
    let field = schema.fields.get(index)?;
    // Most structures have one order for all versions: the order of declaration.
    let place = schema.fields_in(version).position(|other| core::ptr::eq(other, field));
    // Children of other versions come after all children of this version.
    Some((place.unwrap_or(schema.fields.len().saturating_add(index)), place.is_some()))
}

/// Returns the place of the first element of a path, and whether the version has the whole path;
/// `None` if no version has it.
pub(crate) fn place_of_path(
    schema: &'static Schema,
    path: &[Tag],
    version: Version,
) -> Option<(usize, bool)> {
    let (first, inside) = path.split_first()?;
    let (place_of_first, mut is_known) = place(schema, *first, version)?;
    let mut around = child(schema, *first).schema;
    for step in inside {
        let (_, is_step_known) = place(around?, *step, version)?;
        is_known &= is_step_known;
        around = child(around?, *step).schema;
    }
    Some((place_of_first, is_known))
}
