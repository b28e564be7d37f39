//! Rows of the tables of primitives, for both protocols. OMA-TS-IMPS-CSP, "Transactions".

use imps_core::{Tag, Versions};

/// A primitive in the tables of the standard: its place, its sender, its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PrimitiveRow {
    /// The element.
    pub tag: Tag,
    /// The versions that have it.
    pub versions: Versions,
    /// What it is about.
    pub area: Area,
    /// Who sends it; `None` between servers, where either side may.
    pub direction: Option<Direction>,
    /// Whether it opens a transaction.
    pub kind: PrimitiveKind,
    /// Whether a document or an implementation witnesses it. A primitive that is not confirmed is known from memory only.
    pub confirmed: bool,
}

impl PrimitiveRow {
    /// A confirmed primitive that either side may send.
    pub const fn new(tag: Tag, versions: Versions, area: Area, kind: PrimitiveKind) -> Self {
        Self { tag, versions, area, direction: None, kind, confirmed: true }
    }

    /// The same with its sender.
    #[must_use]
    pub const fn with_direction(self, direction: Direction) -> Self {
        Self { direction: Some(direction), ..self }
    }

    /// The same, known from memory only.
    #[must_use]
    pub const fn unconfirmed(self) -> Self {
        Self { confirmed: false, ..self }
    }
}

/// Who sends a primitive.
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
    /// It opens one.
    Request,
    /// It answers.
    Response,
    /// It opens one or answers, by circumstance.
    Both,
    /// It answers any request that has no answer of its own, or that fails.
    Status,
}

/// What a primitive is about: the chapters of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Area {
    /// Access to the service: sessions, provider, polling, segments.
    Access,
    /// Negotiation of services.
    Service,
    /// Negotiation of capabilities.
    ClientCapability,
    /// What belongs to no single service: verification, maps, profiles, messages from the system.
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
    /// Authorisation of those who watch presence.
    PresenceAuth,
    /// Messages from user to user.
    InstantMessaging,
    /// Who may send messages.
    AccessControl,
    /// Groups.
    Group,
    /// What vendors add.
    Extension,
}
