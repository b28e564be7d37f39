//! The sockets around the crate: HTTP by hyper, and CIR over TCP.

use crate::village::Village;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::SendRequest;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use imps_transport::cir::tcp::{Client, ClientEvent, ClientTimers, Server, ServerEvent, ServerTimers};
use imps_transport::http::SapUrl;
use imps_transport::{Action, Machine as _};
use std::future::pending;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::sleep;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;
type Shared = Arc<Mutex<Village>>;

/// Serves HTTP on one socket and CIR on the other, for ever.
pub(crate) async fn serve(http: TcpListener, cir: TcpListener) -> Result<()> {
    let village = Arc::new(Mutex::new(Village::new(cir.local_addr()?)));
    loop {
        tokio::select! {
            accepted = http.accept() => tokio::spawn(talk(accepted?.0, village.clone())),
            accepted = cir.accept() => tokio::spawn(wake(accepted?.0, village.clone())),
        };
    }
}

/// A connection of HTTP.
async fn talk(stream: TcpStream, village: Shared) -> Result<()> {
    let service = service_fn(|request: http::Request<Incoming>| {
        let village = village.clone();
        async move {
            let (head, body) = request.into_parts();
            let admitted = lock(&village).http.admit(&head);
            let reply = match admitted {
                Err(refusal) => refusal.to_response(),
                // Reading the body answers `Expect: 100-continue`.
                Ok(admitted) => {
                    let body = read(body, admitted.limit).await?;
                    lock(&village).serve(&head, &body)
                }
            };
            Ok::<_, hyper::Error>(reply.map(|body| Full::new(Bytes::from(body))))
        }
    });
    Ok(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await?)
}

/// Reads a body up to a byte beyond its limit.
async fn read(mut body: Incoming, limit: usize) -> std::result::Result<Vec<u8>, hyper::Error> {
    let mut bytes = Vec::new();
    while bytes.len() <= limit {
        let Some(frame) = body.frame().await else { break };
        if let Ok(data) = frame?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes)
}

/// A connection of CIR, on the side of the server.
async fn wake(mut stream: TcpStream, village: Shared) -> Result<()> {
    let start = Instant::now();
    let mut machine = Server::new(start.elapsed(), ServerTimers::default());
    let (waker, mut woken) = mpsc::channel(1);
    let (mut out, mut buffer) = (Vec::new(), [0; 512]);
    loop {
        match machine.next(start.elapsed(), &mut out) {
            Action::Send => stream.write_all(&std::mem::take(&mut out)).await?,
            Action::Event(ServerEvent::Hello { session_id }) => {
                let waker = waker.clone();
                // A full channel has a wake-up that the client did not get yet.
                let wake = move || _ = waker.try_send(());
                let hello = lock(&village).hello(&session_id, wake);
                match hello {
                    Some(wakeup) => machine.accept(wakeup),
                    None => machine.refuse(),
                }
            }
            Action::Close => return Ok(()),
            Action::Wait(deadline) => tokio::select! {
                read = stream.read(&mut buffer) => match read? {
                    0 => machine.ended(),
                    length => machine.receive(start.elapsed(), buffer.get(..length).unwrap_or_default()),
                },
                _ = woken.recv() => machine.wake(),
                () = until(start, deadline) => {}
            },
            _ => {}
        }
    }
}

/// Opens a connection of CIR. The returned task ends when the server wakes the client.
pub(crate) async fn wait_for_wakeup(
    address: &str,
    session_id: &str,
    cookie: &str,
) -> Result<JoinHandle<Result<()>>> {
    let start = Instant::now();
    let mut machine = Client::new(session_id, cookie.parse()?, ClientTimers::default())?;
    let (mut out, mut buffer) = (Vec::new(), [0; 512]);
    let mut stream = TcpStream::connect(address).await?;
    let (ready, mut is_ready) = mpsc::channel(1);
    let task = tokio::spawn(async move {
        loop {
            match machine.next(start.elapsed(), &mut out) {
                Action::Event(ClientEvent::Connect) => machine.connected(start.elapsed()),
                Action::Send => stream.write_all(&std::mem::take(&mut out)).await?,
                Action::Event(ClientEvent::Wakeup) => return Ok(()),
                Action::Event(event @ (ClientEvent::Lost(_) | ClientEvent::GaveUp)) => {
                    return Err(format!("{event:?}").into());
                }
                Action::Wait(deadline) => tokio::select! {
                    read = stream.read(&mut buffer) => match read? {
                        0 => machine.ended(start.elapsed()),
                        length => {
                            machine.receive(start.elapsed(), buffer.get(..length).unwrap_or_default());
                            // The first line is the answer to HELO.
                            let _ = ready.try_send(());
                        }
                    },
                    () = until(start, deadline) => {}
                },
                _ => {}
            }
        }
    });
    is_ready.recv().await;
    Ok(task)
}

/// Waits for a time of the machine.
async fn until(start: Instant, deadline: Option<Duration>) {
    match deadline {
        Some(deadline) => sleep(deadline.saturating_sub(start.elapsed())).await,
        None => pending().await,
    }
}

fn lock(village: &Shared) -> std::sync::MutexGuard<'_, Village> {
    village.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A connection of HTTP, on the side of the client.
pub(crate) struct Connection(SendRequest<Full<Bytes>>);

impl Connection {
    /// Connects to a server without TLS.
    pub(crate) async fn open(url: &SapUrl) -> Result<Self> {
        let address = match url.uri().port_u16() {
            Some(_) => url.host_and_port().to_owned(),
            None => format!("{}:80", url.host_and_port()),
        };
        let stream = TokioIo::new(TcpStream::connect(address).await?);
        let (sender, connection) = hyper::client::conn::http1::handshake(stream).await?;
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Posts a request, and returns the reply.
    pub(crate) async fn post(&mut self, request: http::Request<Vec<u8>>) -> Result<http::Response<Bytes>> {
        let (mut head, body) = request.into_parts();
        // Servers expect the path alone.
        head.uri = head.uri.path_and_query().map_or("/", |path| path.as_str()).parse()?;
        self.0.ready().await?;
        let reply = self.0.send_request(http::Request::from_parts(head, Full::new(body.into()))).await?;
        let (head, body) = reply.into_parts();
        Ok(http::Response::from_parts(head, body.collect().await?.to_bytes()))
    }
}
