//! Content of a structure beyond its declaration.

use crate::names::Tag;
use crate::reading::{Error, ErrorKind, LimitKind, UnknownContent};
use crate::schema::{Cardinality, Schema};
use crate::untyped::node::Item;
use crate::untyped::{Node, TreeSink};
use crate::walk::{Attribute, Content, Sink, Source};
use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

/// Elements, attributes and text that the declaration of a structure has no place for, kept so that
/// nothing is lost.
///
/// One pointer wide. Nothing is allocated while there is nothing to keep.
#[doc(alias("unknown elements", "vendor elements"))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
// `Arc` and not `Box`, because its drop code is a call only for content that is there. With `Box`, each
// of the many empty values of a message cost a call: 3 % of decoding.
pub struct Extensions<'a>(Option<Arc<Kept<'a>>>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Kept<'a> {
    attributes: Vec<Attribute<'a>>,
    content: Vec<Extension<'a>>,
    /// The key is the first element of the field and the index of the child: a document may have
    /// many, in any order.
    leaf_attributes: BTreeMap<(Tag, usize), Vec<Attribute<'a>>>,
}

/// An element or a text that the declaration has no place for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension<'a> {
    /// The number of declared children before it; [`LAST`](Self::LAST) for a place after all of
    /// them.
    pub after: usize,
    /// The element or text.
    pub item: Item<'a>,
}

impl Kept<'_> {
    fn into_owned(self) -> Kept<'static> {
        Kept {
            attributes: self.attributes.into_iter().map(Attribute::into_owned).collect(),
            content: self.content.into_iter().map(Extension::into_owned).collect(),
            leaf_attributes: self
                .leaf_attributes
                .into_iter()
                .map(|(leaf, list)| (leaf, list.into_iter().map(Attribute::into_owned).collect()))
                .collect(),
        }
    }
}

impl Extension<'_> {
    /// The place after all declared children and after other extensions. Reading puts a repeated
    /// child that may appear once there, so that the first is still the first when it is written.
    pub const LAST: usize = usize::MAX;

    /// Returns the same element or text, independent of the input.
    pub fn into_owned(self) -> Extension<'static> {
        Extension { after: self.after, item: self.item.into_owned() }
    }
}

impl<'a> Extensions<'a> {
    /// Makes an empty value.
    pub const fn new() -> Self {
        Self(None)
    }

    /// Returns whether there are no extensions.
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

    /// The attributes of declared children that are leaves, and so have no place for them: the
    /// first element of the field, the index of the child among its children, from 0, and the
    /// attribute.
    pub fn leaf_attributes(&self) -> impl Iterator<Item = (Tag, usize, &Attribute<'a>)> {
        let leaves = self.0.iter().flat_map(|kept| &kept.leaf_attributes);
        leaves.flat_map(|((child, index), list)| list.iter().map(|attribute| (*child, *index, attribute)))
    }

    /// Adds an attribute to a declared child that is a leaf. It is written with the child. If there
    /// is no such child, it is not written.
    ///
    /// ```
    /// use imps_core::{Attribute, Content, Extensions, Text, Sink, TreeSink, Version, element, tag};
    ///
    /// element! {
    ///     /// A result.
    ///     pub struct Outcome<'a> = Result {
    ///         /// The description.
    ///         description: Option<Text<'a>> = Description,
    ///     }
    /// }
    /// let mut extensions = Extensions::new();
    /// let attribute = Attribute { name: "lang".into(), value: "en".into() };
    /// extensions.push_leaf_attribute(tag::Description, 0, attribute);
    /// let outcome = Outcome { description: Some("Done.".into()), extensions };
    ///
    /// let mut sink = TreeSink::new(Version::V1_2);
    /// outcome.write(tag::Result, &mut sink)?;
    /// let written = sink.finish()?;
    /// let description = written.child(tag::Description);
    /// assert_eq!(description.and_then(|leaf| leaf.attribute("lang")), Some(&"en".into()));
    /// # Ok::<_, imps_core::Error>(())
    /// ```
    pub fn push_leaf_attribute(&mut self, child: Tag, index: usize, attribute: Attribute<'a>) {
        let leaves = &mut self.kept().leaf_attributes;
        // Most leaves with attributes have one.
        leaves.entry((child, index)).or_insert_with(|| Vec::with_capacity(1)).push(attribute);
    }

    /// Adds an attribute.
    pub fn push_attribute(&mut self, attribute: Attribute<'a>) {
        self.kept().attributes.push(attribute);
    }

    /// Adds an element or text after the first `after` declared children, and after earlier
    /// extensions at that place.
    pub fn push(&mut self, after: usize, item: impl Into<Item<'a>>) {
        let content = &mut self.kept().content;
        let place = content.partition_point(|kept| kept.after <= after);
        content.insert(place, Extension { after, item: item.into() });
    }

    fn kept(&mut self) -> &mut Kept<'a> {
        Arc::make_mut(self.0.get_or_insert_default())
    }

    /// Returns the same content, independent of the input.
    #[inline]
    pub fn into_owned(self) -> Extensions<'static> {
        Extensions(self.0.map(|kept| Arc::new(Arc::unwrap_or_clone(kept).into_owned())))
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
            UnknownContent::Keep => self.push_attribute(attribute),
            // Kept content inside the element belongs to this namespace.
            UnknownContent::Skip if attribute.name == "xmlns" => self.push_attribute(attribute),
            UnknownContent::Skip => {}
            UnknownContent::Refuse => {
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
            UnknownContent::Keep => {
                let items = self.content().len().saturating_add(1);
                let room = source.options().limits.check(LimitKind::ListItems, items);
                room.map_err(|error| error.at(source.offset()))?;
                self.push(after, Item::read(tag, source)?);
            }
            UnknownContent::Skip if tag == Tag::TEXT => drop(source.leaf()?),
            UnknownContent::Skip => source.skip()?,
            UnknownContent::Refuse => return Err(unexpected(source, tag)),
        }
        Ok(())
    }

    /// Reads a child when its field is full. The field keeps the first child.
    #[cold]
    #[inline(never)]
    pub(crate) fn read_again<S: Source<'a>>(
        &mut self,
        schema: &Schema,
        tag: Tag,
        source: &mut S,
    ) -> Result<(), Error> {
        let options = source.options();
        if schema.refuses_duplicates || options.strict || options.unknown == UnknownContent::Refuse {
            let name = source.vocabulary().name(tag).unwrap_or("(foreign)");
            return Err(Error::new(ErrorKind::DuplicateElement { name }).at(source.offset()));
        }
        self.read(Extension::LAST, tag, source)
    }

    /// Reads the attributes of the child just entered, if it is a leaf.
    #[cold]
    #[inline(never)]
    pub(crate) fn read_leaf_attributes<S: Source<'a>>(
        &mut self,
        schema: &Schema,
        position: u32,
        index: usize,
        tag: Tag,
        source: &mut S,
    ) -> Result<(), Error> {
        let field = schema.fields.get(position as usize);
        let Some(field) = field.filter(|field| field.content.of(tag).is_leaf()) else { return Ok(()) };
        let child = field.tags.first().copied().unwrap_or(tag);
        while let Some(attribute) = source.attribute()? {
            let options = source.options();
            let is_broken = options.strict && !attribute.declares_namespace();
            if is_broken || options.unknown == UnknownContent::Refuse {
                let kind = ErrorKind::UnexpectedAttribute { name: attribute.name.into_string() };
                let error = Error::new(kind).at(source.offset());
                let index = (field.cardinality == Cardinality::Many).then_some(index);
                return Err(error.within(source.vocabulary().name(tag).unwrap_or("(foreign)"), index));
            }
            if options.unknown == UnknownContent::Keep {
                self.push_leaf_attribute(child, index, attribute);
            }
        }
        Ok(())
    }

    /// Starts the element of a structure that declares no attributes, and returns the value that
    /// writes the extensions in place.
    // With fewer inlined parts, nothing folds for a known element: encoding took twice as long.
    #[doc(hidden)]
    #[inline(always)]
    pub fn open<K: Sink>(&self, tag: Tag, sink: &mut K) -> Place<'_, 'a> {
        if self.0.is_some() {
            return self.open_with_attributes(tag, sink);
        }
        sink.open(tag);
        Place { kept: None, next: 0, written: 0 }
    }

    /// Does the same for an element other than the one of the declaration, which few structures have.
    #[doc(hidden)]
    #[inline(never)]
    pub fn open_other<K: Sink>(&self, tag: Tag, sink: &mut K) -> Place<'_, 'a> {
        self.open(tag, sink)
    }

    #[cold]
    #[inline(never)]
    fn open_with_attributes<K: Sink>(&self, tag: Tag, sink: &mut K) -> Place<'_, 'a> {
        sink.start(tag);
        self.start(sink)
    }

    /// Writes the attributes, and returns the value that writes the other extensions in place.
    #[doc(hidden)]
    #[inline]
    pub fn start<K: Sink>(&self, sink: &mut K) -> Place<'_, 'a> {
        if let Some(kept) = &self.0 {
            for attribute in &kept.attributes {
                sink.attribute(&attribute.name, &attribute.value);
            }
        }
        Place { kept: self.0.as_deref(), next: 0, written: 0 }
    }
}

/// Shows a structure as the derived `Debug` does, without empty extensions.
#[doc(hidden)]
pub fn debug(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    fields: &[(&str, &dyn fmt::Debug)],
    extensions: &Extensions<'_>,
) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    for (field, value) in fields {
        shown.field(field, value);
    }
    if !extensions.is_empty() {
        shown.field("extensions", extensions);
    }
    shown.finish()
}

#[cold]
fn unexpected<'a, S: Source<'a>>(source: &S, tag: Tag) -> Error {
    let kind = match tag {
        Tag::TEXT => ErrorKind::UnexpectedText,
        _ => ErrorKind::UnexpectedElement { name: source.name().into_string() },
    };
    Error::new(kind).at(source.offset())
}

/// The position of writing among the extensions.
#[doc(hidden)]
#[derive(Debug)]
pub struct Place<'e, 'a> {
    kept: Option<&'e Kept<'a>>,
    next: usize,
    written: usize,
}

impl<'e, 'a> Place<'e, 'a> {
    /// Returns whether there are no extensions.
    #[inline]
    pub const fn is_plain(&self) -> bool {
        self.kept.is_none()
    }

    /// Writes the extensions before the next `count` declared children.
    ///
    /// # Errors
    /// No extension fails today: it belongs to every version.
    #[inline]
    pub fn before<K: Sink>(&mut self, count: usize, sink: &mut K) -> Result<(), Error> {
        if self.is_plain() { Ok(()) } else { self.write(count, sink) }
    }

    #[cold]
    #[inline(never)]
    fn write<K: Sink>(&mut self, count: usize, sink: &mut K) -> Result<(), Error> {
        while let [first, ..] = self.rest() {
            if first.after > self.written {
                break;
            }
            first.item.write(sink)?;
            self.next = self.next.saturating_add(1);
        }
        self.written = self.written.saturating_add(count);
        Ok(())
    }

    /// Writes a child with its kept attributes.
    #[cold]
    #[inline(never)]
    pub(crate) fn write_child<'c, T: Content<'c>, K: Sink>(
        &self,
        content: &T,
        tag: Tag,
        index: usize,
        sink: &mut K,
    ) -> Result<(), Error> {
        if const { T::TYPE.may_be_leaf() } {
            let own = self.kept.and_then(|kept| kept.leaf_attributes.get(&(tag, index)));
            if let Some(own) = own {
                let tree = TreeSink::new(sink.version()).with_vocabulary(sink.vocabulary());
                let mut tree = tree.with_every_version();
                content.write(tag, &mut tree)?;
                let mut node = tree.finish().unwrap_or(Node::new(tag));
                node.attributes.extend(own.iter().map(|attribute| attribute.clone().into_owned()));
                return node.write(tag, sink);
            }
        }
        content.write(tag, sink)
    }

    /// Writes the remaining extensions.
    ///
    /// # Errors
    /// No extension fails today: it belongs to every version.
    #[inline]
    pub fn finish<K: Sink>(self, sink: &mut K) -> Result<(), Error> {
        for extension in self.rest() {
            extension.item.write(sink)?;
        }
        Ok(())
    }

    /// The extensions that are not written yet.
    fn rest(&self) -> &'e [Extension<'a>] {
        self.kept.and_then(|kept| kept.content.get(self.next..)).unwrap_or(&[])
    }
}
