//! Reading code tables.

use super::form::{Form, element};
use super::{Codes, Message, Node, Parameter, Property, Word};
use crate::{Code, InvalidCode};
use core::str::FromStr;
use imps_core::{Quote, Tag};

/// Why a text is no code table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct TableError {
    line: usize,
    fault: Fault,
}

impl TableError {
    /// The line, counted from 1.
    pub const fn line(&self) -> usize {
        self.line
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    #[error("unknown kind of row {:?}", Quote::<80>(.0))]
    Kind(String),
    #[error("too few columns")]
    TooFew,
    #[error("unexpected column {:?}", Quote::<80>(.0))]
    TooMany(String),
    #[error(transparent)]
    Code(#[from] InvalidCode),
    #[error("unknown element {:?}", Quote::<80>(.0))]
    Name(String),
    #[error("unknown shape of value")]
    Form,
    #[error("path too long")]
    Path,
    #[error("expected \"request\" or \"response\"")]
    Mode,
    #[error("{} has another meaning already", Quote::<80>(.0))]
    Taken(String),
    #[error("too many rows")]
    Full,
}

/// Adds the rows of a table.
pub(super) fn extend(codes: &mut Codes, table: &str) -> Result<(), TableError> {
    for (index, line) in table.lines().enumerate() {
        let columns = line.split('#').next().unwrap_or_default();
        let mut columns = Columns(columns.split_whitespace());
        if let Some(kind) = columns.0.next() {
            row(codes, kind, &mut columns)
                .map_err(|fault| TableError { line: index.saturating_add(1), fault })?;
        }
    }
    Ok(())
}

struct Columns<'t>(core::str::SplitWhitespace<'t>);

impl<'t> Columns<'t> {
    fn next(&mut self) -> Result<&'t str, Fault> {
        self.0.next().ok_or(Fault::TooFew)
    }

    fn code(&mut self) -> Result<Code, Fault> {
        Ok(Code::from_str(self.next()?)?)
    }

    fn element(&mut self) -> Result<Tag, Fault> {
        element(self.next()?)
    }

    /// `ClientInfo/ClientType`.
    fn path(&mut self) -> Result<Box<[Tag]>, Fault> {
        self.next()?.split('/').map(element).collect()
    }

    /// Nothing may follow; to be asked before the row is added.
    fn end(&mut self) -> Result<(), Fault> {
        match self.0.next() {
            Some(column) => Err(Fault::TooMany(column.into())),
            None => Ok(()),
        }
    }
}

fn row(codes: &mut Codes, kind: &str, columns: &mut Columns<'_>) -> Result<(), Fault> {
    let code = columns.code()?;
    match kind {
        "message" => message(codes, code, columns),
        "session" => {
            let element = columns.element()?;
            columns.end()?;
            codes.session = Some((code, element));
            Ok(())
        }
        "element" => parameter(codes, code, columns),
        "property" => {
            let name = columns.next()?.into();
            columns.end()?;
            codes.properties.push(Property { code, name });
            Ok(())
        }
        "capability" => codes.capabilities.push(node(code, columns)?).ok_or(Fault::Full),
        "presence" => {
            let node = node(code, columns)?;
            // An attribute, or a part of one.
            if node.path.len() > 2 {
                return Err(Fault::Path);
            }
            codes.presence.push(node).ok_or(Fault::Full)
        }
        "service" => codes.services.push(node(code, columns)?).ok_or(Fault::Full),
        "capability-value" => codes.capability_values.push(word(code, columns)?).ok_or(Fault::Full),
        "presence-value" => codes.presence_values.push(word(code, columns)?).ok_or(Fault::Full),
        other => Err(Fault::Kind(other.into())),
    }
}

fn message(codes: &mut Codes, code: Code, columns: &mut Columns<'_>) -> Result<(), Fault> {
    let (name, tag) = {
        let name = columns.next()?;
        (name, element(name)?)
    };
    let is_request = match columns.next()? {
        "request" => true,
        "response" => false,
        _ => return Err(Fault::Mode),
    };
    columns.end()?;
    // A message has one code and a code one message: a second would be read as the first.
    if codes.messages.of_code(code).next().is_some() {
        return Err(Fault::Taken(code.to_string()));
    }
    if codes.messages.of_tag(tag).next().is_some() {
        return Err(Fault::Taken(name.into()));
    }
    codes.messages.push(Message { code, tag, is_request }).ok_or(Fault::Full)
}

fn parameter(codes: &mut Codes, code: Code, columns: &mut Columns<'_>) -> Result<(), Fault> {
    let path = columns.path()?;
    let form = Form::parse(columns.next()?)?;
    // Only texts stand inside of other elements.
    if path.len() > 1 && !matches!(form, Form::Value | Form::Repeat) {
        return Err(Fault::Path);
    }
    let (mut is_last, mut only_in) = (false, Vec::new());
    while let Some(column) = columns.0.next() {
        match column {
            "last" => is_last = true,
            "in" => {
                only_in.push(columns.element()?);
                for name in columns.0.by_ref() {
                    only_in.push(element(name)?);
                }
            }
            other => return Err(Fault::TooMany(other.into())),
        }
    }
    let (order, only_in) = (codes.parameters.iter().count(), only_in.into());
    codes.parameters.push(Parameter { code, path, form, is_last, order, only_in }).ok_or(Fault::Full)
}

fn node(code: Code, columns: &mut Columns<'_>) -> Result<Node, Fault> {
    let path = columns.path()?;
    columns.end()?;
    Ok(Node { code, path })
}

fn word(code: Code, columns: &mut Columns<'_>) -> Result<Word, Fault> {
    let tag = columns.element()?;
    let text = columns.next()?;
    columns.end()?;
    Ok(Word { code, tag, text: text.into(), known: imps_core::Word::of(text) })
}
