//! The connections over which the server wakes clients.

use super::now;
use super::shared::Shared;
use super::tap::Tap;
use imps_transport::cir::tcp::{Server, ServerEvent, ServerTimers};
use imps_transport::{Action, Machine as _};
use std::future::pending;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::sleep;

/// The most connections at a time. More wait.
const MOST: usize = 10_000;

/// Serves a socket, for ever.
pub(super) async fn serve(mut listener: TcpListener, shared: Arc<Shared>) {
    let room = Arc::new(Semaphore::new(MOST));
    // They end with this function.
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let Ok(place) = room.clone().acquire_owned().await else { return };
        // axum's listener waits after an error, such as too many open files.
        let (stream, _) = axum::serve::Listener::accept(&mut listener).await;
        let shared = shared.clone();
        connections.spawn(async move {
            // A connection that breaks is like one that ends.
            if let Ok(tap) = Tap::accepted(stream, shared.recorder_handle()) {
                let _ = talk(tap, &shared).await;
            }
            drop(place);
        });
    }
}

async fn talk(mut stream: Tap, shared: &Shared) -> io::Result<()> {
    let mut machine = Server::new(now(), ServerTimers::default());
    let mut channel: Option<(String, u64, mpsc::Receiver<()>)> = None;
    let ended = drive(&mut stream, &mut machine, shared, &mut channel).await;
    if let Some((session_id, number, _)) = channel {
        shared.goodbye(&session_id, number);
    }
    ended
}

async fn drive(
    stream: &mut Tap,
    machine: &mut Server,
    shared: &Shared,
    channel: &mut Option<(String, u64, mpsc::Receiver<()>)>,
) -> io::Result<()> {
    let (mut out, mut buffer) = (Vec::new(), [0; 512]);
    loop {
        match machine.next(now(), &mut out) {
            Action::Send => {
                stream.write_all(&std::mem::take(&mut out)).await?;
                stream.flush().await?;
            }
            Action::Event(ServerEvent::Hello { session_id }) => match shared.hello(&session_id) {
                Some((wakeup, number, signals)) => {
                    *channel = Some((session_id, number, signals));
                    machine.accept(wakeup);
                }
                None => machine.refuse(),
            },
            Action::Close => return Ok(()),
            Action::Wait(deadline) => tokio::select! {
                read = stream.read(&mut buffer) => match read? {
                    0 => machine.ended(),
                    length => machine.receive(now(), buffer.get(..length).unwrap_or_default()),
                },
                signal = signal(channel) => match signal {
                    Some(()) => machine.wake(),
                    // The session has a newer connection, or is over.
                    None => machine.replace(),
                },
                () = until(deadline) => {}
            },
            _ => {}
        }
    }
}

async fn signal(channel: &mut Option<(String, u64, mpsc::Receiver<()>)>) -> Option<()> {
    match channel {
        Some((_, _, signals)) => signals.recv().await,
        None => pending().await,
    }
}

async fn until(deadline: Option<Duration>) {
    match deadline {
        Some(deadline) => sleep(deadline.saturating_sub(now())).await,
        None => pending().await,
    }
}
