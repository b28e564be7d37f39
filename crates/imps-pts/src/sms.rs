//! Messages over SMS: a message that is too long for one SMS is sent as up to 26 parts.
//!
//! A part is a message of its own form: the preamble with two more letters (`ac` is the first part
//! of three, `cc` the last), a space, and a slice of the text after the space in the whole message.
//! Slices are cut by bytes, without regard to parameters, quotes or characters. Parts are therefore
//! bytes, and only the joined message is text.
//!
//! ```
//! use imps_pts::sms::{Joiner, ROOM, split};
//! use std::time::Duration;
//!
//! let message = format!("WV12ST123 SI=S1 ST=(604,\"{}\")", "ä".repeat(100));
//! let parts = split(&message, ROOM)?;
//! assert_eq!(parts.len(), 2);
//! assert!(parts[0].starts_with(b"WV12ST123ab SI=S1 ST=(604,"));
//!
//! let mut joiner = Joiner::default();
//! let now = Duration::ZERO;
//! assert_eq!(joiner.push("+15550100", &parts[1], now)?, None);
//! assert_eq!(joiner.push("+15550100", &parts[0], now)?, Some(message));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod join;
mod limits;
mod set;
mod split;

pub use join::{JoinError, Joiner, Unfinished};
pub use limits::{JoinLimit, JoinLimits};
pub use split::{SplitError, split};

/// The number of bytes of 8-bit data in one SMS after the 7-byte header with the port.
pub const ROOM: usize = 133;

/// The maximum number of parts of a message: one per letter.
pub const MAX_PARTS: u8 = 26;
