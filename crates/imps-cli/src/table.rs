//! Rows as a table for people.

use crate::pen::{Flow, Pen, Sheet};
use crate::text::visible;
use anstyle::{AnsiColor, Style};
use imps_inspect::text::{hexadecimal, shortened};
use imps_inspect::{Row, RowKind};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::ControlFlow;

/// The maximum width of each column. `--at` and JSON show everything.
const BYTES: usize = 6;
const TOKEN: usize = 44;
const PATH: usize = 36;
const TEXT: usize = 60;
/// The maximum indentation. The standard needs less; deeper rows are not indented further.
const INDENTS: usize = 20;

/// Writes rows in columns.
pub(crate) struct Table<W> {
    pen: Pen<W>,
    /// Whether everything is shown of each row.
    whole: bool,
}

impl<W: Write> Table<W> {
    pub(crate) fn new(pen: Pen<W>, whole: bool) -> Self {
        Self { pen, whole }
    }

    /// Columns with their styles and widths. The last column that is not empty has no padding.
    fn columns(&mut self, columns: &[(Style, String, usize)]) -> Flow {
        let count =
            columns.iter().rposition(|(_, text, _)| !text.trim_end().is_empty()).map_or(0, |last| last + 1);
        let mut line = String::new();
        for (index, (style, text, width)) in columns.iter().take(count).enumerate() {
            let is_last = index + 1 == count;
            let (text, width) = if is_last { (text.trim_end(), 0) } else { (text.as_str(), *width) };
            let behind = if is_last { 0 } else { width.saturating_sub(text.chars().count()) + 2 };
            let style = if text.trim().is_empty() { &Style::new() } else { style };
            // Writing to a `String` cannot fail.
            let _ = write!(line, "{style}{text}{style:#}{:behind$}", "");
        }
        self.pen.line(&line)
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
    fn heading(&mut self, number: Option<usize>, row: &Row<'_>) -> Flow {
        let dim = Style::new().dimmed();
        let name = match number {
            None => String::new(),
            // In a wrapping of its own.
            Some(number) if number > 1 && row.offset == 0 => format!("document {number}: "),
            Some(number) => format!("document {number}, at byte {}: ", row.offset),
        };
        if self.whole {
            ControlFlow::Continue(())
        } else {
            self.pen.line(&format!("{dim}# {name}{}{dim:#}", row.meaning))
        }
    }

    fn row(&mut self, _: Option<usize>, row: &Row<'_>) -> Flow {
        if self.whole {
            return self.block(row);
        }
        let (style, dim, plain) = (style(row.kind), Style::new().dimmed(), Style::new());
        let place = match row.position {
            Some((line, column)) => format!("{:<8}", format!("{line}:{column}")),
            None => format!("{:<18}", bytes(&row.bytes)),
        };
        let indent = "  ".repeat(row.depth.min(INDENTS));
        let token = format!("{indent}{}", shortened(&visible(&row.token), TEXT));
        // Where an element ends its path was shown already.
        let path = if row.kind == RowKind::End { String::new() } else { short_path(&row.path) };
        let meaning = visible(&row.meaning);
        let most = if row.kind == RowKind::Fault { usize::MAX } else { TEXT + 20 };
        self.columns(&[
            (dim, format!("{:04X}", row.offset), 5),
            (dim, place, 0),
            (dim, row.code.clone().unwrap_or_default(), 7),
            (style, token, TOKEN),
            (dim, path, PATH),
            (plain, shortened(&meaning, most).into_owned(), 0),
        ])
    }

    fn finish(&mut self) -> io::Result<()> {
        self.pen.finish()
    }
}

fn bytes(source: &[u8]) -> String {
    let more = if source.len() > BYTES { "\u{2026}" } else { "" };
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

fn style(kind: RowKind) -> Style {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match kind {
        RowKind::Header => color(AnsiColor::Magenta),
        RowKind::Element => color(AnsiColor::Blue).bold(),
        RowKind::Attribute => color(AnsiColor::Cyan),
        RowKind::Text => color(AnsiColor::Green),
        RowKind::Value => color(AnsiColor::Yellow),
        RowKind::Fault => color(AnsiColor::Red).bold(),
        // Pages, instructions, ends and what is behind the document.
        _ => Style::new().dimmed(),
    }
}
