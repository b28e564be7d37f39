//! The codes against the facts.

use imps_provisioning::{Characteristic, Document, code_space};
use imps_testing::{table, text};
use wbxml::table::Codes;

fn number(cell: &str) -> u8 {
    u8::from_str_radix(cell.trim_start_matches("0x"), 16).unwrap()
}

#[test]
fn the_reader_has_every_row() {
    let codes = Codes::new(code_space());
    for row in table("wbxml/prov-tags.tsv") {
        assert_eq!(codes.tag(number(&row[1]), number(&row[2])).unwrap().name, row[3]);
    }
    for row in table("wbxml/prov-attributes.tsv") {
        let found = codes.attribute(number(&row[1]), number(&row[2])).unwrap();
        assert_eq!((found.name, found.prefix), (&*row[3], &*row[4]));
    }
    for row in table("wbxml/prov-values.tsv") {
        assert_eq!(codes.value(number(&row[1]), number(&row[2])).unwrap().text, row[3]);
    }
    let space = code_space();
    let rows = |name: &str| table(&format!("wbxml/prov-{name}.tsv")).len();
    let count = (space.tags.len(), space.attributes.len(), space.values.len());
    assert_eq!(count, (rows("tags"), rows("attributes"), rows("values")));
}

/// The table of `wa.md`, section 6, has the codes of an account once more, typed by hand.
#[test]
fn the_codes_of_an_account_are_those_of_the_notes() {
    let (codes, notes) = (Codes::new(code_space()), text("spec/provisioning/wa.md"));
    let mut seen = 0;
    for line in notes.lines().filter(|line| line.starts_with("| type=") || line.starts_with("| name=")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        for pair in [[cells[1], cells[2]], [cells[4], cells[5]]] {
            let Some((name, prefix)) = pair[0].split_once('=').filter(|(name, _)| *name != "value") else {
                continue;
            };
            let (page, token) = pair[1].split(' ').next().unwrap().split_once(':').unwrap();
            let row = codes.attribute(number(page), number(token)).unwrap();
            assert_eq!((row.name, row.prefix), (name, prefix));
            seen += 1;
        }
    }
    assert_eq!(seen, 25);
}

/// Every name and value of the tables survives, and those that both tables have are one token.
#[test]
fn writers_use_the_rows_of_both_tables() {
    let write = |name: &str, value: &str| {
        let document = Document::default().with(Characteristic::new("X").with_parm(name, value));
        let bytes = document.to_wbxml().unwrap();
        assert_eq!(Document::from_wbxml(&bytes).unwrap(), document);
        // Behind the header, the root and the characteristic.
        bytes[4 + b"\x45\xC6\x50\x03X\0\x01\x87".len()..].to_vec()
    };
    for row in table("wbxml/prov-values.tsv") {
        let (page, token, value) = (number(&row[1]), number(&row[2]), &row[3]);
        let bytes = write("Y", value);
        let head = b"\x05\x03Y\0\x06";
        let string = [&head[..], b"\x03", value.as_bytes(), b"\0\x01\x01\x01"].concat();
        let on_page_0 =
            table("wbxml/prov-values.tsv").iter().any(|other| other[1] == "0" && other[3] == *value);
        match (&*row[4], page) {
            ("AB", 0) => assert_eq!(bytes, [&head[..], &[token, 1, 1, 1]].concat()),
            ("AB", 1) if !on_page_0 => assert_eq!(bytes, [&head[..], &[0, 1, token, 1, 1, 1]].concat()),
            ("AB", 1) => {}
            _ => assert_eq!(bytes, string),
        }
    }
    for row in table("wbxml/prov-attributes.tsv").iter().filter(|row| row[3] == "name" && !row[4].is_empty())
    {
        let bytes = write(&row[4], "Y");
        assert!(!bytes.windows(row[4].len()).any(|part| part == row[4].as_bytes()), "{}", row[4]);
    }
}
