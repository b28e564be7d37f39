//! Documents row by row. One module per syntax makes rows, and no sink of rows knows a syntax.

mod json;
mod meaning;
mod path;
mod place;
mod pts;
mod row;
mod shifted;
mod walk;
mod wbxml;
mod xml;

pub use row::{Flow, Row, RowKind, RowSink};

use self::shifted::Shifted;
use crate::documents::{NamedPart, NamedParts};
use crate::options::InspectOptions;
use crate::text::shortened;
use oma_imps::{ErrorKind, Guess, PartKind, Protocol, Syntax};

/// The syntax of a document of any language, if it has rows. `from` states the syntax, else the document shows it. JSON has no rows.
///
/// ```
/// use imps_inspect::syntax_of_rows;
/// use oma_imps::Syntax;
///
/// // A service indication of WAP.
/// assert_eq!(syntax_of_rows(b"\x03\x05\x6A\x00\x45\x01", None), Some(Syntax::Wbxml));
/// assert_eq!(syntax_of_rows(b"{}", None), None);
/// ```
pub fn syntax_of_rows(document: &[u8], from: Option<Syntax>) -> Option<Syntax> {
    let other = || matches!(Guess::of(document), Guess::OtherWbxml(_)).then_some(Syntax::Wbxml);
    from.or_else(|| Syntax::detect(document)).or_else(other).filter(|syntax| *syntax != Syntax::Json)
}

/// Gives the rows of all documents of an input to a sink, and a row for all that lies between and behind them. Offsets, lines and
/// columns count from the start of the input.
///
/// Returns `false` for an input without rows: see [`syntax_of_rows`].
pub fn rows(input: &[u8], options: &InspectOptions<'_>, sink: &mut dyn RowSink) -> bool {
    let Some(first) = syntax_of_rows(input, options.from) else { return false };
    let parts = NamedParts::of(input, options.from, options.charset);
    if parts.are_one() {
        return of_document(input, first, options, &mut Shifted::not_at_all(sink));
    }
    for NamedPart { part, name } in parts.iter() {
        let mut sink = Shifted::new(input, part.offset, name, sink);
        // Whether somebody still reads has no consequence here.
        if part.kind == PartKind::Document {
            match syntax_of_rows(part.octets, options.from) {
                Some(syntax) => drop(of_document(part.octets, syntax, options, &mut sink)),
                // JSON behind something else.
                None => drop(sink.left_over(part.octets, "no rows for json")),
            }
        } else {
            let padding = part.kind == PartKind::Padding;
            let meaning = if padding { "padding: readers pass over this" } else { "no document: left out" };
            let _ = sink.left_over(part.octets, meaning);
        }
    }
    true
}

/// The rows of one document. Returns `false` for a syntax without rows.
fn of_document(
    document: &[u8],
    syntax: Syntax,
    options: &InspectOptions<'_>,
    sink: &mut Shifted<'_>,
) -> bool {
    // Whether somebody still reads has no consequence here.
    let _ = match syntax {
        Syntax::Wbxml => wbxml::rows(document, options, sink),
        Syntax::Xml => xml::rows(document, options, sink),
        Syntax::Pts => pts::rows(document, options, sink),
        _ => return false,
    };
    true
}

/// The fault of a root that no document of a protocol has.
fn unexpected_root(name: &str, protocol: Protocol) -> String {
    let found = shortened(name, 80).into_owned();
    ErrorKind::UnexpectedRoot { found, expected: protocol.expected_roots() }.to_string()
}
