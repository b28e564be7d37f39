//! The bridge for a whole conversation: answers return in the form that the asker expects.

use crate::convert::convert_each;
use crate::losses::{Bridged, Reason, Walk};
use crate::open::{Kept, Open, Side};
use crate::shapes;
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use core::time::Duration;
use imps_core::{Extensions, Tag, Version};
use imps_csp::access::Disconnect;
use imps_csp::contact_list::CreateListResponse;
use imps_csp::messaging::ForwardMessageResponse;
use imps_csp::{ClientId, Message, Primitive, Transaction, UserId};
use imps_presence::PresenceSubList;

/// The number of open transactions that a bridge remembers.
const OPEN: usize = 64;

/// The time after which a bridge forgets an open transaction.
const TIMEOUT: Duration = Duration::from_secs(600);

/// The number of questions about presence that a bridge remembers.
const QUESTIONS: usize = 32;

/// A conversation between a client of one version and a server of another.
///
/// It remembers the requests that it has converted. So an answer becomes the one that the asker's
/// version expects, even if both versions answer with different primitives. It also remembers the
/// user, the client, and the attributes that a watcher has asked for, because other versions repeat
/// them. All memory is bounded, and the clock belongs to the caller: `now` is the time since a
/// start of the caller's choice.
///
/// ```
/// use core::time::Duration;
/// use imps_bridge::Bridge;
/// use imps_core::Version;
/// use imps_csp::access::LogoutRequest;
/// use imps_csp::{Message, SessionDescriptor, Status, StatusCode};
///
/// let mut bridge = Bridge::new(Version::V1_1, Version::V1_3);
/// let session = SessionDescriptor::inband("s1");
/// let logout = Message::request(Version::V1_1, session, "t1", LogoutRequest::default());
/// let asked = bridge.to_server(logout, Duration::ZERO).message.ok_or("does not travel")?;
///
/// // A server of 1.3 answers with a status, and a client of 1.1 expects a disconnection.
/// let answer = asked.answer(Status::new(StatusCode::SUCCESS)).ok_or("no transaction")?;
/// let answer = bridge.to_client(answer, Duration::from_secs(1)).message.ok_or("does not travel")?;
/// assert_eq!(answer.primitive().map(|primitive| primitive.name()), Some("Disconnect"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "version conversion")]
#[derive(Clone, Debug)]
pub struct Bridge {
    client: Version,
    server: Version,
    open: Open,
    user_id: Option<UserId<'static>>,
    client_id: Option<ClientId<'static>>,
    questions: VecDeque<Question>,
}

/// A watcher who waits for a decision, and the attributes that she asks for.
#[derive(Clone, Debug)]
struct Question {
    user_id: UserId<'static>,
    attributes: Box<PresenceSubList<'static>>,
}

impl Bridge {
    /// Makes a bridge between a client and a server of these versions.
    pub const fn new(client: Version, server: Version) -> Self {
        Self {
            client,
            server,
            open: Open::new(OPEN, TIMEOUT),
            user_id: None,
            client_id: None,
            questions: VecDeque::new(),
        }
    }

    /// Sets how many open transactions the bridge remembers, instead of 64. The oldest is forgotten
    /// first.
    #[must_use]
    pub const fn with_limit(mut self, limit: usize) -> Self {
        self.open.set_limit(limit);
        self
    }

    /// Sets how long the bridge remembers an open transaction, instead of ten minutes.
    #[must_use]
    pub const fn with_timeout(mut self, timeout: Duration) -> Self {
        self.open.set_timeout(timeout);
        self
    }

    /// Sets the user of the session, for a bridge that does not see the login.
    #[must_use]
    pub fn with_user(mut self, user_id: UserId<'static>) -> Self {
        self.user_id = Some(user_id);
        self
    }

    /// Sets the client of the session, for a bridge that does not see the login.
    #[must_use]
    pub fn with_client(mut self, client_id: ClientId<'static>) -> Self {
        self.client_id = Some(client_id);
        self
    }

    /// Returns the number of transactions that wait for an answer.
    pub fn open(&self) -> usize {
        self.open.len()
    }

    /// Converts a message of the client. A reply goes back to the client.
    pub fn to_server<'a>(&mut self, message: Message<'a>, now: Duration) -> Bridged<'a> {
        self.pass(Side::Client, message, now)
    }

    /// Converts a message of the server. A reply goes back to the server.
    pub fn to_client<'a>(&mut self, message: Message<'a>, now: Duration) -> Bridged<'a> {
        self.pass(Side::Server, message, now)
    }

    fn pass<'a>(&mut self, from: Side, message: Message<'a>, now: Duration) -> Bridged<'a> {
        self.open.expire(now);
        let to = if from == Side::Client { self.server } else { self.client };
        let bridged = convert_each(message, to, |walk, transaction| {
            self.prepare(from, walk, transaction, now);
        });
        // The bridge has answered these, so that no other answer comes.
        for answered in bridged.reply.iter().flat_map(|reply| &reply.session.transactions) {
            if let Some(id) = &answered.descriptor.transaction_id {
                self.open.take(from, id);
            }
        }
        bridged
    }

    /// States the facts about a transaction, and gives an answer the form that the asker expects.
    fn prepare<'a>(
        &mut self,
        from: Side,
        walk: &mut Walk<'a>,
        transaction: &mut Transaction<'a>,
        now: Duration,
    ) {
        self.learn(from, transaction.primitive());
        walk.context.client_id.clone_from(&self.client_id);
        walk.context.sender = self.user_id.clone().filter(|_| from == Side::Client);
        let is_request = transaction.is_request() || opens_anyway(transaction.primitive());
        let Some(id) = transaction.descriptor.transaction_id.clone().filter(|id| !id.as_str().is_empty())
        else {
            return;
        };
        if is_request {
            self.decide(&mut transaction.content.primitive);
            self.open.keep(from, &id, now, Kept::of(transaction.primitive()));
            return;
        }
        let asker = if from == Side::Client { Side::Server } else { Side::Client };
        match self.open.take(asker, &id) {
            Some(kept) => expect(walk, &mut transaction.content.primitive, kept),
            None => walk.lose(Reason::UnknownAnswer),
        }
    }

    /// Remembers the user, the client, and the questions about presence.
    fn learn(&mut self, from: Side, primitive: &Primitive<'_>) {
        let (user_id, client_id) = match primitive {
            Primitive::LoginRequest(login) => (login.user_id.as_ref(), login.client_id.as_ref()),
            Primitive::LoginResponse(login) => (login.user_id.as_ref(), login.client_id.as_ref()),
            Primitive::ServiceRequest(request) => (None, request.client_id.as_ref()),
            Primitive::ClientCapabilityRequest(request) => (None, request.client_id.as_ref()),
            Primitive::PresenceAuthRequest(request) if from == Side::Server => {
                return self.ask(&request.user_id, request.presence_sub_list.as_deref());
            }
            Primitive::NotificationRequest(notice) if from == Side::Server => {
                for user_id in notice.user_id_list.iter().flat_map(|list| &list.user_ids) {
                    self.ask(user_id, notice.presence_sub_list.as_deref());
                }
                return;
            }
            _ => return,
        };
        if let Some(user_id) = user_id {
            self.user_id = Some(user_id.clone().into_owned());
        }
        if let Some(client_id) = client_id {
            self.client_id = Some(client_id.clone().into_owned());
        }
    }

    fn ask(&mut self, user_id: &UserId<'_>, attributes: Option<&PresenceSubList<'_>>) {
        let Some(attributes) = attributes else { return };
        self.questions.retain(|question| !question.user_id.same_as(user_id));
        if self.questions.len() >= QUESTIONS {
            self.questions.pop_front();
        }
        let (user_id, attributes) = (user_id.clone().into_owned(), Box::new(attributes.clone().into_owned()));
        self.questions.push_back(Question { user_id, attributes });
    }

    /// Completes a decision of 1.1, which does not repeat the attributes.
    fn decide(&mut self, primitive: &mut Primitive<'_>) {
        let Primitive::PresenceAuthUser(decision) = primitive else { return };
        let index = self.questions.iter().position(|question| question.user_id.same_as(&decision.user_id));
        let question = index.and_then(|index| self.questions.remove(index));
        if let (Some(question), None) = (question, &decision.presence_sub_list) {
            decision.presence_sub_list = Some(question.attributes);
        }
    }
}

/// Returns whether a primitive opens a transaction in any mode, as some clients of 1.1 write it.
fn opens_anyway(primitive: &Primitive<'_>) -> bool {
    matches!(primitive, Primitive::MessageDelivered(_) | Primitive::PresenceAuthUser(_))
}

/// Gives an answer the form that the asker's version expects.
fn expect<'a>(walk: &mut Walk<'a>, answer: &mut Primitive<'a>, kept: Kept) {
    let is_success = answer.outcome().is_some_and(imps_csp::Outcome::is_success);
    match (kept, &mut *answer) {
        (Kept::Logout, Primitive::Status(status)) if walk.to < Version::V1_2 => {
            let result = core::mem::take(&mut status.result);
            replace(walk, answer, Disconnect { result, extensions: Extensions::new() }.into());
        }
        (Kept::CreateList(contact_list, properties), Primitive::Status(_))
            if walk.to >= Version::V1_3 && is_success =>
        {
            let created = CreateListResponse {
                contact_list: Some(contact_list),
                contact_list_properties: properties,
                extensions: Extensions::new(),
            };
            replace(walk, answer, created.into());
        }
        (Kept::Forward(message_id), Primitive::Status(_)) if walk.to >= Version::V1_3 && is_success => {
            replace(
                walk,
                answer,
                ForwardMessageResponse { message_id, extensions: Extensions::new() }.into(),
            );
        }
        (Kept::Join(group_id), Primitive::JoinGroupResponse(_)) => walk.context.group_id = Some(group_id),
        (Kept::Capabilities(list), Primitive::ClientCapabilityResponse(agreed))
            if walk.to < Version::V1_2 =>
        {
            // The client of 1.1 gets its own list back, with the agreed capabilities.
            if let (None, Some(mut list)) = (&agreed.capability_list, list) {
                shapes::yield_to(&mut list, agreed.agreed_capability_list.as_deref());
                agreed.capability_list = Some(list);
            }
        }
        _ => {}
    }
}

fn replace<'a>(walk: &mut Walk<'a>, answer: &mut Primitive<'a>, other: Primitive<'a>) {
    let step = element_of(answer.tag());
    let entered = walk.trail.enter("TransactionContent");
    walk.lose_child(step, Reason::ReplacedBy(other.tag()));
    walk.trail.leave(entered);
    *answer = other;
}

fn element_of(tag: Tag) -> &'static str {
    imps_core::CSP.name(tag).unwrap_or("(foreign)")
}
