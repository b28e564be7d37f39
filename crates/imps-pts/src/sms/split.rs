//! Splits one message into several parts.

use super::MAX_PARTS;
use crate::{Part, Preamble, PreambleError};

/// The reason why a message cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SplitError {
    /// The message does not begin with a preamble.
    #[error(transparent)]
    Preamble(#[from] PreambleError),
    /// The message has part letters: it is a part already.
    #[error("the message is a part of a split message already")]
    AlreadyPart,
    /// A part would contain its own preamble and nothing of the message.
    #[error("no room for a part in {room} bytes, at least {needed} are needed")]
    NoRoom {
        /// The given room.
        room: usize,
        /// The room at which a part contains one byte of the message.
        needed: usize,
    },
    /// The message does not fit into 26 parts.
    #[error("message of {bytes} bytes, at most {limit} fit into 26 parts")]
    TooLong {
        /// The number of bytes of the message.
        bytes: usize,
        /// The number of bytes of the longest message with this preamble and room.
        limit: usize,
    },
}

/// Splits a message into the bytes of each SMS, in order, none longer than `room` bytes
/// ([`ROOM`](super::ROOM) for an SMS with a port).
///
/// Returns a message that is shorter than `room` unchanged. A message of exactly `room` bytes is
/// split, as the public client does. If not everything can be sent, no part is created.
///
/// ```
/// use imps_pts::sms::{ROOM, SplitError, split};
/// assert_eq!(split("WV12AK5", ROOM)?, [b"WV12AK5"]);
/// let parts = split("WV12AK5 SI=S1", 13)?;
/// assert_eq!(parts[0], b"WV12AK5ab SI=");
/// assert_eq!(parts[1], b"WV12AK5bb S1");
/// # Ok::<(), SplitError>(())
/// ```
///
/// # Errors
/// [`Preamble`](SplitError::Preamble) if the message has no valid preamble,
/// [`AlreadyPart`](SplitError::AlreadyPart) if it is a part of a message,
/// [`NoRoom`](SplitError::NoRoom) if `room` has no place for content,
/// [`TooLong`](SplitError::TooLong) if it does not fit into 26 parts.
#[doc(alias("segmentation", "long SMS"))]
pub fn split(message: &str, room: usize) -> Result<Vec<Vec<u8>>, SplitError> {
    let (preamble, end) = Preamble::parse(message)?;
    if preamble.part.is_some() {
        return Err(SplitError::AlreadyPart);
    }
    if message.len() < room {
        return Ok(vec![message.as_bytes().to_vec()]);
    }
    let (head, rest) = message.as_bytes().split_at_checked(end).unwrap_or_default();
    // The space is written anew in every part.
    let body = rest.get(1..).unwrap_or_default();
    let overhead = end.saturating_add(3);
    let slice = room.saturating_sub(overhead);
    if slice == 0 {
        return Err(SplitError::NoRoom { room, needed: overhead.saturating_add(1) });
    }
    let total = u8::try_from(body.len().div_ceil(slice)).ok().filter(|total| *total <= MAX_PARTS);
    let Some(total) = total else {
        let limit = slice.saturating_mul(usize::from(MAX_PARTS)).saturating_add(end).saturating_add(1);
        return Err(SplitError::TooLong { bytes: message.len(), limit });
    };
    let part = |(index, slice)| [head, Part { index, total }.to_string().as_bytes(), b" ", slice].concat();
    Ok((0..total).zip(body.chunks(slice)).map(part).collect())
}
