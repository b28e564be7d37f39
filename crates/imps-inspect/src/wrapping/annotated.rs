//! The rows of a document as `imps inspect --full` shows them: offset, bytes, and words for people.

use super::Wrapping;
use super::layer::{Layer, Piece, Proof};

/// The width of the column of offsets, if they have no more digits, and the blanks behind it.
const OFFSET: usize = 5;
const GAP: usize = 2;

/// The rows of one or more documents.
#[derive(Default)]
struct Annotated {
    documents: Vec<Vec<u8>>,
    /// Whether bytes are missing.
    is_partial: bool,
}

/// Takes the bytes out of rows.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let Some(rows) = parsed(bytes).filter(|rows| !rows.is_partial) else { return Vec::new() };
    let piece = |document: Vec<u8>| {
        let length = document.len();
        Piece::decoded(document, Wrapping::Rows { length })
    };
    vec![Layer::new(Proof::Form, rows.documents.into_iter().map(piece).collect())]
}

/// Whether bytes are the rows of a document, but not all its bytes.
pub(crate) fn is_partial(bytes: &[u8]) -> bool {
    parsed(bytes).is_some_and(|rows| rows.is_partial)
}

/// `None` for anything but rows.
fn parsed(bytes: &[u8]) -> Option<Annotated> {
    // The heading tells rows from other dumps.
    if !bytes.trim_ascii_start().starts_with(b"# ") {
        return None;
    }
    let text = str::from_utf8(bytes).ok()?;
    // Other remarks may be above it, such as the ones of a timeline.
    let mut remarks = text.trim_start().lines().map_while(|line| line.strip_prefix("# "));
    let is_heading = |remark: &str| {
        ["binary xml, ", "xml, ", "plain-text syntax, "].iter().any(|syntax| {
            remark.starts_with(syntax)
                || remark.starts_with("document ") && remark.contains(&format!(": {syntax}"))
        })
    };
    if !remarks.any(is_heading) {
        return None;
    }
    let mut rows = Annotated::default();
    // The offset of the next row.
    let mut next = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        // The lines of a fault begin with blanks.
        if line.starts_with([' ', '#']) {
            continue;
        }
        let (offset, column) = row(line)?;
        let is_start = rows.documents.is_empty() || offset == 0 && next > 0;
        if is_start {
            rows.documents.push(Vec::new());
            next = offset;
        }
        rows.is_partial |= offset != next;
        let document = rows.documents.last_mut()?;
        for cell in column.split(' ').filter(|cell| !cell.is_empty()) {
            let (digits, is_cut) = match cell.strip_suffix('\u{2026}') {
                Some(digits) => (digits, true),
                None => (cell, false),
            };
            match u8::from_str_radix(digits, 16)
                .ok()
                .filter(|_| digits.len() == 2 && !digits.starts_with('+'))
            {
                Some(byte) => {
                    document.push(byte);
                    next = next.saturating_add(1);
                }
                // Lines and columns of a document of text.
                None if cell.contains(':') => rows.is_partial = true,
                None => return None,
            }
            rows.is_partial |= is_cut;
        }
    }
    Some(rows).filter(|rows| !rows.documents.is_empty())
}

/// The offset of a row, and its column of bytes.
fn row(line: &str) -> Option<(usize, &str)> {
    let (digits, _) = line.split_once(' ').unwrap_or((line, ""));
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_digit() || (b'A'..=b'F').contains(&digit));
    let offset = usize::from_str_radix(digits, 16).ok().filter(|_| is_hexadecimal && digits.len() >= 4)?;
    let start = digits.len().max(OFFSET).saturating_add(GAP);
    let Some(rest) = line.get(start..) else { return Some((offset, "")) };
    let column = rest.split("  ").next().unwrap_or_default();
    Some((offset, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "\
# binary xml, 12 bytes, language unknown; tokens by number
0000   03                           version            wbxml 1.3
0001   01                           public id 0x1      unknown, or missing
0002   6A                           charset 106        UTF-8
0003   00                           string table       empty
0004   45                  00:05    <00:05>            00:05
0005   03 61 62 63 64 65              \"abcde\"          AA BB  CC
000B   00
000C   01                           </00:05>
000D                                fault              what is wrong
       with it
";

    #[track_caller]
    fn assert_reads(text: &str, document: &[u8]) {
        assert_eq!(documents(text), [document], "{text}");
    }

    fn documents(text: &str) -> Vec<Vec<u8>> {
        let layers = peel(text.as_bytes());
        layers.into_iter().flat_map(|layer| layer.pieces).map(|piece| piece.bytes.into_owned()).collect()
    }

    #[test]
    fn a_sign_is_no_digit() {
        assert_eq!(documents(&ROWS.replace("0000   03", "0000   +3")), [] as [Vec<u8>; 0]);
    }

    #[test]
    fn rows_are_read_back() {
        let document = b"\x03\x01\x6A\x00\x45\x03abcde\0\x01".to_vec();
        assert_reads(ROWS, &document);
        assert_reads(&ROWS.replace('\n', "\r\n"), &document);
        // Several in wrappings of their own, and one behind the other.
        let two = format!("{}{}", ROWS, ROWS.replace("# binary", "# document 2: binary"));
        assert_eq!(documents(&two), [document.clone(), document.clone()]);
        let behind = "# document 2, at byte 13: binary xml, 1 bytes, x\n000D   FF   behind the document\n";
        assert_eq!(documents(&format!("{ROWS}{behind}")), [[document.as_slice(), b"\xFF"].concat()]);
        let later =
            "# document at byte 16: binary xml, 2 bytes, x\n0010   03   version\n0011   01   public id\n";
        assert_eq!(documents(later), [b"\x03\x01"]);
        let far = "# document at byte 1048576: binary xml, 2 bytes, x\n100000  03   version\n";
        assert_eq!(documents(far), [b"\x03"]);
    }

    #[test]
    fn rows_without_all_bytes_are_told() {
        let shortened =
            ROWS.replace("64 65              ", "64 65\u{2026}             ").replace("000B   00\n", "");
        let left_out = ROWS.replace("000B   00\n", "");
        let text = "# xml, 4 bytes, language unknown\n0000   1:1       <a>   a\n";
        for rows in [&shortened, &left_out, text] {
            assert!(is_partial(rows.as_bytes()), "{rows}");
            assert_eq!(documents(rows), [] as [Vec<u8>; 0]);
        }
        assert!(!is_partial(ROWS.as_bytes()));
    }

    #[test]
    fn other_text_is_not_rows() {
        for text in ["", "# ", "# binary xml, 1 bytes", "0000  03 01 6A 00\n", "# A dump\n0000   03\n"] {
            assert!(!is_partial(text.as_bytes()) && documents(text).is_empty(), "{text}");
        }
        for line in ["0005   hello", "note", "0000  03 01", "000x   03", "00   03", "0000   031  x"] {
            let text = format!("# binary xml, 1 bytes, x\n{line}\n");
            assert_eq!(documents(&text), [] as [Vec<u8>; 0], "{line}");
        }
    }
}
