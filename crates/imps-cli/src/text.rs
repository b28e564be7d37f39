//! Prepares text of documents for display.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Control characters of a document must not reach a terminal.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Makes a JSON string.
pub(crate) fn json_string(text: &str) -> String {
    let mut string = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => string.extend(['\\', character]),
            // Writing to a `String` cannot fail.
            character if character.is_control() => drop(write!(string, "\\u{:04x}", u32::from(character))),
            character => string.push(character),
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_see_no_control_characters() {
        assert_eq!(visible("a\u{1B}[1m"), "a\\u{1b}[1m");
        assert!(matches!(visible("plain"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_strings_are_escaped() {
        assert_eq!(json_string("a\"b\\c\nd\u{7F}\u{E9}"), "\"a\\\"b\\\\c\\u000ad\\u007f\u{E9}\"");
    }
}
