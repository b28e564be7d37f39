//! Descriptions of management trees (DDF), and the one of the IMPS object. OMA-TS-DM_TND.
//!
//! ```
//! use imps_provisioning::ddf::Description;
//!
//! let xml = Description::imps().to_xml()?;
//! let read = Description::from_xml(xml.as_bytes())?;
//! assert_eq!(read.description, Description::imps());
//! assert_eq!(read.findings, []);
//!
//! let read = Description::from_xml(b"<MgmtTree><VerDTD>1.2</VerDTD><Node><NodeName>A</NodeName></Node></MgmtTree>")?;
//! assert_eq!(read.findings[0].to_string(), "A: missing DFProperties at byte 30");
//! # Ok::<(), imps_provisioning::Error>(())
//! ```

mod check;
mod finding;
mod imps;
mod reading;
mod words;
mod writing;

pub use finding::{Finding, FindingKind};
pub use reading::Reading;
pub use words::{Access, Format, Occurrence, Scope};

/// A description of management trees.
#[doc(alias("DDF", "device description framework"))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Description {
    /// The version of the document type, `1.2` (`VerDTD`).
    pub version: Option<String>,
    /// The manufacturer (`Man`).
    pub manufacturer: Option<String>,
    /// The model of the phone (`Mod`).
    pub model: Option<String>,
    /// The nodes.
    pub nodes: Vec<NodeDescription>,
}

/// The description of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeDescription {
    /// The name. Empty if the name is given when a node is made.
    pub name: String,
    /// The URI of the node above, at the top of the document only (`Path`).
    pub path: Option<String>,
    /// The properties.
    pub properties: Option<Properties>,
    /// The value that a new leaf has (`Value`).
    pub value: Option<String>,
    /// The nodes below.
    pub nodes: Vec<Self>,
    /// The place in the document that was read, in bytes.
    pub(crate) place: Place,
}

/// The place of a node. Two descriptions are equal wherever their nodes are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place(pub(crate) Option<usize>);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Place {}

/// The properties of a node (`DFProperties`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Properties {
    /// The commands that the node takes (`AccessType`).
    pub access: Vec<Access>,
    /// The value of a new leaf (`DefaultValue`).
    pub default_value: Option<String>,
    /// A text for people (`Description`).
    pub description: Option<String>,
    /// The format (`DFFormat`).
    pub format: Option<Format>,
    /// How often the node occurs (`Occurrence`). `None` means once.
    pub occurrence: Option<Occurrence>,
    /// Whether the node can be made and deleted (`Scope`). `None` means that it can.
    pub scope: Option<Scope>,
    /// A title for people (`DFTitle`).
    pub title: Option<String>,
    /// The type (`DFType`).
    pub kind: Option<Kind>,
    /// Whether cases of names count (`CaseSense`).
    pub is_case_sensitive: Option<bool>,
}

/// The type of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The media types of a leaf.
    Media(Vec<String>),
    /// The identifier of an object at its root; empty at other interior nodes.
    Object(String),
}
