//! Writing of XML.

use super::{Element, characters};
use crate::{Error, ErrorKind, Limits};

/// Writes a document with a declaration, a document type if one is given, and indentation.
pub(crate) fn write(root: &Element, doctype: Option<&str>) -> Result<String, Error> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if let Some(doctype) = doctype {
        out.push_str(doctype);
        out.push('\n');
    }
    write_element(root, &mut out, 0).map_err(Error::writing)?;
    Ok(out)
}

fn write_element(element: &Element, out: &mut String, depth: u32) -> Result<(), ErrorKind> {
    if depth >= Limits::DEPTH {
        return Err(ErrorKind::DepthLimit(Limits::DEPTH));
    }
    let indent = |out: &mut String| (0..depth).for_each(|_| out.push_str("  "));
    characters::check_name(&element.name)?;
    indent(out);
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        characters::check_name(name)?;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out)?;
        out.push('"');
    }
    if element.children.is_empty() && element.text.is_empty() {
        out.push_str("/>\n");
        return Ok(());
    }
    out.push('>');
    if element.children.is_empty() {
        escape(&element.text, out)?;
    } else {
        out.push('\n');
        for child in &element.children {
            write_element(child, out, depth.saturating_add(1))?;
        }
        indent(out);
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push_str(">\n");
    Ok(())
}

/// Appends text or a value. Line ends and tabs become references, so that they survive in values.
fn escape(text: &str, out: &mut String) -> Result<(), ErrorKind> {
    characters::check(text)?;
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(character),
        }
    }
    Ok(())
}
