//! Messages from the system to the user. OMA-TS-IMPS-CSP 1.3.

use crate::SystemMessageId;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// The provider tells the user something. The answer is a [`Status`](crate::Status), and a [`SystemMessageUser`] later when
    /// a message requires it. 1.3.
    #[doc = page!(SystemMessage_Request)]
    pub struct SystemMessageRequest<'a> = SystemMessage_Request {
        /// The messages.
        system_message_list: Option<SystemMessageList<'a>> = SystemMessageList,
    }
    models {
        "1.3" inferred: "SystemMessageList";
    }

    /// What the user answers, sent in mode `Request`. 1.3.
    #[doc = page!(SystemMessage_User)]
    pub struct SystemMessageUser<'a> = SystemMessage_User {
        /// The answers.
        system_message_response_list: Option<SystemMessageResponseList<'a>> = SystemMessageResponseList,
    }
    models {
        "1.3" inferred: "SystemMessageResponseList";
    }

    /// Messages from the system. 1.3.
    pub struct SystemMessageList<'a> = SystemMessageList {
        /// The messages.
        messages: Vec<SystemMessage<'a>> = SystemMessage,
    }
    models {
        "1.3" inferred: "SystemMessage+";
    }

    /// A message from the system. 1.3.
    pub struct SystemMessage<'a> = SystemMessage {
        /// Its name, for the answer.
        system_message_id: Option<SystemMessageId<'a>> = SystemMessageID,
        /// Whether the user must answer.
        requires_response: Option<bool> = RequiresResponse,
        /// The text.
        system_message_text: Option<Text<'a>> = SystemMessageText,
        /// The answers to choose from.
        answer_options: Option<AnswerOptions<'a>> = AnswerOptions,
        /// What proves that a person answers.
        verification_mechanism: Option<VerificationMechanism<'a>> = VerificationMechanism,
    }
    models {
        "1.3" inferred: "SystemMessageID, RequiresResponse, SystemMessageText?, AnswerOptions?, VerificationMechanism?";
    }

    /// The answers to choose from. 1.3.
    pub struct AnswerOptions<'a> = AnswerOptions {
        /// The answers.
        options: Vec<AnswerOption<'a>> = AnswerOption,
    }
    models {
        "1.3" inferred: "AnswerOption+";
    }

    /// One answer to choose. 1.3.
    pub struct AnswerOption<'a> = AnswerOption {
        /// Its number.
        answer_option_id: Option<u32> = AnswerOptionID,
        /// Its text.
        answer_option_text: Option<Text<'a>> = AnswerOptionText,
    }
    models {
        "1.3" inferred: "AnswerOptionID, AnswerOptionText";
    }

    /// What proves that a person answers. 1.3.
    pub struct VerificationMechanism<'a> = VerificationMechanism {
        /// A text or picture given inline.
        in_text: Option<Text<'a>> = InText,
        /// Or where it is found.
        url: Option<Text<'a>> = URL,
    }
    models {
        "1.3" inferred: "(InText | URL)";
    }

    /// Answers to messages from the system. 1.3.
    pub struct SystemMessageResponseList<'a> = SystemMessageResponseList {
        /// The answers.
        responses: Vec<SystemMessageResponse<'a>> = SystemMessageResponse,
    }
    models {
        "1.3" inferred: "SystemMessageResponse+";
    }

    /// The answer to a message from the system. 1.3.
    pub struct SystemMessageResponse<'a> = SystemMessageResponse {
        /// The message.
        system_message_id: Option<SystemMessageId<'a>> = SystemMessageID,
        /// The number of the answer chosen.
        chosen_option_id: Option<u32> = ChosenOptionID,
        /// What proves that a person answered.
        verification_key: Option<Text<'a>> = VerificationKey,
    }
    models {
        "1.3" inferred: "SystemMessageID, ChosenOptionID?, VerificationKey?";
    }
}
