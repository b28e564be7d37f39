//! Presence authorisation: the users who may see each attribute, with attribute lists and on
//! request. OMA-TS-IMPS-CSP, "Presence authorisation".

use crate::common::version_shapes::id_lists;
use crate::common::{ContactListIdList, User, UserIdList};
use crate::presence::Presence;
use crate::{ContactListId, Outcome, ReactiveAuthState, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::element;
use imps_presence::PresenceSubList;

element! {
    /// Authorises users, members of contact lists or everybody for presence attributes. Feature
    /// `CALI` until 1.2.
    ///
    /// [`user_ids`](Self::user_ids) and [`contact_lists`](Self::contact_lists) read any version.
    #[doc = page!(CreateAttributeList_Request)]
    #[doc(alias = "CreateAttributeList-Request")]
    pub struct CreateAttributeListRequest<'a> = CreateAttributeList_Request {
        /// The names of the attributes.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The users. 1.1 and 1.2.
        user_id: Vec<UserId<'a>> = UserID,
        /// The contact lists. 1.1 and 1.2.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// The users. 1.3.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The contact lists. 1.3.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// Whether the request also applies to the default list, which is for everybody else.
        default_list: Option<bool> = DefaultList,
        /// Whether to notify the user when somebody under the default list asks for more.
        default_notify: Option<bool> = DefaultNotify,
        /// Whether to notify the user when one of the users asks for more.
        user_notify: Option<bool> = UserNotify,
        /// Whether to notify the user when a member of the contact lists asks for more.
        contact_list_notify: Option<bool> = ContactListNotify,
    }
    models {
        "1.1-1.2": "PresenceSubList, UserID*, ContactList*, DefaultList";
        "1.3" guessed: "PresenceSubList, UserIDList?, ContactListIDList?, DefaultList, DefaultNotify?, UserNotify?, ContactListNotify?";
    }
    primitive PresenceAuth ClientToServer Request;
}

element! {
    /// Withdraws authorisations for presence attributes. Feature `DALI` until 1.2.
    ///
    /// [`user_ids`](Self::user_ids) and [`contact_lists`](Self::contact_lists) read any version.
    #[doc = page!(DeleteAttributeList_Request)]
    #[doc(alias = "DeleteAttributeList-Request")]
    pub struct DeleteAttributeListRequest<'a> = DeleteAttributeList_Request {
        /// The users. 1.1 and 1.2.
        user_id: Vec<UserId<'a>> = UserID,
        /// The contact lists. 1.1 and 1.2.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// The users. 1.3.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The contact lists. 1.3.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// Whether the request also applies to the default list.
        default_list: Option<bool> = DefaultList,
    }
    models {
        "1.1-1.2": "UserID*, ContactList*, DefaultList";
        "1.3" guessed: "UserIDList?, ContactListIDList?, DefaultList";
    }
    primitive PresenceAuth ClientToServer Request;
}

element! {
    /// Asks for the authorisations for presence attributes. Feature `GALS` until 1.2.
    ///
    /// [`user_ids`](Self::user_ids) and [`contact_lists`](Self::contact_lists) read any version.
    #[doc = page!(GetAttributeList_Request)]
    #[doc(alias = "GetAttributeList-Request")]
    pub struct GetAttributeListRequest<'a> = GetAttributeList_Request {
        /// Whether the request also applies to the default list.
        default_list: Option<bool> = DefaultList,
        /// The contact lists. 1.1 and 1.2.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// The users. 1.1 and 1.2.
        user: Vec<User<'a>> = User,
        /// The contact lists. 1.3.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// The users. 1.3.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
    }
    models {
        "1.1-1.2": "DefaultList, ContactList*, User*";
        "1.3" guessed: "DefaultList, ContactListIDList?, UserIDList?";
    }
    primitive PresenceAuth ClientToServer Request;

    /// Contains the authorisations for presence attributes.
    #[doc = page!(GetAttributeList_Response)]
    #[doc(alias = "GetAttributeList-Response")]
    pub struct GetAttributeListResponse<'a> = GetAttributeList_Response {
        /// The result of the request.
        result: Outcome<'a> = Result,
        /// The attributes that everybody else may see.
        default_attribute_list: Option<DefaultAttributeList<'a>> = DefaultAttributeList,
        /// The attributes that users and members of contact lists may see.
        presence: Vec<Presence<'a>> = Presence,
    }
    models {
        "1.1-1.3": "Result, DefaultAttributeList?, Presence*";
    }
    primitive PresenceAuth ServerToClient Response;
}

element! {
    /// The attributes visible to users without an authorisation of their own.
    pub struct DefaultAttributeList<'a> = DefaultAttributeList {
        /// Whether to notify the owner when somebody asks for more.
        default_notify: Option<bool> = DefaultNotify,
        /// The names of the attributes; at most one list in 1.3.
        presence_sub_list: Vec<PresenceSubList<'a>> = PresenceSubList,
    }
    models {
        "1.1-1.2": "PresenceSubList*";
        "1.3" guessed: "DefaultNotify, PresenceSubList?";
    }

    /// Asks the user to decide about the presence request of a user without authorisation. 1.1 and
    /// 1.2, feature `REACT`.
    #[doc = page!(PresenceAuth_Request)]
    #[doc(alias = "PresenceAuth-Request")]
    pub struct PresenceAuthRequest<'a> = PresenceAuth_Request {
        /// The requesting user.
        user_id: UserId<'a> = UserID,
        /// The names of the requested attributes.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
    }
    models {
        "1.1-1.2": "UserID, PresenceSubList?";
    }
    duplicates refused;
    primitive PresenceAuth ServerToClient Request;
}

element! {
    /// Contains the decision of the user. Sent in mode `Request`. 1.1 and 1.2, feature `REACT`.
    #[doc = page!(PresenceAuth_User)]
    #[doc(alias = "PresenceAuth-User")]
    pub struct PresenceAuthUser<'a> = PresenceAuth_User {
        /// The requesting user.
        user_id: UserId<'a> = UserID,
        /// Whether the request is granted.
        acceptance: bool = Acceptance,
        /// The names of the attributes.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
    }
    models {
        "1.1": "UserID, Acceptance";
        "1.2": "UserID, Acceptance, PresenceSubList?";
    }
    duplicates refused;
    primitive PresenceAuth ClientToServer Request;

    /// Withdraws a reactive authorisation. 1.1 and 1.2, feature `CAAUT`.
    #[doc = page!(CancelAuth_Request)]
    #[doc(alias = "CancelAuth-Request")]
    pub struct CancelAuthRequest<'a> = CancelAuth_Request {
        /// The user who loses the authorisation.
        user_id: UserId<'a> = UserID,
    }
    models {
        "1.1-1.2": "UserID";
    }
    duplicates refused;
    primitive PresenceAuth ClientToServer Request;

    /// Asks for the reactive authorisations. 1.2, feature `GETAUT`.
    #[doc = page!(GetReactiveAuthStatus_Request)]
    #[doc(alias = "GetReactiveAuthStatus-Request")]
    pub struct GetReactiveAuthStatusRequest<'a> = GetReactiveAuthStatus_Request {
        /// The requesting users; missing for everybody.
        user_ids: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.2": "UserID*";
    }
    primitive PresenceAuth ClientToServer Request;
}

element! {
    /// Contains the reactive authorisations. 1.2.
    #[doc = page!(GetReactiveAuthStatus_Response)]
    #[doc(alias = "GetReactiveAuthStatus-Response")]
    pub struct GetReactiveAuthStatusResponse<'a> = GetReactiveAuthStatus_Response {
        /// The decisions.
        reactive_auth_status_list: ReactiveAuthStatusList<'a> = ReactiveAuthStatusList,
    }
    models {
        "1.2": "ReactiveAuthStatusList";
    }
    primitive PresenceAuth ServerToClient Response;

    /// Decisions. 1.2.
    pub struct ReactiveAuthStatusList<'a> = ReactiveAuthStatusList {
        /// The decisions.
        statuses: Vec<ReactiveAuthStatus<'a>> = ReactiveAuthStatus,
    }
    models {
        "1.2": "ReactiveAuthStatus*";
    }

    /// The decision about the request of a user. 1.2.
    pub struct ReactiveAuthStatus<'a> = ReactiveAuthStatus {
        /// The requesting user.
        user_id: UserId<'a> = UserID,
        /// The decision.
        reactive_auth_state: ReactiveAuthState<'a> = ReactiveAuthState,
        /// The names of the attributes.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
    }
    models {
        "1.2": "UserID, ReactiveAuthState, PresenceSubList?";
    }
}

id_lists! {
    CreateAttributeListRequest user_id: |user_id| Some(user_id);
    DeleteAttributeListRequest user_id: |user_id| Some(user_id);
    GetAttributeListRequest user: |user| user.user_id.as_ref();
}
