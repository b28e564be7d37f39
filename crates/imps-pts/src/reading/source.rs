//! Reads a message laid out as a document, element by element.

use crate::layout::Tape;
use crate::reading::message::decode;
use crate::reading::{ReadOptions, Warning};
use imps_core::schema::Schema;
use imps_core::{Attribute, CSP, Error, ErrorKind, Source, Tag, Text, Value, Version, Vocabulary};

/// A message in the plain-text syntax, as a document with the elements of its XML form.
///
/// Elements come in the order of the declarations, whatever the order of the parameters. Two values
/// are not in the parameters: the mode of the transaction comes from the code tables, and the type
/// of the session from the presence of a session id.
///
/// ```
/// use imps_core::{Document, Element, read_root, tag};
/// use imps_csp::Message;
/// use imps_pts::{PtsSource, ReadOptions};
///
/// let mut source = PtsSource::new("WV12OR3 SI=S1", Message::SCHEMA, &ReadOptions::default())?;
/// let document: Document = read_root(&mut source)?;
/// let id = document.find(&[tag::Session, tag::SessionDescriptor, tag::SessionID]);
/// assert_eq!(id.and_then(|id| id.text()).as_deref(), Some("S1"));
/// # Ok::<(), imps_pts::Error>(())
/// ```
#[doc(alias("plain text syntax", "SMS syntax"))]
#[derive(Clone, Debug)]
pub struct PtsSource<'a> {
    tape: Tape<Value<'a>>,
    warnings: Vec<Warning>,
    /// The ends of the elements entered and not yet left.
    open: Vec<u32>,
    next: u32,
    entered: u32,
    /// Whether the text of a leaf was announced as a separate child.
    text_alone: bool,
    version: Version,
    options: imps_core::ReadOptions,
}

impl<'a> PtsSource<'a> {
    /// Parses a message: one line, without a line end. `declarations` are the declarations of the
    /// document element of the protocol: [`SCHEMA`](imps_core::Element::SCHEMA) of
    /// `imps_csp::Message`.
    ///
    /// # Errors
    /// [`Syntax`](imps_core::ErrorKind::Syntax) with a [`PtsError`](crate::PtsError) that has the
    /// kind of the fault, its place, and the transaction id if the preamble is valid.
    pub fn new(
        message: &'a str,
        declarations: &'static Schema,
        options: &ReadOptions<'_>,
    ) -> Result<Self, Error> {
        let decoded = decode(message, declarations, options.codes, &options.general)?;
        Ok(Self {
            tape: decoded.tape,
            warnings: decoded.warnings,
            open: Vec::with_capacity(12),
            next: 0,
            entered: 0,
            text_alone: false,
            version: decoded.version,
            options: options.general,
        })
    }

    /// Returns whether the current element is a leaf with a text that was not taken yet.
    #[inline]
    fn is_in_leaf(&self) -> bool {
        self.entered == self.next
            && !self.open.is_empty()
            && self.tape.get(self.next).is_some_and(|element| element.value.is_some())
    }

    /// Returns the content of the message that was skipped or changed.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Takes the same warnings out of the source.
    pub fn into_warnings(self) -> Vec<Warning> {
        self.warnings
    }
}

impl<'a> Source<'a> for PtsSource<'a> {
    // The whole line was read at the beginning.
    fn finish(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn vocabulary(&self) -> &'static Vocabulary {
        &CSP
    }

    fn version(&self) -> Version {
        self.version
    }

    fn options(&self) -> &imps_core::ReadOptions {
        &self.options
    }

    #[inline]
    fn child(&mut self) -> Result<Option<Tag>, Error> {
        if self.open.last().is_some_and(|end| *end <= self.next) {
            self.open.pop();
            return Ok(None);
        }
        if self.is_in_leaf() {
            self.text_alone = true;
            return Ok(Some(Tag::TEXT));
        }
        let Some(element) = self.tape.get(self.next) else { return Ok(None) };
        self.entered = self.next;
        self.open.push(element.end);
        // A leaf ends once its text was taken.
        if element.value.is_none() {
            self.next = self.next.saturating_add(1);
        }
        Ok(Some(element.tag))
    }

    #[inline]
    fn leaf(&mut self) -> Result<Option<Value<'a>>, Error> {
        let Some(end) = self.open.last().copied() else { return Ok(None) };
        let value = if self.is_in_leaf() {
            self.tape.get_mut(self.next).and_then(|element| element.value.take())
        } else if self.next == end {
            Some(Value::from(""))
        } else {
            return Ok(None);
        };
        self.next = end;
        if !core::mem::take(&mut self.text_alone) {
            self.open.pop();
        }
        Ok(value)
    }

    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, Error> {
        Ok(None)
    }

    fn skip(&mut self) -> Result<(), Error> {
        if let Some(end) = self.open.pop() {
            self.next = end;
        }
        Ok(())
    }

    fn name(&self) -> Text<'a> {
        let name = self.tape.get(self.entered).and_then(|element| CSP.name(element.tag));
        Text::borrowed(name.unwrap_or_default())
    }

    fn offset(&self) -> usize {
        self.tape.get(self.entered).map_or(0, |element| element.at as usize)
    }

    #[cold]
    fn not_a_leaf(&mut self) -> Error {
        Error::new(ErrorKind::UnexpectedElement { name: self.name().into_string() }).at(self.offset())
    }
}
