//! Untyped elements as a syntax of their own: typed content is written into them and read from them.

use crate::{
    Attribute, CSP, DateTime, Error, Item, Name, Node, Octets, ReadOptions, Sink, Source, Tag, Text, Value,
    Version, Versions, Vocabulary, Word,
};
use alloc::string::String;
use alloc::vec::Vec;

/// Reads an untyped element as if it were a document.
///
/// ```
/// use imps_core::{Content, Node, Source, Text, TreeSource, Version, tag};
///
/// let node = Node::leaf(tag::UserID, "wv:ann@example.com");
/// let mut source = TreeSource::new(&node, Version::V1_2);
/// let tag = source.child()?.unwrap();
/// assert_eq!(Text::read(tag, &mut source)?, "wv:ann@example.com");
/// # Ok::<_, imps_core::Error>(())
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
}

#[derive(Clone, Debug)]
struct Frame<'n> {
    attributes: &'n [Attribute<'n>],
    content: &'n [Item<'n>],
}

impl<'n> TreeSource<'n> {
    /// A source with this element as root, its names those of [`CSP`].
    pub fn new(root: &'n Node<'n>, version: Version) -> Self {
        Self {
            root: Some(root),
            open: Vec::new(),
            entered: None,
            text: None,
            version,
            vocabulary: &CSP,
            options: ReadOptions::default(),
        }
    }

    /// States what the names refer to.
    #[must_use]
    pub fn with_vocabulary(mut self, vocabulary: &'static Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// States how to read.
    #[must_use]
    pub fn with_options(mut self, options: ReadOptions) -> Self {
        self.options = options;
        self
    }

    fn enter(&mut self, node: &'n Node<'n>) -> Tag {
        self.open.push(Frame { attributes: &node.attributes, content: &node.content });
        self.entered = Some(node);
        node.name.tag()
    }
}

/// Blank text is no less text here: whoever built the tree wants it. There are no offsets.
impl<'n> Source<'n> for TreeSource<'n> {
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
            return Ok(self.root.take().map(|root| self.enter(root)));
        };
        let Some((first, rest)) = frame.content.split_first() else {
            self.open.pop();
            return Ok(None);
        };
        frame.content = rest;
        Ok(Some(match first {
            Item::Element(node) => self.enter(node),
            Item::Value(value) => {
                self.text = Some(value);
                Tag::TEXT
            }
        }))
    }

    fn leaf(&mut self) -> Result<Option<Value<'n>>, Error> {
        if let Some(text) = self.text.take() {
            return Ok(Some(text.reborrow()));
        }
        let value = match self.open.last().map(|frame| frame.content) {
            Some([]) => Value::from(""),
            Some([Item::Value(value)]) => value.reborrow(),
            _ => return Ok(None),
        };
        self.open.pop();
        Ok(Some(value))
    }

    fn attribute(&mut self) -> Result<Option<Attribute<'n>>, Error> {
        let Some(frame) = self.open.last_mut() else { return Ok(None) };
        let Some((first, rest)) = frame.attributes.split_first() else { return Ok(None) };
        frame.attributes = rest;
        Ok(Some(Attribute { name: Text::borrowed(&first.name), value: Text::borrowed(&first.value) }))
    }

    fn skip(&mut self) -> Result<(), Error> {
        self.open.pop();
        Ok(())
    }

    fn name(&self) -> Text<'n> {
        self.entered.map(|node| Text::borrowed(node.name.as_str(self.vocabulary))).unwrap_or_default()
    }

    fn offset(&self) -> usize {
        0
    }
}

/// Writes an untyped element.
///
/// ```
/// use imps_core::{Content, Node, TreeSink, Version, tag};
///
/// let mut sink = TreeSink::new(Version::V1_2);
/// 200.write(tag::Code, &mut sink)?;
/// assert_eq!(sink.finish(), Some(Node::leaf(tag::Code, 200)));
/// # Ok::<_, imps_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct TreeSink {
    root: Option<Node<'static>>,
    open: Vec<Node<'static>>,
    version: Version,
    vocabulary: &'static Vocabulary,
    /// Whether what other versions have is written too.
    every_version: bool,
}

impl TreeSink {
    /// A sink for one root, its names those of [`CSP`].
    pub const fn new(version: Version) -> Self {
        Self { root: None, open: Vec::new(), version, vocabulary: &CSP, every_version: false }
    }

    /// States what the names refer to.
    #[must_use]
    pub const fn with_vocabulary(mut self, vocabulary: &'static Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// Writes what other versions have, too.
    #[must_use]
    pub const fn with_every_version(mut self) -> Self {
        self.every_version = true;
        self
    }

    /// The root; `None` when nothing was written.
    pub fn finish(self) -> Option<Node<'static>> {
        self.root
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

impl Sink for TreeSink {
    fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    fn version(&self) -> Version {
        self.version
    }

    fn has(&self, versions: Versions) -> bool {
        self.every_version || versions.contains(self.version)
    }

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

    fn text(&mut self, text: &str) {
        self.push(String::from(text));
    }

    fn word(&mut self, word: Word) {
        self.push(word);
    }

    fn integer(&mut self, number: u32) {
        self.push(number);
    }

    fn date_time(&mut self, time: DateTime) {
        self.push(time);
    }

    fn octets(&mut self, octets: &[u8]) {
        self.push(Octets::from(octets).into_owned());
    }

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
    use crate::{Content, pump, tag};

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
        assert_eq!(sink.finish(), Some(node));
    }

    #[test]
    fn a_tree_can_be_pumped() {
        let node = sample();
        let mut sink = TreeSink::new(Version::V1_2);
        pump(&mut TreeSource::new(&node, Version::V1_2), &mut sink).unwrap();
        assert_eq!(sink.finish(), Some(node));
    }

    #[test]
    fn a_tree_holds_what_its_version_has_unless_told_otherwise() {
        let sink = TreeSink::new(Version::V1_2);
        assert!(sink.has(Versions::range(Version::V1_1, Version::V1_2)) && !sink.has(Versions::parse("1.3")));
        assert!(sink.with_every_version().has(Versions::parse("1.3")));
    }
}
