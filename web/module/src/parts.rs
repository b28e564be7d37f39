//! The documents of an input, one after the other.

use crate::form::Form;
use imps_inspect::NamedParts;
use oma_imps::PartKind;
use oma_imps::charset::Charset;

/// A document, or other bytes between documents.
pub(crate) struct Part<'d> {
    pub(crate) kind: PartKind,
    pub(crate) offset: usize,
    pub(crate) bytes: &'d [u8],
    /// The name of the document, if there are several.
    pub(crate) name: Option<String>,
}

/// The parts of an input. The view is one document.
pub(crate) fn parts(input: &[u8], from: Option<Form>, charset: Charset) -> Vec<Part<'_>> {
    if from.or_else(|| Form::detect(input)) == Some(Form::Json) {
        return vec![Part { kind: PartKind::Document, offset: 0, bytes: input, name: None }];
    }
    let named = NamedParts::of(input, from.and_then(Form::syntax), charset);
    let parts = named.iter().map(|named| Part {
        kind: named.part.kind,
        offset: named.part.offset,
        bytes: named.part.bytes,
        name: named.name,
    });
    parts.collect()
}
