//! The status of a reply. WAP-230-WSP, table 36.

use http::StatusCode;

/// The status of a reply, as its byte: the hundreds of HTTP by 16, and the rest.
///
/// ```
/// use imps_transport::wsp::Status;
/// use http::StatusCode;
///
/// assert_eq!(Status::from(StatusCode::OK), Status(0x20));
/// assert_eq!(Status::from(StatusCode::NOT_ACCEPTABLE), Status(0x46));
/// assert_eq!(Status(0x60).to_http(), Some(StatusCode::INTERNAL_SERVER_ERROR));
/// assert_eq!(Status(0x07).to_http(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Status(pub u8);

/// The classes: the first byte, the first status of HTTP, and the number of bytes. Server errors
/// begin at 60, because client errors need more than 16 bytes.
const CLASSES: [(u8, u16, u8); 5] =
    [(0x10, 100, 16), (0x20, 200, 16), (0x30, 300, 16), (0x40, 400, 32), (0x60, 500, 16)];

impl Status {
    /// Returns the status of HTTP. `None` for a byte that has none.
    pub fn to_http(self) -> Option<StatusCode> {
        let within = |&(byte, first, size): &(u8, u16, u8)| {
            let rest = self.0.checked_sub(byte).filter(|rest| *rest < size)?;
            first.checked_add(rest.into())
        };
        StatusCode::from_u16(CLASSES.iter().find_map(within)?).ok()
    }
}

/// Writes a status without a byte, such as 451, as the first of its class. That is how HTTP reads
/// an unknown status.
impl From<StatusCode> for Status {
    fn from(status: StatusCode) -> Self {
        let within = |&(byte, first, size): &(u8, u16, u8)| {
            let rest = status.as_u16().checked_sub(first).filter(|rest| *rest < 100)?;
            let rest = u8::try_from(rest).ok().filter(|rest| *rest < size).unwrap_or_default();
            byte.checked_add(rest)
        };
        Self(CLASSES.iter().find_map(within).unwrap_or(0x60))
    }
}
