//! The content type of a body, as stated.

use crate::http::Note;
use crate::http::format::SSP_XML;
use ::http::HeaderValue;
use oma_imps::Syntax;
use oma_imps::charset::Charset;
use oma_imps::csp::MediaType;

/// A stated content type.
pub(crate) struct ContentType<'a> {
    value: &'a HeaderValue,
    /// The text; empty if it is one of the plain ones.
    text: &'a str,
    /// The syntax, if it belongs to the protocol.
    pub(crate) syntax: Option<Syntax>,
    /// Whether it promises a document between servers.
    pub(crate) is_ssp: bool,
}

/// The names that programs write, without parameters. Nearly every request has one of them, and
/// comparing costs less than reading.
static PLAIN: [(HeaderValue, Syntax); 5] = [
    (HeaderValue::from_static("application/vnd.wv.csp.wbxml"), Syntax::Wbxml),
    (HeaderValue::from_static("application/vnd.wv.csp.xml"), Syntax::Xml),
    (HeaderValue::from_static("application/vnd.wv.csp+wbxml"), Syntax::Wbxml),
    (HeaderValue::from_static("application/vnd.wv.csp+xml"), Syntax::Xml),
    (HeaderValue::from_static(SSP_XML), Syntax::Xml),
];

/// The names of documents between servers. The second one comes from memory only.
const OF_SERVERS: [&str; 2] = [SSP_XML, "application/vnd.wv.ssp.xml"];

impl<'a> ContentType<'a> {
    pub(crate) fn new(value: &'a HeaderValue) -> Self {
        if let Some((plain, syntax)) = PLAIN.iter().find(|(plain, _)| plain == value) {
            return Self { value: plain, text: "", syntax: Some(*syntax), is_ssp: plain == SSP_XML };
        }
        let text = value.to_str().unwrap_or_default();
        // A known server looks at the beginning.
        let begins =
            |name: &&str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let syntax = Syntax::from_media_type(text).or_else(|| similar(text));
        Self { value, text, syntax, is_ssp: OF_SERVERS.iter().any(begins) }
    }

    /// Returns the character set, if there is one that can be read.
    pub(crate) fn charset(&self, notes: &mut Vec<Note>) -> Charset {
        // Nearly always.
        if self.text.is_empty() || !self.text.contains(';') {
            return Charset::UNKNOWN;
        }
        let media_type = MediaType::from(self.text);
        let Some(name) = media_type.parameter("charset") else { return Charset::UNKNOWN };
        match Charset::from_name(&name).filter(|charset| charset.is_readable()) {
            Some(charset) => charset,
            None => {
                notes.push(Note::UnknownCharset(start(&name)));
                Charset::UNKNOWN
            }
        }
    }

    /// Returns the content type for an answer, which is always in UTF-8.
    pub(crate) fn repeated(&self) -> HeaderValue {
        if self.text.is_empty() {
            return self.value.clone();
        }
        let Some((essence, _)) = self.text.split_once(';') else { return self.value.clone() };
        let media_type = MediaType::from(self.text);
        let charset = media_type.parameter("charset").and_then(|name| Charset::from_name(&name));
        match HeaderValue::from_str(essence.trim()) {
            Ok(essence) if charset != Some(Charset::UTF_8) => essence,
            _ => self.value.clone(),
        }
    }

    /// Makes the note on a content type that does not fit the bytes.
    pub(crate) fn note(&self, found: Syntax) -> Note {
        match self.syntax {
            Some(stated) => Note::OtherSyntax { stated, found },
            None => Note::OtherContentType { stated: start(self.text), found },
        }
    }
}

/// Returns the syntax of a media type that no table has. A known server looks for these words.
fn similar(media_type: &str) -> Option<Syntax> {
    let essence = media_type.split(';').next().unwrap_or_default().to_ascii_lowercase();
    if essence.contains("wbxml") {
        Some(Syntax::Wbxml)
    } else {
        essence.contains("xml").then_some(Syntax::Xml)
    }
}

/// Returns the start of a text for a note, with a character more than the note shows.
fn start(text: &str) -> String {
    text.chars().take(81).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oma_imps::Version;

    /// transport/media-types.tsv.
    #[test]
    fn media_types_are_those_of_the_table() {
        let mut found = 0;
        for row in imps_testing::table("transport/media-types.tsv") {
            let syntax = match row[2].as_str() {
                "XML" => Some(Syntax::Xml),
                "WBXML" => Some(Syntax::Wbxml),
                "plain text syntax (PTS)" => Some(Syntax::Pts),
                _ => continue,
            };
            for name in row[0].split(", ") {
                for text in [name.to_owned(), name.to_uppercase(), format!("{name};charset=utf-8")] {
                    let value = HeaderValue::from_str(&text).unwrap();
                    let stated = ContentType::new(&value);
                    assert_eq!((stated.syntax, stated.is_ssp), (syntax, row[1] == "SSP"), "{text}");
                    assert_eq!(stated.repeated(), text);
                    found += 1;
                }
            }
        }
        assert_eq!(found, 9 * 3);
    }

    #[test]
    fn plain_names_are_those_of_the_syntaxes() {
        for (value, syntax) in &PLAIN[..4] {
            assert!(Version::ALL.iter().any(|version| value == syntax.media_type(*version)), "{value:?}");
        }
    }
}
