//! Losses: the content that a message loses on its way, and the place where a walk is.

use crate::names::{Name, Vocabulary};
use crate::reading::Quote;
use crate::schema::Cardinality;
use crate::untyped::Item;
use crate::walk::{Extensions, Field};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Display, Write};

/// An item of a message that its conversion does not carry as it is. `R` is the type of the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss<R> {
    /// The place by the names of the source:
    /// `SendMessage-Request/MessageInfo/Recipient/ContactList[0]`. Everything in it is lost, too.
    pub path: String,
    /// The reason of the loss.
    pub reason: R,
}

impl<R: Display> Display for Loss<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", Quote::<200>(&self.path), self.reason)
    }
}

/// The place of a walk through a message, and the losses so far. Conversions share it.
///
/// ```
/// use imps_core::{CSP, Trail};
///
/// let mut trail = Trail::new(&CSP, "NewMessage");
/// let before = trail.enter("MessageInfo");
/// trail.lose("too new");
/// trail.leave(before);
/// assert_eq!(trail.take_losses()[0].to_string(), "NewMessage/MessageInfo: too new");
/// ```
#[derive(Clone, Debug)]
pub struct Trail<R> {
    vocabulary: &'static Vocabulary,
    path: String,
    losses: Vec<Loss<R>>,
}

impl<R: Clone> Trail<R> {
    /// Begins at the root of a message.
    pub fn new(vocabulary: &'static Vocabulary, root: &str) -> Self {
        Self { vocabulary, path: root.into(), losses: Vec::new() }
    }

    /// The names that the tags of the message refer to.
    pub const fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    /// Enters a child. [`leave`](Self::leave) takes the result.
    pub fn enter(&mut self, step: impl Display) -> usize {
        let length = self.path.len();
        // Writing to a string cannot fail.
        let _ = write!(self.path, "/{step}");
        length
    }

    /// Leaves the child that a call of [`enter`](Self::enter) has entered.
    pub fn leave(&mut self, entered: usize) {
        self.path.truncate(entered);
    }

    /// Takes the losses so far.
    pub fn take_losses(&mut self) -> Vec<Loss<R>> {
        core::mem::take(&mut self.losses)
    }

    /// Reports the current place as lost.
    pub fn lose(&mut self, reason: R) {
        self.losses.push(Loss { path: self.path.clone(), reason });
    }

    /// Reports a child of the current place as lost.
    pub fn lose_child(&mut self, step: impl Display, reason: R) {
        let entered = self.enter(step);
        self.lose(reason);
        self.leave(entered);
    }

    /// Reports each child of a field as lost.
    pub fn lose_field<'a, F: Field<'a>>(&mut self, name: &str, field: &F, reason: R) {
        for index in 0..field.count() {
            if F::CARDINALITY == Cardinality::Many {
                self.lose_child(format_args!("{name}[{index}]"), reason.clone());
            } else {
                self.lose_child(name, reason.clone());
            }
        }
    }

    /// Reports unknown content as lost.
    pub fn lose_extensions(&mut self, extensions: &Extensions<'_>, reason: R) {
        for attribute in extensions.attributes() {
            self.lose_child(format_args!("@{}", attribute.name), reason.clone());
        }
        for (child, index, attribute) in extensions.leaf_attributes() {
            let child = self.vocabulary.name(child).unwrap_or("(foreign)");
            self.lose_child(format_args!("{child}[{index}]/@{}", attribute.name), reason.clone());
        }
        let mut seen: Vec<String> = Vec::new();
        for extension in extensions.content() {
            match &extension.item {
                Item::Element(node) => {
                    let name = match &node.name {
                        Name::Known(tag) => self.vocabulary.name(*tag).unwrap_or("(foreign)").to_string(),
                        Name::Foreign(name) => name.to_string(),
                    };
                    let index = seen.iter().filter(|other| **other == name).count();
                    self.lose_child(format!("{name}[{index}]"), reason.clone());
                    seen.push(name);
                }
                Item::Value(_) => self.lose_child("text()", reason.clone()),
            }
        }
    }
}
