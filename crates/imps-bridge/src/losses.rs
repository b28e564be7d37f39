//! The result of a conversion, and its losses.

use crate::Context;
use alloc::vec::Vec;
use core::fmt::{self, Display};
use imps_core::{CSP, Extensions, Field, Tag, Trail, Version};
use imps_csp::Message;

/// A message in another version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridged<'a> {
    /// The message in the other version. `None` if none of its transactions travels.
    pub message: Option<Message<'a>>,
    /// The answer to the sender, in the sender's version, for the requests that the other version
    /// lacks. The bridge answers in place of the other side.
    pub reply: Option<Message<'a>>,
    /// The content that the message does not carry as it was.
    pub losses: Vec<Loss>,
}

/// Content that another version does not carry as it was. The path has the names of the source, as
/// the findings of the validator have.
pub type Loss = imps_core::Loss<Reason>;

/// The reason of a loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The other version has no place for the item.
    NotInVersion,
    /// The nearest value of the other version replaces the value.
    Approximated,
    /// Another element says the same. The parts that it has no place for are lost.
    ReplacedBy(Tag),
    /// The other version has one place for several items, and another item has it.
    Merged,
    /// The item is unknown to the declaration of its element, which the other version writes in
    /// another form: vendor content.
    Extension,
    /// The other version requires the item, and neither the message nor the context states it.
    Required,
    /// The [`Bridge`](crate::Bridge) knows no request that the message answers. It is converted
    /// without its request, and may have a form that the asker does not expect.
    UnknownAnswer,
}

impl Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInVersion => f.write_str("the version has no place for it"),
            Self::Approximated => f.write_str("replaced by the nearest value of the version"),
            Self::ReplacedBy(tag) => write!(f, "replaced by {}", CSP.name(*tag).unwrap_or("(foreign)")),
            Self::Merged => f.write_str("the version has one place for several"),
            Self::Extension => f.write_str("an extension of an element with another form in the version"),
            Self::Required => f.write_str("the version requires it, and nobody states it"),
            Self::UnknownAnswer => f.write_str("the answer to an unknown request"),
        }
    }
}

impl Reason {
    /// The name of the reason for programs: `not-in-version`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotInVersion => "not-in-version",
            Self::Approximated => "approximated",
            Self::ReplacedBy(_) => "replaced",
            Self::Merged => "merged",
            Self::Extension => "extension",
            Self::Required => "required",
            Self::UnknownAnswer => "unknown-answer",
        }
    }
}

/// The walk through a message: the place, the losses, and the facts.
#[derive(Debug)]
pub(crate) struct Walk<'a> {
    pub(crate) trail: Trail<Reason>,
    pub(crate) to: Version,
    pub(crate) context: Context<'a>,
}

impl<'a> Walk<'a> {
    /// Whether the other version is at least this version.
    pub(crate) fn since(&self, version: Version) -> bool {
        self.to >= version
    }

    /// Visits a child.
    pub(crate) fn inside<R>(&mut self, step: impl Display, visit: impl FnOnce(&mut Self) -> R) -> R {
        let entered = self.trail.enter(step);
        let result = visit(self);
        self.trail.leave(entered);
        result
    }

    /// Reports the current place as lost.
    pub(crate) fn lose(&mut self, reason: Reason) {
        self.trail.lose(reason);
    }

    /// Reports a child as lost.
    pub(crate) fn lose_child(&mut self, step: impl Display, reason: Reason) {
        self.trail.lose_child(step, reason);
    }

    /// Clears a field that the version has no place for, and reports it.
    pub(crate) fn clear<'f, F: Field<'f>>(&mut self, name: &str, field: &mut F) {
        self.trail.lose_field(name, field, Reason::NotInVersion);
        *field = F::blank();
    }

    /// Reports the extensions of an element that dissolves.
    pub(crate) fn lose_extensions(&mut self, extensions: &Extensions<'_>) {
        self.trail.lose_extensions(extensions, Reason::Extension);
    }

    /// Moves a value to another field. If the other field has a different value, it keeps it.
    pub(crate) fn relocate<T: PartialEq>(&mut self, name: &str, from: &mut Option<T>, to: &mut Option<T>) {
        let Some(value) = from.take() else { return };
        match to {
            None => *to = Some(value),
            Some(other) if *other == value => {}
            Some(_) => self.lose_child(name, Reason::Merged),
        }
    }

    /// Fills a field that the version requires with a fact, and reports a fact that nobody states.
    pub(crate) fn require<T>(&mut self, name: &str, field: &mut Option<T>, fact: Option<T>) {
        if field.is_none() {
            *field = fact;
            if field.is_none() {
                self.lose_child(name, Reason::Required);
            }
        }
    }

    /// The sender of messages that name none.
    pub(crate) fn sender(&self) -> Option<imps_csp::common::Sender<'a>> {
        self.context.sender.clone().map(|user_id| imps_csp::common::User::from(user_id).into())
    }
}
