//! John creates a group, Mary joins, says something, and leaves: two phones and the server between
//! them.
//!
//! Run with `cargo run -p oma-imps --example group_chat`.

use oma_imps::csp::common::{Group, Recipient, ScreenName, Sender};
use oma_imps::csp::group::{
    CreateGroupRequest, GroupChangeNotice, GroupProperties, JoinGroupRequest, JoinGroupResponse, Joined,
    LeaveGroupRequest, LeaveGroupResponse, Mapping, UserMapList, UserMapping,
};
use oma_imps::csp::messaging::{MessageInfo, NewMessage, SendMessageRequest, SendMessageResponse};
use oma_imps::csp::{GroupId, Message, Outcome, Primitive, SessionDescriptor, SessionId, Status, StatusCode};
use oma_imps::{Version, read_owned, wbxml, xml};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let john = SessionDescriptor::inband("session-of-john");
    let mary = SessionDescriptor::inband("session-of-mary");
    let to_john = |id, news: Primitive<'static>| Message::request(Version::V1_2, john.clone(), id, news);
    let from_mary = |id, wish: Primitive<'static>| Message::request(Version::V1_2, mary.clone(), id, wish);
    let group = GroupId::private("john", "partygroup", "there.com")?;
    assert_eq!(group, "wv:john/partygroup@there.com");
    let mut server = Server::default();

    // John creates the group, enters it as Johnny, and subscribes to changes.
    let create = CreateGroupRequest {
        group_id: Some(group.clone()),
        group_properties: Some(GroupProperties::from_iter([
            ("Name", "Party people"),
            ("AccessType", "Open"),
        ])),
        join_group: Some(true),
        screen_name: Some(ScreenName::new("Johnny", group.clone())),
        subscribe_notification: Some(true),
        ..CreateGroupRequest::default()
    };
    let created = server.ask("John", &Message::request(Version::V1_2, john.clone(), "j1", create))?;
    assert_eq!(created.primitive(), Some(&Status::new(StatusCode::SUCCESS).into()));

    // Mary enters. She learns who is there, and John learns that she has come.
    let entry = JoinGroupRequest {
        group_id: group.clone(),
        screen_name: Some(ScreenName::new("Mary", group.clone())),
        joined_request: Some(true),
        subscribe_notification: false,
        ..JoinGroupRequest::default()
    };
    let answer = server.ask("Mary", &from_mary("m1", entry.into()))?;
    let inside: &JoinGroupResponse = answer.primitive_as()?;
    assert!(inside.joined_names().eq(["Johnny", "Mary"]));
    let joined = Joined { user_map_list: Some(map_list(["Mary"])), ..Joined::default() };
    let notice =
        GroupChangeNotice { group_id: Some(group.clone()), joined: Some(joined), ..Default::default() };
    let at_john = send("server", &to_john("s1", notice.into()))?;
    assert!(matches!(at_john.primitive(), Some(Primitive::GroupChangeNotice(notice))
        if notice.joined.iter().flat_map(Joined::joined_names).eq(["Mary"])));

    // Mary speaks to the group, under her name there; John hears her without learning her address.
    let everybody = Recipient { groups: vec![group.clone().into()], ..Recipient::default() };
    let mut words = SendMessageRequest::text(everybody, "Hello, everybody!");
    let name_of_mary: Sender = Group::from(ScreenName::new("Mary", group.clone())).into();
    words.message_info.sender = Some(name_of_mary.clone());
    let answer = server.ask("Mary", &from_mary("m2", words.clone().into()))?;
    let taken: &SendMessageResponse = answer.primitive_as()?;
    let message_info = MessageInfo { message_id: taken.message_id.clone(), ..words.message_info };
    let heard = NewMessage { message_info, content_data: words.content_data, ..NewMessage::default() };
    let at_john = send("server", &to_john("s2", heard.into()))?;
    let heard: &NewMessage = at_john.primitive_as()?;
    assert_eq!(heard.message_info.sender, Some(name_of_mary));
    assert_eq!(&*heard.content_bytes()?, b"Hello, everybody!");

    // Mary leaves, and John is alone.
    let leave = LeaveGroupRequest { group_id: group, ..LeaveGroupRequest::default() };
    let answer = server.ask("Mary", &from_mary("m3", leave.into()))?;
    assert!(
        matches!(answer.primitive(), Some(Primitive::LeaveGroupResponse(left)) if left.result.is_success())
    );
    assert!(server.names().eq(["Johnny"]));
    Ok(())
}

/// A server with one group.
#[derive(Default)]
struct Server {
    /// The users in the group: by session and by name.
    present: Vec<(Option<SessionId<'static>>, String)>,
}

impl Server {
    /// Sends a request to the server, and the answer back.
    fn ask(&mut self, sender: &str, request: &Message<'_>) -> Result<Message<'static>> {
        let received = send(sender, request)?;
        let answer = received.answer(self.perform(&received)).ok_or("the request has no transaction")?;
        send("server", &answer)
    }

    fn perform(&mut self, request: &Message<'_>) -> Primitive<'static> {
        let success = Outcome::new(StatusCode::SUCCESS);
        match request.primitive() {
            Some(Primitive::CreateGroupRequest(create)) => {
                self.enter(request, create.screen_name.as_ref());
                Status::new(StatusCode::SUCCESS).into()
            }
            Some(Primitive::JoinGroupRequest(join)) => {
                self.enter(request, join.screen_name.as_ref());
                JoinGroupResponse {
                    user_map_list: Some(map_list(self.names())),
                    ..JoinGroupResponse::default()
                }
                .into()
            }
            Some(Primitive::SendMessageRequest(_)) => {
                let message_id = Some("0x0000f133".into());
                SendMessageResponse { result: success, message_id, ..Default::default() }.into()
            }
            Some(Primitive::LeaveGroupRequest(leave)) => {
                self.present.retain(|(session, _)| *session != request.session.descriptor.session_id);
                let group_id = Some(leave.group_id.clone().into_owned());
                LeaveGroupResponse { group_id, result: success, ..Default::default() }.into()
            }
            _ => Status::new(StatusCode::NOT_IMPLEMENTED).into(),
        }
    }

    fn enter(&mut self, request: &Message<'_>, name: Option<&ScreenName<'_>>) {
        let session = request.session.descriptor.session_id.clone().map(SessionId::into_owned);
        self.present.extend(name.map(|name| (session, name.name.to_string())));
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.present.iter().map(|(_, name)| name.as_str())
    }
}

/// Names in a group of users who do not show their addresses.
fn map_list<'n>(names: impl IntoIterator<Item = &'n str>) -> UserMapList<'static> {
    let mapping = |name: &str| Mapping { name: name.to_string().into(), ..Mapping::default() };
    let mappings = names.into_iter().map(mapping).collect();
    let user_mapping = Some(UserMapping { mappings, ..UserMapping::default() });
    UserMapList { user_mapping, ..UserMapList::default() }
}

/// Prints the bytes on the wire, and returns the message that the other end reads.
fn send(sender: &str, message: &Message<'_>) -> Result<Message<'static>> {
    let bytes = wbxml::to_vec(message)?;
    let indented = xml::WriteOptions::default().with_indent(Some(2)).with_declaration(false);
    println!("{sender}, {} bytes:\n{}", bytes.len(), xml::to_string_with(message, &indented)?);
    Ok(read_owned(&bytes)?)
}
