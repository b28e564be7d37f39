//! Rows of a document in binary XML.

mod body;
mod header;
mod inner;
mod names;

use self::body::Body;
use self::header::HeaderWalk;
use self::names::Names;
pub(super) use self::names::{code, codes_of};
use super::Walk;
use super::pending::Pending;
use super::row::{Row, RowKind};
use crate::languages::other_language;
use crate::options::InspectOptions;
use std::ops::ControlFlow;
use wbxml::Error;

/// Makes the rows of a document of any language.
pub(super) struct WbxmlWalk<'d> {
    document: &'d [u8],
    out: Pending<'d>,
    /// The header, until its rows are made.
    header: Option<HeaderWalk<'d>>,
    /// The body, unless the header cannot be read.
    body: Option<Body<'d>>,
}

impl<'d> WbxmlWalk<'d> {
    pub(super) fn new(document: &'d [u8], options: &InspectOptions<'d>, out: Pending<'d>) -> Self {
        let names = Names::of(document, options);
        let heading = format!("binary xml, {} bytes, {}", document.len(), language(document, &names));
        let mut walk = Self::with_names(document, names, options, 0);
        walk.out = out;
        walk.out.heading(heading);
        walk
    }

    /// A walk without a row for the document. `level` is the number of documents around this one.
    fn with_names(document: &'d [u8], names: Names<'d>, options: &InspectOptions<'d>, level: usize) -> Self {
        Self {
            document,
            out: Pending::at_start(),
            header: Some(HeaderWalk::new(document, options.charset)),
            body: Body::new(document, names, options, level),
        }
    }
}

impl<'d> Walk<'d> for WbxmlWalk<'d> {
    fn pending(&mut self) -> &mut Pending<'d> {
        &mut self.out
    }

    fn step(&mut self) -> ControlFlow<()> {
        match (&mut self.header, &mut self.body) {
            (Some(header), _) => {
                if let ControlFlow::Break(is_good) = header.step(self.document, &mut self.out) {
                    self.header = None;
                    self.body = self.body.take().filter(|_| is_good);
                }
                ControlFlow::Continue(())
            }
            (None, Some(body)) => body.step(&mut self.out),
            (None, None) => ControlFlow::Break(()),
        }
    }
}

/// The language of the document.
fn language(document: &[u8], names: &Names<'_>) -> String {
    match (names.version(), other_language(document)) {
        (Some(version), _) => format!("read as csp {version}"),
        (None, Some(language)) if names.are_of_other() => language,
        (None, None) if names.are_of_other() => "names by the table".into(),
        (None, Some(language)) => format!("{language}; tokens by number"),
        (None, None) => "language unknown; tokens by number".into(),
    }
}

/// The row of a fault that ends the document. It contains all bytes after the fault.
fn fault<'d>(
    document: &'d [u8],
    start: usize,
    depth: usize,
    path: &str,
    error: &Error,
    out: &mut Pending<'d>,
) {
    let unread = document.get(start..).unwrap_or_default();
    let at = out.start().bytes.saturating_add(error.offset());
    out.row(Row {
        bytes: unread.into(),
        token: "fault".into(),
        path: path.to_owned(),
        meaning: format!("{}, at byte {at} (0x{at:X}); {}", error.kind(), rest(unread)).into(),
        ..Row::new(RowKind::Fault, start, None, depth)
    });
}

fn rest(unread: &[u8]) -> String {
    match unread.len() {
        0 => "nothing is left".into(),
        1 => "1 byte was not read".into(),
        length => format!("{length} bytes were not read"),
    }
}
