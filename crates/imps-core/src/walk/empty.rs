//! Elements without content.

use crate::names::Tag;
use crate::private::debug;
use crate::reading::Error;
use crate::schema::Type;
use crate::walk::{Content, Extensions, IntoOwned, Sink, Source, Visitor};
use core::fmt;

/// An element without content: its presence is the information, as in `<GETSPI/>`.
///
/// One pointer wide. `Some(Empty::NEW)` means present, `None` absent.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Empty<'a> {
    /// Content that a document nevertheless has there, kept so that it is written back.
    pub extensions: Extensions<'a>,
}

impl fmt::Debug for Empty<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(f, "Empty", &[], &self.extensions)
    }
}

impl Empty<'_> {
    /// An element without content, as the standard demands.
    pub const NEW: Self = Self { extensions: Extensions::new() };
}

impl<'a> Content<'a> for Empty<'a> {
    const TYPE: Type = Type::Empty;

    fn blank() -> Self {
        Self::NEW
    }

    fn load<S: Source<'a>>(&mut self, _: Tag, source: &mut S) -> Result<(), Error> {
        self.extensions.read_attributes(source)?;
        while let Some(child) = source.child()? {
            self.extensions.read(0, child, source)?;
        }
        Ok(())
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        self.extensions.open(tag, sink).finish(sink)?;
        sink.end(tag);
        Ok(())
    }

    fn visit<V: Visitor<'a>>(&mut self, visitor: &mut V) {
        visitor.extensions(&mut self.extensions);
    }
}

crate::serde_view! { content Empty }

impl IntoOwned for Empty<'_> {
    type Owned = Empty<'static>;

    fn into_owned(self) -> Empty<'static> {
        Empty { extensions: self.extensions.into_owned() }
    }
}

impl Empty<'_> {
    /// Returns the same element, independent of the input.
    pub fn into_owned(self) -> Empty<'static> {
        IntoOwned::into_owned(self)
    }
}
