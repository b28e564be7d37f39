//! Requests of the server on their way to sessions.

use super::{Effect, Village, bridging};
use crate::world::{Delivery, PushSettings};
use imps_core::Version;
use imps_csp::{ClientId, DeliveryMethod, Primitive};
use imps_session::server::{PushError, Session};
use std::time::Duration;

/// The most requests that wait for the negotiation of a session.
const MAX_HELD: usize = 256;

impl Village {
    /// Queues requests of the server in the sessions of their clients.
    pub(super) fn deliver(&mut self, deliveries: Vec<Delivery>, now: Duration) {
        for delivery in deliveries {
            let domain = delivery.user.address().domain();
            if domain.is_some_and(|domain| !imps_csp::domain::is_same(domain, self.world.domain())) {
                self.deliver_to_guest(delivery, now);
                continue;
            }
            let Delivery { user, client, version, primitive } = delivery;
            let mut all = self.present.iter();
            let found = all.find(|(_, caller)| caller.client == client && caller.user.same_as(&user));
            let Some(id) = found.map(|(id, _)| id.clone()) else { continue };
            self.push_in(&id, version, &client, primitive, now);
        }
    }

    /// Queues a request in a session, in its version.
    pub(super) fn push_in(
        &mut self,
        id: &str,
        version: Version,
        client: &ClientId<'static>,
        primitive: Primitive<'static>,
        now: Duration,
    ) {
        let capabilities = self.sessions.find(id).and_then(Session::capabilities);
        for primitive in bridging::delivery(version, client, capabilities, primitive) {
            self.push(id, primitive, now);
        }
    }

    /// Queues a request, or holds it until the session has negotiated its services.
    fn push(&mut self, id: &str, primitive: Primitive<'static>, now: Duration) {
        let name = primitive.name().to_owned();
        match self.sessions.push(id, primitive.clone(), now) {
            Ok(_) => {}
            Err(PushError::NotAgreed)
                if self.sessions.find(id).is_some_and(|session| session.services().is_none()) =>
            {
                let held = self.held.entry(id.to_owned()).or_default();
                if held.len() < MAX_HELD {
                    held.push(primitive);
                }
            }
            // A message waits in the world, and comes with the next session.
            Err(error) => self.effects.push(Effect::Note(format!("{name} is not delivered: {error}"))),
        }
    }

    /// Queues what waited for a negotiation.
    pub(super) fn release(&mut self, id: &str, now: Duration) {
        if self.sessions.find(id).is_none_or(|session| session.services().is_none()) {
            return;
        }
        for primitive in self.held.remove(id).unwrap_or_default() {
            self.push(id, primitive, now);
        }
    }
}

/// The way in which messages reach a session, as its client wants it.
pub(super) fn push_settings(session: &Session) -> PushSettings {
    let Some(stated) = session.capabilities() else { return PushSettings::default() };
    if stated.initial_delivery_method == Some(DeliveryMethod::Notify) {
        return PushSettings::announce();
    }
    match stated.accepted_push_length.or(stated.accepted_content_length) {
        Some(limit) => PushSettings::up_to(limit),
        None => PushSettings::default(),
    }
}
