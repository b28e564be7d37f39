//! The columns that follow the width of the terminal.

use super::GAP;
use crate::text::{fitted, width};
use imps_inspect::RowKind;
use std::borrow::Cow;

/// The widths where no terminal bounds the lines, such as in a pipe.
const FREE: Columns = Columns { token: 44, path: 36, rest: None, step: 2, deepest: 40 };
/// The most that is shown of a token and of a meaning there.
const TOKEN: usize = 60;
const MEANING: usize = 80;
/// The room for a meaning below which a path goes.
const LEAST_MEANING: usize = 24;
/// The room for a token and a meaning below which indentations shrink.
const NARROW: usize = 72;

/// The columns from the token on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) token: usize,
    /// 0 if there is no room for the path.
    pub(super) path: usize,
    /// The room for token, path and meaning on a terminal.
    rest: Option<usize>,
    /// The indentation per element.
    step: usize,
    /// The largest indentation. The standard needs less; deeper rows are not indented further.
    deepest: usize,
}

impl Columns {
    /// The columns beside others that take `before`.
    pub(super) fn of(screen: Option<usize>, before: usize) -> Self {
        let Some(screen) = screen else { return FREE };
        let rest = screen.saturating_sub(before);
        if rest >= FREE.token + GAP + FREE.path + GAP + LEAST_MEANING {
            return Self { rest: Some(rest), ..FREE };
        }
        let step = if rest < NARROW { 1 } else { 2 };
        Self { token: rest / 2, path: 0, rest: Some(rest), step, deepest: rest / 2 }
    }

    pub(super) fn indent(&self, depth: usize) -> usize {
        depth.saturating_mul(self.step).min(self.deepest)
    }

    /// As much of a token and of a meaning as fits into the line.
    pub(super) fn cut<'t>(
        &self,
        token: &'t str,
        meaning: &'t str,
        kind: RowKind,
    ) -> (Cow<'t, str>, Cow<'t, str>) {
        let Some(rest) = self.rest else {
            let indent = token.len() - token.trim_start().len();
            // Faults are what people look for.
            let most = if kind == RowKind::Fault { usize::MAX } else { MEANING };
            return (fitted(token, indent + TOKEN), fitted(meaning, most));
        };
        if kind == RowKind::Fault || meaning.is_empty() && self.path == 0 {
            // The meaning of a fault has lines of its own.
            return (fitted(token, rest), "".into());
        }
        if self.path > 0 {
            let token = fitted(token, self.token);
            return (token, fitted(meaning, rest - self.token - self.path - 2 * GAP));
        }
        let token = fitted(token, rest.saturating_sub(GAP + width(meaning).min(rest / 3)));
        let before = width(&token).max(self.token) + GAP;
        let meaning = fitted(meaning, rest.saturating_sub(before));
        (token, meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_fits_into_the_terminal() {
        let words =
            ["", "x", "\"a rather long value with many words in it\"", "\u{4F60}\u{597D}\u{4E16}\u{754C}"];
        for screen in 40..220 {
            let columns = Columns::of(Some(screen), 36);
            for (token, meaning) in words.iter().flat_map(|one| words.iter().map(move |other| (*one, *other)))
            {
                let token = format!("{}{token}", " ".repeat(columns.indent(9)));
                let (token, meaning) = columns.cut(&token, meaning, RowKind::Text);
                let mut needed = width(&token);
                if !meaning.is_empty() {
                    let path = if columns.path > 0 { columns.path + GAP } else { 0 };
                    needed = needed.max(columns.token) + GAP + path + width(&meaning);
                }
                assert!(36 + needed <= screen.max(36 + 4), "{screen}: {token:?} {meaning:?}");
            }
        }
        assert_eq!(Columns::of(None, 36), FREE);
        assert_eq!(Columns::of(Some(80), 36).path, 0);
        assert_eq!(Columns::of(Some(200), 36).path, 36);
    }
}
