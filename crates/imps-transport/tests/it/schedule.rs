//! The times of a client, with the rules of both known clients: `csp-http.md`, `details.md`,
//! `cir.md`.

use imps_transport::agreed::{Agreed, TcpAddress};
use imps_transport::schedule::{
    Backoff, Failure, KeepAliveRule, Post, PostKind, Reported, Rules, Schedule, ScheduleEvent, ends_session,
};
use imps_transport::{Action, Machine};
use oma_imps::csp::{StatusCode, SupportedCirMethod};
use std::time::Duration;

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A client that has logged in at the start.
fn online(rules: Rules, keep_alive: Option<u64>, method: Option<SupportedCirMethod<'static>>) -> Schedule {
    let mut schedule = Schedule::new(rules, "c");
    schedule.logged_in(keep_alive.map(at), at(0));
    let tcp = Some(TcpAddress::new("cir.example.com", 8080));
    let agreed =
        Agreed { cir_methods: method.into_iter().collect(), tcp, multi_trans: 3, ..Agreed::default() };
    schedule.agree(&agreed, at(0));
    schedule
}

fn next(schedule: &mut Schedule, now: Duration) -> Action<ScheduleEvent> {
    let mut out = Vec::new();
    let action = schedule.next(now, &mut out);
    assert!(out.is_empty());
    action
}

/// Waits for the next event. Returns it with its time.
fn event(schedule: &mut Schedule, from: Duration) -> (u64, ScheduleEvent) {
    let mut now = from;
    loop {
        match next(schedule, now) {
            Action::Event(event) => return (now.as_secs(), event),
            Action::Wait(Some(at)) => now = at,
            other => panic!("{other:?}"),
        }
    }
}

fn poll(event: ScheduleEvent) -> Post {
    let ScheduleEvent::Poll(post) = event else { panic!("{event}") };
    assert_eq!(post.transaction_id.as_str(), "");
    post
}

/// Fails each post of a request at once, and returns the times and ids of the retries.
fn retries(rules: Rules, failure: Failure) -> (Vec<(u64, String)>, u32) {
    let mut schedule = Schedule::new(rules, "c");
    let mut post = schedule.post(PostKind::Request, at(0));
    let (mut now, mut times) = (0, Vec::new());
    loop {
        assert_eq!(schedule.failed(post.number, failure, at(now)), Reported::InTime(PostKind::Request));
        let (then, event) = event(&mut schedule, at(now));
        match event {
            ScheduleEvent::Retry { failed, post: again, kind: PostKind::Request, tries } => {
                assert_eq!((failed, tries as usize), (post.number, times.len() + 2));
                times.push((then - now, again.transaction_id.as_str().to_owned()));
                (now, post) = (then, again);
            }
            ScheduleEvent::GiveUp { post: last, kind: PostKind::Request, failure: why, tries } => {
                assert_eq!((last.number, why), (post.number, failure));
                return (times, tries);
            }
            other => panic!("{other}"),
        }
    }
}

#[test]
fn android_tries_ten_times_under_new_ids() {
    for failure in [Failure::Cut, Failure::TimedOut] {
        let (times, tries) = retries(Rules::android(), failure);
        let delays: Vec<_> = times.iter().map(|(delay, _)| *delay).collect();
        assert_eq!(delays, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!(tries, 10);
        let ids: Vec<_> = times.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(ids, ["c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10"]);
    }
    assert_eq!(retries(Rules::android(), Failure::Refused), (vec![], 1));
}

#[test]
fn s60_repeats_the_same_bytes_three_times_after_a_cut() {
    let (times, tries) = retries(Rules::s60(), Failure::Cut);
    assert_eq!((times, tries), (vec![(0, "c1".to_owned()); 3], 4));
    for failure in [Failure::TimedOut, Failure::Refused] {
        assert_eq!(retries(Rules::s60(), failure), (vec![], 1));
    }
}

#[test]
fn android_never_repeats_a_login_a_logout_or_an_answer() {
    for kind in [PostKind::Login, PostKind::Logout, PostKind::Answer] {
        for (rules, is_repeated) in [(Rules::android(), false), (Rules::s60(), true)] {
            let mut schedule = Schedule::new(rules, "c");
            let post = schedule.post(kind, at(0));
            schedule.failed(post.number, Failure::Cut, at(1));
            let Action::Event(event) = next(&mut schedule, at(1)) else { panic!() };
            assert_eq!(matches!(event, ScheduleEvent::Retry { .. }), is_repeated, "{event}");
            assert_eq!(matches!(event, ScheduleEvent::GiveUp { .. }), !is_repeated, "{event}");
        }
    }
}

#[test]
fn a_reply_that_does_not_come_is_a_failure() {
    for (rules, seconds) in [(Rules::android(), 45), (Rules::s60(), 40)] {
        let mut schedule = Schedule::new(rules, "c");
        let post = schedule.post(PostKind::Login, at(0));
        let (then, event) = event(&mut schedule, at(0));
        assert_eq!(then, seconds);
        assert_eq!(
            event,
            ScheduleEvent::GiveUp {
                post: post.clone(),
                kind: PostKind::Login,
                failure: Failure::TimedOut,
                tries: 1
            }
        );
        assert_eq!(schedule.replied(post.number, at(seconds + 1)), Reported::Late);
        assert_eq!(schedule.failed(99, Failure::Cut, at(0)), Reported::Late);
    }
}

#[test]
fn android_polls_after_thirty_quiet_seconds() {
    let mut schedule = online(Rules::android(), None, None);
    for round in 1..4 {
        let (then, event) = event(&mut schedule, at(0));
        assert_eq!(then, 30 * round);
        schedule.replied(poll(event).number, at(then));
    }
    // Any traffic counts.
    let post = schedule.post(PostKind::Request, at(100));
    schedule.replied(post.number, at(101));
    assert_eq!(next(&mut schedule, at(101)), Action::Wait(Some(at(131))));
    // And at once with the Poll flag.
    schedule.flagged(false);
    assert_eq!(next(&mut schedule, at(101)), Action::Wait(Some(at(131))));
    schedule.flagged(true);
    assert_eq!(event(&mut schedule, at(101)).0, 101);
}

#[test]
fn s60_polls_ever_more_rarely() {
    let mut schedule = online(Rules::s60(), None, None);
    let mut now = 0;
    let mut polls = |schedule: &mut Schedule, count| {
        let mut times = Vec::new();
        for _ in 0..count {
            let (then, event) = event(schedule, at(now));
            schedule.replied(poll(event).number, at(then));
            times.push(then - now);
            now = then;
        }
        times
    };
    assert_eq!(polls(&mut schedule, 4), [8, 18, 28, 38]);
    // Any traffic resets; the flag does not make it poll.
    let post = schedule.post(PostKind::Request, at(92));
    schedule.replied(post.number, at(92));
    schedule.flagged(true);
    assert_eq!(polls(&mut schedule, 2), [8, 18]);
    let longest = polls(&mut schedule, 40).pop();
    assert_eq!(longest, Some(300));
}

#[test]
fn the_agreed_minimum_bounds_the_polls() {
    let mut schedule = online(Rules::s60(), None, None);
    schedule.agree(&Agreed { poll_minimum: Some(at(60)), ..Agreed::default() }, at(0));
    assert_eq!(event(&mut schedule, at(0)).0, 60);
}

#[test]
fn with_a_channel_a_wake_up_makes_it_poll() {
    for rules in [Rules::android(), Rules::s60()] {
        let mut schedule = online(rules.clone(), None, Some(SupportedCirMethod::Sudp));
        let safety = rules.poll.with_channel;
        assert_eq!(next(&mut schedule, at(0)), Action::Wait(safety));
        schedule.woken();
        let (then, event) = event(&mut schedule, at(5));
        assert_eq!(then, 5);
        // Another wake-up while it polls.
        let post = poll(event);
        schedule.woken();
        assert!(matches!(next(&mut schedule, at(5)), Action::Wait(_)));
        schedule.replied(post.number, at(6));
        assert_eq!(self::event(&mut schedule, at(6)).0, 6);
    }
    assert_eq!(Rules::s60().poll.with_channel, Some(at(24 * 3600)));
}

#[test]
fn keep_alives_do_not_delay_the_safety_poll() {
    let mut schedule = online(Rules::s60(), Some(7200), Some(SupportedCirMethod::Sudp));
    let mut now = 0;
    loop {
        let (then, event) = event(&mut schedule, at(now));
        now = then;
        match event {
            ScheduleEvent::KeepAlive(post) => drop(schedule.replied(post.number, at(now))),
            ScheduleEvent::Poll(_) => break,
            other => panic!("{other}"),
        }
    }
    assert_eq!(now, 24 * 3600);
}

#[test]
fn a_failed_poll_is_repeated_after_a_pause() {
    let mut schedule = online(Rules::android(), None, None);
    schedule.woken();
    let (mut now, mut pauses) = (0, Vec::new());
    for _ in 0..8 {
        let (then, event) = event(&mut schedule, at(now));
        let post = poll(event);
        pauses.push(then - now);
        now = then;
        schedule.failed(post.number, Failure::Cut, at(now));
        let Action::Event(ScheduleEvent::GiveUp { kind: PostKind::Poll, .. }) = next(&mut schedule, at(now))
        else {
            panic!()
        };
    }
    assert_eq!(pauses, [0, 5, 10, 20, 40, 80, 160, 300]);
}

#[test]
fn the_session_is_kept_alive() {
    // The agreed time, and the time of the keep-alive.
    for (rules, agreed, seconds) in [
        (Rules::android(), 300, 295),
        (Rules::android(), 4, 2),
        (Rules::android(), 0, 1),
        (Rules::s60(), 300, 90),
        (Rules::s60(), 240, 60),
        (Rules::s60(), 238, 119),
        (Rules::s60(), 100, 50),
        (Rules::s60(), 0, 1),
    ] {
        let mut schedule = online(rules, Some(agreed), Some(SupportedCirMethod::Sudp));
        let (then, event) = event(&mut schedule, at(0));
        assert_eq!(then, seconds, "{agreed}");
        let ScheduleEvent::KeepAlive(post) = event else { panic!("{event}") };
        assert_eq!(post.transaction_id.as_str(), "c1");
        // The next one counts from the sending of this one.
        schedule.replied(post.number, at(then + 1));
        assert_eq!(self::event(&mut schedule, at(then)).0, 2 * seconds);
    }
    assert_eq!(KeepAliveRule::Less(at(5)).after(at(600)), at(595));
}

#[test]
fn the_server_may_change_the_lifetime() {
    let mut schedule = online(Rules::android(), Some(300), Some(SupportedCirMethod::Sudp));
    schedule.set_keep_alive(at(100));
    assert_eq!(next(&mut schedule, at(0)), Action::Wait(Some(at(95))));
}

#[test]
fn a_session_survives_a_broken_connection() {
    let mut schedule = online(Rules::android(), Some(600), None);
    // All posts fail for eight minutes; then the network is back.
    let (mut now, mut events) = (0, 0);
    let request = schedule.post(PostKind::Request, at(1));
    schedule.failed(request.number, Failure::Cut, at(1));
    let mut done = false;
    while !done {
        let (then, event) = event(&mut schedule, at(now));
        (now, events) = (then, events + 1);
        let (ScheduleEvent::Poll(post) | ScheduleEvent::KeepAlive(post) | ScheduleEvent::Retry { post, .. }) =
            event
        else {
            continue;
        };
        if now < 480 {
            schedule.failed(post.number, Failure::Cut, at(now));
        } else {
            let reported = schedule.replied(post.number, at(now));
            done = reported == Reported::InTime(PostKind::Request);
        }
    }
    // The request went through, in the same session, with few posts.
    assert!(now < 900 && events < 40, "{now} {events}");
    assert!(schedule.has_session());
}

#[test]
fn a_session_without_any_answer_expires() {
    let mut schedule = online(Rules::android(), Some(300), Some(SupportedCirMethod::Sudp));
    schedule.post(PostKind::Login, at(0));
    let mut last = (0, ScheduleEvent::Ask);
    while last.1 != ScheduleEvent::SessionExpired {
        last = event(&mut schedule, at(last.0));
    }
    // The agreed time, and the time of a reply.
    assert_eq!(last.0, 345);
    assert!(!schedule.has_session());
    // A keep-alive was under way.
    let Action::Event(ScheduleEvent::GiveUp { kind, failure, .. }) = next(&mut schedule, at(345)) else {
        panic!()
    };
    assert_eq!((kind, failure), (PostKind::KeepAlive, Failure::SessionOver));
    assert_eq!(next(&mut schedule, at(345)), Action::Wait(None));
    // After a new login everything goes on.
    let login = schedule.post(PostKind::Login, at(400));
    schedule.replied(login.number, at(401));
    schedule.logged_in(Some(at(300)), at(401));
    let (then, event) = event(&mut schedule, at(401));
    assert_eq!((then, matches!(event, ScheduleEvent::Poll(_))), (431, true));
}

#[test]
fn status_codes_end_a_session() {
    let ending: Vec<_> = (0..1000).filter(|code| ends_session(StatusCode::from(*code))).collect();
    assert_eq!(ending, [600, 601, 604]);
}

#[test]
fn only_so_many_transactions_are_open() {
    let mut schedule = online(Rules::android(), None, None);
    schedule.agree(&Agreed::default(), at(0));
    let post = schedule.post(PostKind::Request, at(0));
    assert!(!schedule.has_room());
    schedule.woken();
    // It polls when the reply has come, or the time is over.
    assert_eq!(next(&mut schedule, at(0)), Action::Wait(Some(at(45))));
    schedule.replied(post.number, at(1));
    assert_eq!(event(&mut schedule, at(1)).0, 1);
}

/// The times of the next events on the channel, as text.
fn channel(schedule: &mut Schedule, from: u64, count: usize) -> Vec<(u64, String)> {
    let mut now = from;
    let mut events = Vec::new();
    while events.len() < count {
        let (then, event) = event(schedule, at(now));
        now = then;
        match event {
            ScheduleEvent::Poll(post) => drop(schedule.replied(post.number, at(now))),
            event => events.push((now - from, event.to_string())),
        }
    }
    events
}

#[test]
fn android_opens_its_channel_again() {
    let mut schedule = online(Rules::android(), None, Some(SupportedCirMethod::Stcp));
    let connect = "open the connection for wake-ups".to_owned();
    // Each attempt takes 30 seconds; the delays are 3, 9, 27 seconds in turn.
    let expected = [0, 33, 72, 129, 162].map(|time| (time, connect.clone()));
    assert_eq!(channel(&mut schedule, 0, 5), expected);
    // OK: from now on, pings after 20 quiet minutes; the answer must come in 30 seconds.
    let now = 170;
    schedule.channel_line(at(now));
    // It polls after it has opened the channel.
    let (_, event) = event(&mut schedule, at(now));
    schedule.replied(poll(event).number, at(now));
    let ping = "ping on the connection for wake-ups".to_owned();
    assert_eq!(channel(&mut schedule, now, 2), [(1200, ping), (1233, connect)]);
}

#[test]
fn a_client_polls_while_its_channel_is_lost() {
    let mut schedule = online(Rules::android(), None, Some(SupportedCirMethod::Stcp));
    channel(&mut schedule, 0, 1);
    schedule.channel_line(at(0));
    let (_, event) = event(&mut schedule, at(0));
    schedule.replied(poll(event).number, at(0));
    assert_eq!(channel(&mut schedule, 0, 1)[0].0, 1200);
    // The ping is not answered: the connection is lost, and nothing was polled for 20 minutes.
    let (then, event) = self::event(&mut schedule, at(1200));
    assert_eq!((then, matches!(event, ScheduleEvent::Poll(_))), (1230, true));
}

#[test]
fn s60_gives_its_channel_up_after_ten_attempts() {
    let mut schedule = online(Rules::s60(), None, Some(SupportedCirMethod::Stcp));
    let mut now = 0;
    for attempt in 0..10 {
        assert_eq!(channel(&mut schedule, now, 1)[0].0, if attempt == 0 { 0 } else { 10 });
        now += if attempt == 0 { 0 } else { 10 };
        schedule.channel_lost(at(now));
    }
    assert_eq!(channel(&mut schedule, now, 1), [(0, "give the connection for wake-ups up".to_owned())]);
}

#[test]
fn s60_pings_five_times() {
    let mut schedule = online(Rules::s60(), None, Some(SupportedCirMethod::Stcp));
    channel(&mut schedule, 0, 1);
    schedule.channel_line(at(0));
    let times: Vec<_> = channel(&mut schedule, 0, 6).into_iter().map(|(time, _)| time).collect();
    // Five pings of five seconds each after a quarter of an hour; then it connects again.
    assert_eq!(times, [900, 905, 910, 915, 920, 935]);
    // Any line is an answer.
    schedule.channel_line(at(935));
    assert_eq!(channel(&mut schedule, 935, 1)[0].0, 900);
}

#[test]
fn android_asks_over_http_every_ten_quiet_seconds() {
    let mut schedule = online(Rules::android(), None, Some(SupportedCirMethod::Shttp));
    assert_eq!(event(&mut schedule, at(0)), (10, ScheduleEvent::Ask));
    assert_eq!(next(&mut schedule, at(10)), Action::Wait(None));
    schedule.asked(Some(false), at(11));
    assert_eq!(event(&mut schedule, at(11)), (21, ScheduleEvent::Ask));
    schedule.asked(Some(true), at(22));
    let (then, event) = event(&mut schedule, at(22));
    assert_eq!(then, 22);
    schedule.replied(poll(event).number, at(25));
    assert_eq!(self::event(&mut schedule, at(25)), (35, ScheduleEvent::Ask));
    // An error ends it: the client polls.
    schedule.asked(None, at(36));
    assert_eq!(self::event(&mut schedule, at(36)).0, 55);
    // S60 does not know this way.
    let mut schedule = online(Rules::s60(), None, Some(SupportedCirMethod::Shttp));
    assert_eq!(self::event(&mut schedule, at(0)).0, 8);
}

#[test]
fn a_logout_ends_everything() {
    let mut schedule = online(Rules::android(), Some(300), Some(SupportedCirMethod::Stcp));
    let post = schedule.post(PostKind::Request, at(0));
    schedule.failed(post.number, Failure::Cut, at(0));
    schedule.woken();
    schedule.logged_out();
    let Action::Event(ScheduleEvent::GiveUp { failure: Failure::SessionOver, .. }) =
        next(&mut schedule, at(0))
    else {
        panic!()
    };
    assert_eq!(next(&mut schedule, at(0)), Action::Wait(None));
}

#[test]
fn delays_double_up_to_a_maximum() {
    let backoff = Backoff { first: at(5), max: at(300) };
    let delays: Vec<_> =
        [1, 2, 7, 33, u32::MAX].into_iter().map(|failures| backoff.after(failures)).collect();
    assert_eq!(delays, [at(5), at(10), at(300), at(300), at(300)]);
    assert_eq!(backoff.after(0), at(5));
}
