//! Verification that addresses exist. OMA-TS-IMPS-CSP, "Verification", since 1.2.

use crate::common::ScreenName;
use crate::{ContactListId, GroupId, UserId};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// Asks whether addresses exist. The answer is a [`Status`](crate::Status), with a code per
    /// address that does not exist. Since 1.2, feature `VRID`.
    #[doc = page!(VerifyID_Request)]
    #[doc(alias = "VerifyID-Request")]
    pub struct VerifyIdRequest<'a> = VerifyID_Request {
        /// The addresses.
        id_list: Box<IdList<'a>> = IDList,
    }
    models {
        "1.2-1.3": "IDList";
    }
    primitive Common ClientToServer Request;

    /// Addresses of all kinds. Since 1.2.
    pub struct IdList<'a> = IDList {
        /// Users.
        user_ids: Vec<UserId<'a>> = UserID,
        /// Contact lists.
        contact_lists: Vec<ContactListId<'a>> = ContactList,
        /// Groups.
        group_ids: Vec<GroupId<'a>> = GroupID,
        /// Users of a group.
        screen_names: Vec<ScreenName<'a>> = ScreenName,
        /// Domains.
        domains: Vec<Text<'a>> = Domain,
    }
    models {
        "1.2-1.3": "UserID*, ContactList*, GroupID*, ScreenName*, Domain*";
    }
}
