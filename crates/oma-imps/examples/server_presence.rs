//! A server lists contacts, accepts a subscription to their presence, and notifies the watcher: CSP
//! 1.2 in binary XML.
//!
//! Run with `cargo run -p oma-imps --example server_presence`.

use oma_imps::csp::contact_list::{GetListRequest, GetListResponse};
use oma_imps::csp::presence::{Presence, PresenceNotificationRequest, SubscribePresenceRequest};
use oma_imps::csp::{ContactListId, Message, Primitive, SessionDescriptor, Status, StatusCode};
use oma_imps::presence::{
    OnlineStatus, PresenceAttribute, PresenceSubList, Qualified, StatusText, UserAvailability,
    UserAvailabilityValue,
};
use oma_imps::{Version, read_owned, wbxml, xml};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The only contact list of this story, with the online state of its members.
const FRIENDS: &str = "wv:john/My_friends@smith.com";
const MEMBERS: [(&str, bool); 2] = [("wv:mary@smith.com", true), ("wv:peter@there.com", false)];

fn main() -> Result<()> {
    let mut server = Server::default();
    let session = SessionDescriptor::inband("im.user.com#48815@server.com");

    // The phone asks for the contact lists.
    let answer =
        server.ask(&Message::request(Version::V1_2, session.clone(), "p1", GetListRequest::default()))?;
    assert_eq!(answer.transaction_id(), Some("p1"));
    let lists: &GetListResponse = answer.primitive_as()?;
    let friends = lists.default_contact_list.clone().ok_or("there is no contact list")?;
    assert!(lists.contact_lists().any(|list| list.same_as(&friends)));

    // It subscribes to three attributes of everybody on the default list. The helper uses the form
    // of 1.2.
    let wanted = PresenceSubList::names([
        PresenceAttribute::OnlineStatus,
        PresenceAttribute::UserAvailability,
        PresenceAttribute::StatusText,
    ]);
    let subscription = SubscribePresenceRequest {
        presence_sub_list: Some(wanted.into()),
        auto_subscribe: Some(true),
        ..SubscribePresenceRequest::default()
    }
    .with_contact_lists(Version::V1_2, [friends]);
    let answer = server.ask(&Message::request(Version::V1_2, session.clone(), "p2", subscription))?;
    assert_eq!(answer.primitive(), Some(&Status::new(StatusCode::SUCCESS).into()));

    // The server refuses a list that does not exist.
    let wrong = SubscribePresenceRequest { auto_subscribe: Some(false), ..Default::default() };
    let wrong = wrong.with_contact_lists(Version::V1_2, [ContactListId::new("john", "foes", "smith.com")?]);
    let answer = server.ask(&Message::request(Version::V1_2, session.clone(), "p3", wrong))?;
    assert_eq!(answer.primitive(), Some(&Status::new(StatusCode::CONTACT_LIST_DOES_NOT_EXIST).into()));

    // Now the server opens a transaction: it sends the values, and the phone confirms.
    let received = send("server", &Message::request(Version::V1_2, session, "s1", server.notification()))?;
    let news: &PresenceNotificationRequest = received.primitive_as()?;
    let mut shown = news.presence.iter().flat_map(|presence| &presence.presence_sub_list);
    let (mary, peter) = (shown.next(), shown.next());
    assert_eq!(mary.and_then(PresenceSubList::availability), Some(&UserAvailabilityValue::Discreet));
    assert_eq!(peter.and_then(PresenceSubList::is_online), Some(false));
    send("phone", &received.answer(Status::new(StatusCode::SUCCESS)).ok_or("nothing to answer")?)?;
    Ok(())
}

/// The state of the session at the server: the attributes that the phone watches for everybody on
/// its list.
#[derive(Default)]
struct Server {
    watched: Vec<PresenceAttribute>,
}

impl Server {
    /// Sends a request to the server, and the answer back.
    fn ask(&mut self, request: &Message<'_>) -> Result<Message<'static>> {
        let received = send("phone", request)?;
        let answer = received.answer(self.perform(&received)).ok_or("the request has no transaction")?;
        send("server", &answer)
    }

    fn perform(&mut self, request: &Message<'_>) -> Primitive<'static> {
        match request.primitive() {
            Some(Primitive::GetListRequest(_)) => GetListResponse {
                contact_list: vec![FRIENDS.into()],
                default_contact_list: Some(FRIENDS.into()),
                ..GetListResponse::default()
            }
            .into(),
            Some(Primitive::SubscribePresenceRequest(request)) => Status::new(self.subscribe(request)).into(),
            _ => Status::new(StatusCode::NOT_IMPLEMENTED).into(),
        }
    }

    fn subscribe(&mut self, request: &SubscribePresenceRequest<'_>) -> StatusCode {
        if !request.contact_lists().all(|list| list.same_as(&FRIENDS.into())) {
            return StatusCode::CONTACT_LIST_DOES_NOT_EXIST;
        }
        self.watched = match &request.presence_sub_list {
            Some(list) => list.attributes().map(Qualified::attribute).collect(),
            None => PresenceAttribute::ALL.to_vec(),
        };
        StatusCode::SUCCESS
    }

    /// Returns the watched attributes of everybody on the list.
    fn notification(&self) -> PresenceNotificationRequest<'static> {
        let presence = MEMBERS.map(|(user, online)| Presence {
            user_id: Some(user.into()),
            presence_sub_list: vec![self.attributes(online)],
            ..Presence::default()
        });
        PresenceNotificationRequest { presence: presence.into(), ..PresenceNotificationRequest::default() }
    }

    /// Returns the watched attributes of a user. The qualifier says that a value is valid.
    fn attributes(&self, online: bool) -> PresenceSubList<'static> {
        let mut list = PresenceSubList::default();
        let qualifier = Some(true);
        for attribute in &self.watched {
            match attribute {
                PresenceAttribute::OnlineStatus => {
                    let presence_value = Some(online.into());
                    list.online_status =
                        vec![OnlineStatus { qualifier, presence_value, ..Default::default() }];
                }
                PresenceAttribute::UserAvailability if online => {
                    let presence_value = Some(UserAvailabilityValue::Discreet);
                    let availability = UserAvailability { qualifier, presence_value, ..Default::default() };
                    list.user_availability = Some(availability);
                }
                PresenceAttribute::StatusText if online => {
                    let presence_value = Some("in a meeting".into());
                    list.status_text = Some(StatusText { qualifier, presence_value, ..Default::default() });
                }
                _ => {}
            }
        }
        list
    }
}

/// Prints the bytes on the wire, and returns the message that the other end reads.
fn send(sender: &str, message: &Message<'_>) -> Result<Message<'static>> {
    let bytes = wbxml::to_vec(message)?;
    let indented = xml::WriteOptions::default().with_indent(Some(2)).with_declaration(false);
    println!("{sender}, {} bytes:\n{}", bytes.len(), xml::to_string_with(message, &indented)?);
    Ok(read_owned(&bytes)?)
}
