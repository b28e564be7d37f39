//! The rules of the world, one test per rule.

mod access_control;
mod attribute_lists;
mod authorisation;
#[cfg(feature = "client")]
mod client;
mod common;
mod contact_lists;
mod conversations;
mod echo;
mod examples;
mod groups;
mod guests;
mod invitations;
#[cfg(feature = "command")]
mod live;
mod messages;
mod network;
mod presence;
#[cfg(feature = "command")]
mod recorded;
#[cfg(feature = "state")]
mod saved;
mod search;
mod sending;
mod sessions;
mod story;
mod table;
mod valid;
