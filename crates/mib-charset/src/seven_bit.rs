//! Seven-bit forms of EUC: HZ (RFC 1843) and ISO-2022-KR (RFC 1557).
//!
//! Both shift into a set with two bytes per character. With the high bit set, such text is EUC.

use alloc::string::String;
use alloc::vec::Vec;

use crate::decode::whatwg;

/// The meaning of bytes in text that shifts.
enum Step {
    /// The set changes: to two bytes per character, or back.
    Shift {
        double: bool,
    },
    Ascii(char),
    /// No meaning.
    Nothing,
}

/// Decodes HZ. Fails with the offset of the first byte without meaning.
pub(crate) fn hz(bytes: &[u8]) -> Result<String, usize> {
    decode(bytes, encoding_rs::GBK, 0x77, |rest, double| match rest {
        [b'~', b'}', ..] if double => Some((Step::Shift { double: false }, 2)),
        [b'~', b'{', ..] if !double => Some((Step::Shift { double: true }, 2)),
        [b'~', b'~', ..] if !double => Some((Step::Ascii('~'), 2)),
        [b'~', b'\n', ..] if !double => Some((Step::Nothing, 2)),
        [b'~', ..] if !double => None,
        // A line ends in ASCII.
        [b'\n', ..] if double => Some((Step::Shift { double: false }, 0)),
        _ => plain(rest, double),
    })
}

/// Decodes ISO-2022-KR. Fails with the offset of the first byte without meaning.
pub(crate) fn iso_2022_kr(bytes: &[u8]) -> Result<String, usize> {
    decode(bytes, encoding_rs::EUC_KR, 0x7D, |rest, double| match rest {
        // The set that SO shifts to. There is only one.
        [0x1B, b'$', b')', b'C', ..] => Some((Step::Nothing, 4)),
        [0x0E, ..] => Some((Step::Shift { double: true }, 1)),
        [0x0F, ..] => Some((Step::Shift { double: false }, 1)),
        [0x1B, ..] => None,
        [b'\n', ..] if double => Some((Step::Shift { double: false }, 0)),
        _ => plain(rest, double),
    })
}

/// Reads ASCII. Only pairs are left to `decode`.
fn plain(rest: &[u8], double: bool) -> Option<(Step, usize)> {
    match rest {
        [byte, ..] if byte.is_ascii() && !double => Some((Step::Ascii(char::from(*byte)), 1)),
        _ => None,
    }
}

/// Decodes text that shifts. `last_row` is the greatest first byte of a pair.
fn decode(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    last_row: u8,
    step: impl Fn(&[u8], bool) -> Option<(Step, usize)>,
) -> Result<String, usize> {
    let mut text = String::with_capacity(bytes.len());
    let mut double = false;
    let mut pairs = Vec::new();
    let mut at = 0_usize;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        match (step(rest, double), rest) {
            (Some((what, length)), _) => {
                flush(&mut pairs, encoding, &mut text, at)?;
                match what {
                    Step::Shift { double: now } => double = now,
                    Step::Ascii(character) => text.push(character),
                    Step::Nothing => {}
                }
                at = at.saturating_add(length);
            }
            (None, [first, second @ 0x21..=0x7E, ..]) if double && (0x21..=last_row).contains(first) => {
                pairs.extend([first | 0x80, second | 0x80]);
                at = at.saturating_add(2);
            }
            _ => return Err(at),
        }
    }
    flush(&mut pairs, encoding, &mut text, at)?;
    Ok(text)
}

/// Decodes the pairs that end at an offset.
fn flush(
    pairs: &mut Vec<u8>,
    encoding: &'static encoding_rs::Encoding,
    text: &mut String,
    end: usize,
) -> Result<(), usize> {
    let start = end.saturating_sub(pairs.len());
    text.push_str(&whatwg(encoding, pairs).map_err(|at| start.saturating_add(at))?);
    pairs.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hz_shifts_between_tilde_and_braces() {
        // The example of RFC 1843.
        let example = b"This sentence is in ASCII.\nThe next sentence is in GB.~{<:Ky2;S{#,NpJ)l6HK!#~}Bye.";
        let text = "This sentence is in ASCII.\nThe next sentence is in GB.己所不欲，勿施於人。Bye.";
        assert_eq!(hz(example).unwrap(), text);
        assert_eq!(hz(b"a~~b~\nc").unwrap(), "a~bc");
        assert_eq!(hz(b"~{VPND\nplain").unwrap(), "中文\nplain");
        assert_eq!(hz(b"~{VPND").unwrap(), "中文");
    }

    #[test]
    fn iso_2022_kr_shifts_with_so_and_si() {
        assert_eq!(iso_2022_kr(b"\x1B$)Ca\x0EGQ1[\x0Fb").unwrap(), "a한글b");
        assert_eq!(iso_2022_kr(b"\x0EGQ\nplain").unwrap(), "한\nplain");
        assert_eq!(iso_2022_kr(b"plain").unwrap(), "plain");
    }

    #[test]
    fn what_no_shift_allows_is_refused_at_its_place() {
        for (bytes, at) in
            [(&b"a~x"[..], 1), (b"a\xC4\xE3", 1), (b"~{V~}", 4), (b"~{V", 2), (b"~{~~~}", 2), (b"a~", 1)]
        {
            assert_eq!(hz(bytes), Err(at), "{bytes:?}");
        }
        for (bytes, at) in [(&b"a\x1B$B"[..], 1), (b"\xC7\xD1", 0), (b"\x0EG", 1), (b"\x0EG\x0F", 1)] {
            assert_eq!(iso_2022_kr(bytes), Err(at), "{bytes:?}");
        }
    }
}
