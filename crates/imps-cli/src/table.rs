//! Rows as a table for people.

mod columns;

use self::columns::Columns;
use crate::palette::{self, DIM};
use crate::pen::{Flow, Pen, Sheet};
use crate::text::{fitted, visible, width, wrapped};
use anstyle::Style;
use imps_inspect::text::hexadecimal;
use imps_inspect::{Row, RowKind};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// The number of bytes in a line. `--full`, `--at` and JSON show the others.
const BYTES: usize = 6;
/// The width of the column of offsets, if they have no more digits, and that of bytes.
const OFFSET: usize = 5;
const PLACE: usize = 3 * BYTES;
/// The width of the column of lines and columns, and of that of codes.
const POSITION: usize = 8;
const CODE: usize = 7;
/// The blanks between columns.
const GAP: usize = 2;

/// How much of each row is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// A line, with the first bytes and the start of long texts.
    Line,
    /// All bytes and texts, on as many lines as they need.
    Full,
    /// Everything, one fact per line.
    Block,
}

/// Writes rows in columns.
pub(crate) struct Table<W> {
    pen: Pen<W>,
    detail: Detail,
    /// The width of the terminal, if there is one.
    width: Option<usize>,
}

impl<W: Write> Table<W> {
    pub(crate) fn new(pen: Pen<W>, detail: Detail, width: Option<usize>) -> Self {
        Self { pen, detail, width: width.filter(|_| detail == Detail::Line) }
    }

    /// Columns with their styles and widths. The last column that is not empty has no padding.
    fn columns(&mut self, columns: &[(Style, &str, usize)]) -> Flow {
        let count =
            columns.iter().rposition(|(_, text, _)| !text.trim_end().is_empty()).map_or(0, |last| last + 1);
        let mut line = String::new();
        for (index, (style, text, wide)) in columns.iter().take(count).enumerate() {
            let is_last = index + 1 == count;
            let text = if is_last { text.trim_end() } else { text };
            let behind = if is_last { 0 } else { wide.saturating_sub(width(text)) + GAP };
            let style = if text.trim().is_empty() { &Style::new() } else { style };
            // Writing to a `String` cannot fail.
            let _ = write!(line, "{style}{text}{style:#}{:behind$}", "");
        }
        self.pen.line(&line)
    }

    fn line(&mut self, row: &Row<'_>) -> Flow {
        let (place, place_width) = match row.position {
            Some((line, column)) => (format!("{line}:{column}"), POSITION),
            None => (bytes(&row.bytes, self.detail), PLACE),
        };
        let offset = format!("{:04X}", row.offset);
        let before = OFFSET.max(offset.len()) + GAP + place_width.max(place.len()) + GAP + CODE + GAP;
        let columns = Columns::of(self.width, before);
        let indent = " ".repeat(columns.indent(row.depth));
        let token = format!("{indent}{}", visible(&row.token));
        // Where an element ends its path was shown already.
        let path = if row.kind == RowKind::End { String::new() } else { short_path(&row.path) };
        let meaning = visible(&row.meaning);
        let is_full = self.detail == Detail::Full;
        let (token, meaning) =
            if is_full { (token.into(), meaning.clone()) } else { columns.cut(&token, &meaning, row.kind) };
        let all = [
            (DIM, offset.as_str(), OFFSET),
            (DIM, &place, place_width),
            (DIM, row.code.as_deref().unwrap_or_default(), CODE),
            (palette::of_row(row.kind), &token, columns.token),
            (DIM, &path, columns.path),
            (Style::new(), &meaning, 0),
        ];
        let [offset, place, code, token, _, meaning] = all;
        if columns.path == 0 {
            self.columns(&[offset, place, code, token, meaning])
        } else {
            self.columns(&all)
        }
    }

    /// The bytes that the first line has no room for.
    fn other_bytes(&mut self, row: &Row<'_>) -> Flow {
        for (index, bytes) in row.bytes.chunks(BYTES).enumerate().skip(1) {
            let offset = format!("{:04X}", row.offset + index * BYTES);
            self.columns(&[(DIM, &offset, OFFSET), (DIM, &hexadecimal(bytes, " "), 0)])?;
        }
        ControlFlow::Continue(())
    }

    /// The whole meaning of a fault, below its row if the row has no room for it.
    fn whole_meaning(&mut self, row: &Row<'_>, screen: usize) -> Flow {
        let indent = OFFSET + GAP;
        for line in wrapped(&visible(&row.meaning), screen.saturating_sub(indent)) {
            self.pen.line(&format!("{:indent$}{line}", ""))?;
        }
        ControlFlow::Continue(())
    }

    /// Everything about one row, one fact per line.
    fn block(&mut self, row: &Row<'_>) -> Flow {
        let (offset, length) = (row.offset, row.length());
        self.pen.line(&format!("offset   {offset} (0x{offset:X}), {length} bytes"))?;
        match row.position {
            Some((line, column)) => {
                self.pen.line(&format!("place    line {line}, column {column}"))?;
                self.pen.line(&format!("text     {}", visible(&String::from_utf8_lossy(&row.bytes))))?;
            }
            None => self.pen.line(&format!("bytes   {}", hexadecimal(&row.bytes, " ")))?,
        }
        let code = row.code.as_deref().unwrap_or_default();
        for (name, text) in
            [("token", &*row.token), ("code", code), ("path", row.path.as_str()), ("meaning", &*row.meaning)]
        {
            if !text.is_empty() {
                self.pen.line(&format!("{name:<8} {}", visible(text)))?;
            }
        }
        ControlFlow::Continue(())
    }
}

impl<W: Write> Sheet for Table<W> {
    fn file(&mut self, name: &str) -> Flow {
        self.pen.line(&format!("{DIM}# {}{DIM:#}", visible(name)))
    }

    fn heading(&mut self, number: Option<usize>, row: &Row<'_>) -> Flow {
        let name = match number {
            None => String::new(),
            // In a wrapping of its own.
            Some(number) if number > 1 && row.offset == 0 => format!("document {number}: "),
            Some(number) => format!("document {number}, at byte {}: ", row.offset),
        };
        if self.detail == Detail::Block {
            return ControlFlow::Continue(());
        }
        let text = format!("# {name}{}", row.meaning);
        let text = self.width.map_or(text.as_str().into(), |screen| fitted(&text, screen));
        self.pen.line(&format!("{DIM}{text}{DIM:#}"))
    }

    fn row(&mut self, _: Option<usize>, row: &Row<'_>) -> Flow {
        match self.detail {
            Detail::Block => self.block(row),
            Detail::Full => {
                self.line(row)?;
                if row.position.is_none() { self.other_bytes(row) } else { ControlFlow::Continue(()) }
            }
            Detail::Line => {
                self.line(row)?;
                match self.width {
                    Some(screen) if row.kind == RowKind::Fault => self.whole_meaning(row, screen),
                    _ => ControlFlow::Continue(()),
                }
            }
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.pen.finish()
    }
}

fn bytes(source: &[u8], detail: Detail) -> String {
    let more = if source.len() > BYTES && detail == Detail::Line { "\u{2026}" } else { "" };
    format!("{}{more}", hexadecimal(source.get(..BYTES).unwrap_or(source), " "))
}

/// With the indentation, the last two steps are enough.
fn short_path(path: &str) -> String {
    let steps: Vec<&str> = path.rsplit('/').take(3).collect();
    match steps.as_slice() {
        [last, before, _] => format!(".../{before}/{last}"),
        _ => path.to_owned(),
    }
}
