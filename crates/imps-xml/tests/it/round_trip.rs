//! Documents that come back unchanged.

use crate::common::{files, message, pumped};
use imps_core::ErrorKind;

#[test]
fn the_documents_of_the_test_data_come_back_byte_for_byte() {
    let documents = files("csp", "xml");
    assert!(!documents.is_empty());
    for path in documents {
        let document = std::fs::read_to_string(&path).unwrap();
        let written = pumped(&document, true).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(written, document, "{}", path.display());
        let compact = pumped(&document, false).unwrap();
        assert_eq!(pumped(&compact, true).unwrap(), document, "{}", path.display());
    }
}

#[test]
fn the_broken_documents_are_refused_where_they_break() {
    let table = include_str!("../../../../testdata/bad/README.md");
    let rows = table.lines().filter_map(|line| {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let name = columns.get(1)?.strip_prefix('`')?.strip_suffix(".xml`")?;
        Some((name, columns[2], columns[4].parse::<usize>().ok()))
    });
    let mut seen = 0;
    for (name, kind, offset) in rows {
        let path = imps_testing::testdata(&format!("bad/{name}.xml"));
        let bytes = std::fs::read(path).unwrap();
        let result = imps_xml::to_utf8(&bytes).and_then(|document| pumped(&document, true));
        if matches!(kind, "model" | "value") {
            assert!(result.is_ok(), "{name} is broken for typed readers only: {result:?}");
        } else {
            let error = result.expect_err(name);
            let (found, expected) = (error.offset().unwrap(), offset.unwrap());
            assert!(found.abs_diff(expected) <= 1, "{name}: {error}, expected at {expected}");
            assert!(matches!(error.kind(), ErrorKind::Syntax(_) | ErrorKind::NoRoot), "{name}: {error}");
        }
        seen += 1;
    }
    assert!(seen > 10);
}

#[test]
fn foreign_content_comes_back() {
    let trc = "http://www.openmobilealliance.org/DTD/WV-TRC1.2";
    for inside in [
        "<ExtBlock xmlns=\"www.nokia.com/apiclient\"><Status a=\"1\">x</Status><y/></ExtBlock><Status/>",
        "<v:a xmlns:v=\"urn:v\" v:b=\"&lt;&amp;&quot;&#9;&#10;\"><v:c>1 <v:d/> 2</v:c></v:a>",
        "<Vendor xmlns=\"urn:v\"><Session/></Vendor><Session>x<Status/>y</Session>",
        "<New a=\"b\"/>",
        "<ExtBlock xmlns=\"\"><Status/></ExtBlock>",
        &format!("<TransactionContent xmlns=\"{trc}\"><Status/></TransactionContent>"),
        "<TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/IMPS-TRC1.3\"/>",
        "<Name> a\tb\nc&#13; </Name>",
    ] {
        assert_eq!(pumped(&message(inside), false).unwrap(), message(inside));
    }
}

#[test]
fn the_vocabulary_comes_back_from_inside_of_foreign_elements() {
    let csp = crate::common::NS;
    let given = format!(
        "<ExtBlock xmlns=\"urn:v\" xmlns:c=\"{csp}\"><a/><c:Status><c:Code>200</c:Code></c:Status></ExtBlock>"
    );
    let expected =
        format!("<ExtBlock xmlns=\"urn:v\"><a/><Status xmlns=\"{csp}\"><Code>200</Code></Status></ExtBlock>");
    assert_eq!(pumped(&message(&given), false).unwrap(), message(&expected));
    assert_eq!(pumped(&message(&expected), false).unwrap(), message(&expected));
}

#[test]
fn declarations_and_prefixes_of_the_vocabulary_become_the_usual_ones() {
    let csp = crate::common::NS;
    let prefixed =
        format!("<c:WV-CSP-Message xmlns:c='{csp}'><c:Session c:a='1'/><c:New/></c:WV-CSP-Message>");
    assert_eq!(pumped(&prefixed, false).unwrap(), message("<Session a=\"1\"/><New/>"));
    assert_eq!(
        pumped("<WV-CSP-Message><Session></Session></WV-CSP-Message>", false).unwrap(),
        message("<Session/>")
    );
}

#[test]
fn utf_16_documents_come_back_as_utf_8() {
    let document = message("<Name>José \u{1F600}</Name>");
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes: Vec<u8> = document.encode_utf16().flat_map(unit).collect();
        assert_eq!(pumped(&imps_xml::to_utf8(&bytes).unwrap(), false).unwrap(), document);
    }
}
