//! Documents row by row. One module per syntax makes rows. Sinks of rows know no syntax.

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

/// Returns the syntax of a document of any language, if the document has rows. `from` states the
/// syntax; without it, the function detects the syntax. JSON has no rows.
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

/// Passes the rows of all documents of an input to a sink, and one row for each piece of other
/// content between and after them. Offsets, lines and columns count from the start of the input.
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
            match syntax_of_rows(part.bytes, options.from) {
                Some(syntax) => drop(of_document(part.bytes, syntax, options, &mut sink)),
                // JSON behind something else.
                None => drop(sink.left_over(part.bytes, "no rows for json")),
            }
        } else {
            let padding = part.kind == PartKind::Padding;
            let meaning = if padding { "padding: readers pass over this" } else { "no document: left out" };
            let _ = sink.left_over(part.bytes, meaning);
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

/// The fault of an unexpected root.
fn unexpected_root(name: &str, protocol: Protocol) -> String {
    let found = shortened(name, 80).into_owned();
    ErrorKind::UnexpectedRoot { found, expected: protocol.expected_roots() }.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::ControlFlow;

    /// Keeps headings, and a line per row: offset, line and column, token.
    #[derive(Debug, Default)]
    struct Kept {
        headings: Vec<String>,
        rows: Vec<String>,
    }

    impl RowSink for Kept {
        fn heading(&mut self, text: &str) -> Flow {
            self.headings.push(text.into());
            ControlFlow::Continue(())
        }

        fn row(&mut self, row: &Row<'_>) -> Flow {
            self.rows.push(format!("{} {:?} {}", row.offset, row.position, row.token));
            ControlFlow::Continue(())
        }
    }

    fn kept(input: &[u8]) -> Kept {
        let mut kept = Kept::default();
        assert!(rows(input, &InspectOptions::default(), &mut kept), "{input:02X?}");
        kept
    }

    #[test]
    fn offsets_and_lines_count_from_the_start_of_the_input() {
        let Kept { headings, rows } = kept(b"<a/>\n<b/><c/>\0");
        let expected =
            ["0 Some((1, 1)) <a>", "5 Some((2, 1)) <b>", "9 Some((2, 5)) <c>", "13 None behind the document"];
        assert_eq!(rows, expected);
        assert_eq!(headings[2], "document 3, at byte 9: xml, 4 bytes, language unknown");
    }

    #[test]
    fn an_input_without_rows_says_so() {
        for input in [&b"{\"a\":1}"[..], b"", b"text", b"\x1F\x8B\x08\x00"] {
            assert!(!rows(input, &InspectOptions::default(), &mut Kept::default()), "{input:02X?}");
        }
    }

    #[test]
    fn a_sink_can_stop() {
        let mut count = 0;
        let mut first = |_: &Row<'_>| {
            count += 1;
            ControlFlow::Break(())
        };
        assert!(rows(b"<a><b/></a>", &InspectOptions::default(), &mut first));
        assert_eq!(count, 1);
    }

    #[test]
    fn the_json_of_a_row_has_stable_names() {
        let mut json = Vec::new();
        let mut keep = |row: &Row<'_>| {
            json.push(serde_json::to_string(row).unwrap());
            ControlFlow::Continue(())
        };
        for input in [&b"\x03\x11\x6A\x00\x6D\x01"[..], b"<a/>"] {
            rows(input, &InspectOptions::default(), &mut keep);
        }
        let version = r#"{"offset":0,"length":1,"bytes":"03","kind":"header","depth":0,"token":"version","path":"","meaning":"wbxml 1.3"}"#;
        let message = r#"{"offset":4,"length":1,"bytes":"6D","kind":"element","depth":0,"token":"<Session>","code":"00:2D","path":"Session","meaning":""}"#;
        let xml = r#"{"offset":0,"length":4,"line":1,"column":1,"kind":"element","depth":0,"token":"<a>","path":"a","meaning":""}"#;
        for expected in [version, message, xml] {
            assert!(json.iter().any(|found| found == expected), "{expected}\n{json:#?}");
        }
    }

    /// Every piece of a document has its row, cut wherever.
    #[test]
    fn no_byte_of_a_cut_document_is_left_out() {
        let document = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x01\x01";
        for length in 1..=document.len() {
            let mut end = 0;
            let mut check = |row: &Row<'_>| {
                assert_eq!(row.offset, end, "{length}: {row:?}");
                end += row.bytes.len();
                ControlFlow::Continue(())
            };
            assert!(rows(&document[..length], &InspectOptions::default(), &mut check), "{length}");
            assert_eq!(end, length);
        }
    }
}
