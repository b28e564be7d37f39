//! Documents row by row: one module a syntax makes rows, and those that show rows know no syntax.

mod json;
mod meaning;
mod path;
mod pen;
mod place;
mod pts;
mod row;
mod shifted;
mod show;
mod walk;
mod wbxml;
mod xml;

pub(crate) use json::Json;
pub(crate) use pen::Pen;
pub(crate) use row::{Flow, Kind, Row, Sheet};
pub(crate) use shifted::Shifted;
pub(crate) use show::Table;

use crate::text::shortened;
use oma_imps::charset::Charset;
use oma_imps::pts::Codes;
use oma_imps::{ErrorKind, Protocol, Syntax, Version};

/// How to read a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'c> {
    /// The version, whatever the document says.
    pub(crate) version: Option<Version>,
    /// The character set that was told beside the document.
    pub(crate) charset: Charset,
    /// The codes of the plain-text syntax.
    pub(crate) codes: &'c Codes,
}

/// What is said of a root that no document of a protocol has.
fn unexpected_root(name: &str, protocol: Protocol) -> String {
    let found = shortened(name, 80).into_owned();
    ErrorKind::UnexpectedRoot { found, expected: protocol.expected_roots() }.to_string()
}

/// Writes the rows of a document; `false` when the syntax has none.
pub(crate) fn rows(document: &[u8], syntax: Syntax, reading: &Reading<'_>, sheet: &mut dyn Sheet) -> bool {
    // Whether somebody still reads has no consequence here.
    let _ = match syntax {
        Syntax::Wbxml => wbxml::rows(document, reading, sheet),
        Syntax::Xml => xml::rows(document, reading, sheet),
        Syntax::Pts => pts::rows(document, reading, sheet),
        _ => return false,
    };
    true
}
