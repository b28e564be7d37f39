//! Serialized trees (TNDS). OMA-TS-DM_TNDS.

use super::{Content, Node};
use crate::ddf::Format;
use crate::tree::{self, Element};
use crate::{Error, ErrorKind, Limits};

/// The media type of a serialized tree in XML.
pub const TNDS_MEDIA_TYPE: &str = "application/vnd.syncml.dmtnds+xml";

/// The media type of values without another one.
const PLAIN: &str = "text/plain";

/// Management trees in a document, each at its place in the tree of the phone.
///
/// ```
/// use imps_provisioning::mo::{Node, Tree};
///
/// let account = Node::interior("1", vec![Node::leaf("AppID", "wA")]);
/// let tree = Tree::new("./IMPS", account);
/// let xml = tree.to_xml()?;
/// assert!(xml.contains("<Path>./IMPS</Path>"));
/// assert_eq!(Tree::from_xml(xml.as_bytes())?, tree);
/// # Ok::<(), imps_provisioning::Error>(())
/// ```
#[doc(alias("TNDS", "MgmtTree", "OMA DM"))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tree {
    /// The manufacturer.
    pub manufacturer: Option<String>,
    /// The model of the phone.
    pub model: Option<String>,
    /// The trees, each with the URI of the node above it, if one is stated.
    pub nodes: Vec<(Option<String>, Node)>,
}

impl Tree {
    /// Makes a document of one tree below a node, such as `./IMPS`.
    pub fn new(path: impl Into<String>, node: Node) -> Self {
        Self { nodes: vec![(Some(path.into()), node)], ..Self::default() }
    }

    /// Reads XML in UTF-8.
    ///
    /// # Errors
    /// The faults of XML that [`Document::from_xml`](crate::Document::from_xml) lists, and the
    /// limits. [`Root`](crate::ErrorKind::Root),
    /// [`UnexpectedElement`](crate::ErrorKind::UnexpectedElement),
    /// [`MissingElement`](crate::ErrorKind::MissingElement) or [`Value`](crate::ErrorKind::Value)
    /// for XML that is not a serialized tree.
    pub fn from_xml(document: &[u8]) -> Result<Self, Error> {
        let root = tree::from_xml(document, &Limits::default())?.expect_root("MgmtTree")?;
        let mut found = Self::default();
        for child in root.children {
            match &*child.name {
                "VerDTD" => {}
                "Man" if found.manufacturer.is_none() => found.manufacturer = Some(text(&child)?),
                "Mod" if found.model.is_none() => found.model = Some(text(&child)?),
                "Node" => found.nodes.push(node(child)?),
                _ => return Err(unexpected(&child)),
            }
        }
        Ok(found)
    }

    /// Writes XML, with the properties that every encoder must write.
    ///
    /// # Errors
    /// [`InvalidCharacter`](crate::ErrorKind::InvalidCharacter) for a character that XML does not
    /// allow, [`InvalidName`](crate::ErrorKind::InvalidName) for the name of a property,
    /// [`DepthLimit`](crate::ErrorKind::DepthLimit) for a tree that is nested too deep.
    pub fn to_xml(&self) -> Result<String, Error> {
        let mut root = Element::new("MgmtTree").with(Element::leaf("VerDTD", "1.2"));
        root.children.extend(self.manufacturer.iter().map(|text| Element::leaf("Man", text)));
        root.children.extend(self.model.iter().map(|text| Element::leaf("Mod", text)));
        for (path, node) in &self.nodes {
            root.children.push(element(path.as_deref(), node, Limits::DEPTH)?);
        }
        tree::to_xml(&root, None)
    }
}

fn unexpected(element: &Element) -> Error {
    element.fault(ErrorKind::UnexpectedElement(element.name.clone()))
}

/// Returns the text of a leaf.
fn text(element: &Element) -> Result<String, Error> {
    match element.children.first() {
        Some(child) => Err(unexpected(child)),
        None => Ok(element.text.clone()),
    }
}

/// Reads a node with its path. The depth of the elements has a limit.
fn node(element: Element) -> Result<(Option<String>, Node), Error> {
    let (mut path, mut name, mut value, mut format) = (None, None, None, None);
    let mut found = Node::default();
    let mut nodes = Vec::new();
    let missing = element.fault(ErrorKind::MissingElement("NodeName"));
    for child in element.children {
        match &*child.name {
            "NodeName" if name.is_none() => name = Some(text(&child)?.trim().to_owned()),
            "Path" if path.is_none() => path = Some(text(&child)?.trim().to_owned()),
            "RTProperties" => format = properties(&child, &mut found)?.or(format),
            "Value" if value.is_none() && nodes.is_empty() => value = Some(text(&child)?),
            "Node" if value.is_none() => match node(child)? {
                (None, below) => nodes.push(below),
                // A path belongs to children of the root only.
                (Some(_), _) => {
                    return Err(Error { kind: ErrorKind::UnexpectedElement("Path".into()), ..missing });
                }
            },
            _ => return Err(unexpected(&child)),
        }
    }
    found.name = name.ok_or(missing)?;
    found.content = match (value, format) {
        (Some(value), format) => Content::Value(format.unwrap_or(Format::Chr), value),
        (None, Some(format)) if format != Format::Node && nodes.is_empty() => {
            Content::Value(format, String::new())
        }
        (None, _) => Content::Nodes(nodes),
    };
    Ok((path, found))
}

/// Returns the error for a text in place of an element.
fn stated(element: &Element, name: &'static str) -> Error {
    element.fault(ErrorKind::Value { element: name, value: element.text.trim().into() })
}

/// Reads the properties of a node, and returns its format.
fn properties(element: &Element, node: &mut Node) -> Result<Option<Format>, Error> {
    let mut format = None;
    for child in &element.children {
        match (&*child.name, child.children.first()) {
            ("Format", Some(word)) => {
                let value = || {
                    Error::new(ErrorKind::Value { element: "Format", value: word.name.clone() }, word.offset)
                };
                format = Some(Format::from_word(&word.name).ok_or_else(value)?);
            }
            ("Type", Some(kind)) if matches!(&*kind.name, "MIME" | "DDFName") => {
                let text = text(kind)?.trim().to_owned();
                node.kind = Some(text).filter(|text| !text.is_empty() && text != PLAIN);
            }
            // Text in place of an element is not taken for the default.
            ("Format", None) if !text(child)?.trim().is_empty() => return Err(stated(child, "Format")),
            ("Type", None) if !text(child)?.trim().is_empty() => return Err(stated(child, "Type")),
            ("Format" | "Type", None) => {}
            ("Type", Some(word)) => return Err(unexpected(word)),
            (name, _) => node.properties.push((name.into(), text(child)?)),
        }
    }
    Ok(format)
}

fn element(path: Option<&str>, node: &Node, depth: u32) -> Result<Element, Error> {
    let depth = depth.checked_sub(1).ok_or(Error::writing(ErrorKind::DepthLimit(Limits::DEPTH)))?;
    let mut made = Element::new("Node").with(Element::leaf("NodeName", &node.name));
    made.children.extend(path.map(|path| Element::leaf("Path", path)));
    let (format, kind) = match &node.content {
        Content::Nodes(_) => {
            (Format::Node, Element::leaf("DDFName", node.kind.as_deref().unwrap_or_default()))
        }
        Content::Value(format, _) => (*format, Element::leaf("MIME", node.kind.as_deref().unwrap_or(PLAIN))),
    };
    let mut properties = Element::new("RTProperties")
        .with(Element::new("Format").with(Element::new(format.as_str())))
        .with(Element::new("Type").with(kind));
    properties.children.extend(node.properties.iter().map(|(name, text)| Element::leaf(name, text)));
    made.children.push(properties);
    match &node.content {
        Content::Nodes(nodes) => {
            for below in nodes {
                made.children.push(element(None, below, depth)?);
            }
        }
        Content::Value(_, value) => made.children.push(Element::leaf("Value", value)),
    }
    Ok(made)
}
