//! The smallest chat server for phones: everybody may log in with the password `secret`.
//!
//! Run with `cargo run -p imps-session --example smallest_server`. It listens at 127.0.0.1:8080.
use http::Request;
use imps_session::server::{Call, Credentials, LoginCall, Program, SessionOptions, Sessions};
use imps_transport::{Action, Machine as _, http::Server};
use oma_imps::csp::messaging::{MessageInfo, NewMessage, SendMessageResponse};
use oma_imps::csp::{MessageId, Outcome, Primitive, Status, StatusCode};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

struct Village(u64);

impl Program for Village {
    fn credentials(&mut self, _: &LoginCall<'_>) -> Credentials {
        Credentials::Password("secret".into())
    }

    fn random(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        std::fs::File::open("/dev/urandom").unwrap().read_exact(&mut bytes).unwrap();
        bytes
    }

    fn perform(&mut self, sessions: &mut Sessions, call: &Call<'_>, now: Duration) -> Primitive<'static> {
        let Primitive::SendMessageRequest(request) = call.primitive() else {
            return Status::new(StatusCode::NOT_IMPLEMENTED).into();
        };
        self.0 += 1;
        let message_id = Some(MessageId::from(format!("m{}", self.0)));
        let message_info = MessageInfo { message_id: message_id.clone(), ..request.message_info.clone() };
        let content_data = request.content_data.clone();
        let new = NewMessage { message_info, content_data, ..NewMessage::default() }.into_owned();
        let users = request.message_info.recipient.iter().flat_map(|it| &it.users);
        let ids = users.filter_map(|user| user.user_id.clone());
        let sent = ids.map(|user| sessions.push_to(user, new.clone(), now)).sum::<usize>();
        let code = if sent > 0 { StatusCode::SUCCESS } else { StatusCode::RECIPIENT_NOT_LOGGED_IN };
        SendMessageResponse { result: Outcome::new(code), message_id, ..Default::default() }.into()
    }
}

pub(crate) fn serve(listener: &TcpListener) -> std::io::Result<()> {
    let (start, mut village) = (Instant::now(), Village(0));
    let mut sessions = Sessions::new(SessionOptions::default().with_domain("example.com"));
    loop {
        let mut stream = BufReader::new(listener.accept()?.0);
        let (mut line, mut length) = (String::new(), 0);
        while stream.read_line(&mut line)? > 2 {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0).min(1 << 20);
            }
            line.clear();
        }
        let mut body = Vec::new();
        stream.by_ref().take(length).read_to_end(&mut body)?;
        let (request, now) = (Request::post("/").body(()).unwrap(), start.elapsed());
        let reply = sessions.serve(&mut village, &Server::default(), &request, &body, now);
        // Clients poll: there is nobody to wake.
        while let Action::Event(_) = sessions.next(now, &mut Vec::new()) {}
        let head = format!("HTTP/1.1 {}\r\nContent-Length: {}\r\n\r\n", reply.status(), reply.body().len());
        stream.get_mut().write_all(&[head.as_bytes(), reply.body()].concat())?;
    }
}

#[allow(dead_code, reason = "a test calls `serve`")]
fn main() -> std::io::Result<()> {
    serve(&TcpListener::bind("127.0.0.1:8080")?)
}
