//! Leaves: whether the content is a value of the type.

use super::finding::{Findings, Place, Severity, quoted};
use super::rules;
use crate::schema::Type;
use crate::text::is_xml_character;
use crate::{DateTime, Error, ErrorKind, Kind, ReadOptions, Text, Value, tag};
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
        Type::Enumeration(words) => word(words, value, place, findings),
        Type::Closed(words) => {
            let shown = spelled(value).unwrap_or_default();
            if !words.iter().any(|word| word.eq_ignore_ascii_case(shown.trim())) {
                refuse("unknown-word", Severity::Error, value, &list_of(words), place, findings);
            }
        }
        Type::Special(data_type) => {
            let shown = spelled(value);
            if shown.as_deref().is_none_or(|text| !data_type.accepts(place.trimmed(text))) {
                refuse("data-type", Severity::Error, value, data_type.expected, place, findings);
            }
        }
        Type::Empty if !value.is_blank() => {
            refuse("content-in-empty", Severity::Error, value, "nothing", place, findings);
        }
        _ => {}
    }
}

/// What the vocabulary says of a leaf that the declaration has no place for.
pub(super) const fn type_of(kind: Kind) -> Option<Type> {
    Some(match kind {
        Kind::Text | Kind::Token | Kind::Identifier | Kind::Word | Kind::WordOrText => Type::Text,
        Kind::Integer => Type::Integer,
        Kind::Boolean => Type::Boolean,
        Kind::DateTime => Type::DateTime,
        Kind::Empty => Type::Empty,
        Kind::Content => Type::Data,
        _ => return None,
    })
}

/// A character that XML cannot carry, and so no other writer. Content goes in base64.
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
        refuse("text", Severity::Error, value, "text", place, findings);
    }
}

fn integer(value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    if value.integer().is_err() {
        refuse("integer", Severity::Error, value, "a number from 0 to 4294967295", place, findings);
    }
}

/// What lenient readers take is found by its rule.
fn boolean(value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    let strict = ReadOptions { strict: true, ..ReadOptions::default() };
    match value.boolean(&strict) {
        Ok(_) => {}
        Err(error) if matches!(error.kind(), ErrorKind::Strict(_)) => refused(&error, value, place, findings),
        Err(_) => refuse("boolean", Severity::Error, value, "T or F", place, findings),
    }
}

#[cold]
fn refused(error: &Error, value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    if let ErrorKind::Strict(rule) = error.kind() {
        let severity = if findings.options().strict { Severity::Error } else { Severity::Warning };
        refuse(rule.id(), severity, value, rule.explanation(), place, findings);
    }
}

fn date_time(value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    let time = match value {
        Value::DateTime(time) => Some(*time),
        other => spelled(other).and_then(|text| parse(text.trim())),
    };
    match time {
        Some(time) if time.is_valid() => {}
        Some(_) => refuse(
            "date-time-range",
            Severity::Error,
            value,
            "a month, day, hour, minute and second that exist",
            place,
            findings,
        ),
        None => refuse(
            "date-time",
            Severity::Error,
            value,
            "a date and time such as 20010925T134013Z",
            place,
            findings,
        ),
    }
}

/// A date and time in any of the spellings that readers take, an offset from UTC included.
fn parse(text: &str) -> Option<DateTime> {
    text.parse().ok().or_else(|| {
        let time = text.find('T')?;
        let at = text.get(time..)?.find(['+', '-'])?.checked_add(time)?;
        let (local, offset) = text.split_at_checked(at)?;
        let digits = offset.get(1..)?;
        let plain = digits.len() <= 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let colon =
            matches!(digits.as_bytes(), [a, b, b':', c, d] if [a, b, c, d].iter().all(|d| d.is_ascii_digit()));
        (!digits.is_empty() && (plain || colon)).then_some(())?;
        local.parse().ok()
    })
}

fn word(words: &[&str], value: &Value<'_>, place: &Place<'_>, findings: &mut Findings) {
    let Some(word) = spelled(value) else { return text(value, place, findings) };
    // 1.1 lists digests in one element.
    let list = place.tag() == tag::DigestSchema;
    let known = |word: &str| words.contains(&word.trim());
    if words.is_empty() || known(&word) || list && word.split(',').all(known) {
        return;
    }
    refuse("unknown-word", Severity::Warning, value, &list_of(words), place, findings);
}

/// At most eight words.
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
        None => "octets that are no text".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_and_time_spellings_of_the_notes_are_taken() {
        for text in [
            "20010925T1340",
            "20010925T134013",
            "20010925T1340Z",
            "2001-09-25T13:40:13Z",
            "2001-09-25T13:40:13A",
            "2001-09-25T13:40:13+01:00",
            "2001-09-25T13:40:13+0100",
            "2001-09-25T13:40:13+01",
            "2001-09-25T13:40:13+1",
            "2001-09-25T13:40:13-05:00",
        ] {
            assert!(parse(text).is_some_and(DateTime::is_valid), "{text}");
        }
        for text in ["", "T", "T+", "20010925T1340+", "2001-09-25T13:40:13+1:00", "2001-09-25T13:40:13+01:0x"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn long_lists_are_cut() {
        assert_eq!(list_of(&["A", "B"]), "A, B");
        let many: alloc::vec::Vec<&str> = core::iter::repeat_n("A", 12).collect();
        assert!(list_of(&many).ends_with(", or another of 12"));
    }
}
