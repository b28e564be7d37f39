//! The standard table as constants of `imps-pts`.

use super::standard::{Node, Standard, Word};
use crate::text::ident;
use std::fmt::Write as _;

/// Returns the file with the constants.
pub(super) fn text(standard: &Standard) -> String {
    let mut out = String::from(
        "//! The standard table as constants, so that nobody has to parse its text.\n\n\
         use super::constant::{code, first, last, message, node, parameter, property, rows, word};\n\
         use super::{Codes, Form, Message, Node, Parameter, Property, Word};\n\
         #[allow(clippy::wildcard_imports, reason = \"a table of tags\")]\n\
         use imps_core::tag::*;\n\
         use std::borrow::Cow;\n\n\
         #[rustfmt::skip]\n\
         pub(super) static STANDARD: Codes = Codes {\n    \
             messages: rows! { Message, first:\n",
    );
    // Writing to a `String` cannot fail, here and below.
    for (at, row) in standard.messages.iter().enumerate() {
        let is_request = row.mode == "request";
        let _ = writeln!(out, "        {at} {:?} [{}] message({is_request}),", row.code, ident(&row.name));
    }
    let (code, element) = &standard.session;
    let _ = writeln!(out, "    }},\n    session: Some((code({code:?}), {})),", ident(element));
    out.push_str("    parameters: rows! { Parameter, first:\n");
    for (at, row) in standard.parameters.iter().enumerate() {
        let (path, form, only_in) = (tags(&row.path), form(&row.form), tags(&row.only_in));
        let (code, is_last) = (&row.code, row.is_last);
        let _ =
            writeln!(out, "        {at} {code:?} [{path}] parameter({at}, {form}, {is_last}, &[{only_in}]),");
    }
    out.push_str("    },\n");
    nodes("capabilities", &standard.capabilities, &mut out);
    words("capability_values", &standard.capability_values, &mut out);
    out.push_str("    properties: Cow::Borrowed(PROPERTIES),\n");
    nodes("presence", &standard.presence, &mut out);
    words("presence_values", &standard.presence_values, &mut out);
    nodes("services", &standard.services, &mut out);
    out.push_str("    declarations: None,\n};\n\n#[rustfmt::skip]\nstatic PROPERTIES: &[Property] = &[\n");
    for Word { code, text, .. } in &standard.properties {
        let _ = writeln!(out, "    property({code:?}, {text:?}),");
    }
    out.push_str("];\n");
    out
}

fn nodes(field: &str, nodes: &[Node], out: &mut String) {
    let _ = writeln!(out, "    {field}: rows! {{ Node, last:");
    for (at, Node { code, path }) in nodes.iter().enumerate() {
        let _ = writeln!(out, "        {at} {code:?} [{}] node(),", tags(path));
    }
    out.push_str("    },\n");
}

fn words(field: &str, words: &[Word], out: &mut String) {
    let _ = writeln!(out, "    {field}: rows! {{ Word, first:");
    for (at, Word { code, element, text }) in words.iter().enumerate() {
        // Reading the letters returns the first word that has them.
        let is_same = |other: &&Word| (&other.code, &other.element) == (code, element);
        let is_read = words.iter().position(|other| is_same(&other)) == Some(at);
        let _ = writeln!(out, "        {at} {code:?} [{}] word({text:?}, {is_read}),", ident(element));
    }
    out.push_str("    },\n");
}

fn tags(path: &[String]) -> String {
    path.iter().map(|name| ident(name)).collect::<Vec<_>>().join(", ")
}

/// Returns the Rust form of a shape: `Form::Group([Code, Description])` for
/// `group(Code,Description)`.
fn form(form: &str) -> String {
    let (name, arguments) = form.split_once('(').unwrap_or((form, ""));
    let (initial, rest) = name.split_at(1);
    let name = format!("Form::{}{rest}", initial.to_uppercase());
    match arguments.strip_suffix(')') {
        Some(arguments) => format!("{name}([{}])", ident(arguments).replace(',', ", ")),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_has_its_rust_form() {
        assert_eq!(form("value"), "Form::Value");
        assert_eq!(form("group(Code,Long-Name)"), "Form::Group([Code, Long_Name])");
    }

    #[test]
    fn only_the_first_word_with_some_letters_is_read() {
        let word = |code: &str, element: &str, text: &str| Word {
            code: code.into(),
            element: element.into(),
            text: text.into(),
        };
        let mut out = String::new();
        words("w", &[word("AA", "E", "x"), word("AA", "F", "x"), word("AA", "E", "y")], &mut out);
        let expected = "    w: rows! { Word, first:\n        0 \"AA\" [E] word(\"x\", true),\n        1 \"AA\" [F] word(\"x\", true),\n        2 \"AA\" [E] word(\"y\", false),\n    },\n";
        assert_eq!(out, expected);
    }
}
