//! The timeline of a capture: who asked what, who answered, after how long, with which status.
//!
//! A [`TimelineReader`] takes what a [`capture`](mod@capture) carries and passes on an [`Event`]
//! per message. It pairs answers with requests by session and transaction id, finds the session of
//! each wake-up by its cookie, and keeps a [`SessionSummary`] per session. Its memory is bounded, so
//! that a capture of any length can be read as a stream. [`Timeline`] keeps all events, for captures
//! that fit into memory.
//!
//! ```
//! use imps_inspect::timeline::{Timeline, TimelineOptions};
//!
//! let export = br#"{"log":{"entries":[{"startedDateTime":"2026-01-02T03:04:05Z","time":120,
//!     "request":{"method":"POST","url":"http://imps.example/csp","headers":[],"postData":{"mimeType":"text/xml","text":
//!     "<WV-CSP-Message><Session><SessionDescriptor><SessionType>Inband</SessionType><SessionID>s1</SessionID></SessionDescriptor><Transaction><TransactionDescriptor><TransactionMode>Request</TransactionMode><TransactionID>t1</TransactionID></TransactionDescriptor><TransactionContent><KeepAlive-Request/></TransactionContent></Transaction></Session></WV-CSP-Message>"}},
//!     "response":{"status":200,"headers":[],"content":{"text":
//!     "<WV-CSP-Message><Session><SessionDescriptor><SessionType>Inband</SessionType><SessionID>s1</SessionID></SessionDescriptor><Transaction><TransactionDescriptor><TransactionMode>Response</TransactionMode><TransactionID>t1</TransactionID></TransactionDescriptor><TransactionContent><KeepAlive-Response><Result><Code>200</Code></Result></KeepAlive-Response></TransactionContent></Transaction></Session></WV-CSP-Message>"}}}]}}"#;
//! let timeline = Timeline::read(&export[..], &TimelineOptions::default());
//! assert!(timeline.fault.is_none());
//! assert_eq!(timeline.sessions[0].id, "s1");
//! let request = &timeline.events[0];
//! assert_eq!(request.meaning(), "client -> server KeepAlive; 200 after 120 ms");
//! ```

mod answering;
mod argument;
mod event;
mod filter;
mod line;
mod meaning;
mod name;
mod pairing;
mod reader;
mod reading;
mod redact;
mod session;
mod sessions;
mod stated;
mod window;

pub use argument::{Argument, Role};
pub use event::{Answer, Answers, Event, EventKind, Outcome};
pub use filter::{Filter, InvalidPath, PathFilter};
pub use name::Name;
pub use reader::{TimelineOptions, TimelineReader};
pub use reading::Mode;
pub use redact::Aliases;
pub use session::{SessionState, SessionSummary};

use crate::capture::{self, CaptureError, Tally};
use serde::Serialize;
use std::io::Read;

/// All events and sessions of a capture.
#[doc(alias("sequence diagram", "ladder", "trace"))]
#[derive(Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Timeline {
    /// The sessions, in the order of their first messages.
    pub sessions: Vec<SessionSummary>,
    /// The events, in order.
    pub events: Vec<Event>,
    /// The sessions that were forgotten to bound the memory.
    pub forgotten_sessions: u64,
    /// Counts of the capture.
    pub tally: Tally,
    /// The reason why the capture was not read to its end.
    #[serde(skip)]
    pub fault: Option<CaptureError>,
}

impl Timeline {
    /// Reads a capture of any kind, and keeps all its events. [`TimelineReader`] needs less memory.
    pub fn read(capture: impl Read + Send, options: &TimelineOptions) -> Self {
        let mut timeline = Self::default();
        let mut reader = TimelineReader::new(*options);
        let mut events = Vec::new();
        let (tally, read) = capture::read(capture, &options.capture, &mut |carried| {
            reader.carried(carried, &mut |event| events.push(event));
        });
        reader.finish(&mut |event| events.push(event));
        timeline.events = events;
        timeline.forgotten_sessions = reader.forgotten_sessions();
        timeline.sessions = reader.into_sessions();
        timeline.tally = tally;
        timeline.fault = read.err();
        timeline
    }
}
