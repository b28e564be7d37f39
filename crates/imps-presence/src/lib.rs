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

#[macro_use]
mod page;

mod attribute;
mod client_info;
mod contact;
mod content;
mod enums;
mod location;
mod shown;
mod single_value;
mod sub_list;

pub use attribute::{PresenceAttribute, Qualified, Unqualified};
pub use client_info::*;
pub use contact::*;
pub use content::*;
pub use enums::{Cap, CommStatus, Flag, StatusMoodValue, UserAvailabilityValue};
#[doc(inline)]
pub use imps_types::{
    AcceptedContentType, AcceptedTransferEncoding, ApplicationId, ClientId, ClientType, ContentPolicy,
    LanguageTag, MediaType, Number,
};
pub use location::*;
pub use shown::{ShownMapping, ShownState};
pub use single_value::*;
pub use sub_list::PresenceSubList;
