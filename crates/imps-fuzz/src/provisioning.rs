//! Settings of phones.

use imps_provisioning::ddf::Description;
use imps_provisioning::mo::{Options, Tree, from_account, to_account};
use imps_provisioning::push::{Security, join, read};
use imps_provisioning::wa::{Account, Handset, advice};
use imps_provisioning::wv_settings::WvSettings;
use imps_provisioning::{Document, Error};

/// Returns whether the bytes are a document, settings, a tree, a description or a push.
pub(crate) fn run(data: &[u8]) -> bool {
    let documents = [checked(Document::from_xml(data), data), checked(Document::from_wbxml(data), data)];
    documents.iter().flatten().for_each(document);
    let settings = [checked(WvSettings::from_xml(data), data), checked(WvSettings::from_wbxml(data), data)];
    for settings in settings.iter().flatten() {
        let _ = settings.long_texts();
        assert_eq!(WvSettings::from_wbxml(&settings.to_wbxml().unwrap()).as_ref(), Ok(settings));
        if let Ok(xml) = settings.to_xml() {
            assert_eq!(WvSettings::from_xml(xml.as_bytes()).as_ref(), Ok(settings));
        }
    }
    let tree = checked(Tree::from_xml(data), data);
    if let Some(Ok(xml)) = tree.as_ref().map(Tree::to_xml) {
        assert_eq!(Tree::from_xml(xml.as_bytes()).as_ref(), Ok(tree.as_ref().unwrap()));
    }
    let description = checked(Description::from_xml(data), data);
    if let Some(read) = &description {
        let places = read.findings.iter().all(|finding| finding.offset.is_none_or(|at| at <= data.len()));
        assert!(places, "{:?}", read.findings);
        read.findings.iter().for_each(|finding| one_line(&finding.to_string()));
        if let Ok(xml) = read.description.to_xml() {
            assert_eq!(Description::from_xml(xml.as_bytes()).unwrap().description, read.description);
        }
    }
    documents.iter().any(Option::is_some)
        || settings.iter().any(Option::is_some)
        || tree.is_some()
        || description.is_some()
        || push(data)
}

fn one_line(text: &str) {
    assert!(!text.contains(['\n', '\r']) && text.len() < 10_000, "{text:?}");
}

/// Returns what was read. Checks the error.
fn checked<T>(read: Result<T, Error>, data: &[u8]) -> Option<T> {
    match read {
        Ok(read) => Some(read),
        Err(error) => {
            one_line(&error.to_string());
            assert!(error.offset.is_some_and(|offset| offset <= data.len()), "{error:?}");
            None
        }
    }
}

/// A document is written and read again as the same document, and so is the account in it.
fn document(document: &Document) {
    // The name of a further attribute may be none that a syntax can write.
    if let Ok(bytes) = document.to_wbxml() {
        assert_eq!(Document::from_wbxml(&bytes).as_ref(), Ok(document));
    }
    if let Ok(xml) = document.to_xml() {
        assert_eq!(Document::from_xml(xml.as_bytes()).as_ref(), Ok(document));
    }
    for handset in [Handset::Symbian, Handset::SymbianManagement, Handset::MediaTek] {
        for advice in advice(document, handset) {
            one_line(&advice.to_string());
        }
    }
    match Account::from_document(document) {
        Err(error) => one_line(&error.to_string()),
        Ok(reading) => {
            reading.warnings.iter().for_each(|warning| one_line(&warning.to_string()));
            let account = reading.account;
            let written = account.to_characteristic().unwrap();
            assert_eq!(Account::from_characteristic(&written).unwrap().account, account);
            let made = from_account(&account, "1", &Options::default());
            made.notes.iter().for_each(|note| one_line(&note.to_string()));
            // An address in another form only has no node.
            if let Ok(read) = to_account(&made.node, &Options::default()) {
                let again = from_account(&read.account, "1", &Options::default());
                assert_eq!((again.node, again.notes), (made.node, vec![]));
            }
        }
    }
}

/// Returns whether the bytes are a push, or SMS that make one.
fn push(data: &[u8]) -> bool {
    let joined = join(&[data]).ok();
    let pushes = [Some(data), joined.as_deref()].into_iter().flatten();
    let arrived = pushes.filter_map(|pdu| read(pdu).ok().map(|received| (pdu.to_vec(), received.method)));
    let arrived: Vec<_> = arrived.collect();
    for (pdu, _) in &arrived {
        let received = read(pdu).unwrap();
        let _ = received.is_authentic(&Security::UserPin("0000".parse().unwrap()));
        if let Ok(read) = received.read() {
            document(&read);
        }
    }
    !arrived.is_empty()
}
