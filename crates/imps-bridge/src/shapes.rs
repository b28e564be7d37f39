//! The structures that differ between versions in more than missing fields.
//!
//! A function takes the structure in any shape, and makes the shape of the target version of it. It
//! names every field of the structure, so that a new field does not compile until somebody decides
//! about it.

mod access_control;
mod capabilities;
mod contact_lists;
mod groups;
mod invitations;
mod lists;
mod login;
mod members;
mod messaging;
mod presence;
mod results;
mod search;
mod watching;

pub(crate) use access_control::{block_entity, blocked_list};
pub(crate) use capabilities::{capability_request, capability_response, yield_to};
pub(crate) use contact_lists::{contact_lists, list_change};
pub(crate) use groups::{change_notice, group_properties, join_response};
pub(crate) use invitations::{cancel_invite, invitation, invite_response, invite_user_response};
pub(crate) use login::{login, service_request, service_response};
pub(crate) use members::{add_members, group_members, member_access, remove_members};
pub(crate) use messaging::{delivery_method, message_info, message_list};
pub(crate) use presence::{best_values, default_attributes};
pub(crate) use results::status_codes;
pub(crate) use search::{search_request, search_response};
pub(crate) use watching::{
    create_attribute_list, delete_attribute_list, get_attribute_list, get_presence, subscribe, unsubscribe,
    watcher_list,
};
