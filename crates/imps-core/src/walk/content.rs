//! How Rust types appear in documents.

use crate::names::{CSP, Tag, Version, Vocabulary};
use crate::reading::{Error, ErrorKind, LimitKind};
use crate::schema::{Cardinality, Schema, Type};
use crate::walk::extensions::Place;
use crate::walk::{Sink, Source, Visitor};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// A type that is the content of an element: a structure or a scalar.
///
/// # Errors
/// Reading reports what the [`Source`] reports, and the content that does not fit the declaration:
/// [`InvalidValue`](crate::ErrorKind::InvalidValue) for a leaf,
/// [`MissingElement`](crate::ErrorKind::MissingElement) and
/// [`MissingAttribute`](crate::ErrorKind::MissingAttribute) for mandatory content,
/// [`DuplicateElement`](crate::ErrorKind::DuplicateElement),
/// [`UnexpectedElement`](crate::ErrorKind::UnexpectedElement),
/// [`UnexpectedAttribute`](crate::ErrorKind::UnexpectedAttribute) and
/// [`UnexpectedText`](crate::ErrorKind::UnexpectedText) for content that the options or the
/// declaration refuse, [`OverLimit`](crate::ErrorKind::OverLimit) for a list that is too long. An
/// error has the path from this element down.
///
/// Writing reports [`NotInVersion`](crate::ErrorKind::NotInVersion) for an element that the version
/// of the sink does not have. The sink reports at its end the content that its syntax cannot carry.
pub trait Content<'a>: Sized {
    /// The type as data.
    const TYPE: Type;

    /// Makes a value into which nothing was read yet.
    fn blank() -> Self;

    /// Reads the element just entered into a blank value, and leaves the element.
    ///
    /// It reads in place, because structures are large: moving them up from level to level would
    /// take longer than reading them.
    ///
    /// # Errors
    /// See [errors](Self#errors).
    fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error>;

    /// Reads the element just entered into a new value, and leaves the element.
    ///
    /// # Errors
    /// See [errors](Self#errors).
    #[inline]
    fn read<S: Source<'a>>(tag: Tag, source: &mut S) -> Result<Self, Error> {
        let mut content = Self::blank();
        content.load(tag, source)?;
        Ok(content)
    }

    /// Writes the whole element, start and end included.
    ///
    /// # Errors
    /// [`NotInVersion`](crate::ErrorKind::NotInVersion): see [errors](Self#errors).
    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error>;

    /// Visits the fields in place, in the order of the declaration. Leaves have none.
    fn visit<V: Visitor<'a>>(&mut self, _: &mut V) {}

    /// Returns the element of this value, in a field for the element `declared`. The two differ for
    /// a choice.
    fn element(&self, declared: Tag) -> Tag {
        declared
    }

    /// Returns whether a version has this value: some words are not in every version.
    fn is_in(&self, _: Version) -> bool {
        true
    }
}

/// A structure bound to one element of the standard.
pub trait Element<'a>: Content<'a> {
    /// The declaration as data.
    const SCHEMA: &'static Schema;
    /// The element.
    const TAG: Tag = Self::SCHEMA.tag;
    /// The names that the declaration refers to.
    const VOCABULARY: &'static Vocabulary = Self::SCHEMA.vocabulary;
}

/// A type that can be a whole document.
pub trait Root<'a>: Content<'a> {
    /// Names of the accepted root elements, for error messages.
    const EXPECTED: &'static str;
    /// The vocabulary of the document's names. The default is the one of CSP.
    const VOCABULARY: &'static Vocabulary = &CSP;

    /// Returns whether this element can be the root.
    fn accepts(tag: Tag) -> bool;

    /// The root element to write.
    fn root(&self) -> Tag;

    /// The protocol version of the document.
    fn version(&self) -> Version;
}

/// Reads the root of a document.
///
/// # Errors
/// [`NoRoot`](crate::ErrorKind::NoRoot) for a document without a root,
/// [`UnexpectedRoot`](crate::ErrorKind::UnexpectedRoot) if the type does not accept it. Otherwise
/// the [errors of reading content](Content#errors).
pub fn read_root<'a, T: Root<'a>, S: Source<'a>>(source: &mut S) -> Result<T, Error> {
    match source.child()? {
        Some(tag) if T::accepts(tag) => {
            T::read(tag, source).map_err(|error| error.within(root_name(source, tag), None))
        }
        Some(_) => Err(unexpected_root(source, T::EXPECTED)),
        None => Err(Error::new(ErrorKind::NoRoot).at(source.offset())),
    }
}

/// Writes a document.
///
/// # Errors
/// [`NotInVersion`](crate::ErrorKind::NotInVersion) for an element that the version of the sink
/// does not have.
#[inline]
pub fn write_root<'a, T: Root<'a>, K: Sink>(root: &T, sink: &mut K) -> Result<(), Error> {
    let tag = root.root();
    root.write(tag, sink)
        .map_err(|error| error.within(sink.vocabulary().name(tag).unwrap_or("(foreign)"), None))
}

#[cold]
fn root_name<'a>(source: &impl Source<'a>, tag: Tag) -> &'static str {
    source.vocabulary().name(tag).unwrap_or("(foreign)")
}

#[cold]
fn unexpected_root<'a>(source: &impl Source<'a>, expected: &'static str) -> Error {
    Error::new(ErrorKind::UnexpectedRoot { found: source.name().into_string(), expected }).at(source.offset())
}

/// How often a type appears in its parent: `T` once, `Option<T>` at most once, `Vec<T>` any number
/// of times.
pub trait Field<'a>: Sized {
    /// The cardinality.
    const CARDINALITY: Cardinality;
    /// The type of each child.
    const TYPE: Type;

    /// Makes a field into which no child was read yet.
    fn blank() -> Self;

    /// Reads a child. The caller makes sure that a child that may appear once is read once.
    ///
    /// # Errors
    /// The [errors of reading content](Content#errors).
    fn fill<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error>;

    /// Writes the children.
    ///
    /// # Errors
    /// [`NotInVersion`](crate::ErrorKind::NotInVersion) for an element that the version of the sink
    /// does not have.
    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error>;

    /// The number of children.
    fn count(&self) -> usize;

    /// Visits each child in place. A child that does not stay is removed, unless it may not be
    /// missing. `tag` is the element of the field.
    fn visit_children<V: Visitor<'a>>(&mut self, tag: Tag, visitor: &mut V);

    /// Writes the children, and the extensions of the parent between them.
    #[doc(hidden)]
    fn write_among<K: Sink>(&self, tag: Tag, place: &mut Place<'_, '_>, sink: &mut K) -> Result<(), Error>;
}

impl<'a, T: Content<'a>> Field<'a> for T {
    const CARDINALITY: Cardinality = Cardinality::One;
    const TYPE: Type = T::TYPE;

    #[inline]
    fn blank() -> Self {
        T::blank()
    }

    #[inline]
    fn fill<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        self.load(tag, source).map_err(|error| within_child(error, source, tag, None))
    }

    #[inline(always)]
    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        Content::write(self, tag, sink).map_err(|error| within_written(error, sink, tag, None))
    }

    #[inline]
    fn count(&self) -> usize {
        1
    }

    fn visit_children<V: Visitor<'a>>(&mut self, tag: Tag, visitor: &mut V) {
        visitor.child(self.element(tag), None, self);
    }

    #[inline(always)]
    fn write_among<K: Sink>(&self, tag: Tag, place: &mut Place<'_, '_>, sink: &mut K) -> Result<(), Error> {
        if place.is_plain() {
            Field::write(self, tag, sink)
        } else {
            place.before(1, sink)?;
            place.write_child(self, tag, 0, sink).map_err(|error| within_written(error, sink, tag, None))
        }
    }
}

impl<'a, T: Content<'a>> Field<'a> for Option<T> {
    const CARDINALITY: Cardinality = Cardinality::Optional;
    const TYPE: Type = T::TYPE;

    #[inline]
    fn blank() -> Self {
        None
    }

    #[inline]
    fn fill<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        put(self, Some(T::blank()));
        match self {
            Some(content) => Field::fill(content, tag, source),
            None => Ok(()),
        }
    }

    #[inline(always)]
    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        match self {
            Some(content) => Field::write(content, tag, sink),
            None => Ok(()),
        }
    }

    #[inline]
    fn count(&self) -> usize {
        usize::from(self.is_some())
    }

    fn visit_children<V: Visitor<'a>>(&mut self, tag: Tag, visitor: &mut V) {
        if let Some(content) = self
            && !visitor.child(content.element(tag), None, content)
        {
            *self = None;
        }
    }

    #[inline(always)]
    fn write_among<K: Sink>(&self, tag: Tag, place: &mut Place<'_, '_>, sink: &mut K) -> Result<(), Error> {
        match self {
            Some(content) => content.write_among(tag, place, sink),
            None => Ok(()),
        }
    }
}

impl<'a, T: Content<'a>> Field<'a> for Vec<T> {
    const CARDINALITY: Cardinality = Cardinality::Many;
    const TYPE: Type = T::TYPE;

    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn fill<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        let index = self.len();
        if index == 0 {
            if const { size_of::<T>() <= MOVED } {
                return fill_first(self, tag, source);
            }
            // Most lists hold one element: do not make room for the usual four.
            *self = Self::with_capacity(1);
        }
        let limits = &source.options().limits;
        if index >= limits.list_items {
            return Err(within_child(limits.over(LimitKind::ListItems), source, tag, Some(index)));
        }
        // Unlike `push`, this makes the value in its final place, and unlike `resize_with`, it is inlined.
        self.extend(core::iter::repeat_with(T::blank).take(1));
        match self.last_mut().map(|content| content.load(tag, source)) {
            Some(Err(error)) => Err(within_child(error, source, tag, Some(index))),
            _ => Ok(()),
        }
    }

    #[inline(always)]
    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        for (index, content) in self.iter().enumerate() {
            Content::write(content, tag, sink)
                .map_err(|error| within_written(error, sink, tag, Some(index)))?;
        }
        Ok(())
    }

    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    fn visit_children<V: Visitor<'a>>(&mut self, tag: Tag, visitor: &mut V) {
        let mut index = 0_usize;
        self.retain_mut(|content| {
            let stays = visitor.child(content.element(tag), Some(index), content);
            index = index.saturating_add(1);
            stays
        });
    }

    #[inline(always)]
    fn write_among<K: Sink>(&self, tag: Tag, place: &mut Place<'_, '_>, sink: &mut K) -> Result<(), Error> {
        if place.is_plain() { self.write(tag, sink) } else { write_mixed(self, tag, place, sink) }
    }
}

/// Replaces a blank value, which has nothing to drop. The compiler does not know that, and code to
/// drop it made reading a sixth slower.
#[doc(hidden)]
#[inline]
pub fn put<T>(blank: &mut T, value: T) {
    core::mem::forget(core::mem::replace(blank, value));
}

/// The first element of a list up to this size, in bytes, is moved to the place with room for the
/// following ones.
const MOVED: usize = 88;

#[inline]
fn fill_first<'a, T: Content<'a>, S: Source<'a>>(
    list: &mut Vec<T>,
    tag: Tag,
    source: &mut S,
) -> Result<(), Error> {
    let start = source.offset();
    match T::read(tag, source) {
        Ok(first) => {
            // Most lists hold one element: an array of one needs no check of its capacity.
            *list = match source.more_like(tag, start, size_of::<T>()) {
                0 => Vec::from([first]),
                more => {
                    let mut list = Vec::with_capacity(more.saturating_add(1));
                    list.push(first);
                    list
                }
            };
            Ok(())
        }
        Err(error) => Err(within_child(error, source, tag, Some(0))),
    }
}

#[cold]
#[inline(never)]
fn write_mixed<'a, T: Content<'a>, K: Sink>(
    list: &[T],
    tag: Tag,
    place: &mut Place<'_, '_>,
    sink: &mut K,
) -> Result<(), Error> {
    for (index, content) in list.iter().enumerate() {
        place.before(1, sink)?;
        place
            .write_child(content, tag, index, sink)
            .map_err(|error| within_written(error, sink, tag, Some(index)))?;
    }
    Ok(())
}

#[cold]
#[inline(never)]
fn within_child<'a, S: Source<'a>>(error: Error, source: &S, tag: Tag, index: Option<usize>) -> Error {
    // A failed conversion knows no offset. The leaf is still the element just entered.
    let error = error.at(source.offset());
    match source.vocabulary().name(tag) {
        Some(name) => error.within(name, index),
        None => error,
    }
}

#[cold]
#[inline(never)]
fn within_written<K: Sink>(error: Error, sink: &K, tag: Tag, index: Option<usize>) -> Error {
    error.within(sink.vocabulary().name(tag).unwrap_or("(foreign)"), index)
}

/// Makes the error for the element just entered, which has no place there.
#[doc(hidden)]
#[cold]
#[inline(never)]
pub fn misplaced<'a, S: Source<'a>>(source: &S) -> Error {
    Error::new(ErrorKind::UnexpectedElement { name: source.name().into_string() }).at(source.offset())
}

/// Makes the error for a mandatory child that is missing from the element at `offset`.
#[doc(hidden)]
#[cold]
#[inline(never)]
pub fn missing<'a, S: Source<'a>>(source: &S, tag: Tag, offset: usize) -> Error {
    let name = source.vocabulary().name(tag).unwrap_or("(foreign)");
    Error::new(ErrorKind::MissingElement { name }).at(offset)
}

/// Makes the error for an element without a first child. `field` describes the child.
#[doc(hidden)]
#[cold]
#[inline(never)]
pub fn missing_first(field: &'static str, offset: usize) -> Error {
    Error::new(ErrorKind::MissingElement { name: field }).at(offset)
}

impl<'a, T: Content<'a>> Content<'a> for Box<T> {
    const TYPE: Type = T::TYPE;

    #[inline]
    fn blank() -> Self {
        Self::new(T::blank())
    }

    #[inline]
    fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        T::load(self, tag, source)
    }

    #[inline(always)]
    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        T::write(self, tag, sink)
    }

    fn visit<V: Visitor<'a>>(&mut self, visitor: &mut V) {
        T::visit(self, visitor);
    }

    fn element(&self, declared: Tag) -> Tag {
        T::element(self, declared)
    }

    fn is_in(&self, version: Version) -> bool {
        T::is_in(self, version)
    }
}
