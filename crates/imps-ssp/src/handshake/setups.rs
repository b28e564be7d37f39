//! All set-ups of a server.

use crate::handshake::{Credentials, Domain, Handshake, HandshakeError, Post, Role, Step};
use crate::{LoginResponse, Message, SendSecretToken, SetupPrimitive, SetupTransaction};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::time::Duration;

/// How many set-ups there may be at a time, and how long each may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetupLimits {
    /// Opened by peers. Anybody can open one, under any name.
    pub incoming: usize,
    /// Opened by this server. They have a limit of their own, so that others cannot keep it from opening any.
    pub outgoing: usize,
    /// From the first message to the last. None is known of the standard, and the one server that was seen has none.
    pub timeout: Duration,
}

/// 256 each way, a minute each.
impl Default for SetupLimits {
    fn default() -> Self {
        Self { incoming: 256, outgoing: 256, timeout: Duration::from_secs(60) }
    }
}

/// All set-ups of a server with one domain: at most one with each peer.
///
/// A server of several domains has one of these for each, at an address each: documents do not say whom they are for.
///
/// **When both servers open at once**, the set-up of the domain that comes first in the alphabet goes on. Its server refuses the
/// first message of the other as [`Crossed`](HandshakeError::Crossed), which is no fault and needs no answer; the other server gives
/// its own up and takes that message up. What the standard rules is not known. A peer that goes on with both ends with one session as
/// well, for the messages of the other set-up are refused.
///
/// **A first message while another set-up of the same peer is under way** is refused as a replay if it is the same. Else it
/// takes the place of the other, as of a peer that has started anew; but not once that peer has proved itself.
///
/// **Clock.** `now` is the time passed since any moment of the caller's choosing, the same for all calls and never
/// running backwards. Nothing ends by itself; call [`expire`](Self::expire) every now and then.
///
/// **Memory.** Bounded by [`SetupLimits`], up to the session and transaction ids.
#[derive(Clone, Debug)]
pub struct Setups {
    own: Domain,
    limits: SetupLimits,
    pending: BTreeMap<Domain, Handshake>,
}

impl Setups {
    /// No set-up yet, of the server of a domain.
    pub fn new(own: Domain, limits: SetupLimits) -> Self {
        Self { own, limits, pending: BTreeMap::new() }
    }

    /// Opens a set-up with a peer: the first message.
    ///
    /// # Errors
    /// [`UnderWay`](HandshakeError::UnderWay) when there is one with this peer, whoever opened it: wait for what becomes of it.
    /// [`Full`](HandshakeError::Full), and what [`Handshake::initiate`] says.
    pub fn initiate(
        &mut self,
        peer: Domain,
        credentials: Credentials,
        now: Duration,
    ) -> Result<Post, HandshakeError> {
        if self.live(&peer, now).is_some() {
            return Err(HandshakeError::UnderWay(peer));
        }
        self.check_room(&peer, Role::Initiator)?;
        let deadline = now.saturating_add(self.limits.timeout);
        let (handshake, post) = Handshake::initiate(self.own.clone(), peer, credentials, deadline)?;
        Ok(self.insert(handshake, post))
    }

    /// Takes any message of a set-up, and says what is next. `fresh` is asked for credentials when the message opens one.
    ///
    /// # Errors
    /// See [`HandshakeError`]: some have a [reply](HandshakeError::reply) to send.
    pub fn receive(
        &mut self,
        message: &Message<'_>,
        now: Duration,
        fresh: impl FnOnce() -> Credentials,
    ) -> Result<Step, HandshakeError> {
        let setup = message.setup_transaction().ok_or(HandshakeError::NotSetup)?;
        let peer = match &setup.primitive {
            SetupPrimitive::SendSecretToken(token) => {
                let peer = Domain::try_from(&token.service_id)?;
                if setup.mode.is_request() {
                    self.check_first(&peer, setup, token, now)?;
                    let deadline = now.saturating_add(self.limits.timeout);
                    let (handshake, post) = Handshake::accept(message, self.own.clone(), fresh(), deadline)?;
                    return Ok(Step::Reply(self.insert(handshake, post)));
                }
                peer
            }
            SetupPrimitive::LoginRequest(login) => Domain::try_from(&login.service_id)?,
            SetupPrimitive::LoginResponse(response) => {
                self.sender(setup, response).ok_or(HandshakeError::UnknownTransaction)?
            }
        };
        let handshake = self.pending.get_mut(&peer).ok_or(HandshakeError::UnknownTransaction)?;
        let step = handshake.receive(message, now);
        if handshake.is_over() {
            self.pending.remove(&peer);
        }
        step
    }

    /// Gives up the set-ups whose time is over, and says which, by peer.
    pub fn expire(&mut self, now: Duration) -> Vec<(Domain, Role)> {
        let over = self.pending.values().filter(|handshake| handshake.deadline() <= now);
        let over: Vec<_> = over.map(|handshake| (handshake.peer().clone(), handshake.role())).collect();
        for (peer, _) in &over {
            self.pending.remove(peer);
        }
        over
    }

    /// Gives up the set-up with a peer, for when a message could not be delivered; says which side this was, if there was one.
    pub fn give_up(&mut self, peer: &Domain) -> Option<Role> {
        self.pending.remove(peer).map(|handshake| handshake.role())
    }

    /// The set-up with a peer, if there is one under way.
    pub fn get(&self, peer: &Domain) -> Option<&Handshake> {
        self.pending.get(peer)
    }

    /// Number of set-ups under way; never above the sum of both limits.
    pub fn len(&self) -> usize {
        self.pending.len()
    }

    /// Whether none is under way.
    pub fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// The domain of the server whose set-ups these are.
    pub fn own(&self) -> &Domain {
        &self.own
    }

    fn live(&self, peer: &Domain, now: Duration) -> Option<&Handshake> {
        self.pending.get(peer).filter(|handshake| now < handshake.deadline())
    }

    fn insert(&mut self, handshake: Handshake, post: Post) -> Post {
        self.pending.insert(handshake.peer().clone(), handshake);
        post
    }

    /// Whether a first message may begin a set-up, possibly in place of the one under way.
    fn check_first(
        &self,
        peer: &Domain,
        setup: &SetupTransaction<'_>,
        token: &SendSecretToken<'_>,
        now: Duration,
    ) -> Result<(), HandshakeError> {
        if let Some(handshake) = self.live(peer, now) {
            let both_open = handshake.role() == Role::Initiator;
            if both_open && (self.own < *peer || !handshake.is_unanswered()) {
                return Err(HandshakeError::Crossed(peer.clone()));
            }
            if handshake.began_with(&setup.transaction_id, token) {
                return Err(HandshakeError::Replayed { step: "SendSecretToken" });
            }
            if handshake.is_proved() {
                return Err(HandshakeError::UnderWay(peer.clone()));
            }
        }
        self.check_room(peer, Role::Responder)
    }

    fn check_room(&self, peer: &Domain, role: Role) -> Result<(), HandshakeError> {
        let limit = match role {
            Role::Initiator => self.limits.outgoing,
            Role::Responder => self.limits.incoming,
        };
        // The one with the same peer is about to be replaced.
        let others = self.pending.values().filter(|other| other.role() == role && other.peer() != peer);
        if others.count() < limit { Ok(()) } else { Err(HandshakeError::Full) }
    }

    /// The peer that a response is of, which names no server: the one whose set-up has this transaction id. Initiators choose
    /// it, so several can have the same; then it is the one that the session id names.
    fn sender(&self, setup: &SetupTransaction<'_>, response: &LoginResponse<'_>) -> Option<Domain> {
        let peers = || self.pending.values().filter(|handshake| handshake.is_of(setup)).map(Handshake::peer);
        if peers().nth(1).is_none() {
            return peers().next().cloned();
        }
        let named: Domain = response.session_id.as_ref()?.domain()?.parse().ok()?;
        peers().find(|peer| **peer == named).cloned()
    }
}
