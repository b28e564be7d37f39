//! Dates and times in every spelling of the protocol, for calculation with [`jiff`].

use core::fmt;
use core::str::FromStr;
use imps_core::{AnyDateTime, DateTime, ParseDateTimeError};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{Offset, TimeZone};

/// A date and time: with an offset from UTC, or in the local time of the user.
///
/// It reads every spelling of the protocol, including numeric offsets and fractions of seconds. It
/// writes the form that the standard recommends: basic form, seconds, UTC.
///
/// ```
/// use imps_types::Moment;
/// let moment: Moment = "2001-09-25T13:40:13+01:00".parse()?;
/// assert_eq!(moment.to_string(), "20010925T124013Z");
/// assert_eq!(moment.timestamp().map(|time| time.as_second()), Some(1_001_421_613));
///
/// let local: Moment = "20010925T1340".parse()?;
/// assert_eq!(local.timestamp(), None);
/// # Ok::<_, imps_core::ParseDateTimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    civil: civil::DateTime,
    offset: Option<Offset>,
}

impl Moment {
    /// Makes a date and time at an offset from UTC; `None` for the local time of the user.
    pub const fn new(civil: civil::DateTime, offset: Option<Offset>) -> Self {
        Self { civil, offset }
    }

    /// The date and time as written.
    pub const fn civil(self) -> civil::DateTime {
        self.civil
    }

    /// The offset from UTC; `None` for the local time of the user.
    pub const fn offset(self) -> Option<Offset> {
        self.offset
    }

    /// The point in time; `None` for the local time of the user, and beyond the years that
    /// [`Timestamp`] holds.
    pub fn timestamp(self) -> Option<Timestamp> {
        self.offset?.to_timestamp(self.civil).ok()
    }

    /// The point in time for a user in a time zone. An offset, if present, overrides the zone.
    pub fn timestamp_in(self, local: &TimeZone) -> Option<Timestamp> {
        match self.offset {
            Some(_) => self.timestamp(),
            None => local.to_timestamp(self.civil).ok(),
        }
    }

    /// Converts to the form that a message carries: whole seconds, in UTC, or without a zone for
    /// local time. Returns `None` outside the years 0 to 4095.
    pub fn to_date_time(self) -> Option<DateTime> {
        let (civil, zone) = match self.offset {
            None => (self.civil, None),
            Some(_) => (Offset::UTC.to_datetime(self.timestamp()?), Some('Z')),
        };
        let part = |value: i8| u8::try_from(value).ok();
        DateTime::new(
            u16::try_from(civil.year()).ok()?,
            part(civil.month())?,
            part(civil.day())?,
            part(civil.hour())?,
            part(civil.minute())?,
            part(civil.second())?,
            zone,
        )
    }
}

/// Makes a moment in UTC.
impl From<Timestamp> for Moment {
    fn from(timestamp: Timestamp) -> Self {
        Self { civil: Offset::UTC.to_datetime(timestamp), offset: Some(Offset::UTC) }
    }
}

/// Fails for days and times that do not exist.
impl TryFrom<DateTime> for Moment {
    type Error = ParseDateTimeError;

    fn try_from(time: DateTime) -> Result<Self, ParseDateTimeError> {
        Self::try_from(&AnyDateTime::from(time))
    }
}

/// Fails for days and times that do not exist.
///
/// ```
/// use imps_core::AnyDateTime;
/// use imps_types::Moment;
///
/// let sent: AnyDateTime<'_> = "2001-09-25T13:40:13+01:00".parse()?;
/// assert_eq!(Moment::try_from(&sent)?.to_string(), "20010925T124013Z");
/// # Ok::<_, imps_core::ParseDateTimeError>(())
/// ```
impl TryFrom<&AnyDateTime<'_>> for Moment {
    type Error = ParseDateTimeError;

    fn try_from(time: &AnyDateTime<'_>) -> Result<Self, ParseDateTimeError> {
        let moment = || {
            let parts = time.parts()?;
            let part = |value: u8| i8::try_from(value).ok();
            let date =
                civil::Date::new(i16::try_from(parts.year).ok()?, part(parts.month)?, part(parts.day)?);
            let nanosecond = i32::try_from(parts.nanosecond).ok()?;
            let (hour, minute, second) = (part(parts.hour)?, part(parts.minute)?, part(parts.second)?);
            let clock = civil::Time::new(hour, minute, second, nanosecond);
            let offset = match parts.offset {
                None => None,
                Some(minutes) => Some(Offset::from_seconds(i32::from(minutes).checked_mul(60)?).ok()?),
            };
            Some(Self { civil: date.ok()?.to_datetime(clock.ok()?), offset })
        };
        moment().ok_or(ParseDateTimeError)
    }
}

/// Writes the basic form with seconds, in UTC or without a zone. Writes an extended form if the
/// basic form cannot hold the moment.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_date_time() {
            Some(time) => time.fmt(f),
            None => self.civil.fmt(f),
        }
    }
}

/// Reads the basic and the extended form, with or without seconds and fractions of seconds, with
/// zone letters and numeric offsets.
impl FromStr for Moment {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, ParseDateTimeError> {
        AnyDateTime::parse(text).and_then(|time| Self::try_from(&time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn utc(text: &str) -> Option<alloc::string::String> {
        let moment: Moment = text.parse().ok()?;
        Some(moment.timestamp()?.to_string())
    }

    /// See `notes.md`, "Date and time".
    #[test]
    fn every_spelling_is_read() {
        for (text, expected) in [
            ("20010925T1340Z", "2001-09-25T13:40:00Z"),
            ("20010925T134013Z", "2001-09-25T13:40:13Z"),
            ("2001-09-25T13:40:13Z", "2001-09-25T13:40:13Z"),
            ("2001-09-25T13:40:13A", "2001-09-25T12:40:13Z"),
            ("2001-09-25T13:40:13+01:00", "2001-09-25T12:40:13Z"),
            ("2001-09-25T13:40:13+0100", "2001-09-25T12:40:13Z"),
            ("2001-09-25T13:40:13+01", "2001-09-25T12:40:13Z"),
            ("2001-09-25T13:40:13+1", "2001-09-25T12:40:13Z"),
            ("2001-09-25T13:40:13-05:00", "2001-09-25T18:40:13Z"),
            ("20010925T134013.25-0530", "2001-09-25T19:10:13.25Z"),
            ("2001-09-25T13:40:13,1234567891Z", "2001-09-25T13:40:13.123456789Z"),
        ] {
            assert_eq!(utc(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn without_a_zone_it_is_the_local_time_of_the_user() {
        for text in ["20010925T1340", "20010925T134000", "2001-09-25T13:40", "2001-09-25T13:40:00.0"] {
            let moment: Moment = text.parse().unwrap();
            assert_eq!((moment.offset(), moment.timestamp()), (None, None), "{text}");
            assert_eq!(moment.to_string(), "20010925T134000");
            let there = TimeZone::fixed(Offset::from_hours(2).unwrap());
            assert_eq!(moment.timestamp_in(&there).unwrap().to_string(), "2001-09-25T11:40:00Z");
        }
    }

    #[test]
    fn letters_are_those_of_the_navies() {
        let offset = |letter: char| {
            let moment = alloc::format!("20010925T1340{letter}").parse::<Moment>();
            moment.ok().and_then(Moment::offset)
        };
        for (letter, hours) in [('A', 1), ('I', 9), ('K', 10), ('M', 12), ('N', -1), ('Y', -12), ('Z', 0)] {
            assert_eq!(offset(letter), Offset::from_hours(hours).ok(), "{letter}");
        }
        assert_eq!((offset('J'), offset('a'), offset('é')), (None, None, None));
    }

    #[test]
    fn what_is_no_date_and_time_is_refused() {
        for text in [
            "",
            "20010925",
            "20011325T1340Z",
            "20010229T1340Z",
            "20010925T2540Z",
            "20010925T1340J",
            "2001-0925T1340",
            "2001-09-25T13:40:13+99:00",
            "2001-09-25T13:40:13+01:75",
            "2001-09-25T13:40:13Z ",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(ParseDateTimeError), "{text}");
        }
    }

    #[test]
    fn date_times_of_messages_convert_both_ways() {
        for text in ["20010925T134013Z", "20010925T134013"] {
            let time: DateTime = text.parse().unwrap();
            assert_eq!(Moment::try_from(time).unwrap().to_date_time(), Some(time));
        }
        let east: DateTime = "20010925T134013A".parse().unwrap();
        assert_eq!(Moment::try_from(east).unwrap().to_string(), "20010925T124013Z");
        let faulty: DateTime = "20011325T134013Z".parse().unwrap();
        assert_eq!(Moment::try_from(faulty), Err(ParseDateTimeError));
        let epoch = Moment::from(Timestamp::UNIX_EPOCH);
        assert_eq!(epoch.to_string(), "19700101T000000Z");
    }
}
