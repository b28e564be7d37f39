//! Notices of changes in groups, and their subscriptions.

use crate::error::required;
use crate::group_users;
use crate::groups::{Group, csp_properties, own_group, peers_group, ssp_properties};
use crate::incoming::{Incoming, acting};
use crate::losses::{Reason, Walk};
use crate::results::implied;
use crate::routing::{addressees, meta_info, per_domain};
use crate::{Outgoing, RelayError, Route};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::Version;
use imps_csp::group::SubscribeType;
use imps_csp::{self as csp, StatusCode};
use imps_ssp::common::{User, YesNo};
use imps_ssp::group::{
    GetGroupSubStatusRequest, GetGroupSubStatusResponse, GroupChangeNotice, SubscribeGroupChangeRequest,
    UnsubscribeGroupChangeRequest,
};
use imps_ssp::{Primitive, Status};

/// One primitive in CSP, three in SSP.
pub(super) fn ssp_subscription<'a>(
    walk: &mut Walk<'_>,
    request: &csp::group::SubscribeGroupNoticeRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::group::SubscribeGroupNoticeRequest { group_id, subscribe_type, extensions } = request;
    let Group { id: group_id, meta_info, domain } = Group::in_other_domain(walk, group_id, route)?;
    walk.lose_extensions(extensions);
    let primitive: Primitive<'a> = match subscribe_type {
        SubscribeType::Set => {
            SubscribeGroupChangeRequest { group_id, meta_info, ..Default::default() }.into()
        }
        SubscribeType::Unset => {
            UnsubscribeGroupChangeRequest { group_id, meta_info, ..Default::default() }.into()
        }
        SubscribeType::Get => GetGroupSubStatusRequest { group_id, meta_info, ..Default::default() }.into(),
        SubscribeType::Other(_) => return Err(RelayError::BadValue { element: "SubscribeType" }),
    };
    Ok(Vec::from([Outgoing { domain, primitive }]))
}

/// Three primitives in SSP, one in CSP.
macro_rules! subscriptions {
    ($($csp_fn:ident: $ssp:ident -> $type:ident;)*) => { $(
        pub(super) fn $csp_fn<'a>(walk: &mut Walk<'_>, request: &$ssp<'a>) -> Result<Incoming<'a>, RelayError> {
            let $ssp { group_id, meta_info, extensions } = request;
            let sender = acting(walk, meta_info)?;
            let group_id = own_group(walk, group_id)?;
            walk.lose_extensions(extensions);
            let subscribe_type = SubscribeType::$type;
            let request = csp::group::SubscribeGroupNoticeRequest { group_id, subscribe_type, ..Default::default() };
            Ok(Incoming::new(sender, request))
        }
    )* };
}

subscriptions! {
    csp_set_subscription: SubscribeGroupChangeRequest -> Set;
    csp_unset_subscription: UnsubscribeGroupChangeRequest -> Unset;
    csp_get_subscription: GetGroupSubStatusRequest -> Get;
}

pub(super) fn ssp_subscribed<'a>(
    walk: &mut Walk<'_>,
    response: &csp::group::SubscribeGroupNoticeResponse<'a>,
) -> GetGroupSubStatusResponse<'a> {
    walk.lose_extensions(&response.extensions);
    let group_id = walk.group.as_ref().map(|group| walk.context.ssp_group_id(group));
    let subscribed = YesNo::from(response.value);
    GetGroupSubStatusResponse {
        group_id,
        subscribed,
        status: Status::new(StatusCode::SUCCESS),
        ..Default::default()
    }
}

pub(super) fn csp_subscribed<'a>(
    walk: &mut Walk<'_>,
    response: &GetGroupSubStatusResponse<'a>,
) -> csp::group::SubscribeGroupNoticeResponse<'a> {
    // The client knows the requested group.
    let GetGroupSubStatusResponse { group_id: _, subscribed, status, extensions } = response;
    walk.one("Status", status, |walk, status| implied(walk, status));
    walk.lose_extensions(extensions);
    csp::group::SubscribeGroupNoticeResponse { value: subscribed.is_yes(), ..Default::default() }
}

pub(super) fn ssp_notice<'a>(
    walk: &mut Walk<'_>,
    notice: &csp::group::GroupChangeNotice<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::group::GroupChangeNotice { group_id, joined, left, joined_blocked, left_blocked, .. } = notice;
    let csp::group::GroupChangeNotice { group_properties, own_properties, extensions, .. } = notice;
    let group_id = walk.context.ssp_group_id(required(group_id, "GroupID")?);
    walk.group = Some(walk.context.csp_group_id(&group_id));
    walk.lose_extensions(extensions);
    let group_properties = walk
        .maybe("GroupProperties", group_properties, |walk, list| ssp_properties(walk, list))
        .transpose()?;
    let notice = GroupChangeNotice {
        group_id,
        meta_info: meta_info(walk, route),
        joined: walk.maybe("Joined", joined, group_users::ssp_notice_joined),
        left: walk.maybe("Left", left, group_users::ssp_left),
        joined_blocked: walk.maybe("JoinedBlocked", joined_blocked, group_users::ssp_blocked),
        left_blocked: walk.maybe("LeftBlocked", left_blocked, group_users::ssp_left_blocked),
        group_properties,
        own_properties: own_properties.as_deref().cloned(),
        ..GroupChangeNotice::default()
    };
    per_domain(addressees(walk, route), |users| {
        let users = users.into_iter().map(User::from).collect();
        GroupChangeNotice { users, ..notice.clone() }
    })
}

pub(super) fn csp_notice<'a>(
    walk: &mut Walk<'_>,
    notice: &GroupChangeNotice<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let GroupChangeNotice { group_id, meta_info, users, joined, left, joined_blocked, left_blocked, .. } =
        notice;
    let GroupChangeNotice { group_properties, own_properties, extensions, .. } = notice;
    let sender = acting(walk, meta_info)?;
    walk.of_peer(group_id.as_str())?;
    walk.lose_extensions(extensions);
    let addressees = crate::presence::local(walk, users)?;
    let group_id = peers_group(walk, group_id);
    let group_properties = walk.maybe("GroupProperties", group_properties, csp_properties).transpose()?;
    let mut notice = csp::group::GroupChangeNotice {
        group_id: Some(group_id),
        joined: walk.maybe("Joined", joined, group_users::csp_notice_joined),
        left: walk.maybe("Left", left, group_users::csp_left),
        group_properties: group_properties.map(Box::new),
        own_properties: own_properties.clone().map(Box::new),
        ..csp::group::GroupChangeNotice::default()
    };
    if walk.context.version < Version::V1_3 {
        walk.lost("JoinedBlocked", joined_blocked, Reason::NoPlace);
        walk.lost("LeftBlocked", left_blocked, Reason::NoPlace);
    } else {
        notice.joined_blocked = walk.maybe("JoinedBlocked", joined_blocked, group_users::csp_blocked);
        notice.left_blocked = walk.maybe("LeftBlocked", left_blocked, group_users::csp_left_blocked);
    }
    Ok(Incoming { addressees, ..Incoming::new(sender, notice) })
}
