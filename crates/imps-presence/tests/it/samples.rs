//! The lists in the sample documents: read as types, and written back unchanged.

use crate::common::{List, name, read};
use imps_core::{ReadOptions, UnknownContent, Version};
use imps_presence::{PresenceAttribute, Qualified};
use imps_testing::testdata;
use imps_xml::WriteOptions;
use std::collections::BTreeSet;
use std::fs;

/// Every list in a document, without the indentation around it.
fn lists_in(document: &str) -> Vec<String> {
    let mut lists = Vec::new();
    let mut rest = document;
    while let Some(start) = rest.find("<PresenceSubList") {
        let indentation = rest[..start].rsplit('\n').next().unwrap();
        let open = start + rest[start..].find('>').unwrap();
        let end = if rest[..open].ends_with('/') {
            open + 1
        } else {
            start + rest[start..].find("</PresenceSubList>").unwrap() + "</PresenceSubList>".len()
        };
        lists.push(rest[start..end].replace(&format!("\n{indentation}"), "\n"));
        rest = &rest[end..];
    }
    lists
}

fn samples() -> Vec<(String, String)> {
    let mut samples = Vec::new();
    for folder in ["1.1", "1.2", "1.3", "odd"] {
        for entry in fs::read_dir(testdata(&format!("csp/{folder}"))).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "xml") {
                let document = fs::read_to_string(&path).unwrap();
                let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
                samples.extend(lists_in(&document).into_iter().map(|list| (name.clone(), list)));
            }
        }
    }
    assert!(samples.len() > 55, "only {} lists were found", samples.len());
    samples
}

fn indented(list: &List) -> String {
    let mut options = WriteOptions::default();
    options.indent = Some(2);
    options.declaration = false;
    let mut written = Vec::new();
    imps_xml::write(list, &mut written, &options).unwrap();
    String::from_utf8(written).unwrap()
}

#[test]
fn every_list_is_written_back_as_it_was() {
    for (name, text) in &samples() {
        let list = read(text);
        assert_eq!(indented(&list).trim_end(), text, "{name}");
        assert_eq!(list.list.clone().into_owned(), list.list, "{name}");
        let binary = imps_wbxml::to_vec(&list).unwrap();
        assert_eq!(imps_wbxml::from_slice::<List>(&binary).unwrap(), list, "{name}");
    }
}

#[test]
fn nothing_in_the_lists_is_left_to_the_extensions() {
    let mut options = ReadOptions::default();
    options.unknown = UnknownContent::Refuse;
    for (name, text) in &samples() {
        let list = imps_xml::from_str_with::<List>(text, &options);
        assert!(list.is_ok(), "{name}: {}", list.unwrap_err());
    }
}

#[test]
fn requests_carry_names_and_notifications_values() {
    let (mut names, mut values) = (0, 0);
    for (name, text) in &samples() {
        let with_names = ["get-presence-request", "subscribe", "attribute-list", "invite"];
        let with_values = ["presence-notification", "update-presence", "get-presence-response"];
        let list = read(text).list;
        if with_names.iter().any(|stem| name.contains(stem)) {
            assert!(list.is_name_form(), "{name}");
            names += 1;
        } else if with_values.iter().any(|stem| name.contains(stem)) && list.attributes().next().is_some() {
            assert!(!list.is_name_form(), "{name}");
            values += 1;
        }
    }
    assert!(names > 15 && values > 8, "{names} and {values}");
}

#[test]
fn every_attribute_has_a_sample_in_every_version() {
    for version in Version::ALL {
        let mut seen = BTreeSet::new();
        for (name, text) in &samples() {
            if name.starts_with(&version.to_string()) {
                let list = read(text).list;
                let with_values = list.attributes().filter(|attribute| !attribute.is_name());
                seen.extend(with_values.map(Qualified::attribute));
            }
        }
        let all = PresenceAttribute::ALL.iter().copied();
        let expected: BTreeSet<_> = all.filter(|attribute| attribute.versions().contains(version)).collect();
        assert_eq!(seen, expected, "{version}");
    }
    assert_eq!(name(PresenceAttribute::InfoLink.tag()), "InfoLink");
}
