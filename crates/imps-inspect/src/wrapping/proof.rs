//! Whether bytes are a document, and how sure that is.

use super::escaped::is_ours;
use super::layer::Proof;
use super::{frames, http};
use crate::cir::is_cir;
use oma_imps::pts::Preamble;
use oma_imps::wbxml::WbxmlSource;
use oma_imps::xml::{root_name, to_utf8};
use oma_imps::{Guess, ReadOptions};
use wbxml::{Charset, Header, PublicId, Token, Tokens};

/// The proof that bytes are a document of any language; `None` for other bytes.
pub(super) fn of(bytes: &[u8]) -> Option<Proof> {
    // Any hardware address may begin as binary XML does.
    if frames::is_frame(bytes) || http::begins_message(bytes) {
        return None;
    }
    match Guess::of(bytes) {
        Guess::Wbxml | Guess::OtherWbxml(_) if frames::begins_frame(bytes) => None,
        Guess::Wbxml | Guess::OtherWbxml(_) => of_wbxml(bytes),
        Guess::Xml => of_xml(bytes),
        Guess::Json => is_object(bytes).then(|| {
            let names_message =
                bytes.windows(10).take(1 << 16).any(|part| matches!(part, b"\"WV-CSP-Me" | b"\"WV-SSP-Me"));
            if names_message { Proof::Certain } else { Proof::Inside }
        }),
        Guess::Text if is_cir(bytes) => Some(Proof::Certain),
        Guess::PlainTextSyntax => {
            let line = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty())?;
            let is_good = Preamble::parse_bytes(line.trim_ascii()).is_ok();
            Some(if is_good { Proof::Certain } else { Proof::Inside })
        }
        _ => None,
    }
}

fn of_xml(bytes: &[u8]) -> Option<Proof> {
    let Ok(text) = to_utf8(bytes) else {
        // In another character set.
        let is_wide = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..]);
        let begins = bytes.starts_with(b"<?xml ") || bytes.starts_with(b"<WV-");
        return (is_wide || begins).then_some(Proof::Inside);
    };
    // Other text in angle brackets has no such names.
    let name = root_name(&text)?;
    let is_name = name.starts_with(|first: char| first.is_alphabetic() || first == '_');
    if !is_name || name == "Buffer" || name.contains(['<', '"', '\'', '=', '@', '/']) {
        return None;
    }
    let is_certain = is_ours(&text) || text.trim_start().starts_with("<?xml ");
    Some(if is_certain { Proof::Certain } else { Proof::Inside })
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
        && header.charset().is_some_and(Charset::is_readable)
        && tokens.by_ref().all(|token| token.is_ok())
        && tokens.is_complete()
        && bytes.len() > 8;
    Some(if is_certain { Proof::Certain } else { Proof::Inside })
}

/// Whether bytes are certainly one document in binary XML, from the first byte to the last.
pub(crate) fn is_certain_wbxml(bytes: &[u8]) -> bool {
    let all_good = |(_, mut tokens): (Header<'_>, Tokens<'_>)| {
        let mut is_one =
            |token: Result<Token<'_>, _>| token.is_ok_and(|token| !matches!(token, Token::Trailing(_)));
        tokens.by_ref().all(&mut is_one) && tokens.is_complete()
    };
    of_wbxml(bytes) == Some(Proof::Certain) && Tokens::parse(bytes).is_ok_and(all_good)
}

/// In a JSON object a name follows the brace. Some words are base64 of a brace without a name after
/// it.
fn is_object(bytes: &[u8]) -> bool {
    bytes.split(|byte| *byte == b'{').nth(1).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// Whether bytes are a document from its first to its last byte.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    match Guess::of(bytes) {
        Guess::Wbxml | Guess::OtherWbxml(_) => Tokens::parse(bytes)
            .is_ok_and(|(_, mut tokens)| tokens.by_ref().all(|token| token.is_ok()) && tokens.is_complete()),
        Guess::Xml => to_utf8(bytes).is_ok_and(|text| {
            let end = root_name(&text).map(|name| format!("</{name}>"));
            let text = text.trim_end();
            end.is_some_and(|end| text.ends_with(&end))
        }),
        _ => false,
    }
}

/// Whether a header of WBXML can be read here, for bytes that may begin anywhere.
pub(super) fn has_header(bytes: &[u8]) -> bool {
    Header::parse(bytes).is_ok()
}
