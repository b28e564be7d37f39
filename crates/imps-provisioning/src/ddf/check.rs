//! The rules of descriptions.

use super::finding::{Finding, FindingKind, Findings, name};
use super::{Access, Description, Format, Kind, NodeDescription, Properties};
use crate::mo::{NODES, OBJECT};

impl Description {
    /// Checks the rules of descriptions, and the rules of the IMPS object in it.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        let mut findings = Findings::default();
        match self.version.as_deref() {
            None => findings.add(&[], None, FindingKind::Missing("VerDTD")),
            Some("1.2" | "1.1.2") => {}
            Some(other) => findings.add(&[], None, FindingKind::Version(other.into())),
        }
        if self.nodes.is_empty() {
            findings.add(&[], None, FindingKind::Missing("Node"));
        }
        let mut walk = Walk { path: Vec::new(), findings };
        for node in &self.nodes {
            walk.node(node, &Place::Outside);
        }
        walk.findings.list
    }
}

/// The place of a node.
enum Place {
    /// Not in an IMPS object.
    Outside,
    /// In an IMPS object, at this path below its root.
    Object(String),
    /// In a branch of vendors.
    Vendor,
}

struct Walk {
    path: Vec<String>,
    findings: Findings,
}

impl Walk {
    /// Checks a node and those below it. A description that is deeper than documents can be ends
    /// there.
    fn node(&mut self, node: &NodeDescription, place: &Place) {
        let is_top = self.path.is_empty();
        self.path.push(name(&node.name));
        let mut add = |kind| self.findings.add(&self.path, node.place.0, kind);
        if node.path.is_some() && !is_top {
            add(FindingKind::NestedPath);
        }
        if node.value.is_some() && !node.nodes.is_empty() {
            add(FindingKind::ValueAndNodes);
        }
        match &node.properties {
            None => add(FindingKind::Missing("DFProperties")),
            Some(properties) => check_properties(properties, !node.nodes.is_empty(), &mut add),
        }
        if let Place::Object(path) = place {
            // Facts name dynamic nodes `<X>`.
            if !NODES.iter().any(|row| row.path == path) {
                add(FindingKind::UnknownNode);
            }
            let is_readable = node.properties.as_ref().is_some_and(|it| it.access.contains(&Access::Get));
            if path.ends_with("AAuthSecret") && is_readable {
                add(FindingKind::ReadableSecret);
            }
        }
        if self.path.len() < MOST_LEVELS {
            for below in &node.nodes {
                let at = place_below(node, place, below);
                self.node(below, &at);
            }
        }
        self.path.pop();
    }
}

/// More levels than any document that can be read has.
const MOST_LEVELS: usize = 500;

fn check_properties(properties: &Properties, has_nodes: bool, add: &mut impl FnMut(FindingKind)) {
    if properties.access.is_empty() {
        add(FindingKind::Missing("AccessType"));
    }
    let is_object = matches!(properties.kind, Some(Kind::Object(_)));
    match properties.format {
        None => add(FindingKind::Missing("DFFormat")),
        Some(Format::Node) if !has_nodes && !is_object => add(FindingKind::NodeFormat),
        Some(Format::Node) => {}
        Some(_) if has_nodes || is_object => add(FindingKind::ValueFormat),
        Some(_) => {}
    }
    if properties.kind.is_none() {
        add(FindingKind::Missing("DFType"));
    }
}

/// Returns the place of a node below another one.
fn place_below(node: &NodeDescription, place: &Place, below: &NodeDescription) -> Place {
    let is_root = |node: &NodeDescription| {
        let kind = node.properties.as_ref().and_then(|properties| properties.kind.as_ref());
        matches!(kind, Some(Kind::Object(object)) if object == OBJECT)
    };
    let above = match place {
        Place::Vendor => return Place::Vendor,
        Place::Outside if is_root(node) => "",
        Place::Outside => return Place::Outside,
        Place::Object(path) => path,
    };
    let path = if above.is_empty() { name(&below.name) } else { format!("{above}/{}", name(&below.name)) };
    // Anything may be below `Ext`.
    if path.starts_with("Ext/") { Place::Vendor } else { Place::Object(path) }
}
