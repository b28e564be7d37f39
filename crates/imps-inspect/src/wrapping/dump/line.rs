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
}

impl<'t> Line<'t> {
    /// Reads a line. A log may have its own columns before it.
    pub(super) fn parse(line: &'t str) -> Option<Self> {
        let text = line.trim_start();
        let blanks = line.len().saturating_sub(text.len());
        let is_indented = line.starts_with('\t') || blanks >= 4;
        if let Some((line, _)) = columns_of(text) {
            return Some(Self { is_indented, ..line });
        }
        let marks = [": ", "] ", "| ", "\t", " - "];
        let mut starts: Vec<usize> = marks
            .into_iter()
            .flat_map(|mark| text.match_indices(mark).map(move |(at, _)| at.saturating_add(mark.len())))
            .collect();
        starts.sort_unstable();
        let mut lines = starts.into_iter().filter_map(|start| columns_of(text.get(start..)?.trim_start()));
        // A few digits in text are no dump.
        let (line, _) = lines.find(|(line, has_text)| line.bytes.len() >= 4 || *has_text && !line.bytes.is_empty())?;
        Some(line)
    }
}

/// Offset, bytes, and whether text is behind them.
fn columns_of(text: &str) -> Option<(Line<'_>, bool)> {
    let text = text.strip_prefix('|').unwrap_or(text);
    let (offset, rest) = offset(text).map_or((None, text), |(offset, rest)| (Some(offset), rest));
    let rest = rest.trim_start();
    if rest.is_empty() && offset.is_some() {
        return Some((Line { offset, bytes: Vec::new(), is_indented: false }, false));
    }
    let (bytes, has_text) = columns(rest);
    (!bytes.is_empty()).then_some((Line { offset, bytes, is_indented: false }, has_text))
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
    (behind.is_some() || rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| (digits, behind.unwrap_or(rest)))
}

/// The bytes of a line, and whether text is behind them. They end at a bar, at two blanks, or at a
/// word that is not digits. Two blanks in the middle of sixteen bytes do not count.
fn columns(line: &str) -> (Vec<u8>, bool) {
    let (line, is_barred) = line.split_once('|').map_or((line, false), |(bytes, _)| (bytes, true));
    let mut bytes = Vec::new();
    let mut rest = line;
    loop {
        let end = rest.find([' ', '\t']).unwrap_or(rest.len());
        let (word, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let Some(found) = pairs(word).filter(|_| !word.is_empty()) else { return (bytes, true) };
        bytes.extend(found);
        rest = behind.trim_start_matches([' ', '\t']);
        let blanks = behind.len().saturating_sub(rest.len());
        let in_the_middle = blanks == 2 && bytes.len() == 8 && word.len() == 2 && is_pair(rest);
        if rest.is_empty() {
            return (bytes, is_barred);
        }
        if blanks > 1 && !in_the_middle || bytes.len() >= 256 {
            return (bytes, true);
        }
    }
}

/// Whether a pair of digits comes next, and not text.
fn is_pair(text: &str) -> bool {
    let word = text.split([' ', '\t']).next().unwrap_or_default();
    word.len() == 2 && pairs(word).is_some()
}
