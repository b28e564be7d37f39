//! The sessions and the world behind them, without sockets: what to answer, and whom to wake.

mod bridging;
mod deliveries;
mod events;
mod mixed;
mod peers;
#[cfg(test)]
mod tests;
mod waking;

pub(super) use mixed::Mixed;
pub(super) use peers::{News, Outbound};
pub(super) use waking::{Datagram, METHODS};

use super::faults::{self, Fault};
use super::state::State;
use crate::world::{Account, Caller, RestoreError, World};
use imps_csp::domain::is_same;
use imps_csp::{MessageId, Primitive, Status, StatusCode, UserId};
use imps_session::server::{Call, Credentials, LoginCall, SessionOptions, Sessions, Step};
use imps_transport::http::Arrived;
use oma_imps::ValidateOptions;
use oma_imps::csp::Message;
use oma_imps::imps_core::validate::Severity;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::time::Duration;

/// The time after which a session enters the world, if it negotiates and asks nothing.
const LOBBY: Duration = Duration::from_secs(2);

/// The time between two looks for things that have become too old.
const TICK: Duration = Duration::from_secs(10);

/// Something to do outside.
#[derive(Clone, Debug)]
pub(super) enum Effect {
    /// Wake a client: on its connection, or by a datagram.
    Wake { session_id: String, datagram: Option<Datagram> },
    /// A session is over.
    Ended { session_id: String },
    /// Send a request to the server of another domain.
    Tell { domain: String, news: Box<News> },
    /// A line for the log.
    Note(String),
}

/// The choices of the operator.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    /// Whether documents with faults are refused.
    pub(super) pedantic: bool,
    /// Whether the first login of an unknown user makes an account.
    pub(super) register: bool,
    /// The domains of other servers, in lower case.
    pub(super) peers: BTreeSet<String>,
}

/// The sessions and the world.
#[derive(Debug)]
pub(super) struct Village {
    sessions: Sessions,
    world: World,
    rules: Rules,
    /// The clients in the world, by their sessions.
    present: BTreeMap<String, Caller>,
    /// The sessions that are not in the world yet, and the time at which they enter.
    lobby: BTreeMap<String, Duration>,
    /// Requests of the server for sessions that have not negotiated their services.
    held: BTreeMap<String, Vec<Primitive<'static>>>,
    /// The sessions of users who order a fault.
    faulty: BTreeMap<String, Fault>,
    /// The addresses from which the clients of sessions have logged in.
    origins: BTreeMap<String, IpAddr>,
    /// The address of the login that is processed.
    origin: Option<IpAddr>,
    /// The users of other domains in the world.
    guests: BTreeSet<String>,
    /// The number of the last message for another domain.
    last_relayed: u128,
    /// The identifiers of messages of guests: the own one, and the one of their server.
    foreign_ids: BTreeMap<String, MessageId<'static>>,
    effects: Vec<Effect>,
    next_tick: Duration,
}

/// The performance of a request.
pub(super) enum Performing<'a> {
    /// It is performed. With the fault that it orders.
    Done(Step<'a>, Option<Fault>),
    /// Another server has to perform it.
    Relay(Call<'a>, Box<Outbound>),
    /// Other servers have to perform a part of it.
    Split(Call<'a>, Box<Mixed>),
}

impl Village {
    pub(super) fn new(sessions: SessionOptions, world: World, rules: Rules) -> Self {
        Self {
            sessions: Sessions::new(sessions),
            world,
            rules,
            present: BTreeMap::new(),
            lobby: BTreeMap::new(),
            held: BTreeMap::new(),
            faulty: BTreeMap::new(),
            origins: BTreeMap::new(),
            origin: None,
            guests: BTreeSet::new(),
            last_relayed: 0,
            foreign_ids: BTreeMap::new(),
            effects: Vec::new(),
            next_tick: Duration::ZERO,
        }
    }

    /// Adds the domain of another server, in lower case. Its users who are known from an earlier
    /// server get what waits for them.
    pub(super) fn add_peer(&mut self, domain: String, now: Duration) {
        let is_of = |user: &UserId<'_>| user.address().domain().is_some_and(|it| is_same(it, &domain));
        for user in self.world.guests().into_iter().filter(is_of) {
            // The world is full of sessions.
            let _ = self.guest(user, now);
        }
        self.rules.peers.insert(domain);
    }

    /// Returns everything that outlives this server.
    pub(super) fn save(&self) -> State {
        State { world: self.world.save(), foreign_ids: self.foreign_ids.clone() }
    }

    /// Takes what has outlived an earlier server.
    pub(super) fn restore(&mut self, state: State) -> Result<(), RestoreError> {
        self.world.restore(state.world)?;
        self.foreign_ids = state.foreign_ids;
        Ok(())
    }

    pub(super) fn sessions(&mut self) -> &mut Sessions {
        &mut self.sessions
    }

    /// Begins to process a request. Also returns the fault that its session orders.
    pub(super) fn arrived<'a>(
        &mut self,
        arrived: &'a Arrived<'a>,
        now: Duration,
    ) -> (Step<'a>, Option<Fault>) {
        if self.rules.pedantic
            && let Some(reply) = refusal(arrived)
        {
            return (Step::Reply(reply), None);
        }
        let fault = self.look(arrived, now);
        (self.sessions.arrived(arrived, now), fault)
    }

    /// Looks at the session of a message: the fault that its user orders, and whether it polls before
    /// it is in the world.
    fn look(&mut self, arrived: &Arrived<'_>, now: Duration) -> Option<Fault> {
        if self.faulty.is_empty() && self.lobby.is_empty() {
            return None;
        }
        let message: Message<'_> = arrived.read().ok()?;
        let id = message.session.descriptor.session_id.as_ref()?.as_str();
        // A client that polls does not negotiate first.
        if matches!(message.primitive(), Some(Primitive::PollingRequest(_))) && self.lobby.contains_key(id) {
            self.enter(id, now);
        }
        self.faulty.get(id).copied()
    }

    /// Continues with the credentials of a user. Also returns the fault that the user orders.
    pub(super) fn log_in<'a>(
        &mut self,
        call: LoginCall<'a>,
        random: [u8; 32],
        origin: IpAddr,
        now: Duration,
    ) -> (Step<'a>, Option<Fault>) {
        self.origin = Some(origin);
        let user = call.user().map(|user| UserId::from(format!("wv:{user}")));
        let fault = user.as_ref().and_then(|user| Fault::of_user(user, self.world.domain()));
        let credentials = match (&user, fault) {
            (_, Some(Fault::Fail(code))) => Credentials::Refused(code),
            // An account with a password belongs to somebody, whatever its name orders.
            (Some(user), Some(_)) if !self.has_password(user) => {
                self.ensure(user);
                Credentials::Trusted
            }
            (Some(user), _) => self.credentials(user, &call),
            (None, _) => Credentials::Unknown,
        };
        (self.sessions.log_in(call, &credentials, random, now), fault)
    }

    fn has_password(&self, user: &UserId<'static>) -> bool {
        self.world.account(user).is_some_and(|account| !account.password.as_str().is_empty())
    }

    fn credentials(&mut self, user: &UserId<'static>, call: &LoginCall<'_>) -> Credentials {
        if let Some(account) = self.world.account(user) {
            // The echo has none.
            return match account.password.as_str() {
                "" => Credentials::Refused(StatusCode::FORBIDDEN),
                _ => Credentials::Password(account.password.clone()),
            };
        }
        let is_foreign = user.address().domain().is_some_and(|it| !is_same(it, self.world.domain()));
        if is_foreign {
            return Credentials::Refused(StatusCode::DOMAIN_NOT_SUPPORTED);
        }
        let password = call.request().password.clone().filter(|_| self.rules.register);
        let Some(password) = password.map(imps_csp::Secret::into_owned) else { return Credentials::Unknown };
        let account = Account { password, ..Account::new(user.clone()) };
        match self.world.register(account) {
            Ok(()) => Credentials::Created { user_id: user.clone(), password: None },
            Err(error) => Credentials::Refused(error.status()),
        }
    }

    /// Makes the account of a user who orders a fault, so that others can write to her.
    fn ensure(&mut self, user: &UserId<'static>) {
        // It is there already, or the world is full.
        let _ = self.world.register(Account::new(user.clone()));
    }

    /// Performs a request.
    pub(super) fn perform<'a>(&mut self, call: Call<'a>, now: Duration) -> Performing<'a> {
        let id = call.session_id().map(|id| id.as_str().to_owned());
        if let Some(id) = &id {
            self.enter(id, now);
        }
        if let Some(outbound) = self.outbound(&call, now) {
            return Performing::Relay(call, Box::new(outbound));
        }
        match self.split(&call, now) {
            Some(Ok(mixed)) => return Performing::Split(call, Box::new(mixed)),
            Some(Err(answer)) => return Performing::Done(self.sessions.answer(call, answer, now), None),
            None => {}
        }
        let ordered = faults::ordered(call.primitive(), self.world.domain());
        let fault = ordered.as_ref().map(|(_, fault)| *fault);
        let answer = match ordered {
            Some((_, Fault::Fail(code))) => Status::new(code).into(),
            ordered => {
                if let Some((user, _)) = ordered {
                    self.ensure(&user);
                }
                self.answer(id.as_deref(), &call, now)
            }
        };
        let own = id.as_ref().and_then(|id| self.faulty.get(id)).copied();
        let step = self.sessions.answer(call, answer, now);
        if [fault, own].contains(&Some(Fault::Gone))
            && let Some(id) = id
        {
            self.sessions.disconnect(&id, StatusCode::NOT_LOGGED_IN, now);
        }
        Performing::Done(step, fault)
    }

    /// Continues with the answer of another server.
    pub(super) fn relayed<'a>(
        &mut self,
        call: Call<'a>,
        outbound: &Outbound,
        answered: Result<imps_ssp::Primitive<'static>, StatusCode>,
        now: Duration,
    ) -> Step<'a> {
        let answer = self.answered_by_peer(outbound, answered, call.primitive(), now);
        self.sessions.answer(call, answer, now)
    }

    fn answer(&mut self, id: Option<&str>, call: &Call<'_>, now: Duration) -> Primitive<'static> {
        let nobody = Caller::new("", "").with_version(call.version());
        let caller = id.and_then(|id| self.present.get(id)).cloned().unwrap_or(nobody);
        let performed = self.world.perform(&caller, call.primitive().clone().into_owned(), now);
        let answer = bridging::answer(&caller, call.primitive(), performed.answer, now);
        self.deliver(performed.deliveries, now);
        answer
    }
}

/// Refuses a document that breaks a rule of the standard. The log shows the findings with it.
fn refusal(arrived: &Arrived<'_>) -> Option<http::Response<Vec<u8>>> {
    let findings = arrived.input.validate_with(&ValidateOptions::default().with_strict(true));
    if findings.iter().all(|finding| finding.severity != Severity::Error) {
        return None;
    }
    Some(match arrived.read::<Message<'_>>() {
        Ok(message) => arrived.refuse_message(&message, StatusCode::BAD_REQUEST).to_response(),
        Err(refusal) => refusal.to_response(),
    })
}
