//! The feature groups that messages show.
//!
//! An [`Observer`] gets the messages of a conversation, one [`Sighting`] each, and returns the
//! groups that each side has shown with its messages. This is evidence, no proof: a message shows that a
//! program has a part of a group. [`Shown::lacks`] has the primitives that nobody sent.
//!
//! ```
//! use imps_conformance::Group;
//! use imps_conformance::Side;
//! use imps_conformance::observe::{Bearer, Observer, Sent, Sighting};
//! use oma_imps::{Syntax, Version};
//!
//! let mut observer = Observer::default();
//! let sent = Sent::new(Side::Client, "Login-Request", Version::V1_3, Syntax::Wbxml);
//! observer.add(&Sighting::Message(sent.on(Bearer::Http)));
//!
//! let groups: Vec<_> = observer.shown().map(|shown| shown.group.short()).collect();
//! assert_eq!(groups, ["CSP:MCF", "Transport:MCF", "WBXML:MCF"]);
//! let lacks = observer.of(Group::CSP_MCF).ok_or("not shown")?.lacks();
//! assert!(lacks.contains("Logout-Request") && !lacks.contains("Login-Request"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod primitives;

use crate::group::Group;
use crate::item::Side;
use oma_imps::{Protocol, Syntax, Version};
use std::collections::{BTreeMap, BTreeSet};

/// The bearer of a message or of a wake-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Bearer {
    /// HTTP.
    Http,
    /// WSP.
    Wsp,
    /// SMS.
    Sms,
}

/// One thing that somebody sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sighting<'a> {
    /// A message.
    Message(Sent<'a>),
    /// A request to poll (CIR), or a greeting on a channel for such requests, with its sender.
    Initiation(Side),
}

/// A message that somebody sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sent<'a> {
    /// The sender.
    pub side: Side,
    /// The protocol. Between servers, both sides are servers.
    pub protocol: Protocol,
    /// The name of the primitive. One without a type shows the syntax and the bearer alone.
    pub primitive: &'a str,
    /// The version of the protocol.
    pub version: Version,
    /// The syntax.
    pub syntax: Syntax,
    /// The bearer, if it is known.
    pub bearer: Option<Bearer>,
}

impl<'a> Sent<'a> {
    /// A message between client and server.
    pub const fn new(side: Side, primitive: &'a str, version: Version, syntax: Syntax) -> Self {
        Self { side, protocol: Protocol::Csp, primitive, version, syntax, bearer: None }
    }

    /// A message between servers.
    pub const fn between_servers(primitive: &'a str, version: Version, syntax: Syntax) -> Self {
        let (side, protocol) = (Side::Server, Protocol::Ssp);
        Self { side, protocol, primitive, version, syntax, bearer: None }
    }

    /// Sets the bearer.
    #[must_use]
    pub const fn on(mut self, bearer: Bearer) -> Self {
        self.bearer = Some(bearer);
        self
    }
}

/// The messages that showed a group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shown {
    /// The group.
    pub group: Group,
    /// The number of messages.
    pub messages: u64,
    /// The primitives among them.
    pub primitives: BTreeSet<&'static str>,
    /// Their versions. The groups are the ones of 1.3.
    pub versions: BTreeSet<Version>,
}

impl Shown {
    const fn new(group: Group) -> Self {
        Self { group, messages: 0, primitives: BTreeSet::new(), versions: BTreeSet::new() }
    }

    /// Returns the primitives of 1.3 that the group has for its side and that no message had.
    pub fn lacks(&self) -> BTreeSet<&'static str> {
        primitives::of(self.group).filter(|name| !self.primitives.contains(name)).collect()
    }
}

/// The groups that the messages of a conversation show.
///
/// Its memory is bounded: it keeps counts, and names of the standard.
#[derive(Clone, Debug, Default)]
pub struct Observer {
    shown: BTreeMap<Group, Shown>,
}

impl Observer {
    /// Adds a message.
    pub fn add(&mut self, sighting: &Sighting<'_>) {
        match sighting {
            Sighting::Message(sent) => self.message(sent),
            Sighting::Initiation(Side::Client) => self.show(Group::TRANSPORT_OCF),
            Sighting::Initiation(Side::Server) => self.show(Group::TRANSPORT_OSF),
        }
    }

    fn message(&mut self, sent: &Sent<'_>) {
        let primitive = primitives::find(sent);
        let mut groups = Vec::new();
        groups.extend(primitive.map(|found| found.group));
        groups.extend(syntax(sent));
        groups.extend(bearer(sent));
        if primitive.is_some_and(|found| found.has_presence) {
            let (attributes, in_xml) = match sent.side {
                Side::Client => (Group::PA_MCF, Group::PA_XMLS_MCF),
                Side::Server => (Group::PA_MSF, Group::PA_XMLS_MSF),
            };
            groups.push(attributes);
            groups.extend((sent.syntax == Syntax::Xml).then_some(in_xml));
        }
        for group in groups {
            self.show(group);
            if let Some(shown) = self.shown.get_mut(&group) {
                shown.primitives.extend(primitive.map(|found| found.name));
                shown.versions.insert(sent.version);
            }
        }
    }

    fn show(&mut self, group: Group) {
        let shown = self.shown.entry(group).or_insert_with(|| Shown::new(group));
        shown.messages = shown.messages.saturating_add(1);
    }

    /// Returns the groups that were shown.
    pub fn shown(&self) -> impl Iterator<Item = &Shown> {
        self.shown.values()
    }

    /// Returns the messages that showed a group.
    pub fn of(&self, group: Group) -> Option<&Shown> {
        self.shown.get(&group)
    }
}

/// Returns the reason why no message can show a group; `None` if one can.
///
/// ```
/// use imps_conformance::{Group, observe};
///
/// assert_eq!(observe::hidden(Group::SSP_TRANSPORT_OSF), Some("https hides its messages"));
/// assert_eq!(observe::hidden(Group::CSP_MCF), None);
/// ```
pub fn hidden(group: Group) -> Option<&'static str> {
    match group {
        Group::PA_OCF | Group::PA_OSF => {
            Some("the table that says which attributes are optional was not available")
        }
        Group::SSP_TRANSPORT_OSF => Some("https hides its messages"),
        _ => None,
    }
}

/// The group of reading and writing a syntax.
fn syntax(sent: &Sent<'_>) -> Option<Group> {
    match (sent.protocol, sent.syntax, sent.side) {
        (Protocol::Csp, Syntax::Xml, Side::Client) => Some(Group::XMLS_MCF),
        (Protocol::Csp, Syntax::Xml, Side::Server) => Some(Group::XMLS_MSF),
        (Protocol::Csp, Syntax::Wbxml, Side::Client) => Some(Group::WBXML_MCF),
        (Protocol::Csp, Syntax::Wbxml, Side::Server) => Some(Group::WBXML_MSCF),
        (Protocol::Csp, Syntax::Pts, Side::Client) => Some(Group::PTS_MCF),
        (Protocol::Csp, Syntax::Pts, Side::Server) => Some(Group::PTS_MSF),
        (Protocol::Ssp, Syntax::Xml, _) => Some(Group::SSP_XMLS_MSF),
        _ => None,
    }
}

/// The group of a data channel.
fn bearer(sent: &Sent<'_>) -> Option<Group> {
    match (sent.protocol, sent.bearer?, sent.side) {
        (Protocol::Csp, _, Side::Client) => Some(Group::TRANSPORT_MCF),
        (Protocol::Csp, Bearer::Http, Side::Server) => Some(Group::TRANSPORT_MSF),
        (Protocol::Csp, Bearer::Sms, Side::Server) => Some(Group::TRANSPORT_OSF),
        (Protocol::Ssp, Bearer::Http, _) => Some(Group::SSP_TRANSPORT_MSF),
        // No group names a server on WSP.
        _ => None,
    }
}
