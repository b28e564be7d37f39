//! HTTP.

use super::faults::Fault;
use super::shared::{Answered, Shared};
use super::tap::{Peer, TapListener};
use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use axum::serve::Listener as _;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use imps_transport::cir::get;
use std::convert::Infallible;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Sleep, sleep, timeout};

/// The path of the addresses for wake-ups; the name of the session follows.
pub(super) const CIR: &str = "/cir/";

/// The most connections at a time. More wait.
pub(super) const MOST: usize = 10_000;

/// The time in which a body must arrive.
const PATIENCE: Duration = Duration::from_secs(60);

/// The time for which the server is silent, if a user orders it. Clients give up earlier.
const SILENCE: Duration = Duration::from_secs(600);

/// Serves a socket, for ever.
///
/// A connection ends when the head of its next request is not there in the time `idle`. All end
/// after their exchange when the sender of `closing` is dropped.
pub(super) async fn serve(
    mut listener: TapListener,
    shared: Arc<Shared>,
    idle: Duration,
    mut closing: watch::Receiver<()>,
) {
    // They end with this function.
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = closing.changed() => break,
        };
        let (shared, mut closing) = (shared.clone(), closing.clone());
        connections.spawn(async move {
            let service = service_fn(move |request| {
                let (shared, peer) = (shared.clone(), peer.clone());
                async move { Ok::<_, Infallible>(handle(shared, peer, request).await) }
            });
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(idle);
            let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
            // A connection that breaks is like one that ends.
            tokio::select! {
                _ = connection.as_mut() => return,
                _ = closing.changed() => {}
            }
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        });
    }
    while connections.join_next().await.is_some() {}
}

async fn handle(shared: Arc<Shared>, peer: Peer, request: Request<Incoming>) -> Response {
    let (head, body) = request.into_parts();
    let path = head.uri.path();
    if head.method == Method::GET && path.starts_with(CIR) {
        return get::response(shared.asked(path)).map(|()| Body::empty());
    }
    if head.method == Method::GET && path == "/" {
        return page();
    }
    let admitted = match shared.server().admit(&head) {
        Ok(admitted) => admitted,
        Err(refusal) => return refusal.to_response().map(Body::from),
    };
    let Ok(Some(bytes)) = timeout(PATIENCE, read(body, admitted.limit)).await else {
        peer.cut.now();
        return Response::default();
    };
    // A client that goes away does not stop its request: the answer waits for the repetition.
    let (origin, place) = (peer.address.ip(), peer.place.clone());
    let answering = tokio::spawn(async move {
        let answered = shared.answer(origin, (&head).into(), &bytes).await;
        drop(place);
        answered
    });
    match answering.await {
        Ok(Answered { response, fault }) => break_reply(response, fault, &peer).await,
        Err(_) => empty(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Reads a body up to a byte beyond its limit. `None` if it breaks off.
async fn read(mut body: Incoming, limit: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    while bytes.len() <= limit {
        let Some(frame) = body.frame().await else { break };
        if let Ok(data) = frame.ok()?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Some(bytes)
}

/// A page for people who open the address in a browser.
fn page() -> Response {
    let mut response = Response::new(Body::from(
        "This is imps-lab, a server of OMA IMPS (Wireless Village).\n\
         Type this address into the settings of a phone, not of a browser.\n",
    ));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// Does to a reply what a user has ordered.
async fn break_reply(mut response: http::Response<Vec<u8>>, fault: Option<Fault>, peer: &Peer) -> Response {
    match fault {
        None | Some(Fault::Fail(_) | Fault::Gone) => {}
        Some(Fault::Http(status)) => return empty(status),
        Some(Fault::Slow(delay)) => sleep(delay).await,
        Some(Fault::Silent) => {
            sleep(SILENCE).await;
            peer.cut.now();
        }
        Some(Fault::Drop) => peer.cut.now(),
        // Nothing has no half.
        Some(Fault::Half) if response.body().is_empty() => peer.cut.now(),
        Some(Fault::Half) => return response.map(|bytes| Body::new(Half::of(&bytes))),
        Some(Fault::Garbage) => {
            *response.body_mut() = GARBAGE.to_vec();
            response.headers_mut().remove(CONTENT_LENGTH);
        }
    }
    response.map(Body::from)
}

/// Bytes that are no document.
pub(super) const GARBAGE: &[u8] = b"\x03\x01\xFFgarbage\x00\xC4";

fn empty(status: StatusCode) -> Response {
    let mut response = Response::default();
    *response.status_mut() = status;
    response
}

/// A body that breaks off in the middle.
struct Half {
    first: Option<Bytes>,
    whole: u64,
    /// The time in which hyper sends the half; it drops everything unsent at an error.
    sending: Pin<Box<Sleep>>,
}

impl Half {
    fn of(bytes: &[u8]) -> Self {
        let whole = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        let sending = Box::pin(sleep(Duration::from_millis(100)));
        Self { first: Some(Bytes::copy_from_slice(half)), whole, sending }
    }
}

impl HttpBody for Half {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, io::Error>>> {
        if let Some(half) = self.first.take() {
            return Poll::Ready(Some(Ok(http_body::Frame::data(half))));
        }
        self.sending.as_mut().poll(context).map(|()| Some(Err(io::ErrorKind::ConnectionReset.into())))
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(self.whole)
    }
}
