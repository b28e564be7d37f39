//! The colours of all commands. They are written only where a terminal shows them.

use anstyle::{AnsiColor, Color, Style};
use imps_inspect::RowKind;
use oma_imps::Severity;

const fn color(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(color)))
}

/// Faults and errors.
pub(crate) const ERROR: Style = color(AnsiColor::Red).bold();
/// Warnings.
pub(crate) const WARNING: Style = color(AnsiColor::Yellow).bold();
/// Notes, and everything that helps.
pub(crate) const NOTE: Style = color(AnsiColor::Cyan).bold();
/// Names: elements, primitives, rows of tables.
pub(crate) const NAME: Style = color(AnsiColor::Blue).bold();
/// The style of less important text: offsets, bytes, paths.
pub(crate) const DIM: Style = Style::new().dimmed();
const HEADER: Style = color(AnsiColor::Magenta);
const ATTRIBUTE: Style = color(AnsiColor::Cyan);
const TEXT: Style = color(AnsiColor::Green);
const VALUE: Style = color(AnsiColor::Yellow);

/// The style of the token of a row.
pub(crate) fn of_row(kind: RowKind) -> Style {
    match kind {
        RowKind::Header => HEADER,
        RowKind::Element => NAME,
        RowKind::Attribute => ATTRIBUTE,
        RowKind::Text => TEXT,
        RowKind::Value => VALUE,
        RowKind::Fault => ERROR,
        // Pages, instructions, ends and what is behind the document.
        _ => DIM,
    }
}

/// The style of a severity.
pub(crate) fn of_severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Note => NOTE,
    }
}
