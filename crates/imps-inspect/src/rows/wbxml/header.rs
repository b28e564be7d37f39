//! Rows of the header.

use super::super::row::{Flow, Row, RowKind};
use super::super::shifted::Shifted;
use super::fault;
use crate::languages::registered;
use crate::text::hexadecimal;
use oma_imps::Version;
use oma_imps::wbxml::codes::code_space;
use std::ops::ControlFlow;
use wbxml::{Charset, Header, HeaderField, HeaderFields, StringTable};

/// Writes the rows of the header; whether a body can follow.
pub(super) fn rows(document: &[u8], charset: Charset, sink: &mut Shifted<'_>) -> ControlFlow<(), bool> {
    // References into the string table come before it.
    let strings = Header::parse(document).ok().map(|(header, _)| header.string_table(charset));
    let mut fields = HeaderFields::new(document);
    loop {
        let start = fields.offset();
        let field = match fields.next() {
            Some(Ok(field)) => field,
            Some(Err(error)) => {
                fault(document, start, 0, "", &error, sink)?;
                return ControlFlow::Continue(false);
            }
            None => return ControlFlow::Continue(true),
        };
        if let (HeaderField::Table(_), Some(strings)) = (field, strings) {
            table(document, start..fields.offset(), &strings, sink)?;
            continue;
        }
        let source = document.get(start..fields.offset()).unwrap_or_default();
        let (token, meaning) = describe(field, strings.as_ref());
        let is_fault = matches!(field, HeaderField::PublicIdOffset(offset)
            if strings.is_some_and(|strings| strings.get(offset.value()).is_err()));
        let kind = if is_fault { RowKind::Fault } else { RowKind::Header };
        sink.row(Row { kind, ..row(start, source, 0, token, meaning) })?;
    }
}

fn row(offset: usize, bytes: &[u8], depth: usize, token: String, meaning: String) -> Row<'_> {
    Row {
        kind: RowKind::Header,
        offset,
        bytes,
        position: None,
        depth,
        token: token.into(),
        path: "",
        code: None,
        meaning: meaning.into(),
    }
}

fn describe(field: HeaderField<'_>, strings: Option<&StringTable<'_>>) -> (String, String) {
    match field {
        HeaderField::Version(version) => ("version".into(), format!("wbxml {version}")),
        HeaderField::PublicId(number) => {
            (format!("public id 0x{:X}", number.value()), public_id(number.value()))
        }
        HeaderField::PublicIdOffset(offset) => {
            let name = strings.map(|strings| strings.get(offset.value()));
            let meaning = match name {
                Some(Ok(name)) => format!("{name:?}"),
                Some(Err(fault)) => fault.to_string(),
                None => String::new(),
            };
            (format!("public id at {} of the string table", offset.value()), meaning)
        }
        HeaderField::Charset(number) => {
            (format!("charset {}", number.value()), charset(number.value()).into())
        }
        HeaderField::TableLength(length) => (
            "string table".into(),
            match length.value() {
                0 => "empty".into(),
                1 => "1 byte".into(),
                length => format!("{length} bytes"),
            },
        ),
        _ => ("string table".into(), String::new()),
    }
}

fn charset(number: u32) -> &'static str {
    match number {
        0 => "not stated",
        number => oma_imps::csp::Charset::from(number).name().unwrap_or("an unknown character set"),
    }
}

fn public_id(number: u32) -> String {
    match number {
        0 => "is in the string table".into(),
        1 => "unknown, or missing".into(),
        number => {
            let mut spaces = Version::ALL.into_iter().map(code_space);
            let own = spaces.find_map(|space| {
                space.public_ids.iter().find(|row| row.number == number).map(|row| row.name.to_owned())
            });
            own.or_else(|| registered(number)).unwrap_or_else(|| "not registered".into())
        }
    }
}

/// A row for each string.
fn table(
    document: &[u8],
    range: std::ops::Range<usize>,
    strings: &StringTable<'_>,
    sink: &mut Shifted<'_>,
) -> Flow {
    let mut strings_left = strings.strings().peekable();
    while let Some((offset, bytes)) = strings_left.next() {
        let start = range.start.saturating_add(offset as usize);
        let end =
            strings_left.peek().map_or(range.end, |(next, _)| range.start.saturating_add(*next as usize));
        let text = match strings.charset().decode(bytes) {
            Ok(text) => format!("{text:?}"),
            Err(_) => hexadecimal(bytes, " "),
        };
        let source = document.get(start..end).unwrap_or_default();
        sink.row(row(start, source, 1, text, format!("string {offset} of the table")))?;
    }
    ControlFlow::Continue(())
}
