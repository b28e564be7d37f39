//! Messages over SMS: what is too long for one goes as up to 26 parts.
//!
//! A part is a message of its own form: the preamble with two letters more (`ac` is the first part of three, `cc` the
//! last), a space, and a slice of what follows the space in the whole message. Slices are cut by octets, with no regard to
//! parameters, quotes or characters, so parts are octets, and only the message joined of them is text.
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

/// Octets of 8-bit data in one SMS behind the 7-octet header that names the port.
pub const ROOM: usize = 133;

/// Parts that a message can be split into: one a letter.
pub const MAX_PARTS: u8 = 26;
