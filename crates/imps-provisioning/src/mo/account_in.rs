//! Trees into accounts.

use super::{Content, Link, MoError, Node, Note, NoteKind, Options};
use crate::wa::{APP_ID, Account, Credentials, Level, Service};
use imps_core::Quote;

/// An account that was read from a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Read {
    /// The account.
    pub account: Account,
    /// What the account has no place for, and oddities.
    pub notes: Vec<Note>,
}

/// Reads the account of a tree, from the root of the object.
///
/// # Errors
/// `AppID` is the one of another application, or there is no `PrefAddr`.
pub fn to_account(node: &Node, options: &Options) -> Result<Read, MoError> {
    let mut reader = Reader { account: Account::default(), notes: Vec::new(), options };
    let mut app_id = None;
    let mut links = Vec::new();
    for below in node.nodes() {
        let path = Quote::<80>(&below.name).to_string();
        match (&*below.name, &below.content) {
            ("AppID", Content::Value(_, value)) if app_id.is_none() => app_id = Some(value),
            ("PrefConRef", Content::Value(_, uri)) => links.insert(0, (path, uri)),
            ("ToConRef", Content::Nodes(nodes)) => {
                for one in nodes {
                    let path = format!("ToConRef/{}", Quote::<80>(&one.name));
                    for below in one.nodes() {
                        let path = format!("{path}/{}", Quote::<80>(&below.name));
                        match (&*below.name, &below.content) {
                            ("ConRef", Content::Value(_, uri)) => links.push((path, uri)),
                            _ => reader.note(path, NoteKind::NoParm),
                        }
                    }
                }
            }
            ("AppAuth", Content::Nodes(nodes)) => nodes.iter().for_each(|one| reader.credentials(one)),
            (name, Content::Value(_, value)) => reader.leaf(name, value, path),
            _ => reader.note(path, NoteKind::NoParm),
        }
    }
    match app_id {
        Some(id) if !id.eq_ignore_ascii_case(APP_ID) => return Err(MoError::OtherApplication(id.clone())),
        Some(id) if id != APP_ID => reader.note("AppID".into(), NoteKind::Translated(id.clone())),
        Some(_) => {}
        None => reader.note("AppID".into(), NoteKind::Missing),
    }
    for (path, uri) in links {
        reader.link(path, uri);
    }
    if reader.account.addresses.is_empty() {
        return Err(MoError::MissingAddress);
    }
    Ok(Read { account: reader.account, notes: reader.notes })
}

struct Reader<'o> {
    account: Account,
    notes: Vec<Note>,
    options: &'o Options,
}

impl Reader<'_> {
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
                let codes = value.split(';').map(str::trim).filter(|code| !code.is_empty());
                account.services = Some(codes.map(Service::from).collect());
                return;
            }
            _ => return self.note(path, NoteKind::NoParm),
        };
        match slot {
            Some(_) => self.note(path, NoteKind::NoParm),
            None => *slot = Some(value.into()),
        }
    }

    fn credentials(&mut self, node: &Node) {
        let mut found = Credentials::default();
        let path = format!("AppAuth/{}", Quote::<80>(&node.name));
        for below in node.nodes() {
            let path = format!("{path}/{}", Quote::<80>(&below.name));
            let Content::Value(_, value) = &below.content else {
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
                None => *slot = Some(value.clone()),
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
