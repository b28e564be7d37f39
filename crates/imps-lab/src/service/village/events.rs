//! The events of sessions, and the time.

use super::deliveries::push_settings;
use super::{Effect, LOBBY, TICK, Village, bridging, waking};
use crate::service::faults::Fault;
use crate::world::Caller;
use imps_csp::{ClientId, Primitive, StatusCode};
use imps_session::server::SessionEvent;
use imps_transport::{Action, Machine as _};
use std::time::Duration;

impl Village {
    /// Acts on everything that has happened, and that is due. Returns what to do outside, and the
    /// time of the next call.
    pub(in crate::service) fn settle(&mut self, now: Duration) -> (Vec<Effect>, Duration) {
        if now >= self.next_tick {
            self.next_tick = now.saturating_add(TICK);
            let deliveries = self.world.expire(now);
            self.deliver(deliveries, now);
        }
        loop {
            match self.sessions.next(now, &mut Vec::new()) {
                Action::Event(event) => self.event(event, now),
                Action::Wait(deadline) => {
                    let due: Vec<_> =
                        self.lobby.iter().filter(|(_, at)| **at <= now).map(|(id, _)| id.clone()).collect();
                    if due.is_empty() {
                        let all = self.lobby.values().copied().chain(deadline).chain([self.next_tick]);
                        let next = all.min().unwrap_or(self.next_tick);
                        return (std::mem::take(&mut self.effects), next);
                    }
                    for id in due {
                        self.enter(&id, now);
                    }
                }
                _ => {}
            }
        }
    }

    fn event(&mut self, event: SessionEvent, now: Duration) {
        match event {
            SessionEvent::Started { session_id } => {
                let id = session_id.as_str().to_owned();
                if let Some(origin) = self.origin {
                    self.origins.insert(id.clone(), origin);
                }
                let Some(session) = self.sessions.find(&id) else { return };
                if let Some(fault) = Fault::of_user(session.user_id(), self.world.domain()) {
                    self.faulty.insert(id.clone(), fault);
                }
                let knows_all = session.capabilities().is_some();
                self.lobby.insert(id.clone(), if knows_all { now } else { now.saturating_add(LOBBY) });
            }
            SessionEvent::Resumed { session_id } => {
                // The client may have moved.
                if let Some(origin) = self.origin {
                    self.origins.insert(session_id.as_str().to_owned(), origin);
                }
            }
            SessionEvent::Negotiated { session_id } => {
                let id = session_id.as_str();
                let Some(session) = self.sessions.find(id) else { return };
                if session.capabilities().is_some() {
                    let push = push_settings(session);
                    if let Some(caller) = self.present.get(id) {
                        // The session is there.
                        let _ = self.world.set_push(caller, push);
                    }
                    self.enter(id, now);
                }
                self.release(id, now);
            }
            SessionEvent::Wake { session_id, wakeup } => {
                let id = session_id.as_str();
                let session = self.sessions.find(id).zip(self.origins.get(id));
                let datagram = session
                    .and_then(|(session, origin)| waking::datagram(session.agreed(), &wakeup, *origin));
                self.effects.push(Effect::Wake { session_id: id.to_owned(), datagram });
            }
            SessionEvent::Answered { session_id, answer, .. } => {
                if matches!(answer, Primitive::MessageDelivered(_))
                    && let Some(caller) = self.present.get(session_id.as_str()).cloned()
                {
                    let performed = self.world.perform(&caller, answer, now);
                    self.deliver(performed.deliveries, now);
                }
            }
            // Given up before its last try: it is too long for the parser of the client.
            SessionEvent::Undelivered { session_id, request, tries, .. }
                if matches!(request, Primitive::NewMessage(_))
                    && tries < self.sessions.options().mailbox.tries =>
            {
                if let Some(caller) = self.present.get(session_id.as_str()).cloned() {
                    let announced = bridging::announced(request);
                    self.push_in(session_id.as_str(), caller.version, &caller.client, announced, now);
                }
            }
            SessionEvent::Undelivered { request, .. } => {
                let name = request.name();
                self.effects.push(Effect::Note(format!("{name} is given up: the client did not take it")));
            }
            SessionEvent::Ended { session_id, unanswered, .. } => {
                let id = session_id.as_str();
                self.lobby.remove(id);
                self.held.remove(id);
                self.origins.remove(id);
                self.faulty.remove(id);
                if let Some(caller) = self.present.remove(id) {
                    let deliveries = self.world.log_out(&caller, now);
                    self.deliver(deliveries, now);
                }
                if !unanswered.is_empty() {
                    let count = unanswered.len();
                    let note =
                        format!("a session ended before its client took {count} requests of the server");
                    self.effects.push(Effect::Note(note));
                }
                self.effects.push(Effect::Ended { session_id: id.to_owned() });
            }
            _ => {}
        }
    }

    /// Brings a session into the world, unless it is there.
    ///
    /// A session waits before, because only its capabilities say how messages reach it.
    pub(super) fn enter(&mut self, id: &str, now: Duration) {
        self.lobby.remove(id);
        if self.present.contains_key(id) {
            return;
        }
        let Some(session) = self.sessions.find(id) else { return };
        let user = format!("wv:{}", session.user());
        let client = session.client_id().cloned().unwrap_or_else(|| ClientId::from_url("unknown"));
        let caller = Caller::of(user, client, session.version());
        let push = push_settings(session);
        let is_same = |other: &Caller| other.client == caller.client && other.user == caller.user;
        let older = self.present.iter().find(|(_, other)| is_same(other)).map(|(id, _)| id.clone());
        if let Some(older) = older {
            // The world knows one session per client.
            self.present.remove(&older);
            self.sessions.disconnect(&older, StatusCode::FORCED_LOGOUT, now);
        }
        match self.world.log_in(&caller, push, now) {
            Ok(deliveries) => {
                self.present.insert(id.to_owned(), caller);
                self.deliver(deliveries, now);
            }
            Err(_) => {
                self.sessions.disconnect(id, StatusCode::FORCED_LOGOUT, now);
            }
        }
    }
}
