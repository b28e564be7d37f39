//! Prepares text of documents for display.

use std::borrow::Cow;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

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

/// Returns the number of columns that a text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Returns as much of a text as fits into this number of columns. If the text is longer, it ends in
/// an ellipsis.
pub(crate) fn fitted(text: &str, most: usize) -> Cow<'_, str> {
    // No character takes more columns than bytes.
    if text.len() <= most || width(text) <= most {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let mut taken = 0;
    for character in text.chars() {
        taken += character.width().unwrap_or(0);
        if taken >= most {
            break;
        }
        shown.push(character);
    }
    if most > 0 {
        shown.push('\u{2026}');
    }
    Cow::Owned(shown)
}

/// Breaks a text into lines of at most this width, at blanks where there are some.
pub(crate) fn wrapped(text: &str, most: usize) -> Vec<String> {
    let most = most.max(1);
    let mut lines = vec![String::new()];
    let mut taken = 0;
    let mut add = |piece: &str, wide: usize| {
        if taken + wide > most && taken > 0 {
            lines.push(String::new());
            taken = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(if taken == 0 { piece.trim_start() } else { piece });
        }
        taken += wide;
    };
    for word in text.split_inclusive(' ') {
        if width(word) <= most {
            add(word, width(word));
            continue;
        }
        for character in word.chars() {
            add(character.encode_utf8(&mut [0; 4]), character.width().unwrap_or(0));
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
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
    fn texts_are_cut_by_columns_not_characters() {
        assert_eq!(fitted("abcd", 4), "abcd");
        assert_eq!(fitted("abcde", 4), "abc\u{2026}");
        // Two columns each, and none.
        assert_eq!(fitted("\u{4F60}\u{597D}", 4), "\u{4F60}\u{597D}");
        assert_eq!(fitted("\u{4F60}\u{597D}\u{597D}", 4), "\u{4F60}\u{2026}");
        assert_eq!(fitted("e\u{301}e\u{301}", 2), "e\u{301}e\u{301}");
        assert_eq!(fitted("abc", 0), "");
    }

    #[test]
    fn lines_break_at_blanks() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrapped("", 8), [""]);
        assert_eq!(wrapped("\u{4F60}\u{597D}", 3), ["\u{4F60}", "\u{597D}"]);
    }
}
