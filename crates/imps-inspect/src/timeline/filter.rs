//! Filters of events.

use super::{Event, EventKind, Name, SessionState, SessionSummary};
use crate::hashing::Seeds;
use oma_imps::imps_core::Vocabulary;
use oma_imps::{Document, Input, Node};
use std::collections::HashSet;
use std::str::FromStr;

/// Selects events. All conditions must hold; a list holds if one of its values does.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Filter {
    /// Sessions, by their ids.
    pub sessions: Vec<String>,
    /// Users, by their addresses, or by the names in them: the user of the session, or the main
    /// argument.
    pub users: Vec<String>,
    /// Primitives by their names, with or without `-Request` and `-Response`, in any letter case.
    pub primitives: Vec<String>,
    /// Status codes.
    pub statuses: Vec<u16>,
    /// Only [errors](Event::is_error).
    pub errors: bool,
    /// States of sessions at the end of the capture. Call [`choose`](Self::choose) before
    /// [`matches`](Self::matches).
    pub states: Vec<SessionState>,
    /// Fields of the documents. Events need their [bodies](super::TimelineOptions::bodies) for this.
    pub paths: Vec<PathFilter>,
    /// The sessions in one of the states.
    chosen: HashSet<Name, Seeds>,
}

/// A condition on a field: `SendMessage-Request/MessageInfo/Recipient/User/UserID=wv:mary`.
///
/// The elements of the path follow each other anywhere in the document. Without `=`, the field only
/// has to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathFilter {
    path: Vec<String>,
    value: Option<String>,
}

/// The reason why a text is no [`PathFilter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a path: expected names with slashes, such as Recipient/User/UserID=wv:mary")]
pub struct InvalidPath;

impl FromStr for PathFilter {
    type Err = InvalidPath;

    fn from_str(text: &str) -> Result<Self, InvalidPath> {
        let (path, value) = match text.split_once('=') {
            Some((path, value)) => (path, Some(value.to_owned())),
            None => (text, None),
        };
        let path: Vec<_> = path.split('/').map(str::to_owned).collect();
        let is_name = |name: &String| !name.is_empty() && !name.contains(char::is_whitespace);
        if path.iter().all(is_name) { Ok(Self { path, value }) } else { Err(InvalidPath) }
    }
}

impl PathFilter {
    /// Returns whether a document has the field.
    pub fn matches(&self, document: &[u8]) -> bool {
        let Ok(input) = Input::new(document) else { return false };
        let vocabulary = input.protocol().vocabulary();
        let Ok(document) = input.read::<Document>() else { return false };
        // The depth of a document is bounded by the limits of its reader.
        self.anywhere(&document.root, vocabulary)
    }

    fn anywhere(&self, node: &Node<'_>, vocabulary: &'static Vocabulary) -> bool {
        self.along(&self.path, node, vocabulary)
            || node.children().any(|child| self.anywhere(child, vocabulary))
    }

    fn along(&self, path: &[String], node: &Node<'_>, vocabulary: &'static Vocabulary) -> bool {
        let Some((first, rest)) = path.split_first() else { return false };
        if node.name.as_str(vocabulary) != first {
            return false;
        }
        if rest.is_empty() {
            return self.value.as_ref().is_none_or(|value| node.text().is_some_and(|text| text == *value));
        }
        // The last name may be an attribute.
        if let [name] = rest
            && let Some(text) = node.attribute(name)
        {
            return self.value.as_ref().is_none_or(|value| text.as_str() == value);
        }
        node.children().any(|child| self.along(rest, child, vocabulary))
    }
}

impl Filter {
    /// Chooses the sessions in one of the [`states`](Self::states), which are known at the end of a
    /// capture: read it once for its sessions, and again for the events.
    pub fn choose(&mut self, sessions: &[SessionSummary]) {
        let chosen = sessions.iter().filter(|session| self.states.contains(&session.state));
        self.chosen = chosen.map(|session| session.id.clone()).collect();
    }

    /// Returns whether every event matches.
    pub fn is_empty(&self) -> bool {
        self.sessions.is_empty()
            && self.users.is_empty()
            && self.primitives.is_empty()
            && self.statuses.is_empty()
            && !self.errors
            && self.states.is_empty()
            && self.paths.is_empty()
    }

    /// Returns whether an event matches.
    pub fn matches(&self, event: &Event) -> bool {
        (self.sessions.is_empty() || has_session(event, &self.sessions))
            && (self.users.is_empty() || self.users.iter().any(|user| has_user(event, user)))
            && (self.primitives.is_empty() || self.primitives.iter().any(|name| has_primitive(event, name)))
            && (self.statuses.is_empty() || event.status.is_some_and(|it| self.statuses.contains(&it)))
            && (!self.errors || event.is_error())
            && (self.states.is_empty() || self.has_state(event))
            && self.paths.iter().all(|path| event.kind == EventKind::Message && path.matches(&event.body))
    }
}

impl Filter {
    fn has_state(&self, event: &Event) -> bool {
        match &event.session {
            Some(session) => self.chosen.contains(session),
            // A refused login has no session.
            None => event.is_refused && self.states.contains(&SessionState::Refused),
        }
    }
}

fn has_session(event: &Event, sessions: &[String]) -> bool {
    event.session.as_ref().is_some_and(|found| sessions.iter().any(|session| found.is(session)))
}

fn has_user(event: &Event, user: &str) -> bool {
    let argument = event.argument.as_ref().map(|argument| &argument.value);
    event.user.iter().chain(argument).any(|found| {
        let name = found.strip_prefix("wv:").unwrap_or(found);
        let (local, _) = name.split_once('@').unwrap_or((name, ""));
        [found.as_str(), name, local].iter().any(|form| form.eq_ignore_ascii_case(user))
    })
}

fn has_primitive(event: &Event, name: &str) -> bool {
    let without = |name: &str| {
        let name = name.to_ascii_lowercase();
        let stem = name.strip_suffix("-request").or_else(|| name.strip_suffix("-response"));
        stem.map_or_else(|| name.clone(), str::to_owned)
    };
    event
        .primitive
        .as_deref()
        .is_some_and(|found| found.eq_ignore_ascii_case(name) || without(found) == name.to_ascii_lowercase())
}
