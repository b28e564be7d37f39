//! The notations of a date and time: one grammar for types, validator and conversion.

use super::DateTime;

/// The values of a text, and its spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// Date, time and zone letter. The year may be larger than six bytes can hold.
    pub time: DateTime,
    /// The fraction of a second, in nanoseconds. Finer digits are cut off.
    pub nanosecond: Option<u32>,
    /// A numeric offset from UTC, in minutes.
    pub offset: Option<i16>,
    /// Whether the offset has only one digit. Lenient readers accept it; ISO 8601 does not have it.
    pub short_offset: bool,
}

impl Spelling {
    /// Reads basic and extended form, with or without seconds, with a fraction of a second, a zone
    /// letter or an offset. Fields may be out of the range of a calendar, but must fit their bits.
    pub(crate) fn of(text: &str) -> Option<Self> {
        Rest(text.as_bytes()).spelling().filter(|spelling| spelling.time.fits_but_year())
    }

    /// Returns whether six bytes can hold it.
    pub(crate) const fn is_plain(&self) -> bool {
        self.nanosecond.is_none() && self.offset.is_none() && self.time.fits()
    }

    /// The offset from UTC in minutes; `None` without a zone.
    pub(super) fn minutes_ahead(&self) -> Option<i16> {
        self.offset.or_else(|| {
            let hours = super::zone_offset(self.time.zone()?)?;
            i16::try_from(hours).ok()?.checked_mul(60)
        })
    }
}

impl From<DateTime> for Spelling {
    fn from(time: DateTime) -> Self {
        Self { time, nanosecond: None, offset: None, short_offset: false }
    }
}

/// The bytes not read yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn spelling(&mut self) -> Option<Spelling> {
        let (first, second) = (self.pair()?, self.pair()?);
        let extended = self.take(b'-');
        let month = self.pair()?;
        self.separator(extended, b'-')?;
        let day = self.pair()?;
        self.separator(true, b'T')?;
        let hour = self.pair()?;
        self.separator(extended, b':')?;
        let minute = self.pair()?;
        let more = if extended { self.take(b':') } else { self.0.first().is_some_and(u8::is_ascii_digit) };
        let seconds = if more { Some(self.pair()?) } else { None };
        let nanosecond = if seconds.is_some() { self.fraction()? } else { None };
        #[expect(clippy::arithmetic_side_effects, reason = "a pair of digits is below 100")]
        let year = u16::from(first) * 100 + u16::from(second);
        let (zone, offset, short_offset) = match self.0 {
            [] => (0, None, false),
            [letter] if letter.is_ascii_uppercase() => (*letter, None, false),
            [sign @ (b'+' | b'-'), digits @ ..] => (0, Some(offset(*sign, digits)?), digits.len() == 1),
            _ => return None,
        };
        let second = seconds.unwrap_or(0);
        let time = DateTime { year, month, day, hour, minute, second, zone };
        Some(Spelling { time, nanosecond, offset, short_offset })
    }

    /// Reads a fraction of a second. The outer `None` means that digits are missing.
    #[expect(clippy::option_option, reason = "no fraction is no fault")]
    #[expect(clippy::arithmetic_side_effects, reason = "a number of nine digits fits")]
    fn fraction(&mut self) -> Option<Option<u32>> {
        if !self.take(b'.') && !self.take(b',') {
            return Some(None);
        }
        let length = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(length).filter(|(digits, _)| !digits.is_empty())?;
        self.0 = rest;
        let nine = digits.iter().chain(core::iter::repeat(&b'0')).take(9);
        Some(Some(nine.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))))
    }

    /// Reads two digits.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "digits are at least '0', and below 10 when it is taken away"
    )]
    fn pair(&mut self) -> Option<u8> {
        let (tens, ones) = match self.0 {
            [tens, ones, rest @ ..] if tens.is_ascii_digit() && ones.is_ascii_digit() => {
                self.0 = rest;
                (tens - b'0', ones - b'0')
            }
            _ => return None,
        };
        Some(tens * 10 + ones)
    }

    /// Takes the byte if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        match self.0 {
            [first, rest @ ..] if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes the separator if this form has one.
    fn separator(&mut self, present: bool, byte: u8) -> Option<()> {
        (!present || self.take(byte)).then_some(())
    }
}

/// Reads an offset and returns minutes: `+01:00`, `+0100`, `+01` or `+1`, below one day.
#[expect(clippy::arithmetic_side_effects, reason = "hours and minutes have two digits")]
fn offset(sign: u8, digits: &[u8]) -> Option<i16> {
    let mut rest = Rest(digits);
    let (hours, minutes) = match digits {
        [hour] if hour.is_ascii_digit() => (hour - b'0', 0),
        [_, _] => (rest.pair()?, 0),
        [_, _, b':', _, _] => {
            let hours = rest.pair()?;
            rest.separator(true, b':')?;
            (hours, rest.pair()?)
        }
        [_, _, _, _] => (rest.pair()?, rest.pair()?),
        _ => return None,
    };
    let ahead = i16::from(hours) * 60 + i16::from(minutes);
    (hours < 24 && minutes < 60).then_some(if sign == b'-' { -ahead } else { ahead })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// See `notes.md`, "Date and time".
    #[test]
    fn the_spellings_of_the_notes_are_read() {
        for (text, offset, plain) in [
            ("20010925T1340", None, true),
            ("20010925T134013", None, true),
            ("20010925T1340Z", None, true),
            ("2001-09-25T13:40:13Z", None, true),
            ("2001-09-25T13:40:13A", None, true),
            ("2001-09-25T13:40:13+01:00", Some(60), false),
            ("2001-09-25T13:40:13+0100", Some(60), false),
            ("2001-09-25T13:40:13+01", Some(60), false),
            ("2001-09-25T13:40:13+1", Some(60), false),
            ("2001-09-25T13:40:13-05:00", Some(-300), false),
            ("2001-09-25T13:40:13.25", None, false),
            ("2001-09-25T13:40:13,5-00:30", Some(-30), false),
            ("20010925T1340+2359", Some(1439), false),
            ("50010925T134013Z", None, false),
        ] {
            let spelling = Spelling::of(text).unwrap();
            assert_eq!((spelling.offset, spelling.is_plain()), (offset, plain), "{text}");
            assert!(spelling.time.is_valid(), "{text}");
            assert_eq!(spelling.short_offset, text.ends_with("+1"), "{text}");
        }
        let fraction = |text| Spelling::of(text).and_then(|spelling| spelling.nanosecond);
        assert_eq!(fraction("20010925T134013.5Z"), Some(500_000_000));
        assert_eq!(fraction("20010925T134013.1234567899Z"), Some(123_456_789));
    }

    #[test]
    fn what_no_notation_allows_is_refused() {
        for text in [
            "",
            "T",
            "20010925",
            "20010925T1340+",
            "20010925T1340.5",
            "20010925T134013.Z",
            "20010925T134013z",
            "20010925T134013UTC",
            "20010925T134013ZZ",
            "20010925T134013 +01:00",
            "2001-0925T1340",
            "2001-09-25T13:40:13+1:00",
            "2001-09-25T13:40:13+100",
            "2001-09-25T13:40:13+01:0x",
            "2001-09-25T13:40:13+24:00",
            "2001-09-25T13:40:13+01:60",
            "2001-09-25T13:40:13+01:00Z",
            "2001-16-25T13:40:13+01:00",
        ] {
            assert_eq!(Spelling::of(text), None, "{text}");
        }
    }
}
