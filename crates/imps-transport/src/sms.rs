//! SMS: user data headers with ports, the 7-bit alphabet, and messages of the plain-text syntax.
//! 3GPP TS 23.040, 3GPP TS 23.038, OMA-TS-IMPS_CSP_Transport.
//!
//! The user data of an SMS has up to 140 bytes: a [`UserDataHeader`], and text or data. The header
//! has the port of the application. This crate knows nothing of the rest of an SMS, which a modem
//! or the link to a message centre makes.
//!
//! [`split`] makes the user data of a message of the plain-text syntax, and [`Inbox`] takes
//! received user data.
//!
//! ```
//! use imps_transport::sms::{self, Coding, Inbox, InboxEvent};
//! use imps_transport::{Action, Machine as _};
//! use std::time::Duration;
//!
//! let parts = sms::split("WV12AK5")?;
//! assert_eq!(parts, [b"\x06\x05\x04\x0E\x06\x00\x00WV12AK5"]);
//!
//! let (now, mut nothing) = (Duration::ZERO, Vec::new());
//! let mut inbox = Inbox::default();
//! inbox.receive(now, "+15550100", &parts[0], Coding::Data);
//! let message = InboxEvent::Message { sender: "+15550100".into(), text: "WV12AK5".into() };
//! assert_eq!(inbox.next(now, &mut nothing), Action::Event(message));
//! # Ok::<_, oma_imps::pts::sms::SplitError>(())
//! ```

pub mod gsm7;
mod header;
mod inbox;
mod write_error;

pub use header::{Element, HeaderError, HeaderErrorKind, UserDataHeader};
pub use inbox::{Coding, Dropped, Inbox, InboxEvent};
use oma_imps::pts;
pub use write_error::WriteError;
pub(crate) use write_error::write_user_data;

/// The application port of messages of the plain-text syntax.
pub const MESSAGE_PORT: u16 = 3590;

/// The application port of CIR as text.
pub const CIR_PORT: u16 = 3716;

/// The application port of pushes of WAP.
pub const PUSH_PORT: u16 = 2948;

/// The port that pushes of WAP come from, and the port of WSP without connection.
pub const WSP_PORT: u16 = 9200;

/// The maximum number of bytes of user data in one SMS, with the header.
pub const MAX_USER_DATA: usize = 140;

/// Returns the user data of each SMS of a message of the plain-text syntax, in order: 8-bit data
/// for [`MESSAGE_PORT`].
///
/// # Errors
/// [`Preamble`](pts::sms::SplitError::Preamble),
/// [`AlreadyPart`](pts::sms::SplitError::AlreadyPart), or
/// [`TooLong`](pts::sms::SplitError::TooLong) if the message does not fit into 26 parts.
pub fn split(message: &str) -> Result<Vec<Vec<u8>>, pts::sms::SplitError> {
    let header = UserDataHeader::to_port(MESSAGE_PORT, 0);
    let parts = pts::sms::split(message, pts::sms::ROOM)?;
    Ok(parts.iter().map(|part| [&header[..], part].concat()).collect())
}
