//! Dates and times as the protocol carries them.

mod any;
mod grammar;

pub use any::{AnyDateTime, DateTimeParts};

use core::fmt;
use core::str::FromStr;
use grammar::Spelling;

/// A date and time of day with a zone letter: 6 bytes in binary XML, `20010925T134013Z` as text.
///
/// Fields keep the sent values, even if no such day or hour exists, because some writers put the
/// minute into the month. [`is_valid`](Self::is_valid) checks them. The type has no place for
/// numeric offsets and fractions of seconds: [`AnyDateTime`] holds these too.
///
/// ```
/// use imps_core::DateTime;
/// let time: DateTime = "2001-09-25T13:40Z".parse()?;
/// assert_eq!(time.to_string(), "20010925T134000Z");
/// assert_eq!(DateTime::from_bytes([0x1F, 0x46, 0x72, 0xDA, 0x00, 0x5A]), Some(time));
/// # Ok::<_, imps_core::ParseDateTimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
    second: u8,
    /// An ASCII letter, or 0 for none.
    zone: u8,
}

impl DateTime {
    /// All zero, which is not a date: the blank value that reading fills.
    pub(crate) const ZERO: Self = Self { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, zone: 0 };

    /// Makes a date and time. `zone` is a military zone letter (`'Z'` is UTC) or `None` for the
    /// local time of the user. Returns `None` if a value is out of range: year 0 to 4095, zone `A`
    /// to `Z` without `J`.
    pub fn new(
        year: u16,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
        zone: Option<char>,
    ) -> Option<Self> {
        let zone = match zone {
            None => 0,
            Some(letter) => u8::try_from(letter).ok().filter(|letter| *letter != b'J')?,
        };
        let time = Self { year, month, day, hour, minute, second, zone };
        (time.fits() && time.is_valid()).then_some(time)
    }

    /// Year, 0 to 4095.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Month, from 1.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Hour, 0 to 23.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// Minute, 0 to 59.
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// Second, 0 to 59.
    pub const fn second(self) -> u8 {
        self.second
    }

    /// The military zone letter (`'Z'` is UTC); `None` without a zone.
    pub fn zone(self) -> Option<char> {
        (self.zone != 0).then_some(char::from(self.zone))
    }

    /// Returns whether such a day, time and zone exist.
    pub fn is_valid(self) -> bool {
        let leap =
            self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        (1..=days).contains(&self.day)
            && self.hour < 24
            && self.minute < 60
            && self.second < 60
            && self.zone != b'J'
    }

    /// Seconds since the start of 1970 in UTC, with the offset of the zone letter applied. `None`
    /// without a zone, because the offset is then unknown, and for days and times that do not
    /// exist.
    ///
    /// Compare these numbers to find the earlier of two times. A `DateTime` itself has no order.
    ///
    /// ```
    /// use imps_core::DateTime;
    /// let time: DateTime = "20010925T174013D".parse()?; // four hours ahead
    /// assert_eq!(time.to_unix(), Some(1_001_425_213));
    /// assert_eq!(DateTime::from_unix(1_001_425_213), "20010925T134013Z".parse().ok());
    /// # Ok::<_, imps_core::ParseDateTimeError>(())
    /// ```
    #[expect(clippy::arithmetic_side_effects, reason = "the years end with 4095")]
    pub fn to_unix(self) -> Option<i64> {
        let zone = self.zone()?;
        if !self.is_valid() {
            return None;
        }
        let hours = i64::from(self.hour) - zone_offset(zone)?;
        let days = days_from_civil(i64::from(self.year), i64::from(self.month), i64::from(self.day));
        Some(days * 86_400 + hours * 3_600 + i64::from(self.minute) * 60 + i64::from(self.second))
    }

    /// Makes the time in UTC. Returns `None` outside the years 0 to 4095.
    #[expect(clippy::arithmetic_side_effects, reason = "days of other years are turned away first")]
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let first = days_from_civil(0, 1, 1);
        if !(first..days_from_civil(4096, 1, 1)).contains(&days) {
            return None;
        }
        // Count down from a year and a month that are certainly late enough.
        let mut year = (days - first) / 365;
        while days_from_civil(year, 1, 1) > days {
            year -= 1;
        }
        let mut month = 12;
        while days_from_civil(year, month, 1) > days {
            month -= 1;
        }
        let day = days - days_from_civil(year, month, 1) + 1;
        let byte = |value: i64| u8::try_from(value).ok();
        let (hour, minute) = (byte(second / 3_600)?, byte(second / 60 % 60)?);
        let year = u16::try_from(year).ok()?;
        Self::new(year, byte(month)?, byte(day)?, hour, minute, byte(second % 60)?, Some('Z'))
    }

    /// Returns whether the fields fit the bits of the binary form.
    const fn fits(self) -> bool {
        self.year < 1 << 12 && self.fits_but_year()
    }

    const fn fits_but_year(self) -> bool {
        self.month < 1 << 4
            && self.day < 1 << 5
            && self.hour < 1 << 5
            && self.minute < 1 << 6
            && self.second < 1 << 6
            && (self.zone == 0 || self.zone.is_ascii_uppercase())
    }

    /// Reads the six bytes of binary XML. Returns `None` if they do not have that form.
    pub fn from_bytes(bytes: [u8; 6]) -> Option<Self> {
        let [year, year_month, month_day_hour, hour_minute, minute_second, zone] = bytes;
        let time = Self {
            year: u16::from(year) << 6 | u16::from(year_month >> 2),
            month: (year_month & 0x03) << 2 | month_day_hour >> 6,
            day: (month_day_hour >> 1) & 0x1F,
            hour: (month_day_hour & 0x01) << 4 | hour_minute >> 4,
            minute: (hour_minute & 0x0F) << 2 | minute_second >> 6,
            second: minute_second & 0x3F,
            zone,
        };
        time.fits().then_some(time)
    }

    /// Returns the six bytes of binary XML.
    pub fn to_bytes(self) -> [u8; 6] {
        let [year_high, year_low] = self.year.to_be_bytes();
        [
            year_high << 2 | year_low >> 6,
            year_low << 2 | self.month >> 2,
            self.month << 6 | self.day << 1 | self.hour >> 4,
            self.hour << 4 | self.minute >> 2,
            self.minute << 6 | self.second,
            self.zone,
        ]
    }
}

/// Writes the basic form with seconds: `20010925T134013Z`.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute, second, .. } = self;
        write!(f, "{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}")?;
        self.zone().map_or(Ok(()), |zone| write!(f, "{zone}"))
    }
}

/// The error for a text that is not a date and time that [`DateTime`] can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a date and time such as 20010925T134013Z")]
pub struct ParseDateTimeError;

/// Reads the basic and the extended ISO 8601 form, with or without seconds, with a zone letter or
/// none.
impl FromStr for DateTime {
    type Err = ParseDateTimeError;

    fn from_str(text: &str) -> Result<Self, ParseDateTimeError> {
        let spelling = Spelling::of(text).filter(Spelling::is_plain);
        spelling.map(|spelling| spelling.time).ok_or(ParseDateTimeError)
    }
}

/// The hours by which a zone is ahead of UTC: `A` to `M` without `J` are ahead, `N` to `Y` behind.
#[expect(clippy::arithmetic_side_effects, reason = "letters within a range are compared with its ends")]
fn zone_offset(zone: char) -> Option<i64> {
    let letter = i64::from(u32::from(zone));
    match zone {
        'A'..='I' => Some(letter - i64::from(b'A') + 1),
        'K'..='M' => Some(letter - i64::from(b'A')),
        'N'..='Y' => Some(i64::from(b'N') - letter - 1),
        'Z' => Some(0),
        _ => None,
    }
}

/// Days from the start of 1970 to a day of the Gregorian calendar. Years count from March, so that
/// leap days come last.
#[expect(clippy::arithmetic_side_effects, reason = "called with the years 0 to 4096, or some months beyond")]
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469
}

#[cfg(feature = "serde")]
impl serde::Serialize for DateTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for DateTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = crate::Text::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    /// The example that the facts on binary XML give: 2001-09-25 16:58:59 UTC.
    #[test]
    fn bytes_are_those_of_the_rules() {
        let time: DateTime = "20010925T165859Z".parse().unwrap();
        assert_eq!(time.to_bytes(), [0x1F, 0x46, 0x73, 0x0E, 0xBB, 0x5A]);
        assert_eq!(DateTime::from_bytes(time.to_bytes()), Some(time));
    }

    #[test]
    fn the_spellings_of_the_notes_are_read() {
        for (text, expected) in [
            ("20010925T1340", "20010925T134000"),
            ("20010925T134013", "20010925T134013"),
            ("20010925T1340Z", "20010925T134000Z"),
            ("2001-09-25T13:40:13Z", "20010925T134013Z"),
            ("2001-09-25T13:40:13A", "20010925T134013A"),
        ] {
            assert_eq!(text.parse::<DateTime>().unwrap().to_string(), expected);
        }
    }

    #[test]
    fn what_the_bytes_cannot_hold_is_refused() {
        for text in ["", "20010925", "2001-09-25T13:40:13+01:00", "20010925T134013.5Z", "2001-0925T1340"] {
            assert_eq!(text.parse::<DateTime>(), Err(ParseDateTimeError), "{text}");
        }
        assert_eq!(DateTime::from_bytes([0xFF; 6]), None);
    }

    #[test]
    fn unix_time_goes_both_ways() {
        for (text, seconds) in [
            ("19700101T000000Z", 0),
            ("19691231T235959Z", -1),
            ("20000229T120000Z", 951_825_600),
            ("00000101T000000Z", -62_167_219_200),
            ("40951231T235959Z", 67_090_118_399),
        ] {
            let time: DateTime = text.parse().unwrap();
            assert_eq!(time.to_unix(), Some(seconds), "{text}");
            assert_eq!(DateTime::from_unix(seconds), Some(time), "{text}");
        }
        assert_eq!((DateTime::from_unix(i64::MIN), DateTime::from_unix(i64::MAX)), (None, None));
        assert_eq!(DateTime::from_unix(67_090_118_400), None);
        for (zone, hour) in [('A', 11), ('I', 3), ('K', 2), ('M', 0), ('N', 13), ('Y', 24)] {
            let time = DateTime::new(1970, 1, 1, 12, 0, 0, Some(zone)).unwrap();
            assert_eq!(time.to_unix(), Some(hour * 3_600), "{zone}");
        }
        assert_eq!("20000229T120000".parse::<DateTime>().unwrap().to_unix(), None);
        assert_eq!("20010229T120000Z".parse::<DateTime>().unwrap().to_unix(), None);
    }

    #[test]
    fn days_that_do_not_exist_are_kept_and_told() {
        let faulty: DateTime = "20011325T134013Z".parse().unwrap();
        assert!(!faulty.is_valid());
        assert!("20010925T134013J".parse::<DateTime>().is_ok_and(|time| !time.is_valid()));
        assert_eq!(DateTime::new(2001, 2, 29, 0, 0, 0, None), None);
        assert!(DateTime::new(2004, 2, 29, 0, 0, 0, Some('Z')).is_some());
        assert_eq!(DateTime::new(2004, 2, 29, 0, 0, 0, Some('J')), None);
    }

    /// After two free bits come 12 for the year, 4 month, 5 day, 5 hour, 6 minute and 6 second;
    /// then a letter.
    #[test]
    fn every_field_has_its_bits() {
        for fields @ [year, month, day, hour, minute, second] in [
            [4095, 15, 31, 31, 63, 63],
            [4095, 0, 0, 0, 0, 0],
            [0, 15, 0, 0, 0, 0],
            [0, 0, 31, 0, 0, 0],
            [0, 0, 0, 31, 0, 0],
            [0, 0, 0, 0, 63, 0],
            [0, 0, 0, 0, 0, 63],
            [0xAAA, 5, 21, 10, 42, 21],
            [0x555, 10, 10, 21, 21, 42],
        ] {
            let bits = fields
                .iter()
                .zip([12, 4, 5, 5, 6, 6])
                .fold(0_u64, |bits, (field, width)| bits << width | field);
            let mut bytes = [0; 6];
            bytes[..5].copy_from_slice(&bits.to_be_bytes()[3..]);
            bytes[5] = b'Z';
            let text = alloc::format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z");
            let time: DateTime = text.parse().unwrap();
            assert_eq!(time.to_bytes(), bytes, "{text}");
            assert_eq!(DateTime::from_bytes(bytes), Some(time), "{text}");
            let read = [
                u64::from(time.year()),
                time.month().into(),
                time.day().into(),
                time.hour().into(),
                time.minute().into(),
                time.second().into(),
            ];
            assert_eq!((read, time.zone()), (fields, Some('Z')), "{text}");
        }
        // One more than the bits of a field can hold.
        for text in
            ["40960101T000000", "20011601T000000", "20010132T000000", "20010101T320000", "20010101T006400"]
        {
            assert_eq!(text.parse::<DateTime>(), Err(ParseDateTimeError), "{text}");
        }
        assert_eq!("20010101T000064".parse::<DateTime>(), Err(ParseDateTimeError));
        assert_eq!(DateTime::from_bytes([0x1F, 0x46, 0x73, 0x0E, 0xBB, b'z']), None);
        assert_eq!(DateTime::from_bytes([0x1F, 0x46, 0x73, 0x0E, 0xBB, 0]).unwrap().zone(), None);
    }

    #[test]
    fn forms_are_not_mixed() {
        for text in [
            "2001-09-25T1340",
            "2001-09-25T134013",
            "20010925T13:40",
            "200109-25T1340",
            "2001-09-25 13:40",
            "20010925T134013z",
            "20010925T134013ZZ",
            "20010925T13401",
            "2001O925T1340",
        ] {
            assert_eq!(text.parse::<DateTime>(), Err(ParseDateTimeError), "{text}");
        }
    }

    #[test]
    fn days_follow_each_other() {
        // The first seconds of 1900, 1999 and 2100, as calendar programs give them.
        for (first, years) in
            [(-2_208_988_800, 1900..=1900), (915_148_800, 1999..=2004), (4_102_444_800, 2100..=2100)]
        {
            let mut seconds = first;
            for year in years {
                let lengths = [
                    31,
                    if year % 4 == 0 && year % 100 != 0 || year == 2000 { 29 } else { 28 },
                    31,
                    30,
                    31,
                    30,
                    31,
                    31,
                    30,
                    31,
                    30,
                    31,
                ];
                for (month, length) in (1..).zip(lengths) {
                    for day in 1..=length {
                        let time = DateTime::new(year, month, day, 23, 59, 58, Some('Z'));
                        assert_eq!(time.unwrap().to_unix(), Some(seconds + 86_398), "{year}-{month}-{day}");
                        assert_eq!(DateTime::from_unix(seconds + 86_398), time);
                        seconds += 86_400;
                    }
                    assert_eq!(DateTime::new(year, month, length + 1, 0, 0, 0, None), None);
                    assert_eq!(DateTime::new(year, month, 0, 0, 0, 0, None), None);
                }
            }
        }
        for (month, hour, minute, second) in
            [(0, 0, 0, 0), (13, 0, 0, 0), (1, 24, 0, 0), (1, 0, 60, 0), (1, 0, 0, 60)]
        {
            assert_eq!(DateTime::new(2001, month, 1, hour, minute, second, None), None);
        }
        assert_eq!(DateTime::new(4096, 1, 1, 0, 0, 0, None), None);
        assert_eq!(DateTime::new(2001, 1, 1, 0, 0, 0, Some('z')), None);
    }
}
