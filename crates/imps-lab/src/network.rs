//! The hook for another network, such as XMPP or Matrix: its users are users of a domain that the
//! world does not serve.
//!
//! A bridge to the network opens the connections, and a [`Network`] is between it and the
//! [`World`]. The news for a user of the network leave as [`Outbound`], and the news from
//! her arrive as [`Inbound`]. A user of the network acts in the world as a guest. So the rules of
//! the world hold for her: block lists, the authorisation of presence, limits, and the time that a
//! message waits.
//!
//! | | out | in |
//! | --- | --- | --- |
//! | messages | [`Outbound::Message`], [`Outbound::Report`] | [`Inbound::Message`], [`Inbound::Delivered`] |
//! | presence | [`Outbound::Presence`] | [`Inbound::Presence`] |
//! | who may see presence | [`Outbound::Asks`], [`Outbound::Unwatch`] | [`Inbound::Watch`], [`Inbound::Unwatch`], [`Inbound::Decide`] |
//! | roster | [`Outbound::Added`] | [`Inbound::Add`], [`Inbound::Remove`] |
//!
//! ```
//! use core::time::Duration;
//! use imps_lab::network::{Inbound, Network, Outbound};
//! use imps_lab::{Account, Caller, Options, PushSettings, World};
//! use imps_csp::common::{Recipient, User};
//! use imps_csp::messaging::SendMessageRequest;
//!
//! let mut world = World::new("example.com", [Account::new("wv:ann@example.com")], Options::default());
//! let mut network = Network::new("beta.example");
//! let (ann, now) = (Caller::new("wv:ann@example.com", "phone"), Duration::from_secs(1_000_000_000));
//! world.log_in(&ann, PushSettings::default(), now).unwrap();
//!
//! // Out: a request of a client here that names a user there.
//! let to_omar = Recipient::from_iter([User::new("wv:omar@beta.example")]);
//! let passed = network.perform(&mut world, &ann, SendMessageRequest::text(to_omar, "hello").into(), now);
//! let [Outbound::Message { to, message }] = &passed.outbound[..] else { panic!() };
//! assert_eq!((to.as_str(), &message.content_data), ("wv:omar@beta.example", &Some("hello".into())));
//!
//! // In: his answer.
//! let hi = Inbound::text("wv:omar@beta.example", "wv:ann@example.com", "hi");
//! assert_eq!(network.take(&mut world, hi, now).deliveries[0].primitive.name(), "NewMessage");
//! ```

mod inbound;
mod outbound;

pub use inbound::Inbound;
pub use outbound::Outbound;

use crate::names;
use crate::{Caller, Delivery, Performed, PushSettings, RegistrationError, World};
use core::time::Duration;
use imps_core::Version;
use imps_csp::address::AddressForm;
use imps_csp::domain::is_same;
use imps_csp::{Outcome, Primitive, Status, StatusCode, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// The name of the client of each guest.
const CLIENT: &str = "network";

/// The maximum number of guests at first.
const GUESTS: usize = 1000;

/// The maximum number of guests at first that one user of the world makes known.
const GUESTS_PER_USER: usize = 100;

/// Another network with the users of one domain.
///
/// **Memory.** A guest is known from the first time that she acts, or that a user with a session
/// names her, up to [`with_limit`](Self::with_limit). Each user makes a part of them known, up to
/// [`with_limit_per_user`](Self::with_limit_per_user), so that none fills the network with invented
/// names. Further ones get 516, as without a network.
#[derive(Clone, Debug)]
pub struct Network {
    domain: String,
    limit: usize,
    limit_per_user: usize,
    guests: BTreeSet<String>,
    /// The number of guests that each user of the world has made known.
    named: BTreeMap<String, usize>,
}

/// The results of something that has passed the hook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passed {
    /// The answer to the client, or for the user of the network: with the identifier of her
    /// message, or the code of a refusal.
    pub answer: Primitive<'static>,
    /// The requests of the server for clients of the world.
    pub deliveries: Vec<Delivery>,
    /// The news for users of the network, in order.
    pub outbound: Vec<Outbound>,
}

impl Network {
    /// A network with the users of a domain.
    pub fn new(domain: impl Into<String>) -> Self {
        Self {
            domain: domain.into(),
            limit: GUESTS,
            limit_per_user: GUESTS_PER_USER,
            guests: BTreeSet::new(),
            named: BTreeMap::new(),
        }
    }

    /// Sets the maximum number of guests. At first it is 1000.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Sets the maximum number of guests that one user of the world makes known, by her requests. At
    /// first it is 100.
    #[must_use]
    pub fn with_limit_per_user(self, limit_per_user: usize) -> Self {
        Self { limit_per_user, ..self }
    }

    /// The domain of the users.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Performs a request of a client, as [`World::perform`] does. It may name users of the
    /// network.
    pub fn perform(
        &mut self,
        world: &mut World,
        who: &Caller,
        request: Primitive<'_>,
        now: Duration,
    ) -> Passed {
        let named: Vec<_> = names::users_of(&request).into_iter().filter(|user| self.is_own(user)).collect();
        if world.has_session(who) {
            self.admit_named(world, &who.user, &named, now);
        }
        let is_end = matches!(request, Primitive::UnsubscribePresenceRequest(_));
        let mut passed = self.passed(world.perform(who, request, now));
        let is_done = passed.answer.outcome().is_some_and(Outcome::is_success);
        let watcher = world.account(&who.user).filter(|_| is_end && is_done);
        if let Some(watcher) = watcher.map(|account| account.user_id.clone()) {
            let unwatch = |to| Outbound::Unwatch { to, watcher: watcher.clone() };
            passed.outbound.extend(named.into_iter().map(unwatch));
        }
        passed
    }

    /// Takes what comes from a user of the network. A user of another domain gets 516.
    pub fn take(&mut self, world: &mut World, inbound: Inbound, now: Duration) -> Passed {
        let refused =
            |code: StatusCode| Performed { answer: Status::new(code).into(), deliveries: Vec::new() };
        let user = inbound.user().clone();
        if !self.is_own(&user) || inbound.others().any(|other| self.is_own(other)) {
            return self.passed(refused(StatusCode::DOMAIN_NOT_SUPPORTED));
        }
        if let Err(code) = self.admit(world, user.clone(), now) {
            return self.passed(refused(code));
        }
        let guest = guest(user);
        let mut done = Performed { answer: Status::new(StatusCode::SUCCESS).into(), deliveries: Vec::new() };
        for request in inbound.into_requests() {
            let performed = world.perform(&guest, request, now);
            done.answer = performed.answer;
            done.deliveries.extend(performed.deliveries);
        }
        self.passed(done)
    }

    /// Separates what leaves for users of the network from deliveries, for example from the ones of
    /// [`World::expire`], [`World::log_in`] and [`World::log_out`].
    pub fn separate(&self, deliveries: Vec<Delivery>) -> (Vec<Delivery>, Vec<Outbound>) {
        let (own, rest): (Vec<_>, Vec<_>) = deliveries.into_iter().partition(|it| self.is_own(&it.user));
        (rest, own.into_iter().flat_map(|it| Outbound::of(it.user, it.primitive)).collect())
    }

    fn passed(&self, performed: Performed) -> Passed {
        let (deliveries, outbound) = self.separate(performed.deliveries);
        Passed { answer: performed.answer, deliveries, outbound }
    }

    fn is_own(&self, user: &UserId<'_>) -> bool {
        let address = user.address();
        address.form() == Some(AddressForm::User)
            && address.domain().is_some_and(|domain| is_same(domain, &self.domain))
    }

    /// Admits the users that a user of the world names. Without room, the world refuses them.
    fn admit_named(&mut self, world: &mut World, by: &UserId<'_>, named: &[UserId<'static>], now: Duration) {
        let by = names::normal(by);
        let mut count = self.named.get(&by).copied().unwrap_or_default();
        let before = count;
        for user in named {
            let is_new = !self.guests.contains(&names::normal(user));
            if is_new && count < self.limit_per_user && self.admit(world, user.clone(), now).is_ok() {
                count = count.saturating_add(1);
            }
        }
        if count > before {
            self.named.insert(by, count);
        }
    }

    /// Makes a user of the network a guest, with a session that is offline until the network says
    /// more.
    fn admit(&mut self, world: &mut World, user: UserId<'static>, now: Duration) -> Result<(), StatusCode> {
        let name = names::normal(&user);
        if self.guests.contains(&name) {
            return Ok(());
        }
        if self.guests.len() >= self.limit {
            return Err(StatusCode::DOMAIN_NOT_SUPPORTED);
        }
        world.admit(user.clone()).map_err(RegistrationError::status)?;
        let guest = guest(user);
        // Nothing waits for her, and nobody watches her yet.
        world.log_in(&guest, PushSettings::default(), now)?;
        for request in inbound::first_requests() {
            world.perform(&guest, request, now);
        }
        self.guests.insert(name);
        Ok(())
    }
}

/// The client of a guest. Clients of 1.2 are asked about every watcher.
fn guest(user: UserId<'static>) -> Caller {
    Caller::new(user, CLIENT).with_version(Version::V1_2)
}
