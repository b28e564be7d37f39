//! Dates and times in every spelling of the protocol, for calculation with [`jiff`].

use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;
use imps_core::{AnyDateTime, DateTime, ParseDateTimeError};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, civil};
#[cfg(feature = "std")]
use std::time::SystemTime;

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
///
/// Moments have the order of the points in time. The zone of local time is unknown: it sorts as if
/// it were UTC, so at most a day away from its true place. [`timestamp_in`](Self::timestamp_in)
/// gives the true order for a user in a known zone. At the same point in time, local time comes
/// first, then offsets from west to east. Therefore only equal moments compare as equal.
///
/// ```
/// use imps_types::Moment;
///
/// let mut sent: Vec<Moment> = ["20010925T134013Z", "2001-09-25T13:40:13+01:00", "20010925T130000"]
///     .iter()
///     .map(|text| text.parse())
///     .collect::<Result<_, _>>()?;
/// sent.sort();
/// let sent: Vec<_> = sent.iter().map(ToString::to_string).collect();
/// assert_eq!(sent, ["20010925T124013Z", "20010925T130000", "20010925T134013Z"]);
/// # Ok::<_, imps_core::ParseDateTimeError>(())
/// ```
#[doc(alias = "timestamp")]
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

    /// The point in time for the standard library; `None` as for [`timestamp`](Self::timestamp), and
    /// where the time of the system has no such point.
    ///
    /// ```
    /// use imps_types::Moment;
    /// use std::time::{Duration, SystemTime};
    ///
    /// let moment: Moment = "20010925T134013Z".parse()?;
    /// let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_001_425_213);
    /// assert_eq!(moment.system_time(), Some(time));
    /// assert_eq!(Moment::try_from(time).ok(), Some(moment));
    /// # Ok::<_, imps_core::ParseDateTimeError>(())
    /// ```
    #[cfg(feature = "std")]
    pub fn system_time(self) -> Option<SystemTime> {
        self.timestamp().and_then(|time| SystemTime::try_from(time).ok())
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

    /// The time since the start of 1970 in UTC, as if local time were UTC. Unlike a [`Timestamp`]
    /// it has no bounds, so every moment has a place in the order.
    fn since_epoch(self) -> SignedDuration {
        const EPOCH: civil::DateTime = civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let ahead = self.offset.map_or(0, Offset::seconds);
        self.civil.duration_since(EPOCH).saturating_sub(SignedDuration::from_secs(ahead.into()))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.since_epoch().cmp(&other.since_epoch()).then(self.offset.cmp(&other.offset))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Makes a moment in UTC. Fails outside the years that [`Timestamp`] holds.
#[cfg(feature = "std")]
impl TryFrom<SystemTime> for Moment {
    type Error = jiff::Error;

    fn try_from(time: SystemTime) -> Result<Self, jiff::Error> {
        Timestamp::try_from(time).map(Self::from)
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
    fn the_order_is_that_of_the_points_in_time() {
        let moments = [
            "0000-01-01T00:00:00+14:00",
            "20010925T124012Z",
            "20010925T124013",
            "2001-09-25T07:10:13-0530",
            "20010925T124013Z",
            "2001-09-25T13:40:13+01:00",
            "20010925T124013.5",
            "2001-09-25T12:40:13.75Z",
            "9999-12-31T23:59:59-12:00",
        ]
        .map(|text| text.parse::<Moment>().unwrap());
        for (place, one) in moments.iter().enumerate() {
            for (other_place, other) in moments.iter().enumerate() {
                assert_eq!(one.cmp(other), place.cmp(&other_place), "{one} {other}");
                assert_eq!(one.partial_cmp(other), Some(one.cmp(other)));
            }
        }
    }

    #[cfg(feature = "std")]
    #[test]
    fn the_time_of_the_system_converts_both_ways() {
        use core::time::Duration;
        let east: Moment = "2001-09-25T13:40:13.5+01:00".parse().unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_001_421_613_500);
        assert_eq!(east.system_time(), Some(time));
        let moment = Moment::try_from(time).unwrap();
        assert_eq!((moment.offset(), moment.timestamp()), (Some(Offset::UTC), east.timestamp()));
        assert_eq!("20010925T134013".parse::<Moment>().unwrap().system_time(), None);
        let late = SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 40);
        assert!(Moment::try_from(late).is_err());
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
