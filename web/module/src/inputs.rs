//! The documents of an input.

use crate::conversation::{self, Conversation};
use crate::fault::Fault;
use crate::form::Form;
use crate::question::Question;
use crate::text::base64;
use imps_inspect::capture::is_capture;
use imps_inspect::{Direction, NamedParts, has_rows, unwrap};
use oma_imps::charset::Charset;
use oma_imps::{PartKind, Syntax};
use serde::Serialize;

/// The largest input that is no capture, in bytes.
const MAX_INPUT: usize = 16 << 20;

/// The most documents of an input.
const MAX_DOCUMENTS: usize = 500;

/// The content of an input.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Opened {
    Capture { capture: Conversation },
    Documents { documents: Vec<Document>, left_out: usize },
}

/// A document.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Document {
    name: String,
    /// The offset in the input and the length, if the input has the bytes unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<(usize, usize)>,
    /// The bytes, if the input does not have them.
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) syntax: Option<&'static str>,
    pub(crate) has_rows: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) charset: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) media_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<&'static str>,
    /// The wrappings, outermost first, and their faults.
    notes: Vec<String>,
}

impl Document {
    /// A document of its own, with a copy of its bytes.
    pub(crate) fn of(bytes: &[u8], name: String) -> Self {
        Self {
            name,
            bytes: Some(base64(bytes)),
            syntax: Form::detect(bytes).map(Form::as_str),
            has_rows: has_rows(bytes, None),
            ..Self::default()
        }
    }
}

/// Finds the documents of an input.
pub(crate) fn open(input: &[u8], ask: &Question) -> Result<Opened, Fault> {
    if is_capture(input)
        && let Some(capture) = conversation::conversation(input, ask)
    {
        return Ok(Opened::Capture { capture });
    }
    if input.len() > MAX_INPUT {
        let limit = MAX_INPUT >> 20;
        return Err(Fault::new(format!("more than {limit} MiB, and no capture (pcap, pcapng, HAR)")));
    }
    if input.is_empty() {
        return Err(Fault::new("the input is empty"));
    }
    let found = unwrap(input);
    let (mut documents, mut before) = (Vec::new(), 0_usize);
    let several = found.documents.len() > 1;
    for document in &found {
        let parts = NamedParts::of(&document.bytes, None, document.charset);
        let count = parts.document_count();
        let is_whole = count < 2 || Syntax::detect(&document.bytes) == Some(Syntax::Pts);
        let named = if several { parts.with_documents_before(before) } else { parts };
        let of = |bytes: &[u8], start: usize, name: Option<String>| {
            let charset = (document.charset != Charset::UNKNOWN).then(|| document.charset.to_string());
            let place = document.offset.map(|offset| (offset.saturating_add(start), bytes.len()));
            let notes = document.wrappings.iter().map(|wrapping| format!("this is {wrapping}"));
            Document {
                place,
                bytes: if place.is_none() { Some(base64(bytes)) } else { None },
                charset,
                media_type: document.media_type().map(ToOwned::to_owned),
                direction: document.direction.map(|direction| match direction {
                    Direction::Request => "request",
                    Direction::Response => "response",
                }),
                notes: notes.chain(document.anomalies.iter().map(ToString::to_string)).collect(),
                syntax: Form::detect(bytes).map(Form::as_str),
                has_rows: has_rows(bytes, None),
                name: name.unwrap_or_else(|| "document".into()),
            }
        };
        if is_whole {
            let name = several.then(|| format!("document {}", before.saturating_add(1)));
            documents.push(of(&document.bytes, 0, name));
        } else {
            let parts = named.iter().filter(|named| named.part.kind == PartKind::Document);
            documents.extend(parts.map(|named| of(named.part.bytes, named.part.offset, named.name)));
        }
        before = before.saturating_add(count.max(1));
    }
    let left_out = documents.len().saturating_sub(MAX_DOCUMENTS);
    documents.truncate(MAX_DOCUMENTS);
    Ok(Opened::Documents { documents, left_out })
}
