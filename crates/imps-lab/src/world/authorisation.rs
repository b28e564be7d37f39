//! Reactive authorisation: the owner decides when somebody asks. OMA-TS-IMPS-CSP, "Presence
//! authorisation".

use super::attribute_lists::Source;
use super::attributes::AttributeSet;
use super::delivery::Turn;
use super::key::Key;
use super::{Answer, World};
use imps_core::Version;
use imps_csp::common::{NotificationRequest, UserIdList};
use imps_csp::presence::{
    CancelAuthRequest, GetReactiveAuthStatusRequest, GetReactiveAuthStatusResponse, PresenceAuthUser,
    ReactiveAuthStatus, ReactiveAuthStatusList,
};
use imps_csp::{NotificationType, ReactiveAuthState, Status, StatusCode};
use std::collections::BTreeMap;

/// The users who have asked for more presence than they may see, and the decisions.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct Questions {
    by_user: BTreeMap<Key, Question>,
}

#[derive(Clone, Debug)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
struct Question {
    attributes: AttributeSet,
    state: ReactiveAuthState<'static>,
    /// The older, the lower.
    rank: u64,
}

impl Questions {
    /// Notes a decision. After a denial the question stays as it was asked, for another decision.
    pub(super) fn decided(&mut self, user: &Key, attributes: AttributeSet) {
        let Some(question) = self.by_user.get_mut(user) else { return };
        if attributes.is_empty() {
            question.state = ReactiveAuthState::Denied;
        } else {
            (question.state, question.attributes) = (ReactiveAuthState::Granted, attributes);
        }
    }

    pub(super) fn forget(&mut self, user: &Key) {
        self.by_user.remove(user);
    }
}

impl World {
    /// Asks a user to decide, if the caller wants more than she may see and the user wants to know.
    ///
    /// Clients of 1.1 and 1.2 are asked once about each user without a list of her own. Clients of
    /// 1.3 are asked if the list that decides has its flag.
    pub(super) fn ask_for(&mut self, turn: &mut Turn, owner: &Key, wanted: AttributeSet) {
        if *owner == turn.user {
            return;
        }
        let (rank, limit) = (self.next_number(), self.limits().watchers);
        let Some(person) = self.people.get_mut(owner) else { return };
        let missing = wanted.without(person.visible_to(&turn.user, owner));
        if missing.is_empty() || person.questions.by_user.contains_key(&turn.user) {
            return;
        }
        let questions = &mut person.questions.by_user;
        if questions.len() >= limit {
            let oldest = questions.iter().min_by_key(|(_, question)| question.rank);
            let oldest = oldest.map(|(user, _)| user.clone());
            oldest.map(|user| questions.remove(&user));
        }
        let question = Question { attributes: wanted, state: ReactiveAuthState::Pending, rank };
        questions.insert(turn.user.clone(), question);
        self.put_question(turn, owner, &turn.user.clone(), None);
    }

    /// Repeats the open questions to the session of the caller, who has just logged in.
    pub(super) fn ask_again(&mut self, turn: &mut Turn) {
        let Some(person) = self.people.get(&turn.user) else { return };
        let open = person.questions.by_user.iter();
        let open = open.filter(|(_, question)| question.state == ReactiveAuthState::Pending);
        let open: Vec<Key> = open.map(|(user, _)| user.clone()).collect();
        let (owner, client) = (turn.user.clone(), turn.client.clone());
        for user in open {
            self.put_question(turn, &owner, &user, Some(&client));
        }
    }

    fn put_question(
        &self,
        turn: &mut Turn,
        owner: &Key,
        asker: &Key,
        only: Option<&super::delivery::ClientKey>,
    ) {
        let Some(person) = self.people.get(owner) else { return };
        let Some(question) = person.questions.by_user.get(asker) else { return };
        let (source, wants_to_know) = person.attributes.source(asker, &person.lists);
        for (client, online) in &person.sessions {
            let is_asked = match online.version {
                Version::V1_3 => wants_to_know,
                _ => wants_to_know || matches!(source, Source::Default | Source::Nothing),
            };
            if !is_asked || only.is_some_and(|only| only != client) {
                continue;
            }
            let kind = match source {
                Source::List => NotificationType::AuthorizationNeededContactList,
                Source::Default => NotificationType::AuthorizationNeededDefault,
                Source::User | Source::Nothing => NotificationType::AuthorizationNeededUser,
            };
            let notice = NotificationRequest {
                notification_type: Some(kind),
                presence_sub_list: Some(Box::new(question.attributes.names())),
                user_id_list: Some(UserIdList::from_iter([self.user_id(asker)])),
                ..NotificationRequest::default()
            };
            turn.deliveries.push(online.delivery(&person.account, notice.into()));
        }
    }

    /// The decision of the owner. Without attributes it is about the ones that were asked for.
    pub(super) fn decide(&mut self, turn: &mut Turn, decision: &PresenceAuthUser<'_>) -> Answer {
        let user = self.known(&decision.user_id)?;
        let limit = self.limits().attribute_lists;
        let before = self.visible_before(turn);
        let person = self.caller(turn)?;
        let asked = person.questions.by_user.get(&user).map_or(AttributeSet::ALL, |it| it.attributes);
        if decision.acceptance {
            let named = decision.presence_sub_list.as_deref().map(AttributeSet::named);
            let granted = named.filter(|named| !named.is_empty()).unwrap_or(asked);
            person.attributes.set_user(user.clone(), granted, false, limit)?;
            person.questions.decided(&user, granted);
        } else {
            person.attributes.set_user(user.clone(), AttributeSet::NONE, false, limit)?;
            person.questions.decided(&user, AttributeSet::NONE);
        }
        self.show_newly_visible(turn, &before);
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    /// Withdraws a decision: the next question is asked again.
    pub(super) fn cancel_decision(&mut self, turn: &mut Turn, request: &CancelAuthRequest<'_>) -> Answer {
        let user = self.known(&request.user_id)?;
        let before = self.visible_before(turn);
        let person = self.caller(turn)?;
        person.questions.forget(&user);
        person.attributes.remove_user(&user);
        self.show_newly_visible(turn, &before);
        Ok(Status::new(StatusCode::SUCCESS).into())
    }

    /// The decisions about the named users, or about everybody who has asked.
    pub(super) fn decisions(&mut self, turn: &Turn, request: &GetReactiveAuthStatusRequest<'_>) -> Answer {
        let named = self.user_keys(request.user_ids.iter())?;
        let person = self.caller(turn)?;
        let asked: Vec<(Key, Question)> = person
            .questions
            .by_user
            .iter()
            .filter(|(user, _)| named.is_empty() || named.contains(user))
            .map(|(user, question)| (user.clone(), question.clone()))
            .collect();
        let statuses = asked.into_iter().map(|(user, question)| ReactiveAuthStatus {
            user_id: self.user_id(&user),
            reactive_auth_state: question.state,
            presence_sub_list: Some(Box::new(question.attributes.names())),
            ..ReactiveAuthStatus::default()
        });
        let statuses = statuses.collect();
        let reactive_auth_status_list =
            ReactiveAuthStatusList { statuses, ..ReactiveAuthStatusList::default() };
        Ok(GetReactiveAuthStatusResponse {
            reactive_auth_status_list,
            ..GetReactiveAuthStatusResponse::default()
        }
        .into())
    }
}
