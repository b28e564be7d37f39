//! Nadia is a user of alpha, Omar of beta. She watches him, writes to him, and joins his group. The
//! example plays two phones and the servers of two domains, which log in at each other and relay
//! requests.
//!
//! Run with `cargo run -p oma-imps --features relay --example relay`.

use oma_imps::csp::access::{LoginRequest, LoginResponse};
use oma_imps::csp::common::{Recipient, ScreenName, Sender, User};
use oma_imps::csp::group::{JoinGroupRequest, JoinGroupResponse};
use oma_imps::csp::messaging::{DeliveryReportRequest, MessageInfo, SendMessageRequest, SendMessageResponse};
use oma_imps::csp::presence::{
    GetPresenceRequest, Presence, PresenceNotificationRequest, SubscribePresenceRequest,
};
use oma_imps::csp::{self, ClientId, Outcome, SessionDescriptor, Status, StatusCode, UserId};
use oma_imps::presence::{OnlineStatus, PresenceAttribute, PresenceSubList};
use oma_imps::relay::{
    Context, Incoming, Pending, Route, Waiting, answer, answer_to_csp, new_message, request_to_csp, to_ssp,
};
use oma_imps::ssp;
use oma_imps::ssp::handshake::{Credentials, SetupLimits, Setups, Step};
use oma_imps::{Root, Version, xml};
use std::time::Duration;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const NADIA: &str = "wv:nadia@alpha.example";
const OMAR: &str = "wv:omar@beta.example";
const CHESS: &str = "wv:omar/chess@beta.example";

fn main() -> Result<()> {
    // The servers log in at each other. Afterwards each has its own name for the session.
    let [session_of_alpha, session_of_beta] = open_session()?;
    let mut alpha = Server::new("alpha.example", session_of_alpha, "beta.example", 540);
    let mut beta = Server::new("beta.example", session_of_beta, "alpha.example", 77);

    // Nadia logs in at her own server; beta is not involved.
    let outband = SessionDescriptor::outband();
    let client = ClientId::from_url("WV:PHONE");
    let login = LoginRequest {
        user_id: Some(NADIA.into()),
        client_id: Some(client.clone()),
        password: Some("secret".into()),
        session_cookie: Some("cookie-of-nadia".into()),
        ..LoginRequest::default()
    };
    let login = csp::Message::request(Version::V1_2, outband, "t1", login);
    show("Nadia's phone logs in at alpha", &login)?;
    let (session_id, client_id) = (Some("session-of-nadia".into()), Some(client));
    let result = Some(StatusCode::SUCCESS.into());
    let welcome = LoginResponse { client_id, session_id, result, ..LoginResponse::default() };
    let welcome = login.answer(welcome).ok_or("no transaction")?;
    show("alpha answers", &welcome)?;
    let session =
        welcome.primitive_as::<LoginResponse>()?.session_id.clone().ok_or("no session")?.into_owned();
    let nadia = |id, wish: csp::Primitive<'static>| {
        csp::Message::request(Version::V1_2, SessionDescriptor::inband(session.clone()), id, wish)
    };

    // She subscribes to Omar's presence. Content that servers do not carry is reported.
    let wish = SubscribePresenceRequest {
        user: vec![User::new(OMAR)],
        presence_sub_list: Some(Box::new(PresenceSubList::names([PresenceAttribute::OnlineStatus]))),
        auto_subscribe: Some(false),
        ..SubscribePresenceRequest::default()
    };
    let answer = alpha.ask(&mut beta, &nadia("t2", wish.into()), |incoming| {
        assert!(matches!(&incoming.primitive, csp::Primitive::SubscribePresenceRequest(wish)
            if wish.user_ids().eq([OMAR])));
        Status::new(StatusCode::SUCCESS).into()
    })?;
    assert!(answer.primitive_as::<Status>()?.result.is_success());

    // Omar comes online, and beta returns his watchers.
    let online =
        PresenceSubList { online_status: vec![OnlineStatus::new(true)], ..PresenceSubList::default() };
    let presence =
        Presence { user_id: Some(OMAR.into()), presence_sub_list: vec![online], ..Presence::default() };
    let news =
        PresenceNotificationRequest { presence: vec![presence], ..PresenceNotificationRequest::default() };
    let incoming = beta.tell(&mut alpha, &news.into(), &Route::from_user(OMAR).to([NADIA.into()]))?;
    assert_eq!(incoming.addressees, [User::new(NADIA)]);
    show("alpha tells Nadia's phone", &nadia("a1", incoming.primitive))?;

    // She writes to him, and requests a report. Her server gives the message an identifier.
    let mut hello = SendMessageRequest::text(Recipient::from_iter([User::new(OMAR)]), "A game?")
        .with_sender(User::new(NADIA))
        .with_report(true);
    hello.message_info.message_id = Some("m-88213".into());
    let mut pushed = None;
    let answer = alpha.ask(&mut beta, &nadia("t3", hello.into()), |incoming| {
        if let csp::Primitive::SendMessageRequest(message) = &incoming.primitive {
            pushed = Some(new_message((**message).clone(), User::new(OMAR)));
        }
        let (result, message_id) = (Outcome::new(StatusCode::SUCCESS), Some("m-88213".into()));
        SendMessageResponse { result, message_id, ..SendMessageResponse::default() }.into()
    })?;
    assert_eq!(answer.primitive_as::<SendMessageResponse>()?.message_id, Some("m-88213".into()));
    let pushed = pushed.ok_or("no message")?;
    assert_eq!(&*pushed.content_bytes()?, b"A game?");
    let omar = SessionDescriptor::inband("session-of-omar");
    show("beta pushes it to Omar's phone", &csp::Message::request(Version::V1_3, omar, "b1", pushed))?;

    // The message has arrived, and beta reports it.
    let message_info = MessageInfo {
        message_id: Some("m-88213".into()),
        recipient: Some(Recipient::from_iter([User::new(NADIA)])),
        sender: Some(Sender::from(User::new(OMAR))),
        ..MessageInfo::default()
    };
    let (result, delivery_time) = (Outcome::new(StatusCode::SUCCESS), Some("20090514T162031Z".parse()?));
    let report =
        DeliveryReportRequest { result, delivery_time, message_info, ..DeliveryReportRequest::default() };
    let incoming = beta.tell(&mut alpha, &report.into(), &Route::from_user(OMAR))?;
    assert_eq!(incoming.addressees, [User::new(NADIA)]);
    show("alpha tells Nadia's phone", &nadia("a2", incoming.primitive))?;

    // She joins his group, and receives the list of its users in the form of her version.
    let join = JoinGroupRequest {
        group_id: CHESS.into(),
        screen_name: Some(ScreenName::new("Castle", CHESS)),
        joined_request: Some(true),
        subscribe_notification: false,
        ..JoinGroupRequest::default()
    };
    let answer = alpha.ask(&mut beta, &nadia("t4", join.into()), |_| {
        let list = ["King", "Castle"]
            .map(|name| csp::group::Mapping { name: name.into(), ..csp::group::Mapping::default() });
        let user_mapping =
            Some(csp::group::UserMapping { mappings: list.into(), ..csp::group::UserMapping::default() });
        let user_map_list =
            Some(csp::group::UserMapList { user_mapping, ..csp::group::UserMapList::default() });
        let joined = Some(csp::group::Joined { user_map_list, ..csp::group::Joined::default() });
        let welcome_note = Some(Box::new(csp::group::WelcomeNote::text("Be nice")));
        JoinGroupResponse { joined, welcome_note, ..JoinGroupResponse::default() }.into()
    })?;
    let inside: &JoinGroupResponse = answer.primitive_as()?;
    assert!(inside.user_map_list.is_some() && inside.joined_names().eq(["King", "Castle"]));

    // A server cannot speak for users of another domain.
    let theft = GetPresenceRequest::default().with_user_ids(Version::V1_3, [UserId::from(OMAR)]);
    let theft = to_ssp(&theft.into(), &Route::from_user("wv:eve@gamma.example"), &alpha.context())?.message;
    let refused = request_to_csp(&theft[0].primitive, &beta.context()).unwrap_err();
    assert_eq!(refused.code(), StatusCode::GENERAL_ADDRESS_ERROR);
    println!("A request on behalf of Eve, of a third domain: {refused}, {}.", refused.code());
    Ok(())
}

/// Opens a session of alpha with beta. Returns the names that both give to it.
fn open_session() -> Result<[String; 2]> {
    let mut alpha = Setups::new("alpha.example".parse()?, SetupLimits::default());
    let mut beta = Setups::new("beta.example".parse()?, SetupLimits::default());
    let now = Duration::ZERO;
    // A real program must use texts that nobody can guess.
    let of_alpha = Credentials::new("5f2c9a1e77d04b3f", "71@alpha.example", "71");
    let of_beta = || Credentials::new("c3e81d6604aa49bd", "1904@beta.example", "1904");
    let mut next = Some(alpha.initiate("beta.example".parse()?, of_alpha, now)?);
    let mut names = None;
    while let Some(post) = next {
        show(&format!("To {}", post.to), &post.message)?;
        let receiver = if post.to == *alpha.own() { &mut alpha } else { &mut beta };
        next = match receiver.receive(&received(&post.message)?, now, of_beta)? {
            Step::Reply(post) => Some(post),
            Step::Established { session, reply } => {
                // Alpha receives the last message.
                names = Some([session.own_session_id, session.peer_session_id].map(|id| id.to_string()));
                reply
            }
        };
    }
    Ok(names.ok_or("no session")?)
}

/// A server: its domain, its name for the session, its peer, the pending requests, and the number
/// of notices.
struct Server {
    domain: &'static str,
    session: String,
    peer: &'static str,
    pending: Pending,
    told: u64,
}

impl Server {
    fn new(domain: &'static str, session: String, peer: &'static str, first: u64) -> Self {
        Self { domain, session, peer, pending: Pending::new(first, 100), told: first }
    }

    fn context(&self) -> Context<'static> {
        Context::new(self.domain).with_peer(self.peer)
    }

    /// Sends a request of a client to the other server, and the answer back to the client.
    fn ask(
        &mut self,
        other: &mut Self,
        request: &csp::Message<'static>,
        perform: impl FnOnce(&Incoming<'static>) -> csp::Primitive<'static>,
    ) -> Result<csp::Message<'static>> {
        show(&format!("Nadia's phone asks {}", self.domain), request)?;
        let waiting = Waiting::of(request).ok_or("no transaction")?;
        let relayed = to_ssp(&waiting.request, &Route::from_user(NADIA), &self.context())?;
        for loss in &relayed.losses {
            println!("Not carried: {loss}.\n");
        }
        let ids = self.pending.open(waiting, &relayed.message, 0).ok_or("too many wait")?;
        let asked = relayed.message.into_iter().next().ok_or("nobody to ask")?;
        assert_eq!(asked.domain, other.domain);
        let asked = ssp::Message::request(self.session.clone(), ids[0].clone(), asked.primitive);
        show(&format!("{} asks {}", self.domain, other.domain), &asked)?;

        let asked = received(&asked)?;
        let transaction = asked.transaction().ok_or("no transaction")?;
        let incoming = request_to_csp(&transaction.primitive, &other.context())?.message;
        let response = answer(&incoming, &perform(&incoming), &other.context())?.message;
        let response =
            ssp::Message::response(other.session.clone(), transaction.transaction_id.clone(), response);
        show(&format!("{} answers", other.domain), &response)?;

        let response = received(&response)?;
        let transaction = response.transaction().ok_or("no transaction")?;
        let waiting = self.pending.close(other.domain, &transaction.transaction_id).ok_or("nobody waits")?;
        let answer = answer_to_csp(&transaction.primitive, &waiting, &self.context())?.message;
        let answer = waiting.message(answer.ok_or("no news")?).into_owned();
        show(&format!("{} answers Nadia's phone", self.domain), &answer)?;
        Ok(answer)
    }

    /// Sends news to the other server, which confirms them.
    fn tell(
        &mut self,
        other: &mut Self,
        news: &csp::Primitive<'static>,
        route: &Route<'static>,
    ) -> Result<Incoming<'static>> {
        let relayed = to_ssp(news, route, &self.context())?.message;
        let told = relayed.into_iter().next().ok_or("nobody to tell")?;
        self.told += 1;
        let id = format!("{:010}-0", self.told);
        let told = ssp::Message::request(self.session.clone(), id.clone(), told.primitive);
        show(&format!("{} tells {}", self.domain, other.domain), &told)?;
        let told = received(&told)?;
        let primitive = told.primitive().ok_or("no transaction")?;
        let incoming = request_to_csp(primitive, &other.context().with_version(Version::V1_2))?.message;
        let thanks = ssp::Message::response(other.session.clone(), id, ssp::Status::new(StatusCode::SUCCESS));
        show(&format!("{} confirms", other.domain), &thanks)?;
        Ok(incoming)
    }
}

/// Returns the document that the other end of the wire reads.
fn received(message: &ssp::Message<'_>) -> Result<ssp::Message<'static>> {
    Ok(xml::from_str::<ssp::Message>(&xml::to_string(message)?)?.into_owned())
}

/// Prints a line of the story.
fn show<'a>(what: &str, message: &impl Root<'a>) -> Result<()> {
    let indented = xml::WriteOptions::default().with_indent(Some(2)).with_declaration(false);
    println!("{what}:\n{}", xml::to_string_with(message, &indented)?);
    Ok(())
}
