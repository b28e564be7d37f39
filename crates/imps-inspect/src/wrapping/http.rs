//! HTTP streams: any number of requests and responses, also both directions in one.

mod body;
mod head;
mod stream;

pub(crate) use self::body::{Content, content};
pub(crate) use self::head::{Fields, Start};
pub(crate) use self::stream::{Message, messages};

pub(super) use self::head::begins_message;
pub(super) use self::stream::find_message;

use super::layer::{Layer, Piece, Proof};
use super::{Anomaly, Direction, Wrapping};
use oma_imps::charset::Charset;
use oma_imps::csp::MediaType;
use oma_imps::imps_core::Quote;
use std::borrow::Cow;

/// The bodies of a stream that begins with a message.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let pieces: Vec<_> = messages(bytes).flat_map(|message| pieces(&message)).collect();
    if pieces.is_empty() { Vec::new() } else { vec![Layer::new(Proof::Form, pieces)] }
}

/// The body of a message, or the parts of a multipart body.
fn pieces<'m>(message: &Message<'m>) -> Vec<Piece<'m>> {
    let (charset, unknown) = charset(&message.head.fields);
    let named = (charset != Charset::UNKNOWN).then(|| charset.to_string());
    let head = message.head.length;
    let (wrapping, direction) = match &message.head.start {
        _ if message.head.is_malformed => (Wrapping::MalformedHttp { head }, None),
        Start::Request { method, target } => {
            let (method, target) = ((*method).to_owned(), (*target).to_owned());
            (Wrapping::HttpRequest { method, target, head, charset: named }, Some(Direction::Request))
        }
        Start::Response { code, reason } => {
            let (code, reason) = (*code, (*reason).to_owned());
            (Wrapping::HttpResponse { code, reason, head, charset: named }, Some(Direction::Response))
        }
    };
    let mut content = content(&message.head.fields, message.body, message.body_offset);
    content.wrappings.insert(0, wrapping);
    content.anomalies.splice(..0, message.anomalies.iter().cloned().chain(unknown));
    let mut pieces = content.into_pieces(&message.head.fields, charset, direction);
    for piece in &mut pieces {
        piece.place = message.offset;
    }
    pieces
}

impl<'m> Content<'m> {
    /// One piece, or a piece per part of a multipart body.
    pub(super) fn into_pieces(
        self,
        fields: &Fields<'_>,
        charset: Charset,
        direction: Option<Direction>,
    ) -> Vec<Piece<'m>> {
        let Self { bytes, offset, wrappings, anomalies } = self;
        let boundary = fields.get("Content-Type").map(MediaType::from).and_then(|media_type| {
            let is_multipart =
                media_type.as_str().trim_start().to_ascii_lowercase().starts_with("multipart/");
            media_type.parameter("boundary").filter(|_| is_multipart).map(Cow::into_owned)
        });
        let parts = match (&boundary, &bytes) {
            (Some(boundary), Cow::Borrowed(bytes)) => super::multipart::parts(bytes, boundary, offset),
            (Some(boundary), Cow::Owned(bytes)) => {
                let parts = super::multipart::parts(bytes, boundary, None);
                let owned = |piece: Piece<'_>| Piece {
                    bytes: Cow::Owned(piece.bytes.into_owned()),
                    offset: None,
                    place: piece.place,
                    wrappings: piece.wrappings,
                    charset: piece.charset,
                    direction: None,
                    anomalies: piece.anomalies,
                    turns: Vec::new(),
                };
                parts.into_iter().map(owned).collect()
            }
            (None, _) => Vec::new(),
        };
        let whole = if parts.is_empty() { vec![Piece::new(bytes, offset)] } else { parts };
        let around = |mut piece: Piece<'m>| {
            piece.wrappings.splice(..0, wrappings.iter().cloned());
            piece.anomalies.splice(..0, anomalies.iter().cloned());
            piece.direction = direction;
            if piece.charset == Charset::UNKNOWN {
                piece.charset = charset;
            }
            piece
        };
        whole.into_iter().map(around).collect()
    }
}

/// The character set that a head names; if it is not known, a note.
pub(super) fn charset(fields: &Fields<'_>) -> (Charset, Option<Anomaly>) {
    let name = fields.get("Content-Type").and_then(|media_type| {
        let media_type = MediaType::from(media_type);
        media_type.parameter("charset").map(Cow::into_owned)
    });
    match name.as_deref().map(|name| (name, name.parse::<Charset>())) {
        None => (Charset::UNKNOWN, None),
        Some((_, Ok(charset))) if charset.is_readable() => (charset, None),
        Some((name, _)) => (Charset::UNKNOWN, Some(Anomaly::UnknownCharset(Quote::<80>(name).to_string()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &[u8], expected: &[&[u8]], words: &[&str]) {
        let layers = peel(message);
        let pieces = &layers[0].pieces;
        let notes = |piece: &Piece<'_>| {
            let wrappings = piece.wrappings.iter().map(ToString::to_string);
            wrappings.chain(piece.anomalies.iter().map(ToString::to_string)).collect::<Vec<_>>().join("; ")
        };
        let notes = pieces.iter().map(notes).collect::<Vec<_>>().join("\n");
        let bodies: Vec<_> = pieces.iter().map(|piece| &*piece.bytes).collect();
        assert_eq!(bodies, expected, "{notes}");
        for word in words {
            assert!(notes.contains(word), "{word:?} is not in: {notes}");
        }
        for piece in pieces {
            if let Some(offset) = piece.offset {
                assert!(message[offset..].starts_with(&piece.bytes), "{offset}");
            }
        }
    }

    #[test]
    fn requests_and_responses_lose_their_heads() {
        let request = b"POST /a HTTP/1.1\r\nHost: b\r\n\r\nbody";
        check(request, &[b"body"], &["request, POST /a", "head of 29 bytes"]);
        check(b"HTTP/1.1 200 OK\r\n\r\nbody", &[b"body"], &["response, 200 OK"]);
        check(b"HTTP/1.1 200\r\n\r\nbody", &[b"body"], &["response, 200 with"]);
        check(b"HTTP/1.0 200 OK\nA: b\n\nbody", &[b"body"], &["response, 200 OK"]);
        check(b"HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\nbody", &[b"body"], &["response, 200 OK"]);
        check(b"HTTP/1.1 200 OK\r\nbad header\r\n\r\nbody", &[b"body"], &["malformed"]);
    }

    #[test]
    fn a_stream_has_many_messages() {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n";
        check(format!("{head}a{head}b\r\n{head}c").as_bytes(), &[b"a", b"b", b"c"], &[]);
        let both = "POST / HTTP/1.1\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nbodyHTTP/1.1 200 OK\r\n\r\nanswer";
        check(both.as_bytes(), &[b"body", b"answer"], &["request, POST /", "response, 200"]);
        // Without lengths, a message ends where the next one begins.
        check(
            b"POST /a HTTP/1.1\r\n\r\nxPOST /b HTTP/1.1\r\nA: b\r\n\r\ny",
            &[b"x", b"y"],
            &["POST /a", "POST /b"],
        );
    }

    #[test]
    fn the_stated_length_counts() {
        let with =
            |length: usize, rest: &str| format!("HTTP/1.1 200 OK\r\nContent-length: {length}\r\n\r\n{rest}");
        check(with(2, "body").as_bytes(), &[b"bo"], &["2 bytes after the document"]);
        check(with(9, "body").as_bytes(), &[b"body"], &["announces 9 bytes, there are 4"]);
        let two = with(99, "bodyHTTP/1.1 200 OK\r\n\r\nmore");
        check(two.as_bytes(), &[b"body", b"more"], &["announces 99 bytes, there are 4"]);
        // The document tells better.
        let document = "<?xml version=\"1.0\"?><WV-CSP-Message/>";
        check(with(7, document).as_bytes(), &[document.as_bytes()], &["announces 7 bytes, there are 38"]);
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
            let piece = &peel(message.as_bytes())[0].pieces[0];
            assert_eq!(piece.charset, expected, "{content_type}");
            let note = piece.wrappings[0].to_string();
            assert_eq!(note.contains("names the character set"), expected != Charset::UNKNOWN, "{note}");
            assert_eq!(!piece.anomalies.is_empty(), content_type.contains("klingon"));
        }
    }

    #[test]
    fn chunks_are_joined() {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";
        let with = |body: &[u8]| [head, body].concat();
        check(&with(b"2\r\nbo\r\n2;a=b\r\ndy\r\n0\r\n\r\n"), &[b"body"], &["joined from 2 chunks"]);
        check(&with(b"4\r\nbody\r\n0\r\nTrailer: a\r\n\r\n"), &[b"body"], &["joined from 1 chunk"]);
        check(&with(b"2\r\nbo\r\n9\r\ndy"), &[b"body"], &["2 chunks, the last of which is cut"]);
        check(&with(b"ffffffffffffffff\r\ndy"), &[b"dy"], &["1 chunk, which is cut"]);
        check(&with(b"zz"), &[b"zz"], &["does not; it is read as it is"]);
        let both = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n";
        check(both, &[b"body"], &["the chunks count"]);
        let next = [&with(b"2\r\nab\r\n0\r\n\r\n"), b"HTTP/1.1 200 OK\r\n\r\nc".as_slice()].concat();
        check(&next, &[b"ab", b"c"], &[]);
    }

    #[test]
    fn bodies_are_unpacked() {
        let packed = b"x\x9C\x4B\xCA\x4F\xA9\x04\x00\x04\x1A\x01\xAF";
        let with = |body: &[u8]| [b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n", body].concat();
        check(&with(packed), &[b"body"], &["zlib data of 4 bytes"]);
        check(&with(&packed[2..8]), &[b"body"], &["deflate data of 4 bytes"]);
        check(&with(b"body"), &[b"body"], &["is deflate, but it is not"]);
    }
}
