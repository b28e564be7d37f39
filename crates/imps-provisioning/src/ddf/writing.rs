//! Descriptions into XML.

use super::{Description, Kind, NodeDescription, Properties};
use crate::tree::{self, Element};
use crate::{Error, ErrorKind, Limits};

const DOCTYPE: &str = "<!DOCTYPE MgmtTree PUBLIC \"-//OMA//DTD-DM-DDF 1.2//EN\" \
                       \"http://www.openmobilealliance.org/tech/DTD/DM_DDF-V1_2.dtd\" \
                       [<?oma-dm-ddf-ver supported-versions=\"1.2\"?>]>";

impl Description {
    /// Writes XML, with the document type of descriptions. It writes what is there: see
    /// [`check`](Self::check) for faults.
    ///
    /// # Errors
    /// [`InvalidCharacter`](crate::ErrorKind::InvalidCharacter) for a character that XML does not
    /// allow, [`DepthLimit`](crate::ErrorKind::DepthLimit) for nodes that are nested too deep.
    pub fn to_xml(&self) -> Result<String, Error> {
        let mut root = Element::new("MgmtTree");
        texts(&mut root, &[("VerDTD", &self.version), ("Man", &self.manufacturer), ("Mod", &self.model)]);
        for description in &self.nodes {
            root.children.push(node(description, Limits::DEPTH)?);
        }
        tree::to_xml(&root, Some(DOCTYPE))
    }
}

/// Adds the texts that are there.
fn texts(element: &mut Element, texts: &[(&str, &Option<String>)]) {
    let leaf = |(name, text): &(&str, &Option<String>)| Some(Element::leaf(*name, text.as_ref()?));
    element.children.extend(texts.iter().filter_map(leaf));
}

fn node(description: &NodeDescription, depth: u32) -> Result<Element, Error> {
    let depth = depth.checked_sub(1).ok_or(Error::writing(ErrorKind::DepthLimit(Limits::DEPTH)))?;
    let mut made = Element::new("Node").with(Element::leaf("NodeName", &description.name));
    texts(&mut made, &[("Path", &description.path)]);
    made.children.extend(description.properties.as_ref().map(properties));
    for below in &description.nodes {
        made.children.push(node(below, depth)?);
    }
    texts(&mut made, &[("Value", &description.value)]);
    Ok(made)
}

fn properties(properties: &Properties) -> Element {
    let empty = |name: &str, word: &str| Element::new(name).with(Element::new(word));
    let mut made = Element::new("DFProperties");
    let mut access = Element::new("AccessType");
    access.children.extend(properties.access.iter().map(|access| Element::new(access.as_str())));
    made.children.push(access);
    let (value, description) = (&properties.default_value, &properties.description);
    texts(&mut made, &[("DefaultValue", value), ("Description", description)]);
    made.children.extend(properties.format.map(|format| empty("DFFormat", format.as_str())));
    made.children.extend(properties.occurrence.map(|occurrence| {
        let (word, number) = occurrence.word();
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        Element::new("Occurrence").with(Element::leaf(word, number))
    }));
    made.children.extend(properties.scope.map(|scope| empty("Scope", scope.as_str())));
    texts(&mut made, &[("DFTitle", &properties.title)]);
    made.children.extend(properties.kind.as_ref().map(|kind| {
        let mut made = Element::new("DFType");
        match kind {
            Kind::Object(object) => made.children.push(Element::leaf("DDFName", object)),
            Kind::Media(list) => made.children.extend(list.iter().map(|it| Element::leaf("MIME", it))),
        }
        made
    }));
    let case = |is_sensitive| empty("CaseSense", if is_sensitive { "CS" } else { "CIS" });
    made.children.extend(properties.is_case_sensitive.map(case));
    made
}
