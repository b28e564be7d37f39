//! The connections of all sessions.

use std::collections::BTreeMap;

/// Which connection belongs to which session: at most one per session.
///
/// `K` is the program's name of a connection, such as a number. A second connection of a session
/// replaces the first, because a client connects again before the server notices a loss.
///
/// ```
/// use imps_transport::cir::tcp::Connections;
///
/// let mut connections = Connections::default();
/// assert_eq!(connections.insert("s-4711", 1), None);
/// // Call `replace` of the returned connection's machine.
/// assert_eq!(connections.insert("s-4711", 2), Some(1));
/// // The end of the first connection does not end the second.
/// assert!(!connections.remove("s-4711", &1));
/// assert_eq!(connections.get("s-4711"), Some(&2));
/// ```
#[derive(Clone, Debug)]
pub struct Connections<K>(BTreeMap<String, K>);

impl<K> Default for Connections<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: PartialEq> Connections<K> {
    /// Sets the connection of a session, and returns the replaced one.
    pub fn insert(&mut self, session_id: &str, connection: K) -> Option<K> {
        self.0.insert(session_id.to_owned(), connection)
    }

    /// Returns the connection of a session. A server that has one wakes the client on it, and by
    /// no other method.
    pub fn get(&self, session_id: &str) -> Option<&K> {
        self.0.get(session_id)
    }

    /// Removes a connection that ended. Returns whether it was the connection of the session.
    pub fn remove(&mut self, session_id: &str, connection: &K) -> bool {
        let is_current = self.0.get(session_id) == Some(connection);
        if is_current {
            self.0.remove(session_id);
        }
        is_current
    }

    /// Removes the connection of a session that ended, and returns it.
    pub fn remove_session(&mut self, session_id: &str) -> Option<K> {
        self.0.remove(session_id)
    }

    /// Returns the number of sessions with a connection.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether no session has a connection.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
