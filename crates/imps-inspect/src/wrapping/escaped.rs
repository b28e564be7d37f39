//! Documents that were escaped: XML as text of a page or a log, and strings of JSON.

use super::Wrapping;
use super::layer::{Layer, Piece, Proof};
use oma_imps::Guess;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The maximum number of times that a document was escaped.
const TIMES: usize = 3;

/// The number of strings of JSON that may be documents.
const STRINGS: usize = 10_000;

/// The documents that are escaped in text, in JSON, or in XML of another language.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let found = match Guess::of(bytes) {
        Guess::Json => in_json(bytes),
        Guess::Xml => in_markup(bytes),
        Guess::Text | Guess::Http { .. } => in_text(bytes),
        _ => None,
    };
    found.into_iter().collect()
}

/// The XML that is escaped in some text.
fn in_text(input: &[u8]) -> Option<Layer<'static>> {
    let text = str::from_utf8(input).ok()?;
    if text.trim_start().starts_with(['[', '"'])
        && let Some(layer) = in_json(input)
    {
        return Some(layer);
    }
    referenced(text).or_else(|| backslashed(text))
}

/// Finds XML of the protocol that is escaped in XML or HTML of another language. Returns nothing
/// for a document that contains it unescaped.
fn in_markup(input: &[u8]) -> Option<Layer<'static>> {
    let text = str::from_utf8(input).ok()?;
    if is_ours(text) { None } else { referenced(text) }
}

/// Whether XML contains a root of the protocol. This crate does not read escaped XML of other
/// languages.
pub(super) fn is_ours(xml: &str) -> bool {
    let mut names = ["WV-CSP-", "WV-SSP-"].into_iter().flat_map(|root| xml.match_indices(root));
    names.any(|(at, _)| xml.get(..at).is_some_and(|before| before.ends_with(['<', ':'])))
}

/// The strings of JSON, and lists of numbers, that may be documents. The JSON view of a document
/// contains documents only as content.
fn in_json(input: &[u8]) -> Option<Layer<'static>> {
    let values = serde_json::Deserializer::from_slice(input).into_iter::<Value>();
    // A log may have a value per line.
    let values: Vec<Value> = values.collect::<Result<_, _>>().ok()?;
    let is_view = |value: &Value| {
        value.as_object().is_some_and(|members| members.keys().any(|name| name.starts_with("WV-")))
    };
    let is_list = |value: &Value| value.as_array().is_some_and(|items| numbers(items).is_some());
    if values.iter().any(|value| is_view(value) || is_list(value)) {
        return None;
    }
    let mut found = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let mut path = if values.len() > 1 { format!("{index}:") } else { String::new() };
        collect(value, &mut path, &mut found);
    }
    let piece = |(path, bytes)| Piece::decoded(bytes, Wrapping::JsonString { path });
    (!found.is_empty()).then(|| Layer::new(Proof::Certain, found.into_iter().map(piece).collect()))
}

/// The strings and the lists of bytes, each with its path.
fn collect(value: &Value, path: &mut String, found: &mut Vec<(String, Vec<u8>)>) {
    let before = path.len();
    if found.len() >= STRINGS {
        return;
    }
    match value {
        Value::String(text) => found.extend(string(text).map(|bytes| (path.clone(), bytes))),
        Value::Array(items) => {
            if let Some(bytes) = numbers(items) {
                found.push((path.clone(), bytes));
                return;
            }
            for (index, item) in items.iter().enumerate() {
                let _ = write!(path, "/{index}"); // cannot fail
                collect(item, path, found);
                path.truncate(before);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                path.push('/');
                path.push_str(name);
                collect(member, path, found);
                path.truncate(before);
            }
        }
        _ => {}
    }
}

/// A string that is long enough for a document. Some programs write bytes as characters.
fn string(text: &str) -> Option<Vec<u8>> {
    if text.len() < 8 {
        return None;
    }
    let is_binary = text.starts_with(|first: char| first <= '\u{3}');
    let bytes: Option<Vec<u8>> =
        text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect();
    Some(bytes.filter(|_| is_binary).unwrap_or_else(|| text.as_bytes().to_vec()))
}

/// A list of bytes.
fn numbers(items: &[Value]) -> Option<Vec<u8>> {
    let byte = |item: &Value| item.as_u64().and_then(|number| u8::try_from(number).ok());
    if items.len() < 4 { None } else { items.iter().map(byte).collect() }
}

/// `&lt;a&gt;`, and what was escaped once more: `&amp;lt;a&amp;gt;`.
fn referenced(text: &str) -> Option<Layer<'static>> {
    let (start, inside, behind) =
        between(text, &["&lt;", "&amp;lt;", "&#60;", "&#x3c;"], &["gt;", "&#62;", "&#x3e;"])?;
    let mut xml = Cow::Borrowed(inside);
    for _ in 0..TIMES {
        if xml.starts_with('<') {
            break;
        }
        xml = Cow::Owned(quick_xml::escape::unescape(&xml).ok()?.into_owned());
    }
    layer(&xml, start, behind, "references")
}

/// `<a b=\"c\">`, and `\u003ca\u003e`, as in string literals of programs.
fn backslashed(text: &str) -> Option<Layer<'static>> {
    let (start, inside, behind) = between(text, &["<", "\\u003c"], &[">", "\\u003e"])?;
    if !inside.contains('\\') {
        return None;
    }
    let xml: String = serde_json::from_str(&format!("\"{inside}\"")).ok()?;
    layer(&xml, start, behind, "backslashes")
}

fn layer(xml: &str, offset: usize, rest: usize, escapes: &'static str) -> Option<Layer<'static>> {
    if !xml.starts_with('<') || !is_ours(xml) {
        return None;
    }
    let wrapping = Wrapping::EscapedXml { escapes, offset, length: xml.len(), rest };
    Some(Layer::of_one(Proof::Inside, Piece::decoded(xml.as_bytes().to_vec(), wrapping)))
}

/// The text from the first start mark to the last end mark: its offset, the text, and the number of
/// bytes after it without the blanks around them.
fn between<'t>(text: &'t str, starts: &[&str], ends: &[&str]) -> Option<(usize, &'t str, usize)> {
    // Letter case means nothing; ASCII keeps its places.
    let lower = text.to_ascii_lowercase();
    let start = starts.iter().filter_map(|mark| lower.find(mark)).min()?;
    let end = ends.iter().filter_map(|mark| Some(lower.rfind(mark)?.saturating_add(mark.len()))).max()?;
    Some((start, text.get(start..end)?, text.get(end..)?.trim().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = "<?xml version=\"1.0\"?><WV-CSP-Message b=\"c\">x &amp; y</WV-CSP-Message>";

    #[track_caller]
    fn finds(layer: Option<Layer<'_>>, words: &[&str]) {
        let piece = &layer.expect("a document").pieces[0];
        let note = piece.wrappings[0].to_string();
        assert_eq!(str::from_utf8(&piece.bytes).unwrap(), XML);
        for word in words {
            assert!(note.contains(word), "{word:?} is not in: {note}");
        }
    }

    #[test]
    fn references_are_resolved_as_often_as_they_were_made() {
        let once = quick_xml::escape::escape(XML).into_owned();
        let twice = quick_xml::escape::escape(&once).into_owned();
        finds(in_text(once.as_bytes()), &["byte 0"]);
        finds(in_text(twice.as_bytes()), &["byte 0"]);
        finds(in_text(format!("body: {once}\n").as_bytes()), &["byte 6"]);
        finds(in_text(format!("body: {once}. done").as_bytes()), &["byte 6", "6 bytes after it"]);
        finds(in_markup(format!("<pre>{once}</pre>").as_bytes()), &["byte 5", "6 bytes after it"]);
    }

    #[test]
    fn strings_of_programs_and_of_json_are_read() {
        let string = serde_json::to_string(XML).unwrap();
        finds(in_text(string.as_bytes()), &["json string"]);
        finds(in_json(format!("{{\"a\":[1,{{\"b\":{string}}}]}}").as_bytes()), &["json string /a/1/b"]);
        finds(in_json(format!("{{\"a\":{string},\"b\":{string}}}").as_bytes()), &["/a"]);
        finds(in_text(format!("[{string}]").as_bytes()), &["/0"]);
        finds(in_text(format!("body={string};").as_bytes()), &["byte 6", "2 bytes after it"]);
        let hidden = string.replace('<', "\\u003c").replace('>', "\\u003E");
        finds(in_text(format!("body={hidden}").as_bytes()), &["backslashes"]);
    }

    #[test]
    fn json_may_have_several_documents_in_several_forms() {
        let json = br#"{"a":["\u0003\u0011j\u0000\u00C9\b\u00031.2\u0000\u0001m\u0001\u0001"],"b":[3,17,106,0,45],"c":"03116A002D"}"#;
        let documents = super::super::unwrap(json);
        let found: Vec<_> =
            documents.iter().map(|document| (document.bytes.len(), document.wrappings.len())).collect();
        assert_eq!(found, [(15, 1), (5, 1), (5, 2)]);
    }

    #[test]
    fn what_is_not_escaped_xml_is_left_alone() {
        for text in [
            "",
            "a &lt; b",
            "&gt;a&lt;",
            "1 < 2 \\o/ > 1",
            "\"text\"",
            "[1]",
            "&lt;a &nope; &gt;",
            "&lt;a/&gt;",
        ] {
            assert!(in_text(text.as_bytes()).is_none(), "{text}");
        }
        // Our view of a document, and a document of ours, are what they are.
        assert!(in_json(br#"{"version":"1.2","WV-CSP-Message":{"ContentData":"<a/>"}}"#).is_none());
        assert!(in_json(b"{\"a\":\"b\"}").is_none() && in_json(b"[1,2,3,256]").is_none());
        assert!(in_markup(b"<WV-CSP-Message>&lt;WV-CSP-Message/&gt;</WV-CSP-Message>").is_none());
        assert!(in_markup(b"<a>&lt;b/&gt;</a>").is_none());
    }
}
