//! The secrets, which are digits.

use std::fmt;
use std::str::FromStr;

/// The reason why a text is no PIN or IMSI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidDigits {
    /// A character is no digit.
    #[error("{character:?} at byte {offset} is no digit")]
    NoDigit {
        /// The character.
        character: char,
        /// Its place in the text, in bytes.
        offset: usize,
    },
    /// There are too few or too many digits.
    #[error("{found} digits instead of {least} to {most}")]
    Length {
        /// The number of digits.
        found: usize,
        /// The minimum.
        least: usize,
        /// The maximum.
        most: usize,
    },
}

fn check(text: &str, least: usize, most: usize) -> Result<(), InvalidDigits> {
    if let Some((offset, character)) = text.char_indices().find(|(_, it)| !it.is_ascii_digit()) {
        return Err(InvalidDigits::NoDigit { character, offset });
    }
    match text.len() {
        found if (least..=most).contains(&found) => Ok(()),
        found => Err(InvalidDigits::Length { found, least, most }),
    }
}

/// Declares a secret: its minimum and maximum of digits.
macro_rules! digits {
    ($(#[$meta:meta])* $name:ident, $least:literal, $most:literal) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Returns the digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidDigits;

            fn from_str(text: &str) -> Result<Self, InvalidDigits> {
                check(text, $least, $most).map(|()| Self(text.into()))
            }
        }

        /// Hides the digits.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(...)"))
            }
        }
    };
}

digits! {
    /// A PIN that the user types: 1 to 40 digits.
    ///
    /// ```
    /// use imps_provisioning::push::{InvalidDigits, Pin};
    ///
    /// assert_eq!("0000".parse::<Pin>()?.as_str(), "0000");
    /// let error = "00a0".parse::<Pin>().unwrap_err();
    /// assert_eq!(error, InvalidDigits::NoDigit { character: 'a', offset: 2 });
    /// # Ok::<(), InvalidDigits>(())
    /// ```
    Pin, 1, 40
}

digits! {
    /// The number of a card (IMSI): 6 to 15 digits. ITU-T E.212 has the maximum.
    Imsi, 6, 15
}
