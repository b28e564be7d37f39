//! The timeline of two servers on one host, which number their requests alike.

use crate::maker::{Maker, address, post, response};
use imps_inspect::timeline::{Event, Mode, Outcome, Timeline, TimelineOptions};

/// `ssp/examples.md`: the set-up, and two requests with their answers. Each document is a post.
fn timeline() -> Timeline {
    let (alpha, beta) = ("alpha.example", "beta.example");
    let set_up = |mode: &str, id: &str, content: String| {
        format!("<SetupTransaction mode=\"{mode}\" transactionID=\"{id}\">{content}</SetupTransaction>")
    };
    let secret = |domain: &str| {
        format!("<SendSecretToken serviceID=\"wv:@{domain}\"><SecretToken>x</SecretToken></SendSecretToken>")
    };
    let login = |domain: &str| {
        format!("<LoginRequest serviceID=\"wv:@{domain}\"><PasswordDigest>x</PasswordDigest></LoginRequest>")
    };
    let opened =
        |id: &str| format!("<LoginResponse sessionID=\"{id}\"><Status code=\"200\"/></LoginResponse>");
    let inside = |id: &str, mode: &str, content: &str| {
        format!(
            "<Session sessionID=\"{id}\"><Transaction mode=\"{mode}\" transactionID=\"0000000001-0\">{content}\
             </Transaction></Session>"
        )
    };
    let (of_alpha, of_beta) = ("71@alpha.example", "1904@beta.example");
    let ask = "<InviteUserRequest inviteID=\"1\"/>";
    let documents = [
        (80, set_up("Request", "71", secret(alpha))),
        (8080, set_up("Response", "1904", secret(beta))),
        (80, set_up("Request", "71", login(alpha))),
        (8080, set_up("Response", "71", login(beta))),
        (80, set_up("Request", "71", opened(of_alpha))),
        (8080, set_up("Response", "71", opened(of_beta))),
        (80, inside(of_alpha, "Request", ask)),
        (8080, inside(of_beta, "Request", ask)),
        (80, inside(of_alpha, "Response", "<Status code=\"201\"/>")),
        (8080, inside(of_beta, "Response", "<Status code=\"200\"/>")),
    ];
    let mut maker = Maker::default();
    for (number, (port, document)) in (0..).zip(documents) {
        let namespace = "http://www.openmobilealliance.org/DTD/WV-SSP1.3";
        let document = format!("<WV-SSP-Message xmlns=\"{namespace}\">{document}</WV-SSP-Message>");
        let mut tcp = maker.tcp(address(1, 40_000 + number), address(1, port), [1, 1]);
        maker.send(&mut tcp, 0, &post("application/vnd.wv.ssp+xml", document.as_bytes()), 1400);
        maker.send(&mut tcp, 1, &response("", b""), 1400);
        maker.close(&mut tcp);
    }
    Timeline::read(&maker.pcapng()[..], &TimelineOptions::default())
}

#[test]
fn requests_of_two_servers_are_not_confused() {
    let timeline = timeline();
    let documents: Vec<&Event> = timeline.events.iter().filter(|it| it.protocol == Some("ssp")).collect();
    let answered: Vec<_> = documents.iter().map(|it| it.answers.map(|answers| answers.number)).collect();
    let number = |index: usize| Some(documents[index].number);
    let (none, some) = (None, number);
    assert_eq!(answered, [none, some(0), none, some(2), none, some(4), none, none, some(7), some(6)]);
    for event in documents {
        assert_eq!(event.repeats, None, "{}", event.meaning());
        let is_request = event.mode == Some(Mode::Request);
        assert_eq!(matches!(event.outcome, Outcome::Answered(_)), is_request, "{}", event.meaning());
    }
}

#[test]
fn servers_have_the_names_of_their_domains() {
    let timeline = timeline();
    let asks = timeline.events.iter().filter(|it| it.primitive.as_deref() == Some("InviteUserRequest"));
    let names: Vec<_> = asks.map(|it| (it.sender().to_owned(), it.receiver().to_owned())).collect();
    let (alpha, beta) = ("alpha.example".to_owned(), "beta.example".to_owned());
    assert_eq!(names, [(alpha.clone(), beta.clone()), (beta, alpha)]);
}
