//! `imps timeline`: the conversation in a capture.

use crate::exit::{BAD_INPUT, DONE, Usage};
use crate::files::{Output, Problem, start_of};
use crate::progress::Watched;
use crate::report::{self, Failure};
use crate::screen;
use crate::timeline::{Drawing, Form, Rest, Spool, bodies, pcap, show};
use anstream::{AutoStream, ColorChoice};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum, ValueHint};
use imps_inspect::capture::{self, CaptureError, CaptureLimits, Passed, Tally};
use imps_inspect::timeline::{
    Aliases, Event, EventKind, Filter, PathFilter, SessionState, SessionSummary, TimelineOptions,
    TimelineReader,
};
use oma_imps::Guess;
use std::ffi::OsString;
use std::fmt::Display;
use std::fs::File;
use std::io::{Read, stdin, stdout};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  imps timeline capture.pcapng                      the sessions, then one line per message
  imps timeline --user mary capture.pcapng          only the messages of mary, or about her
  imps timeline --errors capture.pcapng             only what went wrong
  imps timeline --state expired capture.pcapng      only the sessions that were forgotten
  imps timeline --where 'Recipient/User/UserID=wv:mary@example.com' capture.pcapng
                                                    only documents with this value in this field
  imps timeline --message 12 capture.pcapng         every byte of message 12, with its meaning
  imps timeline --format ladder capture.pcapng      who sends what to whom, with arrows
  imps timeline --format svg -o ladder.svg --session s-1 capture.pcapng
                                                    the same, as a picture of one session
  imps timeline --format pcap -o one.pcapng --session s-1 capture.pcapng
                                                    the packets of the connections of a session
  imps timeline -o bodies/ capture.har              each body into a file of its own
  imps timeline --redact capture.pcap.gz            aliases instead of names and addresses

Columns: the number of the message; seconds since the first one; to the server (->) or to the client
(<-); the bearer; the syntax and the version; the session; the transaction; the meaning: primitive,
main argument, size, status, and the answer with its time. A narrow terminal gets fewer columns.

Exit codes:
  0  the captures were read to their ends
  1  a capture could not be read, or breaks off; everything before that was shown
  2  the arguments make no sense; nothing was shown";

/// Shows the conversation in a capture, one line per message
///
/// Reads pcap and pcapng, also compressed with gzip, and exports of proxies (HAR). Joins TCP streams, and finds HTTP on any port,
/// WSP, pushes, and the lines and datagrams that wake clients. Pairs answers with requests by session and transaction. Everything
/// that is missing, cut or unknown has a line with the reason; packets of other protocols are counted at the end. Checksums are
/// not compared. Memory is bounded, so that a capture may have any length.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Arguments {
    /// Captures to read; standard input if "-" or missing
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    inputs: Vec<OsString>,

    /// Only this session; may be repeated
    #[arg(long, value_name = "ID", help_heading = "Selecting")]
    session: Vec<String>,

    /// Only messages of this user, or with this user as the main argument: mary, or wv:mary@example.com; may be repeated
    #[arg(long, value_name = "USER", help_heading = "Selecting")]
    user: Vec<String>,

    /// Only this primitive, with or without -Request and -Response; may be repeated
    #[arg(long, value_name = "NAME", help_heading = "Selecting")]
    primitive: Vec<String>,

    /// Only this status code; may be repeated
    #[arg(long, value_name = "CODE", help_heading = "Selecting")]
    status: Vec<u16>,

    /// Only what went wrong: a status from 400, no answer, two answers, something missing or unreadable
    #[arg(long, help_heading = "Selecting")]
    errors: bool,

    /// Only sessions in this state at the end of the capture; may be repeated
    #[arg(long, value_name = "STATE", value_parser = states(), help_heading = "Selecting")]
    state: Vec<SessionState>,

    /// Only documents with this field, or with this value in it: Recipient/User/UserID=wv:mary@example.com; may be repeated
    #[arg(long = "where", value_name = "PATH[=VALUE]", help_heading = "Selecting")]
    paths: Vec<PathFilter>,

    /// Shows every byte of this message, with its meaning
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["format", "json", "output", "redact"])]
    message: Option<u64>,

    /// How to show the messages
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text, help_heading = "Writing")]
    format: Format,

    /// Writes one JSON object per line; "imps schema" describes them
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Adds the findings of the validator to each message
    #[arg(long)]
    validate: bool,

    /// Replaces users, sessions, lists, transactions and addresses by aliases, which stay the same through all files
    #[arg(long)]
    redact: bool,

    /// Writes to this file, or into this folder if it exists or ends in a slash [default: standard output]
    ///
    /// A folder gets the body of each message, in a file of its own.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::AnyPath, help_heading = "Writing")]
    output: Option<OsString>,
}

/// The form of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sessions, then one line per message
    Text,
    /// One JSON object per line
    Json,
    /// Text with a column per participant, and arrows between them
    Ladder,
    /// The ladder as a picture
    Svg,
    /// The ladder as a sequence diagram of Mermaid
    Mermaid,
    /// The packets of the connections, as pcapng
    Pcap,
}

/// A state by its name.
fn states() -> impl TypedValueParser<Value = SessionState> {
    let values = SessionState::ALL.map(|state| {
        let help = match state {
            SessionState::Open => "The session goes on",
            SessionState::Closed => "The user has logged out, or the server has disconnected",
            SessionState::Expired => "The server has forgotten the session, or its time has run out",
            _ => "The server refused the login",
        };
        PossibleValue::new(state.as_str()).help(help)
    });
    PossibleValuesParser::new(values).try_map(|name| {
        let found = SessionState::ALL.into_iter().find(|state| state.as_str() == name);
        found.ok_or("not a state")
    })
}

impl Format {
    fn form(self) -> Form {
        match self {
            Self::Text | Self::Pcap => Form::Text,
            Self::Json => Form::Json,
            Self::Ladder => Form::Ladder,
            Self::Svg => Form::Svg,
            Self::Mermaid => Form::Mermaid,
        }
    }
}

impl Arguments {
    fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    fn filter(&self) -> Filter {
        let mut filter = Filter::default();
        filter.sessions.clone_from(&self.session);
        filter.users.clone_from(&self.user);
        filter.primitives.clone_from(&self.primitive);
        filter.statuses.clone_from(&self.status);
        filter.errors = self.errors;
        filter.states.clone_from(&self.state);
        filter.paths.clone_from(&self.paths);
        filter
    }

    fn check(&self, output: &Output) -> Result<(), Usage> {
        let is_folder = matches!(output, Output::Folder(_));
        let problem = if self.redact && (is_folder || self.format() == Format::Pcap) {
            "--redact cannot change bodies and packets: leave it out, or write another format"
        } else if is_folder && self.format() != Format::Text {
            "a folder gets the bodies of messages: name a file for --format"
        } else if self.message.is_some() && self.inputs.len() > 1 {
            "--message shows a message of one file: name one"
        } else if !self.state.is_empty() && (self.inputs.is_empty() || self.inputs.iter().any(|it| it == "-"))
        {
            "--state reads each file twice: name a file"
        } else if self.format() == Format::Pcap && self.inputs.len() != 1 {
            "--format pcap reads the packets of one file twice: name one"
        } else {
            return Ok(());
        };
        Err(Usage(problem.into()))
    }
}

/// Shows the timelines of all files. Returns the exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Usage> {
    let output = Output::named(arguments.output.as_deref());
    arguments.check(&output)?;
    if let Err(problem) = output.prepare() {
        report::failure(&output, &problem.into());
        return Ok(BAD_INPUT);
    }
    let inputs = match arguments.inputs.as_slice() {
        [] => vec![None],
        names => names.iter().map(|name| (name != "-").then(|| PathBuf::from(name))).collect(),
    };
    let several = inputs.len() > 1;
    let mut run = Run { arguments, filter: arguments.filter(), aliases: Aliases::default(), output };
    let mut spool = Spool::default();
    let mut code = DONE;
    for input in inputs {
        let name = input.as_ref().map_or_else(|| "standard input".into(), |path| path.display().to_string());
        match run.input(input.as_deref(), several.then_some(&name), &mut spool) {
            Ok(None) => {}
            Ok(Some(fault)) => {
                report::line(&format!("imps: {name}: {fault}"));
                hint_at(input.as_deref(), &fault);
                code = BAD_INPUT;
            }
            Err(failure) => {
                report::failure(&name, &failure);
                code = BAD_INPUT;
            }
        }
    }
    if let Err(problem) = spool.write(&run.output) {
        report::failure(&run.output, &problem.into());
        code = BAD_INPUT;
    }
    Ok(code)
}

/// Shows the timeline of an input that turned out to be a capture. `file`: its name, if it is one of
/// several.
pub(crate) fn show_capture(
    name: &dyn Display,
    file: Option<&str>,
    capture: impl Read + Send,
    json: bool,
) -> u8 {
    let mut spool = Spool::default();
    let format = if json { Format::Json } else { Format::Text };
    let all = Selected {
        label: name.to_string(),
        filter: &Filter::default(),
        needs_bodies: false,
        validate: false,
        is_coloured: is_coloured(),
        screen: screen::width(),
    };
    let file = file.map(String::from);
    let read = all.read(capture, format, &mut None, file.as_ref(), &mut |_| Ok(()), &mut spool);
    let (fault, problem) = match read.and_then(|fault| spool.write(&Output::Stdout).map(|()| fault)) {
        Ok(fault) => (fault, None),
        Err(problem) => (None, Some(problem)),
    };
    if let Some(fault) = &fault {
        report::line(&format!("imps: {name}: {fault}"));
    }
    if let Some(problem) = problem {
        report::failure(name, &problem.into());
        return BAD_INPUT;
    }
    if fault.is_some() { BAD_INPUT } else { DONE }
}

/// Reports the form of a file that is no capture.
pub(super) fn hint_at(input: Option<&Path>, fault: &CaptureError) {
    if let (Some(path), CaptureError::NotACapture) = (input, fault) {
        let found = Guess::of(&start_of(path));
        report::line(&format!("      hint: found {found}; imps inspect shows the documents in a file"));
    }
}

/// Reports that a capture has no message, and what may be the reason.
fn note_without_messages(name: &dyn Display, tally: &Tally) {
    let Tally { packets, connections, .. } = tally;
    let reason = match (tally.packets, tally.count(Passed::Tls)) {
        (0, _) => "it is empty",
        (_, 0) => "the last lines count what was passed over",
        _ => "some streams are encrypted: a proxy that has the keys can export their messages as HAR",
    };
    let note = format!("no message of imps (packets: {packets}, connections: {connections}); {reason}");
    report::note(name, None, &note);
}

struct Run<'a> {
    arguments: &'a Arguments,
    filter: Filter,
    aliases: Aliases,
    output: Output,
}

pub(super) fn open(input: Option<&Path>) -> Result<Box<dyn Read + Send>, Problem> {
    let Some(path) = input else { return Ok(Box::new(Watched::new(stdin(), None))) };
    let file = File::open(path).map_err(Problem::Read)?;
    let metadata = file.metadata().map_err(Problem::Read)?;
    if metadata.is_dir() {
        return Err(Problem::Folder);
    }
    let length = metadata.is_file().then_some(metadata.len());
    Ok(Box::new(Watched::new(file, length)))
}

/// The sessions of a capture, up to its fault if it has one: the second pass reports that.
fn sessions(capture: impl Read + Send) -> Vec<SessionSummary> {
    let options = TimelineOptions::default();
    let mut reader = TimelineReader::new(options);
    // The counts matter in the second pass.
    let _ = capture::read(capture, &options.capture, &mut |carried| reader.carried(carried, &mut |_| {}));
    reader.finish(&mut |_| {});
    reader.into_sessions()
}

impl Run<'_> {
    /// Shows the timeline of one file. Returns the fault that ended it.
    fn input(
        &mut self,
        input: Option<&Path>,
        name: Option<&String>,
        spool: &mut Spool,
    ) -> Result<Option<CaptureError>, Failure> {
        if !self.filter.states.is_empty() {
            let sessions = sessions(open(input)?);
            self.filter.choose(&sessions);
        }
        let capture = open(input)?;
        if let Some(number) = self.arguments.message {
            return show(capture, number, spool).map_err(Failure::from);
        }
        let format = self.arguments.format();
        if format == Format::Pcap {
            let (events, fault) = self.collected(capture);
            let packets = pcap(|| open(input), &events)?;
            spool.add(&packets)?;
            return Ok(fault);
        }
        let folder = match &self.output {
            Output::Folder(path) => Some(path.clone()),
            _ => None,
        };
        let mut write = |event: &Event| folder.as_ref().map_or(Ok(()), |folder| bodies(folder, event));
        let mut aliases = self.arguments.redact.then(|| std::mem::take(&mut self.aliases));
        let needs_bodies = folder.is_some();
        let validate = self.arguments.validate;
        let is_file = matches!(self.output, Output::File(_));
        let (is_coloured, screen) = if is_file { (false, None) } else { (is_coloured(), screen::width()) };
        let label = input.map_or_else(|| "standard input".into(), |path| path.display().to_string());
        let filter = Selected { label, filter: &self.filter, needs_bodies, validate, is_coloured, screen };
        let read = filter.read(capture, format, &mut aliases, name, &mut write, spool);
        self.aliases = aliases.unwrap_or_default();
        Ok(read?)
    }

    /// The selected events.
    fn collected(&self, capture: impl Read + Send) -> (Vec<Event>, Option<CaptureError>) {
        let options = TimelineOptions::default().with_bodies(!self.filter.paths.is_empty());
        let mut reader = TimelineReader::new(options);
        let mut events = Vec::new();
        let mut keep = |event: Event| {
            if self.filter.matches(&event) {
                events.push(event);
            }
        };
        let limits = CaptureLimits::default();
        let (_, read) = capture::read(capture, &limits, &mut |it| reader.carried(it, &mut keep));
        reader.finish(&mut keep);
        (events, read.err())
    }
}

/// Whether standard output shows colours.
fn is_coloured() -> bool {
    AutoStream::choice(&stdout()) != ColorChoice::Never
}

/// The selection of events, and what they need.
struct Selected<'a> {
    /// The name of the input, for notes.
    label: String,
    filter: &'a Filter,
    needs_bodies: bool,
    validate: bool,
    is_coloured: bool,
    screen: Option<usize>,
}

impl Selected<'_> {
    fn read(
        &self,
        capture: impl Read + Send,
        format: Format,
        aliases: &mut Option<Aliases>,
        name: Option<&String>,
        write: &mut dyn FnMut(&Event) -> Result<(), Problem>,
        spool: &mut Spool,
    ) -> Result<Option<CaptureError>, Problem> {
        let bodies = self.needs_bodies || !self.filter.paths.is_empty();
        let options = TimelineOptions::default().with_bodies(bodies).with_validate(self.validate);
        let mut reader = TimelineReader::new(options);
        let mut drawing =
            Drawing::new(format.form(), name.cloned(), self.filter, self.is_coloured, self.screen);
        let (mut problem, mut has_message) = (None, false);
        let mut take = |mut event: Event| {
            has_message |= !matches!(event.kind, EventKind::Empty | EventKind::Unknown | EventKind::Problem);
            if problem.is_some() || !self.filter.matches(&event) {
                return;
            }
            let written = write(&event).and_then(|()| {
                if let Some(aliases) = aliases.as_mut() {
                    aliases.event(&mut event);
                }
                drawing.event(event)
            });
            problem = written.err();
        };
        let (tally, read) =
            capture::read(capture, &options.capture, &mut |carried| reader.carried(carried, &mut take));
        reader.finish(&mut take);
        if let Some(problem) = problem {
            return Err(problem);
        }
        let forgotten = reader.forgotten_sessions();
        let mut sessions = reader.into_sessions();
        if let Some(aliases) = aliases.as_mut() {
            for session in &mut sessions {
                aliases.session(session);
            }
        }
        // A file that is no capture has no timeline.
        if matches!(read, Err(CaptureError::NotACapture | CaptureError::Har(_))) {
            return Ok(read.err());
        }
        if !has_message && read.is_ok() {
            note_without_messages(&self.label, &tally);
        }
        let rest = Rest { sessions, forgotten, tally };
        drawing.finish(&rest, spool)?;
        Ok(read.err())
    }
}
