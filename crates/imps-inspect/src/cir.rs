//! Communication initiation requests: lines that wake a client.

use imps_transport::cir::Wakeup;
use imps_transport::cir::sms::session_id;

/// A line of a CIR channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CirLine<'l> {
    /// `WVCI`: the server wakes a client.
    Wakeup,
    /// `HELO`: a client names its session.
    Hello(&'l str),
    /// `PING`, or its answer `OK`.
    Other(&'l str),
}

impl<'l> CirLine<'l> {
    /// Reads a line. `None` for a line of anything else.
    pub(crate) fn parse(line: &'l [u8]) -> Option<Self> {
        let text = str::from_utf8(line).ok()?.trim_ascii();
        let word = text.split_ascii_whitespace().next()?;
        if word.eq_ignore_ascii_case("WVCI") && text.len() > word.len() {
            return Some(Self::Wakeup);
        }
        if let Some(session) = session_id(text) {
            return Some(Self::Hello(session));
        }
        let is_other = ["PING", "OK"].into_iter().any(|other| text.eq_ignore_ascii_case(other));
        is_other.then_some(Self::Other(text))
    }
}

/// Whether bytes are lines of a CIR channel: the first one is `WVCI`, or `HELO` with others behind
/// it.
pub(crate) fn is_cir(bytes: &[u8]) -> bool {
    let mut lines =
        bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).peekable();
    let first = lines.peek().and_then(|line| CirLine::parse(line));
    let is_begun = match first {
        Some(CirLine::Wakeup) => true,
        Some(CirLine::Hello(_)) => lines.clone().count() > 1,
        _ => false,
    };
    is_begun && lines.all(|line| CirLine::parse(line).is_some())
}

/// The fault of a `WVCI` line for clients that read it strictly.
pub(crate) fn fault(line: &str) -> Option<String> {
    line.parse::<Wakeup>().err().map(|fault| fault.to_string())
}
