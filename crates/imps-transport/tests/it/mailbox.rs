//! The mailbox of a session: `csp-http.md`, `details.md`, `cir.md` and the notes on CSP, "Poll
//! flag", "CIR flag" and "Several transactions in one message".

use imps_transport::agreed::Agreed;
use imps_transport::mailbox::{
    Fingerprint, KeptAnswers, Mailbox, MailboxEvent, MailboxOptions, Received, Repeat,
};
use imps_transport::{Action, Machine};
use oma_imps::Version;
use oma_imps::csp::access::{KeepAliveRequest, KeepAliveResponse};
use oma_imps::csp::common::NotificationRequest;
use oma_imps::csp::envelope::PollingRequest;
use oma_imps::csp::group::GroupChangeNotice;
use oma_imps::csp::messaging::{MessageDelivered, MessageNotification, NewMessage};
use oma_imps::csp::presence::PresenceNotificationRequest;
use oma_imps::csp::{Message, Primitive, Status, StatusCode, Transaction, TransactionMode};
use std::time::Duration;

const BODY: Fingerprint = Fingerprint(1);

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn mailbox(version: Version) -> Mailbox {
    Mailbox::new(version, "s1", MailboxOptions::default())
}

fn agreed(multi_trans: u32, multi_trans_per_message: u32) -> Agreed {
    Agreed { multi_trans, multi_trans_per_message, ..Agreed::default() }
}

/// A request for the client.
fn news() -> Primitive<'static> {
    PresenceNotificationRequest::default().into()
}

fn next(mailbox: &mut Mailbox, now: Duration) -> Action<MailboxEvent> {
    let mut out = Vec::new();
    let action = mailbox.next(now, &mut out);
    assert!(out.is_empty());
    action
}

fn poll(mailbox: &mut Mailbox, now: Duration) -> Option<Message<'static>> {
    let request = Transaction::new(TransactionMode::Request, "", PollingRequest::default());
    assert_eq!(mailbox.receive(&request, BODY, now), Received::Poll);
    mailbox.poll(now)
}

fn ids(message: &Message<'_>) -> Vec<String> {
    message.session.transactions.iter().map(|it| it.transaction_id().unwrap().to_owned()).collect()
}

/// The client answers a request of the server.
fn answer(mailbox: &mut Mailbox, id: &'static str, now: Duration) -> Received {
    let answer = Transaction::new(TransactionMode::Response, id, Status::new(StatusCode::SUCCESS));
    mailbox.receive(&answer, BODY, now)
}

/// The client sends a request.
fn ask(mailbox: &mut Mailbox, id: &'static str, body: u64, now: Duration) -> Received {
    let request = Transaction::new(TransactionMode::Request, id, KeepAliveRequest::default());
    mailbox.receive(&request, Fingerprint(body), now)
}

fn kept_alive(id: &'static str) -> Transaction<'static> {
    Transaction::new(TransactionMode::Response, id, KeepAliveResponse::default())
}

/// The server answers a request, and keeps the answer.
fn reply(mailbox: &mut Mailbox, id: &'static str, now: Duration) -> Option<Message<'static>> {
    let message = mailbox.reply(vec![kept_alive(id)], now);
    mailbox.keep(kept_alive(id));
    message
}

#[test]
fn the_flags_have_the_place_of_the_version() {
    for version in [Version::V1_1, Version::V1_2, Version::V1_3] {
        let mut mailbox = mailbox(version);
        mailbox.push(news(), at(0)).unwrap();
        mailbox.push(news(), at(0)).unwrap();
        for waits in [true, false] {
            let message = poll(&mut mailbox, at(0)).unwrap();
            assert_eq!(message.version, version);
            let descriptor = &message.transaction().unwrap().descriptor;
            let (before, since) = (descriptor.poll, message.session.poll);
            let expected = if version == Version::V1_1 { (Some(waits), None) } else { (None, Some(waits)) };
            assert_eq!((before, since), expected, "{version}");
            // No message of a healthy session has the CIR flag.
            assert_eq!(message.session.cir, None);
            assert!(message.is_request());
            let id = if waits { "s1" } else { "s2" };
            assert!(matches!(answer(&mut mailbox, id, at(0)), Received::Answer(_)));
        }
        // An empty body.
        assert_eq!(poll(&mut mailbox, at(0)), None);
    }
}

#[test]
fn a_client_gets_as_many_transactions_as_it_takes() {
    // (MultiTrans, MultiTransPerMessage), and the ids of successive polls without answers.
    let cases: [(u32, u32, &[&[&str]]); 4] = [
        (1, 1, &[&["s1"], &[]]),
        (3, 1, &[&["s1"], &["s2"], &["s3"], &[]]),
        (3, 2, &[&["s1", "s2"], &["s3"], &[]]),
        (9, 9, &[&["s1", "s2", "s3", "s4", "s5"], &[]]),
    ];
    for (multi_trans, per_message, polls) in cases {
        let mut mailbox = mailbox(Version::V1_3);
        mailbox.agree(&agreed(multi_trans, per_message));
        for _ in 0..5 {
            mailbox.push(news(), at(0)).unwrap();
        }
        for expected in polls {
            let message = poll(&mut mailbox, at(0));
            assert_eq!(
                message.as_ref().map(ids).unwrap_or_default(),
                *expected,
                "{multi_trans} {per_message}"
            );
        }
        // An answer makes room.
        assert!(matches!(answer(&mut mailbox, "s1", at(0)), Received::Answer(_)));
        assert_eq!(poll(&mut mailbox, at(0)).is_some(), multi_trans < 5);
    }
}

#[test]
fn an_answer_counts_once() {
    let mut mailbox = mailbox(Version::V1_2);
    mailbox.push(news(), at(0)).unwrap();
    poll(&mut mailbox, at(0)).unwrap();
    let Received::Answer(delivered) = answer(&mut mailbox, "s1", at(1)) else { panic!() };
    assert_eq!((delivered.id.as_str(), &delivered.request, delivered.tries), ("s1", &news(), 1));
    assert_eq!(answer(&mut mailbox, "s1", at(2)), Received::AnswerAgain);
    for unknown in ["s2", "s0", "s01", "s+1", "S1", "1", "", "t1", "s18446744073709551616"] {
        assert_eq!(answer(&mut mailbox, unknown, at(2)), Received::UnknownAnswer, "{unknown}");
    }
    assert!(mailbox.is_empty());
}

#[test]
fn transaction_ids_are_never_used_again() {
    let options = MailboxOptions::default().with_prefix("srv-");
    let mut mailbox = Mailbox::new(Version::V1_2, "s1", options.clone());
    for number in 1..=3 {
        let id = mailbox.push(news(), at(0)).unwrap();
        assert_eq!(id.as_str(), format!("srv-{number}"));
        poll(&mut mailbox, at(0)).unwrap();
        let answer = Transaction::new(TransactionMode::Response, id, MessageDelivered::default());
        assert!(matches!(mailbox.receive(&answer, BODY, at(0)), Received::Answer(_)));
        mailbox = Mailbox::load(mailbox.save(at(0)), options.clone(), at(7));
    }
}

#[test]
fn a_lost_request_comes_again_under_its_id() {
    let mut mailbox = mailbox(Version::V1_2);
    mailbox.push(news(), at(0)).unwrap();
    assert_eq!(next(&mut mailbox, at(0)), Action::Event(MailboxEvent::Wake));
    assert_eq!(ids(&poll(&mut mailbox, at(0)).unwrap()), ["s1"]);
    // The reply is lost. Nothing comes again while the answer may be under way.
    assert_eq!(poll(&mut mailbox, at(59)), None);
    assert_eq!(next(&mut mailbox, at(59)), Action::Wait(Some(at(60))));
    assert_eq!(next(&mut mailbox, at(60)), Action::Event(MailboxEvent::Wake));
    assert_eq!(ids(&poll(&mut mailbox, at(61)).unwrap()), ["s1"]);
    let Received::Answer(delivered) = answer(&mut mailbox, "s1", at(62)) else { panic!() };
    assert_eq!(delivered.tries, 2);
}

#[test]
fn a_request_that_is_never_answered_does_not_block_the_others() {
    let options = MailboxOptions::default().with_tries(2).with_answer_time(at(10));
    let mut mailbox = Mailbox::new(Version::V1_2, "s1", options);
    mailbox.push(news(), at(0)).unwrap();
    mailbox.push(KeepAliveResponse::default(), at(0)).unwrap();
    assert_eq!(ids(&poll(&mut mailbox, at(0)).unwrap()), ["s1"]);
    assert_eq!(ids(&poll(&mut mailbox, at(10)).unwrap()), ["s1"]);
    assert_eq!(poll(&mut mailbox, at(20)), None);
    let event = MailboxEvent::Unanswered { id: "s1".into(), request: news(), tries: 2 };
    assert_eq!(next(&mut mailbox, at(20)), Action::Event(event));
    assert_eq!(ids(&poll(&mut mailbox, at(20)).unwrap()), ["s2"]);
}

#[test]
fn a_request_that_did_not_fit_comes_first_at_the_next_poll() {
    let mut mailbox = Mailbox::new(Version::V1_3, "s1", MailboxOptions::default().with_tries(1));
    mailbox.agree(&agreed(2, 2));
    for _ in 0..3 {
        mailbox.push(news(), at(0)).unwrap();
    }
    for _ in 0..9 {
        assert_eq!(ids(&poll(&mut mailbox, at(0)).unwrap()), ["s1", "s2"]);
        mailbox.put_back("s2", at(0));
        mailbox.put_back("s1", at(0));
    }
    assert_eq!((mailbox.open(), mailbox.len()), (0, 3));
    // The Poll flag tells the client.
    assert_eq!(next(&mut mailbox, at(0)), Action::Wait(Some(at(10))));
    assert_eq!(next(&mut mailbox, at(10)), Action::Event(MailboxEvent::Wake));
    assert_eq!(ids(&poll(&mut mailbox, at(10)).unwrap()), ["s1", "s2"]);
    assert!(matches!(answer(&mut mailbox, "s1", at(10)), Received::Answer(it) if it.tries == 1));
    // Requests that are answered, or were never made, do not come back.
    for id in ["s1", "s3", "s4", "x"] {
        mailbox.put_back(id, at(10));
    }
    assert_eq!((mailbox.open(), mailbox.len()), (1, 2));
}

#[test]
fn requests_are_taken_out() {
    let mut mailbox = mailbox(Version::V1_2);
    for _ in 0..3 {
        mailbox.push(news(), at(0)).unwrap();
    }
    poll(&mut mailbox, at(0)).unwrap();
    assert_eq!(
        mailbox.take_request("s2").map(|it| (it.id.as_str().to_owned(), it.tries)),
        Some(("s2".into(), 0))
    );
    for id in ["s2", "s4", "x"] {
        assert_eq!(mailbox.take_request(id), None, "{id}");
    }
    let rest: Vec<_> =
        mailbox.take_requests().into_iter().map(|it| (it.id.as_str().to_owned(), it.tries)).collect();
    assert_eq!(rest, [("s1".into(), 1), ("s3".into(), 0)]);
    assert!(mailbox.is_empty() && mailbox.open() == 0 && poll(&mut mailbox, at(60)).is_none());
}

#[test]
fn a_look_at_a_kept_answer_changes_nothing() {
    let mut mailbox = Mailbox::new(Version::V1_2, "s1", MailboxOptions::default().with_answers(1));
    ask(&mut mailbox, "c1", 1, at(0));
    assert_eq!(mailbox.kept_answer("c1", Fingerprint(1)), None, "not ready");
    reply(&mut mailbox, "c1", at(0));
    let before = mailbox.save(at(0));
    assert_eq!(mailbox.kept_answer("c1", Fingerprint(1)), Some(&kept_alive("c1")));
    for (id, body) in [("c1", 2), ("c2", 1), ("", 1)] {
        assert_eq!(mailbox.kept_answer(id, Fingerprint(body)), None);
    }
    assert_eq!(mailbox.save(at(0)), before);
    assert!(matches!(ask(&mut mailbox, "c1", 1, at(0)), Received::Repeated(_)));
}

#[test]
fn a_request_expires_with_its_lifetime() {
    let options = MailboxOptions::default().with_lifetime(at(100));
    let mut mailbox = Mailbox::new(Version::V1_2, "s1", options);
    mailbox.push(news(), at(0)).unwrap();
    mailbox.push_for(at(10), news(), at(0)).unwrap();
    assert_eq!(next(&mut mailbox, at(0)), Action::Event(MailboxEvent::Wake));
    assert_eq!(next(&mut mailbox, at(0)), Action::Wait(Some(at(10))));
    assert_eq!(ids(&poll(&mut mailbox, at(9)).unwrap()), ["s1"]);
    let expired = |id: &'static str, tries| {
        Action::Event(MailboxEvent::Expired { id: id.into(), request: news(), tries })
    };
    assert_eq!(next(&mut mailbox, at(10)), expired("s2", 0));
    assert_eq!(answer(&mut mailbox, "s2", at(11)), Received::AnswerAgain);
    // An expired request is not handed out, even before the event was taken.
    assert_eq!(poll(&mut mailbox, at(100)), None);
    assert_eq!(next(&mut mailbox, at(100)), expired("s1", 1));
    assert_eq!(next(&mut mailbox, at(100)), Action::Wait(None));
}

#[test]
fn a_full_mailbox_returns_the_request() {
    let mut mailbox = Mailbox::new(Version::V1_2, "s1", MailboxOptions::default().with_requests(2));
    for _ in 0..2 {
        mailbox.push(news(), at(0)).unwrap();
    }
    let full = mailbox.push(news(), at(0)).unwrap_err();
    assert_eq!((full.to_string().as_str(), full.request), ("mailbox is full with 2 requests", news()));
    assert_eq!((mailbox.len(), mailbox.open()), (2, 0));
}

#[test]
fn a_client_is_woken_once_until_it_polls() {
    let mut mailbox = mailbox(Version::V1_2);
    assert_eq!(next(&mut mailbox, at(0)), Action::Wait(None));
    mailbox.push(news(), at(0)).unwrap();
    assert_eq!(next(&mut mailbox, at(0)), Action::Event(MailboxEvent::Wake));
    for second in 0..1000 {
        mailbox.push_for(at(10_000), news(), at(second)).unwrap_or_default();
        assert!(matches!(next(&mut mailbox, at(second)), Action::Wait(_)));
    }
    poll(&mut mailbox, at(1000)).unwrap();
    assert!(matches!(answer(&mut mailbox, "s1", at(1000)), Received::Answer(_)));
    // The Poll flag has told the client that more waits. It has ten seconds to poll.
    assert_eq!(next(&mut mailbox, at(1000)), Action::Wait(Some(at(1010))));
    assert_eq!(next(&mut mailbox, at(1010)), Action::Event(MailboxEvent::Wake));
}

#[test]
fn news_of_every_kind_wake_the_client() {
    let kinds: [Primitive<'_>; 5] = [
        NewMessage::default().into(),
        MessageNotification::default().into(),
        PresenceNotificationRequest::default().into(),
        NotificationRequest::default().into(),
        GroupChangeNotice::default().into(),
    ];
    for news in kinds {
        let mut mailbox = mailbox(Version::V1_3);
        mailbox.push(news.clone(), at(0)).unwrap();
        assert_eq!(next(&mut mailbox, at(0)), Action::Event(MailboxEvent::Wake));
        assert_eq!(poll(&mut mailbox, at(0)).unwrap().primitive(), Some(&news));
    }
}

#[test]
fn a_client_that_talks_is_not_woken() {
    let mut mailbox = mailbox(Version::V1_2);
    assert_eq!(ask(&mut mailbox, "c1", 1, at(0)), Received::Request { id_reused: false });
    mailbox.push(news(), at(0)).unwrap();
    // The reply will have the flag.
    assert_eq!(next(&mut mailbox, at(0)), Action::Wait(Some(at(10))));
    let message = reply(&mut mailbox, "c1", at(1)).unwrap();
    assert!(message.session.poll());
    assert_eq!(next(&mut mailbox, at(1)), Action::Wait(Some(at(11))));
    assert_eq!(next(&mut mailbox, at(11)), Action::Event(MailboxEvent::Wake));

    // Without a flag, the client knows nothing: it is woken at once.
    let mut mailbox = self::mailbox(Version::V1_2);
    ask(&mut mailbox, "c1", 1, at(0));
    assert!(!reply(&mut mailbox, "c1", at(0)).unwrap().session.poll());
    mailbox.push(news(), at(0)).unwrap();
    assert_eq!(next(&mut mailbox, at(0)), Action::Event(MailboxEvent::Wake));
}

#[test]
fn a_repeated_request_gets_the_same_answer() {
    let mut mailbox = mailbox(Version::V1_2);
    assert_eq!(ask(&mut mailbox, "c1", 1, at(0)), Received::Request { id_reused: false });
    assert_eq!(ask(&mut mailbox, "c1", 1, at(0)), Received::InProgress);
    reply(&mut mailbox, "c1", at(0)).unwrap();
    assert_eq!(ask(&mut mailbox, "c1", 1, at(1)), Received::Repeated(Box::new(kept_alive("c1"))));
    // The same bytes under a new id, as the Android client sends them, are a new request.
    assert_eq!(ask(&mut mailbox, "c2", 2, at(1)), Received::Request { id_reused: false });
    // Another request under the id of the first one must not get its answer.
    assert_eq!(ask(&mut mailbox, "c1", 3, at(1)), Received::Request { id_reused: true });
    // 1.1 may omit the id.
    for _ in 0..2 {
        assert_eq!(ask(&mut mailbox, "", 4, at(1)), Received::Request { id_reused: false });
    }
}

#[test]
fn the_last_answers_are_kept() {
    let mut kept = KeptAnswers::new(2);
    for id in ["a", "b", "c"] {
        assert_eq!(kept.receive(id, BODY), Repeat::New);
        kept.answer(kept_alive(id));
    }
    kept.answer(kept_alive("unknown"));
    assert_eq!(kept.receive("c", BODY), Repeat::Answered(&kept_alive("c")));
    assert_eq!(kept.receive("b", BODY), Repeat::Answered(&kept_alive("b")));
    assert_eq!(kept.receive("a", BODY), Repeat::New);
    assert_eq!(kept.receive("b", BODY), Repeat::New, "a took its place");
    let mut none = KeptAnswers::new(0);
    for _ in 0..2 {
        assert_eq!(none.receive("a", BODY), Repeat::New);
    }
}

#[test]
fn the_cir_flag_says_that_the_channel_is_lost() {
    for version in [Version::V1_1, Version::V1_2, Version::V1_3] {
        let mut mailbox = mailbox(version);
        let flag = |mailbox: &mut Mailbox, second| reply(mailbox, "c1", at(second)).unwrap().session.cir;
        assert_eq!(flag(&mut mailbox, 0), None);
        mailbox.channel_lost();
        // 1.1 has no such flag.
        let lost = (version != Version::V1_1).then_some(false);
        assert_eq!(flag(&mut mailbox, 0), lost, "{version}");
        // The client needs time to open the channel again.
        mailbox.channel_lost();
        assert_eq!(flag(&mut mailbox, 9), None);
        assert_eq!(flag(&mut mailbox, 10), lost);
        mailbox.channel_restored();
        assert_eq!(flag(&mut mailbox, 30), None);
    }
}

#[test]
fn a_restored_channel_wakes_again_if_something_waits() {
    let mut mailbox = mailbox(Version::V1_2);
    mailbox.push(news(), at(0)).unwrap();
    assert_eq!(next(&mut mailbox, at(0)), Action::Event(MailboxEvent::Wake));
    assert_eq!(next(&mut mailbox, at(0)), Action::Wait(None));
    mailbox.channel_lost();
    mailbox.channel_restored();
    assert_eq!(next(&mut mailbox, at(1)), Action::Event(MailboxEvent::Wake));
}

#[test]
fn a_stored_state_continues_in_another_run() {
    let options = MailboxOptions::default().with_lifetime(at(100));
    let mut mailbox = Mailbox::new(Version::V1_3, "s1", options.clone());
    mailbox.agree(&agreed(2, 1));
    ask(&mut mailbox, "c1", 1, at(1000));
    reply(&mut mailbox, "c1", at(1000));
    ask(&mut mailbox, "c2", 2, at(1000));
    mailbox.push(news(), at(1000)).unwrap();
    mailbox.push(news(), at(1010)).unwrap();
    poll(&mut mailbox, at(1010)).unwrap();
    let state = mailbox.save(at(1020));
    assert_eq!((state.last, state.requests.len(), state.answers.len()), (2, 2, 1));
    assert_eq!((state.requests[0].time_left, state.requests[0].again_in), (Some(at(80)), Some(at(50))));
    assert_eq!((state.requests[1].time_left, state.requests[1].again_in), (Some(at(90)), None));

    // The clock begins again.
    let mut loaded = Mailbox::load(state.clone(), options, at(0));
    assert_eq!(loaded.save(at(0)), state);
    assert_eq!(ask(&mut loaded, "c1", 1, at(0)), Received::Repeated(Box::new(kept_alive("c1"))));
    // The request without an answer was lost with the run.
    assert_eq!(ask(&mut loaded, "c2", 2, at(0)), Received::Request { id_reused: false });
    assert_eq!(ids(&poll(&mut loaded, at(0)).unwrap()), ["s2"]);
    assert!(matches!(answer(&mut loaded, "s1", at(1)), Received::Answer(_)));
}

#[test]
fn a_client_that_logs_in_again_gets_everything_again() {
    let mut mailbox = mailbox(Version::V1_3);
    ask(&mut mailbox, "c1", 1, at(0));
    reply(&mut mailbox, "c1", at(0));
    mailbox.push(news(), at(0)).unwrap();
    poll(&mut mailbox, at(0)).unwrap();
    mailbox.resumed();
    // It may count its ids from the beginning.
    assert_eq!(ask(&mut mailbox, "c1", 1, at(1)), Received::Request { id_reused: false });
    assert_eq!(ids(&poll(&mut mailbox, at(1)).unwrap()), ["s1"]);
}

#[test]
fn a_reply_without_answers_is_empty() {
    let mut mailbox = mailbox(Version::V1_2);
    mailbox.push(news(), at(0)).unwrap();
    assert_eq!(mailbox.reply(vec![], at(0)), None);
}
