//! A witness for the made tables: rows that somebody typed by hand from the prose about the wire
//! (`encoding-rules.md`, `official-1.1.md`), the registry of public identifiers and the documents of
//! phones. Nothing here reads the tables from which the code is made.

use imps_core::{CSP, ContentKind, Version, tag};
use imps_wbxml::codes;

const V1_1: Version = Version::V1_1;
const V1_2: Version = Version::V1_2;
const V1_3: Version = Version::V1_3;
/// The versions that have a row.
const ALL: &[Version] = &[V1_1, V1_2, V1_3];
const LATER: &[Version] = &[V1_2, V1_3];

/// Versions, page, token, element. Every page of every version has a row.
const TAGS: &[(&[Version], u8, u8, &str)] = &[
    // Of a login, as phones send it: C9 .. 6D 6E 70 .. 72 74 36 .. 35 .. 73 .. 00 01 5D.
    (ALL, 0x00, 0x09, "WV-CSP-Message"),
    (ALL, 0x00, 0x2D, "Session"),
    (ALL, 0x00, 0x2E, "SessionDescriptor"),
    (ALL, 0x00, 0x30, "SessionType"),
    (ALL, 0x00, 0x32, "Transaction"),
    (ALL, 0x00, 0x33, "TransactionContent"),
    (ALL, 0x00, 0x34, "TransactionDescriptor"),
    (ALL, 0x00, 0x3A, "UserID"),
    (ALL, 0x01, 0x1D, "Login-Request"),
    // The other places that the prose names.
    (ALL, 0x00, 0x08, "SName"),
    (ALL, 0x00, 0x0D, "ContentData"),
    (ALL, 0x01, 0x29, "KeepAlive-Response"),
    (ALL, 0x02, 0x2A, "MDELIV"),
    (ALL, 0x03, 0x0A, "DefaultLanguage"),
    (ALL, 0x04, 0x18, "UnsubscribePresence-Request"),
    (ALL, 0x04, 0x1C, "UpdatePresence-Request"),
    (ALL, 0x05, 0x21, "OnlineStatus"),
    (ALL, 0x05, 0x26, "ReferredContent"),
    (ALL, 0x06, 0x06, "BlockEntity-Request"),
    (ALL, 0x07, 0x07, "CreateGroup-Request"),
    (ALL, 0x03, 0x05, "AcceptedCharSet"),
    (&[V1_2], 0x03, 0x14, "CIRURL"),
    (&[V1_3], 0x03, 0x14, "CIRHTTPAddress"),
    (LATER, 0x04, 0x1E, "AutoSubscribe"),
    (&[V1_2], 0x09, 0x0B, "ReactiveAuthState"),
    (&[V1_3], 0x09, 0x0B, "AnswerOptionText"),
    (LATER, 0x01, 0x3B, "ExtendedData"),
    (LATER, 0x01, 0x3C, "OtherServer"),
    (LATER, 0x01, 0x3F, "TransactionNSName"),
    (LATER, 0x0A, 0x05, "WV-CSP-VersionDiscovery-Request"),
    (LATER, 0x0A, 0x07, "VersionList"),
];

/// Tokens that a version does not have.
const NO_TAGS: &[(Version, u8, u8)] =
    &[(V1_1, 0x00, 0x3E), (V1_1, 0x03, 0x14), (V1_1, 0x04, 0x1E), (V1_1, 0x0A, 0x05), (V1_3, 0x03, 0x1E)];

/// Versions, number after `EXT_T_0`, the element around it, word.
const WORDS: &[(&[Version], u32, &str, &str)] = &[
    (ALL, 0x03, "ContentType", "application/"),
    (ALL, 0x0B, "Poll", "F"),
    (ALL, 0x0E, "URL", "http://"),
    (ALL, 0x0F, "URL", "https://"),
    (ALL, 0x10, "ContentType", "image/"),
    (ALL, 0x12, "ContentData", "IM"),
    (ALL, 0x27, "ContentType", "text/"),
    (ALL, 0x2C, "Poll", "T"),
    (ALL, 0x30, "URL", "www.wireless-village.org"),
    (ALL, 0x43, "SupportedBearer", "SMS"),
    (ALL, 0x75, "Cap", "SMS"),
    (&[V1_1, V1_2], 0x68, "Cap", "IM"),
    (&[V1_1, V1_2], 0x3D, "Name", "GROUP_ID"),
    (&[V1_3], 0x3D, "Name", "History"),
    (ALL, 0x3D, "SearchElement", "GROUP_ID"),
    (&[V1_3], 0x68, "SupportedCIRMethod", "AP"),
    (LATER, 0x36, "ReactiveAuthState", "PENDING"),
    (&[V1_3], 0x78, "URL", "www.openmobilealliance.org"),
    (LATER, 0xA4, "SupportedCIRMethod", "SSMS"),
    (LATER, 0xA5, "SupportedCIRMethod", "SHTTP"),
];

const KINDS: &[(&str, ContentKind)] = &[
    ("Code", ContentKind::Integer),
    ("AcceptedCharSet", ContentKind::Integer),
    ("HistoryPeriod", ContentKind::Integer),
    ("SessionPriority", ContentKind::Integer),
    ("SearchID", ContentKind::Identifier),
    ("DateTime", ContentKind::DateTime),
    ("Poll", ContentKind::Boolean),
    ("SessionType", ContentKind::Word),
    ("ContentData", ContentKind::Content),
    // Sources disagree between a number and a text.
    ("Altitude", ContentKind::Token),
    ("MaxPullLength", ContentKind::Token),
    // Free text keeps white space, all other leaves lose it.
    ("SessionCookie", ContentKind::Token),
    ("ContactList", ContentKind::Token),
    ("StatusText", ContentKind::Structure),
    ("PresenceValue", ContentKind::WordOrText),
    ("ADDGM", ContentKind::Empty),
    ("ExtBlock", ContentKind::Any),
    ("Session", ContentKind::Structure),
];

/// The tokens of the namespaces of session, presence and transaction, with the start of each.
type Namespaces = [(u8, &'static str); 3];

/// Version, registered number, registered name, namespaces.
const LANGUAGES: &[(Version, u32, &str, Namespaces)] = &[
    (
        V1_1,
        0x10,
        "-//WIRELESSVILLAGE//DTD CSP 1.1//EN",
        [
            (0x05, "http://www.wireless-village.org/CSP"),
            (0x06, "http://www.wireless-village.org/PA"),
            (0x07, "http://www.wireless-village.org/TRC"),
        ],
    ),
    (
        V1_2,
        0x11,
        "-//OMA//DTD WV-CSP 1.2//EN",
        [
            (0x08, "http://www.openmobilealliance.org/DTD/WV-CSP"),
            (0x09, "http://www.openmobilealliance.org/DTD/WV-PA"),
            (0x0A, "http://www.openmobilealliance.org/DTD/WV-TRC"),
        ],
    ),
    (
        V1_3,
        0x12,
        "-//OMA//DTD IMPS-CSP 1.3//EN",
        [
            (0x0B, "http://www.openmobilealliance.org/DTD/IMPS-CSP"),
            (0x0C, "http://www.openmobilealliance.org/DTD/IMPS-PA"),
            (0x0D, "http://www.openmobilealliance.org/DTD/IMPS-TRC"),
        ],
    ),
];

/// Other spellings with the name that each means.
const SPELLINGS: &[(&str, &str)] = &[
    ("AcceptedCharset", "AcceptedCharSet"),
    ("BlockUser-Request", "BlockEntity-Request"),
    ("PreferredContent", "ReferredContent"),
    ("WV-CSP-NSDiscovery-Request", "WV-CSP-VersionDiscovery-Request"),
];

#[test]
fn tokens_are_the_elements_of_the_documents() {
    for (versions, page, token, name) in TAGS {
        for version in Version::ALL {
            let found = codes::tag(version, *page, *token).and_then(|tag| CSP.name(tag));
            assert_eq!(
                found == Some(*name),
                versions.contains(&version),
                "{version} {page:02X}/{token:02X} {found:?}"
            );
        }
    }
    for (version, page, token) in NO_TAGS {
        assert_eq!(codes::tag(*version, *page, *token), None, "{version} {page:02X}/{token:02X}");
    }
}

#[test]
fn numbers_are_the_words_of_the_documents() {
    for (versions, number, element, word) in WORDS {
        let element = CSP.tag(element).unwrap();
        for version in Version::ALL {
            let found = codes::word(version, *number, element).map(imps_core::Word::as_str);
            assert_eq!(found == Some(*word), versions.contains(&version), "{version} {number:02X} {found:?}");
        }
    }
}

#[test]
fn elements_hold_what_the_documents_show() {
    for (name, kind) in KINDS {
        assert_eq!(CSP.kind(CSP.tag(name).unwrap()), *kind, "{name}");
    }
    assert_eq!((CSP.name(tag::SName), CSP.kind(tag::SName)), (Some("SName"), ContentKind::Text));
    for (spelling, name) in SPELLINGS {
        assert_eq!(CSP.tag(spelling), CSP.tag(name), "{spelling}");
        assert_eq!(CSP.tag(name).and_then(|tag| CSP.name(tag)), Some(*name));
    }
}

#[test]
fn a_version_has_its_registered_names_and_its_namespaces() {
    for (version, number, fpi, namespaces) in LANGUAGES {
        let space = codes::code_space(*version);
        let ids: Vec<_> = space.public_ids.iter().map(|row| (row.number, row.name)).collect();
        assert_eq!(ids, [(*number, *fpi)], "{version}");
        let elements = [tag::WV_CSP_Message, tag::PresenceSubList, tag::TransactionContent];
        for ((token, start), element) in namespaces.iter().zip(elements) {
            let row = space.attributes.iter().find(|row| row.token == *token).unwrap();
            assert_eq!((row.name, row.prefix), ("xmlns", *start), "{version} {token:02X}");
            let namespace = CSP.namespace_on(element).unwrap().uri(*version);
            assert_eq!(namespace, format!("{start}{version}"));
        }
    }
}
