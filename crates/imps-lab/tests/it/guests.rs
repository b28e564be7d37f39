//! Users of other domains, who act here.

use crate::common::{Lab, code, id, names, phone, show, text, to, users};
use imps_csp::common::{Recipient, SearchPair, SearchPairList, SearchRequest, User};
use imps_csp::presence::SubscribePresenceRequest;
use imps_csp::{Primitive, SearchElement, StatusCode};
use imps_lab::{Caller, PushSettings};
use imps_presence::PresenceAttribute::StatusText;

const OMAR: &str = "wv:omar@beta.example";

fn omar() -> Caller {
    Caller::new(OMAR, "peer")
}

/// Everybody, and Omar.
fn with_guest() -> Lab {
    let mut lab = Lab::new();
    lab.world.admit(OMAR).unwrap();
    lab.world.log_in(&omar(), PushSettings::default(), lab.now).unwrap();
    lab
}

#[test]
fn nobody_acts_from_another_domain_without_admission() {
    let mut lab = Lab::new();
    assert_eq!(
        lab.world.log_in(&omar(), PushSettings::default(), lab.now),
        Err(StatusCode::DOMAIN_NOT_SUPPORTED)
    );
    assert_eq!(code(&lab.ask_from(&omar(), text(users(&["ann"]), "hello"))), 604);
    for bad in ["wv:ann@example.com", "wv:omar", "wv:/group@beta.example", "wv:omar/list@beta.example"] {
        assert!(lab.world.admit(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_guest_writes_and_hears_of_the_delivery() {
    let mut lab = with_guest();
    let sent = lab.ask_from(&omar(), text(users(&["ann"]), "hello").with_report(true));
    assert_eq!(code(&sent), 200);
    let [Primitive::NewMessage(new)] = to(&sent.deliveries, "ann")[..] else { panic!("{sent:?}") };
    assert_eq!(new.message_info.sender, Some(User::new(OMAR).into()));
    let message_id = new.message_info.message_id.clone().unwrap();
    let confirmed =
        lab.ask("ann", imps_csp::messaging::MessageDelivered { message_id, ..Default::default() });
    assert_eq!(confirmed.deliveries[0].user, OMAR);
    assert_eq!(confirmed.deliveries[0].primitive.name(), "DeliveryReport-Request");
}

#[test]
fn a_guest_sees_what_she_may() {
    let mut lab = with_guest();
    let watch =
        || SubscribePresenceRequest::default().with_user_ids(imps_core::Version::V1_3, [id("ann").into()]);
    lab.ask_from(&omar(), watch());
    assert!(lab.done("ann", crate::common::status_text("out")).is_empty());
    let shown = show(&[StatusText], &[]);
    lab.done("ann", shown);
    let told = lab.done("ann", crate::common::status_text("in"));
    assert_eq!(
        told.iter().map(|it| (it.user.as_str(), it.primitive.name())).collect::<Vec<_>>(),
        [(OMAR, "PresenceNotification-Request")]
    );
}

#[test]
fn a_guest_has_no_account_and_is_not_found() {
    let mut lab = with_guest();
    assert!(lab.world.account(&OMAR.into()).is_none());
    let pairs = [SearchPair::new(SearchElement::UserId, "omar")];
    let search_pair_list = SearchPairList::new(imps_core::Version::V1_3, pairs);
    let search = SearchRequest { search_pair_list, search_limit: Some(5), ..Default::default() };
    let Primitive::SearchResponse(found) = lab.ask("ann", search).answer else { panic!() };
    assert_eq!(found.search_findings, Some(0));
    // She is reached by users here, as one of them would be.
    let sent = lab.ask_from(&phone("ann"), text(Recipient::from_iter([User::new(OMAR)]), "hello"));
    assert_eq!(code(&sent), 200);
    assert!(names(&sent.deliveries, "ann").is_empty() && sent.deliveries[0].user == OMAR);
}
