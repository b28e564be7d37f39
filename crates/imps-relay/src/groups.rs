//! Joining and leaving groups, and their properties.

use crate::content::{csp_welcome_note, ssp_welcome_note};
use crate::entities::{csp_screen_name, ssp_screen_name};
use crate::group_users;
use crate::incoming::{Incoming, acting};
use crate::losses::{Reason, Walk};
use crate::results::{csp_result, implied, ssp_status};
use crate::routing::{addressees, meta_info, per_domain};
use crate::{Outgoing, RelayError, Route};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use imps_core::Version;
use imps_csp::domain;
use imps_csp::{self as csp, StatusCode};
use imps_ssp::common::YesNo;
use imps_ssp::group::{
    DeleteGroupRequest, GetGroupMemberRequest, GetGroupPropsRequest, GetGroupPropsResponse,
    GetJoinedUsersRequest, GroupProperties, JoinGroupRequest, JoinGroupResponse, JoinedList,
    LeaveGroupIndication, LeaveGroupRequest, SetGroupPropsRequest,
};
use imps_ssp::{MetaInfo, Status};

/// A group of another domain, and the acting user.
pub(super) struct Group<'a> {
    pub(super) id: csp::GroupId<'a>,
    pub(super) meta_info: Option<MetaInfo<'a>>,
    pub(super) domain: String,
}

impl<'a> Group<'a> {
    /// Fails for a group of this server.
    pub(super) fn in_other_domain(
        walk: &mut Walk<'_>,
        group_id: &csp::GroupId<'_>,
        route: &Route<'a>,
    ) -> Result<Self, RelayError> {
        let group_id = walk.context.ssp_group_id(group_id);
        walk.group = Some(walk.context.csp_group_id(&group_id));
        let domain = group_id.address().domain().filter(|domain| !walk.context.is_own(domain));
        let domain = domain.map(domain::normal).ok_or(RelayError::NoOtherDomain)?;
        let meta_info = meta_info(walk, route);
        Ok(Self { id: group_id, meta_info, domain })
    }
}

/// Returns a group of this server. Refuses other groups.
pub(super) fn own_group(
    walk: &mut Walk<'_>,
    group_id: &csp::GroupId<'_>,
) -> Result<csp::GroupId<'static>, RelayError> {
    if !walk.serves_group(group_id) {
        return Err(RelayError::Refused(core::mem::take(&mut walk.refused)));
    }
    Ok(peers_group(walk, group_id))
}

/// Returns the group that the peer names.
pub(super) fn peers_group(walk: &mut Walk<'_>, group_id: &csp::GroupId<'_>) -> csp::GroupId<'static> {
    let group_id = walk.context.csp_group_id(group_id);
    walk.group = Some(group_id.clone());
    group_id
}

/// Requests that contain only a group.
macro_rules! group_requests {
    ($($ssp_fn:ident $csp_fn:ident: $csp:ident <-> $ssp:ident;)*) => { $(
        pub(super) fn $ssp_fn<'a>(
            walk: &mut Walk<'_>,
            request: &csp::group::$csp<'a>,
            route: &Route<'a>,
        ) -> Result<Vec<Outgoing<'a>>, RelayError> {
            let csp::group::$csp { group_id, extensions } = request;
            let Group { id: group_id, meta_info, domain } = Group::in_other_domain(walk, group_id, route)?;
            walk.lose_extensions(extensions);
            let request = $ssp { group_id, meta_info, ..$ssp::default() };
            Ok(Vec::from([Outgoing { domain, primitive: request.into() }]))
        }

        pub(super) fn $csp_fn<'a>(
            walk: &mut Walk<'_>,
            request: &$ssp<'a>,
        ) -> Result<Incoming<'a>, RelayError> {
            let $ssp { group_id, meta_info, extensions } = request;
            let sender = acting(walk, meta_info)?;
            let group_id = own_group(walk, group_id)?;
            walk.lose_extensions(extensions);
            Ok(Incoming::new(sender, csp::group::$csp { group_id, ..Default::default() }))
        }
    )* };
}

group_requests! {
    ssp_delete csp_delete: DeleteGroupRequest <-> DeleteGroupRequest;
    ssp_leave csp_leave: LeaveGroupRequest <-> LeaveGroupRequest;
    ssp_get_members csp_get_members: GetGroupMembersRequest <-> GetGroupMemberRequest;
    ssp_get_joined csp_get_joined: GetJoinedUsersRequest <-> GetJoinedUsersRequest;
    ssp_get_props csp_get_props: GetGroupPropsRequest <-> GetGroupPropsRequest;
}

pub(super) fn ssp_join<'a>(
    walk: &mut Walk<'_>,
    request: &csp::group::JoinGroupRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::group::JoinGroupRequest { group_id, screen_name, joined_request, .. } = request;
    let csp::group::JoinGroupRequest { subscribe_notification, own_properties, extensions, .. } = request;
    let Group { id: group_id, meta_info, domain } = Group::in_other_domain(walk, group_id, route)?;
    walk.lose_extensions(extensions);
    let request = JoinGroupRequest {
        group_id,
        joined_list_request: joined_request.map(YesNo::from),
        subscribe_notif: Some(YesNo::from(*subscribe_notification)),
        meta_info,
        screen_name: walk.maybe("ScreenName", screen_name, ssp_screen_name),
        own_properties: own_properties.clone(),
        ..JoinGroupRequest::default()
    };
    Ok(Vec::from([Outgoing { domain, primitive: request.into() }]))
}

pub(super) fn csp_join<'a>(
    walk: &mut Walk<'_>,
    request: &JoinGroupRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let JoinGroupRequest { group_id, joined_list_request, subscribe_notif, meta_info, screen_name, .. } =
        request;
    let JoinGroupRequest { own_properties, extensions, .. } = request;
    let sender = acting(walk, meta_info)?;
    let group_id = own_group(walk, group_id)?;
    walk.lose_extensions(extensions);
    let mut request = csp::group::JoinGroupRequest {
        group_id,
        screen_name: walk.maybe("ScreenName", screen_name, csp_screen_name),
        joined_request: Some(joined_list_request.is_some_and(YesNo::is_yes)),
        subscribe_notification: subscribe_notif.is_some_and(YesNo::is_yes),
        ..csp::group::JoinGroupRequest::default()
    };
    if walk.context.version < Version::V1_2 {
        walk.lost("OwnProperties", own_properties, Reason::NoPlace);
    } else {
        request.own_properties.clone_from(own_properties);
    }
    Ok(Incoming::new(sender, request))
}

pub(super) fn ssp_join_response<'a>(
    walk: &mut Walk<'_>,
    response: &csp::group::JoinGroupResponse<'a>,
) -> Result<JoinGroupResponse<'a>, RelayError> {
    let csp::group::JoinGroupResponse {
        user_list,
        user_map_list,
        joined,
        screen_name,
        welcome_note,
        extensions,
    } = response;
    walk.lost("ScreenName", screen_name, Reason::NoPlace);
    walk.lose_extensions(extensions);
    let listed = walk.maybe("UserList", user_list, group_users::ssp_listed_names);
    let mapped = walk.maybe("UserMapList", user_map_list, group_users::ssp_mapped_names);
    let joined = walk.maybe("Joined", joined, group_users::ssp_joined);
    let is_told = listed.is_some() || mapped.is_some() || joined.is_some();
    let names = listed.into_iter().chain(mapped).chain(joined).flatten().collect();
    Ok(JoinGroupResponse {
        status: Status::new(StatusCode::SUCCESS),
        joined_list: is_told.then(|| JoinedList { names, ..JoinedList::default() }),
        welcome_note: walk
            .maybe("WelcomeNote", welcome_note, |walk, note| ssp_welcome_note(walk, note))
            .transpose()?,
        ..JoinGroupResponse::default()
    })
}

/// Returns the names in the form of the client's version.
pub(super) fn csp_join_response<'a>(
    walk: &mut Walk<'_>,
    response: &JoinGroupResponse<'a>,
) -> Result<csp::group::JoinGroupResponse<'a>, RelayError> {
    let JoinGroupResponse { status, joined_list, welcome_note, extensions } = response;
    walk.one("Status", status, |walk, status| implied(walk, status));
    walk.lose_extensions(extensions);
    let mut response = csp::group::JoinGroupResponse {
        welcome_note: walk.maybe("WelcomeNote", welcome_note, csp_welcome_note).transpose()?.map(Box::new),
        ..csp::group::JoinGroupResponse::default()
    };
    if let Some(list) = joined_list {
        walk.inside("JoinedList", |walk| walk.lose_extensions(&list.extensions));
        match walk.context.version {
            Version::V1_1 => response.user_list = Some(group_users::csp_listed_names(walk, &list.names)),
            Version::V1_2 => response.user_map_list = Some(group_users::csp_mapped_names(&list.names)),
            Version::V1_3 => response.joined = Some(group_users::csp_joined(walk, &list.names)),
        }
    }
    Ok(response)
}

/// Converts the leaving of a user: an answer, or news for a removed user.
pub(super) fn ssp_left<'a>(
    walk: &mut Walk<'_>,
    response: &csp::group::LeaveGroupResponse<'a>,
) -> LeaveGroupIndication<'a> {
    let csp::group::LeaveGroupResponse { group_id, result, extensions } = response;
    walk.lose_extensions(extensions);
    let group_id = group_id.as_ref().or(walk.group.as_ref());
    let group_id = group_id.map(|group| walk.context.ssp_group_id(group)).unwrap_or_default();
    let status = walk.one("Result", result, ssp_status);
    LeaveGroupIndication { group_id, status, ..LeaveGroupIndication::default() }
}

pub(super) fn ssp_thrown_out<'a>(
    walk: &mut Walk<'_>,
    news: &csp::group::LeaveGroupResponse<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let indication = ssp_left(walk, news);
    // The indication names no user: one per user.
    let mut all = Vec::new();
    for addressee in addressees(walk, route) {
        all.extend(per_domain([addressee], |_| indication.clone())?);
    }
    if all.is_empty() { Err(RelayError::NoOtherDomain) } else { Ok(all) }
}

pub(super) fn csp_thrown_out<'a>(
    walk: &mut Walk<'_>,
    indication: &LeaveGroupIndication<'a>,
) -> Result<Incoming<'a>, RelayError> {
    walk.of_peer(indication.group_id.as_str())?;
    Ok(Incoming::new(None, csp_left(walk, indication)))
}

pub(super) fn csp_left<'a>(
    walk: &mut Walk<'_>,
    indication: &LeaveGroupIndication<'a>,
) -> csp::group::LeaveGroupResponse<'a> {
    let LeaveGroupIndication { group_id, status, reason_text, extensions } = indication;
    walk.lose_extensions(extensions);
    let mut result = walk.one("Status", status, csp_result);
    if result.description.is_none() {
        result.description = reason_text.clone().filter(|text| !text.is_empty());
    } else {
        walk.lost("ReasonText", reason_text, Reason::Overruled);
    }
    // An answer that names no group concerns the requested group.
    let asked = walk.group.clone().filter(|_| group_id.as_str().is_empty());
    let group_id = Some(asked.unwrap_or_else(|| peers_group(walk, group_id)));
    csp::group::LeaveGroupResponse { group_id, result, ..Default::default() }
}

pub(super) fn ssp_properties<'a>(
    walk: &mut Walk<'_>,
    properties: &csp::group::GroupProperties<'a>,
) -> Result<GroupProperties<'a>, RelayError> {
    let csp::group::GroupProperties { properties, welcome_note, extensions } = properties;
    walk.lose_extensions(extensions);
    let welcome_note = walk.maybe("WelcomeNote", welcome_note, ssp_welcome_note).transpose()?;
    Ok(GroupProperties { properties: properties.clone(), welcome_note, ..GroupProperties::default() })
}

pub(super) fn csp_properties<'a>(
    walk: &mut Walk<'_>,
    properties: &GroupProperties<'a>,
) -> Result<csp::group::GroupProperties<'a>, RelayError> {
    let GroupProperties { properties, welcome_note, extensions } = properties;
    walk.lose_extensions(extensions);
    let welcome_note = walk.maybe("WelcomeNote", welcome_note, csp_welcome_note).transpose()?;
    Ok(csp::group::GroupProperties {
        properties: properties.clone(),
        welcome_note,
        ..csp::group::GroupProperties::default()
    })
}

pub(super) fn ssp_props_response<'a>(
    walk: &mut Walk<'_>,
    response: &csp::group::GetGroupPropsResponse<'a>,
) -> Result<GetGroupPropsResponse<'a>, RelayError> {
    let csp::group::GetGroupPropsResponse { group_properties, own_properties, extensions } = response;
    walk.lose_extensions(extensions);
    Ok(GetGroupPropsResponse {
        status: Status::new(StatusCode::SUCCESS),
        group_properties: Some(walk.one("GroupProperties", group_properties, ssp_properties)?),
        own_properties: Some(own_properties.clone()),
        ..GetGroupPropsResponse::default()
    })
}

pub(super) fn csp_props_response<'a>(
    walk: &mut Walk<'_>,
    response: &GetGroupPropsResponse<'a>,
) -> Result<csp::group::GetGroupPropsResponse<'a>, RelayError> {
    let GetGroupPropsResponse { status, group_properties, own_properties, extensions } = response;
    walk.one("Status", status, |walk, status| implied(walk, status));
    walk.lose_extensions(extensions);
    let group_properties = walk.maybe("GroupProperties", group_properties, csp_properties).transpose()?;
    Ok(csp::group::GetGroupPropsResponse {
        group_properties: group_properties.unwrap_or_default(),
        own_properties: own_properties.clone().unwrap_or_default(),
        ..csp::group::GetGroupPropsResponse::default()
    })
}

pub(super) fn ssp_set_props<'a>(
    walk: &mut Walk<'_>,
    request: &csp::group::SetGroupPropsRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::group::SetGroupPropsRequest { group_id, group_properties, own_properties, extensions } = request;
    let Group { id: group_id, meta_info, domain } = Group::in_other_domain(walk, group_id, route)?;
    walk.lose_extensions(extensions);
    let request = SetGroupPropsRequest {
        group_id,
        meta_info,
        group_properties: walk.maybe("GroupProperties", group_properties, ssp_properties).transpose()?,
        own_properties: own_properties.clone(),
        ..SetGroupPropsRequest::default()
    };
    Ok(Vec::from([Outgoing { domain, primitive: request.into() }]))
}

pub(super) fn csp_set_props<'a>(
    walk: &mut Walk<'_>,
    request: &SetGroupPropsRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let SetGroupPropsRequest { group_id, meta_info, group_properties, own_properties, extensions } = request;
    let sender = acting(walk, meta_info)?;
    let group_id = own_group(walk, group_id)?;
    walk.lose_extensions(extensions);
    let group_properties = walk.maybe("GroupProperties", group_properties, csp_properties).transpose()?;
    let own_properties = own_properties.clone();
    let request =
        csp::group::SetGroupPropsRequest { group_id, group_properties, own_properties, ..Default::default() };
    Ok(Incoming::new(sender, request))
}
