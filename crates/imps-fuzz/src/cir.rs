//! Ways to wake a client.

use imps_transport::cir::tcp::{Client, ClientTimers, MAX_LINE, Server, ServerEvent, ServerTimers};
use imps_transport::cir::{Cookie, Wakeup, push, recipient};
use imps_transport::sms::{Coding, Inbox, InboxEvent, UserDataHeader, gsm7};
use imps_transport::{Action, Machine};
use std::time::Duration;

const NOW: Duration = Duration::ZERO;

/// The first byte decides how the others are cut into pieces. Returns whether a server or a client
/// understood some of them.
pub(crate) fn run(data: &[u8]) -> bool {
    let Some((&size, bytes)) = data.split_first() else { return false };
    let size = usize::from(size).max(1);
    let greeted = server(bytes, size);
    let woken = client(bytes, size);
    texts(bytes);
    greeted | woken | sms(bytes)
}

/// Drives a machine until it waits. Returns its events and the bytes that it sent.
fn drain<M: Machine>(machine: &mut M, mut act: impl FnMut(&mut M, &M::Event)) -> (Vec<M::Event>, Vec<u8>) {
    let (mut events, mut sent) = (Vec::new(), Vec::new());
    loop {
        match machine.next(NOW, &mut sent) {
            Action::Event(event) => {
                act(machine, &event);
                events.push(event);
            }
            Action::Wait(_) => return (events, sent),
            _ => {}
        }
    }
}

/// A server acts on lines, however they are cut.
fn server(bytes: &[u8], size: usize) -> bool {
    let wakeup: Wakeup = "WVCI 1.2 cookie-1".parse().unwrap();
    let mut accept = |server: &mut Server, event: &ServerEvent| match event {
        ServerEvent::Hello { session_id } if session_id.starts_with('s') => server.accept(wakeup.clone()),
        ServerEvent::Hello { .. } => server.refuse(),
        _ => {}
    };
    let mut pieces = Server::new(NOW, ServerTimers::default());
    let mut found = (Vec::new(), Vec::new());
    for piece in bytes.chunks(size) {
        pieces.receive(NOW, piece);
        let (events, sent) = drain(&mut pieces, &mut accept);
        found.0.extend(events);
        found.1.extend(sent);
    }
    let mut whole = Server::new(NOW, ServerTimers::default());
    whole.receive(NOW, bytes);
    assert_eq!(drain(&mut whole, &mut accept), found);
    found.1.starts_with(b"OK\r\n")
}

/// So does a client.
fn client(bytes: &[u8], size: usize) -> bool {
    let begin = || {
        let mut client = Client::new("s", "cookie-1".parse().unwrap(), ClientTimers::S60).unwrap();
        let _ = drain(&mut client, |_, _| {});
        client.connected(NOW);
        let _ = drain(&mut client, |_, _| {});
        client
    };
    let mut pieces = begin();
    let mut found = Vec::new();
    for piece in bytes.chunks(size) {
        pieces.receive(NOW, piece);
        found.extend(drain(&mut pieces, |_, _| {}).0);
    }
    let mut whole = begin();
    whole.receive(NOW, bytes);
    assert_eq!(drain(&mut whole, |_, _| {}).0, found);
    pieces.is_up()
}

/// A text that is read is written and read again as the same text, on every bearer.
fn texts(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    // A client looks no further.
    if text.len() > MAX_LINE {
        return;
    }
    let Ok(wakeup) = text.parse::<Wakeup>() else { return };
    let cookie: &Cookie = &wakeup.cookie;
    assert_eq!(recipient(bytes, [cookie]), Ok(cookie));
    assert_eq!(wakeup.to_string().parse(), Ok(wakeup.clone()));
    let mut pdu = Vec::new();
    push::write(&wakeup, 1, &mut pdu);
    assert_eq!(push::read(&pdu, [cookie]), Ok(cookie));
}

/// Headers are written as they are read, and packed text too.
fn sms(bytes: &[u8]) -> bool {
    let _ = push::read(bytes, [&"cookie-1".parse().unwrap()]);
    for coding in [Coding::Data, Coding::Gsm7] {
        let mut inbox = Inbox::default();
        inbox.receive(NOW, "+15550100", bytes, coding);
        let (events, _) = drain(&mut inbox, |_, _| {});
        assert!(events.len() <= 1);
        if let Some(InboxEvent::Cir { text, .. }) = events.first() {
            let mut packed = Vec::new();
            // A lone escape has no way back.
            if gsm7::pack(text, 0, &mut packed).is_ok() && !text.ends_with('@') {
                assert_eq!(gsm7::unpack(&packed, 0), *text);
            }
        }
    }
    let Ok((header, rest)) = UserDataHeader::parse(bytes) else { return false };
    assert_eq!([&header.to_vec().unwrap()[..], rest].concat(), bytes);
    header.destination().is_some()
}
