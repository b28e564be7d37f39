//! The code tables: which two letters stand for what.

mod form;
mod listing;
mod rows;
mod table;

pub(crate) use form::Form;
pub use listing::CodeRow;
pub use table::TableError;

use crate::Code;
use imps_core::{CSP, Tag, Text, Value};
use rows::{Row, Rows};
use std::sync::LazyLock;

/// The code tables of the plain-text syntax, as data.
///
/// [`standard`](Self::standard) holds the codes that a client was seen to use: 25 of 105 messages. With the standard at hand, complete it
/// at run time by [`extend`](Self::extend), with a text file of one row a line; columns are separated by white space, and `#`
/// starts a comment:
///
/// | row | says |
/// | --- | --- |
/// | `message CODE NAME request` (or `response`) | the type letters of a message, and its transaction mode |
/// | `session CODE ELEMENT` | the parameter that names the session, outside of the content |
/// | `element CODE PATH FORM [last] [in MESSAGE ...]` | a parameter: the element below the message it stands for, the shape of its value, whether it goes to the end, and the only messages that have it |
/// | `capability CODE PATH` | an element of a capability list |
/// | `capability-value CODE ELEMENT WORD` | a word of an enumeration there |
/// | `property CODE WORD` | a property of a contact list |
/// | `presence CODE PATH` | a presence attribute, or one of its parts: `ClientInfo/ClientType` |
/// | `presence-value CODE ELEMENT WORD` | a word of an enumeration there |
/// | `service CODE PATH` | a node of the service tree: `WVCSPFeat/IMFeat` |
///
/// The letters of each kind of row are a name space of their own. Where several rows stand for one element, the first that fits is
/// written and all are read; for one code, the first whose element the message has in its version. Shapes of values:
///
/// | shape | value |
/// | --- | --- |
/// | `value` | a text; a list of texts where the element may stand more than once |
/// | `repeat` | a text; the parameter stands once for each element |
/// | `either(A,B)` | the text of child A if it looks like a telephone number, else of child B |
/// | `group(A,B)` | the texts of the children A and B, or of A alone |
/// | `capabilities` | pairs of capability code and text |
/// | `properties` | pairs of property code and text |
/// | `members` | pairs of nickname, which may be empty, and user |
/// | `users` | pairs of nothing and user |
/// | `services` | codes of the service tree |
/// | `names` | codes of presence attributes |
/// | `attributes` | groups of presence code, qualifier and value |
/// | `presence` | groups of user and list of presence attributes |
///
/// ```
/// use imps_pts::Codes;
///
/// let mut codes = Codes::standard().clone();
/// assert_eq!(codes.message("VerifyID-Request"), None);
/// // The letters are invented: the real ones are in the standard's own table.
/// codes.extend("message QQ VerifyID-Request request")?;
/// assert_eq!(codes.message("VerifyID-Request"), Some("QQ".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    messages: Rows<Message>,
    session: Option<(Code, Tag)>,
    parameters: Rows<Parameter>,
    capabilities: Rows<Node>,
    capability_values: Rows<Word>,
    properties: Vec<Property>,
    presence: Rows<Node>,
    presence_values: Rows<Word>,
    services: Rows<Node>,
}

/// The type letters of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) code: Code,
    pub(crate) tag: Tag,
    pub(crate) is_request: bool,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parameter {
    pub(crate) code: Code,
    /// The element, and what is inside it down to the text.
    pub(crate) path: Box<[Tag]>,
    pub(crate) form: Form,
    /// Whether it is written behind all others, in the order of the table.
    pub(crate) is_last: bool,
    /// Its place in the table.
    pub(crate) order: usize,
    only_in: Box<[Tag]>,
}

impl Parameter {
    /// The element below the message.
    #[inline]
    pub(crate) fn tag(&self) -> Tag {
        self.path.first().copied().unwrap_or(Tag::FOREIGN)
    }

    fn may_stand_in(&self, message: Tag) -> bool {
        self.only_in.is_empty() || self.only_in.contains(&message)
    }
}

/// An element with a path: a capability, a presence attribute or a part of one, a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) code: Code,
    pub(crate) path: Box<[Tag]>,
}

/// A word of the enumeration that an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    code: Code,
    tag: Tag,
    text: Box<str>,
    /// The same where binary XML has a token for it, too.
    known: Option<imps_core::Word>,
}

/// A property of a contact list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Property {
    code: Code,
    name: Box<str>,
}

impl Row for Message {
    fn code(&self) -> Code {
        self.code
    }

    fn tag(&self) -> Tag {
        self.tag
    }
}

impl Row for Parameter {
    fn code(&self) -> Code {
        self.code
    }

    fn tag(&self) -> Tag {
        self.tag()
    }
}

impl Row for Node {
    fn code(&self) -> Code {
        self.code
    }

    /// The innermost element.
    fn tag(&self) -> Tag {
        self.path.last().copied().unwrap_or(Tag::FOREIGN)
    }
}

impl Row for Word {
    fn code(&self) -> Code {
        self.code
    }

    fn tag(&self) -> Tag {
        self.tag
    }
}

/// The words of one kind of place: of capabilities or of presence.
#[derive(Clone, Copy)]
pub(crate) struct Words<'c>(&'c Rows<Word>);

static STANDARD: LazyLock<Codes> = LazyLock::new(|| {
    let mut codes = Codes::default();
    // A fault would be seen by every test.
    let _ = codes.extend(include_str!("codes/standard.pts"));
    codes
});

impl Codes {
    /// The codes that a client was seen to use.
    pub fn standard() -> &'static Self {
        &STANDARD
    }

    /// Adds the rows of a table; when that fails, those before the faulty one are added.
    ///
    /// # Errors
    /// When a row is none of those above, names an element that the protocol does not have, or gives a second meaning to a message
    /// or to its letters.
    pub fn extend(&mut self, table: &str) -> Result<(), TableError> {
        table::extend(self, table)
    }

    /// The type letters of a message, by its name in XML.
    pub fn message(&self, name: &str) -> Option<Code> {
        self.message_of(CSP.tag(name)?).map(|message| message.code)
    }

    /// Every message that has type letters: the letters, and the name in XML.
    pub fn messages(&self) -> impl Iterator<Item = (Code, &'static str)> {
        self.messages.iter().map(|message| (message.code, CSP.name(message.tag).unwrap_or_default()))
    }

    pub(crate) fn message_with(&self, code: Code) -> Option<&Message> {
        self.messages.of_code(code).next()
    }

    pub(crate) fn message_of(&self, tag: Tag) -> Option<&Message> {
        self.messages.of_tag(tag).next()
    }

    /// The parameter that names the session.
    pub(crate) fn session(&self) -> Option<(Code, Tag)> {
        self.session
    }

    /// Whether the letters stand for an element of just this message.
    pub(crate) fn is_content(&self, code: Code, message: Tag) -> bool {
        self.parameters.of_code(code).any(|row| row.only_in.contains(&message))
    }

    /// What a parameter of a message may stand for, in order.
    pub(crate) fn parameters(&self, code: Code, message: Tag) -> impl Iterator<Item = &Parameter> {
        self.parameters.of_code(code).filter(move |row| row.may_stand_in(message))
    }

    /// The parameter that an element of a message is written as.
    pub(crate) fn parameter_of(&self, element: Tag, message: Tag) -> Option<&Parameter> {
        self.parameters.of_tag(element).find(|row| row.may_stand_in(message))
    }

    /// The elements that a capability code may stand for, in order.
    pub(crate) fn capabilities(&self, code: Code) -> impl Iterator<Item = &Node> {
        self.capabilities.of_code(code)
    }

    /// The code of a capability; `element` is where its text stands.
    pub(crate) fn capability_of(&self, path: &[Tag]) -> Option<&Node> {
        find(&self.capabilities, path)
    }

    /// The presence attribute, or the part of `parent`, that a code stands for.
    pub(crate) fn attribute(&self, code: Code, parent: Option<Tag>) -> Option<Tag> {
        let node = self.presence.of_code(code).find(|node| parent_of(node) == parent)?;
        node.path.last().copied()
    }

    /// The code of a presence attribute, or of a part of one.
    pub(crate) fn attribute_of(&self, tag: Tag, parent: Option<Tag>) -> Option<Code> {
        self.presence.of_tag(tag).find(|node| parent_of(node) == parent).map(|node| node.code)
    }

    /// Whether any part of a presence attribute has a code.
    pub(crate) fn has_parts(&self, attribute: Tag) -> bool {
        self.presence.iter().any(|node| parent_of(node) == Some(attribute))
    }

    /// The node of the service tree that a code stands for.
    pub(crate) fn service(&self, code: Code) -> Option<&Node> {
        self.services.of_code(code).next()
    }

    /// The code of a node of the service tree.
    pub(crate) fn service_of(&self, path: &[Tag]) -> Option<Code> {
        find(&self.services, path).map(|node| node.code)
    }

    /// The words of capabilities.
    pub(crate) fn capability_words(&self) -> Words<'_> {
        Words(&self.capability_values)
    }

    /// The words of presence.
    pub(crate) fn presence_words(&self) -> Words<'_> {
        Words(&self.presence_values)
    }

    /// The property that a code stands for: unlike everywhere else, in upper case only.
    pub(crate) fn property(&self, code: &str) -> Option<&str> {
        let found = self.properties.iter().find(|property| property.code.as_str() == code)?;
        Some(&found.name)
    }

    /// The code of a property.
    pub(crate) fn property_of(&self, name: &str) -> Option<Code> {
        self.properties.iter().find(|property| *property.name == *name).map(|property| property.code)
    }
}

impl Words<'_> {
    /// The word that a text stands for in an element, by its code or spelled out.
    pub(crate) fn value(self, tag: Tag, text: &str) -> Option<Value<'static>> {
        let code = text.parse::<Code>().ok();
        let coded = self.0.of_tag(tag).find(|row| Some(row.code) == code);
        let row = coded.or_else(|| self.0.of_tag(tag).find(|row| *row.text == *text))?;
        Some(match row.known {
            Some(word) => Value::Word(word),
            None => Value::Text(Text::from(row.text.to_string())),
        })
    }

    /// The code of a word in an element.
    pub(crate) fn code(self, tag: Tag, text: &[u8]) -> Option<Code> {
        self.0.of_tag(tag).find(|row| row.text.as_bytes() == text).map(|row| row.code)
    }

    /// Whether the words of an element have codes at all.
    pub(crate) fn has_codes(self, tag: Tag) -> bool {
        self.0.of_tag(tag).next().is_some()
    }
}

fn parent_of(node: &Node) -> Option<Tag> {
    match *node.path {
        [parent, _] => Some(parent),
        _ => None,
    }
}

fn find<'r>(rows: &'r Rows<Node>, path: &[Tag]) -> Option<&'r Node> {
    rows.of_tag(path.last().copied().unwrap_or(Tag::FOREIGN)).find(|node| *node.path == *path)
}
