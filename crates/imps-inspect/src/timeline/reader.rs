//! From the things that a capture carries to events.

use super::line::Line;
use super::pairing::{Key, Login, Pairing};
use super::reading::{Mode, Part, Reading, Scratch, may_be_binary, read, read_binary};
use super::sessions::Sessions;
use super::stated::Stated;
use super::window::Window;
use super::{Event, EventKind, Name, Outcome, Role, SessionState, SessionSummary};
use crate::capture::{Body, CaptureLimits, Carried, Content, Problem, Start};
use oma_imps::charset::Charset;
use oma_imps::{ErrorKind, Guess, Input, PartKind, Syntax, ValidateOptions, documents};
use std::collections::VecDeque;
use std::time::Duration;

/// How to read a timeline.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TimelineOptions {
    /// Whether events have their [bodies](Event::body). Default: no.
    pub bodies: bool,
    /// Whether to validate each document. Default: no.
    pub validate: bool,
    /// Whether the validation is strict, so that warnings are errors. Default: no.
    pub strict: bool,
    /// The time that a request waits for its answer, and all later events with it, on the clock of
    /// the capture. Default: a minute.
    pub patience: Duration,
    /// Bounds on the memory for the capture.
    pub capture: CaptureLimits,
}

impl Default for TimelineOptions {
    fn default() -> Self {
        Self {
            bodies: false,
            validate: false,
            strict: false,
            patience: Duration::from_secs(60),
            capture: CaptureLimits::default(),
        }
    }
}

impl TimelineOptions {
    /// Sets [`bodies`](Self::bodies).
    #[must_use]
    pub const fn with_bodies(mut self, bodies: bool) -> Self {
        self.bodies = bodies;
        self
    }

    /// Sets [`validate`](Self::validate).
    #[must_use]
    pub const fn with_validate(mut self, validate: bool) -> Self {
        self.validate = validate;
        self
    }

    /// Sets [`strict`](Self::strict).
    #[must_use]
    pub const fn with_strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Sets [`patience`](Self::patience).
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sets [`capture`](Self::capture).
    #[must_use]
    pub const fn with_capture(mut self, limits: CaptureLimits) -> Self {
        self.capture = limits;
        self
    }
}

/// Makes events of what a capture carries.
///
/// A request is passed on with its answer: at most 1024 events and 4 MiB of bodies wait for one, at
/// most for the [patience](TimelineOptions::patience) of the options. At most 16,384 sessions are
/// kept; beyond them the closed ones are forgotten, the oldest first, and
/// [counted](Self::forgotten_sessions).
#[derive(Debug, Default)]
pub struct TimelineReader {
    pub(super) options: TimelineOptions,
    pub(super) sessions: Sessions,
    pub(super) pairing: Pairing,
    pub(super) window: Window,
    pub(super) number: u64,
    pub(super) start: Option<Duration>,
    /// The time of the last event.
    last: Duration,
    /// The sessions of the last requests, by their exchanges.
    pub(super) exchanges: VecDeque<(u64, Name)>,
    scratch: Scratch,
    stated: Stated,
}

/// The most exchanges that are remembered. A response follows soon.
const MAX_EXCHANGES: usize = 256;

impl TimelineReader {
    /// Makes a reader.
    pub fn new(options: TimelineOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// Takes something that a capture carries. Passes on the events that are complete.
    pub fn carried(&mut self, carried: Carried<'_>, out: &mut dyn FnMut(Event)) {
        let Carried { packet, time, source, target, direction, bearer, exchange, content } = carried;
        let start = *self.start.get_or_insert(time);
        self.last = self.last.max(time);
        // It passes through many functions, and is large.
        let mut event = Box::new(Event {
            number: 0,
            kind: EventKind::Empty,
            time,
            at: time.saturating_sub(start),
            packet,
            source,
            target,
            direction,
            bearer,
            head: Name::default(),
            content_type: None,
            length: 0,
            syntax: None,
            protocol: None,
            version: None,
            session: None,
            user: None,
            speaker: None,
            peer: None,
            transaction: None,
            mode: None,
            primitive: None,
            argument: None,
            content_bytes: None,
            status: None,
            poll: false,
            outcome: Outcome::NotAsked,
            answers: None,
            repeats: None,
            problems: Vec::new(),
            findings: Vec::new(),
            body: Vec::new(),
            part: 0,
            exchange,
            is_response: false,
            is_refused: false,
            lifetime: None,
        });
        match content {
            Content::Body(body) => self.body(event, &body, out),
            Content::Line(line) => self.line(event, &line, out),
            Content::Problem(problem) => {
                event.kind = EventKind::Problem;
                event.problems.push(problem.to_string());
                event.session = self.sessions.of_channel(&event).cloned();
                self.push(event, false, out);
            }
        }
    }

    /// Passes on the events that have waited long enough at a time since 1970, if nothing is carried
    /// meanwhile: for captures that are still growing.
    pub fn pass(&mut self, now: Duration, out: &mut dyn FnMut(Event)) {
        let late = self.window.pass(now, self.options.patience, out);
        self.count_unanswered(late);
    }

    /// Passes on the events that wait.
    pub fn finish(&mut self, out: &mut dyn FnMut(Event)) {
        let late = self.window.finish(out);
        self.count_unanswered(late);
    }

    /// Returns the number of sessions that were forgotten.
    pub fn forgotten_sessions(&self) -> u64 {
        self.sessions.forgotten
    }

    /// Returns the sessions, in the order of their first messages. An open session is expired if its
    /// client was silent for longer than the agreed time to live, up to the last event.
    pub fn into_sessions(self) -> Vec<SessionSummary> {
        self.sessions.into_summaries(self.last)
    }

    /// A message of HTTP or WSP.
    fn body(&mut self, mut event: Box<Event>, body: &Body<'_>, out: &mut dyn FnMut(Event)) {
        event.head = head(&body.start);
        event.is_response = matches!(body.start, Start::Response { .. });
        event.length = body.bytes.len();
        event.problems = body.problems.iter().map(ToString::to_string).collect();
        let content_type = body.content_type.as_deref();
        let (mut charset, mut is_cir) = (Charset::UNKNOWN, false);
        if let Some(content_type) = content_type {
            let (name, stated, is_stated_cir) = self.stated.of(content_type);
            (event.content_type, charset, is_cir) = (Some(name), stated, is_stated_cir);
        }
        if is_cir || body.start == Start::Push && body.bytes.starts_with(b"WVCI ") {
            return self.line(event, &body.bytes, out);
        }
        if body.bytes.is_empty() {
            return self.empty(event, body, out);
        }
        // Nearly every body is one document of binary XML, which tells its end.
        if may_be_binary(&body.bytes)
            && let Ok((reading, end)) = read_binary(&body.bytes, charset, &mut self.scratch)
            && end == body.bytes.len()
        {
            return self.readable(event, &body.bytes, (Some(Syntax::Wbxml), charset), reading, out);
        }
        let stated = content_type.and_then(Syntax::from_media_type);
        for part in documents(&body.bytes, None).with_charset(charset) {
            if part.kind != PartKind::Padding {
                let is_cut = body.problems.iter().any(Problem::is_cut);
                self.document(event.clone(), part.bytes, stated, charset, is_cut, out);
                // Only the first document of a body answers for the head.
                event.problems.clear();
            }
        }
    }

    fn empty(&mut self, mut event: Box<Event>, body: &Body<'_>, out: &mut dyn FnMut(Event)) {
        let exchange = event.exchange.map(Key::Exchange);
        match (&body.start, exchange) {
            (Start::Request { .. }, Some(key)) => {
                event.mode = Some(Mode::Request);
                self.ask(event, key, None, out);
            }
            (Start::Response { status }, Some(key)) => {
                event.mode = Some(Mode::Response);
                // Status 200 of HTTP says nothing about a transaction.
                event.status = (*status >= 400).then_some(*status);
                self.answer(event, Some(&key), None, out);
            }
            _ => self.push(event, false, out),
        }
    }

    fn document(
        &mut self,
        mut event: Box<Event>,
        document: &[u8],
        stated: Option<Syntax>,
        charset: Charset,
        is_cut: bool,
        out: &mut dyn FnMut(Event),
    ) {
        event.length = document.len();
        let syntax = Syntax::detect(document);
        let reading = match read(document, syntax, charset, &mut self.scratch) {
            Ok(reading) => reading,
            Err(error) => {
                // Other XML and JSON is common on the web.
                let is_other =
                    matches!(error.kind(), ErrorKind::OtherLanguage(_) | ErrorKind::UnexpectedRoot { .. });
                let is_stated = event.content_type.as_deref().is_some_and(|it| it.contains("vnd.wv."));
                if is_stated || !is_other {
                    event.kind = EventKind::Unreadable;
                    event.syntax = syntax.or(stated).map(Syntax::as_str);
                    if !is_cut || event.problems.is_empty() {
                        event.problems.push(reason(&error));
                    }
                } else {
                    event.kind = EventKind::Unknown;
                    if event.content_type.is_none() {
                        event.content_type = Some(Guess::of(document).to_string().into());
                    }
                }
                self.keep(&mut event, document);
                self.on_exchange(event, out);
                return;
            }
        };
        self.readable(event, document, (syntax, charset), reading, out);
    }

    fn readable(
        &mut self,
        mut event: Box<Event>,
        document: &[u8],
        (syntax, charset): (Option<Syntax>, Charset),
        reading: Reading,
        out: &mut dyn FnMut(Event),
    ) {
        self.keep(&mut event, document);
        if self.options.validate {
            event.findings = findings(document, syntax, charset, self.options.strict);
        }
        self.message(event, reading, out);
    }

    fn keep(&self, event: &mut Event, document: &[u8]) {
        if self.options.bodies {
            event.body = document.to_vec();
        }
    }

    /// A body that is no transaction still answers for its exchange.
    fn on_exchange(&mut self, mut event: Box<Event>, out: &mut dyn FnMut(Event)) {
        let key = event.exchange.map(Key::Exchange);
        match (key, event.is_response) {
            (Some(key), false) => {
                event.mode = Some(Mode::Request);
                self.ask(event, key, None, out);
            }
            (key, _) => {
                event.mode = event.is_response.then_some(Mode::Response);
                self.answer(event, key.as_ref(), None, out);
            }
        }
    }

    fn message(&mut self, mut event: Box<Event>, reading: Reading, out: &mut dyn FnMut(Event)) {
        event.kind = EventKind::Message;
        event.syntax = Some(reading.syntax);
        event.protocol = Some(reading.protocol);
        event.version = Some(reading.version);
        event.poll = reading.poll;
        event.session = reading.session;
        event.speaker = reading.speaker;
        // The transactions go through `self`.
        let mut parts = std::mem::take(&mut self.scratch.parts);
        let count = parts.len();
        let mut rest = Some(event);
        for (index, part) in parts.iter_mut().enumerate() {
            let is_last = index.saturating_add(1) == count;
            let event = if is_last { rest.take() } else { rest.clone() };
            let Some(mut event) = event else { break };
            event.part = index;
            if index > 0 {
                event.findings.clear();
                event.problems.clear();
            }
            self.transaction(event, part, out);
        }
        self.scratch.parts = parts;
        if let Some(event) = rest {
            self.push(event, false, out);
        }
    }

    fn transaction(&mut self, mut event: Box<Event>, part: &mut Part, out: &mut dyn FnMut(Event)) {
        event.mode = part.mode;
        event.status = part.status;
        event.argument = part.argument();
        event.content_bytes = part.content_bytes;
        event.lifetime = part.lifetime;
        let is_request = event.mode == Some(Mode::Request);
        let login = (is_request && part.primitive.as_bytes().starts_with(b"Login")).then(|| Login {
            user: part.value(Role::User).cloned(),
            client: part.value(Role::Client).cloned(),
            cookie: part.cookie.take(),
        });
        event.transaction = part.id.take();
        event.primitive = Some(std::mem::take(&mut part.primitive)).filter(|it| !it.is(""));
        match self.pairing.key(&event) {
            Some(key) if is_request => self.ask(event, key, login, out),
            key => self.answer(event, key.as_ref(), part.opened.take(), out),
        }
    }

    /// A line of CIR, or the text of a push or datagram.
    fn line(&mut self, mut event: Box<Event>, line: &[u8], out: &mut dyn FnMut(Event)) {
        event.kind = EventKind::Line;
        event.length = line.len();
        self.keep(&mut event, line);
        let word = |word: &'static str| Some(Name::from_static(word));
        match Line::of(line) {
            Line::Hello(session) => {
                event.primitive = word("HELO");
                self.sessions.hello(&event, session.clone());
                event.session = Some(session);
            }
            Line::Ping => event.primitive = word("PING"),
            Line::Ok => event.primitive = word("OK"),
            Line::Wakeup { version, cookie } => {
                event.kind = EventKind::Wakeup;
                event.primitive = word("WVCI");
                event.version = Some(version);
                event.session = self.sessions.of_cookie(&cookie).cloned();
                if event.session.is_none() && self.sessions.of_channel(&event).is_none() {
                    event.problems.push("cookie of no session in this capture".into());
                }
            }
            Line::Other(reason) => event.problems.push(reason),
        }
        if event.session.is_none() {
            event.session = self.sessions.of_channel(&event).cloned();
        }
        self.push(event, false, out);
    }

    /// Numbers an event, and counts it in its session.
    pub(super) fn push(&mut self, mut event: Box<Event>, waits: bool, out: &mut dyn FnMut(Event)) {
        self.number = self.number.saturating_add(1);
        event.number = self.number;
        // Whatever comes back on the bearer answers a request without a transaction id, such as a
        // poll.
        if event.answers.is_none()
            && event.is_response
            && let Some(asked) = event.exchange.and_then(|it| self.pairing.answered(&Key::Exchange(it), None))
            && !asked.is_answered
        {
            let number = event.number;
            self.settle(&mut event, number, &asked, false);
        }
        self.share_session(&mut event);
        if let Some(id) = event.session.take() {
            let session = self.sessions.of(&id, &event);
            if event.user.is_none() {
                event.user.clone_from(&session.user);
            }
            match event.kind {
                EventKind::Wakeup => session.wakeups = session.wakeups.saturating_add(1),
                EventKind::Message | EventKind::Unreadable => session.count(&event),
                _ => {}
            }
            session.reach(&event);
            let is_disconnect = event.primitive.as_ref().is_some_and(|it| it.is("Disconnect"));
            match event.status {
                Some(600 | 604) => session.state = SessionState::Expired,
                Some(601) => session.state = SessionState::Closed,
                _ if is_disconnect => session.state = SessionState::Closed,
                _ => {}
            }
            event.session = Some(id);
        }
        let late = self.window.push(event, waits, self.options.patience, out);
        self.count_unanswered(late);
    }

    /// A response belongs to the session of its request on the bearer.
    fn share_session(&mut self, event: &mut Event) {
        let Some(exchange) = event.exchange else { return };
        if event.is_response && event.session.is_none() {
            let found = self.exchanges.iter().rev().find(|(number, _)| *number == exchange);
            event.session = found.map(|(_, session)| session.clone());
        } else if !event.is_response
            && let Some(session) = &event.session
        {
            if self.exchanges.len() >= MAX_EXCHANGES {
                self.exchanges.pop_front();
            }
            self.exchanges.push_back((exchange, session.clone()));
        }
    }

    fn count_unanswered(&mut self, late: Vec<Option<Name>>) {
        for session in late {
            if let Some(session) = session.and_then(|id| self.sessions.get(&id)) {
                session.unanswered = session.unanswered.saturating_add(1);
            }
        }
    }
}

/// The start of a head in one text.
fn head(start: &Start<'_>) -> Name {
    match start {
        Start::Request { method, target } if target.len() < 190 => Name::joined(&[method, " ", target]),
        Start::Response { status: 200 } => Name::from_static("status 200"),
        start => Name::bounded(&start.to_string()),
    }
}

fn reason(error: &oma_imps::Error) -> String {
    match error.offset() {
        Some(offset) => format!("byte {offset}: {}", error.kind()),
        None => error.kind().to_string(),
    }
}

fn findings(document: &[u8], syntax: Option<Syntax>, charset: Charset, strict: bool) -> Vec<String> {
    let input = match syntax {
        Some(syntax) => Input::in_charset(document, syntax, charset),
        None => Input::new(document),
    };
    let options = ValidateOptions::default().with_strict(strict);
    input
        .map(|input| input.validate_with(&options).iter().map(ToString::to_string).collect())
        .unwrap_or_default()
}
