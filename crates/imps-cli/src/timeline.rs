//! Timelines of captures in their forms.

mod bodies;
mod ladder;
mod lines;
mod mermaid;
mod message;
mod packets;
mod spool;
mod svg;

pub(crate) use bodies::bodies;
pub(crate) use message::show;
pub(crate) use packets::pcap;
pub(crate) use spool::Spool;

use crate::files::Problem;
use anstream::adapter::strip_str;
use imps_inspect::capture::Tally;
use imps_inspect::timeline::{Event, Filter, SessionState, SessionSummary};

/// The most events of a drawing. Nobody looks at more.
const MAX_DRAWN: usize = 10_000;

/// The form of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Json,
    Ladder,
    Svg,
    Mermaid,
}

/// The facts at the end of a capture.
#[derive(Debug)]
pub(crate) struct Rest {
    pub(crate) sessions: Vec<SessionSummary>,
    pub(crate) forgotten: u64,
    pub(crate) tally: Tally,
}

/// A timeline that is drawn while the capture is read. Sessions come first, so lines wait.
pub(crate) struct Drawing {
    form: Form,
    /// The name of the file, if there are several.
    name: Option<String>,
    lines: Spool,
    events: Vec<Event>,
    omitted: usize,
    is_coloured: bool,
    /// The width of the terminal, if there is one.
    screen: Option<usize>,
    /// The sessions with events, if only these are shown.
    sessions: Option<lines::Seen>,
    /// Whether refused logins, which have no session, are shown.
    shows_refused: bool,
}

impl Drawing {
    /// With a filter, only sessions with events are shown. `is_coloured`: lines of text have styles.
    /// `screen`: the width of the terminal.
    pub(crate) fn new(
        form: Form,
        name: Option<String>,
        filter: &Filter,
        is_coloured: bool,
        screen: Option<usize>,
    ) -> Self {
        let (lines, events) = (Spool::default(), Vec::new());
        let sessions = (!filter.is_empty()).then(lines::Seen::default);
        let shows_refused = filter.states.contains(&SessionState::Refused);
        Self { form, name, lines, events, omitted: 0, is_coloured, screen, sessions, shows_refused }
    }

    /// Draws an event, or keeps it.
    pub(crate) fn event(&mut self, event: Event) -> Result<(), Problem> {
        if let Some(sessions) = &mut self.sessions {
            sessions.add(&event);
        }
        match self.form {
            Form::Text if self.is_coloured => self.lines.add(lines::text(&event, self.screen).as_bytes()),
            Form::Text => self.lines.add(strip_str(&lines::text(&event, self.screen)).to_string().as_bytes()),
            Form::Json => self.lines.add(lines::json(&event, self.name.as_deref()).as_bytes()),
            _ if self.events.len() < MAX_DRAWN => {
                self.events.push(event);
                Ok(())
            }
            _ => {
                self.omitted += 1;
                Ok(())
            }
        }
    }

    /// Writes everything.
    pub(crate) fn finish(self, rest: &Rest, out: &mut Spool) -> Result<(), Problem> {
        let is_shown = |session: &&SessionSummary| {
            self.shows_refused && session.state == SessionState::Refused
                || self.sessions.as_ref().is_none_or(|seen| seen.has(session))
        };
        let sessions: Vec<_> = rest.sessions.iter().filter(is_shown).collect();
        let name = self.name.as_deref();
        match self.form {
            Form::Text => {
                out.add(lines::head(&sessions, rest, name, self.screen).as_bytes())?;
                out.add_spool(self.lines)?;
                out.add(lines::foot(rest).as_bytes())
            }
            Form::Json => {
                out.add(lines::json_sessions(&sessions, name).as_bytes())?;
                out.add_spool(self.lines)?;
                out.add(lines::json_tally(rest, name).as_bytes())
            }
            Form::Ladder => out.add(ladder::text(&self.events, self.omitted).as_bytes()),
            Form::Svg => out.add(svg::picture(&self.events, self.omitted).as_bytes()),
            Form::Mermaid => out.add(mermaid::diagram(&self.events, self.omitted).as_bytes()),
        }
    }
}
