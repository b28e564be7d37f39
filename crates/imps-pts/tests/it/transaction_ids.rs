//! Transaction ids between the syntaxes.

use imps_pts::{TransactionIdMap, TransactionIdsExhausted};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::Duration;

const fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Returns a full map. All ids were allocated at 0 s and expire at 60 s.
fn full() -> TransactionIdMap {
    let mut ids = TransactionIdMap::new(at(60));
    for number in 1..=999 {
        assert_eq!(ids.allocate(&format!("t{number}"), at(0)), Ok(number));
    }
    ids
}

#[test]
fn ids_count_from_1_and_never_give_0() {
    let mut ids = full();
    assert_eq!(ids.len(), 999);
    assert_eq!((ids.text(0), ids.text(1), ids.text(999)), (None, Some("t1"), Some("t999")));
    assert_eq!(ids.release(0), None);
}

#[test]
fn a_text_keeps_its_id_and_its_time_begins_anew() {
    let mut ids = TransactionIdMap::new(at(60));
    assert!(ids.is_empty());
    assert_eq!(ids.allocate("a", at(0)), Ok(1));
    assert!(!ids.is_empty());
    assert_eq!(ids.allocate("a", at(50)), Ok(1));
    assert_eq!(ids.expire(at(109)), []);
    assert_eq!(ids.expire(at(110)), [(1, "a".into())]);
    assert!(ids.is_empty() && ids.id("a").is_none() && ids.text(1).is_none());
}

#[test]
fn when_all_are_in_use_there_is_none_until_one_is_released() {
    let mut ids = full();
    assert_eq!(ids.allocate("new", at(59)), Err(TransactionIdsExhausted));
    assert_eq!((ids.id("new"), ids.len()), (None, 999));
    assert_eq!(ids.allocate("t5", at(59)), Ok(5), "a known text needs no new id");
    assert_eq!(ids.release(500).as_deref(), Some("t500"));
    assert_eq!(ids.release(500), None);
    assert_eq!((ids.id("t500"), ids.text(500)), (None, None));
    assert_eq!(ids.allocate("new", at(59)), Ok(500));
}

#[test]
fn an_expired_id_is_free() {
    let mut ids = full();
    assert_eq!(ids.allocate("t1", at(30)), Ok(1));
    assert_eq!(ids.allocate("new", at(60)), Ok(2));
    assert_eq!((ids.id("t2"), ids.text(2), ids.id("t1")), (None, Some("new"), Some(1)));
    assert_eq!(ids.expire(at(60)).len(), 997);
    assert_eq!(ids.len(), 2);
}

#[test]
fn counting_goes_on_behind_the_last_id_and_around() {
    let mut ids = TransactionIdMap::default();
    for _ in 0..3 {
        for number in 1..=999 {
            assert_eq!(ids.allocate("t", at(0)), Ok(number), "a released id is not given again at once");
            ids.release(number);
        }
    }
}

#[test]
fn a_clock_at_its_end_does_no_harm() {
    let mut ids = TransactionIdMap::new(Duration::MAX);
    assert_eq!(ids.allocate("a", Duration::MAX.saturating_sub(at(1))), Ok(1));
    assert_eq!(ids.expire(Duration::MAX.saturating_sub(at(1))), []);
}

proptest! {
    #[test]
    fn both_directions_agree_with_a_plain_list(steps in prop::collection::vec((0u8..4, 0u16..40, 0u64..20), 1..200)) {
        let mut ids = TransactionIdMap::new(at(60));
        let mut texts = BTreeMap::<u16, String>::new();
        let mut now = Duration::ZERO;
        for (step, number, pause) in steps {
            now += at(pause);
            match step {
                0 | 1 => {
                    let text = number.to_string();
                    let id = ids.allocate(&text, now).unwrap();
                    prop_assert!((1..=999).contains(&id));
                    texts.retain(|other, known| *other == id || *known != text);
                    texts.insert(id, text);
                }
                2 => prop_assert_eq!(ids.release(number), texts.remove(&number).map(Into::into)),
                _ => for (id, text) in ids.expire(now) {
                    prop_assert_eq!(texts.remove(&id).map(Into::into), Some(text));
                },
            }
            prop_assert_eq!(ids.len(), texts.len());
            for (id, text) in &texts {
                prop_assert_eq!((ids.text(*id), ids.id(text)), (Some(text.as_str()), Some(*id)));
            }
        }
    }
}
