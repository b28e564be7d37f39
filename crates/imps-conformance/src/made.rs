//! The tables of facts.

pub(crate) mod documents;
pub(crate) mod groups;
pub(crate) mod guidelines;
pub(crate) mod items;
pub(crate) mod requirements;
