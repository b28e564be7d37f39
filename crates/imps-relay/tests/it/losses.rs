//! Every loss is reported: each value of a generated message is on the other side, or a loss names
//! its place.

mod cases;
mod leaves;
mod maker;

use crate::common::relaying::{
    NADIA, OMAR, alpha, answer_of, beta, csp_of, csp13, received, route, sent, ssp, waiting, wire,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{
    CSP, Content, DateTime, Element, Item, Name, Node, Source, Tag, TreeSink, TreeSource, Value, Version,
    Vocabulary, tag,
};
use imps_csp as csp;
use imps_relay::{
    Loss, Pending, RelayError, answer, answer_to_csp, invite_response, invite_user, request_to_csp, to_ssp,
};
use imps_ssp::common::Time;
use imps_ssp::{Message, Primitive, SSP, tag as ssp_tag};
use leaves::*;
use maker::*;
use proptest::prelude::*;

const CSP_REQUESTS: [Tag; 24] = [
    tag::Invite_Request,
    tag::InviteUser_Response,
    tag::Invite_Response,
    tag::CancelInvite_Request,
    tag::SubscribePresence_Request,
    tag::UnsubscribePresence_Request,
    tag::PresenceNotification_Request,
    tag::GetPresence_Request,
    tag::SendMessage_Request,
    tag::DeliveryReport_Request,
    tag::DeleteGroup_Request,
    tag::JoinGroup_Request,
    tag::LeaveGroup_Request,
    tag::LeaveGroup_Response,
    tag::GetGroupMembers_Request,
    tag::GetJoinedUsers_Request,
    tag::GetGroupProps_Request,
    tag::SetGroupProps_Request,
    tag::AddGroupMembers_Request,
    tag::RemoveGroupMembers_Request,
    tag::MemberAccess_Request,
    tag::RejectList_Request,
    tag::SubscribeGroupNotice_Request,
    tag::GroupChangeNotice,
];

/// Answers of clients and servers, and a request that both answer.
#[rustfmt::skip]
const ANSWERS: [(Tag, Tag, &str); 10] = [
    (tag::Status, ssp_tag::Status, "<LeaveGroup-Request><GroupID>wv:/go@beta.example</GroupID></LeaveGroup-Request>"),
    (tag::SendMessage_Response, ssp_tag::SendMessageResponse, "<SendMessage-Request><DeliveryReport>F</DeliveryReport><MessageInfo>\
        <Recipient><User><UserID>wv:omar@beta.example</UserID></User></Recipient></MessageInfo></SendMessage-Request>"),
    (tag::GetPresence_Response, ssp_tag::GetPresenceResponse, "<GetPresence-Request><UserIDList><UserID>wv:omar@beta.example</UserID></UserIDList></GetPresence-Request>"),
    (tag::JoinGroup_Response, ssp_tag::JoinGroupResponse, "<JoinGroup-Request><GroupID>wv:/go@beta.example</GroupID><SubscribeNotification>F</SubscribeNotification></JoinGroup-Request>"),
    (tag::LeaveGroup_Response, ssp_tag::LeaveGroupIndication, "<LeaveGroup-Request><GroupID>wv:/go@beta.example</GroupID></LeaveGroup-Request>"),
    (tag::GetGroupMembers_Response, ssp_tag::GetGroupMemberResponse, "<GetGroupMembers-Request><GroupID>wv:/go@beta.example</GroupID></GetGroupMembers-Request>"),
    (tag::GetJoinedUsers_Response, ssp_tag::GetJoinedUsersResponse, "<GetJoinedUsers-Request><GroupID>wv:/go@beta.example</GroupID></GetJoinedUsers-Request>"),
    (tag::GetGroupProps_Response, ssp_tag::GetGroupPropsResponse, "<GetGroupProps-Request><GroupID>wv:/go@beta.example</GroupID></GetGroupProps-Request>"),
    (tag::RejectList_Response, ssp_tag::RejectListResponse, "<RejectList-Request><GroupID>wv:/go@beta.example</GroupID></RejectList-Request>"),
    (tag::SubscribeGroupNotice_Response, ssp_tag::GetGroupSubStatusResponse, "<SubscribeGroupNotice-Request><GroupID>wv:/go@beta.example</GroupID>\
        <SubscribeType>G</SubscribeType></SubscribeGroupNotice-Request>"),
];

/// Returns whether clients of a version know a primitive.
fn has(version: Version, tag: Tag) -> bool {
    csp::Primitive::ROWS.iter().any(|row| row.tag == tag && row.versions.contains(version))
}

fn csp_request(version: Version, tag: Tag, numbers: &[u8]) -> Result<bool, TestCaseError> {
    if !has(version, tag) {
        return Ok(false);
    }
    let request = Maker::new(version, &CSP, numbers).csp(tag);
    let Ok(relayed) = to_ssp(&request, &route(), &alpha()) else { return Ok(false) };
    for outgoing in &relayed.message {
        wire("Request", &outgoing.primitive);
    }
    let trees: Vec<_> = relayed.message.iter().map(|outgoing| ssp_tree(&outgoing.primitive)).collect();
    check(&csp_tree(&request), &CSP, &values(&trees, &SSP), &relayed.losses)?;
    Ok(true)
}

fn ssp_request(version: Version, tag: Tag, numbers: &[u8]) -> Result<bool, TestCaseError> {
    let request = Maker::new(Version::V1_3, &SSP, numbers).ssp(tag);
    let Ok(relayed) = request_to_csp(&request, &beta().with_version(version)) else { return Ok(false) };
    let incoming = relayed.message;
    let mut trees = vec![csp_tree(&incoming.primitive)];
    trees.extend(incoming.sender.iter().chain(&incoming.addressees).map(|user| tree(user, tag::User, &CSP)));
    let mut other_side = values(&trees, &CSP);
    let refused: Vec<_> = incoming
        .refused
        .iter()
        .map(|result| tree(result, imps_ssp::common::DetailedResult::TAG, &SSP))
        .collect();
    other_side.extend(values(&refused, &SSP));
    // The parts of a refused party are not carried, but they are reported.
    let source = ssp_tree(&request);
    if incoming.refused.is_empty() {
        check(&source, &SSP, &other_side, &relayed.losses)?;
    }
    Ok(true)
}

fn csp_answer(version: Version, index: usize, numbers: &[u8]) -> Result<bool, TestCaseError> {
    let (tag, _, request) = ANSWERS[index];
    if !has(version, tag) {
        return Ok(false);
    }
    let response = Maker::new(version, &CSP, numbers).csp(tag);
    let incoming = received(&sent(&csp13(request)).message).unwrap().message;
    let Ok(relayed) = answer(&incoming, &response, &beta()) else { return Ok(false) };
    wire("Response", &relayed.message);
    check(&csp_tree(&response), &CSP, &values(&[ssp_tree(&relayed.message)], &SSP), &relayed.losses)?;
    Ok(true)
}

fn ssp_answer(version: Version, index: usize, numbers: &[u8]) -> Result<bool, TestCaseError> {
    let (_, tag, request) = ANSWERS[index];
    let mut response = Maker::new(Version::V1_3, &SSP, numbers).ssp(tag);
    // An answer concerns the requested group, which the client knows.
    match &mut response {
        Primitive::LeaveGroupIndication(it) => it.group_id = "/go@beta.example".into(),
        Primitive::GetGroupSubStatusResponse(it) => it.group_id = None,
        _ => {}
    }
    for told in [true, false] {
        let waiting = waiting(csp13(request), version, told);
        let Ok(relayed) = answer_to_csp(&response, &waiting, &alpha()) else { return Ok(false) };
        let trees: Vec<_> = relayed.message.iter().map(csp_tree).collect();
        check(&ssp_tree(&response), &SSP, &values(&trees, &CSP), &relayed.losses)?;
    }
    Ok(true)
}

proptest! {
    // `PROPTEST_CASES=3000 cargo test --release -p imps-relay --test it losses` for a long run.
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each case covers every primitive, both ways.
    #[test]
    fn nothing_is_lost_silently(
        version in prop::sample::select(&Version::ALL[..]),
        numbers in prop::collection::vec(any::<u8>(), 0..160),
    ) {
        for tag in CSP_REQUESTS {
            csp_request(version, tag, &numbers)?;
        }
        for row in Primitive::ROWS.iter().filter(|row| row.confirmed) {
            ssp_request(version, row.tag, &numbers)?;
        }
        for index in 0..ANSWERS.len() {
            csp_answer(version, index, &numbers)?;
            ssp_answer(version, index, &numbers)?;
        }
    }
}

/// Pseudo-random numbers.
fn numbers(seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..160).map(next).collect()
}

/// Relays a message made of numbers. Returns whether that was possible.
type Relaying<'r> = dyn Fn(Version, &[u8]) -> Result<bool, TestCaseError> + 'r;

#[test]
fn the_generated_messages_are_relayed_often_enough() {
    let often = |relay: &Relaying<'_>, what: &str| {
        let relayed = (0..60).filter(|seed| relay(Version::V1_3, &numbers(*seed)).unwrap()).count();
        assert!(relayed >= 5, "{what}: {relayed} of 60");
    };
    for tag in CSP_REQUESTS {
        often(&|version, numbers| csp_request(version, tag, numbers), CSP.name(tag).unwrap());
    }
    let is_request = |tag: Tag| {
        ANSWERS.iter().all(|(_, answer, _)| *answer != tag) || tag == ssp_tag::LeaveGroupIndication
    };
    for row in Primitive::ROWS.iter().filter(|row| row.confirmed && is_request(row.tag)) {
        often(&|version, numbers| ssp_request(version, row.tag, numbers), SSP.name(row.tag).unwrap());
    }
    for (index, (_, _, request)) in ANSWERS.iter().enumerate() {
        often(&|version, numbers| csp_answer(version, index, numbers), request);
        often(&|version, numbers| ssp_answer(version, index, numbers), request);
    }
}
