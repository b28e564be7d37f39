//! The type of a field is not content.

use imps_core::{Text, element};

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserID,
        /// A name.
        friendly_name: std::net::IpAddr = FriendlyName, //~ IpAddr
    }
}

fn main() {}
