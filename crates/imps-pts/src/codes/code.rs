//! The two letters that represent the name of a message or of an element.

use core::fmt;
use core::str::FromStr;

/// Two ASCII letters, kept in upper case: the code of a message type, of a parameter, of a
/// capability and so on.
///
/// The same letters mean different things in each of these places; a code alone says nothing about
/// its place.
///
/// ```
/// use imps_pts::Code;
/// let code: Code = "lR".parse()?;
/// assert_eq!(code.as_str(), "LR");
/// assert_eq!(Some(code), Code::new(*b"LR"));
/// # Ok::<(), imps_pts::InvalidCode>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 2]);

/// The text is not two ASCII letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code: expected two letters")]
pub struct InvalidCode;

impl Code {
    /// Creates a code from two letters in either case; `None` if they are not ASCII letters.
    pub const fn new(letters: [u8; 2]) -> Option<Self> {
        let [first, second] = letters;
        if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() {
            Some(Self([first.to_ascii_uppercase(), second.to_ascii_uppercase()]))
        } else {
            None
        }
    }

    /// Returns a number below 676, for tables.
    #[expect(clippy::arithmetic_side_effects, reason = "the letters are in upper case")]
    pub(crate) const fn index(self) -> usize {
        let [first, second] = self.0;
        (first - b'A') as usize * 26 + (second - b'A') as usize
    }

    /// Returns the two letters, as ASCII in upper case.
    #[inline]
    pub(crate) const fn letters(self) -> [u8; 2] {
        self.0
    }

    /// Returns the two letters, in upper case.
    pub fn as_str(&self) -> &str {
        // Letters are valid UTF-8, so the empty default never appears.
        core::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Code {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        <[u8; 2]>::try_from(text.as_bytes()).ok().and_then(Self::new).ok_or(InvalidCode)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_case_is_read_and_upper_case_is_kept() {
        for text in ["RL", "rl", "Rl", "rL"] {
            assert_eq!(text.parse::<Code>().map(|code| code.to_string()), Ok("RL".into()), "{text}");
        }
    }

    #[test]
    fn all_but_two_ascii_letters_is_refused() {
        for text in ["", "R", "RLA", "R1", "1R", "R ", "é", "Ré", "ÄÖ"] {
            assert_eq!(text.parse::<Code>(), Err(InvalidCode), "{text}");
        }
    }

    #[test]
    fn every_code_has_its_number_below_676() {
        let codes = (b'A'..=b'Z').flat_map(|first| (b'A'..=b'Z').map(move |second| [first, second]));
        let numbers = codes.map(|letters| Code::new(letters).unwrap().index());
        assert!(numbers.eq(0..676));
    }
}
