//! The servers of other domains, over HTTP.

mod news;

pub(super) use news::send_news;

use super::now;
use super::shared::{Shared, lock};
use super::tap::Tap;
use super::village::News;
use ::http::{Request, Response, Uri};
use axum::body::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use imps_csp::StatusCode;
use imps_ssp::common::Mode;
use imps_ssp::envelope::{MessageContent, Session, Transaction};
use imps_ssp::handshake::{Credentials, Domain, Established, Post, SetupLimits, Setups};
use imps_ssp::{Message, Primitive};
use imps_transport::http::{Arrived, SapUrl, empty};
use imps_transport::ssp::{NotDelivered, Recent, RecentLimits, Sender, receive_setup};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::timeout;

/// The time for the answer to a client, with the opening of a session.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most news that wait for one peer.
const MOST_NEWS: usize = 1024;

/// The largest reply that is read, in bytes.
const LARGEST: usize = 1 << 20;

/// The servers of other domains.
#[derive(Debug)]
pub(super) struct Peers {
    own: Domain,
    state: Mutex<State>,
    /// A set-up is over: a session is open, or can be set up again.
    opened: Notify,
    /// A session is open.
    returned: Notify,
}

#[derive(Debug)]
struct State {
    peers: BTreeMap<String, Peer>,
    setups: Setups,
    sessions: BTreeMap<String, Open>,
    /// The requests that wait for an answer: the peer, and where the answer goes.
    pending: BTreeMap<String, (String, oneshot::Sender<Primitive<'static>>)>,
    recent: Recent,
    last: u64,
}

#[derive(Clone, Debug)]
struct Peer {
    url: SapUrl,
    news: mpsc::Sender<News>,
}

#[derive(Clone, Debug)]
struct Open {
    session: Established,
    /// Whether the peer knows that the session is open.
    is_usable: bool,
}

/// The reason why a document has not reached a peer.
enum Failed {
    UnknownSession,
    Other(String),
}

impl Peers {
    /// Makes a server without peers. The domain may be any name of DNS: nothing is ever posted to a
    /// server that the operator has not named.
    pub(super) fn new(own: &str) -> Result<Self, imps_ssp::handshake::HandshakeError> {
        let own = Domain::in_closed_network(own)?;
        let state = State {
            peers: BTreeMap::new(),
            setups: Setups::new(own.clone(), SetupLimits::default()).in_closed_network(),
            sessions: BTreeMap::new(),
            pending: BTreeMap::new(),
            recent: Recent::new(RecentLimits::default()),
            last: 0,
        };
        Ok(Self { own, state: Mutex::new(state), opened: Notify::new(), returned: Notify::new() })
    }

    /// Adds a peer. Returns the queue of news for it.
    pub(super) fn add(&self, domain: &Domain, url: SapUrl) -> mpsc::Receiver<News> {
        let (news, receiver) = mpsc::channel(MOST_NEWS);
        lock(&self.state).peers.insert(domain.as_str().to_owned(), Peer { url, news });
        receiver
    }

    /// Queues news for a peer. Returns whether there is room.
    pub(super) fn tell(&self, domain: &str, news: News) -> bool {
        let state = lock(&self.state);
        state.peers.get(domain).is_some_and(|peer| peer.news.try_send(news).is_ok())
    }

    fn url(&self, domain: &str) -> Option<SapUrl> {
        lock(&self.state).peers.get(domain).map(|peer| peer.url.clone())
    }

    /// Finds the session of a document of a peer.
    fn of_document(&self, session_id: &str) -> Option<Established> {
        let state = lock(&self.state);
        let mut all = state.sessions.values();
        all.find(|open| open.session.peer_session_id.as_str() == session_id).map(|open| open.session.clone())
    }

    fn usable(&self, domain: &str) -> Option<Established> {
        let state = lock(&self.state);
        state.sessions.get(domain).filter(|open| open.is_usable).map(|open| open.session.clone())
    }

    fn keep(&self, session: Established, is_usable: bool) {
        let domain = session.peer.as_str().to_owned();
        lock(&self.state).sessions.insert(domain, Open { session, is_usable });
        if is_usable {
            self.opened.notify_waiters();
            self.returned.notify_waiters();
        }
    }

    fn forget(&self, session: &Established) {
        let mut state = lock(&self.state);
        let domain = session.peer.as_str();
        let is_current = state
            .sessions
            .get(domain)
            .is_some_and(|open| open.session.own_session_id == session.own_session_id);
        if is_current {
            state.sessions.remove(domain);
        }
    }

    /// Begins a set-up, unless there is one. Returns the first message.
    fn initiate(&self, domain: &str) -> Option<Post> {
        let peer = Domain::in_closed_network(domain).ok()?;
        let credentials = credentials(&self.own)?;
        lock(&self.state).setups.initiate(peer, credentials, now()).ok()
    }

    fn give_up(&self, domain: &str) {
        if let Ok(peer) = Domain::in_closed_network(domain) {
            lock(&self.state).setups.give_up(&peer);
        }
        self.opened.notify_waiters();
    }

    /// Names a request, and waits for its answer.
    fn open(&self, domain: &str) -> (String, oneshot::Receiver<Primitive<'static>>) {
        let mut state = lock(&self.state);
        state.last = state.last.saturating_add(1);
        let id = format!("{:010}-0", state.last);
        let (sender, receiver) = oneshot::channel();
        // A caller that has given up leaves nothing behind.
        state.pending.retain(|_, (_, sender)| !sender.is_closed());
        state.pending.insert(id.clone(), (domain.to_owned(), sender));
        (id, receiver)
    }

    fn answered(&self, domain: &str, id: &str, answer: Primitive<'static>) {
        let mut state = lock(&self.state);
        if state.pending.get(id).is_some_and(|(peer, _)| peer == domain)
            && let Some((_, sender)) = state.pending.remove(id)
        {
            let _ = sender.send(answer);
        }
    }
}

/// Asks a peer, and waits for the answer.
pub(super) async fn ask(
    shared: &Arc<Shared>,
    domain: &str,
    request: Primitive<'static>,
) -> Result<Primitive<'static>, StatusCode> {
    let asked = timeout(PATIENCE, async {
        // A peer that was restarted does not know the session: one more attempt.
        for _ in 0..2 {
            let session = session(shared, domain).await.ok_or(StatusCode::SERVICE_UNAVAILABLE)?;
            let (id, answer) = shared.peers().open(domain);
            let message = Message::request(session.own_session_id.clone(), id, request.clone());
            match post(shared, domain, &message).await {
                Ok(()) => return answer.await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE),
                Err(Failed::UnknownSession) => shared.peers().forget(&session),
                Err(Failed::Other(reason)) => {
                    shared.recorder().note(&format!("{domain}: {reason}"));
                    return Err(StatusCode::SERVICE_UNAVAILABLE);
                }
            }
        }
        Err(StatusCode::SERVICE_UNAVAILABLE)
    });
    asked.await.unwrap_or(Err(StatusCode::SERVICE_UNAVAILABLE))
}

/// Returns the session with a peer, and opens it if there is none.
async fn session(shared: &Arc<Shared>, domain: &str) -> Option<Established> {
    loop {
        let opened = shared.peers().opened.notified();
        if let Some(session) = shared.peers().usable(domain) {
            return Some(session);
        }
        if let Some(first) = shared.peers().initiate(domain)
            && let Err(failed) = post(shared, domain, &first.message).await
        {
            shared.peers().give_up(domain);
            if let Failed::Other(reason) = failed {
                shared.recorder().note(&format!("{domain}: {reason}"));
            }
            return None;
        }
        // The set-up continues with documents of the peer.
        opened.await;
    }
}

/// Posts a document to a peer.
async fn post(shared: &Shared, domain: &str, message: &Message<'_>) -> Result<(), Failed> {
    let url = shared.peers().url(domain).ok_or_else(|| Failed::Other("no peer".into()))?;
    let sender = Sender::default();
    let request = sender.request(&url, message).map_err(|error| Failed::Other(error.to_string()))?;
    let exchanged = timeout(PATIENCE, exchange(shared, &url, request)).await;
    let reply = exchanged.map_err(|_| Failed::Other("no reply".into()))?;
    let reply = reply.map_err(|error| Failed::Other(error.to_string()))?;
    match sender.receive(&reply, reply.body()) {
        Ok(_) => Ok(()),
        Err(NotDelivered::UnknownSession) => Err(Failed::UnknownSession),
        Err(error) => Err(Failed::Other(error.to_string())),
    }
}

async fn exchange(shared: &Shared, url: &SapUrl, request: Request<Vec<u8>>) -> io::Result<Response<Bytes>> {
    let address = match url.uri().port_u16() {
        Some(_) => url.host_and_port().to_owned(),
        None => format!("{}:80", url.host_and_port()),
    };
    let stream = TcpStream::connect(address).await?;
    let stream = TokioIo::new(Tap::opened(stream, shared.recorder_handle())?);
    let (mut client, connection) = handshake(stream).await.map_err(io::Error::other)?;
    let driving = tokio::spawn(connection);
    let (mut head, body) = request.into_parts();
    // Servers expect the path alone.
    head.uri = head.uri.path_and_query().cloned().map_or(Uri::from_static("/"), Uri::from);
    let reply = client.send_request(Request::from_parts(head, Full::new(Bytes::from(body)))).await;
    let (head, body) = reply.map_err(io::Error::other)?.into_parts();
    let body = Limited::new(body, LARGEST).collect().await.map_err(io::Error::other)?.to_bytes();
    drop(client);
    // The connection ends with its client.
    let _ = driving.await;
    Ok(Response::from_parts(head, body))
}

/// Takes a document of a peer, and returns the reply.
pub(super) fn incoming(shared: &Arc<Shared>, arrived: &Arrived<'_>) -> Response<Vec<u8>> {
    let message: Message<'_> = match arrived.read() {
        Ok(message) => message,
        Err(refusal) => return refusal.to_response(),
    };
    match &message.content {
        MessageContent::SetupTransaction(_) => set_up(shared, arrived),
        MessageContent::Session(session) => match shared.peers().of_document(session.session_id.as_str()) {
            Some(known) => {
                in_session(shared, &known, session);
                empty().map(|()| Vec::new())
            }
            None => arrived.refuse_session().to_response(),
        },
    }
}

/// A step of the set-up of a session.
fn set_up(shared: &Arc<Shared>, arrived: &Arrived<'_>) -> Response<Vec<u8>> {
    let peers = shared.peers();
    let fresh = || credentials(&peers.own).unwrap_or_else(|| Credentials::new("", "", ""));
    let setup = receive_setup(&mut lock(&peers.state).setups, arrived, now(), fresh);
    let setup = match setup {
        Ok(setup) => setup,
        Err(refusal) => return refusal.to_response(),
    };
    if let Some(error) = &setup.error {
        shared.recorder().note(&format!("set-up with a peer: {error}"));
        peers.opened.notify_waiters();
    }
    let session = setup.session.map(|session| *session);
    if let Some(session) = &session {
        peers.keep(session.clone(), setup.post.is_none());
    }
    if let Some(Post { to, message }) = setup.post {
        let shared = shared.clone();
        tokio::spawn(async move {
            // A domain that the operator has not named gets nothing.
            match (post(&shared, to.as_str(), &message).await, session) {
                (Ok(()), Some(session)) => shared.peers().keep(session, true),
                (Ok(()), None) => {}
                (Err(_), session) => {
                    shared.peers().give_up(to.as_str());
                    if let Some(session) = session {
                        shared.peers().forget(&session);
                    }
                }
            }
        });
    }
    setup.reply.map(|()| Vec::new())
}

/// The transactions of a session: requests are answered in a post of our own.
fn in_session(shared: &Arc<Shared>, known: &Established, session: &Session<'_>) {
    let domain = known.peer.as_str();
    let mut answers = Vec::new();
    for Transaction { mode, transaction_id, primitive, .. } in &session.transactions {
        let id = transaction_id.as_str();
        if !mode.is_request() {
            shared.peers().answered(domain, id, primitive.clone().into_owned());
        } else if lock(&shared.peers().state).recent.is_new(known.own_session_id.as_str(), id) {
            let answer = shared.with(|village, now| village.perform_for_peer(domain, primitive, now));
            answers.push(Transaction {
                mode: Mode::Response,
                transaction_id: transaction_id.clone().into_owned(),
                primitive: answer,
                ..Transaction::default()
            });
        }
    }
    if answers.is_empty() {
        return;
    }
    let session_id = known.own_session_id.clone();
    let session = Session { session_id, transactions: answers, ..Session::default() };
    let message = Message { content: MessageContent::Session(session), ..Message::default() };
    let (shared, domain) = (shared.clone(), domain.to_owned());
    tokio::spawn(async move {
        if let Err(Failed::Other(reason)) = post(&shared, &domain, &message).await {
            shared.recorder().note(&format!("an answer has not reached {domain}: {reason}"));
        }
    });
}

/// Makes texts that nobody can guess.
fn credentials(own: &Domain) -> Option<Credentials> {
    let mut random = [0; 48];
    getrandom::fill(&mut random).ok()?;
    let mut texts = random.chunks(16).map(|part| {
        let part = part.first_chunk::<16>().copied().unwrap_or_default();
        format!("{:032x}", u128::from_be_bytes(part))
    });
    let (secret, session, transaction) = (texts.next()?, texts.next()?, texts.next()?);
    Some(Credentials::new(secret, format!("{session}@{}", own.as_str()), transaction))
}
