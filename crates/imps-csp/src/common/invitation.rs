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
    #[doc(alias = "Invite-Request")]
    pub struct InviteRequest<'a> = Invite_Request {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// The purpose of the invitation.
        invite_type: Option<InviteType<'a>> = InviteType,
        /// The inviting user. 1.3, where servers accept its absence.
        sender: Option<Sender<'a>> = Sender,
        /// The invited users.
        recipient: Option<Recipient<'a>> = Recipient,
        /// The application to use.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The group to join.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The names of the attributes to subscribe to.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The content to view.
        url_list: Option<UrlList<'a>> = URLList,
        /// A text for the invited users.
        invite_note: Option<Text<'a>> = InviteNote,
        /// The name of the inviting user in a group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// The validity of the invitation, in seconds.
        validity: Option<u32> = Validity,
    }
    models {
        "1.1-1.2": "InviteID, InviteType, Recipient, GroupID?, PresenceSubList?, URLList?, InviteNote?, ScreenName?, Validity?";
        "1.3" guessed: "InviteID, InviteType, Sender, Recipient, ApplicationID?, GroupID?, PresenceSubList?, URLList?, InviteNote?, ScreenName?, Validity?";
    }
    duplicates refused;
    primitive Invitation ClientToServer Request;
}

element! {
    /// Delivers an invitation to the invited user.
    #[doc = page!(InviteUser_Request)]
    #[doc(alias = "InviteUser-Request")]
    pub struct InviteUserRequest<'a> = InviteUser_Request {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// The purpose of the invitation.
        invite_type: Option<InviteType<'a>> = InviteType,
        /// The inviting user.
        sender: Option<Sender<'a>> = Sender,
        /// The invited user.
        recipient: Option<Recipient<'a>> = Recipient,
        /// The application to use.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The group to join.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The names of the attributes to subscribe to.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The content to view.
        url_list: Option<UrlList<'a>> = URLList,
        /// A text for the invited user.
        invite_note: Option<Text<'a>> = InviteNote,
        /// The name of the inviting user in a group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
        /// The validity of the invitation, in seconds.
        validity: Option<u32> = Validity,
    }
    models {
        "1.1-1.2": "InviteID, InviteType, Sender, GroupID?, PresenceSubList?, URLList?, InviteNote?, Validity?";
        "1.3" guessed: "InviteID, InviteType, Sender, Recipient?, ApplicationID?, GroupID?, PresenceSubList?, URLList?, InviteNote?, ScreenName?, Validity?";
    }
    duplicates refused;
    primitive Invitation ServerToClient Request;
}

element! {
    /// Answers an invitation with the decision of the invited user.
    #[doc = page!(InviteUser_Response)]
    #[doc(alias = "InviteUser-Response")]
    pub struct InviteUserResponse<'a> = InviteUser_Response {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// Whether it is accepted.
        acceptance: Option<bool> = Acceptance,
        /// The invited user.
        sender: Option<Sender<'a>> = Sender,
        /// The inviting user.
        recipient: Option<Recipient<'a>> = Recipient,
        /// A text for the inviting user.
        response_note: Option<Text<'a>> = ResponseNote,
        /// The name of the invited user in a group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1": "InviteID, Acceptance, ResponseNote?, ScreenName?";
        "1.2": "InviteID, Acceptance, Sender, ResponseNote?, ScreenName?";
        "1.3" guessed: "InviteID, Acceptance, Sender, Recipient, ResponseNote?, ScreenName?";
    }
    duplicates refused;
    primitive Invitation ClientToServer Request;
}

element! {
    /// Delivers the decision to the inviting user. [`note`](Self::note) reads any version.
    #[doc = page!(Invite_Response)]
    #[doc(alias = "Invite-Response")]
    pub struct InviteResponse<'a> = Invite_Response {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// Whether it is accepted.
        acceptance: Option<bool> = Acceptance,
        /// The invited user.
        sender: Option<Sender<'a>> = Sender,
        /// The inviting user.
        recipient: Option<Recipient<'a>> = Recipient,
        /// A text for the inviting user. 1.1 and 1.2; 1.3 writes it back if it was read.
        response_note: Option<Text<'a>> = ResponseNote in "1.1-1.3",
        /// A text for the inviting user. 1.3; older versions write it back if it was read.
        invite_note: Option<Text<'a>> = InviteNote in "1.1-1.3",
        /// The name of the invited user in a group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.2": "InviteID, Acceptance, Sender, ResponseNote?";
        "1.3" guessed: "InviteID, Acceptance, Sender, Recipient?, InviteNote?, ScreenName?";
    }
    duplicates refused;
    primitive Invitation ServerToClient Request;
}

element! {
    /// Withdraws an invitation. Feature `CAINV`.
    #[doc = page!(CancelInvite_Request)]
    #[doc(alias = "CancelInvite-Request")]
    pub struct CancelInviteRequest<'a> = CancelInvite_Request {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// The inviting user.
        sender: Option<Sender<'a>> = Sender,
        /// The users for whom the invitation is withdrawn. 1.1 requires it; later it is missing if
        /// it is withdrawn for all.
        recipient: Option<Recipient<'a>> = Recipient,
        /// A text for the invited users.
        invite_note: Option<Text<'a>> = InviteNote,
        /// The application.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The names of the attributes.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The content.
        url_list: Option<UrlList<'a>> = URLList,
        /// The name of the inviting user in a group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1": "InviteID, Recipient, InviteNote?, URLList?, ScreenName?";
        "1.2": "InviteID, Recipient?, InviteNote?, URLList?, ScreenName?";
        "1.3" guessed: "InviteID, Sender?, Recipient?, InviteNote?, ApplicationID?, GroupID?, PresenceSubList?, URLList?, ScreenName?";
    }
    duplicates refused;
    primitive Invitation ClientToServer Request;
}

element! {
    /// Reports to the invited user that an invitation is withdrawn.
    #[doc = page!(CancelInviteUser_Request)]
    #[doc(alias = "CancelInviteUser-Request")]
    pub struct CancelInviteUserRequest<'a> = CancelInviteUser_Request {
        /// The invitation.
        invite_id: Option<InviteId<'a>> = InviteID,
        /// The inviting user.
        sender: Option<Sender<'a>> = Sender,
        /// The invited user.
        recipient: Option<Recipient<'a>> = Recipient,
        /// A text for the invited user.
        invite_note: Option<Text<'a>> = InviteNote,
        /// The application.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// The names of the attributes.
        presence_sub_list: Option<Box<PresenceSubList<'a>>> = PresenceSubList,
        /// The content.
        url_list: Option<UrlList<'a>> = URLList,
        /// The name of the inviting user in a group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.1-1.2": "InviteID, Sender, InviteNote?, URLList?";
        "1.3" guessed: "InviteID, Sender, Recipient?, InviteNote?, ApplicationID?, GroupID?, PresenceSubList?, URLList?, ScreenName?";
    }
    duplicates refused;
    primitive Invitation ServerToClient Request;
}

impl<'a> InviteResponse<'a> {
    /// Returns the text for the inviting user in any version.
    pub fn note(&self) -> Option<&Text<'a>> {
        self.invite_note.as_ref().or(self.response_note.as_ref())
    }
}
