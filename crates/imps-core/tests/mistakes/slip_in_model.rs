//! A model names an element that no field holds.

use imps_core::{Text, element};

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserID,
    }
    models {
        "1.1-1.3": "UserI"; //~ a model of User names an element that no field holds: UserI
    }
}

fn main() {}
