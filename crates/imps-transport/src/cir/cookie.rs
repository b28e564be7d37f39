//! Cookies of sessions, as far as they can be in a CIR.

use oma_imps::imps_core::Quote;
use std::fmt;
use std::str::FromStr;

/// The cookie of a session, which the client chose in its login: text that a CIR can carry, without
/// blanks.
///
/// Make it when a client asks for a CIR method, and check that it does not
/// [clash](Self::check_against) with the other cookies. A server that sees an unsafe cookie can
/// refuse the login, or do without CIR.
///
/// ```
/// use imps_transport::cir::{Cookie, UnsafeCookie};
///
/// let cookie: Cookie = "wv:nokia.12345".parse()?;
/// assert!(matches!("my cookie".parse::<Cookie>(), Err(UnsafeCookie::Blank { offset: 2 })));
/// let other: Cookie = "wv:nokia.123456".parse()?;
/// assert!(cookie.check_against([&other]).is_err());
/// # Ok::<_, UnsafeCookie>(())
/// ```
#[doc(alias = "session cookie")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cookie(String);

/// The reason why a cookie does not work in a CIR.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnsafeCookie {
    /// No text.
    #[error("empty cookie")]
    Empty,
    /// A blank or a control character: clients split the text of a CIR at blanks.
    #[error("blank or control character in the cookie at byte {offset}")]
    Blank {
        /// The place in the cookie, in bytes.
        offset: usize,
    },
    /// Longer than a line of a CIR can be.
    #[error("cookie of {bytes} bytes, at most {} fit", Cookie::MAX_BYTES)]
    TooLong {
        /// The number of bytes.
        bytes: usize,
    },
    /// One of the cookies is a part of the other: some clients search their cookie anywhere in the
    /// text of a CIR, and would poll for the other session.
    #[error("the cookie clashes with the cookie {:?} of another session", Quote::<80>(.other.as_str()))]
    Clash {
        /// The other cookie.
        other: Cookie,
    },
}

impl Cookie {
    /// The maximum number of bytes: a line with the keyword and the version is then at most
    /// [`MAX_LINE`](super::tcp::MAX_LINE) bytes long.
    pub const MAX_BYTES: usize = 503;

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Checks that no client confuses the cookie with the cookies of other live sessions, for
    /// example the sessions of clients at the same address.
    ///
    /// # Errors
    /// [`UnsafeCookie::Clash`] names the first cookie that is equal, a part of this one, or a whole
    /// of which this one is a part.
    pub fn check_against<'c>(&self, live: impl IntoIterator<Item = &'c Self>) -> Result<(), UnsafeCookie> {
        let clashes = |other: &&Self| self.0.contains(&other.0) || other.0.contains(&self.0);
        match live.into_iter().find(clashes) {
            Some(other) => Err(UnsafeCookie::Clash { other: other.clone() }),
            None => Ok(()),
        }
    }
}

impl FromStr for Cookie {
    type Err = UnsafeCookie;

    fn from_str(text: &str) -> Result<Self, UnsafeCookie> {
        if text.is_empty() {
            return Err(UnsafeCookie::Empty);
        }
        if text.len() > Self::MAX_BYTES {
            return Err(UnsafeCookie::TooLong { bytes: text.len() });
        }
        match text.find(|character: char| character.is_whitespace() || character.is_control()) {
            Some(offset) => Err(UnsafeCookie::Blank { offset }),
            None => Ok(Self(text.to_owned())),
        }
    }
}

impl TryFrom<&str> for Cookie {
    type Error = UnsafeCookie;

    fn try_from(text: &str) -> Result<Self, UnsafeCookie> {
        text.parse()
    }
}

impl fmt::Display for Cookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
