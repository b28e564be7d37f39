//! Participants and lists of participants, shared by several chapters. OMA-TS-IMPS-CSP.

use crate::{ApplicationId, ClientId, ContactListId, GroupId, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Extensions, Text, choice, element};

element! {
    /// A user, optionally with a particular client of hers.
    pub struct User<'a> = User {
        /// The user.
        user_id: Option<UserId<'a>> = UserID,
        /// A display name.
        friendly_name: Option<Text<'a>> = FriendlyName,
        /// The application on her client. Either this or the client, not both.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The client.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "UserID, ClientID?";
        "1.3" guessed: "UserID, FriendlyName?, (ApplicationID | ClientID)?";
    }
    duplicates refused;

    /// The name under which a user takes part in a group.
    #[doc(alias("nickname", "SName"))]
    pub struct ScreenName<'a> = ScreenName {
        /// The name, unique within the group.
        name: Text<'a> = SName,
        /// The group.
        group_id: GroupId<'a> = GroupID,
    }
    models {
        "1.1-1.3": "SName, GroupID";
    }
    duplicates refused;

    /// A group or a participant of a group.
    pub struct Group<'a> = Group {
        /// The group or the participant.
        member: GroupOrMember<'a> = GroupID | ScreenName,
    }
    models {
        "1.1-1.3": "(GroupID | ScreenName)";
    }
    duplicates refused;
}

element! {
    /// The sender of something.
    pub struct Sender<'a> = Sender {
        /// A user, or a participant of a group.
        party: Party<'a> = User | Group,
    }
    models {
        "1.1-1.3": "(User | Group)";
    }
    duplicates refused;

    /// The recipients of something, in any mixture.
    pub struct Recipient<'a> = Recipient {
        /// Users.
        users: Vec<User<'a>> = User,
        /// Groups and participants of groups.
        groups: Vec<Group<'a>> = Group,
        /// All members of these contact lists, which belong to the sender.
        contact_lists: Vec<ContactListId<'a>> = ContactList,
    }
    models {
        "1.1-1.3": "User*, Group*, ContactList*";
    }
    duplicates refused;

    /// A user under the name that the owner of a contact list has given her.
    pub struct NickName<'a> = NickName {
        /// The name.
        name: Text<'a> = Name,
        /// The user.
        user_id: UserId<'a> = UserID,
    }
    models {
        "1.1-1.3": "Name, UserID";
    }
    duplicates refused;
}

element! {
    /// Web addresses: at least one.
    pub struct UrlList<'a> = URLList {
        /// The addresses.
        urls: Vec<Text<'a>> = URL,
    }
    models {
        "1.1-1.3": "URL+";
    }

    /// Groups: at least one, although servers also write an empty list if there is none.
    pub struct GroupList<'a> = GroupList {
        /// The groups.
        group_ids: Vec<GroupId<'a>> = GroupID,
    }
    models {
        "1.1-1.3": "GroupID+";
    }

    /// Users, by address or by their name in a group.
    pub struct UserList<'a> = UserList {
        /// Users by address.
        users: Vec<User<'a>> = User,
        /// Users by their name in a group.
        screen_names: Vec<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.3": "User*, ScreenName*";
    }

    /// Users by address: at least one. 1.3.
    pub struct UserIdList<'a> = UserIDList {
        /// The users.
        user_ids: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.3" guessed: "UserID+";
    }
}

element! {
    /// Contact lists: at least one, although servers also write an empty list if there is none.
    /// 1.3.
    pub struct ContactListIdList<'a> = ContactListIDList {
        /// The contact lists.
        contact_lists: Vec<ContactListId<'a>> = ContactList,
    }
    models {
        "1.3" guessed: "ContactList+";
    }
}

choice! {
    /// A group or a participant of a group.
    pub enum GroupOrMember<'a> {
        /// The whole group.
        Group(GroupId<'a>) = GroupID,
        /// A participant of the group.
        Member(Box<ScreenName<'a>>) = ScreenName,
    }
}

choice! {
    /// A user, a group, or a participant of a group.
    pub enum Party<'a> {
        /// A user.
        User(Box<User<'a>>) = User,
        /// A group or a participant of a group.
        Group(Box<Group<'a>>) = Group,
    }
}

/// Creates a group without a name.
impl Default for GroupOrMember<'_> {
    fn default() -> Self {
        Self::Group(GroupId::default())
    }
}

/// Creates a user without an address.
impl Default for Party<'_> {
    fn default() -> Self {
        Self::User(Box::default())
    }
}

impl<'a> User<'a> {
    /// Creates a user with any of her clients.
    pub fn new(user_id: impl Into<UserId<'a>>) -> Self {
        Self { user_id: Some(user_id.into()), ..Self::default() }
    }
}

impl<'a> UserList<'a> {
    /// Iterates over the addresses of the users.
    pub fn user_ids(&self) -> impl Iterator<Item = &UserId<'a>> {
        self.users.iter().filter_map(|user| user.user_id.as_ref())
    }
}

impl<'a> ScreenName<'a> {
    /// Creates a name in a group.
    pub fn new(name: impl Into<Text<'a>>, group_id: impl Into<GroupId<'a>>) -> Self {
        Self { name: name.into(), group_id: group_id.into(), extensions: Extensions::new() }
    }
}

impl<'a> NickName<'a> {
    /// Creates a name for a user.
    pub fn new(name: impl Into<Text<'a>>, user_id: impl Into<UserId<'a>>) -> Self {
        Self { name: name.into(), user_id: user_id.into(), extensions: Extensions::new() }
    }
}

impl<'a> From<UserId<'a>> for User<'a> {
    fn from(user_id: UserId<'a>) -> Self {
        Self { user_id: Some(user_id), ..Self::default() }
    }
}

/// Creates a user by address.
impl<'a> From<&'a str> for User<'a> {
    fn from(address: &'a str) -> Self {
        Self::new(address)
    }
}

/// Creates a user by address.
impl<'a> From<&'a str> for Sender<'a> {
    fn from(address: &'a str) -> Self {
        User::new(address).into()
    }
}

/// Creates one user by address.
impl<'a> From<&'a str> for Recipient<'a> {
    fn from(address: &'a str) -> Self {
        User::new(address).into()
    }
}

impl<'a> From<User<'a>> for Recipient<'a> {
    fn from(user: User<'a>) -> Self {
        Self::from_iter([user])
    }
}

impl<'a> From<User<'a>> for Sender<'a> {
    fn from(user: User<'a>) -> Self {
        Self { party: Party::User(Box::new(user)), extensions: Extensions::new() }
    }
}

impl<'a> From<Group<'a>> for Sender<'a> {
    fn from(group: Group<'a>) -> Self {
        Self { party: Party::Group(Box::new(group)), extensions: Extensions::new() }
    }
}

impl<'a> From<GroupId<'a>> for Group<'a> {
    fn from(group_id: GroupId<'a>) -> Self {
        Self { member: GroupOrMember::Group(group_id), extensions: Extensions::new() }
    }
}

impl<'a> From<ScreenName<'a>> for Group<'a> {
    fn from(name: ScreenName<'a>) -> Self {
        Self { member: GroupOrMember::Member(Box::new(name)), extensions: Extensions::new() }
    }
}

/// Converts items into the list that contains them.
macro_rules! collected {
    ($($list:ident { $field:ident: $item:ident })*) => { $(
        impl<'a> FromIterator<$item<'a>> for $list<'a> {
            fn from_iter<I: IntoIterator<Item = $item<'a>>>(items: I) -> Self {
                Self { $field: items.into_iter().collect(), ..Self::default() }
            }
        }
    )* };
}

collected! {
    UrlList { urls: Text }
    GroupList { group_ids: GroupId }
    UserList { users: User }
    UserIdList { user_ids: UserId }
    ContactListIdList { contact_lists: ContactListId }
    Recipient { users: User }
}

impl ScreenName<'_> {
    /// Returns whether both are the same. Compares the group as an address, and the name, which is
    /// free text, by its spelling.
    ///
    /// ```
    /// use imps_csp::common::ScreenName;
    /// let johnny = |group: &'static str| ScreenName { name: "Johnny".into(), group_id: group.into(), ..ScreenName::default() };
    /// assert!(johnny("wv:/chat@server.com").same_as(&johnny("/Chat@server.com")));
    /// ```
    pub fn same_as(&self, other: &ScreenName<'_>) -> bool {
        self.name == other.name && self.group_id.same_as(&other.group_id)
    }
}
