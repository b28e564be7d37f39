//! Splits an input into documents and the bytes between and after them.

use crate::Syntax;
use crate::charset::Charset;
use imps_core::is_padding;

/// A part of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part<'a> {
    /// The kind of the part.
    pub kind: PartKind,
    /// The offset from the start of the input, in bytes.
    pub offset: usize,
    /// The bytes of the part.
    pub bytes: &'a [u8],
}

/// The kind of a part of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PartKind {
    /// A document, from its first to its last byte. The first part of an input always counts as a
    /// document.
    Document,
    /// NUL, line ends and blanks.
    Padding,
    /// Bytes that are not a document.
    Other,
}

/// Iterates over the parts of an input: see [`documents`].
#[derive(Clone, Debug)]
pub struct Documents<'a> {
    input: &'a [u8],
    offset: usize,
    from: Option<Syntax>,
    charset: Charset,
    /// Whether no document was returned yet.
    is_first: bool,
    /// The syntax of the preceding document, if known.
    before: Option<Syntax>,
}

/// Splits an input into consecutive documents: binary XML, XML, JSON, or lines of plain text. The
/// parts cover the whole input, except white space that text allows around documents. Does not
/// check whether the documents can be read.
///
/// Detects each syntax, unless `from` states it for all.
///
/// ```
/// use oma_imps::{PartKind, documents};
///
/// let input = b"<a/>\n<?xml version='1.0'?><b/>\0";
/// let parts: Vec<_> = documents(input, None).map(|part| (part.kind, part.offset)).collect();
/// assert_eq!(parts, [(PartKind::Document, 0), (PartKind::Document, 5), (PartKind::Padding, 30)]);
/// ```
pub fn documents(input: &[u8], from: Option<Syntax>) -> Documents<'_> {
    Documents { input, offset: 0, from, charset: Charset::UNKNOWN, is_first: true, before: None }
}

impl<'a> Documents<'a> {
    /// Sets the character set of the transport, as for
    /// [`Input::in_charset`](crate::Input::in_charset).
    #[must_use]
    pub const fn with_charset(mut self, charset: Charset) -> Self {
        self.charset = charset;
        self
    }

    /// Iterates over the parts after a document that ends at an offset and has a given syntax.
    pub(crate) fn behind(input: &'a [u8], offset: usize, from: Option<Syntax>, before: Syntax) -> Self {
        Self { input, offset, from, charset: Charset::UNKNOWN, is_first: false, before: Some(before) }
    }

    fn take(&mut self, kind: PartKind, length: usize) -> Part<'a> {
        let rest = self.input.get(self.offset..).unwrap_or_default();
        let bytes = rest.get(..length).unwrap_or(rest);
        let part = Part { kind, offset: self.offset, bytes };
        self.offset = self.offset.saturating_add(bytes.len());
        part
    }

    fn document(&mut self) -> Part<'a> {
        let rest = self.input.get(self.offset..).unwrap_or_default();
        // Each line is a message, even if it is invalid.
        let lines = self.before.filter(|before| is_lines(Some(*before)));
        let syntax = lines.or(self.from).or_else(|| Syntax::detect_any(rest));
        (self.is_first, self.before) = (false, syntax);
        let end = syntax.map_or(rest.len(), |syntax| end_of(rest, syntax, self.charset));
        self.take(PartKind::Document, end)
    }

    /// Skips white space if it belongs to the syntax of the preceding document.
    fn skip_blanks(&mut self) {
        let rest = self.input.get(self.offset..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.offset = self.offset.saturating_add(blanks);
    }
}

impl<'a> Iterator for Documents<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        if self.is_first {
            if is_lines(self.from.or_else(|| Syntax::detect_any(self.input))) {
                self.skip_blanks();
            }
            return Some(self.document());
        }
        let before = self.before;
        if !is_binary(before) {
            self.skip_blanks();
        }
        let rest = self.input.get(self.offset..).filter(|rest| !rest.is_empty())?;
        let padding = rest.iter().take_while(|byte| is_padding(**byte)).count();
        // The version byte of WBXML 1.0 is NUL.
        for start in [padding, 0, padding.saturating_sub(1)] {
            if rest.get(start..).is_some_and(|rest| begins_document(rest, self.from, before)) {
                return Some(if start == 0 { self.document() } else { self.take(PartKind::Padding, start) });
            }
        }
        let kind = if padding == rest.len() { PartKind::Padding } else { PartKind::Other };
        Some(self.take(kind, rest.len()))
    }
}

/// Returns whether another document begins here.
fn begins_document(rest: &[u8], from: Option<Syntax>, before: Option<Syntax>) -> bool {
    match Syntax::detect_any(rest) {
        _ if is_lines(before) => rest.first().is_some_and(|byte| !is_padding(*byte)),
        Some(syntax) if from.is_some_and(|from| from != syntax) => false,
        Some(Syntax::Wbxml) => begins_wbxml(rest),
        // A lone mark or brace is not a document.
        Some(Syntax::Xml) => imps_xml::to_utf8(rest).is_ok_and(|text| imps_xml::root_name(&text).is_some()),
        #[cfg(feature = "json")]
        Some(Syntax::Json) => end_of_json(rest).is_some(),
        found => found.is_some(),
    }
}

/// Any bytes may look like binary XML. Accepts those that can be opened, and complete documents of
/// another language.
fn begins_wbxml(rest: &[u8]) -> bool {
    use imps_core::{ErrorKind, ReadOptions};
    match imps_wbxml::WbxmlSource::new(rest, &ReadOptions::default()) {
        Ok(_) => true,
        Err(error) => {
            matches!(error.kind(), ErrorKind::OtherLanguage(_) | ErrorKind::UnsupportedVersion(_))
                && wbxml::Tokens::parse(rest).is_ok_and(|(_, mut tokens)| {
                    tokens.by_ref().all(|token| token.is_ok()) && tokens.is_complete()
                })
        }
    }
}

/// Returns the end of the first document of an input, or the end of the input if the end of the
/// document is unknown.
pub(crate) fn end_of(input: &[u8], syntax: Syntax, charset: Charset) -> usize {
    let end = match syntax {
        Syntax::Wbxml => end_of_wbxml(input, charset),
        Syntax::Xml => end_of_xml(input, charset),
        Syntax::Pts => Some(end_of_line(input)),
        #[cfg(feature = "json")]
        Syntax::Json => end_of_json(input),
    };
    end.unwrap_or(input.len())
}

fn end_of_wbxml(input: &[u8], charset: Charset) -> Option<usize> {
    let (_, mut tokens) = wbxml::Tokens::with_transport_charset(input, charset).ok()?;
    loop {
        let start = tokens.offset();
        if let wbxml::Token::Trailing(_) = tokens.next()?.ok()? {
            return Some(start);
        }
    }
}

/// Finds the end by reading the document in any language. Works only if offsets count the bytes of
/// the input.
fn end_of_xml(input: &[u8], charset: Charset) -> Option<usize> {
    use imps_core::{Limits, ReadOptions, Version, validate::drain};
    let std::borrow::Cow::Borrowed(text) = imps_xml::to_utf8_over(input, charset).ok()? else { return None };
    let all = usize::MAX;
    let limits = Limits::default().with_document_bytes(all).with_elements(all).with_attributes(all);
    let options = ReadOptions::default().with_version(Version::V1_2).with_limits(limits.with_text_bytes(all));
    let mut source = imps_xml::XmlSource::new(text, &options).ok()?;
    drain(&mut source, &[]).ok()?;
    // A byte order mark is not part of the text.
    source.end().ok().map(|end| end.saturating_add(input.len().saturating_sub(text.len())))
}

#[cfg(feature = "json")]
fn end_of_json(input: &[u8]) -> Option<usize> {
    let mut values =
        serde_json::Deserializer::from_slice(input).into_iter::<imps_core::private::serde::de::IgnoredAny>();
    values.next()?.ok()?;
    Some(values.byte_offset())
}

/// Excludes the line end and the padding before it.
fn end_of_line(input: &[u8]) -> usize {
    let line = input.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    line.iter().rposition(|byte| *byte != 0).map_or(0, |last| last.saturating_add(1))
}

/// Returns whether each line is a document.
fn is_lines(syntax: Option<Syntax>) -> bool {
    syntax == Some(Syntax::Pts)
}

fn is_binary(syntax: Option<Syntax>) -> bool {
    syntax == Some(Syntax::Wbxml)
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use PartKind::{Document as D, Other as O, Padding as P};

    const BINARY: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x2D\x01";

    #[track_caller]
    fn check(input: &[&[u8]], expected: &[(PartKind, usize)]) {
        let input = input.concat();
        let parts: Vec<_> = documents(&input, None).collect();
        let found: Vec<_> = parts.iter().map(|part| (part.kind, part.bytes.len())).collect();
        assert_eq!(found, expected, "{}", input.escape_ascii());
        for part in parts {
            assert_eq!(input.get(part.offset..part.offset + part.bytes.len()), Some(part.bytes));
        }
    }

    #[test]
    fn binary_documents_end_where_their_root_does() {
        let old = b"\x00\x10\x00\x49\x2D\x01";
        check(&[BINARY], &[(D, 14)]);
        check(&[BINARY, BINARY, BINARY], &[(D, 14), (D, 14), (D, 14)]);
        check(&[BINARY, b"\0\r\n", BINARY, b"\n"], &[(D, 14), (P, 3), (D, 14), (P, 1)]);
        check(&[BINARY, old, old], &[(D, 14), (D, 6), (D, 6)]);
        check(&[BINARY, b"\0\0", old], &[(D, 14), (P, 2), (D, 6)]);
        check(&[BINARY, b"\x43\x05\x01", BINARY], &[(D, 17), (D, 14)]);
        check(&[BINARY, b"garbage"], &[(D, 14), (O, 7)]);
        check(&[BINARY, b"\0\x03\x11"], &[(D, 14), (O, 3)]);
        // Another language: a complete document, and an incomplete one, because any bytes may begin
        // so.
        check(&[BINARY, b"\x03\x05\x6A\x00\x45\x01"], &[(D, 14), (D, 6)]);
        check(&[BINARY, b"\x03\x05\x6A\x00\x45"], &[(D, 14), (O, 5)]);
        // A cut document of this language is a document with a fault.
        check(&[BINARY, &BINARY[..13]], &[(D, 14), (D, 13)]);
        check(&[&BINARY[..13]], &[(D, 13)]);
        check(&[BINARY, b"<a/>\n"], &[(D, 14), (D, 5)]);
    }

    #[test]
    fn documents_of_text_end_where_their_root_does() {
        check(&[b"<a/>"], &[(D, 4)]);
        check(&[b" <a/>\r\n<b>x</b>\n"], &[(D, 7), (D, 9)]);
        check(&["\u{FEFF}<a/><!-- --> <?b?>".as_bytes(), b"<?xml version='1.0'?><c/>"], &[(D, 21), (D, 25)]);
        check(&[b"<a/>\0\0"], &[(D, 4), (P, 2)]);
        check(&[b"<a/>", BINARY], &[(D, 18)]);
        check(&[b"<a/>hello"], &[(D, 9)]);
        check(&[b"<a><b/>"], &[(D, 7)]);
        check(&[b"<\0a\0/\0>\0<\0a\0/\0>\0"], &[(D, 16)]);
        check(&[b"{\"a\": {}}\n {\"b\": []}\n"], &[(D, 9), (D, 9)]);
        check(&[b"{\"a\": {}}x"], &[(D, 9), (O, 1)]);
        check(&[b"{\"a\": {}"], &[(D, 8)]);
        check(&[b"{}{"], &[(D, 2), (O, 1)]);
        check(&[BINARY, b"<", b"a"], &[(D, 14), (O, 2)]);
    }

    #[test]
    fn every_line_of_plain_text_is_a_document() {
        check(&[b"\r\nWV12LR1 x\r\n\nWV12LR2\nhello\n"], &[(D, 9), (D, 7), (D, 5)]);
        check(&[b"WV12LR1\0\n\0"], &[(D, 7), (P, 3)]);
        check(&[b"WV12LR1\0\nWV12LR1"], &[(D, 7), (P, 2), (D, 7)]);
    }

    #[test]
    fn nothing_is_one_document() {
        check(&[b""], &[(D, 0)]);
        check(&[b"hello"], &[(D, 5)]);
    }

    #[test]
    fn a_syntax_that_is_stated_is_that_of_all() {
        let input = [BINARY, b"<a/>"].concat();
        let kinds: Vec<_> = documents(&input, Some(Syntax::Wbxml)).map(|part| part.kind).collect();
        assert_eq!(kinds, [D, O]);
    }
}
