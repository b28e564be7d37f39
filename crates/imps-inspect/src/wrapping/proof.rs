//! Whether bytes are a document, and how sure that is.

use super::escaped::is_ours;
use super::layer::Proof;
use super::{frames, http};
use oma_imps::pts::Preamble;
use oma_imps::wbxml::WbxmlSource;
use oma_imps::xml::{root_name, to_utf8};
use oma_imps::{Guess, ReadOptions};
use wbxml::{Header, PublicId, Tokens};

/// The proof that bytes are a document of any language; `None` for other bytes.
pub(super) fn of(bytes: &[u8]) -> Option<Proof> {
    // Any hardware address may begin as binary XML does.
    if frames::is_frame(bytes) || http::begins_message(bytes) {
        return None;
    }
    match Guess::of(bytes) {
        Guess::Wbxml | Guess::OtherWbxml(_) => of_wbxml(bytes),
        Guess::Xml => {
            let text = to_utf8(bytes).ok();
            let ours = text.as_deref().is_some_and(|text| is_ours(text) || text.trim_start().starts_with("<?xml "));
            let is_wide = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..]);
            match text {
                _ if ours => Some(Proof::Certain),
                Some(text) => {
                    // Names of XML have no such characters; other text in angle brackets has them.
                    let name = root_name(&text).filter(|name| !name.contains(['<', '"', '\'', '=']));
                    let is_buffer = name.as_deref() == Some("Buffer");
                    name.filter(|_| !is_buffer).map(|_| Proof::Inside)
                }
                // In another character set.
                None => (is_wide || bytes.starts_with(b"<?xml ") || bytes.starts_with(b"<WV-")).then_some(Proof::Inside),
            }
        }
        Guess::Json => is_object(bytes).then(|| {
            let names_message = bytes.windows(10).take(1 << 16).any(|part| matches!(part, b"\"WV-CSP-Me" | b"\"WV-SSP-Me"));
            if names_message { Proof::Certain } else { Proof::Inside }
        }),
        Guess::PlainTextSyntax => {
            let line = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty())?;
            let is_good = Preamble::parse_bytes(line.trim_ascii()).is_ok();
            Some(if is_good { Proof::Certain } else { Proof::Inside })
        }
        _ => None,
    }
}

/// Its first token tells much: few bytes of another kind are a header and a token.
fn of_wbxml(bytes: &[u8]) -> Option<Proof> {
    let (header, mut tokens) = Tokens::parse(bytes).ok()?;
    let is_ours = matches!(bytes, [0..=3, 0x10..=0x12, 0x6A, ..])
        || matches!(bytes, [1..=3, 0, ..]) && WbxmlSource::new(bytes, &ReadOptions::default()).is_ok();
    if is_ours && WbxmlSource::new(bytes, &ReadOptions::default()).is_ok() {
        return Some(Proof::Certain);
    }
    tokens.next()?.ok()?;
    let is_named = match header.public_id() {
        PublicId::Number(number) => PublicId::Number(number).registered().is_some(),
        PublicId::Table(_) => true,
    };
    let is_certain = is_named
        && bytes.first().is_some_and(|version| *version > 0)
        && header.charset().is_some_and(|charset| charset.is_readable())
        && tokens.by_ref().all(|token| token.is_ok())
        && tokens.is_complete()
        && bytes.len() > 8;
    Some(if is_certain { Proof::Certain } else { Proof::Inside })
}

/// In a JSON object a name follows the brace. Some words are base64 of a brace without a name after
/// it.
fn is_object(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'{').nth(1).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// Whether a header of WBXML can be read here, for bytes that may begin anywhere.
pub(super) fn has_header(bytes: &[u8]) -> bool {
    Header::parse(bytes).is_ok()
}
