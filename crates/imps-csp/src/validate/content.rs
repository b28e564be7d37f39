//! Checks leaves beyond their types.

use super::rules;
use crate::StatusCode;
use alloc::format;
use imps_core::validate::{Findings, Place, Severity};
use imps_core::{Value, base64, tag};

/// The description of the content that comes next.
#[derive(Debug, Default)]
pub(super) struct ContentChecks {
    base64: bool,
    size: Option<u32>,
}

impl ContentChecks {
    pub(super) fn leaf(&mut self, place: &Place<'_>, value: &Value<'_>, findings: &mut Findings) {
        match place.tag() {
            tag::ContentType => *self = Self::default(),
            tag::ContentEncoding => {
                let text = value.clone().into_text().unwrap_or_default();
                self.base64 = text.trim().eq_ignore_ascii_case("BASE64");
            }
            tag::ContentSize => self.size = value.integer().ok(),
            tag::ContentData => {
                self.content(place, value, findings);
                *self = Self::default();
            }
            tag::DigestBytes => {
                if let Value::Text(text) = value {
                    decoded(text, place, findings);
                }
            }
            tag::Code => code(place, value, findings),
            _ => range(place, value, findings),
        }
    }

    /// Skips bytes of binary XML: no source says which encoding they must have.
    fn content(&self, place: &Place<'_>, value: &Value<'_>, findings: &mut Findings) {
        let Value::Text(text) = value else { return };
        let bytes = if self.base64 {
            let Some(bytes) = decoded(text, place, findings) else { return };
            bytes
        } else {
            text.len()
        };
        // It is not settled whether the size counts before or after base64, and what a character
        // counts.
        let sizes = [bytes, text.len(), text.chars().count()];
        if let Some(size) = self.size
            && !sizes.iter().any(|known| u32::try_from(*known) == Ok(size))
        {
            let found = format!("{bytes} bytes");
            findings.add(rules::CONTENT_SIZE, Severity::Note, place, found, format!("{size}, as announced"));
        }
    }
}

/// Returns the number of bytes in base64. Accepts line breaks.
fn decoded(text: &str, place: &Place<'_>, findings: &mut Findings) -> Option<usize> {
    let bytes = base64::decode(text);
    if bytes.is_err() {
        findings.add(rules::BASE64, Severity::Error, place, "not base64", "");
    }
    bytes.ok().map(|bytes| bytes.len())
}

/// Checks the code of a status: three digits, and a code of the version.
fn code(place: &Place<'_>, value: &Value<'_>, findings: &mut Findings) {
    let Ok(number) = value.integer() else { return };
    let code = StatusCode::from(number);
    if !(100..=999).contains(&number) {
        findings.add(rules::RANGE, Severity::Error, place, format!("{number}"), "a number from 100 to 999");
    } else if code.versions().is_none_or(|versions| !versions.contains(place.version)) {
        let expected = format!("a status code of version {}", place.version);
        findings.add(rules::STATUS_CODE, Severity::Note, place, format!("{code}"), expected);
    }
}

fn range(place: &Place<'_>, value: &Value<'_>, findings: &mut Findings) {
    let (first, last) = match place.tag() {
        tag::TCPPort | tag::UDPPort => (1, 65535),
        tag::MultiTrans | tag::MultiTransPerMessage => (1, u32::MAX),
        _ => return,
    };
    if let Ok(number) = value.integer()
        && !(first..=last).contains(&number)
    {
        let expected = format!("a number from {first} to {last}");
        findings.add(rules::RANGE, Severity::Error, place, format!("{number}"), expected);
    }
}
