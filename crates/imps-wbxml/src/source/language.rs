//! Checks whether a document is in this language, if neither its public identifier nor its
//! namespace shows it.

use crate::table::{Table, VOCABULARY};
use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use imps_core::{Error, ErrorKind, Tag, Version, tag};
use wbxml::{Leaf, PublicId, Reader};

/// The number of characters of a name that an error quotes.
const QUOTED: usize = 80;

/// Returns whether the root just entered is a CSP root and its content begins as in CSP. Tokens
/// have other meanings in other languages: the tokens of version discovery belong to
/// `ResolveRecipients` in `ActiveSync`.
pub(super) fn is_ours(scout: &mut Reader<'_>, root: wbxml::TagToken) -> bool {
    let begins_with: &[Tag] = match tag_of(scout, root) {
        tag::WV_CSP_Message => &[tag::Session],
        tag::WV_CSP_VersionDiscovery_Request | tag::WV_CSP_VersionDiscovery_Response => {
            &[tag::VersionList, tag::OtherServer, tag::ExtendedData]
        }
        _ => return false,
    };
    // The reader reports a fault in the content later, at its place.
    let Ok(Some(first)) = scout.child() else { return true };
    let first = tag_of(scout, first);
    begins_with.contains(&first)
        && (first != tag::VersionList || matches!(scout.leaf(), Ok(Leaf::Empty | Leaf::Other) | Err(_)))
}

/// Returns the element of a tag in any version.
fn tag_of(reader: &Reader<'_>, tag: wbxml::TagToken) -> Tag {
    let known = match tag.literal() {
        Some(offset) => reader.literal(offset).ok().and_then(|name| VOCABULARY.tag(&name)),
        None => {
            let mut tags = Version::ALL.into_iter().map(|version| Table::of(version).tag(tag.index()));
            tags.find(|tag| *tag != Tag::FOREIGN)
        }
    };
    known.unwrap_or(Tag::FOREIGN)
}

/// Makes the error for a document in another language. It names the root (by number unless it has a
/// name in the document) and the public identifier.
pub(super) fn other(reader: &Reader<'_>, root: wbxml::TagToken) -> Error {
    let name = root.literal().and_then(|offset| reader.literal(offset).ok());
    let root = match name {
        Some(name) => quoted(&name),
        None => format!("{:02X}:{:02X}", root.page(), root.token()),
    };
    let public_id = reader.header().public_id();
    let stated = match public_id {
        PublicId::Number(number) => {
            let name = match number {
                1 => "unknown or missing",
                _ => public_id.registered().unwrap_or("not registered"),
            };
            format!("0x{number:X} ({name})")
        }
        PublicId::Table(offset) => quoted(&reader.literal(offset).unwrap_or(Cow::Borrowed(""))),
    };
    let found = format!("binary xml with root {root} and public identifier {stated}");
    Error::new(ErrorKind::OtherLanguage(found.into()))
}

fn quoted(name: &str) -> String {
    match name.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{:?}...", name.get(..end).unwrap_or_default()),
        None => format!("{name:?}"),
    }
}
