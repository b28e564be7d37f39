//! What a syntax offers to those who write.

use crate::names::{Tag, Version, Versions, Vocabulary, Word};
use crate::reading::Error;
use crate::values::{DateTime, Value};

/// A document being written: one implementation a syntax.
///
/// Calls follow the document: [`start`](Self::start), attributes, content, [`end`](Self::end). They do not fail, so that writing
/// stays fast; a syntax that cannot carry what it was given says so when the document is finished.
pub trait Sink {
    /// The names that [`Tag`]s refer to.
    fn vocabulary(&self) -> &'static Vocabulary;

    /// The protocol version of the document.
    fn version(&self) -> Version;

    /// Whether the document can hold what these versions have.
    #[inline]
    fn has(&self, versions: Versions) -> bool {
        versions.contains(self.version())
    }

    /// Starts an element of the vocabulary. Namespaces are declared without being asked for.
    fn start(&mut self, tag: Tag);

    /// Starts an element outside the vocabulary.
    fn start_foreign(&mut self, name: &str);

    /// An attribute of the element just started.
    fn attribute(&mut self, name: &str, value: &str);

    /// Text.
    fn text(&mut self, text: &str);

    /// A word of an enumeration.
    fn word(&mut self, word: Word);

    /// A number.
    fn integer(&mut self, number: u32);

    /// A date and time.
    fn date_time(&mut self, time: DateTime);

    /// Octets that need not be text.
    fn octets(&mut self, octets: &[u8]);

    /// Ends an element of the vocabulary.
    fn end(&mut self, tag: Tag);

    /// Ends an element outside the vocabulary.
    fn end_foreign(&mut self, name: &str);

    /// A whole element whose content is text. As `start`, `text` and `end`; a syntax that can do it in one step does.
    #[inline]
    fn leaf_text(&mut self, tag: Tag, text: &str) {
        self.start(tag);
        self.text(text);
        self.end(tag);
    }

    /// The same with a word.
    #[inline]
    fn leaf_word(&mut self, tag: Tag, word: Word) {
        self.start(tag);
        self.word(word);
        self.end(tag);
    }

    /// The same with a number.
    #[inline]
    fn leaf_integer(&mut self, tag: Tag, number: u32) {
        self.start(tag);
        self.integer(number);
        self.end(tag);
    }

    /// What the syntax could not carry of what it was given so far, so that a caller can say where. Who takes it gives the document up;
    /// otherwise finishing it fails.
    #[inline]
    fn take_error(&mut self) -> Option<Error> {
        None
    }

    /// A value of whatever form.
    #[inline]
    fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::Text(text) => self.text(text),
            Value::Word(word) => self.word(*word),
            Value::Integer(number) => self.integer(*number),
            Value::DateTime(time) => self.date_time(*time),
            Value::Octets(octets) => self.octets(octets),
        }
    }

    /// The error for an element that the version does not have.
    #[cold]
    #[inline(never)]
    fn not_in_version(&self, tag: Tag) -> Error {
        let name = self.vocabulary().name(tag).unwrap_or("(foreign)");
        Error::new(crate::ErrorKind::NotInVersion { name, version: self.version() })
    }
}
