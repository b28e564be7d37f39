//! The validator on the test documents: no findings in the good ones, and the expected finding in
//! each faulty one.

use imps_core::{ReadOptions, Rule};
use imps_csp::validate::{Finding, Role, Severity, ValidateOptions, explain, validate};
use imps_testing::testdata;
use imps_wbxml::WbxmlSource;
use imps_xml::{XmlSource, to_utf8};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

fn check(path: &Path, options: &ValidateOptions) -> Vec<Finding> {
    check_bytes(&fs::read(path).unwrap(), path, options)
}

/// Checks a document in the syntax that the file name implies.
fn check_bytes(document: &[u8], path: &Path, options: &ValidateOptions) -> Vec<Finding> {
    if path.extension().is_some_and(|extension| extension == "xml") {
        let Ok(text) = to_utf8(document) else { return Vec::new() };
        let open = |read: &ReadOptions| XmlSource::new(&text, read);
        validate(open, options)
    } else {
        let open = |read: &ReadOptions| WbxmlSource::new(document, read);
        validate(open, options)
    }
}

fn documents(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(testdata(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|extension| extension == "xml" || extension == "wbxml"))
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// Returns the findings of a document, except notes.
fn faults(path: &Path, findings: &[Finding]) -> Vec<String> {
    let faults = findings.iter().filter(|finding| finding.severity > Severity::Note);
    faults.map(|fault| format!("{}: {fault}", path.display())).collect()
}

#[test]
fn good_documents_have_no_fault() {
    let mut found = Vec::new();
    for folder in ["csp/1.1", "csp/1.2", "csp/1.3"] {
        for path in documents(folder) {
            found.extend(faults(&path, &check(&path, &ValidateOptions::default())));
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

/// A row of the table of faults.
struct Fault {
    file: String,
    rule: String,
    severity: String,
    offset: usize,
    role: Option<Role>,
}

fn table() -> Vec<Fault> {
    let text = fs::read_to_string(testdata("faults/faults.tsv")).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        Fault {
            file: columns[0].into(),
            rule: columns[1].into(),
            severity: columns[2].into(),
            offset: columns[3].parse().unwrap(),
            role: match columns[5] {
                "client" => Some(Role::Client),
                "server" => Some(Role::Server),
                _ => None,
            },
        }
    })
    .collect()
}

#[test]
fn each_faulty_document_has_its_fault_and_no_other() {
    let mut wrong = Vec::new();
    for fault in table() {
        let path = testdata("faults").join(&fault.file);
        let mut options = ValidateOptions::default();
        options.role = fault.role;
        let findings = check(&path, &options);
        let is_it = |finding: &&Finding| {
            finding.rule == fault.rule
                && finding.offset == fault.offset
                && finding.severity.as_str() == fault.severity
        };
        let found = findings.iter().any(|finding| is_it(&finding));
        let others = findings.iter().filter(|finding| finding.severity == Severity::Error && !is_it(finding));
        if !found || others.count() > 0 {
            let list = faults(&path, &findings).join("\n  ");
            wrong.push(format!("{} [{}] at {}:\n  {list}", fault.file, fault.rule, fault.offset));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_table_of_faults_is_complete() {
    let table = table();
    assert!(table.len() >= 60, "{}", table.len());
    let listed: HashSet<String> = table.iter().map(|fault| fault.file.clone()).collect();
    let there: HashSet<String> = documents("faults")
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(listed, there);
    for fault in table {
        assert!(explain(&fault.rule).is_some(), "{}", fault.rule);
    }
}

#[test]
fn strict_checking_makes_errors_of_what_only_lenient_readers_take() {
    let mut options = ValidateOptions::default();
    options.strict = true;
    for (file, rule) in [("boolean-true.xml", "boolean-text"), ("spelling.xml", "spelling")] {
        let findings = check(&testdata("faults").join(file), &options);
        let finding = findings.iter().find(|finding| finding.rule == rule).unwrap();
        assert_eq!(finding.severity, Severity::Error, "{finding}");
    }
}

/// "found 1, expected T or F", and not "found 1, expected a boolean is ...".
#[test]
fn no_finding_expects_the_sentence_of_a_rule() {
    for path in documents("bad").into_iter().chain(documents("csp/odd")) {
        for finding in check(&path, &ValidateOptions::default()) {
            let is_sentence = Rule::ALL.iter().any(|rule| finding.expected == rule.explanation());
            assert!(!is_sentence, "{}: {finding}", path.display());
        }
    }
}

#[test]
fn no_more_findings_are_kept_than_asked_for() {
    let mut options = ValidateOptions::default();
    options.max_findings = 3;
    let document = format!(
        "<WV-CSP-Message xmlns='http://www.wireless-village.org/CSP1.1'>{}</WV-CSP-Message>",
        "<Session/>".repeat(50)
    );
    let open = |read: &ReadOptions| XmlSource::new(&document, read);
    assert_eq!(validate(open, &options).len(), 3);
    options.max_findings = 1000;
    assert!(validate(open, &options).len() > 50);
}

#[test]
fn damaged_documents_are_checked_without_panic() {
    for path in documents("faults").into_iter().chain(documents("csp/1.3").into_iter().step_by(4)) {
        let document = fs::read(&path).unwrap();
        for at in (0..document.len()).step_by(29) {
            let mut damaged = document.clone();
            damaged[at] = damaged[at].wrapping_add(7);
            check_bytes(&damaged, &path, &ValidateOptions::default());
            check_bytes(&document[..at], &path, &ValidateOptions::default());
        }
    }
}

#[test]
fn a_root_of_others_is_the_one_fault_in_either_syntax() {
    for name in ["wrong-root.xml", "wrong-root.wbxml"] {
        let findings = check(&testdata("bad").join(name), &ValidateOptions::default());
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["unexpected-root"], "{name}");
    }
}

#[test]
fn a_second_root_is_a_finding_at_its_place() {
    let document = "<WV-CSP-Message xmlns='http://www.wireless-village.org/CSP1.1'/>";
    let open = |read: &ReadOptions| XmlSource::new(document, read);
    let alone = validate(open, &ValidateOptions::default());
    assert!(alone.iter().all(|finding| finding.rule != "syntax"), "{alone:?}");
    let two = format!("{document}<a/>");
    let open = |read: &ReadOptions| XmlSource::new(&two, read);
    let findings = validate(open, &ValidateOptions::default());
    let places: Vec<_> =
        findings.iter().filter(|finding| finding.rule == "syntax").map(|it| it.offset).collect();
    assert_eq!(places, [document.len()]);
}

/// The sources disagree about the form of a language, and peers write two letters.
#[test]
fn a_language_of_two_letters_is_a_warning() {
    let path = testdata("pts/25-client-capability-request-udp.xml");
    let with = |language: &str| {
        let text = fs::read_to_string(&path).unwrap().replace(">en<", &format!(">{language}<"));
        let findings = check_bytes(text.as_bytes(), &path, &ValidateOptions::default());
        let of_language = findings.into_iter().filter(|it| it.path.ends_with("DefaultLanguage"));
        of_language.map(|it| (it.rule, it.severity)).collect::<Vec<_>>()
    };
    assert_eq!(with("en"), [("data-type", Severity::Warning)]);
    assert_eq!(with("eng"), []);
}
