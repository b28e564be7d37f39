//! The states of sessions.

use crate::conversation::{answer, request};
use crate::maker::{Maker, START, Tcp, address, post, response};
use imps_inspect::capture::{self, CaptureLimits};
use imps_inspect::timeline::{Filter, Outcome, SessionState, Timeline, TimelineOptions, TimelineReader};
use std::time::Duration;

const WBXML: &str = "application/vnd.wv.csp.wbxml";

struct Script {
    maker: Maker,
    tcp: Tcp,
}

impl Script {
    /// A request and its answer.
    fn exchange(&mut self, session: &str, id: &str, asked: &str, answered: &str) {
        self.maker.send(&mut self.tcp, 0, &post(WBXML, &request(session, id, asked)), 1400);
        self.maker.send(&mut self.tcp, 1, &response(WBXML, &answer(session, id, answered)), 1400);
    }

    fn login(&mut self, id: &str, user: &str, seconds: &str, answered: &str) {
        self.exchange("", id, &asked(user, seconds), answered);
    }
}

fn asked(user: &str, seconds: &str) -> String {
    format!(
        "<Login-Request><UserID>wv:{user}</UserID><ClientID><URL>WV:c</URL></ClientID>\
         <TimeToLive>{seconds}</TimeToLive><SessionCookie>c-{user}</SessionCookie></Login-Request>"
    )
}

fn status(code: u16) -> String {
    format!("<Status><Result><Code>{code}</Code></Result></Status>")
}

fn opened(session: &str, imposed: &str) -> String {
    format!(
        "<Login-Response><ClientID><URL>WV:c</URL></ClientID><Result><Code>200</Code></Result>\
         <SessionID>{session}</SessionID>{imposed}<CapabilityRequest>F</CapabilityRequest></Login-Response>"
    )
}

/// Four sessions and two refused logins; the capture ends 100 seconds after the logins.
fn capture() -> Vec<u8> {
    let mut maker = Maker::default();
    let tcp = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
    let mut script = Script { maker, tcp };
    // Accepted as asked; imposed; closed; longer.
    script.login("1", "ann", "60", &opened("s-ann", ""));
    script.login("2", "bob", "600", &opened("s-bob", "<KeepAliveTime>90</KeepAliveTime>"));
    script.login("3", "eve", "60", &opened("s-eve", ""));
    script.login("4", "kim", "60", &opened("s-kim", ""));
    script.login("5", "mallory", "60", &status(409));
    script.login("6", "trudy", "60", &status(409));
    script.exchange("s-eve", "7", "<Logout-Request/>", &status(200));
    script.exchange(
        "s-kim",
        "8",
        "<KeepAlive-Request><TimeToLive>900</TimeToLive></KeepAlive-Request>",
        "<KeepAlive-Response><Result><Code>200</Code></Result></KeepAlive-Response>",
    );
    script.maker.wait(100_000);
    script.exchange("s-kim", "9", "<GetList-Request/>", "<GetList-Response/>");
    script.maker.pcapng()
}

#[test]
fn silence_beyond_the_time_to_live_expires_a_session() {
    let timeline = Timeline::read(&capture()[..], &TimelineOptions::default());
    let found: Vec<_> = timeline
        .sessions
        .iter()
        .map(|session| {
            let user = session.user.as_deref().unwrap_or_default();
            (user, session.state, session.time_to_live.map(|time| time.as_secs()))
        })
        .collect();
    assert_eq!(
        found,
        [
            ("wv:ann", SessionState::Expired, Some(60)),
            ("wv:bob", SessionState::Expired, Some(90)),
            ("wv:eve", SessionState::Closed, Some(60)),
            ("wv:kim", SessionState::Open, Some(900)),
            ("wv:mallory", SessionState::Refused, None),
            ("wv:trudy", SessionState::Refused, None),
        ]
    );
}

/// The answer to a login that the capture missed states the time to live.
#[test]
fn a_session_expires_although_its_login_request_is_missing() {
    let mut maker = Maker::default();
    let mut tcp = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
    let login = opened("s-ann", "<KeepAliveTime>60</KeepAliveTime>");
    maker.send(&mut tcp, 1, &response(WBXML, &answer("", "1", &login)), 1400);
    maker.wait(100_000);
    let mut script = Script { maker, tcp };
    script.exchange("s-kim", "9", "<GetList-Request/>", "<GetList-Response/>");
    let timeline = Timeline::read(&script.maker.pcapng()[..], &TimelineOptions::default());
    let session = timeline.sessions.iter().find(|session| session.id == "s-ann").unwrap();
    assert_eq!(session.time_to_live.map(|time| time.as_secs()), Some(60));
    assert_eq!(session.state, SessionState::Expired);
}

/// Clients of one host number their logins alike. A server that stays silent does not make them one.
#[test]
fn an_unanswered_login_is_no_repetition_of_another_user() {
    let mut maker = Maker::default();
    let mut tcp = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
    for user in ["ann", "ann", "bob"] {
        maker.send(&mut tcp, 0, &post(WBXML, &request("", "1", &asked(user, "60"))), 1400);
    }
    let timeline = Timeline::read(&maker.pcapng()[..], &TimelineOptions::default());
    let repeats: Vec<Option<u64>> = timeline.events.iter().map(|event| event.repeats).collect();
    assert_eq!(repeats, [None, Some(1), None]);
}

/// Two clients behind one address log in at once, each on its connection, with the same transaction
/// id. The server answers in the order of the logins.
#[test]
fn clients_behind_one_address_keep_their_own_answers() {
    let mut maker = Maker::default();
    let mut ends = [40_000, 40_001].map(|port| maker.tcp(address(11, port), address(1, 80), [1, 1]));
    for (tcp, user) in ends.iter_mut().zip(["ann", "bob"]) {
        maker.send(tcp, 0, &post(WBXML, &request("", "1", &asked(user, "600"))), 1400);
    }
    for (tcp, session) in ends.iter_mut().zip(["s-ann", "s-bob"]) {
        maker.send(tcp, 1, &response(WBXML, &answer("", "1", &opened(session, ""))), 1400);
    }
    let timeline = Timeline::read(&maker.pcapng()[..], &TimelineOptions::default());
    let answers: Vec<_> =
        timeline.events.iter().map(|event| event.answers.map(|it| (it.number, it.again))).collect();
    assert_eq!(answers, [None, None, Some((1, false)), Some((2, false))]);
    let users: Vec<_> = timeline.sessions.iter().map(|it| (it.id.as_ref(), it.user.as_deref())).collect();
    assert_eq!(users, [("s-ann", Some("wv:ann")), ("s-bob", Some("wv:bob"))]);
}

/// Nobody answers a request before it is there: the late reply to a repetition is not the one to the
/// login after it.
#[test]
fn an_answer_is_not_to_a_later_request() {
    let mut maker = Maker::default();
    let mut ends = [40_000, 40_001, 40_002].map(|port| maker.tcp(address(11, port), address(1, 80), [1, 1]));
    let login = post(WBXML, &request("", "1", &asked("ann", "600")));
    let reply = response(WBXML, &answer("", "1", &opened("s-ann", "")));
    for (end, is_reply) in [(0, false), (1, false), (0, true), (2, false), (1, true), (2, true)] {
        let bytes = if is_reply { &reply } else { &login };
        maker.send(&mut ends[end], usize::from(is_reply), bytes, 1400);
    }
    let timeline = Timeline::read(&maker.pcapng()[..], &TimelineOptions::default());
    assert_eq!(timeline.events[1].repeats, Some(1));
    let answers = timeline.events.iter().map(|event| event.answers.map(|it| (it.number, it.again)));
    assert_eq!(answers.collect::<Vec<_>>(), [None, None, Some((1, false)), None, None, Some((4, false))]);
}

#[test]
fn a_challenge_is_no_error() {
    let mut maker = Maker::default();
    let tcp = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
    let mut script = Script { maker, tcp };
    let challenge = "<Login-Response><ClientID><URL>WV:c</URL></ClientID><Result><Code>401</Code></Result>\
                     <Nonce>n</Nonce><DigestSchema>MD5</DigestSchema></Login-Response>";
    script.login("1", "ann", "600", challenge);
    script.login("2", "ann", "600", &opened("s-ann", ""));
    script.exchange("s-ann", "3", "<GetList-Request/>", &status(401));
    let timeline = Timeline::read(&script.maker.pcapng()[..], &TimelineOptions::default());
    let errors = timeline.events.iter().filter(|event| event.is_error()).map(|event| event.number);
    assert_eq!(errors.collect::<Vec<_>>(), [5, 6]);
    assert_eq!(timeline.sessions.iter().map(|session| session.errors).collect::<Vec<_>>(), [1]);
}

#[test]
fn states_select_sessions() {
    let timeline = Timeline::read(&capture()[..], &TimelineOptions::default());
    let numbers = |states: &[SessionState]| -> Vec<u64> {
        let mut filter = Filter::default();
        filter.states = states.to_vec();
        filter.choose(&timeline.sessions);
        timeline.events.iter().filter(|event| filter.matches(event)).map(|event| event.number).collect()
    };
    assert_eq!(numbers(&[SessionState::Expired]), [1, 2, 3, 4]);
    assert_eq!(numbers(&[SessionState::Closed]), [5, 6, 13, 14]);
    assert_eq!(numbers(&[SessionState::Open]), [7, 8, 15, 16, 17, 18]);
    assert_eq!(numbers(&[SessionState::Refused]), [9, 10, 11, 12]);
    assert_eq!(numbers(&SessionState::ALL).len(), timeline.events.len());
}

/// A log of a running server shows a request without an answer soon, and not after a minute.
#[test]
fn a_growing_capture_passes_on_what_has_waited_long_enough() {
    let mut maker = Maker::default();
    let tcp = maker.tcp(address(11, 40_000), address(1, 80), [1, 1]);
    let mut script = Script { maker, tcp };
    script.maker.send(&mut script.tcp, 0, &post(WBXML, &request("s", "1", "<KeepAlive-Request/>")), 1400);
    let mut reader = TimelineReader::new(TimelineOptions::default().with_patience(Duration::from_secs(2)));
    let mut events = Vec::new();
    let file = script.maker.pcapng();
    let (_, end) = capture::read(&file[..], &CaptureLimits::default(), &mut |carried| {
        reader.carried(carried, &mut |event| events.push(event));
    });
    end.unwrap();
    reader.pass(START + Duration::from_secs(1), &mut |event| events.push(event));
    assert!(events.is_empty());
    reader.pass(START + Duration::from_secs(3), &mut |event| events.push(event));
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].outcome, Outcome::Unanswered);
}
