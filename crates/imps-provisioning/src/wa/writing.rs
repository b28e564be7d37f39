//! Accounts into documents.

use super::error::{AccountError, AccountErrorKind};
use super::{APP_ID, Account, Credentials, OtherAddress, Port, Service};
use crate::{Characteristic, Item, Parm};

impl Account {
    /// Makes the characteristic, in the order of the standard. Empty lists and missing values have
    /// no parm. [`others`](Self::others) come last.
    ///
    /// # Errors
    /// [`MissingAddress`](AccountErrorKind::MissingAddress) without an address,
    /// [`Item`](AccountErrorKind::Item) for an item of a list with the character that separates
    /// items.
    pub fn to_characteristic(&self) -> Result<Characteristic, AccountError> {
        if self.address().is_none() {
            return Err(fault(AccountErrorKind::MissingAddress, "ADDR"));
        }
        let services = self.services.as_ref();
        let services = services.map(|list| joined(list.iter().map(Service::as_str), ';', "SERVICES"));
        let types = Some(&self.accepted_types).filter(|list| !list.is_empty());
        let types = types.map(|list| joined(list.iter().map(String::as_str), ',', "AACCEPT"));
        let mut made = Characteristic::new("APPLICATION");
        let items = &mut made.items;
        parms(items, "APPID", [APP_ID]);
        parms(items, "PROVIDER-ID", &self.provider_id);
        parms(items, "NAME", &self.name);
        parms(items, "AACCEPT", types.transpose()?.as_ref());
        parms(items, "APROTOCOL", &self.protocol);
        parms(items, "TO-PROXY", &self.proxies);
        parms(items, "TO-NAPID", &self.access_points);
        parms(items, "ADDR", &self.addresses);
        parms(items, "SERVICES", services.transpose()?.as_ref());
        parms(items, "CIDPREFIX", &self.client_id_prefix);
        items.extend(self.other_addresses.iter().map(address));
        items.extend(self.credentials.iter().map(credentials));
        items.extend(self.resources.iter().cloned().map(Item::Characteristic));
        items.extend_from_slice(&self.others);
        Ok(made)
    }
}

#[cold]
fn fault(kind: AccountErrorKind, name: &str) -> AccountError {
    AccountError { kind, path: format!("APPLICATION/{name}") }
}

/// Joins the items of a list. Refuses items that a reader would split or drop.
fn joined<'i>(
    items: impl Iterator<Item = &'i str>,
    separator: char,
    name: &str,
) -> Result<String, AccountError> {
    let mut out = String::new();
    for item in items {
        if item.contains(separator) || item.trim() != item || item.is_empty() {
            return Err(fault(AccountErrorKind::Item(item.into()), name));
        }
        if !out.is_empty() {
            out.push(separator);
        }
        out.push_str(item);
    }
    Ok(out)
}

/// Adds a parm for each value.
fn parms(items: &mut Vec<Item>, name: &str, values: impl IntoIterator<Item = impl AsRef<str>>) {
    items.extend(values.into_iter().map(|value| Item::Parm(Parm::new(name, value.as_ref()))));
}

fn credentials(credentials: &Credentials) -> Item {
    let mut made = Characteristic::new("APPAUTH");
    parms(&mut made.items, "AAUTHLEVEL", credentials.level.as_ref().map(super::Level::as_str));
    parms(&mut made.items, "AAUTHTYPE", &credentials.kind);
    parms(&mut made.items, "AAUTHNAME", &credentials.name);
    parms(&mut made.items, "AAUTHSECRET", &credentials.secret);
    parms(&mut made.items, "AAUTHDATA", &credentials.data);
    made.items.extend_from_slice(&credentials.others);
    Item::Characteristic(made)
}

fn address(address: &OtherAddress) -> Item {
    let mut made = Characteristic::new("APPADDR");
    parms(&mut made.items, "ADDR", &address.address);
    parms(&mut made.items, "ADDRTYPE", address.address_type.as_ref().map(super::AddressType::as_str));
    made.items.extend(address.ports.iter().map(port));
    made.items.extend_from_slice(&address.others);
    Item::Characteristic(made)
}

fn port(port: &Port) -> Item {
    let mut made = Characteristic::new("PORT");
    parms(&mut made.items, "PORTNBR", port.number.map(|number| number.to_string()));
    made.items.extend_from_slice(&port.others);
    Item::Characteristic(made)
}
