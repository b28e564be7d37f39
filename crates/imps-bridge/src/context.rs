//! Facts that a message of another version must state, and that the message itself may lack.

use imps_csp::{ClientId, GroupId, UserId};

/// Facts about a message that another version must state. The bridge uses a fact only if the
/// message itself does not state it.
///
/// ```
/// use imps_bridge::Context;
///
/// let context = Context { sender: Some("wv:ann@example.com".into()), ..Context::default() };
/// # assert_eq!(context.group_id, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context<'c> {
    /// The sender of a message that names none: the user of the client who sends it. 1.1 and 1.2
    /// require a sender in every message, 1.3 does not.
    pub sender: Option<UserId<'c>>,
    /// The client of the session. 1.1 requires it in every negotiation.
    pub client_id: Option<ClientId<'c>>,
    /// The group that an answer is about. 1.1 names the users in a group by the group, too.
    pub group_id: Option<GroupId<'c>>,
}
