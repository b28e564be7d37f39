//! Whether all syntaxes can carry what a request brings: what one client sends in binary XML may
//! have to reach another one in XML.

use crate::looking::{Seen, look};
use imps_core::{CSP, ContentKind, Data, is_xml_character};
use imps_csp::Primitive;

/// Returns whether each syntax can carry all texts, names and bytes of a request.
pub(super) fn is_sound(request: &Primitive<'_>) -> bool {
    // Whether the last element that was opened may hold bytes.
    let mut is_content = false;
    let mut is_sound = true;
    let looked = look(request, request.tag(), |seen| match seen {
        Seen::Start(tag) => is_content = CSP.kind(tag) == ContentKind::Content,
        Seen::StartForeign(name) => {
            let is_plain = |character: char| character.is_alphanumeric() || "-_.:".contains(character);
            is_sound &= name.starts_with(char::is_alphabetic) && name.chars().all(is_plain);
            is_content = false;
        }
        Seen::Attribute(_, text) | Seen::Text(text) => is_sound &= !has_inexpressible(text),
        Seen::Bytes(_) => is_sound &= is_content,
        Seen::End => is_content = false,
        Seen::Word(_) | Seen::Integer | Seen::DateTime => {}
    });
    looked.is_ok() && is_sound
}

/// Turns the text of a message into bytes, if XML cannot carry its characters. XML carries bytes as
/// base64.
pub(super) fn secure(request: &mut Primitive<'_>) {
    let Primitive::SendMessageRequest(message) = request else { return };
    if let Some(Data::Text(text)) = &message.content_data
        && has_inexpressible(text)
    {
        message.content_data = Some(text.as_bytes().to_vec().into());
    }
}

/// Characters that XML 1.0 does not have.
fn has_inexpressible(text: &str) -> bool {
    !text.chars().all(is_xml_character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_has_most_characters() {
        for character in ['\t', '\n', '\r', ' ', '\u{7F}', '\u{D7FF}', '\u{FFFD}', '\u{10FFFF}'] {
            assert!(!has_inexpressible(&character.to_string()), "{character:?}");
        }
        for character in ['\0', '\u{8}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
            assert!(has_inexpressible(&format!("a{character}b")), "{character:?}");
        }
    }
}
