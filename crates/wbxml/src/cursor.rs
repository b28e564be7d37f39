//! A place in a document: the bytes left to read, and the length of the document.

use crate::{Error, ErrorKind, MbU32, global, mb_u32};

#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub(crate) rest: &'a [u8],
    pub(crate) document: &'a [u8],
}

impl<'a> Cursor<'a> {
    #[inline]
    pub(crate) fn new(document: &'a [u8]) -> Self {
        Self { rest: document, document }
    }

    /// The offset of the next byte from the start of the document.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "the rest is the end of the document")]
    pub(crate) fn offset(&self) -> usize {
        self.document.len() - self.rest.len()
    }

    /// Makes an error about the next byte.
    #[cold]
    #[inline(never)]
    pub(crate) fn error(&self, kind: ErrorKind) -> Error {
        Error::new(kind, self.offset())
    }

    /// Makes an error about the byte just read.
    #[cold]
    #[inline(never)]
    pub(crate) fn unexpected(&self, token: u8) -> Error {
        Error::new(ErrorKind::UnexpectedToken(token), self.offset().saturating_sub(1))
    }

    #[inline]
    pub(crate) fn byte(&mut self) -> Result<u8, Error> {
        match self.rest {
            [byte, rest @ ..] => {
                self.rest = rest;
                Ok(*byte)
            }
            [] => Err(self.error(ErrorKind::Truncated)),
        }
    }

    #[inline]
    pub(crate) fn mb_u32(&mut self) -> Result<u32, Error> {
        match self.rest {
            [byte @ ..0x80, rest @ ..] => {
                self.rest = rest;
                Ok(u32::from(*byte))
            }
            _ => self.mb_u32_with_width().map(MbU32::value),
        }
    }

    /// On error the cursor does not move.
    #[inline(never)]
    pub(crate) fn mb_u32_with_width(&mut self) -> Result<MbU32, Error> {
        let (mut value, mut rest) = (0_u32, self.rest);
        for width in 1..=mb_u32::MAX_WIDTH {
            let [byte, tail @ ..] = rest else { return Err(self.error(ErrorKind::Truncated)) };
            if value >> 25 != 0 {
                break;
            }
            value = value << 7 | u32::from(byte & 0x7F);
            rest = tail;
            if *byte < 0x80 {
                self.rest = rest;
                return Ok(MbU32::read(value, width));
            }
        }
        Err(self.error(ErrorKind::IntegerOverflow))
    }

    /// Takes the next `length` bytes. The length was read just before.
    #[inline]
    pub(crate) fn take(&mut self, length: u32) -> Result<&'a [u8], Error> {
        match usize::try_from(length).ok().and_then(|length| self.rest.split_at_checked(length)) {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.error(ErrorKind::LengthOutOfRange { length, available: self.rest.len() })),
        }
    }

    /// Takes the bytes up to a terminator of `unit` zero bytes, and skips the terminator.
    #[inline]
    pub(crate) fn terminated(&mut self, unit: usize) -> Result<&'a [u8], Error> {
        let found = find_terminator(self.rest, unit).and_then(|end| self.rest.split_at_checked(end));
        let Some((string, rest)) = found else {
            return Err(Error::new(ErrorKind::Truncated, self.document.len()));
        };
        self.rest = rest.get(unit..).unwrap_or_default();
        Ok(string)
    }

    /// Takes opaque data: a length and that number of bytes.
    #[inline]
    pub(crate) fn opaque(&mut self) -> Result<&'a [u8], Error> {
        let length = self.mb_u32()?;
        self.take(length)
    }

    /// Skips the operand of a token that both code spaces share. The token was read just before.
    pub(crate) fn skip_operand(&mut self, token: u8, unit: usize) -> Result<(), Error> {
        match token {
            global::STR_I | global::EXT_I_0..=global::EXT_I_2 => self.terminated(unit).map(drop),
            global::ENTITY | global::STR_T | global::EXT_T_0..=global::EXT_T_2 => self.mb_u32().map(drop),
            global::OPAQUE => self.opaque().map(drop),
            global::EXT_0..=global::EXT_2 => Ok(()),
            _ => Err(self.unexpected(token)),
        }
    }
}

/// Finds the start of the first terminator of `unit` zero bytes, in bytes.
#[inline]
pub(crate) fn find_terminator(bytes: &[u8], unit: usize) -> Option<usize> {
    if unit == 1 { find_nul(bytes) } else { find_wide_nul(bytes, unit) }
}

/// Searches eight bytes at a time. Strings are short, so a call to a big search routine would cost
/// more than it saves.
#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "the place of a byte of the slice")]
fn find_nul(bytes: &[u8]) -> Option<usize> {
    match bytes.split_at_checked(NEAR) {
        Some((near, far)) => find_nul_by_words(near).or_else(|| find_far_nul(far).map(|at| NEAR + at)),
        None => find_nul_by_words(bytes),
    }
}

/// Returns the number of bytes before the first zero byte, or all if there is none.
// A number and no `Option`, which the reader of plain text would test three times.
#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "the place of a byte of the slice")]
pub(crate) fn length_to_nul(bytes: &[u8]) -> usize {
    let Some((near, far)) = bytes.split_first_chunk::<NEAR>() else { return length_to_near_nul(bytes) };
    for (index, &word) in near.as_chunks::<8>().0.iter().enumerate() {
        let zeros = zero_bytes(word);
        if zeros != 0 {
            return index * 8 + zeros.trailing_zeros() as usize / 8;
        }
    }
    NEAR + length_to_far_nul(far)
}

/// For strings near the end of the document.
#[inline(never)]
fn length_to_near_nul(bytes: &[u8]) -> usize {
    find_nul_by_words(bytes).unwrap_or(bytes.len())
}

/// For long strings.
#[inline(never)]
fn length_to_far_nul(bytes: &[u8]) -> usize {
    find_far_nul(bytes).unwrap_or(bytes.len())
}

/// Nearly all strings are shorter than this.
const NEAR: usize = 64;

/// Searches long strings, 32 bytes at a time: a quarter of the instructions.
#[inline(never)]
#[expect(clippy::arithmetic_side_effects, reason = "the place of a byte of the slice")]
fn find_far_nul(bytes: &[u8]) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<32>();
    let skipped = blocks.iter().position(has_nul).unwrap_or(blocks.len()) * 32;
    find_nul_by_words(bytes.get(skipped..)?).map(|at| skipped + at)
}

/// Returns whether there is a zero byte. Without a branch for each byte, this becomes one
/// comparison of all.
#[inline(always)]
#[expect(clippy::needless_bitwise_bool, reason = "there is no branch to be had")]
pub(crate) fn has_nul<const N: usize>(bytes: &[u8; N]) -> bool {
    bytes.iter().fold(false, |found, byte| found | (*byte == 0))
}

#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "the place of a byte of the slice")]
fn find_nul_by_words(bytes: &[u8]) -> Option<usize> {
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, &word) in words.iter().enumerate() {
        let zeros = zero_bytes(word);
        if zeros != 0 {
            return Some(index * 8 + zeros.trailing_zeros() as usize / 8);
        }
    }
    tail.iter().position(|&byte| byte == 0).map(|index| words.len() * 8 + index)
}

const ONES: u64 = u64::from_le_bytes([0x01; 8]);
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

/// Finds the first byte that is zero or outside ASCII: one pass for both.
#[inline]
#[expect(clippy::arithmetic_side_effects, reason = "the place of a byte of the slice")]
pub(crate) fn find_nul_or_not_ascii(bytes: &[u8]) -> Option<usize> {
    let (words, tail) = bytes.as_chunks::<8>();
    for (index, &word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(word);
        // The lowest bit set is in the first such byte. Bits above it may be carries.
        let found = (word.wrapping_sub(ONES) | word) & HIGH;
        if found != 0 {
            return Some(index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    tail.iter().position(|&byte| byte == 0 || !byte.is_ascii()).map(|index| words.len() * 8 + index)
}

/// Returns a number that is not zero if one of the bytes is zero. The lowest bit set is in the
/// first zero byte. Bits above it may be carries.
#[inline]
fn zero_bytes(word: [u8; 8]) -> u64 {
    let word = u64::from_le_bytes(word);
    word.wrapping_sub(ONES) & !word & HIGH
}

/// Returns whether there is a zero byte. The last word may overlap the one before, so only strings
/// below eight bytes are slow.
#[inline]
pub(crate) fn contains_nul(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk::<8>() else { return bytes.contains(&0) };
    let words = bytes.as_chunks::<8>().0.iter().fold(0, |zeros, &word| zeros | zero_bytes(word));
    words | zero_bytes(*last) != 0
}

#[cold]
fn find_wide_nul(bytes: &[u8], unit: usize) -> Option<usize> {
    bytes
        .chunks_exact(unit)
        .position(|chunk| chunk.iter().all(|&byte| byte == 0))
        .map(|index| index.saturating_mul(unit))
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn nul_is_found_wherever_it_is() {
        for length in (0..40).chain(60..200) {
            for at in 0..length {
                for filler in [0x01, 0x7F, 0x80, 0xFF] {
                    let mut bytes = vec![filler; length];
                    bytes[at] = 0;
                    assert_eq!((find_nul(&bytes), length_to_nul(&bytes)), (Some(at), at));
                    assert!(contains_nul(&bytes));
                    bytes[at..].fill(0);
                    assert_eq!((find_nul(&bytes), length_to_nul(&bytes)), (Some(at), at));
                    assert!(contains_nul(&bytes));
                }
            }
            assert_eq!(find_nul(&vec![1; length]), None);
            assert_eq!(length_to_nul(&vec![1; length]), length);
            assert!(!contains_nul(&vec![1; length]));
        }
    }

    #[test]
    fn a_text_ends_at_its_nul_or_leaves_ascii() {
        for length in 0..40 {
            assert_eq!(find_nul_or_not_ascii(&vec![0x7F; length]), None);
            for at in 0..length {
                for first in [0x00, 0x80, 0x81, 0xC3, 0xFF] {
                    for then in [0x00, 0x01, 0x7F, 0x80] {
                        let mut bytes = vec![then; length];
                        bytes[..at].fill(0x01);
                        bytes[at] = first;
                        assert_eq!(find_nul_or_not_ascii(&bytes), Some(at), "{bytes:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn two_nuls_are_not_none() {
        let mut bytes = [1; 24];
        bytes[3] = 0;
        bytes[11] = 0;
        assert!(contains_nul(&bytes));
    }

    #[test]
    fn wide_terminators_are_aligned() {
        assert_eq!(find_terminator(&[1, 0, 0, 2, 0, 0], 2), Some(4));
        assert_eq!(find_terminator(&[1, 0, 0, 2, 0], 2), None);
        assert_eq!(find_terminator(&[0, 0, 0, 1, 0, 0, 0, 0], 4), Some(4));
    }
}
