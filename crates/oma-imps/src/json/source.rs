//! Reads typed content from JSON in one pass, while the types ask for it.

use super::sink::has_blank_ends;
use imps_core::schema::{Attribute as Declared, Cardinality, Field, Type};
use imps_core::{
    Attribute, Error, ErrorKind, LimitKind, ReadOptions, Root, Source, Tag, Text, Value, Version, Vocabulary,
    Word, read_root,
};

/// The maximum depth of this way. Deeper documents go through the tree, which knows the limits.
const DEPTH: usize = 64;

/// The maximum length of a name, as in the gauge.
const NAME: usize = 256;

/// Reads a document. Returns `None` if it has anything unusual: a fault, content outside the
/// declarations, entries in another order than writers use. Then the tree has to read it, and tells
/// the error if there is one.
///
/// One pass instead of a check, a gauge and three trees.
pub(super) fn read<'a, T: Root<'a>>(document: &'a [u8], options: &ReadOptions) -> Option<T> {
    if matches!(T::TYPE, Type::Any) || document.len() > options.limits.document_bytes {
        return None;
    }
    let text = std::str::from_utf8(document).ok()?;
    let mut source = JsonSource {
        text,
        at: 0,
        open: Vec::with_capacity(16),
        is_entered: false,
        content: T::TYPE,
        entered: Tag::FOREIGN,
        version: Version::default(),
        vocabulary: T::VOCABULARY,
        options: *options,
        elements: 0,
        attributes: 0,
    };
    source.expect(b'{').ok()?;
    if source.string().ok()? != "version" {
        return None;
    }
    source.expect(b':').ok()?;
    source.version = source.string().ok()?.parse().ok()?;
    source.expect(b',').ok()?;
    let root = read_root(&mut source).ok()?;
    source.finish().ok()?;
    Some(root)
}

/// An element that was entered and not left.
struct Frame {
    content: Type,
    fields: &'static [Field],
    attributes: &'static [Declared],
    /// The type of the text beside attributes, until the text is read.
    text: Option<Type>,
    /// The field of the last child if its list is open; else the field after it.
    field: usize,
    state: State,
    /// Whether a map with one entry surrounds the element.
    is_wrapped: bool,
}

/// The place in an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before its value, which is no map.
    Value,
    /// In a map, before its first entry.
    Start,
    /// In a map, behind an entry.
    Entry,
    /// In the list of a field, behind an item.
    Item,
    /// In a map, before the text; its name has been read.
    Text,
}

struct JsonSource<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Frame>,
    /// Whether the root was entered.
    is_entered: bool,
    /// The type of the document.
    content: Type,
    entered: Tag,
    version: Version,
    vocabulary: &'static Vocabulary,
    options: ReadOptions,
    elements: usize,
    attributes: usize,
}

/// The error for everything that the tree has to read. Nobody sees it.
#[cold]
fn unusual() -> Error {
    Error::new(ErrorKind::NoRoot)
}

impl<'a> JsonSource<'a> {
    /// Skips white space and returns the next byte, or 0 at the end.
    #[inline]
    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at = self.at.saturating_add(1),
                Some(byte) => return *byte,
                None => return 0,
            }
        }
    }

    #[inline]
    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Result<(), Error> {
        if self.peek() != byte {
            return Err(unusual());
        }
        self.step();
        Ok(())
    }

    /// Reads a string without escapes.
    #[inline]
    fn string(&mut self) -> Result<&'a str, Error> {
        match self.raw_string()? {
            (text, false) => Ok(text),
            (_, true) => Err(unusual()),
        }
    }

    /// Returns the bytes between quotes, and whether there are escapes among them.
    #[inline]
    fn raw_string(&mut self) -> Result<(&'a str, bool), Error> {
        self.expect(b'"')?;
        let (start, mut has_escapes) = (self.at, false);
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let plain = rest.iter().position(|byte| *byte < b' ' || *byte == b'"' || *byte == b'\\');
            let plain = plain.ok_or_else(unusual)?;
            self.at = self.at.saturating_add(plain);
            match rest.get(plain) {
                Some(b'"') => break,
                Some(b'\\') => {
                    has_escapes = true;
                    // Whatever it is, it does not end the string.
                    self.at = self.at.saturating_add(2);
                }
                _ => return Err(unusual()),
            }
        }
        let text = self.text.get(start..self.at).ok_or_else(unusual)?;
        self.step();
        Ok((text, has_escapes))
    }

    /// Reads a string that may have escapes.
    #[inline]
    fn long_string(&mut self) -> Result<Text<'a>, Error> {
        let start = self.at;
        let (text, has_escapes) = self.raw_string()?;
        let text = if has_escapes {
            let quoted = self.text.get(start..self.at).unwrap_or_default();
            Text::from(serde_json::from_str::<String>(quoted).map_err(|_| unusual())?)
        } else {
            Text::borrowed(text)
        };
        self.options.limits.check(LimitKind::TextBytes, text.len())?;
        Ok(text)
    }

    /// Reads a scalar of this type.
    fn scalar(&mut self, content: Type) -> Result<Value<'a>, Error> {
        match content {
            Type::Integer => self.number().map(Value::Integer),
            Type::Boolean => self.boolean().map(Value::from),
            Type::DateTime => match self.long_string()? {
                text if has_blank_ends(&text) => Err(unusual()),
                text => Ok(Value::Text(text)),
            },
            Type::Structure(_) | Type::Empty | Type::Choice(_) | Type::Any => Err(unusual()),
            _ => self.long_string().map(Value::Text),
        }
    }

    fn number(&mut self) -> Result<u32, Error> {
        self.peek();
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = rest.iter().take(11).take_while(|byte| byte.is_ascii_digit()).count();
        let digits = self.text.get(self.at..self.at.saturating_add(length)).unwrap_or_default();
        self.at = self.at.saturating_add(length);
        let is_whole = matches!(self.peek(), b',' | b'}' | b']');
        if !is_whole || (digits.len() > 1 && digits.starts_with('0')) {
            return Err(unusual());
        }
        digits.parse().map_err(|_| unusual())
    }

    fn boolean(&mut self) -> Result<bool, Error> {
        self.peek();
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let (value, length) = if rest.starts_with(b"true") {
            (true, 4)
        } else if rest.starts_with(b"false") {
            (false, 5)
        } else {
            return Err(unusual());
        };
        self.at = self.at.saturating_add(length);
        if matches!(self.peek(), b',' | b'}' | b']') { Ok(value) } else { Err(unusual()) }
    }

    fn top(&mut self) -> Result<&mut Frame, Error> {
        self.open.last_mut().ok_or_else(unusual)
    }

    /// Enters an element; its value comes next.
    fn enter(&mut self, tag: Tag, content: Type, is_wrapped: bool) -> Result<Option<Tag>, Error> {
        if self.open.len() >= DEPTH || self.open.len() >= self.options.limits.depth() as usize {
            return Err(unusual());
        }
        self.elements = self.elements.saturating_add(1);
        self.options.limits.check(LimitKind::Elements, self.elements)?;
        let mut frame = Frame {
            content,
            fields: &[],
            attributes: &[],
            text: None,
            field: 0,
            state: State::Value,
            is_wrapped,
        };
        let is_map = self.peek() == b'{';
        match content {
            Type::Structure(schema) => {
                (frame.fields, frame.attributes) = (schema.fields, schema.attributes);
                frame.text = schema.text;
            }
            Type::Empty => {}
            Type::Choice(_) | Type::Any => return Err(unusual()),
            _ if is_map => return Err(unusual()),
            _ => {}
        }
        if is_map {
            self.step();
            frame.state = State::Start;
        }
        self.entered = tag;
        self.open.push(frame);
        Ok(Some(tag))
    }

    /// Leaves the innermost element; its value has ended.
    fn leave(&mut self) -> Result<(), Error> {
        let frame = self.open.pop().ok_or_else(unusual)?;
        if frame.is_wrapped { self.expect(b'}') } else { Ok(()) }
    }

    /// Goes to the next entry of the open map and returns true, or leaves the map.
    fn next_entry(&mut self) -> Result<bool, Error> {
        let state = self.top()?.state;
        match (state, self.peek()) {
            (State::Start | State::Entry, b'}') => {
                self.step();
                self.leave()?;
                Ok(false)
            }
            (State::Start, b'"') => Ok(true),
            (State::Entry, b',') => {
                self.step();
                Ok(true)
            }
            _ => Err(unusual()),
        }
    }

    /// Enters the next item of the open list, if there is one.
    fn next_item(&mut self) -> Result<Option<Tag>, Error> {
        match self.peek() {
            b',' => {
                self.step();
                self.item()
            }
            b']' => {
                self.step();
                let frame = self.top()?;
                (frame.state, frame.field) = (State::Entry, frame.field.saturating_add(1));
                Ok(None)
            }
            _ => Err(unusual()),
        }
    }

    /// Enters an item of the open list.
    fn item(&mut self) -> Result<Option<Tag>, Error> {
        let frame = self.top()?;
        let field = frame.fields.get(frame.field).ok_or_else(unusual)?;
        if !field.is_mixed() {
            let tag = *field.tags.first().ok_or_else(unusual)?;
            return self.enter(tag, *field.content.of(tag), false);
        }
        self.expect(b'{')?;
        let name = self.string()?;
        let tag = self.vocabulary.tag(name).filter(|tag| field.tags.contains(tag)).ok_or_else(unusual)?;
        self.expect(b':')?;
        self.enter(tag, *field.content.of(tag), true)
    }

    /// Enters the child under the entry with the next name.
    fn entry(&mut self) -> Result<Option<Tag>, Error> {
        let name = self.string()?;
        self.expect(b':')?;
        if name.len() > NAME {
            return Err(unusual());
        }
        let vocabulary = self.vocabulary;
        let frame = self.top()?;
        if name == "#text" && frame.field == 0 && frame.text.is_some() {
            frame.state = State::Text;
            return Ok(Some(Tag::TEXT));
        }
        let tag = vocabulary.tag(name);
        let fields = frame.fields.iter().enumerate().skip(frame.field);
        let (index, field) = fields
            .into_iter()
            .find(|(_, field)| {
                if field.cardinality == Cardinality::Many && field.is_mixed() {
                    field.name == name
                } else {
                    tag.is_some_and(|tag| field.tags.contains(&tag))
                }
            })
            .ok_or_else(unusual)?;
        // Nothing before the text but attributes.
        frame.text = None;
        if field.cardinality == Cardinality::Many {
            (frame.state, frame.field) = (State::Item, index);
            // Another spelling, or an empty list, which writers do not write.
            let is_first = field.is_mixed() || field.tags.first().copied() == tag;
            self.expect(b'[')?;
            return if is_first { self.item() } else { Err(unusual()) };
        }
        (frame.state, frame.field) = (State::Entry, index.saturating_add(1));
        let tag = tag.ok_or_else(unusual)?;
        self.enter(tag, *field.content.of(tag), false)
    }

    /// Returns whether an attribute is the next entry.
    fn is_at_attribute(&self) -> bool {
        let Some(frame) = self.open.last() else { return false };
        if frame.attributes.is_empty() || !matches!(frame.state, State::Start | State::Entry) {
            return false;
        }
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default().trim_ascii_start();
        let rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
        rest.starts_with(b"\"@")
    }
}

impl<'a> Source<'a> for JsonSource<'a> {
    fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    fn version(&self) -> Version {
        self.version
    }

    fn options(&self) -> &ReadOptions {
        &self.options
    }

    fn child(&mut self) -> Result<Option<Tag>, Error> {
        let Some(frame) = self.open.last() else {
            if std::mem::replace(&mut self.is_entered, true) {
                return Ok(None);
            }
            let name = self.string()?;
            let tag = self.vocabulary.tag(name).ok_or_else(unusual)?;
            self.expect(b':')?;
            return self.enter(tag, *self.content.of(tag), false);
        };
        if frame.state == State::Item
            && let Some(tag) = self.next_item()?
        {
            return Ok(Some(tag));
        }
        if self.next_entry()? { self.entry() } else { Ok(None) }
    }

    fn leaf(&mut self) -> Result<Option<Value<'a>>, Error> {
        let frame = self.top()?;
        let (state, content) = (frame.state, frame.content);
        match state {
            State::Value => {
                let content = if matches!(content, Type::Structure(_)) { Type::Text } else { content };
                let value = self.scalar(content)?;
                self.leave()?;
                Ok(Some(value))
            }
            // The text of a map: the content of an element, or `child` has read its name.
            State::Text => {
                let content = frame.text.take().ok_or_else(unusual)?;
                frame.state = State::Entry;
                self.scalar(content).map(Some)
            }
            State::Start | State::Entry if self.peek() == b'}' => {
                self.step();
                self.leave()?;
                Ok(Some(Value::from("")))
            }
            State::Start | State::Entry => self.text_alone(),
            State::Item => Ok(None),
        }
    }

    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, Error> {
        if !self.is_at_attribute() {
            return Ok(None);
        }
        if !self.next_entry()? {
            return Err(unusual());
        }
        let name = self.string()?;
        let name = name.strip_prefix('@').ok_or_else(unusual)?;
        self.expect(b':')?;
        let frame = self.top()?;
        // The next attributes are behind this one, so that none comes twice.
        let at = frame.attributes.iter().position(|declared| declared.name == name).ok_or_else(unusual)?;
        let content = frame.attributes.get(at).ok_or_else(unusual)?.content;
        frame.attributes = frame.attributes.get(at.saturating_add(1)..).unwrap_or_default();
        frame.state = State::Entry;
        self.attributes = self.attributes.saturating_add(1);
        self.options.limits.check(LimitKind::Attributes, self.attributes)?;
        let value = self.scalar(content)?.into_text()?;
        Ok(Some(Attribute { name: Text::borrowed(name), value }))
    }

    fn has_attributes(&self) -> bool {
        self.is_at_attribute()
    }

    fn skip(&mut self) -> Result<(), Error> {
        Err(unusual())
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.expect(b'}')?;
        self.peek();
        if self.at == self.text.len() && self.open.is_empty() { Ok(()) } else { Err(unusual()) }
    }

    fn name(&self) -> Text<'a> {
        self.vocabulary.name(self.entered).map(Text::borrowed).unwrap_or_default()
    }

    /// Errors of this source have no place: the tree tells them.
    fn offset(&self) -> usize {
        0
    }

    fn word(&mut self) -> Option<Word> {
        None
    }
}

impl<'a> JsonSource<'a> {
    /// Reads the text of a map that has nothing else but attributes, and leaves the map. Consumes
    /// nothing if the next entry is an element.
    fn text_alone(&mut self) -> Result<Option<Value<'a>>, Error> {
        let before = self.at;
        if !self.next_entry()? {
            return Err(unusual());
        }
        let frame = self.top()?;
        let content = frame.text.filter(|_| frame.field == 0);
        let is_text = self.string()? == "#text";
        let Some(content) = content.filter(|_| is_text) else {
            self.at = before;
            return Ok(None);
        };
        self.expect(b':')?;
        let value = self.scalar(content)?;
        if self.peek() != b'}' {
            self.at = before;
            return Ok(None);
        }
        self.step();
        self.leave()?;
        Ok(Some(value))
    }
}
