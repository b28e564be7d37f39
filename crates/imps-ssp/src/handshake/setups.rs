//! All set-ups of a server.

use crate::envelope::{LoginResponse, Message, SendSecretToken, SetupPrimitive, SetupTransaction};
use crate::handshake::{Credentials, Domain, Handshake, HandshakeError, Post, Role, Step};
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::time::Duration;

/// The limits of set-ups: their number, their size, and their duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetupLimits {
    /// The maximum number of set-ups opened by peers. Anybody can open one, under any name.
    /// Default: 256.
    pub incoming: usize,
    /// The maximum number of set-ups opened by this server. The separate limit prevents peers from
    /// blocking them. Default: 256.
    pub outgoing: usize,
    /// The maximum number of bytes of the peer's transaction id and session id together, per
    /// message. Everything else in a set-up has a fixed size, or belongs to this server. Default: 4
    /// KiB.
    pub bytes: usize,
    /// The maximum time from the first message to the last. No time of the standard is known, and
    /// the only known server has no timeout. Default: one minute.
    pub timeout: Duration,
}

/// 256 in each direction, 4 KiB and a minute each.
impl Default for SetupLimits {
    fn default() -> Self {
        Self { incoming: 256, outgoing: 256, bytes: 4 << 10, timeout: Duration::from_secs(60) }
    }
}

/// All set-ups of a server with one domain: at most one per peer.
///
/// A server of several domains needs one `Setups` per domain, each at its own address, because
/// documents do not state their recipient.
///
/// **If both servers open at once**, the set-up of the alphabetically first domain continues. Its
/// server refuses the first message of the other as [`Crossed`](HandshakeError::Crossed), which is
/// not a fault and needs no answer. The other server abandons its own set-up and accepts this
/// message. The rule of the standard is unknown. A peer that continues both also ends with one
/// session, because the messages of the other set-up are refused.
///
/// **A first message during another set-up of the same peer** is refused as a replay if it is the
/// same message. Otherwise it replaces the other set-up, because the peer may have restarted; but
/// not once the peer has proved its identity.
///
/// **Clock.** `now` is the time passed since any moment of the caller's choice. It must be the same
/// moment for all calls, and `now` must never run backwards. Call [`expire`](Self::expire) from
/// time to time: it returns the ended set-ups. If there is no room, expired set-ups silently give
/// way to new ones.
///
/// **Memory.** [`SetupLimits`] bounds it: the number of set-ups times their bytes, about 500 bytes
/// per set-up, and this server's own ids.
///
/// **Names.** Nothing is posted to a peer with a [domain that is not public](Domain::is_public),
/// unless the [`Setups`] are [in a closed network](Self::in_closed_network).
#[doc(alias("dialback", "server authentication"))]
#[derive(Clone, Debug)]
pub struct Setups {
    own: Domain,
    limits: SetupLimits,
    /// Whether the domains of peers may be non-public.
    is_closed: bool,
    pending: BTreeMap<Domain, Handshake>,
}

impl Setups {
    /// Creates an empty set for the server of a domain.
    pub fn new(own: Domain, limits: SetupLimits) -> Self {
        Self { own, limits, is_closed: false, pending: BTreeMap::new() }
    }

    /// Accepts peers of any name, such as `localhost` and `127.0.0.1`: **only for tests in a closed
    /// network**, because anybody who reaches this server can make it connect to the targets of
    /// these names.
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

    /// Opens a set-up with a peer. Returns the first message.
    ///
    /// # Errors
    /// [`UnderWay`](HandshakeError::UnderWay) if there is one with this peer, opened by either
    /// side: wait for its result. [`NoDomain`](HandshakeError::NoDomain) if the peer's name is not
    /// public, [`Full`](HandshakeError::Full), and the errors of [`Handshake::initiate`].
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

    /// Processes any message of a set-up, and returns the next step. Calls `fresh` for credentials
    /// if the message opens a set-up.
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
        self.check_bytes(setup)?;
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

    /// Removes the expired set-ups, and returns their peers.
    pub fn expire(&mut self, now: Duration) -> Vec<(Domain, Role)> {
        let over = self.pending.values().filter(|handshake| handshake.deadline() <= now);
        let over: Vec<_> = over.map(|handshake| (handshake.peer().clone(), handshake.role())).collect();
        for (peer, _) in &over {
            self.pending.remove(peer);
        }
        over
    }

    /// Removes the set-up with a peer, for instance if a message could not be delivered. Returns
    /// the side of this server, if there was a set-up.
    pub fn give_up(&mut self, peer: &Domain) -> Option<Role> {
        self.pending.remove(peer).map(|handshake| handshake.role())
    }

    /// Returns the current set-up with a peer, if any.
    pub fn get(&self, peer: &Domain) -> Option<&Handshake> {
        self.pending.get(peer)
    }

    /// Returns the number of current set-ups; never above the sum of both limits.
    pub fn len(&self) -> usize {
        self.pending.len()
    }

    /// Returns whether there is no current set-up.
    pub fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// Returns the domain of this server.
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

    /// Checks whether a peer may be looked up.
    fn check_name(&self, peer: &Domain) -> Result<(), HandshakeError> {
        if self.is_closed || peer.is_public() { Ok(()) } else { Err(HandshakeError::NoDomain) }
    }

    /// Checks the size of the stored parts of a message.
    fn check_bytes(&self, setup: &SetupTransaction<'_>) -> Result<(), HandshakeError> {
        let limit = self.limits.bytes;
        let session_id = match &setup.primitive {
            SetupPrimitive::LoginResponse(response) => response.session_id.as_ref(),
            _ => None,
        };
        let bytes = session_id.map_or(0, |id| id.as_str().len());
        let bytes = bytes.saturating_add(setup.transaction_id.as_str().len());
        if bytes <= limit { Ok(()) } else { Err(HandshakeError::TooLong { limit }) }
    }

    /// Checks whether a first message may start a set-up, possibly in place of the current one.
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

    /// Makes room for one more. Expired set-ups give way, but only if necessary, because `expire`
    /// reports them.
    fn check_room(&mut self, peer: &Domain, role: Role, now: Duration) -> Result<(), HandshakeError> {
        let limit = match role {
            Role::Initiator => self.limits.outgoing,
            Role::Responder => self.limits.incoming,
        };
        // The set-up with the same peer will be replaced.
        let is_other = |other: &Handshake| other.role() == role && other.peer() != peer;
        if self.pending.values().filter(|other| is_other(other)).count() >= limit {
            self.pending.retain(|_, other| !is_other(other) || now < other.deadline());
        }
        let others = self.pending.values().filter(|other| is_other(other));
        if others.count() < limit { Ok(()) } else { Err(HandshakeError::Full) }
    }

    /// Returns the sender of a response, which names no server: the peer of the set-up with this
    /// transaction id. Initiators choose the id, so several set-ups can have the same one; then the
    /// session id decides.
    fn sender(&self, setup: &SetupTransaction<'_>, response: &LoginResponse<'_>) -> Option<Domain> {
        let peers = || self.pending.values().filter(|handshake| handshake.is_of(setup)).map(Handshake::peer);
        if peers().nth(1).is_none() {
            return peers().next().cloned();
        }
        let named = Domain::in_closed_network(response.session_id.as_ref()?.domain()?).ok()?;
        peers().find(|peer| **peer == named).cloned()
    }
}
