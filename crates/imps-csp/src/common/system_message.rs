//! System messages to the user. OMA-TS-IMPS-CSP 1.3.

use crate::SystemMessageId;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// Delivers system messages from the provider to the user. The answer is a
    /// [`Status`](crate::Status), followed by a [`SystemMessageUser`] if a message requires it.
    /// 1.3.
    #[doc = page!(SystemMessage_Request)]
    pub struct SystemMessageRequest<'a> = SystemMessage_Request {
        /// The messages.
        system_message_list: Option<SystemMessageList<'a>> = SystemMessageList,
    }
    models {
        "1.3" guessed: "SystemMessageList";
    }
    primitive Common ServerToClient Request;

    /// Contains the user's answers. Sent in mode `Request`. 1.3.
    #[doc = page!(SystemMessage_User)]
    pub struct SystemMessageUser<'a> = SystemMessage_User {
        /// The answers.
        system_message_response_list: Option<SystemMessageResponseList<'a>> = SystemMessageResponseList,
    }
    models {
        "1.3" guessed: "SystemMessageResponseList";
    }
    primitive Common ClientToServer Request;

    /// System messages. 1.3.
    pub struct SystemMessageList<'a> = SystemMessageList {
        /// The messages.
        messages: Vec<SystemMessage<'a>> = SystemMessage,
    }
    models {
        "1.3" guessed: "SystemMessage+";
    }
}

element! {
    /// A system message. 1.3.
    pub struct SystemMessage<'a> = SystemMessage {
        /// The identifier of the message, for the answer.
        system_message_id: Option<SystemMessageId<'a>> = SystemMessageID,
        /// Whether the user must answer.
        requires_response: Option<bool> = RequiresResponse,
        /// The text.
        system_message_text: Option<Text<'a>> = SystemMessageText,
        /// The answers to choose from.
        answer_options: Option<AnswerOptions<'a>> = AnswerOptions,
        /// The challenge that verifies that a person answers.
        verification_mechanism: Option<VerificationMechanism<'a>> = VerificationMechanism,
    }
    models {
        "1.3" guessed: "SystemMessageID, RequiresResponse, SystemMessageText?, AnswerOptions?, VerificationMechanism?";
    }

    /// The possible answers. 1.3.
    pub struct AnswerOptions<'a> = AnswerOptions {
        /// The answers.
        options: Vec<AnswerOption<'a>> = AnswerOption,
    }
    models {
        "1.3" guessed: "AnswerOption+";
    }

    /// One possible answer. 1.3.
    pub struct AnswerOption<'a> = AnswerOption {
        /// The number of the answer.
        answer_option_id: Option<u32> = AnswerOptionID,
        /// The text of the answer.
        answer_option_text: Option<Text<'a>> = AnswerOptionText,
    }
    models {
        "1.3" guessed: "AnswerOptionID, AnswerOptionText";
    }
}

element! {
    /// A challenge that verifies that a person answers. 1.3.
    pub struct VerificationMechanism<'a> = VerificationMechanism {
        /// A text or picture given inline.
        in_text: Option<Text<'a>> = InText,
        /// The address of the text or picture.
        url: Option<Text<'a>> = URL,
    }
    models {
        "1.3" guessed: "(InText | URL)";
    }

    /// Answers to system messages. 1.3.
    pub struct SystemMessageResponseList<'a> = SystemMessageResponseList {
        /// The answers.
        responses: Vec<SystemMessageResponse<'a>> = SystemMessageResponse,
    }
    models {
        "1.3" guessed: "SystemMessageResponse+";
    }

    /// The answer to a system message. 1.3.
    pub struct SystemMessageResponse<'a> = SystemMessageResponse {
        /// The message.
        system_message_id: Option<SystemMessageId<'a>> = SystemMessageID,
        /// The number of the answer chosen.
        chosen_option_id: Option<u32> = ChosenOptionID,
        /// The response to the challenge.
        verification_key: Option<Text<'a>> = VerificationKey,
    }
    models {
        "1.3" guessed: "SystemMessageID, ChosenOptionID?, VerificationKey?";
    }
}
