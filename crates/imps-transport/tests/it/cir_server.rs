//! The server's end of CIR over TCP.

use imps_transport::cir::tcp::{Closing, Lines, MAX_LINE, Server, ServerEvent, ServerTimers, TooLong};
use imps_transport::{Action, Machine as _};
use proptest::prelude::*;
use std::time::Duration;

const NOW: Duration = Duration::from_secs(1000);

fn seconds(seconds: u64) -> Duration {
    NOW + Duration::from_secs(seconds)
}

#[derive(Debug, PartialEq)]
enum Step {
    Sent(String),
    Event(ServerEvent),
    Closed,
}

/// Drives a server until it waits, with a program that knows the session `s`.
fn drain(server: &mut Server, now: Duration) -> (Vec<Step>, Option<Duration>) {
    let mut steps = Vec::new();
    loop {
        let mut out = Vec::new();
        match server.next(now, &mut out) {
            Action::Send => steps.push(Step::Sent(String::from_utf8(out).unwrap())),
            Action::Event(event) => {
                match &event {
                    ServerEvent::Hello { session_id } if session_id == "s" => {
                        server.accept("WVCI 1.2 c".parse().unwrap());
                    }
                    ServerEvent::Hello { .. } => server.refuse(),
                    _ => {}
                }
                steps.push(Step::Event(event));
            }
            Action::Close => steps.push(Step::Closed),
            Action::Wait(deadline) => return (steps, deadline),
            other => panic!("{other:?}"),
        }
    }
}

fn sent(line: &str) -> Step {
    Step::Sent(format!("{line}\r\n"))
}

fn hello(session_id: &str) -> Step {
    Step::Event(ServerEvent::Hello { session_id: session_id.into() })
}

fn closing(reason: Closing) -> [Step; 2] {
    [Step::Event(ServerEvent::Closing(reason)), Step::Closed]
}

fn known() -> Server {
    let mut server = Server::new(NOW, ServerTimers::default());
    server.receive(NOW, b"HELO s\r\n");
    assert_eq!(drain(&mut server, NOW).0, [hello("s"), sent("OK")]);
    server
}

#[test]
fn each_line_goes_out_alone() {
    let mut server = Server::new(NOW, ServerTimers::default());
    // Something waits already. Several calls are one wake-up.
    server.wake();
    server.receive(NOW, b"helo  s \r\nPING\r\n");
    server.wake();
    let (steps, deadline) = drain(&mut server, NOW);
    assert_eq!(steps, [hello("s"), sent("OK"), sent("OK"), sent("WVCI 1.2 c")]);
    assert_eq!(deadline, Some(seconds(1500)));
    assert_eq!(server.session_id(), Some("s"));
    server.wake();
    assert_eq!(drain(&mut server, NOW).0, [sent("WVCI 1.2 c")]);
}

#[test]
fn unknown_lines_are_reported() {
    let ignored = |line: &str| Step::Event(ServerEvent::Ignored { line: line.into() });
    let mut server = Server::new(NOW, ServerTimers::default());
    server.receive(NOW, b"PING\r\nHELO s\r\nQUIT now\r\n");
    let (steps, _) = drain(&mut server, NOW);
    // Another server answers any line of a known client with OK.
    assert_eq!(steps, [ignored("PING"), hello("s"), sent("OK"), ignored("QUIT now"), sent("OK")]);
}

#[test]
fn closes_without_hello_in_time() {
    let mut server = Server::new(NOW, ServerTimers::default());
    assert_eq!(drain(&mut server, NOW), (vec![], Some(seconds(300))));
    server.receive(seconds(299), b"HEL");
    assert_eq!(drain(&mut server, seconds(299)), (vec![], Some(seconds(300))));
    let (steps, deadline) = drain(&mut server, seconds(300));
    assert_eq!(steps, closing(Closing::NoHello));
    assert_eq!(deadline, None);
}

#[test]
fn closes_an_idle_connection_but_no_pinging_one() {
    let mut server = known();
    server.receive(seconds(1200), b"PING \r\n");
    assert_eq!(drain(&mut server, seconds(1200)), (vec![sent("OK")], Some(seconds(2700))));
    assert_eq!(drain(&mut server, seconds(2699)).0, []);
    assert_eq!(drain(&mut server, seconds(2700)).0, closing(Closing::Idle));
}

#[test]
fn closes_for_an_unknown_session() {
    let mut server = Server::new(NOW, ServerTimers::default());
    server.receive(NOW, b"HELO nobody\r\n");
    let [event, close] = closing(Closing::UnknownSession);
    assert_eq!(drain(&mut server, NOW).0, [hello("nobody"), event, close]);
}

#[test]
fn closes_for_a_second_session_but_not_for_the_same() {
    let mut server = known();
    server.receive(NOW, b"HELO s\r\n");
    assert_eq!(drain(&mut server, NOW).0, [sent("OK")]);
    server.receive(NOW, b"HELO t\r\n");
    assert_eq!(drain(&mut server, NOW).0, closing(Closing::SecondSession));
}

#[test]
fn a_newer_connection_and_an_end_close() {
    let mut server = known();
    server.replace();
    server.wake();
    server.ended();
    assert_eq!(drain(&mut server, NOW).0, closing(Closing::Replaced));
    server.receive(NOW, b"PING\r\n");
    assert_eq!(drain(&mut server, seconds(9999)), (vec![], None));
    let mut server = known();
    server.ended();
    assert_eq!(drain(&mut server, NOW).0, closing(Closing::Ended));
}

#[test]
fn lines_have_a_limit() {
    let id = "x".repeat(MAX_LINE - 5);
    for (id, allowed) in [(id.clone(), true), (id + "x", false)] {
        let mut server = Server::new(NOW, ServerTimers::default());
        server.receive(NOW, format!("HELO {id}\r\n").as_bytes());
        let (steps, _) = drain(&mut server, NOW);
        assert_eq!(steps[0] == hello(&id), allowed);
        assert_eq!(steps == closing(Closing::LineTooLong), !allowed);
    }
    // Without an end, too.
    let mut server = Server::new(NOW, ServerTimers::default());
    server.receive(NOW, &[b'x'; MAX_LINE + 1]);
    assert_eq!(drain(&mut server, NOW).0, []);
    server.receive(NOW, b"x");
    assert_eq!(drain(&mut server, NOW).0, closing(Closing::LineTooLong));
}

#[test]
fn what_waits_for_the_program_has_a_limit() {
    let mut server = Server::new(NOW, ServerTimers::default());
    server.receive(NOW, b"HELO s\r\n");
    assert!(matches!(server.next(NOW, &mut Vec::new()), Action::Event(ServerEvent::Hello { .. })));
    let pings = b"PING\r\n".repeat(340);
    server.receive(NOW, &pings);
    assert_eq!(drain(&mut server, NOW).0, []);
    server.receive(NOW, b"PING\r\nPING\r\n");
    assert_eq!(drain(&mut server, NOW).0, closing(Closing::Backlog));
}

#[test]
fn time_may_run_backwards() {
    let mut server = known();
    server.receive(Duration::ZERO, b"PING\r\n");
    assert_eq!(drain(&mut server, Duration::ZERO).0, [sent("OK")]);
    let timers = ServerTimers::default().with_idle(Duration::MAX).with_hello(Duration::MAX);
    let mut server = Server::new(Duration::MAX, timers);
    server.receive(Duration::ZERO, b"HELO s\n");
    assert_eq!(drain(&mut server, Duration::ZERO).0, [hello("s"), sent("OK")]);
}

#[test]
fn lines_keep_their_place() {
    // 64 KiB in pieces of one byte: a search from the start each time would look at 2 GiB.
    let mut lines = Lines::default();
    let mut found = 0;
    for byte in b"PING\r\n".repeat(100_000) {
        lines.push(&[byte]);
        while let Some(line) = lines.next_line().unwrap() {
            assert_eq!(line, b"PING");
            found += 1;
        }
        assert!(lines.buffered() <= 6);
    }
    assert_eq!(found, 100_000);
    lines.push(&[b'x'; 600]);
    assert_eq!(lines.next_line(), Err(TooLong));
}

proptest! {
    /// Lines count, packets do not.
    #[test]
    fn pieces_make_no_difference(
        bytes in proptest::collection::vec(
            proptest::sample::select(vec!["HELO s\r\n", "PING\r\n", "PING \n", "x", "\r\n"]),
            0..30,
        ),
        sizes in proptest::collection::vec(1..9_usize, 1..20),
    ) {
        let bytes = bytes.concat().into_bytes();
        let mut whole = Server::new(NOW, ServerTimers::default());
        whole.receive(NOW, &bytes);
        let expected = drain(&mut whole, NOW);

        let mut pieces = Server::new(NOW, ServerTimers::default());
        let (mut steps, mut rest, mut deadline) = (Vec::new(), &bytes[..], None);
        for size in sizes.iter().cycle().take(bytes.len() + 1) {
            let (piece, after) = rest.split_at((*size).min(rest.len()));
            pieces.receive(NOW, piece);
            let (more, until) = drain(&mut pieces, NOW);
            steps.extend(more);
            (rest, deadline) = (after, until);
        }
        prop_assert_eq!((steps, deadline), expected);
    }
}
