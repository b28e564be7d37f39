//! Addresses as keys: one spelling per address.

use super::World;
use core::fmt;
use imps_csp::address::{Address, AddressForm, escape, unescape};
use imps_csp::domain::{is_same, normal};
use imps_csp::{ContactListId, GroupId, StatusCode, UserId};
use std::sync::Arc;

/// The longest address, in bytes.
const LONGEST: usize = 256;

/// An address in the spelling that all its spellings share.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "state", serde(into = "String", try_from = "String"))]
pub(super) struct Key(Arc<str>);

impl Key {
    /// Makes the key of an address. `None` for an address without parts, an address that is too
    /// long, one with a control character, also as an escape, and one with two dots at its end.
    pub(super) fn of(address: Address<'_>, home: &str) -> Option<Self> {
        let mut text = String::from("wv:");
        let parts = [address.user(), address.resource()];
        for (separator, part) in ["", "/"].into_iter().zip(parts) {
            let Some(part) = part else { continue };
            let name = unescape(part);
            if name.is_empty() || has_control(&name) {
                return None;
            }
            text.push_str(separator);
            text.push_str(&escape(&name.to_ascii_lowercase()));
        }
        let domain = address.domain().unwrap_or(home);
        let is_long = |part: &&str| part.len() > LONGEST;
        if parts.iter().flatten().chain([&domain]).any(is_long) {
            return None;
        }
        if parts == [None, None] || has_control(domain) {
            return None;
        }
        text.push('@');
        text.push_str(&normal(domain));
        if text.ends_with('.') {
            return None;
        }
        (text.len() <= LONGEST).then(|| Self(text.into()))
    }

    /// The part before the domain.
    pub(super) fn owner(&self) -> Option<Self> {
        let address = Address::from(&*self.0);
        Self::of(Address::from(address.user()?).resolve(address.domain()?), "")
    }

    /// The name of the user, without domain.
    pub(super) fn user_part(&self) -> String {
        Address::from(&*self.0).user().map(|user| unescape(user).into_owned()).unwrap_or_default()
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0.as_ref().into()
    }
}

/// Only the spelling that all spellings share is a key.
impl TryFrom<String> for Key {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let key = Self::of(Address::from(&*text), "").filter(|key| *key.0 == *text);
        key.ok_or("expected a whole address in lower case")
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Returns whether a text has a character that has no place in a name.
pub(super) fn has_control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

impl World {
    /// The key of the address of a user of this domain, or of a guest.
    pub(super) fn user_key(&self, user: &UserId<'_>) -> Result<Key, StatusCode> {
        let address = user.address();
        let key = Key::of(address, &self.domain).filter(|_| address.form() == Some(AddressForm::User));
        if let Err(code) = self.at_home(address) {
            return key.filter(|key| self.is_guest(key)).ok_or(code);
        }
        key.ok_or(StatusCode::GENERAL_ADDRESS_ERROR)
    }

    /// Returns whether a user of another domain has been admitted.
    pub(super) fn is_guest(&self, key: &Key) -> bool {
        self.people.get(key).is_some_and(|person| person.is_guest)
    }

    /// The key of the address of a known user.
    pub(super) fn known(&self, user: &UserId<'_>) -> Result<Key, StatusCode> {
        let key = self.user_key(user)?;
        if self.people.contains_key(&key) { Ok(key) } else { Err(StatusCode::UNKNOWN_USER) }
    }

    /// The key of a contact list of a user. The lists of others do not exist for her.
    pub(super) fn list_key(&self, list: &ContactListId<'_>, owner: &Key) -> Result<Key, StatusCode> {
        let address = list.address();
        let named = Some(address).filter(|address| address.form() == Some(AddressForm::Owned));
        let key = named.and_then(|address| Key::of(address, &self.domain));
        let key = key.ok_or(StatusCode::INVALID_CONTACT_LIST_PROPERTY)?;
        if key.owner().as_ref() == Some(owner) {
            Ok(key)
        } else {
            Err(StatusCode::CONTACT_LIST_DOES_NOT_EXIST)
        }
    }

    /// The key of the address of a group of this domain.
    pub(super) fn group_key(&self, group: &GroupId<'_>) -> Result<Key, StatusCode> {
        let address = group.address();
        let named = Some(address).filter(|address| address.resource().is_some());
        let key = named.and_then(|address| Key::of(address, &self.domain));
        let key = key.ok_or(StatusCode::INVALID_GROUP_PROPERTIES)?;
        self.at_home(address).map_err(|_| StatusCode::GROUP_DOES_NOT_EXIST)?;
        Ok(key)
    }

    /// The spelling of the address of a user for others.
    pub(super) fn user_id(&self, key: &Key) -> UserId<'static> {
        match self.people.get(key) {
            Some(person) => person.account.user_id.clone(),
            None => UserId::from(key.as_str().to_owned()),
        }
    }

    pub(super) fn is_home(&self, domain: &str) -> bool {
        is_same(domain, &self.domain)
    }

    fn at_home(&self, address: Address<'_>) -> Result<(), StatusCode> {
        let is_home = address.domain().is_none_or(|domain| self.is_home(domain));
        if is_home { Ok(()) } else { Err(StatusCode::DOMAIN_NOT_SUPPORTED) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Option<String> {
        Key::of(Address::from(text), "example.com").map(|key| key.as_str().to_owned())
    }

    #[test]
    fn all_spellings_of_an_address_have_one_key() {
        let ann = Some("wv:ann@example.com".to_owned());
        for text in ["wv:ann@example.com", "WV:Ann@Example.com.", "ann", "wv:%61nn"] {
            assert_eq!(key(text), ann, "{text}");
        }
        assert_eq!(key("wv:+358401@example.com"), key("wv:%2B358401@example.com"));
        assert_eq!(key("wv:ann%40b@example.com"), Some("wv:ann%40b@example.com".into()));
        let list = Key::of(Address::from("ann/Friends"), "example.com").unwrap();
        assert_eq!(list.owner().map(|owner| owner.as_str().to_owned()), ann);
    }

    /// A domain has one dot for the root at most. Another dot makes another domain.
    #[test]
    fn a_domain_with_two_dots_at_its_end_is_not_home() {
        let world = World::new("Example.com.", [], crate::Options::default());
        assert!(world.is_home("example.com") && world.is_home("EXAMPLE.com."));
        for domain in ["example.com..", ".", ""] {
            assert!(!world.is_home(domain), "{domain:?}");
        }
        assert_eq!(key("wv:ann@example.com.."), None);
        assert_eq!(key("wv:ann/friends@example.com.."), None);
    }

    #[test]
    fn names_with_control_characters_have_none() {
        for text in ["wv:a\u{7}nn", "wv:a%0Ann", "wv:ann/a\u{0}b", "wv:ann@exa\nmple.com", "", "wv:/", "@b"] {
            assert_eq!(key(text), None, "{text:?}");
        }
        assert_eq!(key(&"x".repeat(300)), None);
    }
}
