//! Raw HTTP messages.

use super::Layer;
use httparse::{EMPTY_HEADER, Header, Request, Response, Status};
use oma_imps::Guess;
use oma_imps::charset::Charset;
use oma_imps::csp::MediaType;
use oma_imps::imps_core::Quote;
use std::borrow::Cow;

const HEADERS: usize = 128;

/// The body of an HTTP message, and what the message was.
pub(super) fn body(message: &[u8]) -> Option<Layer> {
    let mut headers = [EMPTY_HEADER; HEADERS];
    let (what, start, headers) = head(message, &mut headers).or_else(|| head_of_any_form(message))?;
    let rest = message.get(start..)?;
    let (body, how) = if is_chunked(headers) { chunked(rest) } else { plain(rest, headers) };
    let (charset, named) = charset(headers);
    let count = "offsets count in its body";
    let note = format!("{what} with a head of {start} bytes; {count}{how}{named}");
    Some(Layer { inside: body, note, charset })
}

/// The character set that the head names, and a note on it.
fn charset(headers: &[Header<'_>]) -> (Charset, String) {
    let name = field(headers, "Content-Type").and_then(|media_type| {
        let media_type = MediaType::from(media_type);
        media_type.parameter("charset").map(Cow::into_owned)
    });
    match name.as_deref().map(|name| (name, name.parse::<Charset>())) {
        None => (Charset::UNKNOWN, String::new()),
        Some((_, Ok(charset))) if charset.is_readable() => {
            (charset, format!("; its head names the character set {charset}"))
        }
        Some((name, _)) => {
            let name = Quote::<80>(name);
            let named =
                format!("; its head names the character set {name}, which is not known and means nothing");
            (Charset::UNKNOWN, named)
        }
    }
}

/// A name for the message, the start of its body, and its header fields.
type Head<'h, 'm> = (String, usize, &'h [Header<'m>]);

fn head<'h, 'm>(message: &'m [u8], headers: &'h mut [Header<'m>]) -> Option<Head<'h, 'm>> {
    if message.starts_with(b"HTTP/") {
        let mut response = Response::new(headers);
        let Ok(Status::Complete(start)) = response.parse(message) else { return None };
        let what = format!("an http response, {} {}", response.code?, response.reason?);
        return Some((what.trim_end().to_owned(), start, response.headers));
    }
    let mut request = Request::new(headers);
    let Ok(Status::Complete(start)) = request.parse(message) else { return None };
    Some((format!("an http request, {} {}", request.method?, request.path?), start, request.headers))
}

/// A head that the parser refuses still ends at an empty line.
fn head_of_any_form(message: &[u8]) -> Option<Head<'static, 'static>> {
    let Guess::Http { body } = Guess::of(message) else { return None };
    Some(("a malformed http message".into(), body, &[]))
}

fn field<'m>(headers: &[Header<'m>], name: &str) -> Option<&'m str> {
    let found = headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
    str::from_utf8(found.value).ok().map(str::trim)
}

fn is_chunked(headers: &[Header<'_>]) -> bool {
    let encoding = field(headers, "Transfer-Encoding").unwrap_or_default();
    encoding.rsplit(',').next().is_some_and(|last| last.trim().eq_ignore_ascii_case("chunked"))
}

/// The body, with the length that the head states, if there are enough bytes.
fn plain(rest: &[u8], headers: &[Header<'_>]) -> (Vec<u8>, String) {
    let stated = field(headers, "Content-Length").and_then(|length| length.parse::<usize>().ok());
    match stated {
        Some(length) if length < rest.len() => {
            let more = rest.len().saturating_sub(length);
            (rest.get(..length).unwrap_or(rest).to_vec(), format!("; {more} bytes after it were omitted"))
        }
        Some(length) if length > rest.len() => {
            (rest.to_vec(), format!("; the head announces {length} bytes, there are {}", rest.len()))
        }
        _ => (rest.to_vec(), String::new()),
    }
}

/// The joined chunks, up to the first fault.
fn chunked(mut rest: &[u8]) -> (Vec<u8>, String) {
    let (mut body, mut count) = (Vec::new(), 0_usize);
    while let Ok(Status::Complete((start, size))) = httparse::parse_chunk_size(rest) {
        if size == 0 {
            let chunks = if count == 1 { "1 chunk".into() } else { format!("{count} chunks") };
            return (body, format!(", joined from {chunks}"));
        }
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let behind = rest.get(start..).unwrap_or_default();
        let chunk = behind.get(..size).unwrap_or(behind);
        body.extend_from_slice(chunk);
        count = count.saturating_add(1);
        let Some(next) = behind.get(chunk.len()..).and_then(|next| next.strip_prefix(b"\r\n")) else { break };
        rest = next;
    }
    (body, format!(", joined from {count} chunks, the last of which is cut or malformed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &[u8], expected: &[u8], words: &[&str]) {
        let Layer { inside, note, .. } = body(message).unwrap();
        assert_eq!(inside, expected, "{note}");
        for word in words {
            assert!(note.contains(word), "{word:?} is not in: {note}");
        }
    }

    #[test]
    fn requests_and_responses_lose_their_heads() {
        check(b"POST /a HTTP/1.1\r\nHost: b\r\n\r\nbody", b"body", &["request, POST /a", "head of 29 bytes"]);
        check(b"HTTP/1.1 200 OK\r\n\r\nbody", b"body", &["response, 200 OK"]);
        check(b"HTTP/1.0 200 OK\nA: b\n\nbody", b"body", &["response, 200 OK"]);
        check(b"HTTP/1.1 200 OK\r\nbad header\r\n\r\nbody", b"body", &["malformed"]);
    }

    #[test]
    fn the_stated_length_counts() {
        check(b"HTTP/1.1 200 OK\r\nContent-length: 2\r\n\r\nbody", b"bo", &["2 bytes after it"]);
        check(
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody",
            b"body",
            &["announces 9 bytes, there are 4"],
        );
    }

    #[test]
    fn the_character_set_of_the_content_type_is_told() {
        for (content_type, expected) in [
            ("text/xml; charset=ISO-8859-1", Charset::ISO_8859_1),
            ("text/xml;a=b; Charset=\"gb2312\"", Charset::GB2312),
            ("text/xml", Charset::UNKNOWN),
            ("text/xml; charset=klingon", Charset::UNKNOWN),
        ] {
            let message = format!("HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\n\r\nbody");
            let Layer { note, charset, .. } = body(message.as_bytes()).unwrap();
            assert_eq!(charset, expected, "{content_type}");
            assert_eq!(note.contains("names the character set"), content_type.contains('='), "{note}");
            assert_eq!(note.contains("is not known"), content_type.contains("klingon"), "{note}");
        }
    }

    #[test]
    fn chunks_are_joined() {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";
        let with = |body: &[u8]| [head, body].concat();
        check(&with(b"2\r\nbo\r\n2;a=b\r\ndy\r\n0\r\n\r\n"), b"body", &["joined from 2 chunks"]);
        check(&with(b"4\r\nbody\r\n0\r\n\r\n"), b"body", &["joined from 1 chunk"]);
        check(&with(b"2\r\nbo\r\n9\r\ndy"), b"body", &["2 chunks, the last of which is cut"]);
        check(&with(b"zz"), b"", &["0 chunks"]);
    }
}
