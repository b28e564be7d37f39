//! The state of a world, as a value of serde.

use super::World;
use super::account::Account;
use super::groups::Groups;
use super::invitations::Invitations;
use super::key::Key;
use super::letters::Letter;
use super::person::Person;
use core::fmt;
use core::time::Duration;
use imps_core::base64::{self, InvalidBase64};
use imps_core::{Data, Quote};
use imps_csp::messaging::MessageInfo;
use imps_csp::{MessageId, Secret, UserId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the form. A form that older programs misread gets the next one.
const VERSION: u32 = 1;

/// The state of a world: users with their passwords, contact lists, attribute lists, block lists,
/// waiting messages and profiles, and groups and invitations. It has neither sessions nor presence,
/// which belongs to sessions.
///
/// It is a value of serde, so that a program can keep it in a file. The guide describes its
/// [form](crate::guide::state).
///
/// ```
/// use imps_lab::{Account, Options, Saved, World};
///
/// let world = World::new("example.com", [Account::new("wv:ann@example.com")], Options::default());
/// let file = serde_json::to_string(&world.save())?;
///
/// let mut later = World::new("example.com", [], Options::default());
/// later.restore(serde_json::from_str::<Saved>(&file)?)?;
/// assert!(later.account(&"wv:ann@example.com".into()).is_some());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Saved {
    version: u32,
    domain: String,
    last_number: u64,
    people: BTreeMap<Key, Person>,
    groups: Groups,
    invitations: Invitations,
}

/// The reason why a world does not take a state.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestoreError {
    /// The form has another version.
    Version(u32),
    /// It is the state of another domain.
    Domain(String),
    /// There is no room for all users.
    Full,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(found) => write!(f, "version {found} of the state, expected {VERSION}"),
            Self::Domain(domain) => write!(f, "the state of another domain: {:?}", Quote::<80>(domain)),
            Self::Full => f.write_str("no room for all users of the state"),
        }
    }
}

impl std::error::Error for RestoreError {}

impl World {
    /// Returns the state, without sessions.
    pub fn save(&self) -> Saved {
        let people = self.people.iter().filter(|(_, person)| !person.is_echo);
        let people = people.map(|(key, person)| {
            let letters = person.letters.clone().without_sessions();
            (key.clone(), Person { letters, sessions: BTreeMap::new(), ..person.clone() })
        });
        Saved {
            version: VERSION,
            domain: self.domain.clone(),
            last_number: self.last_number,
            people: people.collect(),
            groups: self.groups.clone().without_sessions(),
            invitations: self.invitations.clone(),
        }
    }

    /// Takes a state, before the first session. The world keeps the accounts that it has, and gets
    /// the other ones.
    ///
    /// # Errors
    /// [`RestoreError`]. The world is then as it was.
    pub fn restore(&mut self, saved: Saved) -> Result<(), RestoreError> {
        let Saved { version, domain, last_number, people, groups, invitations } = saved;
        if version != VERSION {
            return Err(RestoreError::Version(version));
        }
        if !self.is_home(&domain) {
            return Err(RestoreError::Domain(domain));
        }
        let new = people.keys().filter(|key| !self.people.contains_key(*key)).count();
        if self.people.len().saturating_add(new) > self.limits().users {
            return Err(RestoreError::Full);
        }
        for (key, mut person) in people {
            if let Some(known) = self.people.get(&key) {
                person.account = known.account.clone();
                person.is_echo = known.is_echo;
            }
            self.people.insert(key, person);
        }
        self.groups = groups;
        self.invitations = invitations;
        self.last_number = self.last_number.max(last_number);
        Ok(())
    }

    /// The users of other domains.
    #[cfg(feature = "command")]
    pub(crate) fn guests(&self) -> Vec<UserId<'static>> {
        let guests = self.people.values().filter(|person| person.is_guest);
        guests.map(|person| person.account.user_id.clone()).collect()
    }
}

/// An account with its password, which the account itself shows nobody.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Account", rename_all = "kebab-case")]
pub(super) struct SavedAccount {
    user_id: UserId<'static>,
    #[serde(with = "password")]
    password: Secret<'static>,
    first_name: String,
    last_name: String,
    friendly_name: String,
    email: String,
    mobile: String,
}

mod password {
    use imps_csp::Secret;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(password: &Secret<'_>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(password.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Secret<'static>, D::Error> {
        String::deserialize(from).map(Secret::from)
    }
}

/// A message that no session has.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct SavedLetter {
    id: MessageId<'static>,
    from: Key,
    wants_report: bool,
    info: MessageInfo<'static>,
    content: Option<Content>,
    expires: Duration,
    group: Option<Key>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Content {
    Text(String),
    Base64(String),
}

impl From<Letter> for SavedLetter {
    fn from(letter: Letter) -> Self {
        let Letter { id, from, wants_report, info, data, expires, group, .. } = letter;
        let content = data.map(|data| match data {
            Data::Text(text) => Content::Text(text.as_str().to_owned()),
            Data::Bytes(bytes) => Content::Base64(base64::encode(&bytes)),
        });
        Self { id, from, wants_report, info, content, expires, group }
    }
}

impl TryFrom<SavedLetter> for Letter {
    type Error = InvalidBase64;

    fn try_from(saved: SavedLetter) -> Result<Self, InvalidBase64> {
        let SavedLetter { id, from, wants_report, info, content, expires, group } = saved;
        let data = match content {
            None => None,
            Some(Content::Text(text)) => Some(text.into()),
            Some(Content::Base64(text)) => Some(base64::decode(&text)?.into()),
        };
        let mut letter = Self::new(id, from, info, data, expires);
        (letter.wants_report, letter.group) = (wants_report, group);
        Ok(letter)
    }
}
