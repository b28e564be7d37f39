//! The parts of a document that a timeline shows, without the rest.

use super::argument::{Argument, Role, bounded};
use oma_imps::charset::Charset;
use oma_imps::csp::Message;
use oma_imps::imps_core::{Element as _, Source};
use oma_imps::pts::{Codes, PtsSource};
use oma_imps::wbxml::WbxmlSource;
use oma_imps::xml::{XmlSource, root_name, to_utf8_over};
use oma_imps::{Document, Error, Input, Protocol, ReadOptions, Syntax, Value};
use serde::Serialize;

/// Request or response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// A request.
    Request,
    /// A response.
    Response,
}

/// The parts of a document.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) syntax: &'static str,
    pub(super) protocol: &'static str,
    pub(super) version: &'static str,
    pub(super) session: Option<String>,
    pub(super) poll: bool,
    pub(super) transactions: Vec<Part>,
}

/// The parts of a transaction.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) id: Option<String>,
    pub(super) mode: Option<Mode>,
    pub(super) primitive: String,
    pub(super) status: Option<u16>,
    pub(super) content_bytes: Option<usize>,
    pub(super) cookie: Option<String>,
    /// The session that a login opens.
    pub(super) opened: Option<String>,
    is_base64: bool,
    /// The first value in each role, and the number of all.
    values: [(String, usize); Role::ALL.len()],
}

impl Part {
    /// The first value in a role.
    pub(super) fn value(&self, role: Role) -> Option<&str> {
        self.values.get(role.index()).map(|(value, _)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// The main argument.
    pub(super) fn argument(&self) -> Option<Argument> {
        // Messages that arrive have the user as their recipient.
        let arrives = matches!(&*self.primitive, "NewMessage" | "MessageNotification" | "InviteUser-Request");
        let first = if arrives { Some(Role::From) } else { None };
        first.into_iter().chain(Role::ALL).find_map(|role| {
            let (value, count) = self.values.get(role.index())?;
            let others = count.checked_sub(1)?;
            Some(Argument { role, value: value.clone(), others })
        })
    }

    fn add(&mut self, role: Role, value: &str) {
        if let Some((first, count)) = self.values.get_mut(role.index()) {
            if *count == 0 {
                *first = bounded(value);
            }
            *count = count.saturating_add(1);
        }
    }
}

/// Reads bytes that are one document of binary XML and nothing else.
pub(super) fn read_whole(bytes: &[u8], charset: Charset) -> Result<Reading, Error> {
    let other = || Error::new(oma_imps::ErrorKind::NoRoot);
    // Versions of WBXML. The readers of the rest find out more.
    if !matches!(bytes, [1..=3, ..]) {
        return Err(other());
    }
    let options = ReadOptions::default();
    let mut source = WbxmlSource::with_transport_charset(bytes, &options, charset)?;
    let reading = parts(&mut source, "wbxml", "csp")?;
    if source.end()? == bytes.len() { Ok(reading) } else { Err(other()) }
}

/// Reads a document. JSON and unusual content take the long way through a tree.
pub(super) fn read(document: &[u8], syntax: Option<Syntax>, charset: Charset) -> Result<Reading, Error> {
    let options = ReadOptions::default();
    match syntax {
        Some(Syntax::Wbxml) => {
            let mut source = WbxmlSource::with_transport_charset(document, &options, charset)?;
            parts(&mut source, "wbxml", "csp")
        }
        Some(Syntax::Xml) => {
            let text = to_utf8_over(document, charset)?;
            let protocol = Protocol::of_root(&root_name(&text).unwrap_or_default());
            let mut source = XmlSource::with_vocabulary(&text, &options, protocol.vocabulary())?;
            parts(&mut source, "xml", if protocol == Protocol::Csp { "csp" } else { "ssp" })
        }
        Some(Syntax::Pts) => {
            let text = String::from_utf8_lossy(document);
            let options = oma_imps::pts::ReadOptions::from(options).with_codes(Codes::standard());
            let mut source = PtsSource::new(text.trim_ascii_end(), Message::SCHEMA, &options)?;
            parts(&mut source, "pts", "csp")
        }
        // Also the error for other languages.
        syntax => {
            let input = match syntax {
                Some(syntax) => Input::in_charset(document, syntax, charset)?,
                None => Input::new(document)?,
            };
            let tree: Document = input.read()?;
            let vocabulary = input.protocol().vocabulary();
            let mut source =
                oma_imps::imps_core::TreeSource::new(&tree.root, tree.version).with_vocabulary(vocabulary);
            parts(&mut source, input.syntax().as_str(), "csp")
        }
    }
}

fn parts<'a, S: Source<'a>>(
    source: &mut S,
    syntax: &'static str,
    protocol: &'static str,
) -> Result<Reading, Error> {
    let mut reading = Reading { syntax, protocol, ..Reading::default() };
    let mut walk = Walk { reading: &mut reading, path: Vec::new(), primitive: None };
    let first = source.child()?;
    let roots = ["WV-CSP-Message", "WV-SSP-Message"];
    let mut entered = first;
    if first.is_none() {
        return Err(Error::new(oma_imps::ErrorKind::NoRoot).at(source.offset()));
    }
    if let Some(tag) = first {
        let name = name_of(source, tag);
        if !roots.contains(&&*name) && !name.starts_with("WV-CSP-VersionDiscovery") {
            // The usual readers have the right words.
            return Err(unexpected(&name, source.offset()));
        }
    }
    while let Some(tag) = entered {
        if tag == oma_imps::imps_core::Tag::TEXT {
            source.leaf()?;
        } else {
            let name = name_of(source, tag);
            walk.enter(&name);
            if source.has_attributes() {
                while let Some(attribute) = source.attribute()? {
                    walk.attribute(&attribute.name, &attribute.value);
                }
            }
            if let Some(value) = source.leaf()? {
                walk.leaf(&value);
                walk.leave();
            }
        }
        if walk.path.is_empty() {
            break;
        }
        entered = source.child()?;
        while entered.is_none() {
            walk.leave();
            if walk.path.is_empty() {
                break;
            }
            entered = source.child()?;
        }
    }
    source.finish()?;
    reading.version = source.version().as_str();
    Ok(reading)
}

fn name_of<'a, S: Source<'a>>(source: &S, tag: oma_imps::imps_core::Tag) -> std::borrow::Cow<'a, str> {
    match source.vocabulary().name(tag) {
        Some(name) => name.into(),
        None => source.name().into_cow(),
    }
}

fn unexpected(name: &str, offset: usize) -> Error {
    let found = bounded(name);
    let kind = oma_imps::ErrorKind::UnexpectedRoot { found, expected: Protocol::Csp.expected_roots() };
    Error::new(kind).at(offset)
}

/// Where a value is, in the elements that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Root,
    Session,
    Descriptor,
    Transaction,
    TransactionDescriptor,
    Content,
    Primitive,
    Recipient,
    Sender,
    Result,
    ClientId,
    Leaf(Leaf),
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaf {
    SessionId,
    TransactionId,
    Mode,
    Poll,
    Code,
    Cookie,
    ContentData,
    ContentEncoding,
    ContentSize,
    Value(Role),
}

struct Walk<'r> {
    reading: &'r mut Reading,
    path: Vec<At>,
    /// The depth of the primitive.
    primitive: Option<usize>,
}

impl Walk<'_> {
    fn part(&mut self) -> Option<&mut Part> {
        self.reading.transactions.last_mut()
    }

    fn enter(&mut self, name: &str) {
        let parent = self.path.last().copied();
        let at = match (parent, name) {
            (None, name) => {
                if let Some(primitive) = name.strip_prefix("WV-CSP-").filter(|it| it.starts_with("Version")) {
                    self.begin(primitive);
                    At::Primitive
                } else {
                    At::Root
                }
            }
            (Some(At::Root), "Session") => At::Session,
            (Some(At::Session), "SessionDescriptor") => At::Descriptor,
            (Some(At::Root), "SetupTransaction") => {
                self.reading.transactions.push(Part::default());
                At::Content
            }
            (Some(At::Session), "Transaction") => {
                self.reading.transactions.push(Part::default());
                // Between servers, the primitive follows at once.
                if self.reading.protocol == "ssp" { At::Content } else { At::Transaction }
            }
            (Some(At::Transaction), "TransactionDescriptor") => At::TransactionDescriptor,
            (Some(At::Transaction), "TransactionContent") => At::Content,
            (Some(At::Content), name) if self.primitive.is_none() => {
                self.primitive = Some(self.path.len());
                let named = bounded(name);
                if let Some(part) = self.part() {
                    part.primitive = named;
                }
                At::Primitive
            }
            (_, name) => self.other(parent, name),
        };
        self.path.push(at);
    }

    fn begin(&mut self, primitive: &str) {
        self.primitive = Some(0);
        let mode = if primitive.ends_with("-Request") { Mode::Request } else { Mode::Response };
        self.reading.transactions.push(Part {
            mode: Some(mode),
            primitive: primitive.into(),
            ..Part::default()
        });
    }

    fn other(&self, parent: Option<At>, name: &str) -> At {
        let inside = |at: At| self.path.contains(&at);
        let party = |role: Role| match role {
            _ if inside(At::Recipient) => Role::To,
            _ if inside(At::Sender) => Role::From,
            role => role,
        };
        match (parent, name) {
            (Some(At::Descriptor), "SessionID") => At::Leaf(Leaf::SessionId),
            (Some(At::Session | At::TransactionDescriptor), "Poll") => At::Leaf(Leaf::Poll),
            (Some(At::TransactionDescriptor), "TransactionID") => At::Leaf(Leaf::TransactionId),
            (Some(At::TransactionDescriptor), "TransactionMode") => At::Leaf(Leaf::Mode),
            _ if self.primitive.is_none() => At::Other,
            (Some(At::Primitive), "SessionID") => At::Leaf(Leaf::SessionId),
            (Some(At::Primitive), "SessionCookie") => At::Leaf(Leaf::Cookie),
            (Some(At::Primitive), "Result" | "Status") => At::Result,
            (Some(At::Result), "Code") if !inside(At::Other) => At::Leaf(Leaf::Code),
            (_, "Recipient") => At::Recipient,
            (_, "Sender") => At::Sender,
            (_, "ClientID") => At::ClientId,
            (Some(At::ClientId), "URL" | "MSISDN" | "ApplicationID") => At::Leaf(Leaf::Value(Role::Client)),
            (_, "UserID") => At::Leaf(Leaf::Value(party(Role::User))),
            // Groups and lists of a sender or recipient come behind its users.
            (_, "GroupID") => At::Leaf(Leaf::Value(party(Role::Group))),
            (_, "ContactList") => At::Leaf(Leaf::Value(party(Role::List))),
            (_, "MessageID") => At::Leaf(Leaf::Value(Role::Message)),
            (_, "ContentData") => At::Leaf(Leaf::ContentData),
            (_, "ContentEncoding") => At::Leaf(Leaf::ContentEncoding),
            (_, "ContentSize") => At::Leaf(Leaf::ContentSize),
            _ => At::Other,
        }
    }

    fn leave(&mut self) {
        self.path.pop();
        if self.primitive == Some(self.path.len()) {
            self.primitive = None;
        }
    }

    fn leaf(&mut self, value: &Value<'_>) {
        let at = match self.path.last() {
            Some(At::Leaf(leaf)) => *leaf,
            // A primitive may be empty, and SSP has groups as leaves.
            _ => return,
        };
        if at == Leaf::ContentData {
            let length = match value {
                Value::Bytes(bytes) => bytes.len(),
                value => value.as_text().map_or(0, |text| text.len()),
            };
            let Some(part) = self.part() else { return };
            part.content_bytes = Some(if part.is_base64 { decoded_length(value, length) } else { length });
            return;
        }
        if let Some(text) = value.as_text() {
            self.value(at, &text);
        }
    }

    fn value(&mut self, leaf: Leaf, text: &str) {
        if leaf == Leaf::SessionId && self.primitive.is_none() {
            self.reading.session = Some(bounded(text));
            return;
        }
        if leaf == Leaf::Poll {
            self.reading.poll |= text == "T";
            return;
        }
        let Some(part) = self.part() else { return };
        match leaf {
            Leaf::SessionId => part.opened = Some(bounded(text)),
            Leaf::TransactionId => part.id = Some(bounded(text)).filter(|id| !id.is_empty()),
            Leaf::Mode => part.mode = mode(text),
            Leaf::Code => part.status = part.status.or_else(|| text.parse().ok()),
            Leaf::Cookie => part.cookie = Some(bounded(text)),
            Leaf::ContentEncoding => part.is_base64 = text.eq_ignore_ascii_case("base64"),
            Leaf::ContentSize => part.content_bytes = part.content_bytes.or_else(|| text.parse().ok()),
            Leaf::Value(role) => part.add(role, text),
            Leaf::ContentData | Leaf::Poll => {}
        }
    }

    /// Only documents between servers have values in attributes.
    fn attribute(&mut self, name: &str, value: &str) {
        let Some(at) = self.path.last().copied() else { return };
        let party = |role: Role, path: &[At]| match role {
            _ if path.contains(&At::Recipient) => Role::To,
            _ if path.contains(&At::Sender) => Role::From,
            role => role,
        };
        match (at, name) {
            (At::Session, "sessionID") => self.reading.session = Some(bounded(value)),
            (At::Content, "mode") => {
                if let Some(part) = self.part() {
                    part.mode = mode(value);
                }
            }
            (At::Content, "transactionID") => self.value(Leaf::TransactionId, value),
            _ if self.primitive.is_none() || self.reading.protocol != "ssp" => {}
            (At::Primitive, "sessionID") => self.value(Leaf::SessionId, value),
            (At::Result | At::Primitive, "code") => self.value(Leaf::Code, value),
            (_, "messageID") => self.value(Leaf::Value(Role::Message), value),
            (_, "contentSize") => self.value(Leaf::ContentSize, value),
            (_, "userID") => self.value(Leaf::Value(party(Role::User, &self.path)), value),
            (_, "groupID") => self.value(Leaf::Value(party(Role::Group, &self.path)), value),
            (At::Leaf(Leaf::ContentData), "encoding") => self.value(Leaf::ContentEncoding, value),
            _ => {}
        }
    }
}

fn mode(text: &str) -> Option<Mode> {
    match text.trim_ascii() {
        "Request" => Some(Mode::Request),
        "Response" => Some(Mode::Response),
        _ => None,
    }
}

/// The bytes that base64 encodes.
fn decoded_length(value: &Value<'_>, length: usize) -> usize {
    let Some(text) = value.as_text() else { return length };
    let digits = text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=').count();
    digits.saturating_mul(3).checked_div(4).unwrap_or_default()
}
