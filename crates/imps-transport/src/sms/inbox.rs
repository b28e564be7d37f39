//! Received SMS.

use super::{CIR_PORT, HeaderError, MESSAGE_PORT, PUSH_PORT, UserDataHeader, gsm7};
use crate::{Action, Machine};
use oma_imps::pts::sms::{JoinError, JoinLimits, Joiner, Unfinished};
use std::collections::VecDeque;
use std::time::Duration;

/// Takes the user data of received SMS, joins the parts of messages, and returns the messages.
///
/// [`JoinLimits`] bounds the memory and the time that parts wait for each other. The inbox reports
/// an unfinished message at most a tenth of that time late.
#[derive(Clone, Debug)]
pub struct Inbox {
    joiner: Joiner,
    /// The time between two searches for unfinished messages.
    interval: Duration,
    search: Option<Duration>,
    events: VecDeque<InboxEvent>,
}

/// The coding of user data behind its header, as the SMS states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// 8-bit data.
    Data,
    /// Text in packed septets of the 7-bit alphabet.
    Gsm7,
}

/// An event of an [`Inbox`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InboxEvent {
    /// A whole message of the plain-text syntax.
    Message {
        /// The sender.
        sender: String,
        /// The message.
        text: String,
    },
    /// A text of CIR: for a client `WVCI`, which [`recipient`](crate::cir::recipient) reads, for a
    /// server `HELO` of a client, which [`cir::sms::session_id`](crate::cir::sms::session_id)
    /// reads.
    Cir {
        /// The sender.
        sender: String,
        /// The text.
        text: String,
    },
    /// A push of WAP, which [`cir::push::read`](crate::cir::push::read) reads.
    Push {
        /// The sender.
        sender: String,
        /// The bytes of the PDU.
        pdu: Vec<u8>,
    },
    /// Some parts of a message did not arrive in time.
    Unfinished(Unfinished),
    /// An SMS was dropped.
    Dropped {
        /// The sender.
        sender: String,
        /// The reason.
        reason: Dropped,
    },
}

/// The reason why an [`Inbox`] drops an SMS.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Dropped {
    /// The header is broken.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// The header has no port.
    #[error("sms without a port")]
    NoPort,
    /// The port of another application.
    #[error("sms for port {0}")]
    OtherPort(u16),
    /// A part of a concatenated SMS. Messages of the plain-text syntax have parts of their own, and
    /// a CIR fits into one SMS.
    #[error("part of a concatenated sms")]
    Concatenated,
    /// The part of a message cannot be joined.
    #[error(transparent)]
    Join(#[from] JoinError),
}

impl Inbox {
    /// Creates an empty inbox.
    pub fn new(limits: JoinLimits) -> Self {
        // Never zero, so that the deadline moves.
        let interval = limits.lifetime.checked_div(10).unwrap_or_default().max(Duration::from_millis(1));
        Self { joiner: Joiner::new(limits), interval, search: None, events: VecDeque::new() }
    }

    /// Takes the user data of one SMS with a header. `sender` is compared as written: telephone
    /// numbers must have one form.
    pub fn receive(&mut self, now: Duration, sender: &str, user_data: &[u8], coding: Coding) {
        match self.take(now, sender, user_data, coding) {
            Ok(event) => self.events.extend(event),
            Err(reason) => self.events.push_back(InboxEvent::Dropped { sender: sender.to_owned(), reason }),
        }
        if self.joiner.sets() > 0 && self.search.is_none() {
            self.search = Some(now.saturating_add(self.interval));
        }
    }

    fn take(
        &mut self,
        now: Duration,
        sender: &str,
        user_data: &[u8],
        coding: Coding,
    ) -> Result<Option<InboxEvent>, Dropped> {
        let (header, data) = UserDataHeader::parse(user_data)?;
        if header.is_part() {
            return Err(Dropped::Concatenated);
        }
        let length = user_data.len().saturating_sub(data.len());
        let from = sender.to_owned();
        match (header.destination().ok_or(Dropped::NoPort)?, coding) {
            (MESSAGE_PORT, Coding::Data) => self.join(now, sender, data),
            (MESSAGE_PORT, Coding::Gsm7) => self.join(now, sender, gsm7::unpack(data, length).as_bytes()),
            // Clients pack the text into 8-bit data too, without fill bits.
            (CIR_PORT, Coding::Data) => {
                Ok(Some(InboxEvent::Cir { sender: from, text: gsm7::unpack(data, 0) }))
            }
            (CIR_PORT, Coding::Gsm7) => {
                Ok(Some(InboxEvent::Cir { sender: from, text: gsm7::unpack(data, length) }))
            }
            (PUSH_PORT, _) => Ok(Some(InboxEvent::Push { sender: from, pdu: data.to_vec() })),
            (port, _) => Err(Dropped::OtherPort(port)),
        }
    }

    fn join(&mut self, now: Duration, sender: &str, part: &[u8]) -> Result<Option<InboxEvent>, Dropped> {
        let whole = self.joiner.push(sender, part, now)?;
        Ok(whole.map(|text| InboxEvent::Message { sender: sender.to_owned(), text }))
    }
}

impl Default for Inbox {
    fn default() -> Self {
        Self::new(JoinLimits::default())
    }
}

impl Machine for Inbox {
    type Event = InboxEvent;

    fn next(&mut self, now: Duration, _: &mut Vec<u8>) -> Action<InboxEvent> {
        if self.search.is_some_and(|search| now >= search) {
            self.events.extend(self.joiner.expire(now).into_iter().map(InboxEvent::Unfinished));
            let waits = self.joiner.sets() > 0;
            self.search = waits.then(|| now.saturating_add(self.interval));
        }
        match self.events.pop_front() {
            Some(event) => Action::Event(event),
            None => Action::Wait(self.search),
        }
    }
}
