//! The line of a text in which a fault is, with a mark below the fault.

use crate::palette::DIM;
use crate::text::{fitted, visible, width};
use anstyle::Style;
use std::borrow::Cow;

/// The width of an excerpt where no terminal bounds it.
const WIDTH: usize = 100;
/// The columns before the text: the number of the line, and a bar.
const MARGIN: usize = 9;

/// Returns the two lines of an excerpt: the text around an offset, as much as fits into the screen,
/// and a mark. `first` is the number of the first line of the text. `None` if the text has no such
/// offset.
pub(crate) fn excerpt(
    text: &str,
    offset: usize,
    first: usize,
    style: Style,
    screen: Option<usize>,
) -> Option<String> {
    let (before, after) = text.split_at_checked(offset)?;
    let number = first + before.bytes().filter(|byte| *byte == b'\n').count();
    let most = screen.unwrap_or(WIDTH).saturating_sub(MARGIN).max(20);
    let before = last_part(before.rsplit('\n').next()?, most / 2);
    let line = after.split('\n').next()?.trim_end_matches('\r');
    let marked = &line[..length_of_mark(line)];
    let rest = &line[marked.len()..];
    let marked = visible(start_of(marked, most));
    let marked = fitted(&marked, most - width(&before));
    let rest = visible(start_of(rest, most));
    let rest = fitted(&rest, most.saturating_sub(width(&before) + width(&marked)));
    let blanks = " ".repeat(width(&before));
    let carets = "^".repeat(width(&marked).max(1));
    Some(format!(
        "{DIM}{number:>6} |{DIM:#} {before}{marked}{rest}\n{DIM}{:>6} |{DIM:#} {blanks}{style}{carets}{style:#}\n",
        ""
    ))
}

/// The length of the token that is marked: the start of a tag, or a word.
fn length_of_mark(line: &str) -> usize {
    let is_tag = line.starts_with('<');
    for (at, character) in line.char_indices() {
        let ends = match character {
            '>' if is_tag => return at + 1,
            ' ' | '\t' | '<' => at > 0,
            '/' => is_tag && at > 1,
            ',' | ')' | '=' => !is_tag && at > 0,
            _ => false,
        };
        if ends {
            return at;
        }
    }
    line.len()
}

/// Enough of a text for this number of columns. A line may be as long as the document.
fn start_of(text: &str, columns: usize) -> &str {
    text.char_indices().nth(columns + 1).map_or(text, |(end, _)| &text[..end])
}

/// The end of a text, with an ellipsis for everything before it.
fn last_part(text: &str, most: usize) -> Cow<'_, str> {
    let mut taken = 0;
    for (at, character) in text.char_indices().rev() {
        taken += width(&visible(character.encode_utf8(&mut [0; 4])));
        if taken >= most {
            let end = &text[at + character.len_utf8()..];
            return format!("\u{2026}{}", visible(end)).into();
        }
    }
    visible(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, offset: usize) -> String {
        let found = excerpt(text, offset, 1, Style::new(), Some(60)).unwrap_or_default();
        anstream::adapter::strip_str(&found).to_string()
    }

    #[test]
    fn the_fault_is_marked() {
        let text = "<a>\n  <b c=\"d\">\tx</b>\r\n</a>";
        assert_eq!(shown(text, 6), "     2 |   <b c=\"d\">\\tx</b>\n       |   ^^\n");
        let at = |columns: usize, mark: &str| {
            format!("     2 |   <b c=\"d\">\\tx</b>\n       | {}{mark}\n", " ".repeat(columns))
        };
        assert_eq!(shown(text, 16), at(13, "^"));
        assert_eq!(shown(text, 17), at(14, "^^^^"));
        assert_eq!(shown(text, text.len()), "     3 | </a>\n       |     ^\n");
        assert_eq!(
            shown("WV12ST1 ST=(604,x)", 12),
            "     1 | WV12ST1 ST=(604,x)\n       |             ^^^\n"
        );
        assert_eq!(shown("<a/>", 9), "");
        assert_eq!(shown("\u{E9}", 1), "", "inside a character");
        assert_eq!(shown("\u{4F60}<a/>", 3), "     1 | \u{4F60}<a/>\n       |   ^^\n");
    }

    #[test]
    fn an_excerpt_is_bounded() {
        let long = format!("{}<b>{}</b>", "<a>x</a>".repeat(100_000), "y".repeat(1_000_000));
        for offset in [0, 400_000, 800_000, 800_003, 1_000_000] {
            let shown = shown(&long, offset);
            assert_eq!(shown.lines().count(), 2);
            assert!(shown.lines().all(|line| width(line) <= 60), "{shown}");
            assert!(shown.contains('\u{2026}') && shown.contains('^'), "{shown}");
        }
    }
}
