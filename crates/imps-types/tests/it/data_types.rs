//! Media types, character sets, languages and dates, for any input.

use imps_types::{Charset, LanguageTag, MediaType};
use proptest::prelude::*;

/// A word of a media type: RFC 2045, `token`.
fn token() -> impl Strategy<Value = String> {
    "[!#-'*+.0-9A-Z^-~-]{1,12}"
}

proptest! {
    #[test]
    fn media_types_that_are_built_are_read_back(
        top_level in token(),
        subtype in token(),
        parameters in proptest::collection::hash_map("[a-z]{1,8}", "[ -~é]{0,12}", 0..4),
    ) {
        let mut built = MediaType::new(&top_level, &subtype).unwrap();
        for (name, value) in &parameters {
            built = built.with_parameter(name, value).unwrap();
        }
        prop_assert!(built.is_valid());
        prop_assert_eq!((built.top_level(), built.subtype()), (&*top_level, &*subtype));
        prop_assert_eq!(built.parameters().count(), parameters.len());
        for (name, value) in &parameters {
            let read = built.parameter(&name.to_ascii_uppercase());
            prop_assert_eq!(read.as_deref(), Some(&**value));
        }
        prop_assert!(built.same_as(&built));
    }

    #[test]
    fn any_text_is_taken_for_a_media_type(text in "[a-z/;= \"\\\\é]{0,20}|\\PC{0,20}") {
        let media_type = MediaType::from(&*text);
        prop_assert_eq!(media_type.as_str(), &*text);
        prop_assert!(media_type.parameters().count() <= text.len());
        prop_assert_eq!(media_type.is_valid(), MediaType::parse_checked(&*text).is_ok());
        if media_type.is_valid() {
            prop_assert!(!media_type.top_level().is_empty() && !media_type.subtype().is_empty());
        }
    }

    #[test]
    fn languages_are_three_letters(text in "[a-zA-Z]{0,5}|\\PC{0,5}") {
        let letters = text.len() == 3 && text.chars().all(|character| character.is_ascii_alphabetic());
        prop_assert_eq!(LanguageTag::from(&*text).is_valid(), letters);
    }

    #[test]
    fn character_sets_survive_their_text(number: u32) {
        let charset = Charset::from(number);
        prop_assert_eq!(charset.to_string().parse(), Ok(charset));
    }
}

#[cfg(feature = "jiff")]
mod moments {
    use imps_core::DateTime;
    use imps_types::Moment;
    use jiff::Timestamp;
    use proptest::prelude::*;

    proptest! {
        /// Years 0 to 4095, which messages can hold.
        #[test]
        fn seconds_survive_a_message(second in -62_167_219_200_i64..=67_090_982_399) {
            let time = Timestamp::from_second(second).unwrap();
            let carried = Moment::from(time).to_date_time().unwrap();
            let text: DateTime = carried.to_string().parse().unwrap();
            prop_assert_eq!(Moment::try_from(text).unwrap().timestamp(), Some(time));
            prop_assert_eq!(carried.to_string().parse::<Moment>().unwrap().timestamp(), Some(time));
        }

        #[test]
        fn any_six_bytes_convert_or_are_refused(bytes: [u8; 6]) {
            if let Some(time) = DateTime::from_bytes(bytes) {
                let moment = Moment::try_from(time);
                prop_assert_eq!(moment.is_ok(), time.is_valid() && time.zone() != Some('J'));
                let again = moment.ok().and_then(Moment::timestamp).map(Moment::from);
                prop_assert!(again.is_none_or(|moment| moment.timestamp().is_some()));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9T:Z.,+-]{0,30}|[0-9]{8}T[0-9]{4,6}[.0-9]{0,12}[A-Z+-]?[0-9:]{0,5}") {
            if let Ok(moment) = text.parse::<Moment>() {
                let _ = moment.timestamp();
                prop_assert!(text.starts_with(&moment.civil().year().to_string()) || moment.civil().year() < 1000);
            }
        }
    }
}
