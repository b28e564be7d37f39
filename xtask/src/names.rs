//! The vocabulary of CSP: elements, kinds, spellings, namespaces and public identifiers.

mod kinds;

use crate::Result;
use crate::made::Made;
use crate::table::Table;
use crate::text::ident;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The elements that declare the namespaces, outermost first, each with its column in
/// `wbxml/public-ids.tsv`.
const DECLARING: [(&str, &str); 3] = [
    ("WV-CSP-Message", "ns_session"),
    ("TransactionContent", "ns_transaction"),
    ("PresenceSubList", "ns_presence"),
];

/// The versions that the code knows.
pub(crate) const VERSIONS: [&str; 3] = ["1.1", "1.2", "1.3"];

/// Makes the files below `crates/imps-core/src/names/tag`.
pub(crate) fn files() -> Result<Vec<Made>> {
    let tags = Table::of_facts("wbxml/tags.tsv")?;
    let names = tags.rows.iter().map(|row| row.cell("element")).collect::<Result<BTreeSet<_>>>()?;
    let vocabulary = Made::new(
        "crates/imps-core/src/names/tag.rs",
        "testdata/spec (wbxml/tags.tsv, wbxml/typed-elements.tsv, csp/datatypes.tsv) and xtask/tables (kinds.tsv, spellings.tsv)",
        &vocabulary(&names)?,
    );
    let identifiers = Made::new(
        "crates/imps-core/src/names/tag/names.rs",
        "testdata/spec/wbxml/public-ids.tsv and xtask/tables/public-ids.tsv",
        &identifiers()?,
    );
    Ok(vec![vocabulary, identifiers])
}

/// Returns an identifier of the enumeration `Version`.
fn version(version: &str) -> String {
    format!("Version::V{}", version.replace('.', "_"))
}

fn vocabulary(names: &BTreeSet<&str>) -> Result<String> {
    let mut out = String::from(
        "//! The element names of CSP 1.1 to 1.3 and of the presence attributes.\n\n\
         mod names;\n\n\
         use crate::vocabulary;\n\
         use names::{NAMESPACES, PUBLIC_IDS};\n\n\
         vocabulary! {\n    \
             /// Every element name of CSP and of the presence attributes, all versions together.\n    \
             pub static CSP;\n    \
             namespaces: NAMESPACES;\n    \
             public_ids: PUBLIC_IDS;\n",
    );
    let spellings = Table::of_code("spellings.tsv")?;
    let (mut synonyms, mut aliases) = (Vec::new(), String::new());
    for row in &spellings.rows {
        let (spelling, element) = (row.cell("spelling")?, row.cell("element")?);
        if names.contains(spelling) || !names.contains(element) {
            return Err(row.fault("a spelling must not be an element, and must mean one"));
        }
        match row.cell("strict")? {
            "yes" => synonyms.push(format!("{spelling:?}")),
            "no" => {}
            _ => return Err(row.fault("strict is yes or no")),
        }
        // Writing to a `String` cannot fail, here and below.
        let _ = writeln!(aliases, "        {spelling:?} => {},", ident(element));
    }
    let _ = writeln!(
        out,
        "    synonyms: [{}];\n    aliases {{\n{aliases}    }}\n    elements {{",
        synonyms.join(", ")
    );
    let kinds = kinds::Kinds::read()?;
    let mut sorted: Vec<&str> = names.iter().copied().collect();
    sorted.sort_by_key(|name| ident(name).to_lowercase());
    for name in sorted {
        let (ident, kind) = (ident(name), kinds.of(name)?);
        let spelling = if ident == name { String::new() } else { format!(" = {name:?}") };
        let _ = writeln!(out, "        {ident}{spelling}: {kind},");
    }
    kinds.all_used()?;
    out.push_str("    }\n}\n");
    Ok(out)
}

fn identifiers() -> Result<String> {
    let facts = Table::of_facts("wbxml/public-ids.tsv")?;
    let more = Table::of_code("public-ids.tsv")?;
    let elements: Vec<String> = DECLARING.iter().map(|(element, _)| ident(element)).collect();
    let mut imported = elements.clone();
    imported.sort();
    let mut out = format!(
        "//! The namespaces of CSP and the public identifiers of its document types.\n\n\
         use super::{{{}}};\n\
         use crate::names::{{Namespace, Version}};\n\n\
         /// The default namespaces of the three versions and the elements that declare them.\n\
         pub(super) const NAMESPACES: &[Namespace] = &[\n",
        imported.join(", ")
    );
    for (element, column) in DECLARING {
        let _ = writeln!(out, "    Namespace {{\n        declared_on: {},\n        uris: [", ident(element));
        for version in VERSIONS {
            let _ = writeln!(out, "            {:?},", of_version(&facts, version)?.cell(column)?);
        }
        out.push_str("        ],\n        others: &[],\n    },\n");
    }
    out.push_str(
        "];\n\n\
         /// The formal public identifiers of the document types. Sources disagree on some of them. Writers\n\
         /// use the first of each version.\n\
         pub(super) const PUBLIC_IDS: &[(&str, Version)] = &[\n",
    );
    for name in VERSIONS {
        let mut write = |fpi: &str| writeln!(out, "    ({fpi:?}, {}),", version(name));
        let _ = write(of_version(&facts, name)?.cell("fpi")?);
        if let Some(row) = more.find(&[("version", name)])? {
            let _ = write(row.cell("fpi")?);
        }
    }
    more.all_used()?;
    out.push_str("];\n");
    Ok(out)
}

/// Returns the row of a version in `wbxml/public-ids.tsv`.
pub(crate) fn of_version<'t>(public_ids: &'t Table, version: &str) -> Result<&'t crate::table::Row> {
    public_ids.find(&[("version", version)])?.ok_or_else(|| format!("no public identifier of {version}"))
}
