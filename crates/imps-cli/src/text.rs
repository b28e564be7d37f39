//! Text of documents, made fit to be shown.

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

/// At most so many characters, the last of which tells that there are more.
pub(crate) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some(_) => {
            let end = text.char_indices().nth(most.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
            Cow::Owned(format!("{}\u{2026}", text.get(..end).unwrap_or_default()))
        }
    }
}

/// Octets in hexadecimal.
pub(crate) fn hexadecimal(octets: &[u8], between: &str) -> String {
    octets.iter().map(|octet| format!("{octet:02X}")).collect::<Vec<_>>().join(between)
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
    fn what_is_cut_says_so() {
        assert_eq!(shortened("abcd", 4), "abcd");
        assert_eq!(shortened("\u{E9}bcde", 4), "\u{E9}bc\u{2026}");
    }
}
