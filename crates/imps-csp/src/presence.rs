//! Presence: watching, authorisation and attribute lists.

mod authorisation;
mod watching;

pub use authorisation::{
    CancelAuthRequest, CreateAttributeListRequest, DefaultAttributeList, DeleteAttributeListRequest,
    GetAttributeListRequest, GetAttributeListResponse, GetReactiveAuthStatusRequest,
    GetReactiveAuthStatusResponse, PresenceAuthRequest, PresenceAuthUser, ReactiveAuthStatus,
    ReactiveAuthStatusList,
};
pub use watching::{
    GetPresenceRequest, GetPresenceResponse, GetWatcherListRequest, GetWatcherListResponse, Presence,
    PresenceNotificationRequest, SubscribePresenceRequest, UnsubscribePresenceRequest, UpdatePresenceRequest,
    Watcher,
};
