//! Strings with escapes.

use super::escapes::escape;
use super::{Literal, direction, may_begin};

/// The strings in quotes. Strings next to each other are one.
pub(super) fn quoted(text: &str) -> Vec<Literal> {
    let (mut found, mut at) = (Vec::<Literal>::new(), 0_usize);
    // The end of the last string, if the next one may go on with it.
    let mut end_before: Option<usize> = None;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(['"', '\'', '`'])) {
        let start = at.saturating_add(start);
        let Some((bytes, end)) = string(text, start) else {
            at = start.saturating_add(1);
            continue;
        };
        at = end;
        let between = end_before.and_then(|end| text.get(end..start));
        match found.last_mut() {
            Some(last) if between.is_some_and(is_glue) => last.bytes.extend(bytes),
            _ => {
                let before = text.get(..start).unwrap_or_default();
                found.push(Literal { offset: start, bytes, is_list: false, direction: direction(before) });
            }
        }
        end_before = Some(end);
    }
    let is_encoded = |bytes: &[u8]| {
        let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/-_= ".contains(byte);
        bytes.len() >= 16 && bytes.iter().all(is_letter)
    };
    found.retain(|Literal { bytes, direction, .. }| {
        bytes.len() > 4 && (direction.is_some() || may_begin(bytes) || is_encoded(bytes))
    });
    found
}

/// Whether the text between two strings makes them one.
fn is_glue(between: &str) -> bool {
    let text = between.trim_end_matches(['b', 'B', 'L', 'u', '8', 'r', '@']);
    between.len() < 200 && text.chars().all(|c| c.is_whitespace() || matches!(c, '+' | '\\' | '.' | '&'))
}

/// The bytes of the string that begins with the quote at an offset, and its end. A string ends in
/// its line, unless a backslash is before the line end.
fn string(text: &str, start: usize) -> Option<(Vec<u8>, usize)> {
    let mut rest = text.get(start..)?;
    let quote = rest.chars().next()?;
    rest = rest.get(1..)?;
    let mut bytes = Vec::new();
    loop {
        let mut characters = rest.chars();
        let character = characters.next()?;
        rest = characters.as_str();
        match character {
            '\n' if quote != '`' => return None,
            '\\' if quote != '`' => match escape(rest, &mut bytes) {
                Some(behind) => rest = behind,
                None => bytes.push(b'\\'),
            },
            _ if character == quote => return Some((bytes, text.len().saturating_sub(rest.len()))),
            _ => bytes.extend(character.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
}

/// Strings without quotes: from an escape to the end of the line, or further if the next line
/// begins with an escape.
pub(super) fn bare(text: &str) -> Vec<Literal> {
    let (mut found, mut at) = (Vec::new(), 0_usize);
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('\\')) {
        let start = at.saturating_add(start);
        let (bytes, end) = bare_string(text.get(start..).unwrap_or_default());
        if bytes.len() > 4 && may_begin(&bytes) {
            at = start.saturating_add(end);
            found.push(Literal { offset: start, bytes, is_list: false, direction: None });
        } else {
            at = start.saturating_add(1);
        }
        // Each start may cost a line.
        if found.len() > 1000 {
            break;
        }
    }
    found
}

/// The bytes, and their end.
fn bare_string(text: &str) -> (Vec<u8>, usize) {
    let (mut bytes, mut rest) = (Vec::new(), text);
    // The first byte of a document decides; reading on would cost time.
    let mut is_checked = false;
    while let Some(character) = rest.chars().next() {
        let behind = rest.get(character.len_utf8()..).unwrap_or_default();
        match character {
            '\\' => match escape(behind, &mut bytes) {
                Some(next) => rest = next,
                None => break,
            },
            '\r' | '\n' => {
                if !behind.trim_start().starts_with('\\') {
                    break;
                }
                rest = behind.trim_start();
            }
            '"' | '\'' | '`' => break,
            _ => {
                bytes.extend(character.encode_utf8(&mut [0; 4]).bytes());
                rest = behind;
            }
        }
        if bytes.len() > 4 && !is_checked {
            is_checked = true;
            if !may_begin(&bytes)
                && !bytes.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'/' || *byte == b' ')
            {
                break;
            }
        }
    }
    (bytes, text.len().saturating_sub(rest.len()))
}
