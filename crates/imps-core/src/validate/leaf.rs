//! Leaves: checks whether the content is a value of the type.

use super::finding::{Findings, Place, Severity, quoted};
use super::rules;
use crate::names::{ContentKind, Versions};
use crate::reading::{ErrorKind, ReadOptions, Rule};
use crate::schema::Type;
use crate::tag;
use crate::values::text::is_xml_character;
use crate::values::{Text, Value};
use alloc::format;
use alloc::string::{String, ToString};

/// Checks the value of a leaf.
pub(super) fn check(content: &Type, value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    characters(content, value, place, findings);
    match content {
        Type::Text => text(value, place, findings),
        Type::Integer => integer(value, place, findings),
        Type::Boolean => boolean(value, place, findings),
        Type::DateTime => date_time(value, place, findings),
        Type::Enumeration(words, limited) => word(words, limited, value, place, findings),
        Type::Closed(words) => {
            let shown = spelled(value).unwrap_or_default();
            if !words.iter().any(|word| word.eq_ignore_ascii_case(shown.trim())) {
                refuse("unknown-word", Severity::Error, value, &list_of(words), place, findings);
            }
        }
        Type::Special(data_type) => {
            let shown = spelled(value);
            if shown.as_deref().is_none_or(|text| !data_type.accepts(place.trimmed(text))) {
                let severity = if data_type.is_disputed { Severity::Warning } else { Severity::Error };
                refuse("data-type", severity, value, data_type.expected, place, findings);
            }
        }
        Type::Empty if !value.is_blank() => {
            refuse("content-in-empty", Severity::Error, value, "nothing", place, findings);
        }
        _ => {}
    }
}

/// Returns the type of a leaf according to the vocabulary, for leaves that the declaration has no
/// place for.
pub(super) const fn type_of(kind: ContentKind) -> Option<Type> {
    Some(match kind {
        ContentKind::Text
        | ContentKind::Token
        | ContentKind::Identifier
        | ContentKind::Word
        | ContentKind::WordOrText => Type::Text,
        ContentKind::Integer => Type::Integer,
        ContentKind::Boolean => Type::Boolean,
        ContentKind::DateTime => Type::DateTime,
        ContentKind::Empty => Type::Empty,
        ContentKind::Content => Type::Data,
        _ => return None,
    })
}

/// Reports a character that XML cannot carry, and so no other writer. Such content needs base64.
fn characters(content: &Type, value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    if let Value::Text(text) = value
        && !matches!(content, Type::Data)
        && let Some(character) = text.chars().find(|character| !is_xml_character(*character))
    {
        let found = format!("character U+{:04X}", u32::from(character));
        findings.add(rules::CHARACTER, Severity::Error, place, found, "characters that xml can carry");
    }
}

fn text(value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    if spelled(value).is_none() {
        findings.add("text", Severity::Error, place, "not text", "");
    }
}

fn integer(value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    if value.integer().is_err() {
        refuse("integer", Severity::Error, value, "a number from 0 to 4294967295", place, findings);
    }
}

/// A rule names the spellings that only lenient readers accept.
fn boolean(value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    let strict = ReadOptions { strict: true, ..ReadOptions::default() };
    match value.boolean(&strict) {
        Ok(_) => {}
        Err(error) => match error.kind() {
            ErrorKind::Strict(rule) => report_lenient(*rule, value, "T or F", place, findings),
            _ => refuse("boolean", Severity::Error, value, "T or F", place, findings),
        },
    }
}

/// Reports a rule that only strict reading enforces.
#[cold]
fn report_lenient(rule: Rule, value: &Value<'_>, expected: &str, place: &Place<'_>, findings: &mut Findings) {
    let severity = if findings.options().strict { Severity::Error } else { Severity::Warning };
    refuse(rule.id(), severity, value, expected, place, findings);
}

/// Reads it as the types do, so that both agree.
fn date_time(value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    match value.clone().into_date_time(false).map(|time| time.broken_rule()) {
        Ok(None) => {}
        Ok(Some(Rule::DateTimeRange)) => {
            let expected = "a month, day, hour, minute and second that exist";
            refuse(Rule::DateTimeRange.id(), Severity::Error, value, expected, place, findings);
        }
        Ok(Some(rule)) => report_lenient(rule, value, "an offset of two digits", place, findings),
        Err(_) => {
            let expected = "a date and time such as 20010925T134013Z";
            refuse("date-time", Severity::Error, value, expected, place, findings);
        }
    }
}

fn word(
    words: &[&str],
    limited: &[(&str, Versions)],
    value: &Value<'_>,
    place: &Place<'_>,
    findings: &mut Findings,
) {
    let Some(word) = spelled(value) else { return text(value, place, findings) };
    // Version 1.1 lists digests in one element.
    let list = place.tag() == tag::DigestSchema;
    let known = |word: &str| words.contains(&word.trim());
    if words.is_empty() {
        return;
    }
    if !(known(&word) || list && word.split(',').all(known)) {
        return refuse("unknown-word", Severity::Warning, value, &list_of(words), place, findings);
    }
    let other = limited
        .iter()
        .find(|(limited, versions)| *limited == word.trim() && !versions.contains(place.version));
    if let Some((word, versions)) = other {
        let expected = format!("{word} only in {versions}");
        refuse("unknown-word", Severity::Warning, value, &expected, place, findings);
    }
}

/// Lists at most eight words.
fn list_of(words: &[&str]) -> String {
    match words.get(..8) {
        Some(first) if words.len() > 9 => {
            let mut list = first.join(", ");
            list.push_str(", or another of ");
            list.push_str(&words.len().to_string());
            list
        }
        _ => words.join(", "),
    }
}

fn refuse(
    rule: &'static str,
    severity: Severity,
    value: &Value<'_>,
    expected: &str,
    place: &Place<'_>,
    findings: &mut Findings,
) {
    findings.add(rule, severity, place, shown(value), expected);
}

/// The text of a value, if it is text.
pub(super) fn spelled(value: &Value<'_>) -> Option<String> {
    value.clone().into_text().ok().map(Text::into_string)
}

fn shown(value: &Value<'_>) -> String {
    match spelled(value) {
        Some(text) => quoted(&text),
        None => "bytes that are not text".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_cut() {
        assert_eq!(list_of(&["A", "B"]), "A, B");
        let many: alloc::vec::Vec<&str> = core::iter::repeat_n("A", 12).collect();
        assert!(list_of(&many).ends_with(", or another of 12"));
    }
}
