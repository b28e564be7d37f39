//! Other languages that are written in WBXML.

use crate::text::shortened;
use wbxml::{Charset, Header, PublicId};

/// The purpose of a language, by a part of its formal public identifier. The first matching row
/// counts.
const PURPOSES: &[(&str, &str)] = &[
    ("WTA-WML ", "telephony pages"),
    ("WML ", "pages for phones"),
    ("WTA ", "telephony applications"),
    ("SI 1", "a service indication"),
    ("SL 1", "service loading"),
    ("CO 1", "a cache operation"),
    ("CHANNEL ", "telephony channels"),
    ("PROV ", "client provisioning"),
    ("EMN ", "an e-mail notification"),
    ("DRMREL ", "rights to content"),
    ("CSP 1.0", "the first version of this protocol"),
    ("SyncML", "data synchronization"),
    ("DevInf", "device information of SyncML"),
    ("MetaInf", "meta information of SyncML"),
    ("ActiveSync", "e-mail, contacts and calendars of Exchange servers"),
];

/// Returns the language of a document in binary XML, if it is not CSP and the header names it.
///
/// ```
/// let language = imps_inspect::other_language(b"\x03\x05\x6A\x00\x45\x01");
/// assert_eq!(language.as_deref(), Some("-//WAPFORUM//DTD SI 1.0//EN, a service indication"));
/// ```
pub fn other_language(document: &[u8]) -> Option<String> {
    let (header, _) = Header::parse(document).ok()?;
    match header.public_id() {
        PublicId::Number(0x10..=0x12) => None,
        PublicId::Number(number) => registered(number),
        PublicId::Table(offset) => {
            let strings = header.string_table(Charset::UTF_8);
            let name = strings.get(offset).ok()?;
            (!name.is_empty()).then(|| described(&name))
        }
    }
}

/// The language of a public identifier by number.
pub(crate) fn registered(number: u32) -> Option<String> {
    PublicId::Number(number).registered().map(described)
}

/// The public identifier, and the purpose of the language.
fn described(name: &str) -> String {
    let name = shortened(name, 80);
    match PURPOSES.iter().find(|(part, _)| name.contains(part)) {
        Some((_, purpose)) => format!("{name}, {purpose}"),
        None => name.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_tells_the_language() {
        let language = |document: &[u8]| other_language(document).unwrap_or_default();
        assert_eq!(language(b"\x03\x05\x6A\x00"), "-//WAPFORUM//DTD SI 1.0//EN, a service indication");
        assert_eq!(language(b"\x02\x9F\x53\x6A\x00"), "-//SYNCML//DTD SyncML 1.1//EN, data synchronization");
        assert_eq!(language(b"\x03\xA2\x0E\x6A\x00"), "-//PHONE.COM//DTD MMC 2.0//EN");
        assert_eq!(language(b"\x03\x00\x00\x6A\x02x\x00"), "x");
        for none in [&b"\x03\x11\x6A\x00"[..], b"\x03\x01\x6A\x00", b"\x03\x00\x05\x6A\x02x\x00", b"\x03"] {
            assert_eq!(other_language(none), None, "{none:02X?}");
        }
    }

    #[test]
    fn every_purpose_is_of_some_language() {
        let names: Vec<_> = (0..0x2000).filter_map(registered).collect();
        for (part, purpose) in PURPOSES.iter().filter(|(part, _)| *part != "ActiveSync") {
            assert!(names.iter().any(|name| name.contains(part) && name.ends_with(purpose)), "{part}");
        }
    }
}
