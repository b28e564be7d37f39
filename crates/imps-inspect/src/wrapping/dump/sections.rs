//! The dumps in a text: there may be several, with headings between them.

use super::super::Direction;
use super::line::Line;
use super::repeat;

/// One dump.
#[derive(Clone, Debug, Default)]
pub(in crate::wrapping) struct Section {
    pub(in crate::wrapping) bytes: Vec<u8>,
    pub(in crate::wrapping) direction: Option<Direction>,
    /// The line before it.
    heading: String,
    /// The offset that its first line states.
    base: usize,
    /// The offsets at which lines begin that follow lines of another section, each with a number
    /// that counts over all sections.
    pub(in crate::wrapping) turns: Vec<(usize, usize)>,
}

impl Section {
    /// A section of its own, such as an array of a program.
    pub(in crate::wrapping) fn new(bytes: Vec<u8>, direction: Option<Direction>, number: usize) -> Self {
        Self { bytes, direction, turns: vec![(0, number)], ..Self::default() }
    }

    /// Whether a program made it from other sections.
    pub(super) fn is_derived(&self) -> bool {
        ["Reassembled", "De-chunked", "Uncompressed", "Unchunked", "Decompressed", "Decrypted"]
            .into_iter()
            .any(|word| self.heading.contains(word))
    }

    pub(super) fn append(&mut self, other: Self) {
        let start = self.bytes.len();
        self.bytes.extend(other.bytes);
        self.turns.extend(other.turns.into_iter().map(|(at, number)| (at.saturating_add(start), number)));
    }
}

/// The dumps of a text with offsets of a radix; `None` if the offsets do not count the bytes, or if
/// there is no dump.
pub(super) fn sections(text: &str, radix: u32) -> Option<Vec<Section>> {
    let mut column = None;
    let line = |text| {
        let line = Line::parse(str::trim_end(text), column);
        column = line.as_ref().and_then(|line| line.column).or(column);
        (text, line)
    };
    let lines: Vec<(&str, Option<Line<'_>>)> = text.lines().map(line).collect();
    let indents = || lines.iter().filter_map(|(_, line)| line.as_ref()).map(|line| line.is_indented);
    let mut reader = Reader {
        radix,
        is_two_sided: indents().any(|indented| indented) && indents().any(|indented| !indented),
        sections: Vec::new(),
        current: None,
        heading: String::new(),
        direction: None,
        is_new: true,
        line_start: 0,
        width: None,
        is_folded: false,
        turn: 0,
    };
    for (text, line) in lines {
        match line {
            Some(line) => reader.line(&line)?,
            None if text.trim() == "*" && reader.current.is_some() => {
                if reader.is_folded {
                    return None;
                }
                reader.is_folded = true;
            }
            None => reader.heading(text.trim()),
        }
    }
    // Up to where, the next offset would have said.
    if reader.is_folded {
        return None;
    }
    let sections: Vec<_> = reader
        .sections
        .into_iter()
        .filter(|section| !section.bytes.is_empty() && !section.heading.contains("SSL data"))
        .collect();
    (!sections.is_empty()).then_some(sections)
}

struct Reader {
    radix: u32,
    /// Whether indented lines are of the other direction.
    is_two_sided: bool,
    sections: Vec<Section>,
    /// The section of the last line.
    current: Option<usize>,
    heading: String,
    /// The direction that the last heading states.
    direction: Option<Direction>,
    /// Whether a blank line or a heading came after the last line.
    is_new: bool,
    line_start: usize,
    /// The number of bytes per line, once an offset has shown that a line seems to have more.
    width: Option<usize>,
    is_folded: bool,
    turn: usize,
}

impl Reader {
    fn heading(&mut self, text: &str) {
        self.is_new = true;
        if text.is_empty() {
            return;
        }
        text.clone_into(&mut self.heading);
        let sent = ["=> Send", ">>> "].into_iter().any(|mark| text.contains(mark));
        let received = ["<= Recv", "<<< "].into_iter().any(|mark| text.contains(mark));
        match (sent, received) {
            (true, false) => self.direction = Some(Direction::Request),
            (false, true) => self.direction = Some(Direction::Response),
            _ => {}
        }
    }

    fn line(&mut self, line: &Line<'_>) -> Option<()> {
        let direction = match (self.is_two_sided, line.is_indented) {
            (true, false) => Some(Direction::Request),
            (true, true) => Some(Direction::Response),
            (false, _) => self.direction,
        };
        let offset = match line.offset {
            Some(offset) => Some(usize::from_str_radix(offset, self.radix).ok()?),
            None => None,
        };
        let same = self.sections.iter().rposition(|section| section.direction == direction);
        let index = match (same, offset) {
            (Some(index), Some(offset)) => {
                if self.is_folded {
                    self.unfold(index, offset)?;
                }
                let (line_start, width) = (self.line_start, &mut self.width);
                let section = self.sections.get_mut(index)?;
                // With one blank before it, text of digits looks like further bytes.
                let end = offset.saturating_sub(section.base);
                let is_line = end.checked_sub(line_start) == Some(16) && self.radix == 16;
                if is_line && end < section.bytes.len() && self.current == Some(index) {
                    section.bytes.truncate(end);
                    *width = Some(end.saturating_sub(line_start));
                }
                let goes_on = offset.checked_sub(section.base) == Some(section.bytes.len());
                let is_first = offset == 0 && !section.bytes.is_empty();
                if goes_on && !is_first {
                    index
                } else if offset == 0 || self.is_new {
                    self.begin(direction, offset)
                } else {
                    return None;
                }
            }
            (Some(index), None) if !self.is_new || self.is_two_sided => index,
            (_, offset) => self.begin(direction, offset.unwrap_or_default()),
        };
        let changed = self.current != Some(index);
        let section = self.sections.get_mut(index)?;
        if changed {
            section.turns.push((section.bytes.len(), self.turn));
            self.turn = self.turn.saturating_add(1);
        }
        self.line_start = section.bytes.len();
        let width = self.width.filter(|_| line.offset.is_some()).unwrap_or(usize::MAX);
        section.bytes.extend(line.bytes.iter().take(width));
        (self.current, self.is_new) = (Some(index), false);
        Some(())
    }

    fn begin(&mut self, direction: Option<Direction>, base: usize) -> usize {
        let heading = std::mem::take(&mut self.heading);
        self.sections.push(Section { direction, heading, base, ..Section::default() });
        self.sections.len().saturating_sub(1)
    }

    /// Fills in the omitted lines.
    fn unfold(&mut self, index: usize, offset: usize) -> Option<()> {
        let section = self.sections.get_mut(index)?;
        repeat(&mut section.bytes, self.line_start, offset.checked_sub(section.base)?)?;
        self.is_folded = false;
        Some(())
    }
}
