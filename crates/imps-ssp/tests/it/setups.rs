//! All set-ups of a server: permission to open, and set-ups opened by both servers.

use imps_ssp::Message;
use imps_ssp::handshake::{
    Credentials, Domain, Established, Handshake, HandshakeError, Post, Role, SetupLimits, Setups, Step,
};
use imps_types::StatusCode;
use std::time::Duration;

const NOW: Duration = Duration::from_secs(1000);
const TIMEOUT: Duration = Duration::from_secs(60);

fn domain(name: &str) -> Domain {
    name.parse().unwrap()
}

fn server(name: &str) -> Setups {
    Setups::new(domain(name), SetupLimits { timeout: TIMEOUT, ..SetupLimits::default() })
}

/// Credentials that identify their owner.
fn credentials(of: &str) -> Credentials {
    Credentials::new(format!("secret of {of}"), format!("session@{of}"), format!("transaction of {of}"))
}

/// A first message of a server, as if the server had sent it.
fn first(from: &str, name: &str) -> Message<'static> {
    let (_, post) =
        Handshake::initiate(domain(from), domain("nobody.example"), credentials(name), NOW).unwrap();
    post.message
}

/// Two servers, the messages on their way, and the resulting sessions.
#[derive(Clone)]
struct Net {
    servers: [Setups; 2],
    posts: Vec<Post>,
    open: Vec<Established>,
}

impl Net {
    fn both_open() -> Self {
        let mut servers = [server("alpha.example"), server("beta.example")];
        let [alpha, beta] = &mut servers;
        let posts = vec![
            alpha.initiate(domain("beta.example"), credentials("alpha.example"), NOW).unwrap(),
            beta.initiate(domain("alpha.example"), credentials("beta.example"), NOW).unwrap(),
        ];
        Self { servers, posts, open: Vec::new() }
    }

    fn deliver(&mut self, index: usize) {
        let post = self.posts.remove(index);
        let to = self.servers.iter_mut().find(|server| *server.own() == post.to).unwrap();
        let name = format!("{} answering", to.own());
        match to.receive(&post.message, NOW, || credentials(&name)) {
            Ok(Step::Reply(post)) => self.posts.push(post),
            Ok(Step::Established { session, reply }) => {
                self.open.push(*session);
                self.posts.extend(reply);
            }
            Err(error) => assert!(error.reply().is_none(), "{error}"),
        }
    }

    /// Delivers in every possible order. Returns the number of orders.
    fn explore(self, check: &impl Fn(&Self)) -> usize {
        if self.posts.is_empty() {
            check(&self);
            return 1;
        }
        let orders = (0..self.posts.len()).map(|index| {
            let mut next = self.clone();
            next.deliver(index);
            next.explore(check)
        });
        orders.sum()
    }
}

#[test]
fn when_both_open_there_is_one_session_whatever_the_order() {
    let orders = Net::both_open().explore(&|net| {
        let [one, other] = &net.open[..] else { panic!("{:?}", net.open) };
        assert_eq!((&one.own, &one.peer), (&other.peer, &other.own));
        assert_eq!(
            (&one.own_session_id, &one.peer_session_id),
            (&other.peer_session_id, &other.own_session_id)
        );
        let opened = if one.role == Role::Initiator { one } else { other };
        assert_eq!(opened.own.as_str(), "alpha.example");
        for mut server in net.servers.clone() {
            // A first message that arrived after the end has started a set-up that leads nowhere.
            server.expire(NOW + TIMEOUT);
            assert!(server.is_empty());
        }
    });
    assert!(orders > 5, "{orders}");
}

#[test]
fn a_peer_that_goes_on_with_both_gets_one_session() {
    for (ours, theirs) in [("alpha.example", "beta.example"), ("beta.example", "alpha.example")] {
        let mut server = server(ours);
        let our_first = server.initiate(domain(theirs), credentials(ours), NOW).unwrap();
        let deadline = NOW + TIMEOUT;
        let (mut opener, their_first) =
            Handshake::initiate(domain(theirs), domain(ours), credentials(theirs), deadline).unwrap();
        let (mut answerer, their_second) =
            Handshake::accept(&our_first.message, domain(theirs), credentials("second"), deadline).unwrap();
        let (mut inbox, mut open) = (vec![their_first, their_second], 0);
        while let Some(post) = (!inbox.is_empty()).then(|| inbox.remove(0)) {
            let step = server.receive(&post.message, NOW, || credentials("answer"));
            let answer = match step {
                Ok(Step::Reply(post)) => Some(post),
                Ok(Step::Established { reply, .. }) => {
                    open += 1;
                    reply
                }
                Err(_) => None,
            };
            let Some(answer) = answer else { continue };
            for side in [&mut opener, &mut answerer] {
                match side.receive(&answer.message, NOW) {
                    Ok(Step::Reply(post)) => inbox.push(post),
                    Ok(Step::Established { reply, .. }) => inbox.extend(reply),
                    Err(_) => {}
                }
            }
        }
        assert_eq!((open, server.len()), (1, 0), "{ours}");
        assert_eq!([&opener, &answerer].iter().filter(|side| side.is_over()).count(), 1, "{ours}");
    }
}

#[test]
fn a_set_up_that_was_answered_gives_way_to_none() {
    let mut beta = server("beta.example");
    let post = beta.initiate(domain("alpha.example"), credentials("beta.example"), NOW).unwrap();
    let (_, second) =
        Handshake::accept(&post.message, domain("alpha.example"), credentials("answer"), NOW).unwrap();
    let third = beta.receive(&second.message, NOW, || credentials("none"));
    assert!(matches!(third, Ok(Step::Reply(_))));
    let crossed = beta.receive(&first("alpha.example", "late"), NOW, || credentials("none"));
    assert_eq!(crossed, Err(HandshakeError::Crossed(domain("alpha.example"))));
    assert_eq!(beta.get(&domain("alpha.example")).unwrap().role(), Role::Initiator);
}

#[test]
fn replays_at_any_time_open_nothing() {
    let (mut alpha, mut beta) = (server("alpha.example"), server("beta.example"));
    let mut next = Some(alpha.initiate(domain("beta.example"), credentials("alpha.example"), NOW).unwrap());
    let (mut seen, mut open): (Vec<Post>, usize) = (Vec::new(), 0);
    while let Some(post) = next.take() {
        let to_alpha = post.to == *alpha.own();
        let receiver = if to_alpha { &mut alpha } else { &mut beta };
        match receiver.receive(&post.message, NOW, || credentials("beta.example")).unwrap() {
            Step::Reply(post) => next = Some(post),
            Step::Established { reply, .. } => (next, open) = (reply, open + 1),
        }
        seen.push(post);
        // The first message opens again once the session is open: the server has forgotten it.
        let forgotten = usize::from(beta.is_empty());
        for post in seen.iter().skip(forgotten) {
            for receiver in [&mut alpha, &mut beta] {
                let error = receiver.receive(&post.message, NOW, || credentials("replay")).unwrap_err();
                assert!(!error.ends() && error.reply().is_none(), "{error}");
            }
        }
    }
    assert_eq!((open, seen.len(), alpha.len(), beta.len()), (2, 6, 0, 0));
    // The set-up that it opens leads nowhere: alpha did not ask.
    let Step::Reply(second) = beta.receive(&seen[0].message, NOW, || credentials("replay")).unwrap() else {
        panic!("established")
    };
    let error = alpha.receive(&second.message, NOW, || credentials("none")).unwrap_err();
    assert_eq!(
        (&error, error.status()),
        (&HandshakeError::UnknownTransaction, Some(StatusCode::INVALID_TRANSACTION))
    );
}

#[test]
fn a_peer_that_starts_anew_is_heard_until_it_has_proved_itself() {
    let mut beta = server("beta.example");
    let old = first("alpha.example", "old");
    let step = beta.receive(&old, NOW, || credentials("one"));
    assert!(matches!(step, Ok(Step::Reply(_))));
    let replayed = beta.receive(&old, NOW, || panic!("no credentials for a replay"));
    assert_eq!(replayed, Err(HandshakeError::Replayed { step: "SendSecretToken" }));
    let Step::Reply(second) =
        beta.receive(&first("alpha.example", "new"), NOW, || credentials("two")).unwrap()
    else {
        panic!("established")
    };
    assert_eq!(beta.len(), 1);

    let (mut alpha, _) = Handshake::initiate(
        domain("alpha.example"),
        domain("beta.example"),
        credentials("new"),
        NOW + TIMEOUT,
    )
    .unwrap();
    let Step::Reply(third) = alpha.receive(&second.message, NOW).unwrap() else { panic!("established") };
    let fourth = beta.receive(&third.message, NOW, || credentials("none"));
    assert!(matches!(fourth, Ok(Step::Reply(_))));
    let error = beta.receive(&first("alpha.example", "newest"), NOW, || credentials("none")).unwrap_err();
    assert_eq!(error, HandshakeError::UnderWay(domain("alpha.example")));
    assert_eq!(error.status(), Some(StatusCode::ALREADY_LOGGED_IN));
    // The server forgets this after the deadline.
    let late = beta.receive(&first("alpha.example", "newest"), NOW + TIMEOUT, || credentials("three"));
    assert!(matches!(late, Ok(Step::Reply(_))));
}

/// Only the same id with the same secret is a replay: a restarted server may count from the same id
/// again.
#[test]
fn a_first_message_with_another_secret_or_id_is_no_replay() {
    let named = |secret: &str, id: &str| {
        let credentials = Credentials::new(secret.to_owned(), "session".to_owned(), id.to_owned());
        let to = domain("nobody.example");
        Handshake::initiate(domain("beta.example"), to, credentials, NOW).unwrap().1.message
    };
    let mut alpha = server("alpha.example");
    let mut receive = |message: &Message<'_>| alpha.receive(message, NOW, || credentials("alpha.example"));
    for message in [named("one", "1"), named("two", "1"), named("two", "2")] {
        assert!(matches!(receive(&message), Ok(Step::Reply(_))));
        assert_eq!(receive(&message), Err(HandshakeError::Replayed { step: "SendSecretToken" }));
    }
}

#[test]
fn set_ups_end_with_their_time() {
    let mut alpha = server("alpha.example");
    let peer = domain("beta.example");
    alpha.initiate(peer.clone(), credentials("one"), NOW).unwrap();
    let again = alpha.initiate(peer.clone(), credentials("two"), NOW + TIMEOUT / 2);
    assert_eq!(again, Err(HandshakeError::UnderWay(peer.clone())));
    assert_eq!(alpha.expire(NOW + TIMEOUT / 2), []);
    assert_eq!(alpha.get(&peer).unwrap().deadline(), NOW + TIMEOUT);

    let (_, second) =
        Handshake::accept(&first("alpha.example", "one"), peer.clone(), credentials("beta"), NOW).unwrap();
    let late = alpha.clone().receive(&second.message, NOW + TIMEOUT, || credentials("none"));
    assert_eq!(late, Err(HandshakeError::TimedOut));
    assert_eq!(alpha.expire(NOW + TIMEOUT), [(peer.clone(), Role::Initiator)]);
    let later = alpha.receive(&second.message, NOW + TIMEOUT, || credentials("none"));
    assert_eq!(later, Err(HandshakeError::UnknownTransaction));

    // Also without a call of `expire`.
    alpha.initiate(peer.clone(), credentials("two"), NOW).unwrap();
    alpha.initiate(peer.clone(), credentials("three"), NOW + TIMEOUT).unwrap();
    assert_eq!(
        (alpha.give_up(&peer), alpha.give_up(&peer), alpha.is_empty()),
        (Some(Role::Initiator), None, true)
    );
}

#[test]
fn there_are_only_so_many_and_peers_cannot_use_up_our_own() {
    let limits = SetupLimits { incoming: 2, outgoing: 1, bytes: 4096, timeout: TIMEOUT };
    let mut server = Setups::new(domain("m.example"), limits);
    for name in ["a.example", "b.example"] {
        server.receive(&first(name, name), NOW, || credentials("m")).unwrap();
    }
    let error = server.receive(&first("c.example", "c"), NOW, || credentials("m")).unwrap_err();
    assert_eq!((&error, error.status()), (&HandshakeError::Full, Some(StatusCode::SERVICE_UNAVAILABLE)));
    // A replacement needs no room.
    server.receive(&first("a.example", "anew"), NOW, || credentials("m")).unwrap();
    server.initiate(domain("d.example"), credentials("m"), NOW).unwrap();
    let full = server.initiate(domain("e.example"), credentials("m"), NOW);
    assert_eq!(full, Err(HandshakeError::Full));
    // D comes first and opens, too. There is no room for it, so this server's own set-up stays.
    assert_eq!(server.receive(&first("d.example", "d"), NOW, || credentials("m")), Err(HandshakeError::Full));
    assert_eq!((server.len(), server.get(&domain("d.example")).unwrap().role()), (3, Role::Initiator));
}

#[test]
fn servers_that_chose_the_same_transaction_id_are_told_apart() {
    let mut server = server("m.example");
    let mut peers: Vec<_> = ["a.example", "b.example"]
        .into_iter()
        .map(|name| {
            let mut own = credentials(name);
            own.transaction_id = "1".into();
            Handshake::initiate(domain(name), domain("m.example"), own, NOW + TIMEOUT).unwrap()
        })
        .collect();
    let mut open = Vec::new();
    for _ in 0..3 {
        for (peer, post) in &mut peers {
            match server.receive(&post.message, NOW, || credentials("m")).unwrap() {
                Step::Reply(answer) => {
                    let Step::Reply(next) = peer.receive(&answer.message, NOW).unwrap() else {
                        panic!("early")
                    };
                    *post = next;
                }
                Step::Established { session, .. } => open.push(session),
            }
        }
    }
    let open: Vec<_> =
        open.iter().map(|session| (session.peer.as_str(), session.peer_session_id.as_str())).collect();
    assert_eq!(open, [("a.example", "session@a.example"), ("b.example", "session@b.example")]);
}

/// Returns a first message with a transaction id of this length.
fn first_with_id(from: &str, length: usize) -> Message<'static> {
    let mut own = credentials(from);
    own.transaction_id = "t".repeat(length).into();
    Handshake::initiate(domain(from), domain("nobody.example"), own, NOW).unwrap().1.message
}

#[test]
fn a_set_up_holds_no_more_bytes_than_its_limit() {
    const BYTES: usize = 100;
    let limits = SetupLimits { bytes: BYTES, ..SetupLimits::default() };
    let mut server = Setups::new(domain("m.example"), limits);
    let refused = server.receive(&first_with_id("a.example", BYTES + 1), NOW, || panic!("no credentials"));
    let error = refused.unwrap_err();
    assert_eq!(
        (&error, error.status()),
        (&HandshakeError::TooLong { limit: BYTES }, Some(StatusCode::BAD_REQUEST))
    );
    assert!(!error.ends() && server.is_empty());
    server.receive(&first_with_id("a.example", BYTES), NOW, || credentials("m")).unwrap();
    assert_eq!((server.len(), server.is_empty()), (1, false));
}

#[test]
fn the_session_id_of_a_peer_counts() {
    for (length, is_open) in [(60, true), (61, false)] {
        let limits = SetupLimits { bytes: 70, ..SetupLimits::default() };
        let mut server = Setups::new(domain("m.example"), limits);
        let mut own = credentials("a.example");
        (own.transaction_id, own.session_id) = ("t".repeat(10).into(), "s".repeat(length).into());
        let (mut peer, mut post) =
            Handshake::initiate(domain("a.example"), domain("m.example"), own, NOW + TIMEOUT).unwrap();
        for _ in 0..2 {
            let Step::Reply(answer) = server.receive(&post.message, NOW, || credentials("m")).unwrap() else {
                panic!("early")
            };
            let Step::Reply(next) = peer.receive(&answer.message, NOW).unwrap() else { panic!("early") };
            post = next;
        }
        let last = server.receive(&post.message, NOW, || credentials("m"));
        assert_eq!(matches!(last, Ok(Step::Established { .. })), is_open, "{last:?}");
        assert_eq!(last.is_err_and(|error| error == HandshakeError::TooLong { limit: 70 }), !is_open);
    }
}

#[test]
fn set_ups_over_age_leave_their_room_without_being_told_to() {
    let limits = SetupLimits { incoming: 2, outgoing: 2, bytes: 4096, timeout: TIMEOUT };
    let mut server = Setups::new(domain("m.example"), limits);
    for (name, time) in [("a.example", NOW), ("b.example", NOW + TIMEOUT / 2)] {
        server.receive(&first(name, name), time, || credentials("m")).unwrap();
    }
    for (name, time) in [("o.example", NOW), ("p.example", NOW + TIMEOUT / 2)] {
        server.initiate(domain(name), credentials("m"), time).unwrap();
    }
    let before = NOW + Duration::from_nanos(59_999_999_999);
    let full = server.receive(&first("c.example", "c"), before, || credentials("m"));
    assert_eq!(full, Err(HandshakeError::Full));
    assert_eq!(server.initiate(domain("q.example"), credentials("m"), before), Err(HandshakeError::Full));
    assert_eq!(server.len(), 4);
    // One set-up in each direction has expired: each makes room for one, and no more.
    server.receive(&first("c.example", "c"), NOW + TIMEOUT, || credentials("m")).unwrap();
    let full = server.receive(&first("d.example", "d"), NOW + TIMEOUT, || credentials("m"));
    assert_eq!((full, server.len()), (Err(HandshakeError::Full), 4));
    server.initiate(domain("q.example"), credentials("m"), NOW + TIMEOUT).unwrap();
    let full = server.initiate(domain("r.example"), credentials("m"), NOW + TIMEOUT);
    assert_eq!((full, server.len()), (Err(HandshakeError::Full), 4));
    for (name, is_there) in
        [("a.example", false), ("b.example", true), ("o.example", false), ("p.example", true)]
    {
        assert_eq!(server.get(&domain(name)).is_some(), is_there, "{name}");
    }
    // With room left, expired set-ups stay until `expire` reports them.
    let mut server = Setups::new(domain("m.example"), limits);
    server.receive(&first("a.example", "a"), NOW, || credentials("m")).unwrap();
    server.receive(&first("b.example", "b"), NOW + TIMEOUT, || credentials("m")).unwrap();
    assert_eq!(server.expire(NOW + TIMEOUT), [(domain("a.example"), Role::Responder)]);
}

/// Returns a first message that claims to come from any name.
fn claiming(service_id: &str) -> Message<'static> {
    let token = imps_ssp::envelope::SendSecretToken::new(service_id.to_string(), "a secret");
    Message::setup(imps_ssp::Mode::Request, "t1", token)
}

#[test]
fn no_stranger_makes_a_server_look_up_what_is_near_it() {
    const NEAR: [&str; 9] = [
        "wv:@localhost",
        "wv:@127.0.0.1",
        "wv:@0177.0.0.1",
        "wv:@2130706433",
        "wv:@0x7f.1",
        "wv:@1",
        "wv:@server",
        "wv:@a.localhost",
        "wv:@10.0.0.1.",
    ];
    for name in NEAR.into_iter().chain(["wv:@-", "wv:@[::1]", "wv:@::1", "wv:@"]) {
        let mut server = server("m.example");
        let refused = server.receive(&claiming(name), NOW, || panic!("no credentials"));
        assert_eq!((refused, server.len()), (Err(HandshakeError::NoDomain), 0), "{name}");
        let refused = Handshake::accept(&claiming(name), domain("m.example"), credentials("m"), NOW);
        assert_eq!(refused.unwrap_err(), HandshakeError::NoDomain, "{name}");
    }
    for name in NEAR {
        let peer = Domain::in_closed_network(name).unwrap();
        let refused = server("m.example").initiate(peer.clone(), credentials("m"), NOW);
        assert_eq!(refused, Err(HandshakeError::NoDomain), "{name}");
        let mut closed = server("m.example").in_closed_network();
        let Ok(Step::Reply(post)) = closed.receive(&claiming(name), NOW, || credentials("m")) else {
            panic!("{name}")
        };
        assert_eq!(post.to, peer);
    }
    for name in ["wv:@-", "wv:@[::1]", "wv:@"] {
        let mut closed = server("m.example").in_closed_network();
        assert!(closed.receive(&claiming(name), NOW, || credentials("m")).is_err(), "{name}");
    }
}

#[test]
fn a_session_is_opened_in_a_closed_network() {
    let here = Domain::in_closed_network("localhost").unwrap();
    let mut alpha = server("alpha.example").in_closed_network();
    let mut local = Setups::new(here.clone(), SetupLimits::default());
    let mut next = Some(alpha.initiate(here, credentials("alpha"), NOW).unwrap());
    let mut open = 0;
    while let Some(post) = next {
        let receiver = if post.to == *alpha.own() { &mut alpha } else { &mut local };
        next = match receiver.receive(&post.message, NOW, || credentials("local")).unwrap() {
            Step::Reply(post) => Some(post),
            Step::Established { reply, .. } => {
                open += 1;
                reply
            }
        };
    }
    assert_eq!(open, 2);
}
