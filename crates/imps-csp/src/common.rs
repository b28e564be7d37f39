//! Common structures and primitives: status, users, search, invitations, profiles.

mod entities;
mod invitation;
mod map;
mod notification;
mod public_profile;
mod search;
mod status;
mod system_message;
mod verification;
pub(crate) mod version_shapes;

pub use entities::{
    ContactListIdList, Group, GroupList, GroupOrMember, NickName, Party, Recipient, ScreenName, Sender,
    UrlList, User, UserIdList, UserList,
};
pub use invitation::{
    CancelInviteRequest, CancelInviteUserRequest, InviteRequest, InviteResponse, InviteUserRequest,
    InviteUserResponse,
};
pub use map::{GetMapRequest, GetMapResponse, Map, MapOrUrl, MapPlace};
pub use notification::{
    NotificationRequest, NotificationTypeList, SubscribeNotificationRequest, UnsubscribeNotificationRequest,
    UserIdPair,
};
pub use public_profile::{
    GetPublicProfileRequest, GetPublicProfileResponse, PublicProfile, UpdatePublicProfileRequest,
};
pub use search::{
    SearchId, SearchPair, SearchPairList, SearchPart, SearchRequest, SearchResponse, SearchResult,
    StopSearchRequest,
};
pub use status::{DetailedResult, Outcome, Status};
pub use system_message::{
    AnswerOption, AnswerOptions, SystemMessage, SystemMessageList, SystemMessageRequest,
    SystemMessageResponse, SystemMessageResponseList, SystemMessageUser, VerificationMechanism,
};
pub use verification::{IdList, VerifyIdRequest};
