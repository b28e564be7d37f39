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
use std::collections::VecDeque;

/// The most rows of a page.
const MAX_ROWS: usize = 400;

/// The bytes after which a page ends.
const MAX_BYTES: usize = 4096;

/// The rows behind a page that are counted. A document may have millions.
const AHEAD: usize = 20_000;

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
    /// The number of all rows, or of the rows that were counted.
    total: usize,
    /// Whether there are more rows than that.
    is_longer: bool,
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
    page.fill(rows(document, &options), ask.first, ask.at);
    page.recoded = recoded.map(|text| base64(text.as_bytes().get(page.start..page.end).unwrap_or_default()));
    page
}

impl Explained {
    /// Takes the rows of the page, and counts the others.
    fn fill<'r>(&mut self, rows: impl Iterator<Item = Row<'r>>, first: usize, at: Option<usize>) {
        // The rows before the one of the byte.
        let mut before = VecDeque::new();
        let (mut is_begun, mut is_full, mut behind) = (false, false, 0_usize);
        for (index, row) in rows.enumerate() {
            self.total = index.saturating_add(1);
            if row.kind == RowKind::Fault && self.faults.len() < MAX_FAULTS {
                let text = if row.meaning.is_empty() { &row.token } else { &row.meaning };
                self.faults.push(Broken { offset: row.offset, text: brief(text) });
            }
            if is_full {
                behind = behind.saturating_add(1);
                if behind >= AHEAD {
                    self.is_longer = true;
                    break;
                }
                continue;
            }
            let is_reached = at.map_or(index >= first, |at| row.offset.saturating_add(row.length()) > at);
            if !is_begun && !is_reached {
                if at.is_some() {
                    before.push_back(Piece::of(&row));
                }
                if before.len() > BEFORE {
                    before.pop_front();
                }
                continue;
            }
            if !is_begun {
                is_begun = true;
                self.begin(std::mem::take(&mut before), index, row.offset);
            }
            let is_far = row.offset.saturating_sub(self.start) >= MAX_BYTES;
            if !self.rows.is_empty() && (self.rows.len() >= MAX_ROWS || is_far) {
                is_full = true;
                self.end = row.offset;
                continue;
            }
            self.rows.push(Piece::of(&row));
        }
        if !is_begun {
            self.begin(before, self.total, self.length);
        }
    }

    /// Begins the page with the rows before a row.
    fn begin(&mut self, before: VecDeque<Piece>, index: usize, offset: usize) {
        self.first = index.saturating_sub(before.len());
        if self.first > 0 {
            self.start = before.front().map_or(offset, |piece| piece.offset);
        }
        self.rows = before.into();
    }
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
