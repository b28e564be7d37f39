//! Writing of binary XML.

use super::Element;
use crate::codes::Codes;
use crate::{Error, ErrorKind, Limits};
use wbxml::{WriteOptions, Writer};

/// Writes a document.
///
/// A token replaces a whole name or a whole value, and never a part of one: some phones take one
/// token or one string. Names and values without a token are read on page 0, which all readers
/// know.
pub(crate) fn write(root: &Element, codes: &Codes) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(&codes.header(), WriteOptions::default());
    write_element(root, codes, &mut writer, Limits::DEPTH)?;
    writer.finish().map_err(|error| Error::writing(ErrorKind::Binary(*error.kind())))
}

fn write_element(element: &Element, codes: &Codes, writer: &mut Writer, depth: u32) -> Result<(), Error> {
    let depth = depth.checked_sub(1).ok_or(Error::writing(ErrorKind::DepthLimit(Limits::DEPTH)))?;
    match codes.tags.iter().find(|row| row.name == element.name) {
        Some(row) => writer.start(row.page, row.token),
        None => writer.start_literal(&element.name),
    }
    for (name, value) in &element.attributes {
        write_attribute(name, value, codes, writer);
    }
    writer.content();
    writer.text(&element.text);
    element.children.iter().try_for_each(|child| write_element(child, codes, writer, depth))?;
    writer.end();
    Ok(())
}

fn write_attribute(name: &str, value: &str, codes: &Codes, writer: &mut Writer) {
    if let Some(row) = codes.whole_attribute(name, value) {
        return writer.attribute(row.page, row.token);
    }
    match codes.bare_attribute(name) {
        Some(row) => writer.attribute(row.page, row.token),
        None => writer.attribute_literal(name),
    }
    // Only `parm value` has tokens for values.
    match codes.whole_value(value).filter(|_| name == "value") {
        Some(row) => writer.attribute_value(row.page, row.token),
        None => writer.text(value),
    }
}
