//! Escapes of strings and characters.

use super::super::encodings::pairs;

/// Decodes the escape after a backslash, and appends its bytes. Returns the text behind it.
pub(super) fn escape<'t>(text: &'t str, bytes: &mut Vec<u8>) -> Option<&'t str> {
    let mut characters = text.chars();
    let first = characters.next()?;
    let rest = characters.as_str();
    let simple = match first {
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'v' => 11,
        'e' => 27,
        '\\' | '"' | '\'' | '`' | '/' | '?' => u8::try_from(first).ok()?,
        // The line goes on.
        '\n' => return Some(rest.trim_start()),
        '\r' => return Some(rest.strip_prefix('\n').unwrap_or(rest).trim_start()),
        'x' | 'X' => return hexadecimal(rest, 1..=2, bytes),
        'u' => return hexadecimal(rest, 4..=4, bytes),
        'U' => return hexadecimal(rest, 8..=8, bytes),
        '0'..='7' => {
            let length = text.bytes().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
            let number = u16::from_str_radix(text.get(..length)?, 8).ok()?;
            bytes.push(u8::try_from(number).ok()?);
            return text.get(length..);
        }
        _ => return None,
    };
    bytes.push(simple);
    Some(rest)
}

/// The escape of a number, perhaps in braces. Up to 255 it is a byte, else a character.
fn hexadecimal<'t>(
    text: &'t str,
    lengths: std::ops::RangeInclusive<usize>,
    bytes: &mut Vec<u8>,
) -> Option<&'t str> {
    let (digits, rest) = match text.strip_prefix('{') {
        Some(text) => text.split_once('}')?,
        None => {
            let all = text.bytes().take(*lengths.end()).take_while(u8::is_ascii_hexdigit).count();
            text.split_at_checked(all).filter(|(digits, _)| lengths.contains(&digits.len()))?
        }
    };
    let number = u32::from_str_radix(digits, 16).ok()?;
    match u8::try_from(number) {
        Ok(byte) => bytes.push(byte),
        Err(_) => bytes.extend(char::from_u32(number)?.to_string().bytes()),
    }
    Some(rest)
}

/// A number in hexadecimal with its usual marks, if it is a byte.
pub(super) fn marked_byte(digits: &str) -> Option<u8> {
    let even = if digits.len() % 2 == 1 { format!("0{digits}") } else { digits.to_owned() };
    match pairs(&even)?.as_slice() {
        [zeros @ .., last] if zeros.iter().all(|byte| *byte == 0) => Some(*last),
        // A negative number in 32 bits.
        [0xFF, 0xFF, 0xFF, last] if *last >= 0x80 => Some(*last),
        _ => None,
    }
}
