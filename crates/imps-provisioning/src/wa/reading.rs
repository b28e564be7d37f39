//! Accounts from documents.

use super::error::{AccountError, AccountErrorKind, Warning, WarningKind};
use super::{APP_ID, Account, AddressType, Credentials, Level, OtherAddress, Port, Service};
use crate::{Characteristic, Document, Item, Parm};
use imps_core::Quote;
use std::collections::BTreeSet;

/// An account that was read, with its peculiarities.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// The account.
    pub account: Account,
    /// Its peculiarities, in order.
    pub warnings: Vec<Warning>,
}

impl Account {
    /// Reads the first account of a document. Other applications are passed over.
    ///
    /// # Errors
    /// [`NoApplication`](AccountErrorKind::NoApplication) if the document has no application,
    /// [`OtherApplication`](AccountErrorKind::OtherApplication) if it has only others.
    /// [`MissingAppId`](AccountErrorKind::MissingAppId) or
    /// [`MissingAddress`](AccountErrorKind::MissingAddress) for an account without one.
    pub fn from_document(document: &Document) -> Result<Reading, AccountError> {
        let known = Known::of(document);
        let mut other = None;
        for (number, application) in applications(document) {
            match read(application, &path(number), Some(&known)) {
                Err(error) if matches!(error.kind, AccountErrorKind::OtherApplication(_)) => {
                    other.get_or_insert(error);
                }
                read => return read,
            }
        }
        let missing = AccountError { kind: AccountErrorKind::NoApplication, path: "APPLICATION".into() };
        Err(other.unwrap_or(missing))
    }

    /// Reads all accounts of a document, in order.
    ///
    /// # Errors
    /// [`MissingAddress`](AccountErrorKind::MissingAddress) for an account without an address,
    /// [`MissingAppId`](AccountErrorKind::MissingAppId) for an application without `APPID`.
    pub fn all(document: &Document) -> Result<Vec<Reading>, AccountError> {
        let known = Known::of(document);
        let mut found = Vec::new();
        for (number, application) in applications(document) {
            match read(application, &path(number), Some(&known)) {
                Err(error) if matches!(error.kind, AccountErrorKind::OtherApplication(_)) => {}
                read => found.push(read?),
            }
        }
        Ok(found)
    }

    /// Reads an account from its characteristic. Links to proxies and access points are not
    /// checked.
    ///
    /// # Errors
    /// [`NoApplication`](AccountErrorKind::NoApplication) for another characteristic.
    /// [`MissingAppId`](AccountErrorKind::MissingAppId),
    /// [`OtherApplication`](AccountErrorKind::OtherApplication) or
    /// [`MissingAddress`](AccountErrorKind::MissingAddress) for its content.
    pub fn from_characteristic(characteristic: &Characteristic) -> Result<Reading, AccountError> {
        if characteristic.kind != "APPLICATION" {
            let (kind, path) = (AccountErrorKind::NoApplication, "APPLICATION".into());
            return Err(AccountError { kind, path });
        }
        read(characteristic, &path(1), None)
    }
}

/// The applications of a document, counted from 1.
pub(super) fn applications(document: &Document) -> impl Iterator<Item = (usize, &Characteristic)> {
    (1..).zip(document.characteristics().filter(|it| it.kind == "APPLICATION"))
}

pub(super) fn path(number: usize) -> String {
    format!("APPLICATION[{number}]")
}

fn read(
    application: &Characteristic,
    path: &str,
    known: Option<&Known<'_>>,
) -> Result<Reading, AccountError> {
    let fault = |kind, name: &str| AccountError { kind, path: format!("{path}/{name}") };
    let app_id = application.value("APPID").ok_or_else(|| fault(AccountErrorKind::MissingAppId, "APPID"))?;
    if !app_id.eq_ignore_ascii_case(APP_ID) {
        return Err(fault(AccountErrorKind::OtherApplication(app_id.into()), "APPID"));
    }
    let mut notes = Notes { path: path.into(), warnings: Vec::new() };
    if known.is_some_and(|known| !known.is_1_1) {
        notes.add("", WarningKind::Version);
    }
    if app_id != APP_ID {
        notes.add("APPID", WarningKind::AppIdCase(app_id.into()));
    }
    notes.attributes(&application.attributes);
    let account = account(application, &mut notes);
    match (account.addresses.first(), account.address()) {
        (_, None) => return Err(fault(AccountErrorKind::MissingAddress, "ADDR")),
        (None, _) => notes.add("ADDR", WarningKind::OtherForm),
        _ => {}
    }
    for _ in account.addresses.iter().filter(|address| !has_scheme(address)) {
        notes.add("ADDR", WarningKind::NoUri);
    }
    if let Some(known) = known {
        notes.links("TO-PROXY", &account.proxies, &known.proxies);
        notes.links("TO-NAPID", &account.access_points, &known.access_points);
    }
    Ok(Reading { account, warnings: notes.warnings })
}

/// The proxies and access points of a document, to which its accounts link.
pub(super) struct Known<'d> {
    is_1_1: bool,
    pub(super) proxies: BTreeSet<&'d str>,
    pub(super) access_points: BTreeSet<&'d str>,
}

impl<'d> Known<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let ids = |kind, id| {
            document.characteristics().filter(move |it| it.kind == kind).filter_map(move |it| it.value(id))
        };
        Self {
            is_1_1: document.version.as_deref() == Some("1.1"),
            proxies: ids("PXLOGICAL", "PROXY-ID").collect(),
            access_points: ids("NAPDEF", "NAPID").collect(),
        }
    }
}

/// Returns whether the text begins with the scheme of a URI. RFC 3986, 3.1.
pub(super) fn has_scheme(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '+' | '-' | '.'))
        && !rest.is_empty()
}

fn account(application: &Characteristic, notes: &mut Notes) -> Account {
    let mut account = Account::default();
    let others = &mut account.others;
    let mut has_app_id = false;
    for item in &application.items {
        let parm = match item {
            Item::Parm(parm) => parm,
            Item::Characteristic(nested) => {
                match &*nested.kind {
                    "APPAUTH" => {
                        let at = account.credentials.len();
                        account
                            .credentials
                            .push(notes.within("APPAUTH", at, |notes| credentials(nested, notes)));
                    }
                    "APPADDR" => {
                        notes.add("APPADDR", WarningKind::NotExpected);
                        let at = account.other_addresses.len();
                        account
                            .other_addresses
                            .push(notes.within("APPADDR", at, |notes| address(nested, notes)));
                    }
                    "RESOURCE" => {
                        notes.add("RESOURCE", WarningKind::NotExpected);
                        account.resources.push(nested.clone());
                    }
                    _ => notes.unknown(item, &nested.kind, others),
                }
                continue;
            }
        };
        match &*parm.name {
            // The first one has a value and is checked.
            "APPID" if !has_app_id && parm.value.is_some() => {
                has_app_id = true;
                notes.within_parm(parm);
            }
            "PROVIDER-ID" => notes.once(&mut account.provider_id, parm, others),
            "NAME" => notes.once(&mut account.name, parm, others),
            "AACCEPT" if account.accepted_types.is_empty() => {
                let list = notes.value(parm, others);
                account.accepted_types = items(list.unwrap_or_default(), ',').map(Into::into).collect();
            }
            "TO-PROXY" => account.proxies.extend(notes.value(parm, others).map(Into::into)),
            "TO-NAPID" => account.access_points.extend(notes.value(parm, others).map(Into::into)),
            "ADDR" => account.addresses.extend(notes.value(parm, others).map(Into::into)),
            "SERVICES" if account.services.is_none() => {
                account.services = notes.value(parm, others).map(|list| notes.services(list));
            }
            "APPID" | "AACCEPT" | "SERVICES" => notes.unused(parm, others),
            "CIDPREFIX" => notes.once(&mut account.client_id_prefix, parm, others),
            "APROTOCOL" => {
                notes.add("APROTOCOL", WarningKind::NotExpected);
                notes.once(&mut account.protocol, parm, others);
            }
            name => notes.unknown(item, name, others),
        }
    }
    account
}

fn credentials(characteristic: &Characteristic, notes: &mut Notes) -> Credentials {
    let mut found = Credentials::default();
    let others = &mut found.others;
    notes.attributes(&characteristic.attributes);
    for item in &characteristic.items {
        match item {
            Item::Parm(parm) => match &*parm.name {
                "AAUTHLEVEL" => {
                    notes.word(&mut found.level, parm, others, |level| matches!(level, Level::Other(_)));
                }
                "AAUTHNAME" => notes.once(&mut found.name, parm, others),
                "AAUTHSECRET" => notes.once(&mut found.secret, parm, others),
                "AAUTHTYPE" => {
                    notes.add("AAUTHTYPE", WarningKind::NotExpected);
                    notes.once(&mut found.kind, parm, others);
                }
                "AAUTHDATA" => {
                    notes.add("AAUTHDATA", WarningKind::NotExpected);
                    notes.once(&mut found.data, parm, others);
                }
                name => notes.unknown(item, name, others),
            },
            Item::Characteristic(nested) => notes.unknown(item, &nested.kind, others),
        }
    }
    found
}

fn address(characteristic: &Characteristic, notes: &mut Notes) -> OtherAddress {
    let mut found = OtherAddress::default();
    let others = &mut found.others;
    notes.attributes(&characteristic.attributes);
    for item in &characteristic.items {
        match item {
            Item::Parm(parm) => match &*parm.name {
                "ADDR" => notes.once(&mut found.address, parm, others),
                "ADDRTYPE" => {
                    let is_other = |kind: &AddressType| matches!(kind, AddressType::Other(_));
                    notes.word(&mut found.address_type, parm, others, is_other);
                }
                name => notes.unknown(item, name, others),
            },
            Item::Characteristic(nested) if nested.kind == "PORT" => {
                let at = found.ports.len();
                found.ports.push(notes.within("PORT", at, |notes| port(nested, notes)));
            }
            Item::Characteristic(nested) => notes.unknown(item, &nested.kind, others),
        }
    }
    found
}

fn port(characteristic: &Characteristic, notes: &mut Notes) -> Port {
    let mut found = Port::default();
    notes.attributes(&characteristic.attributes);
    for item in &characteristic.items {
        match item {
            Item::Parm(parm) if parm.name == "PORTNBR" && found.number.is_none() => {
                let Some(digits) = notes.value(parm, &mut found.others) else { continue };
                found.number = digits.parse().ok().filter(|_| !digits.starts_with('+'));
                if found.number.is_none() {
                    notes.add("PORTNBR", WarningKind::UnknownValue(digits.into()));
                    found.others.push(item.clone());
                }
            }
            Item::Parm(parm) if parm.name == "PORTNBR" => notes.unused(parm, &mut found.others),
            Item::Parm(parm) => notes.unknown(item, &parm.name, &mut found.others),
            Item::Characteristic(nested) => notes.unknown(item, &nested.kind, &mut found.others),
        }
    }
    found
}

/// The items of a list, without blanks around them and without empty ones.
pub(crate) fn items(list: &str, separator: char) -> impl Iterator<Item = &str> {
    list.split(separator).map(str::trim).filter(|item| !item.is_empty())
}

/// The place of the reader, and the warnings so far.
struct Notes {
    path: String,
    warnings: Vec<Warning>,
}

impl Notes {
    /// The maximum of warnings.
    const MOST: usize = 1_000;

    fn add(&mut self, name: &str, kind: WarningKind) {
        match self.warnings.len() {
            ..Self::MOST => {}
            Self::MOST => {
                let kind = WarningKind::More(Self::MOST);
                return self.warnings.push(Warning { kind, path: self.path.clone() });
            }
            _ => return,
        }
        let separator = if name.is_empty() { "" } else { "/" };
        let path = format!("{}{separator}{}", self.path, Quote::<80>(name));
        self.warnings.push(Warning { kind, path });
    }

    /// Reads a nested characteristic. `before` is the number of its kin before it.
    fn within<T>(&mut self, name: &str, before: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path = format!("{}/{name}[{}]", self.path, before.saturating_add(1));
        let found = read(self);
        self.path.truncate(length);
        found
    }

    /// Returns the value of a parm. A parm without one goes to the others.
    fn value<'p>(&mut self, parm: &'p Parm, others: &mut Vec<Item>) -> Option<&'p str> {
        self.within_parm(parm);
        if parm.value.is_none() {
            self.add(&parm.name, WarningKind::NoValue);
            others.push(Item::Parm(parm.clone()));
        }
        parm.value.as_deref()
    }

    /// Puts the value into its place. A second parm goes to the others.
    fn once(&mut self, slot: &mut Option<String>, parm: &Parm, others: &mut Vec<Item>) {
        if slot.is_some() {
            return self.unused(parm, others);
        }
        *slot = self.value(parm, others).map(Into::into);
    }

    /// Puts a word into its place, and notes an unknown one.
    fn word<W: for<'p> From<&'p str>>(
        &mut self,
        slot: &mut Option<W>,
        parm: &Parm,
        others: &mut Vec<Item>,
        is_other: impl Fn(&W) -> bool,
    ) {
        if slot.is_some() {
            return self.unused(parm, others);
        }
        let Some(text) = self.value(parm, others) else { return };
        let word = W::from(text);
        if is_other(&word) {
            self.add(&parm.name, WarningKind::UnknownValue(text.into()));
        }
        *slot = Some(word);
    }

    fn services(&mut self, list: &str) -> Vec<Service> {
        let services: Vec<Service> = items(list, ';').map(Service::from).collect();
        for service in &services {
            if let Service::Other(code) = service {
                self.add("SERVICES", WarningKind::UnknownValue(code.clone()));
            }
        }
        services
    }

    /// Keeps a parm that has no effect.
    fn unused(&mut self, parm: &Parm, others: &mut Vec<Item>) {
        let kind = if parm.value.is_some() { WarningKind::Repeated } else { WarningKind::NoValue };
        self.add(&parm.name, kind);
        others.push(Item::Parm(parm.clone()));
    }

    /// Keeps an item with an unknown name.
    fn unknown(&mut self, item: &Item, name: &str, others: &mut Vec<Item>) {
        self.add(name, WarningKind::Unknown);
        others.push(item.clone());
    }

    /// Notes attributes of a known parm, which have no place.
    fn within_parm(&mut self, parm: &Parm) {
        if !parm.attributes.is_empty() {
            self.add(&parm.name, WarningKind::Attributes);
        }
    }

    /// Notes attributes of a known characteristic, which have no place.
    fn attributes(&mut self, attributes: &[(String, String)]) {
        if !attributes.is_empty() {
            self.add("", WarningKind::Attributes);
        }
    }

    /// Notes links to nothing.
    fn links(&mut self, parm: &str, links: &[String], ids: &BTreeSet<&str>) {
        for link in links {
            if !(parm == "TO-NAPID" && link == "INTERNET" || ids.contains(link.as_str())) {
                self.add(parm, WarningKind::Unresolved(link.clone()));
            }
        }
    }
}
