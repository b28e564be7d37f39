//! The wrappings of a document: an HTTP message, a text dump in hexadecimal, base64, escaped text.

mod escaped;
mod hex;
mod http;

use oma_imps::Guess;
use oma_imps::charset::Charset;
use oma_imps::imps_core::base64;
use std::borrow::Cow;
use wbxml::Tokens;

/// A dump of an HTTP message with a body in base64 has three layers.
const LAYERS: usize = 3;

/// A document without its wrappings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unwrapped<'i> {
    /// The document.
    pub document: Cow<'i, [u8]>,
    /// A note for each wrapping, outermost first, such as "base64 of 92 bytes; offsets count in
    /// those".
    pub notes: Vec<String>,
    /// The character set that an HTTP head names, else [`Charset::UNKNOWN`].
    pub charset: Charset,
}

impl<'i> Unwrapped<'i> {
    /// Returns the input as the document, without removing a wrapping.
    pub const fn as_is(input: &'i [u8]) -> Self {
        Self { document: Cow::Borrowed(input), notes: Vec::new(), charset: Charset::UNKNOWN }
    }
}

/// The content of one wrapping, and a note on the wrapping.
struct Layer {
    inside: Vec<u8>,
    note: String,
    charset: Charset,
}

impl Layer {
    fn new(inside: Vec<u8>, note: String) -> Self {
        Self { inside, note, charset: Charset::UNKNOWN }
    }
}

/// Removes the wrappings of a document, with a note for each: HTTP heads, dumps in hexadecimal,
/// base64, escaped XML. Removes at most three wrappings, and only wrappings with a document inside.
///
/// ```
/// let unwrapped = imps_inspect::unwrap(b"03 11 6A 00 05");
/// assert_eq!(&*unwrapped.document, b"\x03\x11\x6A\x00\x05");
/// assert_eq!(unwrapped.notes, ["a dump in hexadecimal of 5 bytes; offsets count in the decoded bytes"]);
/// ```
pub fn unwrap(input: &[u8]) -> Unwrapped<'_> {
    let Unwrapped { mut document, mut notes, mut charset } = Unwrapped::as_is(input);
    for _ in 0..LAYERS {
        let is_http = matches!(Guess::of(&document), Guess::Http { .. });
        let Some(Layer { inside, note, charset: told }) = layer(&document) else { break };
        // Any text of an even number of letters up to f is hexadecimal: only what is a document inside is taken for a wrapping.
        if inside.is_empty() || !is_http && !is_document(&inside) {
            break;
        }
        document = Cow::Owned(inside);
        notes.push(note);
        if told != Charset::UNKNOWN {
            charset = told;
        }
    }
    Unwrapped { document, notes, charset }
}

fn is_document(bytes: &[u8]) -> bool {
    match Guess::of(bytes) {
        Guess::Wbxml | Guess::OtherWbxml(_) => {
            Tokens::parse(bytes).is_ok_and(|(_, mut tokens)| tokens.next().is_some_and(|token| token.is_ok()))
        }
        Guess::Json => is_object(bytes),
        Guess::Xml | Guess::PlainTextSyntax | Guess::Http { .. } => true,
        _ => false,
    }
}

/// In a JSON object a name follows the brace. Some words are base64 of a brace without a name after
/// it.
fn is_object(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'{').nth(1).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

fn layer(input: &[u8]) -> Option<Layer> {
    match Guess::of(input) {
        Guess::Http { .. } => http::body(input),
        Guess::Hexadecimal | Guess::Text => {
            if let Some(layer) = escaped::in_text(input) {
                return Some(layer);
            }
            let bytes = hex::bytes(input)?;
            let note =
                format!("a dump in hexadecimal of {} bytes; offsets count in the decoded bytes", bytes.len());
            Some(Layer::new(bytes, note))
        }
        Guess::Json => escaped::in_json(input),
        Guess::Xml => escaped::in_markup(input),
        Guess::Base64 => {
            let bytes = base64::decode(str::from_utf8(input).ok()?).ok()?;
            let note = format!("base64 of {} bytes; offsets count in the decoded bytes", bytes.len());
            Some(Layer::new(bytes, note))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x01\x01";

    #[track_caller]
    fn check(input: &[u8], layers: usize) {
        let Unwrapped { document, notes, .. } = unwrap(input);
        assert_eq!((&*document, notes.len()), (DOCUMENT, layers), "{notes:?}");
    }

    #[test]
    fn every_wrapping_comes_off() {
        check(DOCUMENT, 0);
        check(b"03116A00C90803312E3200016D0101\n", 1);
        check(b"03 11 6a 00 c9 08 03 31\n2e 32 00 01 6d 01 01", 1);
        check(b"AxFqAMkIAzEuMgABbQEB\n", 1);
        check(b"AxFqAMkIAzEu\r\nMgABbQEB\r\n", 1);
        check(&[b"POST / HTTP/1.1\r\nHost: a\r\n\r\n", DOCUMENT].concat(), 1);
        check(b"HTTP/1.1 200 OK\r\n\r\nAxFqAMkIAzEuMgABbQEB", 2);
    }

    #[test]
    fn base64_may_have_bits_after_the_last_byte() {
        let xml = b"<abcdefghijklm/>";
        let text = base64::encode(xml);
        assert!(text.ends_with("Pg=="), "{text}");
        for text in [text.replace("Pg==", "Pg"), text.replace("Pg==", "Ph=="), text] {
            assert_eq!(&*unwrap(text.as_bytes()).document, xml, "{text}");
        }
    }

    #[test]
    fn json_is_a_document() {
        let json = b"\xEF\xBB\xBF {\r\n\"version\": {}}";
        assert_eq!(&*unwrap(base64::encode(json).as_bytes()).document, json);
    }

    #[test]
    fn what_leads_nowhere_is_left_alone() {
        for input in [
            &b"dead beef"[..],
            b"Dear Sir or Madam,",
            b"QUJDREVGR0hJSktMTU5PUA==",
            b"eyesopenandearsclose",
            b"<a/>",
            b"{\"a\":1}",
            b"0",
            b"",
        ] {
            let Unwrapped { document, notes, .. } = unwrap(input);
            assert_eq!((&*document, notes.len()), (input, 0));
        }
    }
}
