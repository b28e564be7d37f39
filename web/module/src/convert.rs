//! A document in another syntax.

use crate::fault::Fault;
use crate::form::Form;
use crate::parts::parts;
use crate::question::Question;
use crate::text::{base64, start};
use crate::tree;
use imps_provisioning as provisioning;
use oma_imps::{Error, ErrorKind, Guess, Note, PartKind, ReadOptions, Syntax};
use serde::Serialize;

/// The most notes of an answer.
const MAX_NOTES: usize = 50;

/// A converted document.
#[derive(Debug, Serialize)]
pub(crate) struct Converted {
    /// A document of text, or its start.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// A document of bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<String>,
    /// The length in bytes.
    length: usize,
    notes: Vec<String>,
    /// Whether the other syntax has not everything.
    is_loss: bool,
}

/// Converts all documents of an input.
pub(crate) fn convert(input: &[u8], ask: &Question) -> Result<Converted, Fault> {
    let to = ask.to().ok_or_else(|| Fault::new("no syntax to convert to"))?;
    let (charset, from) = (ask.charset(), ask.from());
    let mut read = ReadOptions::default();
    read.version = ask.version();
    let (mut out, mut notes, mut is_loss) = (Vec::new(), Vec::new(), false);
    let mut tell = |note: Note, name: Option<&str>| {
        is_loss |= note.is_loss();
        if notes.len() < MAX_NOTES {
            notes.push(name.map_or_else(|| note.to_string(), |name| format!("{name}: {note}")));
        }
    };
    for part in parts(input, from, charset) {
        let (offset, bytes) = (part.offset, part.bytes.len());
        match part.kind {
            PartKind::Document => {}
            PartKind::Padding => {
                tell(Note::Padding { offset, bytes }, None);
                continue;
            }
            _ => {
                tell(Note::Trailing { offset, bytes }, None);
                continue;
            }
        }
        if to != Form::Of(Syntax::Wbxml) && out.last().is_some_and(|last| *last != b'\n') {
            out.push(b'\n');
        }
        let found = tree::read(part.bytes, from, charset, &read);
        let written = found.and_then(|(found, notes)| Ok((found.write(to)?, notes)));
        match written {
            Ok((bytes, found)) => {
                out.extend(bytes);
                for note in found {
                    tell(note.shifted(offset), part.name.as_deref());
                }
            }
            Err(error) => out.extend(
                other(part.bytes, to, &error)
                    .unwrap_or_else(|| Err(Fault::of(input, offset, from, charset, &error)))?,
            ),
        }
    }
    let length = out.len();
    let (text, bytes) = match (to, String::from_utf8(out)) {
        (Form::Of(Syntax::Wbxml), Ok(text)) => (None, Some(base64(text.as_bytes()))),
        (_, Ok(text)) => {
            (Some(ask.most.map_or_else(|| text.clone(), |most| start(&text, most).into())), None)
        }
        (_, Err(error)) => (None, Some(base64(error.as_bytes()))),
    };
    Ok(Converted { text, bytes, length, notes, is_loss })
}

/// A document of client provisioning, which is no document of IMPS. `None` for others.
fn other(document: &[u8], to: Form, error: &Error) -> Option<Result<Vec<u8>, Fault>> {
    if !matches!(error.kind(), ErrorKind::OtherLanguage(_)) {
        return None;
    }
    let found = match Guess::of(document) {
        Guess::OtherWbxml(_) if provisioning::Document::is_stated_by(document) => {
            provisioning::Document::from_wbxml(document)
        }
        Guess::Xml => provisioning::Document::from_xml(document),
        _ => return None,
    };
    if matches!(&found, Err(error) if matches!(error.kind, provisioning::ErrorKind::Root { .. })) {
        return None;
    }
    let written = found.and_then(|found| match to {
        Form::Of(Syntax::Wbxml) => found.to_wbxml(),
        _ => found.to_xml().map(String::into_bytes),
    });
    if !matches!(to, Form::Of(Syntax::Wbxml | Syntax::Xml)) {
        return None;
    }
    let fault = |error: provisioning::Error| {
        Fault::new(format!("client provisioning: {}", error.kind)).at(error.offset)
    };
    Some(written.map_err(fault))
}
