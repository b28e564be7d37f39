//! Invitations. Each goes to one party; several parties need several invitations.

use crate::common::{ApplicationId, GroupId, MetaInfo, Party, ScreenName, Status, YesNo};
use crate::presence::AttributeList;
use alloc::vec::Vec;
use imps_core::{Text, element};
use imps_types::{InviteId, InviteType};

element! {
    use crate::tag;

    /// Invites somebody to a group, an application, presence or content.
    #[doc = page!(InviteRequest)]
    pub struct InviteRequest<'a> = InviteRequest {
        @attributes {
            /// The invitation.
            invite_id: InviteId<'a> = "inviteID",
            /// The purpose of the invitation, with the codes of CSP.
            invite_type: InviteType<'a> = "inviteType",
            /// The validity of the invitation, in seconds.
            validity: Option<u32> = "validity",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The inviting party.
        inviting: Inviting<'a> = Inviting,
        /// The invited party.
        invited: Invited<'a> = Invited,
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The application.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The presence attributes.
        attribute_list: Option<AttributeList<'a>> = AttributeList,
        /// The content.
        content_id_list: Option<ContentIdList<'a>> = ContentIDList,
        /// A text for the invited party.
        invite_note: Option<Text<'a>> = InviteNote,
        /// The name of the inviting party in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.3" guessed:
            "MetaInfo?, Inviting, Invited, GroupID?, ApplicationID?, AttributeList?, ContentIDList?, InviteNote?, ScreenName?";
    }
    duplicates refused;
    primitive Common Request;
}

element! {
    use crate::tag;

    /// The decision of the invited party: a separate transaction, tied to the invitation by
    /// `invite_id`.
    ///
    /// The only known server writes the invited party as `inviting` and the other as `responding`,
    /// and reads the reverse. Compare both with the invitation.
    #[doc = page!(InviteResponse)]
    pub struct InviteResponse<'a> = InviteResponse {
        @attributes {
            /// The invitation.
            invite_id: InviteId<'a> = "inviteID",
            /// Whether it is accepted.
            acceptance: YesNo = "acceptance",
        }
        /// No meaning: refusals of the only known server contain 404.
        status: Option<Status<'a>> = Status,
        /// The inviting party.
        inviting: Inviting<'a> = Inviting,
        /// The invited party.
        responding: Responding<'a> = Responding,
        /// A text for the inviting party.
        response_note: Option<Text<'a>> = ResponseNote,
        /// The name of the invited party in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.3" guessed: "Status?, Inviting, Responding, ResponseNote?, ScreenName?";
    }
    duplicates refused;
    primitive Common Request;
}

element! {
    use crate::tag;

    /// Withdraws an invitation.
    #[doc = page!(CancelInviteRequest)]
    pub struct CancelInviteRequest<'a> = CancelInviteRequest {
        @attributes {
            /// The invitation.
            invite_id: InviteId<'a> = "inviteID",
        }
        /// The requesting user or server.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// The party that withdraws the invitation.
        canceling: Canceling<'a> = Canceling,
        /// The invited party.
        canceled: Canceled<'a> = Canceled,
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The application.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The presence attributes.
        attribute_list: Option<AttributeList<'a>> = AttributeList,
        /// The content.
        content_id_list: Option<ContentIdList<'a>> = ContentIDList,
        /// A text for the invited party.
        cancel_note: Option<Text<'a>> = CancelNote,
        /// The name of the inviting party in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.3" guessed:
            "MetaInfo?, Canceling, Canceled, GroupID?, ApplicationID?, AttributeList?, ContentIDList?, CancelNote?, ScreenName?";
    }
    duplicates refused;
    primitive Common Request;
}

element! {
    use crate::tag;

    /// Addresses of content.
    pub struct ContentIdList<'a> = ContentIDList {
        /// The addresses: at least one.
        content_ids: Vec<ContentId<'a>> = ContentID,
    }
    models {
        "1.1-1.3" guessed: "ContentID+";
    }
    duplicates refused;

    /// The address of some content.
    pub struct ContentId<'a> = ContentID {
        @attributes {
            /// The address.
            url: Text<'a> = "url",
        }
    }
    models {
        "1.1-1.3" guessed: "EMPTY";
    }
    duplicates refused;
}

/// Elements around one party.
macro_rules! parties {
    ($($(#[$meta:meta])* $name:ident = $element:ident,)*) => {
        element! {
            use crate::tag;
            $(
                $(#[$meta])*
                pub struct $name<'a> = $element {
                    /// The party.
                    party: Party<'a> = User | GroupID | ScreenName,
                }
                models {
                    "1.1-1.3" guessed: "(User | GroupID | ScreenName)";
                }
            )*
        }

        $(
            impl<'a, P: Into<Party<'a>>> From<P> for $name<'a> {
                fn from(party: P) -> Self {
                    Self { party: party.into(), ..Self::default() }
                }
            }
        )*
    };
}

parties! {
    /// The inviting party.
    Inviting = Inviting,
    /// The invited party.
    Invited = Invited,
    /// The party that answers an invitation.
    Responding = Responding,
    /// The party that withdraws an invitation.
    Canceling = Canceling,
    /// The party that loses an invitation.
    Canceled = Canceled,
}
