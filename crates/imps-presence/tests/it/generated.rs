//! Lists made from the declarations: all content that a version allows is read and written back
//! unchanged, in either syntax.

use crate::common::List;
use imps_core::{Element, Version};
use imps_presence::PresenceSubList;
use imps_testing::Maker;
use proptest::prelude::*;

const TEXTS: &[&str] = &[
    "x",
    "wv:john@smith.com",
    "a < b & \"c\" > d",
    "\u{e4}\u{20ac}\u{1f600}",
    "HAPPY",
    "T",
    "0x12",
    " two  words ",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_declarations_allow_is_written_back_as_it_was(
        version in prop::sample::select(&Version::ALL[..]),
        numbers in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let maker = Maker { leaf_attributes: true, ..Maker::new(version, &numbers, TEXTS) };
        let made = { maker }.structure(PresenceSubList::TAG, PresenceSubList::SCHEMA);
        let text = imps_xml::to_string(&imps_core::Document { version, root: made }).unwrap();
        let list: List = imps_xml::from_str(&text).unwrap();
        prop_assert_eq!(&imps_xml::to_string(&list).unwrap(), &text);
        let owned = list.list.clone().into_owned();
        prop_assert_eq!(&owned, &list.list);
        let binary = imps_wbxml::to_vec(&list).unwrap();
        let again: List = imps_wbxml::from_slice(&binary).unwrap();
        prop_assert_eq!(&again, &list);
    }
}
