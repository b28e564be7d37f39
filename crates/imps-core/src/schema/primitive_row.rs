//! Rows of the tables of primitives, for both protocols. OMA-TS-IMPS-CSP, "Transactions".

use crate::names::{Tag, Versions};

/// A row for a primitive in the tables of the standard: its place, its sender, its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PrimitiveRow {
    /// The element.
    pub tag: Tag,
    /// The versions that have the primitive.
    pub versions: Versions,
    /// The subject.
    pub area: Area,
    /// The sender. `None` between servers, where either side may send.
    pub direction: Option<Direction>,
    /// Whether it opens a transaction.
    pub kind: PrimitiveKind,
    /// Whether a document or an implementation confirms it. A primitive that is not confirmed is
    /// known from memory only.
    pub confirmed: bool,
}

/// The sender of a primitive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The client.
    ClientToServer,
    /// The server.
    ServerToClient,
    /// Either.
    Both,
}

/// Whether a primitive opens a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrimitiveKind {
    /// It opens a transaction.
    Request,
    /// It answers a request.
    Response,
    /// It opens a transaction or answers a request, depending on the situation.
    Both,
    /// It answers any request that has no answer of its own, or that fails.
    Status,
}

/// The subject of a primitive: a chapter of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Area {
    /// Access to the service: sessions, provider, polling, segments.
    Access,
    /// Negotiation of services.
    Service,
    /// Negotiation of capabilities.
    ClientCapability,
    /// Primitives that belong to no single service: verification, maps, profiles, messages from the
    /// system.
    Common,
    /// General notifications.
    Notification,
    /// Search for users and groups.
    Search,
    /// Invitations.
    Invitation,
    /// Contact lists.
    ContactList,
    /// Presence.
    Presence,
    /// Authorisation of users who watch presence.
    PresenceAuth,
    /// Messages from user to user.
    InstantMessaging,
    /// The permission to send messages.
    AccessControl,
    /// Groups.
    Group,
    /// Additions of vendors.
    Extension,
}
