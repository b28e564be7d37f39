//! The sockets of a phone.

use super::phone::Arrived;
use http::{Request, Response, StatusCode};
use imps_transport::wsp::client;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpStream, UdpSocket};
use tokio::sync::mpsc;
use tokio::time::timeout;

/// The bearer of a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearer {
    Http,
    Wsp,
}

/// Posts a request and returns the reply.
pub(crate) async fn post(
    bearer: Bearer,
    http: SocketAddr,
    wap: SocketAddr,
    request: &Request<Vec<u8>>,
) -> io::Result<(Response<()>, Vec<u8>)> {
    match bearer {
        Bearer::Http => over_http(http, request).await,
        Bearer::Wsp => over_wsp(wap, request).await,
    }
}

async fn over_http(to: SocketAddr, request: &Request<Vec<u8>>) -> io::Result<(Response<()>, Vec<u8>)> {
    let content_type = request.headers()["content-type"].to_str().unwrap();
    exchange(to, "POST", "/", content_type, request.body()).await
}

/// One exchange on a connection of its own.
pub(crate) async fn exchange(
    to: SocketAddr,
    method: &str,
    path: &str,
    content_type: &str,
    body: &[u8],
) -> io::Result<(Response<()>, Vec<u8>)> {
    let mut stream = TcpStream::connect(to).await?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
    let end = end.ok_or(io::Error::from(ErrorKind::UnexpectedEof))?;
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut response = Response::new(());
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    *response.status_mut() = status.parse::<StatusCode>().unwrap();
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    let body = bytes.split_off(end + 4);
    let stated =
        response.headers().get("content-length").map(|value| value.to_str().unwrap().parse().unwrap());
    if stated.is_some_and(|length: usize| length != body.len()) {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok((response, body))
}

async fn over_wsp(to: SocketAddr, request: &Request<Vec<u8>>) -> io::Result<(Response<()>, Vec<u8>)> {
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let mut datagram = Vec::new();
    client::post(1, &request.uri().to_string(), content_type, request.body(), &mut datagram).unwrap();
    let socket = UdpSocket::bind("127.0.0.1:0").await?;
    socket.send_to(&datagram, to).await?;
    let mut buffer = vec![0; 65_535];
    let received = timeout(Duration::from_secs(5), socket.recv_from(&mut buffer)).await;
    let (length, _) = received.map_err(|_| io::Error::from(ErrorKind::TimedOut))??;
    let arrived = client::read(&buffer[..length]).map_err(|_| io::Error::from(ErrorKind::InvalidData))?;
    let (head, body) = arrived.response.into_parts();
    Ok((Response::from_parts(head, ()), body.to_vec()))
}

/// Opens a connection for wake-ups, and passes on its lines.
pub(crate) async fn listen(address: String, session_id: String, network: mpsc::UnboundedSender<Arrived>) {
    if let Ok(mut stream) = TcpStream::connect(address).await {
        let hello = format!("HELO {session_id}\r\n");
        if stream.write_all(hello.as_bytes()).await.is_ok() {
            let mut lines = BufReader::new(stream).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                if network.send(Arrived::Line(line)).is_err() {
                    return;
                }
            }
        }
    }
    let _ = network.send(Arrived::ChannelLost);
}

/// Asks an address whether something waits.
pub(crate) async fn ask(http: SocketAddr, address: String, network: mpsc::UnboundedSender<Arrived>) {
    let url: http::Uri = address.parse().unwrap();
    let reply = exchange(http, "GET", url.path(), "text/plain", b"").await;
    let waits = reply.ok().map(|(head, _)| head.status() == StatusCode::OK);
    let _ = network.send(Arrived::Asked(waits));
}

/// Waits for a datagram. Without a socket, for ever.
pub(crate) async fn datagram(socket: Option<&UdpSocket>) -> String {
    let Some(socket) = socket else { return std::future::pending().await };
    let mut buffer = [0; 200];
    let length = socket.recv(&mut buffer).await.unwrap();
    String::from_utf8(buffer[..length].to_vec()).unwrap()
}
