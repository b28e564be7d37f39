//! Splitting and joining, against the figures measured at the public client.

use imps_pts::sms::{JoinError, JoinLimit, JoinLimits, Joiner, ROOM, SplitError, split};
use imps_pts::{Preamble, PreambleError};
use proptest::prelude::*;
use std::time::Duration;

const NORA: &str = "+15550100";
const SAM: &str = "+15550199";
const NOW: Duration = Duration::ZERO;

/// Returns a message of so many bytes.
fn message(preamble: &str, bytes: usize) -> String {
    let body: String = ('a'..='z').cycle().take(bytes - preamble.len() - 1).collect();
    format!("{preamble} {body}")
}

fn heads(message: &str, end: usize) -> Vec<String> {
    let parts = split(message, ROOM).unwrap();
    parts.iter().map(|part| String::from_utf8(part[..end].to_vec()).unwrap()).collect()
}

fn join(joiner: &mut Joiner, sender: &str, part: &str) -> Result<Option<String>, JoinError> {
    joiner.push(sender, part.as_bytes(), NOW)
}

#[test]
fn the_measured_figures_hold() {
    for (bytes, count) in [(132, 1), (133, 2), (260, 3), (3000, 25), (3156, 26)] {
        let message = message("WV12ST123", bytes);
        let parts = split(&message, ROOM).unwrap();
        assert_eq!(parts.len(), count, "{bytes}");
        assert!(parts.iter().all(|part| part.len() <= ROOM), "{bytes}");
    }
    assert_eq!(
        split(&message("WV12ST123", 3200), ROOM),
        Err(SplitError::TooLong { bytes: 3200, limit: 3156 })
    );
    assert_eq!(heads(&message("WV12ST123", 133), 12), ["WV12ST123ab ", "WV12ST123bb "]);
    assert_eq!(heads(&message("WV12ST123", 260), 12), ["WV12ST123ac ", "WV12ST123bc ", "WV12ST123cc "]);
    let heads = heads(&message("WV12ST123", 3000), 12);
    assert_eq!((heads[0].as_str(), heads[24].as_str()), ("WV12ST123ay ", "WV12ST123yy "));
}

#[test]
fn a_message_of_133_bytes_leaves_as_121_and_2() {
    let message = message("WV12ST123", 133);
    let (first, second) = message[10..].split_at(121);
    let parts = [format!("WV12ST123ab {first}"), format!("WV12ST123bb {second}")];
    assert_eq!(split(&message, ROOM).unwrap(), parts.each_ref().map(|part| part.as_bytes().to_vec()));
    for order in [[0, 1], [1, 0]] {
        let mut joiner = Joiner::default();
        assert_eq!(join(&mut joiner, NORA, &parts[order[0]]), Ok(None));
        assert_eq!(join(&mut joiner, NORA, &parts[order[1]]), Ok(Some(message.clone())));
        assert_eq!((joiner.sets(), joiner.bytes()), (0, 0));
    }
}

#[test]
fn the_largest_messages_fit_and_one_byte_more_does_not() {
    for (preamble, limit) in [("WV13LR1", 3206), ("WV13LR12", 3181), ("WV13LR123", 3156)] {
        let largest = message(preamble, limit);
        let parts = split(&largest, ROOM).unwrap();
        assert_eq!((parts.len(), parts[25].len()), (26, ROOM), "{preamble}");
        assert!(parts[25].starts_with(format!("{preamble}zz ").as_bytes()));
        let mut joiner = Joiner::default();
        let messages: Vec<_> =
            parts.iter().rev().filter_map(|part| joiner.push(NORA, part, NOW).unwrap()).collect();
        assert_eq!(messages, [largest]);
        let error = SplitError::TooLong { bytes: limit + 1, limit };
        assert_eq!(split(&message(preamble, limit + 1), ROOM), Err(error), "{preamble}");
    }
}

#[test]
fn what_cannot_be_split_is_refused() {
    assert_eq!(split("wv12ST1 x", ROOM), Err(SplitError::Preamble(PreambleError::NotPts(0))));
    assert_eq!(split("WV12ST1ab SI=S1", ROOM), Err(SplitError::AlreadyPart));
    assert_eq!(split("WV12ST1aa", ROOM), Err(SplitError::AlreadyPart));
    for room in 0..=10 {
        assert_eq!(split("WV12ST1 SI=S1", room), Err(SplitError::NoRoom { room, needed: 11 }));
    }
    assert_eq!(split("WV12ST1 SI=S1", 11).map(|parts| parts.len()), Ok(5));
    assert_eq!(split("WV12AK5", 7), Err(SplitError::NoRoom { room: 7, needed: 11 }));
}

#[test]
fn a_message_without_a_space_goes_and_comes_as_it_is() {
    for message in ["WV12AK5", "WV12AK5 ", "WV12OR3 SI=S1"] {
        assert_eq!(split(message, ROOM).unwrap(), [message.as_bytes()]);
        assert_eq!(join(&mut Joiner::default(), NORA, message), Ok(Some(message.into())));
    }
    let mut joiner = Joiner::default();
    assert_eq!(join(&mut joiner, NORA, "WV12AK5bb"), Ok(None));
    assert_eq!(join(&mut joiner, NORA, "WV12AK5ab"), Ok(Some("WV12AK5".into())));
}

#[test]
fn one_part_of_one_equals_no_letters() {
    for (part, message) in [
        ("WV12ST9aa ST=200", "WV12ST9 ST=200"),
        ("WV12ST9AA ST=200", "WV12ST9 ST=200"),
        ("WV12AK5aa", "WV12AK5"),
    ] {
        let mut joiner = Joiner::default();
        assert_eq!(join(&mut joiner, NORA, part), Ok(Some(message.into())));
        assert_eq!(joiner.sets(), 0);
    }
}

#[test]
fn letters_are_read_in_either_case_and_the_first_part_spells_the_preamble() {
    let mut joiner = Joiner::default();
    assert_eq!(join(&mut joiner, NORA, "WV12st7BC b"), Ok(None));
    assert_eq!(join(&mut joiner, NORA, "WV12ST7aC a"), Ok(None));
    assert_eq!(join(&mut joiner, NORA, "WV12St7cc c"), Ok(Some("WV12ST7 abc".into())));
}

#[test]
fn a_part_that_comes_twice_takes_the_place_of_its_first_copy() {
    let mut joiner = Joiner::default();
    assert_eq!(join(&mut joiner, NORA, "WV12ST7ab first"), Ok(None));
    assert_eq!(join(&mut joiner, NORA, "WV12ST7ab 1"), Ok(None));
    assert_eq!((joiner.sets(), joiner.bytes()), (1, 1));
    assert_eq!(join(&mut joiner, NORA, "WV12ST7bb 2"), Ok(Some("WV12ST7 12".into())));
}

#[test]
fn sender_version_type_and_transaction_keep_messages_apart() {
    let mut joiner = Joiner::default();
    let conversations = [
        (NORA, "WV12ST7"),
        (SAM, "WV12ST7"),
        (NORA, "WV13ST7"),
        (NORA, "WV12PN7"),
        (NORA, "WV12ST8"),
        (NORA, "WV99ST7"),
    ];
    for (index, (sender, preamble)) in conversations.into_iter().enumerate() {
        assert_eq!(join(&mut joiner, sender, &format!("{preamble}bb {index}")), Ok(None));
    }
    assert_eq!(joiner.sets(), conversations.len());
    for (index, (sender, preamble)) in conversations.into_iter().enumerate() {
        let message = format!("{preamble} x{index}");
        assert_eq!(join(&mut joiner, sender, &format!("{preamble}ab x")), Ok(Some(message)));
    }
    assert_eq!((joiner.sets(), joiner.bytes()), (0, 0));
}

#[test]
fn parts_that_disagree_end_the_message_and_begin_a_new_one() {
    for part in ["WV12ST7ab new", "WV12ST07ac new"] {
        let mut joiner = Joiner::default();
        assert_eq!(join(&mut joiner, NORA, "WV12ST7bc old"), Ok(None));
        let error = join(&mut joiner, NORA, part).unwrap_err();
        assert!(
            matches!(&error, JoinError::Disagreement(given_up) if given_up.received == 1 && given_up.total == 3)
        );
        assert_eq!(
            error.to_string(),
            "part disagrees with earlier ones, gave up WV12ST7 from +15550100, 1 of 3 parts"
        );
        assert_eq!((joiner.sets(), joiner.bytes()), (1, 3));
    }
    let mut joiner = Joiner::default();
    assert_eq!(join(&mut joiner, NORA, "WV12ST7bc old"), Ok(None));
    assert!(join(&mut joiner, NORA, "WV12ST7ab ne").is_err());
    assert_eq!(join(&mut joiner, NORA, "WV12ST7bb w"), Ok(Some("WV12ST7 new".into())));
}

#[test]
fn what_is_no_part_is_refused_and_changes_nothing() {
    let mut joiner = Joiner::default();
    assert_eq!(join(&mut joiner, NORA, "WV12ST7ab a"), Ok(None));
    for part in ["", "HELO S1", "WVCI 1.2 ck77", "WV12ST7b b", "WV12ST7cb b", "WV12ST7abb", "wv12ST7bb b"] {
        assert!(matches!(join(&mut joiner, NORA, part), Err(JoinError::Preamble(_))), "{part}");
    }
    assert_eq!(joiner.sets(), 1);
}

#[test]
fn bytes_are_decoded_when_all_are_there() {
    let mut joiner = Joiner::default();
    assert_eq!(joiner.push(NORA, b"WV12ST7bb \xa4=1", NOW), Ok(None));
    assert_eq!(joiner.push(NORA, b"WV12ST7ab \xc3", NOW), Ok(Some("WV12ST7 ä=1".into())));
    assert_eq!(joiner.push(NORA, b"WV12ST7ab \xc3", NOW), Ok(None));
    assert_eq!(joiner.push(NORA, b"WV12ST7bb x", NOW), Err(JoinError::InvalidUtf8(8)));
    assert_eq!(joiner.push(NORA, b"WV12ST7 \xc3", NOW), Err(JoinError::InvalidUtf8(8)));
    assert_eq!(joiner.push(NORA, b"WV12ST7aa x\xff", NOW), Err(JoinError::InvalidUtf8(9)));
    assert_eq!((joiner.sets(), joiner.bytes()), (0, 0));
}

#[test]
fn what_stays_unfinished_expires() {
    let mut joiner = Joiner::new(JoinLimits::default().with_lifetime(Duration::from_secs(60)));
    let at = Duration::from_secs;
    assert_eq!(joiner.push(NORA, b"WV12ST7ac a", at(0)), Ok(None));
    assert_eq!(joiner.push(SAM, b"WV12ST7ac a", at(30)), Ok(None));
    // A later part does not extend the deadline.
    assert_eq!(joiner.push(NORA, b"WV12ST7bc b", at(59)), Ok(None));
    assert_eq!(joiner.expire(at(59)), []);
    let given_up = joiner.expire(at(60));
    assert_eq!(given_up.len(), 1);
    assert_eq!((given_up[0].sender.as_str(), given_up[0].received, given_up[0].total), (NORA, 2, 3));
    assert_eq!(given_up[0].preamble, Preamble::parse("WV12ST7").unwrap().0);
    // Nobody called `expire` for this message: it must still not grow.
    assert!(
        matches!(joiner.push(SAM, b"WV12ST7bc b", at(90)), Err(JoinError::Late(late)) if late.sender == SAM)
    );
    assert_eq!((joiner.sets(), joiner.bytes()), (1, 1));
}

#[test]
fn what_would_break_a_limit_is_refused() {
    let full = |limits: JoinLimits, parts: &[(&str, &str)]| {
        let mut joiner = Joiner::new(limits);
        let (last, first) = parts.split_last().unwrap();
        for (sender, part) in first {
            assert_eq!(join(&mut joiner, sender, part), Ok(None), "{part}");
        }
        match join(&mut joiner, last.0, last.1) {
            Err(JoinError::Full { limit, given_up }) => {
                (limit, given_up.is_some(), joiner.sets(), joiner.bytes())
            }
            other => panic!("{other:?}"),
        }
    };
    let limits = JoinLimits::default();
    let [a, b] = ["WV12ST1ac 123", "WV12ST2ac 456"];
    assert_eq!(full(limits.with_sets(1), &[(NORA, a), (SAM, a)]), (JoinLimit::Sets, false, 1, 3));
    assert_eq!(
        full(limits.with_sets_of_sender(1), &[(SAM, a), (NORA, a), (NORA, b)]),
        (JoinLimit::SetsOfSender, false, 2, 6)
    );
    assert_eq!(full(limits.with_bytes(5), &[(NORA, a), (SAM, a)]), (JoinLimit::Bytes, false, 1, 3));
    let more = "WV12ST1bc 789";
    assert_eq!(
        full(limits.with_bytes_of_sender(5), &[(SAM, a), (NORA, a), (NORA, more)]),
        (JoinLimit::BytesOfSender, true, 1, 3)
    );
    // Content that exactly reaches a limit is stored, and so is a repeated part.
    let reached = limits.with_sets(1).with_sets_of_sender(1).with_bytes(6).with_bytes_of_sender(6);
    let mut joiner = Joiner::new(reached);
    for part in [a, a, more, more, a] {
        assert_eq!(join(&mut joiner, NORA, part), Ok(None), "{part}");
    }
    assert_eq!((joiner.sets(), joiner.bytes()), (1, 6));
    // No limit applies to a message that needs no joining.
    let mut joiner = Joiner::new(limits.with_sets(0).with_bytes(0));
    assert_eq!(join(&mut joiner, NORA, "WV12ST1 ST=200"), Ok(Some("WV12ST1 ST=200".into())));
}

/// Returns any message of at most 26 parts, with its room.
fn messages() -> impl Strategy<Value = (String, usize)> {
    ("WV1[123][A-Z]{2}(0|[1-9][0-9]{0,2})", "\\PC{1,300}", 1usize..150).prop_map(|(preamble, body, slice)| {
        let slice = slice.max(body.len().div_ceil(26));
        let room = preamble.len() + 3 + slice;
        (format!("{preamble} {body}"), room)
    })
}

proptest! {
    #[test]
    fn joining_undoes_splitting_in_any_order_with_copies_among_other_messages(
        (parts, expected) in prop::collection::vec((messages(), any::<prop::sample::Index>()), 1..6).prop_flat_map(|list| {
            let mut parts = Vec::new();
            let mut expected = Vec::new();
            for (number, ((message, room), copied)) in list.into_iter().enumerate() {
                let sender = format!("+1555{number}");
                let bytes = split(&message, room).unwrap();
                assert!(bytes.iter().all(|part| part.len() <= room));
                // A copy of a part that completes nothing, so that each message comes once.
                let copy = bytes.len() > 1;
                let copied = copied.get(&bytes).clone();
                parts.extend(bytes.into_iter().map(|part| (sender.clone(), part)));
                if copy {
                    parts.push((sender.clone(), copied));
                }
                expected.push((sender, message));
            }
            (Just(parts).prop_shuffle(), Just(expected))
        })
    ) {
        let mut joiner = Joiner::default();
        let mut messages = Vec::new();
        for (sender, part) in &parts {
            if let Some(message) = joiner.push(sender, part, NOW).unwrap() {
                messages.push((sender.clone(), message));
            }
        }
        messages.sort();
        prop_assert_eq!(messages, expected);
        // The rest are copies that arrived after the last part of their message.
        prop_assert!(joiner.expire(Duration::MAX).iter().all(|left| left.received == 1));
        prop_assert_eq!((joiner.sets(), joiner.bytes()), (0, 0));
    }

    #[test]
    fn no_bytes_break_the_joiner_or_its_limits(
        parts in prop::collection::vec(
            (
                "[ab]",
                prop_oneof![
                    "WV1[23](ST|st|PN)[12](a|b|c|B)(a|b|c|C) ?\\PC{0,8}".prop_map(String::into_bytes),
                    prop::collection::vec(any::<u8>(), 0..30),
                    prop::collection::vec(any::<u8>(), 0..30).prop_map(|body| [&b"WV12ST1bd "[..], &body].concat()),
                ],
                0u64..20,
            ),
            0..200,
        )
    ) {
        let limits = JoinLimits::default().with_sets(5).with_sets_of_sender(3).with_bytes(40).with_bytes_of_sender(30);
        let mut joiner = Joiner::new(limits.with_lifetime(Duration::from_secs(60)));
        let mut now = NOW;
        for (number, (sender, part, pause)) in parts.iter().enumerate() {
            now += Duration::from_secs(*pause);
            let _ = joiner.push(sender, part, now);
            prop_assert!(joiner.sets() <= 5 && joiner.bytes() <= 40);
            if number % 16 == 0 {
                joiner.expire(now);
            }
        }
        let held = joiner.sets();
        prop_assert_eq!(joiner.expire(Duration::MAX).len(), held);
        prop_assert_eq!((joiner.sets(), joiner.bytes()), (0, 0));
    }
}
