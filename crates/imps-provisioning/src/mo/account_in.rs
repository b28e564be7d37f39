//! Trees into accounts.

use super::{Content, Link, MoError, Node, Note, NoteKind, Options};
use crate::ddf::Format;
use crate::wa::{APP_ID, Account, Credentials, Level, Service, items};
use imps_core::Quote;

/// An account that was read from a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Read {
    /// The account.
    pub account: Account,
    /// Content that does not fit into the account, and oddities.
    pub notes: Vec<Note>,
}

/// Reads the account of a tree, from the root of the object.
///
/// # Errors
/// [`OtherApplication`](MoError::OtherApplication) if `AppID` is the one of another application,
/// [`MissingAddress`](MoError::MissingAddress) if there is no `PrefAddr`.
pub fn to_account(node: &Node, options: &Options) -> Result<Read, MoError> {
    let mut reader = Reader { account: Account::default(), notes: Vec::new(), links: Vec::new(), options };
    let (mut app_id, mut preferred) = (None, None);
    for below in node.nodes() {
        let path = Quote::<80>(&below.name).to_string();
        match (&*below.name, &below.content) {
            ("ToConRef", Content::Nodes(nodes)) => nodes.iter().for_each(|one| reader.connection(one)),
            ("AppAuth", Content::Nodes(nodes)) => nodes.iter().for_each(|one| reader.credentials(one)),
            (name, _) => match (name, text(below)) {
                ("AppID", Some(value)) if app_id.is_none() => app_id = Some(value),
                ("PrefConRef", Some(uri)) if preferred.is_none() => preferred = Some((path, uri)),
                (name, Some(value)) => reader.leaf(name, value, path),
                (_, None) => reader.note(path, NoteKind::NoParm),
            },
        }
    }
    match app_id {
        Some(id) if !id.eq_ignore_ascii_case(APP_ID) => return Err(MoError::OtherApplication(id.into())),
        Some(id) if id != APP_ID => reader.note("AppID".into(), NoteKind::Translated(id.into())),
        Some(_) => {}
        None => reader.note("AppID".into(), NoteKind::Missing),
    }
    let links = core::mem::take(&mut reader.links);
    for (path, uri) in preferred.into_iter().chain(links) {
        reader.link(path, uri);
    }
    if reader.account.addresses.is_empty() {
        return Err(MoError::MissingAddress);
    }
    Ok(Read { account: reader.account, notes: reader.notes })
}

/// The text of a node. `None` for nodes below it, and for base64, which is no text.
fn text(node: &Node) -> Option<&str> {
    match &node.content {
        Content::Value(Format::B64, _) | Content::Nodes(_) => None,
        Content::Value(_, text) => Some(text),
    }
}

struct Reader<'n> {
    account: Account,
    notes: Vec<Note>,
    /// The further links, with their paths.
    links: Vec<(String, &'n str)>,
    options: &'n Options,
}

impl<'n> Reader<'n> {
    fn note(&mut self, path: String, kind: NoteKind) {
        self.notes.push(Note { path, kind });
    }

    fn leaf(&mut self, name: &str, value: &str, path: String) {
        let account = &mut self.account;
        let slot = match name {
            "Name" => &mut account.name,
            "ProviderID" => &mut account.provider_id,
            "CIDPrefix" => &mut account.client_id_prefix,
            "PrefAddr" if account.addresses.is_empty() => {
                account.addresses.push(value.into());
                return;
            }
            "Services" if account.services.is_none() => {
                account.services = Some(items(value, ';').map(Service::from).collect());
                return;
            }
            _ => return self.note(path, NoteKind::NoParm),
        };
        match slot {
            Some(_) => self.note(path, NoteKind::NoParm),
            None => *slot = Some(value.into()),
        }
    }

    /// Keeps the link of a further connection.
    fn connection(&mut self, node: &'n Node) {
        let path = format!("ToConRef/{}", Quote::<80>(&node.name));
        let Content::Nodes(nodes) = &node.content else { return self.note(path, NoteKind::NoParm) };
        for below in nodes {
            let path = format!("{path}/{}", Quote::<80>(&below.name));
            match (&*below.name, text(below)) {
                ("ConRef", Some(uri)) => self.links.push((path, uri)),
                _ => self.note(path, NoteKind::NoParm),
            }
        }
    }

    fn credentials(&mut self, node: &Node) {
        let mut found = Credentials::default();
        let path = format!("AppAuth/{}", Quote::<80>(&node.name));
        let Content::Nodes(nodes) = &node.content else { return self.note(path, NoteKind::NoParm) };
        for below in nodes {
            let path = format!("{path}/{}", Quote::<80>(&below.name));
            let Some(value) = text(below) else {
                self.note(path, NoteKind::NoParm);
                continue;
            };
            let slot = match &*below.name {
                "AAuthLevel" => {
                    match found.level {
                        Some(_) => self.note(path, NoteKind::NoParm),
                        None if value.is_empty() => {}
                        None => found.level = Some(self.level(value, path)),
                    }
                    continue;
                }
                "AAuthName" => &mut found.name,
                "AAuthSecret" => &mut found.secret,
                "AAuthType" => &mut found.kind,
                "AAuthData" => &mut found.data,
                _ => {
                    self.note(path, NoteKind::NoParm);
                    continue;
                }
            };
            match slot {
                Some(_) => self.note(path, NoteKind::NoParm),
                None => *slot = Some(value.into()),
            }
        }
        self.account.credentials.push(found);
    }

    /// Reads a level in either family of words: this one, and the one of newer device management.
    fn level(&mut self, value: &str, path: String) -> Level {
        let level = match value {
            "CLCRED" => Level::AppSrv,
            "SRVCRED" => Level::Client,
            _ => return Level::from(value),
        };
        self.note(path, NoteKind::Translated(value.into()));
        level
    }

    fn link(&mut self, path: String, uri: &str) {
        match self.options.link(uri) {
            Some(Link::Proxy(id)) => self.account.proxies.push(id.clone()),
            Some(Link::AccessPoint(id)) => self.account.access_points.push(id.clone()),
            None => self.note(path, NoteKind::NoLink(uri.into())),
        }
    }
}
