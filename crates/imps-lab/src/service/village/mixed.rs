//! Messages with recipients here and in other domains, or in several other domains: each server gets
//! its part, and the client gets one answer.

use super::{Outbound, Village, bridging};
use crate::service::faults;
use crate::world::Caller;
use imps_csp::common::{DetailedResult, User};
use imps_csp::domain::normal;
use imps_csp::messaging::{SendMessageRequest, SendMessageResponse};
use imps_csp::{MessageId, Outcome, Primitive, StatusCode, UserId};
use imps_session::server::{Call, Step};
use imps_ssp as ssp;
use std::collections::BTreeMap;
use std::time::Duration;

/// The answer of another server, or the reason why there is none.
type Answered = Result<ssp::Primitive<'static>, StatusCode>;

/// A message on its way to several servers.
#[derive(Clone, Debug)]
pub(in crate::service) struct Mixed {
    pub(in crate::service) outbound: Vec<Outbound>,
    /// The users of each request.
    users: Vec<Vec<UserId<'static>>>,
    caller: Caller,
    message_id: MessageId<'static>,
    outcomes: Outcomes,
}

/// The results of parts of a request.
#[derive(Clone, Debug, Default)]
struct Outcomes {
    successes: usize,
    failures: Vec<DetailedResult<'static>>,
}

impl Outcomes {
    /// Adds the outcome for users. A code without details is the one of all of them.
    fn add(&mut self, outcome: &Outcome<'static>, users: &[UserId<'static>]) {
        if outcome.is_success() {
            self.successes = self.successes.saturating_add(1);
        } else if outcome.detailed_result.is_empty() {
            let user_id = users.to_vec();
            self.failures.push(DetailedResult { code: outcome.code, user_id, ..DetailedResult::default() });
        }
        self.failures.extend(outcome.detailed_result.iter().cloned());
    }
}

impl Village {
    /// Splits a message for several servers, and performs the part for this one. `None` if the world
    /// can do it all: its guests are no strangers.
    pub(super) fn split(
        &mut self,
        call: &Call<'_>,
        now: Duration,
    ) -> Option<Result<Mixed, Primitive<'static>>> {
        let Primitive::SendMessageRequest(message) = call.primitive() else { return None };
        if self.rules.peers.is_empty() || faults::ordered(call.primitive(), self.world.domain()).is_some() {
            return None;
        }
        let caller = self.present.get(call.session_id()?.as_str())?.clone();
        let mut message = (**message).clone().into_owned();
        let recipient = message.message_info.recipient.as_mut()?;
        let mut strangers: BTreeMap<String, Vec<User<'static>>> = BTreeMap::new();
        for user in core::mem::take(&mut recipient.users) {
            match user.user_id.as_ref().and_then(|user| self.stranger(user)) {
                Some(domain) => strangers.entry(domain).or_default().push(user),
                None => recipient.users.push(user),
            }
        }
        if strangers.is_empty() {
            return None;
        }
        let mut outcomes = Outcomes::default();
        let mut message_id = None;
        let is_empty =
            recipient.users.is_empty() && recipient.groups.is_empty() && recipient.contact_lists.is_empty();
        if !is_empty {
            let users: Vec<_> = recipient.users.iter().filter_map(|user| user.user_id.clone()).collect();
            let performed = self.world.perform(&caller, message.clone().into(), now);
            self.deliver(performed.deliveries, now);
            let Primitive::SendMessageResponse(answer) = performed.answer else {
                // The message itself is at fault.
                return Some(Err(bridging::answer(&caller, call.primitive(), performed.answer, now)));
            };
            outcomes.add(&answer.result, &users);
            message_id = answer.message_id;
        }
        // Reports of all servers name the message alike.
        let message_id = message_id.unwrap_or_else(|| self.next_relayed(now));
        let mut mixed = Mixed { outbound: Vec::new(), users: Vec::new(), caller, message_id, outcomes };
        for users in strangers.into_values() {
            let ids = users.iter().filter_map(|user| user.user_id.clone()).collect();
            if let Some(outbound) = self.part(&mixed, &message, users) {
                mixed.outbound.push(outbound);
                mixed.users.push(ids);
            } else {
                mixed.outcomes.add(&StatusCode::DOMAIN_NOT_SUPPORTED.into(), &ids);
            }
        }
        Some(Ok(mixed))
    }

    /// The domain of a user, if it is the one of a peer and the world does not know her.
    fn stranger(&self, user: &UserId<'_>) -> Option<String> {
        let domain = normal(user.address().domain()?);
        let is_stranger =
            self.rules.peers.contains(&domain) && !self.guests.contains(&user.as_str().to_ascii_lowercase());
        is_stranger.then_some(domain)
    }

    /// Makes the request for the users of one domain.
    fn part(
        &self,
        mixed: &Mixed,
        message: &SendMessageRequest<'static>,
        users: Vec<User<'static>>,
    ) -> Option<Outbound> {
        let mut part = message.clone();
        part.message_info.message_id = Some(mixed.message_id.clone());
        part.message_info.recipient = Some(users.into_iter().collect());
        self.outbound_of(mixed.caller.clone(), part.into())
    }

    /// Continues with the answers of the other servers, in the order of the requests.
    pub(in crate::service) fn merged<'a>(
        &mut self,
        call: Call<'a>,
        mixed: Mixed,
        answered: Vec<Answered>,
        now: Duration,
    ) -> Step<'a> {
        let Mixed { outbound, users, caller, message_id, mut outcomes } = mixed;
        for ((outbound, users), answered) in outbound.iter().zip(users).zip(answered) {
            let answer = self.in_csp(outbound, answered);
            let outcome = match &answer {
                Ok(answer) => answer.outcome().cloned().unwrap_or_else(|| StatusCode::SUCCESS.into()),
                Err(code) => (*code).into(),
            };
            outcomes.add(&outcome, &users);
        }
        let result = Outcome::of(outcomes.successes, outcomes.failures);
        let message_id = result.is_success().then_some(message_id);
        let answer = SendMessageResponse { result, message_id, ..SendMessageResponse::default() };
        let answer = bridging::answer(&caller, call.primitive(), answer.into(), now);
        self.sessions.answer(call, answer, now)
    }
}
