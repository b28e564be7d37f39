//! The world: users, their sessions, and all that they do with each other.

mod access_control;
mod account;
mod attribute_lists;
mod attributes;
mod authorisation;
mod contact_lists;
mod delivery;
mod dispatch;
mod events;
mod groups;
mod invitations;
mod key;
mod letters;
mod limits;
mod messages;
mod person;
mod presence;
mod profiles;
#[cfg(feature = "state")]
mod saved;
mod search;
mod sending;
mod sessions;
mod size;
mod soundness;
mod subscriptions;
mod system_messages;
mod verification;
mod watchers;

pub use account::{Account, RegistrationError};
pub use delivery::{Caller, Delivery, Performed, PushSettings};
pub use dispatch::{Performer, performer};
pub use limits::{Limits, Options};
#[cfg(feature = "state")]
pub use saved::{RestoreError, Saved};

use core::time::Duration;
use delivery::Turn;
use groups::Groups;
use imps_csp::{Primitive, Status, StatusCode, UserId};
use invitations::Invitations;
use key::Key;
use person::Person;
use std::collections::BTreeMap;

/// The result of a request: the answer, or the code of a refusal.
type Answer = Result<Primitive<'static>, StatusCode>;

/// A service of IMPS in memory. It opens no connection, reads no clock and keeps no file.
///
/// The session layer calls [`log_in`](Self::log_in), then [`perform`](Self::perform) for each
/// request, and [`log_out`](Self::log_out). All three return deliveries: requests of the server to
/// clients of any user. [`expire`](Self::expire) ends what has become too old.
///
/// Requests have the form of the version of the client. Answers and deliveries have the form of
/// 1.3, for `imps-bridge` to convert. `GetReactiveAuthStatus-Response`, which only 1.2 has, keeps
/// its form.
///
/// `now` is the time since the start of 1970 in UTC.
///
/// ```
/// use core::time::Duration;
/// use imps_csp::common::{Recipient, User};
/// use imps_csp::messaging::SendMessageRequest;
/// use imps_lab::{Account, Caller, Options, PushSettings, World};
///
/// let accounts = [Account::new("wv:ann@example.com"), Account::new("wv:bob@example.com")];
/// let mut world = World::new("example.com", accounts, Options::default());
/// let ann = Caller::new("wv:ann@example.com", "phone");
/// let bob = Caller::new("wv:bob@example.com", "phone");
/// let now = Duration::from_secs(1_000_000_000);
/// for caller in [&ann, &bob] {
///     world.log_in(caller, PushSettings::default(), now).unwrap();
/// }
///
/// let to_bob = Recipient::from_iter([User::new("wv:bob@example.com")]);
/// let performed = world.perform(&ann, SendMessageRequest::text(to_bob, "hello").into(), now);
/// assert_eq!(performed.answer.name(), "SendMessage-Response");
/// assert_eq!(performed.deliveries[0].user, "wv:bob@example.com");
/// assert_eq!(performed.deliveries[0].primitive.name(), "NewMessage");
/// ```
#[derive(Clone, Debug)]
pub struct World {
    domain: String,
    options: Options,
    people: BTreeMap<Key, Person>,
    groups: Groups,
    invitations: Invitations,
    /// The number of the last message, search, session and question.
    last_number: u64,
}

impl World {
    /// Makes the world of a domain, with its users. Accounts that [`register`](Self::register)
    /// would refuse are left out.
    pub fn new(
        domain: impl Into<String>,
        accounts: impl IntoIterator<Item = Account>,
        options: Options,
    ) -> Self {
        let mut world = Self {
            domain: domain.into(),
            options,
            people: BTreeMap::new(),
            groups: Groups::default(),
            invitations: Invitations::default(),
            last_number: 0,
        };
        if let Some(echo) = world.options.echo.clone() {
            world.add_echo(echo);
        }
        for account in accounts {
            // A file with a wrong line is better than no service.
            let _ = world.register(account);
        }
        world
    }

    /// Performs a request of a client and returns its answer, and the requests of the server that
    /// follow from it.
    ///
    /// Answers of clients to deliveries are of no interest here, except `MessageDelivered`: perform
    /// it in either mode. A caller without a session gets 604, except for `GetSPInfo-Request`.
    ///
    /// A request with characters that XML does not have gets 400, whatever its syntax was: the
    /// answer and the deliveries could not be written. The content of a message may have them.
    pub fn perform(&mut self, who: &Caller, mut request: Primitive<'_>, now: Duration) -> Performed {
        let mut turn = match self.turn(who, now) {
            Ok(turn) => turn,
            Err(code) => {
                let answer = match request {
                    Primitive::GetSpInfoRequest(_) => self.provider(),
                    _ => Status::new(code).into(),
                };
                return Performed { answer, deliveries: Vec::new() };
            }
        };
        turn.deliveries = self.expire_groups(now);
        soundness::secure(&mut request);
        let is_sound = performer(request.name()) != Performer::World || soundness::is_sound(&request);
        let answer = if is_sound { self.dispatch(&mut turn, request) } else { Err(StatusCode::BAD_REQUEST) };
        let mut answer = answer.unwrap_or_else(|code| Status::new(code).into());
        delivery::describe(&mut answer);
        Performed { answer, deliveries: turn.deliveries }
    }

    /// The domain of the users.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The options, with the limits.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The account of a user of the domain.
    pub fn account(&self, user: &UserId<'_>) -> Option<&Account> {
        let key = self.user_key(user).ok()?;
        let person = self.people.get(&key).filter(|person| !person.is_guest);
        Some(&person?.account)
    }

    /// Begins the performance of a request of a user with a session.
    fn turn(&self, who: &Caller, now: Duration) -> Result<Turn, StatusCode> {
        let user = self.user_key(&who.user).map_err(|_| StatusCode::NOT_LOGGED_IN)?;
        let turn = Turn::new(user, who, now);
        let person = self.people.get(&turn.user).ok_or(StatusCode::NOT_LOGGED_IN)?;
        if person.sessions.contains_key(&turn.client) { Ok(turn) } else { Err(StatusCode::NOT_LOGGED_IN) }
    }

    /// Returns whether a client has a session.
    pub(crate) fn has_session(&self, who: &Caller) -> bool {
        self.turn(who, Duration::ZERO).is_ok()
    }

    /// The caller, who exists for the whole turn.
    fn caller(&mut self, turn: &Turn) -> Result<&mut Person, StatusCode> {
        self.people.get_mut(&turn.user).ok_or(StatusCode::NOT_LOGGED_IN)
    }

    /// A number that nothing else of the world has.
    fn next_number(&mut self) -> u64 {
        self.last_number = self.last_number.saturating_add(1);
        self.last_number
    }

    fn limits(&self) -> &Limits {
        &self.options.limits
    }
}
