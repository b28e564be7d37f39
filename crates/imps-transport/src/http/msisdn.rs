//! Telephone numbers of subscribers, as the operator's gateway states them.

use oma_imps::Text;
use oma_imps::csp::ClientId;
use std::fmt;

/// A telephone number out of a header that a trusted gateway adds. It keeps the spelling.
///
/// A server compares it with the number that a client claims (guideline 4).
///
/// ```
/// use imps_transport::http::Msisdn;
/// use oma_imps::csp::ClientId;
///
/// let stated = Msisdn::from("+1 555 0100");
/// assert!(stated.is_same_as(&"15550100".into()));
/// assert_eq!(stated.is_of(&ClientId::from_msisdn("1555 0100")), Some(true));
/// assert_eq!(stated.is_of(&ClientId::from_msisdn("15550199")), Some(false));
/// assert_eq!(stated.is_of(&ClientId::from_url("WV:PHONE")), None);
/// ```
#[doc(alias("X-WAP-MSISDN", "telephone number"))]
#[derive(Clone, Debug)]
pub struct Msisdn<'a>(Text<'a>);

impl Msisdn<'_> {
    /// Returns the text, as written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Returns whether it is a number: digits, with blanks and `+` anywhere.
    pub fn is_valid(&self) -> bool {
        let mut digits = self.digits().peekable();
        digits.peek().is_some() && digits.all(|digit| digit.is_ascii_digit())
    }

    /// Returns whether both are the same number, without regard to blanks and `+`. Text that is not
    /// a number is the same as nothing.
    pub fn is_same_as(&self, other: &Msisdn<'_>) -> bool {
        self.is_valid() && self.digits().eq(other.digits())
    }

    /// Returns whether it is the number that a client claims; `None` if the client claims none.
    pub fn is_of(&self, client: &ClientId<'_>) -> Option<bool> {
        let claimed = client.msisdn.as_ref()?;
        Some(self.is_same_as(&Msisdn::from(claimed.as_str())))
    }

    /// Returns the same number, independent of the input.
    pub fn into_owned(self) -> Msisdn<'static> {
        Msisdn(self.0.into_owned())
    }

    fn digits(&self) -> impl Iterator<Item = char> {
        self.0.chars().filter(|character| !character.is_ascii_whitespace() && *character != '+')
    }
}

impl<'a> From<&'a str> for Msisdn<'a> {
    fn from(text: &'a str) -> Self {
        Self(Text::borrowed(text))
    }
}

impl fmt::Display for Msisdn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_is_no_number_is_the_same_as_nothing() {
        for text in ["", "+", "anonymous", "1555x"] {
            let msisdn = Msisdn::from(text);
            assert!(!msisdn.is_valid() && !msisdn.is_same_as(&text.into()), "{text:?}");
            assert_eq!(msisdn.is_of(&ClientId::from_msisdn(text)), Some(false), "{text:?}");
        }
        assert!(Msisdn::from(" +49 30 1234").is_same_as(&"+49301234".into()));
        assert!(!Msisdn::from("49301234").is_same_as(&"4930123".into()));
    }
}
