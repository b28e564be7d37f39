//! System messages of the provider, and the answers of users. OMA-TS-IMPS-CSP, 1.3.

use super::delivery::{Delivery, Turn};
use super::{Answer, World};
use core::time::Duration;
use imps_csp::common::{
    SystemMessage, SystemMessageList, SystemMessageRequest, SystemMessageResponse, SystemMessageUser,
};
use imps_csp::{Status, StatusCode, UserId};
use std::collections::VecDeque;

/// The questions that wait for an answer of a user, and her answers.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct SystemMessages {
    open: VecDeque<SystemMessage<'static>>,
    answers: VecDeque<SystemMessageResponse<'static>>,
}

impl World {
    /// Sends a message of the provider to a user: now, or when she logs in. Clients before 1.3 do
    /// not know such messages.
    ///
    /// # Errors
    /// 531 for an unknown user.
    pub fn send_system_message(
        &mut self,
        user: &UserId<'_>,
        message: SystemMessage<'static>,
        now: Duration,
    ) -> Result<Vec<Delivery>, StatusCode> {
        let key = self.known(user)?;
        let limit = self.limits().notes;
        if message.requires_response == Some(true)
            && let Some(person) = self.people.get_mut(&key)
        {
            let open = &mut person.system_messages.open;
            if open.len() >= limit {
                open.pop_front();
            }
            open.push_back(message.clone());
        }
        let mut turn = Turn::of_server(now, key.clone());
        let list = SystemMessageList { messages: vec![message], ..SystemMessageList::default() };
        let request =
            SystemMessageRequest { system_message_list: Some(list), ..SystemMessageRequest::default() };
        self.post(&mut turn, &key, request.into());
        Ok(turn.deliveries)
    }

    /// Takes the answers of a user to messages of the provider.
    pub fn take_system_answers(&mut self, user: &UserId<'_>) -> Vec<SystemMessageResponse<'static>> {
        let person = self.known(user).ok().and_then(|key| self.people.get_mut(&key));
        person.map(|person| person.system_messages.answers.drain(..).collect()).unwrap_or_default()
    }

    /// The answers of the caller. An answer to no question, or with an option that the question
    /// does not have, refuses them all.
    pub(super) fn answer_system_messages(&mut self, turn: &Turn, request: SystemMessageUser<'_>) -> Answer {
        let (limit, longest) = (self.limits().notes, self.limits().text_bytes);
        let list = request.system_message_response_list.ok_or(StatusCode::BAD_REQUEST)?;
        let SystemMessages { open, answers } = &mut self.caller(turn)?.system_messages;
        let fits = |answer: &SystemMessageResponse<'_>| {
            let question =
                open.iter().find(|question| question.system_message_id == answer.system_message_id);
            question.is_some_and(|question| {
                let options = question.answer_options.iter().flat_map(|options| &options.options);
                let is_option = |id: u32| options.clone().any(|option| option.answer_option_id == Some(id));
                let key = answer.verification_key.as_deref().unwrap_or_default();
                answer.chosen_option_id.is_none_or(is_option) && key.len() <= longest
            })
        };
        if list.responses.is_empty() || !list.responses.iter().all(fits) {
            return Err(StatusCode::BAD_PARAMETER);
        }
        for answer in list.responses {
            open.retain(|question| question.system_message_id != answer.system_message_id);
            if answers.len() >= limit {
                answers.pop_front();
            }
            answers.push_back(answer.into_owned());
        }
        Ok(Status::new(StatusCode::SUCCESS).into())
    }
}
