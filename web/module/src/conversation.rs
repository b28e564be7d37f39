//! The conversation of a capture.

use crate::fault::Fault;
use crate::inputs::Document;
use crate::question::Question;
use crate::text::brief;
use imps_inspect::capture::{CaptureError, Direction};
use imps_inspect::timeline::{Event, Filter, SessionSummary, Timeline, TimelineOptions};
use oma_imps::csp::MediaType;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most events of an answer.
const MAX_EVENTS: usize = 500;

/// The most sessions, and the most primitives, of an answer.
const MAX_CHOICES: usize = 200;

/// The conversation of a capture.
#[derive(Debug, Serialize)]
pub(crate) struct Conversation {
    sessions: Vec<Session>,
    sessions_left_out: usize,
    /// The primitives, each with the number of its events.
    primitives: Vec<(String, u64)>,
    events: Vec<Shown>,
    /// The number of selected events before the first one shown.
    first: usize,
    /// The number of selected events.
    selected: usize,
    /// The number of all events.
    total: usize,
    /// The things that were passed over, a line each.
    notes: Vec<String>,
    /// The reason why the capture was not read to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
    summary: String,
}

/// A session.
#[derive(Debug, Serialize)]
struct Session {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<String>,
    versions: String,
    state: &'static str,
    messages: u64,
    errors: u64,
    unanswered: u64,
}

impl Session {
    fn of(session: &SessionSummary) -> Self {
        Self {
            id: session.id.to_string(),
            user: session.user.as_deref().map(brief),
            client: session.client.as_deref().map(brief),
            versions: session.versions.join(", "),
            state: session.state.as_str(),
            messages: session.messages,
            errors: session.errors,
            unanswered: session.unanswered,
        }
    }
}

/// An event.
#[derive(Debug, Serialize)]
struct Shown {
    number: u64,
    kind: imps_inspect::timeline::EventKind,
    /// The microseconds since the first event. Numbers with a point would bring tables of 10 kB.
    at: u64,
    to_server: bool,
    from: String,
    to: String,
    bearer: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    syntax: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction: Option<String>,
    text: String,
    is_error: bool,
    /// The bytes of the document or the body.
    length: usize,
}

impl Shown {
    fn of(event: &Event) -> Self {
        Self {
            number: event.number,
            kind: event.kind,
            at: u64::try_from(event.at.as_micros()).unwrap_or(u64::MAX),
            to_server: event.direction == Direction::ToServer,
            from: brief(event.sender()),
            to: brief(event.receiver()),
            bearer: event.bearer.as_str(),
            syntax: event.syntax,
            version: event.version,
            session: event.session.as_deref().map(brief),
            transaction: event.transaction.as_deref().map(brief),
            text: brief(&event.summary()),
            is_error: event.is_error(),
            length: event.length,
        }
    }
}

/// Reads the conversation. `None` if the input is no capture after all.
pub(crate) fn conversation(capture: &[u8], ask: &Question) -> Option<Conversation> {
    let timeline = Timeline::read(capture, &TimelineOptions::default());
    if matches!(timeline.fault, Some(CaptureError::NotACapture | CaptureError::Har(_))) {
        return None;
    }
    let mut filter = Filter::default();
    filter.sessions.clone_from(&ask.sessions);
    filter.primitives.clone_from(&ask.primitives);
    filter.errors = ask.errors;
    let mut primitives: BTreeMap<&str, u64> = BTreeMap::new();
    for event in &timeline.events {
        if let Some(name) = event.primitive.as_deref() {
            let stem = name.strip_suffix("-Request").or_else(|| name.strip_suffix("-Response"));
            let count = primitives.entry(stem.unwrap_or(name)).or_default();
            *count = count.saturating_add(1);
        }
    }
    let selected: Vec<&Event> = timeline.events.iter().filter(|event| filter.matches(event)).collect();
    let events = selected.iter().skip(ask.first).take(MAX_EVENTS).map(|event| Shown::of(event));
    let events = events.collect();
    let fault = timeline.fault.as_ref().map(ToString::to_string);
    let mut notes: Vec<String> = timeline.tally.lines().collect();
    if timeline.forgotten_sessions > 0 {
        notes.push(format!("{} sessions forgotten to bound the memory", timeline.forgotten_sessions));
    }
    Some(Conversation {
        primitives: primitives
            .into_iter()
            .take(MAX_CHOICES)
            .map(|(name, count)| (brief(name), count))
            .collect(),
        events,
        first: ask.first,
        selected: selected.len(),
        total: timeline.events.len(),
        notes,
        fault,
        summary: timeline.tally.to_string(),
        sessions_left_out: timeline.sessions.len().saturating_sub(MAX_CHOICES),
        sessions: timeline.sessions.iter().take(MAX_CHOICES).map(Session::of).collect(),
    })
}

/// Finds the document of an event.
pub(crate) fn message(capture: &[u8], number: u64) -> Result<Document, Fault> {
    let timeline = Timeline::read(capture, &TimelineOptions::default().with_bodies(true));
    let event = timeline.events.into_iter().find(|event| event.number == number);
    let event = event.ok_or_else(|| Fault::new(format!("there is no message {number}")))?;
    let mut document = Document::of(&event.body, format!("message {number}"));
    document.media_type = event.content_type.as_deref().map(ToOwned::to_owned);
    let charset = event.content_type.as_deref().map(MediaType::from);
    document.charset = charset.and_then(|it| it.parameter("charset").map(Cow::into_owned));
    Ok(document)
}
