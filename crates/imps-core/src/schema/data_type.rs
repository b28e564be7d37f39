//! Text with a form of its own.

/// A data type for text with a form of its own.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct DataType {
    /// Its name in the standard.
    pub name: &'static str,
    /// A description of its values for error messages: `a user address such as wv:ann@example.com`.
    pub expected: &'static str,
    /// Finds the place where a text stops being a value: the byte position of the first offending
    /// character, or the length of a text that ends too early. Returns `None` for a valid value.
    pub fault: fn(&str) -> Option<usize>,
    /// Whether the sources of the facts disagree about its form. Other text is then at most a
    /// warning of the validator.
    pub is_disputed: bool,
}

impl DataType {
    /// Builds a data type.
    pub const fn new(name: &'static str, expected: &'static str, fault: fn(&str) -> Option<usize>) -> Self {
        Self { name, expected, fault, is_disputed: false }
    }

    /// Says that the sources of the facts disagree about the form.
    #[must_use]
    pub const fn disputed(self) -> Self {
        Self { is_disputed: true, ..self }
    }

    /// Returns whether a text is a valid value.
    pub fn accepts(&self, text: &str) -> bool {
        (self.fault)(text).is_none()
    }

    /// Checks a text.
    ///
    /// # Errors
    /// [`InvalidText`], with the place where the text stops being a value.
    pub fn check(&self, text: &str) -> Result<(), InvalidText> {
        match (self.fault)(text) {
            None => Ok(()),
            Some(offset) => Err(InvalidText {
                expected: self.expected,
                offset,
                character: text.get(offset..).and_then(|rest| rest.chars().next()),
            }),
        }
    }
}

/// The error for a text that does not have the form of its data type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidText {
    expected: &'static str,
    offset: usize,
    character: Option<char>,
}

impl InvalidText {
    /// The expected form: `a user address such as wv:ann@example.com`.
    pub const fn expected(&self) -> &'static str {
        self.expected
    }

    /// The position of the first offending character in the text, in bytes, or the length of a text
    /// that ends too early.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The first offending character; `None` if the text ends too early.
    pub const fn character(&self) -> Option<char> {
        self.character
    }
}

impl core::fmt::Display for InvalidText {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { expected, offset, .. } = self;
        match self.character {
            Some(character) => {
                write!(f, "character {character:?} at byte {offset} has no place in {expected}")
            }
            None => write!(f, "text ends too early at byte {offset}, expected {expected}"),
        }
    }
}

impl core::error::Error for InvalidText {}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    static DIGITS: DataType = DataType::new("Digits", "one or more digits", |text| match text {
        "" => Some(0),
        _ => text.find(|c: char| !c.is_ascii_digit()),
    });

    #[test]
    fn the_error_names_the_offending_character() {
        assert!(DIGITS.accepts("12") && DIGITS.check("12").is_ok());
        let error = DIGITS.check("1é").unwrap_err();
        assert_eq!((error.character(), error.offset()), (Some('é'), 1));
        let error = DIGITS.check("").unwrap_err();
        assert_eq!(error.to_string(), "text ends too early at byte 0, expected one or more digits");
    }
}
