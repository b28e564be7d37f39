//! WSP without connection: phones send datagrams, and need no gateway.

use super::faults::Fault;
use super::http::{CIR, GARBAGE};
use super::now;
use super::shared::{Answered, Shared};
use ::http::{Method, Response, StatusCode};
use imps_transport::cir::get;
use imps_transport::wsp::PORT;
use imps_transport::wsp::server::{read, reply, write_response};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::UdpSocket;
use tokio::sync::Semaphore;
use tokio::time::sleep;

/// The largest datagram, in bytes.
const LARGEST: usize = 65_507;

/// The most datagrams that are processed at a time. More wait in the socket.
const MOST: usize = 256;

/// The most replies at a time that are late because a user orders it. Further ones are lost, like
/// any datagram.
const LATE: usize = 256;

/// The pause after an error.
const PAUSE: Duration = Duration::from_millis(10);

/// Serves a socket, for ever.
pub(super) async fn serve(socket: Arc<UdpSocket>, shared: Arc<Shared>) {
    let Ok(mut own) = socket.local_addr() else { return };
    // Readers of captures know WSP by its port, so the recording has it.
    own.set_port(PORT);
    let (room, late) = (Arc::new(Semaphore::new(MOST)), Arc::new(Semaphore::new(LATE)));
    let mut buffer = vec![0; LARGEST];
    loop {
        let Ok(place) = room.clone().acquire_owned().await else { return };
        // An error is of one datagram, for example that nobody took the last reply.
        let Ok((length, peer)) = socket.recv_from(&mut buffer).await else {
            sleep(PAUSE).await;
            continue;
        };
        let datagram = buffer.get(..length).unwrap_or_default().to_vec();
        shared.recorder().datagram(now(), peer, own, &datagram);
        let (socket, shared, late) = (socket.clone(), shared.clone(), late.clone());
        tokio::spawn(async move {
            let answered = answer(&shared, peer, &datagram).await;
            drop(place);
            let Some((bytes, delay)) = answered else { return };
            if !delay.is_zero() {
                // Late replies must not keep the others waiting.
                let Ok(_place) = late.try_acquire() else { return };
                sleep(delay).await;
            }
            send(&socket, &shared, own, peer, &bytes).await;
        });
    }
}

async fn send(socket: &UdpSocket, shared: &Shared, own: SocketAddr, peer: SocketAddr, bytes: &[u8]) {
    match socket.send_to(bytes, peer).await {
        Ok(_) => shared.recorder().datagram(now(), own, peer, bytes),
        Err(error) => shared.recorder().note(&format!("a datagram of {} bytes fails: {error}", bytes.len())),
    }
}

/// Makes the datagram that answers one, and the time by which it is late; there may be none.
async fn answer(shared: &Arc<Shared>, peer: SocketAddr, datagram: &[u8]) -> Option<(Vec<u8>, Duration)> {
    let mut out = Vec::new();
    let arrived = match read(datagram) {
        Ok(arrived) => arrived,
        Err(refusal) => return refusal.write_reply(&mut out).then_some((out, Duration::ZERO)),
    };
    let path = arrived.request.uri().path();
    let (response, fault) = if *arrived.request.method() == Method::GET && path.starts_with(CIR) {
        (get::response(shared.asked(path)).map(|()| Vec::new()), None)
    } else {
        let Answered { response, fault } =
            shared.answer(peer.ip(), (&arrived.request).into(), arrived.request.body()).await;
        (response, fault)
    };
    let response = match fault {
        Some(Fault::Silent | Fault::Drop) => return None,
        Some(Fault::Http(status)) => with_status(status),
        Some(Fault::Garbage) => response.map(|_| GARBAGE.to_vec()),
        None | Some(Fault::Fail(_) | Fault::Slow(_) | Fault::Gone | Fault::Half) => response,
    };
    write_response(arrived.tid, &response, &mut out).ok()?;
    if out.len() > LARGEST {
        out.clear();
        reply(arrived.tid, StatusCode::PAYLOAD_TOO_LARGE, None, b"", &mut out).ok()?;
    }
    if fault == Some(Fault::Half) {
        out.truncate(out.len() / 2);
    }
    let delay = if let Some(Fault::Slow(delay)) = fault { delay } else { Duration::ZERO };
    Some((out, delay))
}

fn with_status(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
