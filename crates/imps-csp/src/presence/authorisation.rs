//! Who may see which presence attributes: attribute lists, and authorisation on demand.
//! OMA-TS-IMPS-CSP, "Presence authorisation".

use crate::common::version_shapes::id_lists;
use crate::common::{ContactListIdList, User, UserIdList};
use crate::presence::Presence;
use crate::{ContactListId, Outcome, ReactiveAuthState, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::element;
use imps_presence::PresenceSubList;

element! {
    /// Authorises users, members of contact lists or everybody for presence attributes. Feature `CALI` until 1.2.
    ///
    /// [`user_ids`](Self::user_ids) and [`contact_lists`](Self::contact_lists) read any version.
    #[doc = page!(CreateAttributeList_Request)]
    pub struct CreateAttributeListRequest<'a> = CreateAttributeList_Request {
        /// The attributes, as names.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The users. 1.1 and 1.2.
        user_id: Vec<UserId<'a>> = UserID,
        /// The contact lists. 1.1 and 1.2.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// The users. 1.3.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The contact lists. 1.3.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// Whether it is about the default list too, which is for everybody else.
        default_list: Option<bool> = DefaultList,
        /// Whether to be told when somebody under the default list asks for more. 1.3.
        default_notify: Option<bool> = DefaultNotify,
        /// Whether to be told when one of the users asks for more. 1.3.
        user_notify: Option<bool> = UserNotify,
        /// Whether to be told when a member of the contact lists asks for more. 1.3.
        contact_list_notify: Option<bool> = ContactListNotify,
    }
    models {
        "1.1-1.2": "PresenceSubList, UserID*, ContactList*, DefaultList";
        "1.3" inferred: "PresenceSubList, UserIDList?, ContactListIDList?, DefaultList, DefaultNotify?, UserNotify?, ContactListNotify?";
    }

    /// Withdraws such authorisations. Feature `DALI` until 1.2.
    ///
    /// [`user_ids`](Self::user_ids) and [`contact_lists`](Self::contact_lists) read any version.
    #[doc = page!(DeleteAttributeList_Request)]
    pub struct DeleteAttributeListRequest<'a> = DeleteAttributeList_Request {
        /// The users. 1.1 and 1.2.
        user_id: Vec<UserId<'a>> = UserID,
        /// The contact lists. 1.1 and 1.2.
        contact_list: Vec<ContactListId<'a>> = ContactList,
        /// The users. 1.3.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The contact lists. 1.3.
        contact_list_id_list: Option<ContactListIdList<'a>> = ContactListIDList,
        /// Whether it is about the default list too.
        default_list: Option<bool> = DefaultList,
    }
    models {
        "1.1-1.2": "UserID*, ContactList*, DefaultList";
        "1.3" inferred: "UserIDList?, ContactListIDList?, DefaultList";
    }

    /// Asks for such authorisations. Feature `GALS` until 1.2.
    ///
    /// [`user_ids`](Self::user_ids) and [`contact_lists`](Self::contact_lists) read any version.
    #[doc = page!(GetAttributeList_Request)]
    pub struct GetAttributeListRequest<'a> = GetAttributeList_Request {
        /// Whether it is about the default list too.
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
        "1.3" inferred: "DefaultList, ContactListIDList?, UserIDList?";
    }

    /// The authorisations.
    #[doc = page!(GetAttributeList_Response)]
    pub struct GetAttributeListResponse<'a> = GetAttributeList_Response {
        /// How it went.
        result: Outcome<'a> = Result,
        /// What everybody else may see.
        default_attribute_list: Option<DefaultAttributeList<'a>> = DefaultAttributeList,
        /// What users and members of contact lists may see.
        presence: Vec<Presence<'a>> = Presence,
    }
    models {
        "1.1-1.3": "Result, DefaultAttributeList?, Presence*";
    }

    /// What everybody may see for whom there is no authorisation of her own.
    pub struct DefaultAttributeList<'a> = DefaultAttributeList {
        /// Whether the owner is told when somebody asks for more. 1.3.
        default_notify: Option<bool> = DefaultNotify,
        /// The attributes, as names; in 1.3 at most one list.
        presence_sub_list: Vec<PresenceSubList<'a>> = PresenceSubList,
    }
    models {
        "1.1-1.2": "PresenceSubList*";
        "1.3" inferred: "DefaultNotify, PresenceSubList?";
    }

    /// Somebody without authorisation wishes to see presence: the user shall decide. 1.1 and 1.2, feature `REACT`.
    #[doc = page!(PresenceAuth_Request)]
    pub struct PresenceAuthRequest<'a> = PresenceAuth_Request {
        /// Who wishes.
        user_id: UserId<'a> = UserID,
        /// To see which attributes, as names.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
    }
    models {
        "1.1-1.2": "UserID, PresenceSubList?";
    }
    duplicates refused;

    /// What the user has decided, sent in mode `Request`. 1.1 and 1.2, feature `REACT`.
    #[doc = page!(PresenceAuth_User)]
    pub struct PresenceAuthUser<'a> = PresenceAuth_User {
        /// Who wished.
        user_id: UserId<'a> = UserID,
        /// Whether the wish is granted.
        acceptance: bool = Acceptance,
        /// For which attributes, as names. 1.2.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
    }
    models {
        "1.1": "UserID, Acceptance";
        "1.2": "UserID, Acceptance, PresenceSubList?";
    }
    duplicates refused;

    /// Withdraws what was granted on demand. 1.1 and 1.2, feature `CAAUT`.
    #[doc = page!(CancelAuth_Request)]
    pub struct CancelAuthRequest<'a> = CancelAuth_Request {
        /// From whom.
        user_id: UserId<'a> = UserID,
    }
    models {
        "1.1-1.2": "UserID";
    }
    duplicates refused;

    /// Asks what was decided on demand. 1.2, feature `GETAUT`.
    #[doc = page!(GetReactiveAuthStatus_Request)]
    pub struct GetReactiveAuthStatusRequest<'a> = GetReactiveAuthStatus_Request {
        /// About whom; missing for everybody.
        user_ids: Vec<UserId<'a>> = UserID,
    }
    models {
        "1.2": "UserID*";
    }

    /// What was decided on demand. 1.2.
    #[doc = page!(GetReactiveAuthStatus_Response)]
    pub struct GetReactiveAuthStatusResponse<'a> = GetReactiveAuthStatus_Response {
        /// The decisions.
        reactive_auth_status_list: ReactiveAuthStatusList<'a> = ReactiveAuthStatusList,
    }
    models {
        "1.2": "ReactiveAuthStatusList";
    }

    /// Decisions. 1.2.
    pub struct ReactiveAuthStatusList<'a> = ReactiveAuthStatusList {
        /// The decisions.
        statuses: Vec<ReactiveAuthStatus<'a>> = ReactiveAuthStatus,
    }
    models {
        "1.2": "ReactiveAuthStatus*";
    }

    /// What was decided about the wish of a user. 1.2.
    pub struct ReactiveAuthStatus<'a> = ReactiveAuthStatus {
        /// Who wished.
        user_id: UserId<'a> = UserID,
        /// What was decided.
        reactive_auth_state: ReactiveAuthState<'a> = ReactiveAuthState,
        /// For which attributes, as names.
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
