//! The code tables: the meanings of the two-letter codes.

pub(crate) mod code;
pub(crate) mod declarations;

mod constant;
mod form;
mod listing;
mod model;
mod row;
mod rows;
mod standard;
mod table;

pub(crate) use form::Form;
pub use listing::CodeRow;
pub(crate) use row::{Node, Parameter};
pub use table::TableError;

use core::fmt;
use imps_core::schema::Schema;
use imps_core::{CSP, Tag, Text, Value, Version};
use row::{Message, Property, Word};
use rows::Rows;
use std::borrow::Cow;

/// The code tables of the plain-text syntax, as data.
///
/// [`standard`](Self::standard) contains the codes that a known client uses: 25 of 105 messages. If
/// you have the standard, complete the table at run time with [`extend`](Self::extend). It reads a
/// text file of one row per line. White space separates columns, and `#` starts a comment:
///
/// | row | meaning |
/// | --- | --- |
/// | `message CODE NAME request` (or `response`) | the type letters of a message, and its transaction mode |
/// | `session CODE ELEMENT` | the parameter that names the session, outside of the content |
/// | `element CODE PATH FORM [last] [in MESSAGE ...]` | a parameter: the element below the message that it represents, the shape of its value, whether it comes last, and the only messages that have it |
/// | `capability CODE PATH` | an element of a capability list |
/// | `capability-value CODE ELEMENT WORD` | a word of an enumeration there |
/// | `property CODE WORD` | a property of a contact list |
/// | `presence CODE PATH` | a presence attribute, or one of its parts: `ClientInfo/ClientType` |
/// | `presence-value CODE ELEMENT WORD` | a word of an enumeration there |
/// | `service CODE PATH` | a node of the service tree: `WVCSPFeat/IMFeat` |
///
/// The letters of each kind of row are a separate name space. Several rows may name one element:
/// all are read, and the first that fits is written. Several rows may have one code: reading uses
/// the first row with an element that the message has in its version. An element is never written
/// with letters that mean another one.
///
/// Rows with the same first elements describe parts of one structure, and are combined when a
/// message is read: `MessageInfo/ContentType` and `MessageInfo/Validity` give one `MessageInfo`. If
/// an element may appear more than once, each such parameter lists one member per element, all in
/// the same order: with `MessageInfo/Recipient/User/UserID` as `QU` and
/// `MessageInfo/Recipient/User/ClientID/URL` as `QC`, `QU=(wv:a,wv:b) QC=(u,v)` are two users.
/// Lists in lists are groups in groups. A structure that only some of the elements have cannot be
/// written in this way, and is an error.
///
/// Shapes of values:
///
/// | shape | value |
/// | --- | --- |
/// | `value` | a text; a list of texts if the element may appear more than once |
/// | `repeat` | a text; the parameter appears once per element |
/// | `either(A,B)` | the text of child A if it looks like a telephone number, else of child B |
/// | `group(A,B)` | the texts of the children A and B, or only of A |
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
/// use imps_core::Element as _;
/// use imps_csp::Message;
/// use imps_pts::Codes;
///
/// let mut codes = Codes::standard().clone();
/// assert_eq!(codes.message("VerifyID-Request"), None);
/// // The letters are invented: the real ones are in the standard's own table.
/// codes.extend("message QQ VerifyID-Request request", Message::SCHEMA)?;
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
    properties: Cow<'static, [Property]>,
    presence: Rows<Node>,
    presence_values: Rows<Word>,
    services: Rows<Node>,
    /// The declarations that checked the last table.
    declarations: Option<Declarations>,
}

/// The declaration of the document element.
#[derive(Clone, Copy)]
struct Declarations(&'static Schema);

impl PartialEq for Declarations {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

impl Eq for Declarations {}

impl fmt::Debug for Declarations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.tag)
    }
}

/// The words of one kind of place: capabilities or presence.
#[derive(Clone, Copy)]
pub(crate) struct Words<'c>(&'c Rows<Word>);

impl Codes {
    /// Returns the codes that a known client uses.
    pub fn standard() -> &'static Self {
        &standard::STANDARD
    }

    /// Adds the rows of a table. On failure, the rows before the faulty one are added.
    /// `declarations` are the declarations of the document element, as for
    /// [`PtsSource::new`](crate::PtsSource::new).
    ///
    /// # Errors
    /// [`TableError`] contains the line and the reason. A row may be of an unknown kind, name an
    /// element or a path that no message has, give an element a shape that does not fit, describe
    /// an element both as a whole and in parts, or give a second meaning to a message or to its
    /// letters.
    ///
    /// ```
    /// use imps_core::Element as _;
    /// use imps_csp::Message;
    /// use imps_pts::Codes;
    ///
    /// let mut codes = Codes::standard().clone();
    /// let error = codes.extend("element QA Result/Code/Description value", Message::SCHEMA).unwrap_err();
    /// assert_eq!(error.to_string(), "line 1: no message has Result/Code/Description: Code holds text, no elements");
    /// ```
    pub fn extend(&mut self, table: &str, declarations: &'static Schema) -> Result<(), TableError> {
        table::extend(self, table, declarations)
    }

    /// Returns the declarations that checked additional tables; `None` for the standard table
    /// alone.
    pub(crate) fn declarations(&self) -> Option<&'static Schema> {
        self.declarations.map(|declarations| declarations.0)
    }

    /// Returns the type letters of a message, by its name in XML.
    pub fn message(&self, name: &str) -> Option<Code> {
        self.message_of(CSP.tag(name)?).map(|message| message.code)
    }

    /// Iterates over the messages that have type letters: the letters, and the name in XML.
    pub fn messages(&self) -> impl Iterator<Item = (Code, &'static str)> {
        self.messages.iter().map(|message| (message.code, CSP.name(message.tag).unwrap_or_default()))
    }

    pub(crate) fn message_with(&self, code: Code) -> Option<&Message> {
        self.messages.of_code(code).next()
    }

    pub(crate) fn message_of(&self, tag: Tag) -> Option<&Message> {
        self.messages.of_tag(tag).next()
    }

    /// Returns the parameter that names the session.
    pub(crate) fn session(&self) -> Option<(Code, Tag)> {
        self.session
    }

    /// Returns whether the letters represent an element of only this message.
    pub(crate) fn is_content(&self, code: Code, message: Tag) -> bool {
        self.parameters.of_code(code).any(|row| row.only_in.contains(&message))
    }

    /// Iterates over the possible meanings of a parameter of a message, in order.
    pub(crate) fn parameters(&self, code: Code, message: Tag) -> impl Iterator<Item = &Parameter> {
        self.parameters.of_code(code).filter(move |row| row.may_stand_in(message))
    }

    /// Iterates over the parameters that can express an element of a message, in order.
    #[inline]
    pub(crate) fn parameters_of(&self, element: Tag, message: Tag) -> impl Iterator<Item = &Parameter> {
        self.parameters.of_tag(element).filter(move |row| row.may_stand_in(message))
    }

    /// Returns the meaning of a parameter in a version, and the place of its element among the
    /// others. Of several rows, the first with a path of the version counts, else the first with a
    /// path of any version.
    pub(crate) fn meaning(
        &self,
        code: Code,
        message: Tag,
        schema: &'static Schema,
        version: Version,
    ) -> Option<(usize, &Parameter)> {
        let mut other_version = None;
        for row in self.parameters(code, message) {
            match declarations::place_of_path(schema, &row.path, version) {
                Some((place, true)) => return Some((place, row)),
                Some((place, false)) if other_version.is_none() => other_version = Some((place, row)),
                _ => {}
            }
        }
        other_version
    }

    /// Returns whether reading the letters of a row returns this row.
    #[cold]
    pub(crate) fn is_read(
        &self,
        row: &Parameter,
        message: Tag,
        schema: &'static Schema,
        version: Version,
    ) -> bool {
        self.meaning(row.code, message, schema, version).is_some_and(|(_, found)| found.means(row))
    }

    /// Returns the code of a capability, by the path down to its text.
    pub(crate) fn capability_of(&self, path: &[Tag]) -> Option<&Node> {
        self.capabilities.of_tag(last(path)).find(|node| *node.path == *path)
    }

    /// Returns the meaning of a capability code in a version: the first row with an element of the
    /// version, else the first row.
    pub(crate) fn capability(&self, code: Code, schema: &'static Schema, version: Version) -> Option<&Node> {
        let is_known = |node: &&Node| {
            declarations::place_of_path(schema, &node.path, version).is_some_and(|(_, is_known)| is_known)
        };
        self.capabilities.of_code(code).find(is_known).or_else(|| self.capabilities.of_code(code).next())
    }

    /// Returns the presence attribute, or the part of `parent`, that a code represents.
    pub(crate) fn attribute(&self, code: Code, parent: Option<Tag>) -> Option<Tag> {
        let node = self.presence.of_code(code).find(|node| parent_of(node) == parent)?;
        node.path.last().copied()
    }

    /// Returns the code of a presence attribute, or of a part of one.
    pub(crate) fn attribute_of(&self, tag: Tag, parent: Option<Tag>) -> Option<Code> {
        let rows = self.presence.of_tag(tag).filter(|node| parent_of(node) == parent);
        rows.map(|node| node.code).find(|code| self.attribute(*code, parent) == Some(tag))
    }

    /// Returns whether any part of a presence attribute has a code.
    pub(crate) fn has_parts(&self, attribute: Tag) -> bool {
        self.presence.iter().any(|node| parent_of(node) == Some(attribute))
    }

    /// Returns the node of the service tree that a code represents.
    pub(crate) fn service(&self, code: Code) -> Option<&Node> {
        self.services.of_code(code).next()
    }

    /// Returns the code of a node of the service tree.
    pub(crate) fn service_of(&self, path: &[Tag]) -> Option<Code> {
        let rows = self.services.of_tag(last(path)).filter(|node| *node.path == *path);
        rows.map(|node| node.code).find(|code| self.service(*code).is_some_and(|node| *node.path == *path))
    }

    /// Returns the words of capabilities.
    pub(crate) fn capability_words(&self) -> Words<'_> {
        Words(&self.capability_values)
    }

    /// Returns the words of presence.
    pub(crate) fn presence_words(&self) -> Words<'_> {
        Words(&self.presence_values)
    }

    /// Returns the property that a code represents. Unlike everywhere else, only upper case counts.
    pub(crate) fn property(&self, code: &str) -> Option<&str> {
        let found = self.properties.iter().find(|property| property.code.as_str() == code)?;
        Some(&found.name)
    }

    /// Returns the code of a property.
    pub(crate) fn property_of(&self, name: &str) -> Option<Code> {
        let rows = self.properties.iter().filter(|property| *property.name == *name);
        rows.map(|property| property.code).find(|code| self.property(code.as_str()) == Some(name))
    }
}

impl Words<'_> {
    /// Returns the word that a text represents in an element, by its code or spelled out.
    pub(crate) fn value(self, tag: Tag, text: &str) -> Option<Value<'static>> {
        let code = text.parse::<Code>().ok();
        let coded = self.0.of_tag(tag).find(|row| Some(row.code) == code);
        let row = coded.or_else(|| self.0.of_tag(tag).find(|row| *row.text == *text))?;
        Some(match row.known {
            Some(word) => Value::Word(word),
            None => Value::Text(Text::from(row.text.to_string())),
        })
    }

    /// Returns the code of a word in an element.
    pub(crate) fn code(self, tag: Tag, text: &[u8]) -> Option<Code> {
        self.0.of_tag(tag).find(|row| row.text.as_bytes() == text && row.is_read).map(|row| row.code)
    }

    /// Returns whether the words of an element have codes at all.
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

fn last(path: &[Tag]) -> Tag {
    path.last().copied().unwrap_or(Tag::FOREIGN)
}

pub use code::{Code, InvalidCode};
