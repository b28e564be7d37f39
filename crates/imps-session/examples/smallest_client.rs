//! The smallest client: logs in, sends itself a message, reads it, and logs out.
//!
//! Run with `cargo run -p imps-session --example smallest_client -- 127.0.0.1:8080` beside the
//! example `smallest_server`.
use http::{Request, Response};
use imps_session::client::{Client, ClientEvent, ClientOptions};
use imps_transport::schedule::{Failure, Rules};
use imps_transport::{Action, Machine as _, http as transport};
use oma_imps::Syntax;
use oma_imps::csp::Primitive;
use oma_imps::csp::common::{Recipient, User};
use oma_imps::csp::messaging::SendMessageRequest;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::Instant;

const USER: &str = "wv:ann@example.com";

pub(crate) fn talk(address: &str, text: &'static str) -> Result<String, Box<dyn std::error::Error>> {
    let http = transport::Client::new(format!("http://{address}/").parse()?, Syntax::Wbxml);
    let options = ClientOptions::new(USER, "secret", "http://example.com/smallest", "cookie-1");
    let (mut client, start) = (Client::new(http, options, Rules::android()), Instant::now());
    let mut received = String::new();
    client.login(start.elapsed());
    loop {
        match client.next(start.elapsed(), &mut Vec::new()) {
            Action::Event(ClientEvent::Post { number, request }) => match post(address, &request) {
                Ok((reply, body)) => client.received(number, &reply, &body, start.elapsed()),
                Err(_) => client.failed(number, Failure::Cut, start.elapsed()),
            },
            Action::Event(ClientEvent::LoggedIn(_)) => {
                let to = Recipient::from_iter([User::new(USER)]);
                client.request(
                    SendMessageRequest::text(to, text).with_sender(User::new(USER)).with_report(false),
                )?;
            }
            Action::Event(ClientEvent::Answered { result, .. }) => drop(result?),
            Action::Event(ClientEvent::Asked { id, request }) => {
                if let Primitive::NewMessage(new) = &request {
                    received = String::from_utf8_lossy(&new.content_bytes()?).into_owned();
                }
                client.answer(&id, Client::usual_answer(&request), start.elapsed());
                client.logout(start.elapsed());
            }
            Action::Event(ClientEvent::LoginFailed(error)) => return Err(error.into()),
            Action::Event(ClientEvent::Ended(_)) => return Ok(received),
            Action::Wait(until) => sleep(until.ok_or("nothing to wait for")?.saturating_sub(start.elapsed())),
            _ => {}
        }
    }
}

fn post(address: &str, request: &Request<Vec<u8>>) -> std::io::Result<(Response<()>, Vec<u8>)> {
    let mut stream = TcpStream::connect(address)?;
    let length = request.body().len();
    let head = format!(
        "POST / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), request.body()].concat())?;
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply)?;
    let end = reply.windows(4).position(|window| window == b"\r\n\r\n").map_or(reply.len(), |at| at + 4);
    Ok((Response::new(()), reply.split_off(end)))
}

#[allow(dead_code, reason = "a test calls `talk`")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or("127.0.0.1:8080".into());
    println!("{}", talk(&address, "Do not forget the milk.")?);
    Ok(())
}
