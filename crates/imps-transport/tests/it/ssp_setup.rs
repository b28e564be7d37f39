//! Two servers open a session over HTTP, and use it.

use http::{Request, StatusCode};
use imps_transport::http::Server;
use imps_transport::ssp::{Recent, RecentLimits, Sender, Setup, receive_setup, srv_name};
use oma_imps::ssp::Message;
use oma_imps::ssp::handshake::{Credentials, Domain, HandshakeError, Post, SetupLimits, Setups};
use oma_imps::ssp::messaging::SendMessageRequest;
use std::time::Duration;

fn request(post: &Post) -> Request<Vec<u8>> {
    // The name that a resolver would look up.
    let host = srv_name(&post.to).replace("_imps-server._tcp.", "im.");
    Sender::default().request(&host.parse().unwrap(), &post.message).unwrap()
}

fn receive(setups: &mut Setups, request: &Request<Vec<u8>>, credentials: &Credentials) -> Setup {
    let server = Server::default();
    let arrived = server.arrived(request, request.body()).unwrap();
    receive_setup(setups, &arrived, Duration::ZERO, || credentials.clone()).unwrap()
}

fn domain(name: &str) -> Domain {
    name.parse().unwrap()
}

#[test]
fn six_posts_open_a_session() {
    let mut alpha = Setups::new(domain("alpha.example"), SetupLimits::default());
    let mut beta = Setups::new(domain("beta.example"), SetupLimits::default());
    let of_alpha = Credentials::new("5f2c9a1e77d04b3f", "71@alpha.example", "71");
    let of_beta = Credentials::new("c3e81d6604aa49bd", "1904@beta.example", "1904");

    let first = alpha.initiate(domain("beta.example"), of_alpha.clone(), Duration::ZERO).unwrap();
    let (mut next, mut posted, mut sessions) = (Some(first), 0, Vec::new());
    while let Some(post) = next {
        posted += 1;
        let request = request(&post);
        let (setups, credentials) =
            if post.to == domain("alpha.example") { (&mut alpha, &of_alpha) } else { (&mut beta, &of_beta) };
        let step = receive(setups, &request, credentials);
        assert_eq!((step.reply.status(), step.error), (StatusCode::OK, None));
        // The reply to the post was lost, and the peer repeats it: nothing happens.
        let again = receive(setups, &request, credentials);
        assert!(again.session.is_none() && again.post.is_none());
        assert!([StatusCode::OK, StatusCode::NOT_FOUND].contains(&again.reply.status()), "{:?}", again.error);
        sessions.extend(step.session);
        next = step.post;
    }
    assert_eq!((posted, sessions.len()), (6, 2));
    assert_eq!(sessions[0].peer_session_id, sessions[1].own_session_id);

    // A message in the session, twice.
    let message = Message::request("71@alpha.example", "t1", SendMessageRequest::default());
    let post = Sender::default().request(&"im.beta.example".parse().unwrap(), &message).unwrap();
    let server = Server::default();
    let mut recent = Recent::new(RecentLimits::default());
    for is_new in [true, false] {
        let arrived = server.arrived(&post, post.body()).unwrap();
        let message: Message = arrived.read().unwrap();
        let session = message.session().unwrap();
        assert_eq!(session.session_id, sessions[0].peer_session_id);
        let transaction = &session.transactions[0].transaction_id;
        assert_eq!(recent.is_new(sessions[0].own_session_id.as_str(), transaction.as_str()), is_new);
    }
}

#[test]
fn refused_steps_have_a_reply() {
    let mut beta = Setups::new(domain("beta.example"), SetupLimits { incoming: 0, ..SetupLimits::default() });
    let of_beta = Credentials::new("c3e81d6604aa49bd", "1904@beta.example", "1904");
    let mut alpha = Setups::new(domain("alpha.example"), SetupLimits::default());
    let of_alpha = Credentials::new("5f2c9a1e77d04b3f", "71@alpha.example", "71");
    let first = alpha.initiate(domain("beta.example"), of_alpha, Duration::ZERO).unwrap();
    let full = receive(&mut beta, &request(&first), &of_beta);
    assert_eq!(
        (full.reply.status(), full.error),
        (StatusCode::SERVICE_UNAVAILABLE, Some(HandshakeError::Full))
    );

    // A message of a session that nobody opened.
    let message = Message::request("71@alpha.example", "t1", SendMessageRequest::default());
    let post = Sender::default().request(&"im.beta.example".parse().unwrap(), &message).unwrap();
    let unknown = receive(&mut beta, &post, &of_beta);
    assert_eq!(unknown.reply.status(), StatusCode::NOT_FOUND);

    // A name that must not be looked up.
    let text = imps_testing::text("ssp/01-send-secret-token-first-direction.xml");
    let mut message: Message = oma_imps::xml::from_str(&text).unwrap();
    let own = message.setup_transaction().unwrap().clone();
    let oma_imps::ssp::envelope::SetupPrimitive::SendSecretToken(mut token) = own.primitive else { panic!() };
    token.service_id = "wv:@localhost".into();
    message = Message::setup(own.mode, own.transaction_id, token);
    let post = Sender::default().request(&"im.beta.example".parse().unwrap(), &message).unwrap();
    let refused = receive(&mut beta, &post, &of_beta);
    assert_eq!(
        (refused.reply.status(), refused.error),
        (StatusCode::BAD_REQUEST, Some(HandshakeError::NoDomain))
    );
}
