//! Accounts into trees.

use super::{Link, Node, Nodes, Note, NoteKind, OBJECT, Options};
use crate::Item;
use crate::wa::{APP_ID, Account, Credentials, Service};
use std::collections::BTreeSet;

/// A tree that was made of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Made {
    /// The root of the object.
    pub node: Node,
    /// The content of the account that the tree lacks.
    pub notes: Vec<Note>,
}

/// Makes the tree of an account. `name` is the name of the account's node.
///
/// The preferred link becomes `PrefConRef`, and the others `ToConRef/n/ConRef`. Proxies come before
/// access points.
#[must_use]
pub fn from_account(account: &Account, name: &str, options: &Options) -> Made {
    let mut notes = Vec::new();
    let mut add = |path: String, kind| notes.push(Note { path, kind });
    let all = options.nodes == Nodes::Expected;
    let mut made = vec![Node::leaf("AppID", APP_ID)];
    if let Some(provider) = &account.provider_id {
        if all {
            made.push(Node::leaf("ProviderID", provider));
        } else {
            add("PROVIDER-ID".into(), NoteKind::NoNode);
        }
    }
    made.extend(account.name.as_ref().map(|name| Node::leaf("Name", name)));
    let mut uris = uris(account, options, &mut add).into_iter();
    made.extend(uris.next().map(|(_, uri)| Node::leaf("PrefConRef", uri)));
    let numbered = |(number, nodes): (usize, Vec<Node>)| Node::interior(number.to_string(), nodes);
    let further: Vec<_> = uris.collect();
    if !all {
        for (parm, _) in further {
            add(parm.into(), NoteKind::NoNode);
        }
    } else if !further.is_empty() {
        let references = further.into_iter().map(|(_, uri)| vec![Node::leaf("ConRef", uri)]);
        made.push(Node::interior("ToConRef", (1..).zip(references).map(numbered).collect()));
    }
    made.extend(account.addresses.first().map(|address| Node::leaf("PrefAddr", address)));
    account.addresses.iter().skip(1).for_each(|_| add("ADDR".into(), NoteKind::NoNode));
    let credentials: Vec<Node> = (1..)
        .zip(&account.credentials)
        .map(|(number, it)| numbered((number, credential(it, number, all, &mut add))))
        .collect();
    if !credentials.is_empty() {
        made.push(Node::interior("AppAuth", credentials));
    }
    made.extend(account.services.as_ref().map(|list| Node::leaf("Services", services(list, &mut add))));
    if let Some(prefix) = &account.client_id_prefix {
        if all {
            made.push(Node::leaf("CIDPrefix", prefix));
        } else {
            add("CIDPREFIX".into(), NoteKind::NoNode);
        }
    }
    if !account.accepted_types.is_empty() {
        add("AACCEPT".into(), NoteKind::NoNode);
    }
    if account.protocol.is_some() {
        add("APROTOCOL".into(), NoteKind::NoNode);
    }
    for (number, _) in (1..).zip(&account.other_addresses) {
        add(format!("APPADDR[{number}]"), NoteKind::NoNode);
    }
    for (number, _) in (1..).zip(&account.resources) {
        add(format!("RESOURCE[{number}]"), NoteKind::NoNode);
    }
    others("", &account.others, &mut add);
    let node = Node { kind: Some(OBJECT.into()), ..Node::interior(name, made) };
    Made { node, notes }
}

/// The URIs of the account's links, in order, each with its parm.
fn uris(
    account: &Account,
    options: &Options,
    add: &mut impl FnMut(String, NoteKind),
) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let proxies = account.proxies.iter().map(|id| ("TO-PROXY", Link::Proxy(id.clone())));
    let points = account.access_points.iter().map(|id| ("TO-NAPID", Link::AccessPoint(id.clone())));
    for (parm, link) in proxies.chain(points) {
        match (options.uri(&link), link) {
            (Some(uri), _) => found.push((parm, uri.into())),
            (None, Link::Proxy(id) | Link::AccessPoint(id)) => add(parm.into(), NoteKind::NoLink(id)),
        }
    }
    found
}

fn credential(
    credentials: &Credentials,
    number: usize,
    all: bool,
    add: &mut impl FnMut(String, NoteKind),
) -> Vec<Node> {
    // The level must be there. Without one in the account it is empty, which means the same.
    let level = credentials.level.as_ref().map_or("", |level| level.as_str());
    let mut nodes = vec![Node::leaf("AAuthLevel", level)];
    nodes.extend(credentials.name.as_ref().map(|name| Node::leaf("AAuthName", name)));
    nodes.extend(credentials.secret.as_ref().map(|secret| Node::leaf("AAuthSecret", secret)));
    let further =
        [("AAUTHTYPE", "AAuthType", &credentials.kind), ("AAUTHDATA", "AAuthData", &credentials.data)];
    for (parm, node, value) in further {
        match value {
            Some(value) if all => nodes.push(Node::leaf(node, value)),
            Some(_) => add(format!("APPAUTH[{number}]/{parm}"), NoteKind::NoNode),
            None => {}
        }
    }
    others(&format!("APPAUTH[{number}]/"), &credentials.others, add);
    nodes
}

fn services(list: &[Service], add: &mut impl FnMut(String, NoteKind)) -> String {
    let (mut codes, mut seen) = (Vec::new(), BTreeSet::new());
    for service in list {
        let code = match service {
            Service::PresenceAlone => {
                add("SERVICES".into(), NoteKind::PresenceCode);
                Service::Presence.as_str()
            }
            other => other.as_str(),
        };
        if seen.insert(code) {
            codes.push(code);
        } else {
            add("SERVICES".into(), NoteKind::RepeatedCode(code.into()));
        }
    }
    codes.join(";")
}

fn others(path: &str, items: &[Item], add: &mut impl FnMut(String, NoteKind)) {
    for item in items {
        let name = match item {
            Item::Parm(parm) => &parm.name,
            Item::Characteristic(characteristic) => &characteristic.kind,
        };
        add(format!("{path}{}", imps_core::Quote::<80>(name)), NoteKind::NoNode);
    }
}
