//! `cargo xtask links` checks the links between documents, down to the headings.

use crate::Result;
use crate::made::root;
use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// Reports every link of a committed document that leads nowhere.
pub(crate) fn run() -> Result<()> {
    let listed = Command::new("git").args(["ls-files", "*.md"]).current_dir(root()).output();
    let listed = listed.map_err(|error| format!("git: {error}"))?.stdout;
    let mut documents = HashMap::new();
    for path in String::from_utf8_lossy(&listed).lines() {
        let text = fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))?;
        documents.insert(PathBuf::from(path), prose(&text));
    }
    if documents.is_empty() {
        return Err("git lists no document here".into());
    }
    let mut broken: Vec<String> = Vec::new();
    for (path, text) in &documents {
        let leads = |link: &str| leads_somewhere(path, link, &documents);
        broken.extend(
            links(text).filter(|link| !leads(link)).map(|link| format!("{}: {link}", path.display())),
        );
    }
    broken.sort();
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n")) }
}

/// The lines of Markdown outside of blocks of code.
fn prose(markdown: &str) -> String {
    let mut is_code = false;
    let is_prose = |line: &&str| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_fence && !is_code
    };
    markdown.split_inclusive('\n').filter(is_prose).collect()
}

/// The targets of links, except other sites and Rust items.
fn links(prose: &str) -> impl Iterator<Item = &str> {
    let inline = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let defined = prose.lines().filter_map(|line| Some(line.strip_prefix('[')?.split_once("]: ")?.1));
    inline.chain(defined).filter(|link| !["://", "::", "mailto:"].iter().any(|other| link.contains(other)))
}

fn leads_somewhere(from: &Path, link: &str, documents: &HashMap<PathBuf, String>) -> bool {
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    let folder = from.parent().unwrap_or(from);
    let mut target = if file.is_empty() { from } else { folder }.to_owned();
    for part in Path::new(file).components() {
        match part {
            Component::ParentDir => _ = target.pop(),
            Component::Normal(name) => target.push(name),
            _ => {}
        }
    }
    let is_there = root().join(&target).exists();
    if root().join(&target).is_dir() {
        target.push("README.md"); // the code host shows it below the folder
    }
    let has_heading = |text: &String| anchors(text).any(|anchor| anchor == heading);
    is_there && (heading.is_empty() || documents.get(&target).is_some_and(has_heading))
}

/// The anchors of the headings, as the code host makes them.
fn anchors(prose: &str) -> impl Iterator<Item = String> {
    let mut seen = HashMap::new();
    prose.lines().filter(|line| line.trim_start_matches('#').starts_with(' ') && line.starts_with('#')).map(
        move |line| {
            let text = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
            let anchor: String = text.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
            let count = seen.entry(anchor.clone()).and_modify(|count| *count += 1).or_insert(0);
            if *count == 0 { anchor } else { format!("{anchor}-{count}") }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_a_heading_of_a_document() {
        let text = prose(
            "# One `two`, three\n## Again\n## Again\n```\n# code\n[x](code.md)\n```\n[y](#again-1) [z](https://a.b)\n\n[a]: b.md#c\n",
        );
        assert_eq!(anchors(&text).collect::<Vec<_>>(), ["one-two-three", "again", "again-1"]);
        assert_eq!(links(&text).collect::<Vec<_>>(), ["#again-1", "b.md#c"]);
        let documents = HashMap::from([(PathBuf::from("doc/DESIGN.md"), text)]);
        let leads = |link| leads_somewhere(Path::new("doc/DESIGN.md"), link, &documents);
        assert!(leads("#again-1") && leads("DESIGN.md#one-two-three") && leads("../README.md"));
        assert!(!leads("#again-2") && !leads("DESIGN.md#code") && !leads("missing.md"));
    }
}
