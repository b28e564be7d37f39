//! Streams with a recording of their bytes.

use super::now;
use super::packets::Connection;
use super::recorder::Recorder;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A stream with a recording of its bytes. It can be cut.
#[derive(Debug)]
pub(super) struct Tap {
    stream: TcpStream,
    recorder: Arc<Recorder>,
    connection: Connection,
    /// The side of the other end: 0 if it is the client.
    peer: usize,
    has_ended: bool,
    cut: Cut,
    /// Its place among the connections of a listener.
    place: Place,
}

/// A place among the connections of a listener. Requests keep it, too, which may outlive their
/// connection.
pub(super) type Place = Option<Arc<OwnedSemaphorePermit>>;

/// An end of a connection.
#[derive(Clone, Copy)]
enum End {
    Peer,
    Own,
}

/// Cuts a connection: nothing more is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut(Arc<AtomicBool>);

impl Cut {
    pub(super) fn now(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn check(&self) -> io::Result<()> {
        if self.0.load(Ordering::Relaxed) { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(()) }
    }
}

impl Tap {
    /// A connection that a client has opened.
    pub(super) fn accepted(stream: TcpStream, recorder: Arc<Recorder>) -> io::Result<Self> {
        let connection = Connection::new(stream.peer_addr()?, stream.local_addr()?);
        Ok(Self::new(stream, recorder, connection, 0))
    }

    /// A connection that this program has opened.
    pub(super) fn opened(stream: TcpStream, recorder: Arc<Recorder>) -> io::Result<Self> {
        let connection = Connection::new(stream.local_addr()?, stream.peer_addr()?);
        Ok(Self::new(stream, recorder, connection, 1))
    }

    fn new(stream: TcpStream, recorder: Arc<Recorder>, connection: Connection, peer: usize) -> Self {
        // Small documents must not wait for each other.
        let _ = stream.set_nodelay(true);
        recorder.packets(now(), connection.open());
        Self { stream, recorder, connection, peer, has_ended: false, cut: Cut::default(), place: None }
    }

    /// Records what an end has sent.
    fn record(&mut self, end: End, bytes: &[u8]) {
        let packets = self.connection.send(self.side(end), bytes);
        self.recorder.packets(now(), packets);
    }

    /// Records that an end sends nothing more.
    fn end(&mut self, end: End) {
        let packet = self.connection.close(self.side(end));
        self.recorder.packets(now(), packet);
    }

    fn side(&self, end: End) -> usize {
        match end {
            End::Peer => self.peer,
            End::Own => 1_usize.saturating_sub(self.peer),
        }
    }
}

impl AsyncRead for Tap {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        if let Poll::Ready(Ok(())) = polled {
            match buffer.filled().get(before..).unwrap_or_default() {
                [] if !self.has_ended && buffer.capacity() > before => {
                    self.has_ended = true;
                    self.end(End::Peer);
                }
                bytes => self.record(End::Peer, bytes),
            }
        }
        polled
    }
}

impl AsyncWrite for Tap {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.cut.check()?;
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        if let Poll::Ready(Ok(count)) = polled {
            self.record(End::Own, bytes.get(..count).unwrap_or_default());
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl Drop for Tap {
    fn drop(&mut self) {
        self.end(End::Own);
    }
}

/// Accepts connections, and records their bytes.
#[derive(Debug)]
pub(super) struct TapListener {
    pub(super) listener: TcpListener,
    pub(super) recorder: Arc<Recorder>,
    /// The room for connections. More wait.
    pub(super) room: Arc<Semaphore>,
}

impl axum::serve::Listener for TapListener {
    type Io = Tap;
    type Addr = Peer;

    async fn accept(&mut self) -> (Tap, Peer) {
        loop {
            // axum waits after an error, such as too many open files.
            let (stream, address) = axum::serve::Listener::accept(&mut self.listener).await;
            // The client may be gone already.
            if let Ok(mut tap) = Tap::accepted(stream, self.recorder.clone()) {
                // Nobody closes the semaphore.
                tap.place = self.room.clone().acquire_owned().await.ok().map(Arc::new);
                let peer = Peer { address, cut: tap.cut.clone(), place: tap.place.clone() };
                return (tap, peer);
            }
        }
    }

    fn local_addr(&self) -> io::Result<Peer> {
        Ok(Peer { address: self.listener.local_addr()?, cut: Cut::default(), place: None })
    }
}

/// The other end of a connection.
#[derive(Clone, Debug)]
pub(super) struct Peer {
    pub(super) address: SocketAddr,
    pub(super) cut: Cut,
    pub(super) place: Place,
}
