//! The preamble against the tables of the grammar.

use imps_core::Version;
use imps_pts::{Part, Preamble, PreambleError as Error, PreambleVersion as V};
use proptest::prelude::*;

fn read(message: &str) -> (V, String, u16, Option<(u8, u8)>, usize) {
    let (preamble, bytes) = Preamble::parse(message).unwrap_or_else(|error| panic!("{message:?}: {error}"));
    let part = preamble.part.map(|part| (part.index, part.total));
    (preamble.version, preamble.code.to_string(), preamble.transaction_id, part, bytes)
}

#[test]
fn versions_are_two_digits_or_discovery() {
    assert_eq!(read("WV11LR1").0, V::Known(Version::V1_1));
    assert_eq!(read("WV12LR1").0, V::Known(Version::V1_2));
    assert_eq!(read("WV13LR1").0, V::Known(Version::V1_3));
    assert_eq!(read("WV10LR1").0, V::Other(*b"10"));
    assert_eq!(read("WV99LR1").0, V::Other(*b"99"));
    assert_eq!(read("WVXXRL1 ST=200").0, V::Discovery);
}

#[test]
fn a_message_need_not_have_a_space() {
    assert_eq!(read("WV12AK5"), (V::Known(Version::V1_2), "AK".into(), 5, None, 7));
    assert_eq!(read("WV12AK5 "), (V::Known(Version::V1_2), "AK".into(), 5, None, 7));
    assert_eq!(read("WV12ST123 ST=200").4, 9);
}

#[test]
fn type_letters_are_read_in_any_case() {
    assert_eq!(read("WV12rl1 st=200 si=S1").1, "RL");
    assert_eq!(read("WV12rL1").1, "RL");
}

#[test]
fn transaction_ids_have_one_to_three_digits() {
    for (digits, id) in [("0", 0), ("1", 1), ("01", 1), ("001", 1), ("000", 0), ("42", 42), ("999", 999)] {
        assert_eq!(read(&format!("WV12RL{digits} ST=200")).2, id, "{digits}");
    }
}

#[test]
fn part_letters_count_from_a_in_either_case() {
    assert_eq!(read("WV12ST123ab SI=S1").3, Some((0, 2)));
    assert_eq!(read("WV12ST123bb x").3, Some((1, 2)));
    assert_eq!(read("WV12ST123Bc x").3, Some((1, 3)));
    assert_eq!(read("WV12ST123zz x").3, Some((25, 26)));
    assert_eq!(read("WV12ST1aa").3, Some((0, 1)));
    assert_eq!(read("WV12ST1aa").4, 9);
}

#[test]
fn all_else_is_refused_where_it_leaves_the_grammar() {
    for (message, error) in [
        ("", Error::NotPts(0)),
        ("W", Error::NotPts(0)),
        ("wv12RL1 ST=200", Error::NotPts(0)),
        ("Wv12RL1 ST=200", Error::NotPts(0)),
        (" WV12RL1", Error::NotPts(0)),
        ("WVCI 1.2 ck77", Error::Version(2)),
        ("WVxxRL1 ST=200", Error::Version(2)),
        ("WV1", Error::Version(3)),
        ("WV1.2RL1", Error::Version(3)),
        ("WV12R1 ST=200", Error::Type(5)),
        ("WV12", Error::Type(4)),
        ("WV12éL1", Error::Type(4)),
        ("WV12RL", Error::TransactionId(6)),
        ("WV12RL ST=200", Error::TransactionId(6)),
        ("WV12RLA1 ST=200", Error::TransactionId(6)),
        ("WV12RL1000 ST=200", Error::TransactionId(9)),
        ("WV12RL0001 ST=200", Error::TransactionId(9)),
        ("WV12RL-1 ST=200", Error::TransactionId(6)),
        ("WV12RL1a ST=200", Error::Part(8)),
        ("WV12RL1a", Error::Part(8)),
        ("WV12RL1a1 ST=200", Error::Part(8)),
        ("WV12RL1ba ST=200", Error::PartBeyondTotal(7)),
        ("WV12RL1za ST=200", Error::PartBeyondTotal(7)),
        ("WV12RL1cB ST=200", Error::PartBeyondTotal(7)),
        ("WV12RL1abST=200", Error::End(9)),
        ("WV12RL1\tST=200", Error::End(7)),
        ("WV12RL1\nST=200", Error::End(7)),
        ("WV12RL1\r\n", Error::End(7)),
        ("WV12RL1\u{a0}ST=200", Error::End(7)),
        ("WV12RL1ab\n", Error::End(9)),
    ] {
        assert_eq!(Preamble::parse(message), Err(error), "{message:?}");
        let line = error.to_string();
        assert!(line.ends_with(&format!("at byte {}", error.offset())) && !line.contains('\n'), "{line}");
    }
}

#[test]
fn a_part_is_read_whose_last_character_is_cut() {
    let (preamble, bytes) = Preamble::parse_bytes(b"WV12ST1ab SI=\xc3").unwrap();
    assert_eq!((preamble.part, bytes), (Some(Part { index: 0, total: 2 }), 9));
}

#[test]
fn it_is_written_the_one_way_every_reader_takes() {
    for (message, written) in [
        ("WV12rl007BC x", "WV12RL7bc"),
        ("WV99ab000", "WV99AB0"),
        ("WVXXab1", "WVXXAB1"),
        ("WV13LR123", "WV13LR123"),
    ] {
        assert_eq!(Preamble::parse(message).unwrap().0.to_string(), written, "{message}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        version in "1[123]|[0-9]{2}|XX",
        code in "[A-Za-z]{2}",
        transaction_id in 0u16..1000,
        part in prop::option::of((1u8..=26).prop_flat_map(|total| (0..total, Just(total)))),
    ) {
        let (read, _) = Preamble::parse(&format!("WV{version}{code}1")).unwrap();
        let part = part.map(|(index, total)| Part { index, total });
        let preamble = Preamble { transaction_id, part, ..read };
        let text = preamble.to_string();
        prop_assert_eq!(Preamble::parse(&text), Ok((preamble, text.len())));
    }

    #[test]
    fn no_bytes_cause_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..20), text in "WV[0-9X]{0,2}\\PC{0,12}") {
        for input in [&bytes[..], text.as_bytes()] {
            if let Err(error) = Preamble::parse_bytes(input) {
                prop_assert!(error.offset() <= input.len());
            }
        }
    }
}
