//! The text of a CIR.

use super::tcp::MAX_LINE;
use super::{Cookie, UnsafeCookie};
use oma_imps::Version;
use oma_imps::imps_core::Quote;
use std::fmt;
use std::str::FromStr;

/// The first word of the text. Readers ignore its letter case.
const KEYWORD: &str = "WVCI";

/// A communication initiation request: the client of a session should poll at once.
///
/// `Display` writes the one form, `WVCI 1.2 cookie`, without an end of line. `FromStr` ignores the
/// letter case of the keyword, and accepts several blanks between the words and around them. A
/// client should use [`recipient`], which accepts more.
///
/// ```
/// use imps_transport::cir::Wakeup;
///
/// let wakeup: Wakeup = "wvci 1.2 cookie-1".parse()?;
/// assert_eq!(wakeup.to_string(), "WVCI 1.2 cookie-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias("WVCI", "STCP", "SUDP", "SSMS"))]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Wakeup {
    /// The version of the session.
    pub version: Version,
    /// The cookie of the session.
    pub cookie: Cookie,
}

impl fmt::Display for Wakeup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{KEYWORD} {} {}", self.version, self.cookie)
    }
}

impl FromStr for Wakeup {
    type Err = InvalidWakeup;

    fn from_str(text: &str) -> Result<Self, InvalidWakeup> {
        let mut words = text.split_ascii_whitespace();
        if !words.next().is_some_and(|word| word.eq_ignore_ascii_case(KEYWORD)) {
            return Err(InvalidWakeup::Keyword);
        }
        let (Some(version), Some(cookie), None) = (words.next(), words.next(), words.next()) else {
            return Err(InvalidWakeup::Words);
        };
        let version = version.parse().map_err(|_| InvalidWakeup::Version(version.to_owned()))?;
        Ok(Self { version, cookie: cookie.parse()? })
    }
}

/// The reason why a text is not a [`Wakeup`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidWakeup {
    /// The text does not begin with `WVCI`.
    #[error("not a cir: expected WVCI")]
    Keyword,
    /// The text does not have three words.
    #[error("not a cir of three words: expected WVCI, a version and a cookie")]
    Words,
    /// The version is unknown.
    #[error("unknown version {:?} in a cir", Quote::<80>(.0))]
    Version(String),
    /// The cookie is not safe.
    #[error(transparent)]
    Cookie(#[from] UnsafeCookie),
}

/// The reason why a client ignores what arrived on a CIR channel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Ignored {
    /// It does not begin with `WVCI`. Has the start of the text.
    #[error("not a cir: {:?}", Quote::<80>(.0))]
    Keyword(String),
    /// It is a CIR, but this client has no such session. Has the start of the text.
    #[error("cir with the cookie of no session: {:?}", Quote::<80>(.0))]
    Cookie(String),
}

impl Ignored {
    pub(crate) fn keyword(text: &[u8]) -> Self {
        Self::Keyword(start(text))
    }
}

/// The longest part of an ignored text that is kept for a log.
fn start(text: &[u8]) -> String {
    String::from_utf8_lossy(text.get(..80).unwrap_or(text)).into_owned()
}

/// Returns the cookie of the session that a received CIR is for.
///
/// As the clients of the field do, this function ignores the letter case of the keyword and the
/// version, and searches the cookies anywhere in the rest, up to [`MAX_LINE`] bytes. If several
/// match, the longest one counts.
///
/// ```
/// use imps_transport::cir::{Cookie, Ignored, recipient};
///
/// let cookie: Cookie = "cookie-1".parse()?;
/// assert_eq!(recipient(b"wvci 9.9 cookie-1\r\n", [&cookie])?, &cookie);
/// assert!(matches!(recipient(b"WVCI 1.2 other", [&cookie]), Err(Ignored::Cookie(_))));
/// assert!(matches!(recipient(b"hello", [&cookie]), Err(Ignored::Keyword(_))));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The reason to ignore the bytes: [`Keyword`](Ignored::Keyword) or [`Cookie`](Ignored::Cookie).
pub fn recipient<'c>(
    text: &[u8],
    cookies: impl IntoIterator<Item = &'c Cookie>,
) -> Result<&'c Cookie, Ignored> {
    let Some(rest) = behind_keyword(text) else { return Err(Ignored::keyword(text)) };
    let rest = rest.get(..MAX_LINE).unwrap_or(rest);
    let holds =
        |cookie: &&Cookie| rest.windows(cookie.as_str().len()).any(|part| part == cookie.as_str().as_bytes());
    let found = cookies.into_iter().filter(holds).max_by_key(|cookie| cookie.as_str().len());
    found.ok_or_else(|| Ignored::Cookie(start(text)))
}

/// Returns the text behind the keyword of a CIR.
fn behind_keyword(text: &[u8]) -> Option<&[u8]> {
    let (word, rest) = text.trim_ascii_start().split_at_checked(KEYWORD.len())?;
    let is_word = rest.first().is_none_or(u8::is_ascii_whitespace);
    (is_word && word.eq_ignore_ascii_case(KEYWORD.as_bytes())).then_some(rest)
}
