//! Messages in another version of the protocol, and their losses.

use crate::arguments::versions;
use crate::report;
use crate::text::json_string;
use clap::{Args, ValueEnum};
use oma_imps::bridge::{Bridged, ToVersion as _};
use oma_imps::csp::{Message, StatusCode};
use oma_imps::{Error, Input, Note, Syntax, Version, WriteOptions, wbxml};
use std::fmt::Display;

/// How to convert to another version.
#[derive(Clone, Copy, Debug, Args)]
#[command(next_help_heading = "Versions")]
pub(crate) struct Versions {
    /// Converts messages to this version of the protocol, and names each loss on standard error
    ///
    /// Requests that the version lacks are not written: their sender gets the answer that a note names.
    #[arg(long, value_name = "VERSION", value_parser = versions())]
    to_version: Option<Version>,

    /// Ends with exit code 1 if a message has lost anything
    #[arg(long, requires = "to_version")]
    fail_on_loss: bool,

    /// The form of the losses
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Losses::Text, requires = "to_version")]
    losses: Losses,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Losses {
    /// A line for people
    Text,
    /// A JSON object per line, with file, path and reason
    Json,
}

/// The losses of a document, which the caller reports with its name.
#[derive(Debug, Default)]
pub(crate) struct Lost {
    lines: Vec<Line>,
    has_loss: bool,
}

#[derive(Debug)]
enum Line {
    Loss { path: String, name: &'static str, reason: String },
    Answer { transaction: String, code: u32 },
}

impl Versions {
    /// Whether to convert to another version.
    pub(crate) const fn is_asked_for(&self) -> bool {
        self.to_version.is_some()
    }

    /// Converts a message to the version, and appends it in a syntax.
    pub(crate) fn write(
        &self,
        input: &Input<'_>,
        to: Syntax,
        out: &mut Vec<u8>,
        options: &WriteOptions,
        lost: &mut Lost,
    ) -> Result<Vec<Note>, Error> {
        let message: Message<'_> = input.read()?;
        let version = self.to_version.unwrap_or(message.version);
        let Bridged { message, reply, losses, .. } = message.to_version(version);
        lost.has_loss |= !losses.is_empty();
        lost.lines.extend(losses.into_iter().map(|loss| Line::Loss {
            name: loss.reason.name(),
            reason: loss.reason.to_string(),
            path: loss.path,
        }));
        for answer in reply.iter().flat_map(|reply| &reply.session.transactions) {
            let code = answer.primitive().outcome().and_then(|outcome| outcome.code);
            let transaction = answer.transaction_id().unwrap_or_default().to_owned();
            lost.lines.push(Line::Answer { transaction, code: code.map_or(0, StatusCode::number) });
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
                Losses::Json => report::line(&line.json(file, name)),
            }
        }
        !(self.fail_on_loss && lost.has_loss)
    }
}

impl Line {
    fn text(&self) -> String {
        match self {
            Self::Loss { path, reason, .. } => format!("lost: {path}: {reason}"),
            Self::Answer { transaction, code } => {
                format!("transaction {transaction} does not travel: its sender gets {}", status(*code))
            }
        }
    }

    fn json(&self, file: &dyn Display, name: Option<&str>) -> String {
        let number = name.and_then(|name| name.rsplit(' ').next());
        let document = number.map_or_else(String::new, |number| format!(",\"document\":{number}"));
        let rest = match self {
            Self::Loss { path, name, reason } => format!(
                "\"path\":{},\"reason\":\"{name}\",\"text\":{}",
                json_string(path),
                json_string(reason)
            ),
            Self::Answer { transaction, code } => {
                format!("\"transaction\":{},\"answer\":{code}", json_string(transaction))
            }
        };
        format!("{{\"file\":{}{document},{rest}}}", json_string(&file.to_string()))
    }
}

/// The status of an answer; answers without one say everything themselves.
fn status(code: u32) -> String {
    if code == 0 { "an answer".into() } else { format!("the status {code}") }
}
