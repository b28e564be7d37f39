//! The example `activesync`, compared with the token list of the language.

#[path = "../../examples/activesync.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is a program of its own")]
mod example;

use example::{Collection, ROWS, read, write};
use wbxml::table::Codes;

/// The token list of the language.
const TOKEN_LIST: &str = include_str!("../../examples/tables/activesync.tsv");

/// A request to synchronise two folders, byte by byte. `Options` (17) has an element of page 17 in
/// it, which the example does not know.
const REQUEST: &[&[u8]] = &[
    b"\x03\x01\x6A\x00",   // WBXML 1.3, no public identifier, UTF-8, no string table
    b"\x45\x5C",           // <Sync><Collections>
    b"\x4F",               // <Collection>
    b"\x4B\x031842\0\x01", // <SyncKey>1842</SyncKey>
    b"\x52\x037\0\x01",    // <CollectionId>7</CollectionId>
    b"\x55\x0325\0\x01",   // <WindowSize>25</WindowSize>
    b"\x57\x00\x11\x45\x46\x031\0\x01\x01\x01", // <Options><BodyPreference><Type>1
    b"\x01",
    b"\x00\x00\x4F",    // <Collection>, on page 0 again
    b"\x4B\x030\0\x01", // <SyncKey>0</SyncKey>
    b"\x52\x038\0\x01", // <CollectionId>8</CollectionId>
    b"\x01",
    b"\x01\x01",
];
/// The lines of it that the example does not write: the options, and the way back from their page.
const OPTIONS: usize = 6;
const BACK: usize = 8;

fn folders() -> [Collection<'static>; 2] {
    [
        Collection { sync_key: "1842".into(), id: "7".into(), window_size: Some(25) },
        Collection { sync_key: "0".into(), id: "8".into(), window_size: None },
    ]
}

#[test]
fn its_rows_are_rows_of_the_token_list() {
    let codes = Codes::parse(TOKEN_LIST).unwrap();
    for row in ROWS {
        assert_eq!(codes.tag(row.page, row.token), Some(*row));
        assert_eq!(codes.tag_named(row.name, row.page), Some(*row));
    }
    let others = ["Options", "BodyPreference", "Type"].map(|name| codes.tag_named(name, 17).unwrap());
    assert_eq!(others.map(|row| (row.page, row.token)), [(0, 0x17), (17, 0x05), (17, 0x06)]);
}

#[test]
fn it_reads_a_request() {
    assert_eq!(read(&REQUEST.concat()).unwrap(), folders());
}

#[test]
fn it_writes_a_request() {
    let mut expected = REQUEST.to_vec();
    expected[OPTIONS] = b"";
    expected[BACK] = b"\x4F";
    assert_eq!(write(&folders()).unwrap(), expected.concat());
}

#[test]
fn its_errors_name_the_element() {
    let refuse = |document: &[u8]| read(document).unwrap_err().to_string();
    let with = |line: usize, bytes: &'static [u8]| {
        let mut request = REQUEST.to_vec();
        request[line] = bytes;
        request.concat()
    };
    assert_eq!(refuse(&with(3, b"")), "missing SyncKey at byte 6 in Sync/Collections/Collection");
    assert_eq!(
        refuse(&with(5, b"\x55\x03many\0\x01")),
        "invalid digit found in string at byte 20 in Sync/Collections/Collection/WindowSize"
    );
    assert_eq!(
        refuse(&REQUEST.concat()[..10]),
        "the document ends too early at byte 10 in Sync/Collections/Collection/SyncKey"
    );
    // The root is `Ping`, of another page.
    assert_eq!(
        refuse(b"\x03\x01\x6A\x00\x00\x0D\x45\x01"),
        "not a request to synchronise collections at byte 6 in unknown-0D-05"
    );
}
