//! Redaction with aliases that stay the same.

use super::{Event, Name, Role, SessionSummary};
use crate::capture::Endpoint;
use crate::text::essence;
use std::collections::HashMap;

/// Replaces names and addresses by aliases: `user-1`, `session-2`, `host-1`. The same name gets the
/// same alias, as long as the aliases live. Free text loses its quotations, heads lose their
/// targets, and bodies are removed.
///
/// ```
/// use imps_inspect::timeline::Aliases;
///
/// let mut aliases = Aliases::default();
/// assert_eq!(aliases.user("wv:ann@example.com"), "user-1");
/// assert_eq!(aliases.user("wv:bob@example.com"), "user-2");
/// assert_eq!(aliases.user("wv:ann@example.com"), "user-1");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    known: HashMap<(&'static str, String), usize>,
    counts: HashMap<&'static str, usize>,
}

impl Aliases {
    /// Returns the alias of a user.
    pub fn user(&mut self, user: &str) -> String {
        self.alias("user", user)
    }

    /// Redacts an event.
    pub fn event(&mut self, event: &mut Event) {
        self.endpoint(&mut event.source);
        self.endpoint(&mut event.target);
        self.replace("session", &mut event.session);
        self.replace("user", &mut event.user);
        self.replace("domain", &mut event.speaker);
        self.replace("domain", &mut event.peer);
        self.replace("transaction", &mut event.transaction);
        if let Some(argument) = &mut event.argument {
            let kind = match argument.role {
                // Between servers and in lists, a recipient may be a group: that is an alias too.
                Role::To | Role::From | Role::User => "user",
                Role::Group => "group",
                Role::List => "list",
                Role::Message => "message",
                Role::Client => "client",
            };
            argument.value = self.alias(kind, &argument.value).into();
        }
        let method = event.head.split_once(' ').map(|(method, _)| method).filter(|it| *it != "status");
        if let Some(method) = method {
            event.head = method.into();
        }
        // Parameters may have names.
        event.content_type = event.content_type.take().map(|it| essence(&it).into());
        event.problems.iter_mut().chain(&mut event.findings).for_each(|text| *text = without_quotes(text));
        event.body.clear();
    }

    /// Redacts a session.
    pub fn session(&mut self, session: &mut SessionSummary) {
        if !session.id.is_empty() {
            session.id = self.alias("session", &session.id).into();
        }
        self.replace("user", &mut session.user);
        self.replace("client", &mut session.client);
        self.endpoint(&mut session.client_endpoint);
        self.endpoint(&mut session.server_endpoint);
        session.cookie = None;
    }

    fn replace(&mut self, kind: &'static str, name: &mut Option<Name>) {
        if let Some(name) = name {
            *name = self.alias(kind, name).into();
        }
    }

    fn endpoint(&mut self, endpoint: &mut Endpoint) {
        let alias = self.alias("host", &endpoint.host());
        *endpoint = Endpoint::Name(match endpoint {
            Endpoint::Address(address) => format!("{alias}:{}", address.port()),
            Endpoint::Name(_) => alias,
        });
    }

    fn alias(&mut self, kind: &'static str, name: &str) -> String {
        let count = self.counts.entry(kind).or_default();
        let number = self.known.entry((kind, name.to_owned())).or_insert_with(|| {
            *count = count.saturating_add(1);
            *count
        });
        format!("{kind}-{number}")
    }
}

/// Text without what is between quotation marks.
fn without_quotes(text: &str) -> String {
    let parts = text.split('"').enumerate();
    parts.map(|(index, part)| if index & 1 == 0 { part } else { "\"…\"" }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_removed() {
        assert_eq!(without_quotes("found \"ann\" in \"x\""), "found \"…\" in \"…\"");
        assert_eq!(without_quotes("nothing"), "nothing");
    }
}
