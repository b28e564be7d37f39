//! Who may send messages to a user. OMA-TS-IMPS-CSP, "Access control".
//!
//! Two lists: of those blocked and of those granted, each in use or not.

use crate::common::ScreenName;
use crate::{ApplicationId, ContactListId, GroupId, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::element;

element! {
    /// Asks for the lists of those blocked and of those granted. Feature `GLBLU`.
    #[doc = page!(GetBlockedList_Request)]
    pub struct GetBlockedListRequest<'a> = GetBlockedList_Request {}
    models {
        "1.1-1.3": "EMPTY";
    }

    /// Answers [`GetBlockedListRequest`].
    #[doc = page!(GetBlockedList_Response)]
    pub struct GetBlockedListResponse<'a> = GetBlockedList_Response {
        /// Those who are kept off.
        block_list: Option<Box<BlockList<'a>>> = BlockList,
        /// Whether they are. 1.3; [`blocks`](Self::blocks) reads any version.
        block_list_in_use: Option<bool> = BlockListInUse,
        /// Those who alone get through.
        grant_list: Option<Box<GrantList<'a>>> = GrantList,
        /// Whether they do. 1.3; [`grants`](Self::grants) reads any version.
        grant_list_in_use: Option<bool> = GrantListInUse,
    }
    models {
        "1.1-1.2": "BlockList?, GrantList?";
        "1.3" inferred: "BlockList?, BlockListInUse?, GrantList?, GrantListInUse?";
    }

    /// Changes who is blocked and who is granted. Feature `BLENT`; answered by `Status`.
    ///
    /// `BlockUser-Request`, its name in token tables of 1.1, is read and never written.
    #[doc = page!(BlockEntity_Request)]
    pub struct BlockEntityRequest<'a> = BlockEntity_Request {
        /// Those who are kept off.
        block_list: Option<Box<BlockList<'a>>> = BlockList,
        /// Whether they shall be. 1.3; [`blocks`](Self::blocks) reads any version.
        block_list_in_use: Option<bool> = BlockListInUse,
        /// Those who alone get through.
        grant_list: Option<Box<GrantList<'a>>> = GrantList,
        /// Whether they shall. 1.3; [`grants`](Self::grants) reads any version.
        grant_list_in_use: Option<bool> = GrantListInUse,
    }
    models {
        "1.1-1.2": "BlockList?, GrantList?";
        "1.3" inferred: "BlockList?, BlockListInUse?, GrantList?, GrantListInUse?";
    }

    /// Those who are kept off: the whole list, or how to change it.
    pub struct BlockList<'a> = BlockList {
        /// Whether the list is in use. 1.1 and 1.2; in 1.3 it stands beside the list.
        in_use: Option<bool> = InUse,
        /// The whole list; nothing else stands beside it.
        entity_list: Option<EntityList<'a>> = EntityList,
        /// Those to add.
        add_list: Option<AddList<'a>> = AddList,
        /// Those to remove.
        remove_list: Option<RemoveList<'a>> = RemoveList,
    }
    models {
        "1.1-1.2": "InUse?, (EntityList | (AddList?, RemoveList?))?";
        "1.3" inferred: "(EntityList | (AddList?, RemoveList?))?";
    }

    /// Those who alone get through: the whole list, or how to change it.
    pub struct GrantList<'a> = GrantList {
        /// Whether the list is in use. 1.1 and 1.2; in 1.3 it stands beside the list.
        in_use: Option<bool> = InUse,
        /// The whole list; nothing else stands beside it.
        entity_list: Option<EntityList<'a>> = EntityList,
        /// Those to add.
        add_list: Option<AddList<'a>> = AddList,
        /// Those to remove.
        remove_list: Option<RemoveList<'a>> = RemoveList,
    }
    models {
        "1.1-1.2": "InUse?, (EntityList | (AddList?, RemoveList?))?";
        "1.3" inferred: "(EntityList | (AddList?, RemoveList?))?";
    }
}

/// Declares lists of whoever can be blocked, granted or barred: they differ in name only.
macro_rules! entity_lists {
    ($($(#[$meta:meta])* $name:ident = $element:ident;)*) => { $(
        element! {
            $(#[$meta])*
            pub struct $name<'a> = $element {
                /// Users.
                user_ids: Vec<UserId<'a>> = UserID,
                /// Users by their name in a group.
                screen_names: Vec<ScreenName<'a>> = ScreenName,
                /// Groups.
                group_ids: Vec<GroupId<'a>> = GroupID,
                /// Contact lists. 1.3.
                contact_lists: Vec<ContactListId<'a>> = ContactList,
                /// Applications. 1.3.
                application_ids: Vec<ApplicationId<'a>> = ApplicationID,
            }
            models {
                "1.1-1.2": "UserID*, ScreenName*, GroupID*";
                "1.3" inferred: "UserID*, ScreenName*, GroupID*, ContactList*, ApplicationID*";
            }
        }

        impl<'a> FromIterator<UserId<'a>> for $name<'a> {
            fn from_iter<I: IntoIterator<Item = UserId<'a>>>(users: I) -> Self {
                Self { user_ids: users.into_iter().collect(), ..Self::default() }
            }
        }
    )* };
}

entity_lists! {
    /// All who are in a list.
    EntityList = EntityList;
    /// Those to add to a list.
    AddList = AddList;
    /// Those to remove from a list.
    RemoveList = RemoveList;
}

/// The flags, which 1.3 has put beside the lists.
macro_rules! flags {
    ($($name:ident)*) => { $(
        impl $name<'_> {
            /// Whether the block list is in use, wherever the version says so; `None` when it is not said.
            pub fn blocks(&self) -> Option<bool> {
                self.block_list_in_use.or_else(|| self.block_list.as_ref()?.in_use)
            }

            /// Whether the grant list is in use, wherever the version says so; `None` when it is not said.
            pub fn grants(&self) -> Option<bool> {
                self.grant_list_in_use.or_else(|| self.grant_list.as_ref()?.in_use)
            }
        }
    )* };
}

flags! { GetBlockedListResponse BlockEntityRequest }
