//! Participants. Addresses are read with and without `wv:`, and stay as they were.
//! [`same_as`](imps_types::UserId::same_as) compares them.

use alloc::vec::Vec;
use imps_core::{Text, choice, element};
use imps_types as csp;

element! {
    use crate::tag;

    /// A user, optionally with a particular client of hers.
    pub struct User<'a> = User {
        @attributes {
            /// The user.
            user_id: csp::UserId<'a> = "userID" | "userid",
            /// A display name.
            friendly_name: Option<Text<'a>> = "friendlyName",
        }
        /// The client.
        client_id: Option<ClientId<'a>> = ClientID,
        /// The application on her client. The only known server writes it into `client_id`.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
    }
    models {
        "1.1-1.3" guessed: "ClientID?, ApplicationID?";
    }
    duplicates refused;

    /// A client of a user.
    pub struct ClientId<'a> = ClientID {
        @attributes {
            /// The address of the client; may be empty.
            url: Option<Text<'a>> = "url",
        }
        @text {
            /// Another identification of the client.
            text: Option<Text<'a>>
        }
        /// The application, as the only known server writes it.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
    }
    models {
        "1.1-1.3" guessed: "ApplicationID?";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// An application.
    pub struct ApplicationId<'a> = ApplicationID {
        @attributes {
            /// The name of the application.
            application_id: csp::ApplicationId<'a> = "applicationID",
        }
    }
    models {
        "1.1-1.3" guessed: "EMPTY";
    }
    duplicates refused;

    /// The address of a user.
    pub struct UserId<'a> = UserID {
        @attributes {
            /// The address.
            user_id: csp::UserId<'a> = "userID" | "userid",
        }
    }
    models {
        "1.1-1.3" guessed: "EMPTY";
    }
    duplicates refused;

    /// The address of a group.
    pub struct GroupId<'a> = GroupID {
        @attributes {
            /// The address.
            group_id: csp::GroupId<'a> = "groupID",
        }
    }
    models {
        "1.1-1.3" guessed: "EMPTY";
    }
    duplicates refused;
}

element! {
    use crate::tag;

    /// The name under which a user takes part in a group.
    pub struct ScreenName<'a> = ScreenName {
        @attributes {
            /// The group.
            group_id: csp::GroupId<'a> = "groupID",
        }
        @text {
            /// The name.
            name: Text<'a>
        }
    }
    models {
        "1.1-1.3" guessed: "#PCDATA";
    }
    duplicates refused;

    /// Users, by address or by their name in a group.
    pub struct UserList<'a> = UserList {
        /// The users.
        users: Vec<UserListEntry<'a>> = User | ScreenName,
    }
    models {
        "1.1-1.3" guessed: "(User | ScreenName)*";
    }
    duplicates refused;
}

choice! {
    use crate::tag;

    /// A user, a group, or a participant of a group.
    pub enum Party<'a> {
        /// A user.
        User(User<'a>) = User,
        /// A group.
        Group(GroupId<'a>) = GroupID,
        /// A participant of a group.
        ScreenName(ScreenName<'a>) = ScreenName,
    }
}

choice! {
    use crate::tag;

    /// A user in a list.
    pub enum UserListEntry<'a> {
        /// A user by address.
        User(User<'a>) = User,
        /// A user by the name in a group.
        ScreenName(ScreenName<'a>) = ScreenName,
    }
}

impl Default for Party<'_> {
    fn default() -> Self {
        Self::User(User::default())
    }
}

/// Elements around one address.
macro_rules! around {
    ($($element:ident { $field:ident: $id:ident })*) => { $(
        impl<'a> From<csp::$id<'a>> for $element<'a> {
            fn from($field: csp::$id<'a>) -> Self {
                Self { $field, ..Self::default() }
            }
        }

        impl<'a> From<&'a str> for $element<'a> {
            fn from(text: &'a str) -> Self {
                csp::$id::from(text).into()
            }
        }
    )* };
}

around! {
    User { user_id: UserId }
    UserId { user_id: UserId }
    GroupId { group_id: GroupId }
    ApplicationId { application_id: ApplicationId }
}

impl<'a> ScreenName<'a> {
    /// Creates a name in a group.
    pub fn new(group_id: impl Into<csp::GroupId<'a>>, name: impl Into<Text<'a>>) -> Self {
        Self { group_id: group_id.into(), name: name.into(), ..Self::default() }
    }
}

impl<'a> From<User<'a>> for Party<'a> {
    fn from(user: User<'a>) -> Self {
        Self::User(user)
    }
}

impl<'a> From<GroupId<'a>> for Party<'a> {
    fn from(group: GroupId<'a>) -> Self {
        Self::Group(group)
    }
}

impl<'a> From<ScreenName<'a>> for Party<'a> {
    fn from(name: ScreenName<'a>) -> Self {
        Self::ScreenName(name)
    }
}
