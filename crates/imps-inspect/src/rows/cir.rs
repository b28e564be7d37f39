//! Rows of the lines of a CIR channel.

use super::Walk;
use super::pending::Pending;
use super::row::{Row, RowKind};
use crate::cir::{CirLine, fault};
use std::ops::ControlFlow;

/// Makes the rows of lines such as `WVCI 1.2 cookie`.
pub(super) struct CirWalk<'d> {
    document: &'d [u8],
    /// The start of the next line, and its number.
    next: (usize, usize),
    out: Pending<'d>,
}

impl<'d> CirWalk<'d> {
    pub(super) fn new(document: &'d [u8], mut out: Pending<'d>) -> Self {
        let count =
            document.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        let lines = if count == 1 { "1 line".into() } else { format!("{count} lines") };
        out.heading(format!("communication initiation request (cir), {} bytes, {lines}", document.len()));
        Self { document, next: (0, 1), out }
    }

    fn word(&mut self, start: usize, word: &str, kind: RowKind, token: String, meaning: String) {
        let (line_start, line) = self.next;
        let offset = line_start.saturating_add(start);
        let bytes = self.document.get(offset..offset.saturating_add(word.len())).unwrap_or_default();
        let depth = usize::from(kind != RowKind::Element);
        let position = Some((line, start.saturating_add(1)));
        self.out.row(Row {
            bytes: bytes.into(),
            token: token.into(),
            path: "CIR".into(),
            meaning: meaning.into(),
            ..Row::new(kind, offset, position, depth)
        });
    }

    fn line(&mut self, line: &str) {
        let mut words = words(line);
        let Some((start, first)) = words.next() else { return };
        let (meaning, arguments): (&str, &[(&str, &str)]) = match CirLine::parse(line.as_bytes()) {
            Some(CirLine::Wakeup) => (
                "the server wakes the client, which should poll at once",
                &[
                    ("version", "the version of the session"),
                    ("cookie", "the cookie that the client chose for the session"),
                ],
            ),
            Some(CirLine::Hello(_)) => {
                ("the client names its session", &[("session", "the session to wake over this connection")])
            }
            Some(CirLine::Other("OK" | "ok")) => ("the answer to HELO and PING", &[]),
            _ => ("the client checks the connection", &[]),
        };
        self.word(start, first, RowKind::Element, first.to_owned(), meaning.into());
        let mut names = arguments.iter();
        for (start, word) in words {
            let (name, meaning) = names.next().copied().unwrap_or(("text", ""));
            self.word(start, word, RowKind::Text, format!("{name} {word:?}"), meaning.into());
        }
        if first.eq_ignore_ascii_case("WVCI")
            && let Some(problem) = fault(line)
        {
            self.word(line.len(), "", RowKind::Fault, "fault".into(), problem);
        }
    }
}

/// The words of a line with their offsets.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        let rest = line.get(at..)?;
        let blanks = rest.len().saturating_sub(rest.trim_start().len());
        let word = rest.split_ascii_whitespace().next()?;
        let start = at.saturating_add(blanks);
        at = start.saturating_add(word.len());
        Some((start, word))
    })
}

impl<'d> Walk<'d> for CirWalk<'d> {
    fn pending(&mut self) -> &mut Pending<'d> {
        &mut self.out
    }

    fn step(&mut self) -> ControlFlow<()> {
        let (start, number) = self.next;
        let document = self.document;
        let Some(rest) = document.get(start..).filter(|rest| !rest.is_empty()) else {
            return ControlFlow::Break(());
        };
        let line = rest.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        self.line(str::from_utf8(line).unwrap_or_default().trim_end());
        self.next = (start.saturating_add(line.len()), number.saturating_add(1));
        ControlFlow::Continue(())
    }
}
