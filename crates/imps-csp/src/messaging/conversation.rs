//! Extends a conversation to more users. OMA-TS-IMPS-CSP 1.3, feature `EXCON`.

use crate::common::{ScreenName, UserIdList};
use crate::group::WelcomeNote;
use crate::{ClientId, GroupId, Outcome, UserId};
use alloc::boxed::Box;
use imps_core::{Text, element};

element! {
    /// Turns a conversation into a private group with more users. The client sends it to the
    /// server, and the server sends it to those users. 1.3.
    #[doc = page!(ExtendConversation_Request)]
    #[doc(alias = "ExtendConversation-Request")]
    pub struct ExtendConversationRequest<'a> = ExtendConversation_Request {
        /// The identifier of the conversation.
        extend_conversation_id: Option<Text<'a>> = ExtendConversationID,
        /// The users to add.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The owner of the conversation.
        extend_conversation_user: Option<Box<ExtendConversationUser<'a>>> = ExtendConversationUser,
        /// Whether to subscribe to notices of changes in the group.
        subscribe_notification: Option<bool> = SubscribeNotification,
        /// The welcome note.
        welcome_note: Option<Box<WelcomeNote<'a>>> = WelcomeNote,
        /// The name of the user in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.3" guessed: "ExtendConversationID?, UserIDList?, ExtendConversationUser?, SubscribeNotification?, WelcomeNote?, ScreenName?";
    }
    primitive Group Both Request;

    /// Answers [`ExtendConversationRequest`] with the group or with a refusal. 1.3.
    #[doc = page!(ExtendConversation_Response)]
    #[doc(alias = "ExtendConversation-Response")]
    pub struct ExtendConversationResponse<'a> = ExtendConversation_Response {
        /// The identifier of the conversation.
        extend_conversation_id: Option<Text<'a>> = ExtendConversationID,
        /// The resulting group.
        group_id: Option<GroupId<'a>> = GroupID,
        /// A text from the answering user.
        response_note: Option<Text<'a>> = ResponseNote,
        /// The result of the request.
        result: Option<Outcome<'a>> = Result,
    }
    models {
        "1.3" guessed: "ExtendConversationID?, GroupID?, ResponseNote?, Result";
    }
    primitive Group Both Response;
}

element! {
    /// The owner of the conversation that is extended. 1.3.
    pub struct ExtendConversationUser<'a> = ExtendConversationUser {
        /// The user.
        user_id: Option<UserId<'a>> = UserID,
        /// The client.
        client_id: Option<ClientId<'a>> = ClientID,
    }
    models {
        "1.3" guessed: "UserID, ClientID?";
    }
}
