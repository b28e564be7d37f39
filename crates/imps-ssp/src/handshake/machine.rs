//! One set-up, seen from one side.

use crate::common::{Mode, ServiceId, SessionId, Status, TransactionId};
use crate::envelope::{
    LoginRequest, LoginResponse, Message, SendSecretToken, SetupPrimitive, SetupTransaction,
};
use crate::handshake::credentials::{Proof, same_transaction};
use crate::handshake::{Credentials, Domain, Established, HandshakeError, Post, Role, Step};
use alloc::boxed::Box;
use alloc::string::ToString;
use core::time::Duration;
use imps_types::StatusCode;

/// One set-up, seen from one side. It stores no secrets, only their digests, which `Debug` does not
/// show.
///
/// A message that does not belong to the set-up changes nothing, so neither replays nor foreign
/// messages disturb it. A message that belongs to it but is wrong ends it. So does a message after
/// the deadline.
///
/// For several set-ups at a time, and for set-ups opened by both servers, see
/// [`Setups`](crate::handshake::Setups).
#[derive(Clone, Debug)]
pub struct Handshake {
    own: Domain,
    peer: Domain,
    role: Role,
    /// The transaction id of the initiator, on both sides.
    transaction_id: TransactionId<'static>,
    session_id: SessionId<'static>,
    time_to_live: Option<u32>,
    peer_time_to_live: Option<u32>,
    /// The proof that the peer must send.
    expected: Proof,
    /// The proof that this side sends on request. Only a responder stores it; an initiator sends
    /// its proof as soon as it can.
    shown: Option<Proof>,
    awaits: Awaits,
    deadline: Duration,
}

/// The awaited step, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Awaits {
    Token,
    Login,
    Response,
    Nothing,
}

impl Awaits {
    /// Returns the step of a message.
    const fn step(primitive: &SetupPrimitive<'_>) -> Self {
        match primitive {
            SetupPrimitive::SendSecretToken(_) => Self::Token,
            SetupPrimitive::LoginRequest(_) => Self::Login,
            SetupPrimitive::LoginResponse(_) => Self::Response,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Token => "SendSecretToken",
            Self::Login => "LoginRequest",
            Self::Response => "LoginResponse",
            Self::Nothing => "nothing",
        }
    }
}

impl Handshake {
    /// Opens a set-up with a peer. Returns the first message.
    ///
    /// # Errors
    /// [`OwnDomain`](HandshakeError::OwnDomain), and [`Credentials`](HandshakeError::Credentials)
    /// if they are incomplete.
    pub fn initiate(
        own: Domain,
        peer: Domain,
        credentials: Credentials,
        deadline: Duration,
    ) -> Result<(Self, Post), HandshakeError> {
        let transaction_id = credentials.transaction_id.clone();
        Self::open(Role::Initiator, own, peer, credentials, transaction_id, deadline)
    }

    /// Accepts a set-up that a peer has opened. Returns the second message. Do **not** send it to
    /// the address from which the first message came, but to the server that is found for the
    /// claimed domain: a peer that lied about its domain does not receive it.
    ///
    /// # Errors
    /// [`NotSetup`](HandshakeError::NotSetup), [`OutOfTurn`](HandshakeError::OutOfTurn) or
    /// [`WrongMode`](HandshakeError::WrongMode) if the message is not the first of a set-up,
    /// [`NoDomain`](HandshakeError::NoDomain) or [`OwnDomain`](HandshakeError::OwnDomain) for the
    /// server that it names, [`MissingSecret`](HandshakeError::MissingSecret) if it has no secret,
    /// [`Credentials`](HandshakeError::Credentials) if the credentials are incomplete.
    pub fn accept(
        first: &Message<'_>,
        own: Domain,
        credentials: Credentials,
        deadline: Duration,
    ) -> Result<(Self, Post), HandshakeError> {
        let setup = first.setup_transaction().ok_or(HandshakeError::NotSetup)?;
        let SetupPrimitive::SendSecretToken(token) = &setup.primitive else {
            return Err(out_of_turn(Awaits::Token, Awaits::step(&setup.primitive)));
        };
        if !setup.mode.is_request() {
            return Err(HandshakeError::WrongMode);
        }
        let peer = Domain::try_from(&token.service_id)?;
        Self::accept_from(peer, setup, token, own, credentials, deadline)
    }

    /// Accepts a set-up that this peer has opened.
    pub(super) fn accept_from(
        peer: Domain,
        setup: &SetupTransaction<'_>,
        token: &SendSecretToken<'_>,
        own: Domain,
        credentials: Credentials,
        deadline: Duration,
    ) -> Result<(Self, Post), HandshakeError> {
        let shown = Proof::of(&token.secret_token).ok_or(HandshakeError::MissingSecret)?;
        let transaction_id = setup.transaction_id.clone().into_owned();
        let (handshake, post) =
            Self::open(Role::Responder, own, peer, credentials, transaction_id, deadline)?;
        Ok((Self { shown: Some(shown), ..handshake }, post))
    }

    /// The first action of both sides: sending their secret.
    fn open(
        role: Role,
        own: Domain,
        peer: Domain,
        credentials: Credentials,
        transaction_id: TransactionId<'static>,
        deadline: Duration,
    ) -> Result<(Self, Post), HandshakeError> {
        if own == peer {
            return Err(HandshakeError::OwnDomain(own));
        }
        let expected = credentials.proof()?;
        let Credentials { secret, session_id, time_to_live, transaction_id: own_id } = credentials;
        let awaits = match role {
            Role::Initiator => Awaits::Token,
            Role::Responder => Awaits::Login,
        };
        let token = SendSecretToken { secret_token: secret, ..SendSecretToken::new(own.service_id(), "") };
        let handshake = Self {
            own,
            peer,
            role,
            transaction_id,
            session_id,
            time_to_live,
            peer_time_to_live: None,
            expected,
            shown: None,
            awaits,
            deadline,
        };
        // A quirk: the second message is an answer, but has its own transaction id.
        let post = handshake.post_as(own_id, token);
        Ok((handshake, post))
    }

    /// Processes a message of the peer, and returns the next step.
    ///
    /// # Errors
    /// See [`HandshakeError`]. [`HandshakeError::ends`] returns whether the set-up is
    /// [over](Self::is_over) now.
    pub fn receive(&mut self, message: &Message<'_>, now: Duration) -> Result<Step, HandshakeError> {
        if self.is_over() {
            return Err(HandshakeError::Over);
        }
        if self.deadline <= now {
            self.awaits = Awaits::Nothing;
            return Err(HandshakeError::TimedOut);
        }
        let setup = message.setup_transaction().ok_or(HandshakeError::NotSetup)?;
        self.check(setup)?;
        match &setup.primitive {
            SetupPrimitive::SendSecretToken(token) => self.token(token),
            SetupPrimitive::LoginRequest(login) => self.login(login),
            SetupPrimitive::LoginResponse(response) => self.response(response),
        }
    }

    /// Returns the server at the other end. All messages go to it.
    pub fn peer(&self) -> &Domain {
        &self.peer
    }

    /// Returns the side of this server.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Returns the deadline, by the caller's clock.
    pub fn deadline(&self) -> Duration {
        self.deadline
    }

    /// Returns whether it has ended, with success or not.
    pub fn is_over(&self) -> bool {
        self.awaits == Awaits::Nothing
    }

    /// Returns whether the peer has proved its identity.
    pub(super) fn is_proved(&self) -> bool {
        self.awaits >= Awaits::Response
    }

    /// Returns whether no message of the peer has arrived yet. Only then does an initiator give way
    /// to the set-up of the peer.
    pub(super) fn is_unanswered(&self) -> bool {
        self.awaits == Awaits::Token
    }

    /// Returns whether this is a responder that this message has started.
    pub(super) fn began_with(&self, transaction_id: &TransactionId<'_>, token: &SendSecretToken<'_>) -> bool {
        let proof = Proof::of(&token.secret_token);
        let same_secret = self.shown.as_ref().zip(proof).is_some_and(|(shown, proof)| shown.same_as(&proof));
        same_secret && same_transaction(&self.transaction_id, transaction_id)
    }

    /// Returns whether mode and transaction id match the peer's messages from the third on.
    pub(super) fn is_of(&self, setup: &SetupTransaction<'_>) -> bool {
        self.fits(&setup.mode) && same_transaction(&self.transaction_id, &setup.transaction_id)
    }

    fn fits(&self, mode: &Mode<'_>) -> bool {
        mode.is_request() == (self.role == Role::Responder)
    }

    /// Checks that the message belongs to this set-up and to this step.
    fn check(&self, setup: &SetupTransaction<'_>) -> Result<(), HandshakeError> {
        if !self.fits(&setup.mode) {
            return Err(HandshakeError::WrongMode);
        }
        if let Some(service_id) = service_id(&setup.primitive) {
            // The name is compared, not looked up.
            let found = Domain::in_closed_network(service_id.as_str())?;
            if found != self.peer {
                return Err(HandshakeError::WrongDomain { expected: self.peer.clone(), found });
            }
        }
        let step = Awaits::step(&setup.primitive);
        // The second message has the responder's own id, or this side's id if the responder also
        // avoids the quirk.
        if step != Awaits::Token && !same_transaction(&self.transaction_id, &setup.transaction_id) {
            return Err(HandshakeError::UnknownTransaction);
        }
        if step < self.awaits {
            return Err(HandshakeError::Replayed { step: step.name() });
        }
        // A peer can refuse at any time.
        if step > self.awaits && !is_refusal(&setup.primitive) {
            return Err(out_of_turn(self.awaits, step));
        }
        Ok(())
    }

    /// Processes message 2 at the initiator; the answer is message 3.
    fn token(&mut self, token: &SendSecretToken<'_>) -> Result<Step, HandshakeError> {
        let proof = Proof::of(&token.secret_token).ok_or(HandshakeError::MissingSecret)?;
        self.awaits = Awaits::Login;
        Ok(Step::Reply(self.login_request(&proof)))
    }

    /// Processes message 3 at the responder (the answer is message 4), or message 4 at the
    /// initiator (the answer is message 5).
    fn login(&mut self, login: &LoginRequest<'_>) -> Result<Step, HandshakeError> {
        if !self.expected.is(&login.password_digest) {
            self.awaits = Awaits::Nothing;
            let reply = self.refusal(StatusCode::INVALID_PASSWORD, "Digest does not match");
            return Err(HandshakeError::WrongDigest { reply });
        }
        self.awaits = Awaits::Response;
        self.peer_time_to_live = login.time_to_live;
        Ok(Step::Reply(match &self.shown {
            Some(proof) => self.login_request(proof),
            None => self.login_response(),
        }))
    }

    /// Processes message 5 at the responder (the answer is message 6), or message 6 at the
    /// initiator, or a refusal.
    fn response(&mut self, response: &LoginResponse<'_>) -> Result<Step, HandshakeError> {
        self.awaits = Awaits::Nothing;
        let LoginResponse { session_id, time_to_live, status, .. } = response;
        if !status.is_success() {
            let description = status.description.as_ref().map(ToString::to_string);
            return Err(HandshakeError::Refused { code: status.code, description });
        }
        let Some(peer_session_id) = session_id.as_ref().filter(|id| !id.as_str().trim().is_empty()) else {
            let reply = self.refusal(StatusCode::BAD_REQUEST, "No session id");
            return Err(HandshakeError::MissingSessionId { reply });
        };
        let session = Box::new(Established {
            own: self.own.clone(),
            peer: self.peer.clone(),
            role: self.role,
            own_session_id: self.session_id.clone(),
            peer_session_id: peer_session_id.clone().into_owned(),
            own_time_to_live: self.time_to_live,
            peer_time_to_live: time_to_live.or(self.peer_time_to_live),
        });
        let reply = match self.role {
            Role::Initiator => None,
            Role::Responder => Some(self.login_response()),
        };
        Ok(Step::Established { session, reply })
    }

    fn login_request(&self, proof: &Proof) -> Post {
        self.post(LoginRequest {
            service_id: self.own.service_id(),
            time_to_live: self.time_to_live,
            password_digest: proof.digest(),
            ..LoginRequest::default()
        })
    }

    fn login_response(&self) -> Post {
        self.post(LoginResponse {
            session_id: Some(self.session_id.clone()),
            time_to_live: self.time_to_live,
            status: Status::new(StatusCode::SUCCESS),
            ..LoginResponse::default()
        })
    }

    fn refusal(&self, code: StatusCode, description: &'static str) -> Box<Post> {
        let status = Status { description: Some(description.into()), ..Status::new(code) };
        Box::new(self.post(LoginResponse { status, ..LoginResponse::default() }))
    }

    fn post(&self, primitive: impl Into<SetupPrimitive<'static>>) -> Post {
        self.post_as(self.transaction_id.clone(), primitive)
    }

    fn post_as(
        &self,
        transaction_id: TransactionId<'static>,
        primitive: impl Into<SetupPrimitive<'static>>,
    ) -> Post {
        let mode = match self.role {
            Role::Initiator => Mode::Request,
            Role::Responder => Mode::Response,
        };
        Post { to: self.peer.clone(), message: Message::setup(mode, transaction_id, primitive) }
    }
}

/// Returns the server that a message names as its sender.
fn service_id<'m, 'a>(primitive: &'m SetupPrimitive<'a>) -> Option<&'m ServiceId<'a>> {
    match primitive {
        SetupPrimitive::SendSecretToken(token) => Some(&token.service_id),
        SetupPrimitive::LoginRequest(login) => Some(&login.service_id),
        SetupPrimitive::LoginResponse(_) => None,
    }
}

fn is_refusal(primitive: &SetupPrimitive<'_>) -> bool {
    matches!(primitive, SetupPrimitive::LoginResponse(response) if !response.status.is_success())
}

fn out_of_turn(expected: Awaits, found: Awaits) -> HandshakeError {
    HandshakeError::OutOfTurn { expected: expected.name(), found: found.name() }
}
