//! Prepares text of documents for display.

use std::borrow::Cow;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_see_no_control_characters() {
        assert_eq!(visible("a\u{1B}[1m"), "a\\u{1b}[1m");
        assert!(matches!(visible("plain"), Cow::Borrowed(_)));
    }
}
