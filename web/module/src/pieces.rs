//! The rows of a document, one page at a time.

use crate::fault::Fault;
use crate::form::Form;
use crate::question::Question;
use crate::text::{base64, brief};
use imps_inspect::{InspectOptions, Row, RowKind, has_rows, other_language, rows, syntax_of_rows};
use oma_imps::charset::{Charset, Told};
use oma_imps::xml::to_utf8_over;
use oma_imps::{Error, ErrorKind, Guess, Syntax};
use serde::Serialize;
use std::borrow::Cow;

/// The most rows of a page.
const MAX_ROWS: usize = 400;

/// The bytes after which a page ends.
const MAX_BYTES: usize = 4096;

/// The rows in front of the row of a byte.
const BEFORE: usize = 12;

/// The most faults of an answer.
const MAX_FAULTS: usize = 20;

/// A page of rows.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Explained {
    #[serde(skip_serializing_if = "Option::is_none")]
    syntax: Option<&'static str>,
    rows: Vec<Piece>,
    /// The number of rows before the first one.
    first: usize,
    /// The number of all rows.
    total: usize,
    /// The place of the page in the document.
    start: usize,
    end: usize,
    /// The length of the document in which offsets count.
    length: usize,
    faults: Vec<Broken>,
    notes: Vec<String>,
    /// The bytes of the page, if offsets count in another form of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    recoded: Option<String>,
    /// The reason why there are no rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Fault>,
}

/// A row.
#[derive(Debug, Serialize)]
struct Piece {
    offset: usize,
    length: usize,
    kind: &'static str,
    depth: usize,
    token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    path: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    meaning: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

/// A row that is a fault.
#[derive(Debug, Serialize)]
struct Broken {
    offset: usize,
    text: String,
}

impl Piece {
    fn of(row: &Row<'_>) -> Self {
        Self {
            offset: row.offset,
            length: row.length(),
            kind: row.kind.as_str(),
            depth: row.depth,
            token: brief(&row.token),
            code: row.code.clone(),
            path: row.path.clone(),
            meaning: brief(&row.meaning),
            line: row.position.map(|(line, _)| line),
            column: row.position.map(|(_, column)| column),
        }
    }
}

/// Makes a page of rows. A document without rows has the reason.
pub(crate) fn explain(document: &[u8], ask: &Question) -> Explained {
    let charset = ask.charset();
    let mut options = InspectOptions::default().with_charset(charset);
    options.version = ask.version();
    options.media_type = ask.media_type.as_deref();
    let mut page = Explained {
        length: document.len(),
        syntax: syntax_of_rows(document, None)
            .map(Form::Of)
            .or_else(|| Form::detect(document))
            .map(Form::as_str),
        first: ask.at.map_or(ask.first, |at| index_of(document, &options, at).saturating_sub(BEFORE)),
        ..Explained::default()
    };
    if !has_rows(document, None) {
        page.end = document.len().min(MAX_BYTES);
        page.refused = Some(refused(document, charset));
        return page;
    }
    let syntax = syntax_of_rows(document, None);
    page.notes.extend(syntax.and_then(|it| Told::of(document, it, charset)).map(|told| told.to_string()));
    let recoded = match (syntax, to_utf8_over(document, charset)) {
        (Some(Syntax::Xml), Ok(Cow::Owned(text))) => Some(text),
        _ => None,
    };
    page.length = recoded.as_ref().map_or(document.len(), String::len);
    page.end = page.length;
    let mut is_full = false;
    for (index, row) in rows(document, &options).enumerate() {
        page.total = index.saturating_add(1);
        if row.kind == RowKind::Fault && page.faults.len() < MAX_FAULTS {
            let text = if row.meaning.is_empty() { &row.token } else { &row.meaning };
            page.faults.push(Broken { offset: row.offset, text: brief(text) });
        }
        if index < page.first || is_full {
            continue;
        }
        if page.rows.is_empty() && index > 0 {
            page.start = row.offset;
        }
        let is_far = row.offset.saturating_sub(page.start) >= MAX_BYTES;
        if !page.rows.is_empty() && (page.rows.len() >= MAX_ROWS || is_far) {
            is_full = true;
            page.end = row.offset;
            continue;
        }
        page.rows.push(Piece::of(&row));
    }
    page.recoded = recoded.map(|text| base64(text.as_bytes().get(page.start..page.end).unwrap_or_default()));
    page
}

/// The number of rows before the row of a byte.
fn index_of(document: &[u8], options: &InspectOptions<'_>, at: usize) -> usize {
    let rows = rows(document, options).take_while(|row| row.offset <= at);
    rows.count().saturating_sub(1)
}

fn refused(document: &[u8], charset: Charset) -> Fault {
    match Guess::of(document) {
        Guess::Json => Fault::new("JSON has no bytes to explain. The tab XML shows the document"),
        Guess::Hexadecimal => Fault::new("these are hexadecimal digits that encode no document"),
        Guess::Base64 => Fault::new("this is base64 that encodes no document"),
        found => {
            let at = usize::from(matches!(found, Guess::OtherWbxml(_)));
            let language = other_language(document).unwrap_or_else(|| found.to_string());
            let error = Error::new(ErrorKind::OtherLanguage(language.into())).at(at);
            Fault::of(document, 0, None, charset, &error)
        }
    }
}
