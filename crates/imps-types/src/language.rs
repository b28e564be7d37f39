//! Language tags. OMA-TS-IMPS-CSP_Data_Types.

use imps_core::schema::DataType;
use imps_core::text_type;

/// The form of a language: three letters. The document type of one source has generic text for
/// `DefaultLanguage`, and peers write `en`.
pub static LANGUAGE: DataType =
    DataType::new("Language", "a language code of three letters such as eng", |text| {
        let letter = |byte: &u8| byte.is_ascii_alphabetic();
        let letters = text.bytes().take(3).take_while(letter).count();
        (letters < 3 || text.len() > 3).then_some(letters)
    })
    .disputed();

text_type! {
    /// A language, as a three-letter code of ISO 639: `eng`, `fin`.
    ///
    /// ```
    /// use imps_types::LanguageTag;
    /// assert!(LanguageTag::from("fin").is_valid());
    /// assert!(!LanguageTag::from("en-GB").is_valid());
    /// assert!(LanguageTag::from("fin").same_as(&"FIN".into()));
    /// ```
    #[doc(alias = "locale")]
    pub struct LanguageTag: &LANGUAGE;
}

impl LanguageTag<'_> {
    /// Returns whether both are the same language, without regard to case.
    pub fn same_as(&self, other: &LanguageTag<'_>) -> bool {
        self.as_str().eq_ignore_ascii_case(other.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::LanguageTag;

    #[test]
    fn the_error_names_what_is_no_letter_or_too_much() {
        let fault = |text: &'static str| {
            let error = LanguageTag::parse_checked(text).unwrap_err();
            (error.character(), error.offset())
        };
        assert_eq!(fault("e1g"), (Some('1'), 1));
        assert_eq!(fault("english"), (Some('l'), 3));
        assert_eq!(fault("en"), (None, 2));
        assert_eq!(fault("enß"), (Some('ß'), 2));
        assert_eq!(fault(""), (None, 0));
    }
}
