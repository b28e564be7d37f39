//! The conversations of `testdata/conversations`, made here and nowhere else.
//!
//! `UPDATE=1 cargo test -p imps-lab --test it recorded` writes them again. Then
//! `UPDATE=1 cargo test -p imps-cli --test imps conversations` writes the timelines of the
//! captures.

mod faults;
mod files;
mod flows;
mod host;
mod network;
mod packets;
mod story;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use imps_csp::Message;
use imps_testing::testdata;
use network::{Network, Who};
use oma_imps::{Input, Syntax, convert};
use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

fn path(name: &str) -> PathBuf {
    testdata("conversations").join(name)
}

fn read(name: &str) -> Vec<u8> {
    fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The rows of the manifest, split at tabs, by the names of their columns.
fn manifest() -> Vec<Line> {
    let text = String::from_utf8(read("manifest.tsv")).unwrap();
    let mut lines = text.lines().map(|line| line.split('\t').map(String::from).collect::<Vec<_>>());
    let names = lines.next().unwrap();
    lines
        .map(|cells| {
            assert_eq!(cells.len(), names.len());
            Line { names: names.clone(), cells }
        })
        .collect()
}

struct Line {
    names: Vec<String>,
    cells: Vec<String>,
}

impl Line {
    fn get(&self, column: &str) -> &str {
        &self.cells[self.names.iter().position(|name| name == column).unwrap()]
    }

    fn is_fault(&self) -> bool {
        !self.get("fault").is_empty()
    }

    /// The documents of the row, by their syntaxes.
    fn documents(&self) -> Vec<(&str, String)> {
        let (version, file) = (self.get("version"), self.get("file"));
        let path = |syntax: &str| {
            if self.is_fault() { file.to_owned() } else { format!("{version}-{syntax}/{file}.{syntax}") }
        };
        self.get("syntaxes").split_whitespace().map(|syntax| (syntax, path(syntax))).collect()
    }
}

#[test]
fn the_committed_files_are_the_made_ones() {
    let updates = std::env::var_os("UPDATE").is_some();
    let made = files::made();
    for (name, made) in &made {
        let is_capture = name.ends_with(files::CAPTURE);
        let path = path(&if is_capture { format!("{name}.gz") } else { name.clone() });
        let mut committed = fs::read(&path).unwrap_or_default();
        if is_capture {
            // Compressors differ, and their content counts.
            let mut content = Vec::new();
            let _ = GzDecoder::new(committed.as_slice()).read_to_end(&mut content);
            committed = content;
        }
        if updates && &committed != made {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, if is_capture { gzip(made) } else { made.clone() }).unwrap();
        } else {
            assert!(&committed == made, "{}: run again with UPDATE=1", path.display());
        }
    }
    let all = documents();
    for left in all.iter().filter(|path| !made.contains_key(path.as_str())) {
        assert!(updates, "{left}: run again with UPDATE=1");
        fs::remove_file(path(left)).unwrap();
    }
}

/// The paths of all documents.
fn documents() -> BTreeSet<String> {
    let root = testdata("conversations");
    let relative = |path: PathBuf| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    let all = ["wbxml", "xml", "pts"].into_iter();
    all.flat_map(|end| imps_testing::files("conversations", end)).map(relative).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_manifest_names_every_document() {
    let lines = manifest();
    let named: Vec<String> = lines.iter().flat_map(|line| line.documents()).map(|(_, name)| name).collect();
    assert_eq!(named.iter().cloned().collect::<BTreeSet<_>>(), documents());
    assert_eq!(named.len(), documents().len());
}

#[test]
fn documents_are_valid_and_mean_the_same_in_every_syntax() {
    for line in manifest().iter().filter(|line| !line.is_fault()) {
        let documents = line.documents();
        let [(_, wbxml), (_, xml), rest @ ..] = documents.as_slice() else {
            assert_eq!(documents, []);
            continue;
        };
        let (binary, text) = (read(wbxml), read(xml));
        let message: Message<'static> = oma_imps::read_owned(&text).unwrap();
        assert_eq!(oma_imps::read_owned::<Message<'_>>(&binary).unwrap(), message, "{wbxml}");
        assert_eq!(convert(&binary, Syntax::Xml).unwrap().bytes, text, "{wbxml}");
        assert_eq!(convert(&text, Syntax::Wbxml).unwrap().bytes, binary, "{xml}");
        assert_eq!(Syntax::Wbxml.to_vec(&message).unwrap(), binary, "{wbxml}");
        assert_eq!(Syntax::Xml.to_vec(&message).unwrap(), text, "{xml}");
        for (_, name) in rest {
            let plain: Message<'static> = oma_imps::read_owned(&read(name)).unwrap();
            assert_eq!(plain, files::without_idle_poll(message.clone()), "{name}");
        }
        for (_, name) in &documents {
            let bytes = read(name);
            assert_eq!(Input::new(&bytes).unwrap().validate(), [], "{name}");
        }
    }
}

/// The text of the first element of a name.
fn text_of<'x>(xml: &'x str, name: &str) -> &'x str {
    let Some((_, behind)) = xml.split_once(&format!("<{name}>")) else { return "" };
    behind.split_once('<').unwrap().0
}

#[test]
fn the_manifest_agrees_with_the_documents() {
    let mut statuses = 0;
    for line in manifest().iter().filter(|line| !line.is_fault()) {
        let Some((_, name)) = line.documents().into_iter().find(|(syntax, _)| *syntax == "xml") else {
            assert_eq!(line.get("file"), "");
            continue;
        };
        let xml = String::from_utf8(read(&name)).unwrap();
        assert_eq!(text_of(&xml, "TransactionMode"), line.get("mode"), "{name}");
        assert_eq!(text_of(&xml, "TransactionID"), line.get("transaction"), "{name}");
        let (descriptor, content) = xml.split_once("<TransactionContent").unwrap();
        assert_eq!(text_of(descriptor, "SessionID"), line.get("session"), "{name}");
        let first = content.split_once("><").unwrap().1;
        assert_eq!(first.split(['>', '/']).next().unwrap(), line.get("primitive"), "{name}");
        assert_eq!(text_of(&xml, "Code"), line.get("status"), "{name}");
        statuses += usize::from(!line.get("status").is_empty());
    }
    assert!(statuses > 60, "{statuses}");
}

#[test]
fn faults_are_found_with_rule_and_offset() {
    let lines = manifest();
    let faults: Vec<&Line> = lines.iter().filter(|line| line.is_fault()).collect();
    assert_eq!(faults.len(), 48);
    for line in faults {
        let (name, rule) = (line.get("file"), line.get("rule"));
        let bytes = read(name);
        let seen = Input::new(&bytes).unwrap().validate();
        let mut seen = seen.iter().map(|it| format!("{} {} {}", it.rule, it.severity, it.offset));
        let expected = format!("{rule} {} {}", line.get("severity"), line.get("offset"));
        // Another finding may follow from the fault.
        let is_found = if rule.is_empty() { seen.next().is_none() } else { seen.any(|it| it == expected) };
        assert!(is_found, "{name}: {expected}");
    }
}

#[test]
fn servers_answer_unknown_sessions_and_primitives_as_the_manifest_says() {
    let mut answered = 0;
    for line in manifest().iter().filter(|line| line.is_fault()) {
        let Some(code) = line.get("meaning").rsplit_once("answer ").map(|(_, code)| code) else { continue };
        let version = line.get("version").parse().unwrap();
        // The first session has the same id in every conversation.
        let mut network = Network::new(version, Syntax::Wbxml);
        network.log_in(Who::Ann, "");
        let reply = network.serve(&read(line.get("file")));
        let answer: Message<'static> = oma_imps::read_owned(&reply).unwrap();
        let seen = answer.outcome().unwrap().code.unwrap().number();
        assert_eq!(seen.to_string(), code, "{}", line.get("file"));
        answered += 1;
    }
    assert_eq!(answered, 12);
}
