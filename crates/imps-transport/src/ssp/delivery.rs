//! One document for another server: where and when to post it.

use crate::http::SapUrl;
use crate::{Action, Machine};
use oma_imps::ssp::{Message, Primitive};
use std::time::Duration;

/// The delivery of one document: it tries all addresses, waits, and begins again until the document
/// is delivered or expires. The waits grow: 10 seconds, 20 seconds, and so on.
///
/// ```
/// use imps_transport::http::SapUrl;
/// use imps_transport::ssp::{Delivery, DeliveryEvent};
/// use imps_transport::{Action, Machine};
/// use std::time::Duration;
///
/// let seconds = Duration::from_secs;
/// let urls: Vec<SapUrl> = vec!["https://a.example".parse()?, "http://a.example".parse()?];
/// let mut delivery = Delivery::new(urls.clone(), seconds(120));
/// let mut out = Vec::new();
/// for url in urls {
///     assert_eq!(delivery.next(seconds(0), &mut out), Action::Event(DeliveryEvent::Post(url)));
///     delivery.failed(seconds(0));
/// }
/// assert_eq!(delivery.next(seconds(0), &mut out), Action::Wait(Some(seconds(10))));
/// assert!(matches!(delivery.next(seconds(10), &mut out), Action::Event(DeliveryEvent::Post(_))));
/// delivery.finish();
/// assert_eq!(delivery.next(seconds(10), &mut out), Action::Close);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Delivery {
    urls: Vec<SapUrl>,
    expires: Duration,
    /// The number of times that all addresses have failed.
    tries: u32,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// This address is the next one.
    Due(usize),
    /// The document was posted to this address.
    Posted(usize),
    /// All addresses have failed.
    Waiting(Duration),
    Over,
}

/// The next step of a [`Delivery`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeliveryEvent {
    /// Post the document to this address. Then call [`finish`](Delivery::finish) or
    /// [`failed`](Delivery::failed).
    Post(SapUrl),
    /// The document is too old. The delivery is at its end, even if a reply is still to come.
    Expired,
}

/// The factor of the waits.
const STEP: Duration = Duration::from_secs(10);

impl Delivery {
    /// Delivers a document to one of these addresses, in order, until it expires. The addresses
    /// come from [`order`](super::order) and [`urls`](super::urls).
    pub fn new(urls: Vec<SapUrl>, expires: Duration) -> Self {
        Self { urls, expires, tries: 0, state: State::Due(0) }
    }

    /// The document was delivered, or posting it again [does not
    /// help](super::NotDelivered::is_temporary): the delivery is at its end.
    pub fn finish(&mut self) {
        self.state = State::Over;
    }

    /// The connection failed, or the reply was a [temporary](super::NotDelivered::Temporary)
    /// failure. Without a post under way it means nothing.
    pub fn failed(&mut self, now: Duration) {
        if let State::Posted(at) = self.state {
            self.after(at, now);
        }
    }

    fn after(&mut self, at: usize, now: Duration) {
        let next = at.saturating_add(1);
        self.state = if next < self.urls.len() {
            State::Due(next)
        } else {
            self.tries = self.tries.saturating_add(1);
            State::Waiting(now.saturating_add(STEP.saturating_mul(self.tries)))
        };
    }
}

impl Machine for Delivery {
    type Event = DeliveryEvent;

    fn next(&mut self, now: Duration, _: &mut Vec<u8>) -> Action<DeliveryEvent> {
        if self.state == State::Over {
            return Action::Close;
        }
        if now >= self.expires {
            self.state = State::Over;
            return Action::Event(DeliveryEvent::Expired);
        }
        if matches!(self.state, State::Waiting(until) if now >= until) {
            self.state = State::Due(0);
        }
        match self.state {
            State::Due(at) => match self.urls.get(at) {
                Some(url) => {
                    self.state = State::Posted(at);
                    Action::Event(DeliveryEvent::Post(url.clone()))
                }
                // Without an address nothing happens until the document expires.
                None => Action::Wait(Some(self.expires)),
            },
            State::Waiting(until) => Action::Wait(Some(until.min(self.expires))),
            _ => Action::Wait(Some(self.expires)),
        }
    }
}

/// Returns how long the known server keeps a document that cannot be delivered: a document with a
/// message 24 hours, presence and groups two minutes.
pub fn lifetime(message: &Message<'_>) -> Duration {
    let transactions = message.session().map_or(&[][..], |session| &session.transactions);
    let all_short = transactions.iter().all(|transaction| is_of_presence_or_group(&transaction.primitive));
    if all_short && !transactions.is_empty() { SHORT } else { LONG }
}

fn is_of_presence_or_group(primitive: &Primitive<'_>) -> bool {
    use Primitive as P;
    matches!(
        primitive,
        P::SubscribeRequest(_)
            | P::UnsubscribeRequest(_)
            | P::PresenceNotification(_)
            | P::GetPresenceRequest(_)
            | P::GetPresenceResponse(_)
            | P::DeleteGroupRequest(_)
            | P::JoinGroupRequest(_)
            | P::JoinGroupResponse(_)
            | P::LeaveGroupRequest(_)
            | P::LeaveGroupIndication(_)
            | P::GetGroupMemberRequest(_)
            | P::GetGroupMemberResponse(_)
            | P::GetJoinedUsersRequest(_)
            | P::GetJoinedUsersResponse(_)
            | P::AddGroupMemberRequest(_)
            | P::RemoveGroupMemberRequest(_)
            | P::MemberAccessRequest(_)
            | P::GetGroupPropsRequest(_)
            | P::GetGroupPropsResponse(_)
            | P::SetGroupPropsRequest(_)
            | P::RejectListRequest(_)
            | P::RejectListResponse(_)
            | P::SubscribeGroupChangeRequest(_)
            | P::UnsubscribeGroupChangeRequest(_)
            | P::GetGroupSubStatusRequest(_)
            | P::GetGroupSubStatusResponse(_)
            | P::GroupChangeNotice(_)
    )
}

const LONG: Duration = Duration::from_secs(24 * 60 * 60);
const SHORT: Duration = Duration::from_secs(2 * 60);
