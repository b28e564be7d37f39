//! A comma is missing.

use imps_core::{Text, element};

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserID
        /// A name. //~ no rules expected
        friendly_name: Option<Text<'a>> = FriendlyName,
        /// The application.
        application_id: Option<Text<'a>> = ApplicationID,
    }
    models {
        "1.1-1.3": "UserID, FriendlyName?, ApplicationID?";
    }
}

fn main() {}
