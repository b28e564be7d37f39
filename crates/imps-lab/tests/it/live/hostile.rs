//! The service answers or drops all that arrives, and serves the others.

use super::chat::text;
use super::net::exchange;
use super::phone::phone;
use super::{Lab, within};
use imps_core::Version;
use oma_imps::Syntax;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};

/// The service still does its work.
async fn works(lab: &Lab) {
    let (ann, mut bob) =
        (phone("ann", Version::V1_1).on(lab).await, phone("bob", Version::V1_3).on(lab).await);
    ann.ask(text("ann", "bob", "hello")).await;
    assert_eq!(bob.reads().await, "hello");
    ann.off().await;
    bob.off().await;
}

/// Sends bytes, and reads up to the end.
async fn raw(address: std::net::SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The service may close before it has read all.
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let mut read = Vec::new();
    let _ = within(stream.read_to_end(&mut read)).await;
    read
}

#[tokio::test]
async fn broken_requests_of_http_get_their_status() {
    let lab = Lab::start().await;
    let http = lab.running.http();
    let media_type = Syntax::Wbxml.media_type(Version::V1_2);
    let status = async |method: &str, path: &str, body: &[u8]| {
        exchange(http, method, path, media_type, body).await.unwrap().0.status().as_u16()
    };
    assert_eq!(status("GET", "/", b"").await, 200);
    assert_eq!(status("PUT", "/", b"").await, 405);
    assert_eq!(status("GET", "/other", b"").await, 405);
    assert_eq!(status("GET", "/cir/unknown", b"").await, 204);
    assert_eq!(status("GET", "/cir/", b"").await, 204);
    assert_eq!(status("POST", "/any/path?at=all", b"").await, 400);
    assert_eq!(status("POST", "/", b"\x03\x11\x6A\x00").await, 400);
    // The length is stated, and then not.
    let stated = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n";
    assert!(raw(http, stated).await.starts_with(b"HTTP/1.1 413"));
    let chunk = [b"100000\r\n".to_vec(), vec![b'x'; 1 << 20], b"\r\n".to_vec()].concat();
    let head =
        b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    let endless = [head, chunk.clone(), chunk].concat();
    assert!(raw(http, &endless).await.starts_with(b"HTTP/1.1 413"));
    for bytes in [&b"\x00\xFF\r\n\r\n"[..], b"POST", b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc"] {
        raw(http, bytes).await;
    }
    works(&lab).await;
}

#[tokio::test]
async fn lines_of_nobody_end_their_connection() {
    let lab = Lab::start().await;
    let cir = lab.running.cir_tcp().unwrap();
    assert_eq!(raw(cir, b"HELO nobody\r\n").await, b"");
    assert_eq!(raw(cir, &b"x".repeat(100_000)).await, b"");
    assert_eq!(raw(cir, b"PING\r\nPING\r\nHELO nobody\r\n").await, b"");
    works(&lab).await;
}

#[tokio::test]
async fn a_newer_connection_for_wakeups_replaces_the_older_one() {
    let lab = Lab::start().await;
    let ann = phone("ann", Version::V1_2).on(&lab).await;
    let hello = format!("HELO {}\r\n", ann.login.session_id);
    let mut read = [0; 8];
    let mut streams = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(lab.running.cir_tcp().unwrap()).await.unwrap();
        stream.write_all(hello.as_bytes()).await.unwrap();
        let length = within(stream.read(&mut read)).await.unwrap();
        assert_eq!(&read[..length], b"OK\r\n");
        streams.push(stream);
    }
    assert_eq!(within(streams[0].read(&mut read)).await.unwrap(), 0);
}

#[tokio::test]
async fn datagrams_of_any_kind_get_an_answer_or_none() {
    let lab = Lab::start().await;
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(lab.running.wap().unwrap()).await.unwrap();
    let replies = imps_transport::wsp::server::Refusal {
        tid: Some(7),
        kind: imps_transport::wsp::server::RefusalKind::Uri,
    };
    let mut expected = Vec::new();
    assert!(replies.write_reply(&mut expected));
    for seed in 0..200_u32 {
        let length = seed * 7 % 50;
        let scrambled = seed.wrapping_mul(2_654_435_761);
        let bytes: Vec<u8> = (0..length).map(|at| scrambled.rotate_left(at).to_le_bytes()[0]).collect();
        socket.send(&bytes).await.unwrap();
    }
    // After all of these, a request with a broken address gets 400.
    let mut datagram = Vec::new();
    imps_transport::wsp::client::post(7, "http://a b/", "text/plain", b"", &mut datagram).unwrap();
    let mut buffer = vec![0; 65_535];
    loop {
        socket.send(&datagram).await.unwrap();
        let received = tokio::time::timeout(Duration::from_secs(1), socket.recv(&mut buffer)).await;
        if let Ok(Ok(length)) = received
            && buffer[..length] == expected
        {
            break;
        }
    }
    works(&lab).await;
}

/// Its bytes come slowly, or not at all.
#[tokio::test]
async fn a_connection_of_http_without_a_request_ends() {
    let lab = Lab::with(|options| options.with_idle(Duration::from_millis(500))).await;
    for start in [&b""[..], b"POST / HT", b"GET / HTTP/1.1\r\nHost: x\r\n\r\nPOST / HTTP/1.1\r\n"] {
        let mut stream = TcpStream::connect(lab.running.http()).await.unwrap();
        stream.write_all(start).await.unwrap();
        let (mut reader, mut writer) = stream.split();
        let trickle = async {
            for _ in 0..300 {
                tokio::time::sleep(Duration::from_millis(100)).await;
                // The other end may be gone.
                let _ = writer.write_all(if start.is_empty() { b"" } else { b"x" }).await;
            }
        };
        let mut read = Vec::new();
        tokio::select! {
            _ = reader.read_to_end(&mut read) => {}
            () = trickle => panic!("it is still open"),
        }
        assert_eq!(read.starts_with(b"HTTP/1.1 200"), start.starts_with(b"GET"));
    }
    works(&lab).await;
}

/// Each of these replies is ten minutes late.
#[tokio::test]
async fn late_replies_to_datagrams_keep_nobody_waiting() {
    let lab = Lab::start().await;
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    socket.connect(lab.running.wap().unwrap()).await.unwrap();
    let line = b"WV12LR1 CI=WV:Old-1.0 PW=x SC=c TL=600 UI=wv:slow-600@lab.example";
    let media_type = Syntax::Pts.media_type(Version::V1_2);
    let (mut login, mut probe, mut buffer) = (Vec::new(), Vec::new(), [0; 100]);
    imps_transport::wsp::client::post(1, "http://x/", media_type, line, &mut login).unwrap();
    imps_transport::wsp::client::get(2, "http://x/cir/unknown", &mut probe).unwrap();
    for _ in 0..20 {
        for _ in 0..16 {
            socket.send(&login).await.unwrap();
        }
        socket.send(&probe).await.unwrap();
        let length = within(socket.recv(&mut buffer)).await.unwrap();
        assert_eq!(buffer[..length].first(), Some(&2));
    }
    works(&lab).await;
}

/// The ids of sessions are not guessed, and one session is of no use for another one.
#[tokio::test]
async fn sessions_of_others_are_out_of_reach() {
    let lab = Lab::start().await;
    let ann = phone("ann", Version::V1_3).on(&lab).await;
    let mut bob = phone("bob", Version::V1_2).on(&lab).await;
    let (one, other) = (ann.login.session_id.as_str(), bob.login.session_id.as_str());
    assert!(one.len() >= 32 && other.len() >= 32 && one != other);
    // The sender is the user of the session, whatever the message says.
    assert_eq!(ann.refused(text("bob", "bob", "it is me")).await, 427);
    ann.ask(text("ann", "bob", "it is ann")).await;
    assert_eq!(bob.reads().await, "it is ann");
}
