//! Rows of a document in binary XML.

mod body;
mod header;
mod names;

use self::body::Body;
use self::names::Names;
pub(super) use self::names::{code, codes_of};
use super::row::{Flow, Row, RowKind};
use super::shifted::Shifted;
use crate::languages::other_language;
use crate::options::InspectOptions;
use std::ops::ControlFlow;
use wbxml::Error;

/// Writes the rows of a document of any language.
pub(super) fn rows(document: &[u8], options: &InspectOptions<'_>, sink: &mut Shifted<'_>) -> Flow {
    let names = Names::of(document, options);
    sink.heading(&format!("binary xml, {} bytes, {}", document.len(), language(document, &names)))?;
    if !header::rows(document, options.charset, sink)? {
        return ControlFlow::Continue(());
    }
    Body::new(document, &names, options.charset, sink).map_or(ControlFlow::Continue(()), Body::rows)
}

/// The language of the document.
fn language(document: &[u8], names: &Names) -> String {
    match (names.version(), other_language(document)) {
        (Some(version), _) => format!("read as csp {version}"),
        (None, Some(language)) => format!("{language}; tokens by number"),
        (None, None) => "language unknown; tokens by number".into(),
    }
}

/// The row of a fault that ends the document. It contains all bytes after the fault.
fn fault(
    document: &[u8],
    start: usize,
    depth: usize,
    path: &str,
    error: &Error,
    sink: &mut Shifted<'_>,
) -> Flow {
    let unread = document.get(start..).unwrap_or_default();
    let at = sink.start().bytes.saturating_add(error.offset());
    sink.row(Row {
        kind: RowKind::Fault,
        offset: start,
        bytes: unread,
        position: None,
        depth,
        token: "fault".into(),
        path,
        code: None,
        meaning: format!("{}, at byte {at} (0x{at:X}); {}", error.kind(), rest(unread)).into(),
    })
}

fn rest(unread: &[u8]) -> String {
    match unread.len() {
        0 => "nothing is left".into(),
        1 => "1 byte was not read".into(),
        length => format!("{length} bytes were not read"),
    }
}
