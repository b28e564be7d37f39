//! One line of a dump in hexadecimal.

use super::super::encodings::pairs;

/// A line with bytes, or with an offset alone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// The digits of the offset, if there is one.
    pub(super) offset: Option<&'t str>,
    pub(super) bytes: Vec<u8>,
    /// Whether there are blanks before it, as many as show the other direction.
    pub(super) is_indented: bool,
    /// The column at which the dump begins, if other text is before it.
    pub(super) column: Option<usize>,
}

impl<'t> Line<'t> {
    /// Reads a line. A log may have its own columns before it: `before` is the column at which the
    /// dump began in the line before.
    pub(super) fn parse(line: &'t str, before: Option<usize>) -> Option<Self> {
        let text = line.trim_start();
        let blanks = line.len().saturating_sub(text.len());
        let is_indented = line.starts_with('\t') || blanks >= 4;
        if let Some(found) = columns_of(text) {
            return Some(Self { is_indented, ..found });
        }
        let at = |column: usize| {
            let rest = line.get(column..)?;
            let text = rest.trim_start();
            let column = column.saturating_add(rest.len()).saturating_sub(text.len());
            columns_of(text).map(|found| Self { column: Some(column), ..found })
        };
        if let Some(found) = before.and_then(at).filter(|found| found.column == before) {
            return Some(found);
        }
        // A dump begins behind a word that is no number of it, such as a time or a name.
        let starts = line.split_inclusive([' ', '\t']).scan(0_usize, |at, word| {
            *at = at.saturating_add(word.len());
            Some((word.trim_end(), *at))
        });
        let starts = starts.filter(|(word, _)| !word.is_empty() && pairs(word).is_none());
        let longer = |best: Self, next: Self| if next.bytes.len() > best.bytes.len() { next } else { best };
        let longest = starts.filter_map(|(_, end)| at(end)).reduce(longer);
        // A few digits in text are no dump.
        longest.filter(|found| found.bytes.len() >= 4)
    }
}

/// Offset and bytes.
fn columns_of(text: &str) -> Option<Line<'_>> {
    let text = text.strip_prefix('|').unwrap_or(text);
    let (offset, rest) = offset(text).map_or((None, text), |(offset, rest)| (Some(offset), rest));
    let rest = rest.trim_start();
    if rest.is_empty() && offset.is_some() {
        return Some(Line { offset, bytes: Vec::new(), is_indented: false, column: None });
    }
    let bytes = columns(rest);
    (!bytes.is_empty()).then_some(Line { offset, bytes, is_indented: false, column: None })
}

/// The digits of an offset, and the text behind it.
fn offset(text: &str) -> Option<(&str, &str)> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let end = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at_checked(end)?;
    if !(4..=16).contains(&digits.len()) {
        return None;
    }
    let behind = rest.strip_prefix([':', '|']);
    (behind.is_some() || rest.is_empty() || rest.starts_with([' ', '\t']))
        .then(|| (digits, behind.unwrap_or(rest)))
}

/// The bytes of a line. They end at a bar, at two blanks, or at a
/// word that is not digits. Two blanks in the middle of sixteen bytes do not count. Words in
/// another order than the text behind them have no bytes.
fn columns(line: &str) -> Vec<u8> {
    let (line, barred) = line.split_once('|').map_or((line, None), |(bytes, text)| (bytes, Some(text)));
    let (mut bytes, mut rest, mut are_words) = (Vec::new(), line, false);
    let text = loop {
        let end = rest.find([' ', '\t']).unwrap_or(rest.len());
        let (word, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let digits = word.strip_prefix("0x").unwrap_or(word);
        // Some write a dash in the middle of sixteen bytes.
        let digits = if digits.len() == 5 && bytes.len() == 7 { &*digits.replace('-', "") } else { digits };
        let Some(found) = pairs(digits).filter(|_| !word.is_empty()) else { break Some(rest) };
        are_words |= found.len() > 1;
        bytes.extend(found);
        rest = behind.trim_start_matches([' ', '\t']);
        let blanks = behind.len().saturating_sub(rest.len());
        let in_the_middle = blanks == 2 && bytes.len() == 8 && word.len() == 2 && is_pair(rest);
        if rest.is_empty() {
            break barred;
        }
        if blanks > 1 && !in_the_middle || bytes.len() >= 256 {
            // Two blanks are between the bytes and the text.
            break behind.get(2..).or(Some(rest));
        }
    };
    let is_wrong = are_words && text.is_some_and(|text| contradicts(&bytes, text));
    if is_wrong { Vec::new() } else { bytes }
}

/// Whether a text shows other characters than the bytes are.
fn contradicts(bytes: &[u8], text: &str) -> bool {
    let shown =
        |byte: u8, character: char| !byte.is_ascii_graphic() || u32::from(character) == u32::from(byte);
    let starts = [text.trim_start(), text];
    let fits = |text: &&str| bytes.iter().zip(text.chars()).all(|(byte, character)| shown(*byte, character));
    !starts.iter().any(fits)
}

/// Whether a pair of digits comes next, and not text.
fn is_pair(text: &str) -> bool {
    let word = text.split([' ', '\t']).next().unwrap_or_default();
    word.len() == 2 && pairs(word).is_some()
}
