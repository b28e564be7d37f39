//! The interface of a syntax for reading.

use crate::LeftOut;
use crate::names::{Tag, Version, Vocabulary, Word};
use crate::reading::{Error, ErrorKind, ReadOptions};
use crate::values::{DateTime, Text, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// A document being read, element by element. There is one implementation per syntax.
///
/// This is a pull interface: the reader asks for the next child or for the whole content of a leaf,
/// so a syntax never builds events that nobody uses. There is always a *current element*. At first
/// it is the document itself, with the root as its one child.
///
/// # Errors
/// [`Syntax`](crate::ErrorKind::Syntax) for a fault of the syntax,
/// [`TooDeep`](crate::ErrorKind::TooDeep) and [`OverLimit`](crate::ErrorKind::OverLimit) for the
/// [`Limits`](crate::Limits) of the options, [`Strict`](crate::ErrorKind::Strict) for a rule that
/// strict reading enforces. A source may know a more precise kind. After an error, the source must
/// not be used.
#[doc(alias("reader", "parser", "pull parser", "deserializer"))]
pub trait Source<'a> {
    /// The vocabulary that [`Tag`]s refer to.
    fn vocabulary(&self) -> &'static Vocabulary;

    /// The protocol version of the document.
    fn version(&self) -> Version;

    /// The reading options.
    fn options(&self) -> &ReadOptions;

    /// Enters the next child of the current element. If there is none, leaves the current element
    /// and returns `None`.
    ///
    /// [`Tag::FOREIGN`] is an element outside the vocabulary; [`name`](Self::name) returns its
    /// name. [`Tag::TEXT`] means that text other than white space comes next: [`leaf`](Self::leaf)
    /// returns it, and the current element does not change.
    ///
    /// # Errors
    /// See [errors](Self#errors).
    fn child(&mut self) -> Result<Option<Tag>, Error>;

    /// Enters the next child, like [`child`](Self::child), if that is quick and it has no
    /// attributes.
    // One register instead of a result in memory: reading took a tenth less time.
    #[inline]
    fn plain_child(&mut self) -> PlainChild {
        PlainChild::Elsewhere
    }

    /// Returns the whole content of the current element and leaves it. Returns `None` if it has
    /// child elements; then it consumes nothing.
    ///
    /// # Errors
    /// See [errors](Self#errors).
    fn leaf(&mut self) -> Result<Option<Value<'a>>, Error>;

    /// Returns the next attribute of the element just entered. Unread attributes are skipped.
    ///
    /// The namespace declarations of the vocabulary do not count as attributes:
    /// [`version`](Self::version) reports their information.
    ///
    /// # Errors
    /// See [errors](Self#errors).
    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, Error>;

    /// Guesses for how many more elements a list should have room, `size` bytes of memory each,
    /// besides the one just left, which started at `start`. Returns 0 if another element or none
    /// comes next. All guesses of a document together stay within a small multiple of its length.
    #[inline]
    fn more_like(&mut self, tag: Tag, start: usize, size: usize) -> usize {
        let _ = (tag, start, size);
        0
    }

    /// Returns whether [`attribute`](Self::attribute) may find an attribute. It is a hint that
    /// saves calls.
    #[inline]
    fn has_attributes(&self) -> bool {
        true
    }

    /// Leaves the current element and skips its remaining content.
    ///
    /// # Errors
    /// See [errors](Self#errors).
    fn skip(&mut self) -> Result<(), Error>;

    /// Checks that the document has ended. A source that has no bytes after the root, such as a
    /// tree, has nothing to check.
    ///
    /// # Errors
    /// [`Syntax`](crate::ErrorKind::Syntax) if the document has not ended, or if nothing may follow
    /// it in the syntax. [`Strict`](crate::ErrorKind::Strict) if the options refuse the content
    /// that follows.
    fn finish(&mut self) -> Result<(), Error>;

    /// The content left out so far because it means nothing in the language.
    fn left_out(&self) -> Vec<LeftOut> {
        Vec::new()
    }

    /// The name of the element just entered, as written.
    fn name(&self) -> Text<'a>;

    /// The start of the element just entered, in bytes from the start of the document.
    fn offset(&self) -> usize;

    /// Returns the whole content of the current element, which must be a leaf.
    ///
    /// # Errors
    /// [`UnexpectedElement`](crate::ErrorKind::UnexpectedElement) if the element has children.
    /// Otherwise see [errors](Self#errors).
    #[inline]
    fn value(&mut self) -> Result<Value<'a>, Error> {
        match self.leaf()? {
            Some(value) => Ok(value),
            None => Err(self.not_a_leaf()),
        }
    }

    /// Returns the whole content of the current element, which must be a leaf, as text.
    ///
    /// # Errors
    /// [`InvalidValue`](crate::ErrorKind::InvalidValue) for bytes that are not UTF-8, and the
    /// errors of [`value`](Self::value).
    #[inline]
    fn text(&mut self) -> Result<Text<'a>, Error> {
        self.value()?.into_text()
    }

    /// Returns the word in the current element and leaves it. Returns `None` for any other content;
    /// then it consumes nothing.
    #[inline]
    fn word(&mut self) -> Option<Word> {
        None
    }

    /// Returns the number in the current element and leaves it, if that is quick. Otherwise returns
    /// `None` and consumes nothing: then call [`value`](Self::value).
    #[inline]
    fn integer(&mut self) -> Option<u32> {
        None
    }

    /// Returns the date and time in the current element, like [`integer`](Self::integer).
    #[inline]
    fn date_time(&mut self) -> Option<DateTime> {
        None
    }

    /// Makes the error for an element inside a leaf.
    #[cold]
    #[inline(never)]
    fn not_a_leaf(&mut self) -> Error {
        let mut found = self.child();
        // Text may appear before it.
        while let Ok(Some(Tag::TEXT)) = found {
            found = self.leaf().and_then(|_| self.child());
        }
        match found {
            Ok(_) => {
                let name = String::from(self.name());
                Error::new(ErrorKind::UnexpectedElement { name }).at(self.offset())
            }
            Err(error) => error,
        }
    }
}

/// The results of [`Source::plain_child`].
// Not pseudo tags: for each element, the compiler would test for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainChild {
    /// The child just entered.
    Child(Tag),
    /// The current element has ended.
    End,
    /// Nothing was read: call [`Source::child`].
    Elsewhere,
}

/// An attribute: the name as written, prefix included, and the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its value.
    pub value: Text<'a>,
}

impl Attribute<'_> {
    /// Returns whether it declares a namespace.
    pub(crate) fn declares_namespace(&self) -> bool {
        self.name.strip_prefix("xmlns").is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }

    /// Returns the same attribute, independent of the input.
    pub fn into_owned(self) -> Attribute<'static> {
        Attribute { name: self.name.into_owned(), value: self.value.into_owned() }
    }
}
