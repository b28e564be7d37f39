//! The prose of a file: paragraphs of Markdown, and comments of Rust.

/// The head of the table in CONTRIBUTING.md, which names the phrases themselves.
pub(super) const TABLE: &str = "| avoid | write |";

/// Paragraphs, list items and table cells of Markdown, without code, each with its line.
pub(super) fn paragraphs(markdown: &str) -> Vec<(usize, String)> {
    let mut pieces = Vec::new();
    let mut last = None;
    let mut is_code = false;
    let mut is_table_of_phrases = false;
    for (number, line) in (1..).zip(markdown.lines()) {
        let line = line.trim();
        if line.starts_with("```") {
            is_code = !is_code;
        }
        is_table_of_phrases = line == TABLE || is_table_of_phrases && line.starts_with('|');
        if is_code || line.starts_with("```") || line.is_empty() || is_table_of_phrases {
            last = None;
        } else if line.starts_with('|') {
            last = None;
            pieces.extend(line.split('|').map(|cell| (number, without_code(cell))));
        } else if let (Some(index), false) = (last, line.starts_with(['*', '-', '#'])) {
            let (_, piece): &mut (usize, String) = &mut pieces[index];
            piece.push(' ');
            piece.push_str(&without_code(line));
        } else {
            last = Some(pieces.len());
            pieces.push((number, without_code(line.trim_start_matches(['*', '-', '#', ' ']))));
        }
    }
    pieces
}

/// Comments of Rust that fill their lines, without code, each with its line.
pub(super) fn comments(source: &str) -> Vec<(usize, String)> {
    let comment =
        |line: &str| Some(line.trim().strip_prefix("//")?.trim_start_matches(['/', '!']).to_owned());
    let lines: Vec<Option<String>> = source.lines().map(comment).collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    for block in lines.split_inclusive(Option::is_none) {
        let text: Vec<&str> = block.iter().flatten().map(String::as_str).collect();
        pieces.extend(paragraphs(&text.join("\n")).into_iter().map(|(line, piece)| (start + line, piece)));
        start += block.len();
    }
    pieces
}

/// The text with a word in place of each code span.
fn without_code(line: &str) -> String {
    let pieces: Vec<&str> = line.split('`').collect();
    let prose: Vec<&str> =
        (0..).zip(pieces).map(|(n, piece)| if n % 2 == 0 { piece } else { "Code" }).collect();
    prose.concat().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_without_code_and_keeps_its_line() {
        let markdown = "# A `title`\n\ntwo\nlines\n* an item\n  of two\n```sh\ncode\n```\n| a | b |\n";
        let pieces = paragraphs(markdown);
        let pieces: Vec<(usize, &str)> = pieces.iter().map(|(line, piece)| (*line, &**piece)).collect();
        let table = [(10, ""), (10, "a"), (10, "b"), (10, "")];
        assert_eq!(pieces, [&[(1, "A Code"), (3, "two lines"), (5, "an item of two")][..], &table].concat());
    }

    #[test]
    fn comments_are_paragraphs_too() {
        let source = "//! One\n//! comment.\n\nfn code() {} // not this\n    /// Another.\n    ///\n    /// A third.\n";
        let pieces = comments(source);
        let pieces: Vec<(usize, &str)> = pieces.iter().map(|(line, piece)| (*line, &**piece)).collect();
        assert_eq!(pieces, [(1, "One comment."), (5, "Another."), (7, "A third.")]);
    }
}
