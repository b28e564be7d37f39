//! Messages that wait for a user until each of her sessions has confirmed them.
//!
//! A message goes to the sessions that are open when it arrives. If there is none, the next session
//! gets it. A session that ends without a confirmation leaves the message to the next one. So an
//! accepted message is delivered, waits, or its sender hears of its end.

use super::World;
use super::delivery::{ClientKey, PushSettings, Turn};
use super::key::Key;
use super::person::Online;
use core::time::Duration;
use imps_core::{AnyDateTime, Data};
use imps_csp::common::{Recipient, User};
use imps_csp::messaging::{DeliveryReportRequest, MessageInfo, MessageNotification, NewMessage};
use imps_csp::{MessageId, Moment, Outcome, Primitive, StatusCode};
use std::collections::{BTreeSet, VecDeque};
use std::time::SystemTime;

/// The messages that wait for a user, in their order.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "kebab-case"))]
pub(super) struct Letters {
    letters: VecDeque<Letter>,
}

/// A message for one user.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "state", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "state",
    serde(into = "super::saved::SavedLetter", try_from = "super::saved::SavedLetter")
)]
pub(super) struct Letter {
    pub(super) id: MessageId<'static>,
    /// The user who has sent it.
    pub(super) from: Key,
    pub(super) wants_report: bool,
    /// The description for the receiver.
    pub(super) info: MessageInfo<'static>,
    pub(super) data: Option<Data<'static>>,
    pub(super) expires: Duration,
    /// The group that it has come through.
    pub(super) group: Option<Key>,
    /// The sessions that have not confirmed it.
    offered: BTreeSet<ClientKey>,
    /// Whether a session has confirmed it.
    is_taken: bool,
    /// About its size in memory, in bytes.
    size: usize,
}

impl Letter {
    pub(super) fn new(
        id: MessageId<'static>,
        from: Key,
        info: MessageInfo<'static>,
        data: Option<Data<'static>>,
        expires: Duration,
    ) -> Self {
        let (offered, is_taken) = (BTreeSet::new(), false);
        let content = data.as_ref().map_or(0, |data| data.as_bytes().len());
        let size = content.saturating_add(super::size::of(&info));
        Self { id, from, wants_report: false, info, data, expires, group: None, offered, is_taken, size }
    }

    /// The request that brings or announces it.
    fn offer(&self, online: &Online) -> Primitive<'static> {
        let of_group = self.group.as_ref().and_then(|group| online.group_push.get(group));
        let PushSettings { push, limit } = *of_group.unwrap_or(&online.push);
        let size = self.info.content_size.unwrap_or_default();
        let message_info = self.info.clone();
        if push && limit.is_none_or(|limit| size <= limit) {
            let content_data = self.data.clone();
            NewMessage { message_info, content_data, ..NewMessage::default() }.into()
        } else {
            MessageNotification { message_info, ..MessageNotification::default() }.into()
        }
    }
}

impl Letters {
    pub(super) fn get(&self, id: &MessageId<'_>) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.id.as_str() == id.as_str().trim())
    }

    /// Forgets all sessions, and what one of them has taken.
    #[cfg(feature = "state")]
    pub(super) fn without_sessions(mut self) -> Self {
        self.letters.retain(|letter| !letter.is_taken);
        self
    }

    pub(super) fn infos(&self) -> impl ExactSizeIterator<Item = &MessageInfo<'static>> {
        self.letters.iter().map(|letter| &letter.info)
    }

    pub(super) fn take(&mut self, id: &MessageId<'_>) -> Option<Letter> {
        let place = self.letters.iter().position(|letter| letter.id.as_str() == id.as_str().trim());
        self.letters.remove(place?)
    }

    /// Confirms a message for a session. Returns whether the user has it for the first time;
    /// `None` if there is no such message.
    fn confirm(&mut self, id: &MessageId<'_>, client: &ClientKey) -> Option<(bool, Letter)> {
        let place = self.letters.iter().position(|letter| letter.id.as_str() == id.as_str().trim())?;
        let letter = self.letters.get_mut(place)?;
        let is_first = !letter.is_taken;
        letter.is_taken = true;
        letter.offered.remove(client);
        if letter.offered.is_empty() {
            return Some((is_first, self.letters.remove(place)?));
        }
        Some((is_first, letter.clone()))
    }

    /// About the size of all messages in memory, in bytes.
    fn size(&self) -> usize {
        self.letters.iter().map(|letter| letter.size).fold(0, usize::saturating_add)
    }

    /// Forgets what only an ended session has not confirmed.
    pub(super) fn session_ended(&mut self, client: &ClientKey) {
        for letter in &mut self.letters {
            letter.offered.remove(client);
        }
        self.letters.retain(|letter| !(letter.is_taken && letter.offered.is_empty()));
    }

    fn expired(&mut self, now: Duration) -> Vec<Letter> {
        let all = core::mem::take(&mut self.letters);
        let (expired, waiting): (VecDeque<_>, VecDeque<_>) =
            all.into_iter().partition(|letter| letter.expires <= now);
        self.letters = waiting;
        expired.into()
    }
}

impl World {
    /// Keeps a message for a user and offers it to her sessions: to all, or to the named ones.
    ///
    /// # Errors
    /// 507 if too much waits for her, or for all users.
    pub(super) fn keep(
        &mut self,
        turn: &mut Turn,
        to: &Key,
        mut letter: Letter,
        only: Option<&[ClientKey]>,
    ) -> Result<(), StatusCode> {
        let limits = self.limits();
        let (most, most_bytes, all_bytes) = (limits.messages, limits.waiting_bytes, limits.all_waiting_bytes);
        let all =
            self.people.values().map(|person| person.letters.size()).fold(letter.size, usize::saturating_add);
        let person = self.people.get_mut(to).ok_or(StatusCode::UNKNOWN_USER)?;
        if person.is_echo {
            self.echo(turn, to, letter);
            return Ok(());
        }
        let bytes = person.letters.size().saturating_add(letter.size);
        if person.letters.letters.len() >= most || bytes > most_bytes || all > all_bytes {
            return Err(StatusCode::MESSAGE_QUEUE_FULL);
        }
        for (client, online) in &person.sessions {
            if only.is_some_and(|only| !only.contains(client)) {
                continue;
            }
            letter.offered.insert(client.clone());
            turn.deliveries.push(online.delivery(&person.account, letter.offer(online)));
        }
        person.letters.letters.push_back(letter);
        Ok(())
    }

    /// Offers what waits for the caller to the session that she has just opened.
    pub(super) fn offer_waiting(&mut self, turn: &mut Turn) {
        let client = turn.client.clone();
        let Some(person) = self.people.get_mut(&turn.user) else { return };
        let Some(online) = person.sessions.get(&client) else { return };
        for letter in person.letters.letters.iter_mut().filter(|letter| !letter.is_taken) {
            letter.offered.insert(client.clone());
            turn.deliveries.push(online.delivery(&person.account, letter.offer(online)));
        }
    }

    /// Confirms a message for the calling session.
    pub(super) fn confirm(&mut self, turn: &mut Turn, id: &MessageId<'_>) -> Result<(), StatusCode> {
        let client = turn.client.clone();
        let letters = &mut self.caller(turn)?.letters;
        let (is_first, letter) = letters.confirm(id, &client).ok_or(StatusCode::INVALID_MESSAGE_ID)?;
        if is_first {
            self.report(turn, &letter, StatusCode::SUCCESS);
        }
        Ok(())
    }

    /// Drops what has waited too long for the user of the turn, and reports it.
    pub(super) fn expire_letters(&mut self, turn: &mut Turn) {
        let Some(person) = self.people.get_mut(&turn.user) else { return };
        for letter in person.letters.expired(turn.now) {
            self.report(turn, &letter, StatusCode::MESSAGE_EXPIRED);
        }
    }

    /// Reports the fate of a message to its sender, if she wants to know and does not know it.
    pub(super) fn report(&mut self, turn: &mut Turn, letter: &Letter, code: StatusCode) {
        let is_known = letter.is_taken && code != StatusCode::SUCCESS;
        if !letter.wants_report || is_known {
            return;
        }
        let report = DeliveryReportRequest {
            result: Outcome::new(code),
            delivery_time: date_time(turn.now).filter(|_| code == StatusCode::SUCCESS),
            message_info: letter.info.clone(),
            ..DeliveryReportRequest::default()
        };
        self.post(turn, &letter.from, report.into());
    }

    /// Sends a message back to its sender.
    fn echo(&mut self, turn: &mut Turn, echo: &Key, letter: Letter) {
        self.report(turn, &letter, StatusCode::SUCCESS);
        let origin = super::access_control::Origin { user: echo, group: None };
        if !self.admits(&letter.from, origin) || letter.from == *echo {
            return;
        }
        let id = self.next_message_id();
        let info = MessageInfo {
            message_id: Some(id.clone()),
            recipient: Some(Recipient::from_iter([User::new(self.user_id(&letter.from))])),
            sender: Some(User::new(self.user_id(echo)).into()),
            ..letter.info
        };
        let back = Letter::new(id, echo.clone(), info, letter.data, letter.expires);
        // An echo into a full queue is lost, as no one was promised one.
        let _ = self.keep(turn, &letter.from, back, None);
    }

    /// A new identifier in the form that old clients know from the standard's examples.
    pub(super) fn next_message_id(&mut self) -> MessageId<'static> {
        format!("0x{:08X}", self.next_number()).into()
    }
}

/// The date and time of a point in time, in UTC.
pub(super) fn date_time(now: Duration) -> Option<AnyDateTime<'static>> {
    let time = SystemTime::UNIX_EPOCH.checked_add(now)?;
    Some(Moment::try_from(time).ok()?.to_date_time()?.into())
}
