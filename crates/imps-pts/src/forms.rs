//! The shapes of values, one per file. Each file reads and writes.

mod members;
pub(crate) mod merged;
mod pairs;
mod presence;
mod services;
mod texts;

use crate::codes::declarations;
use crate::codes::{Form, Parameter};
use crate::error::Fail;
use crate::reading::grammar::Value;
use crate::reading::layout::Decoder;
use crate::writing::output::{Encoder, Entry};
use imps_core::Error;
use imps_core::schema::Schema;

/// Lays out the elements that a parameter represents.
pub(crate) fn read<'a>(
    decoder: &mut Decoder<'a, '_>,
    row: &Parameter,
    schema: &'static Schema,
    value: Value<'_, 'a>,
) -> Result<(), Fail> {
    let child = declarations::child(schema, row.tag());
    match &row.form {
        Form::Value | Form::Repeat => texts::read(decoder, &row.path, schema, value),
        Form::Either(choice) => texts::read_either(decoder, child.tag, *choice, value),
        Form::Group(members) => texts::read_group(decoder, &child, *members, value),
        Form::Capabilities => pairs::read_capabilities(decoder, &child, value),
        Form::Properties => pairs::read_properties(decoder, &child, value),
        Form::Members => members::read(decoder, child.tag, value),
        Form::Users => members::read_users(decoder, child.tag, value),
        Form::Services => services::read(decoder, &child, value),
        Form::Names => presence::read_names(decoder, child.tag, value),
        Form::Attributes => presence::read_attributes(decoder, &child, value),
        Form::Presence => presence::read_users(decoder, &child, value),
    }
}

/// Writes all children of a message with the name of this first one, as one parameter or as one
/// parameter per child. Elements with a longer path inside are [`merged`].
pub(crate) fn write<'t>(
    encoder: &mut Encoder<'t>,
    row: &'t Parameter,
    message: Entry<'t>,
    first: Entry<'t>,
) -> Result<(), Error> {
    let mut elements = message.children_from(first).filter(move |child| child.tag == first.tag);
    let is_list = matches!(row.form, Form::Value | Form::Repeat | Form::Presence);
    if !is_list && let Some(second) = elements.clone().nth(1) {
        return Err(encoder.no_mapping(second));
    }
    match &row.form {
        Form::Value => texts::write(encoder, row.code, elements),
        Form::Repeat => {
            elements.try_for_each(|element| texts::write(encoder, row.code, core::iter::once(element)))
        }
        Form::Either(choice) => texts::write_either(encoder, row.code, *choice, first),
        Form::Group(members) => texts::write_group(encoder, row.code, *members, first),
        Form::Capabilities => pairs::write_capabilities(encoder, row.code, first),
        Form::Properties => pairs::write_properties(encoder, row.code, first),
        Form::Members => members::write(encoder, row.code, first, true),
        Form::Users => members::write(encoder, row.code, first, false),
        Form::Services => services::write(encoder, row.code, first),
        Form::Names => presence::write_names(encoder, row.code, first),
        Form::Attributes => presence::write_attributes(encoder, row.code, first),
        Form::Presence => presence::write_users(encoder, row.code, elements),
    }
}
