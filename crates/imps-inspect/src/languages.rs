//! Other languages that are written in WBXML.

use crate::options::InspectOptions;
use crate::text::essence;
use crate::text::shortened;
use std::borrow::Cow;
use std::sync::LazyLock;
use wbxml::table::Codes;
use wbxml::{Charset, Header, PublicId};

/// The codes of client provisioning.
static PROVISIONING: LazyLock<Codes<'static>> =
    LazyLock::new(|| Codes::parse(include_str!("languages/provisioning.tsv")).unwrap_or_default());

/// The media type of client provisioning in binary XML.
const PROVISIONING_TYPE: &str = "application/vnd.wap.connectivity-wbxml";

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

/// The table for a document, if one of the options or a built-in one fits.
pub(crate) fn table_of<'c>(document: &[u8], options: &InspectOptions<'c>) -> Option<&'c Codes<'c>> {
    let (header, _) = Header::parse(document).ok()?;
    let strings = header.string_table(Charset::UTF_8);
    let name = match header.public_id() {
        PublicId::Table(offset) => strings.get(offset).unwrap_or_default(),
        PublicId::Number(_) => Cow::Borrowed(""),
    };
    let is_unknown = header.public_id() == PublicId::UNKNOWN;
    let is_of = |codes: &&Codes<'_>| match header.public_id() {
        _ if is_unknown => false,
        PublicId::Number(number) => codes.public_id(number).is_some(),
        PublicId::Table(_) => codes.public_id_named(&name).is_some(),
    };
    let is_for_all = |codes: &&Codes<'_>| codes.space().public_ids.is_empty();
    let given = options.tables;
    let is_provisioning = |media_type: &str| essence(media_type).eq_ignore_ascii_case(PROVISIONING_TYPE);
    let built_in = || {
        let codes = &*PROVISIONING;
        let is_fitting = is_of(&codes) || is_unknown && options.media_type.is_some_and(is_provisioning);
        is_fitting.then_some(codes)
    };
    let first = || given.first().filter(|_| is_unknown);
    given.iter().find(is_of).or_else(built_in).or_else(|| given.iter().find(is_for_all)).or_else(first)
}

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
    fn a_table_fits_by_its_public_identifier() {
        let tables = ["tag\t0\t05\tany", "public-id\t5\t-//WAPFORUM//DTD SI 1.0//EN\ntag\t0\t05\tsi"];
        let tables = tables.map(|table| Codes::parse(table).unwrap());
        let root = |document: &[u8], options: &InspectOptions<'_>| {
            table_of(document, options)?.tag(0, 5).map(|row| row.name.to_owned())
        };
        let named =
            |name: &str| [b"\x03\x00\x00\x6A\x40", format!("{name:\0<64}").as_bytes(), b"\x05"].concat();
        let (none, both) = (InspectOptions::default(), InspectOptions::default().with_tables(&tables));
        let si = InspectOptions::default().with_tables(&tables[1..]);
        let found =
            |document: &[u8]| [&none, &si, &both].map(|options| root(document, options).unwrap_or_default());
        assert_eq!(found(b"\x03\x05\x6A\x00\x05"), ["", "si", "si"]);
        assert_eq!(found(b"\x03\x06\x6A\x00\x05"), ["", "", "any"]);
        assert_eq!(found(b"\x03\x01\x6A\x00\x05"), ["", "si", "any"]);
        let provisioning = "wap-provisioningdoc";
        assert_eq!(found(b"\x03\x0B\x6A\x00\x05"), [provisioning; 3]);
        assert_eq!(found(&named("-//WAPFORUM//DTD PROV 1.0//EN")), [provisioning; 3]);
        assert_eq!(found(&named("-//WAPFORUM//DTD SI 1.0//EN")), ["", "si", "si"]);
        let typed = none.with_media_type("Application/vnd.wap.connectivity-wbxml; charset=utf-8");
        assert_eq!(root(b"\x03\x01\x6A\x00\x05", &typed).as_deref(), Some(provisioning));
        assert_eq!(root(b"\x03\x05\x6A\x00\x05", &typed), None);
        assert_eq!(root(b"\x03\x01\x6A\x00\x05", &none.with_media_type("text/xml")), None);
    }

    #[test]
    fn every_purpose_is_of_some_language() {
        let names: Vec<_> = (0..0x2000).filter_map(registered).collect();
        for (part, purpose) in PURPOSES.iter().filter(|(part, _)| *part != "ActiveSync") {
            assert!(names.iter().any(|name| name.contains(part) && name.ends_with(purpose)), "{part}");
        }
    }
}
