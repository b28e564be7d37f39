//! The service that all sockets share.

use super::faults::Fault;
use super::now;
use super::peers::{self, Peers};
use super::recorder::Recorder;
use super::state::StateFile;
use super::village::{Datagram, Effect, Performing, Village};
use ::http::Response;
use imps_csp::StatusCode;
use imps_session::server::Step;
use imps_transport::cir::Wakeup;
use imps_transport::http::{Head, Server};
use oma_imps::Protocol;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::UdpSocket;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

/// The time between two looks at what is due.
const LOOK: Duration = Duration::from_millis(250);

/// The looks from one saving of the state to the next one.
const LOOKS_PER_SAVING: u32 = 8;

/// The service that all sockets share.
#[derive(Debug)]
pub(super) struct Shared {
    village: Mutex<Village>,
    server: Server,
    recorder: Arc<Recorder>,
    channels: Mutex<Channels>,
    peers: Peers,
    /// The socket for wake-ups.
    udp: UdpSocket,
    state: Option<StateFile>,
    /// Whether anything has happened since the state was saved.
    is_touched: AtomicBool,
}

/// The connections for wake-ups, by their sessions. Dropping the sender of one ends it.
#[derive(Debug, Default)]
struct Channels {
    open: BTreeMap<String, (u64, mpsc::Sender<()>)>,
    last: u64,
}

/// A reply, and the fault that the request has ordered.
pub(super) struct Answered {
    pub(super) response: Response<Vec<u8>>,
    pub(super) fault: Option<Fault>,
}

impl From<Response<Vec<u8>>> for Answered {
    fn from(response: Response<Vec<u8>>) -> Self {
        Self { response, fault: None }
    }
}

impl Shared {
    pub(super) fn new(
        village: Village,
        server: Server,
        recorder: Arc<Recorder>,
        peers: Peers,
        udp: UdpSocket,
        state: Option<StateFile>,
    ) -> Self {
        Self {
            village: Mutex::new(village),
            server,
            recorder,
            channels: Mutex::default(),
            peers,
            udp,
            state,
            is_touched: AtomicBool::new(false),
        }
    }

    pub(super) fn peers(&self) -> &Peers {
        &self.peers
    }

    pub(super) fn server(&self) -> &Server {
        &self.server
    }

    pub(super) fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// A handle for the streams of one more socket.
    pub(super) fn recorder_handle(&self) -> Arc<Recorder> {
        self.recorder.clone()
    }

    /// Does something with the village, and then everything that follows from it.
    pub(super) fn with<T>(&self, act: impl FnOnce(&mut Village, Duration) -> T) -> T {
        self.is_touched.store(true, Ordering::Relaxed);
        self.look(act)
    }

    /// Does something with the village that is no news for its state.
    fn look<T>(&self, act: impl FnOnce(&mut Village, Duration) -> T) -> T {
        let now = now();
        let (result, effects) = {
            let mut village = lock(&self.village);
            let result = act(&mut village, now);
            let (effects, _) = village.settle(now);
            (result, effects)
        };
        for effect in effects {
            self.act(effect);
        }
        result
    }

    /// Saves the state, if there is a file for it.
    pub(super) fn save(&self) {
        let Some(file) = &self.state else { return };
        self.is_touched.store(false, Ordering::Relaxed);
        if let Err(error) = file.write(|| lock(&self.village).save()) {
            self.recorder.note(&format!("the state is not saved: {error}"));
        }
    }

    fn act(&self, effect: Effect) {
        match effect {
            Effect::Wake { session_id, datagram } => {
                if let Some((_, wake)) = lock(&self.channels).open.get(&session_id) {
                    // A full channel has a wake-up that the client did not get yet.
                    let _ = wake.try_send(());
                } else if let Some(Datagram { to, bytes }) = datagram
                    // A lost one comes again, like any datagram.
                    && self.udp.try_send_to(&bytes, to).is_ok()
                    && let Ok(own) = self.udp.local_addr()
                {
                    self.recorder.datagram(now(), own, to, &bytes);
                }
            }
            Effect::Ended { session_id } => {
                lock(&self.channels).open.remove(&session_id);
            }
            Effect::Tell { domain, news } => {
                let name = news.request.name().to_owned();
                if !self.peers.tell(&domain, *news) {
                    self.recorder.note(&format!("{name} for {domain} is lost: no peer, or too much waits"));
                }
            }
            Effect::Note(text) => self.recorder.note(&text),
        }
    }

    /// Processes the body of a request.
    pub(super) async fn answer<'h>(
        self: &Arc<Self>,
        origin: IpAddr,
        head: Head<'h>,
        body: &'h [u8],
    ) -> Answered {
        let arrived = match self.server.arrived(head, body) {
            Ok(arrived) => arrived,
            Err(refusal) => return refusal.to_response().into(),
        };
        if arrived.protocol() == Protocol::Ssp {
            return peers::incoming(self, &arrived).into();
        }
        let (mut step, mut fault) = self.with(|village, now| village.arrived(&arrived, now));
        loop {
            let (next, ordered) = match step {
                Step::Reply(response) => return Answered { response, fault },
                Step::LogIn(call) => {
                    let mut random = [0; 32];
                    if getrandom::fill(&mut random).is_err() {
                        let mut response = Response::new(Vec::new());
                        *response.status_mut() = ::http::StatusCode::SERVICE_UNAVAILABLE;
                        return response.into();
                    }
                    self.with(|village, now| village.log_in(call, random, origin, now))
                }
                Step::Perform(call) => match self.with(|village, now| village.perform(call, now)) {
                    Performing::Done(step, fault) => (step, fault),
                    Performing::Relay(call, outbound) => {
                        let answered = peers::ask(self, &outbound.domain, outbound.request.clone()).await;
                        let act =
                            |village: &mut Village, now| village.relayed(call, &outbound, answered, now);
                        (self.with(act), None)
                    }
                    Performing::Split(call, mixed) => {
                        let asked = mixed.outbound.iter().map(|outbound| {
                            let (shared, domain) = (self.clone(), outbound.domain.clone());
                            let request = outbound.request.clone();
                            tokio::spawn(async move { peers::ask(&shared, &domain, request).await })
                        });
                        let mut answered = Vec::new();
                        for asked in asked.collect::<Vec<_>>() {
                            answered.push(asked.await.unwrap_or(Err(StatusCode::INTERNAL_SERVER_ERROR)));
                        }
                        let act = |village: &mut Village, now| village.merged(call, *mixed, answered, now);
                        (self.with(act), None)
                    }
                },
            };
            (step, fault) = (next, fault.or(ordered));
        }
    }

    /// Returns whether something waits behind an address for wake-ups.
    pub(super) fn asked(&self, path: &str) -> bool {
        self.look(|village, now| village.sessions().asked(path, now))
    }

    /// A client has opened a connection for wake-ups. Returns the wake-up, the number of the
    /// connection, and the signals; `None` for an unknown session.
    pub(super) fn hello(&self, session_id: &str) -> Option<(Wakeup, u64, mpsc::Receiver<()>)> {
        let wakeup = self.with(|village, _| village.sessions().find(session_id)?.wakeup())?;
        let (sender, receiver) = mpsc::channel(1);
        let number = {
            let mut channels = lock(&self.channels);
            channels.last = channels.last.saturating_add(1);
            let number = channels.last;
            channels.open.insert(session_id.to_owned(), (number, sender));
            number
        };
        self.with(|village, _| village.sessions().channel_restored(session_id));
        Some((wakeup, number, receiver))
    }

    /// A connection for wake-ups has ended.
    pub(super) fn goodbye(&self, session_id: &str, number: u64) {
        let is_current = {
            let mut channels = lock(&self.channels);
            let is_current = channels.open.get(session_id).is_some_and(|(current, _)| *current == number);
            if is_current {
                channels.open.remove(session_id);
            }
            is_current
        };
        if is_current {
            self.with(|village, _| village.sessions().channel_lost(session_id));
        }
    }
}

/// Does what is due, for ever.
pub(super) async fn look_after(shared: Arc<Shared>) {
    for look in (0..LOOKS_PER_SAVING).cycle() {
        sleep(LOOK).await;
        shared.look(|_, _| ());
        shared.recorder.pass(now());
        if look == 0 && shared.is_touched.load(Ordering::Relaxed) {
            let shared = shared.clone();
            // A failure has its line in the log.
            let _ = spawn_blocking(move || shared.save()).await;
        }
    }
}

/// A thread that panicked has left nothing half done that matters here.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
