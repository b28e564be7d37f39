//! Answers meet their requests, and logins open sessions.

use super::pairing::{Asked, Key, Login};
use super::{Answer, Answers, Event, EventKind, Name, Outcome, SessionState, TimelineReader};

impl TimelineReader {
    /// A request waits for its answer.
    pub(super) fn ask(
        &mut self,
        mut event: Box<Event>,
        key: Key,
        login: Option<Login>,
        out: &mut dyn FnMut(Event),
    ) {
        let user = login.as_ref().and_then(|login| login.user.clone());
        let is_logout = event.primitive.as_ref().is_some_and(|it| it.as_bytes().starts_with(b"Logout"));
        let asked = Asked {
            number: self.number.saturating_add(1),
            time: event.time,
            is_answered: false,
            exchanges: [event.exchange, None],
            primitive: event.primitive.clone(),
            login: login.map(Box::new),
            is_logout,
            lifetime: event.lifetime,
        };
        // An empty request of HTTP may be of any other program.
        let waits = event.kind == EventKind::Message;
        // The response on the bearer answers a poll, whatever it carries.
        event.repeats = self.pairing.ask(key, asked);
        if user.is_some() {
            event.user = user;
        }
        let waits = waits && event.repeats.is_none();
        self.push(event, waits, out);
    }

    /// Anything else may be an answer. `opened` is the session that a login opens.
    pub(super) fn answer(
        &mut self,
        mut event: Box<Event>,
        key: Option<&Key>,
        opened: Option<Name>,
        out: &mut dyn FnMut(Event),
    ) {
        let asked = key.and_then(|key| self.pairing.answered(key, event.exchange));
        // The next document on the bearer answers a request without a transaction id.
        let is_by_exchange = matches!(key, Some(Key::Exchange(_)));
        let number = self.number.saturating_add(1);
        event.number = number;
        let Some(mut asked) = asked else {
            if let Some(id) = &opened {
                self.sessions.open(id, Login::default(), &event);
                if let Some(session) = self.sessions.get(id) {
                    session.time_to_live = event.lifetime;
                }
                event.session.get_or_insert_with(|| id.clone());
            }
            self.push(event, false, out);
            return;
        };
        let again = asked.is_answered && !is_by_exchange;
        let status = event.status;
        if let Some(login) = asked.login.take() {
            self.logged_in(&mut event, asked.number, *login, opened);
        }
        self.settle(&mut event, number, &asked, again);
        // The server imposes a lifetime, or accepts the one that the client asks for.
        if status.is_none_or(|status| status < 300)
            && let Some(lifetime) = event.lifetime.or(asked.lifetime)
            && let Some(session) = event.session.as_ref().and_then(|id| self.sessions.get(id))
        {
            session.time_to_live = Some(lifetime);
        }
        if asked.is_logout
            && status.is_none_or(|status| status < 300)
            && let Some(session) = event.session.as_ref().and_then(|id| self.sessions.get(id))
        {
            session.state = SessionState::Closed;
        }
        self.push(event, false, out);
    }

    /// Tells an answer and its request of each other.
    pub(super) fn settle(&mut self, event: &mut Event, number: u64, asked: &Asked, again: bool) {
        let after = event.time.saturating_sub(asked.time);
        event.answers = Some(Answers { number: asked.number, after, again });
        let Some((request, waits)) = self.window.get(asked.number) else { return };
        if !asked.is_answered {
            request.outcome = Outcome::Answered(Answer { number, after, status: event.status });
            *waits = false;
        }
        if event.session.is_none() {
            event.session.clone_from(&request.session);
        }
        request.peer.clone_from(&event.speaker);
        event.peer.clone_from(&request.speaker);
    }

    /// The answer to a login opens a session, refuses it, or asks for a digest.
    fn logged_in(&mut self, event: &mut Event, request: u64, login: Login, opened: Option<Name>) {
        let user = login.user.clone();
        match (opened, event.status) {
            (Some(id), _) => {
                self.sessions.open(&id, login, event);
                event.session.get_or_insert_with(|| id.clone());
                if let Some((request, _)) = self.window.get(request) {
                    request.session.get_or_insert_with(|| id.clone());
                    let request = request.clone();
                    if let Some(session) = self.sessions.get(&id) {
                        session.first = session.first.min(request.time);
                        session.count(&request);
                    }
                }
            }
            // 401 may ask for a digest, and another request follows.
            (None, Some(status)) if status >= 400 && status != 401 => {
                self.sessions.refuse(login, event);
                event.is_refused = true;
                if let Some((request, _)) = self.window.get(request) {
                    request.is_refused = true;
                }
            }
            _ => {}
        }
        event.user = user;
    }
}
