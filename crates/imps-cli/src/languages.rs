//! Other languages that are written in WBXML.

use oma_imps::engine::{Header, PublicId};

/// Public identifiers of WBXML by their registered number, but for the supported versions of this protocol.
const REGISTERED: &[(u32, &str)] = &[
    (0x02, "WML 1.0, pages for phones"),
    (0x03, "WTA 1.0, telephony applications"),
    (0x04, "WML 1.1, pages for phones"),
    (0x05, "SI 1.0, a service indication"),
    (0x06, "SL 1.0, service loading"),
    (0x07, "CO 1.0, a cache operation"),
    (0x08, "CHANNEL 1.1, telephony channels"),
    (0x09, "WML 1.2, pages for phones"),
    (0x0A, "WML 1.3, pages for phones"),
    (0x0B, "PROV 1.0, client provisioning"),
    (0x0C, "WTA-WML 1.2, telephony pages"),
    (0x0D, "EMN 1.0, an e-mail notification"),
    (0x0E, "DRMREL 1.0, rights to content"),
    (0x0F, "WV CSP 1.0, the first version of this protocol"),
    (0xFD1, "SyncML 1.0, data synchronization"),
    (0xFD2, "DevInf 1.0, device information of SyncML"),
    (0xFD3, "SyncML 1.1, data synchronization"),
    (0xFD4, "DevInf 1.1, device information of SyncML"),
    (0x1201, "SyncML 1.2, data synchronization"),
    (0x1202, "MetInf 1.2, meta information of SyncML"),
    (0x1203, "DevInf 1.2, device information of SyncML"),
];

/// The language of a document in binary XML, when it is another than a supported one of this protocol, and known.
pub(crate) fn other_language(document: &[u8]) -> Option<&'static str> {
    let (header, _) = Header::parse(document).ok()?;
    let PublicId::Number(number) = header.public_id() else { return None };
    registered(number)
}

/// The language of a public identifier.
pub(crate) fn registered(number: u32) -> Option<&'static str> {
    REGISTERED.iter().find(|(registered, _)| *registered == number).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_rise_and_leave_out_this_protocol() {
        assert!(REGISTERED.is_sorted_by(|a, b| a.0 < b.0));
        assert!(REGISTERED.iter().all(|(number, _)| !(0x10..=0x12).contains(number)));
    }

    #[test]
    fn a_header_tells_the_language() {
        assert_eq!(other_language(b"\x03\x05\x6A\x00"), Some("SI 1.0, a service indication"));
        assert_eq!(other_language(b"\x02\x9F\x53\x6A\x00"), Some("SyncML 1.1, data synchronization"));
        assert_eq!(other_language(b"\x03\x11\x6A\x00"), None);
        assert_eq!(other_language(b"\x03\x00\x00\x6A\x02x\x00"), None);
        assert_eq!(other_language(b"\x03"), None);
    }
}
