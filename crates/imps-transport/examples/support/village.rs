//! The session logic of a small server: users log in and send messages to each other. It opens no
//! connection.

use imps_transport::cir::{Cookie, Wakeup};
use imps_transport::http::{Arrived, Head, Server, empty};
use oma_imps::Version;
use oma_imps::csp::access::{KeepAliveResponse, LoginRequest, LoginResponse};
use oma_imps::csp::messaging::{MessageInfo, NewMessage, SendMessageRequest, SendMessageResponse};
use oma_imps::csp::presence::{GetPresenceResponse, Presence};
use oma_imps::csp::service::{
    AgreedCapabilityList, CapabilityList, ClientCapabilityRequest, ClientCapabilityResponse, ServiceRequest,
    ServiceResponse, ServiceTree,
};
use oma_imps::csp::{
    ClientId, Message, Outcome, Primitive, Session as Envelope, Status, StatusCode, SupportedBearer,
    SupportedCirMethod, Transaction, TransactionMode, UserId,
};
use oma_imps::presence::{OnlineStatus, PresenceSubList};
use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;

/// The password of everybody.
pub(crate) const PASSWORD: &str = "secret";

/// The server: its sessions.
pub(crate) struct Village {
    /// The reading of requests.
    pub(crate) http: Server,
    sessions: BTreeMap<String, Session>,
    /// The number of the last session, message or transaction of this server.
    last: u64,
    /// The address for connections of CIR.
    cir: SocketAddr,
}

struct Session {
    user: UserId<'static>,
    version: Version,
    cookie: Option<Cookie>,
    /// Requests for the client.
    waiting: VecDeque<Primitive<'static>>,
    /// Wakes the client, if it has a connection for that.
    wake: Option<Box<dyn Fn() + Send>>,
}

impl Village {
    /// Makes a server without sessions.
    pub(crate) fn new(cir: SocketAddr) -> Self {
        Self { http: Server::default(), sessions: BTreeMap::new(), last: 0, cir }
    }

    /// Answers a request.
    pub(crate) fn serve<'a>(&mut self, head: impl Into<Head<'a>>, body: &'a [u8]) -> http::Response<Vec<u8>> {
        let http = self.http.clone();
        let served = http.arrived(head, body).and_then(|arrived| {
            let message: Message = arrived.read()?;
            Ok(self.answer(&arrived, &message))
        });
        served.unwrap_or_else(|refusal| {
            println!("    server refuses: {refusal}");
            refusal.to_response()
        })
    }

    fn answer(&mut self, arrived: &Arrived<'_>, message: &Message<'_>) -> http::Response<Vec<u8>> {
        let id = message.session.descriptor.session_id.as_ref().map_or("", |id| id.as_str());
        let is_login = matches!(message.primitive(), Some(Primitive::LoginRequest(_)));
        if !is_login && !self.sessions.contains_key(id) {
            return arrived.refuse_message(message, StatusCode::NOT_LOGGED_IN).to_response();
        }
        let mut transactions = Vec::new();
        for request in message.session.transactions.iter().filter(|transaction| transaction.is_request()) {
            match request.primitive() {
                Primitive::PollingRequest(_) => transactions.extend(self.next_waiting(id)),
                asked => transactions.push(request.answer(self.perform(id, message.version, asked))),
            }
        }
        if transactions.is_empty() {
            return empty().map(|()| Vec::new());
        }
        let session =
            Envelope { descriptor: message.session.descriptor.clone(), transactions, ..Envelope::default() };
        let waits = self.sessions.get(id).is_some_and(|session| !session.waiting.is_empty());
        let answer = Message { version: message.version, session, ..Message::default() }.with_poll(waits);
        arrived.format.to_response(&answer).unwrap_or_else(|error| {
            println!("    server cannot answer: {error}");
            arrived.refuse_message(message, StatusCode::INTERNAL_SERVER_ERROR).to_response()
        })
    }

    /// Returns the next request for the client.
    fn next_waiting(&mut self, id: &str) -> Option<Transaction<'static>> {
        let next = self.sessions.get_mut(id)?.waiting.pop_front()?;
        Some(Transaction::new(TransactionMode::Request, self.name("srv"), next))
    }

    fn perform(&mut self, id: &str, version: Version, asked: &Primitive<'_>) -> Primitive<'static> {
        match asked {
            Primitive::LoginRequest(login) => self.log_in(version, login),
            Primitive::ClientCapabilityRequest(request) => self.agree(version, request),
            Primitive::ServiceRequest(request) => services(version, request),
            Primitive::GetPresenceRequest(request) => self.presence(request.user_ids()).into(),
            Primitive::SendMessageRequest(request) => self.send(request).into(),
            Primitive::KeepAliveRequest(_) => {
                KeepAliveResponse { result: success(), ..KeepAliveResponse::default() }.into()
            }
            Primitive::UpdatePresenceRequest(_) => Status::new(StatusCode::SUCCESS).into(),
            Primitive::LogoutRequest(_) => {
                self.sessions.remove(id);
                Status::new(StatusCode::SUCCESS).into()
            }
            _ => Status::new(StatusCode::NOT_IMPLEMENTED).into(),
        }
    }

    fn log_in(&mut self, version: Version, login: &LoginRequest<'_>) -> Primitive<'static> {
        let client_id = login.client_id.clone().map(ClientId::into_owned);
        let user = login
            .user_id
            .clone()
            .filter(|_| login.password.as_ref().is_some_and(|it| it.as_str() == PASSWORD));
        let Some(user) = user else {
            let result = Some(Outcome::new(StatusCode::INVALID_PASSWORD));
            return LoginResponse { client_id, result, ..LoginResponse::default() }.into();
        };
        let session_id = self.name("s");
        let session = Session {
            user: user.into_owned(),
            version,
            // A cookie that CIR cannot carry is a session without CIR.
            cookie: login.session_cookie.as_ref().and_then(|cookie| cookie.as_str().parse().ok()),
            waiting: VecDeque::new(),
            wake: None,
        };
        self.sessions.insert(session_id.clone(), session);
        LoginResponse {
            client_id,
            result: Some(success()),
            session_id: Some(session_id.into()),
            keep_alive_time: Some(600),
            capability_request: Some(true),
            ..LoginResponse::default()
        }
        .into()
    }

    /// Agrees on CIR over TCP, which is in another list in 1.1.
    fn agree(&self, version: Version, request: &ClientCapabilityRequest<'_>) -> Primitive<'static> {
        let (address, port) = (Some(self.cir.ip().to_string().into()), Some(self.cir.port().into()));
        let mut response = ClientCapabilityResponse {
            client_id: request.client_id.clone().map(ClientId::into_owned),
            ..ClientCapabilityResponse::default()
        };
        if version == Version::V1_1 {
            let stated = request.capability_list.as_ref().map(|list| (**list).clone().into_owned());
            response.capability_list = Some(Box::new(CapabilityList {
                supported_cir_method: vec![SupportedCirMethod::Stcp],
                tcp_address: address,
                tcp_port: port,
                ..stated.unwrap_or_default()
            }));
        } else {
            response.agreed_capability_list = Some(Box::new(AgreedCapabilityList {
                supported_bearer: vec![SupportedBearer::Http],
                supported_cir_method: vec![SupportedCirMethod::Stcp],
                tcp_address: address,
                tcp_port: port,
                ..AgreedCapabilityList::default()
            }));
        }
        response.into()
    }

    fn presence<'u>(&self, users: impl Iterator<Item = &'u UserId<'u>>) -> GetPresenceResponse<'static> {
        let presence = users.map(|user| {
            let is_online = self.sessions.values().any(|session| session.user.same_as(user));
            let list = PresenceSubList {
                online_status: vec![OnlineStatus::new(is_online)],
                ..PresenceSubList::default()
            };
            Presence {
                user_id: Some(user.clone().into_owned()),
                presence_sub_list: vec![list],
                ..Presence::default()
            }
        });
        GetPresenceResponse {
            result: success(),
            presence: presence.collect(),
            ..GetPresenceResponse::default()
        }
    }

    /// Queues a message in every session of its recipients, and wakes the clients.
    fn send(&mut self, request: &SendMessageRequest<'_>) -> SendMessageResponse<'static> {
        let message_id = self.name("m");
        let info =
            MessageInfo { message_id: Some(message_id.clone().into()), ..request.message_info.clone() };
        let new = NewMessage {
            message_info: info,
            content_data: request.content_data.clone(),
            ..NewMessage::default()
        };
        let users = request.message_info.recipient.iter().flat_map(|recipient| &recipient.users);
        let recipients = users.filter_map(|user| user.user_id.as_ref());
        let mut found = false;
        for user in recipients {
            for session in self.sessions.values_mut().filter(|session| session.user.same_as(user)) {
                session.waiting.push_back(new.clone().into_owned().into());
                session.wake.iter().for_each(|wake| wake());
                found = true;
            }
        }
        let code = if found { StatusCode::SUCCESS } else { StatusCode::UNKNOWN_USER };
        let result = Outcome::new(code);
        SendMessageResponse { result, message_id: Some(message_id.into()), ..SendMessageResponse::default() }
    }

    /// A client has opened a connection for CIR. Returns the text that wakes it; `None` if the
    /// session is unknown.
    pub(crate) fn hello(&mut self, session_id: &str, wake: impl Fn() + Send + 'static) -> Option<Wakeup> {
        let session = self.sessions.get_mut(session_id)?;
        session.wake = Some(Box::new(wake));
        Some(Wakeup { version: session.version, cookie: session.cookie.clone()? })
    }

    fn name(&mut self, prefix: &str) -> String {
        self.last += 1;
        format!("{prefix}-{}", self.last)
    }
}

fn success() -> Outcome<'static> {
    Outcome::new(StatusCode::SUCCESS)
}

/// All services are agreed.
fn services(version: Version, request: &ServiceRequest<'_>) -> Primitive<'static> {
    let all = request.all_functions_request.then(|| ServiceTree::all(version).to_features(version)).flatten();
    ServiceResponse {
        client_id: request.client_id.clone().map(ClientId::into_owned),
        all_functions: all.map(|features| Box::new(features.into())),
        ..ServiceResponse::default()
    }
    .into()
}
