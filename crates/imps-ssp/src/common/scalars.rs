//! Values of attributes and texts.

use alloc::format;
use alloc::string::{String, ToString};
use imps_core::schema::{DataType, Type};
use imps_core::{
    AnyDateTime, Error, ErrorKind, IntoOwned, ReadOptions, Rule, Scalar, Text, Value, enumeration, text_type,
};

/// Checks for the form `wv:@domain`.
static SERVICE_ID: DataType =
    DataType::new("service id", "a service id such as wv:@example.com", |text| match text.rsplit_once('@') {
        Some(("" | "wv:" | "WV:", domain)) if !domain.is_empty() => None,
        Some((before, _)) if !matches!(before, "" | "wv:" | "WV:") => Some(0),
        _ => Some(text.len()),
    });

/// Checks for ISO 8601, with or without separators.
static TIME: DataType =
    DataType::new(
        "DateTime",
        "a date and time such as 2009-05-14T16:20:05Z",
        |text| match AnyDateTime::parse(text.trim()) {
            Ok(time) if time.is_valid() => None,
            _ => Some(text.len()),
        },
    );

text_type! {
    /// The name of a server: `wv:@example.com`.
    ///
    /// ```
    /// use imps_ssp::ServiceId;
    /// assert_eq!(ServiceId::of_domain("example.com"), "wv:@example.com");
    /// assert_eq!(ServiceId::from("wv:@example.com").domain(), Some("example.com"));
    /// assert!(!ServiceId::from("example.com").is_valid());
    /// ```
    pub struct ServiceId: &SERVICE_ID;
    /// The name that the sender of a document uses for the session. The other server uses a name of
    /// its own.
    pub struct SessionId;
    /// The name of a transaction, chosen by the side that opens it and repeated in the answer.
    pub struct TransactionId;
    /// A date and time: ISO 8601 with separators and `Z`. The form without separators is read, too.
    /// The text stays as it was.
    ///
    /// ```
    /// use imps_ssp::common::Time;
    /// let time = Time::from("20090514T162005Z");
    /// let written = time.date_time().map(|time| Time::from(&time));
    /// assert_eq!(written, Some("2009-05-14T16:20:05Z".into()));
    /// assert_eq!(Time::from("1970-01-01T00:00:00Z").date_time(), None);
    /// ```
    pub struct Time: &TIME;
}

impl ServiceId<'_> {
    /// Returns the service id of the server of a domain.
    pub fn of_domain(domain: &str) -> ServiceId<'static> {
        format!("wv:@{domain}").into()
    }

    /// Returns the domain: everything after the last `@`; `None` if there is no `@`.
    pub fn domain(&self) -> Option<&str> {
        domain(self.as_str())
    }
}

impl SessionId<'_> {
    /// Returns the text after the last `@`. The only known server issues ids of the form
    /// `71@example.com`, with its own domain. Other servers may not.
    pub fn domain(&self) -> Option<&str> {
        domain(self.as_str())
    }
}

fn domain(text: &str) -> Option<&str> {
    text.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

impl Time<'_> {
    /// Returns the date and time. `None` if the text is invalid or the year is 1970 or earlier,
    /// which one server writes for "unknown".
    pub fn date_time(&self) -> Option<AnyDateTime<'_>> {
        let time = AnyDateTime::parse(self.as_str().trim()).ok()?;
        (time.year() > 1970).then_some(time)
    }
}

/// Writes separators. A value that a [`DateTime`](imps_core::DateTime) cannot hold keeps its
/// spelling.
impl From<&AnyDateTime<'_>> for Time<'_> {
    fn from(time: &AnyDateTime<'_>) -> Self {
        match time.date_time() {
            Some(time) => time.into(),
            None => time.to_string().into(),
        }
    }
}

/// Writes separators.
impl From<imps_core::DateTime> for Time<'_> {
    fn from(time: imps_core::DateTime) -> Self {
        let date = format!("{:04}-{:02}-{:02}", time.year(), time.month(), time.day());
        let zone = time.zone().map(String::from).unwrap_or_default();
        format!("{date}T{:02}:{:02}:{:02}{zone}", time.hour(), time.minute(), time.second()).into()
    }
}

enumeration! {
    /// Whether a transaction opens or answers.
    pub enum Mode {
        /// The transaction opens.
        Request = "Request",
        /// The transaction answers.
        Response = "Response",
    }
}

impl Mode<'_> {
    /// Returns whether the transaction opens. Any text except `Request` means an
    /// answer.
    pub fn is_request(&self) -> bool {
        self.as_str().trim_ascii().eq_ignore_ascii_case("Request")
    }
}

/// `Yes` or `No`, which this protocol writes for booleans. Reading ignores case and also accepts
/// `T` and `F`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum YesNo {
    /// `Yes`
    Yes,
    /// `No`
    #[default]
    No,
}

impl YesNo {
    /// Returns `Yes` or `No`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
        }
    }

    /// Returns whether it is `Yes`.
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

impl From<bool> for YesNo {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

impl From<YesNo> for bool {
    fn from(value: YesNo) -> Self {
        value.is_yes()
    }
}

impl IntoOwned for YesNo {
    type Owned = Self;

    fn into_owned(self) -> Self {
        self
    }
}

impl<'a> Scalar<'a> for YesNo {
    const TYPE: Type = Type::Closed(&["Yes", "No"]);

    fn from_value(value: Value<'a>, options: &ReadOptions) -> Result<Self, Error> {
        let text = value.as_text().unwrap_or_default();
        match text.trim() {
            word if word.eq_ignore_ascii_case("yes") => return Ok(Self::Yes),
            word if word.eq_ignore_ascii_case("no") => return Ok(Self::No),
            // A boolean of CSP would be false here.
            "" => {}
            _ => {
                if let Ok(value) = value.boolean(&options.with_strict(false)) {
                    let refused = || Error::new(ErrorKind::Strict(Rule::BooleanText));
                    return if options.strict { Err(refused()) } else { Ok(value.into()) };
                }
            }
        }
        Err(Error::invalid_value("Yes or No", &text))
    }

    fn to_value(&self) -> Value<'_> {
        Value::Text(Text::borrowed(self.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn booleans_are_read_as_they_were_meant() {
        let lenient = ReadOptions::default();
        let strict = ReadOptions::default().with_strict(true);
        for (text, expected) in
            [("Yes", true), ("yes", true), (" YES ", true), ("T", true), ("no", false), ("F", false)]
        {
            assert_eq!(YesNo::from_value(text.into(), &lenient).unwrap(), YesNo::from(expected), "{text}");
        }
        for text in ["", " ", "maybe", "1"] {
            assert!(YesNo::from_value(text.into(), &lenient).is_err(), "{text}");
        }
        assert_eq!(YesNo::from_value("no".into(), &strict).unwrap(), YesNo::No);
        let error = YesNo::from_value("T".into(), &strict).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Strict(Rule::BooleanText)), "{error}");
    }

    #[test]
    fn only_one_word_opens_a_transaction() {
        assert!(Mode::from("Request").is_request() && Mode::from("request ").is_request());
        assert!(!Mode::from("Response").is_request() && !Mode::from("").is_request());
    }

    #[test]
    fn service_ids_name_a_domain_and_no_user() {
        for text in ["wv:@example.com", "@example.com"] {
            assert!(ServiceId::from(text).is_valid(), "{text}");
        }
        for text in ["", "wv:", "wv:@", "wv:ann@example.com"] {
            assert!(!ServiceId::from(text).is_valid(), "{text}");
        }
        assert_eq!(SessionId::from("71@example.com").domain(), Some("example.com"));
        assert_eq!((SessionId::from("71").domain(), ServiceId::from("wv:@").domain()), (None, None));
    }
}
