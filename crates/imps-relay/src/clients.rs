//! What the own clients are told: at once, and of requests that others have made.

use imps_core::Version;
use imps_csp as csp;

/// What a client is told at once of a request for another domain: that a message was taken, and of all else that the answer comes
/// later.
pub fn immediate<'a>(request: &csp::Primitive<'a>) -> csp::Primitive<'a> {
    match request {
        csp::Primitive::SendMessageRequest(message) => csp::messaging::SendMessageResponse {
            result: csp::Outcome::new(csp::StatusCode::SUCCESS),
            message_id: message.message_info.message_id.clone(),
            ..csp::messaging::SendMessageResponse::default()
        }
        .into(),
        _ => csp::Status::new(csp::StatusCode::QUEUED).into(),
    }
}

/// A message as it is pushed to one of its recipients, who alone is named.
pub fn new_message<'a>(
    request: csp::messaging::SendMessageRequest<'a>,
    receiver: csp::common::User<'a>,
) -> csp::messaging::NewMessage<'a> {
    let csp::messaging::SendMessageRequest { message_info, content_data, .. } = request;
    let recipient = csp::common::Recipient::from_iter([receiver]);
    let message_info = csp::messaging::MessageInfo { recipient: Some(recipient), ..message_info };
    csp::messaging::NewMessage { message_info, content_data, ..csp::messaging::NewMessage::default() }
}

/// An invitation as it is handed to the invited user. The sender stands in for one that the request does not name.
pub fn invite_user<'a>(
    request: csp::common::InviteRequest<'a>,
    sender: csp::common::Sender<'a>,
    version: Version,
) -> csp::common::InviteUserRequest<'a> {
    let csp::common::InviteRequest {
        invite_id,
        invite_type,
        sender: named,
        recipient,
        application_id,
        group_id,
        ..
    } = request;
    let is_new = version >= Version::V1_3;
    csp::common::InviteUserRequest {
        invite_id,
        invite_type,
        sender: named.or(Some(sender)),
        recipient: recipient.filter(|_| is_new),
        application_id: application_id.filter(|_| is_new),
        group_id,
        presence_sub_list: request.presence_sub_list,
        url_list: request.url_list,
        invite_note: request.invite_note,
        screen_name: request.screen_name.filter(|_| is_new),
        validity: request.validity,
        ..csp::common::InviteUserRequest::default()
    }
}

/// A decision as it is handed to the user who has invited. The sender stands in for one that the decision does not name.
pub fn invite_response<'a>(
    response: csp::common::InviteUserResponse<'a>,
    sender: csp::common::Sender<'a>,
    version: Version,
) -> csp::common::InviteResponse<'a> {
    let csp::common::InviteUserResponse {
        invite_id,
        acceptance,
        sender: named,
        recipient,
        response_note,
        ..
    } = response;
    let is_new = version >= Version::V1_3;
    let (invite_note, response_note) = if is_new { (response_note, None) } else { (None, response_note) };
    csp::common::InviteResponse {
        invite_id,
        acceptance,
        sender: named.or(Some(sender)),
        recipient: recipient.filter(|_| is_new),
        response_note,
        invite_note,
        screen_name: response.screen_name.filter(|_| is_new),
        ..csp::common::InviteResponse::default()
    }
}
