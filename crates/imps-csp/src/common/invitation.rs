//! Invitations: to groups, to messaging, to presence, to content. OMA-TS-IMPS-CSP, "Invitation".
//!
//! ```text
//! inviting client    server    invited client
//!   Invite-Request     ->  InviteUser-Request        ->
//!   <-  Invite-Response         <-  InviteUser-Response
//!   CancelInvite-Request  ->  CancelInviteUser-Request  ->
//! ```
//!
//! All six are sent in mode `Request`, and each is answered with a [`Status`](crate::Status).

use crate::common::{Recipient, ScreenName, Sender, UrlList};
use crate::{ApplicationId, GroupId, InviteId, InviteType};
use alloc::boxed::Box;
use imps_core::{Text, element};
use imps_presence::PresenceSubList;

element! {
    /// Invites users. Feature `INVIT`.
    #[doc = page!(Invite_Request)]
    pub struct InviteRequest<'a> = Invite_Request {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// What it is to.
        invite_type: Option<InviteType<'a>> = InviteType,
        /// Who invites. 1.3, where servers do without.
        sender: Option<Sender<'a>> = Sender,
        /// Who is invited.
        recipient: Option<Recipient<'a>> = Recipient,
        /// The application to use. 1.3.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The group to join.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The attributes to subscribe to, as names.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The content to look at.
        url_list: Option<UrlList<'a>> = URLList,
        /// A text for the invited.
        invite_note: Option<Text<'a>> = InviteNote,
        /// The name of the inviting user in a group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// How long the invitation stands, in seconds.
        validity: Option<u32> = Validity,
    }
    models {
        "1.1-1.2": "InviteID, InviteType, Recipient, GroupID?, PresenceSubList?, URLList?, InviteNote?, ScreenName?, Validity?";
        "1.3" inferred: "InviteID, InviteType, Sender, Recipient, ApplicationID?, GroupID?, PresenceSubList?, URLList?, InviteNote?, ScreenName?, Validity?";
    }
    duplicates refused;

    /// Hands an invitation to the invited user.
    #[doc = page!(InviteUser_Request)]
    pub struct InviteUserRequest<'a> = InviteUser_Request {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// What it is to.
        invite_type: Option<InviteType<'a>> = InviteType,
        /// Who invites.
        sender: Option<Sender<'a>> = Sender,
        /// Who is invited. 1.3.
        recipient: Option<Recipient<'a>> = Recipient,
        /// The application to use. 1.3.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The group to join.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The attributes to subscribe to, as names.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The content to look at.
        url_list: Option<UrlList<'a>> = URLList,
        /// A text for the invited.
        invite_note: Option<Text<'a>> = InviteNote,
        /// The name of the inviting user in a group. 1.3.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// How long the invitation stands, in seconds.
        validity: Option<u32> = Validity,
    }
    models {
        "1.1-1.2": "InviteID, InviteType, Sender, GroupID?, PresenceSubList?, URLList?, InviteNote?, Validity?";
        "1.3" inferred: "InviteID, InviteType, Sender, Recipient?, ApplicationID?, GroupID?, PresenceSubList?, URLList?, InviteNote?, ScreenName?, Validity?";
    }
    duplicates refused;

    /// What the invited user has decided.
    #[doc = page!(InviteUser_Response)]
    pub struct InviteUserResponse<'a> = InviteUser_Response {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// Whether it is accepted.
        acceptance: Option<bool> = Acceptance,
        /// Who was invited. Since 1.2.
        sender: Option<Sender<'a>> = Sender,
        /// Who has invited. 1.3.
        recipient: Option<Recipient<'a>> = Recipient,
        /// A text for who has invited.
        response_note: Option<Text<'a>> = ResponseNote,
        /// The name of the invited user in a group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1": "InviteID, Acceptance, ResponseNote?, ScreenName?";
        "1.2": "InviteID, Acceptance, Sender, ResponseNote?, ScreenName?";
        "1.3" inferred: "InviteID, Acceptance, Sender, Recipient, ResponseNote?, ScreenName?";
    }
    duplicates refused;

    /// Hands the decision to the inviting user; [`note`](Self::note) reads any version.
    #[doc = page!(Invite_Response)]
    pub struct InviteResponse<'a> = Invite_Response {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// Whether it is accepted.
        acceptance: Option<bool> = Acceptance,
        /// Who was invited.
        sender: Option<Sender<'a>> = Sender,
        /// Who has invited. 1.3.
        recipient: Option<Recipient<'a>> = Recipient,
        /// A text for who has invited. 1.1 and 1.2; 1.3 writes back what it should not have read.
        response_note: Option<Text<'a>> = ResponseNote in "1.1-1.3",
        /// A text for who has invited. 1.3; older versions write back what they should not have read.
        invite_note: Option<Text<'a>> = InviteNote in "1.1-1.3",
        /// The name of the invited user in a group. 1.3.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.2": "InviteID, Acceptance, Sender, ResponseNote?";
        "1.3" inferred: "InviteID, Acceptance, Sender, Recipient?, InviteNote?, ScreenName?";
    }
    duplicates refused;

    /// Withdraws an invitation. Feature `CAINV`.
    #[doc = page!(CancelInvite_Request)]
    pub struct CancelInviteRequest<'a> = CancelInvite_Request {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// Who has invited. 1.3.
        sender: Option<Sender<'a>> = Sender,
        /// From whom it is withdrawn. 1.1 demands it; later it is missing for all who were invited.
        recipient: Option<Recipient<'a>> = Recipient,
        /// A text for the invited.
        invite_note: Option<Text<'a>> = InviteNote,
        /// The application. 1.3.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The group. 1.3.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The attributes, as names. 1.3.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The content.
        url_list: Option<UrlList<'a>> = URLList,
        /// The name of the inviting user in a group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1": "InviteID, Recipient, InviteNote?, URLList?, ScreenName?";
        "1.2": "InviteID, Recipient?, InviteNote?, URLList?, ScreenName?";
        "1.3" inferred: "InviteID, Sender?, Recipient?, InviteNote?, ApplicationID?, GroupID?, PresenceSubList?, URLList?, ScreenName?";
    }
    duplicates refused;

    /// Tells the invited user that an invitation is withdrawn.
    #[doc = page!(CancelInviteUser_Request)]
    pub struct CancelInviteUserRequest<'a> = CancelInviteUser_Request {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// Who has invited.
        sender: Option<Sender<'a>> = Sender,
        /// Who was invited. 1.3.
        recipient: Option<Recipient<'a>> = Recipient,
        /// A text for the invited.
        invite_note: Option<Text<'a>> = InviteNote,
        /// The application. 1.3.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The group. 1.3.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The attributes, as names. 1.3.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The content.
        url_list: Option<UrlList<'a>> = URLList,
        /// The name of the inviting user in a group. 1.3.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.2": "InviteID, Sender, InviteNote?, URLList?";
        "1.3" inferred: "InviteID, Sender, Recipient?, InviteNote?, ApplicationID?, GroupID?, PresenceSubList?, URLList?, ScreenName?";
    }
    duplicates refused;
}

impl<'a> InviteResponse<'a> {
    /// The text for who has invited, whatever the version calls it.
    pub fn note(&self) -> Option<&Text<'a>> {
        self.invite_note.as_ref().or(self.response_note.as_ref())
    }
}
