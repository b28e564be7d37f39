//! A struct is not public.

use imps_core::{Text, element};

element! {
    /// A user.
    struct User<'a> = User { //~ no rules expected
        /// The address.
        user_id: Text<'a> = UserID,
    }
}

fn main() {}
