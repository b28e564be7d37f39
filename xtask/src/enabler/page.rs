//! The page of the enabler for people.

use super::parts::{Part, Parts, Verdict};
use std::fmt::Write as _;

const INTRODUCTION: &str = "\
# The enabler, part by part

OMA IMPS 1.3 is an enabler: documents, the requirements behind them, and guidelines for
implementations. Each row names a part, what this workspace has for it, and what is not there.

| verdict | means |
| --- | --- |
| yes | everything that the part asks of messages, tables or bindings is here |
| part | a piece is missing, and the row names it |
| no | it is not built |
| n/a | there is nothing to build, and the row has the reason |

Bindings have no I/O: a program connects, over TCP or TLS, and stores what must survive.

Names in the column of carriers are elements and words of the standard, and paths of Rust items. A
test resolves each of them.
";

/// Makes the page.
pub(super) fn page(parts: &Parts) -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str("\n| list | parts | yes | part | no | n/a |\n| --- | --- | --- | --- | --- | --- |\n");
    for (name, list) in [
        ("[documents](#documents)", &parts.documents),
        ("[requirements](#requirements)", &parts.requirements),
        ("[guidelines](#guidelines)", &parts.guidelines),
        ("[feature groups](#feature-groups)", &parts.groups),
    ] {
        let _ = write!(page, "| {name} | {} |", list.len());
        for verdict in [Verdict::Yes, Verdict::Part, Verdict::No, Verdict::NotApplicable] {
            let _ = write!(page, " {} |", list.iter().filter(|part| part.verdict == verdict).count());
        }
        page.push('\n');
    }
    page.push_str("\n## Documents\n\nThe documents of the release, in its order.\n\n");
    table(&mut page, "document | role", &parts.documents, |part| {
        format!("{} (`{}`) | {}", part.id, part.texts[0], part.texts[1])
    });
    page.push_str(
        "\n## Requirements\n\nThe requirements of the draft of 28 August 2003: the texts of later \
         ones were not available.\n\n",
    );
    table(&mut page, "id | requirement", &parts.requirements, |part| {
        format!("{} | {}", part.id, part.texts[0])
    });
    page.push_str(
        "\n## Guidelines\n\nThe features of the implementation guidelines. The text of the white \
         paper was not available. The documentation of each helper has the number of its guideline.\n\n",
    );
    table(&mut page, "n | feature | kind", &parts.guidelines, |part| {
        format!("{} | {} | {}", part.id, part.texts[0], part.texts[2])
    });
    page.push_str(
        "\n## Feature groups\n\nThe groups that the conformance expressions of the release definition \
         name. Their contents were not available: the column beside each is our reading.\n\n",
    );
    table(&mut page, "group | what it takes", &parts.groups, |part| {
        format!("`{}` | {}", part.id, part.texts[3])
    });
    page
}

/// Adds the table of a list, with the same three columns at the end.
fn table(page: &mut String, columns: &str, parts: &[Part], text: impl Fn(&Part) -> String) {
    let _ = writeln!(page, "| {columns} | verdict | carried by | not there |");
    let _ = writeln!(page, "|{}", " --- |".repeat(columns.split('|').count() + 3));
    for part in parts {
        let verdict = match part.verdict {
            Verdict::Yes => "yes",
            Verdict::Part => "part",
            Verdict::No => "no",
            Verdict::NotApplicable => "n/a",
        };
        let names = [&part.code, &part.names.elements, &part.names.words];
        let names: Vec<_> = names.into_iter().flatten().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(page, "| {} | {verdict} | {} | {} |", text(part), names.join(", "), part.missing);
    }
}
