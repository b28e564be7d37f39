//! Errors of the wire, as errors of the protocol.

use imps_core::{Error, ErrorKind};

/// Keeps the error of the WBXML engine as source, and its offset.
#[cold]
#[inline(never)]
pub(crate) fn syntax(error: wbxml::Error) -> Error {
    let offset = error.offset();
    match error.kind() {
        wbxml::ErrorKind::DepthLimit(limit) => Error::new(ErrorKind::TooDeep { limit: *limit }).at(offset),
        _ => Error::syntax(error).at(offset),
    }
}
