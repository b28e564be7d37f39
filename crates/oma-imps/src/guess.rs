//! Describes bytes that are not a document of this protocol.

use std::fmt;

/// A description of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Guess {
    /// An empty input.
    Empty,
    /// A document in binary XML, of this language or of no certain language.
    Wbxml,
    /// A document in binary XML of another language. Contains root and public identifier.
    OtherWbxml(String),
    /// A document in XML of any language.
    Xml,
    /// A JSON object, such as the view of a document.
    Json,
    /// Compressed with gzip.
    Gzip,
    /// Compressed with zlib or deflate.
    Zlib,
    /// A zip archive.
    Zip,
    /// An HTTP message. The document begins after an empty line, at this offset.
    Http {
        /// The offset of the document.
        body: usize,
    },
    /// Hexadecimal digits.
    Hexadecimal,
    /// Base64.
    Base64,
    /// A capture of network packets.
    Capture,
    /// The plain-text syntax of the protocol.
    PlainTextSyntax,
    /// Other text.
    Text,
    /// Unknown content.
    Bytes,
}

impl Guess {
    /// Describes bytes, so that a program can report the likely mistake to its user.
    ///
    /// ```
    /// use oma_imps::Guess;
    /// assert_eq!(Guess::of(&[0x1F, 0x8B, 0x08, 0x00]), Guess::Gzip);
    /// assert_eq!(Guess::of(b"POST / HTTP/1.1\r\n\r\n\x03\x11"), Guess::Http { body: 19 });
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        match start {
            // The magic number of pcapng is white space.
            _ if bytes.starts_with(b"\n\r\r\n") => Self::Capture,
            [] => Self::Empty,
            [0x1F, 0x8B, ..] => Self::Gzip,
            [0x78, 0x01 | 0x5E | 0x9C | 0xDA, ..] => Self::Zlib,
            [b'P', b'K', 0x03, 0x04, ..] => Self::Zip,
            [0xD4, 0xC3, 0xB2, 0xA1, ..] | [0xA1, 0xB2, 0xC3, 0xD4, ..] => Self::Capture,
            [b'<', ..] | [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, b'<', ..] => Self::Xml,
            // White space before binary XML is not part of it.
            [0x00..=0x03, ..] if start.len() == bytes.len() => wbxml(bytes),
            [b'{', ..] => Self::Json,
            [b'W', b'V', b'0'..=b'9', b'0'..=b'9', ..] | [b'W', b'V', b'X', b'X', ..] => {
                Self::PlainTextSyntax
            }
            _ => http(bytes).unwrap_or_else(|| text(start)),
        }
    }
}

/// Checks binary XML. Its reader decides whether it is of this language; the numbers of the
/// supported versions need no look.
fn wbxml(bytes: &[u8]) -> Guess {
    if !matches!(bytes, [_, 0x10..=0x12, ..])
        && let Err(error) = imps_wbxml::WbxmlSource::new(bytes, &imps_core::ReadOptions::default())
        && let imps_core::ErrorKind::OtherLanguage(found) = error.kind()
    {
        return Guess::OtherWbxml(found.clone().into_owned());
    }
    let _ = bytes;
    Guess::Wbxml
}

/// Detects an HTTP message: its first line names the protocol, and an empty line ends its headers.
fn http(bytes: &[u8]) -> Option<Guess> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    let named = line.starts_with(b"HTTP/") || line.trim_ascii_end().windows(6).any(|part| part == b" HTTP/");
    let end = |mark: &[u8]| {
        let start = bytes.windows(mark.len()).position(|part| part == mark)?;
        Some(start.saturating_add(mark.len()))
    };
    // A hexadecimal dump may show the first line of such a message as text beside the bytes.
    (named && !begins_with_offset(line))
        .then(|| Guess::Http { body: end(b"\r\n\r\n").or_else(|| end(b"\n\n")).unwrap_or(bytes.len()) })
}

/// Returns whether a line begins with an offset, like the lines of a dump.
fn begins_with_offset(line: &[u8]) -> bool {
    let word = line.split(|byte| *byte == b' ').next().unwrap_or_default();
    let digits = word.strip_suffix(b":").unwrap_or(word);
    digits.len() >= 4 && digits.iter().all(u8::is_ascii_hexdigit)
}

fn text(bytes: &[u8]) -> Guess {
    let dense = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
    if dense.clone().all(u8::is_ascii_hexdigit) {
        Guess::Hexadecimal
    } else if dense.take(16).count() == 16 && bytes.trim_ascii().split(|byte| *byte == b'\n').all(is_base64) {
        Guess::Base64
    } else if core::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) {
        Guess::Text
    } else {
        Guess::Bytes
    }
}

/// A line of base64 has no blanks inside.
fn is_base64(line: &[u8]) -> bool {
    line.trim_ascii().iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "nothing",
            Self::Wbxml => "binary xml",
            Self::OtherWbxml(found) => found,
            Self::Xml => "xml",
            Self::Json => "json",
            Self::Gzip => "gzip data",
            Self::Zlib => "zlib data",
            Self::Zip => "a zip archive",
            Self::Http { body } => return write!(f, "an http message whose body starts at byte {body}"),
            Self::Hexadecimal => "hexadecimal digits",
            Self::Base64 => "base64 text",
            Self::Capture => "a packet capture",
            Self::PlainTextSyntax => "the plain-text syntax",
            Self::Text => "plain text",
            Self::Bytes => "bytes of no known form",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_apart() {
        for (bytes, expected) in [
            (b"".as_slice(), Guess::Empty),
            (b"\xEF\xBB\xBF \r\n", Guess::Empty),
            (b"\x03\x11\x6A\x00", Guess::Wbxml),
            (b"\x00\x02\x00", Guess::Wbxml),
            (b"\x03\x01\x6A\x00\x49\x01", Guess::Wbxml),
            (
                b"\x03\x01\x6A\x00\x45\x01",
                Guess::OtherWbxml(
                    "binary xml with root 00:05 and public identifier 0x1 (unknown or missing)".into(),
                ),
            ),
            (b" \x03\x11\x6A\x00", Guess::Bytes),
            (b"\xEF\xBB\xBF <a/>", Guess::Xml),
            (b"\0<\0a\0/\0>", Guess::Xml),
            (b"<\0a\0/\0>\0", Guess::Xml),
            (b" {\"version\": \"1.2\"}", Guess::Json),
            (b"\x1F\x8B\x08\x00", Guess::Gzip),
            (b"\x78\x9C\x03\x00", Guess::Zlib),
            (b"PK\x03\x04", Guess::Zip),
            (b"\xD4\xC3\xB2\xA1", Guess::Capture),
            (b"\n\r\r\n\x1C\x00", Guess::Capture),
            (b"HTTP/1.0 200 OK\n\n<a/>", Guess::Http { body: 17 }),
            (b"POST / HTTP/1.1\r\nHost: a\r\n", Guess::Http { body: 26 }),
            (b"0000: 504f 5354  POST / HTTP/1.1.\n\n", Guess::Text),
            (b"12:00 POST / HTTP/1.1\n\n", Guess::Http { body: 23 }),
            (b"GET / HTTP/1.1\n\n", Guess::Http { body: 16 }),
            (b"add / HTTP/1.1\n\n", Guess::Http { body: 16 }),
            (b"00000000  50 4f 53 54  |POST / HTTP/1.1.|\n\n", Guess::Text),
            (b"03 11 6A 00\nC9", Guess::Hexadecimal),
            (b"AxFqAMkIAzEuMgABbW5wgBkBAQEB\n", Guess::Base64),
            (b"WV12 (LR)", Guess::PlainTextSyntax),
            (b"Dear Sir or Madam,", Guess::Text),
            (b"\x89PNG\r\n\x1A\n", Guess::Bytes),
        ] {
            assert_eq!(Guess::of(bytes), expected, "{bytes:02X?}");
        }
    }
}
