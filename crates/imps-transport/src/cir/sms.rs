//! CIR as text in an SMS (SSMS): packed septets behind a header with a port (guideline 20).
//!
//! The header of seven bytes ends at a septet, so that the bytes are the same in an SMS of 7-bit
//! text and in an SMS of 8-bit data with packed septets.

use super::Wakeup;
use crate::sms::{CIR_PORT, UserDataHeader, WriteError, gsm7, write_user_data};

/// Appends the user data of an SMS that wakes a client.
///
/// ```
/// use imps_transport::cir::{self, Cookie, Wakeup, recipient};
/// use imps_transport::sms::{Coding, Inbox, InboxEvent};
/// use imps_transport::{Action, Machine as _};
/// use std::time::Duration;
///
/// let wakeup: Wakeup = "WVCI 1.3 cookie-1".parse()?;
/// let mut user_data = Vec::new();
/// cir::sms::write(&wakeup, &mut user_data)?;
///
/// let (now, mut inbox) = (Duration::ZERO, Inbox::default());
/// inbox.receive(now, "+15550100", &user_data, Coding::Data);
/// let Action::Event(InboxEvent::Cir { text, .. }) = inbox.next(now, &mut Vec::new()) else {
///     panic!("not a CIR");
/// };
/// assert_eq!(recipient(text.as_bytes(), [&wakeup.cookie])?, &wakeup.cookie);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Character`](WriteError::Character) for a character that the 7-bit alphabet lacks,
/// [`TooLong`](WriteError::TooLong) for more than 143 characters. Nothing is appended then.
pub fn write(wakeup: &Wakeup, out: &mut Vec<u8>) -> Result<(), WriteError> {
    write_text(&wakeup.to_string(), out)
}

/// Appends the user data of an SMS by which a client names its session to the CIR address of the
/// server.
///
/// # Errors
/// [`Character`](WriteError::Character) for a character that the 7-bit alphabet lacks,
/// [`TooLong`](WriteError::TooLong) for an id that does not fit into one SMS. Nothing is appended
/// then.
pub fn write_hello(session_id: &str, out: &mut Vec<u8>) -> Result<(), WriteError> {
    write_text(&format!("HELO {session_id}"), out)
}

/// Returns the session that a text of a client names: `HELO session`. `None` for any other text.
pub fn session_id(text: &str) -> Option<&str> {
    let (word, session_id) = text.trim_ascii().split_once(|it: char| it.is_ascii_whitespace())?;
    word.eq_ignore_ascii_case("HELO").then(|| session_id.trim_ascii_start())
}

fn write_text(text: &str, out: &mut Vec<u8>) -> Result<(), WriteError> {
    let header = UserDataHeader::to_port(CIR_PORT, 0);
    write_user_data(out, |out| {
        out.extend_from_slice(&header);
        gsm7::pack(text, header.len(), out)?;
        Ok(())
    })
}
