//! The interface of a syntax for writing.

use crate::names::{Tag, Version, Versions, Vocabulary, Word};
use crate::reading::Error;
use crate::values::{DateTime, Value};

/// A document being written. There is one implementation per syntax.
///
/// Calls follow the document: [`start`](Self::start), attributes, content, [`end`](Self::end). They
/// do not fail, so that writing stays fast. If a syntax cannot carry some content, it reports this
/// when the document is finished.
#[doc(alias = "serializer")]
pub trait Sink {
    /// The report of a finished document: the omissions of plain text, the root of a tree, nothing
    /// for binary XML and XML.
    type Output;

    /// The vocabulary that [`Tag`]s refer to.
    fn vocabulary(&self) -> &'static Vocabulary;

    /// The protocol version of the document.
    fn version(&self) -> Version;

    /// Returns whether the document can hold content of these versions.
    #[inline]
    fn has(&self, versions: Versions) -> bool {
        versions.contains(self.version())
    }

    /// Starts an element of the vocabulary. The sink declares namespaces by itself.
    fn start(&mut self, tag: Tag);

    /// Starts an element of the vocabulary to which the caller writes no attribute. A syntax writes
    /// the whole tag in one step if it can.
    #[inline]
    fn open(&mut self, tag: Tag) {
        self.start(tag);
    }

    /// Starts an element outside the vocabulary.
    fn start_foreign(&mut self, name: &str);

    /// Writes an attribute of the element just started.
    fn attribute(&mut self, name: &str, value: &str);

    /// Writes text.
    fn text(&mut self, text: &str);

    /// Writes a word of an enumeration.
    fn word(&mut self, word: Word);

    /// Writes a number.
    fn integer(&mut self, number: u32);

    /// Writes a date and time.
    fn date_time(&mut self, time: DateTime);

    /// Writes bytes that need not be text.
    fn bytes(&mut self, bytes: &[u8]);

    /// Ends an element of the vocabulary.
    fn end(&mut self, tag: Tag);

    /// Ends an element outside the vocabulary.
    fn end_foreign(&mut self, name: &str);

    /// Writes a whole element with text in it, like `start`, `text` and `end`. A syntax does it in
    /// one step if it can.
    #[inline]
    fn leaf_text(&mut self, tag: Tag, text: &str) {
        self.start(tag);
        self.text(text);
        self.end(tag);
    }

    /// Writes a whole element with a word in it.
    #[inline]
    fn leaf_word(&mut self, tag: Tag, word: Word) {
        self.start(tag);
        self.word(word);
        self.end(tag);
    }

    /// Writes a whole element with a number in it.
    #[inline]
    fn leaf_integer(&mut self, tag: Tag, number: u32) {
        self.start(tag);
        self.integer(number);
        self.end(tag);
    }

    /// Writes a whole element with a date and time in it.
    #[inline]
    fn leaf_date_time(&mut self, tag: Tag, time: DateTime) {
        self.start(tag);
        self.date_time(time);
        self.end(tag);
    }

    /// The first value that the syntax could not express, if any, so that a caller can say where.
    /// After taking it, give the document up. Without taking it, finishing the document fails.
    #[inline]
    fn take_error(&mut self) -> Option<Error> {
        None
    }

    /// Ends the document.
    ///
    /// # Errors
    /// The first content that the syntax cannot express, and a document without a root or with an
    /// open element. The output is then not a document.
    fn finish(self) -> Result<Self::Output, Error>
    where
        Self: Sized;

    /// Writes a value in any form.
    #[inline]
    fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::Text(text) => self.text(text),
            Value::Word(word) => self.word(*word),
            Value::Integer(number) => self.integer(*number),
            Value::DateTime(time) => self.date_time(*time),
            Value::Bytes(bytes) => self.bytes(bytes),
        }
    }

    /// Writes a whole element with a value in any form.
    #[inline]
    fn leaf_value(&mut self, tag: Tag, value: &Value<'_>) {
        match value {
            Value::Text(text) => self.leaf_text(tag, text),
            Value::Word(word) => self.leaf_word(tag, *word),
            Value::Integer(number) => self.leaf_integer(tag, *number),
            Value::DateTime(time) => self.leaf_date_time(tag, *time),
            Value::Bytes(bytes) => {
                self.start(tag);
                self.bytes(bytes);
                self.end(tag);
            }
        }
    }

    /// Makes the error for an element that the version does not have.
    #[cold]
    #[inline(never)]
    fn not_in_version(&self, tag: Tag) -> Error {
        let name = self.vocabulary().name(tag).unwrap_or("(foreign)");
        Error::new(crate::ErrorKind::NotInVersion { name, version: self.version() })
    }
}
