//! Whatever is written is read back, and no input panics.

use crate::documents::file;
use imps_provisioning::{Characteristic, Document, Item, Parm};
use proptest::collection::vec;
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 10] =
        ["SERVICE", "SERVICES", "NAME", "APPLICATION", "APPSRV", "IPV6", "PAP", ",", "1.0", ""];
    prop_oneof![
        proptest::sample::select(KNOWN.as_slice()).prop_map(String::from),
        "[ -~\t\r\n\u{e9}\u{1F600}]{0,8}"
    ]
}

fn parm() -> impl Strategy<Value = Item> {
    (name(), proptest::option::of(name())).prop_map(|(name, value)| {
        let mut parm = Parm::new(name, "");
        parm.value = value;
        Item::Parm(parm)
    })
}

fn item() -> impl Strategy<Value = Item> {
    parm().prop_recursive(4, 20, 4, |inner| {
        (name(), vec(inner, 0..4)).prop_map(|(kind, items)| {
            let mut characteristic = Characteristic::new(kind);
            characteristic.items = items;
            Item::Characteristic(characteristic)
        })
    })
}

proptest! {
    #[test]
    fn a_document_survives_both_syntaxes(items in vec(item(), 0..4), version in name()) {
        let mut document = Document::new(version);
        document.items = items;
        let bytes = document.to_wbxml().unwrap();
        prop_assert_eq!(Document::from_wbxml(&bytes), Ok(document.clone()));
        let xml = document.to_xml().unwrap();
        prop_assert_eq!(Document::from_xml(xml.as_bytes()), Ok(document));
    }

    #[test]
    fn damaged_documents_do_not_panic(at in 0_usize..501, byte: u8, end in 0_usize..501) {
        for name in ["cht.wbxml", "wa.wbxml", "wa.xml"] {
            let mut bytes = file(name);
            if let Some(found) = bytes.get_mut(at) {
                *found = byte;
            }
            bytes.truncate(end);
            if let Ok(document) = Document::from_wbxml(&bytes) {
                let written = document.to_wbxml().unwrap();
                prop_assert_eq!(Document::from_wbxml(&written), Ok(document));
            }
            let _ = Document::from_xml(&bytes);
        }
    }
}
