//! The address of a service access point (SAP). OMA-TS-IMPS-CSP_Transport, HTTP binding.

use ::http::Uri;
use ::http::uri::Scheme;
use oma_imps::imps_core::Quote;
use std::fmt;
use std::str::FromStr;

/// The URL to which a client posts, complete with scheme and path.
///
/// Parsing completes it as phones do: `http://` if the scheme is missing, and the path `/` if there
/// is none.
///
/// ```
/// use imps_transport::http::SapUrl;
/// assert_eq!("im.example.com".parse::<SapUrl>()?.to_string(), "http://im.example.com/");
/// assert_eq!("im.example.com:8080/wv".parse::<SapUrl>()?.host_and_port(), "im.example.com:8080");
/// assert!("HTTPS://im.example.com".parse::<SapUrl>()?.is_protected());
/// assert!("ftp://im.example.com".parse::<SapUrl>().is_err());
/// # Ok::<_, imps_transport::http::InvalidSapUrl>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SapUrl(Uri);

/// The text is not a URL of HTTP.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{:?} is not a url of http or https", Quote::<80>(.0))]
pub struct InvalidSapUrl(String);

impl InvalidSapUrl {
    /// Makes the error. It keeps a character more than it shows.
    #[cold]
    pub(crate) fn new(text: &str) -> Self {
        Self(text.chars().take(81).collect())
    }
}

impl SapUrl {
    /// Returns the URL.
    pub fn uri(&self) -> &Uri {
        &self.0
    }

    /// Returns the host, and the port if one is written, as the `Host` header has them.
    pub fn host_and_port(&self) -> &str {
        let authority = self.0.authority().map_or("", |authority| authority.as_str());
        // A user and a password are not for the header.
        authority.rsplit_once('@').map_or(authority, |(_, host)| host)
    }

    /// Returns whether it is a URL of HTTPS, which is the only protection of messages and passwords
    /// on HTTP.
    pub fn is_protected(&self) -> bool {
        self.0.scheme() == Some(&Scheme::HTTPS)
    }
}

impl FromStr for SapUrl {
    type Err = InvalidSapUrl;

    fn from_str(text: &str) -> Result<Self, InvalidSapUrl> {
        let invalid = || InvalidSapUrl::new(text);
        let trimmed = text.trim();
        let whole = if trimmed.contains("://") { trimmed.to_owned() } else { format!("http://{trimmed}") };
        let uri: Uri = whole.parse().map_err(|_| invalid())?;
        uri.try_into().map_err(|_| invalid())
    }
}

/// Completes the path.
impl TryFrom<Uri> for SapUrl {
    type Error = InvalidSapUrl;

    fn try_from(uri: Uri) -> Result<Self, InvalidSapUrl> {
        let is_http = [Some(&Scheme::HTTP), Some(&Scheme::HTTPS)].contains(&uri.scheme());
        if is_http && uri.host().is_some_and(|host| !host.is_empty()) {
            Ok(Self(uri))
        } else {
            Err(InvalidSapUrl::new(&uri.to_string()))
        }
    }
}

impl fmt::Display for SapUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// transport/csp-http.md, "URL": an empty path becomes `/`, a missing scheme `http://`.
    #[test]
    fn urls_are_completed() {
        for (text, whole) in [
            ("im.example.com", "http://im.example.com/"),
            (" http://im.example.com\n", "http://im.example.com/"),
            ("https://im.example.com", "https://im.example.com/"),
            ("im.example.com:8080", "http://im.example.com:8080/"),
            ("im.example.com/wv?a=1", "http://im.example.com/wv?a=1"),
            ("http://im.example.com?a=1", "http://im.example.com/?a=1"),
            ("http://[::1]:80/wv", "http://[::1]:80/wv"),
        ] {
            let url: SapUrl = text.parse().unwrap();
            assert_eq!(url.to_string(), whole, "{text}");
            assert!(url.uri().path().starts_with('/'), "{text}");
        }
        for text in ["", "/", "ftp://im.example.com", "http://", "a b", "http:///wv", "://x"] {
            let error = text.parse::<SapUrl>().unwrap_err();
            assert!(error.to_string().ends_with("is not a url of http or https"), "{error}");
        }
    }

    #[test]
    fn a_password_stays_out_of_the_host() {
        let url: SapUrl = "http://ann:secret@im.example.com:81/".parse().unwrap();
        assert_eq!(url.host_and_port(), "im.example.com:81");
    }
}
