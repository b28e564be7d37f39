//! XML that was escaped: as text of a page or a log, or as a string of JSON.

use super::Layer;
use oma_imps::Guess;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Write as _;

/// The maximum number of times that a document was escaped.
const TIMES: usize = 3;

/// The XML that is escaped in some text.
pub(super) fn in_text(input: &[u8]) -> Option<Layer> {
    let text = std::str::from_utf8(input).ok()?;
    if text.trim_start().starts_with(['[', '"'])
        && let Some(layer) = in_json(input)
    {
        return Some(layer);
    }
    referenced(text).or_else(|| backslashed(text))
}

/// Finds XML of the protocol that is escaped in XML or HTML of another language. Returns nothing
/// for a document that contains it unescaped.
pub(super) fn in_markup(input: &[u8]) -> Option<Layer> {
    let text = std::str::from_utf8(input).ok()?;
    if is_ours(text) { None } else { referenced(text) }
}

/// Whether XML contains a root of the protocol. This crate does not read escaped XML of other
/// languages.
fn is_ours(xml: &str) -> bool {
    let mut names = ["WV-CSP-", "WV-SSP-"].into_iter().flat_map(|root| xml.match_indices(root));
    names.any(|(at, _)| xml.get(..at).is_some_and(|before| before.ends_with(['<', ':'])))
}

/// The first string of JSON that is XML. The JSON view of a document contains XML only as content.
pub(super) fn in_json(input: &[u8]) -> Option<Layer> {
    let value: Value = serde_json::from_slice(input).ok()?;
    if value.as_object().is_some_and(|members| members.keys().any(|name| name.starts_with("WV-"))) {
        return None;
    }
    let mut found = Vec::new();
    strings(&value, &mut String::new(), &mut found);
    let mut documents = found.into_iter();
    let (path, xml) = documents.next()?;
    let place = if path.is_empty() { String::new() } else { format!(" {path}") };
    let others = match documents.count() {
        0 => String::new(),
        more => format!("; {more} more such strings were omitted"),
    };
    let what = format!("xml in the json string{place}");
    Some(Layer::new(
        xml.to_owned().into_bytes(),
        format!("{what}; offsets count in the decoded text{others}"),
    ))
}

/// The strings that are XML, each with its path.
fn strings<'v>(value: &'v Value, path: &mut String, found: &mut Vec<(String, &'v str)>) {
    let before = path.len();
    match value {
        Value::String(text) if Guess::of(text.as_bytes()) == Guess::Xml && is_ours(text) => {
            found.push((path.clone(), text));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let _ = write!(path, "/{index}"); // cannot fail
                strings(item, path, found);
                path.truncate(before);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                path.push('/');
                path.push_str(name);
                strings(member, path, found);
                path.truncate(before);
            }
        }
        _ => {}
    }
}

/// `&lt;a&gt;`, and what was escaped once more: `&amp;lt;a&amp;gt;`.
fn referenced(text: &str) -> Option<Layer> {
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
fn backslashed(text: &str) -> Option<Layer> {
    let (start, inside, behind) = between(text, &["<", "\\u003c"], &[">", "\\u003e"])?;
    if !inside.contains('\\') {
        return None;
    }
    let xml: String = serde_json::from_str(&format!("\"{inside}\"")).ok()?;
    layer(&xml, start, behind, "backslashes")
}

fn layer(xml: &str, start: usize, behind: usize, how: &str) -> Option<Layer> {
    if !xml.starts_with('<') || !is_ours(xml) {
        return None;
    }
    let rest = match behind {
        0 => String::new(),
        behind => format!("; {behind} bytes after it were omitted"),
    };
    let note = format!(
        "xml escaped with {how}, which begins at byte {start}; offsets count in the {} bytes that it encodes{rest}",
        xml.len()
    );
    Some(Layer::new(xml.as_bytes().to_vec(), note))
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
    fn finds(layer: Option<Layer>, words: &[&str]) {
        let Layer { inside, note, .. } = layer.expect("a document");
        assert_eq!(String::from_utf8(inside).unwrap(), XML);
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
        finds(in_json(format!("{{\"a\":{string},\"b\":{string}}}").as_bytes()), &["/a", "1 more"]);
        finds(in_text(format!("[{string}]").as_bytes()), &["/0"]);
        finds(in_text(format!("body={string};").as_bytes()), &["byte 6", "2 bytes after it"]);
        let hidden = string.replace('<', "\\u003c").replace('>', "\\u003E");
        finds(in_text(format!("body={hidden}").as_bytes()), &["backslashes"]);
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
        assert!(in_json(b"{\"a\":\"b\"}").is_none());
        assert!(in_markup(b"<WV-CSP-Message>&lt;WV-CSP-Message/&gt;</WV-CSP-Message>").is_none());
        assert!(in_markup(b"<a>&lt;b/&gt;</a>").is_none());
    }
}
