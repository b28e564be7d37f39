//! Running the command.

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The outputs and the exit code of a run.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

impl Ran {
    /// The output of a run that must have gone well and in silence.
    #[track_caller]
    pub(crate) fn good(self) -> Vec<u8> {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""));
        self.out
    }

    /// The report of a run that must have found bad input.
    #[track_caller]
    pub(crate) fn bad(self) -> String {
        self.failed(1)
    }

    /// The report of a run that must have been misused.
    #[track_caller]
    pub(crate) fn misused(self) -> String {
        self.failed(2)
    }

    #[track_caller]
    fn failed(self, code: i32) -> String {
        assert_eq!((self.code, self.out.len()), (Some(code), 0), "{}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self.err
    }
}

pub(crate) fn command(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imps"));
    command.env_remove("COLUMNS");
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the command with this on standard input.
pub(crate) fn imps_with(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>, input: &[u8]) -> Ran {
    let mut child = command(arguments).spawn().unwrap();
    // The command need not read it.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ran { code: output.status.code(), out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
}

pub(crate) fn imps(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ran {
    imps_with(arguments, b"")
}

/// Converts standard input.
pub(crate) fn convert(input: &[u8]) -> Ran {
    imps_with(["convert"], input)
}

/// The path of a test document.
pub(crate) fn testdata(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata")).join(name)
}

pub(crate) fn bytes(name: &str) -> Vec<u8> {
    fs::read(testdata(name)).unwrap()
}

/// The test documents of a folder with an extension, by name.
pub(crate) fn all(folder: &str, extension: &str) -> Vec<PathBuf> {
    let paths = fs::read_dir(testdata(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension() == Some(OsStr::new(extension))).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}
