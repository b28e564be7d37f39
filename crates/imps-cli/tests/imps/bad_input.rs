//! Input that is none: one clear line, the right exit code, nothing left behind.

use crate::run::{Ran, imps};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

const READERS: [&str; 3] = ["convert", "validate", "inspect"];

/// A folder with bad input of every kind.
fn inputs() -> TempDir {
    let folder = tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("empty", b"");
    write("random", &random(5000));
    // The version byte of binary xml, and nothing sensible behind it.
    write("random-wbxml", &[&[0x03, 0x11, 0x6A, 0x00][..], &random(5000)].concat());
    write("random-xml", &[b"<WV-CSP-Message>", random(5000).as_slice()].concat());
    write("random-pts", &[b"WV12ST1 ", random(5000).as_slice()].concat());
    File::create(folder.path().join("huge")).unwrap().set_len(100 << 20).unwrap();
    fs::create_dir(folder.path().join("folder")).unwrap();
    folder
}

/// Bytes that look like nothing; always the same ones.
fn random(count: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let step = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3] | 0x80
    };
    (0..count).map(step).collect()
}

fn path(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

/// Runs a command on a file.
fn run(name: &str, options: &[&str], file: &Path) -> Ran {
    imps([&[name], options, &[file.to_str().unwrap()]].concat())
}

#[test]
fn every_command_tells_in_one_line_what_is_wrong() {
    let folder = inputs();
    for name in READERS {
        for (file, said) in [
            ("empty", "found nothing"),
            ("folder", "is a folder; name the files in it"),
            ("missing", "cannot be read: "),
            ("random", "found bytes of no known form"),
            ("huge", ""),
        ] {
            let file = path(&folder, file);
            let Ran { code, out, err } = run(name, &[], &file);
            assert_eq!(code, Some(1), "{name} {}", file.display());
            let out = String::from_utf8(out).unwrap();
            let all = format!("{err}{out}");
            assert!(all.contains(said), "{name} {}: {all}", file.display());
            assert!(all.starts_with(&format!("imps: {}: ", file.display())) || name == "validate", "{all}");
            let is_more = |line: &&str| line.starts_with("      hint: ") || line.contains(": note: ");
            let lines = all.lines().filter(|line| !is_more(line));
            assert_eq!(lines.count(), 1, "{name} {}: {all}", file.display());
        }
    }
}

#[test]
fn what_begins_well_ends_in_a_fault() {
    let folder = inputs();
    for name in READERS {
        for file in ["random-wbxml", "random-xml", "random-pts"] {
            let Ran { code, out, err } = run(name, &[], &path(&folder, file));
            assert_eq!(code, Some(1), "{name} {file}");
            assert!(!err.contains("panicked"), "{name} {file}: {err}");
            assert!(!out.is_empty() || err.lines().count() <= 2, "{name} {file}: {err}");
            let shown = String::from_utf8_lossy(&out);
            assert!(!shown.contains('\x1B') && !err.contains('\x1B'), "{name} {file}");
        }
    }
}

#[test]
fn the_inspector_refuses_what_nobody_would_read() {
    let folder = inputs();
    assert!(run("inspect", &[], &path(&folder, "huge")).bad().contains("is larger than 16 MiB"));
}

#[test]
fn nothing_is_left_of_an_output() {
    let folder = inputs();
    let made = path(&folder, "made");
    fs::create_dir(&made).unwrap();
    for file in ["empty", "folder", "missing", "random", "random-wbxml", "random-xml", "random-pts", "huge"] {
        run("convert", &["-o", made.join("out").to_str().unwrap()], &path(&folder, file)).bad();
        run("convert", &["-o", made.to_str().unwrap()], &path(&folder, file)).bad();
    }
    assert_eq!(fs::read_dir(&made).unwrap().count(), 0);
}

#[test]
fn tables_of_codes_that_are_none_are_misuse() {
    let folder = inputs();
    for name in ["convert", "validate", "inspect", "tables"] {
        for table in ["folder", "missing", "random"] {
            let table = path(&folder, table);
            let ran = imps([name, "--pts-table", table.to_str().unwrap()]);
            assert!(ran.misused().contains(table.to_str().unwrap()), "{name}");
        }
    }
}
