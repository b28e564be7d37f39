//! What a syntax offers to those who read.

use crate::LeftOut;
use crate::names::{Tag, Version, Vocabulary, Word};
use crate::reading::{Error, ErrorKind, ReadOptions};
use crate::values::{Text, Value};
use alloc::string::String;
use alloc::vec::Vec;

/// A document being read, element by element: one implementation a syntax.
///
/// A pull interface: the reader asks for the next child or for the whole content of a leaf, so a syntax never builds events
/// that nobody looks at. There is always a *current element*; at first it is the document itself, whose one child is the root.
pub trait Source<'a> {
    /// The names that [`Tag`]s refer to.
    fn vocabulary(&self) -> &'static Vocabulary;

    /// The protocol version of the document.
    fn version(&self) -> Version;

    /// How to read.
    fn options(&self) -> &ReadOptions;

    /// Enters the next child of the current element, or leaves the current element when there is none (`None`).
    ///
    /// [`Tag::FOREIGN`] is an element outside the vocabulary: [`name`](Self::name) tells which. [`Tag::TEXT`] means that text which
    /// is not only white space comes next: [`leaf`](Self::leaf) returns it, and the current element stays the current element.
    fn child(&mut self) -> Result<Option<Tag>, Error>;

    /// The whole content of the current element, which is left; `None` when it has child elements, and then nothing is lost.
    fn leaf(&mut self) -> Result<Option<Value<'a>>, Error>;

    /// The next attribute of the element just entered. Unread attributes are passed over.
    ///
    /// The namespace declarations of the vocabulary are no attributes: they say what [`version`](Self::version) says.
    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, Error>;

    /// For how many more elements a list should have room, `size` octets of memory each, besides the one just left, which
    /// started at `start`: a guess, and 0 where another element or none comes next. All guesses of a document together stay
    /// within a small multiple of its length.
    #[inline]
    fn more_like(&mut self, tag: Tag, start: usize, size: usize) -> usize {
        let _ = (tag, start, size);
        0
    }

    /// Whether [`attribute`](Self::attribute) may find one: a hint for those who need not ask.
    #[inline]
    fn has_attributes(&self) -> bool {
        true
    }

    /// Leaves the current element, whatever is still in it.
    fn skip(&mut self) -> Result<(), Error>;

    /// Checks that the document has ended. A source without a rest, such as a tree, has nothing to check.
    ///
    /// # Errors
    /// Where the document goes on, and for anything behind it that the options refuse.
    fn finish(&mut self) -> Result<(), Error>;

    /// What was left out of the part of the document that was read so far, because it means nothing in the language.
    fn left_out(&self) -> Vec<LeftOut> {
        Vec::new()
    }

    /// The name of the element just entered, as written.
    fn name(&self) -> Text<'a>;

    /// Where the element just entered starts, in octets from the start of the document.
    fn offset(&self) -> usize;

    /// The whole content of the current element, which must be a leaf.
    #[inline]
    fn value(&mut self) -> Result<Value<'a>, Error> {
        match self.leaf()? {
            Some(value) => Ok(value),
            None => Err(self.not_a_leaf()),
        }
    }

    /// The same where text is wanted, in whatever form it stands.
    #[inline]
    fn text(&mut self) -> Result<Text<'a>, Error> {
        self.value()?.into_text()
    }

    /// The word that the current element holds, which is left; `None` when it holds anything else, and then nothing is lost.
    #[inline]
    fn word(&mut self) -> Option<Word> {
        None
    }

    /// The error for an element inside a leaf.
    #[cold]
    #[inline(never)]
    fn not_a_leaf(&mut self) -> Error {
        let mut found = self.child();
        // Text may stand before it.
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

/// An attribute: the name as written, prefix included, and the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its value.
    pub value: Text<'a>,
}

impl Attribute<'_> {
    /// Whether it declares a namespace.
    pub(crate) fn declares_namespace(&self) -> bool {
        self.name.strip_prefix("xmlns").is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }

    /// The same attribute, independent of the input.
    pub fn into_owned(self) -> Attribute<'static> {
        Attribute { name: self.name.into_owned(), value: self.value.into_owned() }
    }
}
