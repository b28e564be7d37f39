//! Character encodings: detection, and conversion to UTF-8.
//!
//! The order follows RFC 7303, section 3: a byte order mark, then the transport, then the document
//! itself. Binary XML follows the same order, and has no byte order mark.

use crate::XmlError;
use crate::characters::is_blank;
use imps_core::Error;
use mib_charset::{Charset, DecodeError, appearance};
use std::borrow::Cow;

/// Returns the document as UTF-8 text, without a byte order mark.
///
/// Equals [`to_utf8_over`] with a transport that states no character set.
///
/// ```
/// let document = b"<?xml version='1.0' encoding='ISO-8859-1'?><Name>Jos\xE9</Name>";
/// assert!(imps_xml::to_utf8(document)?.ends_with("<Name>José</Name>"));
/// # Ok::<(), imps_xml::Error>(())
/// ```
///
/// # Errors
/// The errors of [`to_utf8_over`].
pub fn to_utf8(document: &[u8]) -> Result<Cow<'_, str>, Error> {
    to_utf8_over(document, Charset::UNKNOWN)
}

/// Returns the document as UTF-8 text, without a byte order mark. The transport states the
/// character set, for instance in the `charset` of an HTTP `Content-Type`. [`Charset::UNKNOWN`]
/// means that it states none. [`charset_over`] returns the set that counts.
///
/// ```
/// use imps_xml::{Charset, to_utf8_over};
///
/// assert_eq!(to_utf8_over(b"<Name>Jos\xE9</Name>", Charset::ISO_8859_1)?, "<Name>José</Name>");
/// # Ok::<(), imps_xml::Error>(())
/// ```
///
/// # Errors
/// [`XmlError::UnsupportedEncoding`] if the document or the transport names a character set that
/// this build cannot read; [`XmlError::InvalidEncoding`] if bytes have no meaning in the set, with
/// the offset of the first one and the likely set of the text.
pub fn to_utf8_over(document: &[u8], transport: Charset) -> Result<Cow<'_, str>, Error> {
    const USUAL: &[u8] = br#"<?xml version="1.0" encoding="UTF-8"?>"#;
    let (charset, mark) = match document {
        _ if transport == Charset::UNKNOWN && document.starts_with(USUAL) => (Charset::UTF_8, 0),
        _ => find(document, transport)?,
    };
    let bytes = document.get(mark..).unwrap_or_default();
    charset.decode(bytes).map_err(|fault| refuse(document, mark, charset, fault))
}

/// Returns the character set of a document: the set of its byte order mark, else of the transport,
/// else of the document itself.
///
/// The first character of a document reveals UTF-16 and UTF-32. Otherwise the encoding in the XML
/// declaration counts. A document without either is in UTF-8. A declaration in single bytes that
/// names UTF-16 or UTF-32 is wrong; the document is then in UTF-8.
///
/// ```
/// use imps_xml::{Charset, charset_over};
///
/// let document = b"<?xml version='1.0' encoding='GB2312'?><Name/>";
/// assert_eq!(charset_over(document, Charset::UNKNOWN)?, Charset::GB2312);
/// assert_eq!(charset_over(document, Charset::GBK)?, Charset::GBK);
/// assert_eq!(charset_over(b"\xEF\xBB\xBF<Name/>", Charset::GBK)?, Charset::UTF_8);
/// # Ok::<(), imps_xml::Error>(())
/// ```
///
/// # Errors
/// [`XmlError::UnsupportedEncoding`] if the declaration that counts names a set without a number
/// here.
pub fn charset_over(document: &[u8], transport: Charset) -> Result<Charset, Error> {
    find(document, transport).map(|(charset, _)| charset)
}

/// Returns the character set that a document itself states, by its byte order mark, its first
/// character or its declaration. `None` if it states none; it is then in UTF-8 unless the transport
/// says otherwise.
///
/// # Errors
/// The errors of [`charset_over`].
pub fn own_charset(document: &[u8]) -> Result<Option<Charset>, Error> {
    let (charset, mark) = find(document, Charset::UNKNOWN)?;
    let tells = mark > 0 || charset != Charset::UTF_8 || declared_encoding(document).is_some();
    Ok(tells.then_some(charset))
}

/// Returns the character set, and the length of the byte order mark.
fn find(document: &[u8], transport: Charset) -> Result<(Charset, usize), Error> {
    Ok(match document {
        [0xEF, 0xBB, 0xBF, ..] => (Charset::UTF_8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Charset::UTF_32LE, 4),
        [0, 0, 0xFE, 0xFF, ..] => (Charset::UTF_32BE, 4),
        [0xFF, 0xFE, ..] => (Charset::UTF_16LE, 2),
        [0xFE, 0xFF, ..] => (Charset::UTF_16BE, 2),
        _ if transport != Charset::UNKNOWN => (transport, 0),
        [first, 0, 0, 0, ..] if starts_xml(*first) => (Charset::UTF_32LE, 0),
        [0, 0, 0, first, ..] if starts_xml(*first) => (Charset::UTF_32BE, 0),
        [first, 0, ..] if starts_xml(*first) => (Charset::UTF_16LE, 0),
        [0, first, ..] if starts_xml(*first) => (Charset::UTF_16BE, 0),
        _ => (declared(document)?, 0),
    })
}

fn starts_xml(byte: u8) -> bool {
    byte == b'<' || is_blank(byte)
}

fn declared(document: &[u8]) -> Result<Charset, Error> {
    let Some((name, offset)) = declared_encoding(document) else { return Ok(Charset::UTF_8) };
    match Charset::from_name(name) {
        Some(charset) if is_wide(charset) => Ok(Charset::UTF_8),
        Some(charset) => Ok(charset),
        None => Err(XmlError::UnsupportedEncoding(name.into()).at(offset)),
    }
}

/// Returns whether even ASCII needs several bytes per character.
const fn is_wide(charset: Charset) -> bool {
    matches!(charset.0, 1000 | 1001 | 1013..=1015 | 1017..=1019)
}

#[cold]
fn refuse(document: &[u8], mark: usize, charset: Charset, fault: DecodeError) -> Error {
    match fault {
        DecodeError::Invalid { at, .. } => {
            XmlError::InvalidEncoding { charset, looks: appearance(document) }.at(mark.saturating_add(at))
        }
        _ => {
            let declared = declared_encoding(document).map_or(0, |(_, offset)| offset);
            XmlError::UnsupportedEncoding(charset.to_string()).at(declared)
        }
    }
}

/// Returns the encoding in the XML declaration, and the start of its name. Skips blanks before the
/// declaration.
fn declared_encoding(document: &[u8]) -> Option<(&str, usize)> {
    let blanks = document.iter().take_while(|byte| is_blank(**byte)).count();
    let inside = document
        .get(blanks..)?
        .strip_prefix(b"<?xml")
        .filter(|rest| rest.first().is_some_and(|byte| is_blank(*byte)))?;
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
    Some((name, blanks.saturating_add("<?xml".len()).saturating_add(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refuses(document: &[u8], problem: &str, offset: usize) {
        let error = to_utf8(document).unwrap_err();
        assert_eq!((error.kind().to_string().as_str(), error.offset()), (problem, Some(offset)));
    }

    #[test]
    fn utf_8_is_borrowed() {
        assert!(matches!(to_utf8("<a>é</a>".as_bytes()), Ok(Cow::Borrowed("<a>é</a>"))));
        assert!(matches!(to_utf8("\u{FEFF}<a/>".as_bytes()), Ok(Cow::Borrowed("<a/>"))));
        assert!(matches!(to_utf8(b""), Ok(Cow::Borrowed(""))));
    }

    #[test]
    fn wide_encodings_are_recognized_with_and_without_mark() {
        for text in ["<a>é\u{1F600}</a>", "\n<a>é\u{1F600}</a>"] {
            for mark in ["\u{FEFF}", ""] {
                let marked = format!("{mark}{text}");
                let units: Vec<u16> = marked.encode_utf16().collect();
                let numbers: Vec<u32> = marked.chars().map(u32::from).collect();
                for bytes in [
                    units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>(),
                    units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
                    numbers.iter().flat_map(|number| number.to_le_bytes()).collect(),
                    numbers.iter().flat_map(|number| number.to_be_bytes()).collect(),
                ] {
                    assert_eq!(to_utf8(&bytes).unwrap(), text);
                }
            }
        }
    }

    #[test]
    fn declared_encodings_are_obeyed() {
        let latin = b"<?xml version='1.0' encoding = \"iso-8859-1\" ?><a>\xE9</a>";
        assert!(to_utf8(latin).unwrap().ends_with("<a>é</a>"));
        let latin = b"\r\n <?xml version='1.0' encoding='latin1'?><a>\xE9</a>";
        assert!(to_utf8(latin).unwrap().ends_with("<a>é</a>"), "behind a blank line");
        refuses(b"<?xml version='1.0' encoding='klingon'?><a/>", "unsupported encoding klingon", 30);
        refuses(b"\n<?xml version='1.0' encoding='klingon'?><a/>", "unsupported encoding klingon", 31);
        refuses(
            b"<?xml encoding='us-ascii'?>\xE9",
            "invalid text in character set US-ASCII; it looks like iso-8859-1",
            27,
        );
        // A program wrote UTF-16 to a string, and wrote the string as UTF-8 to a file.
        let document = "<?xml version='1.0' encoding='utf-16'?><a>é</a>";
        assert_eq!(to_utf8(document.as_bytes()).unwrap(), document);
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

    #[cfg(feature = "encodings")]
    #[test]
    fn legacy_encodings_are_read() {
        for (name, bytes, text) in [
            ("GB2312", &b"\xC4\xE3\xBA\xC3"[..], "你好"),
            ("koi8-r", b"\xF0\xF2", "ПР"),
            ("ISO-8859-9", b"\xD0", "Ğ"),
            ("TIS-620", b"\xA1", "ก"),
            ("Big5-HKSCS", b"\xA4\xE9", "日"),
            ("HZ-GB-2312", b"~{VPND~}", "中文"),
            ("ISO-2022-KR", b"\x1B$)C\x0EGQ\x0F", "한"),
            ("UTF-7", b"+ZeVnLIqe-", "日本語"),
        ] {
            let head = format!("<?xml version='1.0' encoding='{name}'?>");
            let document = [head.as_bytes(), b"<a>", bytes, b"</a>"].concat();
            assert_eq!(to_utf8(&document).unwrap(), format!("{head}<a>{text}</a>"));
        }
        refuses(
            b"<?xml version='1.0' encoding='GB2312'?><a>\xC4\xE3\xFF</a>",
            "invalid text in character set GB2312",
            44,
        );
    }

    #[cfg(not(feature = "encodings"))]
    #[test]
    fn legacy_encodings_are_refused_by_name() {
        refuses(b"<?xml version='1.0' encoding='koi8-r'?><a/>", "unsupported encoding KOI8-R", 30);
    }

    /// RFC 7303, section 3: mark, transport, document.
    #[test]
    fn the_transport_stands_between_mark_and_declaration() {
        let declared = b"<?xml version='1.0' encoding='UTF-8'?><a>\xE9</a>";
        assert!(to_utf8_over(declared, Charset::ISO_8859_1).unwrap().ends_with("<a>é</a>"));
        assert!(to_utf8(declared).is_err());
        let marked = "\u{FEFF}<a>é</a>".as_bytes();
        assert_eq!(to_utf8_over(marked, Charset::ISO_8859_1).unwrap(), "<a>é</a>");
        assert_eq!(own_charset(declared).unwrap(), Some(Charset::UTF_8));
        assert_eq!(own_charset(marked).unwrap(), Some(Charset::UTF_8));
        assert_eq!(own_charset(b"<a/>").unwrap(), None);
        let wide: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(to_utf8_over(&wide, Charset::UTF_16LE).unwrap(), "<a/>");
        let error = to_utf8_over(b"<a/>", Charset(9999)).unwrap_err();
        assert_eq!(error.kind().to_string(), "unsupported encoding 9999");
    }

    #[test]
    fn bytes_without_meaning_are_refused_with_their_offset() {
        const UTF_8: &str = "invalid text in character set UTF-8; it looks like windows-1252";
        refuses(b"<a>\x93\x28</a>", UTF_8, 3);
        refuses(b"<a>\xC3\x81\x28\xFF</a>", "invalid text in character set UTF-8", 6);
        refuses(b"\xEF\xBB\xBF<a>\xC3\x28</a>", "invalid text in character set UTF-8", 6);
        refuses(b"<\0a\0\0\xD8a\0", "invalid text in character set UTF-16LE", 4);
        refuses(b"\xFF\xFE<\0a", "invalid text in character set UTF-16LE", 4);
        refuses(b"\xFF\xFE\0\0<\0\0\0\0\xD8\0\0", "invalid text in character set UTF-32LE", 8);
    }
}
