//! The way from ids of a client provisioning document to nodes of the tree.

/// A connectivity object, as a client provisioning document names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// The `PROXY-ID` of a `PXLOGICAL`.
    Proxy(String),
    /// The `NAPID` of a `NAPDEF`.
    AccessPoint(String),
}

/// The nodes that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Nodes {
    /// The observed nodes, and those that the final standard probably has: `ProviderID`,
    /// `CIDPrefix`, `ToConRef`, `AAuthType`, `AAuthData`.
    #[default]
    Expected,
    /// The nodes that one phone has. It refuses any other.
    Observed,
}

/// How to convert between accounts and trees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The nodes of the tree for connectivity objects, each with its URI.
    pub links: Vec<(Link, String)>,
    /// The nodes that are written. Reading takes all.
    pub nodes: Nodes,
}

impl Options {
    /// Adds the URI of a connectivity object, such as `./AP/1`.
    #[must_use]
    pub fn with_link(mut self, link: Link, uri: impl Into<String>) -> Self {
        self.links.push((link, uri.into()));
        self
    }

    /// Sets [`nodes`](Self::nodes).
    #[must_use]
    pub fn with_nodes(self, nodes: Nodes) -> Self {
        Self { nodes, ..self }
    }

    /// Finds the URI of an object.
    pub(super) fn uri(&self, link: &Link) -> Option<&str> {
        self.links.iter().find(|(found, _)| found == link).map(|(_, uri)| uri.as_str())
    }

    /// Finds the object of a URI. A leading `./` does not count.
    pub(super) fn link(&self, uri: &str) -> Option<&Link> {
        let bare = |uri: &str| uri.strip_prefix("./").unwrap_or(uri).to_owned();
        self.links.iter().find(|(_, found)| bare(found) == bare(uri)).map(|(link, _)| link)
    }
}
