//! Documents row by row. One module per syntax makes rows, one piece of the document per step.

mod cir;
mod json;
mod meaning;
mod nested;
mod path;
mod pending;
mod place;
mod pts;
mod row;
mod walk;
mod wbxml;
mod xml;

pub use nested::document_at;
pub use row::{Row, RowKind};

use self::cir::CirWalk;
use self::pending::Pending;
use self::pts::PtsWalk;
use self::wbxml::WbxmlWalk;
use self::xml::XmlWalk;
use crate::cir::is_cir;
use crate::documents::{NamedPart, NamedParts};
use crate::options::InspectOptions;
use crate::text::shortened;
use crate::wrapping::begins_frame;
use oma_imps::{ErrorKind, Guess, PartKind, Protocol, Syntax};
use std::ops::ControlFlow;
use std::{fmt, vec};

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
    // The hardware address of a frame is no version of WBXML.
    if from.is_none() && begins_frame(document) {
        return None;
    }
    let other = || matches!(Guess::of(document), Guess::OtherWbxml(_)).then_some(Syntax::Wbxml);
    from.or_else(|| Syntax::detect(document)).or_else(other).filter(|syntax| has_walk(*syntax))
}

/// Whether the documents of a syntax have rows.
const fn has_walk(syntax: Syntax) -> bool {
    matches!(syntax, Syntax::Wbxml | Syntax::Xml | Syntax::Pts)
}

/// Whether an input has rows: a document with a [syntax of rows](syntax_of_rows), or the lines of a
/// CIR channel.
///
/// ```
/// assert!(imps_inspect::has_rows(b"WVCI 1.2 cookie-1", None) && !imps_inspect::has_rows(b"{}", None));
/// ```
pub fn has_rows(input: &[u8], from: Option<Syntax>) -> bool {
    syntax_of_rows(input, from).is_some() || is_cir(input)
}

/// Iterates over the rows of all documents of an input. Each document begins with a row of the kind
/// [`RowKind::Document`], and other content between and after them has a row per piece. Offsets,
/// lines and columns count from the start of the input.
///
/// The iterator reads the document piece by piece and keeps the rows of one piece. An input without
/// rows has none: see [`has_rows`].
///
/// ```
/// use imps_inspect::{InspectOptions, rows};
///
/// let service_indication = b"\x03\x05\x6A\x00\x45\x01";
/// let rows: Vec<_> = rows(service_indication, &InspectOptions::default()).collect();
/// assert_eq!((rows[1].offset, &*rows[1].token, &*rows[1].meaning), (0, "version", "wbxml 1.3"));
/// assert_eq!(rows.last().map(|row| &*row.path), Some("00:05"));
/// ```
#[doc(alias("disassemble", "dump", "explain"))]
pub fn rows<'d>(input: &'d [u8], options: &InspectOptions<'d>) -> Rows<'d> {
    let (mut parts, mut walk) = (Vec::new(), None);
    if let Some(first) = syntax_of_rows(input, options.from) {
        let named = NamedParts::of(input, options.from, options.charset);
        if named.are_one() {
            walk = walk_of(input, first, options, Pending::at_start());
        } else {
            parts = named.iter().collect();
        }
    } else if is_cir(input) {
        walk = Some(Box::new(CirWalk::new(input, Pending::at_start())));
    }
    Rows { input, options: *options, parts: parts.into_iter(), walk, is_walked: false }
}

/// The rows of an input: see [`rows`].
pub struct Rows<'d> {
    input: &'d [u8],
    options: InspectOptions<'d>,
    parts: vec::IntoIter<NamedPart<'d>>,
    walk: Option<Box<dyn Walk<'d> + 'd>>,
    /// Whether the walk has no further steps.
    is_walked: bool,
}

/// Makes the rows of one part of an input.
trait Walk<'d> {
    /// The rows that were made.
    fn pending(&mut self) -> &mut Pending<'d>;

    /// Makes the rows of the next piece. Breaks at the end.
    fn step(&mut self) -> ControlFlow<()>;
}

/// Rows that need no walk.
impl<'d> Walk<'d> for Pending<'d> {
    fn pending(&mut self) -> &mut Self {
        self
    }

    fn step(&mut self) -> ControlFlow<()> {
        ControlFlow::Break(())
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("parts", &self.parts.len()).finish_non_exhaustive()
    }
}

impl<'d> Iterator for Rows<'d> {
    type Item = Row<'d>;

    fn next(&mut self) -> Option<Row<'d>> {
        loop {
            let Some(walk) = &mut self.walk else {
                let part = self.parts.next()?;
                self.walk = Some(self.walk_of_part(part));
                continue;
            };
            if let Some(row) = walk.pending().take() {
                return Some(row);
            }
            if self.is_walked {
                (self.walk, self.is_walked) = (None, false);
            } else {
                self.is_walked = walk.step().is_break();
            }
        }
    }
}

impl<'d> Rows<'d> {
    fn walk_of_part(&self, NamedPart { part, name }: NamedPart<'d>) -> Box<dyn Walk<'d> + 'd> {
        let mut pending = Pending::new(self.input, part.offset, name);
        let meaning = match part.kind {
            PartKind::Document => match syntax_of_rows(part.bytes, self.options.from) {
                Some(syntax) => {
                    if let Some(walk) = walk_of(part.bytes, syntax, &self.options, pending) {
                        return walk;
                    }
                    return Box::new(Pending::at_start());
                }
                // JSON behind something else.
                None => "no rows for json",
            },
            PartKind::Padding => "padding: readers pass over this",
            _ => "no document: left out",
        };
        pending.left_over(part.bytes, meaning);
        Box::new(pending)
    }
}

/// The walk through one document; `None` for a syntax without rows.
fn walk_of<'d>(
    document: &'d [u8],
    syntax: Syntax,
    options: &InspectOptions<'d>,
    pending: Pending<'d>,
) -> Option<Box<dyn Walk<'d> + 'd>> {
    Some(match syntax {
        Syntax::Wbxml => Box::new(WbxmlWalk::new(document, options, pending)),
        Syntax::Xml => Box::new(XmlWalk::new(document, options, pending)),
        Syntax::Pts => Box::new(PtsWalk::new(document, options, pending)),
        _ => return None,
    })
}

/// The fault of an unexpected root.
fn unexpected_root(name: &str, protocol: Protocol) -> String {
    let found = shortened(name, 80).into_owned();
    ErrorKind::UnexpectedRoot { found, expected: protocol.expected_roots() }.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &[u8]) -> Vec<Row<'_>> {
        rows(input, &InspectOptions::default()).collect()
    }

    #[test]
    fn offsets_and_lines_count_from_the_start_of_the_input() {
        let rows = all(b"<a/>\n<b/><c/>\0");
        let (headings, rows): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.kind == RowKind::Document);
        let shown: Vec<_> =
            rows.iter().map(|row| format!("{} {:?} {}", row.offset, row.position, row.token)).collect();
        let expected =
            ["0 Some((1, 1)) <a>", "5 Some((2, 1)) <b>", "9 Some((2, 5)) <c>", "13 None behind the document"];
        assert_eq!(shown, expected);
        let third = headings[2];
        let heading = ("document 3", 9, "xml, 4 bytes, language unknown");
        assert_eq!((&*third.token, third.offset, &*third.meaning), heading);
    }

    #[test]
    fn an_input_without_rows_has_none() {
        for input in [&b"{\"a\":1}"[..], b"", b"text", b"\x1F\x8B\x08\x00", b"OK", b"HELO a"] {
            assert_eq!(all(input), [], "{input:02X?}");
        }
    }

    #[test]
    fn lines_that_wake_a_client_are_explained() {
        let shown = |input: &str| {
            let rows = all(input.as_bytes());
            rows.iter()
                .map(|row| format!("{} {}: {}", row.offset, row.token, row.meaning))
                .collect::<Vec<_>>()
        };
        let rows = shown("WVCI 1.1 wv:nokia.1234567890");
        assert_eq!(rows[0], "0 document: communication initiation request (cir), 28 bytes, 1 line");
        assert_eq!(rows[1], "0 WVCI: the server wakes the client, which should poll at once");
        assert_eq!(rows[2], "5 version \"1.1\": the version of the session");
        assert_eq!(
            rows[3],
            "9 cookie \"wv:nokia.1234567890\": the cookie that the client chose for the session"
        );
        assert_eq!(rows.len(), 4);
        let rows = shown("HELO session-1\r\nOK\r\n\r\nPING\r\nOK\r\nWVCI 9.9 a\r\n");
        assert!(rows[2].starts_with("5 session \"session-1\""), "{rows:?}");
        assert!(rows.last().unwrap().contains("unknown version"), "{rows:?}");
    }

    /// A row costs many times the memory of its bytes.
    #[test]
    fn the_rows_of_one_piece_are_kept() {
        let list = |item: &[u8]| [b"\x03\x11\x6A\x00\x6D", item.repeat(1000).as_slice(), b"\x01"].concat();
        let table = [b"\x03\x11\x6A\x87\x68", b"\0".repeat(1000).as_slice(), b"\x2D"].concat();
        let xml = [b"<a>", b"<b c='d'>e</b>".repeat(1000).as_slice(), b"</a>"].concat();
        let lines = b"WV12LR1 SI=a\n".repeat(1000);
        for document in [list(b"\x2D"), list(b"\x03a\0"), table, xml, lines] {
            let mut rows = rows(&document, &InspectOptions::default());
            let (mut count, mut most) = (0, 0);
            while rows.next().is_some() {
                let pending = rows.walk.as_mut().map_or(0, |walk| walk.pending().len());
                (count, most) = (count + 1, most.max(pending));
            }
            assert!(count > 1000 && most < 8, "{count} rows, {most} kept");
        }
    }

    #[test]
    fn the_json_of_a_row_has_stable_names() {
        let mut json = Vec::new();
        for input in [&b"\x03\x11\x6A\x00\x6D\x01"[..], b"<a/>"] {
            json.extend(all(input).iter().map(|row| serde_json::to_string(row).unwrap()));
        }
        let document = r#"{"offset":0,"length":0,"bytes":"","kind":"document","depth":0,"token":"document","path":"","meaning":"binary xml, 6 bytes, read as csp 1.2"}"#;
        let version = r#"{"offset":0,"length":1,"bytes":"03","kind":"header","depth":0,"token":"version","path":"","meaning":"wbxml 1.3"}"#;
        let message = r#"{"offset":4,"length":1,"bytes":"6D","kind":"element","depth":0,"token":"<Session>","code":"00:2D","path":"Session","meaning":""}"#;
        let xml = r#"{"offset":0,"length":4,"line":1,"column":1,"kind":"element","depth":0,"token":"<a>","path":"a","meaning":""}"#;
        for expected in [document, version, message, xml] {
            assert!(json.iter().any(|found| found == expected), "{expected}\n{json:#?}");
        }
    }

    /// Every piece of a document has its row, cut wherever.
    #[test]
    fn no_byte_of_a_cut_document_is_left_out() {
        let document = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x01\x01";
        for length in 1..=document.len() {
            let mut end = 0;
            for row in all(&document[..length]) {
                assert_eq!(row.offset, end, "{length}: {row:?}");
                end += row.length();
            }
            assert_eq!(end, length);
        }
    }
}
