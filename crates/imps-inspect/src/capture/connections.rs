//! The TCP connections of a capture.

use super::connection::Connection;
use super::frame::Segment;
use super::{CaptureLimits, Carried, Tally};
use crate::hashing::Seeds;
use crate::inflate::Inflater;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::net::SocketAddr;
use std::time::Duration;

/// The place of a packet, and where the things that it completes go.
pub(super) struct Scope<'a> {
    pub(super) packet: u64,
    pub(super) time: Duration,
    pub(super) limits: &'a CaptureLimits,
    pub(super) tally: &'a mut Tally,
    /// The number of the last exchange.
    pub(super) exchange: &'a mut u64,
    pub(super) inflater: &'a mut Inflater,
    pub(super) sink: &'a mut dyn FnMut(Carried<'_>),
}

/// Both ends of a connection, the lower one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ends(SocketAddr, SocketAddr);

impl Hash for Ends {
    // Field by field, an address takes ten steps.
    fn hash<H: Hasher>(&self, state: &mut H) {
        for end in [self.0, self.1] {
            match end {
                SocketAddr::V4(end) => {
                    state.write_u64(u64::from(end.ip().to_bits()) << 16 | u64::from(end.port()));
                }
                SocketAddr::V6(end) => {
                    state.write_u128(end.ip().to_bits());
                    state.write_u16(end.port());
                }
            }
        }
    }
}

/// The connections at a time.
#[derive(Debug, Default)]
pub(super) struct Connections {
    open: HashMap<Ends, Connection, Seeds>,
    /// The bytes that wait in all of them.
    buffered: usize,
}

impl Connections {
    /// Takes a segment of any connection.
    pub(super) fn segment(&mut self, segment: &Segment<'_>, scope: &mut Scope<'_>) {
        let (source, target) = (segment.source, segment.target);
        let key = if source <= target { Ends(source, target) } else { Ends(target, source) };
        match self.open.get_mut(&key) {
            // The usual case looks once.
            Some(connection) if !connection.is_over(segment) => {
                pass(connection, &mut self.buffered, segment, scope);
            }
            found => {
                if found.is_some() {
                    self.remove(key, scope);
                }
                if self.open.len() >= scope.limits.connections.max(1) {
                    self.forget_quiet(scope);
                }
                scope.tally.connections = scope.tally.connections.saturating_add(1);
                let connection = self.open.entry(key).or_insert_with(|| Connection::new(segment));
                pass(connection, &mut self.buffered, segment, scope);
            }
        }
        if self.buffered > scope.limits.waiting_bytes {
            self.forget_large(scope);
        }
    }

    /// Passes on what waits in all connections, in the order of their last packets.
    pub(super) fn finish(&mut self, scope: &mut Scope<'_>) {
        let mut left: Vec<_> = self.open.drain().collect();
        left.sort_by_key(|(key, connection)| (connection.last, *key));
        for (_, mut connection) in left {
            if !connection.is_closed() {
                connection.finish(scope);
            }
        }
        self.buffered = 0;
    }

    fn remove(&mut self, key: Ends, scope: &mut Scope<'_>) {
        let Some(mut connection) = self.open.remove(&key) else { return };
        self.buffered = self.buffered.saturating_sub(connection.buffered);
        if !connection.is_closed() {
            connection.finish(scope);
        }
    }

    /// Forgets closed connections, and the quarter that was quiet for longest: a few at a time
    /// would look at all of them for each.
    fn forget_quiet(&mut self, scope: &mut Scope<'_>) {
        self.open.retain(|_, connection| !connection.is_closed());
        let most = scope.limits.connections.saturating_mul(3).checked_div(4).unwrap_or_default();
        let excess = self.open.len().saturating_sub(most);
        let mut quiet: Vec<_> = self.open.iter().map(|(key, connection)| (connection.last, *key)).collect();
        quiet.sort_unstable();
        quiet.truncate(excess);
        self.forget(quiet.into_iter().map(|(_, key)| key), scope);
        self.buffered = self.open.values().map(|it| it.buffered).fold(0, usize::saturating_add);
    }

    /// Forgets the largest connections until half of the memory is free.
    fn forget_large(&mut self, scope: &mut Scope<'_>) {
        let mut large: Vec<_> =
            self.open.iter().map(|(key, connection)| (connection.buffered, *key)).collect();
        large.sort_unstable_by(|first, second| second.cmp(first));
        let mut left = self.buffered;
        let half = scope.limits.waiting_bytes.checked_div(2).unwrap_or_default();
        let mut keys = Vec::new();
        for (bytes, key) in large {
            if left <= half {
                break;
            }
            left = left.saturating_sub(bytes);
            keys.push(key);
        }
        self.forget(keys, scope);
    }

    fn forget(&mut self, keys: impl IntoIterator<Item = Ends>, scope: &mut Scope<'_>) {
        for key in keys {
            let Some(mut connection) = self.open.remove(&key) else { continue };
            self.buffered = self.buffered.saturating_sub(connection.buffered);
            scope.tally.forgotten_connections = scope.tally.forgotten_connections.saturating_add(1);
            connection.forget(scope);
        }
    }
}

/// Gives a connection its segment, and counts the bytes that wait.
fn pass(connection: &mut Connection, buffered: &mut usize, segment: &Segment<'_>, scope: &mut Scope<'_>) {
    let before = connection.buffered;
    connection.segment(segment, scope);
    *buffered = buffered.saturating_sub(before).saturating_add(connection.buffered);
}
