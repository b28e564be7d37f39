//! Public profiles, and information about the provider. OMA-TS-IMPS-CSP, "Public profile".

use super::delivery::Turn;
use super::key::has_control;
use super::{Answer, World};
use imps_core::Extensions;
use imps_csp::access::GetSpInfoResponse;
use imps_csp::common::{
    GetPublicProfileRequest, GetPublicProfileResponse, PublicProfile, UpdatePublicProfileRequest,
};
use imps_csp::{NotificationType, Primitive, Property, Status, StatusCode};

impl World {
    pub(super) fn get_public_profile(&self, request: &GetPublicProfileRequest<'_>) -> Answer {
        if request.user_ids.is_empty() || request.user_ids.len() > self.limits().recipients {
            return Err(StatusCode::BAD_REQUEST);
        }
        let named = self.named(request.user_ids.iter());
        let profile = |key| {
            let person = self.people.get(key)?;
            let user_id = Some(person.account.user_id.clone());
            Some(PublicProfile { user_id, properties: person.profile.clone(), extensions: Extensions::new() })
        };
        let public_profiles = named.users.iter().filter_map(profile).collect();
        let result = Some(named.outcome());
        Ok(GetPublicProfileResponse { result, public_profiles, extensions: Extensions::new() }.into())
    }

    /// Changes the profile of the caller. A property without a value goes.
    pub(super) fn update_public_profile(
        &mut self,
        turn: &mut Turn,
        request: &UpdatePublicProfileRequest<'_>,
    ) -> Answer {
        let (most, longest) = (self.limits().properties, self.limits().text_bytes);
        let given = request.public_profile.as_ref();
        if let Some(user) = given.and_then(|profile| profile.user_id.as_ref())
            && self.user_key(user)? != turn.user
        {
            return Err(StatusCode::INVALID_USER_ID);
        }
        let profile = &self.caller(turn)?.profile;
        let clears = request.clear_public_profile == Some(true);
        let mut next = if clears { Vec::new() } else { profile.clone() };
        for property in given.iter().flat_map(|profile| &profile.properties) {
            let name = property.name.trim().to_ascii_uppercase();
            let value = property.value.as_deref().unwrap_or_default().trim();
            let is_sound = name.len() <= longest && value.len() <= longest && !has_control(value);
            if !name.starts_with("PP_") || has_control(&name) || !is_sound {
                return Err(StatusCode::INVALID_USER_PROPERTIES);
            }
            next.retain(|known| known.name != name);
            if !value.is_empty() {
                next.push(Property::new(name, value.to_owned()));
            }
        }
        if next.len() > most {
            return Err(StatusCode::INVALID_USER_PROPERTIES);
        }
        self.caller(turn)?.profile = next;
        self.event(turn, &NotificationType::PublicProfileUpdated, |_| {});
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    pub(super) fn provider(&self) -> Primitive<'static> {
        GetSpInfoResponse { name: self.options.provider.clone().into(), ..GetSpInfoResponse::default() }
            .into()
    }
}
