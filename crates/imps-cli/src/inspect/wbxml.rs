//! Rows of a document in binary XML.

mod body;
mod header;
mod names;

use self::body::Body;
use self::names::Names;
pub(super) use self::names::{code, index};
use super::Reading;
use super::row::{Flow, Kind, Row, Sheet};
use crate::languages::other_language;
use std::ops::ControlFlow;
use wbxml::Error;

/// Writes the rows of a document, of whatever language.
pub(super) fn rows(document: &[u8], reading: &Reading<'_>, sheet: &mut dyn Sheet) -> Flow {
    let names = Names::of(document, reading.version);
    sheet.heading(&format!("binary xml, {} octets, {}", document.len(), language(document, &names)))?;
    if !header::rows(document, reading.charset, sheet)? {
        return ControlFlow::Continue(());
    }
    Body::new(document, &names, reading.charset, sheet).map_or(ControlFlow::Continue(()), Body::rows)
}

/// Which language the document is in.
fn language(document: &[u8], names: &Names) -> String {
    match (names.version(), other_language(document)) {
        (Some(version), _) => format!("read as csp {version}"),
        (None, Some(language)) => format!("{language}; tokens by number"),
        (None, None) => "language unknown; tokens by number".into(),
    }
}

/// What cannot be read, with everything behind it.
fn fault(
    document: &[u8],
    start: usize,
    depth: usize,
    path: &str,
    error: &Error,
    sheet: &mut dyn Sheet,
) -> Flow {
    let unread = document.get(start..).unwrap_or_default();
    let at = sheet.start().octets + error.offset();
    sheet.row(&Row {
        kind: Kind::Fault,
        offset: start,
        source: unread,
        position: None,
        depth,
        token: "fault".into(),
        path,
        code: None,
        meaning: format!("{}, at octet {at} (0x{at:X}); {}", error.kind(), rest(unread)).into(),
    })
}

fn rest(unread: &[u8]) -> String {
    match unread.len() {
        0 => "nothing is left".into(),
        1 => "1 octet was not read".into(),
        length => format!("{length} octets were not read"),
    }
}
