//! The names of servers, in the one form that can be compared.

use crate::ServiceId;
use crate::handshake::HandshakeError;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// The domain of a server, in lower case: what is looked up to find the server, and what says who it is.
///
/// Read from a service id in any case, with or without `wv:@`; internationalized names must come in their ASCII form. Nothing but
/// what can stand in a name of DNS is taken, for a peer that is not known yet makes us look it up.
///
/// ```
/// use imps_ssp::handshake::Domain;
/// let domain: Domain = "wv:@Alpha.example".parse()?;
/// assert_eq!(domain, "alpha.example".parse()?);
/// assert_eq!(domain.service_id(), "wv:@alpha.example");
/// assert!("wv:nadia@alpha.example".parse::<Domain>().is_err());
/// # Ok::<(), imps_ssp::handshake::HandshakeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(String);

/// Longest name of DNS.
const LONGEST: usize = 253;

impl Domain {
    /// The name, without `wv:@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as documents carry it.
    pub fn service_id(&self) -> ServiceId<'static> {
        ServiceId::of_domain(&self.0)
    }
}

/// # Errors
/// [`HandshakeError::NoDomain`] for a user, and for what is no name of DNS.
impl FromStr for Domain {
    type Err = HandshakeError;

    fn from_str(text: &str) -> Result<Self, HandshakeError> {
        let text = text.trim();
        let name = match text.rsplit_once('@') {
            None => text,
            Some((before, name)) if before.is_empty() || before.eq_ignore_ascii_case("wv:") => name,
            Some(_) => return Err(HandshakeError::NoDomain),
        };
        // A name with the dot of the root is the same name, and must not count as a second peer.
        let name = name.strip_suffix('.').unwrap_or(name);
        let label = |label: &str| {
            !label.is_empty()
                && label.bytes().all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_'))
        };
        if name.len() > LONGEST || !name.split('.').all(label) {
            return Err(HandshakeError::NoDomain);
        }
        Ok(Self(name.to_ascii_lowercase()))
    }
}

impl TryFrom<&ServiceId<'_>> for Domain {
    type Error = HandshakeError;

    fn try_from(service_id: &ServiceId<'_>) -> Result<Self, HandshakeError> {
        service_id.as_str().parse()
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_server_has_one_name() {
        for text in
            ["alpha.example", "wv:@alpha.example", "WV:@ALPHA.example", "@alpha.example.", " alpha.example\n"]
        {
            assert_eq!(text.parse::<Domain>().unwrap().as_str(), "alpha.example", "{text}");
        }
    }

    #[test]
    fn what_is_no_name_of_a_server_is_not_looked_up() {
        let long = "a".repeat(254);
        let texts = ["", "@", "wv:@", "wv:", ".", "a..b", "ann@a.example", "wv:ann@a.example", "a b", "a/b"];
        for text in texts.into_iter().chain(["a:1", "é", &long]) {
            assert_eq!(text.parse::<Domain>(), Err(HandshakeError::NoDomain), "{text}");
        }
    }
}
