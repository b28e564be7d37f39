//! Addresses of users, groups and contact lists. OMA-TS-IMPS-CSP, "Addressing".
//!
//! ```text
//! address  = [ "wv:" ] local [ "@" domain ]
//! local    = user | user "/" resource | "/" resource
//! user     = "+" 1*digit | 1*alpha
//! ```
//!
//! Any text can be read as an [`Address`]. [`Address::parse_checked`] and the builders check it
//! against the grammar. Their error names the first offending character.

mod escape;
mod grammar;

pub use escape::{escape, unescape};
pub use grammar::{ADDRESS, CONTACT_LIST_ID, GROUP_ID, USER_ID};

use core::cmp::Ordering;
use core::fmt::{self, Write};
use core::hash::{Hash, Hasher};
use grammar::{DOMAIN, RESOURCE, USER};
use imps_core::schema::InvalidText;
use percent_encoding::percent_decode_str;

/// An address, split into its parts. The parts borrow from the text and keep its spelling,
/// including escapes.
///
/// Addresses are equal if their parts are equal, without regard to case and escapes:
/// `wv:%2B358401234567@im.com` equals `wv:+358401234567@im.com`. The scheme `wv:` makes no
/// difference. Only a literal `/` or `@` separates parts: `%40` never begins a domain.
///
/// The relative form has no domain. It differs from the full form until it is
/// [resolved](Self::resolve). `Display` writes the scheme.
///
/// ```
/// use imps_types::address::{Address, AddressForm};
/// let address = Address::from("WV:Ann/Friends@Example.com");
/// assert_eq!(address.form(), Some(AddressForm::Owned));
/// assert_eq!((address.user(), address.resource(), address.domain()), (Some("Ann"), Some("Friends"), Some("Example.com")));
/// assert_eq!(address, Address::private_group("ann", "friends", "example.com")?);
///
/// let error = Address::parse_checked("wv:ann+bob@example.com").unwrap_err();
/// assert_eq!((error.character(), error.offset()), (Some('+'), 6));
/// # Ok::<_, imps_core::schema::InvalidText>(())
/// ```
#[doc(alias("URI", "wv", "SIP"))]
#[derive(Clone, Copy, Debug)]
pub struct Address<'a> {
    has_scheme: bool,
    user: Option<&'a str>,
    resource: Option<&'a str>,
    domain: Option<&'a str>,
}

/// The form of an address. The form does not show whether an address with an owner is a group or a
/// contact list; only the enclosing element does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressForm {
    /// `wv:ann@example.com`: a user.
    User,
    /// `wv:ann/friends@example.com`: a private group, or a contact list.
    Owned,
    /// `wv:/news@example.com`: a public group.
    Public,
}

impl<'a> Address<'a> {
    /// The scheme of every address.
    pub const SCHEME: &'static str = "wv:";

    /// Reads an address that follows the grammar.
    ///
    /// # Errors
    /// [`InvalidText`], with the place at which the text leaves the grammar.
    pub fn parse_checked(text: &'a str) -> Result<Self, InvalidText> {
        ADDRESS.check(text)?;
        Ok(Self::from(text))
    }

    /// Builds the address of a user: `wv:ann@example.com`, or `wv:+358401234567@example.com` with a
    /// telephone number as the name.
    ///
    /// Like the other builders, it takes the parts in the spelling of the address. [`escape`] turns
    /// any name into such a part.
    ///
    /// # Errors
    /// [`InvalidText`] for a character that has no place in its part.
    pub fn user_at(user: &'a str, domain: &'a str) -> Result<Self, InvalidText> {
        Self::build(Some(user), None, domain)
    }

    /// Builds the address of a group that belongs to a user: `wv:ann/friends@example.com`.
    ///
    /// # Errors
    /// The error of [`user_at`](Self::user_at).
    pub fn private_group(owner: &'a str, group: &'a str, domain: &'a str) -> Result<Self, InvalidText> {
        Self::build(Some(owner), Some(group), domain)
    }

    /// Builds the address of a group that belongs to nobody: `wv:/news@example.com`.
    ///
    /// # Errors
    /// The error of [`user_at`](Self::user_at).
    pub fn public_group(group: &'a str, domain: &'a str) -> Result<Self, InvalidText> {
        Self::build(None, Some(group), domain)
    }

    /// Builds the address of a contact list: `wv:ann/friends@example.com`.
    ///
    /// # Errors
    /// The error of [`user_at`](Self::user_at).
    pub fn contact_list(owner: &'a str, list: &'a str, domain: &'a str) -> Result<Self, InvalidText> {
        Self::build(Some(owner), Some(list), domain)
    }

    fn build(user: Option<&'a str>, resource: Option<&'a str>, domain: &'a str) -> Result<Self, InvalidText> {
        let address = Self { has_scheme: true, user, resource, domain: Some(domain) };
        address.check()?;
        Ok(address)
    }

    fn check(&self) -> Result<(), InvalidText> {
        for (part, data_type) in [(self.user, &USER), (self.resource, &RESOURCE), (self.domain, &DOMAIN)] {
            part.map_or(Ok(()), |part| data_type.check(part))?;
        }
        if self.form().is_none() { ADDRESS.check("") } else { Ok(()) }
    }

    /// Returns whether the parts follow the grammar.
    pub fn is_valid(&self) -> bool {
        self.check().is_ok()
    }

    /// Returns whether the scheme was written.
    pub const fn has_scheme(&self) -> bool {
        self.has_scheme
    }

    /// The user, or the owner of the group or contact list, as written. [`unescape`] returns the
    /// name.
    pub const fn user(&self) -> Option<&'a str> {
        self.user
    }

    /// The digits of the user's telephone number, if the user is a telephone number. Some writers
    /// leave out the `+`, others escape it.
    #[doc(alias("MSISDN", "phone number"))]
    pub fn telephone(&self) -> Option<&'a str> {
        let user = self.user?;
        let plus = ["+", "%2B", "%2b"].iter().find_map(|plus| user.strip_prefix(plus));
        let digits = plus.unwrap_or(user);
        (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
    }

    /// The name of the group, contact list or shared content, as written. [`unescape`] returns the
    /// name.
    pub const fn resource(&self) -> Option<&'a str> {
        self.resource
    }

    /// The domain. `None` means the home domain of the user who is logged in.
    pub const fn domain(&self) -> Option<&'a str> {
        self.domain
    }

    /// The form of the address; `None` if it names neither a user nor a group or contact list.
    pub const fn form(&self) -> Option<AddressForm> {
        match (self.user, self.resource) {
            (Some(_), None) => Some(AddressForm::User),
            (Some(_), Some(_)) => Some(AddressForm::Owned),
            (None, Some(_)) => Some(AddressForm::Public),
            (None, None) => None,
        }
    }

    /// Returns the same address with a domain: its own, or else the home domain of the user who is
    /// logged in.
    #[must_use]
    pub fn resolve(self, home: &'a str) -> Self {
        Self { domain: self.domain.or(Some(home)), ..self }
    }

    /// The parts that comparisons use.
    fn parts(&self) -> [Option<&'a str>; 3] {
        [self.domain, self.user, self.resource]
    }
}

/// Reads any text. Text outside the grammar is kept in the parts; [`Address::is_valid`] reports it.
///
/// The domain begins at the last `@`, the group or contact list at the first `/` before it.
impl<'a> From<&'a str> for Address<'a> {
    fn from(text: &'a str) -> Self {
        let scheme =
            text.get(..Self::SCHEME.len()).filter(|scheme| scheme.eq_ignore_ascii_case(Self::SCHEME));
        let rest = scheme.and_then(|scheme| text.get(scheme.len()..)).unwrap_or(text);
        let (local, domain) =
            rest.rsplit_once('@').map_or((rest, None), |(local, domain)| (local, Some(domain)));
        let (user, resource) =
            local.split_once('/').map_or((local, None), |(user, resource)| (user, Some(resource)));
        Self {
            has_scheme: scheme.is_some(),
            user: Some(user).filter(|user| !user.is_empty()),
            resource,
            domain,
        }
    }
}

/// Writes the full spelling: with the scheme, and with the domain if there is one.
impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::SCHEME)?;
        f.write_str(self.user.unwrap_or_default())?;
        for (separator, part) in [('/', self.resource), ('@', self.domain)] {
            if let Some(part) = part {
                f.write_char(separator)?;
                f.write_str(part)?;
            }
        }
        Ok(())
    }
}

/// Compares without regard to case, escapes and scheme.
impl PartialEq for Address<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Address<'_> {}

/// Orders by domain, user, and group or contact list, without regard to case and escapes.
impl Ord for Address<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let folded = |address: &Self| address.parts().map(|part| part.map(Folded));
        folded(self).cmp(&folded(other))
    }
}

impl PartialOrd for Address<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Address<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts().map(|part| part.map(Folded)).hash(state);
    }
}

/// A part that is compared without regard to escapes and the case of ASCII letters.
#[derive(Clone, Copy)]
struct Folded<'a>(&'a str);

impl Folded<'_> {
    fn bytes(self) -> impl Iterator<Item = u8> {
        percent_decode_str(self.0).map(|byte| byte.to_ascii_lowercase())
    }
}

impl Ord for Folded<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes().cmp(other.bytes())
    }
}

impl PartialOrd for Folded<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Folded<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Folded<'_> {}

impl Hash for Folded<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().for_each(|byte| state.write_u8(byte));
        state.write_u8(0xFF);
    }
}
