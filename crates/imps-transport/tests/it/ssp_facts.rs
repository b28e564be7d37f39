//! The rows of transport/ssp-http.md.

use http::{HeaderValue, Method, Response};
use imps_transport::http::{SapUrl, Server, empty};
use imps_transport::ssp::{
    Delivery, DeliveryEvent, NotDelivered, Sender, Srv, lifetime, order, srv_name, urls,
};
use imps_transport::{Action, Machine};
use oma_imps::ssp::{Message, MessageContent};
use oma_imps::{Protocol, Version};
use proptest::prelude::*;
use std::time::Duration;

fn url() -> SapUrl {
    "https://im.beta.example:5222".parse().unwrap()
}

/// Rows "transport", "request target", "body", "Content-Type", "other headers", and the two x-wv
/// headers: which messages carry which.
#[test]
fn posts_carry_the_headers_of_their_kind() {
    let sender = Sender::default().with_user_agent(HeaderValue::from_static("Example/1.0"));
    let (mut setups, mut requests, mut answers) = (0, 0, 0);
    for (name, text) in imps_testing::documents("ssp", "xml") {
        let Ok(message) = oma_imps::xml::from_str::<Message>(&text) else { continue };
        let mut body = b"before".to_vec();
        let head = sender.post(&url(), &message, &mut body).unwrap();
        assert_eq!(head.method(), Method::POST);
        assert_eq!(head.uri(), "https://im.beta.example:5222/");
        let headers = head.headers();
        assert_eq!(headers["content-type"], "application/vnd.wv.ssp+xml");
        assert_eq!(headers["content-length"], (body.len() - 6).to_string());
        assert_eq!(
            (&headers["host"], &headers["user-agent"]),
            (&HeaderValue::from_static("im.beta.example:5222"), &HeaderValue::from_static("Example/1.0"))
        );
        let ids = ["x-wv-transactionid", "x-wv-sessionid"].map(|name| headers.get(name).cloned());
        let ids = ids.map(|value| value.map(|value| value.to_str().unwrap().to_owned()));
        match &message.content {
            MessageContent::SetupTransaction(setup) => {
                let is_secret = text.contains("<SendSecretToken");
                let expected = is_secret.then(|| setup.transaction_id.as_str().to_owned());
                assert_eq!(ids, [expected, None], "{name}");
                setups += 1;
            }
            MessageContent::Session(session) => {
                match session.transactions.iter().find(|transaction| transaction.mode.is_request()) {
                    Some(request) => {
                        let expected = [request.transaction_id.as_str(), session.session_id.as_str()];
                        assert_eq!(ids, expected.map(|id| Some(id.to_owned())), "{name}");
                        requests += 1;
                    }
                    None => {
                        assert_eq!(ids, [None, None], "{name}");
                        answers += 1;
                    }
                }
            }
        }
        // The other server reads it.
        let server = Server::default();
        let arrived = server.arrived(&head, &body[6..]).unwrap();
        assert_eq!((arrived.protocol(), arrived.notes.len()), (Protocol::Ssp, 0));
        let read: Message = arrived.read().unwrap();
        assert_eq!(read.content, message.content, "{name}");
        assert_eq!(arrived.format.content_type(Version::V1_3), "application/vnd.wv.ssp+xml");
    }
    assert!(setups >= 6 && requests > 15 && answers > 10, "{setups}, {requests}, {answers}");
}

/// An id with a line end would split the head.
#[test]
fn an_id_that_no_header_can_carry_stays_in_the_document() {
    let message =
        Message::request("71\r\nx: y", "t\n1", oma_imps::ssp::messaging::SendMessageRequest::default());
    let request = Sender::default().request(&url(), &message).unwrap();
    assert_eq!(request.headers().len(), 3);
    assert!(String::from_utf8_lossy(request.body()).contains("71"));
}

/// Table "HTTP reply".
#[test]
fn any_success_means_delivered() {
    let sender = Sender::default();
    let receive = |status: u16| {
        let reply = Response::builder().status(status).body(()).unwrap();
        sender.receive(&reply, b"").map(|payload| payload.is_some())
    };
    for status in [200, 202, 204, 299] {
        assert_eq!(receive(status), Ok(false));
    }
    assert_eq!(sender.receive(&empty(), b"").map(|payload| payload.is_some()), Ok(false));
    assert_eq!(receive(400), Err(NotDelivered::Refused));
    assert_eq!(receive(404), Err(NotDelivered::UnknownSession));
    for status in [301, 403, 408, 500, 503] {
        let error = receive(status).unwrap_err();
        assert!(error.is_temporary());
        assert_eq!(error, NotDelivered::Temporary(status.try_into().unwrap()));
    }
    assert!(!NotDelivered::Refused.is_temporary() && !NotDelivered::UnknownSession.is_temporary());
}

/// "A liberal client may parse the body as a WV-SSP-Message if one is present."
#[test]
fn a_document_in_the_reply_is_read() {
    let sender = Sender::default().with_limit(1000);
    let text = imps_testing::text("ssp/08-status-success.xml");
    let reply = empty();
    let payload = sender.receive(&reply, text.as_bytes()).unwrap().unwrap();
    assert!(payload.read::<Message>().is_ok());
    for other in [b"OK".as_slice(), b"<html/>", b"<WV-CSP-Message/>", &[b' '; 1001]] {
        assert!(sender.receive(&reply, other).unwrap().is_none());
    }
}

/// Row "request target": the host and port of the SRV record, https first, then http.
#[test]
fn a_record_gives_two_addresses() {
    assert_eq!(srv_name(&"wv:@Beta.example".parse().unwrap()), "_imps-server._tcp.beta.example");
    let record = |target: &str| Srv { priority: 1, weight: 1, port: 5222, target: target.into() };
    let [first, second] = urls(&record("im.beta.example.")).unwrap();
    assert_eq!(first.to_string(), "https://im.beta.example:5222/");
    assert_eq!(second.to_string(), "http://im.beta.example:5222/");
    assert_eq!([first.is_protected(), second.is_protected()], [true, false]);
    for target in ["", "a b", "a/b?"] {
        assert!(urls(&record(target)).is_err(), "{target}");
    }
}

/// RFC 2782: `.` means that there is no such service; weights are shares.
#[test]
fn records_are_ordered_by_priority_and_weight() {
    let record = |priority, weight, target: &str| Srv { priority, weight, port: 1, target: target.into() };
    assert!(order(vec![record(0, 0, ".")], |_| 0).is_empty());
    let records = vec![
        record(20, 5, "last"),
        record(10, 30, "often"),
        record(10, 10, "seldom"),
        record(10, 0, "never"),
    ];
    let mut firsts = [0; 3];
    for chosen in 0..=40 {
        let mut first = true;
        let ordered = order(records.clone(), |total| {
            assert!(!std::mem::take(&mut first) || total == 40);
            chosen.min(total)
        });
        assert_eq!(ordered.len(), 4);
        assert_eq!(ordered[3].target, "last");
        let place = ["often", "seldom", "never"].iter().position(|name| *name == ordered[0].target);
        firsts[place.unwrap()] += 1;
    }
    assert_eq!(firsts, [30, 10, 1]);
}

/// "Back-off (tries + 1) x 10 s, until the message expires (24 h default; presence and group 2
/// min)".
#[test]
fn a_document_is_posted_again_until_it_expires() {
    let seconds = Duration::from_secs;
    let mut delivery = Delivery::new(vec![url()], seconds(120));
    let (mut now, mut posted, mut out) = (Duration::ZERO, Vec::new(), Vec::new());
    let end = loop {
        match delivery.next(now, &mut out) {
            Action::Event(DeliveryEvent::Post(_)) => {
                posted.push(now.as_secs());
                delivery.failed(now);
            }
            Action::Wait(Some(deadline)) => now = deadline,
            other => break other,
        }
    };
    assert_eq!(posted, [0, 10, 30, 60, 100]);
    assert_eq!((end, now), (Action::Event(DeliveryEvent::Expired), seconds(120)));
    assert_eq!(delivery.next(now, &mut out), Action::Close);
    assert!(out.is_empty());

    let of = |file: &str| {
        let text = imps_testing::text(&format!("ssp/{file}.xml"));
        lifetime(&oma_imps::xml::from_str(&text).unwrap()).as_secs()
    };
    assert_eq!(of("19-send-message-request-user-to-user"), 24 * 60 * 60);
    assert_eq!(of("01-send-secret-token-first-direction"), 24 * 60 * 60);
    assert_eq!(of("16-presence-notification"), 2 * 60);
    assert_eq!(of("23-join-group-request"), 2 * 60);
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Next(u64),
    Failed(u64),
    Finish,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..200_u64).prop_map(Step::Next),
        4 => (0..200_u64).prop_map(Step::Failed),
        1 => Just(Step::Finish),
    ]
}

proptest! {
    /// Any calls at any times, also backwards: at a deadline something happens or a later deadline
    /// comes, and after the end there is only the end.
    #[test]
    fn a_deadline_is_kept(count in 0_usize..4, expires in 0_u64..200, steps in prop::collection::vec(step(), 0..40)) {
        let mut delivery = Delivery::new(vec![url(); count], Duration::from_secs(expires));
        let (mut out, mut is_over) = (Vec::new(), false);
        for step in steps {
            match step {
                Step::Finish => {
                    delivery.finish();
                    is_over = true;
                }
                Step::Failed(at) => delivery.failed(Duration::from_secs(at)),
                Step::Next(at) => match delivery.next(Duration::from_secs(at), &mut out) {
                    Action::Wait(Some(deadline)) => {
                        prop_assert!(!is_over && deadline > Duration::from_secs(at));
                        let mut later = delivery.clone();
                        let action = later.next(deadline, &mut out);
                        prop_assert!(!matches!(action, Action::Wait(Some(next)) if next <= deadline), "{:?}", action);
                        prop_assert!(!matches!(action, Action::Wait(None)));
                    }
                    Action::Event(DeliveryEvent::Expired) => {
                        prop_assert!(!is_over && at >= expires);
                        is_over = true;
                    }
                    Action::Event(DeliveryEvent::Post(_)) => prop_assert!(!is_over && at < expires),
                    Action::Close => prop_assert!(is_over),
                    other => prop_assert!(false, "{:?}", other),
                },
            }
        }
    }

    /// Every record comes once, whatever the chance.
    #[test]
    fn every_record_is_tried_once(
        records in prop::collection::vec((0_u16..3, any::<u16>(), any::<u16>()), 0..20),
        chances in prop::collection::vec(any::<u32>(), 20),
    ) {
        let records: Vec<_> = records.into_iter()
            .map(|(priority, weight, port)| Srv { priority, weight, port, target: "a.example".into() })
            .collect();
        let mut chances = chances.into_iter();
        let mut ordered = order(records.clone(), |bound| chances.next().unwrap() % bound.saturating_add(1));
        prop_assert!(ordered.is_sorted_by_key(|record| record.priority));
        let mut expected = records;
        let key = |record: &Srv| (record.priority, record.weight, record.port);
        ordered.sort_by_key(key);
        expected.sort_by_key(key);
        prop_assert_eq!(ordered, expected);
    }
}
