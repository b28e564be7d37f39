//! Rows of messages in the plain-text syntax.

use super::path::Path;
use super::pending::Pending;
use super::place::Places;
use super::row::{Row, RowKind};
use super::walk::elements;
use super::{Walk, meaning};
use crate::lines::{self, lines};
use crate::options::InspectOptions;
use oma_imps::csp::Message;
use oma_imps::imps_core::{Element as _, Source as _};
use oma_imps::pts::{CodeRow, Codes, PieceKind, Preamble, PtsSource, WarningKind, pieces};
use oma_imps::{Error, Version};
use std::collections::HashMap;
use std::ops::{ControlFlow, Range};

/// Makes the rows of messages, one message per line.
pub(super) struct PtsWalk<'d> {
    document: &'d [u8],
    /// The document up to its first byte that is not UTF-8.
    text: &'d str,
    lines: Box<dyn Iterator<Item = lines::Line<'d>> + 'd>,
    places: Places,
    options: InspectOptions<'d>,
    /// The rows for messages and their parameters.
    table: Vec<CodeRow<'d>>,
    out: Pending<'d>,
}

impl<'d> PtsWalk<'d> {
    pub(super) fn new(document: &'d [u8], options: &InspectOptions<'d>, mut out: Pending<'d>) -> Self {
        let count = lines(document).count();
        let messages = if count == 1 { "1 message".into() } else { format!("{count} messages") };
        out.heading(format!("plain-text syntax, {} bytes, {messages}", document.len()));
        let text = match str::from_utf8(document) {
            Ok(text) => text,
            Err(fault) => {
                str::from_utf8(document.get(..fault.valid_up_to()).unwrap_or_default()).unwrap_or_default()
            }
        };
        let rows = options.codes.rows();
        let table = rows.filter(|row| matches!(row.kind, "message" | "element" | "session")).collect();
        let lines = Box::new(lines(text.as_bytes()));
        Self { document, text, lines, places: Places::default(), options: *options, table, out }
    }
}

impl<'d> Walk<'d> for PtsWalk<'d> {
    fn pending(&mut self) -> &mut Pending<'d> {
        &mut self.out
    }

    fn step(&mut self) -> ControlFlow<()> {
        let (next, good) = (self.lines.next(), self.text.len());
        let (message, start) = match &next {
            Some(line) => (str::from_utf8(line.message).unwrap_or_default(), line.offset),
            None => ("", good),
        };
        let (text, places, options) = (self.text, &mut self.places, &self.options);
        let mut line = Line { message, start, text, places, options, table: &self.table, out: &mut self.out };
        if next.is_some() {
            line.rows();
            return ControlFlow::Continue(());
        }
        if let Some(source @ [_, ..]) = self.document.get(good..) {
            line.emit(RowKind::Fault, 0, source, 0, "fault".into(), "", None, "not utf-8".into());
        }
        ControlFlow::Break(())
    }
}

struct Line<'p, 'd> {
    message: &'d str,
    start: usize,
    /// All lines.
    text: &'d str,
    places: &'p mut Places,
    options: &'p InspectOptions<'d>,
    table: &'p [CodeRow<'d>],
    out: &'p mut Pending<'d>,
}

/// The findings of a reader.
#[derive(Default)]
struct Read {
    version: Option<Version>,
    /// The innermost elements, by their offset.
    elements: HashMap<usize, Element>,
    warnings: HashMap<usize, WarningKind>,
    fault: Option<Error>,
}

struct Element {
    path: String,
    /// The meaning of its text, if it is a leaf.
    meaning: String,
}

impl<'d> Line<'_, 'd> {
    fn rows(&mut self) {
        let (pieces, mut fault) = pieces(self.message);
        let Ok((preamble, length)) = Preamble::parse(self.message) else { return self.cut(0, fault) };
        let mut read = read(self.message, self.options);
        fault = fault.or(read.fault.take());
        if let Some(end) = fault.as_ref().and_then(Error::offset) {
            // The text before the parameter at fault can still be read.
            let whole = |piece: &&oma_imps::pts::Piece<'_>| piece.depth == 0 && piece.offset <= end;
            let before = pieces.iter().rfind(whole).map_or(length, |piece| piece.offset);
            let good = self.message.get(..before).unwrap_or_default().trim_end();
            let fault = self::read(good, self.options);
            read.elements.extend(fault.elements);
            read.version = read.version.or(fault.version);
        }
        self.preamble(&preamble, length, &read);
        let message = self.name(&preamble);
        let end = fault.as_ref().and_then(Error::offset).unwrap_or(usize::MAX);
        let mut parameter = String::new();
        for (index, piece) in pieces.iter().enumerate() {
            let next = pieces.get(index.saturating_add(1)).map_or(self.message.len(), |piece| piece.offset);
            if piece.offset >= end && !matches!(piece.kind, PieceKind::Parameter(_)) {
                return self.cut(piece.offset, fault);
            }
            let source = self.message.as_bytes().get(piece.offset..next).unwrap_or_default();
            let depth = (piece.depth as usize).saturating_add(1);
            let element = read.elements.get(&piece.offset);
            let mut meaning = element.map_or_else(String::new, |element| element.meaning.clone());
            let (kind, token, code) = match &piece.kind {
                PieceKind::Parameter(name) => {
                    parameter = self.parameter(name, &message);
                    (RowKind::Attribute, format!("{name}="), Some(name.to_ascii_uppercase()))
                }
                PieceKind::Group => (RowKind::Element, "(".into(), None),
                PieceKind::Text(text) => {
                    if meaning == text.as_str() {
                        meaning.clear();
                    }
                    (RowKind::Text, format!("{text:?}"), None)
                }
                _ => (RowKind::Value, String::new(), None),
            };
            // Readers pass over it: no fault.
            if let Some(warning) = read.warnings.get(&piece.offset) {
                meaning = warning.to_string();
            }
            let path = element.map_or(parameter.as_str(), |element| element.path.as_str());
            self.emit(kind, piece.offset, source, depth, token, path, code, meaning);
            if piece.offset >= end {
                return self.cut(end.max(piece.offset.saturating_add(1)).min(next), fault);
            }
        }
        if fault.is_some() {
            self.cut(end.min(self.message.len()), fault);
        }
    }

    fn preamble(&mut self, preamble: &Preamble, length: usize, read: &Read) {
        let letters = if preamble.part.is_some() { length.saturating_sub(2) } else { length };
        let text = self.message;
        let source = |range: Range<usize>| text.as_bytes().get(range).unwrap_or_default();
        let version = format!("version {}", preamble.version);
        let warning = read.warnings.iter().find(|(offset, _)| **offset < 4);
        let meaning = warning.map_or_else(|| "plain-text syntax".into(), |(_, warning)| warning.to_string());
        self.emit(RowKind::Header, 0, source(0..4), 0, version, "", None, meaning);
        let name = self.name(preamble);
        let meaning = if name.is_empty() { "no message of the code table" } else { "" };
        let token = format!("message {}", preamble.code);
        let code = Some(preamble.code.to_string());
        self.emit(RowKind::Element, 4, source(4..6), 0, token, &name, code, meaning.into());
        let token = format!("transaction {}", preamble.transaction_id);
        // The space behind the preamble belongs to it.
        let end = if preamble.part.is_some() { letters } else { length.saturating_add(1).min(text.len()) };
        self.emit(RowKind::Header, 6, source(6..end), 0, token, "", None, String::new());
        if let Some(part) = preamble.part {
            let token = format!("part {} of {}", part.index.saturating_add(1), part.total);
            self.emit(
                RowKind::Header,
                letters,
                source(letters..length.saturating_add(1).min(text.len())),
                0,
                token,
                "",
                None,
                String::new(),
            );
        }
    }

    /// The name of the message, if it is known.
    fn name(&self, preamble: &Preamble) -> String {
        let found = self.table.iter().find(|row| row.kind == "message" && row.code == preamble.code);
        found.map_or_else(String::new, |row| row.path.clone())
    }

    /// The paths that a parameter of a message may mean.
    fn parameter(&self, name: &str, message: &str) -> String {
        let rows = self.table.iter().filter(|row| {
            row.kind != "message"
                && row.code.as_str().eq_ignore_ascii_case(name)
                && (row.messages.is_empty() || row.messages.contains(&message))
        });
        rows.map(|row| row.path.as_str()).collect::<Vec<_>>().join(" or ")
    }

    fn cut(&mut self, at: usize, fault: Option<Error>) {
        let Some(error) = fault else { return };
        let at = at.min(self.message.len());
        let source = self.message.as_bytes().get(at..).unwrap_or_default();
        let meaning = error.kind().to_string();
        self.emit(RowKind::Fault, at, source, 1, "fault".into(), "", None, meaning);
    }

    #[expect(clippy::too_many_arguments, reason = "a row has that many columns")]
    fn emit(
        &mut self,
        kind: RowKind,
        offset: usize,
        source: &'d [u8],
        depth: usize,
        token: String,
        path: &str,
        code: Option<String>,
        meaning: String,
    ) {
        let offset = self.start.saturating_add(offset);
        let position = Some(self.places.at(self.text, offset));
        self.out.row(Row {
            bytes: source.into(),
            token: token.into(),
            path: path.to_owned(),
            code,
            meaning: meaning.into(),
            ..Row::new(kind, offset, position, depth)
        });
    }
}

/// Reads a message as a program does.
fn read(message: &str, options: &InspectOptions<'_>) -> Read {
    let codes: &Codes = options.codes;
    let options = oma_imps::pts::ReadOptions::from(options.read_as(options.version)).with_codes(codes);
    let mut read = Read::default();
    let mut source = match PtsSource::new(message, Message::SCHEMA, &options) {
        Ok(source) => source,
        Err(error) => return Read { fault: Some(error), ..read },
    };
    let version = source.version();
    read.version = Some(version);
    read.warnings = source.warnings().iter().map(|warning| (warning.offset, warning.kind.clone())).collect();
    let found = &mut read.elements;
    let element = |offset, path: &Path, text: Option<&str>| {
        let meaning = text.map(|text| match meaning::of_text(path.tag(), text, Some(version)) {
            said if said.is_empty() => text.to_owned(),
            said => said,
        });
        found
            .insert(offset, Element { path: path.as_str().to_owned(), meaning: meaning.unwrap_or_default() });
    };
    read.fault = elements(&mut source, element).err();
    read
}
