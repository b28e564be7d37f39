//! The generic engine.

use wbxml::{Error, Item, ReadOptions, Reader, Tokens};

pub(crate) fn run(data: &[u8]) -> bool {
    let lenient = ReadOptions::default();
    let visited = visit(data, &lenient);
    let strictly = visit(data, &lenient.with_strict(true));
    let tightly = visit(data, &lenient.with_depth(3).with_string_table_bytes(64));
    let (walked, skimmed) = (walk(data), skim(data));
    for result in [&visited, &strictly, &tightly] {
        check(data, result.as_ref().err());
    }
    for result in [&walked, &skimmed] {
        check(data, result.as_ref().err());
    }
    if let Ok(items) = visited {
        // Work is bounded by the input.
        assert!(items <= 2 * data.len(), "{items} items");
        assert!(walked.is_ok() && skimmed.is_ok(), "{walked:?} {skimmed:?}");
        let (_, mut tokens) = Tokens::parse(data).expect("the header was read");
        assert!(tokens.by_ref().all(|token| token.is_ok()) && tokens.is_complete());
    }
    assert!(visited.is_ok() || strictly.is_err() && tightly.is_err());
    any_calls(data);
    visited.is_ok()
}

fn check(data: &[u8], error: Option<&Error>) {
    if let Some(error) = error {
        assert!(error.offset() <= data.len(), "{error}");
        assert!(!error.to_string().contains('\n'));
    }
}

/// Visits everything through `next`. Returns the number of calls.
fn visit(data: &[u8], options: &ReadOptions) -> Result<usize, Error> {
    let mut reader = Reader::with_options(data, options)?;
    let mut calls = 0;
    loop {
        let before = reader.offset();
        calls += 1;
        if let Item::Element(tag) = reader.item()? {
            if let Some(offset) = tag.literal() {
                reader.literal(offset)?;
            }
            while reader.attribute()?.is_some() {
                calls += 1;
                while reader.attribute_piece()?.is_some() {
                    calls += 1;
                }
            }
        }
        assert!(reader.offset() >= before);
        if reader.depth() == 0 {
            return reader.finish().map(|()| calls);
        }
    }
}

/// Visits the elements through `child` and `leaf`.
fn walk(data: &[u8]) -> Result<(), Error> {
    let mut reader = Reader::new(data)?;
    loop {
        if reader.child()?.is_some() {
            reader.leaf()?;
        }
        if reader.depth() == 0 {
            return reader.finish();
        }
    }
}

/// Skips the root.
fn skim(data: &[u8]) -> Result<(), Error> {
    let mut reader = Reader::new(data)?;
    reader.child()?;
    reader.skip()?;
    reader.finish()
}

/// Calls functions in an order that the bytes of the document select. Ignores errors: even then the
/// reader must end and must not panic.
fn any_calls(data: &[u8]) {
    let Ok(mut reader) = Reader::new(data) else { return };
    for call in data.iter().rev() {
        let _ = match call % 8 {
            0 => reader.child().map(drop),
            1 => reader.item().map(drop),
            2 => reader.leaf().map(drop),
            3 => reader.attribute().map(drop),
            4 => reader.attribute_piece().map(drop),
            5 => reader.skip(),
            6 => reader.child_or_other().map(drop),
            _ => reader.finish(),
        };
        assert!(reader.offset() <= data.len());
    }
}
