//! Each JSON of the command fits its schema, and nothing else does.

use crate::run::{Ran, command, imps, testdata};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

const NAMES: [&str; 6] = ["inspect", "validate", "timeline", "tables", "conformance", "losses"];

/// The schema that the command prints.
fn schema(name: &str) -> Value {
    serde_json::from_slice(&imps(["schema", name]).good()).unwrap()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap()
}

/// All files below a folder of test documents, by name.
fn below(folder: &str) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![testdata(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    assert!(!files.is_empty());
    files
}

/// Runs on files in the folder of test documents, with nothing on standard input.
fn run(arguments: &[&str], files: &[PathBuf]) -> Ran {
    let mut command = command(arguments);
    let output = command.args(files).stdin(Stdio::null()).current_dir(testdata("")).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    Ran { code: output.status.code(), out: output.stdout, err }
}

fn lines(out: &str) -> Vec<Value> {
    let objects = out.lines().filter(|line| line.starts_with('{'));
    objects.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn output(arguments: &[&str], files: &[PathBuf]) -> Vec<Value> {
    let out = String::from_utf8(run(arguments, files).out).unwrap();
    assert!(out.lines().all(|line| line.starts_with('{')), "{arguments:?}: not only JSON");
    lines(&out)
}

/// The documents of all versions, syntaxes and faults.
fn documents() -> Vec<PathBuf> {
    ["csp", "pts", "ssp", "bad", "faults", "inputs", "provisioning"].into_iter().flat_map(below).collect()
}

fn captures() -> Vec<PathBuf> {
    let conversations = below("conversations");
    let is_capture = |path: &PathBuf| path.extension().is_some_and(|it| it == "pcapng" || it == "gz");
    below("captures").into_iter().chain(conversations).filter(is_capture).collect()
}

/// Checks that all lines fit the schema, that no line with another name for a member does, and that
/// lines have all members that the schema has.
fn check(name: &str, lines: &[Value], never: &[&str]) {
    let schema = schema(name);
    let validator = validator(&schema);
    let mut shapes = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for line in lines {
        assert!(validator.is_valid(line), "{line}");
        // A line of a shape is enough: most are alike.
        let mut shape = Vec::new();
        paths(line, "", &mut shape);
        seen.extend(shape.iter().map(|path| last(path)));
        if !shapes.insert((line["kind"].clone().to_string(), shape.clone())) {
            continue;
        }
        for path in &shape {
            let mut misspelled = line.clone();
            rename(&mut misspelled, path);
            assert!(!validator.is_valid(&misspelled), "{path} has another name in {misspelled}");
        }
    }
    let mut stated = BTreeSet::new();
    members(&schema, &mut stated);
    let unseen: Vec<_> = stated.iter().filter(|member| !seen.contains(*member)).collect();
    assert_eq!(unseen, never, "members of {name} that no line has");
}

fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

/// The pointers of all members of a value.
fn paths(value: &Value, at: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let path = format!("{at}/{name}");
                out.push(path.clone());
                paths(value, &path, out);
            }
        }
        Value::Array(values) => {
            if let Some(value) = values.first() {
                paths(value, &format!("{at}/0"), out);
            }
        }
        _ => {}
    }
}

/// Gives a member another name.
fn rename(value: &mut Value, path: &str) {
    let (parent, name) = path.rsplit_once('/').unwrap();
    let parent = value.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    let member = parent.remove(name).unwrap();
    parent.insert(format!("{name}s"), member);
}

/// The names of all members that a schema describes.
fn members(schema: &Value, out: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                out.extend(properties.keys().cloned());
            }
            object.values().for_each(|value| members(value, out));
        }
        Value::Array(values) => values.iter().for_each(|value| members(value, out)),
        _ => {}
    }
}

#[test]
fn each_schema_is_one_and_has_a_number() {
    let list = String::from_utf8(imps(["schema"]).good()).unwrap();
    assert_eq!(list.lines().count(), NAMES.len());
    for name in NAMES {
        let schema = schema(name);
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}");
        assert_eq!(schema["$id"], format!("urn:oma-imps:schema:{name}:1"));
        assert!(list.lines().any(|line| line.starts_with(name) && line.contains(" format 1  ")), "{list}");
        closed(&schema, name);
    }
    imps(["schema", "svg"]).misused();
}

/// Every object refuses members that the schema does not describe, and each member has a text.
fn closed(schema: &Value, name: &str) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                assert_eq!(object.get("additionalProperties"), Some(&Value::Bool(false)), "{name}");
                let lacks = |(member, of): (&String, &Value)| {
                    member != "kind" && of.get("description").is_none_or(|text| text == "")
                };
                assert!(!properties.iter().any(lacks), "{name}: a member without a description");
            }
            object.values().for_each(|value| closed(value, name));
        }
        Value::Array(values) => values.iter().for_each(|value| closed(value, name)),
        _ => {}
    }
}

#[test]
fn rows_fit_their_schema() {
    let mut all = output(&["inspect", "--json"], &documents());
    all.extend(output(&["inspect", "--json", "inputs/K09-request-and-response.bin"], &[]));
    assert!(all.len() > 10_000, "{}", all.len());
    check("inspect", &all, &[]);
}

#[test]
fn findings_fit_their_schema() {
    let all = output(&["validate", "--json"], &documents());
    assert!(all.len() > 300, "{}", all.len());
    check("validate", &all, &[]);
}

/// An archive with a repeated request, a document of two transactions, a finding and a broken body.
fn archive() -> Value {
    let read = |name: &str| fs::read_to_string(testdata(name)).unwrap();
    let login = read("csp/1.2/login-request.xml");
    let end = login.find("</Transaction>").unwrap() + "</Transaction>".len();
    let transaction = login[login.find("<Transaction>").unwrap()..end].to_owned();
    let two = format!("{}{transaction}{}", &login[..end], &login[end..]);
    let media_type = "application/vnd.wv.csp.xml";
    let entry = |body: &str, encoding: &str| {
        json!({
            "startedDateTime": "2006-05-04T10:00:00.000Z",
            "time": 10,
            "request": {
                "method": "POST",
                "url": "http://imps.example/csp",
                "headers": [],
                "postData": {"mimeType": media_type, "text": body},
            },
            "response": {
                "status": 200,
                "headers": [],
                "content": {"mimeType": media_type, "text": "!!!", "encoding": encoding},
            },
        })
    };
    let bodies = [&login, &login, &two, &read("faults/order-login.xml")];
    json!({"log": {"version": "1.2", "entries": bodies.map(|body| entry(body, "base64"))}})
}

#[test]
fn timelines_fit_their_schema() {
    let folder = tempfile::tempdir().unwrap();
    let har = folder.path().join("archive.har");
    fs::write(&har, archive().to_string()).unwrap();
    let mut captures = captures();
    captures.push(har);
    let mut all = output(&["timeline", "--json", "--validate"], &captures);
    all.extend(output(&["timeline", "--json", "--redact"], &captures[..1]));
    all.extend(output(&["inspect", "--json"], &captures[..1]));
    assert!(all.len() > 600, "{}", all.len());
    // No capture of the test documents answers a request twice.
    check("timeline", &all, &["again"]);
}

#[test]
fn entries_of_tables_fit_their_schema() {
    check("tables", &output(&["tables", "--json"], &[]), &[]);
}

#[test]
fn claims_fit_their_schema() {
    let mut all = output(&["conformance", "--json", "--of-these-crates"], &[]);
    all.extend(output(&["conformance", "--json", "--have", "CSP:MCF", "--reading", "corrected"], &[]));
    all.extend(output(&["conformance", "--json", "--have", "CSP:MCF", "--why-not", "S-016"], &[]));
    all.extend(output(&["conformance", "--json"], &captures()[..1]));
    check("conformance", &all, &[]);
}

#[test]
fn losses_fit_their_schema() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let mut all = Vec::new();
    for (from, to) in [("csp/1.3", "1.1"), ("csp/1.3", "1.2"), ("csp/1.1", "1.3")] {
        let mut files = below(from);
        files.retain(|file| file.extension().is_some_and(|it| it == "xml"));
        let options = ["convert", "--to", "xml", "--to-version", to, "--losses", "json", "-o", out];
        all.extend(lines(&run(&options, &files).err));
    }
    let several = folder.path().join("several.xml");
    let login = fs::read(testdata("csp/1.3/login-request.xml")).unwrap();
    fs::write(&several, [login.as_slice(), login.as_slice()].concat()).unwrap();
    let options = ["convert", "--to", "xml", "--to-version", "1.1", "--losses", "json"];
    all.extend(lines(&run(&options, &[several]).err));
    let to = ["convert", "--to-version", "1.1", "--losses", "json", "-o", out];
    all.extend(lines(&run(&to, &below("pts")).err));
    check("losses", &all, &[]);
}

#[test]
fn the_page_shows_what_the_command_prints() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let page = fs::read_to_string(root.join("crates/imps-cli/doc/json.md")).unwrap();
    let mut shown = BTreeSet::new();
    for block in page.split("```text\n$ imps ").skip(1) {
        let (line, rest) = block.split_once('\n').unwrap();
        let expected = rest.split("```").next().unwrap();
        let words = line.split_whitespace().map(|word| word.trim_matches('\''));
        let output = command(words).stdin(Stdio::null()).current_dir(root).output().unwrap();
        let printed = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
        // Some lines of the output, in its order.
        let mut all = printed.lines();
        for line in expected.lines().filter(|line| *line != "...") {
            assert!(all.any(|printed| printed == line), "{line}\nis not in\n{printed}");
        }
        let name = if line.contains("--losses") { "losses" } else { line.split(' ').next().unwrap() };
        let validator = validator(&schema(name));
        for line in lines(expected) {
            assert!(validator.is_valid(&line), "{line}");
        }
        shown.insert(name.to_owned());
    }
    assert_eq!(shown, NAMES.map(String::from).into_iter().collect());
}
