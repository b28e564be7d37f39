//! From a document to parameters: the envelope, the order of parameters, quotes.

use crate::codes::{Parameter, Words};
use crate::quote::{self, Need};
use crate::sink::{Foreign, SYNTAX};
use crate::tape::{self, Tape};
use crate::{Code, Codes, Loss, WriteOptions, forms};
use imps_core::{CSP, Error, ErrorKind, Tag, Version, Word, tag};
use std::borrow::Cow;

/// The content of a leaf, until the message is complete.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    /// From here to there in the output, where the message will take its place.
    Text(u32, u32),
    Word(Word),
    Integer(u32),
}

/// An element to be written.
pub(crate) type Entry<'t> = tape::Entry<'t, Held>;

/// What the shapes of values need to write elements.
pub(crate) struct Encoder<'t> {
    pub(crate) codes: &'t Codes,
    /// The text of all leaves, and the message behind.
    pub(crate) out: &'t mut Vec<u8>,
    tape: &'t Tape<Held>,
    foreign: &'t Foreign,
    leave_out: &'t [&'t str],
    losses: Vec<Loss>,
}

/// Appends the message behind the text of its leaves.
pub(crate) fn encode(
    tape: &Tape<Held>,
    foreign: &Foreign,
    version: Version,
    options: &WriteOptions<'_>,
    out: &mut Vec<u8>,
) -> Result<Vec<Loss>, Error> {
    let &WriteOptions { codes, leave_out, transaction_id } = options;
    let mut encoder = Encoder { codes, out, tape, foreign, leave_out, losses: Vec::new() };
    let root = tape.root().ok_or_else(|| Error::new(ErrorKind::NoRoot))?;
    encoder.document(root, version, transaction_id)?;
    Ok(encoder.losses)
}

/// The parts of the envelope that say something.
#[derive(Default)]
struct Envelope<'t> {
    session_type: Option<Entry<'t>>,
    session_id: Option<Entry<'t>>,
    mode: Option<Entry<'t>>,
    transaction_id: Option<Entry<'t>>,
    message: Option<Entry<'t>>,
}

impl<'t> Encoder<'t> {
    fn document(&mut self, root: Entry<'t>, version: Version, id: Option<u16>) -> Result<(), Error> {
        if root.tag != tag::WV_CSP_Message {
            return Err(self.no_mapping(root));
        }
        self.attributes()?;
        let mut envelope = Envelope::default();
        self.envelope(root, &mut envelope)?;
        let missing = |name| move || Error::new(ErrorKind::MissingElement { name });
        let message = envelope.message.ok_or_else(missing("TransactionContent"))?;
        let Some(row) = self.codes.message_of(message.tag) else { return Err(self.no_mapping(message)) };
        self.check_envelope(&envelope, row.is_request)?;
        let transaction_id = match id {
            Some(id) if id <= 999 => id,
            Some(id) => return Err(Error::invalid_value(ID, &id.to_string())),
            None => self.transaction_id(envelope.transaction_id.ok_or_else(missing("TransactionID"))?)?,
        };
        self.push(match version {
            Version::V1_1 => "WV11",
            Version::V1_2 => "WV12",
            Version::V1_3 => "WV13",
        });
        self.code(row.code);
        self.number(u32::from(transaction_id));
        if let Some(session) = envelope.session_id {
            let code = self.codes.session().map(|(code, _)| code);
            let code = code.filter(|code| !self.codes.is_content(*code, message.tag));
            let Some(code) = code else { return Err(self.no_mapping(session)) };
            self.parameter(code);
            self.leaf(session, Place::Alone)?;
        }
        self.parameters(message)
    }

    /// Walks down to the message; what says something on the way is kept, and what has no code is refused.
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
                // What these say is so without them.
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
            // A message holds one transaction; the second has no place.
            if part.is_some() {
                return Err(self.no_mapping(child));
            }
            *part = Some(child);
        }
        Ok(())
    }

    /// The type of the session and the mode of the transaction are not written: they must be what the reader will take them for.
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
        let digits = text.bytes().all(|octet| octet.is_ascii_digit());
        match text.parse() {
            // Leading zeros would be lost, and the answer would come with another id.
            Ok(id) if digits && id <= 999 && (id == 0) == text.starts_with('0') => Ok(id),
            // A poll may leave it empty.
            _ if text.is_empty() => Ok(0),
            _ => Err(self.within(Error::invalid_value(ID, &text), element)),
        }
    }

    /// The parameters of a message: in the order of its elements, but for those that go to the end.
    fn parameters(&mut self, message: Entry<'t>) -> Result<(), Error> {
        if message.value.is_some_and(|value| !matches!(value, Held::Text(start, end) if start == end)) {
            return Err(self.no_mapping(message));
        }
        let mut last: Option<(&Parameter, Entry<'t>)> = None;
        for child in First::of(message) {
            match self.codes.parameter_of(child.tag, message.tag) {
                Some(row) if row.is_last && last.is_none_or(|(other, _)| row.order < other.order) => {
                    last = Some((row, child));
                }
                Some(row) if row.is_last => {}
                Some(row) => forms::write(self, row, message, child)?,
                None => self.unmapped_all(message, child)?,
            }
        }
        while let Some((row, child)) = last {
            forms::write(self, row, message, child)?;
            last = self.next_last(message, row);
        }
        Ok(())
    }

    /// Of the elements that go to the end, the one behind a row of the table.
    fn next_last(&self, message: Entry<'t>, behind: &Parameter) -> Option<(&'t Parameter, Entry<'t>)> {
        let codes = self.codes;
        First::of(message)
            .filter_map(|child| codes.parameter_of(child.tag, message.tag).map(|row| (row, child)))
            .filter(|(row, _)| row.is_last && row.order > behind.order)
            .min_by_key(|(row, _)| row.order)
    }

    /// Elements without a code: all of a name, if it is one of the vocabulary.
    #[cold]
    fn unmapped_all(&mut self, message: Entry<'t>, first: Entry<'t>) -> Result<(), Error> {
        if matches!(first.tag, Tag::FOREIGN | Tag::TEXT) {
            return self.unmapped(first);
        }
        message.children().filter(|child| child.tag == first.tag).try_for_each(|child| self.unmapped(child))
    }

    /// Starts a parameter.
    pub(crate) fn parameter(&mut self, code: Code) {
        let [first, second] = code.letters();
        self.out.extend_from_slice(&[b' ', first, second, b'=']);
    }

    /// Writes a code.
    #[inline]
    pub(crate) fn code(&mut self, code: Code) {
        self.out.extend_from_slice(&code.letters());
    }

    /// Writes what needs no quotes.
    #[inline]
    pub(crate) fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Writes a number.
    fn number(&mut self, number: u32) {
        let start = self.out.len();
        let mut rest = number;
        loop {
            self.out.push(b'0' | (rest % 10) as u8);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if let Some(digits) = self.out.get_mut(start..) {
            digits.reverse();
        }
    }

    /// Writes the text of a leaf.
    pub(crate) fn leaf(&mut self, element: Entry<'t>, place: Place) -> Result<(), Error> {
        match element.value {
            Some(Held::Integer(number)) => {
                self.number(*number);
                Ok(())
            }
            Some(Held::Word(word)) => {
                match quote::need(word.as_str().as_bytes()) {
                    Need::Nothing => self.push(word.as_str()),
                    _ => self.quoted(word.as_str(), element)?,
                }
                Ok(())
            }
            Some(Held::Text(start, end)) if start < end => {
                let range = *start as usize..*end as usize;
                match self.out.get(range.clone()).map(quote::need) {
                    Some(Need::Nothing) => self.out.extend_from_within(range),
                    Some(Need::Quotes) => quote::push_within(self.out, range),
                    _ => {
                        let text = String::from(self.text(*start, *end));
                        self.quoted(&text, element)?;
                    }
                }
                Ok(())
            }
            _ => {
                self.check_empty(element)?;
                // Nothing can stand in a group, but not alone.
                if place == Place::Alone {
                    self.push("\"\"");
                }
                Ok(())
            }
        }
    }

    /// Writes a text that needs a closer look.
    #[cold]
    fn quoted(&mut self, text: &str, element: Entry<'t>) -> Result<(), Error> {
        match quote::push(self.out, text) {
            Ok(quote::Line::Whole) => Ok(()),
            Ok(quote::Line::Joined) => {
                self.losses.push(Loss::LineEnds(self.name(element)));
                Ok(())
            }
            Err(character) => {
                let kind = ErrorKind::Inexpressible { character, syntax: SYNTAX };
                Err(self.within(Error::new(kind), element))
            }
        }
    }

    /// Writes the text of a leaf, or the code that stands for it.
    pub(crate) fn coded(
        &mut self,
        words: Words<'t>,
        scope: Tag,
        element: Entry<'t>,
        place: Place,
    ) -> Result<(), Error> {
        if !words.has_codes(scope) {
            return self.leaf(element, place);
        }
        let code = match element.value {
            Some(Held::Word(word)) => words.code(scope, word.as_str().as_bytes()),
            Some(Held::Text(start, end)) => words.code(scope, self.octets(*start, *end)),
            _ => None,
        };
        let Some(code) = code else { return self.uncoded(words, scope, element, place) };
        self.code(code);
        Ok(())
    }

    /// Writes a word without a code, unless it looks like one: then it would be read as the word that this stands for.
    #[cold]
    fn uncoded(
        &mut self,
        words: Words<'t>,
        scope: Tag,
        element: Entry<'t>,
        place: Place,
    ) -> Result<(), Error> {
        let text = self.content(element)?;
        match text.parse().ok().and_then(|code| words.value(scope, code)) {
            Some(_) => Err(self.no_code(&text, element)),
            None => self.leaf(element, place),
        }
    }

    /// The text of a leaf.
    pub(crate) fn content(&self, element: Entry<'t>) -> Result<Cow<'_, str>, Error> {
        Ok(match element.value {
            Some(Held::Text(start, end)) => Cow::Borrowed(self.text(*start, *end)),
            Some(Held::Word(word)) => Cow::Borrowed(word.as_str()),
            Some(Held::Integer(number)) => Cow::Owned(number.to_string()),
            None => {
                self.check_empty(element)?;
                Cow::Borrowed("")
            }
        })
    }

    fn octets(&self, start: u32, end: u32) -> &[u8] {
        self.out.get(start as usize..end as usize).unwrap_or_default()
    }

    fn text(&self, start: u32, end: u32) -> &str {
        // It was put there as text.
        core::str::from_utf8(self.octets(start, end)).unwrap_or_default()
    }

    /// An element without text has no children either, or should have been no leaf.
    fn check_empty(&self, element: Entry<'t>) -> Result<(), Error> {
        match element.children().next() {
            Some(child) => Err(self.no_mapping(child)),
            None => Ok(()),
        }
    }

    /// An element without a code: left out if the caller allows it, else an error.
    #[cold]
    pub(crate) fn unmapped(&mut self, element: Entry<'t>) -> Result<(), Error> {
        let name = self.name(element);
        if self.may_leave_out(&name) { Ok(()) } else { Err(self.no_mapping(element)) }
    }

    /// Whether the caller allows to leave something out, which then is told.
    #[cold]
    pub(crate) fn may_leave_out(&mut self, name: &str) -> bool {
        let allowed = self.leave_out.contains(&name);
        if allowed {
            self.losses.push(Loss::LeftOut(name.into()));
        }
        allowed
    }

    /// An empty list of attributes, which says no more than no list.
    #[cold]
    pub(crate) fn lose_empty_list(&mut self, element: Entry<'t>) -> Result<(), Error> {
        if element.value.is_some() {
            return Err(self.no_mapping(element));
        }
        self.losses.push(Loss::EmptyList(self.name(element)));
        Ok(())
    }

    /// No attribute has a code; those of elements without a tag go where these go.
    fn attributes(&mut self) -> Result<(), Error> {
        let foreign = self.foreign;
        for (number, name) in &foreign.attributes {
            let mut path: Vec<Tag> = self.tape.around(*number).collect();
            path.extend(self.tape.get(*number).map(|element| element.tag));
            if !path.contains(&Tag::FOREIGN) && !self.may_leave_out(name) {
                let kind = ErrorKind::NoMapping { name: name.clone(), syntax: SYNTAX };
                return Err(within(Error::new(kind), path));
            }
        }
        Ok(())
    }

    /// The error for an element without a code.
    #[cold]
    pub(crate) fn no_mapping(&self, element: Entry<'t>) -> Error {
        let kind = ErrorKind::NoMapping { name: self.name(element), syntax: SYNTAX };
        self.within(Error::new(kind), element)
    }

    /// The error for a word without a code.
    #[cold]
    pub(crate) fn no_code(&self, word: &str, element: Entry<'t>) -> Error {
        let kind = ErrorKind::NoMapping { name: word.into(), syntax: SYNTAX };
        self.within(Error::new(kind), element)
    }

    /// Adds the path of an element.
    #[cold]
    fn within(&self, error: Error, element: Entry<'t>) -> Error {
        within(error, self.tape.around(element.number).collect())
    }

    #[cold]
    fn name(&self, element: Entry<'t>) -> String {
        if element.tag == Tag::TEXT {
            return "text among elements".into();
        }
        let names = &self.foreign.elements;
        let foreign = names.binary_search_by_key(&element.number, |(number, _)| *number).ok();
        let foreign = foreign.and_then(|index| names.get(index)).map(|(_, name)| name.as_str());
        foreign.or(CSP.name(element.tag)).unwrap_or("(foreign)").into()
    }
}

const ID: &str = "a transaction id from 0 to 999";

#[cold]
fn within(error: Error, path: Vec<Tag>) -> Error {
    let name = |tag| CSP.name(tag).unwrap_or("(foreign)");
    path.into_iter().rev().fold(error, |error, tag| error.within(name(tag), None))
}

/// The children of a message, but of each name the first only: the others are written with it.
struct First<'t> {
    children: tape::Children<'t, Held>,
    /// One bit a name: a list in pieces must not be looked back at.
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
            // What has no name of the vocabulary is no list.
            let Some(bits) = self.seen.get_mut(child.tag.index() / 64) else { return Some(child) };
            let bit = 1 << (child.tag.index() % 64);
            if *bits & bit == 0 {
                *bits |= bit;
                return Some(child);
            }
        }
    }
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is the whole value of a parameter, and needs quotes even when it is empty.
    Alone,
    /// It is a member of a group.
    InGroup,
}
