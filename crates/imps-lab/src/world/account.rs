//! The users of the domain.

use super::attributes::AttributeSet;
use super::key::{Key, has_control};
use super::person::Person;
use super::{Options, World};
use core::fmt;
use imps_csp::address::AddressForm;
use imps_csp::{Secret, StatusCode, UserId};

/// A user, as the caller reads it from a file. [`Search-Request`] finds users by these texts.
///
/// [`Search-Request`]: imps_csp::common::SearchRequest
///
/// ```
/// use imps_lab::Account;
/// let ann = Account { first_name: "Ann".into(), ..Account::new("wv:ann@example.com") };
/// assert_eq!(ann.user_id, "wv:ann@example.com");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The address. Without a domain, the user belongs to the domain of the world.
    pub user_id: UserId<'static>,
    /// The password. The world does not check it; the session layer does.
    pub password: Secret<'static>,
    /// The given name.
    pub first_name: String,
    /// The family name.
    pub last_name: String,
    /// The name for people to read.
    pub friendly_name: String,
    /// The mail address.
    pub email: String,
    /// The telephone number.
    pub mobile: String,
}

impl Account {
    /// A user with an address only.
    pub fn new(user_id: impl Into<UserId<'static>>) -> Self {
        Self { user_id: user_id.into(), ..Self::default() }
    }
}

/// The reason why nobody can register under an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegistrationError {
    /// The address is not the address of a user of this domain, or has a control character.
    Address,
    /// The address belongs to somebody.
    Taken,
    /// There is no room for another user.
    Full,
}

impl RegistrationError {
    /// The status code for the client that tried.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Address => StatusCode::GENERAL_ADDRESS_ERROR,
            Self::Taken => StatusCode::FORBIDDEN,
            Self::Full => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl fmt::Display for RegistrationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => "not the address of a user of this domain",
            Self::Taken => "the address belongs to another user",
            Self::Full => "no room for another user",
        })
    }
}

impl std::error::Error for RegistrationError {}

impl World {
    /// Adds a user.
    ///
    /// ```
    /// use imps_lab::{Account, Options, RegistrationError, World};
    /// let mut world = World::new("example.com", [], Options::default());
    /// assert_eq!(world.register(Account::new("wv:ann@example.com")), Ok(()));
    /// assert_eq!(world.register(Account::new("wv:Ann")), Err(RegistrationError::Taken));
    /// ```
    ///
    /// # Errors
    /// [`Address`](RegistrationError::Address) for an address of another domain or an invalid one,
    /// [`Taken`](RegistrationError::Taken) for a name that is in use,
    /// [`Full`](RegistrationError::Full) for too many users.
    pub fn register(&mut self, account: Account) -> Result<(), RegistrationError> {
        self.add(account).map(|_| ())
    }

    /// Admits a user of another domain, so that she can act here: [`log_in`](Self::log_in) and
    /// [`perform`](Self::perform) take her as a caller, and what is for her comes as deliveries. The
    /// caller of this function answers for her identity. She has no account, and no search finds
    /// her. Does nothing for a guest who is known.
    ///
    /// # Errors
    /// [`RegistrationError::Address`] for an address without a domain, or of this domain, and
    /// [`RegistrationError::Full`].
    ///
    /// ```
    /// use imps_lab::{Options, World};
    /// let mut world = World::new("example.com", [], Options::default());
    /// assert_eq!(world.admit("wv:omar@beta.example"), Ok(()));
    /// assert!(world.account(&"wv:omar@beta.example".into()).is_none());
    /// assert!(world.admit("wv:ann@example.com").is_err());
    /// ```
    pub fn admit(&mut self, guest: impl Into<UserId<'static>>) -> Result<(), RegistrationError> {
        let user_id = guest.into();
        let address = user_id.address();
        let is_foreign = address.domain().is_some_and(|domain| !self.is_home(domain));
        let is_user = is_foreign && address.form() == Some(AddressForm::User);
        let key = Key::of(address, "").filter(|_| is_user).ok_or(RegistrationError::Address)?;
        if self.people.contains_key(&key) {
            return Ok(());
        }
        if self.people.len() >= self.limits().users {
            return Err(RegistrationError::Full);
        }
        let person = Person { is_guest: true, ..Person::new(Account::new(user_id), None) };
        self.people.insert(key, person);
        Ok(())
    }

    /// Adds the user who sends messages back.
    pub(super) fn add_echo(&mut self, account: Account) {
        let Ok(key) = self.add(account) else { return };
        if let Some(person) = self.people.get_mut(&key) {
            person.is_echo = true;
            person.attributes.set_default(AttributeSet::ALL);
        }
    }

    fn add(&mut self, mut account: Account) -> Result<Key, RegistrationError> {
        let key = self.user_key(&account.user_id).map_err(|_| RegistrationError::Address)?;
        if self.people.contains_key(&key) {
            return Err(RegistrationError::Taken);
        }
        if self.people.len() >= self.limits().users {
            return Err(RegistrationError::Full);
        }
        let address = account.user_id.address().resolve(&self.domain).to_string();
        account.user_id = address.into();
        for text in [
            &mut account.first_name,
            &mut account.last_name,
            &mut account.friendly_name,
            &mut account.email,
            &mut account.mobile,
        ] {
            if has_control(text) {
                text.retain(|character| !character.is_control());
            }
        }
        let Options { public_attributes, .. } = &self.options;
        let public = (!public_attributes.is_empty()).then(|| public_attributes.iter().copied().collect());
        self.people.insert(key.clone(), Person::new(account, public));
        Ok(key)
    }
}
