//! Two models cover the same version.

use imps_core::{Text, element};

element! {
    /// A user.
    pub struct User<'a> = User {
        /// The address.
        user_id: Text<'a> = UserID,
    }
    models {
        "1.1-1.2": "UserID";
        "1.2-1.3": "UserID"; //~ two models of User are about one version
    }
}

fn main() {}
