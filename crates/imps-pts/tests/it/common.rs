//! Shared by the tests: the standard table as text, the example lines, and ways to read.

use imps_core::{Document, Element, ReadOptions, Root, read_root};
use imps_csp::Message;
use imps_pts::{Codes, Error, Loss, PtsSource, Warning, WriteOptions};
use std::fs;
use std::path::PathBuf;

fn folder(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns the rows of the standard table, split at blanks.
pub(crate) fn rows() -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder("src/codes/standard.pts")).unwrap();
    let columns = |line: &str| line.split_whitespace().map(String::from).collect::<Vec<_>>();
    text.lines().filter(|line| !line.starts_with('#')).map(columns).filter(|row| !row.is_empty()).collect()
}

/// Returns the lines of all examples, by name.
pub(crate) fn lines() -> Vec<String> {
    let folder = folder("../../testdata/pts");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "pts")).collect();
    paths.sort();
    let line = |path| fs::read_to_string(path).unwrap().trim_end_matches('\n').to_owned();
    paths.into_iter().map(line).collect()
}

/// Reads without types. Also returns the warnings.
pub(crate) fn read<'a>(
    line: &'a str,
    codes: &Codes,
    options: ReadOptions,
) -> Result<(Document<'a>, Vec<Warning>), Error> {
    let mut source =
        PtsSource::new(line, Message::SCHEMA, &imps_pts::ReadOptions::from(options).with_codes(codes))?;
    let document = read_root(&mut source)?;
    Ok((document, source.into_warnings()))
}

/// Reads a message with the declarations. Also returns the warnings.
pub(crate) fn read_typed<'a>(
    line: &'a str,
    codes: &Codes,
    options: ReadOptions,
) -> Result<(Message<'a>, Vec<Warning>), Error> {
    let mut source =
        PtsSource::new(line, Message::SCHEMA, &imps_pts::ReadOptions::from(options).with_codes(codes))?;
    let message = read_root(&mut source)?;
    Ok((message, source.into_warnings()))
}

/// Writes a message as a line, and returns the omissions and changes with it.
pub(crate) fn line_with<'a, T: Root<'a>>(
    message: &T,
    options: &WriteOptions<'_>,
) -> imps_core::Result<(String, Vec<Loss>)> {
    let mut out = Vec::new();
    let losses = imps_pts::write(message, &mut out, options)?;
    Ok((String::from_utf8(out).expect("plain text"), losses))
}
