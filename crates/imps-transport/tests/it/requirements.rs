//! The requirements on the transport, each with the tests that show it: rows of
//! `requirements.tsv`.

use imps_testing::table;
use std::collections::BTreeSet;
use std::fs;

const TESTS: &[(&str, &[&str])] = &[
    // Clients of different makers interoperate. The bridge between versions has tests of its own.
    (
        "GIM-10",
        &[
            "agreed::both_sides_agree_in_each_version",
            "http_bad::any_content_type_is_read",
            "http_bad::an_unknown_version_is_answered_in_a_known_one",
            "http_round_trip::messages_arrive_as_they_were_sent",
            "http_round_trip::all_versions_in_plain_text",
        ],
    ),
    // Domains interoperate.
    (
        "GIM-11",
        &[
            "ssp_setup::six_posts_open_a_session",
            "ssp_facts::posts_carry_the_headers_of_their_kind",
            "ssp_facts::records_are_ordered_by_priority_and_weight",
            "ssp_facts::a_document_is_posted_again_until_it_expires",
        ],
    ),
    // Service and access point are distributed: the transport between them. The relay is a crate.
    ("GIM-17", &["ssp_setup::six_posts_open_a_session", "ssp_facts::a_document_in_the_reply_is_read"]),
    // Access from a mobile terminal.
    (
        "GIM-18",
        &[
            "wsp::a_request_reaches_the_server_as_http",
            "wsp::replies_come_back_as_http",
            "http_round_trip::documents_of_the_test_data_arrive",
            "sms::joins_parts_in_any_order",
            "cir_client::wakes_for_its_cookie_only",
        ],
    ),
    // Access from an Internet terminal.
    (
        "GIM-20",
        &[
            "http_facts::a_request_is_a_post_with_type_and_length",
            "http_round_trip::messages_arrive_as_they_were_sent",
        ],
    ),
    // Terminals of the WAP class.
    (
        "GT-2",
        &[
            "wire_vectors::posts",
            "wire_vectors::reply_of_a_gateway",
            "wsp::a_request_reaches_the_server_as_http",
        ],
    ),
    // SMS as a bearer.
    (
        "GT-4",
        &[
            "wire_vectors::sms",
            "wire_vectors::plain_text_over_sms",
            "sms::reads_plain_text_in_seven_bits",
            "cir::a_cir_fits_into_one_sms",
        ],
    ),
    // Match accounts with subscribers.
    ("GO-3", &["http_facts::the_telephone_number_comes_from_trusted_headers_alone"]),
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
        &[
            "mailbox::news_of_every_kind_wake_the_client",
            "mailbox::a_request_expires_with_its_lifetime",
            "cir_server::each_line_goes_out_alone",
            "wire_vectors::udp",
            "wire_vectors::push",
        ],
    ),
    // Tell the client about changed presence.
    (
        "PT-7",
        &[
            "mailbox::news_of_every_kind_wake_the_client",
            "schedule::with_a_channel_a_wake_up_makes_it_poll",
            "cir_client::wakes_for_its_cookie_only",
        ],
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
