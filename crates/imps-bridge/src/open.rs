//! The open transactions of a conversation, and the parts of a request that its answer needs.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use core::time::Duration;
use imps_csp::contact_list::ContactListProperties;
use imps_csp::service::CapabilityList;
use imps_csp::{ContactListId, GroupId, MessageId, Primitive, TransactionId};

/// One of the two ends of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Client,
    Server,
}

/// Open transactions, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    transactions: VecDeque<Transaction>,
    limit: usize,
    timeout: Duration,
}

#[derive(Clone, Debug)]
struct Transaction {
    side: Side,
    id: TransactionId<'static>,
    since: Duration,
    kept: Kept,
}

/// The parts of a request that its answer in another version needs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kept {
    Logout,
    CreateList(ContactListId<'static>, Option<ContactListProperties<'static>>),
    Forward(Option<MessageId<'static>>),
    Join(GroupId<'static>),
    Capabilities(Option<Box<CapabilityList<'static>>>),
    /// The answers of both versions are alike.
    Nothing,
}

impl Open {
    pub(crate) const fn new(limit: usize, timeout: Duration) -> Self {
        Self { transactions: VecDeque::new(), limit, timeout }
    }

    pub(crate) const fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    pub(crate) const fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = timeout;
    }

    pub(crate) fn len(&self) -> usize {
        self.transactions.len()
    }

    /// Forgets the transactions that have waited too long.
    pub(crate) fn expire(&mut self, now: Duration) {
        let timeout = self.timeout;
        self.transactions.retain(|open| now.saturating_sub(open.since) < timeout);
    }

    /// Keeps a request. If too many are open, the oldest is forgotten.
    pub(crate) fn keep(&mut self, side: Side, id: &TransactionId<'_>, now: Duration, kept: Kept) {
        self.take(side, id);
        while self.transactions.len() >= self.limit {
            if self.transactions.pop_front().is_none() {
                return;
            }
        }
        self.transactions.push_back(Transaction { side, id: id.clone().into_owned(), since: now, kept });
    }

    /// Takes the request with this identifier.
    pub(crate) fn take(&mut self, side: Side, id: &TransactionId<'_>) -> Option<Kept> {
        let index = self.transactions.iter().position(|open| open.side == side && open.id == *id)?;
        self.transactions.remove(index).map(|open| open.kept)
    }
}

impl Kept {
    /// Keeps the parts of a request.
    pub(crate) fn of(request: &Primitive<'_>) -> Self {
        match request {
            Primitive::LogoutRequest(_) => Self::Logout,
            Primitive::CreateListRequest(request) => {
                let properties = request.contact_list_properties.clone();
                let contact_list = request.contact_list.clone().into_owned();
                Self::CreateList(contact_list, properties.map(ContactListProperties::into_owned))
            }
            Primitive::ForwardMessageRequest(request) => {
                Self::Forward(request.message_id.clone().map(MessageId::into_owned))
            }
            Primitive::JoinGroupRequest(request) => Self::Join(request.group_id.clone().into_owned()),
            Primitive::ClientCapabilityRequest(request) => {
                let list = request.capability_list.clone();
                Self::Capabilities(list.map(|list| Box::new(list.into_owned())))
            }
            _ => Self::Nothing,
        }
    }
}
