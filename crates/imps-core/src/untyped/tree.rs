//! Untyped elements as a syntax of their own. Typed content is written into them and read from
//! them.

use crate::names::{CSP, Name, Tag, Version, Versions, Vocabulary, Word};
use crate::reading::{Error, ErrorKind, LimitKind, ReadOptions};
use crate::untyped::{Item, Node};
use crate::values::{Bytes, DateTime, Text, Value};
use crate::walk::{Attribute, Sink, Source};
use alloc::string::String;
use alloc::vec::Vec;

/// Reads an untyped element as if it were a document.
///
/// ```
/// use imps_core::{Content, Node, Source, Text, TreeSource, Version, tag};
///
/// let node = Node::leaf(tag::UserID, "wv:ann@example.com");
/// let mut source = TreeSource::new(&node, Version::V1_2);
/// let tag = source.child()?.ok_or("no root")?;
/// assert_eq!(Text::read(tag, &mut source)?, "wv:ann@example.com");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct TreeSource<'n> {
    root: Option<&'n Node<'n>>,
    open: Vec<Frame<'n>>,
    entered: Option<&'n Node<'n>>,
    /// The text that comes next.
    text: Option<&'n Value<'n>>,
    version: Version,
    vocabulary: &'static Vocabulary,
    options: ReadOptions,
    /// The number of elements and attributes so far.
    elements: usize,
    attributes: usize,
}

#[derive(Clone, Debug)]
struct Frame<'n> {
    attributes: &'n [Attribute<'n>],
    content: &'n [Item<'n>],
}

impl<'n> TreeSource<'n> {
    /// Makes a source with this element as root. The names belong to [`CSP`].
    pub fn new(root: &'n Node<'n>, version: Version) -> Self {
        Self {
            root: Some(root),
            open: Vec::new(),
            entered: None,
            text: None,
            version,
            vocabulary: &CSP,
            options: ReadOptions::default(),
            elements: 0,
            attributes: 0,
        }
    }

    /// Sets the vocabulary of the names.
    #[must_use]
    pub fn with_vocabulary(mut self, vocabulary: &'static Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// Sets how to read. The limits apply to a tree as to a document, except the limit of bytes: a
    /// tree has none.
    #[must_use]
    pub fn with_options(mut self, options: ReadOptions) -> Self {
        self.options = options;
        self
    }

    fn enter(&mut self, node: &'n Node<'n>) -> Result<Tag, Error> {
        let limit = self.options.limits.depth();
        if u32::try_from(self.open.len()).is_ok_and(|open| open >= limit) {
            return Err(Error::new(ErrorKind::TooDeep { limit }));
        }
        self.count_elements(1)?;
        self.open.push(Frame { attributes: &node.attributes, content: &node.content });
        self.entered = Some(node);
        Ok(node.name.tag())
    }

    fn count_elements(&mut self, more: usize) -> Result<(), Error> {
        self.elements = self.elements.saturating_add(more);
        self.options.limits.check(LimitKind::Elements, self.elements)
    }

    /// Returns a text, if it is not too long.
    fn measured(&self, value: &'n Value<'n>) -> Result<Value<'n>, Error> {
        let bytes = match value {
            Value::Text(text) => text.len(),
            Value::Bytes(bytes) => bytes.len(),
            Value::Integer(_) | Value::Word(_) | Value::DateTime(_) => 0,
        };
        self.options.limits.check(LimitKind::TextBytes, bytes)?;
        Ok(value.reborrow())
    }
}

/// Blank text counts as text here: the author of the tree wants it. There are no offsets.
impl<'n> Source<'n> for TreeSource<'n> {
    fn finish(&mut self) -> Result<(), Error> {
        Ok(())
    }

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
        let Some(frame) = self.open.last_mut() else {
            return self.root.take().map(|root| self.enter(root)).transpose();
        };
        let Some((first, rest)) = frame.content.split_first() else {
            self.open.pop();
            return Ok(None);
        };
        frame.content = rest;
        Ok(Some(match first {
            Item::Element(node) => self.enter(node)?,
            Item::Value(value) => {
                self.text = Some(value);
                Tag::TEXT
            }
        }))
    }

    fn leaf(&mut self) -> Result<Option<Value<'n>>, Error> {
        if let Some(text) = self.text.take() {
            return self.measured(text).map(Some);
        }
        let value = match self.open.last().map(|frame| frame.content) {
            Some([]) => Value::from(""),
            Some([Item::Value(value)]) => self.measured(value)?,
            _ => return Ok(None),
        };
        self.open.pop();
        Ok(Some(value))
    }

    fn attribute(&mut self) -> Result<Option<Attribute<'n>>, Error> {
        let Some(frame) = self.open.last_mut() else { return Ok(None) };
        let Some((first, rest)) = frame.attributes.split_first() else { return Ok(None) };
        frame.attributes = rest;
        self.attributes = self.attributes.saturating_add(1);
        self.options.limits.check(LimitKind::Attributes, self.attributes)?;
        self.options.limits.check(LimitKind::TextBytes, first.value.len())?;
        Ok(Some(Attribute { name: Text::borrowed(&first.name), value: Text::borrowed(&first.value) }))
    }

    fn has_attributes(&self) -> bool {
        self.open.last().is_some_and(|frame| !frame.attributes.is_empty())
    }

    fn skip(&mut self) -> Result<(), Error> {
        let passed = self.open.pop().map_or(0, |frame| elements(frame.content));
        self.count_elements(passed)
    }

    fn name(&self) -> Text<'n> {
        self.entered.map(|node| Text::borrowed(node.name.as_str(self.vocabulary))).unwrap_or_default()
    }

    fn offset(&self) -> usize {
        0
    }
}

/// The number of elements at any depth.
fn elements(content: &[Item<'_>]) -> usize {
    let of = |item: &Item<'_>| match item {
        Item::Element(node) => elements(&node.content).saturating_add(1),
        Item::Value(_) => 0,
    };
    content.iter().map(of).fold(0, usize::saturating_add)
}

/// Writes an untyped element.
///
/// ```
/// use imps_core::{Content, Node, Sink, TreeSink, Version, tag};
///
/// let mut sink = TreeSink::new(Version::V1_2);
/// 200.write(tag::Code, &mut sink)?;
/// assert_eq!(sink.finish()?, Node::leaf(tag::Code, 200));
/// # Ok::<_, imps_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TreeSink {
    root: Option<Node<'static>>,
    open: Vec<Node<'static>>,
    version: Version,
    vocabulary: &'static Vocabulary,
    /// Whether to write the content of other versions too.
    every_version: bool,
}

impl TreeSink {
    /// Makes a sink for one root. The names belong to [`CSP`].
    pub const fn new(version: Version) -> Self {
        Self { root: None, open: Vec::new(), version, vocabulary: &CSP, every_version: false }
    }

    /// Sets the vocabulary of the names.
    #[must_use]
    pub const fn with_vocabulary(mut self, vocabulary: &'static Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// Writes the content of other versions too.
    #[must_use]
    pub const fn with_every_version(mut self) -> Self {
        self.every_version = true;
        self
    }

    fn open(&mut self, name: Name<'static>) {
        self.open.push(Node { name, attributes: Vec::new(), content: Vec::new() });
    }

    fn push(&mut self, value: impl Into<Value<'static>>) {
        if let Some(node) = self.open.last_mut() {
            node.content.push(Item::Value(value.into()));
        }
    }

    fn close(&mut self) {
        let Some(node) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.content.push(Item::Element(node)),
            None => self.root = Some(node),
        }
    }
}

// Not inlined: nothing is gained, and every `write` of a message has a copy.
impl Sink for TreeSink {
    type Output = Node<'static>;

    fn finish(self) -> Result<Node<'static>, Error> {
        self.root.ok_or_else(|| Error::new(ErrorKind::NoRoot))
    }

    fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    fn version(&self) -> Version {
        self.version
    }

    fn has(&self, versions: Versions) -> bool {
        self.every_version || versions.contains(self.version)
    }

    #[inline(never)]
    fn start(&mut self, tag: Tag) {
        self.open(Name::Known(tag));
    }

    fn start_foreign(&mut self, name: &str) {
        self.open(Name::Foreign(String::from(name).into()));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        if let Some(node) = self.open.last_mut() {
            node.attributes
                .push(Attribute { name: String::from(name).into(), value: String::from(value).into() });
        }
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.push(String::from(text));
    }

    #[inline(never)]
    fn word(&mut self, word: Word) {
        self.push(word);
    }

    #[inline(never)]
    fn integer(&mut self, number: u32) {
        self.push(number);
    }

    #[inline(never)]
    fn date_time(&mut self, time: DateTime) {
        self.push(time);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.push(Bytes::from(bytes).into_owned());
    }

    #[inline(never)]
    fn end(&mut self, _: Tag) {
        self.close();
    }

    fn end_foreign(&mut self, _: &str) {
        self.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Limits;
    use crate::tag;
    use crate::walk::{Content, pump};

    fn sample() -> Node<'static> {
        let status = Node::new(tag::Status).with_attribute("a", "1");
        let result = Node::new(tag::Result).with(Node::leaf(tag::Code, 200));
        let vendor = Node { content: Vec::from([Value::from(&[0xFF][..]).into()]), ..Node::foreign("x:y") };
        let mut node = status.with(result).with(vendor);
        node.content.push(Value::from("mixed").into());
        node
    }

    #[test]
    fn a_tree_survives_reading_and_writing() {
        let node = sample();
        let mut source = TreeSource::new(&node, Version::V1_2);
        let tag = source.child().unwrap().unwrap();
        assert_eq!(Node::read(tag, &mut source).unwrap(), node);
        assert_eq!(source.child().unwrap(), None);
        let mut sink = TreeSink::new(Version::V1_2);
        node.write(tag, &mut sink).unwrap();
        assert_eq!(sink.finish().unwrap(), node);
    }

    #[test]
    fn a_tree_can_be_pumped() {
        let node = sample();
        let mut sink = TreeSink::new(Version::V1_2);
        pump(&mut TreeSource::new(&node, Version::V1_2), &mut sink).unwrap();
        assert_eq!(sink.finish().unwrap(), node);
    }

    #[test]
    fn a_tree_obeys_the_limits_of_a_document() {
        // Four elements, the deepest at depth 3; one attribute; the longest text has five bytes.
        let node = sample();
        let limits = Limits::default();
        let read = |limits| {
            let options = ReadOptions::default().with_limits(limits);
            let mut source = TreeSource::new(&node, Version::V1_2).with_options(options);
            let tag = source.child()?.unwrap_or(Tag::FOREIGN);
            Node::read(tag, &mut source).map(drop)
        };
        let skip = |limits| {
            let options = ReadOptions::default().with_limits(limits);
            let mut source = TreeSource::new(&node, Version::V1_2).with_options(options);
            source.child()?;
            source.skip()
        };
        for (exact, less, bound) in [
            (limits.with_elements(4), limits.with_elements(3), LimitKind::Elements),
            (limits.with_attributes(1), limits.with_attributes(0), LimitKind::Attributes),
            (limits.with_text_bytes(5), limits.with_text_bytes(4), LimitKind::TextBytes),
            (limits.with_list_items(3), limits.with_list_items(2), LimitKind::ListItems),
        ] {
            read(exact).unwrap();
            let error = read(less).unwrap_err();
            assert!(
                matches!(error.kind(), ErrorKind::OverLimit { bound: found, .. } if *found == bound),
                "{error}"
            );
        }
        read(limits.with_depth(3)).unwrap();
        assert!(matches!(read(limits.with_depth(2)).unwrap_err().kind(), ErrorKind::TooDeep { limit: 2 }));
        skip(limits.with_elements(4)).unwrap();
        assert!(skip(limits.with_elements(3)).is_err());
        let node = Node::new(tag::Status).with_attribute("a", "12345");
        let mut source = TreeSource::new(&node, Version::V1_2)
            .with_options(ReadOptions::default().with_limits(limits.with_text_bytes(4)));
        source.child().unwrap();
        assert!(source.attribute().is_err());
    }

    #[test]
    fn a_tree_holds_what_its_version_has_unless_told_otherwise() {
        let sink = TreeSink::new(Version::V1_2);
        assert!(sink.has(Versions::range(Version::V1_1, Version::V1_2)) && !sink.has(Versions::parse("1.3")));
        assert!(sink.with_every_version().has(Versions::parse("1.3")));
    }
}
