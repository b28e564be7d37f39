//! Lists of numbers.

use super::escapes::{escape, marked_byte};
use super::{Literal, before_document, direction};

/// The lists of numbers that are bytes: decimal, or hexadecimal with a mark.
pub(super) fn lists(text: &str) -> Vec<Literal> {
    collect(text, number)
}

/// The lists of numbers in octal: of three digits each, or all with a zero before them.
pub(super) fn octal_lists(text: &str) -> Vec<Literal> {
    collect(text, |text| {
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = text.split_at_checked(length)?;
        let is_octal = length == 3 || length > 1 && digits.starts_with('0');
        Some((u8::from_str_radix(digits, 8).ok().filter(|_| is_octal)?, rest))
    })
}

/// The lists of a text, read with a function for one number.
fn collect(text: &str, number: impl Fn(&str) -> Option<(u8, &str)>) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut list: Vec<(usize, u8)> = Vec::new();
    let mut close = |list: &mut Vec<(usize, u8)>| {
        let all: Vec<u8> = list.iter().map(|(_, byte)| *byte).collect();
        let direction = list.first().and_then(|(offset, _)| direction(text.get(..*offset)?));
        let start = if direction.is_some() { 0 } else { before_document(&all) };
        if let (Some((offset, _)), Some(bytes)) = (list.get(start), all.get(start..))
            && bytes.len() > 4
        {
            found.push(Literal { offset: *offset, bytes: bytes.to_vec(), is_list: true, direction });
        }
        list.clear();
    };
    let (mut rest, mut is_word) = (text, false);
    while let Some(first) = rest.chars().next() {
        let at = text.len().saturating_sub(rest.len());
        if let Some(behind) = between(rest) {
            (rest, is_word) = (behind, false);
        } else if let Some((byte, behind)) = number(rest).filter(|_| !is_word)
            && !behind.starts_with(|next: char| next.is_alphanumeric() || next == '_')
        {
            list.push((at, byte));
            rest = behind;
            is_word = true;
        } else {
            close(&mut list);
            is_word = first.is_alphanumeric() || first == '_' || first == '.';
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    close(&mut list);
    found
}

/// The text between two numbers: blanks, commas, casts and comments.
fn between(text: &str) -> Option<&str> {
    const CASTS: [&str; 8] = [
        "(byte)",
        "(char)",
        "(unsigned char)",
        "(uint8_t)",
        "(BYTE)",
        "(sbyte)",
        "(int8_t)",
        "(signed char)",
    ];
    if let Some(rest) = CASTS.into_iter().find_map(|cast| text.strip_prefix(cast)) {
        return Some(rest);
    }
    if let Some(comment) = text.strip_prefix("/*") {
        return comment.split_once("*/").map(|(_, rest)| rest);
    }
    if let Some(comment) = text.strip_prefix("//") {
        return Some(comment.split_once('\n').map_or("", |(_, rest)| rest));
    }
    text.strip_prefix(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
}

/// A byte, and the text behind it.
fn number(text: &str) -> Option<(u8, &str)> {
    if let Some(character) = text.strip_prefix('\'') {
        let mut bytes = Vec::new();
        let rest = match character.strip_prefix('\\') {
            Some(escaped) => escape(escaped, &mut bytes)?,
            None => {
                bytes.push(character.bytes().next().filter(u8::is_ascii)?);
                character.get(1..)?
            }
        };
        let [byte] = bytes.as_slice() else { return None };
        return Some((*byte, rest.strip_prefix('\'')?));
    }
    let marks = ["0x", "0X", "&H", "&h", "16#", "#x", "$"];
    if let Some(digits) = marks.into_iter().find_map(|mark| text.strip_prefix(mark)) {
        let length = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
        let (digits, rest) = digits.split_at_checked(length).filter(|_| (1..=8).contains(&length))?;
        return Some((marked_byte(digits)?, suffix(rest)));
    }
    let (digits, is_negative) = text.strip_prefix('-').map_or((text, false), |rest| (rest, true));
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = digits.split_at_checked(length).filter(|_| (1..=3).contains(&length))?;
    let number: i16 = digits.parse().ok()?;
    let byte = if is_negative {
        i8::try_from(number.checked_neg()?).ok()?.cast_unsigned()
    } else {
        u8::try_from(number).ok()?
    };
    Some((byte, suffix(rest)))
}

/// The text behind the type of a number.
fn suffix(text: &str) -> &str {
    let known = [".toByte()", ".toUByte()", "u8", "_u8", "i8", "UL", "ul", "U", "u", "L", "l"];
    known.into_iter().find_map(|suffix| text.strip_prefix(suffix)).unwrap_or(text)
}
