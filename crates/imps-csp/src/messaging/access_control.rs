//! Access control: the users who may send messages to a user. OMA-TS-IMPS-CSP, "Access control".
//!
//! There are two lists, the block list and the grant list. Each may be in use or not.

use crate::common::ScreenName;
use crate::{ApplicationId, ContactListId, GroupId, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::element;

element! {
    /// Asks for the block list and the grant list. Feature `GLBLU`.
    #[doc = page!(GetBlockedList_Request)]
    #[doc(alias = "GetBlockedList-Request")]
    pub struct GetBlockedListRequest<'a> = GetBlockedList_Request {}
    models {
        "1.1-1.3": "EMPTY";
    }
    primitive AccessControl ClientToServer Request;

    /// Answers [`GetBlockedListRequest`].
    #[doc = page!(GetBlockedList_Response)]
    #[doc(alias = "GetBlockedList-Response")]
    pub struct GetBlockedListResponse<'a> = GetBlockedList_Response {
        /// The blocked entities.
        block_list: Option<Box<BlockList<'a>>> = BlockList,
        /// Whether the block list is in use. 1.3; [`blocks`](Self::blocks) reads any version.
        block_list_in_use: Option<bool> = BlockListInUse,
        /// The granted entities; only they may send messages.
        grant_list: Option<Box<GrantList<'a>>> = GrantList,
        /// Whether the grant list is in use. 1.3; [`grants`](Self::grants) reads any version.
        grant_list_in_use: Option<bool> = GrantListInUse,
    }
    models {
        "1.1-1.2": "BlockList?, GrantList?";
        "1.3" guessed: "BlockList?, BlockListInUse?, GrantList?, GrantListInUse?";
    }
    primitive AccessControl ServerToClient Response;
}

element! {
    /// Changes the block list and the grant list. Feature `BLENT`; answered by `Status`.
    ///
    /// Token tables of 1.1 call it `BlockUser-Request`. That name is read and never written.
    #[doc = page!(BlockEntity_Request)]
    #[doc(alias("BlockEntity-Request", "block list", "privacy list", "ignore"))]
    pub struct BlockEntityRequest<'a> = BlockEntity_Request {
        /// The blocked entities.
        block_list: Option<Box<BlockList<'a>>> = BlockList,
        /// Whether to use the block list. 1.3; [`blocks`](Self::blocks) reads any version.
        block_list_in_use: Option<bool> = BlockListInUse,
        /// The granted entities; only they may send messages.
        grant_list: Option<Box<GrantList<'a>>> = GrantList,
        /// Whether to use the grant list. 1.3; [`grants`](Self::grants) reads any version.
        grant_list_in_use: Option<bool> = GrantListInUse,
    }
    models {
        "1.1-1.2": "BlockList?, GrantList?";
        "1.3" guessed: "BlockList?, BlockListInUse?, GrantList?, GrantListInUse?";
    }
    primitive AccessControl ClientToServer Request;

    /// The block list: either the whole list or changes to it.
    pub struct BlockList<'a> = BlockList {
        /// Whether the list is in use. 1.1 and 1.2; in 1.3 the flag is beside the list.
        in_use: Option<bool> = InUse,
        /// The whole list. Nothing else appears beside it.
        entity_list: Option<EntityList<'a>> = EntityList,
        /// The entities to add.
        add_list: Option<AddList<'a>> = AddList,
        /// The entities to remove.
        remove_list: Option<RemoveList<'a>> = RemoveList,
    }
    models {
        "1.1-1.2": "InUse?, (EntityList | (AddList?, RemoveList?))?";
        "1.3" guessed: "(EntityList | (AddList?, RemoveList?))?";
    }
}

element! {
    /// The grant list: either the whole list or changes to it. Only granted entities may send
    /// messages.
    pub struct GrantList<'a> = GrantList {
        /// Whether the list is in use. 1.1 and 1.2; in 1.3 the flag is beside the list.
        in_use: Option<bool> = InUse,
        /// The whole list. Nothing else appears beside it.
        entity_list: Option<EntityList<'a>> = EntityList,
        /// The entities to add.
        add_list: Option<AddList<'a>> = AddList,
        /// The entities to remove.
        remove_list: Option<RemoveList<'a>> = RemoveList,
    }
    models {
        "1.1-1.2": "InUse?, (EntityList | (AddList?, RemoveList?))?";
        "1.3" guessed: "(EntityList | (AddList?, RemoveList?))?";
    }
}

/// Declares lists of entities that can be blocked, granted or barred. They differ only in name.
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
                /// Contact lists.
                contact_lists: Vec<ContactListId<'a>> = ContactList,
                /// Applications.
                application_ids: Vec<ApplicationId<'a>> = ApplicationID,
            }
            models {
                "1.1-1.2": "UserID*, ScreenName*, GroupID*";
                "1.3" guessed: "UserID*, ScreenName*, GroupID*, ContactList*, ApplicationID*";
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
    /// All entities of a list.
    EntityList = EntityList;
    /// The entities to add to a list.
    AddList = AddList;
    /// The entities to remove from a list.
    RemoveList = RemoveList;
}

/// The flags, which 1.3 moved beside the lists.
macro_rules! flags {
    ($($name:ident)*) => { $(
        impl $name<'_> {
            /// Returns whether the block list is in use, in any version; `None` if the message does
            /// not say.
            pub fn blocks(&self) -> Option<bool> {
                self.block_list_in_use.or_else(|| self.block_list.as_ref()?.in_use)
            }

            /// Returns whether the grant list is in use, in any version; `None` if the message does
            /// not say.
            pub fn grants(&self) -> Option<bool> {
                self.grant_list_in_use.or_else(|| self.grant_list.as_ref()?.in_use)
            }
        }
    )* };
}

flags! { GetBlockedListResponse BlockEntityRequest }
