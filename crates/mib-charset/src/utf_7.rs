//! UTF-7 (RFC 2152): ASCII, and UTF-16 in base64 between `+` and `-`.

use alloc::string::String;
use alloc::vec::Vec;

/// Decodes UTF-7. Fails with the offset of the first byte without meaning. Every ASCII character
/// may represent itself, even where the RFC prefers a shift.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, usize> {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let at = bytes.len().saturating_sub(rest.len());
        match rest {
            [] => return Ok(text),
            [b'+', b'-', behind @ ..] => {
                text.push('+');
                rest = behind;
            }
            [b'+', behind @ ..] => {
                let length = behind.iter().take_while(|byte| digit(**byte).is_some()).count();
                let (shifted, behind) = behind.split_at_checked(length).unwrap_or((behind, &[]));
                text.push_str(&unshifted(shifted).ok_or(at)?);
                rest = behind.strip_prefix(b"-").unwrap_or(behind);
            }
            [byte, behind @ ..] if byte.is_ascii() => {
                text.push(char::from(*byte));
                rest = behind;
            }
            _ => return Err(at),
        }
    }
}

/// Decodes a run of base64 digits. Fewer than six zero bits may be left over.
fn unshifted(digits: &[u8]) -> Option<String> {
    let (mut bits, mut count, mut units) = (0_u32, 0_u32, Vec::new());
    for byte in digits {
        bits = bits << 6 | digit(*byte)?;
        count = count.saturating_add(6);
        if let Some(left) = count.checked_sub(16) {
            units.push(u16::try_from(bits >> left).ok()?);
            bits &= (1_u32 << left).saturating_sub(1);
            count = left;
        }
    }
    let text = String::from_utf16(&units).ok()?;
    (count < 6 && bits == 0 && !text.is_empty()).then_some(text)
}

fn digit(byte: u8) -> Option<u32> {
    let place = |first: u8, offset: u32| u32::from(byte.saturating_sub(first)).saturating_add(offset);
    Some(match byte {
        b'A'..=b'Z' => place(b'A', 0),
        b'a'..=b'z' => place(b'a', 26),
        b'0'..=b'9' => place(b'0', 52),
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first four are the examples of RFC 2152.
    #[test]
    fn shifted_text_is_utf_16() {
        for (bytes, text) in [
            ("A+ImIDkQ.", "A≢Α."),
            ("Hi Mom -+Jjo--!", "Hi Mom -☺-!"),
            ("+ZeVnLIqe-", "日本語"),
            ("Item 3 is +AKM-1.", "Item 3 is £1."),
            ("1 +- 1", "1 + 1"),
            ("+2D3eAA-", "😀"),
            ("+AGEAYg", "ab"),
            ("<a>+AOk</a>", "<a>é</a>"),
        ] {
            assert_eq!(decode(bytes.as_bytes()).as_deref(), Ok(text), "{bytes}");
        }
    }

    #[test]
    fn broken_shifts_are_refused_at_their_plus() {
        // A byte beyond ASCII, an empty shift, half a unit, half a pair, bits left over.
        for (bytes, at) in
            [(&b"a\xE9"[..], 1), (b"a+!", 1), (b"ab+A-", 2), (b"+2D0-", 0), (b"+AOl-", 0), (b"+", 0)]
        {
            assert_eq!(decode(bytes), Err(at), "{bytes:?}");
        }
    }
}
