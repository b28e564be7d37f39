//! The client's end of CIR over TCP.

use imps_transport::cir::Ignored;
use imps_transport::cir::tcp::{Client, ClientEvent, ClientTimers, InvalidSessionId, Lost};
use imps_transport::{Action, Machine as _};
use proptest::prelude::*;
use std::time::Duration;

const OK: &[u8] = b"OK\r\n";

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[derive(Debug, PartialEq)]
enum Step {
    Sent(&'static str),
    Event(ClientEvent),
    Closed,
}

use ClientEvent::{Connect, GaveUp, Reconnected, Wakeup};
use Step::{Closed, Event, Sent};

fn drain(client: &mut Client, now: Duration) -> (Vec<Step>, Option<Duration>) {
    let mut steps = Vec::new();
    loop {
        let mut out = Vec::new();
        steps.push(match client.next(now, &mut out) {
            Action::Send if out == b"HELO s\r\n" => Sent("HELO s"),
            Action::Send if out == b"PING\r\n" => Sent("PING"),
            Action::Event(event) => Event(event),
            Action::Close => Closed,
            Action::Wait(deadline) => return (steps, deadline),
            other => panic!("{other:?} {out:?}"),
        });
    }
}

fn client(timers: ClientTimers) -> Client {
    Client::new("s", "c".parse().unwrap(), timers).unwrap()
}

/// A client that got its OK at 0.
fn up(timers: ClientTimers) -> Client {
    let mut client = client(timers);
    assert_eq!(drain(&mut client, at(0)).0, [Event(Connect)]);
    client.connected(at(0));
    assert_eq!(drain(&mut client, at(0)).0, [Sent("HELO s")]);
    assert!(!client.is_up());
    client.receive(at(0), OK);
    assert_eq!(drain(&mut client, at(0)), (vec![], Some(timers.ping_after)));
    assert!(client.is_up());
    client
}

fn lost(reason: Lost) -> Step {
    Event(ClientEvent::Lost(reason))
}

#[test]
fn has_the_documented_times() {
    // `cir.md` and `details.md`: B waits 30 s for OK, pings after 20 min; C waits 10 s and 5 s,
    // connects within 20 s, pings every 15 min, 5 times, and connects 10 times, 10 s apart.
    let b = ClientTimers::default();
    assert_eq!((b.hello, b.pong, b.ping_after, b.pings), (at(30), at(30), at(1200), 1));
    assert_eq!((b.reconnect, b.attempts), ([at(3), at(9), at(27)], None));
    let c = ClientTimers::S60;
    assert_eq!((c.connect, c.hello, c.pong, c.ping_after, c.pings), (at(20), at(10), at(5), at(900), 5));
    assert_eq!((c.reconnect, c.attempts), ([at(10); 3], Some(10)));
}

#[test]
fn wakes_for_its_cookie_only() {
    let mut client = up(ClientTimers::AOSP);
    client.receive(at(1), b"WVCI 1.2 c\r\nWVCI 1.2 d\r\nhello\r\n");
    let ignored = |reason| Event(ClientEvent::Ignored(reason));
    let expected = [
        Event(Wakeup),
        ignored(Ignored::Cookie("WVCI 1.2 d".into())),
        ignored(Ignored::Keyword("hello".into())),
    ];
    assert_eq!(drain(&mut client, at(1)).0, expected);
}

#[test]
fn pings_when_idle_and_counts_any_line_as_life() {
    let mut client = up(ClientTimers::AOSP);
    assert_eq!(drain(&mut client, at(1199)).0, []);
    assert_eq!(drain(&mut client, at(1200)), (vec![Sent("PING")], Some(at(1230))));
    // A wake-up instead of OK.
    client.receive(at(1201), b"WVCI 1.2 c\r\n");
    assert_eq!(drain(&mut client, at(1201)), (vec![Event(Wakeup)], Some(at(2401))));
    assert_eq!(drain(&mut client, at(2401)).0, [Sent("PING")]);
    client.receive(at(2410), OK);
    assert_eq!(drain(&mut client, at(2430)), (vec![], Some(at(3610))));
}

#[test]
fn connects_again_and_polls() {
    let mut client = up(ClientTimers::AOSP);
    client.ended(at(50));
    assert_eq!(drain(&mut client, at(50)), (vec![lost(Lost::Ended)], Some(at(53))));
    assert_eq!(drain(&mut client, at(53)).0, [Event(Connect)]);
    client.connected(at(54));
    assert_eq!(drain(&mut client, at(54)), (vec![Sent("HELO s")], Some(at(84))));
    client.receive(at(55), OK);
    assert_eq!(drain(&mut client, at(55)).0, [Event(Reconnected)]);
    // Only once, and not if a wake-up came instead.
    client.receive(at(56), OK);
    assert_eq!(drain(&mut client, at(56)).0, []);
    client.reconnect();
    assert_eq!(drain(&mut client, at(57)).0, [Event(Connect)]);
    client.connected(at(57));
    assert_eq!(drain(&mut client, at(57)).0, [Sent("HELO s")]);
    client.receive(at(57), b"WVCI 1.2 c\r\nOK\r\n");
    assert_eq!(drain(&mut client, at(57)).0, [Event(Wakeup)]);
}

#[test]
fn waits_3_9_27_seconds_in_turn() {
    let mut client = client(ClientTimers::AOSP);
    let mut now = at(0);
    for pause in [3, 9, 27, 3, 9, 27] {
        assert_eq!(drain(&mut client, now).0, [Event(Connect)]);
        client.ended(now);
        let next = now + at(pause);
        assert_eq!(drain(&mut client, now), (vec![lost(Lost::Ended)], Some(next)));
        now = next;
    }
}

#[test]
fn an_answer_resets_the_pauses() {
    let mut client = up(ClientTimers::AOSP);
    for now in [at(100), at(200)] {
        client.ended(now);
        assert_eq!(drain(&mut client, now), (vec![lost(Lost::Ended)], Some(now + at(3))));
        assert_eq!(drain(&mut client, now + at(3)).0, [Event(Connect)]);
        client.connected(now + at(3));
        client.receive(now + at(3), b"");
        assert_eq!(drain(&mut client, now + at(3)).0, [Sent("HELO s")]);
        client.receive(now + at(3), OK);
        assert_eq!(drain(&mut client, now + at(3)).0, [Event(Reconnected)]);
    }
}

#[test]
fn gives_up_the_connection_after_its_pings() {
    let mut client = up(ClientTimers::S60);
    for now in [900, 905, 910, 915, 920] {
        assert_eq!(drain(&mut client, at(now)), (vec![Sent("PING")], Some(at(now + 5))));
    }
    assert_eq!(drain(&mut client, at(925)), (vec![lost(Lost::NoAnswer)], Some(at(935))));
}

#[test]
fn gives_up_after_ten_attempts() {
    let mut client = client(ClientTimers::S60);
    for attempt in 0..10 {
        let now = at(30 * attempt);
        assert_eq!(drain(&mut client, now), (vec![Event(Connect)], Some(now + at(20))));
        let (steps, _) = drain(&mut client, now + at(20));
        let last = attempt == 9;
        assert_eq!(steps[0], lost(Lost::NoConnection));
        assert_eq!(steps.get(1..).unwrap() == [Event(GaveUp), Closed], last);
    }
    assert_eq!(drain(&mut client, at(9999)), (vec![], None));
}

#[test]
fn a_hello_needs_an_answer_in_time() {
    let mut client = client(ClientTimers::S60);
    assert_eq!(drain(&mut client, at(0)).0, [Event(Connect)]);
    client.connected(at(1));
    assert_eq!(drain(&mut client, at(1)), (vec![Sent("HELO s")], Some(at(11))));
    client.receive(at(2), b"hm\r\nO");
    let ignored = Event(ClientEvent::Ignored(Ignored::Keyword("hm".into())));
    assert_eq!(drain(&mut client, at(2)), (vec![ignored], Some(at(11))));
    assert_eq!(drain(&mut client, at(11)).0, [lost(Lost::NoAnswer)]);
    // The rest of the old line does not reach the new connection.
    assert_eq!(drain(&mut client, at(21)).0, [Event(Connect)]);
    client.connected(at(21));
    assert_eq!(drain(&mut client, at(21)).0, [Sent("HELO s")]);
    client.receive(at(22), OK);
    assert_eq!(drain(&mut client, at(22)), (vec![], Some(at(922))));
}

#[test]
fn a_long_line_loses_the_connection() {
    let mut client = up(ClientTimers::AOSP);
    client.receive(at(1), &[b'x'; 600]);
    assert_eq!(drain(&mut client, at(1)), (vec![lost(Lost::LineTooLong)], Some(at(4))));
}

#[test]
fn stops() {
    let mut client = up(ClientTimers::AOSP);
    client.stop();
    assert_eq!(drain(&mut client, at(1)), (vec![Closed], None));
    client.reconnect();
    client.stop();
    assert_eq!(drain(&mut client, at(2)), (vec![], None));
}

#[test]
fn refuses_ids_that_do_not_fit_into_a_line() {
    for id in ["", "a\r\nb", &"x".repeat(508)] {
        let made = Client::new(id, "c".parse().unwrap(), ClientTimers::AOSP);
        assert_eq!(made.err(), Some(InvalidSessionId));
    }
    assert!(Client::new(&"x".repeat(507), "c".parse().unwrap(), ClientTimers::AOSP).is_ok());
}

#[derive(Clone, Debug)]
enum Input {
    Receive(&'static str),
    Connected,
    Ended,
    Reconnect,
    Wait(u64),
}

proptest! {
    /// At each deadline something happens, or the deadline moves; and nothing goes on forever.
    #[test]
    fn the_deadline_moves(inputs in proptest::collection::vec(
        prop_oneof![
            proptest::sample::select(vec!["OK\r\n", "WVCI 1 c\r\n", "x", "\r\n"]).prop_map(Input::Receive),
            Just(Input::Connected), Just(Input::Ended), Just(Input::Reconnect), (0..2000_u64).prop_map(Input::Wait),
        ],
        0..60,
    ), s60: bool) {
        let mut client = client(if s60 { ClientTimers::S60 } else { ClientTimers::AOSP });
        let mut now = Duration::ZERO;
        for input in inputs {
            match input {
                Input::Receive(bytes) => client.receive(now, bytes.as_bytes()),
                Input::Connected => client.connected(now),
                Input::Ended => client.ended(now),
                Input::Reconnect => client.reconnect(),
                Input::Wait(seconds) => now += at(seconds),
            }
            let (_, deadline) = drain(&mut client, now);
            if let Some(deadline) = deadline {
                prop_assert!(deadline > now);
                let mut later = client.clone();
                let (steps, moved) = drain(&mut later, deadline);
                prop_assert!(!steps.is_empty() || moved != Some(deadline));
            }
        }
    }
}
