//! WVSettings from elements, and elements from WVSettings.

use super::{Common, Http, Proxy, Sms, WvSettings};
use crate::tree::Element;
use crate::{Error, ErrorKind};
use std::iter::Peekable;
use std::vec::IntoIter;

const ROOT: &str = "WVSettings";

/// The children of an element, in their fixed order.
struct Children {
    left: Peekable<IntoIter<Element>>,
    /// The place of the parent, for missing children.
    offset: usize,
}

impl Children {
    fn of(element: Element) -> Result<Self, Error> {
        if let Some((name, _)) = element.attributes.iter().find(|(name, _)| !name.starts_with("xmlns")) {
            return Err(element.fault(ErrorKind::UnexpectedAttribute(name.clone())));
        }
        if !element.text.trim_ascii().is_empty() {
            return Err(element.fault(ErrorKind::UnexpectedText));
        }
        Ok(Self { left: element.children.into_iter().peekable(), offset: element.offset })
    }

    /// Takes the next child, if it has this name.
    fn take(&mut self, name: &str) -> Option<Element> {
        self.left.next_if(|child| child.name == name)
    }

    fn needed(&mut self, name: &'static str) -> Result<Element, Error> {
        self.take(name).ok_or_else(|| Error::new(ErrorKind::MissingElement(name), self.offset))
    }

    fn text(&mut self, name: &'static str) -> Result<String, Error> {
        self.needed(name).and_then(leaf)
    }

    fn optional(&mut self, name: &'static str) -> Result<Option<String>, Error> {
        self.take(name).map(leaf).transpose()
    }

    fn end(mut self) -> Result<(), Error> {
        match self.left.next() {
            Some(child) => Err(child.fault(ErrorKind::UnexpectedElement(child.name.clone()))),
            None => Ok(()),
        }
    }
}

/// Returns the text of a leaf, with its blanks: a password may have some.
fn leaf(mut element: Element) -> Result<String, Error> {
    let text = std::mem::take(&mut element.text);
    Children::of(element)?.end()?;
    Ok(text)
}

/// Reads the settings.
pub(super) fn settings(root: Element) -> Result<WvSettings, Error> {
    let mut children = Children::of(root.expect_root(ROOT)?)?;
    let settings = WvSettings {
        ota_version: children.text("WVOTAVersion")?,
        common: common(children.needed("WVCommon")?)?,
        sms: children.take("WVSMS").map(sms).transpose()?,
        http: children.take("WVHTTP").map(http).transpose()?,
    };
    children.end().map(|()| settings)
}

fn common(element: Element) -> Result<Common, Error> {
    let mut children = Children::of(element)?;
    let settings_name = children.text("WVSettingsName")?;
    let ref_name = children.optional("WVRefName")?;
    let mut supported_versions = vec![children.text("WVSupportedVersion")?];
    while let Some(version) = children.optional("WVSupportedVersion")? {
        supported_versions.push(version);
    }
    let common = Common {
        settings_name,
        ref_name,
        supported_versions,
        user_id: children.optional("WVUserID")?,
        password: children.optional("WVPassword")?,
        preferred_protocol: children.optional("WVPreferredProtocol")?,
    };
    children.end().map(|()| common)
}

fn sms(element: Element) -> Result<Sms, Error> {
    let mut children = Children::of(element)?;
    let sms = Sms {
        sap_mobile_number: children.text("WVSAPMobileNumber")?,
        four_way_supported: children.text("WVSAPFourWaySupported")?,
        smsc_mobile_number: children.text("WVSMSCMobileNumber")?,
    };
    children.end().map(|()| sms)
}

fn http(element: Element) -> Result<Http, Error> {
    let mut children = Children::of(element)?;
    let http = Http {
        sap_uri: children.text("WVSAPURI")?,
        four_way_supported: children.text("WVSAPFourWaySupported")?,
        proxy: children.take("WVProxy").map(proxy).transpose()?,
    };
    children.end().map(|()| http)
}

fn proxy(element: Element) -> Result<Proxy, Error> {
    let mut children = Children::of(element)?;
    let proxy = Proxy {
        address: children.text("WVProxyAddress")?,
        port: children.take("WVProxyPort").map(port).transpose()?,
        user: children.optional("WVProxyUser")?,
        password: children.optional("WVProxyPassword")?,
    };
    children.end().map(|()| proxy)
}

fn port(element: Element) -> Result<u16, Error> {
    let offset = element.offset;
    let value = leaf(element)?;
    match value.trim_ascii().parse() {
        Ok(port) if !value.contains('+') => Ok(port),
        _ => Err(Error::new(ErrorKind::Value { element: "WVProxyPort", value }, offset)),
    }
}

/// Makes the elements of the settings.
pub(super) fn element(settings: &WvSettings) -> Result<Element, Error> {
    if settings.common.supported_versions.is_empty() {
        return Err(Error::writing(ErrorKind::MissingElement("WVSupportedVersion")));
    }
    let Common { settings_name, ref_name, supported_versions, user_id, password, preferred_protocol } =
        &settings.common;
    let mut common =
        group("WVCommon", &[("WVSettingsName", Some(settings_name)), ("WVRefName", ref_name.as_ref())]);
    let versions = supported_versions.iter().map(|version| Element::leaf("WVSupportedVersion", version));
    common.children.extend(versions);
    let rest = [
        ("WVUserID", user_id.as_ref()),
        ("WVPassword", password.as_ref()),
        ("WVPreferredProtocol", preferred_protocol.as_ref()),
    ];
    common.children.extend(group("", &rest).children);
    let mut root = group(ROOT, &[("WVOTAVersion", Some(&settings.ota_version))]).with(common);
    root.children.extend(settings.sms.as_ref().map(|sms| {
        let leaves = [
            ("WVSAPMobileNumber", Some(&sms.sap_mobile_number)),
            ("WVSAPFourWaySupported", Some(&sms.four_way_supported)),
            ("WVSMSCMobileNumber", Some(&sms.smsc_mobile_number)),
        ];
        group("WVSMS", &leaves)
    }));
    root.children.extend(settings.http.as_ref().map(|http| {
        let leaves =
            [("WVSAPURI", Some(&http.sap_uri)), ("WVSAPFourWaySupported", Some(&http.four_way_supported))];
        let mut made = group("WVHTTP", &leaves);
        made.children.extend(http.proxy.as_ref().map(|proxy| {
            let port = proxy.port.map(|port| port.to_string());
            let leaves = [
                ("WVProxyAddress", Some(&proxy.address)),
                ("WVProxyPort", port.as_ref()),
                ("WVProxyUser", proxy.user.as_ref()),
                ("WVProxyPassword", proxy.password.as_ref()),
            ];
            group("WVProxy", &leaves)
        }));
        made
    }));
    Ok(root)
}

/// Makes an element with the leaves that have a text.
fn group(name: &str, leaves: &[(&str, Option<&String>)]) -> Element {
    let leaf = |(name, text): &(&str, Option<&String>)| Some(Element::leaf(*name, *text.as_ref()?));
    Element { children: leaves.iter().filter_map(leaf).collect(), ..Element::new(name) }
}
