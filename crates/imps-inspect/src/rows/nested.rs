//! Documents inside of documents: in opaque data, and behind a document.

use super::{has_rows, syntax_of_rows};
use crate::documents::NamedParts;
use crate::options::InspectOptions;
use oma_imps::{PartKind, Syntax};
use std::ops::Range;
use wbxml::{Header, Token, Tokens};

/// The maximum number of documents around a document.
pub(super) const LEVELS: usize = 4;

/// Returns the place of the document that begins at an offset of an input: in opaque data, behind
/// another document, or behind bytes without rows. `None` if no document begins there, or if the
/// whole input does.
///
/// ```
/// use imps_inspect::{InspectOptions, document_at};
///
/// // A service indication, in opaque data of another document.
/// let outer = b"\x03\x01\x6A\x00\x45\xC3\x06\x03\x05\x6A\x00\x45\x01\x01";
/// assert_eq!(document_at(outer, 7, &InspectOptions::default()), Some(7..13));
/// assert_eq!(document_at(outer, 8, &InspectOptions::default()), None);
/// ```
pub fn document_at(input: &[u8], offset: usize, options: &InspectOptions<'_>) -> Option<Range<usize>> {
    if offset == 0 {
        return None;
    }
    let range = |range: Range<usize>| {
        let found = input.get(range.clone())?;
        let is_document = match syntax_of_rows(found, None) {
            Some(Syntax::Wbxml) => Header::parse(found).is_ok(),
            _ => has_rows(found, None),
        };
        is_document.then_some(range)
    };
    if !has_rows(input, options.from) {
        return range(offset..input.len());
    }
    let parts = NamedParts::of(input, options.from, options.charset);
    let parts = parts.iter().map(|named| named.part);
    let end = |start: usize, bytes: &[u8]| start.saturating_add(bytes.len());
    let part =
        parts.into_iter().find(|part| (part.offset..end(part.offset, part.bytes)).contains(&offset))?;
    let end = end(part.offset, part.bytes);
    if part.kind != PartKind::Document {
        return range(offset..end);
    }
    let mut innermost = None;
    let mut outer = part.offset..end;
    while let Some(inner) = input.get(outer.clone()).and_then(|outer_bytes| {
        let is_wbxml = syntax_of_rows(outer_bytes, None) == Some(Syntax::Wbxml);
        is_wbxml.then(|| part_with(outer_bytes, offset.checked_sub(outer.start)?)).flatten()
    }) {
        outer = outer.start.saturating_add(inner.start)..outer.start.saturating_add(inner.end);
        innermost = Some(outer.clone());
        // The document begins here, or further inside.
        if outer.start == offset {
            break;
        }
    }
    range(offset..innermost?.end)
}

/// The opaque data, or the bytes behind the root, that contain a byte.
fn part_with(document: &[u8], offset: usize) -> Option<Range<usize>> {
    let (_, mut tokens) = Tokens::parse(document).ok()?;
    while tokens.offset() <= offset {
        let token = tokens.next()?.ok()?;
        let end = tokens.offset();
        if let Token::Opaque { bytes, .. } | Token::Trailing(bytes) = token {
            let inside = end.saturating_sub(bytes.len())..end;
            if inside.contains(&offset) {
                return Some(inside);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Row, RowKind, rows};

    /// A service indication that is long enough to be one for certain.
    const SI: &[u8] = b"\x03\x05\x6A\x00\x45\x46\x03hello\0\x01\x01";

    /// A document of an unknown language with opaque data.
    fn around(inner: &[u8]) -> Vec<u8> {
        let length = u8::try_from(inner.len()).unwrap();
        [b"\x03\x01\x6A\x00\x45\xC3", &[length][..], inner, b"\x06\x01"].concat()
    }

    fn all(input: &[u8]) -> Vec<Row<'_>> {
        rows(input, &InspectOptions::default()).collect()
    }

    #[test]
    fn a_certain_document_in_opaque_data_has_its_rows() {
        let document = around(SI);
        let rows = all(&document);
        let shown: Vec<_> =
            rows[6..].iter().map(|row| (row.offset, row.depth, &*row.token, &*row.path)).collect();
        let expected = [
            (5, 1, "opaque, 15 bytes", "00:05"),
            (7, 2, "version", "00:05"),
            (8, 2, "public id 0x5", "00:05"),
            (9, 2, "charset 106", "00:05"),
            (10, 2, "string table", "00:05"),
            (11, 2, "<00:05>", "00:05/00:05"),
            (12, 3, "<00:06>", "00:05/00:05/00:06"),
            (13, 4, "\"hello\"", "00:05/00:05/00:06"),
            (20, 3, "</00:06>", "00:05/00:05/00:06"),
            (21, 2, "</00:05>", "00:05/00:05"),
            (22, 1, "<00:06>", "00:05/00:06"),
            (23, 0, "</00:05>", "00:05"),
        ];
        assert_eq!(shown, expected);
        assert_eq!(
            rows[6].meaning,
            "a document: -//WAPFORUM//DTD SI 1.0//EN, a service indication; tokens by number"
        );
        // Every byte has one row.
        let mut end = 0;
        for row in rows.iter().filter(|row| row.kind != RowKind::Document) {
            assert_eq!(row.offset, end, "{row:?}");
            end += row.length();
        }
        assert_eq!(end, document.len());
    }

    #[test]
    fn uncertain_data_stays_opaque() {
        let unnamed = [b"\x03\x01", &SI[2..]].concat();
        let cut = &SI[..SI.len() - 1];
        let longer = [SI, b"\0"].concat();
        for data in [&unnamed[..], cut, &longer, b"\x03\x05\x6A\x00\x05", b"\x03\x05\x6A\x00\x45\x01"] {
            let document = around(data);
            let rows = all(&document);
            assert_eq!(rows.len(), 9, "{data:02X?}");
            assert_eq!(*rows[6].bytes, document[5..7 + data.len()]);
        }
    }

    #[test]
    fn documents_are_nested_only_so_deep() {
        let mut document = SI.to_vec();
        for _ in 0..8 {
            let length = u8::try_from(document.len()).unwrap();
            document = [b"\x03\x05\x6A\x00\x45\xC3", &[length][..], &document, b"\x01"].concat();
        }
        let rows = all(&document);
        let opened = rows.iter().filter(|row| row.meaning.starts_with("a document: ")).count();
        assert_eq!(opened, LEVELS);
        assert!(rows.iter().all(|row| row.kind != RowKind::Fault));
        // The others can be seen by their offset.
        for level in 1..=8 {
            let place = 7 * level..document.len() - level;
            let found = document_at(&document, place.start, &InspectOptions::default());
            assert_eq!(found, Some(place));
        }
    }

    #[test]
    fn a_document_is_found_where_it_begins() {
        let options = InspectOptions::default();
        let unnamed = [b"\x03\x01", &SI[2..]].concat();
        assert_eq!(document_at(&around(&unnamed), 7, &options), Some(7..22));
        assert_eq!(document_at(&around(&around(&unnamed)), 14, &options), Some(14..29));
        assert_eq!(document_at(&around(b"--<a/>"), 9, &options), Some(9..13));
        let behind = [b"\x03\x01\x6A\x00\x05\xFF\xFF".as_slice(), SI].concat();
        assert_eq!(document_at(&behind, 7, &options), Some(7..22));
        let in_front = [b"\x99\x98\x97".as_slice(), SI].concat();
        assert_eq!(document_at(&in_front, 3, &options), Some(3..18));
        for at in [0, 5, 6, 8, 100, usize::MAX] {
            assert_eq!(document_at(&around(&unnamed), at, &options), None, "{at}");
        }
        assert_eq!(document_at(b"<a><b/></a>", 3, &options), None);
    }
}
