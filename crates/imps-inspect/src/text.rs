//! Prepares text of documents for display.

use std::borrow::Cow;

/// Returns at most `most` characters of a text. If the text is longer, the last one is an ellipsis.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some(_) => {
            let end = text.char_indices().nth(most.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
            Cow::Owned(format!("{}\u{2026}", text.get(..end).unwrap_or_default()))
        }
    }
}

/// Returns a media type without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim_ascii()
}

/// Returns bytes in hexadecimal, separated by `between`.
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
