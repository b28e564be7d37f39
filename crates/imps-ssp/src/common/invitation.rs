//! Invitations. Each goes to one party; who invites several sends several.

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
            /// What it is to; the codes of CSP.
            invite_type: InviteType<'a> = "inviteType",
            /// For how many seconds it holds.
            validity: Option<u32> = "validity",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// Who invites.
        inviting: Inviting<'a> = Inviting,
        /// Who is invited.
        invited: Invited<'a> = Invited,
        /// To which group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// To which application.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// To which presence attributes.
        attribute_list: Option<AttributeList<'a>> = AttributeList,
        /// To which content.
        content_id_list: Option<ContentIdList<'a>> = ContentIDList,
        /// A word to the invited.
        invite_note: Option<Text<'a>> = InviteNote,
        /// Under which name the inviting party takes part in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.3" inferred:
            "MetaInfo?, Inviting, Invited, GroupID?, ApplicationID?, AttributeList?, ContentIDList?, InviteNote?, ScreenName?";
    }
    duplicates refused;

    /// What the invited party has decided: a transaction of its own, tied to the invitation by `invite_id`.
    ///
    /// The one server that was seen writes the invited party as `inviting` and the other as `responding`, and reads the reverse: hold
    /// both against the invitation.
    #[doc = page!(InviteResponse)]
    pub struct InviteResponse<'a> = InviteResponse {
        @attributes {
            /// The invitation.
            invite_id: InviteId<'a> = "inviteID",
            /// Whether it is accepted.
            acceptance: YesNo = "acceptance",
        }
        /// Means nothing: 404 goes with refusals of the one server that was seen.
        status: Option<Status<'a>> = Status,
        /// Who invited.
        inviting: Inviting<'a> = Inviting,
        /// Who was invited.
        responding: Responding<'a> = Responding,
        /// A word to the inviting party.
        response_note: Option<Text<'a>> = ResponseNote,
        /// Under which name the invited party takes part in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.3" inferred: "Status?, Inviting, Responding, ResponseNote?, ScreenName?";
    }
    duplicates refused;

    /// Withdraws an invitation.
    #[doc = page!(CancelInviteRequest)]
    pub struct CancelInviteRequest<'a> = CancelInviteRequest {
        @attributes {
            /// The invitation.
            invite_id: InviteId<'a> = "inviteID",
        }
        /// On whose behalf.
        meta_info: Option<MetaInfo<'a>> = MetaInfo,
        /// Who withdraws it.
        canceling: Canceling<'a> = Canceling,
        /// Who was invited.
        canceled: Canceled<'a> = Canceled,
        /// To which group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// To which application.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// To which presence attributes.
        attribute_list: Option<AttributeList<'a>> = AttributeList,
        /// To which content.
        content_id_list: Option<ContentIdList<'a>> = ContentIDList,
        /// A word to the party that was invited.
        cancel_note: Option<Text<'a>> = CancelNote,
        /// Under which name the inviting party takes part in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.3" inferred:
            "MetaInfo?, Canceling, Canceled, GroupID?, ApplicationID?, AttributeList?, ContentIDList?, CancelNote?, ScreenName?";
    }
    duplicates refused;

    /// Addresses of content.
    pub struct ContentIdList<'a> = ContentIDList {
        /// The addresses: at least one.
        content_ids: Vec<ContentId<'a>> = ContentID,
    }
    models {
        "1.1-1.3" inferred: "ContentID+";
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
        "1.1-1.3" inferred: "EMPTY";
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
                    "1.1-1.3" inferred: "(User | GroupID | ScreenName)";
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
    /// Who invites, or has invited.
    Inviting = Inviting,
    /// Who is invited.
    Invited = Invited,
    /// Who answers an invitation.
    Responding = Responding,
    /// Who withdraws an invitation.
    Canceling = Canceling,
    /// Whose invitation is withdrawn.
    Canceled = Canceled,
}
