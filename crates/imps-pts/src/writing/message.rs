//! From a document to parameters: the envelope, and the order of parameters.

use crate::codes::Code;
use crate::codes::declarations;
use crate::codes::{Form, Node, Parameter};
use crate::forms;
use crate::forms::merged::{self, Later};
use crate::layout::{self, Tape};
use crate::writing::leaf::Place;
use crate::writing::output::{Encoder, Entry, Foreign, Held};
use crate::writing::{Loss, WriteOptions};
use imps_core::schema::Schema;
use imps_core::{Error, ErrorKind, Tag, Version, tag};

/// Appends the message after the text of its leaves.
pub(crate) fn encode(
    tape: &Tape<Held>,
    foreign: &Foreign,
    version: Version,
    declarations: Option<&'static Schema>,
    options: &WriteOptions<'_>,
    out: &mut Vec<u8>,
) -> Result<Vec<Loss>, Error> {
    let &WriteOptions { codes, leave_out, transaction_id } = options;
    let mut encoder =
        Encoder { codes, out, tape, foreign, version, schema: None, leave_out, losses: Vec::new() };
    let root = tape.root().ok_or_else(|| Error::new(ErrorKind::NoRoot))?;
    encoder.document(root, declarations, transaction_id)?;
    Ok(encoder.losses)
}

/// The significant parts of the envelope.
#[derive(Default)]
struct Envelope<'t> {
    session_type: Option<Entry<'t>>,
    session_id: Option<Entry<'t>>,
    mode: Option<Entry<'t>>,
    transaction_id: Option<Entry<'t>>,
    message: Option<Entry<'t>>,
}

/// The written form of an element.
enum Rows<'t> {
    /// None: it has no code.
    None,
    /// One parameter.
    One(&'t Parameter),
    /// Parameters for its parts.
    Parts(Vec<&'t Parameter>),
}

impl<'t> Encoder<'t> {
    fn document(
        &mut self,
        root: Entry<'t>,
        declarations: Option<&'static Schema>,
        id: Option<u16>,
    ) -> Result<(), Error> {
        if root.tag != tag::WV_CSP_Message {
            return Err(self.no_mapping(root));
        }
        self.attributes()?;
        let mut envelope = Envelope::default();
        self.envelope(root, &mut envelope)?;
        let missing = |name| move || Error::new(ErrorKind::MissingElement { name });
        let message = envelope.message.ok_or_else(missing("TransactionContent"))?;
        let Some(row) = self.codes.message_of(message.tag) else { return Err(self.no_mapping(message)) };
        self.schema = declarations.and_then(|declarations| declarations::message(declarations, message.tag));
        self.check_envelope(&envelope, row.is_request)?;
        let transaction_id = match id {
            Some(id) if id <= 999 => id,
            Some(id) => return Err(Error::invalid_value(ID, &id.to_string())),
            None => self.transaction_id(envelope.transaction_id.ok_or_else(missing("TransactionID"))?)?,
        };
        self.push(match self.version {
            Version::V1_1 => "WV11",
            Version::V1_2 => "WV12",
            Version::V1_3 => "WV13",
        });
        self.code(row.code);
        self.number(u32::from(transaction_id));
        if let Some(session) = envelope.session_id {
            let code = self.codes.session().map(|(code, _)| code);
            let code = code.filter(|code| !self.is_content(*code, message.tag));
            let Some(code) = code else { return Err(self.no_mapping(session)) };
            self.parameter(code);
            self.leaf(session, Place::Alone)?;
        }
        self.parameters(message)
    }

    /// Walks down to the message. Keeps significant parts on the way, and refuses parts without a
    /// code.
    fn envelope(&mut self, parent: Entry<'t>, envelope: &mut Envelope<'t>) -> Result<(), Error> {
        for child in parent.children() {
            let part = match (parent.tag, child.tag) {
                (tag::WV_CSP_Message, tag::Session)
                | (tag::Session, tag::SessionDescriptor | tag::Transaction)
                | (tag::Transaction, tag::TransactionDescriptor | tag::TransactionContent) => {
                    if child.value.is_some() {
                        return Err(self.no_mapping(child));
                    }
                    self.envelope(child, envelope)?;
                    continue;
                }
                // These values are the defaults.
                (tag::TransactionDescriptor | tag::Session, tag::Poll) if self.content(child)? == "F" => {
                    continue;
                }
                (tag::Session, tag::CIR) if self.content(child)? == "T" => continue,
                (tag::SessionDescriptor, tag::SessionType) => &mut envelope.session_type,
                (tag::SessionDescriptor, tag::SessionID) => &mut envelope.session_id,
                (tag::TransactionDescriptor, tag::TransactionMode) => &mut envelope.mode,
                (tag::TransactionDescriptor, tag::TransactionID) => &mut envelope.transaction_id,
                (tag::TransactionContent, _) => &mut envelope.message,
                _ => {
                    self.unmapped(child)?;
                    continue;
                }
            };
            // A message contains one transaction; a second one has no place.
            if part.is_some() {
                return Err(self.no_mapping(child));
            }
            *part = Some(child);
        }
        Ok(())
    }

    /// Checks the type of the session and the mode of the transaction. They are not written, so
    /// they must equal the values that the reader infers.
    fn check_envelope(&self, envelope: &Envelope<'t>, is_request: bool) -> Result<(), Error> {
        let session_type = if envelope.session_id.is_some() { "Inband" } else { "Outband" };
        let mode = if is_request { "Request" } else { "Response" };
        let known = [
            (envelope.session_type, session_type, "Inband with a session id, or else Outband"),
            (envelope.mode, mode, "the mode that the message type has"),
        ];
        for (element, implied, expected) in known {
            if let Some(element) = element
                && self.content(element)? != implied
            {
                return Err(self.within(Error::invalid_value(expected, &self.content(element)?), element));
            }
        }
        Ok(())
    }

    fn transaction_id(&self, element: Entry<'t>) -> Result<u16, Error> {
        let text = self.content(element)?;
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            // Leading zeros would be lost, and the answer would have another id.
            Ok(id) if digits && id <= 999 && (id == 0) == text.starts_with('0') => Ok(id),
            // A poll may omit it.
            _ if text.is_empty() => Ok(0),
            _ => Err(self.within(Error::invalid_value(ID, &text), element)),
        }
    }

    /// Writes the parameters of a message: in the order of its elements, except the ones that
    /// belong to the end.
    fn parameters(&mut self, message: Entry<'t>) -> Result<(), Error> {
        if message.value.is_some_and(|value| !matches!(value, Held::Text(start, end) if start == end)) {
            return Err(self.no_mapping(message));
        }
        let mut last: Option<(&Parameter, Entry<'t>)> = None;
        let mut are_several = false;
        // The final parameters of elements with several parameters.
        let mut later: Vec<Later<'t>> = Vec::new();
        for child in First::of(message) {
            match self.rows_of(child.tag, message.tag) {
                Rows::One(row) if row.is_last => {
                    are_several |= last.is_some();
                    if last.is_none_or(|(other, _)| row.order < other.order) {
                        last = Some((row, child));
                    }
                }
                Rows::One(row) => forms::write(self, row, message, child)?,
                Rows::Parts(rows) => later.extend(merged::write(self, &rows, self.schema, message, child)?),
                Rows::None => self.unmapped_all(message, child)?,
            }
        }
        later.sort_by_key(|later| later.row.order);
        let mut later = later.into_iter().peekable();
        while let Some((row, child)) = last {
            while let Some(before) = later.next_if(|later| later.row.order < row.order) {
                before.write(self)?;
            }
            forms::write(self, row, message, child)?;
            last = if are_several { self.next_last(message, row) } else { None };
        }
        later.try_for_each(|later| later.write(self))
    }

    /// Returns the parameters of an element of a message: the first row that reading would find by
    /// its letters, or all rows with texts inside the element.
    #[inline]
    fn rows_of(&self, element: Tag, message: Tag) -> Rows<'t> {
        let rows = || self.codes.parameters_of(element, message).filter(|row| self.is_read(row, message));
        let Some(first) = rows().next() else { return Rows::None };
        let are_parts = match first.form {
            Form::Value | Form::Repeat => first.path.len() > 1,
            Form::Either(_) | Form::Group(_) => rows().any(|row| row.path.len() > 1),
            _ => false,
        };
        if are_parts { Rows::Parts(rows().filter(|row| row.is_texts()).collect()) } else { Rows::One(first) }
    }

    /// Returns whether reading the letters of a row returns this row. This is always true for the
    /// standard table.
    #[inline]
    fn is_read(&self, row: &Parameter, message: Tag) -> bool {
        match (self.codes.declarations(), self.schema) {
            (Some(_), Some(schema)) => self.codes.is_read(row, message, schema, self.version),
            _ => true,
        }
    }

    /// Returns whether reading the letters of a capability returns this row.
    pub(crate) fn is_read_capability(&self, list: Entry<'t>, node: &Node) -> bool {
        let schema = self.codes.declarations().and(self.schema);
        let schema = schema.and_then(|schema| declarations::child(schema, list.tag).schema);
        schema.is_none_or(|schema| {
            let found = self.codes.capability(node.code, schema, self.version);
            found.is_some_and(|found| found.path == node.path)
        })
    }

    /// Returns whether the letters represent an element of the message, and therefore not the
    /// session.
    fn is_content(&self, code: Code, message: Tag) -> bool {
        let schema = self.codes.declarations().and(self.schema);
        self.codes.is_content(code, message)
            || schema.is_some_and(|schema| self.codes.meaning(code, message, schema, self.version).is_some())
    }

    /// Returns the first final element after a row of the table.
    fn next_last(&self, message: Entry<'t>, behind: &Parameter) -> Option<(&'t Parameter, Entry<'t>)> {
        First::of(message)
            .filter_map(|child| match self.rows_of(child.tag, message.tag) {
                Rows::One(row) => Some((row, child)),
                Rows::Parts(_) | Rows::None => None,
            })
            .filter(|(row, _)| row.is_last && row.order > behind.order)
            .min_by_key(|(row, _)| row.order)
    }

    /// Handles elements without a code: all elements of a name, if the name is in the vocabulary.
    #[cold]
    fn unmapped_all(&mut self, message: Entry<'t>, first: Entry<'t>) -> Result<(), Error> {
        if matches!(first.tag, Tag::FOREIGN | Tag::TEXT) {
            return self.unmapped(first);
        }
        message.children().filter(|child| child.tag == first.tag).try_for_each(|child| self.unmapped(child))
    }
}

const ID: &str = "a transaction id from 0 to 999";

/// Iterates over the children of a message, but only over the first of each name: the others are
/// written with it.
struct First<'t> {
    children: layout::Children<'t, Held>,
    /// One bit per name: a list with gaps must not be scanned repeatedly.
    seen: [u64; 16],
}

impl<'t> First<'t> {
    fn of(message: Entry<'t>) -> Self {
        Self { children: message.children(), seen: [0; 16] }
    }
}

impl<'t> Iterator for First<'t> {
    type Item = Entry<'t>;

    fn next(&mut self) -> Option<Entry<'t>> {
        loop {
            let child = self.children.next()?;
            // Children without a name of the vocabulary are not a list.
            let Some(bits) = self.seen.get_mut(child.tag.index() / 64) else { return Some(child) };
            let bit = 1 << (child.tag.index() % 64);
            if *bits & bit == 0 {
                *bits |= bit;
                return Some(child);
            }
        }
    }
}
