//! Quoting documents in errors.

use core::fmt::{self, Write as _};

/// The start of a text from a document, for a line that people read: at most `MOST` characters, and
/// `…` for the rest.
///
/// Every quotation in an error or a finding passes through this type, so that no document makes a
/// line long.
///
/// ```
/// use imps_core::Quote;
///
/// assert_eq!(Quote::<4>("abcd").to_string(), "abcd");
/// assert_eq!(Quote::<4>("abcde").to_string(), "abcd…");
/// assert_eq!(Quote::<4>("a\nb").to_string(), "a\\nb");
/// assert_eq!(format!("{:?}", Quote::<4>("a\nbcde")), "\"a\\nbc…\"");
/// ```
#[derive(Clone, Copy)]
pub struct Quote<'a, const MOST: usize = 80>(pub &'a str);

impl<const MOST: usize> Quote<'_, MOST> {
    /// Returns the visible part, and whether there is more.
    fn start(&self) -> (&str, bool) {
        let end = self.0.char_indices().nth(MOST).map(|(at, _)| at);
        (end.and_then(|end| self.0.get(..end)).unwrap_or(self.0), end.is_some())
    }
}

impl<const MOST: usize> fmt::Display for Quote<'_, MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, more) = self.start();
        for character in start.chars() {
            if character.is_control() {
                write!(f, "{}", character.escape_default())?;
            } else {
                f.write_char(character)?;
            }
        }
        if more { f.write_char('…') } else { Ok(()) }
    }
}

/// Writes the text in quotation marks, with escapes.
impl<const MOST: usize> fmt::Debug for Quote<'_, MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, more) = self.start();
        write!(f, "\"{}{}\"", start.escape_debug(), if more { "…" } else { "" })
    }
}

/// Shortens a path to one line of at most about 200 characters, taken from its two ends.
pub(crate) fn short_path(path: &str) -> alloc::borrow::Cow<'_, str> {
    const MOST: usize = 200;
    const END: usize = 60;
    if path.len() <= MOST {
        return path.into();
    }
    let longest_end = path.len().saturating_sub(END);
    let end = path.match_indices('/').map(|(at, _)| at).find(|at| *at >= longest_end).unwrap_or(path.len());
    let longest_start = MOST.saturating_sub(END);
    let start = path.match_indices('/').map(|(at, _)| at).take_while(|at| *at <= longest_start).last();
    let start = path.get(..start.unwrap_or_default()).unwrap_or_default();
    alloc::format!("{start}/ ... {}", path.get(end..).unwrap_or_default()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_paths_lose_their_middle() {
        assert_eq!(short_path("a/b/c"), "a/b/c");
        let long = alloc::vec!["abcdefghi"; 40].join("/");
        let short = short_path(&long);
        assert!(short.len() < 220 && short.starts_with("abcdefghi/abc") && short.ends_with("/abcdefghi"));
        assert_eq!(short.matches("/ ... /").count(), 1, "{short}");
    }
}
