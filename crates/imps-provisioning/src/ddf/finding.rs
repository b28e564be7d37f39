//! Findings in descriptions.

use imps_core::Quote;
use std::fmt;

/// A fault or an oddity of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The node, such as `<X>/AppAuth/<X>/AAuthSecret`: the names from the top, and `<X>` for a
    /// name that is given later. Empty for the document.
    pub path: String,
    /// The place in the document, in bytes. `None` for a description that was not read.
    pub offset: Option<usize>,
    /// The fault.
    pub kind: FindingKind,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}", self.kind)?;
        self.offset.map_or(Ok(()), |offset| write!(f, " at byte {offset}"))
    }
}

/// The kinds of [`Finding`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FindingKind {
    /// A part that must be there is missing.
    #[error("missing {0}")]
    Missing(&'static str),
    /// A part occurs twice. The first one counts.
    #[error("{0} occurs twice")]
    Repeated(String),
    /// An element that the standard does not have here; left out.
    #[error("unexpected element {}", Quote::<80>(.0))]
    Unexpected(String),
    /// A warning: an element of another vocabulary; left out.
    #[error("foreign element {}", Quote::<80>(.0))]
    Foreign(String),
    /// A warning: properties of a living node (`RTProperties`); left out.
    #[error("run-time properties")]
    RunTime,
    /// A word that the standard does not have here; left out.
    #[error("{} is not a value of {element}", Quote::<80>(.value))]
    Value {
        /// The element.
        element: &'static str,
        /// The word.
        value: String,
    },
    /// The version of the document type is neither 1.2 nor 1.1.2.
    #[error("version {} instead of 1.2", Quote::<80>(.0))]
    Version(String),
    /// A path below the top of the document.
    #[error("Path below the top")]
    NestedPath,
    /// A node has a value and nodes below it.
    #[error("value beside nodes")]
    ValueAndNodes,
    /// The format is `node`, but there are no nodes below, and the type is no object.
    #[error("format node without nodes or an object")]
    NodeFormat,
    /// There are nodes below, or the type is an object, but the format is not `node`.
    #[error("another format than node, with nodes or an object")]
    ValueFormat,
    /// The secret of the IMPS object can be read.
    #[error("a secret that Get reads")]
    ReadableSecret,
    /// A warning: the IMPS object has no node of this name outside `Ext`.
    #[error("unknown node outside Ext")]
    UnknownNode,
    /// There are more findings than this number.
    #[error("more than {0} findings")]
    More(usize),
}

impl FindingKind {
    /// Returns whether it is a warning, and no fault.
    pub fn is_warning(&self) -> bool {
        matches!(self, Self::UnknownNode | Self::Foreign(_) | Self::RunTime)
    }
}

/// Collects findings, up to a maximum.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) list: Vec<Finding>,
}

impl Findings {
    /// The maximum of findings.
    const MOST: usize = 1_000;

    pub(super) fn add(&mut self, path: &[String], offset: Option<usize>, kind: FindingKind) {
        match self.list.len() {
            ..Self::MOST => self.list.push(Finding { path: path.join("/"), offset, kind }),
            Self::MOST => {
                let kind = FindingKind::More(Self::MOST);
                self.list.push(Finding { path: String::new(), offset, kind });
            }
            _ => {}
        }
    }
}

/// Returns the name of a node in a path.
pub(super) fn name(name: &str) -> String {
    if name.is_empty() { "<X>".into() } else { Quote::<80>(name).to_string() }
}
