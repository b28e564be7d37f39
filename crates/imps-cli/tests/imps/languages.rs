//! Documents of other languages, with the names of tables.

use crate::run::{bytes, imps, imps_with};
use insta::assert_snapshot;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

/// An example table of the engine.
fn table(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../wbxml/examples/tables")).join(name)
}

fn inspect(tables: &[&str], document: &[u8]) -> String {
    let tables = tables.iter().flat_map(|name| ["--table".into(), table(name).into_os_string()]);
    let arguments = [OsString::from("inspect")].into_iter().chain(tables);
    String::from_utf8(imps_with(arguments, document).good()).unwrap()
}

const SI: &[u8] = b"\x02\x05\x6A\x00\x45\xC6\x0D\x03xyz\0\x85\x03mail/123\0\x07\x01\x034 new\0\x01\x01";

/// With elements of page 17, which is 0x11.
const ACTIVESYNC: &[u8] =
    b"\x03\x01\x6A\x00\x45\x5C\x4F\x57\x00\x11\x45\x46\x031\0\x01\x01\x4A\xC3\x05Hello\x01\x01\x01\x01\x01";

/// The syntax and the character set that are stated are the ones of the outer document; with
/// `--charset`, of all.
#[test]
fn a_document_inside_has_a_syntax_of_its_own() {
    let inner = "<WV-CSP-Message><Session/></WV-CSP-Message>".as_bytes();
    let mut outer = b"\x03\x01\x6A\x00\x45\xC3".to_vec();
    outer.push(inner.len().try_into().unwrap());
    let at = outer.len().to_string();
    outer.extend_from_slice(inner);
    outer.push(1);
    for from in ["auto", "wbxml"] {
        let rows = imps_with(["inspect", "--from", from, "--at", &at], &outer).good();
        assert!(String::from_utf8(rows).unwrap().contains("WV-CSP-Message"), "{from}");
    }
}

#[test]
fn tables_name_the_tokens_of_other_languages() {
    let [si, sync, wml] = ["si.tsv", "activesync.tsv", "wml.tsv"];
    let wml_page = b"\x03\x0A\x6A\x00\x7F\xE7\x36\x03News\0\x01\x60\x03Hello\0\x26\x01\x01\x01";
    assert_snapshot!(
        [
            inspect(&[si], SI),
            inspect(&[sync], ACTIVESYNC),
            inspect(&[wml], wml_page),
            // Of several tables, the one with the public identifier.
            inspect(&[sync, wml, si], SI).lines().next().unwrap().to_owned(),
        ]
        .join("\n")
    );
}

#[test]
fn client_provisioning_needs_no_table() {
    let document = bytes("inputs/provisioning-wa.wbxml");
    assert_snapshot!(inspect(&[], &document));
    // The public identifier in words.
    let in_words = [b"\x03\x00\x00\x6A\x1E-//WAPFORUM//DTD PROV 1.0//EN\0".as_slice(), &document[4..]];
    let shown = inspect(&[], &in_words.concat());
    assert!(shown.contains("<wap-provisioningdoc>"), "{shown}");
    // No public identifier, but the media type of a push.
    let mut bare = document.clone();
    bare[1] = 1;
    assert!(!inspect(&[], &bare).contains("wap-provisioningdoc"));
    let push = [b"\x25\x06\x01\xB6".as_slice(), &bare].concat();
    let ran = imps_with(["inspect"], &push);
    let shown = String::from_utf8(ran.out).unwrap();
    assert!(shown.contains("<wap-provisioningdoc>"), "{shown}{}", ran.err);
}

#[test]
fn a_vendors_tokens_get_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("vendor.tsv");
    fs::write(&file, "tag\t0x21\t3F\tMood\nextension\t0\tF0\tgrumpy\n").unwrap();
    let file = file.into_os_string();
    let document = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x00\x21\x7F\x80\x81\x70\x01\x01\x01";
    let run = |command: &str| {
        let arguments = [command.into(), OsString::from("--table"), file.clone()];
        String::from_utf8(imps_with(arguments, document).out).unwrap()
    };
    assert!(run("convert").contains("<Mood>grumpy</Mood>"));
    let rows = run("inspect");
    assert!(rows.contains("<Mood>") && rows.contains("value grumpy"), "{rows}");
    assert!(!run("validate").contains("unknown-21-3F"));
}

#[test]
fn a_fault_of_a_table_has_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faulty.tsv");
    let name = file.display().to_string();
    for (text, fault) in [
        ("tag\t0\t05\ta\ntag\t0\t05\tb\n", "line 2 of the table: a second row for the token of line 1"),
        ("# A comment\ntag 0 05 a\n", "line 2 of the table: a blank in place of a tab"),
        (
            "tag\t0A\t05\ta\n",
            "line 1 of the table: not a page: write a decimal number, or 0x and a hexadecimal one",
        ),
    ] {
        fs::write(&file, text).unwrap();
        for command in ["inspect", "convert", "validate"] {
            let error = imps([command.as_ref(), "--table".as_ref(), file.as_os_str()]).misused();
            assert!(error.starts_with(&format!("imps: {name}: {fault}\n")), "{error}");
        }
    }
    let missing = imps(["inspect", "--table", "no-such-table.tsv"]).misused();
    assert!(missing.starts_with("imps: no-such-table.tsv: "), "{missing}");
}

/// Device information in a message of synchronisation, as phones send it.
#[test]
fn a_document_in_opaque_data_is_shown_in_its_place() {
    let inner = b"\x02\x9F\x54\x6A\x00\x4A\x65\x031.1\0\x01\x01";
    let outer = [b"\x02\x9F\x53\x6A\x00\x6D\x4F\xC3\x0E".as_slice(), inner, b"\x01\x01"].concat();
    assert_snapshot!(inspect(&[], &outer));
    let at = |offset: &str, document: &[u8]| {
        String::from_utf8(imps_with(["inspect", "--at", offset], document).good()).unwrap()
    };
    // It begins there.
    let shown = at("9", &outer);
    assert!(shown.starts_with("# document at byte 9: binary xml, 14 bytes, -//SYNCML//DTD DevInf 1.1//EN"));
    assert!(shown.contains("\n000F   65                  00:25      <00:25>"), "{shown}");
    // Another one is not so certain, and is shown on demand only.
    let unnamed = b"\x02\x9F\x53\x6A\x00\x6D\x4F\xC3\x0D\x02\x01\x6A\x00\x4A\x65\x031.1\0\x01\x01\x01\x01";
    assert!(inspect(&[], unnamed).contains("opaque, 13 bytes"));
    assert!(at("9", unnamed).contains("# document at byte 9: binary xml, 13 bytes, language unknown"));
    // Elsewhere there is one row.
    assert!(at("7", unnamed).starts_with("offset   7 (0x7), 15 bytes\n"));
    // Behind what is no document.
    let behind = [b"\x99\x98\x97\x96".as_slice(), SI].concat();
    assert!(
        at("0x4", &behind).contains("\n0008   45                  00:05    <00:05>"),
        "{}",
        at("4", &behind)
    );
}
