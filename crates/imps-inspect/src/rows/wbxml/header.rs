//! Rows of the header.

use super::super::pending::Pending;
use super::super::row::{Row, RowKind};
use super::fault;
use crate::languages::registered;
use crate::text::hexadecimal;
use oma_imps::Version;
use oma_imps::wbxml::codes::code_space;
use std::iter::Peekable;
use std::ops::{ControlFlow, Range};
use wbxml::{Charset, Header, HeaderField, HeaderFields, StringTable};

/// Makes the rows of a header.
pub(super) struct HeaderWalk<'d> {
    fields: HeaderFields<'d>,
    /// The string table, because references into it come before it.
    strings: Option<StringTable<'d>>,
    /// The strings of the table, once its rows begin.
    table: Option<Table<'d>>,
}

/// The place of the string table, and its strings without rows.
struct Table<'d> {
    range: Range<usize>,
    strings: Peekable<Strings<'d>>,
}

/// The strings of a table with their offsets.
type Strings<'d> = Box<dyn Iterator<Item = (u32, &'d [u8])> + 'd>;

impl<'d> HeaderWalk<'d> {
    pub(super) fn new(document: &'d [u8], charset: Charset) -> Self {
        let strings = Header::parse(document).ok().map(|(header, _)| header.string_table(charset));
        Self { fields: HeaderFields::new(document), strings, table: None }
    }

    /// Makes the row of the next field or string; at the end, returns whether a body can follow.
    pub(super) fn step(&mut self, document: &'d [u8], out: &mut Pending<'d>) -> ControlFlow<bool> {
        if self.string(document, out).is_some() {
            return ControlFlow::Continue(());
        }
        let start = self.fields.offset();
        let field = match self.fields.next() {
            Some(Ok(field)) => field,
            Some(Err(error)) => {
                fault(document, start, 0, "", &error, out);
                return ControlFlow::Break(false);
            }
            None => return ControlFlow::Break(true),
        };
        if let (HeaderField::Table(_), Some(strings)) = (field, self.strings) {
            let all: Strings<'d> = Box::new(strings.strings());
            self.table = Some(Table { range: start..self.fields.offset(), strings: all.peekable() });
            return ControlFlow::Continue(());
        }
        let source = document.get(start..self.fields.offset()).unwrap_or_default();
        let (token, meaning) = describe(field, self.strings.as_ref());
        let is_fault = matches!(field, HeaderField::PublicIdOffset(offset)
            if self.strings.is_some_and(|strings| strings.get(offset.value()).is_err()));
        let kind = if is_fault { RowKind::Fault } else { RowKind::Header };
        out.row(Row { kind, ..row(start, source, 0, token, meaning) });
        ControlFlow::Continue(())
    }

    /// Makes the row of the next string of the table.
    fn string(&mut self, document: &'d [u8], out: &mut Pending<'d>) -> Option<()> {
        let (strings, Table { range, strings: left }) = (self.strings?, self.table.as_mut()?);
        let (offset, bytes) = left.next()?;
        let start = range.start.saturating_add(offset as usize);
        let end = left.peek().map_or(range.end, |(next, _)| range.start.saturating_add(*next as usize));
        let text = match strings.charset().decode(bytes) {
            Ok(text) => format!("{text:?}"),
            Err(_) => hexadecimal(bytes, " "),
        };
        let source = document.get(start..end).unwrap_or_default();
        out.row(row(start, source, 1, text, format!("string {offset} of the table")));
        Some(())
    }
}

fn row(offset: usize, bytes: &[u8], depth: usize, token: String, meaning: String) -> Row<'_> {
    Row {
        bytes: bytes.into(),
        token: token.into(),
        meaning: meaning.into(),
        ..Row::new(RowKind::Header, offset, None, depth)
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
