//! The file of users.

use crate::world::Account;
use imps_core::Quote;
use imps_csp::address::AddressForm;
use imps_csp::domain::is_same;
use imps_csp::{Secret, UserId};
use serde::Deserialize;
use std::str::FromStr;
use toml::Spanned;

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
    #[error("line {line}: {}", Quote::<200>(.fault))]
    Toml {
        /// The line of the fault, from 1.
        line: usize,
        /// The fault in words.
        fault: String,
    },
    /// An address does not name a user.
    #[error("line {line}: {:?} is not the address of a user", Quote::<80>(.id))]
    Address {
        /// The line of the address, from 1.
        line: usize,
        /// The address.
        id: String,
    },
    /// An address is of another domain.
    #[error("line {line}: {:?} is not of the domain {}", Quote::<80>(.id), Quote::<80>(.domain))]
    Foreign {
        /// The line of the address, from 1.
        line: usize,
        /// The address.
        id: String,
        /// The domain of the file.
        domain: String,
    },
    /// Two entries have the same address.
    #[error("line {line}: {} is there twice", Quote::<80>(.id))]
    Twice {
        /// The line of the second entry, from 1.
        line: usize,
        /// The address.
        id: String,
    },
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
    id: Spanned<String>,
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

impl Users {
    /// Reads a file. `domain` is the domain of its users, unless it names another one.
    ///
    /// # Errors
    /// [`UsersError`]: nothing is left out silently.
    pub fn read(text: &str, domain: &str) -> Result<Self, UsersError> {
        let File { domain: stated, user } = toml::from_str(text).map_err(|error| UsersError::Toml {
            line: line_of(text, error.span().map_or(0, |span| span.start)),
            fault: error.message().to_owned(),
        })?;
        let home = stated.as_deref().unwrap_or(domain);
        let mut accounts: Vec<Account> = Vec::new();
        for entry in user {
            let line = line_of(text, entry.id.span().start);
            let id = entry.id.into_inner();
            let named = UserId::from(id.clone());
            let address = named.address();
            if address.form() != Some(AddressForm::User) {
                return Err(UsersError::Address { line, id });
            }
            if address.domain().is_some_and(|other| !is_same(other, home)) {
                return Err(UsersError::Foreign { line, id, domain: home.to_owned() });
            }
            let user_id = UserId::from(address.resolve(home).to_string());
            if accounts.iter().any(|other| other.user_id.same_as(&user_id)) {
                return Err(UsersError::Twice { line, id: user_id.as_str().to_owned() });
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
        Ok(Self { domain: stated, accounts })
    }
}

/// Reads a file of the domain [`DOMAIN`](super::DOMAIN), unless it names another one.
impl FromStr for Users {
    type Err = UsersError;

    fn from_str(text: &str) -> Result<Self, UsersError> {
        Self::read(text, super::DOMAIN)
    }
}

/// The number of the line with a byte, from 1.
fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    before.filter(|byte| **byte == b'\n').count().saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_a_file_are_named() {
        let fault = |text: &str| text.parse::<Users>().unwrap_err().to_string();
        assert_eq!(fault("[[user]]\nid = 'ann'\n"), "line 1: missing field `password`");
        assert!(fault("domain = 1\n").starts_with("line 1: invalid type"));
        assert!(fault("\n\n[user").starts_with("line 3: "));
        for text in [
            format!("{} = 1", "a".repeat(9_000)),
            format!("[[user]]\nid = '{}/x'\npassword = ''", "a".repeat(9_000)),
        ] {
            let fault = fault(&text);
            assert!(fault.len() < 300 && !fault.contains('\n'), "{fault}");
        }
        assert!(fault("[[user]]\nid = 'ann'\npassword = 'x'\nage = 3\n").contains("age"));
        assert_eq!(fault(""), "no user: write a [[user]] with id and password");
        assert_eq!(
            fault("[[user]]\nid = 'ann/x'\npassword = ''"),
            "line 2: \"ann/x\" is not the address of a user"
        );
        let twice = "[[user]]\nid = 'ann'\npassword = ''\n[[user]]\nid = 'wv:Ann@lab.example'\npassword = ''";
        assert_eq!(fault(twice), "line 5: wv:Ann@lab.example is there twice");
        let foreign =
            "[[user]]\nid = 'ann'\npassword = ''\n\n[[user]]\npassword = ''\nid = 'wv:bob@b.example'";
        assert_eq!(fault(foreign), "line 7: \"wv:bob@b.example\" is not of the domain lab.example");
        assert!(fault(&format!("domain = 'a.example'\n{foreign}")).contains("domain a.example"));
    }

    #[test]
    fn users_are_of_the_domain_of_the_command() {
        let users = Users::read("[[user]]\nid = 'wv:bob@B.example'\npassword = ''", "b.example").unwrap();
        assert_eq!((users.domain, users.accounts[0].user_id.as_str()), (None, "wv:bob@B.example"));
    }
}
