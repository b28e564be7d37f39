//! A walk through a document, which stops only at what a timeline shows.

use super::{Mode, Part, Reading, Role, Scratch};
use crate::timeline::Name;
use oma_imps::imps_core::{ContentKind, LimitKind, PlainChild, Source, Tag};
use oma_imps::ssp::tag as ssp;
use oma_imps::{Error, ErrorKind, Protocol, Value, tag};
use std::borrow::Cow;
use std::time::Duration;

/// Where a value is, in the elements that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
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
pub(super) enum Leaf {
    SessionId,
    TransactionId,
    Mode,
    Poll,
    Code,
    Cookie,
    ContentData,
    ContentEncoding,
    ContentSize,
    Lifetime,
    Value(Role),
}

/// Reads the parts of a document, up to the end of its root. The transactions are in `scratch`.
pub(super) fn parts<'a, S: Source<'a>>(
    source: &mut S,
    syntax: &'static str,
    protocol: &'static str,
    scratch: &mut Scratch,
) -> Result<Reading, Error> {
    let Scratch { parts, path } = scratch;
    parts.clear();
    path.clear();
    let reading = Reading { syntax, protocol, version: "", session: None, speaker: None, poll: false };
    let mut walk = Walk { reading, is_ssp: protocol == "ssp", parts, path, primitive: None };
    let Some(root) = source.child()? else {
        return Err(Error::new(ErrorKind::NoRoot).at(source.offset()));
    };
    walk.root(root, source)?;
    walk.content(root, source)?;
    while !walk.path.is_empty() {
        let tag = match source.plain_child() {
            PlainChild::Elsewhere => source.child()?.unwrap_or(Tag::END),
            PlainChild::End => Tag::END,
            PlainChild::Child(tag) => tag,
        };
        match tag {
            Tag::END => walk.leave(),
            Tag::TEXT => drop(source.leaf()?),
            tag => {
                walk.enter(tag, source);
                // A transaction takes a byte in the document, and hundreds here.
                if walk.parts.len() > MAX_PARTS {
                    let kind = ErrorKind::OverLimit { bound: LimitKind::ListItems, limit: MAX_PARTS };
                    return Err(Error::new(kind).at(source.offset()));
                }
                walk.content(tag, source)?;
            }
        }
    }
    walk.reading.version = source.version().as_str();
    Ok(walk.reading)
}

/// The most transactions of a message. Clients write one, and a few in answers to polls.
const MAX_PARTS: usize = 4096;

struct Walk<'r> {
    reading: Reading,
    is_ssp: bool,
    parts: &'r mut Vec<Part>,
    path: &'r mut Vec<At>,
    /// The depth of the primitive.
    primitive: Option<usize>,
}

impl Walk<'_> {
    /// Enters the root. The usual readers have the right words for another one.
    fn root<'a, S: Source<'a>>(&mut self, root: Tag, source: &S) -> Result<(), Error> {
        if matches!(root, tag::WV_CSP_Message | ssp::WV_SSP_Message) {
            self.path.push(At::Root);
            return Ok(());
        }
        let name = name_of(source, root);
        let discovery = name.strip_prefix("WV-CSP-").filter(|name| name.starts_with("VersionDiscovery"));
        let Some(primitive) = discovery else {
            let (found, expected) = (Name::bounded(&name).into(), Protocol::Csp.expected_roots());
            return Err(Error::new(ErrorKind::UnexpectedRoot { found, expected }).at(source.offset()));
        };
        self.primitive = Some(0);
        let mode = if primitive.ends_with("-Request") { Mode::Request } else { Mode::Response };
        self.parts.push(Part { mode: Some(mode), primitive: primitive.into(), ..Part::default() });
        self.path.push(At::Primitive);
        Ok(())
    }

    fn part(&mut self) -> Option<&mut Part> {
        self.parts.last_mut()
    }

    /// Enters any other element.
    #[inline]
    fn enter<'a, S: Source<'a>>(&mut self, tag: Tag, source: &S) {
        let parent = self.path.last().copied().unwrap_or(At::Other);
        let at = match (parent, tag) {
            (At::Root, tag::Session) => At::Session,
            (At::Session, tag::SessionDescriptor) => At::Descriptor,
            (At::Root, ssp::SetupTransaction) => {
                self.parts.push(Part::default());
                At::Content
            }
            (At::Session, tag::Transaction) => {
                self.parts.push(Part::default());
                // Between servers, the primitive follows at once.
                if self.is_ssp { At::Content } else { At::Transaction }
            }
            (At::Transaction, tag::TransactionDescriptor) => At::TransactionDescriptor,
            (At::Transaction, tag::TransactionContent) => At::Content,
            (At::Content, tag) if self.primitive.is_none() => {
                self.primitive = Some(self.path.len());
                let name = match source.vocabulary().name(tag) {
                    Some(name) => Name::from_static(name),
                    None => Name::bounded(&source.name()),
                };
                if let Some(part) = self.part() {
                    part.primitive = name;
                }
                At::Primitive
            }
            (parent, tag) => self.inner(parent, tag),
        };
        self.path.push(at);
    }

    #[inline]
    fn inner(&self, parent: At, tag: Tag) -> At {
        match (parent, tag) {
            (At::Descriptor, tag::SessionID) => At::Leaf(Leaf::SessionId),
            (At::Session | At::TransactionDescriptor, tag::Poll) => At::Leaf(Leaf::Poll),
            (At::TransactionDescriptor, tag::TransactionID) => At::Leaf(Leaf::TransactionId),
            (At::TransactionDescriptor, tag::TransactionMode) => At::Leaf(Leaf::Mode),
            _ if self.primitive.is_none() => At::Other,
            (At::Primitive, tag::SessionID) => At::Leaf(Leaf::SessionId),
            (At::Primitive, tag::TimeToLive | tag::KeepAliveTime) => At::Leaf(Leaf::Lifetime),
            (At::Primitive, tag::SessionCookie) => At::Leaf(Leaf::Cookie),
            (At::Primitive, tag::Result | tag::Status) => At::Result,
            (At::Result, tag::Code) if !self.path.contains(&At::Other) => At::Leaf(Leaf::Code),
            (_, tag::Recipient) => At::Recipient,
            (_, tag::Sender) => At::Sender,
            (_, tag::ClientID) => At::ClientId,
            (At::ClientId, tag::URL | tag::MSISDN | tag::ApplicationID) => {
                At::Leaf(Leaf::Value(Role::Client))
            }
            (_, tag::UserID) => At::Leaf(Leaf::Value(self.party(Role::User))),
            // Groups and lists of a sender or recipient come behind its users.
            (_, tag::GroupID) => At::Leaf(Leaf::Value(self.party(Role::Group))),
            (_, tag::ContactList) => At::Leaf(Leaf::Value(self.party(Role::List))),
            (_, tag::MessageID) => At::Leaf(Leaf::Value(Role::Message)),
            (_, tag::ContentData) => At::Leaf(Leaf::ContentData),
            (_, tag::ContentEncoding) => At::Leaf(Leaf::ContentEncoding),
            (_, tag::ContentSize) => At::Leaf(Leaf::ContentSize),
            _ => At::Other,
        }
    }

    /// The role of a value inside a recipient or sender.
    fn party(&self, role: Role) -> Role {
        let around = self.path.iter().find(|at| matches!(at, At::Recipient | At::Sender));
        match around {
            Some(At::Recipient) => Role::To,
            Some(_) => Role::From,
            None => role,
        }
    }

    fn leave(&mut self) {
        self.path.pop();
        if self.primitive == Some(self.path.len()) {
            self.primitive = None;
        }
    }

    /// Reads the attributes of an element, and all of it if it is a leaf.
    #[inline(always)]
    fn content<'a, S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        if source.has_attributes() {
            while let Some(attribute) = source.attribute()? {
                self.attribute(&attribute.name, &attribute.value);
            }
        }
        let at = self.path.last().copied().unwrap_or(At::Other);
        // Elements with children are no leaves, unless they are foreign, or values between servers.
        let is_structure = match at {
            At::Root
            | At::Session
            | At::Descriptor
            | At::Transaction
            | At::TransactionDescriptor
            | At::Content => true,
            At::Leaf(_) => false,
            _ => source.vocabulary().kind(tag) == ContentKind::Structure,
        };
        if !is_structure && let Some(value) = source.leaf()? {
            // A primitive may be empty, and SSP has groups as leaves.
            if let At::Leaf(leaf) = at {
                self.leaf(leaf, &value);
            }
            self.leave();
        }
        Ok(())
    }

    fn leaf(&mut self, leaf: Leaf, value: &Value<'_>) {
        if leaf == Leaf::ContentData {
            let length = match value {
                Value::Bytes(bytes) => bytes.len(),
                value => value.as_text().map_or(0, |text| text.len()),
            };
            let Some(part) = self.part() else { return };
            part.content_bytes = Some(if part.is_base64 { decoded_length(value, length) } else { length });
            return;
        }
        match (leaf, value) {
            (Leaf::Code, Value::Integer(code)) => self.code(u16::try_from(*code).ok()),
            (Leaf::Lifetime, value) => {
                if let (Some(part), Ok(seconds)) = (self.part(), value.integer()) {
                    part.lifetime = Some(Duration::from_secs(seconds.into()));
                }
            }
            (_, Value::Text(text)) => self.value(leaf, text),
            (_, Value::Word(word)) => self.value(leaf, word.as_str()),
            (_, value) => {
                if let Some(text) = value.as_text() {
                    self.value(leaf, &text);
                }
            }
        }
    }

    fn code(&mut self, code: Option<u16>) {
        if let Some(part) = self.part() {
            part.status = part.status.or(code);
        }
    }

    fn value(&mut self, leaf: Leaf, text: &str) {
        match leaf {
            Leaf::SessionId if self.primitive.is_none() => {
                self.reading.session = Some(Name::bounded(text));
                return;
            }
            Leaf::Poll => {
                self.reading.poll |= text == "T";
                return;
            }
            Leaf::Code => return self.code(text.parse().ok()),
            _ => {}
        }
        let Some(part) = self.part() else { return };
        match leaf {
            Leaf::SessionId => part.opened = Some(Name::bounded(text)),
            Leaf::TransactionId => part.id = Some(Name::bounded(text)).filter(|_| !text.is_empty()),
            Leaf::Mode => part.mode = mode(text),
            Leaf::Cookie => part.cookie = Some(Name::bounded(text)),
            Leaf::ContentEncoding => part.is_base64 = text.eq_ignore_ascii_case("base64"),
            Leaf::ContentSize => part.content_bytes = part.content_bytes.or_else(|| text.parse().ok()),
            Leaf::Value(role) => part.add(role, text),
            Leaf::ContentData | Leaf::Poll | Leaf::Code | Leaf::Lifetime => {}
        }
    }

    /// A server names its sessions with its domain: `71@alpha.example`.
    fn speaker(&mut self, id: &str) {
        let domain = id.rsplit_once('@').map(|(_, domain)| Name::bounded(domain));
        self.reading.speaker = self.reading.speaker.take().or(domain).filter(|_| self.is_ssp);
    }

    /// Only documents between servers have values in attributes.
    fn attribute(&mut self, name: &str, value: &str) {
        let Some(at) = self.path.last().copied() else { return };
        match (at, name) {
            (At::Session, "sessionID") => {
                self.reading.session = Some(Name::bounded(value));
                self.speaker(value);
            }
            (At::Content, "mode") => {
                if let Some(part) = self.part() {
                    part.mode = mode(value);
                }
            }
            (At::Content, "transactionID") => self.value(Leaf::TransactionId, value),
            _ if self.primitive.is_none() || !self.is_ssp => {}
            (At::Primitive, "serviceID") => self.speaker(value),
            (At::Primitive, "sessionID") => {
                self.value(Leaf::SessionId, value);
                self.speaker(value);
            }
            (At::Result | At::Primitive, "code") => self.value(Leaf::Code, value),
            (_, "messageID") => self.value(Leaf::Value(Role::Message), value),
            (_, "contentSize") => self.value(Leaf::ContentSize, value),
            (_, "userID") => self.value(Leaf::Value(self.party(Role::User)), value),
            (_, "groupID") => self.value(Leaf::Value(self.party(Role::Group)), value),
            (At::Leaf(Leaf::ContentData), "encoding") => self.value(Leaf::ContentEncoding, value),
            _ => {}
        }
    }
}

fn name_of<'a, S: Source<'a>>(source: &S, tag: Tag) -> Cow<'a, str> {
    match source.vocabulary().name(tag) {
        Some(name) => name.into(),
        None => source.name().into_cow(),
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
