//! Character encodings.

use crate::SyntaxError;
use crate::characters::is_blank;
use imps_core::Error;
use std::borrow::Cow;

/// The document as UTF-8 text, without a byte order mark.
///
/// Understands UTF-8, UTF-16 of either byte order (by its byte order mark, or by how `<` looks in it), and the declared
/// encodings US-ASCII and ISO-8859-1. Another encoding is [`SyntaxError::UnsupportedEncoding`]; octets that mean nothing
/// in theirs are [`SyntaxError::InvalidEncoding`], with the offset of the first one.
///
/// ```
/// let document = b"<?xml version='1.0' encoding='ISO-8859-1'?><Name>Jos\xE9</Name>";
/// assert!(imps_xml::to_utf8(document)?.ends_with("<Name>José</Name>"));
/// # Ok::<(), imps_xml::Error>(())
/// ```
///
/// # Errors
/// When the document names a character set that is not known, or does not keep to the one it names.
pub fn to_utf8(document: &[u8]) -> Result<Cow<'_, str>, Error> {
    match document {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf_8(rest, 3),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            Err(SyntaxError::UnsupportedEncoding("UTF-32".into()).at(0))
        }
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, 2, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, 2, u16::from_be_bytes),
        [b'<', 0, ..] => utf_16(document, 0, u16::from_le_bytes),
        [0, b'<', ..] => utf_16(document, 0, u16::from_be_bytes),
        _ => declared(document),
    }
}

fn declared(document: &[u8]) -> Result<Cow<'_, str>, Error> {
    if document.starts_with(br#"<?xml version="1.0" encoding="UTF-8"?>"#) {
        return utf_8(document, 0);
    }
    let Some((name, offset)) = declared_encoding(document) else { return utf_8(document, 0) };
    match name.to_ascii_uppercase().as_str() {
        "UTF-8" | "UTF8" => utf_8(document, 0),
        "US-ASCII" | "ASCII" | "ANSI_X3.4-1968" => {
            match document.iter().position(|octet| !octet.is_ascii()) {
                Some(at) => Err(SyntaxError::InvalidEncoding("us-ascii").at(at)),
                None => utf_8(document, 0),
            }
        }
        "ISO-8859-1" | "ISO_8859-1" | "LATIN1" | "L1" => Ok(latin_1(document)),
        _ => Err(SyntaxError::UnsupportedEncoding(name.into()).at(offset)),
    }
}

fn utf_8(octets: &[u8], offset: usize) -> Result<Cow<'_, str>, Error> {
    match std::str::from_utf8(octets) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(fault) => {
            Err(SyntaxError::InvalidEncoding("utf-8").at(offset.saturating_add(fault.valid_up_to())))
        }
    }
}

fn utf_16(octets: &[u8], offset: usize, unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, Error> {
    let (pairs, rest) = octets.as_chunks::<2>();
    let mut text = String::with_capacity(octets.len() / 2);
    let mut at = offset;
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(character) = character else { return Err(SyntaxError::InvalidEncoding("utf-16").at(at)) };
        text.push(character);
        at = at.saturating_add(character.len_utf16().saturating_mul(2));
    }
    if rest.is_empty() { Ok(Cow::Owned(text)) } else { Err(SyntaxError::InvalidEncoding("utf-16").at(at)) }
}

fn latin_1(octets: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(octets) {
        Ok(text) if text.is_ascii() => Cow::Borrowed(text),
        _ => Cow::Owned(octets.iter().map(|octet| char::from(*octet)).collect()),
    }
}

/// The encoding that the XML declaration names, and where it stands.
fn declared_encoding(document: &[u8]) -> Option<(&str, usize)> {
    let inside =
        document.strip_prefix(b"<?xml").filter(|rest| rest.first().is_some_and(|octet| is_blank(*octet)))?;
    let end = inside.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(inside.get(..end)?).ok()?;
    let value = declaration.match_indices("encoding").find_map(|(at, word)| {
        let (_, behind) = declaration.get(at..)?.split_at_checked(word.len())?;
        Some(behind.trim_ascii_start().strip_prefix('=')?.trim_ascii_start())
    })?;
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let value = value.strip_prefix(quote)?;
    let (name, _) = value.split_once(quote)?;
    let start = declaration.len().saturating_sub(value.len());
    Some((name, "<?xml".len().saturating_add(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(document: &[u8]) -> (String, Option<usize>) {
        let error = to_utf8(document).unwrap_err();
        (error.kind().to_string(), error.offset())
    }

    #[test]
    fn utf_8_is_borrowed() {
        assert!(matches!(to_utf8("<a>é</a>".as_bytes()), Ok(Cow::Borrowed("<a>é</a>"))));
        assert!(matches!(to_utf8("\u{FEFF}<a/>".as_bytes()), Ok(Cow::Borrowed("<a/>"))));
        assert!(matches!(to_utf8(b""), Ok(Cow::Borrowed(""))));
    }

    #[test]
    fn utf_16_is_recognized_with_and_without_mark() {
        let text = "<a>é\u{1F600}</a>";
        for mark in ["\u{FEFF}", ""] {
            let units: Vec<u16> = mark.encode_utf16().chain(text.encode_utf16()).collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(to_utf8(&little).unwrap(), text);
            assert_eq!(to_utf8(&big).unwrap(), text);
        }
    }

    #[test]
    fn declared_encodings_are_obeyed() {
        let latin = b"<?xml version='1.0' encoding = \"iso-8859-1\" ?><a>\xE9</a>";
        assert!(to_utf8(latin).unwrap().ends_with("<a>é</a>"));
        assert_eq!(
            fault(b"<?xml version='1.0' encoding='koi8-r'?><a/>"),
            ("unsupported encoding koi8-r".into(), Some(30))
        );
        assert_eq!(fault(b"<?xml encoding='us-ascii'?>\xE9"), ("invalid us-ascii".into(), Some(27)));
        // Other names of the same sets, from the registry of IANA.
        for (name, text) in
            [("latin1", "Ã©"), ("l1", "Ã©"), ("ISO_8859-1", "Ã©"), ("utf-8", "é"), ("UTF8", "é")]
        {
            let document = format!("<?xml version='1.0' encoding='{name}'?>é");
            assert_eq!(
                to_utf8(document.as_bytes()).unwrap().split_once("?>"),
                document.replace('é', text).split_once("?>")
            );
        }
        for name in ["us-ascii", "ASCII", "ANSI_X3.4-1968"] {
            let document = format!("<?xml version='1.0' encoding='{name}'?><a/>");
            assert_eq!(to_utf8(document.as_bytes()).unwrap(), document);
        }
    }

    #[test]
    fn octets_without_meaning_are_refused_with_their_offset() {
        assert_eq!(fault(b"<a>\xC3\x28</a>"), ("invalid utf-8".into(), Some(3)));
        assert_eq!(fault(b"\xEF\xBB\xBF<a>\xC3\x28</a>"), ("invalid utf-8".into(), Some(6)));
        assert_eq!(fault(b"<\0a\0\0\xD8a\0"), ("invalid utf-16".into(), Some(4)));
        assert_eq!(fault(b"\xFF\xFE<\0a"), ("invalid utf-16".into(), Some(4)));
        assert_eq!(fault(b"\xFF\xFE\0\0<\0\0\0"), ("unsupported encoding UTF-32".into(), Some(0)));
    }
}
