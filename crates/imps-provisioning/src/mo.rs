//! The account as a management object of a phone (OMA Device Management): a tree of named nodes.
//! OMA-TS-IMPS-MO.
//!
//! The text of the standard was not available. The nodes come from one phone, with some more that the
//! general template of such objects has; [`Nodes`] selects between them.
//!
//! ```
//! use imps_provisioning::mo::{Link, Options, from_account, to_account};
//! use imps_provisioning::wa::Account;
//!
//! let account = Account {
//!     addresses: vec!["http://imps.example/csp".into()],
//!     accepted_types: vec!["application/vnd.wv.csp+wbxml".into()],
//!     access_points: vec!["nap-a".into()],
//!     ..Account::default()
//! };
//! let options = Options::default().with_link(Link::AccessPoint("nap-a".into()), "./AP/1");
//! let made = from_account(&account, "Chat", &options);
//! assert_eq!(made.node.value("PrefConRef"), Some("./AP/1"));
//! assert_eq!(made.notes[0].to_string(), "AACCEPT: has no node");
//!
//! let read = to_account(&made.node, &options)?;
//! assert_eq!(read.account, Account { accepted_types: vec![], ..account });
//! # Ok::<(), imps_provisioning::mo::MoError>(())
//! ```

mod account_in;
mod account_out;
mod links;
mod nodes;
mod note;
mod tnds;

pub use account_in::{Read, to_account};
pub use account_out::{Made, from_account};
pub use links::{Link, Nodes, Options};
pub(crate) use nodes::{NODES, Row};
pub use note::{MoError, Note, NoteKind};
pub use tnds::{TNDS_MEDIA_TYPE, Tree};

use crate::ddf::Format;
use std::fmt;

/// The identifier of the object.
pub const OBJECT: &str = "urn:oma:mo:oma-imps:1.0";

/// A node of a management tree.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Node {
    /// The name.
    pub name: String,
    /// The identifier of the object, at its root. For a value its media type; `None` means
    /// `text/plain`.
    pub kind: Option<String>,
    /// Other run-time properties, such as `ACL` and `Title`, in order.
    pub properties: Vec<(String, String)>,
    /// The content.
    pub content: Content,
}

/// The content of a [`Node`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nodes.
    Nodes(Vec<Node>),
    /// A value, with its format.
    Value(Format, String),
}

impl Default for Content {
    fn default() -> Self {
        Self::Nodes(Vec::new())
    }
}

impl Node {
    /// Makes a node with nodes below it.
    pub fn interior(name: impl Into<String>, nodes: Vec<Self>) -> Self {
        Self { name: name.into(), content: Content::Nodes(nodes), ..Self::default() }
    }

    /// Makes a node with a text (`chr`).
    pub fn leaf(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), content: Content::Value(Format::Chr, text.into()), ..Self::default() }
    }

    /// The nodes directly below.
    pub fn nodes(&self) -> &[Self] {
        match &self.content {
            Content::Nodes(nodes) => nodes,
            Content::Value(..) => &[],
        }
    }

    /// The node at a path below this one, such as `AppAuth/1/AAuthName`.
    pub fn at(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |node, name| node.nodes().iter().find(|below| below.name == name))
    }

    /// The value of the node at a path below this one.
    pub fn value(&self, path: &str) -> Option<&str> {
        match &self.at(path)?.content {
            Content::Value(_, text) => Some(text),
            Content::Nodes(_) => None,
        }
    }
}

/// Hides the value of a secret.
impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Node");
        shown.field("name", &self.name).field("kind", &self.kind).field("properties", &self.properties);
        match self.name.as_str() {
            "AAuthSecret" | "AAuthData" => shown.field("content", &"..."),
            _ => shown.field("content", &self.content),
        };
        shown.finish()
    }
}
