//! The meaning of values, beyond their spelling.

use oma_imps::csp::StatusCode;
use oma_imps::imps_core::{CSP, ContentKind, Tag, tag};
use oma_imps::{DateTime, Value, Version};

/// The meaning of a leaf's text. Empty where the text says it already.
pub(super) fn of_text(element: Option<Tag>, text: &str, version: Option<Version>) -> String {
    let Some(element) = element else { return String::new() };
    match CSP.kind(element) {
        ContentKind::Integer if element == tag::Code => {
            text.parse().map_or_else(|_| String::new(), |code| status(code, version))
        }
        ContentKind::Boolean => boolean(text).into(),
        ContentKind::DateTime => Value::from(text).date_time().map_or_else(|_| String::new(), date_time),
        _ => String::new(),
    }
}

/// The meaning of a status code.
pub(super) fn status(code: u32, version: Option<Version>) -> String {
    let code = StatusCode::from(code);
    let Some((meaning, versions)) = code.meaning().zip(code.versions()) else {
        return "no status code of the standard".into();
    };
    match version {
        Some(version) if !versions.contains(version) => format!("{meaning:?}, only in {versions}"),
        _ => format!("{meaning:?}"),
    }
}

/// The meaning of a truth value.
pub(super) fn boolean(text: &str) -> &'static str {
    match text {
        "T" => "true",
        "F" => "false",
        _ => "",
    }
}

/// A date and time as people write it.
pub(super) fn date_time(time: DateTime) -> String {
    let (year, month, day) = (time.year(), time.month(), time.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let zone = match time.zone() {
        Some('Z') => " UTC".into(),
        Some(zone) => format!(" zone {zone}"),
        None => String::new(),
    };
    let valid = if time.is_valid() { "" } else { ", no such time" };
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}{zone}{valid}")
}
