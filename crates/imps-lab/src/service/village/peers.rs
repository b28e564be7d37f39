//! Other domains: requests of clients for them, and requests of their servers.

use super::{Effect, Village, bridging};
use crate::world::{Caller, Delivery, PushSettings, RegistrationError};
use imps_core::Version;
use imps_csp::common::{Recipient, User};
use imps_csp::messaging::{
    GetMessageRequest, GetMessageResponse, MessageDelivered, NewMessage, RejectMessageRequest,
    SendMessageRequest,
};
use imps_csp::{MessageId, Primitive, Status, StatusCode, UserId};
use imps_relay::{
    Context, Incoming, Route, Waiting, answer, answer_to_csp, invite_response, new_message, request_to_csp,
    to_ssp,
};
use imps_session::server::Call;
use imps_ssp as ssp;
use std::time::Duration;

/// The client of users of other domains.
const CLIENT: &str = "imps-lab:peer";

/// The most identifiers of messages of guests that are remembered.
const MOST_IDS: usize = 10_000;

/// A request for another domain.
#[derive(Clone, Debug)]
pub(in crate::service) struct Outbound {
    pub(in crate::service) domain: String,
    pub(in crate::service) request: ssp::Primitive<'static>,
    waiting: Waiting,
    caller: Caller,
}

/// A request of this server for the one of another domain.
#[derive(Clone, Debug)]
pub(in crate::service) struct News {
    pub(in crate::service) request: ssp::Primitive<'static>,
    /// The time at which it was queued.
    pub(in crate::service) since: Duration,
    /// The message in it.
    pub(in crate::service) letter: Option<Letter>,
}

/// A message that waits for a user of another domain until her server has it.
#[derive(Clone, Debug)]
pub(in crate::service) struct Letter {
    user: UserId<'static>,
    message_id: MessageId<'static>,
}

impl Village {
    /// Converts a request of a client, if it is for one other domain alone, and this domain is a
    /// peer.
    pub(super) fn outbound(&mut self, call: &Call<'_>, now: Duration) -> Option<Outbound> {
        if self.rules.peers.is_empty() {
            return None;
        }
        let caller = self.present.get(call.session_id()?.as_str())?.clone();
        let mut request = call.primitive().clone().into_owned();
        if let Primitive::SendMessageRequest(message) = &mut request {
            // The other server needs an identifier, and repeats it.
            message.message_info.message_id = Some(self.next_relayed(now));
        }
        self.outbound_of(caller, request)
    }

    /// Makes the identifier of a message that is not in the world. No restart repeats the time.
    pub(super) fn next_relayed(&mut self, now: Duration) -> MessageId<'static> {
        self.last_relayed = self.last_relayed.saturating_add(1).max(now.as_micros());
        format!("0x{:X}", self.last_relayed).into()
    }

    /// Converts a request that is for one other domain alone.
    pub(super) fn outbound_of(&self, caller: Caller, mut request: Primitive<'static>) -> Option<Outbound> {
        let domain = self.world.domain().to_owned();
        let route = Route::from_user(caller.user.clone());
        if let Primitive::SendMessageRequest(message) = &mut request {
            // This server speaks for the user, and not for her name in a group of the other one.
            message.message_info.sender = None;
        }
        let relayed = to_ssp(&request, &route, &Context::new(&domain)).ok()?;
        let is_mixed = relayed.losses.iter().any(|loss| loss.reason == imps_relay::Reason::OwnDomain);
        let [outgoing] = <[_; 1]>::try_from(relayed.message).ok()?;
        if is_mixed || !self.rules.peers.contains(&outgoing.domain) {
            return None;
        }
        let waiting = Waiting {
            request,
            version: Version::V1_3,
            session: imps_csp::SessionDescriptor::inband("s"),
            transaction_id: None,
            client_id: None,
            told: false,
        };
        Some(Outbound { domain: outgoing.domain, request: outgoing.primitive, waiting, caller })
    }

    /// Makes the answer to a client of the answer of another server. `Err` if there is none.
    pub(in crate::service) fn answered_by_peer(
        &self,
        outbound: &Outbound,
        answered: Result<ssp::Primitive<'static>, StatusCode>,
        request: &Primitive<'_>,
        now: Duration,
    ) -> Primitive<'static> {
        let answer = self.in_csp(outbound, answered).unwrap_or_else(|code| Status::new(code).into());
        bridging::answer(&outbound.caller, request, answer, now)
    }

    /// Converts the answer of another server.
    pub(super) fn in_csp(
        &self,
        outbound: &Outbound,
        answered: Result<ssp::Primitive<'static>, StatusCode>,
    ) -> Result<Primitive<'static>, StatusCode> {
        let context = Context::new(self.world.domain()).with_peer(&outbound.domain);
        let answered = answered?;
        let relayed = answer_to_csp(&answered, &outbound.waiting, &context);
        let answer = relayed.map_err(|error| error.code())?.message;
        Ok(answer.ok_or(StatusCode::INTERNAL_SERVER_ERROR)?.into_owned())
    }

    /// Performs a request of another server, and returns the answer.
    pub(in crate::service) fn perform_for_peer(
        &mut self,
        peer: &str,
        request: &ssp::Primitive<'_>,
        now: Duration,
    ) -> ssp::Primitive<'static> {
        let domain = self.world.domain().to_owned();
        let context = Context::new(&domain).with_peer(peer);
        let incoming = match request_to_csp(request, &context) {
            Ok(relayed) => relayed.message,
            Err(error) => return error.status().into(),
        };
        let primitive = incoming.primitive.clone().into_owned();
        let guest = incoming.sender.as_ref().and_then(|user| user.user_id.clone()).map(UserId::into_owned);
        let answered = match (primitive, guest) {
            (primitive, _) if is_news(&primitive) => self.tell_users(&incoming, &primitive, now),
            // The invitation was not in the world: it went straight to the peer.
            (Primitive::InviteUserResponse(_), Some(guest)) if self.is_blocked(&guest, &incoming) => {
                Status::new(StatusCode::RECIPIENT_BLOCKED_SENDER).into()
            }
            (Primitive::InviteUserResponse(decision), Some(guest)) => {
                let sender = User::new(guest).into();
                let news = invite_response(*decision, sender, Version::V1_3);
                self.tell_users(&incoming, &news.into(), now)
            }
            // A group of the peer speaks.
            (Primitive::SendMessageRequest(message), None) => self.tell_message(&message, now),
            (primitive, Some(guest)) => self.perform_for_guest(guest, primitive, now),
            (_, None) => Status::new(StatusCode::FORBIDDEN).into(),
        };
        match answer(&incoming, &answered, &context) {
            Ok(relayed) => relayed.message.into_owned(),
            Err(error) => error.status().into(),
        }
    }

    /// Returns whether one of the users blocks a user of another domain.
    fn is_blocked(&self, guest: &UserId<'_>, incoming: &Incoming<'_>) -> bool {
        let mut users = incoming.addressees.iter().filter_map(|user| user.user_id.as_ref());
        users.any(|user| !self.world.may_reach(guest, user))
    }

    fn perform_for_guest(
        &mut self,
        guest: UserId<'static>,
        primitive: Primitive<'static>,
        now: Duration,
    ) -> Primitive<'static> {
        let caller = match self.guest(guest, now) {
            Ok(caller) => caller,
            Err(code) => return Status::new(code).into(),
        };
        let stated = match &primitive {
            Primitive::SendMessageRequest(message) => message.message_info.message_id.clone(),
            _ => None,
        };
        let mut performed = self.world.perform(&caller, primitive, now);
        if let (Primitive::SendMessageResponse(answer), Some(stated)) = (&mut performed.answer, stated)
            && let Some(own) = answer.message_id.replace(stated.clone())
        {
            // Numbers grow, so that the first one is the oldest.
            if self.foreign_ids.len() >= MOST_IDS {
                self.foreign_ids.pop_first();
            }
            self.foreign_ids.insert(own.as_str().to_owned(), stated);
        }
        self.deliver(performed.deliveries, now);
        performed.answer
    }

    /// Brings a user of another domain into the world. She stays there.
    pub(super) fn guest(&mut self, user: UserId<'static>, now: Duration) -> Result<Caller, StatusCode> {
        let caller = Caller::new(user.clone(), CLIENT);
        let key = user.as_str().to_ascii_lowercase();
        if self.guests.contains(&key) {
            return Ok(caller);
        }
        self.world.admit(user).map_err(RegistrationError::status)?;
        let deliveries = self.world.log_in(&caller, PushSettings::default(), now)?;
        self.guests.insert(key);
        self.deliver(deliveries, now);
        Ok(caller)
    }

    /// Passes news of another server on to the users that they are for.
    fn tell_users(
        &mut self,
        incoming: &Incoming<'_>,
        news: &Primitive<'static>,
        now: Duration,
    ) -> Primitive<'static> {
        let users: Vec<_> = incoming.addressees.iter().filter_map(|user| user.user_id.clone()).collect();
        for user in users {
            self.tell(&user, news, now);
        }
        Status::new(StatusCode::SUCCESS).into()
    }

    /// Passes a message of a group on to its users.
    fn tell_message(&mut self, message: &SendMessageRequest<'static>, now: Duration) -> Primitive<'static> {
        let users = message.message_info.recipient.iter().flat_map(|recipient| recipient.users.clone());
        for user in users.collect::<Vec<_>>() {
            let Some(user_id) = user.user_id.clone() else { continue };
            let new = new_message(message.clone(), user);
            self.tell(&user_id, &new.into(), now);
        }
        let result = imps_csp::Outcome::new(StatusCode::SUCCESS);
        let message_id = message.message_info.message_id.clone();
        imps_csp::messaging::SendMessageResponse { result, message_id, ..Default::default() }.into()
    }

    /// Queues a request of the server in all sessions of a user.
    fn tell(&mut self, user: &UserId<'_>, primitive: &Primitive<'static>, now: Duration) {
        let sessions: Vec<_> = self
            .present
            .iter()
            .filter(|(_, caller)| caller.user.same_as(user))
            .map(|(id, it)| (id.clone(), it.clone()))
            .collect();
        for (id, caller) in sessions {
            self.push_in(&id, caller.version, &caller.client, primitive.clone(), now);
        }
    }

    /// Sends a request for a guest to the server of her domain.
    pub(super) fn deliver_to_guest(&mut self, delivery: Delivery, now: Duration) {
        let Delivery { user, primitive, .. } = delivery;
        let name = primitive.name().to_owned();
        let sender = speaker(&primitive);
        let route = Route { sender, addressees: vec![user.clone()] };
        let (primitive, letter) = match primitive {
            Primitive::NewMessage(new) => {
                let NewMessage { mut message_info, content_data, .. } = *new;
                let message_id = message_info.message_id.clone();
                let letter = message_id.map(|message_id| Letter { user: user.clone(), message_id });
                message_info.recipient = Some(Recipient::from_iter([User::new(user.clone())]));
                let request = SendMessageRequest {
                    delivery_report: Some(false),
                    message_info,
                    content_data,
                    ..SendMessageRequest::default()
                };
                (request.into(), letter)
            }
            Primitive::DeliveryReportRequest(mut report) => {
                // Her server knows the message by another name.
                let own = report.message_info.message_id.as_ref().map(|id| id.as_str().to_owned());
                // Each of several receivers may report.
                if let Some(stated) = own.and_then(|own| self.foreign_ids.get(&own)) {
                    report.message_info.message_id = Some(stated.clone());
                }
                (Primitive::DeliveryReportRequest(report), None)
            }
            other => (other, None),
        };
        let domain = self.world.domain().to_owned();
        let relayed = to_ssp(&primitive, &route, &Context::new(&domain));
        match relayed {
            Ok(relayed) => self.effects.extend(relayed.message.into_iter().map(|outgoing| {
                let news =
                    News { request: outgoing.primitive.into_owned(), since: now, letter: letter.clone() };
                Effect::Tell { domain: outgoing.domain, news: Box::new(news) }
            })),
            Err(error) => self.effects.push(Effect::Note(format!("{name} is not relayed: {error}"))),
        }
    }

    /// The server of a user of another domain has a message for her, and keeps it.
    pub(in crate::service) fn peer_has(&mut self, letter: Letter, now: Duration) {
        let message_id = letter.message_id;
        let delivered = MessageDelivered { message_id, ..MessageDelivered::default() };
        self.perform_by(letter.user, delivered, now);
    }

    /// The server of a user of another domain refuses a message for her.
    pub(in crate::service) fn peer_refuses(&mut self, letter: Letter, now: Duration) {
        let message_ids = vec![letter.message_id];
        let rejected = RejectMessageRequest { message_ids, ..RejectMessageRequest::default() };
        self.perform_by(letter.user, rejected, now);
    }

    /// Sends a message once more, if it still waits.
    pub(in crate::service) fn send_again(&mut self, letter: Letter, now: Duration) {
        let message_id = letter.message_id;
        let get = GetMessageRequest { message_id, ..GetMessageRequest::default() };
        let caller = Caller::new(letter.user.clone(), CLIENT);
        let performed = self.world.perform(&caller, get.into(), now);
        if let Primitive::GetMessageResponse(got) = performed.answer {
            let GetMessageResponse { message_info, content_data, .. } = *got;
            let new = NewMessage { message_info, content_data, ..NewMessage::default() };
            let Caller { user, client, version } = caller;
            self.deliver_to_guest(Delivery { user, client, version, primitive: new.into() }, now);
        }
    }

    fn perform_by(&mut self, guest: UserId<'static>, request: impl Into<Primitive<'static>>, now: Duration) {
        let performed = self.world.perform(&Caller::new(guest, CLIENT), request.into(), now);
        self.deliver(performed.deliveries, now);
    }
}

/// The user, or group, that speaks in a request of the server.
fn speaker(primitive: &Primitive<'static>) -> Option<imps_csp::common::Sender<'static>> {
    match primitive {
        Primitive::PresenceNotificationRequest(notice) => {
            let owner = notice.presence.first()?.user_id.clone()?;
            Some(User::new(owner).into())
        }
        // The receiver of the message reports.
        Primitive::DeliveryReportRequest(report) => {
            let receiver = report.message_info.recipient.as_ref()?.users.first()?.clone();
            Some(receiver.into())
        }
        Primitive::InviteResponse(response) => response.sender.clone(),
        Primitive::NewMessage(new) => new.message_info.sender.clone(),
        Primitive::GroupChangeNotice(notice) => {
            Some(imps_csp::common::Group::from(notice.group_id.clone()?).into())
        }
        _ => None,
    }
}

/// Whether a request of another server is news for users, and not for the world.
fn is_news(primitive: &Primitive<'_>) -> bool {
    matches!(
        primitive,
        Primitive::PresenceNotificationRequest(_)
            | Primitive::DeliveryReportRequest(_)
            | Primitive::InviteResponse(_)
            | Primitive::GroupChangeNotice(_)
            | Primitive::LeaveGroupResponse(_)
    )
}
