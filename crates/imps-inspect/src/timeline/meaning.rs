//! Events in words.

use super::{Answer, Argument, Event, EventKind, Mode, Outcome, Role};
use crate::capture::{Direction, Endpoint};
use std::fmt::Write as _;
use std::time::Duration;

impl Event {
    /// Returns the event in words: `john -> server SendMessage to mary, 34 bytes; 200 after
    /// 120 ms`.
    pub fn meaning(&self) -> String {
        format!("{} -> {} {}", self.sender(), self.receiver(), self.summary())
    }

    /// Returns the event in words, without its ends: `SendMessage to mary, 34 bytes; 200 after
    /// 120 ms`.
    pub fn summary(&self) -> String {
        let mut text = String::new();
        match self.kind {
            EventKind::Message => self.message(&mut text),
            EventKind::Empty => self.empty(&mut text),
            EventKind::Wakeup => text.push_str("wake-up: poll now"),
            EventKind::Line => text.push_str(match self.primitive.as_deref() {
                Some("HELO") => "names its session for wake-ups",
                Some("PING") => "tests the channel",
                Some("OK") => "the channel works",
                _ => "line of an unknown kind",
            }),
            EventKind::Unreadable => {
                add(&mut text, format_args!("unreadable document, {} bytes", self.length));
            }
            EventKind::Unknown => {
                let content_type = self.content_type.as_deref().unwrap_or("unknown content");
                add(&mut text, format_args!("{content_type}, {} bytes", self.length));
            }
            EventKind::Problem => text.push_str("problem"),
        }
        self.answered(&mut text);
        for problem in &self.problems {
            add(&mut text, format_args!("; {problem}"));
        }
        text
    }

    /// Returns the user of the session, or `client`, or the server; between servers, its domain.
    pub fn sender(&self) -> &str {
        match &self.speaker {
            Some(domain) => domain,
            None => self.party(self.direction == Direction::ToServer),
        }
    }

    /// Returns the user of the session, or `client`, or the server; between servers, its domain.
    pub fn receiver(&self) -> &str {
        match &self.peer {
            Some(domain) => domain,
            None => self.party(self.direction == Direction::ToClient),
        }
    }

    fn party(&self, is_client: bool) -> &str {
        match (is_client, &self.user, self.protocol) {
            (true, Some(user), _) => short(user),
            (true, None, Some("ssp")) => "server 1",
            (false, _, Some("ssp")) => "server 2",
            (true, None, _) => "client",
            (false, _, _) => "server",
        }
    }

    fn message(&self, text: &mut String) {
        let primitive = self.primitive.as_deref().unwrap_or("no transaction");
        // The mode says it already, except that a server sends requests too.
        let is_request = self.mode == Some(Mode::Request);
        text.push_str(if is_request { primitive.trim_end_matches("-Request") } else { primitive });
        // Everybody logs in as herself, with her own client.
        let is_own = |argument: &&Argument| {
            argument.role == Role::Client
                || argument.role == Role::User && self.user.as_ref() == Some(&argument.value)
        };
        if let Some(argument) = self.argument.as_ref().filter(|argument| !is_own(argument)) {
            let word = match argument.role {
                Role::To => " to ",
                Role::From => " from ",
                Role::Message => " of message ",
                Role::Group => " of group ",
                Role::List => " of list ",
                Role::User | Role::Client => " of ",
            };
            text.push_str(word);
            text.push_str(short(&argument.value));
            if argument.others > 0 {
                add(text, format_args!(" and {} more", argument.others));
            }
        }
        if let Some(bytes) = self.content_bytes {
            add(text, format_args!(", {bytes} bytes"));
        }
        if self.poll {
            text.push_str(", more waits");
        }
        if let Some(status) = self.status {
            add(text, format_args!(", status {status}"));
        }
    }

    fn empty(&self, text: &mut String) {
        if self.head.starts_with("status ") {
            add(text, format_args!("nothing, {}", self.head));
        } else {
            text.push_str(&self.head);
        }
    }

    fn answered(&self, text: &mut String) {
        if let Some(first) = self.repeats {
            add(text, format_args!("; repeats #{first}"));
        }
        match self.outcome {
            Outcome::Answered(Answer { after, status: Some(status), .. }) => {
                add(text, format_args!("; {status} after {}", span(after)));
            }
            Outcome::Answered(Answer { after, .. }) => {
                add(text, format_args!("; answer after {}", span(after)));
            }
            Outcome::Unanswered => text.push_str("; no answer"),
            Outcome::NotAsked => {}
        }
        if let Some(answers) = &self.answers {
            let again = if answers.again { " again" } else { "" };
            add(text, format_args!("; answers #{}{again} after {}", answers.number, span(answers.after)));
        }
    }
}

/// A string takes any text.
fn add(text: &mut String, more: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(more);
}

/// The name in an address: `john` of `wv:john@smith.com`.
fn short(address: &str) -> &str {
    let name = address.strip_prefix("wv:").or_else(|| address.strip_prefix("WV:")).unwrap_or(address);
    let (local, _) = name.split_once('@').unwrap_or((name, ""));
    if local.is_empty() { name } else { local }
}

/// A time span: `120 ms`, `2.5 s`.
fn span(time: Duration) -> String {
    match time.as_millis() {
        0 => format!("{} us", time.as_micros()),
        millis @ ..10_000 => format!("{millis} ms"),
        millis => {
            let tenths = millis.saturating_add(50) / 100;
            format!("{}.{} s", tenths / 10, tenths % 10)
        }
    }
}

impl Endpoint {
    /// Returns the address without the port, or the name.
    pub fn host(&self) -> String {
        match self {
            Self::Address(address) => address.ip().to_string(),
            Self::Name(name) => name.clone(),
        }
    }
}
