//! The file of users.

use crate::world::Account;
use imps_csp::address::AddressForm;
use imps_csp::{Secret, UserId};
use serde::Deserialize;
use std::str::FromStr;

/// The domain and the users, as a file in TOML has them.
///
/// ```
/// use imps_lab::service::Users;
///
/// let users: Users = r#"
///     domain = "village.example"
///
///     [[user]]
///     id = "ann"
///     password = "secret"
///     first-name = "Ann"
/// "#.parse()?;
/// assert_eq!(users.domain.as_deref(), Some("village.example"));
/// assert_eq!(users.accounts[0].user_id, "wv:ann@village.example");
/// # Ok::<_, imps_lab::service::UsersError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Users {
    /// The domain. `None` if the file names none.
    pub domain: Option<String>,
    /// The users.
    pub accounts: Vec<Account>,
}

/// The reason why a file of users cannot be used.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UsersError {
    /// It is no TOML, or has another content.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// An address does not name a user.
    #[error("{0:?} is not the address of a user")]
    Address(String),
    /// Two entries have the same address.
    #[error("{0} is there twice")]
    Twice(String),
    /// There is no user.
    #[error("no user: write a [[user]] with id and password")]
    Nobody,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    domain: Option<String>,
    #[serde(default)]
    user: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    id: String,
    password: String,
    #[serde(default)]
    first_name: String,
    #[serde(default)]
    last_name: String,
    #[serde(default)]
    friendly_name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    mobile: String,
}

impl FromStr for Users {
    type Err = UsersError;

    fn from_str(text: &str) -> Result<Self, UsersError> {
        let File { domain, user } = toml::from_str(text)?;
        let home = domain.as_deref().unwrap_or(super::DOMAIN);
        let mut accounts: Vec<Account> = Vec::new();
        for entry in user {
            let named = UserId::from(entry.id.clone());
            if named.address().form() != Some(AddressForm::User) {
                return Err(UsersError::Address(entry.id));
            }
            let user_id = UserId::from(named.address().resolve(home).to_string());
            if accounts.iter().any(|other| other.user_id.same_as(&user_id)) {
                return Err(UsersError::Twice(user_id.as_str().to_owned()));
            }
            accounts.push(Account {
                user_id,
                password: Secret::from(entry.password),
                first_name: entry.first_name,
                last_name: entry.last_name,
                friendly_name: entry.friendly_name,
                email: entry.email,
                mobile: entry.mobile,
            });
        }
        if accounts.is_empty() {
            return Err(UsersError::Nobody);
        }
        Ok(Self { domain, accounts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_a_file_are_named() {
        let fault = |text: &str| text.parse::<Users>().unwrap_err().to_string();
        assert!(fault("[[user]]\nid = 'ann'\n").contains("password"));
        assert!(fault("[[user]]\nid = 'ann'\npassword = 'x'\nage = 3\n").contains("age"));
        assert_eq!(fault(""), "no user: write a [[user]] with id and password");
        assert_eq!(fault("[[user]]\nid = 'ann/x'\npassword = ''"), "\"ann/x\" is not the address of a user");
        let twice = "[[user]]\nid = 'ann'\npassword = ''\n[[user]]\nid = 'wv:Ann@lab.example'\npassword = ''";
        assert_eq!(fault(twice), "wv:Ann@lab.example is there twice");
    }
}
