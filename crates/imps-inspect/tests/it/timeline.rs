//! The timeline of the committed capture.

use crate::conversation::path;
use imps_inspect::capture::Passed;
use imps_inspect::timeline::{Aliases, Filter, SessionState, Timeline, TimelineOptions};
use std::fmt::Write as _;
use std::fs::File;
use std::time::Duration;

pub(crate) fn read() -> Timeline {
    let options = TimelineOptions::default().with_bodies(true).with_validate(true);
    Timeline::read(File::open(path()).unwrap(), &options)
}

#[test]
fn the_conversation_reads_as_it_was() {
    let mut timeline = read();
    assert!(timeline.fault.is_none());
    for event in &timeline.events {
        assert!(event.findings.is_empty() && event.problems.is_empty(), "{event:?}");
    }
    let mut shown = String::new();
    for session in &timeline.sessions {
        writeln!(shown, "{}", serde_json::to_string(session).unwrap()).unwrap();
    }
    for event in &timeline.events {
        writeln!(shown, "{} {}", event.number, event.meaning()).unwrap();
    }
    timeline.tally.lines().for_each(|line| writeln!(shown, "{line}").unwrap());
    insta::assert_snapshot!(shown);

    let mut aliases = Aliases::default();
    timeline.events.iter_mut().for_each(|event| aliases.event(event));
    timeline.sessions.iter_mut().for_each(|session| aliases.session(session));
    let redacted = serde_json::to_string(&timeline).unwrap();
    for secret in ["john", "mary", "secret", "192.0.2", "imps.example", "cookie", "Phone-1.0"] {
        assert!(!redacted.contains(secret), "{secret} in {redacted}");
    }
}

/// The script of the conversation says this.
#[test]
fn times_states_and_counts_are_the_ones_of_the_script() {
    let Timeline { sessions, events, tally, .. } = read();
    let [john, mary] = sessions.as_slice() else { panic!("{sessions:?}") };
    assert_eq!((john.state, mary.state), (SessionState::Closed, SessionState::Open));
    assert_eq!((john.polls, john.wakeups, john.errors, john.unanswered), (3, 2, 1, 0));
    assert_eq!((mary.polls, mary.wakeups, mary.errors, mary.unanswered), (1, 1, 0, 1));
    assert_eq!(tally.count(Passed::Retransmissions), 1);
    // A wait, and 100 microseconds per packet: the acknowledgement and the answer.
    let after = |primitive: &str| {
        let event = events.iter().find(|event| event.primitive.as_deref() == Some(primitive)).unwrap();
        event.answers.unwrap().after
    };
    assert_eq!(after("Login-Response"), Duration::from_micros(180_200));
    assert_eq!(after("SendMessage-Response"), Duration::from_micros(120_200));
    assert_eq!(after("ListManage-Response"), Duration::from_micros(35_200));
}

#[test]
fn filters_select() {
    let events = read().events;
    let numbers = |change: &dyn Fn(&mut Filter)| -> Vec<u64> {
        let mut filter = Filter::default();
        assert!(filter.is_empty());
        change(&mut filter);
        events.iter().filter(|event| filter.matches(event)).map(|event| event.number).collect()
    };
    assert_eq!(numbers(&|filter| filter.sessions.push("s-mary".into())), [13, 14, 22, 23, 24, 25, 26, 40]);
    assert_eq!(numbers(&|filter| filter.primitives.push("sendmessage".into())), [20, 21]);
    assert_eq!(numbers(&|filter| filter.primitives.push("SendMessage-Request".into())), [20]);
    assert_eq!(numbers(&|filter| filter.statuses.push(700)), [35]);
    assert_eq!(numbers(&|filter| filter.errors = true), [34, 35, 40]);
    assert_eq!(
        numbers(&|filter| filter.users.push("mary".into())),
        [11, 13, 14, 17, 20, 22, 23, 24, 25, 26, 29, 40]
    );
    let path = |path: &str| numbers(&|filter| filter.paths.push(path.parse().unwrap()));
    assert_eq!(path("SendMessage-Request/MessageInfo/Recipient/User/UserID=wv:mary@imps.example"), [20]);
    assert_eq!(path("Recipient/User/UserID"), [20, 24, 29]);
    assert!(path("UserID=wv:nobody@imps.example").is_empty());
    for bad in ["", "a//b", "a b=c", "/a"] {
        assert!(bad.parse::<imps_inspect::timeline::PathFilter>().is_err(), "{bad}");
    }
}
