//! Timelines as lines of text, and as JSON Lines.

use super::Rest;
use crate::json::line;
use crate::palette::{DIM, ERROR, NOTE};
use crate::text::{fitted, visible, width};
use anstyle::Style;
use imps_inspect::capture::{Direction, Tally};
use imps_inspect::text::shortened;
use imps_inspect::timeline::{Event, EventKind, Name, SessionSummary};
use serde::Serialize;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::time::Duration;

/// The maximum width of the columns for sessions, users and transactions.
const WIDTH: usize = 24;

/// The width of a screen below which lines have fewer columns.
const NARROW: usize = 110;

/// The columns of sessions that a narrow screen does without, the first one first.
const DISPENSABLE: [&str; 9] =
    ["polls", "wake-ups", "repeated", "bearers", "syntax", "seconds", "unanswered", "version", "client"];

/// The most sessions that are remembered: more than a reader keeps.
const MAX_SEEN: usize = 64 << 10;

/// The sessions of the events that were shown.
#[derive(Default)]
pub(super) struct Seen(HashSet<Name>);

impl Seen {
    pub(super) fn add(&mut self, event: &Event) {
        if let Some(session) = &event.session
            && self.0.len() < MAX_SEEN
            && !self.0.contains(session)
        {
            self.0.insert(session.clone());
        }
    }

    pub(super) fn has(&self, session: &SessionSummary) -> bool {
        self.0.contains(&session.id)
    }
}

/// The line of an event, and one for each finding. On a narrow screen, `--message` shows the rest.
pub(super) fn text(event: &Event, screen: Option<usize>) -> String {
    let arrow = match event.direction {
        Direction::ToServer => "->",
        Direction::ToClient => "<-",
    };
    let form = match (event.syntax, event.version) {
        (Some(syntax), Some(version)) => format!("{syntax} {version}"),
        (syntax, version) => syntax.or(version).unwrap_or("-").into(),
    };
    let style = if event.is_error() { ERROR } else { Style::new() };
    let place = format!("{:>4} {:>10}", event.number, seconds(event.at));
    let narrow = screen.is_some_and(|screen| screen < NARROW);
    let details = if narrow {
        format!("{:<7}", event.bearer)
    } else {
        let (session, transaction) = (cell(event.session.as_deref()), cell(event.transaction.as_deref()));
        format!("{:<7} {form:<9} {session:<12} {transaction:<6}", event.bearer)
    };
    let text = meaning(event);
    let text = visible(&text);
    let taken = width(&place) + width(&details) + 5;
    let text = screen.map_or(text.clone(), |screen| fitted(&text, screen.saturating_sub(taken)));
    let mut line = format!("{DIM}{place}{DIM:#} {arrow} {DIM}{details}{DIM:#} {style}{text}{style:#}\n");
    for finding in &event.findings {
        // Writing to a `String` cannot fail.
        let _ = writeln!(line, "{:>19}{NOTE}{}{NOTE:#}", "", visible(finding));
    }
    line
}

/// The event in words; the name of the primitive is the whole one.
fn meaning(event: &Event) -> String {
    let is_ladder = event.kind != EventKind::Message || event.mode.is_none();
    let who = if is_ladder { String::new() } else { format!("{}: ", event.sender()) };
    format!("{who}{}", event.summary())
}

fn cell(text: Option<&str>) -> String {
    text.map_or_else(|| "-".into(), |text| visible(&shortened(text, WIDTH)).into_owned())
}

pub(super) fn seconds(time: Duration) -> String {
    format!("{}.{:06}", time.as_secs(), time.subsec_micros())
}

/// The sessions, as a table.
pub(super) fn head(
    sessions: &[&SessionSummary],
    rest: &Rest,
    name: Option<&str>,
    screen: Option<usize>,
) -> String {
    let mut text = String::new();
    if let Some(name) = name {
        let _ = writeln!(text, "# {}", visible(name));
    }
    let start = rest.sessions.iter().map(|session| session.first).min().unwrap_or_default();
    let plural = if sessions.len() == 1 { "" } else { "s" };
    let _ = writeln!(text, "# {} session{plural}", sessions.len());
    let mut rows = vec![
        [
            "session",
            "user",
            "client",
            "version",
            "syntax",
            "bearers",
            "state",
            "seconds",
            "messages",
            "polls",
            "wake-ups",
            "errors",
            "unanswered",
            "repeated",
        ]
        .map(str::to_owned),
    ];
    for session in sessions {
        let bearers: Vec<&str> = session.bearers.iter().map(|bearer| bearer.as_str()).collect();
        let span = format!(
            "{:.3}-{:.3}",
            session.first.saturating_sub(start).as_secs_f64(),
            session.last.saturating_sub(start).as_secs_f64()
        );
        rows.push([
            if session.id.is_empty() { "-".into() } else { cell(Some(&session.id)) },
            cell(session.user.as_deref()),
            cell(session.client.as_deref()),
            session.versions.join(" "),
            session.syntaxes.join(" "),
            bearers.join(" "),
            session.state.to_string(),
            span,
            session.messages.to_string(),
            session.polls.to_string(),
            session.wakeups.to_string(),
            session.errors.to_string(),
            session.unanswered.to_string(),
            session.repeated.to_string(),
        ]);
    }
    if !sessions.is_empty() {
        table(&rows, screen, &mut text);
    }
    text.push('\n');
    text
}

fn table<const N: usize>(rows: &[[String; N]], screen: Option<usize>, out: &mut String) {
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(widest);
    let mut is_shown = [true; N];
    let mut dispensable = DISPENSABLE.iter();
    while let Some(screen) = screen
        && widths.iter().zip(is_shown).filter(|(_, shown)| *shown).map(|(width, _)| width + 2).sum::<usize>()
            > screen + 2
        && let Some(name) = dispensable.next()
    {
        let column = rows.first().and_then(|names| names.iter().position(|column| column == name));
        if let Some(column) = column {
            is_shown[column] = false;
        }
    }
    for row in rows {
        let mut line = String::new();
        for ((text, wide), _) in row.iter().zip(widths).zip(is_shown).filter(|(_, shown)| *shown) {
            let behind = wide.saturating_sub(width(text)) + 2;
            let _ = write!(line, "{text}{:behind$}", "");
        }
        let line = line.trim_end();
        out.push_str(&screen.map_or(line.into(), |screen| fitted(line, screen)));
        out.push('\n');
    }
}

/// The content that was passed over.
pub(super) fn foot(rest: &Rest) -> String {
    let mut lines: Vec<String> = rest.tally.lines().collect();
    if rest.forgotten > 0 {
        lines.push(format!("{} sessions forgotten to bound the memory", rest.forgotten));
    }
    lines.iter().flat_map(|line| ["# ", line, "\n"]).collect()
}

/// An object of JSON Lines: `schemas/timeline.json`.
#[derive(Serialize)]
struct Named<'a, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(flatten)]
    object: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<String>,
}

pub(super) fn json(event: &Event, file: Option<&str>) -> String {
    line(&Named { file, kind: None, object: event, meaning: Some(event.meaning()) })
}

pub(super) fn json_sessions(sessions: &[&SessionSummary], file: Option<&str>) -> String {
    let of = |session: &&SessionSummary| {
        line(&Named { file, kind: Some("session"), object: *session, meaning: None })
    };
    sessions.iter().map(of).collect()
}

pub(super) fn json_tally(rest: &Rest, file: Option<&str>) -> String {
    #[derive(Serialize)]
    struct Counts<'a> {
        forgotten_sessions: u64,
        #[serde(flatten)]
        tally: &'a Tally,
    }
    let object = Counts { forgotten_sessions: rest.forgotten, tally: &rest.tally };
    line(&Named { file, kind: Some("capture"), object: &object, meaning: None })
}
