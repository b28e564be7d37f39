//! Descriptions from XML.

use super::finding::{Finding, FindingKind, Findings, name};
use super::words::{Access, Format, Occurrence, Scope};
use super::{Description, Kind, NodeDescription, Place, Properties};
use crate::tree::{self, Element};
use crate::{Error, Limits};

/// A description that was read, with its faults.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// The description.
    pub description: Description,
    /// The faults: first of the document, then of the nodes.
    pub findings: Vec<Finding>,
}

impl Description {
    /// Reads XML in UTF-8, and checks it. Parts in another order are accepted.
    ///
    /// # Errors
    /// The faults of XML that [`Document::from_xml`](crate::Document::from_xml) lists,
    /// [`Root`](crate::ErrorKind::Root) and the limits. Other faults are findings.
    pub fn from_xml(document: &[u8]) -> Result<Reading, Error> {
        let root = tree::from_xml(document, &Limits::default())?.expect_root("MgmtTree")?;
        let mut reader = Reader { path: Vec::new(), findings: Findings::default() };
        let mut description = Self::default();
        for child in root.children {
            match &*child.name {
                "VerDTD" => reader.text(&mut description.version, &child),
                "Man" => reader.text(&mut description.manufacturer, &child),
                "Mod" => reader.text(&mut description.model, &child),
                "Node" => description.nodes.push(reader.node(child)),
                _ => reader.unexpected(&child),
            }
        }
        let Findings { list: mut findings } = reader.findings;
        findings.extend(description.check());
        Ok(Reading { description, findings })
    }
}

struct Reader {
    /// The names of the open nodes.
    path: Vec<String>,
    findings: Findings,
}

impl Reader {
    fn add(&mut self, element: &Element, kind: FindingKind) {
        self.findings.add(&self.path, Some(element.offset), kind);
    }

    fn unexpected(&mut self, element: &Element) {
        let name = element.name.clone();
        // A prefix means another vocabulary.
        let is_foreign = name.contains(':') || element.attributes.iter().any(|(name, _)| name == "xmlns");
        let kind = if is_foreign { FindingKind::Foreign(name) } else { FindingKind::Unexpected(name) };
        self.add(element, kind);
    }

    /// Puts the text of an element into its place.
    fn text(&mut self, slot: &mut Option<String>, element: &Element) {
        if slot.is_some() {
            return self.add(element, FindingKind::Repeated(element.name.clone()));
        }
        element.children.iter().for_each(|child| self.unexpected(child));
        *slot = Some(element.text.trim().to_owned());
    }

    /// Reads a node. The depth of the elements has a limit.
    fn node(&mut self, mut element: Element) -> NodeDescription {
        let mut found = NodeDescription { place: Place(Some(element.offset)), ..NodeDescription::default() };
        let children = std::mem::take(&mut element.children);
        let named = children.iter().find(|child| child.name == "NodeName");
        self.path.push(name(named.map_or("", |child| child.text.trim())));
        let mut node_name = None;
        for child in children {
            match &*child.name {
                "NodeName" => self.text(&mut node_name, &child),
                "Path" => self.text(&mut found.path, &child),
                "Value" => self.text(&mut found.value, &child),
                "DFProperties" if found.properties.is_none() => {
                    found.properties = Some(self.properties(&child));
                }
                "DFProperties" => self.add(&child, FindingKind::Repeated(child.name.clone())),
                "RTProperties" => self.add(&child, FindingKind::RunTime),
                "Node" => found.nodes.push(self.node(child)),
                _ => self.unexpected(&child),
            }
        }
        if node_name.is_none() {
            self.add(&element, FindingKind::Missing("NodeName"));
        }
        found.name = node_name.unwrap_or_default();
        self.path.pop();
        found
    }

    fn properties(&mut self, element: &Element) -> Properties {
        let mut found = Properties::default();
        for child in &element.children {
            match &*child.name {
                "AccessType" => self.access(&mut found.access, child),
                "DefaultValue" => self.text(&mut found.default_value, child),
                "Description" => self.text(&mut found.description, child),
                "DFFormat" => {
                    self.one(&mut found.format, child, "DFFormat", |it| Format::from_word(&it.name));
                }
                "Occurrence" => self.one(&mut found.occurrence, child, "Occurrence", |it| {
                    Occurrence::from_word(&it.name, &it.text)
                }),
                "Scope" => self.one(&mut found.scope, child, "Scope", |it| Scope::from_word(&it.name)),
                "DFTitle" => self.text(&mut found.title, child),
                "DFType" => self.kind(&mut found.kind, child),
                "CaseSense" => {
                    self.one(&mut found.is_case_sensitive, child, "CaseSense", |it| match &*it.name {
                        "CS" => Some(true),
                        "CIS" => Some(false),
                        _ => None,
                    });
                }
                _ => self.unexpected(child),
            }
        }
        found
    }

    /// Reads the one word in an element.
    fn one<T>(
        &mut self,
        slot: &mut Option<T>,
        element: &Element,
        name: &'static str,
        read: impl Fn(&Element) -> Option<T>,
    ) {
        if slot.is_some() {
            return self.add(element, FindingKind::Repeated(name.into()));
        }
        if element.children.is_empty() {
            let value = element.text.trim().into();
            self.add(element, FindingKind::Value { element: name, value });
        }
        for word in &element.children {
            match (read(word), slot.is_some()) {
                (Some(_), true) => self.add(word, FindingKind::Repeated(name.into())),
                (Some(found), false) => *slot = Some(found),
                (None, _) => self.add(word, FindingKind::Value { element: name, value: word.name.clone() }),
            }
        }
    }

    fn access(&mut self, found: &mut Vec<Access>, element: &Element) {
        for word in &element.children {
            match Access::from_word(&word.name) {
                Some(access) if found.contains(&access) => {
                    self.add(word, FindingKind::Repeated(word.name.clone()));
                }
                Some(access) => found.push(access),
                None => {
                    let kind = FindingKind::Value { element: "AccessType", value: word.name.clone() };
                    self.add(word, kind);
                }
            }
        }
    }

    fn kind(&mut self, slot: &mut Option<Kind>, element: &Element) {
        for child in &element.children {
            let text = child.text.trim().to_owned();
            match (&*child.name, &mut *slot) {
                ("MIME", None) => *slot = Some(Kind::Media(vec![text])),
                ("MIME", Some(Kind::Media(list))) => list.push(text),
                ("DDFName", None) => *slot = Some(Kind::Object(text)),
                ("MIME" | "DDFName", Some(_)) => self.add(child, FindingKind::Repeated("DFType".into())),
                _ => self.unexpected(child),
            }
        }
    }
}
