//! The main argument of a primitive.

use super::Name;
use serde::Serialize;

/// The main argument of a primitive: the first recipient, user, group, list or message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Argument {
    /// The kind of the value.
    pub role: Role,
    /// The value, as the document has it, at most 200 characters.
    pub value: Name,
    /// The number of further values in this role.
    pub others: usize,
}

/// The kind of an [`Argument`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Role {
    /// The recipient of a message or an invitation.
    To,
    /// The sender of a message or an invitation.
    From,
    /// A user.
    User,
    /// A group.
    Group,
    /// A contact list.
    List,
    /// The id of a message.
    Message,
    /// An application on a phone.
    Client,
}

impl Role {
    /// All roles, in the order in which they count.
    pub(super) const ALL: [Self; 7] =
        [Self::To, Self::From, Self::User, Self::Group, Self::List, Self::Message, Self::Client];

    pub(super) const fn index(self) -> usize {
        match self {
            Self::To => 0,
            Self::From => 1,
            Self::User => 2,
            Self::Group => 3,
            Self::List => 4,
            Self::Message => 5,
            Self::Client => 6,
        }
    }
}
