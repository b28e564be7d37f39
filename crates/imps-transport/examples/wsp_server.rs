//! A client logs in over WSP without connection, in each version, and a server answers the
//! datagrams without a gateway.
//!
//! Run with `cargo run -p imps-transport --example wsp_server`. With two arguments, the address of
//! a gateway and the URL of a server behind it, the client logs in there, and no server runs:
//! `-- 127.0.0.1:9200 http://127.0.0.1:8080/csp`.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response, StatusCode};
use imps_transport::wsp::{client, server};
use oma_imps::csp::access::{LoginRequest, LoginResponse};
use oma_imps::csp::{ClientId, Message, Outcome, Primitive, SessionDescriptor, Status};
use oma_imps::{Input, Syntax, Version};
use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;
use std::{env, io, thread};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    if let (Some(gateway), Some(url)) = (arguments.next(), arguments.next()) {
        return log_in_everywhere(gateway.parse()?, &url);
    }
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    let address = socket.local_addr()?;
    // The server ends after a login of each version, and a datagram that is no request.
    let server = thread::spawn(move || serve(&socket, Version::ALL.len() + 1));
    log_in_everywhere(address, &format!("http://{address}/csp"))?;
    let refused = exchange(address, 9, &[9, 0x41])?;
    assert_eq!(client::read(&refused)?.response.status(), StatusCode::NOT_IMPLEMENTED);
    server.join().map_err(|_| "the server panicked")?
}

/// The server: answers some datagrams.
fn serve(socket: &UdpSocket, datagrams: usize) -> Result<()> {
    let mut buffer = vec![0; 65_535];
    for _ in 0..datagrams {
        let (length, peer) = socket.recv_from(&mut buffer)?;
        let mut reply = Vec::new();
        match server::read(&buffer[..length]) {
            Ok(arrived) => server::write_response(arrived.tid, &answer(&arrived.request)?, &mut reply)?,
            Err(refusal) => {
                println!("server: {refusal}");
                refusal.write_reply(&mut reply);
            }
        }
        if !reply.is_empty() {
            socket.send_to(&reply, peer)?;
        }
    }
    Ok(())
}

/// The server's answer to one request, as over HTTP.
fn answer(request: &Request<&[u8]>) -> Result<Response<Vec<u8>>> {
    let input = Input::new(request.body())?;
    let message: Message = input.read()?;
    let primitive: Primitive = match message.primitive() {
        Some(Primitive::LoginRequest(login)) => LoginResponse {
            client_id: login.client_id.clone(),
            result: Some(Outcome::new(oma_imps::csp::StatusCode::SUCCESS)),
            session_id: Some("s-4711".into()),
            keep_alive_time: Some(3600),
            capability_request: Some(true),
            ..LoginResponse::default()
        }
        .into(),
        _ => Status::new(oma_imps::csp::StatusCode::NOT_IMPLEMENTED).into(),
    };
    let answer = message.answer(primitive).ok_or("no transaction to answer")?;
    let media_type = input.syntax().media_type(message.version);
    let mut response = Response::new(input.syntax().to_vec(&answer)?);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    Ok(response)
}

/// The client: logs in with each version.
fn log_in_everywhere(to: SocketAddr, url: &str) -> Result<()> {
    for (tid, version) in (1..).zip(Version::ALL) {
        let login = LoginRequest {
            user_id: Some("wv:ann@example.com".into()),
            client_id: Some(ClientId { url: Some("WV:PHONE".into()), ..ClientId::default() }),
            password: Some("secret".into()),
            session_cookie: Some("cookie-1".into()),
            time_to_live: Some(3600),
            ..LoginRequest::default()
        };
        let message = Message::request(version, SessionDescriptor::outband(), "t1", login);
        let (document, media_type) = (Syntax::Wbxml.to_vec(&message)?, Syntax::Wbxml.media_type(version));
        let mut datagram = Vec::new();
        client::post(tid, url, media_type, &document, &mut datagram)?;

        let reply = exchange(to, tid, &datagram)?;
        let arrived = client::read(&reply)?;
        assert_eq!(arrived.response.status(), StatusCode::OK);
        assert_eq!(arrived.response.headers()[CONTENT_TYPE], media_type);
        let input = Input::new(arrived.response.body())?;
        let message: Message = input.read()?;
        let login: &LoginResponse = message.primitive_as()?;
        let session = login.session_id.as_ref().ok_or("no session")?;
        println!("client: {version} session {session}, {} bytes of {media_type}", reply.len());
        assert_eq!(message.version, version);
    }
    Ok(())
}

/// Sends a datagram until its reply arrives, five times at most.
fn exchange(to: SocketAddr, tid: u8, datagram: &[u8]) -> Result<Vec<u8>> {
    let socket = UdpSocket::bind("127.0.0.1:0")?;
    socket.set_read_timeout(Some(Duration::from_secs(3)))?;
    let mut buffer = vec![0; 65_535];
    for _ in 0..5 {
        socket.send_to(datagram, to)?;
        match socket.recv_from(&mut buffer) {
            Ok((length, peer)) if peer == to && buffer.first() == Some(&tid) => {
                return Ok(buffer[..length].to_vec());
            }
            Err(error) if !matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                return Err(error.into());
            }
            // Another datagram, or none in time.
            _ => {}
        }
    }
    Err("no reply".into())
}
