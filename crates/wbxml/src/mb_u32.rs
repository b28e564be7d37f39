//! `mb_u_int32`: integers with seven bits per byte, most significant first. The high bit is set in
//! all bytes except the last.

use alloc::vec::Vec;

use crate::{Error, cursor::Cursor};

/// The maximum number of bytes of an `mb_u_int32`.
pub const MAX_WIDTH: u8 = 5;

/// An `mb_u_int32` on the wire: a value and its number of bytes.
///
/// ```
/// use wbxml::MbU32;
///
/// assert_eq!(MbU32::new(0xA0).width(), 2);
/// assert_eq!(Some(MbU32::parse(&[0x80, 0x81, 0x20, 0xFF])?), MbU32::with_width(0xA0, 3));
/// # Ok::<(), wbxml::Error>(())
/// ```
#[doc(alias("mb_u_int32", "multi-byte integer", "varint", "uintvar"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MbU32 {
    value: u32,
    width: u8,
}

impl MbU32 {
    /// Makes the shortest form of a value.
    #[inline]
    pub const fn new(value: u32) -> Self {
        Self { value, width: width(value) }
    }

    /// Makes a value with exactly `width` bytes. Returns `None` if it does not fit or the width is
    /// above [`MAX_WIDTH`].
    pub const fn with_width(value: u32, width: u8) -> Option<Self> {
        if width > MAX_WIDTH || width < Self::new(value).width {
            return None;
        }
        Some(Self { value, width })
    }

    /// Makes a value with the width it was read with, which is known to be enough.
    #[inline]
    pub(crate) const fn read(value: u32, width: u8) -> Self {
        Self { value, width }
    }

    /// Reads an integer from the front of `bytes`. More bytes may follow.
    ///
    /// # Errors
    /// [`Truncated`](crate::ErrorKind::Truncated) if the bytes end inside the integer,
    /// [`IntegerOverflow`](crate::ErrorKind::IntegerOverflow) if it has more than 32 bits or five
    /// bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        Cursor::new(bytes).mb_u32_with_width()
    }

    /// The value.
    #[inline]
    pub const fn value(self) -> u32 {
        self.value
    }

    /// The number of bytes on the wire, 1 to 5.
    #[inline]
    pub const fn width(self) -> u8 {
        self.width
    }

    /// Appends the bytes.
    pub fn write(self, out: &mut Vec<u8>) {
        for group in (0..self.width).rev() {
            let bits = self.value.checked_shr(7 * u32::from(group)).unwrap_or(0).to_le_bytes()[0];
            let more = if group == 0 { 0 } else { 0x80 };
            out.push(bits & 0x7F | more);
        }
    }
}

impl From<u32> for MbU32 {
    fn from(value: u32) -> Self {
        Self::new(value)
    }
}

/// Appends the shortest form of a value.
#[inline]
pub(crate) fn write(value: u32, out: &mut Vec<u8>) {
    match u8::try_from(value) {
        Ok(byte @ ..0x80) => out.push(byte),
        _ => MbU32::new(value).write(out),
    }
}

/// The number of bytes of the shortest form.
#[inline]
pub(crate) const fn width(value: u32) -> u8 {
    match value {
        0..0x80 => 1,
        0x80..0x4000 => 2,
        0x4000..0x20_0000 => 3,
        0x20_0000..0x1000_0000 => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::ErrorKind;

    #[test]
    fn known_values() {
        // 500000 and U+00A0 are from real documents. The others are the bounds of each width.
        let cases: &[(u32, &[u8])] = &[
            (0, &[0x00]),
            (0x7F, &[0x7F]),
            (0x80, &[0x81, 0x00]),
            (0xA0, &[0x81, 0x20]),
            (0x3FFF, &[0xFF, 0x7F]),
            (0x4000, &[0x81, 0x80, 0x00]),
            (500_000, &[0x9E, 0xC2, 0x20]),
            (0x1F_FFFF, &[0xFF, 0xFF, 0x7F]),
            (0x20_0000, &[0x81, 0x80, 0x80, 0x00]),
            (0x0FFF_FFFF, &[0xFF, 0xFF, 0xFF, 0x7F]),
            (0x1000_0000, &[0x81, 0x80, 0x80, 0x80, 0x00]),
            (u32::MAX, &[0x8F, 0xFF, 0xFF, 0xFF, 0x7F]),
        ];
        for &(value, bytes) in cases {
            let mut out = vec![];
            write(value, &mut out);
            assert_eq!(out, bytes);
            assert_eq!(MbU32::parse(bytes).unwrap(), MbU32::new(value));
        }
    }

    #[test]
    fn long_forms_keep_their_width() {
        let long = MbU32::parse(&[0x80, 0x80, 0x80, 0x80, 0x05]).unwrap();
        assert_eq!((long.value(), long.width()), (5, 5));
        let mut out = vec![];
        long.write(&mut out);
        assert_eq!(out, [0x80, 0x80, 0x80, 0x80, 0x05]);
        assert_eq!(MbU32::with_width(0x80, 1), None);
        assert_eq!(MbU32::with_width(0, 0), None);
        assert_eq!(MbU32::with_width(0, 6), None);
        assert_eq!(MbU32::with_width(5, 5), Some(long));
    }

    #[test]
    fn refuses_overflow_and_truncation() {
        let kind = |bytes: &[u8]| *MbU32::parse(bytes).unwrap_err().kind();
        assert_eq!(kind(&[0x90, 0x80, 0x80, 0x80, 0x00]), ErrorKind::IntegerOverflow);
        assert_eq!(kind(&[0x80, 0x80, 0x80, 0x80, 0x80, 0x00]), ErrorKind::IntegerOverflow);
        assert_eq!(kind(&[0xFF; 5]), ErrorKind::IntegerOverflow);
        assert_eq!(kind(&[0x90, 0x80, 0x80, 0x80, 0x80]), ErrorKind::IntegerOverflow);
        assert_eq!(kind(&[0x8F, 0xFF, 0xFF, 0xFF]), ErrorKind::Truncated);
        assert_eq!(kind(&[]), ErrorKind::Truncated);
    }
}
