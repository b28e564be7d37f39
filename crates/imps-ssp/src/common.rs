//! Common structures and primitives: users, status, invitations, attribute values.

pub(crate) mod base64_text;
pub(crate) mod entities;
pub(crate) mod invitation;
pub(crate) mod meta;
pub(crate) mod scalars;
pub(crate) mod status;

pub use base64_text::Encoding;
pub use entities::{
    ApplicationId, ClientId, GroupId, Party, ScreenName, User, UserId, UserList, UserListEntry,
};
pub use invitation::{
    CancelInviteRequest, Canceled, Canceling, ContentId, ContentIdList, InviteRequest, InviteResponse,
    Invited, Inviting, Responding,
};
pub use meta::{MetaInfo, Requestor};
pub use scalars::{Mode, ServiceId, SessionId, Time, TransactionId, YesNo};
pub use status::{DetailedResult, Status, status_for};
