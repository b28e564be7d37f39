//! The element of a field does not exist.

use imps_core::{Text, element};

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserIdentifier, //~ UserIdentifier
        /// A name.
        friendly_name: Option<Text<'a>> = FriendlyName,
    }
}

fn main() {}
