//! The parts of a document that a timeline shows, without the rest.

mod walk;

use super::Name;
use super::argument::{Argument, Role};
use oma_imps::charset::Charset;
use oma_imps::csp::Message;
use oma_imps::imps_core::{Element as _, Source, TreeSource};
use oma_imps::pts::{Codes, PtsSource};
use oma_imps::wbxml::WbxmlSource;
use oma_imps::xml::{XmlSource, root_name, to_utf8_over};
use oma_imps::{Document, Error, Input, Protocol, ReadOptions, Syntax};
use serde::Serialize;
use std::time::Duration;
use walk::{At, parts};

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
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) syntax: &'static str,
    pub(super) protocol: &'static str,
    pub(super) version: &'static str,
    pub(super) session: Option<Name>,
    /// The domain of a server that speaks to another one.
    pub(super) speaker: Option<Name>,
    pub(super) poll: bool,
}

/// Room that every reading uses again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// The transactions of the last reading.
    pub(super) parts: Vec<Part>,
    path: Vec<At>,
}

/// The parts of a transaction.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) id: Option<Name>,
    pub(super) mode: Option<Mode>,
    pub(super) primitive: Name,
    pub(super) status: Option<u16>,
    pub(super) content_bytes: Option<usize>,
    pub(super) cookie: Option<Name>,
    /// The session that a login opens.
    pub(super) opened: Option<Name>,
    /// The time that a session lives without traffic, asked for or imposed.
    pub(super) lifetime: Option<Duration>,
    is_base64: bool,
    /// The first value in each role, and the number of all.
    values: [(Name, usize); Role::ALL.len()],
}

impl Part {
    /// The first value in a role.
    pub(super) fn value(&self, role: Role) -> Option<&Name> {
        self.values.get(role.index()).map(|(value, _)| value).filter(|value| !value.is(""))
    }

    /// The main argument.
    pub(super) fn argument(&self) -> Option<Argument> {
        // Messages that arrive have the user as their recipient.
        let arrives = ["NewMessage", "MessageNotification", "InviteUser-Request"];
        let arrives = arrives.iter().any(|name| self.primitive.is(name));
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
                *first = Name::bounded(value);
            }
            *count = count.saturating_add(1);
        }
    }
}

/// Whether bytes may be a document of binary XML: they begin with its version. The readers of the
/// rest find out more.
pub(super) fn may_be_binary(bytes: &[u8]) -> bool {
    matches!(bytes, [1..=3, ..])
}

/// Reads bytes that are one document of binary XML. Returns its end too.
pub(super) fn read_binary(
    bytes: &[u8],
    charset: Charset,
    scratch: &mut Scratch,
) -> Result<(Reading, usize), Error> {
    let options = ReadOptions::default();
    let mut source = WbxmlSource::with_transport_charset(bytes, &options, charset)?;
    let reading = parts(&mut source, "wbxml", "csp", scratch)?;
    Ok((reading, source.end()?))
}

/// Reads a document. JSON and unusual content take the long way through a tree.
pub(super) fn read(
    document: &[u8],
    syntax: Option<Syntax>,
    charset: Charset,
    scratch: &mut Scratch,
) -> Result<Reading, Error> {
    let options = ReadOptions::default();
    match syntax {
        Some(Syntax::Wbxml) => {
            let mut source = WbxmlSource::with_transport_charset(document, &options, charset)?;
            whole(&mut source, "wbxml", "csp", scratch)
        }
        Some(Syntax::Xml) => {
            let text = to_utf8_over(document, charset)?;
            let protocol = Protocol::of_root(&root_name(&text).unwrap_or_default());
            let mut source = XmlSource::with_vocabulary(&text, &options, protocol.vocabulary())?;
            whole(&mut source, "xml", if protocol == Protocol::Csp { "csp" } else { "ssp" }, scratch)
        }
        Some(Syntax::Pts) => {
            let text = String::from_utf8_lossy(document);
            let options = oma_imps::pts::ReadOptions::from(options).with_codes(Codes::standard());
            let mut source = PtsSource::new(text.trim_ascii_end(), Message::SCHEMA, &options)?;
            whole(&mut source, "pts", "csp", scratch)
        }
        // Also the error for other languages.
        syntax => {
            let input = match syntax {
                Some(syntax) => Input::in_charset(document, syntax, charset)?,
                None => Input::new(document)?,
            };
            let tree: Document = input.read()?;
            let vocabulary = input.protocol().vocabulary();
            let mut source = TreeSource::new(&tree.root, tree.version).with_vocabulary(vocabulary);
            whole(&mut source, input.syntax().as_str(), "csp", scratch)
        }
    }
}

fn whole<'a, S: Source<'a>>(
    source: &mut S,
    syntax: &'static str,
    protocol: &'static str,
    scratch: &mut Scratch,
) -> Result<Reading, Error> {
    let reading = parts(source, syntax, protocol, scratch)?;
    source.finish()?;
    Ok(reading)
}
