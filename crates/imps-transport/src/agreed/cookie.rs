//! Session cookies that wake-ups can tell apart.

use oma_imps::imps_core::Quote;

/// The reason why wake-ups with a session cookie would not reach the right session.
///
/// A server that meets such a cookie should refuse the login, or go without wake-ups.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CookieFault {
    /// There is no text.
    #[error("session cookie is empty")]
    Empty,
    /// The cookie contains a blank or a control character. Clients split the wake-up at blanks.
    #[error("session cookie {:?} contains a blank or a control character", Quote::<40>(.0))]
    Blank(String),
    /// One of the two cookies contains the other. Clients look for their cookie anywhere in the
    /// wake-up.
    #[error("session cookies {:?} and {:?} contain one another", Quote::<40>(.cookie), Quote::<40>(.live))]
    Ambiguous {
        /// The cookie.
        cookie: String,
        /// The cookie of another session.
        live: String,
    },
}

/// Checks a cookie against the live cookies of other sessions, such as all sessions of one user.
///
/// ```
/// use imps_transport::agreed::check_cookie;
/// assert!(check_cookie("cookie-2", ["cookie-1"]).is_ok());
/// let error = check_cookie("cookie-11", ["cookie-1"]).unwrap_err();
/// assert_eq!(error.to_string(), "session cookies \"cookie-11\" and \"cookie-1\" contain one another");
/// ```
///
/// # Errors
/// [`Empty`](CookieFault::Empty), [`Blank`](CookieFault::Blank) or
/// [`Ambiguous`](CookieFault::Ambiguous).
pub fn check_cookie<'a>(cookie: &str, live: impl IntoIterator<Item = &'a str>) -> Result<(), CookieFault> {
    if cookie.is_empty() {
        return Err(CookieFault::Empty);
    }
    if cookie.chars().any(|character| character.is_whitespace() || character.is_control()) {
        return Err(CookieFault::Blank(cookie.to_owned()));
    }
    let contain = |live: &&str| live.contains(cookie) || cookie.contains(*live);
    match live.into_iter().filter(|live| !live.is_empty()).find(contain) {
        Some(live) => Err(CookieFault::Ambiguous { cookie: cookie.to_owned(), live: live.to_owned() }),
        None => Ok(()),
    }
}
