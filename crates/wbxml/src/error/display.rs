//! The text of an error: one line of bounded length, whatever the document and the program say.

use core::fmt::{self, Write as _};

use super::Error;

/// The number of characters of a program's message that are shown.
const MESSAGE: usize = 200;
/// The number of characters of an element's name.
const NAME: usize = 80;
/// The number of elements at either end of a path that are shown.
const ENDS: usize = 4;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_custom() {
            Some(error) => OneLine::show(f, MESSAGE, format_args!("{error}"))?,
            None => write!(f, "{}", self.kind())?,
        }
        write!(f, " at byte {}", self.offset())?;
        let path = &self.0.path;
        for (index, name) in path.iter().rev().enumerate() {
            let left = path.len().saturating_sub(index);
            let separator = if index == 0 { " in " } else { "/" };
            if index < ENDS || left <= ENDS {
                f.write_str(separator)?;
                OneLine::show(f, NAME, format_args!("{name}"))?;
            } else if index == ENDS {
                f.write_str("/...")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", self.kind()).field("offset", &self.offset());
        if let Some(error) = self.as_custom() {
            shown.field("custom", &error);
        }
        shown.field("path", &self.path()).finish()
    }
}

/// Returns the visible start of a name.
pub(super) fn cut(name: &str) -> &str {
    let end = name.char_indices().nth(NAME).map(|(end, _)| end);
    end.and_then(|end| name.get(..end)).unwrap_or(name)
}

/// Escapes control characters, and cuts text after a number of characters.
struct OneLine<'f, 'b> {
    to: &'f mut fmt::Formatter<'b>,
    left: usize,
    is_cut: bool,
}

impl<'f, 'b> OneLine<'f, 'b> {
    fn show(to: &'f mut fmt::Formatter<'b>, most: usize, text: fmt::Arguments<'_>) -> fmt::Result {
        OneLine { to, left: most, is_cut: false }.write_fmt(text)
    }
}

impl fmt::Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            let Some(left) = self.left.checked_sub(1) else {
                if !self.is_cut {
                    self.is_cut = true;
                    self.to.write_char('…')?;
                }
                return Ok(());
            };
            self.left = left;
            if character.is_control() {
                fmt::Display::fmt(&character.escape_default(), self.to)?;
            } else {
                self.to.write_char(character)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use crate::{Error, ErrorKind};

    #[test]
    fn a_message_is_one_short_line() {
        let error = Error::custom("a\nb\u{1B}[1m", 3).within("c\td");
        assert_eq!(error.to_string(), "a\\nb\\u{1b}[1m at byte 3 in c\\td");
        let error = Error::custom("é".repeat(200), 3);
        assert_eq!(error.to_string(), "é".repeat(200) + " at byte 3");
        let error = Error::custom("é".repeat(10_000), 3).within("n".repeat(81)).within("m".repeat(80));
        let (message, name, other) = ("é".repeat(200), "n".repeat(80), "m".repeat(80));
        assert_eq!(error.to_string(), alloc::format!("{message}… at byte 3 in {other}/{name}…"));
        assert_eq!(error.path(), alloc::format!("{other}/{name}"));
    }

    #[test]
    fn a_long_path_loses_its_middle() {
        let nested = |names: &[&'static str]| {
            names.iter().rev().fold(Error::new(ErrorKind::NothingOpen, 3), |error, name| error.within(*name))
        };
        let path = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        assert_eq!(nested(&path).to_string(), "no element is open at byte 3 in a/b/c/d/.../g/h/i/j");
        assert_eq!(nested(&path).path(), "a/b/c/d/e/f/g/h/i/j");
        assert_eq!(nested(&path[..8]).to_string(), "no element is open at byte 3 in a/b/c/d/e/f/g/h");
    }

    #[test]
    fn debug_shows_everything() {
        let error = Error::custom("no key", 3).within("Sync");
        let shown = alloc::format!("{error:?}");
        assert_eq!(shown, r#"Error { kind: Custom, offset: 3, custom: "no key", path: "Sync" }"#);
    }
}
