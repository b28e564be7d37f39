//! Streams of TCP as networks deliver them.

use crate::conversation::{answer, request};
use crate::maker::{ACK, Maker, RST, Tcp, address, post, response};
use imps_inspect::capture::{Body, CaptureLimits, Carried, Content, Passed, Problem, Start, Tally, read};

/// The content of a file.
pub(crate) fn carried(file: &[u8]) -> (Vec<Carried<'static>>, Tally) {
    let mut all = Vec::new();
    let (tally, end) = read(file, &CaptureLimits::default(), &mut |carried| all.push(carried.into_owned()));
    assert!(end.is_ok(), "{end:?}");
    (all, tally)
}

fn bodies<'a>(all: &'a [Carried<'static>]) -> Vec<&'a Body<'static>> {
    all.iter()
        .filter_map(|carried| match &carried.content {
            Content::Body(body) => Some(body),
            _ => None,
        })
        .collect()
}

fn problems(all: &[Carried<'_>]) -> Vec<Problem> {
    let problems = all.iter().flat_map(|carried| match &carried.content {
        Content::Problem(problem) => vec![problem.clone()],
        Content::Body(body) => body.problems.clone(),
        _ => Vec::new(),
    });
    problems.collect()
}

fn started() -> (Maker, Tcp) {
    let mut maker = Maker::default();
    // The sequence numbers wrap around inside the first message.
    let tcp = maker.tcp(address(11, 40_000), address(1, 8080), [u32::MAX - 20, 5]);
    (maker, tcp)
}

fn message() -> Vec<u8> {
    post("text/xml", b"<a>0123456789</a>")
}

#[test]
fn segments_in_any_order_and_size_give_the_same_message() {
    let message = message();
    let length = message.len();
    let (a, b, c) = (0..30, 30..60, 60..length);
    let orders: [Vec<std::ops::Range<usize>>; 6] = [
        vec![a.clone(), b.clone(), c.clone()],
        vec![c.clone(), b.clone(), a.clone()],
        vec![b.clone(), c.clone(), b.clone(), a.clone(), a.clone()],
        vec![20..70, 10..40, 0..25, 65..length, 0..length],
        vec![0..10, 5..length, 40..50],
        (0..length).rev().map(|at| at..at + 1).skip(length - 40).chain(std::iter::once(40..length)).collect(),
    ];
    for order in orders {
        let (mut maker, mut tcp) = started();
        maker.send_parts(&mut tcp, 0, &message, &order);
        maker.send(&mut tcp, 1, &response("", b""), 7);
        maker.close(&mut tcp);
        let (all, _) = carried(&maker.pcapng());
        assert_eq!(problems(&all), [], "{order:?}");
        let bodies = bodies(&all);
        assert_eq!((bodies.len(), &*bodies[0].bytes), (2, &b"<a>0123456789</a>"[..]), "{order:?}");
        assert_eq!(all[0].exchange, all[1].exchange);
    }
}

#[test]
fn the_first_bytes_count_and_a_difference_is_told() {
    let message = message();
    let other: Vec<u8> = message.iter().map(|byte| byte ^ 1).collect();
    let at = |offset: u32| (u32::MAX - 19).wrapping_add(offset);
    // Behind the delivered bytes, and among the early ones.
    for early in [false, true] {
        let (mut maker, tcp) = started();
        if early {
            maker.segment(&tcp, 0, at(40), ACK, &message[40..]);
            maker.segment(&tcp, 0, at(50), ACK, &other[50..60]);
            maker.segment(&tcp, 0, at(0), ACK, &message[..40]);
        } else {
            maker.segment(&tcp, 0, at(0), ACK, &message[..60]);
            maker.segment(&tcp, 0, at(50), ACK, &other[50..60]);
            maker.segment(&tcp, 0, at(60), ACK, &message[60..]);
        }
        let (all, tally) = carried(&maker.pcapng());
        assert_eq!(*bodies(&all)[0].bytes, *b"<a>0123456789</a>", "{early}");
        // Before the first delivered byte nobody knows that this is HTTP.
        let told = problems(&all);
        assert!(told == [Problem::Conflict(10)] || early && told.is_empty(), "{told:?}");
        assert_eq!(tally.count(Passed::Retransmissions), u64::from(early), "equal bytes");
    }
}

#[test]
fn a_gap_is_told_and_the_next_message_is_found() {
    let (mut maker, mut tcp) = started();
    let message = message();
    maker.send_parts(&mut tcp, 0, &message, &[0..message.len() - 10, message.len() - 5..message.len()]);
    maker.send(&mut tcp, 0, &post("text/xml", b"<b/>"), 1400);
    maker.close(&mut tcp);
    let (all, _) = carried(&maker.pcapng());
    assert_eq!(problems(&all), [Problem::Gap(5), Problem::CutBody(Some(5))]);
    let bodies = bodies(&all);
    assert_eq!((&*bodies[0].bytes, &*bodies[1].bytes), (&b"<a>01239</a>"[..], &b"<b/>"[..]));
}

#[test]
fn a_lost_head_loses_its_message_and_no_other() {
    let (mut maker, mut tcp) = started();
    let message = message();
    maker.send_parts(&mut tcp, 0, &message, &[0..20, 40..message.len()]);
    maker.send(&mut tcp, 0, &post("text/xml", b"<b/>"), 1400);
    maker.close(&mut tcp);
    let (all, _) = carried(&maker.pcapng());
    assert_eq!(problems(&all), [Problem::Gap(20), Problem::CutHead]);
    assert_eq!(bodies(&all).iter().map(|body| &*body.bytes).collect::<Vec<_>>(), [b"<b/>"]);
}

#[test]
fn a_capture_may_begin_and_end_in_the_middle() {
    let mut maker = Maker::default();
    let mut whole = Maker::default();
    let mut tcp = whole.tcp(address(11, 40_000), address(1, 80), [1, 1]);
    maker.send(&mut tcp, 1, b"the end of a response", 1400);
    let other = maker.pcapng();
    let (all, tally) = carried(&other);
    assert_eq!((all.len(), tally.count(Passed::OtherStreams)), (0, 1));
    let mut maker = Maker::default();
    maker.send(&mut tcp, 0, &message()[..90], 1400);
    let (all, _) = carried(&maker.pcapng());
    assert_eq!(problems(&all), [Problem::CutBody(Some(message().len() as u64 - 90))]);
}

#[test]
fn a_reset_ends_a_stream_and_the_ports_may_be_used_again() {
    let (mut maker, mut tcp) = started();
    maker.send(&mut tcp, 0, &message()[..90], 1400);
    maker.segment(&tcp, 1, 6, RST, b"");
    let mut again = maker.tcp(tcp.client, tcp.server, [77, 99]);
    maker.send(&mut again, 0, &post("text/xml", b"<b/>"), 1400);
    let (all, tally) = carried(&maker.pcapng());
    let bodies = bodies(&all);
    assert_eq!((bodies.len(), &*bodies[1].bytes, tally.connections), (2, &b"<b/>"[..], 2));
}

type Change<'a> = &'a dyn Fn(&[u8]) -> Vec<u8>;

#[test]
fn every_link_type_carries_the_same() {
    let (mut maker, mut tcp) = started();
    maker.send(&mut tcp, 0, &message(), 50);
    let ip = |frame: &[u8]| frame[14..].to_vec();
    let links: [(u32, Change<'_>); 9] = [
        (1, &<[u8]>::to_vec),
        // Two VLAN tags.
        (1, &|frame| [&frame[..12], &[0x88, 0xA8, 0, 1, 0x81, 0, 0, 2], &frame[12..]].concat()),
        (0, &|frame| [&[2, 0, 0, 0][..], &ip(frame)].concat()),
        (108, &|frame| [&[0, 0, 0, 2][..], &ip(frame)].concat()),
        (12, &ip),
        (101, &ip),
        (228, &ip),
        (113, &|frame| [&[0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0][..], &ip(frame)].concat()),
        (276, &|frame| {
            [&[8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0][..], &ip(frame)].concat()
        }),
    ];
    for (link, change) in links {
        let (all, tally) = carried(&maker.pcap(link, 65_535, change));
        assert_eq!(bodies(&all).len(), 1, "{link}: {tally:?}");
    }
    let (all, tally) = carried(&maker.pcap(105, 65_535, <[u8]>::to_vec));
    assert_eq!((all.len(), tally.count(Passed::OtherLink)), (0, tally.packets));
}

#[test]
fn ipv6_and_fragments() {
    let (mut maker, mut tcp) = started();
    maker.send(&mut tcp, 0, &message(), 1400);
    let to_v6 = |frame: &[u8]| {
        let segment = &frame[34..];
        let mut packet = vec![0x60, 0, 0, 0];
        packet.extend((segment.len() as u16).to_be_bytes());
        packet.extend([6, 64]);
        for address in [&frame[26..30], &frame[30..34]] {
            packet.extend([0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0]);
            packet.extend(address);
        }
        packet.extend(segment);
        packet
    };
    let (all, _) = carried(&maker.pcap(229, 65_535, to_v6));
    assert_eq!(bodies(&all).len(), 1);
    assert!(all[0].source.to_string().starts_with("[2001:db8::"));
    let fragment = |frame: &[u8]| {
        let mut frame = frame.to_vec();
        frame[20] |= 0x20;
        frame
    };
    let (all, tally) = carried(&maker.pcap(1, 65_535, fragment));
    assert_eq!((all.len(), tally.count(Passed::Fragments)), (0, tally.packets));
}

#[test]
fn datagrams_of_wsp_and_cir() {
    let mut maker = Maker::default();
    let (phone, gateway) = (address(9, 50_000), address(1, 9200));
    let document = request("s", "1", "<KeepAlive-Request/>");
    let mut datagram = Vec::new();
    imps_transport::wsp::client::post(
        7,
        "http://a/",
        "application/vnd.wv.csp.wbxml",
        &document,
        &mut datagram,
    )
    .unwrap();
    maker.udp(phone, gateway, &datagram);
    maker.udp(phone, gateway, &datagram);
    let document =
        answer("s", "1", "<KeepAlive-Response><Result><Code>200</Code></Result></KeepAlive-Response>");
    let mut datagram = Vec::new();
    let ok = http::StatusCode::OK;
    imps_transport::wsp::server::reply(7, ok, Some("application/vnd.wv.csp.wbxml"), &document, &mut datagram)
        .unwrap();
    maker.udp(gateway, phone, &datagram);
    maker.udp(phone, gateway, b"\x01\xFF");
    let mut push = Vec::new();
    imps_transport::cir::push::write(&"WVCI 1.2 c".parse().unwrap(), 1, &mut push);
    maker.udp(gateway, address(9, 2948), &push);
    maker.udp(gateway, address(9, 12_345), b"WVCI 1.2 c");
    maker.udp(phone, address(1, 9202), b"anything");
    maker.udp(phone, address(1, 9201), b"anything");
    let (all, tally) = carried(&maker.pcapng());
    assert_eq!(all.len(), 6, "{all:?}");
    assert_eq!((all[0].exchange, all[1].exchange), (all[2].exchange, all[2].exchange));
    assert!(matches!(&all[3].content, Content::Problem(Problem::Wsp(_))));
    assert!(matches!(&all[4].content, Content::Body(Body { start: Start::Push, .. })));
    assert!(matches!(&all[5].content, Content::Line(_)));
    assert_eq!((tally.count(Passed::EncryptedWsp), tally.count(Passed::Wtp)), (1, 1));
}

/// Answered requests do not push out one that waits.
#[test]
fn a_late_reply_of_wsp_finds_its_request() {
    let mut maker = Maker::default();
    let gateway = address(1, 9200);
    let ask = |maker: &mut Maker, phone, tid, is_answered| {
        let document = request("s", "1", "<KeepAlive-Request/>");
        let mut datagram = Vec::new();
        let wbxml = "application/vnd.wv.csp.wbxml";
        imps_transport::wsp::client::post(tid, "http://a/", wbxml, &document, &mut datagram).unwrap();
        maker.udp(phone, gateway, &datagram);
        if is_answered {
            let (ok, mut datagram) = (http::StatusCode::OK, Vec::new());
            imps_transport::wsp::server::reply(tid, ok, Some(wbxml), &document, &mut datagram).unwrap();
            maker.udp(gateway, phone, &datagram);
        }
    };
    let slow = address(9, 50_000);
    ask(&mut maker, slow, 7, false);
    for other in 0..10_000 {
        ask(&mut maker, address(8, 10_000 + other), 1, true);
    }
    ask(&mut maker, slow, 7, true);
    let (all, _) = carried(&maker.pcapng());
    assert_eq!(all.first().unwrap().exchange, all.last().unwrap().exchange);
    assert_eq!(all[1].exchange, all[2].exchange);
}

/// Captures of the sending host have wrong checksums, so nobody compares them.
#[test]
fn wrong_checksums_are_ignored() {
    let (mut maker, mut tcp) = started();
    maker.send(&mut tcp, 0, &message(), 1400);
    let (all, _) = carried(&maker.pcap(1, 65_535, |frame| {
        let mut frame = frame.to_vec();
        frame[24] ^= 0x55;
        frame[50] ^= 0x55;
        frame
    }));
    assert_eq!(bodies(&all).len(), 1);
}

#[test]
fn packets_cut_by_the_capture_are_gaps() {
    let (mut maker, mut tcp) = started();
    let long = post("text/xml", &[b'x'; 500]);
    maker.send(&mut tcp, 0, &long, 1400);
    maker.send(&mut tcp, 0, &post("text/xml", b"<b/>"), 50);
    let (all, _) = carried(&maker.pcap(1, 54 + 210, <[u8]>::to_vec));
    let lost = long.len() as u64 - 210;
    assert_eq!(problems(&all), [Problem::Gap(lost), Problem::CutBody(Some(lost))]);
    assert_eq!(*bodies(&all)[1].bytes, *b"<b/>");
}
