//! Dates and times in every notation.

use super::grammar::Spelling;
use super::{DateTime, ParseDateTimeError, days_from_civil};
use crate::names::Tag;
use crate::reading::Rule;
use crate::values::Text;
use crate::walk::Sink;
use core::fmt;
use core::str::FromStr;

/// A date and time in any notation of the protocol.
///
/// It keeps a [`DateTime`] as such. Text that a `DateTime` cannot hold (a numeric offset, a
/// fraction of a second, a year beyond 4095) keeps its spelling, so that it is written back
/// unchanged.
///
/// ```
/// use imps_core::{AnyDateTime, DateTime};
/// let sent: AnyDateTime = "2001-09-25T13:40:13+01:00".parse()?;
/// assert_eq!(sent.to_string(), "2001-09-25T13:40:13+01:00");
/// assert_eq!(sent.to_unix(), Some(1_001_421_613));
/// assert_eq!(sent.date_time(), None);
///
/// let plain: DateTime = "20010925T124013Z".parse()?;
/// assert_eq!(AnyDateTime::from(plain).date_time(), Some(plain));
/// assert!("2001-09-25T13:40:13+25:00".parse::<AnyDateTime>().is_err());
/// # Ok::<_, imps_core::ParseDateTimeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AnyDateTime<'a>(Held<'a>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Held<'a> {
    Plain(DateTime),
    Spelled(Text<'a>),
}

/// The parts of a date and time that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateTimeParts {
    /// The year, 0 to 9999.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// The hour, 0 to 23.
    pub hour: u8,
    /// The minute, 0 to 59.
    pub minute: u8,
    /// The second, 0 to 59.
    pub second: u8,
    /// The fraction of the second, in nanoseconds.
    pub nanosecond: u32,
    /// Minutes ahead of UTC; `None` for the local time of the user.
    pub offset: Option<i16>,
}

impl<'a> AnyDateTime<'a> {
    /// Reads a date and time in any notation.
    ///
    /// # Errors
    /// [`ParseDateTimeError`] if the text is not in a notation of the protocol.
    pub fn parse(text: impl Into<Text<'a>>) -> Result<Self, ParseDateTimeError> {
        let text = text.into();
        let spelling = Spelling::of(&text).ok_or(ParseDateTimeError)?;
        let held = if spelling.is_plain() { Held::Plain(spelling.time) } else { Held::Spelled(text) };
        Ok(Self(held))
    }

    /// The date and time; `None` if a [`DateTime`] cannot hold it.
    pub const fn date_time(&self) -> Option<DateTime> {
        match self.0 {
            Held::Plain(time) => Some(time),
            Held::Spelled(_) => None,
        }
    }

    /// Writes the whole element.
    #[inline(always)]
    pub(crate) fn write<K: Sink>(&self, tag: Tag, sink: &mut K) {
        match &self.0 {
            Held::Plain(time) => sink.leaf_date_time(tag, *time),
            Held::Spelled(text) => sink.leaf_text(tag, text),
        }
    }

    /// Returns the text that a [`DateTime`] cannot hold, or else the `DateTime`.
    pub(crate) fn into_spelled(self) -> Result<Text<'a>, DateTime> {
        match self.0 {
            Held::Plain(time) => Err(time),
            Held::Spelled(text) => Ok(text),
        }
    }

    fn spelling(&self) -> Option<Spelling> {
        match &self.0 {
            Held::Plain(time) => Some((*time).into()),
            Held::Spelled(text) => Spelling::of(text),
        }
    }

    /// Returns whether such a day, time and zone exist.
    pub fn is_valid(&self) -> bool {
        self.spelling().is_some_and(|spelling| spelling.time.is_valid())
    }

    /// The year, 0 to 9999.
    pub fn year(&self) -> u16 {
        self.spelling().map_or(0, |spelling| spelling.time.year)
    }

    /// The rule by which strict reading refuses it: a day, time or zone that does not exist, or an
    /// offset with one digit, such as `+1`, which ISO 8601 does not have.
    pub(crate) fn broken_rule(&self) -> Option<Rule> {
        match self.spelling() {
            Some(spelling) if !spelling.time.is_valid() => Some(Rule::DateTimeRange),
            Some(Spelling { short_offset: true, .. }) => Some(Rule::DateTimeOffset),
            _ => None,
        }
    }

    /// The year, month and so on; `None` for days, times and zones that do not exist.
    pub fn parts(&self) -> Option<DateTimeParts> {
        let spelling = self.spelling().filter(|spelling| spelling.time.is_valid())?;
        let DateTime { year, month, day, hour, minute, second, .. } = spelling.time;
        let nanosecond = spelling.nanosecond.unwrap_or_default();
        let offset = spelling.minutes_ahead();
        Some(DateTimeParts { year, month, day, hour, minute, second, nanosecond, offset })
    }

    /// Seconds since the start of 1970 in UTC, without the fraction. `None` without a zone, because
    /// the offset is then unknown, and for days and times that do not exist.
    #[expect(clippy::arithmetic_side_effects, reason = "the years end with 9999")]
    pub fn to_unix(&self) -> Option<i64> {
        let parts = self.parts()?;
        let days = days_from_civil(parts.year.into(), parts.month.into(), parts.day.into());
        let minutes = i64::from(parts.hour) * 60 + i64::from(parts.minute) - i64::from(parts.offset?);
        Some(days * 86_400 + minutes * 60 + i64::from(parts.second))
    }

    /// Returns the same date and time, independent of the input.
    pub fn into_owned(self) -> AnyDateTime<'static> {
        AnyDateTime(match self.0 {
            Held::Plain(time) => Held::Plain(time),
            Held::Spelled(text) => Held::Spelled(text.into_owned()),
        })
    }
}

impl From<DateTime> for AnyDateTime<'_> {
    fn from(time: DateTime) -> Self {
        Self(Held::Plain(time))
    }
}

impl PartialEq<DateTime> for AnyDateTime<'_> {
    fn eq(&self, other: &DateTime) -> bool {
        self.date_time() == Some(*other)
    }
}

impl FromStr for AnyDateTime<'_> {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, ParseDateTimeError> {
        AnyDateTime::parse(text).map(AnyDateTime::into_owned)
    }
}

/// Writes the basic form with seconds, or the text that a [`DateTime`] cannot hold.
impl fmt::Display for AnyDateTime<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Held::Plain(time) => time.fmt(f),
            Held::Spelled(text) => text.fmt(f),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for AnyDateTime<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for AnyDateTime<'_> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_canonical_date_costs_no_more_than_a_text() {
        assert!(size_of::<AnyDateTime<'_>>() <= size_of::<Text<'_>>());
    }

    #[test]
    fn the_point_in_time_respects_the_offset() {
        for (text, seconds) in [
            ("2001-09-25T13:40:13+01:00", Some(1_001_421_613)),
            ("2001-09-25T13:40:13.9+1", Some(1_001_421_613)),
            ("2001-09-25T13:40:13A", Some(1_001_421_613)),
            ("2001-09-25T13:40:13-05:30", Some(1_001_445_013)),
            ("9999-12-31T23:59:59Z", Some(253_402_300_799)),
            ("2001-09-25T13:40:13.9", None),
            ("2001-13-25T13:40:13+01:00", None),
            ("20010925T134013J", None),
        ] {
            let time: AnyDateTime<'_> = text.parse().unwrap();
            assert_eq!(time.to_unix(), seconds, "{text}");
        }
    }

    #[test]
    fn what_a_date_time_cannot_hold_keeps_its_spelling() {
        for text in ["2001-09-25T13:40:13+01:00", "20010925T134013.50", "50010925T134013Z"] {
            let time: AnyDateTime<'_> = text.parse().unwrap();
            assert_eq!((time.to_string().as_str(), time.date_time()), (text, None));
        }
        let plain: AnyDateTime<'_> = "2001-09-25T13:40Z".parse().unwrap();
        assert_eq!(plain, "20010925T134000Z".parse::<DateTime>().unwrap());
    }
}
