//! Invitations: one message per invited user.

use crate::entities::{
    address_of, csp_application, csp_group_id, csp_party, csp_screen_name, party_in_other_domain,
    recipient_of, ssp_parties, ssp_screen_name,
};
use crate::error::required;
use crate::incoming::{Incoming, acting};
use crate::losses::{Reason, Walk};
use crate::presence::{csp_attributes, ssp_attributes};
use crate::routing::{addressees, meta_info, speaker};
use crate::{Outgoing, RelayError, Route};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use imps_core::{Text, Version};
use imps_csp::{self as csp, StatusCode};
use imps_presence::PresenceSubList;
use imps_ssp::common::{
    ApplicationId, CancelInviteRequest, ContentId, ContentIdList, GroupId, InviteRequest, InviteResponse,
    Party, User, YesNo,
};
use imps_ssp::{Primitive, Status};

/// Returns the inviting user, from the message or from the session.
fn inviter<'a>(
    walk: &mut Walk<'_>,
    sender: &Option<csp::common::Sender<'a>>,
    route: &Route<'a>,
) -> Result<Party<'a>, RelayError> {
    speaker(walk, sender, route).ok_or(RelayError::NoSender)
}

/// Returns one request per party.
fn per_party<'a, P: Into<Primitive<'a>>>(
    parties: Vec<(String, Party<'a>)>,
    mut request: impl FnMut(Party<'a>) -> P,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    if parties.is_empty() {
        return Err(RelayError::NoOtherDomain);
    }
    let request = |(domain, party)| Outgoing { domain, primitive: request(party).into() };
    Ok(parties.into_iter().map(request).collect())
}

fn ssp_group(walk: &Walk<'_>, group_id: &Option<csp::GroupId<'_>>) -> Option<GroupId<'static>> {
    group_id.as_ref().map(|group| walk.context.ssp_group_id(group).into())
}

fn ssp_urls<'a>(walk: &mut Walk<'_>, list: &Option<csp::common::UrlList<'a>>) -> Option<ContentIdList<'a>> {
    walk.maybe("URLList", list, |walk, list| {
        walk.lose_extensions(&list.extensions);
        let content_id = |url: &Text<'a>| ContentId { url: url.clone(), ..ContentId::default() };
        ContentIdList { content_ids: list.urls.iter().map(content_id).collect(), ..ContentIdList::default() }
    })
}

fn csp_urls<'a>(walk: &mut Walk<'_>, list: &Option<ContentIdList<'a>>) -> Option<csp::common::UrlList<'a>> {
    walk.maybe("ContentIDList", list, |walk, list| {
        walk.lose_extensions(&list.extensions);
        let urls = walk.each("ContentID", &list.content_ids, |walk, content| {
            walk.lose_extensions(&content.extensions);
            content.url.clone()
        });
        urls.into_iter().collect()
    })
}

pub(super) fn ssp_invite<'a>(
    walk: &mut Walk<'_>,
    request: &csp::common::InviteRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::common::InviteRequest {
        invite_id,
        invite_type,
        sender,
        recipient,
        application_id,
        group_id,
        ..
    } = request;
    let csp::common::InviteRequest { presence_sub_list, url_list, invite_note, screen_name, .. } = request;
    let csp::common::InviteRequest { validity, extensions, .. } = request;
    walk.lose_extensions(extensions);
    let template = InviteRequest {
        invite_id: required(invite_id, "InviteID")?.clone(),
        invite_type: required(invite_type, "InviteType")?.clone(),
        validity: *validity,
        meta_info: meta_info(walk, route),
        inviting: inviter(walk, sender, route)?.into(),
        group_id: ssp_group(walk, group_id),
        application_id: application_id.clone().map(ApplicationId::from),
        attribute_list: ssp_attributes(presence_sub_list),
        content_id_list: ssp_urls(walk, url_list),
        invite_note: invite_note.clone(),
        screen_name: walk.maybe("ScreenName", screen_name, ssp_screen_name),
        ..InviteRequest::default()
    };
    let parties = walk.maybe("Recipient", recipient, |walk, it| ssp_parties(walk, it, party_in_other_domain));
    let parties = parties.unwrap_or_default();
    per_party(parties, |party| InviteRequest { invited: party.into(), ..template.clone() })
}

pub(super) fn ssp_cancel<'a>(
    walk: &mut Walk<'_>,
    request: &csp::common::CancelInviteRequest<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::common::CancelInviteRequest {
        invite_id, sender, recipient, invite_note, application_id, ..
    } = request;
    let csp::common::CancelInviteRequest {
        group_id,
        presence_sub_list,
        url_list,
        screen_name,
        extensions,
        ..
    } = request;
    walk.lose_extensions(extensions);
    let template = CancelInviteRequest {
        invite_id: required(invite_id, "InviteID")?.clone(),
        meta_info: meta_info(walk, route),
        canceling: inviter(walk, sender, route)?.into(),
        group_id: ssp_group(walk, group_id),
        application_id: application_id.clone().map(ApplicationId::from),
        attribute_list: ssp_attributes(presence_sub_list),
        content_id_list: ssp_urls(walk, url_list),
        cancel_note: invite_note.clone(),
        screen_name: walk.maybe("ScreenName", screen_name, ssp_screen_name),
        ..CancelInviteRequest::default()
    };
    let named = walk.maybe("Recipient", recipient, |walk, it| ssp_parties(walk, it, party_in_other_domain));
    // Without a recipient it is for all invited users, which the server knows.
    let parties = named.unwrap_or_else(|| {
        let everybody = addressees(walk, route).into_iter();
        everybody.map(|(domain, user)| (domain, User::from(user).into())).collect()
    });
    per_party(parties, |party| CancelInviteRequest { canceled: party.into(), ..template.clone() })
}

/// The fields that clients know since 1.3.
fn since_1_3<'a, T: imps_core::Content<'a>>(walk: &mut Walk<'_>, name: &str, value: Option<T>) -> Option<T> {
    if walk.context.version < Version::V1_3 {
        walk.lost(name, &value, Reason::NoPlace);
        return None;
    }
    value
}

/// The common fields of an invitation and its withdrawal.
struct Invitation<'a> {
    sender: csp::common::Sender<'a>,
    recipient: csp::common::Recipient<'a>,
    application_id: Option<csp::ApplicationId<'a>>,
    group_id: Option<csp::GroupId<'a>>,
    presence_sub_list: Option<Box<PresenceSubList<'a>>>,
    url_list: Option<csp::common::UrlList<'a>>,
    screen_name: Option<csp::common::ScreenName<'a>>,
}

/// Reads the common fields, which have the same names and types.
macro_rules! invitation {
    ($walk:ident, $request:ident, $by:ident $by_name:literal, $to:ident $to_name:literal) => {{
        let by = &$request.$by;
        $walk.of_peer(&address_of(&by.party))?;
        let to = &$request.$to;
        if !$walk.serves_party(&to.party) {
            return Err(RelayError::Refused(core::mem::take(&mut $walk.refused)));
        }
        let sender = $walk.inside($by_name, |walk| {
            walk.lose_extensions(&by.extensions);
            csp_party(walk, &by.party)
        });
        let recipient = $walk.inside($to_name, |walk| {
            walk.lose_extensions(&to.extensions);
            recipient_of(csp_party(walk, &to.party))
        });
        let application_id = $walk.maybe("ApplicationID", &$request.application_id, csp_application);
        let group_id = $walk.maybe("GroupID", &$request.group_id, csp_group_id);
        let presence_sub_list = csp_attributes($walk, &$request.attribute_list);
        let url_list = csp_urls($walk, &$request.content_id_list);
        let screen_name = $walk.maybe("ScreenName", &$request.screen_name, csp_screen_name);
        Invitation {
            sender,
            recipient,
            application_id: application_id.flatten(),
            group_id,
            presence_sub_list,
            url_list,
            screen_name,
        }
    }};
}

pub(super) fn csp_invite<'a>(
    walk: &mut Walk<'_>,
    request: &InviteRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let InviteRequest { invite_id, invite_type, validity, meta_info, invite_note, extensions, .. } = request;
    let acting = acting(walk, meta_info)?;
    walk.lose_extensions(extensions);
    let common: Invitation<'a> = invitation!(walk, request, inviting "Inviting", invited "Invited");
    let Invitation { sender, recipient, application_id, group_id, presence_sub_list, url_list, screen_name } =
        common;
    let request = csp::common::InviteRequest {
        invite_id: Some(invite_id.clone()),
        invite_type: Some(invite_type.clone()),
        sender: Some(sender),
        recipient: Some(recipient),
        application_id,
        group_id,
        presence_sub_list,
        url_list,
        invite_note: invite_note.clone(),
        screen_name,
        validity: *validity,
        ..csp::common::InviteRequest::default()
    };
    Ok(Incoming::new(acting, request))
}

pub(super) fn csp_cancel<'a>(
    walk: &mut Walk<'_>,
    request: &CancelInviteRequest<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let CancelInviteRequest { invite_id, meta_info, cancel_note, extensions, .. } = request;
    let acting = acting(walk, meta_info)?;
    walk.lose_extensions(extensions);
    let common: Invitation<'a> = invitation!(walk, request, canceling "Canceling", canceled "Canceled");
    let Invitation { sender, recipient, application_id, group_id, presence_sub_list, url_list, screen_name } =
        common;
    let request = csp::common::CancelInviteRequest {
        invite_id: Some(invite_id.clone()),
        sender: Some(sender),
        recipient: Some(recipient),
        invite_note: cancel_note.clone(),
        application_id,
        group_id: since_1_3(walk, "GroupID", group_id),
        presence_sub_list: since_1_3(walk, "AttributeList", presence_sub_list),
        url_list,
        screen_name,
        ..csp::common::CancelInviteRequest::default()
    };
    Ok(Incoming::new(acting, request))
}

/// A decision, from the client or from the message of the server about it.
struct Decision<'r, 'a> {
    invite_id: &'r csp::InviteId<'a>,
    acceptance: bool,
    sender: &'r Option<csp::common::Sender<'a>>,
    recipient: &'r Option<csp::common::Recipient<'a>>,
    note: Option<Text<'a>>,
    screen_name: &'r Option<csp::common::ScreenName<'a>>,
}

/// `Inviting` is the inviting user, `Responding` the invited user.
fn ssp_decision<'a>(
    walk: &mut Walk<'_>,
    decision: Decision<'_, 'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let Decision { invite_id, acceptance, sender, recipient, note, screen_name } = decision;
    let responding = inviter(walk, sender, route)?;
    let named = walk.maybe("Recipient", recipient, |walk, it| ssp_parties(walk, it, party_in_other_domain));
    let screen_name = walk.maybe("ScreenName", screen_name, ssp_screen_name);
    let parties = named.filter(|named| !named.is_empty()).unwrap_or_else(|| {
        let known = addressees(walk, route).into_iter();
        known.map(|(domain, user)| (domain, User::from(user).into())).collect()
    });
    per_party(parties, |inviting| InviteResponse {
        invite_id: invite_id.clone(),
        acceptance: YesNo::from(acceptance),
        status: Some(Status::new(if acceptance { StatusCode::SUCCESS } else { StatusCode::NOT_FOUND })),
        inviting: inviting.into(),
        responding: responding.clone().into(),
        response_note: note.clone(),
        screen_name: screen_name.clone(),
        ..InviteResponse::default()
    })
}

/// Converts the decision of a client of this server.
pub(super) fn ssp_user_response<'a>(
    walk: &mut Walk<'_>,
    response: &csp::common::InviteUserResponse<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::common::InviteUserResponse { invite_id, acceptance, sender, recipient, response_note, .. } =
        response;
    let csp::common::InviteUserResponse { screen_name, extensions, .. } = response;
    walk.lose_extensions(extensions);
    let note = response_note.clone();
    let (invite_id, acceptance) = (required(invite_id, "InviteID")?, *required(acceptance, "Acceptance")?);
    let decision = Decision { invite_id, acceptance, sender, recipient, note, screen_name };
    ssp_decision(walk, decision, route)
}

/// Converts the decision that the server sends to the inviting user.
pub(super) fn ssp_response<'a>(
    walk: &mut Walk<'_>,
    response: &csp::common::InviteResponse<'a>,
    route: &Route<'a>,
) -> Result<Vec<Outgoing<'a>>, RelayError> {
    let csp::common::InviteResponse { invite_id, acceptance, sender, recipient, response_note, .. } =
        response;
    let csp::common::InviteResponse { invite_note, screen_name, extensions, .. } = response;
    walk.lose_extensions(extensions);
    if invite_note.is_some() {
        walk.lost("ResponseNote", response_note, Reason::OnlyOne);
    }
    let note = response.note().cloned();
    let (invite_id, acceptance) = (required(invite_id, "InviteID")?, *required(acceptance, "Acceptance")?);
    let decision = Decision { invite_id, acceptance, sender, recipient, note, screen_name };
    ssp_decision(walk, decision, route)
}

/// Converts a decision about an invitation of a local user. The only known server exchanges the
/// parties; the domains show this.
pub(super) fn csp_response<'a>(
    walk: &mut Walk<'_>,
    response: &InviteResponse<'a>,
) -> Result<Incoming<'a>, RelayError> {
    let InviteResponse { invite_id, acceptance, status, inviting, responding, response_note, .. } = response;
    let InviteResponse { screen_name, extensions, .. } = response;
    walk.lose_extensions(extensions);
    let usual = if acceptance.is_yes() { StatusCode::SUCCESS } else { StatusCode::NOT_FOUND };
    if status.as_ref().is_some_and(|status| *status != Status::new(usual)) {
        walk.lost("Status", status, Reason::NoPlace);
    }
    walk.inside("Inviting", |walk| walk.lose_extensions(&inviting.extensions));
    walk.inside("Responding", |walk| walk.lose_extensions(&responding.extensions));
    let (mut host, mut guest) = (("Inviting", &inviting.party), ("Responding", &responding.party));
    let is_peer = |walk: &Walk<'_>, party: &Party<'_>| walk.context.is_peer(&address_of(party));
    if is_peer(walk, host.1) && !is_peer(walk, guest.1) {
        core::mem::swap(&mut host, &mut guest);
    }
    walk.of_peer(&address_of(guest.1))?;
    if !walk.serves_party(host.1) {
        return Err(RelayError::Refused(core::mem::take(&mut walk.refused)));
    }
    let sender = walk.inside(guest.0, |walk| csp_party(walk, guest.1));
    let recipient = walk.inside(host.0, |walk| recipient_of(csp_party(walk, host.1)));
    let addressees = recipient.users.clone();
    let acting = recipient_of(sender.clone()).users.into_iter().next();
    // All fields of every version; `invite_response` removes the ones that the version lacks.
    let response = csp::common::InviteUserResponse {
        invite_id: Some(invite_id.clone()),
        acceptance: Some(acceptance.is_yes()),
        sender: Some(sender),
        recipient: Some(recipient),
        response_note: response_note.clone(),
        screen_name: walk.maybe("ScreenName", screen_name, csp_screen_name),
        ..csp::common::InviteUserResponse::default()
    };
    Ok(Incoming { addressees, ..Incoming::new(acting, response) })
}
