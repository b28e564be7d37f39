//! Errors of writing user data.

use super::MAX_USER_DATA;
use super::gsm7::Unpackable;

/// The reason why a text or a push cannot be the user data of one SMS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A character is not in the 7-bit alphabet.
    #[error(transparent)]
    Character(#[from] Unpackable),
    /// The user data is too long.
    #[error("user data of {bytes} bytes, at most {MAX_USER_DATA} fit into an sms")]
    TooLong {
        /// The number of bytes, with the header.
        bytes: usize,
    },
}

/// Appends the user data that `write` appends, if it fits into one SMS; else nothing.
pub(crate) fn write_user_data(
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let start = out.len();
    let written = write(out).and_then(|()| match out.len().saturating_sub(start) {
        ..=MAX_USER_DATA => Ok(()),
        bytes => Err(WriteError::TooLong { bytes }),
    });
    if written.is_err() {
        out.truncate(start);
    }
    written
}
