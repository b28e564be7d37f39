//! Bounds on the memory for a capture.

/// Bounds on the memory for a capture. The defaults keep it below 64 MiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaptureLimits {
    /// The most TCP connections at a time. Beyond them, the ones that were quiet for longest are
    /// forgotten. Default: 2048.
    pub connections: usize,
    /// The most bytes that wait in all connections together: parts of messages, and packets that
    /// arrived too early. Default: 24 MiB.
    pub waiting_bytes: usize,
    /// The most bytes per direction of a connection that arrived too early. Default: 64 KiB.
    pub early_bytes: usize,
    /// The most bytes of a head of HTTP. Default: 64 KiB.
    pub head_bytes: usize,
    /// The most bytes of a body, before and after it is decompressed. Default: 4 MiB.
    pub body_bytes: usize,
    /// The most bytes of a HAR file, which is read at once. Default: 256 MiB.
    pub har_bytes: usize,
}

impl Default for CaptureLimits {
    fn default() -> Self {
        Self {
            connections: 2048,
            waiting_bytes: 24 << 20,
            early_bytes: 64 << 10,
            head_bytes: 64 << 10,
            body_bytes: 4 << 20,
            har_bytes: 256 << 20,
        }
    }
}

impl CaptureLimits {
    /// Sets [`connections`](Self::connections).
    #[must_use]
    pub const fn with_connections(mut self, connections: usize) -> Self {
        self.connections = connections;
        self
    }

    /// Sets [`waiting_bytes`](Self::waiting_bytes).
    #[must_use]
    pub const fn with_waiting_bytes(mut self, bytes: usize) -> Self {
        self.waiting_bytes = bytes;
        self
    }

    /// Sets [`body_bytes`](Self::body_bytes).
    #[must_use]
    pub const fn with_body_bytes(mut self, bytes: usize) -> Self {
        self.body_bytes = bytes;
        self
    }
}
