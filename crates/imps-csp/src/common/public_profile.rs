//! Public profiles: the properties that users publish to everybody. OMA-TS-IMPS-CSP, "Public
//! profile", 1.3.

use crate::{Outcome, Property, UserId};
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// Asks for public profiles. 1.3.
    #[doc = page!(GetPublicProfile_Request)]
    #[doc(alias = "GetPublicProfile-Request")]
    pub struct GetPublicProfileRequest<'a> = GetPublicProfile_Request {
        /// The users with the requested profiles; at least one.
        user_ids: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.3" guessed: "UserID+";
    }
    primitive Common ClientToServer Request;

    /// Contains the available public profiles. 1.3.
    #[doc = page!(GetPublicProfile_Response)]
    #[doc(alias = "GetPublicProfile-Response")]
    pub struct GetPublicProfileResponse<'a> = GetPublicProfile_Response {
        /// The result of the request.
        result: Option<Outcome<'a>> = Result,
        /// The profiles.
        public_profiles: Vec<PublicProfile<'a>> = PublicProfile,
    }
    models {
        "1.3" guessed: "Result, PublicProfile*";
    }
    primitive Common ServerToClient Response;

    /// Changes the user's own public profile. 1.3.
    #[doc = page!(UpdatePublicProfile_Request)]
    #[doc(alias = "UpdatePublicProfile-Request")]
    pub struct UpdatePublicProfileRequest<'a> = UpdatePublicProfile_Request {
        /// Whether to clear the profile first.
        clear_public_profile: Option<bool> = ClearPublicProfile,
        /// The properties to set.
        public_profile: Option<PublicProfile<'a>> = PublicProfile,
    }
    models {
        "1.3" guessed: "ClearPublicProfile?, PublicProfile?";
    }
    primitive Common ClientToServer Request;
}

element! {
    /// The properties that a user publishes to everybody. 1.3.
    pub struct PublicProfile<'a> = PublicProfile {
        /// The user; missing if it is the sender.
        user_id: Option<UserId<'a>> = UserID,
        /// The properties: `PP_AGE`, `PP_CITY`, `PP_COUNTRY`, `PP_FRIENDLY_NAME`, `PP_FREE_TEXT`,
        /// `PP_GENDER`, `PP_INTENTION`, `PP_INTERESTS`, `PP_MARITAL_STATUS`.
        properties: Vec<Property<'a>> = Property,
    }
    models {
        "1.3" guessed: "UserID?, Property*";
    }
}

impl<'a> PublicProfile<'a> {
    /// Returns the value of a property. Compares names without case.
    pub fn get(&self, name: &str) -> Option<&Text<'a>> {
        let property = self.properties.iter().find(|property| property.name.eq_ignore_ascii_case(name));
        property.and_then(|property| property.value.as_ref())
    }
}
