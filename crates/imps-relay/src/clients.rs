//! Messages to the server's own clients: immediate answers, and the requests of other clients.

use imps_core::Version;
use imps_csp as csp;

/// Returns the immediate answer to a client for a request to another domain. For a message it says
/// that the server accepted it. For anything else it says that the answer comes later.
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

/// Creates a message as it is pushed to one of its recipients. It names only this recipient.
pub fn new_message<'a>(
    request: csp::messaging::SendMessageRequest<'a>,
    receiver: csp::common::User<'a>,
) -> csp::messaging::NewMessage<'a> {
    let csp::messaging::SendMessageRequest { message_info, content_data, .. } = request;
    let recipient = csp::common::Recipient::from_iter([receiver]);
    let message_info = csp::messaging::MessageInfo { recipient: Some(recipient), ..message_info };
    csp::messaging::NewMessage { message_info, content_data, ..csp::messaging::NewMessage::default() }
}

/// Creates an invitation for the invited user. If the request names no sender, `sender` is used.
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

/// Creates a decision for the inviting user. If the decision names no sender, `sender` is used.
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
