//! Contact lists. OMA-TS-IMPS-CSP, "Contact list".
//!
//! A contact list is a named list of users that the server keeps for its owner, such as
//! `wv:john/friends@smith.com`. The client gets, creates, changes and deletes the lists. A
//! subscription to presence can name a list in place of its users. The walk shows it in
//! [See who is online][walk].
//!
//! [walk]: https://github.com/oma-imps/oma-imps/blob/main/crates/oma-imps/src/guide/5-presence.md#contact-lists

use crate::common::{ContactListIdList, NickName};
use crate::{ContactListId, Outcome, Property, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, Version, choice, element};

element! {
    /// Asks for the names of the user's own contact lists. Feature `GCLI`.
    #[doc = page!(GetList_Request)]
    #[doc(alias("GetList-Request", "buddy list", "roster"))]
    pub struct GetListRequest<'a> = GetList_Request {}
    models {
        "1.1-1.3": "EMPTY";
    }
    primitive ContactList ClientToServer Request;

    /// Contains the names of the user's own contact lists. [`contact_lists`](Self::contact_lists)
    /// reads any version.
    #[doc = page!(GetList_Response)]
    #[doc(alias = "GetList-Response")]
    pub struct GetListResponse<'a> = GetList_Response {
        /// The lists. 1.1 also includes the default list, 1.2 does not.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// The lists.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// The default list.
        default_contact_list: Option<ContactListId<'a>> = DefaultContactList,
    }
    models {
        "1.1-1.2": "ContactList*, DefaultContactList?";
        "1.3" guessed: "ContactListIDList?, DefaultContactList?";
    }
    primitive ContactList ServerToClient Response;

    /// Creates a contact list. Feature `CCLI`.
    #[doc = page!(CreateList_Request)]
    #[doc(alias = "CreateList-Request")]
    pub struct CreateListRequest<'a> = CreateList_Request {
        /// The list.
        contact_list: ContactListId<'a> = ContactList,
        /// Its members.
        nick_list: Option<NickList<'a>> = NickList,
        /// Its properties.
        contact_list_properties: Option<ContactListProperties<'a>> = ContactListProperties,
    }
    models {
        "1.1-1.3": "ContactList, NickList?, ContactListProperties?";
    }
    primitive ContactList ClientToServer Request;
}

element! {
    /// Reports that the whole list was created. Any other result is a [`Status`](crate::Status).
    /// 1.3.
    #[doc = page!(CreateList_Response)]
    #[doc(alias = "CreateList-Response")]
    pub struct CreateListResponse<'a> = CreateList_Response {
        /// The list.
        contact_list: Option<ContactListId<'a>> = ContactList,
        /// The resulting properties of the list.
        contact_list_properties: Option<ContactListProperties<'a>> = ContactListProperties,
    }
    models {
        "1.3" guessed: "ContactList, ContactListProperties?";
    }
    primitive ContactList ServerToClient Response;

    /// Deletes a contact list. Feature `DCLI`.
    #[doc = page!(DeleteList_Request)]
    #[doc(alias = "DeleteList-Request")]
    pub struct DeleteListRequest<'a> = DeleteList_Request {
        /// The list.
        contact_list: ContactListId<'a> = ContactList,
    }
    models {
        "1.1-1.3": "ContactList";
    }
    primitive ContactList ClientToServer Request;
}

element! {
    /// Changes a contact list, or reads it if there is no change. Feature `MCLS`.
    #[doc = page!(ListManage_Request)]
    #[doc(alias("ListManage-Request", "buddy list", "roster"))]
    pub struct ListManageRequest<'a> = ListManage_Request {
        /// The list.
        contact_list: Option<ContactListId<'a>> = ContactList,
        /// The change.
        change: Option<ListChange<'a>> = AddNickList | RemoveNickList | ContactListProperties,
        /// Whether the answer contains the members; 1.1 always sends them.
        receive_list: Option<bool> = ReceiveList,
        /// Whether added members may see the user's presence and send messages.
        authorize_and_grant: Option<bool> = AuthorizeAndGrant,
    }
    models {
        "1.1": "ContactList, (AddNickList | RemoveNickList | ContactListProperties)?";
        "1.2": "ContactList, (AddNickList | RemoveNickList | ContactListProperties)?, ReceiveList";
        "1.3" guessed: "ContactList, (AddNickList | RemoveNickList | ContactListProperties)?, ReceiveList, AuthorizeAndGrant?";
    }
    duplicates refused;
    primitive ContactList ClientToServer Request;

    /// Contains the contact list after the change.
    #[doc = page!(ListManage_Response)]
    #[doc(alias = "ListManage-Response")]
    pub struct ListManageResponse<'a> = ListManage_Response {
        /// The result of the request.
        result: Outcome<'a> = Result,
        /// The members.
        nick_list: Option<NickList<'a>> = NickList,
        /// The properties.
        contact_list_properties: Option<ContactListProperties<'a>> = ContactListProperties,
    }
    models {
        "1.1-1.3": "Result, NickList?, ContactListProperties?";
    }
    primitive ContactList ServerToClient Response;
}

element! {
    /// The members of a contact list.
    pub struct NickList<'a> = NickList {
        /// The members.
        members: Vec<ListMember<'a>> = NickName | UserID,
    }
    models {
        "1.1-1.3": "(NickName | UserID)*";
    }

    /// The users to add to a contact list or to rename in it: at least one since 1.2.
    pub struct AddNickList<'a> = AddNickList {
        /// The members.
        members: Vec<ListMember<'a>> = NickName | UserID,
    }
    models {
        "1.1": "(NickName | UserID)*";
        "1.2-1.3": "(NickName | UserID)+";
    }

    /// The users to remove from a contact list: at least one.
    pub struct RemoveNickList<'a> = RemoveNickList {
        /// The members.
        user_ids: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.1-1.3": "UserID+";
    }

    /// The properties of a contact list: `DisplayName`, and `Default`, which is `T` for the only
    /// default list.
    pub struct ContactListProperties<'a> = ContactListProperties {
        /// The properties: at least one.
        properties: Vec<Property<'a>> = Property,
    }
    models {
        "1.1-1.3": "Property+";
    }
}

choice! {
    /// A member of a contact list.
    pub enum ListMember<'a> {
        /// A member with a display name.
        Named(Box<NickName<'a>>) = NickName,
        /// A member without a display name.
        Unnamed(UserId<'a>) = UserID,
    }
}

choice! {
    /// A change to a contact list.
    pub enum ListChange<'a> {
        /// Adds members, or changes their names.
        Add(AddNickList<'a>) = AddNickList,
        /// Removes members.
        Remove(RemoveNickList<'a>) = RemoveNickList,
        /// Sets properties.
        Properties(ContactListProperties<'a>) = ContactListProperties,
    }
}

impl<'a> GetListResponse<'a> {
    /// Makes the answer in the form of a version. 1.1 names the default list among the others, too.
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::contact_list::GetListResponse;
    ///
    /// let friends = "wv:ann/friends@example.com";
    /// let work = "wv:ann/work@example.com";
    /// let answer = |version| GetListResponse::new(version, [work.into()], Some(friends.into()));
    /// assert_eq!(answer(Version::V1_1).contact_list, [work, friends]);
    /// assert_eq!(answer(Version::V1_2).contact_list, [work]);
    /// let lists = answer(Version::V1_3).contact_list_id_list.unwrap_or_default();
    /// assert_eq!(lists.contact_lists, [work]);
    /// ```
    pub fn new(
        version: Version,
        contact_lists: impl IntoIterator<Item = ContactListId<'a>>,
        default: Option<ContactListId<'a>>,
    ) -> Self {
        let mut lists: Vec<ContactListId<'a>> = contact_lists.into_iter().collect();
        let mut answer = Self::default();
        if let Some(default) = &default {
            let is_named = lists.iter().any(|list| list.same_as(default));
            if version == Version::V1_1 && !is_named {
                lists.push(default.clone());
            } else if version > Version::V1_1 {
                lists.retain(|list| !list.same_as(default));
            }
        }
        if version < Version::V1_3 {
            answer.contact_list = lists;
        } else if !lists.is_empty() {
            answer.contact_list_id_list = Some(lists.into_iter().collect());
        }
        answer.default_contact_list = default;
        answer
    }

    /// Returns all lists in any version, each once, and the default list first.
    ///
    /// From 1.2 servers name the default list only as the default, in 1.1 among the others too.
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::contact_list::GetListResponse;
    ///
    /// for version in Version::ALL {
    ///     let answer = GetListResponse::new(version, ["wv:ann/work".into()], Some("wv:ann/friends".into()));
    ///     assert!(answer.contact_lists().map(|list| list.as_str()).eq(["wv:ann/friends", "wv:ann/work"]));
    /// }
    /// ```
    pub fn contact_lists(&self) -> impl Iterator<Item = &ContactListId<'a>> {
        let in_list = self.contact_list_id_list.iter().flat_map(|list| &list.contact_lists);
        let default = self.default_contact_list.as_ref();
        let is_other = move |list: &&ContactListId<'a>| !default.is_some_and(|default| default.same_as(list));
        default.into_iter().chain(self.contact_list.iter().chain(in_list).filter(is_other))
    }
}

impl<'a> ListMember<'a> {
    /// Returns the user.
    pub fn user_id(&self) -> &UserId<'a> {
        match self {
            Self::Named(nick_name) => &nick_name.user_id,
            Self::Unnamed(user_id) => user_id,
        }
    }

    /// Returns her display name.
    pub fn name(&self) -> Option<&Text<'a>> {
        match self {
            Self::Named(nick_name) => Some(&nick_name.name),
            Self::Unnamed(_) => None,
        }
    }
}

impl<'a> ContactListProperties<'a> {
    /// Returns the value of a property. Compares names without case.
    pub fn get(&self, name: &str) -> Option<&Text<'a>> {
        let property = self.properties.iter().find(|property| property.name.eq_ignore_ascii_case(name));
        property.and_then(|property| property.value.as_ref())
    }
}

impl<'a> From<NickName<'a>> for ListMember<'a> {
    fn from(nick_name: NickName<'a>) -> Self {
        Self::Named(Box::new(nick_name))
    }
}

impl<'a> From<UserId<'a>> for ListMember<'a> {
    fn from(user_id: UserId<'a>) -> Self {
        Self::Unnamed(user_id)
    }
}

impl<'a> FromIterator<ListMember<'a>> for NickList<'a> {
    fn from_iter<I: IntoIterator<Item = ListMember<'a>>>(members: I) -> Self {
        Self { members: members.into_iter().collect(), ..Self::default() }
    }
}

impl<'a> FromIterator<ListMember<'a>> for AddNickList<'a> {
    fn from_iter<I: IntoIterator<Item = ListMember<'a>>>(members: I) -> Self {
        Self { members: members.into_iter().collect(), ..Self::default() }
    }
}

impl<'a> FromIterator<UserId<'a>> for RemoveNickList<'a> {
    fn from_iter<I: IntoIterator<Item = UserId<'a>>>(user_ids: I) -> Self {
        Self { user_ids: user_ids.into_iter().collect(), ..Self::default() }
    }
}

impl<'a> FromIterator<Property<'a>> for ContactListProperties<'a> {
    fn from_iter<I: IntoIterator<Item = Property<'a>>>(properties: I) -> Self {
        Self { properties: properties.into_iter().collect(), ..Self::default() }
    }
}
