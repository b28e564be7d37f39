//! Names: of users, sessions, transactions, and of everything else that the protocol names.
//! OMA-TS-IMPS-CSP_Data_Types.
//!
//! Each type keeps any text as it was read. Names that are addresses can be checked against the
//! grammar of [`address`](crate::address), compared as the standard compares
//! ([`same_as`](UserId::same_as); `==` compares the spelling), and built from their parts.
//! `USUAL_LENGTH` is a length that old clients counted on, in characters. Longer names exist, and
//! nothing refuses them.

use crate::address::{Address, CONTACT_LIST_ID, GROUP_ID, USER_ID};
use crate::domain;
use alloc::string::{String, ToString};
use imps_core::schema::InvalidText;
use imps_core::text_type;

text_type! {
    /// The address of a user: `wv:john@smith.com`.
    ///
    /// ```
    /// use imps_types::UserId;
    /// let john = UserId::new("john", "smith.com")?;
    /// assert_eq!(john, "wv:john@smith.com");
    /// assert!(john.same_as(&UserId::from("John@Smith.com")));
    ///
    /// let error = UserId::new("john+mary", "smith.com").unwrap_err();
    /// assert_eq!((error.character(), error.offset()), (Some('+'), 4));
    /// # Ok::<_, imps_core::schema::InvalidText>(())
    /// ```
    pub struct UserId: &USER_ID;
    /// The address of a group: `wv:john/partygroup@there.com`, or `wv:/chatgroup@server.com` for a
    /// public group.
    #[doc(alias("chat room", "GroupID"))]
    pub struct GroupId: &GROUP_ID;
    /// The address of a contact list: `wv:john/My_friends@smith.com`.
    #[doc(alias("buddy list", "ContactList"))]
    pub struct ContactListId: &CONTACT_LIST_ID;
    /// The name of a session. The server makes it in its answer to a login.
    pub struct SessionId;
    /// The name that the client gives its session. The server uses it on the communication
    /// initiation channel.
    #[doc(alias = "cookie")]
    pub struct SessionCookie;
    /// The name of a transaction. The side that opens the transaction chooses it, and the answer
    /// repeats it. Empty when a client polls.
    pub struct TransactionId;
    /// The name of a message. The server makes it.
    pub struct MessageId;
    /// The name of a message from the system to the user. Only in 1.3.
    pub struct SystemMessageId;

    /// The name of an invitation. The inviting client chooses it. It is unique for the user of that
    /// client.
    pub struct InviteId;
}

/// Methods that all names that are addresses have.
macro_rules! addresses {
    ($($id:ident)*) => { $(
        impl $id<'_> {
            /// The address, split into its parts.
            pub fn address(&self) -> Address<'_> {
                Address::from(self.as_str())
            }

            /// Returns whether both are the same address, without regard to case, escapes and a
            /// written scheme.
            ///
            /// An address without a domain differs from an address with one. Resolve both to
            /// compare them.
            pub fn same_as(&self, other: &$id<'_>) -> bool {
                self.address() == other.address()
            }
        }

        /// Fails if the address has another form.
        impl TryFrom<Address<'_>> for $id<'static> {
            type Error = InvalidText;

            fn try_from(address: Address<'_>) -> Result<Self, InvalidText> {
                Self::parse_checked(address.to_string())
            }
        }
    )* };
}

addresses! { UserId GroupId ContactListId }

/// Lengths that old clients counted on.
macro_rules! usual_lengths {
    ($($id:ident = $length:literal,)*) => { $(
        impl $id<'_> {
            /// The length, in characters, that old clients counted on. Longer names exist.
            pub const USUAL_LENGTH: usize = $length;
        }
    )* };
}

usual_lengths! {
    UserId = 50,
    GroupId = 50,
    ContactListId = 100,
    SessionId = 50,
    SessionCookie = 50,
    TransactionId = 50,
    MessageId = 50,
}

impl UserId<'static> {
    /// Builds the name of a user of a domain. A telephone number begins with `+`.
    ///
    /// # Errors
    /// The error of [`Address::user_at`].
    pub fn new(user: &str, domain: &str) -> Result<Self, InvalidText> {
        Address::user_at(user, domain)?.try_into()
    }
}

impl UserId<'_> {
    /// Returns the community of the user: the domain of her provider, in its normal form (guideline
    /// 18). `home` is the domain of a user without one. `GetSPInfo-Request` to that domain names the
    /// provider.
    ///
    /// ```
    /// use imps_types::UserId;
    ///
    /// assert_eq!(UserId::from("wv:mary@There.com.").community("here.com"), "there.com");
    /// assert_eq!(UserId::from("wv:mary").community("here.com"), "here.com");
    /// ```
    pub fn community(&self, home: &str) -> String {
        domain::normal(self.address().domain().unwrap_or(home))
    }
}

impl GroupId<'static> {
    /// Builds the name of a group that belongs to a user.
    ///
    /// # Errors
    /// The error of [`Address::private_group`].
    pub fn private(owner: &str, group: &str, domain: &str) -> Result<Self, InvalidText> {
        Address::private_group(owner, group, domain)?.try_into()
    }

    /// Builds the name of a group that belongs to nobody.
    ///
    /// # Errors
    /// The error of [`Address::public_group`].
    pub fn public(group: &str, domain: &str) -> Result<Self, InvalidText> {
        Address::public_group(group, domain)?.try_into()
    }
}

impl ContactListId<'static> {
    /// Builds the name of a contact list of a user.
    ///
    /// # Errors
    /// The error of [`Address::contact_list`].
    pub fn new(owner: &str, list: &str, domain: &str) -> Result<Self, InvalidText> {
        Address::contact_list(owner, list, domain)?.try_into()
    }
}
