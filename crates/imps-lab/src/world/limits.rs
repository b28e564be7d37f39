//! The limits of the world, and the choices of its operator.

use super::Account;
use core::time::Duration;
use imps_presence::PresenceAttribute;

/// The choices of the operator of the world.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The name of the provider, for `GetSPInfo-Request`.
    pub provider: String,
    /// A user without a client, who sends each message back. She is always online.
    pub echo: Option<Account>,
    /// The presence attributes that everybody may see of a user without an attribute list for
    /// everybody. At first: none.
    pub public_attributes: Vec<PresenceAttribute>,
    /// The limits.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            provider: "IMPS lab".into(),
            echo: None,
            public_attributes: Vec::new(),
            limits: Limits::default(),
        }
    }
}

/// Declares limits with the values that they have at first.
macro_rules! limits {
    ($($(#[$meta:meta])* $name:ident: $type:ty = $value:expr,)*) => {
        /// The limits of the world. A request beyond a limit gets the status code in brackets.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Limits {
            $($(#[$meta])* pub $name: $type,)*
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($name: $value,)* }
            }
        }
    };
}

limits! {
    /// Users (503).
    users: usize = 10_000,
    /// Sessions of a user (503).
    sessions: usize = 8,
    /// Contact lists of a user (753).
    contact_lists: usize = 50,
    /// Members of a contact list (754).
    contacts: usize = 500,
    /// Attribute lists of a user, for users and for contact lists (755).
    attribute_lists: usize = 1_000,
    /// Users that a session watches (754).
    subscriptions: usize = 1_000,
    /// Users who wait for a decision about presence, and former watchers, per user. The oldest
    /// goes.
    watchers: usize = 500,
    /// Entities of a block list or grant list (402).
    blocked: usize = 1_000,
    /// Recipients of a message or an invitation, users and groups together (402).
    recipients: usize = 500,
    /// The size of a message, in bytes (402).
    message_bytes: usize = 1 << 20,
    /// Messages that wait for a user (507).
    messages: usize = 500,
    /// The size of the messages that wait for a user, in bytes (507). The same number bounds her
    /// notes, of which the oldest goes.
    waiting_bytes: usize = 8 << 20,
    /// The size of the messages that wait for all users together, in bytes (507).
    all_waiting_bytes: usize = 256 << 20,
    /// Invitations, answers and reports that wait for a user. The oldest goes.
    notes: usize = 200,
    /// The time that a message or an invitation waits at most.
    validity: Duration = Duration::from_secs(7 * 24 * 3_600),
    /// Groups of a user (814).
    own_groups: usize = 20,
    /// Groups (815).
    groups: usize = 1_000,
    /// Users in a group, whatever its own maximum is (817).
    joined: usize = 200,
    /// Members of a group, and users barred from it (402).
    members: usize = 1_000,
    /// Properties of a group, a contact list, a profile (806, 752, 702).
    properties: usize = 40,
    /// The length of a name, a note or the value of a property, in bytes. A name beyond it is
    /// refused like a name with a control character.
    text_bytes: usize = 1_000,
    /// The size of the welcome note of a group, in bytes (806).
    welcome_note_bytes: usize = 16 << 10,
    /// The size of the presence of a session, in bytes (751).
    presence_bytes: usize = 64 << 10,
    /// Open searches of a session. The oldest goes.
    searches: usize = 4,
    /// Results of a search (536).
    findings: usize = 1_000,
    /// Results in one answer, whatever the client asks for.
    page: usize = 100,
    /// Open invitations of a user (402).
    invitations: usize = 200,
}
