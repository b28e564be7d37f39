//! Names: of users, sessions, transactions, and of what else the protocol names. OMA-TS-IMPS-CSP_Data_Types.

use imps_core::{Text, element, text_type};

text_type! {
    /// The address of a user: `wv:john@smith.com`.
    pub struct UserId;
    /// The address of a group: `wv:john/partygroup@there.com`.
    pub struct GroupId;
    /// The address of a contact list: `wv:john/My_friends@smith.com`.
    pub struct ContactListId;
    /// The name of a session, made by the server in its answer to a login.
    pub struct SessionId;
    /// The name that the client gives its session; the server uses it on the communication initiation channel.
    pub struct SessionCookie;
    /// The name of a transaction, chosen by whoever opens it and repeated in the answer. Empty when a client polls.
    pub struct TransactionId;
    /// The name of a message, made by the server.
    pub struct MessageId;
    /// The name of one application on a client. 1.3.
    pub struct ApplicationId;
    /// The name of a message from the system to the user. 1.3.
    pub struct SystemMessageId;
}

element! {
    /// Which client it is: a URL, a telephone number, or both.
    ///
    /// Bare text, which some clients send instead, is kept in `extensions`.
    pub struct ClientId<'a> = ClientID {
        /// A URL that is unique to the client.
        url: Option<Text<'a>> = URL,
        /// The international telephone number of the device; a leading `+` is allowed.
        msisdn: Option<Text<'a>> = MSISDN,
    }

    /// The name under which a user takes part in a group.
    pub struct ScreenName<'a> = ScreenName {
        /// The name, unique within the group.
        name: Text<'a> = SName,
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
}

impl<'a> ClientId<'a> {
    /// A client known by a URL.
    pub fn from_url(url: impl Into<Text<'a>>) -> Self {
        Self { url: Some(url.into()), ..Self::default() }
    }

    /// A client known by the telephone number of its device.
    pub fn from_msisdn(msisdn: impl Into<Text<'a>>) -> Self {
        Self { msisdn: Some(msisdn.into()), ..Self::default() }
    }
}
