//! Text of documents, made fit to be shown.

use std::borrow::Cow;

/// At most `most` characters of a text. An ellipsis takes the place of the last one where the text has more.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some(_) => {
            let end = text.char_indices().nth(most.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
            Cow::Owned(format!("{}\u{2026}", text.get(..end).unwrap_or_default()))
        }
    }
}

/// Bytes in hexadecimal, with `between` between two of them.
pub fn hexadecimal(bytes: &[u8], between: &str) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(shortened("abcd", 4), "abcd");
        assert_eq!(shortened("\u{E9}bcde", 4), "\u{E9}bc\u{2026}");
    }
}
