//! Contact lists.

use super::lists;
use crate::losses::Walk;
use imps_core::Version;
use imps_csp::contact_list::{AddNickList, GetListResponse, ListChange, ListManageRequest};

/// Moves the names of contact lists into and out of `ContactListIDList`.
pub(crate) fn contact_lists(walk: &mut Walk<'_>, answer: &mut GetListResponse<'_>) {
    let GetListResponse { contact_list, contact_list_id_list, default_contact_list: _, extensions: _ } =
        answer;
    lists::contact_lists(walk, contact_list, contact_list_id_list);
}

/// States what 1.1 leaves unsaid: the answer has the members.
pub(crate) fn list_change(walk: &mut Walk<'_>, request: &mut ListManageRequest<'_>) {
    let ListManageRequest { contact_list: _, change, receive_list, authorize_and_grant: _, extensions: _ } =
        request;
    if walk.since(Version::V1_2) {
        receive_list.get_or_insert(true);
        let adds_nobody = |change: &ListChange<'_>| {
            matches!(change, ListChange::Add(AddNickList { members, extensions })
                if members.is_empty() && extensions.is_empty())
        };
        // 1.1 allows a change without members.
        if change.as_ref().is_some_and(adds_nobody) {
            *change = None;
        }
    }
}
