//! Several documents in one input, each into a file of its own.

use crate::run::{bytes, imps, imps_with, testdata};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

/// The files of a folder, with their content.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_iter().map(|(name, _)| name).collect()
}

/// A folder with one input of this content, and a folder for outputs.
fn folder(name: &str, content: &[u8]) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempdir().unwrap();
    let (input, output) = (folder.path().join(name), folder.path().join("out"));
    fs::write(&input, content).unwrap();
    fs::create_dir(&output).unwrap();
    (folder, input, output)
}

fn convert(input: &Path, output: &Path, options: &[&str]) -> crate::run::Ran {
    let options = options.iter().map(OsStr::new);
    imps(
        [OsStr::new("convert"), "-o".as_ref(), output.as_os_str(), input.as_os_str()]
            .into_iter()
            .chain(options),
    )
}

#[test]
fn each_document_of_a_stream_has_a_file() {
    let one = bytes("csp/1.2/status.wbxml");
    let two = bytes("csp/1.2/login-request.wbxml");
    let (_kept, input, output) = folder("pair.wbxml", &[one, two].concat());
    assert_eq!(convert(&input, &output, &[]).code, Some(0));
    let expected = [
        ("pair-1.xml".to_owned(), bytes("csp/1.2/status.xml")),
        ("pair-2.xml".to_owned(), bytes("csp/1.2/login-request.xml")),
    ];
    assert_eq!(files(&output), expected);
    // Both HTTP messages of a stream, and the messages of lines.
    let (_kept, input, output) = folder("stream.bin", &bytes("inputs/K09-request-and-response.bin"));
    assert_eq!(convert(&input, &output, &["--to", "json"]).code, Some(0));
    assert_eq!(names(&output), ["stream-1.json", "stream-2.json"]);
    let lines: Vec<u8> = b"WV12OR1 SI=a\n".repeat(12);
    let (_kept, input, output) = folder("sms.txt", &lines);
    assert_eq!(convert(&input, &output, &[]).code, Some(0));
    let found = names(&output);
    assert_eq!((found.len(), found[0].as_str(), found[11].as_str()), (12, "sms-01.xml", "sms-12.xml"));
    // Plain text has a message per line, and parts make one message.
    let (_kept, input, output) = folder("sms.txt", &lines);
    assert_eq!(convert(&input, &output, &["--to", "pts"]).code, Some(0));
    assert_eq!(files(&output), [("sms.pts".to_owned(), lines)]);
    let (_kept, input, output) = folder("parts.txt", b"WV12OR1ab SI=\nWV12OR1bb a\n");
    assert_eq!(convert(&input, &output, &[]).code, Some(0));
    assert_eq!(names(&output), ["parts.xml"]);
}

/// The timeline gives the message the same number.
#[test]
fn each_document_of_a_capture_has_a_file() {
    let capture = testdata("captures/conversation.pcapng");
    let folder = tempdir().unwrap();
    convert(&capture, folder.path(), &["--to", "xml"]);
    let found = names(folder.path());
    assert!(found.len() > 10, "{found:?}");
    let lines =
        String::from_utf8(imps(["timeline".as_ref(), "--json".as_ref(), capture.as_os_str()]).out).unwrap();
    for name in found {
        let number = name.strip_prefix("conversation-").unwrap().strip_suffix(".xml").unwrap();
        let number = format!("\"number\":{},", number.trim_start_matches('0'));
        assert!(lines.lines().any(|line| line.contains(&number)), "{name}");
    }
}

#[test]
fn a_document_that_fails_does_not_stop_the_others() {
    let good = String::from_utf8(bytes("csp/1.2/status.xml")).unwrap();
    let good = &good[good.find("<WV").unwrap()..];
    let broken = "<WV-CSP-Message><NoSuch></WV-CSP-Message>";
    let request = |body: &str| format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let stream = [request(good), request(broken), request(good)].concat();
    let (_kept, input, output) = folder("three.http", stream.as_bytes());
    let ran = convert(&input, &output, &[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("document 2: byte "), "{}", ran.err);
    assert_eq!(names(&output), ["three-1.wbxml", "three-3.wbxml"]);
    // In one file, all or nothing.
    let one = output.join("all.bin");
    assert_eq!(convert(&input, &one, &[]).code, Some(1));
    assert!(!one.exists());
}

#[test]
fn no_file_is_written_twice_and_no_input_is_replaced() {
    let two = bytes("inputs/K02-two-documents.wbxml");
    let one = bytes("csp/1.2/status.wbxml");
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.bin"), &two).unwrap();
    // An input.
    fs::write(path("a-2.xml"), "kept").unwrap();
    let both = |second: &str| {
        imps([
            "convert".as_ref(),
            "-o".as_ref(),
            folder.path().as_os_str(),
            path("a.bin").as_os_str(),
            path(second).as_os_str(),
        ])
    };
    let ran = both("a-2.xml");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("a-2.xml: it is an input, or another output\n"), "{}", ran.err);
    assert_eq!(fs::read(path("a-2.xml")).unwrap(), b"kept");
    assert!(!path("a-1.xml").exists());
    // Another output.
    fs::write(path("a-1.bin"), &one).unwrap();
    let ran = both("a-1.bin");
    assert!(
        ran.code == Some(1) && ran.err.contains("a-1.xml: it is an input, or another output\n"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read(path("a-1.xml")).unwrap(), bytes("csp/1.2/status.xml"));
}

/// In a pipe, everything is in one output.
#[test]
fn a_pipe_gets_all_documents() {
    let two = bytes("inputs/K02-two-documents.wbxml");
    let out = String::from_utf8(imps_with(["convert"], &two).out).unwrap();
    assert_eq!(out.matches("<?xml").count(), 2);
}
