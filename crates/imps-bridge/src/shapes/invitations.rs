//! Invitations: the parties and the note.

use crate::losses::{Reason, Walk};
use imps_core::Version;
use imps_csp::InviteType;
use imps_csp::common::{CancelInviteRequest, InviteResponse, InviteUserResponse, Recipient};

/// Returns whether the version has this kind of invitation. 1.1 invites members of a group as its
/// users.
pub(crate) fn invitation(walk: &mut Walk<'_>, kind: &mut Option<InviteType<'_>>) -> bool {
    use imps_core::Content as _;
    let Some(known) = kind else { return true };
    if known.is_in(walk.to) {
        return true;
    }
    if *known != InviteType::GroupMembership {
        return false;
    }
    *kind = Some(InviteType::Group);
    walk.lose_child("InviteType", Reason::Approximated);
    true
}

pub(crate) fn invite_user_response<'a>(walk: &mut Walk<'a>, answer: &mut InviteUserResponse<'a>) {
    let InviteUserResponse {
        invite_id: _,
        acceptance: _,
        sender,
        recipient: _,
        response_note: _,
        screen_name: _,
        extensions: _,
    } = answer;
    if walk.to == Version::V1_2 {
        let known = walk.sender();
        walk.require("Sender", sender, known);
    }
}

/// Moves the note: `ResponseNote` until 1.2, `InviteNote` in 1.3.
pub(crate) fn invite_response(walk: &mut Walk<'_>, answer: &mut InviteResponse<'_>) {
    let InviteResponse {
        invite_id: _,
        acceptance: _,
        sender: _,
        recipient: _,
        response_note,
        invite_note,
        screen_name: _,
        extensions: _,
    } = answer;
    if walk.since(Version::V1_3) {
        walk.relocate("ResponseNote", response_note, invite_note);
    } else {
        walk.relocate("InviteNote", invite_note, response_note);
    }
}

/// States the recipients, which 1.1 requires.
pub(crate) fn cancel_invite(walk: &mut Walk<'_>, request: &mut CancelInviteRequest<'_>) {
    let CancelInviteRequest {
        invite_id: _,
        sender: _,
        recipient,
        invite_note: _,
        application_id: _,
        group_id: _,
        presence_sub_list: _,
        url_list: _,
        screen_name: _,
        extensions: _,
    } = request;
    if walk.to == Version::V1_1 {
        recipient.get_or_insert_with(Recipient::default);
    }
}
