//! The server of the command `imps-lab`: the [`World`] behind sessions and sockets.
//!
//! ```no_run
//! use imps_lab::service::{ServiceOptions, serve};
//!
//! # async fn run() -> std::io::Result<()> {
//! let running = serve(ServiceOptions::default().on_free_ports()).await?;
//! println!("http://{}/", running.http());
//! running.stop().await;
//! # Ok(())
//! # }
//! ```

mod cir;
mod faults;
mod http;
mod options;
mod packets;
mod peers;
mod recorder;
mod shared;
mod state;
mod tap;
mod users;
mod village;
mod wap;
mod welcome;

pub use options::{DOMAIN, ServiceOptions};
pub use users::{Users, UsersError};
pub use welcome::welcome;

use crate::world::{Options, World};
use imps_session::server::SessionOptions;
use imps_ssp::handshake::Domain;
use imps_transport::agreed::{Offer, TcpAddress};
use imps_transport::http::{InvalidSapUrl, SapUrl, Server};
use oma_imps::ReadOptions;
use oma_imps::csp::service::ServiceTree;
use peers::Peers;
use recorder::Recorder;
use shared::Shared;
use state::StateFile;
use std::fmt::Display;
use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tap::TapListener;
use tokio::net::{TcpListener, UdpSocket};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use village::{METHODS, Rules, Village};

/// A running service. It ends when this value is dropped.
#[derive(Debug)]
pub struct Running {
    http: SocketAddr,
    wap: Option<SocketAddr>,
    cir_tcp: Option<SocketAddr>,
    shared: Arc<Shared>,
    tasks: JoinSet<()>,
    /// Its end closes the connections of HTTP.
    open: watch::Sender<()>,
}

/// Opens the sockets and serves them, until the returned value is dropped.
///
/// # Errors
/// An address is in use or not of this machine, the file for the recording cannot be written, or an
/// account is not of the domain or is there twice. The file with the state is not of this version
/// and domain.
pub async fn serve(options: ServiceOptions) -> io::Result<Running> {
    let recorder = Arc::new(Recorder::new(&options)?);
    let listener = TcpListener::bind(options.listen).await.map_err(at(options.listen))?;
    let address = listener.local_addr()?;
    let cir = match options.cir_tcp {
        Some(address) => Some(TcpListener::bind(address).await.map_err(at(address))?),
        None => None,
    };
    let udp = UdpSocket::bind((options.listen.ip(), 0)).await?;
    let wap = match options.wap {
        Some(address) => Some(Arc::new(UdpSocket::bind(address).await.map_err(at(address))?)),
        None => None,
    };
    let cir_tcp = cir.as_ref().map(TcpListener::local_addr).transpose()?;
    let wap_address = wap.as_ref().map(|socket| socket.local_addr()).transpose()?;

    let mut accounts = options.accounts.clone();
    let echo = options.echo.then(|| options::user("echo", "", &options.domain));
    if echo.is_some() {
        accounts.retain(|account| account.user_id.address().user() != Some("echo"));
    }
    let mut world = World::new(options.domain.clone(), [], Options { echo, ..Options::default() });
    for account in accounts {
        let user = account.user_id.clone();
        let invalid = |error| io::Error::new(io::ErrorKind::InvalidInput, error);
        world.register(account).map_err(invalid).map_err(at(user))?;
    }
    let (state, saved) = match &options.state {
        Some(path) => {
            let (file, saved) = StateFile::open(path).map_err(at(path.display()))?;
            (Some(file), saved.map(|saved| (path, saved)))
        }
        None => (None, None),
    };
    let rules = Rules { pedantic: options.pedantic, register: options.register, ..Rules::default() };
    let mut village = Village::new(session_options(&options, address, cir_tcp), world, rules);
    if let Some((path, saved)) = saved {
        let invalid = |error| io::Error::new(io::ErrorKind::InvalidData, error);
        village.restore(saved).map_err(invalid).map_err(at(path.display()))?;
    }
    let read = ReadOptions::default().with_strict(options.pedantic);
    let peers = Peers::new(&options.domain).map_err(|error| io::Error::other(error.to_string()))?;
    let server = Server::default().with_options(read);
    let shared = Arc::new(Shared::new(village, server, recorder.clone(), peers, udp, state));

    let mut tasks = JoinSet::new();
    let (open, closing) = watch::channel(());
    let room = Arc::new(Semaphore::new(http::MOST));
    let listener = TapListener { listener, recorder: recorder.clone(), room };
    tasks.spawn(http::serve(listener, shared.clone(), options.idle, closing));
    if let Some(listener) = cir {
        tasks.spawn(cir::serve(listener, shared.clone()));
    }
    if let Some(socket) = wap {
        tasks.spawn(wap::serve(socket, shared.clone()));
    }
    tasks.spawn(shared::look_after(shared.clone()));
    let mut running = Running { http: address, wap: wap_address, cir_tcp, shared, tasks, open };
    for (domain, url) in &options.peers {
        running.add_peer(domain, url)?;
    }
    Ok(running)
}

/// Names the address or file in an error.
fn at(place: impl Display) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{place}: {error}"))
}

impl Running {
    /// Returns the address of HTTP.
    pub fn http(&self) -> SocketAddr {
        self.http
    }

    /// Returns the address of WSP.
    pub fn wap(&self) -> Option<SocketAddr> {
        self.wap
    }

    /// Returns the address of the connections for wake-ups.
    pub fn cir_tcp(&self) -> Option<SocketAddr> {
        self.cir_tcp
    }

    /// Adds the server of another domain, with its URL. The other one needs this one, too.
    ///
    /// # Errors
    /// The domain is no name, or the URL is not of HTTP without TLS, which this server lacks.
    pub fn add_peer(&mut self, domain: &str, url: &str) -> io::Result<()> {
        let invalid = |text: String| io::Error::new(io::ErrorKind::InvalidInput, text);
        let domain = Domain::in_closed_network(domain).map_err(|error| invalid(error.to_string()))?;
        let parsed: SapUrl = url.parse().map_err(|error: InvalidSapUrl| invalid(error.to_string()))?;
        if parsed.is_protected() {
            return Err(invalid(format!("{url}: this server has no TLS; name a proxy that has it")));
        }
        let news = self.shared.peers().add(&domain, parsed);
        let name = domain.as_str().to_owned();
        self.shared.with(|village, now| village.add_peer(name.clone(), now));
        self.tasks.spawn(peers::send_news(self.shared.clone(), name, news));
        Ok(())
    }

    /// Waits for ever, or until a part of the service fails.
    pub async fn failed(&mut self) {
        match self.tasks.join_next().await {
            Some(_) => {}
            None => pending().await,
        }
    }

    /// Closes the sockets, saves the state, and completes the recording.
    pub async fn stop(mut self) {
        let Self { tasks, open, shared, .. } = &mut self;
        drop(std::mem::replace(open, watch::channel(()).0));
        tasks.shutdown().await;
        shared.save();
        shared.recorder().finish();
    }
}

/// The settings of the sessions.
fn session_options(options: &ServiceOptions, http: SocketAddr, cir: Option<SocketAddr>) -> SessionOptions {
    let host = |address: SocketAddr| options.host.clone().unwrap_or_else(|| address.ip().to_string());
    let authority = match (&options.host, http) {
        (Some(host), address) => format!("{host}:{}", address.port()),
        (None, address) => address.to_string(),
    };
    let mut offer = Offer::default()
        .with_cir_methods(METHODS)
        .with_http_address(format!("http://{authority}{}", http::CIR));
    if let Some(address) = cir {
        offer = offer.with_tcp(TcpAddress::new(host(address), address.port()));
    }
    let all = SessionOptions::default().services;
    let before = if options.pedantic { ServiceTree::EMPTY } else { all };
    SessionOptions::default()
        .with_domain(options.domain.clone())
        .with_offer(offer)
        .with_services_before(before)
}

/// The time since 1970, which never goes back.
fn now() -> Duration {
    static START: OnceLock<(Duration, Instant)> = OnceLock::new();
    let (start, instant) = START
        .get_or_init(|| (SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(), Instant::now()));
    start.saturating_add(instant.elapsed())
}
