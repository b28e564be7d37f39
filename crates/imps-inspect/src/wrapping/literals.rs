//! Source code of C, Java, Python, Go, JavaScript and others: strings with escapes, and lists of
//! numbers.

mod escapes;
mod numbers;
mod strings;

use super::dump::{Section, joined};
use super::layer::{Layer, Piece, Proof};
use super::{Direction, Wrapping};

/// Bytes in source code.
struct Literal {
    /// The offset in the text.
    offset: usize,
    bytes: Vec<u8>,
    is_list: bool,
    /// The direction, where a program wrote the source from a conversation.
    direction: Option<Direction>,
}

/// The strings and lists of a text that may be documents.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let Ok(text) = str::from_utf8(bytes) else { return Vec::new() };
    let ways = [strings::quoted(text), strings::bare(text), numbers::lists(text), numbers::octal_lists(text)];
    ways.into_iter().filter(|found| !found.is_empty()).flat_map(layers).collect()
}

fn layers(literals: Vec<Literal>) -> Vec<Layer<'static>> {
    // Wireshark writes an array per packet, and names it after its side.
    if literals.len() > 1 && literals.iter().all(|literal| literal.direction.is_some()) {
        let (offset, is_list) =
            literals.first().map_or((0, false), |literal| (literal.offset, literal.is_list));
        let sections = literals.into_iter().enumerate();
        let sections =
            sections.map(|(number, literal)| Section::new(literal.bytes, literal.direction, number));
        let mut layers = joined(sections.collect());
        for piece in layers.iter_mut().flat_map(|layer| &mut layer.pieces) {
            piece.wrappings = vec![wrapping(offset, piece.bytes.len(), is_list)];
        }
        return layers;
    }
    let piece = |literal: Literal| {
        let wrapping = wrapping(literal.offset, literal.bytes.len(), literal.is_list);
        Piece { direction: literal.direction, ..Piece::decoded(literal.bytes, wrapping) }
    };
    vec![Layer::new(Proof::Certain, literals.into_iter().map(piece).collect())]
}

fn wrapping(offset: usize, length: usize, is_list: bool) -> Wrapping {
    if is_list { Wrapping::Numbers { offset, length } } else { Wrapping::Escapes { offset, length } }
}

/// The direction in the name of a literal.
fn direction(before: &str) -> Option<Direction> {
    let from = before.len().saturating_sub(80);
    let near = (from..=before.len()).find_map(|from| before.get(from..)).unwrap_or_default();
    let place = |name| near.rfind(name);
    match (place("peer0_"), place("peer1_")) {
        (first, second) if first > second => Some(Direction::Request),
        (None, None) => None,
        _ => Some(Direction::Response),
    }
}

/// Whether bytes begin as something that may be a document or have one inside.
pub(super) fn may_begin(bytes: &[u8]) -> bool {
    match bytes {
        [0..=3 | b'<' | b'{' | 0x78, ..] | [0x1F, 0x8B, ..] | [b'W', b'V', ..] => true,
        _ => {
            bytes.starts_with(b"HTTP/")
                || super::http::begins_message(bytes)
                || super::frames::is_frame(bytes)
        }
    }
}

/// The number of elements before a document of this protocol. Other numbers of a log, such as a
/// time, may come before it.
pub(super) fn before_document(bytes: &[u8]) -> usize {
    const FAR: usize = 16;
    let begins = |rest: &[u8]| matches!(rest, [0..=3, 0x10..=0x12, 0x6A, ..]);
    (0..FAR.min(bytes.len())).find(|start| bytes.get(*start..).is_some_and(begins)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::unwrap;

    const DOCUMENT: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x01\x01";

    #[track_caller]
    fn check(source: &str, words: &str) {
        let documents = unwrap(source.as_bytes());
        let document = &documents.documents[0];
        let notes: Vec<_> = document.wrappings.iter().map(ToString::to_string).collect();
        assert_eq!(&*document.bytes, DOCUMENT, "{source}: {notes:?}");
        assert!(notes.concat().contains(words), "{notes:?}");
    }

    #[test]
    fn lists_of_numbers_are_read() {
        let list = "0x03, 0x11, 0x6A, 0x00, 0xC9, 0x08, 0x03, 0x31, 0x2e, 0x32, 0x00, 0x01, 0x6D, 0x01, 0x01";
        let signed = "3, 17, 106, 0, -55, 8, 3, 49, 46, 50, 0, 1, 109, 1, 1";
        let unsigned = signed.replace("-55", "201");
        for source in [
            format!("unsigned char m[] = {{\n  {list}\n}};\nunsigned int m_len = 15;\n"),
            format!("static const uint8_t m[15] = {{ {list}, }};"),
            format!("byte[] m = {{ {signed} }};"),
            format!("byte[] m = new byte[] {{ {} }};", list.replace("0xC9", "(byte) 0xC9")),
            format!("val m = byteArrayOf({})", list.replace("0xC9", "0xC9.toByte()")),
            format!("m := []byte{{{}}}", list.replace("0x03", "0x3")),
            format!("m = bytes([{unsigned}])"),
            format!("m = bytearray([{list}])"),
            format!("let m: [u8; 15] = [{}];", list.replace("0x03,", "0x03u8,")),
            format!("new Uint8Array([{unsigned}])"),
            format!("m = <<{}>>.", unsigned.replace(", ", ",")),
            unsigned.replace(',', ""),
            unsigned.replace(", ", "\n"),
            "{ 0x03, 0x11, 'j', 0, 0xC9, '\\b', 3, '1', '.', '2', '\\0', 1, 'm', 1, 1 }".into(),
            format!("{{ /* a header */ {} }}", list.replace("0x6A,", "0x6A, // utf-8\n")),
            "003 021 152 000 311 010 003 061 056 062 000 001 155 001 001".into(),
        ] {
            check(&source, "a list of 15 numbers");
        }
        check(&format!("<Buffer {}>", list.replace("0x", "").replace(',', "")), "15 bytes");
        check(&format!("12:30:18 received {unsigned}"), "a list of 15 numbers");
    }

    #[test]
    fn strings_with_escapes_are_read() {
        let hexadecimal = r"\x03\x11\x6a\x00\xc9\x08\x03\x31\x2e\x32\x00\x01\x6d\x01\x01";
        for source in [
            hexadecimal.to_owned(),
            format!("char *m = \"{hexadecimal}\";"),
            "m = \"\\x03\\x11\" \"j\\0\\xC9\\b\\003\"\n    \"1.2\\000\\x01m\" \"\\x01\\x01\";".into(),
            "\"\\x03\\x11\\x6a\\x00\\xc9\\x08\\x03\" \\\n\"\\x31\\x2e\\x32\\x00\\x01\\x6d\\x01\\x01\"".into(),
            r"b'\x03\x11j\x00\xc9\x08\x031.2\x00\x01m\x01\x01'".into(),
            r#"String m = "\u0003\u0011j\u0000\u00C9\b\u00031.2\u0000\u0001m" + "\u0001\u0001";"#.into(),
            r#"m := []byte("\x03\x11j\x00\xc9\b\x031.2\x00\x01m\x01\x01")"#.into(),
            r#"logger: it's "\x03\x11j\x00\xc9\x08\x031.2\x00\x01m\x01\x01" again"#.into(),
            r"10:11 recv \x03\x11j\x00\xC9\x08\x031.2\x00\x01m\x01\x01".into(),
            r"\003\021j\000\311\010\0031.2\000\001m\001\001".into(),
        ] {
            check(&source, "a string literal of 15 bytes");
        }
        // Greedy escapes of C go on in the next string.
        check("\"\\x03\\x11\\x6A\\0\\xC9\\b\\x03\" \"1.2\\0\\1m\\1\\1\"", "15 bytes");
    }

    #[test]
    fn source_without_a_document_is_left_alone() {
        for source in [
            "int a[] = { 1, 2, 3, 4, 5 };",
            "don't \"say\\x03\"",
            "1 2 3 4",
            "'\\x03\\x11'",
            "2024-10-02 10:11:12",
        ] {
            assert!(unwrap(source.as_bytes()).documents[0].wrappings.is_empty(), "{source}");
        }
    }
}
