//! The parts of the enabler as tables of `imps-conformance`.

use super::erdef::Erdef;
use super::parts::{Part, Parts, Verdict};
use crate::Result;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The head of a made table.
fn head(what: &str, row: &str, table: &str) -> String {
    let module = row.to_lowercase().replace("row", "");
    format!(
        "//! {what}\n\n\
         use crate::{module}::{row};\n\
         use crate::verdict::{{Carriers, Verdict}};\n\n\
         #[rustfmt::skip]\n\
         pub(crate) const {table}: &[{row}] = &[\n"
    )
}

/// The field that states what carries a part.
fn carriers(part: &Part) -> String {
    let verdict = match part.verdict {
        Verdict::Yes => "Yes",
        Verdict::Part => "Part",
        Verdict::No => "No",
        Verdict::NotApplicable => "NotApplicable",
    };
    let mut line = format!("        carriers: Carriers {{ verdict: Verdict::{verdict}");
    let fields = [("elements", &part.names.elements), ("words", &part.names.words), ("code", &part.code)];
    for (field, texts) in fields.into_iter().filter(|(_, texts)| !texts.is_empty()) {
        let _ = write!(line, ", {field}: &{texts:?}");
    }
    if !part.missing.is_empty() {
        let _ = write!(line, ", missing: {:?}", part.missing);
    }
    line.push_str(", ..Carriers::NONE },\n    },\n");
    line
}

pub(super) fn documents(parts: &Parts) -> Result<String> {
    let mut body = head("The documents of the enabler.", "Document", "DOCUMENTS");
    for part in &parts.documents {
        let [reference, role] = texts(part)?;
        let id = &part.id;
        let _ = writeln!(
            body,
            "    Document {{\n        key: {id:?}, reference: {reference:?},\n        role: {role:?},"
        );
        body.push_str(&carriers(part));
    }
    Ok(body + "];\n")
}

pub(super) fn requirements(parts: &Parts) -> Result<String> {
    let mut body = head("The requirements of the enabler.", "Requirement", "REQUIREMENTS");
    for part in &parts.requirements {
        let [statement, layer] = texts(part)?;
        let id = &part.id;
        let _ = writeln!(
            body,
            "    Requirement {{\n        id: {id:?}, layer: {layer:?}, statement: {statement:?},"
        );
        body.push_str(&carriers(part));
    }
    Ok(body + "];\n")
}

pub(super) fn guidelines(parts: &Parts) -> Result<String> {
    let head = head("The guidelines of the enabler.", "Guideline", "GUIDELINES");
    let mut body = head.replace("::Guideline;", "::{Guideline, GuidelineKind};");
    for part in &parts.guidelines {
        let [feature, meaning, kind] = texts(part)?;
        let kind = match kind.as_str() {
            "type" => "Type",
            "helper" => "Helper",
            "note" => "Note",
            other => return Err(format!("guideline {}: {other} is not a kind", part.id)),
        };
        let _ = writeln!(
            body,
            "    Guideline {{\n        number: {}, feature: {feature:?}, kind: GuidelineKind::{kind},\n        \
             meaning: {meaning:?},",
            part.id
        );
        body.push_str(&carriers(part));
    }
    Ok(body + "];\n")
}

pub(super) fn groups(parts: &Parts, erdef: &Erdef) -> Result<String> {
    let mut body = head("The feature groups of the conformance expressions.", "GroupRow", "GROUPS");
    body = body.replace(
        "use crate::group::GroupRow;",
        "use crate::group::{Group, GroupRow};\nuse crate::item::Side;",
    );
    let mut ids: Vec<&str> = Vec::new();
    for part in &parts.groups {
        group(&mut body, part, &part.id)?;
        ids.push(&part.id);
    }
    let corrected = erdef.corrected_groups();
    for (id, replaced) in &corrected {
        let replaced = parts.groups.iter().find(|part| part.id == *replaced);
        group(&mut body, replaced.ok_or_else(|| format!("{id} replaces no group"))?, id)?;
        ids.push(id);
    }
    let _ = write!(
        body,
        "];\n\n/// The number of groups that the expressions name as written.\n\
         pub(crate) const WRITTEN_GROUPS: usize = {};\n\n/// One constant per group.\nimpl Group {{\n",
        parts.groups.len()
    );
    for (index, id) in (0_u8..).zip(ids) {
        let constant = short(id).replace(':', "_");
        let _ = writeln!(
            body,
            "    /// `{id}`.\n    pub const {}: Self = Self({index});",
            constant.to_uppercase()
        );
    }
    Ok(body + "}\n")
}

/// Adds a group under an id.
fn group(body: &mut String, part: &Part, id: &str) -> Result<()> {
    let [side, kind, document, what] = texts(part)?;
    let side = match side.as_str() {
        "client" => "Client",
        "server" => "Server",
        other => return Err(format!("{id}: {other} is not a side")),
    };
    let _ = writeln!(
        body,
        "    GroupRow {{\n        id: {id:?}, short: {:?}, side: Side::{side}, is_mandatory: {},\n        \
         document: {document:?}, what_it_takes: {what:?},",
        short(id),
        kind == "mandatory"
    );
    body.push_str(&carriers(part));
    Ok(())
}

/// The short name of a group: `Transport:MCF` of `OMA-TS-IMPS-CSP-Transport-1_3:MCF`.
fn short(id: &str) -> String {
    let (document, code) = id.split_once(':').unwrap_or((id, ""));
    let document = document.trim_start_matches("OMA-TS-IMPS-");
    let document = document.trim_end_matches("-V1_3").trim_end_matches("-1_3");
    let document =
        document.strip_prefix("CSP-").or_else(|| document.strip_prefix("CSP_")).unwrap_or(document);
    format!("{document}:{code}")
}

fn texts<const N: usize>(part: &Part) -> Result<[String; N]> {
    let texts: std::result::Result<[String; N], Vec<String>> = part.texts.clone().try_into();
    texts.map_err(|texts| format!("{}: {} texts instead of {N}", part.id, texts.len()))
}

/// The test that compiles only if every path exists.
pub(super) fn carriers_test(parts: &Parts) -> String {
    let all = [&parts.documents, &parts.requirements, &parts.guidelines, &parts.groups];
    let paths: BTreeSet<&String> = all.into_iter().flatten().flat_map(|part| &part.code).collect();
    let mut body = String::from(
        "//! Every path in the tables of carriers: it compiles only if each one exists.\n\n\
         #![allow(unused_imports, reason = \"the imports are the test\")]\n\n",
    );
    for path in &paths {
        let _ = writeln!(body, "use {path} as _;");
    }
    body.push_str("\n/// The paths above.\npub(crate) const PATHS: &[&str] = &[\n");
    for path in &paths {
        let _ = writeln!(body, "    {path:?},");
    }
    body + "];\n"
}
