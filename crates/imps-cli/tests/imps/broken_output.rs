//! Outputs that break: no command says that half a document is whole.

use crate::run::{command, imps, imps_with, testdata};
use std::ffi::OsString;
use std::fs;
use std::io::{Read as _, pipe};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tempfile::{TempDir, tempdir};

/// A document with vendor content that is longer than pipes hold.
fn long_document(folder: &TempDir) -> PathBuf {
    let vendor = "<x xmlns=\"urn:x\">nothing</x>".repeat(5_000);
    let document = fs::read_to_string(testdata("csp/1.2/status.xml")).unwrap();
    let document = document.replace("</Result>", &format!("{vendor}</Result>"));
    let file = folder.path().join("long.xml");
    fs::write(&file, document).unwrap();
    file
}

/// Every way to write to standard output.
fn commands(file: &Path) -> Vec<Vec<OsString>> {
    let file = file.as_os_str();
    let with_file = |arguments: &[&str]| arguments.iter().map(OsString::from).chain([file.into()]).collect();
    let alone = |arguments: &[&str]| arguments.iter().map(OsString::from).collect();
    vec![
        with_file(&["convert"]),
        with_file(&["convert", "--to", "xml"]),
        with_file(&["convert", "--to", "json"]),
        with_file(&["inspect"]),
        with_file(&["inspect", "--json"]),
        with_file(&["inspect", "--at", "0"]),
        // A document with a warning, which does not change the exit code.
        vec!["validate".into(), testdata("csp/odd/double-values-1.1.wbxml").into_os_string()],
        alone(&["validate", "--explain", "all"]),
        alone(&["tables"]),
        alone(&["tables", "--json"]),
        alone(&["completions", "bash"]),
    ]
}

#[test]
fn a_pipe_without_a_reader_ends_every_command_in_silence_but_not_with_0() {
    let folder = tempdir().unwrap();
    for arguments in commands(&long_document(&folder)) {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = command(&arguments).stdin(Stdio::null()).stdout(writer).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), err.as_str()), (Some(1), ""), "{arguments:?}");
    }
}

#[test]
fn a_reader_that_leaves_at_any_place_is_not_told_that_all_was_written() {
    let folder = tempdir().unwrap();
    let file = long_document(&folder);
    for places in [0, 1, 16, 4096, 65_535, 65_536, 70_000] {
        for arguments in [["convert", "--to", "xml"].as_slice(), &["inspect"], &["inspect", "--json"]] {
            let mut child = command(arguments.iter().map(OsString::from).chain([file.clone().into()]))
                .stdin(Stdio::null())
                .spawn()
                .unwrap();
            let mut pipe = child.stdout.take().unwrap();
            pipe.read_exact(&mut vec![0; places]).unwrap();
            drop(pipe);
            let output = child.wait_with_output().unwrap();
            let err = String::from_utf8(output.stderr).unwrap();
            assert_eq!((output.status.code(), err.as_str()), (Some(1), ""), "{arguments:?} after {places}");
        }
    }
    let whole = imps(["convert".into(), "--to".into(), "xml".into(), file.into_os_string()]).good();
    assert!(whole.len() > 140_000, "the document itself is fine");
}

/// A full disk.
#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    let folder = tempdir().unwrap();
    for arguments in commands(&long_document(&folder)) {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = command(&arguments).stdin(Stdio::null()).stdout(full).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(err.contains("cannot write to standard output: "), "{arguments:?}: {err}");
        assert_eq!(err.lines().count(), 1, "{arguments:?}: {err}");
    }
}

/// Files that may not grow beyond a limit, as on a disk that gets full in the middle of a document.
#[cfg(target_os = "linux")]
mod limited {
    use super::*;
    use crate::run::Ran;
    use std::process::Command;

    /// Runs the command in a shell that limits the length of files to so many blocks.
    fn limited(blocks: usize, arguments: &[OsString]) -> Ran {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let output = Command::new("sh")
            .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_imps")])
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Ran { code: output.status.code(), out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
    }

    fn files(folder: &Path) -> Vec<(OsString, Vec<u8>)> {
        let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
        let mut files: Vec<_> =
            entries.map(|entry| (entry.file_name(), fs::read(entry.path()).unwrap())).collect();
        files.sort();
        files
    }

    /// A document of some blocks.
    fn document(folder: &TempDir) -> (PathBuf, Vec<u8>) {
        let text = fs::read_to_string(testdata("csp/1.2/status.xml")).unwrap();
        let description = format!("<Description>{}</Description></Result>", "long ".repeat(2_000));
        let text = text.replace("</Result>", &description);
        let file = folder.path().join("status.xml");
        fs::write(&file, &text).unwrap();
        let wbxml = imps_with(["convert"], text.as_bytes()).good();
        assert!(wbxml.len() > 10_000);
        (file, wbxml)
    }

    #[test]
    fn a_file_that_breaks_at_any_block_keeps_the_old_document_or_none() {
        let (source, made) = (tempdir().unwrap(), tempdir().unwrap());
        let (file, wbxml) = document(&source);
        let output = made.path().join("out.wbxml");
        let arguments =
            ["convert".into(), file.into_os_string(), "-o".into(), output.clone().into_os_string()];
        let mut broken = 0;
        for blocks in 0..=wbxml.len() / 512 + 1 {
            for old in [None, Some(b"old".to_vec())] {
                match &old {
                    Some(old) => fs::write(&output, old).unwrap(),
                    None => _ = fs::remove_file(&output),
                }
                let ran = limited(blocks, &arguments);
                let found = files(made.path());
                if ran.code == Some(0) {
                    assert_eq!(found, [("out.wbxml".into(), wbxml.clone())], "{blocks} blocks");
                } else {
                    let report = ran.bad();
                    assert!(report.contains("cannot write "), "{blocks} blocks: {report}");
                    let old = old.map(|old| ("out.wbxml".into(), old));
                    assert_eq!(found, old.into_iter().collect::<Vec<_>>(), "{blocks} blocks");
                    broken += 1;
                }
            }
        }
        assert!(broken > 10, "{broken}");
        assert_eq!(fs::read(&output).unwrap(), wbxml, "the last one has room");
    }

    #[test]
    fn manual_pages_are_whole_or_not_there() {
        let whole = tempdir().unwrap();
        assert!(imps(["man".as_ref(), "-o".as_ref(), whole.path().as_os_str()]).good().is_empty());
        let (whole, mut broken) = (files(whole.path()), 0);
        for blocks in 0..=32 {
            let made = tempdir().unwrap();
            let ran = limited(blocks, &["man".into(), "-o".into(), made.path().into()]);
            if ran.code == Some(0) {
                assert_eq!(files(made.path()), whole, "{blocks} blocks");
            } else {
                assert!(ran.bad().contains("cannot write the pages"), "{blocks} blocks");
                assert_eq!(files(made.path()), [], "{blocks} blocks");
                broken += 1;
            }
        }
        assert!((1..=32).contains(&broken), "{broken}");
    }
}
