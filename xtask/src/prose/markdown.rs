//! READMEs and chapters of the guide: rustdoc and the code host both show them.

use std::path::Path;

/// Returns whether rustdoc shows the file too.
pub(super) fn is_shown_twice(path: &Path) -> bool {
    let is_chapter = path.iter().any(|part| part == "guide") || path.ends_with("guide.md");
    path.ends_with("README.md") || is_chapter
}

/// Lines that the code host does not show as rustdoc does.
pub(super) fn faults(markdown: &str) -> impl Iterator<Item = (usize, String)> {
    let mut code = None;
    (1..).zip(markdown.lines()).filter_map(move |(number, line)| {
        if let Some(language) = line.strip_prefix("```") {
            code = code.is_none().then_some(language.starts_with("rust"));
            return None;
        }
        let reason = match code {
            Some(true) if is_hidden(line) => "the code host shows this hidden line",
            None if has_path_link(line) => "only rustdoc resolves this link",
            _ => return None,
        };
        Some((number, reason.to_owned()))
    })
}

fn is_hidden(line: &str) -> bool {
    line.trim_start().starts_with("# ") || line.trim() == "#"
}

/// Links to Rust items: `[text](a::b)`, `[text]: a::b`, and names in brackets without a target.
fn has_path_link(line: &str) -> bool {
    let is_path = |target: &str| target.contains("::") && !target.contains("//");
    let inline = line.split("](").skip(1).any(|rest| is_path(rest.split(')').next().unwrap_or_default()));
    let defined =
        line.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).is_some_and(|(_, to)| is_path(to));
    let bare = line.split("[`").skip(1).any(|rest| {
        let behind = rest.split_once("`]").map_or("(", |(_, behind)| behind);
        !behind.starts_with(['(', '['])
    });
    inline || defined || bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_lines_and_links_to_items_are_faults() {
        let markdown = "[`Item`] and\n[x](crate::x)\n[x]: a::b\n[`y`](y.md)\n```rust\n# hidden\n#[shown]\n```\n```sh\n# shown\n```\n";
        let lines: Vec<usize> = faults(markdown).map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 2, 3, 6]);
    }

    #[test]
    fn readmes_and_chapters_are_shown_twice() {
        assert!(is_shown_twice(Path::new("crates/wbxml/README.md")));
        assert!(is_shown_twice(Path::new("crates/wbxml/src/guide.md")));
        assert!(is_shown_twice(Path::new("crates/oma-imps/src/guide/client.md")));
        assert!(!is_shown_twice(Path::new("doc/decisions.md")));
    }
}
