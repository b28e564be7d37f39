//! The text of a client's URL, as phones and programs write it (guideline 8).

use core::fmt;

/// The parts of a client's URL in the form that clients use: `WV:` and the name, then `-` and the
/// version, `@` and the vendor, `.` and the kind of client. The guideline itself was not available.
///
/// ```
/// use imps_types::ClientIdText;
///
/// let text = ClientIdText::parse("WV:InstantMessenger-1.0.2309.16485@COLIBRIA.PC-CLIENT");
/// let text = text.ok_or("another form")?;
/// assert_eq!((text.name, text.version), ("InstantMessenger", Some("1.0.2309.16485")));
/// assert_eq!((text.vendor, text.kind), ("COLIBRIA", Some("PC-CLIENT")));
/// assert_eq!(text.to_string(), "WV:InstantMessenger-1.0.2309.16485@COLIBRIA.PC-CLIENT");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientIdText<'a> {
    /// The name of the program.
    pub name: &'a str,
    /// Its version.
    pub version: Option<&'a str>,
    /// Its vendor.
    pub vendor: &'a str,
    /// The kind of client or device.
    pub kind: Option<&'a str>,
}

impl<'a> ClientIdText<'a> {
    /// Reads the URL of a client. `None` for a URL of another form, such as one of HTTP.
    pub fn parse(url: &'a str) -> Option<Self> {
        let scheme = url.get(..3).filter(|scheme| scheme.eq_ignore_ascii_case("WV:"))?;
        let (program, client) = url.get(scheme.len()..)?.split_once('@')?;
        // A version begins with a digit, so that a name may have a hyphen.
        let version =
            program.rsplit_once('-').filter(|(_, version)| version.starts_with(|c: char| c.is_ascii_digit()));
        let (name, version) = version.map_or((program, None), |(name, version)| (name, Some(version)));
        let (vendor, kind) =
            client.split_once('.').map_or((client, None), |(vendor, kind)| (vendor, Some(kind)));
        let is_whole = !name.is_empty() && !vendor.is_empty() && kind != Some("") && !client.contains('@');
        is_whole.then_some(Self { name, version, vendor, kind })
    }
}

impl fmt::Display for ClientIdText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WV:{}", self.name)?;
        if let Some(version) = self.version {
            write!(f, "-{version}")?;
        }
        write!(f, "@{}", self.vendor)?;
        match self.kind {
            Some(kind) => write!(f, ".{kind}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    /// `addressing.md`, "`ClientID`".
    #[test]
    fn the_forms_of_the_field_are_read() {
        let parse = ClientIdText::parse;
        let phone = parse("WV:IMPEC01$00001@NOK.S60").unwrap();
        assert_eq!(
            phone,
            ClientIdText { name: "IMPEC01$00001", version: None, vendor: "NOK", kind: Some("S60") }
        );
        let old = parse("wv:IM-App-1.0@NOK5110").unwrap();
        assert_eq!(old, ClientIdText { name: "IM-App", version: Some("1.0"), vendor: "NOK5110", kind: None });
        assert_eq!(old.to_string(), "WV:IM-App-1.0@NOK5110");
        let hyphen = parse("WV:IM-App@V").unwrap();
        assert_eq!((hyphen.name, hyphen.version), ("IM-App", None));
    }

    #[test]
    fn other_urls_are_none() {
        for url in [
            "",
            "WV",
            "WV:",
            "http://206.226.10.25:80/IMPSAPP",
            "WV:App",
            "WV:@V",
            "WV:App@",
            "WV:App@V.",
            "WV:App@V@W",
            "é:App@V",
        ] {
            assert_eq!(ClientIdText::parse(url), None, "{url}");
        }
    }
}
