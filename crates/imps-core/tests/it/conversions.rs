//! The conversions between types, so that messages are pleasant to build.

use bytes::Bytes as SharedBytes;
use imps_core::schema::DataType;
use imps_core::{Bytes, Data, Text, Value, Word, enumeration, text_type};
use std::borrow::Cow;
use std::collections::HashSet;

static DIGITS: DataType = DataType::new("Digits", "digits", |text| text.find(|c: char| !c.is_ascii_digit()));

text_type! {
    /// Any text.
    pub struct Plain;
    /// Digits.
    pub struct Digits: &DIGITS;
}

enumeration! {
    /// A colour.
    pub enum Colour {
        /// Red.
        Red = "Red",
        /// Blue.
        Blue = "Blue",
    }
}

#[test]
fn text_types_compare_with_text_and_are_found_by_it() {
    let plain: Plain = "a".parse().unwrap();
    assert!(plain == "a" && plain == *"a" && plain != "b");
    assert!(HashSet::from([plain]).contains("a"));
    assert_eq!(Text::from("a"), String::from("a"));
}

#[test]
fn text_is_text_wherever_it_lives() {
    for text in [Text::borrowed("ab"), Text::from(String::from("ab")), Text::from("ab").into_owned()] {
        for (other, is_same) in [("ab", true), ("a", false)] {
            assert_eq!([text == *other, text == other, other == text], [is_same; 3], "{other}");
            let owned = String::from(other);
            assert_eq!(text == owned, is_same, "{other}");
        }
        assert_eq!((AsRef::<str>::as_ref(&text), text.as_str(), &*text), ("ab", "ab", "ab"));
        assert_eq!((text.to_string(), format!("{text:?}{text:>4}")), ("ab".into(), "\"ab\"  ab".into()));
        assert_eq!(text.clone().into_cow(), "ab");
        assert_eq!((text.clone().into_string(), String::from(text)), ("ab".into(), "ab".into()));
    }
    assert!(Text::borrowed("").is_borrowed() && !Text::from(String::new()).is_borrowed());
}

#[test]
fn pieces_of_text_become_one_and_one_alone_stays_borrowed() {
    let joined = |pieces: &[&'static str]| {
        let mut text = Text::default();
        text.extend(pieces.iter().map(|piece| Cow::Borrowed(*piece)));
        (text.is_borrowed(), text.into_string())
    };
    assert_eq!(joined(&[]).1, "");
    assert_eq!(joined(&["", "a", ""]), (true, "a".into()));
    assert_eq!(joined(&["a", "b", "c"]), (false, "abc".into()));
}

#[test]
fn text_with_a_form_is_checked_on_demand() {
    assert_eq!(Digits::parse_checked("12").unwrap(), "12");
    assert!(Digits::from("1x").as_str() == "1x" && !Digits::from("1x").is_valid());
    let error = Digits::parse_checked(String::from("12x")).unwrap_err();
    assert_eq!((error.character(), error.offset(), error.expected()), (Some('x'), 2, "digits"));
    assert_eq!(
        "1é".parse::<Digits>().unwrap_err().to_string(),
        "character 'é' at byte 1 has no place in digits"
    );
}

#[test]
fn enumerations_come_from_any_text() {
    assert_eq!("Blue".parse(), Ok(Colour::Blue));
    assert_eq!(Colour::from(String::from("Red")), Colour::Red);
    assert_eq!(Colour::from("Mauve").as_ref(), "Mauve");
}

#[test]
fn content_and_values_come_from_what_is_at_hand() {
    let bytes = Bytes::from(&[1, 2]);
    for data in [
        Data::from(&[1, 2]),
        Data::from(vec![1, 2]),
        Data::from(SharedBytes::from_static(&[1, 2])),
        Data::from(bytes.clone()),
    ] {
        assert_eq!(data, Data::Bytes(bytes.clone()));
    }
    assert_eq!(Data::from(String::from("a")), Data::from("a"));
    assert!(HashSet::from([Bytes::from(vec![1, 2])]).contains(&bytes));
    assert_eq!((Value::from(true), Value::from(7)), (Value::Word(Word::TRUE), Value::Integer(7)));
    assert_eq!(Value::from(Bytes::from(b"a".to_vec())).into_text().unwrap(), "a");
    assert!(Value::from(Bytes::from(vec![0xFF])).into_text().is_err());
}
