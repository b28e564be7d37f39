//! A version does not exist.

use imps_core::{Text, element};

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserID in "1.4", //~ the field user_id of User is in no version: 1.4
    }
}

fn main() {}
