//! A struct has no lifetime.

use imps_core::{Text, element};

element! {
    /// A user.
    pub struct User = User { //~ no rules expected
        /// The address.
        user_id: Text<'static> = UserID,
    }
}

fn main() {}
