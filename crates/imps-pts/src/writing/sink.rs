//! Writes a document: collects it, and creates the message when it is complete.

use crate::layout::Tape;
use crate::writing::message::encode;
use crate::writing::output::{Foreign, Held};
use crate::writing::{Loss, WriteOptions};
use imps_core::schema::Schema;
use imps_core::{CSP, DateTime, Error, ErrorKind, Sink, Tag, Version, Vocabulary, Word};

/// The name of the syntax in errors.
pub(crate) const SYNTAX: &str = "pts";

/// Writes a document as a message in the plain-text syntax, without a line end.
#[doc(alias("plain text syntax", "SMS syntax"))]
#[derive(Debug)]
pub struct PtsSink<'o> {
    /// The original content, then the text of all leaves, until the message replaces this text.
    out: &'o mut Vec<u8>,
    before: usize,
    tape: Tape<Held>,
    foreign: Foreign,
    version: Version,
    options: WriteOptions<'o>,
    declarations: Option<&'static Schema>,
    error: Option<Error>,
}

impl<'o> PtsSink<'o> {
    /// Creates a sink that appends to `out`.
    pub fn new(out: &'o mut Vec<u8>, version: Version, options: &WriteOptions<'o>) -> Self {
        let before = out.len();
        let (tape, foreign) = (Tape::with_capacity(40), Foreign::default());
        let declarations = options.codes.declarations();
        Self { out, before, tape, foreign, version, options: *options, declarations, error: None }
    }

    /// Sets the declarations of the document element, as for
    /// [`PtsSource::new`](crate::PtsSource::new). Without them, and without a table that was
    /// checked against them, two elements of a name count as a list everywhere.
    #[must_use]
    pub const fn with_declarations(mut self, declarations: &'static Schema) -> Self {
        self.declarations = Some(declarations);
        self
    }

    /// Text among elements is a separate element, for which there is no code.
    fn set_value(&mut self, value: Held) {
        let has_children = self.tape.has_children();
        match self.tape.current() {
            Some(element) if element.value.is_none() && !has_children => element.value = Some(value),
            _ => self.tape.leaf(Tag::TEXT, 0, value),
        }
    }

    /// Handles text of an apparent leaf that turns out to be among elements.
    #[inline]
    fn before_child(&mut self) {
        if let Some(value) = self.tape.current().and_then(|element| element.value.take()) {
            self.tape.leaf(Tag::TEXT, 0, value);
        }
    }

    #[inline]
    fn store(&mut self, text: &str) -> Held {
        let start = length(self.out);
        self.out.extend_from_slice(text.as_bytes());
        Held::Text(start, length(self.out))
    }

    /// Text in several pieces is one text.
    fn append(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let end = length(self.out);
        match self.tape.current().map(|element| &mut element.value) {
            Some(Some(Held::Text(_, last))) if *last == end => {
                self.out.extend_from_slice(text.as_bytes());
                *last = length(self.out);
            }
            _ => {
                let held = self.store(text);
                self.set_value(held);
            }
        }
    }
}

fn length(out: &[u8]) -> u32 {
    u32::try_from(out.len()).unwrap_or(u32::MAX)
}

impl Sink for PtsSink<'_> {
    type Output = Vec<Loss>;

    // After an error, nothing is written.
    fn finish(self) -> Result<Vec<Loss>, Error> {
        let Self { out, before, tape, foreign, version, options, declarations, error } = self;
        let texts = out.len();
        let written = match error {
            Some(error) => Err(error),
            // Positions have 32 bits.
            None if u32::try_from(texts).is_err() => {
                Err(Error::invalid_value("less than 4 GiB of text", "more"))
            }
            None => encode(&tape, &foreign, version, declarations, &options, out),
        };
        match written {
            Ok(_) => drop(out.drain(before..texts)),
            Err(_) => out.truncate(before),
        }
        written
    }

    fn vocabulary(&self) -> &'static Vocabulary {
        &CSP
    }

    fn version(&self) -> Version {
        self.version
    }

    #[inline]
    fn start(&mut self, tag: Tag) {
        self.before_child();
        self.tape.start(tag, 0);
    }

    #[cold]
    fn start_foreign(&mut self, name: &str) {
        self.before_child();
        self.foreign.elements.push((self.tape.len(), name.into()));
        self.tape.start(Tag::FOREIGN, 0);
    }

    #[cold]
    fn attribute(&mut self, name: &str, _: &str) {
        self.foreign.attributes.push((self.tape.len().saturating_sub(1), name.into()));
    }

    #[inline]
    fn text(&mut self, text: &str) {
        self.append(text);
    }

    #[inline]
    fn word(&mut self, word: Word) {
        self.set_value(Held::Word(word));
    }

    #[inline]
    fn integer(&mut self, number: u32) {
        self.set_value(Held::Integer(number));
    }

    fn date_time(&mut self, time: DateTime) {
        self.append(&time.to_string());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        match core::str::from_utf8(bytes) {
            Ok(text) => self.append(text),
            Err(_) => {
                let kind = ErrorKind::InexpressibleBytes { syntax: SYNTAX };
                self.error.get_or_insert_with(|| Error::new(kind));
            }
        }
    }

    #[inline]
    fn end(&mut self, _: Tag) {
        self.tape.end();
    }

    fn end_foreign(&mut self, _: &str) {
        self.tape.end();
    }

    #[inline]
    fn leaf_text(&mut self, tag: Tag, text: &str) {
        self.before_child();
        let held = self.store(text);
        self.tape.leaf(tag, 0, held);
    }

    #[inline]
    fn leaf_word(&mut self, tag: Tag, word: Word) {
        self.before_child();
        self.tape.leaf(tag, 0, Held::Word(word));
    }

    #[inline]
    fn leaf_integer(&mut self, tag: Tag, number: u32) {
        self.before_child();
        self.tape.leaf(tag, 0, Held::Integer(number));
    }

    fn take_error(&mut self) -> Option<Error> {
        self.error.take()
    }
}
