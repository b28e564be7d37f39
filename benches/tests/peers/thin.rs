//! The thin messages of protobuf say what ours say.

use super::samples;
use imps_benches::protobuf::thin as pb;
use oma_imps::csp::access::LoginRequest;
use oma_imps::csp::common::{Group, Party, Recipient, Sender, User};
use oma_imps::csp::contact_list::GetListResponse;
use oma_imps::csp::group::{JoinGroupResponse, Mapping, UserMapList, UserMapping, WelcomeNote};
use oma_imps::csp::messaging::{MessageInfo, NewMessage, SendMessageRequest};
use oma_imps::csp::presence::{Presence, PresenceNotificationRequest};
use oma_imps::csp::{
    ClientId, Message, Primitive, SessionDescriptor, Status, StatusCode, Transaction, TransactionMode,
};
use oma_imps::presence::{
    OnlineStatus, PresenceSubList, StatusText, UserAvailability, UserAvailabilityValue,
};
use oma_imps::{Data, DateTime, Version};
use prost::Message as _;

#[test]
fn thin_protobuf_says_the_same() {
    for sample in samples() {
        let read = pb::Envelope::decode(&sample.thin_bytes[..]).unwrap();
        assert!(read == sample.thin, "{}", sample.name);
        assert!(typed(read) == sample.message, "{}", sample.name);
    }
}

/// Ours of protobuf's.
fn typed(envelope: pb::Envelope) -> Message<'static> {
    let session = match envelope.session_type() {
        pb::SessionType::Inband => SessionDescriptor::inband(envelope.session_id),
        pb::SessionType::Outband => SessionDescriptor::outband(),
    };
    let [transaction] = <[_; 1]>::try_from(envelope.transactions).unwrap();
    let descriptor = transaction.descriptor.unwrap();
    let mode = match descriptor.mode() {
        pb::Mode::Request => TransactionMode::Request,
        pb::Mode::Response => TransactionMode::Response,
    };
    let transaction = Transaction::new(mode, descriptor.id, primitive(transaction.primitive.unwrap()));
    let mut message = Message { version: Version::V1_2, ..Message::default() };
    message.session.descriptor = session;
    message.session.transactions = vec![transaction];
    message
}

fn primitive(primitive: pb::Primitive) -> Primitive<'static> {
    match primitive {
        pb::Primitive::Status(status) => {
            let code = StatusCode::from(status.result.unwrap().code);
            Status::new(code).into()
        }
        pb::Primitive::Login(login) => LoginRequest {
            user_id: Some(login.user_id.into()),
            client_id: Some(client_id(login.client_id.unwrap())),
            digest_bytes: login.digest.map(Into::into),
            time_to_live: login.time_to_live,
            session_cookie: Some(login.session_cookie.into()),
            ..LoginRequest::default()
        }
        .into(),
        pb::Primitive::SendMessage(send) => SendMessageRequest {
            delivery_report: Some(send.delivery_report),
            message_info: info(send.info.unwrap()),
            content_data: Some(send.content.into()),
            ..SendMessageRequest::default()
        }
        .into(),
        pb::Primitive::NewMessage(new) => NewMessage {
            message_info: info(new.info.unwrap()),
            content_data: Some(Data::from(new.content)),
            ..NewMessage::default()
        }
        .into(),
        pb::Primitive::PresenceNotification(notification) => PresenceNotificationRequest {
            presence: notification.presence.into_iter().map(presence).collect(),
            ..PresenceNotificationRequest::default()
        }
        .into(),
        pb::Primitive::GetList(lists) => GetListResponse {
            contact_list: lists.contact_lists.into_iter().map(Into::into).collect(),
            default_contact_list: lists.default.map(Into::into),
            ..GetListResponse::default()
        }
        .into(),
        pb::Primitive::JoinGroup(joined) => {
            let mapping = |mapping: pb::Mapping| Mapping {
                name: mapping.name.into(),
                user_id: mapping.user_id.map(Into::into),
                ..Mapping::default()
            };
            let mappings = joined.mappings.into_iter().map(mapping).collect();
            let user_mapping = Some(UserMapping { mappings, ..UserMapping::default() });
            let note = joined.welcome.unwrap();
            JoinGroupResponse {
                user_map_list: Some(UserMapList { user_mapping, ..UserMapList::default() }),
                welcome_note: Some(Box::new(WelcomeNote {
                    content_type: Some(note.content_type.into()),
                    content_data: note.content.into(),
                    ..WelcomeNote::default()
                })),
                ..JoinGroupResponse::default()
            }
            .into()
        }
    }
}

fn client_id(client_id: pb::ClientId) -> ClientId<'static> {
    ClientId::from_url(client_id.url)
}

fn user(user: pb::User) -> User<'static> {
    User { client_id: user.client_id.map(client_id).map(Box::new), ..User::new(user.user_id) }
}

fn info(info: pb::MessageInfo) -> MessageInfo<'static> {
    let recipient = info.recipient.unwrap();
    MessageInfo {
        message_id: info.id.map(Into::into),
        content_type: Some(info.content_type.into()),
        content_encoding: info.content_encoding.map(Into::into),
        content_size: Some(info.content_size),
        recipient: Some(Recipient {
            users: recipient.users.into_iter().map(user).collect(),
            groups: recipient
                .groups
                .into_iter()
                .map(|group| Group::from(oma_imps::csp::GroupId::from(group.group_id)))
                .collect(),
            contact_lists: recipient.contact_lists.into_iter().map(Into::into).collect(),
            ..Recipient::default()
        }),
        sender: Some(Sender {
            party: Party::User(Box::new(user(info.sender.unwrap()))),
            ..Sender::default()
        }),
        date_time: DateTime::from_unix(info.date_time).map(Into::into),
        validity: info.validity,
        ..MessageInfo::default()
    }
}

fn presence(presence: pb::Presence) -> Presence<'static> {
    let list = |list: pb::SubList| {
        let availability = match list.availability.unwrap().value {
            1 => UserAvailabilityValue::Available,
            other => panic!("{other}"),
        };
        let flag = list.online_status.unwrap();
        assert!(flag.qualifier);
        PresenceSubList {
            online_status: vec![OnlineStatus::new(flag.value)],
            user_availability: Some(UserAvailability::new(availability)),
            status_text: Some(StatusText::new(list.status_text.unwrap().value)),
            ..PresenceSubList::default()
        }
    };
    Presence {
        user_id: Some(presence.user_id.into()),
        presence_sub_list: presence.sub_list.into_iter().map(list).collect(),
        ..Presence::default()
    }
}
