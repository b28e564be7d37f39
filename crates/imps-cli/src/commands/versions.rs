//! Messages in another version of the protocol, and their losses.

use crate::arguments::versions;
use crate::json;
use crate::report;
use clap::{Args, ValueEnum};
use oma_imps::bridge::{Bridged, ToVersion as _};
use oma_imps::csp::{Message, StatusCode};
use oma_imps::{Error, Input, Note, Syntax, Version, WriteOptions, wbxml};
use serde::Serialize;
use std::fmt::Display;

/// How to convert to another version.
#[derive(Clone, Copy, Debug, Args)]
#[command(next_help_heading = "Versions")]
pub(crate) struct Versions {
    /// Converts messages to this version of the protocol, and names each loss on standard error
    ///
    /// Requests that the version lacks are not written: their sender gets the answer that a note names. A message of this version
    /// stays as it is.
    #[arg(long, value_name = "VERSION", value_parser = versions())]
    to_version: Option<Version>,

    /// Ends with exit code 1 if a message has lost anything
    #[arg(long, requires = "to_version")]
    fail_on_loss: bool,

    /// The form of the losses
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Losses::Text, requires = "to_version")]
    losses: Losses,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Losses {
    /// A line for people
    Text,
    /// A JSON object per line; "imps schema losses" describes it
    Json,
}

/// The losses of a document, which the caller reports with its name.
#[derive(Debug, Default)]
pub(crate) struct Lost {
    lines: Vec<Line>,
    has_loss: bool,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Line {
    Loss {
        path: String,
        reason: &'static str,
        text: String,
    },
    Answer {
        transaction: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<u32>,
    },
}

impl Versions {
    /// Whether to convert to another version.
    pub(crate) const fn is_asked_for(&self) -> bool {
        self.to_version.is_some()
    }

    /// Converts a message to the version, and appends it in a syntax. `stated` is the version as which
    /// the message is read, if it is not its own.
    pub(crate) fn write(
        &self,
        input: &Input<'_>,
        stated: Option<Version>,
        to: Syntax,
        out: &mut Vec<u8>,
        options: &WriteOptions,
        lost: &mut Lost,
    ) -> Result<Vec<Note>, Error> {
        let message: Message<'_> = input.read()?;
        let version = self.to_version.unwrap_or(message.version);
        if version == message.version && stated.is_none() {
            // It says what it has to say in its own way already.
            return input.write(to, out, options);
        }
        let Bridged { message, reply, losses, .. } = message.to_version(version);
        lost.has_loss |= !losses.is_empty();
        lost.lines.extend(losses.into_iter().map(|loss| Line::Loss {
            reason: loss.reason.name(),
            text: loss.reason.to_string(),
            path: loss.path,
        }));
        for answer in reply.iter().flat_map(|reply| &reply.session.transactions) {
            let code = answer.primitive().outcome().and_then(|outcome| outcome.code);
            let transaction = answer.transaction_id().unwrap_or_default().to_owned();
            lost.lines.push(Line::Answer { transaction, status: code.map(StatusCode::number) });
        }
        let Some(message) = message else { return Ok(Vec::new()) };
        // Binary XML holds whatever a message holds.
        let bytes = wbxml::to_vec(&message).map_err(Error::without_offset)?;
        let converted = Input::in_syntax(&bytes, Syntax::Wbxml)?;
        converted.write(to, out, options).map_err(Error::without_offset)
    }

    /// Reports the losses. Returns whether they let the command succeed.
    pub(crate) fn report(&self, file: &dyn Display, name: Option<&str>, lost: &Lost) -> bool {
        for line in &lost.lines {
            match self.losses {
                Losses::Text => report::note(file, name, &line.text()),
                Losses::Json => report::line(&json::text(&Object::of(file, name, line))),
            }
        }
        !(self.fail_on_loss && lost.has_loss)
    }
}

impl Line {
    fn text(&self) -> String {
        match self {
            Self::Loss { path, text, .. } => format!("lost: {path}: {text}"),
            Self::Answer { transaction, status: code } => {
                format!("transaction {transaction} does not travel: its sender gets {}", status(*code))
            }
        }
    }
}

/// A line of JSON: `schemas/losses.json`.
#[derive(Serialize)]
struct Object<'l> {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(flatten)]
    lost: &'l Line,
}

impl<'l> Object<'l> {
    fn of(file: &dyn Display, name: Option<&str>, lost: &'l Line) -> Self {
        let (document, line) = (json::number(name, "document"), json::number(name, "line"));
        Self { file: file.to_string(), document, line, lost }
    }
}

/// The status of an answer; answers without one say everything themselves.
fn status(code: Option<u32>) -> String {
    code.map_or_else(|| "an answer".into(), |code| format!("the status {code}"))
}
