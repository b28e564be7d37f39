//! The start of every message: `WV12LR1`.

use crate::codes::Code;
use core::fmt;
use imps_core::Version;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::satisfy;
use nom::combinator::{cut, eof, map, map_opt, not, opt, peek, value};
use nom::error::Error;
use nom::sequence::{pair, terminated};
use nom::{IResult, Parser};

/// The first word of a message: version, message type, transaction id and, for a part of a split
/// message, the number of the part.
///
/// ```
/// use imps_pts::{Part, Preamble};
/// let (preamble, bytes) = Preamble::parse("WV12rl007BC ST=200")?;
/// assert_eq!(bytes, 11);
/// assert_eq!(preamble.code.as_str(), "RL");
/// assert_eq!(preamble.transaction_id, 7);
/// assert_eq!(preamble.part, Some(Part { index: 1, total: 3 }));
/// // Written the one way that every reader takes.
/// assert_eq!(preamble.to_string(), "WV12RL7bc");
/// # Ok::<(), imps_pts::PreambleError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Preamble {
    /// The version of the protocol of the message.
    pub version: PreambleVersion,
    /// The message type.
    pub code: Code,
    /// The transaction: 0 to 999. A poll without a transaction of its own has 0.
    pub transaction_id: u16,
    /// The number of the part of a split message; `None` for a whole message.
    pub part: Option<Part>,
}

/// The version field of a preamble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PreambleVersion {
    /// `11`, `12` or `13`.
    Known(Version),
    /// Any other two digits, as ASCII. The only public reader treats all digits alike.
    Other([u8; 2]),
    /// `XX`: version discovery. Its message types are unknown. It can be recognised but neither
    /// read nor written.
    Discovery,
}

/// The place of a part in a split message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// The number of the part, from 0; below `total`.
    pub index: u8,
    /// The number of parts, 1 to 26. One part of one is valid and means the same as no letters.
    pub total: u8,
}

/// The reason why a text does not begin with a preamble. Every kind contains the offset, in bytes,
/// of the fault.
///
/// A text with such a start was not meant for this protocol, or is too damaged to answer: there is
/// no transaction to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PreambleError {
    /// The text does not begin with `WV` in upper case.
    #[error("not a pts message: expected WV at byte {0}")]
    NotPts(usize),
    /// Neither two digits nor `XX` are at the place of the version.
    #[error("expected a version of two digits at byte {0}")]
    Version(usize),
    /// The message type is not two letters.
    #[error("expected a message type of two letters at byte {0}")]
    Type(usize),
    /// The transaction id is not one, two or three digits.
    #[error("expected a transaction id of at most three digits at byte {0}")]
    TransactionId(usize),
    /// A single part letter.
    #[error("expected a second part letter at byte {0}")]
    Part(usize),
    /// The part letters number a part beyond the last one.
    #[error("part letters count beyond the number of parts at byte {0}")]
    PartBeyondTotal(usize),
    /// Neither a space nor the end follows the preamble.
    #[error("expected a space or the end after the preamble at byte {0}")]
    End(usize),
}

impl Preamble {
    /// Reads the preamble at the start of `message`. Returns its length in bytes: up to, but not
    /// including, the space after it, if any.
    ///
    /// Accepts letters in any case, except `WV` and `XX`. A transaction id may have leading zeros,
    /// up to three digits in all.
    ///
    /// # Errors
    /// The first part of the preamble that has a fault: [`NotPts`](PreambleError::NotPts),
    /// [`Version`](PreambleError::Version), [`Type`](PreambleError::Type),
    /// [`TransactionId`](PreambleError::TransactionId), [`Part`](PreambleError::Part),
    /// [`PartBeyondTotal`](PreambleError::PartBeyondTotal) or [`End`](PreambleError::End).
    pub fn parse(message: &str) -> Result<(Self, usize), PreambleError> {
        Self::parse_bytes(message.as_bytes())
    }

    /// Like [`parse`](Self::parse), for the bytes of an SMS: the end of a part may cut a character
    /// in two.
    ///
    /// # Errors
    /// The errors of [`parse`](Self::parse).
    pub fn parse_bytes(message: &[u8]) -> Result<(Self, usize), PreambleError> {
        let mut steps = Steps { whole: message, rest: message };
        steps.take(tag("WV"), PreambleError::NotPts)?;
        let version = steps.take(version, PreambleError::Version)?;
        let code = steps.take(code, PreambleError::Type)?;
        let transaction_id = steps.take(transaction_id, PreambleError::TransactionId)?;
        let letters = steps.offset();
        let part = steps.take(opt(part), PreambleError::Part)?;
        if part.is_some_and(|part| part.index >= part.total) {
            return Err(PreambleError::PartBeyondTotal(letters));
        }
        steps.take(peek(alt((eof, tag(" ")))), PreambleError::End)?;
        Ok((Self { version, code, transaction_id, part }, steps.offset()))
    }
}

/// Grammars applied one after the other, each with its own error.
struct Steps<'a> {
    whole: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Steps<'a> {
    fn take<T>(
        &mut self,
        mut grammar: impl Parser<&'a [u8], Output = T, Error = Error<&'a [u8]>>,
        error: fn(usize) -> PreambleError,
    ) -> Result<T, PreambleError> {
        match grammar.parse(self.rest) {
            Ok((rest, value)) => {
                self.rest = rest;
                Ok(value)
            }
            Err(nom::Err::Error(fault) | nom::Err::Failure(fault)) => {
                Err(error(self.whole.len().saturating_sub(fault.input.len())))
            }
            Err(nom::Err::Incomplete(_)) => Err(error(self.whole.len())),
        }
    }

    fn offset(&self) -> usize {
        self.whole.len().saturating_sub(self.rest.len())
    }
}

fn version(input: &[u8]) -> IResult<&[u8], PreambleVersion> {
    alt((
        value(PreambleVersion::Known(Version::V1_1), tag("11")),
        value(PreambleVersion::Known(Version::V1_2), tag("12")),
        value(PreambleVersion::Known(Version::V1_3), tag("13")),
        value(PreambleVersion::Discovery, tag("XX")),
        map(two(u8::is_ascii_digit), PreambleVersion::Other),
    ))
    .parse(input)
}

fn code(input: &[u8]) -> IResult<&[u8], Code> {
    map_opt(two(u8::is_ascii_alphabetic), Code::new).parse(input)
}

#[expect(clippy::arithmetic_side_effects, reason = "a number of three digits fits")]
fn transaction_id(input: &[u8]) -> IResult<&[u8], u16> {
    let digits = take_while_m_n(1, 3, |byte: u8| byte.is_ascii_digit());
    let number =
        map(digits, |digits: &[u8]| digits.iter().fold(0, |id, digit| id * 10 + u16::from(digit - b'0')));
    terminated(number, not(satisfy(|character| character.is_ascii_digit()))).parse(input)
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "letters are at least 'a', and at most 25 when it is taken away"
)]
fn part(input: &[u8]) -> IResult<&[u8], Part> {
    let letter = |input| one(u8::is_ascii_alphabetic).parse(input);
    // After the first part letter the second is mandatory.
    map(pair(letter, cut(letter)), |(index, total)| Part {
        index: index.to_ascii_lowercase() - b'a',
        total: total.to_ascii_lowercase() - b'a' + 1,
    })
    .parse(input)
}

fn two<'a>(is: fn(&u8) -> bool) -> impl Parser<&'a [u8], Output = [u8; 2], Error = Error<&'a [u8]>> {
    map((one(is), one(is)), |(first, second)| [first, second])
}

fn one<'a>(is: fn(&u8) -> bool) -> impl Parser<&'a [u8], Output = u8, Error = Error<&'a [u8]>> {
    map_opt(nom::number::complete::u8, move |byte| is(&byte).then_some(byte))
}

/// Writes the form for sending: two digits, upper-case letters, no leading zeros, lower-case part
/// letters.
impl fmt::Display for Preamble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WV{}{}{}", self.version, self.code, self.transaction_id)?;
        self.part.map_or(Ok(()), |part| write!(f, "{part}"))
    }
}

/// Writes the form in a preamble: `12`.
impl fmt::Display for PreambleVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(Version::V1_1) => f.write_str("11"),
            Self::Known(Version::V1_2) => f.write_str("12"),
            Self::Known(Version::V1_3) => f.write_str("13"),
            Self::Other([first, second]) => write!(f, "{}{}", char::from(*first), char::from(*second)),
            Self::Discovery => f.write_str("XX"),
        }
    }
}

/// Writes the form in a preamble: `bc` for the second part of three.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |count: u8| char::from(b'a'.saturating_add(count));
        write!(f, "{}{}", letter(self.index), letter(self.total.saturating_sub(1)))
    }
}

impl PreambleError {
    /// Returns the offset of the fault, in bytes from the start.
    pub const fn offset(self) -> usize {
        match self {
            Self::NotPts(offset)
            | Self::Version(offset)
            | Self::Type(offset)
            | Self::TransactionId(offset)
            | Self::Part(offset)
            | Self::PartBeyondTotal(offset)
            | Self::End(offset) => offset,
        }
    }
}
