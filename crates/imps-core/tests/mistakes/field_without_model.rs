//! No model names a field.

use imps_core::{Text, element};

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserID,
        /// A name.
        friendly_name: Option<Text<'a>> = FriendlyName, //~ no model of User names the field friendly_name
    }
    models {
        "1.1-1.3": "UserID";
    }
}

fn main() {}
