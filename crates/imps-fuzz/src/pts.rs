//! Lines of plain text.

use crate::error::{check, check_unwritable};
use imps_core::{Document, Element as _, ReadOptions, Root, is_padding, read_root};
use imps_csp::Message;
use imps_pts::WriteOptions;
use imps_pts::{Codes, Error, ErrorKind, Loss, Preamble, PtsError, PtsErrorKind, PtsSource, Warning};
use std::fmt::Debug;

pub(crate) fn run(data: &[u8]) -> bool {
    by_table(data, Codes::standard())
}

/// Like [`run`], with other code tables.
pub(crate) fn by_table(data: &[u8], codes: &Codes) -> bool {
    let Some(line) = line(data) else { return false };
    let lenient = ReadOptions::default();
    let read = |options| (document(line, codes, options), message(line, codes, options));
    let (untyped, typed) = read(lenient);
    let (strictly_untyped, strictly_typed) = read(lenient.with_strict(true));
    // A stricter reader reads nothing else.
    assert!(strictly_untyped.is_none() || strictly_untyped == untyped, "{line:?}");
    assert!(strictly_typed.is_none() || strictly_typed == typed, "{line:?}");
    assert!(typed.is_none() || untyped.is_some(), "{line:?}");
    typed.is_some()
}

/// The message on the one line of a file, without the padding that `oma_imps` passes over; `None` for bytes that
/// are not text.
pub(crate) fn line(data: &[u8]) -> Option<&str> {
    let all = str::from_utf8(data).ok()?;
    let (line, rest) = all.split_once('\n').unwrap_or((all, ""));
    if !rest.bytes().all(is_padding) {
        return Some(all);
    }
    let line = line.strip_suffix('\r').unwrap_or(line);
    Some(line.trim_end_matches('\0'))
}

fn document<'a>(line: &'a str, codes: &Codes, options: ReadOptions) -> Option<Document<'a>> {
    let read: Result<(Document<'_>, _), _> = read_by(line, codes, options);
    match read {
        Ok((document, _)) => {
            if let Some((again, losses)) = written(line, codes, &document) {
                same(line, &document, &again, &losses, read_by(&again, codes, ReadOptions::default()));
            }
            Some(document)
        }
        Err(error) => {
            refused(line, &error);
            assert!(PtsError::of(&error).is_some(), "{line:?}: {error}");
            None
        }
    }
}

fn message<'a>(line: &'a str, codes: &Codes, options: ReadOptions) -> Option<Message<'a>> {
    let read: Result<(Message<'_>, _), _> = read_by(line, codes, options);
    match read {
        Ok((message, _)) => {
            // An empty list that is reported as lost may be a list that the declarations miss.
            if let Some((again, losses)) =
                written(line, codes, &message).filter(|(_, losses)| losses.is_empty())
            {
                same(line, &message, &again, &losses, read_by(&again, codes, ReadOptions::default()));
            }
            Some(message)
        }
        Err(error) => {
            refused(line, &error);
            None
        }
    }
}

/// Reads, and returns the skipped content.
pub(crate) fn read<'a, T: Root<'a>>(line: &'a str, options: ReadOptions) -> Result<(T, Vec<Warning>), Error> {
    read_by(line, Codes::standard(), options)
}

fn read_by<'a, T: Root<'a>>(
    line: &'a str,
    codes: &Codes,
    options: ReadOptions,
) -> Result<(T, Vec<Warning>), Error> {
    let mut source =
        PtsSource::new(line, Message::SCHEMA, &imps_pts::ReadOptions::from(options).with_codes(codes))?;
    let root = read_root(&mut source)?;
    assert!(source.warnings().iter().all(|warning| warning.offset < line.len()), "{line:?}");
    Ok((root, source.into_warnings()))
}

/// Writes, and returns the omissions and changes.
pub(crate) fn write<'a>(
    root: &impl Root<'a>,
    options: &WriteOptions<'_>,
) -> Result<(String, Vec<Loss>), Error> {
    let mut out = Vec::new();
    let losses = imps_pts::write(root, &mut out, options)?;
    Ok((String::from_utf8(out).expect("text"), losses))
}

/// A document that was read can be written, or the syntax cannot express it.
fn written<'a>(line: &str, codes: &Codes, root: &impl Root<'a>) -> Option<(String, Vec<Loss>)> {
    let written = write(root, &WriteOptions::default().with_codes(codes));
    let (again, losses) = written.map_err(|error| check_unwritable(&error)).ok()?;
    // No line end gets into a document.
    assert!(losses.iter().all(|loss| matches!(loss, Loss::EmptyList(_))), "{line:?}: {losses:?}");
    Some((again, losses))
}

/// Reading a written line gives the same document, without a warning.
fn same<T: PartialEq + Debug>(
    line: &str,
    root: &T,
    again: &str,
    losses: &[Loss],
    found: Result<(T, Vec<Warning>), Error>,
) {
    let (found, warnings) = found.unwrap_or_else(|error| panic!("{line:?} became {again:?}: {error}"));
    assert!(warnings.is_empty(), "{line:?} became {again:?}: {warnings:?}");
    assert!(!losses.is_empty() || found == *root, "{line:?} became {again:?}:\n{root:?}\n{found:?}");
}

/// An error has a place, and can be answered if there is a preamble.
fn refused(line: &str, error: &Error) {
    check(error, line.len());
    let offset = error.offset().unwrap_or_else(|| panic!("{line:?}: {error}"));
    assert!(line.is_char_boundary(offset), "{line:?}: {error}");
    let preamble = Preamble::parse(line).ok();
    match PtsError::of(error) {
        Some(syntax) => {
            let is_bad = matches!(syntax.kind, PtsErrorKind::Preamble(_));
            assert_eq!(is_bad, preamble.is_none(), "{line:?}: {error}");
            let id = preamble.map(|preamble| preamble.0.transaction_id);
            assert_eq!(syntax.transaction_id, id, "{line:?}: {error}");
        }
        // The grammar and the codes are right, but not what the declarations make of it.
        None => {
            assert!(!matches!(error.kind(), ErrorKind::Syntax(_)) && preamble.is_some(), "{line:?}: {error}");
        }
    }
}
