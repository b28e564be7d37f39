//! Dumps in words or in other numbers than hexadecimal: od and hexdump in all formats, xxd in words
//! and in bits.

use super::super::layer::{Layer, Piece, Proof};
use super::super::{Order, Radix, Wrapping};
use super::repeat;

/// A line: the digits of its offset, and its numbers.
struct Row<'t> {
    offset: &'t str,
    /// The text behind the offset.
    text: &'t str,
    words: Vec<&'t str>,
    /// Whether the lines before it, from the row before, were the same.
    is_folded: bool,
}

/// The ways to read a dump of words: its numbers in each order of bytes.
pub(in crate::wrapping) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let Some(rows) = str::from_utf8(bytes).ok().and_then(rows) else { return Vec::new() };
    let mut layers = Vec::new();
    for base in [8, 16, 10] {
        let Some(offsets) = offsets(&rows, base) else { continue };
        for (radix, order) in READINGS {
            if let Some((bytes, width)) = read(&rows, &offsets, radix, order) {
                let wrapping = Wrapping::Dump { radix, width, order, length: bytes.len() };
                layers.push(Layer::of_one(Proof::Inside, Piece::decoded(bytes, wrapping)));
            }
        }
    }
    layers
}

/// Most machines that dump words have the low byte first.
const READINGS: [(Radix, Order); 8] = [
    (Radix::Binary, Order::BigEndian),
    (Radix::Hexadecimal, Order::LittleEndian),
    (Radix::Hexadecimal, Order::BigEndian),
    (Radix::Octal, Order::LittleEndian),
    (Radix::Octal, Order::BigEndian),
    (Radix::Decimal, Order::LittleEndian),
    (Radix::Decimal, Order::BigEndian),
    (Radix::Characters, Order::BigEndian),
];

/// The lines from the first to the last one with an offset.
fn rows(text: &str) -> Option<Vec<Row<'_>>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let (mut is_folded, mut ended) = (false, false);
    for line in text.trim_start_matches('\u{FEFF}').lines().map(str::trim_end) {
        if line == "*" {
            is_folded = true;
            continue;
        }
        let Some((offset, text)) = split_offset(line) else {
            ended |= !rows.is_empty();
            continue;
        };
        if ended {
            return None;
        }
        rows.push(Row { offset, text, words: words(text), is_folded });
        is_folded = false;
    }
    (!rows.is_empty() && !is_folded).then_some(rows)
}

/// The offset, and the text behind it.
fn split_offset(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(line.len());
    let (offset, rest) = line.split_at_checked(end)?;
    let is_offset = offset.len() >= 6 && (rest.is_empty() || rest.starts_with([' ', ':', '\t']));
    is_offset.then_some((offset, rest))
}

/// The numbers of a line, without the text behind them.
fn words(text: &str) -> Vec<&str> {
    let text = text.split("  >").next().unwrap_or_default();
    let text = text.split("  |").next().unwrap_or_default();
    let Some(text) = text.strip_prefix(':') else { return text.split_whitespace().collect() };
    // The text behind the words may look like one of them; the offsets tell their number.
    let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split_whitespace().take_while(is_word).collect()
}

/// The offsets, from the first one on, if they rise.
fn offsets(rows: &[Row<'_>], base: u32) -> Option<Vec<usize>> {
    let all: Option<Vec<usize>> =
        rows.iter().map(|row| usize::from_str_radix(row.offset, base).ok()).collect();
    let all = all?;
    let first = *all.first()?;
    let rise = all.windows(2).all(|pair| matches!(pair, [before, after] if before < after));
    rise.then(|| all.into_iter().map(|offset| offset.saturating_sub(first)).collect())
}

/// The bytes of all rows, and the number of bytes per number.
fn read(rows: &[Row<'_>], offsets: &[usize], radix: Radix, order: Order) -> Option<(Vec<u8>, usize)> {
    let width = width(rows, offsets, radix)?;
    if width == 1 && order == Order::LittleEndian {
        return None;
    }
    let mut bytes = Vec::new();
    let mut line_start = 0;
    for (index, (row, offset)) in rows.iter().zip(offsets).enumerate() {
        if row.is_folded {
            repeat(&mut bytes, line_start, *offset)?;
        }
        if bytes.len() != *offset {
            return None;
        }
        line_start = bytes.len();
        let after = index.saturating_add(1);
        let next = offsets.get(after).copied();
        let is_before_fold = rows.get(after).is_some_and(|next| next.is_folded);
        let length = next.filter(|_| !is_before_fold).map(|next| next.saturating_sub(*offset));
        match radix {
            Radix::Characters => characters(row.text, length, &mut bytes)?,
            _ => {
                let count = length.map_or(usize::MAX, |length| length.div_ceil(width));
                for word in row.words.iter().take(count) {
                    number(word, radix, width, order, &mut bytes)?;
                }
            }
        }
        // The last number may have more bytes than the file.
        let end = length.map_or(bytes.len(), |length| offset.saturating_add(length));
        if bytes.len() < end || bytes.len() >= end.saturating_add(width) {
            return None;
        }
        bytes.truncate(end);
    }
    (!bytes.is_empty()).then_some((bytes, width))
}

/// The number of bytes per number: the offsets tell it, else the digits.
fn width(rows: &[Row<'_>], offsets: &[usize], radix: Radix) -> Option<usize> {
    if matches!(radix, Radix::Characters | Radix::Binary) {
        return Some(1);
    }
    let count = rows.first()?.words.len();
    let is_folded = rows.get(1).is_some_and(|row| row.is_folded);
    let by_offset = offsets.get(1).filter(|_| !is_folded && count > 0).map(|length| length.div_ceil(count));
    let digits = rows.first()?.words.first().map_or(0, |word| word.len());
    let by_digits = || match radix {
        Radix::Octal => OCTAL.into_iter().find(|(_, octal)| *octal == digits).map(|(width, _)| width),
        Radix::Hexadecimal => Some(digits / 2),
        _ => None,
    };
    // One line that is cut has fewer bytes than its numbers.
    by_offset
        .map(usize::next_power_of_two)
        .or_else(by_digits)
        .filter(|width| matches!(width, 1 | 2 | 4 | 8 | 16))
}

/// Bytes, and the digits of that many bytes in octal.
const OCTAL: [(usize, usize); 4] = [(1, 3), (2, 6), (4, 11), (8, 22)];

/// Appends the bytes of a number.
fn number(word: &str, radix: Radix, width: usize, order: Order, bytes: &mut Vec<u8>) -> Option<()> {
    let (value, width) = match radix {
        Radix::Binary => (u128::from_str_radix(word, 2).ok().filter(|_| word.len() == 8)?, 1),
        // The last word of xxd has the digits of its bytes.
        Radix::Hexadecimal => {
            let digits = word.len();
            let fits = digits.is_multiple_of(2) && digits > 0 && digits <= width.saturating_mul(2);
            (u128::from_str_radix(word, 16).ok().filter(|_| fits)?, digits / 2)
        }
        Radix::Octal => {
            let is_octal = OCTAL.contains(&(width, word.len()));
            (u128::from_str_radix(word, 8).ok().filter(|_| is_octal)?, width)
        }
        _ => {
            let value: i128 = word.parse().ok()?;
            let bits = u32::try_from(width.checked_mul(8)?).ok().filter(|bits| *bits < 127)?;
            let limit = 1_i128.checked_shl(bits)?;
            let fits = value < limit && value >= (limit / 2).checked_neg()?;
            (u128::try_from(value.rem_euclid(limit)).ok().filter(|_| fits)?, width)
        }
    };
    let all = value.to_be_bytes();
    let used = all.get(all.len().checked_sub(width)?..)?;
    if all.get(..all.len().checked_sub(width)?)?.iter().any(|byte| *byte != 0) {
        return None;
    }
    match order {
        Order::BigEndian => bytes.extend_from_slice(used),
        Order::LittleEndian => bytes.extend(used.iter().rev()),
    }
    Some(())
}

/// Appends the characters of a line, which have four columns each.
fn characters(text: &str, length: Option<usize>, bytes: &mut Vec<u8>) -> Option<()> {
    let columns: Vec<char> = text.chars().collect();
    let length = length.unwrap_or(columns.len().div_ceil(4));
    for index in 0..length.min(1024) {
        let start = index.saturating_mul(4);
        let end = start.saturating_add(4).min(columns.len());
        let cell: String = columns.get(start..end).unwrap_or_default().iter().collect();
        bytes.push(match cell.trim() {
            "" => b' ',
            "\\0" => 0,
            "\\a" => 7,
            "\\b" => 8,
            "\\t" => 9,
            "\\n" => 10,
            "\\v" => 11,
            "\\f" => 12,
            "\\r" => 13,
            "\\\\" => b'\\',
            cell if cell.len() == 3 => u8::from_str_radix(cell, 8).ok()?,
            cell => cell.bytes().next().filter(|byte| cell.len() == 1 && byte.is_ascii_graphic())?,
        });
    }
    Some(())
}
