//! Keeping a message after its input is gone.

use crate::names::Name;
use crate::untyped::{Document, Item, Node};
use crate::values::{AnyDateTime, Bytes, Data, DateTime, Text, Value};
use crate::walk::{Attribute, Extension, Extensions};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// A type that can be made independent of the input it was read from.
pub trait IntoOwned {
    /// The independent form.
    type Owned: 'static;

    /// Copies all borrowed content.
    fn into_owned(self) -> Self::Owned;
}

macro_rules! owned_already {
    ($($type:ty),*) => { $(
        impl IntoOwned for $type {
            type Owned = Self;

            #[inline]
            fn into_owned(self) -> Self {
                self
            }
        }
    )* };
}

owned_already!(bool, u32, DateTime);

macro_rules! by_method {
    ($($type:ident),*) => { $(
        impl IntoOwned for $type<'_> {
            type Owned = $type<'static>;

            #[inline]
            fn into_owned(self) -> $type<'static> {
                self.into_owned()
            }
        }
    )* };
}

by_method!(
    AnyDateTime,
    Text,
    Bytes,
    Data,
    Value,
    Name,
    Item,
    Node,
    Document,
    Attribute,
    Extension,
    Extensions
);

impl<T: IntoOwned> IntoOwned for Option<T> {
    type Owned = Option<T::Owned>;

    #[inline]
    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<T: IntoOwned> IntoOwned for Vec<T> {
    type Owned = Vec<T::Owned>;

    #[inline]
    fn into_owned(self) -> Self::Owned {
        // Most lists of most messages are empty.
        if self.is_empty() {
            return Vec::new();
        }
        self.into_iter().map(T::into_owned).collect()
    }
}

impl<T: IntoOwned> IntoOwned for Box<T> {
    type Owned = Box<T::Owned>;

    #[inline]
    fn into_owned(self) -> Self::Owned {
        Box::new((*self).into_owned())
    }
}
