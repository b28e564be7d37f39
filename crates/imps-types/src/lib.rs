#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used,
    )
)]

extern crate alloc;
#[cfg(all(feature = "std", feature = "jiff"))]
extern crate std;

mod accepted_content_type;
pub mod address;
mod charset;
mod client_id;
mod client_id_text;
mod contact_list_name;
pub mod domain;
mod enumerations;
mod ids;
mod language;
mod media_type;
#[cfg(feature = "jiff")]
mod moment;
mod number;
mod property;
mod secret;
mod status_code;
mod text_grammar;

pub use accepted_content_type::AcceptedContentType;
pub use address::{Address, AddressForm};
pub use charset::{Charset, UnknownCharset};
pub use client_id::{ApplicationId, ClientId};
pub use client_id_text::ClientIdText;
pub use contact_list_name::ContactListPurpose;
pub use enumerations::{
    AcceptedTransferEncoding, ClientType, Color, ContentEncoding, ContentPolicy, DeliveryMethod,
    DigestSchema, FontSize, FontStyle, GroupAccessType, GroupType, InviteType, NotificationType,
    OfflineEtemHandling, OnlineEtemHandling, PrivilegeLevel, ReactiveAuthState, SearchElement, SessionType,
    SupportedBearer, SupportedCirMethod, SupportedOfflineBearer, TransactionMode, WatcherStatus,
};
pub use ids::{
    ContactListId, GroupId, InviteId, MessageId, SessionCookie, SessionId, SystemMessageId, TransactionId,
    UserId,
};
pub use imps_core::Empty;
#[doc(inline)]
pub use imps_core::base64;
pub use imps_core::schema::{Area, Direction, PrimitiveKind, PrimitiveRow};
pub use language::{LANGUAGE, LanguageTag};
pub use media_type::{MEDIA_TYPE, MediaType};
#[cfg(feature = "jiff")]
pub use moment::Moment;
pub use number::Number;
pub use property::{OwnProperties, Property};
pub use secret::Secret;
pub use status_code::{StatusClass, StatusCode};
