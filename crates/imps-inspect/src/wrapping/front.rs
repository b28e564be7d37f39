//! Bytes in front of a document: blanks, and its length.

use super::Wrapping;
use super::layer::{Layer, Piece, Proof};
use super::proof;

/// The document behind blanks, or behind its length.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let blank = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    // The version of WBXML 1.0 is a zero.
    let zeros = bytes.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count();
    let mut blanks = vec![blank, zeros, zeros.saturating_sub(1)];
    blanks.dedup();
    let blanks = blanks
        .into_iter()
        .filter_map(|length| behind(bytes, length, bytes.len(), Wrapping::Blank { bytes: length }));
    let lengths = lengths(bytes)
        .into_iter()
        .filter_map(|(start, end)| behind(bytes, start, end, Wrapping::LengthPrefix { bytes: start }));
    lengths.chain(blanks).collect()
}

fn behind(bytes: &[u8], length: usize, end: usize, wrapping: Wrapping) -> Option<Layer<'_>> {
    let rest = bytes.get(length..end).filter(|rest| length > 0 && !rest.is_empty())?;
    // Text has modules of its own, and its blanks do not matter.
    let binary = matches!(rest, [0..=3, ..]) && proof::has_header(rest);
    let text = matches!(wrapping, Wrapping::LengthPrefix { .. });
    (binary || text).then(|| Layer::of_one(Proof::Certain, Piece::at(length, rest, wrapping)))
}

/// The prefixes that state the number of bytes behind them, or of all bytes: the start and the end
/// of the content.
fn lengths(bytes: &[u8]) -> Vec<(usize, usize)> {
    let number = |width: usize, big: bool| {
        let digits = bytes.get(..width)?.iter();
        let add = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        let number = if big { digits.fold(0, add) } else { digits.rev().fold(0, add) };
        let rest = bytes.len().checked_sub(width)?;
        let fits = |length: usize| u64::try_from(length).is_ok_and(|length| length == number);
        (fits(rest) || fits(bytes.len())).then_some(width)
    };
    let mut found: Vec<(usize, usize)> = [(4, true), (4, false), (2, true), (2, false), (1, true)]
        .into_iter()
        .filter_map(|(width, big)| Some((number(width, big)?, bytes.len())))
        .collect();
    found.extend(variable(bytes).map(|width| (width, bytes.len())));
    found.extend(line(bytes));
    found
}

/// A length in seven bits per byte, high bits first, as WBXML and WSP write it.
fn variable(bytes: &[u8]) -> Option<usize> {
    let width = bytes.iter().take(5).position(|byte| *byte < 0x80)?.saturating_add(1);
    let number = bytes.iter().take(width).fold(0_u64, |sum, byte| sum << 7 | u64::from(byte & 0x7F));
    let rest = bytes.len().checked_sub(width)?;
    (width > 1 && u64::try_from(rest).is_ok_and(|rest| rest == number)).then_some(width)
}

/// A line with the length in decimal or in hexadecimal.
fn line(bytes: &[u8]) -> Option<(usize, usize)> {
    let end = bytes.iter().take(12).position(|byte| matches!(byte, b'\n' | b':' | b','))?.saturating_add(1);
    let text = str::from_utf8(bytes.get(..end.saturating_sub(1))?).ok()?.trim();
    let rest = bytes.get(end..)?;
    let states = |radix| {
        let number = usize::from_str_radix(text, radix).ok()?;
        // A chunk has a line end and perhaps the last chunk behind it.
        let behind = rest.get(number..)?.trim_ascii();
        matches!(behind, b"" | b"0").then_some((end, end.saturating_add(number)))
    };
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    states(10).or_else(|| states(16)).filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use super::super::{Wrapping, unwrap};

    const DOCUMENT: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x01\x01";

    #[track_caller]
    fn check(prefix: &[u8], expected: &Wrapping) {
        let input = [prefix, DOCUMENT].concat();
        let documents = unwrap(&input);
        let [document] = documents.documents.as_slice() else { panic!("{documents:?}") };
        assert_eq!((&*document.bytes, document.offset), (DOCUMENT, Some(prefix.len())));
        assert_eq!(document.wrappings, std::slice::from_ref(expected));
    }

    #[test]
    fn blanks_and_lengths_come_off() {
        check(b"\r\n", &Wrapping::Blank { bytes: 2 });
        check(b" \n\0", &Wrapping::Blank { bytes: 3 });
        for prefix in [
            &b"\x0F"[..],
            b"\0\x0F",
            b"\x0F\0",
            b"\0\0\0\x0F",
            b"\x13\0\0\0",
            b"\x80\x0F",
            b"15\n",
            b"f\r\n",
            b"15:",
        ] {
            check(prefix, &Wrapping::LengthPrefix { bytes: prefix.len() });
        }
    }

    #[test]
    fn other_bytes_in_front_stay() {
        for prefix in [&b"\x07"[..], b"\0\x07", b"7\n", b"\x05\x06"] {
            let input = [prefix, DOCUMENT].concat();
            assert_eq!(unwrap(&input).documents[0].bytes, input);
        }
    }
}
