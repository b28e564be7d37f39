//! Domains of servers, in a single comparable form.

use crate::common::ServiceId;
use crate::handshake::HandshakeError;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use imps_types::domain;

/// The domain of a server, in lower case. It identifies the server, and a lookup of it finds the
/// server.
///
/// Parses a service id in any case, with or without `wv:@`. Internationalized names must be in
/// their ASCII form.
///
/// A peer that is not known yet makes this server look up its domain. Therefore only names of the
/// public DNS are accepted: at least two labels, the last of which is not a number. This excludes
/// `localhost`, names below it, the other names that never leave a host or a network (`local`,
/// `localdomain`, `internal`), and every spelling of an IP address. A public name may still resolve
/// to a private address, which only the resolver sees.
///
/// ```
/// use imps_ssp::handshake::Domain;
/// let domain: Domain = "wv:@Alpha.example".parse()?;
/// assert_eq!(domain, "alpha.example".parse()?);
/// assert_eq!(domain.service_id(), "wv:@alpha.example");
/// assert!("wv:nadia@alpha.example".parse::<Domain>().is_err());
/// assert!("wv:@localhost".parse::<Domain>().is_err());
/// # Ok::<(), imps_ssp::handshake::HandshakeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(String);

/// The maximum length of a DNS name.
const LONGEST: usize = 253;

/// The maximum length of a label.
const LONGEST_LABEL: usize = 63;

/// Last labels of names that never leave a host or a network.
const PRIVATE: [&str; 4] = ["localhost", "local", "localdomain", "internal"];

impl Domain {
    /// Parses any name that the syntax of DNS allows, including `localhost` and IPv4 addresses: for
    /// tests in a closed network. [`Setups`](super::Setups) also accept such a name only [in a
    /// closed network](super::Setups::in_closed_network).
    ///
    /// # Errors
    /// [`HandshakeError::NoDomain`] for a user, and for an invalid DNS name.
    pub fn in_closed_network(text: &str) -> Result<Self, HandshakeError> {
        let text = text.trim();
        let name = match text.rsplit_once('@') {
            None => text,
            Some((before, name)) if before.is_empty() || before.eq_ignore_ascii_case("wv:") => name,
            Some(_) => return Err(HandshakeError::NoDomain),
        };
        let name = domain::normal(name);
        if name.len() > LONGEST || !name.split('.').all(is_label) {
            return Err(HandshakeError::NoDomain);
        }
        Ok(Self(name))
    }

    /// Returns whether the name belongs to the public DNS, so that it may be looked up at the
    /// request of a stranger.
    pub fn is_public(&self) -> bool {
        let Some((_, last)) = self.0.rsplit_once('.') else { return false };
        // Resolvers treat a name that ends in a number as an IPv4 address: `127.0.0.1`, `127.1`,
        // `0x7f.1`.
        let hexadecimal =
            last.strip_prefix("0x").filter(|rest| rest.bytes().all(|it| it.is_ascii_hexdigit()));
        let is_number = hexadecimal.is_some() || last.bytes().all(|it| it.is_ascii_digit());
        !is_number && !PRIVATE.contains(&last)
    }

    /// Returns the name, without `wv:@`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name in the form of documents.
    pub fn service_id(&self) -> ServiceId<'static> {
        ServiceId::of_domain(&self.0)
    }
}

fn is_label(label: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_within = (1..=LONGEST_LABEL).contains(&label.len());
    is_within && label.bytes().all(is_letter) && !label.starts_with('-') && !label.ends_with('-')
}

/// # Errors
/// [`HandshakeError::NoDomain`] for a user, for an invalid DNS name, and for names that are not
/// [public](Domain::is_public).
impl FromStr for Domain {
    type Err = HandshakeError;

    fn from_str(text: &str) -> Result<Self, HandshakeError> {
        let domain = Self::in_closed_network(text)?;
        if domain.is_public() { Ok(domain) } else { Err(HandshakeError::NoDomain) }
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
    use alloc::format;

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
        let long = format!("{}a.example", "a.".repeat(123));
        assert_eq!(long.len(), 254 + 1);
        let label = format!("{}.example", "a".repeat(64));
        let texts = ["", "@", "wv:@", "wv:", ".", "a..b", "ann@a.example", "wv:ann@a.example", "a b.example"];
        let odd = ["a/b.example", "a.example:1", "é.example", "-", "-.example", "-a.example", "a-.example"];
        let odd_too = ["*.example", "a.example..", ".a.example", "a.example\0", "a\n.example", &long, &label];
        for text in texts.into_iter().chain(odd).chain(odd_too) {
            assert_eq!(text.parse::<Domain>(), Err(HandshakeError::NoDomain), "{text}");
            assert_eq!(Domain::in_closed_network(text), Err(HandshakeError::NoDomain), "{text}");
        }
        for text in [&long[2..], &label[1..], "a_b.example", "xn--kln-sna.example", "1.example", "4.de"] {
            assert!(text.parse::<Domain>().is_ok(), "{text}");
        }
    }

    #[test]
    fn names_of_a_host_or_a_network_are_taken_in_a_closed_network_alone() {
        for text in [
            "localhost",
            "LOCALHOST.",
            "wv:@localhost",
            "a.localhost",
            "localhost.localdomain",
            "printer.local",
            "metadata.google.internal",
            "1",
            "server",
            "127.0.0.1",
            "127.0.0.1.",
            "127.1",
            "0177.0.0.1",
            "0x7f.0.0.1",
            "127.0.0.0x1",
            "127.0.0.0x",
            "0X7F000001",
            "2130706433",
            "10.0.0.1",
            "a.1",
        ] {
            assert_eq!(text.parse::<Domain>(), Err(HandshakeError::NoDomain), "{text}");
            assert!(!Domain::in_closed_network(text).unwrap().is_public(), "{text}");
        }
        // A text with a colon is not a DNS name.
        for text in ["::1", "[::1]", "wv:@[::1]", "::ffff:127.0.0.1", "fe80::1%eth0", "127.0.0.1:80"] {
            assert_eq!(Domain::in_closed_network(text), Err(HandshakeError::NoDomain), "{text}");
        }
        for text in ["localhost.example", "local.example", "0x7f.example", "0xg.de", "a.0xg", "a.1b"] {
            assert!(text.parse::<Domain>().is_ok(), "{text}");
        }
    }
}
