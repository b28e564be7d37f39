//! Members and barred users of groups: only addresses.

use crate::entities::{csp_user_id, ssp_user_id};
use crate::error::required;
use crate::groups::{Group, own_group};
use crate::incoming::{Incoming, acting};
use crate::losses::{Reason, Walk};
use crate::{Outgoing, RelayError, Route};
use alloc::vec::Vec;
use imps_core::Version;
use imps_csp::{self as csp, StatusCode};
use imps_ssp::Status;
use imps_ssp::common::UserId;
use imps_ssp::group::{
    AddGroupMemberRequest, AddUsers, Admins, GetGroupMemberResponse, MemberAccessRequest, Moderators,
    OrdinaryUsers, RejectList, RejectListRequest, RejectListResponse, RemoveGroupMemberRequest, RemoveUsers,
};

/// Returns the addresses in a list. Names in the group do not travel.
fn ssp_ids<'a>(walk: &mut Walk<'_>, list: &csp::common::UserList<'a>) -> Vec<csp::UserId<'a>> {
    let csp::common::UserList { users, screen_names, extensions } = list;
    walk.lost("ScreenName", screen_names, Reason::NoPlace);
    walk.lose_extensions(extensions);
    walk.each("User", users, ssp_user_id).into_iter().flatten().collect()
}

fn csp_ids<'a>(walk: &mut Walk<'_>, users: &[UserId<'a>]) -> csp::common::UserList<'a> {
    walk.each("UserID", users, csp_user_id).into_iter().map(csp::common::User::from).collect()
}

/// The three kinds of members, in any enclosing structure.
struct Kinds<'a> {
    admins: Option<Admins<'a>>,
    moderators: Option<Moderators<'a>>,
    ordinary_users: Option<OrdinaryUsers<'a>>,
}

fn ssp_kinds<'a>(
    walk: &mut Walk<'_>,
    admin: &Option<csp::group::Admin<'a>>,
    moderators: &Option<csp::group::Mod<'a>>,
    users: &Option<csp::group::Users<'a>>,
    user_list: &Option<csp::common::UserList<'a>>,
) -> Kinds<'a> {
    let wrapped = walk.maybe("Users", users, |walk, users| {
        walk.lose_extensions(&users.extensions);
        walk.one("UserList", &users.user_list, ssp_ids)
    });
    let listed = walk.maybe("UserList", user_list, ssp_ids);
    let ordinary = wrapped.is_some() || listed.is_some();
    Kinds {
        admins: walk.maybe("Admin", admin, |walk, admin| {
            walk.lose_extensions(&admin.extensions);
            walk.one("UserList", &admin.user_list, ssp_ids).into_iter().collect()
        }),
        moderators: walk.maybe("Mod", moderators, |walk, moderators| {
            walk.lose_extensions(&moderators.extensions);
            walk.one("UserList", &moderators.user_list, ssp_ids).into_iter().collect()
        }),
        ordinary_users: ordinary.then(|| wrapped.into_iter().chain(listed).flatten().collect()),
    }
}

type CspKinds<'a> = (
    Option<csp::group::Admin<'a>>,
    Option<csp::group::Mod<'a>>,
    Option<csp::group::Users<'a>>,
    Option<csp::common::UserList<'a>>,
);

fn csp_kinds<'a>(
    walk: &mut Walk<'_>,
    admins: &Option<Admins<'a>>,
    moderators: &Option<Moderators<'a>>,
    ordinary_users: &Option<OrdinaryUsers<'a>>,
) -> CspKinds<'a> {
    let admin = walk.maybe("Admins", admins, |walk, list| {
        walk.lose_extensions(&list.extensions);
        csp::group::Admin { user_list: csp_ids(walk, &list.users), ..csp::group::Admin::default() }
    });
    let moderators = walk.maybe("Moderators", moderators, |walk, list| {
        walk.lose_extensions(&list.extensions);
        csp::group::Mod { user_list: csp_ids(walk, &list.users), ..csp::group::Mod::default() }
    });
    let ordinary = walk.maybe("OrdinaryUsers", ordinary_users, |walk, list| {
        walk.lose_extensions(&list.extensions);
        csp_ids(walk, &list.users)
    });
    if walk.context.version < Version::V1_3 {
        let wrap = |user_list| csp::group::Users { user_list, ..csp::group::Users::default() };
        (admin, moderators, ordinary.map(wrap), None)
    } else {
        (admin, moderators, None, ordinary)
    }
}

pub(super) fn ssp_members<'a>(
    walk: &mut Walk<'_>,
    response: &csp::group::GetGroupMembersResponse<'a>,
) -> GetGroupMemberResponse<'a> {
    let csp::group::GetGroupMembersResponse { admin, moderators, users, user_list, extensions } = response;
    walk.lose_extensions(extensions);
    let Kinds { admins, moderators, ordinary_users } = ssp_kinds(walk, admin, moderators, users, user_list);
    let status = Status::new(StatusCode::SUCCESS);
    GetGroupMemberResponse { status, admins, moderators, ordinary_users, ..GetGroupMemberResponse::default() }
}

pub(super) fn csp_members<'a>(
    walk: &mut Walk<'_>,
    response: &GetGroupMemberResponse<'a>,
) -> csp::group::GetGroupMembersResponse<'a> {
    let GetGroupMemberResponse { status, admins, moderators, ordinary_users, extensions } = response;
    walk.one("Status", status, |walk, status| crate::results::implied(walk, status));
    walk.lose_extensions(extensions);
    let (admin, moderators, users, user_list) = csp_kinds(walk, admins, moderators, ordinary_users);
    csp::group::GetGroupMembersResponse { admin, moderators, users, user_list, ..Default::default() }
}

pub(super) fn ssp_access<'a>(
    walk: &mut Walk<'_>,
    request: &csp::group::MemberAccessRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::group::MemberAccessRequest { group_id, admin, moderators, users, user_list, extensions } =
        request;
    let Group { id: group_id, meta_info, domain } =
        Group::in_other_domain(walk, required(group_id, "GroupID")?, route)?;
    walk.lose_extensions(extensions);
    let Kinds { admins, moderators, ordinary_users } = ssp_kinds(walk, admin, moderators, users, user_list);
    let request = MemberAccessRequest {
        group_id,
        meta_info,
        admins,
        moderators,
        ordinary_users,
        ..MemberAccessRequest::default()
    };
    Ok(Vec::from([Outgoing { domain, primitive: request.into() }]))
}

pub(super) fn csp_access<'a>(
    walk: &mut Walk<'_>,
    request: &MemberAccessRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let MemberAccessRequest { group_id, meta_info, admins, moderators, ordinary_users, extensions } = request;
    let sender = acting(walk, meta_info)?;
    let group_id = Some(own_group(walk, group_id)?);
    walk.lose_extensions(extensions);
    let (admin, moderators, users, user_list) = csp_kinds(walk, admins, moderators, ordinary_users);
    let request = csp::group::MemberAccessRequest {
        group_id,
        admin,
        moderators,
        users,
        user_list,
        ..Default::default()
    };
    Ok(Incoming::new(sender, request))
}

/// Requests about members by address.
macro_rules! member_requests {
    ($($ssp_fn:ident $csp_fn:ident: $csp:ident <-> $ssp:ident;)*) => { $(
        pub(super) fn $ssp_fn<'a>(
            walk: &mut Walk<'_>,
            request: &csp::group::$csp<'a>,
            route: &Route<'a>,
        ) -> Result<Vec<Outgoing<'a>>, RelayError> {
            let csp::group::$csp { group_id, user_list, user_id_list, extensions } = request;
            let group_id = required(group_id, "GroupID")?;
            let Group { id: group_id, meta_info, domain } = Group::in_other_domain(walk, group_id, route)?;
            walk.lose_extensions(extensions);
            let plain = walk.maybe("UserList", user_list, |walk, list| ssp_ids(walk, list));
            let listed = walk.maybe("UserIDList", user_id_list, |walk, list| {
                walk.lose_extensions(&list.extensions);
                list.user_ids.iter().map(|id| walk.context.ssp_user_id(id)).collect()
            });
            let ids = plain.into_iter().chain(listed).flatten();
            let users = ids.map(UserId::from).collect();
            let request = $ssp { group_id, meta_info, users, ..$ssp::default() };
            Ok(Vec::from([Outgoing { domain, primitive: request.into() }]))
        }

        pub(super) fn $csp_fn<'a>(
            walk: &mut Walk<'_>,
            request: &$ssp<'a>,
        ) -> Result<Incoming<'a>, RelayError> {
            let $ssp { group_id, meta_info, users, extensions } = request;
            let sender = acting(walk, meta_info)?;
            let group_id = own_group(walk, group_id)?;
            walk.lose_extensions(extensions);
            let users = walk.each("UserID", users, csp_user_id);
            Ok(Incoming::new(sender, csp::group::$csp::new(walk.context.version, group_id, users)))
        }
    )* };
}

member_requests! {
    ssp_add_members csp_add_members: AddGroupMembersRequest <-> AddGroupMemberRequest;
    ssp_remove_members csp_remove_members: RemoveGroupMembersRequest <-> RemoveGroupMemberRequest;
}

/// Lists of barred entities. Only users travel.
macro_rules! ids_of {
    ($walk:ident, $list:ident: $type:ident) => {{
        let csp::messaging::$type {
            user_ids,
            screen_names,
            group_ids,
            contact_lists,
            application_ids,
            extensions,
        } = $list;
        $walk.lost("ScreenName", screen_names, Reason::NoPlace);
        $walk.lost("GroupID", group_ids, Reason::NoPlace);
        $walk.lost("ContactList", contact_lists, Reason::ContactList);
        $walk.lost("ApplicationID", application_ids, Reason::NoPlace);
        $walk.lose_extensions(extensions);
        user_ids.iter().map(|id| $walk.context.ssp_user_id(id)).collect()
    }};
}

pub(super) fn ssp_reject<'a>(
    walk: &mut Walk<'_>,
    request: &csp::group::RejectListRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::group::RejectListRequest { group_id, add_list, remove_list, extensions } = request;
    let Group { id: group_id, meta_info, domain } = Group::in_other_domain(walk, group_id, route)?;
    walk.lose_extensions(extensions);
    let add_users: Option<AddUsers<'a>> =
        walk.maybe("AddList", add_list, |walk, list| ids_of!(walk, list: AddList));
    let remove_users: Option<RemoveUsers<'a>> =
        walk.maybe("RemoveList", remove_list, |walk, list| ids_of!(walk, list: RemoveList));
    let request =
        RejectListRequest { group_id, meta_info, add_users, remove_users, ..RejectListRequest::default() };
    Ok(Vec::from([Outgoing { domain, primitive: request.into() }]))
}

pub(super) fn csp_reject<'a>(
    walk: &mut Walk<'_>,
    request: &RejectListRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let RejectListRequest { group_id, meta_info, add_users, remove_users, extensions } = request;
    let sender = acting(walk, meta_info)?;
    let group_id = own_group(walk, group_id)?;
    walk.lose_extensions(extensions);
    let add_list = walk.maybe("AddUsers", add_users, |walk, list| {
        walk.lose_extensions(&list.extensions);
        walk.each("UserID", &list.users, csp_user_id).into_iter().collect()
    });
    let remove_list = walk.maybe("RemoveUsers", remove_users, |walk, list| {
        walk.lose_extensions(&list.extensions);
        walk.each("UserID", &list.users, csp_user_id).into_iter().collect()
    });
    let request = csp::group::RejectListRequest { group_id, add_list, remove_list, ..Default::default() };
    Ok(Incoming::new(sender, request))
}

pub(super) fn ssp_reject_response<'a>(
    walk: &mut Walk<'_>,
    response: &csp::group::RejectListResponse<'a>,
) -> RejectListResponse<'a> {
    let csp::group::RejectListResponse { user_list, extensions } = response;
    walk.lose_extensions(extensions);
    let ids = walk.maybe("UserList", user_list, ssp_ids);
    let reject_list = ids.map(|ids| ids.into_iter().collect());
    RejectListResponse {
        status: Status::new(StatusCode::SUCCESS),
        reject_list,
        ..RejectListResponse::default()
    }
}

pub(super) fn csp_reject_response<'a>(
    walk: &mut Walk<'_>,
    response: &RejectListResponse<'a>,
) -> csp::group::RejectListResponse<'a> {
    let RejectListResponse { status, reject_list, extensions } = response;
    walk.one("Status", status, |walk, status| crate::results::implied(walk, status));
    walk.lose_extensions(extensions);
    let user_list = walk.maybe("RejectList", reject_list, |walk, list: &RejectList<'a>| {
        walk.lose_extensions(&list.extensions);
        csp_ids(walk, &list.users)
    });
    csp::group::RejectListResponse { user_list, ..csp::group::RejectListResponse::default() }
}
