//! Errors of reading and writing PDUs.

/// The reason why a PDU cannot be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind} at byte {offset}")]
pub struct WspError {
    /// The fault.
    pub kind: WspErrorKind,
    /// The place in bytes: in the PDU that was read, or in the part that was written.
    pub offset: usize,
}

/// The fault of a PDU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WspErrorKind {
    /// The PDU ends early, or a length goes beyond its end.
    #[error("pdu ends early")]
    Truncated,
    /// A uintvar has more than five bytes or more than 32 bits.
    #[error("uintvar of more than five bytes or 32 bits")]
    UintvarOverflow,
    /// A text has no zero byte at its end.
    #[error("text without a zero byte at its end")]
    UnendedText,
    /// A URI, a media type or a name is not valid UTF-8.
    #[error("text is not utf-8")]
    InvalidUtf8,
    /// The byte is no type of a known PDU.
    #[error("unknown pdu type {0:#04x}")]
    UnknownPdu(u8),
    /// The byte cannot begin a name or a number of at most 32 bits.
    #[error("name or number expected, not the byte {0:#04x}")]
    Name(u8),
    /// Only in writing: a text has a zero byte, which would end it.
    #[error("zero byte in a text")]
    ZeroInText,
    /// Only in writing: the name of a header is empty, or does not begin with an ASCII character.
    #[error("invalid name of a header")]
    InvalidName,
    /// Only in writing: a part is longer than 32 bits can state.
    #[error("part of more than 4 GiB")]
    TooLong,
}
