//! Posts over HTTP, one connection each.

use http::header::{HeaderName, HeaderValue};
use http::{Request, Response};
use imps_transport::http::SapUrl;
use imps_transport::schedule::Failure;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// The longest reply in bytes, with its head.
const LONGEST: u64 = 2 << 20;

/// Posts a request, and returns the reply.
///
/// # Errors
/// Why there is no reply. One that is longer than 2 MiB, or has no head, is refused.
pub(super) fn post(
    url: &SapUrl,
    request: &Request<Vec<u8>>,
    time: Duration,
) -> Result<Response<Vec<u8>>, Failure> {
    let failure = |error: std::io::Error| match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => Failure::TimedOut,
        _ => Failure::Cut,
    };
    let host = url.host_and_port();
    let address = if url.uri().port_u16().is_some() { host.to_owned() } else { format!("{host}:80") };
    let mut stream = TcpStream::connect(address).map_err(failure)?;
    stream.set_read_timeout(Some(time)).map_err(failure)?;
    stream.set_write_timeout(Some(time)).map_err(failure)?;
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let mut out = format!("POST {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n").into_bytes();
    for (name, value) in request.headers().iter().filter(|(name, _)| *name != "host") {
        out.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    if !request.headers().contains_key("content-length") {
        out.extend_from_slice(format!("content-length: {}\r\n", request.body().len()).as_bytes());
    }
    out.extend_from_slice(b"\r\n");
    out.extend_from_slice(request.body());
    stream.write_all(&out).map_err(failure)?;
    let mut reply = Vec::new();
    stream.take(LONGEST).read_to_end(&mut reply).map_err(failure)?;
    read(&reply)
}

/// Splits a reply into head and body. A body that is shorter than its head states was cut.
fn read(reply: &[u8]) -> Result<Response<Vec<u8>>, Failure> {
    let end = reply.windows(4).position(|window| window == b"\r\n\r\n").ok_or(Failure::Cut)?;
    let (head, rest) = (reply.get(..end).unwrap_or_default(), reply.get(end..).unwrap_or_default());
    let mut lines = std::str::from_utf8(head).map_err(|_| Failure::Refused)?.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).ok_or(Failure::Refused)?;
    let mut response = Response::builder().status(status);
    for line in lines {
        let (name, value) = line.split_once(':').ok_or(Failure::Refused)?;
        let name: HeaderName = name.trim().parse().map_err(|_| Failure::Refused)?;
        let value: HeaderValue = value.trim().parse().map_err(|_| Failure::Refused)?;
        if name == "transfer-encoding" {
            return Err(Failure::Refused);
        }
        response = response.header(name, value);
    }
    let body = rest.get(4..).unwrap_or_default();
    let response = response.body(body.to_vec()).map_err(|_| Failure::Refused)?;
    let stated =
        response.headers().get("content-length").and_then(|length| length.to_str().ok()?.parse().ok());
    match stated {
        Some(length) if body.len() < length => Err(Failure::Cut),
        _ => Ok(response),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_has_a_head_and_a_whole_body() {
        let reply = read(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: y\r\n\r\nab").unwrap();
        assert_eq!((reply.status().as_u16(), reply.body().as_slice()), (200, &b"ab"[..]));
        for (reply, expected) in [
            (&b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"[..], Failure::Cut),
            (b"HTTP/1.1 200 OK", Failure::Cut),
            (b"", Failure::Cut),
            (b"HTTP/1.1\r\n\r\n", Failure::Refused),
            (b"HTTP/1.1 ab\r\n\r\n", Failure::Refused),
            (b"HTTP/1.1 200 OK\r\nnothing\r\n\r\n", Failure::Refused),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", Failure::Refused),
        ] {
            assert_eq!(read(reply).unwrap_err(), expected, "{reply:?}");
        }
    }
}
