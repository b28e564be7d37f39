//! From parameters to a document: the envelope, and the mapping of parameters to elements.

use crate::codes::Code;
use crate::codes::declarations::{self};
use crate::codes::{Form, Parameter as Row};
use crate::error::Fail;
use crate::forms;
use crate::forms::merged;
use crate::layout::Tape;
use crate::reading::grammar::{self, Parameter, Parameters, parameters};
use crate::reading::layout::Decoder;
use crate::reading::{Warning, WarningKind};
use crate::{Codes, Preamble, PreambleVersion, PtsErrorKind};
use imps_core::schema::Schema;
use imps_core::{Error, LimitKind, ReadOptions, Tag, Text, Value, Version, Word, tag};

const INBAND: Word = Word::known("Inband");
const OUTBAND: Word = Word::known("Outband");
const REQUEST: Word = Word::known("Request");
const RESPONSE: Word = Word::known("Response");

/// A message laid out as a document.
pub(crate) struct Decoded<'a> {
    pub(crate) tape: Tape<Value<'a>>,
    pub(crate) version: Version,
    pub(crate) warnings: Vec<Warning>,
}

pub(crate) fn decode<'a>(
    message: &'a str,
    declarations: &'static Schema,
    codes: &Codes,
    options: &ReadOptions,
) -> Result<Decoded<'a>, Error> {
    let limits = options.limits;
    if message.len() > limits.document_bytes {
        return Err(at_start(PtsErrorKind::over(LimitKind::DocumentBytes, &limits)));
    }
    let (preamble, length) =
        Preamble::parse(message).map_err(|error| at_start(PtsErrorKind::Preamble(error)))?;
    let fail = |fail: Fail| fail.in_transaction(Some(preamble.transaction_id));
    let mut decoder = Decoder::new(&preamble, message.len(), codes, options).map_err(fail)?;
    // Positions have 32 bits.
    if u32::try_from(message.len()).is_err() {
        return Err(fail(Fail::new(PtsErrorKind::TooLong, 0)));
    }
    let parameters = parameters(message, length, limits).map_err(fail)?;
    let id = transaction_id(message, length, &preamble);
    decoder.message(&preamble, id, declarations, &parameters).map_err(fail)?;
    Ok(Decoded { tape: decoder.tape, version: decoder.version, warnings: decoder.warnings })
}

/// Creates the error for a bad preamble, which contains no transaction.
#[cold]
fn at_start(kind: PtsErrorKind) -> Error {
    Fail::new(kind, 0).in_transaction(None)
}

/// Returns the digits of the transaction id, without leading zeros.
fn transaction_id<'a>(message: &'a str, length: usize, preamble: &Preamble) -> &'a str {
    let letters = if preamble.part.is_some() { 2 } else { 0 };
    let digits = message.get(6..length.saturating_sub(letters)).unwrap_or_default();
    match digits.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    }
}

/// A parameter, its meaning, and the place of its element among the children of the message.
struct Placed<'p, 'a, 'c> {
    place: usize,
    parameter: &'p Parameter<'a>,
    row: &'c Row,
    /// Whether no later parameter has the same meaning.
    counts: bool,
}

/// The content of all parameters of a message.
struct PlacedParameters<'p, 'a, 'c> {
    session: Option<grammar::Value<'p, 'a>>,
    placed: Vec<Placed<'p, 'a, 'c>>,
    /// Whether several parameters describe parts of one element.
    has_parts: bool,
}

impl<'a, 'c> Decoder<'a, 'c> {
    fn new(
        preamble: &Preamble,
        length: usize,
        codes: &'c Codes,
        options: &ReadOptions,
    ) -> Result<Self, Fail> {
        // One part of one is a whole message.
        if preamble.part.is_some_and(|part| part.total > 1) {
            return Err(Fail::new(PtsErrorKind::Part, 0));
        }
        // A message of few bytes has fewer elements than bytes: usually nothing grows.
        let tape = Tape::with_capacity((length / 6).saturating_add(8));
        let mut decoder = Self {
            tape,
            codes,
            version: Version::default(),
            strict: options.strict,
            refuse: options.refuses_left_out(),
            warnings: Vec::new(),
        };
        decoder.version = match (preamble.version, options.version) {
            (PreambleVersion::Discovery, _) => return Err(Fail::new(PtsErrorKind::Discovery, 2)),
            (_, Some(version)) | (PreambleVersion::Known(version), None) => version,
            (PreambleVersion::Other([first, second]), None) => {
                decoder.warn(WarningKind::UnknownVersion(first, second), 2)?;
                Version::default()
            }
        };
        Ok(decoder)
    }

    fn message(
        &mut self,
        preamble: &Preamble,
        id: &'a str,
        declarations: &'static Schema,
        parameters: &Parameters<'a>,
    ) -> Result<(), Fail> {
        let unknown = || Fail::new(PtsErrorKind::UnknownMessage(preamble.code), 4);
        let row = self.codes.message_with(preamble.code).ok_or_else(unknown)?;
        let schema = declarations::message(declarations, row.tag).ok_or_else(unknown)?;
        let PlacedParameters { session, placed, has_parts } = self.place(row.tag, schema, parameters)?;
        self.tape.start(tag::WV_CSP_Message, 0);
        self.tape.start(tag::Session, 0);
        self.tape.start(tag::SessionDescriptor, 0);
        let session_type = if session.is_some() { INBAND } else { OUTBAND };
        self.tape.leaf(tag::SessionType, 0, Value::Word(session_type));
        if let (Some(session), Some((_, element))) = (session, self.codes.session()) {
            self.text(element, session)?;
        }
        self.tape.end();
        self.tape.start(tag::Transaction, 0);
        self.tape.start(tag::TransactionDescriptor, 0);
        let mode = if row.is_request { REQUEST } else { RESPONSE };
        self.tape.leaf(tag::TransactionMode, 4, Value::Word(mode));
        self.tape.leaf(tag::TransactionID, 6, Value::Text(Text::borrowed(id)));
        self.tape.end();
        self.tape.start(tag::TransactionContent, 0);
        self.tape.start(row.tag, 4);
        let values = placed.into_iter().filter_map(|Placed { parameter, row, .. }| {
            parameters.value(parameter).map(|value| (row, value))
        });
        if has_parts {
            merged::read(self, schema, values.collect())?;
        } else {
            for (row, value) in values {
                forms::read(self, row, schema, value)?;
            }
        }
        for _ in 0..5 {
            self.tape.end();
        }
        Ok(())
    }

    /// Maps every parameter, in the order of the declarations, and separates the session.
    fn place<'p>(
        &mut self,
        message: Tag,
        schema: &'static Schema,
        parameters: &'p Parameters<'a>,
    ) -> Result<PlacedParameters<'p, 'a, 'c>, Fail> {
        let mut session = None;
        let mut placed: Vec<Placed<'p, 'a, 'c>> = Vec::with_capacity(parameters.list.len());
        // The rows that must not appear again, with their place: one entry per row, however long
        // the message is.
        let mut taken: Vec<(&Row, usize)> = Vec::new();
        let (mut has_parts, mut are_dropped) = (false, false);
        for parameter in &parameters.list {
            let unknown = || Fail::new(PtsErrorKind::UnknownParameter(parameter.name.into()), parameter.at);
            let code: Code = parameter.name.parse().map_err(|_| unknown())?;
            let Some((place, row)) = self.codes.meaning(code, message, schema, self.version) else {
                if self.codes.session().is_none_or(|(session, _)| session != code) {
                    return Err(unknown());
                }
                if session.is_some() {
                    self.warn(WarningKind::RepeatedParameter(code), parameter.at)?;
                }
                session = parameters.value(parameter);
                continue;
            };
            let is_alone = !taken.iter().any(|(other, _)| other.tag() == row.tag());
            if row.form == Form::Repeat {
                has_parts |= row.path.len() > 1 || !is_alone;
            } else {
                if !is_alone {
                    self.drop_earlier(row, parameter.at, &mut taken, &mut placed)?;
                    are_dropped = true;
                    has_parts |= taken.iter().any(|(other, _)| other.tag() == row.tag());
                }
                taken.push((row, placed.len()));
            }
            placed.push(Placed { place, parameter, row, counts: true });
        }
        if are_dropped {
            placed.retain(|placed| placed.counts);
        }
        placed.sort_by_key(|placed| placed.place);
        Ok(PlacedParameters { session, placed, has_parts })
    }

    /// Drops earlier parameters with the same meaning as a row, and reports them.
    #[cold]
    fn drop_earlier(
        &mut self,
        row: &Row,
        at: u32,
        taken: &mut Vec<(&Row, usize)>,
        placed: &mut [Placed<'_, '_, '_>],
    ) -> Result<(), Fail> {
        let mut index = 0;
        while let Some((other, place)) = taken.get(index).copied() {
            if !row.overlaps(other) {
                index = index.saturating_add(1);
                continue;
            }
            taken.remove(index);
            if let Some(earlier) = placed.get_mut(place) {
                earlier.counts = false;
            }
            let kind = if core::ptr::eq(other, row) {
                WarningKind::RepeatedParameter(row.code)
            } else {
                WarningKind::SameElement(other.code, row.code)
            };
            self.warn(kind, at)?;
        }
        Ok(())
    }
}
