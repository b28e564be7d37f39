//! The conversation in a capture.

use crate::fault::Fault;
use crate::object::from_json;
use crate::options::unknown;
use imps_inspect::capture::{self, CaptureError, Tally};
use imps_inspect::timeline::{
    Aliases, Event, Filter, Name, PathFilter, SessionState, SessionSummary, TimelineOptions, TimelineReader,
};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};
use serde::Serialize;
use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

/// The selection, as Python states it: `session`, `user`, `primitive`, `status`, `errors`, `state`,
/// `where`.
#[derive(FromPyObject)]
pub(crate) struct RawFilter(Vec<String>, Vec<String>, Vec<String>, Vec<u16>, bool, Vec<String>, Vec<String>);

impl RawFilter {
    fn parsed(self) -> Result<Filter, Fault> {
        let Self(sessions, users, primitives, statuses, errors, states, paths) = self;
        let mut filter = Filter::default();
        (filter.sessions, filter.users, filter.primitives) = (sessions, users, primitives);
        (filter.statuses, filter.errors) = (statuses, errors);
        for name in &states {
            let found = SessionState::ALL.into_iter().find(|state| state.as_str() == name);
            let found = found.ok_or_else(|| unknown("state", name, "open, closed, expired or refused"))?;
            filter.states.push(found);
        }
        for path in &paths {
            let expected = "names with slashes, such as Recipient/User/UserID=wv:mary";
            let path: Result<PathFilter, _> = path.parse();
            filter.paths.push(path.map_err(|_| unknown("where", &paths.join(", "), expected))?);
        }
        Ok(filter)
    }
}

/// A timeline before it becomes objects.
struct Timeline {
    sessions: Vec<SessionSummary>,
    events: Vec<Event>,
    forgotten_sessions: u64,
    tally: Tally,
    fault: Option<CaptureError>,
}

/// An event with its meaning in words.
#[derive(Serialize)]
struct Explained<'e> {
    #[serde(flatten)]
    event: &'e Event,
    is_error: bool,
    meaning: String,
}

#[derive(Serialize)]
struct Object<'t> {
    sessions: &'t [SessionSummary],
    events: Vec<Explained<'t>>,
    forgotten_sessions: u64,
    #[serde(flatten)]
    tally: &'t Tally,
    fault: Option<String>,
}

/// Returns sessions, events and counts of a capture: of these bytes, else of the file.
#[pyfunction]
pub(crate) fn timeline<'py>(
    py: Python<'py>,
    capture: Option<&[u8]>,
    path: PathBuf,
    filter: RawFilter,
    bodies: bool,
    validate: bool,
    redact: bool,
) -> Result<Bound<'py, PyAny>, Fault> {
    let mut filter = filter.parsed()?;
    let needs_bodies = bodies || !filter.paths.is_empty();
    let options = TimelineOptions::default().with_bodies(needs_bodies).with_validate(validate);
    let (timeline, json) = py.detach(|| {
        let mut timeline = match capture {
            Some(bytes) => read(bytes, options, &mut filter, bodies),
            None => {
                let file = File::open(path).map_err(|error| Fault::Python(error.into()))?;
                read(file, options, &mut filter, bodies)
            }
        }?;
        if redact {
            alias(&mut timeline);
        }
        let json = timeline.json();
        Ok::<_, Fault>((timeline, json))
    })?;
    let object = from_json(py, &json)?;
    if bodies {
        add_bodies(py, &object, &timeline.events)?;
    }
    Ok(object)
}

fn read(
    capture: impl Read + Send,
    options: TimelineOptions,
    filter: &mut Filter,
    bodies: bool,
) -> Result<Timeline, Fault> {
    let mut reader = TimelineReader::new(options);
    let mut events = Vec::new();
    // The states of sessions are known at the end.
    let is_late = !filter.states.is_empty();
    let mut keep = |mut event: Event| {
        if is_late || filter.matches(&event) {
            if !bodies && !is_late {
                event.body = Vec::new();
            }
            events.push(event);
        }
    };
    let (tally, read) = capture::read(capture, &options.capture, &mut |it| reader.carried(it, &mut keep));
    reader.finish(&mut keep);
    let forgotten_sessions = reader.forgotten_sessions();
    let mut sessions = reader.into_sessions();
    let fault = match read {
        Err(error @ (CaptureError::NotACapture | CaptureError::Har(_) | CaptureError::Read(_))) => {
            return Err(Fault::Capture(error));
        }
        read => read.err(),
    };
    if is_late {
        filter.choose(&sessions);
        events.retain(|event| filter.matches(event));
    }
    if !filter.is_empty() {
        let seen: HashSet<Name> = events.iter().filter_map(|event| event.session.clone()).collect();
        let refused = filter.states.contains(&SessionState::Refused);
        sessions.retain(|session| {
            seen.contains(&session.id) || refused && session.state == SessionState::Refused
        });
    }
    Ok(Timeline { sessions, events, forgotten_sessions, tally, fault })
}

/// Replaces names and addresses by aliases.
fn alias(timeline: &mut Timeline) {
    let mut aliases = Aliases::default();
    for event in &mut timeline.events {
        aliases.event(event);
    }
    for session in &mut timeline.sessions {
        aliases.session(session);
    }
}

impl Timeline {
    fn json(&self) -> Vec<u8> {
        let explained =
            |event| Explained { event, is_error: Event::is_error(event), meaning: Event::meaning(event) };
        let object = Object {
            sessions: &self.sessions,
            events: self.events.iter().map(explained).collect(),
            forgotten_sessions: self.forgotten_sessions,
            tally: &self.tally,
            fault: self.fault.as_ref().map(ToString::to_string),
        };
        // Strings and numbers always have a form.
        serde_json::to_vec(&object).unwrap_or_default()
    }
}

/// Adds the bytes of each event, which JSON cannot have.
fn add_bodies(py: Python<'_>, timeline: &Bound<'_, PyAny>, events: &[Event]) -> PyResult<()> {
    let list = timeline.get_item("events")?.cast_into::<PyList>()?;
    for (object, event) in list.iter().zip(events) {
        object.cast_into::<PyDict>()?.set_item("body", PyBytes::new(py, &event.body))?;
    }
    Ok(())
}
