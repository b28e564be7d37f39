//! System messages to the user. OMA-TS-IMPS-CSP 1.3.

use crate::SystemMessageId;
use alloc::vec::Vec;
use core::fmt;
use imps_core::{Text, element};

element! {
    /// Delivers system messages from the provider to the user. The answer is a
    /// [`Status`](crate::Status), followed by a [`SystemMessageUser`] if a message requires it.
    /// 1.3.
    #[doc = page!(SystemMessage_Request)]
    #[doc(alias = "SystemMessage-Request")]
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
    #[doc(alias = "SystemMessage-User")]
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

/// A dialog with the user: questions of the provider, and the answers. The terms of use and the
/// advice of charge are such dialogs (guidelines 2 and 21). 1.3.
///
/// ```
/// use imps_csp::common::{AnswerOption, AnswerOptions, SystemDialog, SystemMessage, SystemMessageList};
///
/// let option = |id, text: &'static str| AnswerOption {
///     answer_option_id: Some(id),
///     answer_option_text: Some(text.into()),
///     ..AnswerOption::default()
/// };
/// let options = AnswerOptions { options: vec![option(1, "Yes"), option(2, "No")], ..AnswerOptions::default() };
/// let terms = SystemMessage {
///     system_message_id: Some("m1".into()),
///     requires_response: Some(true),
///     system_message_text: Some("Do you accept the terms of use?".into()),
///     answer_options: Some(options),
///     ..SystemMessage::default()
/// };
/// let list = SystemMessageList { messages: vec![terms], ..SystemMessageList::default() };
///
/// let mut dialog = SystemDialog::new(&list);
/// assert_eq!(dialog.open().count(), 1);
/// dialog.choose("m1", 1)?;
/// let answer = dialog.finish()?;
/// let list = answer.system_message_response_list.unwrap_or_default();
/// assert_eq!(list.responses[0].chosen_option_id, Some(1));
/// # Ok::<(), imps_csp::common::DialogError>(())
/// ```
#[derive(Clone, Debug)]
pub struct SystemDialog<'m, 'a> {
    messages: &'m [SystemMessage<'a>],
    responses: Vec<SystemMessageResponse<'a>>,
}

/// The reason why an answer does not fit a [`SystemDialog`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DialogError {
    /// There is no message with this identifier.
    UnknownMessage,
    /// The message has no option with this number.
    UnknownOption,
    /// A message that requires an answer has none.
    Open,
}

impl fmt::Display for DialogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownMessage => "no such system message in the dialog",
            Self::UnknownOption => "no such option in the system message",
            Self::Open => "a system message of the dialog still requires an answer",
        })
    }
}

impl core::error::Error for DialogError {}

impl<'m, 'a> SystemDialog<'m, 'a> {
    /// Begins a dialog about messages.
    pub fn new(list: &'m SystemMessageList<'a>) -> Self {
        Self { messages: &list.messages, responses: Vec::new() }
    }

    /// Iterates over the messages that require an answer and have none yet.
    pub fn open(&self) -> impl Iterator<Item = &'m SystemMessage<'a>> {
        let messages = self.messages.iter().filter(|message| message.requires_response == Some(true));
        messages.filter(|message| self.response(message.system_message_id.as_ref()).is_none())
    }

    /// Chooses an option of a message. A later choice replaces it.
    ///
    /// # Errors
    /// [`UnknownMessage`](DialogError::UnknownMessage) and
    /// [`UnknownOption`](DialogError::UnknownOption).
    pub fn choose(&mut self, message: &str, option: u32) -> Result<(), DialogError> {
        let asked = self.message(message)?;
        let options = asked.answer_options.iter().flat_map(|options| &options.options);
        if !options.into_iter().any(|known| known.answer_option_id == Some(option)) {
            return Err(DialogError::UnknownOption);
        }
        self.respond(asked, |response| response.chosen_option_id = Some(option));
        Ok(())
    }

    /// Answers the challenge that verifies a person.
    ///
    /// # Errors
    /// [`UnknownMessage`](DialogError::UnknownMessage).
    pub fn verify(&mut self, message: &str, key: impl Into<Text<'a>>) -> Result<(), DialogError> {
        let asked = self.message(message)?;
        self.respond(asked, |response| response.verification_key = Some(key.into()));
        Ok(())
    }

    /// Makes the request with all answers.
    ///
    /// # Errors
    /// [`Open`](DialogError::Open).
    pub fn finish(self) -> Result<SystemMessageUser<'a>, DialogError> {
        if self.open().next().is_some() {
            return Err(DialogError::Open);
        }
        let list = SystemMessageResponseList { responses: self.responses, ..Default::default() };
        Ok(SystemMessageUser { system_message_response_list: Some(list), ..Default::default() })
    }

    fn message(&self, id: &str) -> Result<&'m SystemMessage<'a>, DialogError> {
        let mut messages = self.messages.iter();
        let found = messages
            .find(|message| message.system_message_id.as_ref().is_some_and(|known| known.as_str() == id));
        found.ok_or(DialogError::UnknownMessage)
    }

    fn response(&self, id: Option<&SystemMessageId<'a>>) -> Option<&SystemMessageResponse<'a>> {
        self.responses.iter().find(|response| response.system_message_id.as_ref() == id)
    }

    /// Sets a part of the answer to a message.
    fn respond(&mut self, asked: &SystemMessage<'a>, set: impl FnOnce(&mut SystemMessageResponse<'a>)) {
        let id = &asked.system_message_id;
        let place = self.responses.iter().position(|response| response.system_message_id == *id);
        let known = place.map(|place| self.responses.swap_remove(place));
        let mut response = known.unwrap_or_else(|| SystemMessageResponse {
            system_message_id: id.clone(),
            ..SystemMessageResponse::default()
        });
        set(&mut response);
        self.responses.push(response);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    fn list() -> SystemMessageList<'static> {
        let option = |id| AnswerOption { answer_option_id: Some(id), ..AnswerOption::default() };
        let options = AnswerOptions { options: vec![option(1), option(2)], ..AnswerOptions::default() };
        let message = |id: &'static str, requires| SystemMessage {
            system_message_id: Some(id.into()),
            requires_response: Some(requires),
            answer_options: Some(options.clone()),
            ..SystemMessage::default()
        };
        let messages = vec![message("a", true), message("b", false), message("c", true)];
        SystemMessageList { messages, ..SystemMessageList::default() }
    }

    #[test]
    fn a_dialog_ends_when_every_question_has_its_answer() {
        let list = list();
        let mut dialog = SystemDialog::new(&list);
        dialog.choose("a", 1).unwrap();
        assert_eq!(dialog.clone().finish(), Err(DialogError::Open));
        dialog.verify("c", "key").unwrap();
        dialog.choose("a", 2).unwrap();
        assert_eq!(dialog.open().count(), 0);
        let responses = dialog.finish().unwrap().system_message_response_list.unwrap().responses;
        let answers: Vec<_> = responses
            .iter()
            .map(|it| (it.system_message_id.as_ref().unwrap().as_str(), it.chosen_option_id))
            .collect();
        assert_eq!(answers, [("c", None), ("a", Some(2))]);
        assert_eq!(responses[0].verification_key, Some("key".into()));
    }

    #[test]
    fn answers_to_nothing_are_refused() {
        let list = list();
        let mut dialog = SystemDialog::new(&list);
        assert_eq!(dialog.choose("d", 1), Err(DialogError::UnknownMessage));
        assert_eq!(dialog.verify("d", "key"), Err(DialogError::UnknownMessage));
        assert_eq!(dialog.choose("b", 3), Err(DialogError::UnknownOption));
        assert_eq!(dialog.open().count(), 2);
    }
}
