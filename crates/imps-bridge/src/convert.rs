//! The conversion of a message to another version.

use crate::Context;
use crate::fate::{Fate, fate};
use crate::fit::fit;
use crate::losses::{Bridged, Reason, Walk};
use alloc::vec::Vec;
use imps_core::{CSP, Trail, Version};
use imps_csp::{
    Message, Primitive, Session, SessionDescriptor, Status, StatusCode, Transaction, TransactionContent,
    TransactionDescriptor, TransactionMode,
};

/// Converts a message to another version, with a list of the losses.
///
/// The message may have the shape of any version, whatever its own version is. The result has the
/// shape of the version `to`. Extensions stay.
///
/// ```
/// use imps_bridge::convert;
/// use imps_core::Version;
/// use imps_csp::messaging::{Font, SendMessageRequest};
/// use imps_csp::{Message, SessionDescriptor};
///
/// let mut text = SendMessageRequest::text("wv:mary@smith.com", "hello").with_sender("wv:john@smith.com");
/// text.message_info.font = Some(Box::new(Font::default()));
/// let message = Message::request(Version::V1_3, SessionDescriptor::inband("s1"), "t1", text);
///
/// let bridged = convert(message, Version::V1_2);
/// assert_eq!(
///     bridged.losses[0].to_string(),
///     "WV-CSP-Message/Session/Transaction[0]/TransactionContent/SendMessage-Request/MessageInfo/Font: \
///      the version has no place for it"
/// );
/// assert_eq!(bridged.message.map(|message| message.version), Some(Version::V1_2));
/// ```
#[doc(alias("downgrade", "upgrade", "version conversion"))]
pub fn convert(message: Message<'_>, to: Version) -> Bridged<'_> {
    convert_with(message, to, &Context::default())
}

/// [`convert`] as a method.
pub trait ToVersion<'a> {
    /// Converts the message to another version, with a list of the losses.
    ///
    /// ```
    /// use imps_bridge::ToVersion;
    /// use imps_core::Version;
    /// use imps_csp::access::LogoutRequest;
    /// use imps_csp::{Message, SessionDescriptor};
    ///
    /// let logout = LogoutRequest::default();
    /// let message = Message::request(Version::V1_3, SessionDescriptor::inband("s1"), "t1", logout);
    /// assert!(message.to_version(Version::V1_1).losses.is_empty());
    /// ```
    fn to_version(self, to: Version) -> Bridged<'a>;
}

impl<'a> ToVersion<'a> for Message<'a> {
    fn to_version(self, to: Version) -> Bridged<'a> {
        convert(self, to)
    }
}

/// Converts a message to another version, with facts that the other version requires.
pub fn convert_with<'a>(message: Message<'a>, to: Version, context: &Context<'a>) -> Bridged<'a> {
    convert_each(message, to, |walk, _| walk.context.clone_from(context))
}

/// Converts a message. `prepare` sees each transaction first: it states the facts about it, and may
/// replace its primitive.
pub(crate) fn convert_each<'a>(
    message: Message<'a>,
    to: Version,
    mut prepare: impl FnMut(&mut Walk<'a>, &mut Transaction<'a>),
) -> Bridged<'a> {
    let Message { version, session, extensions } = message;
    let Session { descriptor, transactions, poll, cir, extensions: of_session } = session;
    let mut walk = Walk { trail: Trail::new(&CSP, "WV-CSP-Message"), to, context: Context::default() };
    let entered = walk.trail.enter("Session");

    let (mut travelling, mut answers) = (Vec::with_capacity(transactions.len()), Vec::new());
    let mut waits = Poll { value: poll, count: usize::from(poll.is_some()) };
    for (index, mut transaction) in transactions.into_iter().enumerate() {
        walk.inside(format_args!("Transaction[{index}]"), |walk| {
            prepare(walk, &mut transaction);
            match transaction_to(walk, transaction, &mut waits) {
                Way::On(transaction) => travelling.push(transaction),
                Way::Back(transaction) => answers.push(transaction),
                Way::Nowhere => {}
            }
        });
    }

    let reply = (!answers.is_empty()).then(|| with(version, descriptor.clone(), answers));
    if travelling.is_empty() {
        if waits.value.is_some() {
            walk.lose_child("Poll", Reason::NotInVersion);
        }
        if cir.is_some() {
            walk.lose_child("CIR", Reason::NotInVersion);
        }
        return Bridged { message: None, reply, losses: walk.trail.take_losses() };
    }
    let mut session =
        Session { descriptor, transactions: travelling, poll: None, cir, extensions: of_session };
    if to >= Version::V1_2 {
        session.poll = waits.value;
    } else {
        if let Some(last) = session.transactions.last_mut() {
            last.descriptor.poll = waits.value;
        }
        walk.clear("CIR", &mut session.cir);
    }
    walk.trail.leave(entered);
    let message = Message { version: to, session, extensions };
    Bridged { message: Some(message), reply, losses: walk.trail.take_losses() }
}

/// The flag that something waits: in a transaction in 1.1, in the session later.
struct Poll {
    value: Option<bool>,
    count: usize,
}

impl Poll {
    fn take(&mut self, walk: &mut Walk<'_>, flag: Option<bool>) {
        let Some(flag) = flag else { return };
        if self.count > 0 {
            walk.lose_child("TransactionDescriptor/Poll", Reason::Merged);
        }
        self.count = self.count.saturating_add(1);
        self.value = Some(self.value.unwrap_or_default() || flag);
    }
}

enum Way<'a> {
    On(Transaction<'a>),
    Back(Transaction<'a>),
    Nowhere,
}

fn transaction_to<'a>(walk: &mut Walk<'a>, transaction: Transaction<'a>, waits: &mut Poll) -> Way<'a> {
    let Transaction { descriptor, content, mut ext_block, extensions } = transaction;
    let TransactionDescriptor {
        transaction_mode,
        mut transaction_id,
        poll,
        segment_info,
        extensions: of_descriptor,
    } = descriptor;
    let TransactionContent { primitive, extensions: of_content } = content;
    waits.take(walk, poll);
    let is_request = transaction_mode == Some(TransactionMode::Request);
    let is_segment = segment_info.is_some() && walk.to < Version::V1_3;

    if is_segment {
        walk.lose_child("TransactionDescriptor/SegmentInfo", Reason::NotInVersion);
    }
    let entered = walk.trail.enter("TransactionContent");
    let step = walk.trail.enter(primitive.name());
    let fate = if is_segment { segment(walk, is_request) } else { fate(walk, primitive, is_request) };
    let (mut primitive, mode) = match fate {
        Fate::Travels(primitive) => (primitive, transaction_mode),
        Fate::Replaced(primitive, mode) => (primitive, Some(mode)),
        Fate::Answered(answer) => {
            walk.trail.leave(entered);
            walk.clear("ExtBlock", &mut ext_block);
            return back(transaction_id, answer, is_request);
        }
    };
    fit(walk, primitive.tag(), &mut primitive);
    walk.trail.leave(step);
    walk.trail.leave(entered);

    if walk.to >= Version::V1_2 {
        // 1.1 may omit the identifier.
        transaction_id.get_or_insert_default();
    } else {
        walk.clear("ExtBlock", &mut ext_block);
    }
    let segment_info = segment_info.filter(|_| !is_segment);
    let descriptor = TransactionDescriptor {
        transaction_mode: mode,
        transaction_id,
        poll: None,
        segment_info,
        extensions: of_descriptor,
    };
    let content = TransactionContent { primitive, extensions: of_content };
    Way::On(Transaction { descriptor, content, ext_block, extensions })
}

/// A segment is a part of a message, which older versions cannot join.
fn segment<'a>(walk: &mut Walk<'a>, is_request: bool) -> Fate<'a> {
    walk.trail.lose(Reason::NotInVersion);
    if is_request {
        return Fate::Answered(Status::new(StatusCode::RESPONSE_TOO_LARGE).into());
    }
    let code = if walk.to < Version::V1_2 { StatusCode::BAD_REQUEST } else { StatusCode::RESPONSE_TOO_LARGE };
    Fate::Replaced(Status::new(code).into(), TransactionMode::Response)
}

fn back<'a>(
    transaction_id: Option<imps_csp::TransactionId<'a>>,
    answer: Primitive<'a>,
    is_request: bool,
) -> Way<'a> {
    if !is_request {
        return Way::Nowhere;
    }
    let mode = TransactionMode::Response;
    Way::Back(Transaction::new(mode, transaction_id.unwrap_or_default(), answer))
}

fn with<'a>(
    version: Version,
    descriptor: SessionDescriptor<'a>,
    transactions: Vec<Transaction<'a>>,
) -> Message<'a> {
    let session = Session { descriptor, transactions, ..Session::default() };
    Message { version, session, ..Message::default() }
}
