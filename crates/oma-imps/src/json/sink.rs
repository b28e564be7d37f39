//! Writes typed content as JSON in one pass, while the types deliver it.

use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{
    DateTime, Error, ErrorKind, Root, Sink, Tag, Version, Versions, Vocabulary, Word, write_root,
};
use std::fmt::Write as _;

/// The maximum depth of this way. Deeper documents go through the tree, which knows the limits.
const DEPTH: usize = 64;

/// Appends a document on one line and returns true. Returns false if the document has content
/// that one pass cannot place, such as content outside the declarations: then the tree has to write
/// it, and what was appended means nothing.
///
/// A way of its own for speed: the tree is built and read twice for the same bytes.
pub(super) fn write<'a, T: Root<'a>>(message: &T, out: &mut String) -> bool {
    // Without types the tree finds them.
    if matches!(T::TYPE, Type::Any) {
        return false;
    }
    let (tag, version) = (message.root(), message.version());
    out.push_str("{\"version\":\"");
    out.push_str(version.as_str());
    out.push_str("\",");
    let mut sink = JsonSink {
        out,
        open: Vec::with_capacity(16),
        root: Some((tag, *T::TYPE.of(tag))),
        version,
        vocabulary: T::VOCABULARY,
        is_plain: true,
    };
    let written = write_root(message, &mut sink);
    let is_whole = sink.root.is_none() && sink.open.is_empty();
    let is_plain = sink.is_plain && is_whole && written.is_ok();
    out.push('}');
    is_plain
}

/// An open element.
struct Frame {
    tag: Tag,
    content: Type,
    schema: Option<&'static Schema>,
    /// The field of the last child; for children of the same list, or after it.
    field: usize,
    /// The next attribute.
    attribute: usize,
    state: State,
    /// Whether a map with one entry surrounds the element.
    is_wrapped: bool,
}

/// The part of an open element that is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing.
    Empty,
    /// A scalar, or a structure as a string: only the end may follow.
    Whole,
    /// A map with entries. No list is open.
    Map,
    /// A map with entries. The list of the field is open.
    List,
}

struct JsonSink<'o> {
    out: &'o mut String,
    open: Vec<Frame>,
    /// The root that is expected, and its content.
    root: Option<(Tag, Type)>,
    version: Version,
    vocabulary: &'static Vocabulary,
    /// Whether everything so far had a place.
    is_plain: bool,
}

impl JsonSink<'_> {
    #[cold]
    fn give_up(&mut self) {
        self.is_plain = false;
    }

    /// Writes the name of an entry, and the comma before it.
    fn key(out: &mut String, state: State, name: &str) {
        match state {
            State::Empty => out.push_str("{\""),
            State::List => out.push_str("],\""),
            State::Map | State::Whole => out.push_str(",\""),
        }
        out.push_str(name);
        out.push_str("\":");
    }

    /// Writes what comes before an element, and returns its content. Returns `None` if the parent
    /// has no place for it.
    fn place(&mut self, tag: Tag) -> Option<(Type, bool)> {
        let name = self.vocabulary.name(tag)?;
        let Some(parent) = self.open.last_mut() else {
            let (_, content) = self.root.take().filter(|(root, _)| *root == tag)?;
            self.out.push('"');
            self.out.push_str(name);
            self.out.push_str("\":");
            return Some((content, false));
        };
        let schema = parent.schema.filter(|_| parent.state != State::Whole)?;
        let (mut index, mut rest) = (parent.field, schema.fields.get(parent.field..)?);
        let field = loop {
            let (field, others) = rest.split_first()?;
            if field.tags.contains(&tag) {
                break field;
            }
            // A mandatory child is missing: the types would not read the element.
            if field.cardinality == Cardinality::One {
                return None;
            }
            (index, rest) = (index.saturating_add(1), others);
        };
        let is_choice = matches!(field.content, Type::Choice(_));
        // Another spelling, which the types replace by the first.
        if !is_choice && field.tags.first() != Some(&tag) {
            return None;
        }
        let content = *field.content.of(tag);
        if field.cardinality != Cardinality::Many {
            Self::key(self.out, parent.state, name);
            (parent.state, parent.field) = (State::Map, index.saturating_add(1));
            return Some((content, false));
        }
        let is_mixed = field.is_mixed();
        if parent.state == State::List && parent.field == index {
            self.out.push(',');
        } else {
            Self::key(self.out, parent.state, if is_mixed { field.name } else { name });
            self.out.push('[');
            (parent.state, parent.field) = (State::List, index);
        }
        if is_mixed {
            self.out.push_str("{\"");
            self.out.push_str(name);
            self.out.push_str("\":");
        }
        Some((content, is_mixed))
    }

    /// Returns the content of the innermost element, if nothing of it is written, and makes it
    /// whole.
    fn fill(&mut self) -> Option<(Tag, Type)> {
        let frame = self.open.last_mut().filter(|frame| frame.state == State::Empty)?;
        frame.state = State::Whole;
        Some((frame.tag, frame.content))
    }

    /// Writes a text where the content is of this type. The tree strips white space.
    fn scalar_text(&mut self, tag: Tag, content: Type, text: &str) {
        let is_kept = match content {
            Type::Text | Type::Special(_) | Type::Data => {
                !has_blank_ends(text) || !self.vocabulary.kind(tag).is_trimmed()
            }
            Type::Enumeration(..) | Type::Closed(_) | Type::DateTime => !has_blank_ends(text),
            _ => false,
        };
        if is_kept { quote(self.out, text) } else { self.give_up() }
    }
}

impl Sink for JsonSink<'_> {
    type Output = ();

    fn finish(self) -> Result<(), Error> {
        if self.is_plain && self.root.is_none() { Ok(()) } else { Err(Error::new(ErrorKind::NoRoot)) }
    }

    fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    fn version(&self) -> Version {
        self.version
    }

    /// The view holds the content of all versions.
    fn has(&self, _: Versions) -> bool {
        true
    }

    fn start(&mut self, tag: Tag) {
        if !self.is_plain {
            return;
        }
        let placed = self.place(tag).filter(|_| self.open.len() < DEPTH);
        let Some((content, is_wrapped)) = placed else { return self.give_up() };
        let schema = match content {
            Type::Structure(schema) => Some(schema),
            Type::Choice(_) | Type::Any => return self.give_up(),
            _ => None,
        };
        let state = State::Empty;
        self.open.push(Frame { tag, content, schema, field: 0, attribute: 0, state, is_wrapped });
    }

    fn start_foreign(&mut self, _: &str) {
        self.give_up();
    }

    fn attribute(&mut self, name: &str, value: &str) {
        if !self.is_plain {
            return;
        }
        let Some(frame) = self.open.last_mut() else { return self.give_up() };
        let declared = frame.schema.and_then(|schema| schema.attributes.get(frame.attribute..));
        let found = declared.unwrap_or_default().iter().position(|declared| declared.name == name);
        let content = found.and_then(|at| declared?.get(at)).map(|declared| declared.content);
        let (Some(at), Some(content)) = (found, content) else { return self.give_up() };
        frame.attribute = frame.attribute.saturating_add(at).saturating_add(1);
        self.out.push_str(if frame.state == State::Empty { "{\"@" } else { ",\"@" });
        frame.state = State::Map;
        let tag = frame.tag;
        self.out.push_str(name);
        self.out.push_str("\":");
        match content {
            Type::Integer => match value.parse::<u32>() {
                Ok(number) => integer(self.out, number),
                Err(_) => self.give_up(),
            },
            Type::Boolean if value == "T" || value == "F" => boolean(self.out, value == "T"),
            other if !has_blank_ends(value) => self.scalar_text(tag, other, value),
            _ => self.give_up(),
        }
    }

    fn text(&mut self, text: &str) {
        if !self.is_plain {
            return;
        }
        let Some(frame) = self.open.last_mut() else { return self.give_up() };
        let tag = frame.tag;
        let content = match (frame.schema, frame.state) {
            (None, State::Empty) => {
                frame.state = State::Whole;
                frame.content
            }
            (Some(schema), State::Empty) if schema.text.is_some() || !schema.fields.is_empty() => {
                frame.state = State::Whole;
                // The types drop a blank text.
                let is_kept = !text.is_empty() && !has_blank_ends(text);
                return if is_kept { quote(self.out, text) } else { self.give_up() };
            }
            // Text beside attributes, before all children.
            (Some(Schema { text: Some(content), .. }), State::Map)
                if frame.field == 0 && frame.attribute > 0 && !text.is_empty() =>
            {
                frame.attribute = usize::MAX;
                self.out.push_str(",\"#text\":");
                *content
            }
            _ => return self.give_up(),
        };
        self.scalar_text(tag, content, text);
    }

    fn word(&mut self, word: Word) {
        match self.fill() {
            Some((_, Type::Boolean)) if word == Word::TRUE => boolean(self.out, true),
            Some((_, Type::Boolean)) if word == Word::FALSE => boolean(self.out, false),
            Some((tag, content @ (Type::Enumeration(..) | Type::Closed(_) | Type::Text))) => {
                self.scalar_text(tag, content, word.as_str());
            }
            _ => self.give_up(),
        }
    }

    fn integer(&mut self, number: u32) {
        match self.fill() {
            Some((_, Type::Integer)) => integer(self.out, number),
            _ => self.give_up(),
        }
    }

    fn date_time(&mut self, time: DateTime) {
        match self.fill() {
            // A date has no character that JSON escapes.
            Some((_, Type::DateTime)) => {
                let _ = write!(self.out, "\"{time}\"");
            }
            _ => self.give_up(),
        }
    }

    fn bytes(&mut self, _: &[u8]) {
        self.give_up();
    }

    fn end(&mut self, _: Tag) {
        if !self.is_plain {
            return;
        }
        let Some(frame) = self.open.pop() else { return self.give_up() };
        match (frame.state, frame.content) {
            (State::Whole, _) => {}
            (State::Empty, Type::Structure(_) | Type::Empty) => self.out.push_str("{}"),
            (State::Empty, _) => return self.give_up(),
            (State::Map, _) => self.out.push('}'),
            (State::List, _) => self.out.push_str("]}"),
        }
        let left = frame.schema.and_then(|schema| schema.fields.get(frame.field..)).unwrap_or_default();
        let is_behind = frame.state != State::Whole;
        if is_behind && left.iter().any(|field| field.cardinality == Cardinality::One) {
            return self.give_up();
        }
        if frame.is_wrapped {
            self.out.push('}');
        }
    }

    fn end_foreign(&mut self, _: &str) {
        self.give_up();
    }
}

/// Returns whether white space may surround the text, so that it depends on its element whether
/// the white space counts.
pub(super) fn has_blank_ends(text: &str) -> bool {
    let may_be = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ' || *byte >= 0x80);
    let bytes = text.as_bytes();
    (may_be(bytes.first()) || may_be(bytes.last())) && text.trim().len() != text.len()
}

fn boolean(out: &mut String, value: bool) {
    out.push_str(if value { "true" } else { "false" });
}

fn integer(out: &mut String, number: u32) {
    if number < 10 {
        out.push(char::from_digit(number, 10).unwrap_or_default());
    } else {
        let _ = write!(out, "{number}");
    }
}

/// Writes a string in quotes.
fn quote(out: &mut String, text: &str) {
    out.push('"');
    if text.bytes().any(is_escaped) {
        escape(out, text);
    } else {
        out.push_str(text);
    }
    out.push('"');
}

const fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

#[cold]
fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{C}' => out.push_str("\\f"),
            control if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
}
