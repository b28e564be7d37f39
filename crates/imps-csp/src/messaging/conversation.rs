//! Extending a conversation to more users. OMA-TS-IMPS-CSP 1.3, feature `EXCON`.

use crate::common::{ScreenName, UserIdList};
use crate::group::WelcomeNote;
use crate::{ClientId, GroupId, Outcome, UserId};
use alloc::boxed::Box;
use imps_core::{Text, element};

element! {
    /// Makes a private group of a conversation, with more users: the client asks, and the server asks those users. 1.3.
    #[doc = page!(ExtendConversation_Request)]
    pub struct ExtendConversationRequest<'a> = ExtendConversation_Request {
        /// The name of the conversation.
        extend_conversation_id: Option<Text<'a>> = ExtendConversationID,
        /// The users to take in.
        user_id_list: Option<UserIdList<'a>> = UserIDList,
        /// The user whose conversation it was.
        extend_conversation_user: Option<Box<ExtendConversationUser<'a>>> = ExtendConversationUser,
        /// Whether to be told of changes in the group.
        subscribe_notification: Option<bool> = SubscribeNotification,
        /// A word of welcome.
        welcome_note: Option<Box<WelcomeNote<'a>>> = WelcomeNote,
        /// The name to have in the group.
        screen_name: Option<ScreenName<'a>> = ScreenName,
    }
    models {
        "1.3" inferred: "ExtendConversationID?, UserIDList?, ExtendConversationUser?, SubscribeNotification?, WelcomeNote?, ScreenName?";
    }

    /// Answers [`ExtendConversationRequest`]: the group, or a refusal. 1.3.
    #[doc = page!(ExtendConversation_Response)]
    pub struct ExtendConversationResponse<'a> = ExtendConversation_Response {
        /// The name of the conversation.
        extend_conversation_id: Option<Text<'a>> = ExtendConversationID,
        /// The group made of it.
        group_id: Option<GroupId<'a>> = GroupID,
        /// What the one who answers has to say.
        response_note: Option<Text<'a>> = ResponseNote,
        /// How it went.
        result: Option<Outcome<'a>> = Result,
    }
    models {
        "1.3" inferred: "ExtendConversationID?, GroupID?, ResponseNote?, Result";
    }

    /// The user whose conversation is extended. 1.3.
    pub struct ExtendConversationUser<'a> = ExtendConversationUser {
        /// The user.
        user_id: Option<UserId<'a>> = UserID,
        /// The client.
        client_id: Option<ClientId<'a>> = ClientID,
    }
    models {
        "1.3" inferred: "UserID, ClientID?";
    }
}
