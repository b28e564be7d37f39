//! The words of the protocol's enumerations.

mod list;

use crate::names::lookup::Lookup;
use core::fmt;
use list::WORDS;

/// A word that has a value token in binary XML in some version: `T`, `Inband`, `MOBILE_PHONE`,
/// `text/plain` ...
///
/// It is a number internally, so that comparing and converting words costs nothing. The spelling is
/// exact.
///
/// ```
/// use imps_core::Word;
/// assert_eq!(Word::new("Inband").map(Word::as_str), Some("Inband"));
/// assert_eq!(Word::new("inband"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(u8);

impl Word {
    /// `T`: true.
    pub const TRUE: Self = Self::known("T");
    /// `F`: false.
    pub const FALSE: Self = Self::known("F");

    /// Finds the word with this spelling.
    #[inline]
    pub fn new(text: &str) -> Option<Self> {
        let number = LOOKUP.get(text, |number| WORDS.get(number as usize).copied())?;
        u8::try_from(number).ok().map(Self)
    }

    /// Returns whether a word may begin with this byte and have this length, in bytes. Refuses nearly
    /// every free text.
    #[doc(hidden)]
    #[inline(always)]
    pub fn may_be(first: u8, length: usize) -> bool {
        LENGTHS.get(usize::from(first)).is_some_and(|lengths| length < 32 && lengths >> length & 1 != 0)
    }

    /// Finds the word with this spelling at compile time; see [`new`](Self::new).
    pub const fn find(text: &str) -> Option<Self> {
        let (mut number, mut rest) = (0_u8, WORDS);
        while let [word, others @ ..] = rest {
            if same(word.as_bytes(), text.as_bytes()) {
                return Some(Self(number));
            }
            number = number.saturating_add(1);
            rest = others;
        }
        None
    }

    /// Returns the word with this spelling, for constants.
    ///
    /// # Panics
    /// If there is no such word; in a `const` this is a compile error.
    #[expect(clippy::panic, reason = "a compile error in constants, as its documentation says")]
    pub const fn known(text: &str) -> Self {
        match Self::find(text) {
            Some(word) => word,
            None => panic!("no such word"),
        }
    }

    /// The spelling.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "a word is a position in the list")]
    pub const fn as_str(self) -> &'static str {
        WORDS[self.0 as usize]
    }

    /// The position in the list of words, from 0.
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The number of words.
    pub const COUNT: usize = WORDS.len();

    /// Every word, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).map(Self).take(WORDS.len())
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Word({})", self.as_str())
    }
}

const fn same(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
        if *first != *second {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}

/// The lengths of the words by their first byte, as bits.
#[expect(clippy::indexing_slicing, reason = "a constant: a fault is a compile error")]
static LENGTHS: [u32; 128] = {
    let mut lengths = [0_u32; 128];
    let mut rest = WORDS;
    while let [word, others @ ..] = rest {
        assert!(word.len() < 32, "the length of a word is a bit of 32");
        lengths[word.as_bytes()[0] as usize] |= 1 << word.len();
        rest = others;
    }
    lengths
};

static LOOKUP: Lookup<512> = {
    let mut lookup = Lookup::new();
    let (mut number, mut rest) = (0_u16, WORDS);
    while let [word, others @ ..] = rest {
        lookup.insert(word, number);
        number = number.saturating_add(1);
        rest = others;
    }
    lookup
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_passes_the_quick_test() {
        assert!(Word::all().all(|word| Word::may_be(word.as_str().as_bytes()[0], word.as_str().len())));
        assert!(!Word::may_be(b'z', 31) && !Word::may_be(0xC3, 4) && !Word::may_be(b'T', 99));
    }

    #[test]
    fn words_are_found_by_their_exact_spelling() {
        for word in Word::all() {
            assert_eq!(Word::new(word.as_str()), Some(word));
            assert_eq!(Word::find(word.as_str()), Some(word));
        }
        assert_eq!(Word::new("INBAND"), None);
        assert_eq!(Word::new(""), None);
    }
}
