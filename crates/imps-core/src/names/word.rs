//! The words of the protocol's enumerations.

use crate::names::lookup::Lookup;
use core::fmt;

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

/// All value tokens of all versions. The order has no meaning.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "AC", "ANC", "AND", "ANGRY", "ANU", "ANXIOUS", "AP", "ASHAMED", "ATCL", "AUDIO_CALL", "AVAILABLE",
    "AccessType", "ActiveUsers", "Admin", "Aqua", "AutoDelete", "AutoJoin", "BASE64", "BLC", "BLUC",
    "BORED", "Big", "Black", "Blue", "Bold", "C", "CALL", "CLC", "CLCR", "CLD", "CLI", "COMPUTER",
    "CURRENT_SUBSCRIBER", "Closed", "DENIED", "DETECT", "DISCREET", "Default", "DisplayName", "DoNotNotify",
    "EC", "EG", "EMAIL", "EXCITED", "F", "FORKALL", "FORMER_SUBSCRIBER", "Fuchsia", "G", "GC", "GD", "GLC",
    "GLUC", "GM", "GMAU", "GMG", "GMR", "GMU", "GR", "GRANTED", "GROUP_ID", "GROUP_NAME", "GROUP_TOPIC",
    "GROUP_USER_ID_AUTOJOIN", "GROUP_USER_ID_JOINED", "GROUP_USER_ID_OWNER", "Gray", "Green", "HAPPY",
    "HTTP", "History", "Huge", "IA", "IC", "IM", "IM_OFFLINE", "IM_ONLINE", "INVINCIBLE", "IN_LOVE", "IR",
    "Inband", "Italic", "JEALOUS", "Lime", "MMS", "MOBILE_PHONE", "Maroon", "MaxActiveUsers", "Medium",
    "MinimumAge", "Mod", "N", "NOT_AVAILABLE", "Name", "Navy", "None", "OEU", "OTHER", "Olive", "Open",
    "Outband", "P", "PDA", "PENDING", "PPU", "PP_AGE", "PP_CITY", "PP_COUNTRY", "PP_FREE_TEXT",
    "PP_FRIENDLY_NAME", "PP_GENDER", "PP_INTENTION", "PP_INTERESTS", "PP_MARITAL_STATUS", "PR",
    "PRESENCE_ACCESS", "PRIORITYREJECT", "PRIORITYSTORE", "Private", "PrivateMessaging", "PrivilegeLevel",
    "Public", "Purple", "R", "REJECT", "Red", "Request", "RequireInvitation", "Response", "Restricted", "S",
    "SAD", "SC", "SENDREJECT", "SENDSTORE", "SERVERLOGIC", "SHTTP", "SLEEPY", "SMS", "SPA", "SSMS", "STCP",
    "SUDP", "ScreenName", "Searchable", "ShowID", "Silver", "Small", "T", "Teal", "Tiny", "Topic", "Type",
    "U", "US", "USER_AGE_MAX", "USER_AGE_MIN", "USER_ALIAS", "USER_CITY", "USER_COUNTRY",
    "USER_EMAIL_ADDRESS", "USER_FIRST_NAME", "USER_FRIENDLY_NAME", "USER_GENDER", "USER_ID",
    "USER_INTENTION", "USER_INTERESTS_HOBBIES", "USER_LAST_NAME", "USER_MARITAL_STATUS",
    "USER_MOBILE_NUMBER", "USER_ONLINE_STATUS", "Underline", "VIDEO_CALL", "VIDEO_STREAM", "Validity",
    "WAPSMS", "WAPUDP", "WSP", "White", "Yellow", "application/", "application/vnd.wap.mms-message",
    "application/x-sms", "http://", "https://", "image/", "text/", "text/plain", "text/x-vCalendar",
    "text/x-vCard", "www.openmobilealliance.org", "www.wireless-village.org",
];

#[cfg(test)]
mod tests {
    use super::*;

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
