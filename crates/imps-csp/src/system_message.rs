//! Messages from the system to the user. OMA-TS-IMPS-CSP 1.3.

use crate::SystemMessageId;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// Messages from the system. 1.3.
    pub struct SystemMessageList<'a> = SystemMessageList in "1.3" {
        /// The messages.
        messages: Vec<SystemMessage<'a>> = SystemMessage,
    }

    /// A message from the system. 1.3.
    pub struct SystemMessage<'a> = SystemMessage in "1.3" {
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

    /// The answers to choose from. 1.3.
    pub struct AnswerOptions<'a> = AnswerOptions in "1.3" {
        /// The answers.
        options: Vec<AnswerOption<'a>> = AnswerOption,
    }

    /// One answer to choose. 1.3.
    pub struct AnswerOption<'a> = AnswerOption in "1.3" {
        /// Its number.
        answer_option_id: Option<u32> = AnswerOptionID,
        /// Its text.
        answer_option_text: Option<Text<'a>> = AnswerOptionText,
    }

    /// What proves that a person answers. 1.3.
    pub struct VerificationMechanism<'a> = VerificationMechanism in "1.3" {
        /// A text or picture given inline.
        in_text: Option<Text<'a>> = InText,
        /// Or where it is found.
        url: Option<Text<'a>> = URL,
    }

    /// Answers to messages from the system. 1.3.
    pub struct SystemMessageResponseList<'a> = SystemMessageResponseList in "1.3" {
        /// The answers.
        responses: Vec<SystemMessageResponse<'a>> = SystemMessageResponse,
    }

    /// The answer to a message from the system. 1.3.
    pub struct SystemMessageResponse<'a> = SystemMessageResponse in "1.3" {
        /// The message.
        system_message_id: Option<SystemMessageId<'a>> = SystemMessageID,
        /// The number of the answer chosen.
        chosen_option_id: Option<u32> = ChosenOptionID,
        /// What proves that a person answered.
        verification_key: Option<Text<'a>> = VerificationKey,
    }
}
