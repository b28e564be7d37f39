//! The JSON that the command writes, one object per line. `schemas/` describes each format.

use serde::Serialize;
use std::fmt::Write as _;

/// Writes an object with the end of its line.
pub(crate) fn line(object: &impl Serialize) -> String {
    let mut line = text(object);
    line.push('\n');
    line
}

/// Writes an object on one line, without the end of the line.
pub(crate) fn text(object: &impl Serialize) -> String {
    // Strings, numbers and lists always have a form.
    escaped(serde_json::to_string(object).unwrap_or_default())
}

/// Escapes the control characters that `serde_json` leaves, because terminals may obey them.
fn escaped(json: String) -> String {
    // In UTF-8, these characters are DEL, or begin with C2. Few texts have such a byte.
    if !json.bytes().any(|byte| matches!(byte, 0x7F | 0xC2)) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_control() {
            // Writing to a `String` cannot fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// The number in the name of a document (`document 2`) or of a line (`line 7`).
pub(crate) fn number(name: Option<&str>, of: &str) -> Option<u64> {
    name?.strip_prefix(of)?.trim_start().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_and_come_back() {
        let text = "a\"b\\c\nd\u{1B}\u{7F}\u{9B}\u{A0}\u{E9}";
        let json = super::text(&text);
        assert_eq!(json, "\"a\\\"b\\\\c\\nd\\u001b\\u007f\\u009b\u{A0}\u{E9}\"");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn names_have_numbers() {
        assert_eq!(number(Some("document 2"), "document"), Some(2));
        assert_eq!(number(Some("line 7"), "line"), Some(7));
        assert_eq!(number(Some("line 7"), "document"), None);
        assert_eq!(number(None, "document"), None);
    }
}
