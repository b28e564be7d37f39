//! What a structure holds beyond its declaration.

use crate::node::Item;
use crate::{Attribute, Bound, Error, ErrorKind, Sink, Source, Tag, Unknown};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Elements, attributes and text that a structure's declaration has no place for, kept so that nothing is lost.
///
/// One pointer wide, and nothing is allocated while there is nothing to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extensions<'a>(Option<Box<Kept<'a>>>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Kept<'a> {
    attributes: Vec<Attribute<'a>>,
    content: Vec<Extension<'a>>,
}

/// An element or a text that the declaration has no place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension<'a> {
    /// How many declared children stand before it.
    pub after: usize,
    /// The element or text.
    pub item: Item<'a>,
}

impl Kept<'_> {
    fn into_owned(self) -> Kept<'static> {
        Kept {
            attributes: self.attributes.into_iter().map(Attribute::into_owned).collect(),
            content: self.content.into_iter().map(Extension::into_owned).collect(),
        }
    }
}

impl Extension<'_> {
    /// The same element or text, independent of the input.
    pub fn into_owned(self) -> Extension<'static> {
        Extension { after: self.after, item: self.item.into_owned() }
    }
}

impl<'a> Extensions<'a> {
    /// None.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether there are none.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The attributes, in order.
    pub fn attributes(&self) -> &[Attribute<'a>] {
        self.0.as_ref().map_or(&[], |kept| &kept.attributes)
    }

    /// The elements and texts, in order.
    pub fn content(&self) -> &[Extension<'a>] {
        self.0.as_ref().map_or(&[], |kept| &kept.content)
    }

    /// Adds an attribute.
    pub fn push_attribute(&mut self, attribute: Attribute<'a>) {
        self.0.get_or_insert_default().attributes.push(attribute);
    }

    /// Adds an element or text behind the first `after` declared children, and behind what was added there before.
    pub fn push(&mut self, after: usize, item: impl Into<Item<'a>>) {
        let content = &mut self.0.get_or_insert_default().content;
        let place = content.partition_point(|kept| kept.after <= after);
        content.insert(place, Extension { after, item: item.into() });
    }

    /// The same content, independent of the input.
    #[inline]
    pub fn into_owned(self) -> Extensions<'static> {
        Extensions(self.0.map(|kept| Box::new(kept.into_owned())))
    }

    /// Reads the attributes of the element just entered.
    #[doc(hidden)]
    #[inline]
    pub fn read_attributes<S: Source<'a>>(&mut self, source: &mut S) -> Result<(), Error> {
        if source.has_attributes() { self.read_attributes_there(source) } else { Ok(()) }
    }

    #[inline(never)]
    fn read_attributes_there<S: Source<'a>>(&mut self, source: &mut S) -> Result<(), Error> {
        while let Some(attribute) = source.attribute()? {
            self.read_attribute(attribute, source)?;
        }
        Ok(())
    }

    /// Reads an attribute without a place.
    #[doc(hidden)]
    pub fn read_attribute<S: Source<'a>>(
        &mut self,
        attribute: Attribute<'a>,
        source: &S,
    ) -> Result<(), Error> {
        match source.options().unknown {
            Unknown::Keep => self.push_attribute(attribute),
            // What has a place below belongs to it.
            Unknown::Skip if attribute.name == "xmlns" => self.push_attribute(attribute),
            Unknown::Skip => {}
            Unknown::Refuse => {
                let kind = ErrorKind::UnexpectedAttribute { name: attribute.name.into_string() };
                return Err(Error::new(kind).at(source.offset()));
            }
        }
        Ok(())
    }

    /// Reads a child without a place.
    #[doc(hidden)]
    #[cold]
    #[inline(never)]
    pub fn read<S: Source<'a>>(&mut self, after: usize, tag: Tag, source: &mut S) -> Result<(), Error> {
        match source.options().unknown {
            Unknown::Keep => {
                let items = self.content().len().saturating_add(1);
                let room = source.options().limits.check(Bound::ListItems, items);
                room.map_err(|error| error.at(source.offset()))?;
                self.push(after, Item::read(tag, source)?);
            }
            Unknown::Skip if tag == Tag::TEXT => drop(source.leaf()?),
            Unknown::Skip => source.skip()?,
            Unknown::Refuse => return Err(unexpected(source, tag)),
        }
        Ok(())
    }

    /// Writes the attributes, and gives what writes the rest in place.
    #[doc(hidden)]
    #[inline]
    pub fn start<K: Sink>(&self, sink: &mut K) -> Place<'_, 'a> {
        if let Some(kept) = &self.0 {
            for attribute in &kept.attributes {
                sink.attribute(&attribute.name, &attribute.value);
            }
        }
        Place { rest: self.content(), written: 0 }
    }
}

#[cold]
fn unexpected<'a, S: Source<'a>>(source: &S, tag: Tag) -> Error {
    let kind = match tag {
        Tag::TEXT => ErrorKind::UnexpectedText,
        _ => ErrorKind::UnexpectedElement { name: source.name().into_string() },
    };
    Error::new(kind).at(source.offset())
}

/// Where writing stands among the extensions.
#[doc(hidden)]
#[derive(Debug)]
pub struct Place<'e, 'a> {
    rest: &'e [Extension<'a>],
    written: usize,
}

impl Place<'_, '_> {
    /// Whether nothing is left to write.
    #[inline]
    pub const fn is_last(&self) -> bool {
        self.rest.is_empty()
    }

    /// Writes what stands before the next `count` declared children.
    #[inline]
    pub fn before<K: Sink>(&mut self, count: usize, sink: &mut K) -> Result<(), Error> {
        if self.rest.is_empty() { Ok(()) } else { self.write(count, sink) }
    }

    #[cold]
    #[inline(never)]
    fn write<K: Sink>(&mut self, count: usize, sink: &mut K) -> Result<(), Error> {
        while let [first, rest @ ..] = self.rest {
            if first.after > self.written {
                break;
            }
            first.item.write(sink)?;
            self.rest = rest;
        }
        self.written = self.written.saturating_add(count);
        Ok(())
    }

    /// Writes what is left.
    #[inline]
    pub fn finish<K: Sink>(self, sink: &mut K) -> Result<(), Error> {
        for extension in self.rest {
            extension.item.write(sink)?;
        }
        Ok(())
    }
}
