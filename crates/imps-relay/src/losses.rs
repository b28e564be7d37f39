//! Losses: the content that a message loses on its way, and the walk that detects them.

use crate::Context;
use alloc::vec::Vec;
use core::fmt::{self, Display};
use imps_core::{Extensions, Field, Trail, Vocabulary};
use imps_csp as csp;
use imps_ssp::common::DetailedResult;

/// A message, and the losses of its conversion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relayed<T> {
    /// The message.
    pub message: T,
    /// The content of the source that the message could not carry, in the order of the source.
    pub losses: Vec<Loss>,
}

/// An item of the source that the other protocol does not carry.
pub type Loss = imps_core::Loss<Reason>;

/// The reason of a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The other protocol, or this version of it, has no place for the item.
    NoPlace,
    /// The item is unknown to the declaration of its element: vendor content.
    Extension,
    /// Only one item is allowed, and another one was carried.
    OnlyOne,
    /// Contact lists do not travel. Expand them to their members first.
    ContactList,
    /// The item belongs to the home server, which is this server.
    OwnDomain,
    /// The peer cannot speak for the item, which belongs to another domain.
    NotOfPeer,
    /// The item was computed anew.
    Recomputed,
    /// The value has no form in the other protocol.
    Unreadable,
    /// Another place states the same with more authority.
    Overruled,
}

impl Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoPlace => "has no place in the other protocol",
            Self::Extension => "is an extension",
            Self::OnlyOne => "only one of these is carried",
            Self::ContactList => "contact lists have to be expanded before",
            Self::OwnDomain => "is a matter of this server",
            Self::NotOfPeer => "is not of the peer's domain",
            Self::Recomputed => "was computed anew",
            Self::Unreadable => "has no form in the other protocol",
            Self::Overruled => "is overruled by another place",
        })
    }
}

/// The walk through a source: the place, the losses, and the refused parties.
#[derive(Debug)]
pub(super) struct Walk<'c> {
    pub(super) context: Context<'c>,
    /// The group of the exchange, so that names need not repeat it.
    pub(super) group: Option<csp::GroupId<'static>>,
    /// Parties of third domains and unknown parties.
    pub(super) refused: Vec<DetailedResult<'static>>,
    trail: Trail<Reason>,
}

impl<'c> Walk<'c> {
    pub(super) fn new(context: &Context<'c>, vocabulary: &'static Vocabulary, root: &str) -> Self {
        Self { context: *context, group: None, refused: Vec::new(), trail: Trail::new(vocabulary, root) }
    }

    pub(super) fn finish<T>(&mut self, message: T) -> Relayed<T> {
        Relayed { message, losses: self.trail.take_losses() }
    }

    /// Visits a child.
    pub(super) fn inside<R>(&mut self, step: impl Display, visit: impl FnOnce(&mut Self) -> R) -> R {
        let entered = self.trail.enter(step);
        let result = visit(self);
        self.trail.leave(entered);
        result
    }

    /// Visits a required item.
    pub(super) fn one<T, R>(&mut self, name: &str, item: &T, visit: impl FnOnce(&mut Self, &T) -> R) -> R {
        self.inside(name, |walk| visit(walk, item))
    }

    /// Visits an optional item.
    pub(super) fn maybe<T, R>(
        &mut self,
        name: &str,
        item: &Option<T>,
        visit: impl FnOnce(&mut Self, &T) -> R,
    ) -> Option<R> {
        item.as_ref().map(|item| self.one(name, item, visit))
    }

    /// Visits each item of a list.
    pub(super) fn each<T, R>(
        &mut self,
        name: &str,
        items: &[T],
        mut visit: impl FnMut(&mut Self, &T) -> R,
    ) -> Vec<R> {
        let indexed = items.iter().enumerate();
        indexed
            .map(|(index, item)| self.inside(format_args!("{name}[{index}]"), |walk| visit(walk, item)))
            .collect()
    }

    /// Reports the current place as lost.
    pub(super) fn lose(&mut self, reason: Reason) {
        self.trail.lose(reason);
    }

    /// Reports a field as lost, if it is not empty.
    pub(super) fn lost<'a, F: Field<'a>>(&mut self, name: &str, field: &F, reason: Reason) {
        self.trail.lose_field(name, field, reason);
    }

    /// Reports all items of a field except the first as lost.
    pub(super) fn lost_but_first<T>(&mut self, name: &str, items: &[T]) {
        for index in 1..items.len() {
            self.trail.lose_child(format_args!("{name}[{index}]"), Reason::OnlyOne);
        }
    }

    /// Reports unknown content as lost.
    pub(super) fn lose_extensions(&mut self, extensions: &Extensions<'_>) {
        self.trail.lose_extensions(extensions, Reason::Extension);
    }
}
