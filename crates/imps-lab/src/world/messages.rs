//! Waiting messages: confirming, listing, fetching and rejecting them. OMA-TS-IMPS-CSP, "Instant
//! messaging feature".

use super::delivery::{PushSettings, Turn};
use super::sending::Failures;
use super::{Answer, World};
use imps_core::Extensions;
use imps_csp::messaging::{
    GetMessageListRequest, GetMessageListResponse, GetMessageRequest, GetMessageResponse, MessageDelivered,
    MessageInfoList, RejectMessageRequest, SetDeliveryMethodRequest,
};
use imps_csp::{DeliveryMethod, Outcome, Status, StatusCode};

impl World {
    pub(super) fn message_delivered(&mut self, turn: &mut Turn, request: &MessageDelivered<'_>) -> Answer {
        self.confirm(turn, &request.message_id)?;
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    /// The messages that wait. Groups keep no history.
    pub(super) fn message_list(&mut self, turn: &mut Turn, request: &GetMessageListRequest<'_>) -> Answer {
        if let Some(group) = &request.group_id {
            let (_, room) = self.room(group)?;
            room.seat(&turn.user, &turn.client).ok_or(StatusCode::GROUP_NOT_JOINED)?;
            return Err(StatusCode::HISTORY_NOT_SUPPORTED);
        }
        self.expire_letters(turn);
        let infos = self.caller(turn)?.letters.infos();
        let total = u32::try_from(infos.len()).unwrap_or(u32::MAX);
        let most = request.message_count.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
        let message_info = infos.take(most).cloned().collect();
        let list = MessageInfoList { message_info, extensions: Extensions::new() };
        Ok(GetMessageListResponse {
            message_info_list: Some(list),
            message_total_count: Some(total),
            ..GetMessageListResponse::default()
        }
        .into())
    }

    /// A waiting message. It waits until the client confirms it.
    pub(super) fn get_message(&mut self, turn: &mut Turn, request: &GetMessageRequest<'_>) -> Answer {
        self.expire_letters(turn);
        let letters = &self.caller(turn)?.letters;
        let letter = letters.get(&request.message_id).ok_or(StatusCode::INVALID_MESSAGE_ID)?;
        let (message_info, content_data) = (letter.info.clone(), letter.data.clone());
        Ok(GetMessageResponse { message_info, content_data, extensions: Extensions::new() }.into())
    }

    /// Drops waiting messages, and reports it to their senders.
    pub(super) fn reject(&mut self, turn: &mut Turn, request: &RejectMessageRequest<'_>) -> Answer {
        if request.message_ids.is_empty() {
            return Err(StatusCode::BAD_REQUEST);
        }
        let (mut rejected, mut failures) = (0_usize, Failures::default());
        for id in &request.message_ids {
            match self.caller(turn)?.letters.take(id) {
                Some(letter) => {
                    rejected = rejected.saturating_add(1);
                    self.report(turn, &letter, StatusCode::MESSAGE_REJECTED);
                }
                None => {
                    failures.of(StatusCode::INVALID_MESSAGE_ID).message_id.push(id.clone().into_owned());
                }
            }
        }
        let result = Outcome::of(rejected, failures.into_results());
        Ok(Status { result, ..Status::default() }.into())
    }

    pub(super) fn set_delivery_method(
        &mut self,
        turn: &mut Turn,
        request: &SetDeliveryMethodRequest<'_>,
    ) -> Answer {
        let push = match &request.delivery_method {
            Some(DeliveryMethod::Push) => true,
            Some(DeliveryMethod::Notify) => false,
            _ => return Err(StatusCode::BAD_PARAMETER),
        };
        let settings = PushSettings { push, limit: request.content_limit() };
        let group = match &request.group_id {
            Some(group) => {
                let (key, room) = self.room(group)?;
                room.seat(&turn.user, &turn.client).ok_or(StatusCode::GROUP_NOT_JOINED)?;
                Some(key)
            }
            None => None,
        };
        let client = turn.client.clone();
        let online = self.caller(turn)?.sessions.get_mut(&client).ok_or(StatusCode::NOT_LOGGED_IN)?;
        match group {
            Some(group) => {
                online.group_push.insert(group, settings);
            }
            // Without a limit, the one from the negotiation stays.
            None => online.push = PushSettings { limit: settings.limit.or(online.push.limit), push },
        }
        Ok(Status::new(StatusCode::SUCCESS).into())
    }
}
