//! Limits of handsets that were observed. They are no rules of the standard, so no errors.

use super::reading::{Known, applications, has_scheme, path};
use super::{Account, Service};
use crate::Document;
use std::collections::BTreeSet;
use std::fmt;

/// A handset with observed limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Handset {
    /// Client provisioning on Symbian.
    Symbian,
    /// The account as a management object on Symbian, with the tree of [`mo`](crate::mo).
    SymbianManagement,
    /// Client provisioning on Android phones with MediaTek's client.
    MediaTek,
}

/// A limit that a document meets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Advice {
    /// The place in the document, such as `APPLICATION[1]/NAME`.
    pub path: String,
    /// The limit.
    pub kind: AdviceKind,
}

/// The limits of handsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AdviceKind {
    /// The handset cuts the text.
    #[error("cut to {0} characters")]
    Cut(usize),
    /// The handset shows a name of its own instead of an empty text, or of one with a control
    /// character.
    #[error("replaced by a default name")]
    DefaultName,
    /// The handset drops the account, because the text is too long. Has the maximum.
    #[error("account dropped above {0} characters")]
    TooLong(usize),
    /// The handset refuses a node with more bytes.
    #[error("refused above {0} bytes")]
    TooManyBytes(usize),
    /// The handset drops the account, because the text is empty or has a control character.
    #[error("account dropped for an empty text or a control character")]
    Text,
    /// The handset drops the account, because the address is no absolute URI.
    #[error("account dropped without an absolute uri")]
    NoUri,
    /// The handset makes no presence account of this value. A second application with `PR` alone
    /// does ([`Service::PresenceAlone`]).
    #[error("presence needs an application of its own with the value PR")]
    PresenceAlone,
    /// The presence client of the handset cannot save an account without an access point.
    #[error("presence needs an access point")]
    NoAccessPoint,
    /// The handset cannot save the account, because no link names a characteristic.
    #[error("account not saved if no link resolves")]
    Unresolved,
    /// The handset uses the first one only.
    #[error("only the first one is used")]
    FirstOnly,
    /// The handset keeps the first application with this `APPID` only.
    #[error("only the first application is kept")]
    FirstApplication,
    /// The handset prefers the address in the other form.
    #[error("preferred to ADDR")]
    Preferred,
    /// The handset refuses a service code other than `IM`, `PS` and `GR`, and a repeated one.
    #[error("codes other than IM, PS and GR, or repeated ones, are refused")]
    Codes,
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)
    }
}

/// Returns the limits of a handset that the accounts of a document meet. Applications that are no
/// accounts are passed over.
#[must_use]
pub fn advice(document: &Document, handset: Handset) -> Vec<Advice> {
    let (mut found, known) = (Vec::new(), Known::of(document));
    let accounts = applications(document).filter_map(|(number, application)| {
        Some((number, Account::from_characteristic(application).ok()?.account))
    });
    for (at, (number, account)) in accounts.enumerate() {
        let mut add = |name: &str, kind| {
            let separator = if name.is_empty() { "" } else { "/" };
            found.push(Advice { path: format!("{}{separator}{name}", path(number)), kind });
        };
        match handset {
            Handset::Symbian => symbian(&account, &known, &mut add),
            Handset::SymbianManagement => symbian_management(&account, &mut add),
            Handset::MediaTek => {
                if at > 0 {
                    add("", AdviceKind::FirstApplication);
                }
                let has_both = account.other_addresses.iter().any(|other| other.address.is_some());
                if has_both && !account.addresses.is_empty() {
                    add("APPADDR[1]/ADDR", AdviceKind::Preferred);
                }
            }
        }
    }
    found
}

fn has_control(text: &str) -> bool {
    text.chars().any(|character| character < ' ')
}

fn symbian(account: &Account, known: &Known<'_>, add: &mut impl FnMut(&str, AdviceKind)) {
    if let Some(name) = &account.name {
        if name.is_empty() || has_control(name) {
            add("NAME", AdviceKind::DefaultName);
        }
        if name.chars().count() > 30 {
            add("NAME", AdviceKind::Cut(30));
        }
    }
    if let Some(address) = account.address() {
        if address.is_empty() || has_control(address) {
            add("ADDR", AdviceKind::Text);
        } else if !has_scheme(address) {
            add("ADDR", AdviceKind::NoUri);
        }
        if address.chars().count() > 100 {
            add("ADDR", AdviceKind::TooLong(100));
        }
    }
    if account.addresses.len() > 1 {
        add("ADDR", AdviceKind::FirstOnly);
    }
    if let Some(first) = account.credentials.first() {
        for (name, value) in [("AAUTHNAME", &first.name), ("AAUTHSECRET", &first.secret)] {
            let Some(value) = value else { continue };
            if value.chars().count() > 50 {
                add(&format!("APPAUTH[1]/{name}"), AdviceKind::TooLong(50));
            }
        }
        if first.name.as_deref().is_some_and(has_control) {
            add("APPAUTH[1]/AAUTHNAME", AdviceKind::Text);
        }
    }
    if account.credentials.len() > 1 {
        add("APPAUTH", AdviceKind::FirstOnly);
    }
    let services = account.services.as_deref();
    let is_alone = services == Some(&[Service::PresenceAlone]);
    // Without services the account is for all, so for presence too.
    if services.is_none_or(|services| services.iter().any(Service::is_presence)) && !is_alone {
        add("SERVICES", AdviceKind::PresenceAlone);
    }
    let resolves = |links: &[String], ids: &BTreeSet<&str>| links.iter().any(|it| ids.contains(it.as_str()));
    let some_proxy = resolves(&account.proxies, &known.proxies);
    let some_point = resolves(&account.access_points, &known.access_points);
    match account.proxies.is_empty() && account.access_points.is_empty() {
        true if is_alone => add("TO-NAPID", AdviceKind::NoAccessPoint),
        true => {}
        false if some_proxy || some_point => {}
        false => add("TO-NAPID", AdviceKind::Unresolved),
    }
}

fn symbian_management(account: &Account, add: &mut impl FnMut(&str, AdviceKind)) {
    let first = account.credentials.first();
    let texts = [
        ("NAME", account.name.as_deref(), 50),
        ("ADDR", account.address(), 255),
        ("APPAUTH[1]/AAUTHNAME", first.and_then(|it| it.name.as_deref()), 50),
        ("APPAUTH[1]/AAUTHSECRET", first.and_then(|it| it.secret.as_deref()), 50),
    ];
    for (name, text, most) in texts {
        if text.is_some_and(|text| text.len() > most) {
            add(name, AdviceKind::TooManyBytes(most));
        }
    }
    if account.credentials.len() > 1 {
        add("APPAUTH", AdviceKind::FirstOnly);
    }
    let services = account.services.as_deref().unwrap_or_default();
    let is_known =
        |it: &Service| matches!(it, Service::InstantMessaging | Service::Presence | Service::Groups);
    let mut seen = BTreeSet::new();
    let is_repeated = !services.iter().all(|service| seen.insert(service.as_str()));
    if is_repeated || !services.iter().all(is_known) {
        add("SERVICES", AdviceKind::Codes);
    }
}
