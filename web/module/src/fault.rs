//! Faults for the page: the text, the place, a remedy.

use crate::form::Form;
use imps_inspect::{hint, stray_charset};
use oma_imps::charset::Charset;
use oma_imps::xml::to_utf8_over;
use oma_imps::{Error, Syntax};
use serde::Serialize;

/// The reason why there is no other answer.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Fault {
    text: String,
    /// In bytes from the start of the document; in XML, of its text in UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<usize>,
    /// From 1, in documents of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

impl Fault {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(crate) fn at(mut self, offset: Option<usize>) -> Self {
        self.offset = offset;
        self
    }

    /// The fault of a document that begins at `start` of an input.
    pub(crate) fn of(
        input: &[u8],
        start: usize,
        from: Option<Form>,
        charset: Charset,
        error: &Error,
    ) -> Self {
        let document = input.get(start..).unwrap_or_default();
        let offset = error.offset().map(|offset| offset.saturating_add(start));
        let is_text =
            !matches!(from.or_else(|| Form::detect(document)), None | Some(Form::Of(Syntax::Wbxml)));
        let place = offset.filter(|_| is_text).and_then(|offset| place(input, charset, offset));
        Self {
            text: error.kind().to_string(),
            offset,
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            path: error.short_path(),
            hint: stray_charset(document)
                .or_else(|| hint(document, from.and_then(Form::syntax), error))
                .filter(|hint| is_for_a_page(hint)),
        }
    }

    pub(crate) fn json(&self) -> Vec<u8> {
        #[derive(Serialize)]
        struct Alone<'f> {
            fault: &'f Fault,
        }
        // Texts and numbers always have a form in JSON.
        serde_json::to_vec(&Alone { fault: self }).unwrap_or_default()
    }
}

/// Whether a hint makes sense without a command line.
fn is_for_a_page(hint: &str) -> bool {
    !["--", "imps ", " | "].iter().any(|word| hint.contains(word))
}

/// Line and column of an offset, in characters from 1.
fn place(document: &[u8], charset: Charset, offset: usize) -> Option<(usize, usize)> {
    let text = to_utf8_over(document, charset);
    let text = text.as_ref().map_or(document, |text| text.as_bytes());
    let before = str::from_utf8(text.get(..offset)?).ok()?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    Some((lines.saturating_add(1), line.chars().count().saturating_add(1)))
}
