//! Requests of any form: nothing panics, and each request gets one answer of its kind.

use crate::common::{USERS, id, old_phone, typed};
use core::time::Duration;
use imps_core::{CSP, Version};
use imps_csp::{Primitive, StatusCode, schema_of};
use imps_lab::{Account, Delivery, Options, Performer, PushSettings, World, performer};
use imps_testing::{Maker, table};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The names that make requests meet each other.
const TEXTS: &[&str] = &[
    "wv:ann@example.com",
    "wv:bob@example.com",
    "bob",
    "wv:ann/chat@example.com",
    "wv:bob/chat@example.com",
    "wv:/news@example.com",
    "wv:nobody@example.com",
    "wv:bob@other.com",
    "wv:b%0Aob@example.com",
    "Name",
    "Default",
    "DisplayName",
    "Searchable",
    "AccessType",
    "PP_AGE",
    "T",
    "F",
    "Restricted",
    "1",
    "0x00000006",
    "",
];

const VERSIONS: [Version; 4] = [Version::V1_1, Version::V1_2, Version::V1_3, Version::V1_3];

/// The primitives of clients that the world performs, and the names of their answers.
fn performed() -> Vec<(usize, Vec<String>)> {
    let answers: BTreeMap<String, String> =
        table("csp/transactions.tsv").into_iter().map(|row| (row[0].clone(), row[4].clone())).collect();
    let rows = Primitive::ROWS.iter().enumerate().filter_map(|(index, row)| {
        let name = CSP.name(row.tag).unwrap();
        let answer = answers.get(name)?;
        let names = answer.split([' ', '/', ',', ';', '(']).map(str::to_owned);
        (performer(name) == Performer::World).then(|| (index, names.collect()))
    });
    rows.collect()
}

fn small_world() -> (World, Duration) {
    let mut options = Options::default();
    options.echo = Some(Account::new("wv:echo@example.com"));
    let limits = &mut options.limits;
    (limits.messages, limits.groups, limits.contact_lists, limits.notes) = (8, 3, 2, 4);
    let mut world = World::new("example.com", USERS.map(|name| Account::new(id(name))), options);
    let now = Duration::from_secs(1_000_000_000);
    for (name, version) in USERS.into_iter().zip(VERSIONS) {
        world.log_in(&old_phone(name, version), PushSettings::default(), now).unwrap();
    }
    (world, now)
}

fn check_deliveries(deliveries: &[Delivery], present: &[bool; 4]) {
    for delivery in deliveries {
        let place = USERS.iter().position(|name| delivery.user == *id(name)).unwrap();
        assert!(present[place], "{delivery:?}");
        assert_eq!(delivery.version, VERSIONS[place]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn every_request_is_answered_once_and_by_its_kind_of_answer(
        requests in prop::collection::vec(
            (0..4_usize, any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..60), 0..20_u8),
            1..40,
        ),
    ) {
        let (mut world, mut now) = small_world();
        let mut present = [true; 4];
        let performed = performed();
        for (user, index, numbers, other) in requests {
            let who = old_phone(USERS[user], VERSIONS[user]);
            match other {
                0 if present[user] => {
                    present[user] = false;
                    let deliveries = world.log_out(&who, now);
                    check_deliveries(&deliveries, &present);
                    continue;
                }
                1 => {
                    present[user] = true;
                    let deliveries = world.log_in(&who, PushSettings::default(), now).unwrap();
                    check_deliveries(&deliveries, &present);
                    continue;
                }
                2 => {
                    now += Duration::from_secs(3_600) * u32::try_from(numbers.len()).unwrap();
                    let deliveries = world.expire(now);
                    check_deliveries(&deliveries, &present);
                    continue;
                }
                _ => {}
            }
            let (row, answers) = &performed[index.index(performed.len())];
            let row = &Primitive::ROWS[*row];
            let version = if row.versions.contains(VERSIONS[user]) {
                VERSIONS[user]
            } else {
                row.versions.iter().last().unwrap()
            };
            let node = Maker::new(version, &numbers, TEXTS).structure(row.tag, schema_of(row.tag).unwrap());
            let request = typed(node.into_owned(), version);
            let name = request.name().to_owned();
            let done = world.perform(&who, request, now);
            check_deliveries(&done.deliveries, &present);
            let answer = done.answer.name();
            prop_assert!(answer == "Status" || answers.iter().any(|known| known == answer), "{name}: {answer}");
            let code = done.answer.outcome().and_then(|outcome| outcome.code).map(StatusCode::number);
            prop_assert!(answer != "Status" || code.is_some());
            prop_assert_eq!(code == Some(604), !present[user] && name != "GetSPInfo-Request", "{}", name);
        }
    }
}
