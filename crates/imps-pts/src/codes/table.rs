//! Reads code tables.

use super::form::{Form, element};
use super::model::Model;
use super::{Codes, Declarations, Message, Node, Parameter, Property, Word};
use crate::codes::{Code, InvalidCode};
use core::str::FromStr;
use imps_core::schema::Schema;
use imps_core::{CSP, Quote, Tag};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The reason why a text is not a code table.
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

/// The fault of a row.
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
    #[error("the path comes back to {}", Quote::<80>(.0))]
    Cycle(String),
    #[error("{nobody} {}{reason}", Quote::<80>(.path))]
    Model { nobody: String, path: String, reason: String },
    #[error("{} is the name of no message", Quote::<80>(.0))]
    Message(String),
    #[error("one row says {} as a whole, another says parts of it", Quote::<80>(.0))]
    Whole(String),
    #[error("expected \"request\" or \"response\"")]
    Mode,
    #[error("{} has another meaning already", Quote::<80>(.0))]
    Taken(String),
    #[error("too many rows")]
    Full,
}

/// Adds the rows of a table, and checks them against declarations.
pub(super) fn extend(
    codes: &mut Codes,
    table: &str,
    declarations: &'static Schema,
) -> Result<(), TableError> {
    let mut loader = Loader::new(codes, Model::new(declarations));
    for (index, line) in table.lines().enumerate() {
        let columns = line.split('#').next().unwrap_or_default();
        let mut columns = Columns(columns.split_whitespace());
        if let Some(kind) = columns.0.next() {
            loader
                .row(kind, &mut columns)
                .map_err(|fault| TableError { line: index.saturating_add(1), fault })?;
            loader.codes.declarations = Some(Declarations(declarations));
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

    /// `ClientInfo/ClientType`. No element of the protocol contains another one of its own name, at
    /// any depth.
    fn path(&mut self) -> Result<Cow<'static, [Tag]>, Fault> {
        let mut path = Vec::new();
        for name in self.next()?.split('/') {
            let tag = element(name)?;
            if path.contains(&tag) {
                return Err(Fault::Cycle(name.into()));
            }
            path.push(tag);
        }
        Ok(path.into())
    }

    /// Checks that nothing follows. Call it before the row is added.
    fn end(&mut self) -> Result<(), Fault> {
        match self.0.next() {
            Some(column) => Err(Fault::TooMany(column.into())),
            None => Ok(()),
        }
    }
}

/// The state of the rows so far.
struct Loader<'c> {
    codes: &'c mut Codes,
    model: Model,
    /// Whether the parameters of an element describe it as a whole or in parts.
    whole: HashMap<Tag, bool>,
    /// The used letters, each in its place.
    words: HashSet<(bool, Tag, Code)>,
}

impl<'c> Loader<'c> {
    fn new(codes: &'c mut Codes, model: Model) -> Self {
        let words = |of_presence| move |word: &Word| (of_presence, word.tag, word.code);
        let of_presence = codes.presence_values.iter().map(words(true));
        let words = codes.capability_values.iter().map(words(false)).chain(of_presence).collect();
        let whole = codes.parameters.iter().filter_map(|row| Some((row.tag(), row.is_whole()?))).collect();
        Self { codes, model, whole, words }
    }

    fn row(&mut self, kind: &str, columns: &mut Columns<'_>) -> Result<(), Fault> {
        let code = columns.code()?;
        match kind {
            "message" => self.message(code, columns),
            "session" => {
                let element = columns.element()?;
                columns.end()?;
                self.model.session(element)?;
                self.codes.session = Some((code, element));
                Ok(())
            }
            "element" => self.parameter(code, columns),
            "property" => {
                let name = columns.next()?.to_owned().into();
                columns.end()?;
                self.codes.properties.to_mut().push(Property { code, name });
                Ok(())
            }
            "capability" => {
                let node = node(code, columns)?;
                self.model.capability(&node.path)?;
                self.codes.capabilities.push(node).ok_or(Fault::Full)
            }
            "presence" => {
                let node = node(code, columns)?;
                // An attribute, or a part of one.
                if node.path.len() > 2 {
                    return Err(Fault::Path);
                }
                self.model.presence(&node.path)?;
                self.codes.presence.push(node).ok_or(Fault::Full)
            }
            "service" => {
                let node = node(code, columns)?;
                self.model.service(&node.path)?;
                self.codes.services.push(node).ok_or(Fault::Full)
            }
            "capability-value" => {
                let word = self.word(code, columns, false)?;
                self.codes.capability_values.push(word).ok_or(Fault::Full)
            }
            "presence-value" => {
                let word = self.word(code, columns, true)?;
                self.codes.presence_values.push(word).ok_or(Fault::Full)
            }
            other => Err(Fault::Kind(other.into())),
        }
    }

    fn message(&mut self, code: Code, columns: &mut Columns<'_>) -> Result<(), Fault> {
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
        self.model.message(tag)?;
        let messages = &mut self.codes.messages;
        // A message has one code and a code one message: a second one would be read as the first.
        if messages.of_code(code).next().is_some() {
            return Err(Fault::Taken(code.to_string()));
        }
        if messages.of_tag(tag).next().is_some() {
            return Err(Fault::Taken(name.into()));
        }
        messages.push(Message { code, tag, is_request }).ok_or(Fault::Full)
    }

    fn parameter(&mut self, code: Code, columns: &mut Columns<'_>) -> Result<(), Fault> {
        let path = columns.path()?;
        let form = Form::parse(columns.next()?)?;
        // Only texts appear inside other elements.
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
        self.model.parameter(&path, &form, &only_in)?;
        let (order, only_in) = (self.codes.parameters.len(), only_in.into());
        let row = Parameter { code, path, form, is_last, order, only_in };
        if let Some(is_whole) = row.is_whole()
            && *self.whole.entry(row.tag()).or_insert(is_whole) != is_whole
        {
            return Err(Fault::Whole(CSP.name(row.tag()).unwrap_or_default().into()));
        }
        self.codes.parameters.push(row).ok_or(Fault::Full)
    }

    fn word(&mut self, code: Code, columns: &mut Columns<'_>, of_presence: bool) -> Result<Word, Fault> {
        let tag = columns.element()?;
        let text = columns.next()?;
        columns.end()?;
        self.model.word(tag, of_presence)?;
        let is_read = self.words.insert((of_presence, tag, code));
        Ok(Word { code, tag, text: text.to_owned().into(), known: imps_core::Word::new(text), is_read })
    }
}

fn node(code: Code, columns: &mut Columns<'_>) -> Result<Node, Fault> {
    let path = columns.path()?;
    columns.end()?;
    Ok(Node { code, path })
}

#[cfg(test)]
mod tests {
    use super::super::rows::steps;
    use super::*;
    use imps_core::Element as _;
    use imps_csp::Message;

    /// Rows of every kind that is kept in chains, all in the same few chains.
    const KINDS: [&str; 6] = [
        "presence-value AA UserAvailability W",
        "capability-value AA ClientType W",
        "element AA MessageInfo/Validity value last # ",
        "presence AA StatusText # ",
        "service AA WVCSPFeat # ",
        "capability AA ClientType # ",
    ];

    fn steps(row: &str, count: usize) -> usize {
        let rows: Vec<String> = (0..count).map(|number| format!("{row}{number}")).collect();
        let table = rows.join("\n");
        let mut codes = Codes::standard().clone();
        let (result, steps) = steps::of(|| codes.extend(&table, Message::SCHEMA));
        assert_eq!(result, Ok(()), "{row}");
        steps
    }

    /// Work is counted in steps from row to row.
    #[test]
    fn twice_the_rows_take_twice_the_steps() {
        for row in KINDS {
            let (some, twice) = (steps(row, 500), steps(row, 1000));
            assert!(some >= 500, "{row}: {some} steps are not counted");
            assert!(twice <= 2 * some + 10, "{row}: {some} steps for 500 rows, {twice} for 1000");
        }
    }

    #[test]
    fn two_hundred_thousand_rows_are_no_trouble() {
        let row = "presence-value AA UserAvailability W";
        assert!(steps(row, 200_000) <= 3 * 200_000);
    }

    #[test]
    fn the_constants_are_the_rows_of_the_text() {
        let mut codes = Codes::default();
        assert_eq!(codes.extend(include_str!("standard.pts"), Message::SCHEMA), Ok(()));
        codes.declarations = None;
        assert_eq!(codes, *Codes::standard());
    }
}
