//! All set-ups of a server.

use crate::envelope::{LoginResponse, Message, SendSecretToken, SetupPrimitive, SetupTransaction};
use crate::handshake::{Credentials, Domain, Handshake, HandshakeError, Post, Role, Step};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::time::Duration;

/// How many set-ups there may be at a time, what each may hold, and how long it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetupLimits {
    /// Opened by peers. Anybody can open one, under any name.
    pub incoming: usize,
    /// Opened by this server. They have a limit of their own, so that others cannot keep it from opening any.
    pub outgoing: usize,
    /// How many octets the transaction id and the session id of the peer may have together, in each message. All else that a set-up
    /// holds is of a fixed size, or this server's own.
    pub octets: usize,
    /// From the first message to the last. None is known of the standard, and the one server that was seen has none.
    pub timeout: Duration,
}

/// 256 each way, 4 KiB and a minute each.
impl Default for SetupLimits {
    fn default() -> Self {
        Self { incoming: 256, outgoing: 256, octets: 4 << 10, timeout: Duration::from_secs(60) }
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
/// running backwards. Call [`expire`](Self::expire) every now and then: it says which have ended. Those over age that it was not
/// asked for give way to new ones without a word when there is no room.
///
/// **Memory.** Bounded by [`SetupLimits`]: the number of set-ups times their octets, some 500 bytes for each, and this server's own
/// ids.
///
/// **Names.** Nothing is posted to a peer whose [domain is not public](Domain::is_public), unless [`Setups`] stand
/// [in a closed network](Self::in_closed_network).
#[derive(Clone, Debug)]
pub struct Setups {
    own: Domain,
    limits: SetupLimits,
    /// Whether peers may have names that are not public.
    is_closed: bool,
    pending: BTreeMap<Domain, Handshake>,
}

impl Setups {
    /// No set-up yet, of the server of a domain.
    pub fn new(own: Domain, limits: SetupLimits) -> Self {
        Self { own, limits, is_closed: false, pending: BTreeMap::new() }
    }

    /// Takes peers of any name, such as `localhost` and `127.0.0.1`: **for tests in a closed network only**, since anybody who
    /// reaches this server can make it connect to whatever these names lead to.
    ///
    /// ```
    /// use imps_ssp::handshake::{Credentials, Domain, HandshakeError, SetupLimits, Setups};
    /// use std::time::Duration;
    /// let here = Domain::in_closed_network("localhost")?;
    /// let mut setups = Setups::new("alpha.example".parse()?, SetupLimits::default());
    /// let credentials = || Credentials::new("5f2c9a1e77d04b3f", "71@alpha.example", "71");
    /// let refused = setups.initiate(here.clone(), credentials(), Duration::ZERO);
    /// assert_eq!(refused, Err(HandshakeError::NoDomain));
    /// assert!(setups.in_closed_network().initiate(here, credentials(), Duration::ZERO).is_ok());
    /// # Ok::<(), HandshakeError>(())
    /// ```
    #[must_use]
    pub fn in_closed_network(self) -> Self {
        Self { is_closed: true, ..self }
    }

    /// Opens a set-up with a peer: the first message.
    ///
    /// # Errors
    /// [`UnderWay`](HandshakeError::UnderWay) when there is one with this peer, whoever opened it: wait for what becomes of it.
    /// [`NoDomain`](HandshakeError::NoDomain) when the peer's name is not public, [`Full`](HandshakeError::Full), and what
    /// [`Handshake::initiate`] says.
    pub fn initiate(
        &mut self,
        peer: Domain,
        credentials: Credentials,
        now: Duration,
    ) -> Result<Post, HandshakeError> {
        self.check_name(&peer)?;
        if self.live(&peer, now).is_some() {
            return Err(HandshakeError::UnderWay(peer));
        }
        self.check_room(&peer, Role::Initiator, now)?;
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
        self.check_octets(setup)?;
        let peer = match &setup.primitive {
            SetupPrimitive::SendSecretToken(token) => {
                let peer = Domain::in_closed_network(token.service_id.as_str())?;
                if setup.mode.is_request() {
                    self.check_name(&peer)?;
                    self.check_first(&peer, setup, token, now)?;
                    let deadline = now.saturating_add(self.limits.timeout);
                    let own = self.own.clone();
                    let (handshake, post) =
                        Handshake::accept_from(peer, setup, token, own, fresh(), deadline)?;
                    return Ok(Step::Reply(self.insert(handshake, post)));
                }
                peer
            }
            SetupPrimitive::LoginRequest(login) => Domain::in_closed_network(login.service_id.as_str())?,
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

    /// Whether a peer may be looked up.
    fn check_name(&self, peer: &Domain) -> Result<(), HandshakeError> {
        if self.is_closed || peer.is_public() { Ok(()) } else { Err(HandshakeError::NoDomain) }
    }

    /// Whether a message brings no more than may be kept of it.
    fn check_octets(&self, setup: &SetupTransaction<'_>) -> Result<(), HandshakeError> {
        let limit = self.limits.octets;
        let session_id = match &setup.primitive {
            SetupPrimitive::LoginResponse(response) => response.session_id.as_ref(),
            _ => None,
        };
        let octets = session_id.map_or(0, |id| id.as_str().len());
        let octets = octets.saturating_add(setup.transaction_id.as_str().len());
        if octets <= limit { Ok(()) } else { Err(HandshakeError::TooLong { limit }) }
    }

    /// Whether a first message may begin a set-up, possibly in place of the one under way.
    fn check_first(
        &mut self,
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
        self.check_room(peer, Role::Responder, now)
    }

    /// Makes room for one more. Those over age give way, but only when they are in it: `expire` tells of them.
    fn check_room(&mut self, peer: &Domain, role: Role, now: Duration) -> Result<(), HandshakeError> {
        let limit = match role {
            Role::Initiator => self.limits.outgoing,
            Role::Responder => self.limits.incoming,
        };
        // The one with the same peer is about to be replaced.
        let is_other = |other: &Handshake| other.role() == role && other.peer() != peer;
        if self.pending.values().filter(|other| is_other(other)).count() >= limit {
            self.pending.retain(|_, other| !is_other(other) || now < other.deadline());
        }
        let others = self.pending.values().filter(|other| is_other(other));
        if others.count() < limit { Ok(()) } else { Err(HandshakeError::Full) }
    }

    /// The peer that a response is of, which names no server: the one whose set-up has this transaction id. Initiators choose
    /// it, so several can have the same; then it is the one that the session id names.
    fn sender(&self, setup: &SetupTransaction<'_>, response: &LoginResponse<'_>) -> Option<Domain> {
        let peers = || self.pending.values().filter(|handshake| handshake.is_of(setup)).map(Handshake::peer);
        if peers().nth(1).is_none() {
            return peers().next().cloned();
        }
        let named = Domain::in_closed_network(response.session_id.as_ref()?.domain()?).ok()?;
        peers().find(|peer| **peer == named).cloned()
    }
}
