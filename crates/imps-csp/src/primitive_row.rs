//! What the standard says of a primitive as a whole. OMA-TS-IMPS-CSP, "Transactions".

use imps_core::{Tag, Versions};

/// Who sends a primitive, in what place, and what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PrimitiveRow {
    /// The element.
    pub tag: Tag,
    /// The versions that have it.
    pub versions: Versions,
    /// What it is about.
    pub area: Area,
    /// Who sends it.
    pub direction: Direction,
    /// Whether it opens a transaction.
    pub kind: Kind,
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
pub enum Kind {
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
