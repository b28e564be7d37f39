//! The users behind the names in a group. OMA-TS-IMPS-CSP, since 1.2.

use crate::UserId;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// The users in a group, by their rights. Since 1.2.
    pub struct AdminMapList<'a> = AdminMapList {
        /// Administrators.
        admin_mapping: Option<AdminMapping<'a>> = AdminMapping,
        /// Moderators.
        mod_mapping: Option<ModMapping<'a>> = ModMapping,
        /// All other users.
        user_mapping: Option<UserMapping<'a>> = UserMapping,
    }
    models {
        "1.2-1.3": "AdminMapping?, ModMapping?, UserMapping?";
    }

    /// The users in a group. Since 1.2.
    pub struct UserMapList<'a> = UserMapList {
        /// All users, regardless of their rights.
        user_mapping: Option<UserMapping<'a>> = UserMapping,
    }
    models {
        "1.2-1.3": "UserMapping?";
    }

    /// Administrators of a group. Since 1.2.
    pub struct AdminMapping<'a> = AdminMapping {
        /// Name and address of each user.
        mappings: Vec<Mapping<'a>> = Mapping,
    }
    models {
        "1.2-1.3": "Mapping*";
    }

    /// Moderators of a group. Since 1.2.
    pub struct ModMapping<'a> = ModMapping {
        /// Name and address of each user.
        mappings: Vec<Mapping<'a>> = Mapping,
    }
    models {
        "1.2-1.3": "Mapping*";
    }
}

element! {
    /// Users of a group. Since 1.2.
    pub struct UserMapping<'a> = UserMapping {
        /// Name and address of each user.
        mappings: Vec<Mapping<'a>> = Mapping,
    }
    models {
        "1.2-1.3": "Mapping*";
    }
    duplicates refused;

    /// A name in a group, and the user who has it. Since 1.2.
    pub struct Mapping<'a> = Mapping {
        /// The name.
        name: Text<'a> = SName,
        /// The user, if she shows her address to the group.
        user_id: Option<UserId<'a>> = UserID,
    }
    models {
        "1.2-1.3": "SName, UserID?";
    }
    duplicates refused;
}
