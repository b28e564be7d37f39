//! `imps tables`, compared with the tables under `testdata/spec/`.

use crate::run::{bytes, imps};
use serde_json::Value;
use std::collections::BTreeSet;

fn lines(arguments: &[&str]) -> Vec<String> {
    let out = imps([&["tables"], arguments].concat()).good();
    String::from_utf8(out)
        .unwrap()
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn objects(arguments: &[&str]) -> Vec<Value> {
    let out = String::from_utf8(imps([&["tables", "--json"], arguments].concat()).good()).unwrap();
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The columns of a table of the standard: those named, of each row.
fn spec(name: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let table = String::from_utf8(bytes(&format!("spec/{name}"))).unwrap();
    let mut lines = table.lines().filter(|line| !line.starts_with('#'));
    let head: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let places: Vec<_> =
        columns.iter().map(|name| head.iter().position(|column| column == name).unwrap()).collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            places.iter().map(|place| cells[*place].to_owned()).collect()
        })
        .collect()
}

/// Code and name of all entries of a kind in a version.
fn entries(kind: &str, version: &str) -> BTreeSet<(String, String)> {
    let of_kind = objects(&["--csp-version", version]).into_iter().filter(|entry| entry["kind"] == kind);
    of_kind
        .map(|entry| (entry["code"].as_str().unwrap().into(), entry["name"].as_str().unwrap().into()))
        .collect()
}

#[test]
fn every_row_of_the_standard_is_there_and_no_other() {
    for version in ["1.1", "1.2", "1.3"] {
        let rows = |name: &str, columns: &[&str]| -> Vec<Vec<String>> {
            spec(name, columns).into_iter().filter(|row| row[0] == version).collect()
        };
        let tags = rows("wbxml/tags.tsv", &["version", "code_page", "token", "element"]);
        let tags = tags
            .iter()
            .map(|row| (format!("{:02X}:{}", row[1].parse::<u8>().unwrap(), &row[2][2..]), row[3].clone()));
        assert_eq!(entries("tag", version), tags.collect(), "{version}");
        let values = rows("wbxml/values.tsv", &["version", "token", "value"]);
        let values = values.iter().map(|row| (row[1].clone(), row[2].clone()));
        assert_eq!(entries("value", version), values.collect(), "{version}");
        let ids = rows("wbxml/public-ids.tsv", &["version", "public_id", "fpi"]);
        let ids = ids.iter().map(|row| (row[1].clone(), row[2].clone()));
        assert_eq!(entries("public id", version), ids.collect(), "{version}");
    }
}

#[test]
fn every_status_code_of_the_standard_is_there() {
    let known: BTreeSet<String> =
        spec("csp/status-codes.tsv", &["code"]).into_iter().map(|row| row[0].clone()).collect();
    let all = objects(&[]).into_iter().filter(|entry| entry["kind"] == "status");
    assert_eq!(all.map(|entry| entry["code"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>(), known);
}

#[test]
fn names_tokens_and_codes_are_found() {
    assert_eq!(lines(&["password"]), ["tag 01:21 1.1-1.3 Password text", "pts element PW 1.1-1.3 Password"]);
    assert_eq!(lines(&["01:21"]), ["tag 01:21 1.1-1.3 Password text"]);
    // With the bit that says that content follows.
    assert_eq!(lines(&["01:61"]), ["tag 01:21 1.1-1.3 Password text"]);
    assert!(lines(&["0x61"]).contains(&"tag 01:21 1.1-1.3 Password text".into()));
    assert!(!lines(&["0x22"]).contains(&"tag 01:21 1.1-1.3 Password text".into()));
    assert_eq!(lines(&["LR"]), ["pts message LR 1.1-1.3 Login-Request"]);
    assert_eq!(lines(&["0x12"]).last().unwrap(), "value 0x12 1.1-1.3 IM");
    assert_eq!(lines(&["MOBILE_PHONE"]).len(), 3, "a value, a capability and presence");
    assert!(lines(&["401"])[0].starts_with("status 401 1.1-1.3 not authorised"));
    assert_eq!(lines(&["760"]), ["status 760 1.2 automatic subscription not supported"]);
    assert!(lines(&["passw"]).len() > 2, "part of a name");
    assert!(
        imps(["tables", "760", "--csp-version", "1.3"])
            .bad()
            .contains("no code or name in the tables is 760")
    );
}

#[test]
fn a_miss_tells_how_to_ask() {
    assert!(imps(["tables", "nothing-like-it"]).bad().contains("hint: imps tables prints everything"));
    assert!(imps(["tables", "21"]).bad().contains("hint: tokens are written in hexadecimal: 0x21"));
    imps(["tables", "--csp-version", "1.4"]).misused();
}
