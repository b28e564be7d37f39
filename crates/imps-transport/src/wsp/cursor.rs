//! A place in a PDU.

use super::{WspError, WspErrorKind};
use wbxml::MbU32;

/// The rest of the bytes of a PDU, or of a part of it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
    /// The end of the part, from the start of the PDU.
    end: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(pdu: &'a [u8]) -> Self {
        Self { rest: pdu, end: pdu.len() }
    }

    /// Makes a place in a PDU that is behind some bytes.
    pub(super) fn behind(bytes: usize, pdu: &'a [u8]) -> Self {
        Self { rest: pdu, end: bytes.saturating_add(pdu.len()) }
    }

    pub(super) fn error(&self, kind: WspErrorKind) -> WspError {
        WspError { kind, offset: self.end.saturating_sub(self.rest.len()) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    pub(super) fn byte(&mut self) -> Result<u8, WspError> {
        let (&byte, rest) = self.rest.split_first().ok_or_else(|| self.error(WspErrorKind::Truncated))?;
        self.rest = rest;
        Ok(byte)
    }

    pub(super) fn uintvar(&mut self) -> Result<u32, WspError> {
        let read = MbU32::parse(self.rest).map_err(|error| {
            self.error(match error.kind() {
                wbxml::ErrorKind::Truncated => WspErrorKind::Truncated,
                _ => WspErrorKind::UintvarOverflow,
            })
        })?;
        self.rest = self.rest.get(usize::from(read.width())..).unwrap_or_default();
        Ok(read.value())
    }

    /// Takes the bytes of a part with this length.
    pub(super) fn take(&mut self, length: u32) -> Result<&'a [u8], WspError> {
        let split = usize::try_from(length).ok().and_then(|length| self.rest.split_at_checked(length));
        let (part, rest) = split.ok_or_else(|| self.error(WspErrorKind::Truncated))?;
        self.rest = rest;
        Ok(part)
    }

    /// Takes a part with this length, for a closer look.
    pub(super) fn part(&mut self, length: u32) -> Result<Self, WspError> {
        let rest = self.take(length)?;
        Ok(Self { rest, end: self.end.saturating_sub(self.rest.len()) })
    }

    pub(super) fn rest(self) -> &'a [u8] {
        self.rest
    }

    /// Takes text up to its zero byte.
    pub(super) fn text(&mut self) -> Result<&'a [u8], WspError> {
        let end = self.rest.iter().position(|byte| *byte == 0);
        let split = end.and_then(|end| self.rest.split_at_checked(end));
        let (text, rest) = split.ok_or_else(|| self.error(WspErrorKind::UnendedText))?;
        self.rest = rest.get(1..).unwrap_or_default();
        Ok(text)
    }

    /// Takes text up to its zero byte, which must be UTF-8.
    pub(super) fn string(&mut self) -> Result<&'a str, WspError> {
        let error = self.error(WspErrorKind::InvalidUtf8);
        std::str::from_utf8(self.text()?).map_err(|_| error)
    }
}

/// Appends a length.
pub(super) fn write_length(length: usize, out: &mut Vec<u8>) -> Result<(), WspError> {
    let error = WspError { kind: WspErrorKind::TooLong, offset: out.len() };
    MbU32::new(u32::try_from(length).map_err(|_| error)?).write(out);
    Ok(())
}

/// Appends text and its zero byte.
pub(super) fn write_text(text: &[u8], out: &mut Vec<u8>) -> Result<(), WspError> {
    if text.contains(&0) {
        return Err(WspError { kind: WspErrorKind::ZeroInText, offset: out.len() });
    }
    out.extend_from_slice(text);
    out.push(0);
    Ok(())
}

/// Appends what `write` appends, with its length in front, which `write_length` appends.
pub(super) fn write_part(
    out: &mut Vec<u8>,
    write_length: impl FnOnce(usize, &mut Vec<u8>) -> Result<(), WspError>,
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), WspError>,
) -> Result<(), WspError> {
    let mut part = Vec::new();
    write(&mut part)?;
    write_length(part.len(), out)?;
    out.extend_from_slice(&part);
    Ok(())
}
