//! Whether all syntaxes can carry what a request brings: what one client sends in binary XML may
//! have to reach another one in XML.

use imps_core::{
    CSP, Content as _, ContentKind, Data, DateTime, Error, Sink, Tag, Version, Versions, Vocabulary, Word,
    is_xml_character,
};
use imps_csp::Primitive;

/// Returns whether each syntax can carry all texts, names and bytes of a request.
pub(super) fn is_sound(request: &Primitive<'_>) -> bool {
    let mut scan = Scan { is_content: false, is_bad: false };
    request.write(request.tag(), &mut scan).is_ok() && !scan.is_bad
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

/// A sink that only looks.
struct Scan {
    /// Whether the last element that was opened may hold bytes.
    is_content: bool,
    is_bad: bool,
}

impl Sink for Scan {
    type Output = ();

    fn vocabulary(&self) -> &'static Vocabulary {
        &CSP
    }

    fn version(&self) -> Version {
        Version::V1_3
    }

    fn has(&self, _: Versions) -> bool {
        true
    }

    fn start(&mut self, tag: Tag) {
        self.is_content = CSP.kind(tag) == ContentKind::Content;
    }

    fn start_foreign(&mut self, name: &str) {
        let is_plain = |character: char| character.is_alphanumeric() || "-_.:".contains(character);
        self.is_bad |= !name.starts_with(char::is_alphabetic) || !name.chars().all(is_plain);
        self.is_content = false;
    }

    fn attribute(&mut self, _: &str, value: &str) {
        self.is_bad |= has_inexpressible(value);
    }

    fn text(&mut self, text: &str) {
        self.is_bad |= has_inexpressible(text);
    }

    fn word(&mut self, _: Word) {}

    fn integer(&mut self, _: u32) {}

    fn date_time(&mut self, _: DateTime) {}

    fn bytes(&mut self, _: &[u8]) {
        self.is_bad |= !self.is_content;
    }

    fn end(&mut self, _: Tag) {
        self.is_content = false;
    }

    fn end_foreign(&mut self, _: &str) {
        self.is_content = false;
    }

    fn finish(self) -> Result<(), Error> {
        Ok(())
    }
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
