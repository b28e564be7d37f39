//! Text that is an encoding from its first to its last character: digits, base64, quoted-printable,
//! percent escapes, data addresses, and text armour.

use super::layer::{Layer, Piece, Proof};
use super::literals::may_begin;
use super::{Order, Radix, Wrapping};
use oma_imps::imps_core::base64;

/// The ways to decode a text.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let Ok(text) = str::from_utf8(bytes) else { return Vec::new() };
    let text = text.trim_start_matches('\u{FEFF}').trim();
    if let Some(armour) = armour(text) {
        return vec![armour];
    }
    let text = unquoted(text);
    if let Some(address) = data_uri(text) {
        return vec![address];
    }
    // An address with escapes is not a document.
    let begins = |(bytes, _): &(Vec<u8>, Wrapping)| may_begin(bytes);
    let mut layers = Vec::new();
    let mut decoded = |found: Option<(Vec<u8>, Wrapping)>| {
        layers.extend(
            found.map(|(bytes, wrapping)| Layer::of_one(Proof::Inside, Piece::decoded(bytes, wrapping))),
        );
    };
    decoded(digits(text).filter(|_| !text.starts_with(ZEROS)));
    decoded(base64(text.as_bytes()));
    if text.contains('+') {
        // In forms, a plus is a blank.
        decoded(percent(&text.replace('+', " ")).filter(begins));
    }
    decoded(percent(text).filter(begins));
    decoded(quoted_printable(bytes));
    layers
}

/// Hardly any document begins as the first offset of a dump.
const ZEROS: &str = "0000";

/// Digits that begin as an offset does, which are no dump with offsets.
pub(super) fn peel_zeros(bytes: &[u8]) -> Vec<Layer<'_>> {
    let text =
        str::from_utf8(bytes).ok().map(|text| unquoted(text.trim())).filter(|text| text.starts_with(ZEROS));
    let found = text.and_then(digits).map(|(bytes, wrapping)| Piece::decoded(bytes, wrapping));
    found.into_iter().map(|piece| Layer::of_one(Proof::Certain, piece)).collect()
}

/// A text without quotes or brackets around it.
fn unquoted(text: &str) -> &str {
    let pairs = [('"', '"'), ('\'', '\''), ('`', '`'), ('[', ']'), ('{', '}'), ('(', ')')];
    let inside = |(open, close)| text.strip_prefix(open)?.strip_suffix(close);
    // `x'03'` and `h'03'` are bytes in query languages.
    let marked = || text.strip_prefix(['x', 'X', 'h'])?.strip_prefix('\'')?.strip_suffix('\'');
    pairs.into_iter().find_map(inside).or_else(marked).map_or(text, str::trim)
}

/// Pairs of hexadecimal digits, with or without a usual separator.
pub(super) fn digits(text: &str) -> Option<(Vec<u8>, Wrapping)> {
    let mut bytes = Vec::new();
    let text = text.strip_suffix(';').unwrap_or(text);
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | ';')) {
        let word = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")).unwrap_or(word);
        bytes.extend(pairs(word)?);
    }
    let length = bytes.len();
    let wrapping = Wrapping::Dump { radix: Radix::Hexadecimal, width: 1, order: Order::BigEndian, length };
    (length > 0).then_some((bytes, wrapping))
}

/// Pairs of digits without separators.
pub(super) fn pairs(word: &str) -> Option<Vec<u8>> {
    let (pairs, odd) = word.as_bytes().as_chunks::<2>();
    if !odd.is_empty() {
        return None;
    }
    pairs.iter().map(pair).collect()
}

/// The byte of two hexadecimal digits.
pub(super) fn pair(digits: &[u8; 2]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(digits[0])? << 4 | digit(digits[1])?)
}

/// Base64 of either alphabet, with or without line breaks and padding.
pub(super) fn base64(text: &[u8]) -> Option<(Vec<u8>, Wrapping)> {
    let text = str::from_utf8(text).ok()?.trim();
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_= \t\r\n".contains(&byte);
    if text.len() < 4 || !text.bytes().all(is_base64) {
        return None;
    }
    let standard: String = text
        .chars()
        .filter(|character| !character.is_ascii_whitespace())
        .map(|character| match character {
            '-' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    let bytes = base64::decode(&standard).ok()?;
    let length = bytes.len();
    Some((bytes, Wrapping::Base64 { length }))
}

/// Percent escapes; other characters are themselves.
// The crate `percent-encoding` keeps a broken escape. Here it shows that the text is not escaped.
pub(super) fn percent(text: &str) -> Option<(Vec<u8>, Wrapping)> {
    // Text around a document may have escapes of its own.
    if text.contains(['<', '\n']) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let (mut rest, mut has_escape) = (text.as_bytes(), false);
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first == b'%' {
            let (digits, behind) = rest.split_first_chunk::<2>()?;
            bytes.push(pair(digits)?);
            (rest, has_escape) = (behind, true);
        } else {
            bytes.push(*first);
        }
    }
    let length = bytes.len();
    has_escape.then_some((bytes, Wrapping::Percent { length }))
}

/// Quoted-printable of RFC 2045.
pub(super) fn quoted_printable(text: &[u8]) -> Option<(Vec<u8>, Wrapping)> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut rest, mut has_escape) = (text, false);
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first != b'=' {
            bytes.push(*first);
            continue;
        }
        // At the end of a line, the line goes on.
        if let Some(next) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            rest = next;
            continue;
        }
        let (digits, behind) = rest.split_first_chunk::<2>()?;
        bytes.push(pair(digits)?);
        (rest, has_escape) = (behind, true);
    }
    let length = bytes.len();
    has_escape.then_some((bytes, Wrapping::QuotedPrintable { length }))
}

/// A `data:` address of RFC 2397.
fn data_uri(text: &str) -> Option<Layer<'static>> {
    let rest = text.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).and(text.get(5..))?;
    let (kind, data) = rest.split_once(',')?;
    let unescaped = percent(data).map_or_else(|| data.as_bytes().to_vec(), |(bytes, _)| bytes);
    let is_base64 = kind.trim_end().to_ascii_lowercase().ends_with(";base64");
    let bytes = if is_base64 { base64(&unescaped)?.0 } else { unescaped };
    let length = bytes.len();
    Some(Layer::of_one(Proof::Inside, Piece::decoded(bytes, Wrapping::DataUri { length })))
}

/// The text between the lines of an armour, such as PEM has.
fn armour(text: &str) -> Option<Layer<'static>> {
    let begin = text.find("-----BEGIN ")?;
    let rest = text.get(begin..)?;
    let body = rest.split_once('\n')?.1;
    let body = body.get(..body.find("-----END ")?)?;
    // Header fields end at an empty line. A checksum has a line that begins with an equals sign.
    let body = body.replace('\r', "");
    let lines =
        body.split_once("\n\n").filter(|(head, _)| head.contains(':')).map_or(&*body, |(_, lines)| lines);
    let lines: Vec<&str> = lines.lines().filter(|line| !line.starts_with('=')).collect();
    let (bytes, wrapping) = base64(lines.concat().as_bytes())?;
    let piece = Piece { wrappings: vec![Wrapping::Armour, wrapping], ..Piece::new(bytes.into(), None) };
    Some(Layer::of_one(Proof::Inside, piece))
}

#[cfg(test)]
mod tests {
    use super::super::unwrap;

    const DOCUMENT: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x01\x01";

    #[track_caller]
    fn check(text: &str, note: &str) {
        let documents = unwrap(text.as_bytes());
        let document = &documents.documents[0];
        assert_eq!(&*document.bytes, DOCUMENT, "{text}");
        let notes: Vec<_> = document.wrappings.iter().map(ToString::to_string).collect();
        assert!(notes.concat().contains(note), "{notes:?}");
    }

    #[test]
    fn digits_may_have_anything_usual_around_them() {
        for text in [
            "03116A00C90803312E3200016D0101\n",
            "03 11 6a 00 c9 08 03 31\n2e 32 00 01 6d 01 01",
            "03:11:6A:00:C9:08:03:31:2E:32:00:01:6D:01:01",
            "03-11-6A-00-C9-08-03-31-2E-32-00-01-6D-01-01",
            "0x03, 0x11, 0x6A, 0x00, 0xC9, 0x08, 0x03, 0x31,\r\n0x2E, 0x32, 0x00, 0x01, 0x6D, 0x01, 0x01",
            "0x03116a00c90803312e3200016d0101",
            "\"03116a00c90803312e3200016d0101\"",
            "X'03116a00c90803312e3200016d0101'",
            "{03, 11, 6A, 00, C9, 08, 03, 31, 2E, 32, 00, 01, 6D, 01, 01}",
        ] {
            check(text, "a dump in hexadecimal of 15 bytes");
        }
    }

    #[test]
    fn base64_has_two_alphabets_and_any_line_breaks() {
        for text in [
            "AxFqAMkIAzEuMgABbQEB\n",
            "AxFqAMkIAzEu\r\nMgABbQEB\r\n",
            "'AxFqAMkIAzEuMgABbQEB'",
            "AxFqAMkI AzEuMgABbQEB",
        ] {
            check(text, "base64 of 15 bytes");
        }
        check("-----BEGIN WBXML-----\nAxFqAMkIAzEu\nMgABbQEB\n-----END WBXML-----\n", "base64 of 15 bytes");
        check(
            "-----BEGIN DATA-----\nVersion: 1\n\nAxFqAMkIAzEuMgABbQEB\n=abcd\n-----END DATA-----\n",
            "mark its begin",
        );
        let xml = "<WV-CSP-Message>\u{FB}\u{FF}\u{FE}</WV-CSP-Message>";
        let text = super::base64::encode(xml.as_bytes()).replace('+', "-").replace('/', "_");
        assert!(text.contains(['-', '_']), "{text}");
        assert_eq!(&*unwrap(text.as_bytes()).documents[0].bytes, xml.as_bytes());
    }

    #[test]
    fn other_encodings_are_decoded() {
        check("%03%11j%00%C9%08%031.2%00%01m%01%01", "percent escapes of 15 bytes");
        check("=03=11j=00=C9=08=\r\n=031.2=00=01m=01=01", "quoted-printable of 15 bytes");
        check("data:application/vnd.wv.csp.wbxml;base64,AxFqAMkIAzEuMgABbQEB", "a data address of 15 bytes");
        check("DATA:,%03%11j%00%C9%08%031.2%00%01m%01%01", "a data address of 15 bytes");
        let form = "%3CWV-CSP-Message+a%3D%22b%22%2F%3E";
        assert_eq!(&*unwrap(form.as_bytes()).documents[0].bytes, b"<WV-CSP-Message a=\"b\"/>");
    }

    #[test]
    fn base64_may_have_bits_after_the_last_byte() {
        let xml = b"<abcdefghijklm/>";
        let text = super::base64::encode(xml);
        assert!(text.ends_with("Pg=="), "{text}");
        for text in [text.replace("Pg==", "Pg"), text.replace("Pg==", "Ph=="), text] {
            assert_eq!(&*unwrap(text.as_bytes()).documents[0].bytes, xml, "{text}");
        }
    }

    #[test]
    fn json_is_a_document() {
        let json = b"\xEF\xBB\xBF {\r\n\"version\": {}}";
        assert_eq!(&*unwrap(super::base64::encode(json).as_bytes()).documents[0].bytes, json);
    }

    #[test]
    fn text_without_a_document_is_left_alone() {
        for input in [
            &b"dead beef"[..],
            b"Dear Sir or Madam,",
            b"QUJDREVGR0hJSktMTU5PUA==",
            b"eyesopenandearsclose",
            b"100%25 of it = A0",
            b"<a/>",
            b"{\"a\":1}",
            b"0",
            b"",
        ] {
            let documents = unwrap(input);
            assert_eq!((&*documents.documents[0].bytes, documents.documents[0].wrappings.len()), (input, 0));
        }
    }
}
