//! The requirements on the transport, each with the tests that show it: rows of
//! `requirements.tsv`.

use imps_testing::table;
use std::collections::BTreeSet;
use std::fs;

const TESTS: &[(&str, &[&str])] = &[
    // Suspend and resume a session.
    (
        "GU-6",
        &[
            "schedule::a_session_survives_a_broken_connection",
            "schedule::a_session_without_any_answer_expires",
            "mailbox::a_client_that_logs_in_again_gets_everything_again",
            "mailbox::a_stored_state_continues_in_another_run",
        ],
    ),
    // Economical use of radio bandwidth.
    (
        "GT-1",
        &[
            "mailbox::a_client_is_woken_once_until_it_polls",
            "mailbox::a_client_that_talks_is_not_woken",
            "mailbox::a_client_gets_as_many_transactions_as_it_takes",
            "schedule::s60_polls_ever_more_rarely",
            "agreed::both_sides_agree_in_each_version",
        ],
    ),
    // Work over a connection that is not permanent.
    (
        "GM-3",
        &[
            "seeds::nothing_is_lost_and_nothing_is_delivered_twice",
            "mailbox::a_lost_request_comes_again_under_its_id",
            "mailbox::a_repeated_request_gets_the_same_answer",
            "schedule::android_tries_ten_times_under_new_ids",
            "schedule::s60_repeats_the_same_bytes_three_times_after_a_cut",
            "schedule::the_session_is_kept_alive",
        ],
    ),
    // Alert another user when delivery cannot be immediate.
    (
        "MT-1",
        &["mailbox::news_of_every_kind_wake_the_client", "mailbox::a_request_expires_with_its_lifetime"],
    ),
    // Tell the client about changed presence.
    (
        "PT-7",
        &["mailbox::news_of_every_kind_wake_the_client", "schedule::with_a_channel_a_wake_up_makes_it_poll"],
    ),
];

#[test]
fn each_requirement_has_tests_that_exist() {
    let requirements: BTreeSet<_> = table("requirements.tsv").into_iter().map(|row| row[0].clone()).collect();
    for (requirement, tests) in TESTS {
        assert!(requirements.contains(*requirement), "{requirement} is not a requirement");
        assert!(!tests.is_empty(), "{requirement} has no test");
        for test in *tests {
            let (module, name) = test.rsplit_once("::").unwrap();
            let file = format!("{}/tests/it/{}.rs", env!("CARGO_MANIFEST_DIR"), module.replace("::", "/"));
            let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(text.contains(&format!("fn {name}(")), "{test} of {requirement} does not exist");
        }
    }
}
