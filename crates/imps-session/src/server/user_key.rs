//! The normal form of a user.

use oma_imps::csp::address::unescape;
use oma_imps::csp::{AddressForm, UserId};

/// A user in the form that maps use: without scheme and escapes, in lower case, with the domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct UserKey(String);

impl UserKey {
    /// Returns the normal form; `None` if the address is not the address of a user.
    pub(super) fn new(user: &UserId<'_>, home: &str) -> Option<Self> {
        let address = user.address();
        if address.form() != Some(AddressForm::User) {
            return None;
        }
        let name = unescape(address.user()?).to_ascii_lowercase();
        // An escaped separator would make the key of another user.
        if name.contains(|character: char| matches!(character, '@' | '/') || character.is_control()) {
            return None;
        }
        let domain = user.community(home);
        Some(Self(if domain.is_empty() { name } else { format!("{name}@{domain}") }))
    }

    /// Returns a normal form that was stored.
    pub(super) fn stored(text: String) -> Self {
        Self(text)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_user_have_one_key() {
        for spelling in ["wv:ann@example.com", "ANN@Example.com.", "wv:ann", "wv:%61nn", "Ann"] {
            let key = UserKey::new(&spelling.into(), "example.com").unwrap();
            assert_eq!(key.as_str(), "ann@example.com", "{spelling}");
        }
        for other in [
            "",
            "wv:a%40b",
            "wv:a%40example.com@example.com",
            "wv:a%0Ab",
            "wv:a%2Fb",
            "wv:ann/list@example.com",
            "wv:/group@example.com",
            "@example.com",
        ] {
            assert_eq!(UserKey::new(&other.into(), "example.com"), None, "{other}");
        }
    }
}
