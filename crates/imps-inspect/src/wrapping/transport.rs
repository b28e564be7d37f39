//! The bindings of the protocol: PDUs of WSP, push of WAP, and the header of user data in SMS.

use super::layer::{Layer, Piece, Proof};
use super::{Direction, Wrapping};
use imps_transport::sms::{Coding, Inbox, InboxEvent, UserDataHeader};
use imps_transport::wsp::{ContentType, Datagram, Pdu};
use imps_transport::{Action, Machine as _};
use oma_imps::charset::Charset;
use std::time::Duration;

/// The body of a PDU, with or without a transaction id, and the data behind a header of an SMS.
pub(super) fn peel(bytes: &[u8]) -> Vec<Layer<'_>> {
    let datagram = Datagram::parse(bytes).ok().and_then(|datagram| of_pdu(bytes, datagram.pdu));
    let connected = || Pdu::parse(bytes).ok().and_then(|pdu| of_pdu(bytes, pdu));
    let pdu = datagram.or_else(connected);
    pdu.into_iter().chain(of_sms(bytes)).map(|piece| Layer::of_one(Proof::Inside, piece)).collect()
}

fn of_pdu<'p>(bytes: &'p [u8], pdu: Pdu<'p>) -> Option<Piece<'p>> {
    let (name, content_type, body, direction) = match pdu {
        Pdu::Push(push) => ("push", push.content_type, push.body, Some(Direction::Response)),
        Pdu::ConfirmedPush(push) => {
            ("confirmed push", push.content_type, push.body, Some(Direction::Response))
        }
        Pdu::Reply(reply) => ("reply", reply.content_type, reply.body, Some(Direction::Response)),
        Pdu::Post(post) => ("post", post.content_type, post.body, Some(Direction::Request)),
        _ => return None,
    };
    // The body is the end of the PDU.
    let head = bytes.len().checked_sub(body.len()).filter(|_| !body.is_empty())?;
    let charset =
        content_type.as_ref().and_then(ContentType::charset).map_or(Charset::UNKNOWN, |charset| charset);
    let media_type = content_type.map_or_else(String::new, |content_type| content_type.to_string());
    let wrapping = Wrapping::Wsp { pdu: name, media_type, head };
    Some(Piece { charset, direction, ..Piece::at(head, bytes.get(head..)?, wrapping) })
}

/// The data behind the header of user data.
fn of_sms(bytes: &[u8]) -> Vec<Piece<'_>> {
    let Ok((header, rest)) = UserDataHeader::parse(bytes) else { return Vec::new() };
    let Some(port) = header.destination().filter(|_| !rest.is_empty()) else { return Vec::new() };
    let head = bytes.len().saturating_sub(rest.len());
    let wrapping = |length| Wrapping::UserData { port, head, length };
    let mut pieces = vec![Piece::at(head, rest, wrapping(rest.len()))];
    // Text in septets.
    for coding in [Coding::Data, Coding::Gsm7] {
        let mut inbox = Inbox::default();
        inbox.receive(Duration::ZERO, "", bytes, coding);
        if let Action::Event(InboxEvent::Cir { text, .. } | InboxEvent::Message { text, .. }) =
            inbox.next(Duration::ZERO, &mut Vec::new())
            && text.as_bytes() != rest
        {
            let length = text.len();
            pieces.push(Piece::decoded(text.into_bytes(), wrapping(length)));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::unwrap;
    use super::*;
    use imps_transport::cir::{self, Wakeup};
    use imps_transport::wsp;

    const DOCUMENT: &[u8] = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x01\x01";

    #[track_caller]
    fn check(input: &[u8], expected: &[u8], notes: &[&str]) {
        let found = unwrap(input);
        let document = &found.documents[0];
        assert_eq!(
            document.bytes.escape_ascii().to_string(),
            expected.escape_ascii().to_string(),
            "{found:?}"
        );
        for (wrapping, note) in document.wrappings.iter().zip(notes) {
            assert!(wrapping.to_string().contains(note), "{note:?} is not in: {wrapping}");
        }
        assert_eq!(document.wrappings.len(), notes.len(), "{found:?}");
    }

    #[test]
    fn pdus_lose_their_heads() {
        let mut post = Vec::new();
        wsp::client::post(7, "http://imps.example.com/", "application/vnd.wv.csp.wbxml", DOCUMENT, &mut post)
            .unwrap();
        check(&post, DOCUMENT, &["a wsp post, application/vnd.wv.csp.wbxml, with a head of "]);
        assert_eq!(unwrap(&post).documents[0].direction, Some(Direction::Request));
        // With a connection there is no transaction id.
        check(&post[1..], DOCUMENT, &["a wsp post"]);
    }

    #[test]
    fn ways_to_wake_a_client_are_recognised() {
        let wakeup: Wakeup = "WVCI 1.2 cookie-1".parse().unwrap();
        let text = b"WVCI 1.2 cookie-1";
        let (mut push, mut sms, mut short) = (Vec::new(), Vec::new(), Vec::new());
        cir::push::write(&wakeup, 5, &mut push);
        check(&push, text, &["a wsp push"]);
        cir::push::write_sms(&wakeup, 5, &mut sms).unwrap();
        check(&sms, text, &["header of an sms for port 2948", "a wsp push"]);
        cir::sms::write(&wakeup, &mut short).unwrap();
        check(&short, text, &["header of an sms for port 3716"]);
        check(text, text, &[]);
    }
}
