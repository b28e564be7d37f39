//! What is lost on the way is told: every value of a generated message is found on the other side, or a loss names its place.

mod common;
#[path = "common/relaying.rs"]
mod relaying;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{
    CSP, Content, DateTime, Element, Item, Name, Node, Source, Tag, TreeSink, TreeSource, Value, Version,
    Vocabulary, tag,
};
use imps_csp as csp;
use imps_ssp::relay::{
    Loss, Pending, RelayError, answer, answer_to_csp, invite_response, invite_user, request_to_csp, to_ssp,
};
use imps_ssp::{Message, Primitive, SSP, Time, tag as ssp_tag};
use proptest::prelude::*;
use relaying::{
    NADIA, OMAR, alpha, answer_of, beta, csp_of, csp13, received, route, sent, ssp, waiting, wire,
};

/// Makes elements in which every value is another, so that none is found by chance.
struct Maker<'n> {
    version: Version,
    vocabulary: &'static Vocabulary,
    numbers: &'n [u8],
    count: u32,
    /// Whether addresses are of the peer, as those of senders have to be.
    of_peer: bool,
    /// Whether it is about a decision of the peer's user, who was invited by ours.
    is_decision: bool,
}

/// What only the peer may say of its own.
const OF_PEER: [Tag; 8] = [
    ssp_tag::MetaInfo,
    ssp_tag::Inviting,
    ssp_tag::Canceling,
    ssp_tag::Responding,
    ssp_tag::Sender,
    ssp_tag::PresenceValue,
    ssp_tag::GroupChangeNotice,
    ssp_tag::LeaveGroupIndication,
];

impl<'n> Maker<'n> {
    fn new(version: Version, vocabulary: &'static Vocabulary, numbers: &'n [u8]) -> Self {
        Self { version, vocabulary, numbers, count: 0, of_peer: false, is_decision: false }
    }

    fn choose(&mut self, among: usize) -> usize {
        let Some((number, rest)) = self.numbers.split_first() else { return 0 };
        self.numbers = rest;
        usize::from(*number) % among
    }

    fn structure(&mut self, tag: Tag, schema: &Schema) -> Node<'static> {
        let mut node = Node::new(tag);
        let is_ssp = std::ptr::eq(self.vocabulary, &raw const SSP);
        let before = self.of_peer;
        self.is_decision |= is_ssp && tag == ssp_tag::InviteResponse;
        self.of_peer |= is_ssp && OF_PEER.contains(&tag) && !(self.is_decision && tag == ssp_tag::Inviting);
        for attribute in schema.attributes {
            if attribute.cardinality == Cardinality::One || self.choose(2) > 0 {
                let text = match attribute.name {
                    "userID" => self.address("u"),
                    "groupID" => self.address("g/"),
                    "encoding" => "base64".into(),
                    // What has failed is another answer.
                    "code" => ["200", "201", "700"][self.choose(3)].into(),
                    _ => self.text(attribute.content),
                };
                node = node.with_attribute(attribute.name, text);
            }
        }
        self.of_peer &= tag != ssp_tag::GroupChangeNotice || before;
        if let Some(content) = schema.text {
            let mut text = self.text(content);
            if is_ssp && tag == ssp_tag::ContentData && node.attribute("encoding").is_some() {
                text = STANDARD.encode(text);
            }
            node.content.push(Item::Value(Value::from(text)));
        } else if self.choose(9) == 1 {
            for _ in 0..=self.choose(2) {
                let text = self.unique();
                node.content.push(Item::Element(Node::foreign("Vendor").with_attribute("v", text)));
            }
        }
        for field in schema.fields_in(self.version) {
            let count = match field.cardinality {
                Cardinality::One => 1,
                Cardinality::Optional => self.choose(2),
                Cardinality::Many => self.choose(3),
            };
            for _ in 0..count {
                let child = self.child(field.tags[0], field.content);
                node.content.push(Item::Element(child));
            }
        }
        self.of_peer = before;
        node
    }

    fn child(&mut self, tag: Tag, content: Type) -> Node<'static> {
        let text = match content {
            Type::Structure(schema) if tag != tag::AcceptedContentType || self.version == Version::V1_3 => {
                return self.structure(tag, schema);
            }
            Type::Choice(alternatives) => {
                let (tag, content) = alternatives[self.choose(alternatives.len())];
                return self.child(tag, content);
            }
            Type::Any => return Node::new(tag),
            _ if tag == tag::UserID => self.address("u"),
            _ if tag == tag::GroupID => self.address("g/"),
            _ if tag == tag::Code => ["200", "201", "700"][self.choose(3)].into(),
            // What is said to be base64 has to be.
            _ if tag == tag::ContentEncoding => ["None", "rot13"][self.choose(2)].into(),
            content => self.text(content),
        };
        let mut node = Node::new(tag);
        node.content.push(Item::Value(Value::from(text)));
        node
    }

    fn unique(&mut self) -> String {
        self.count += 1;
        format!("v{}x", self.count)
    }

    fn address(&mut self, name: &str) -> String {
        let local = self.unique();
        // CSP is made at alpha for beta, SSP is received by beta.
        let domain = match self.choose(8) {
            _ if self.of_peer => "alpha.example",
            0..6 => "beta.example",
            6 => "gamma.example",
            _ => "alpha.example",
        };
        let scheme = ["", "wv:"][self.choose(2)];
        format!("{scheme}{name}{local}@{domain}")
    }

    fn text(&mut self, content: Type) -> String {
        self.count += 1;
        match content {
            Type::Integer => (10_000 + self.count).to_string(),
            Type::Boolean => ["F", "T"][self.choose(2)].into(),
            Type::DateTime => format!("20{:02}1019T095031Z", self.count % 90 + 10),
            Type::Closed(words) => words[self.choose(words.len())].into(),
            Type::Enumeration(words) if self.choose(3) > 0 => words[self.choose(words.len())].into(),
            _ => self.unique(),
        }
    }

    fn primitive(&mut self, tag: Tag, content: Type) -> Node<'static> {
        let Type::Choice(alternatives) = content else { unreachable!("primitives are a choice") };
        let (_, content) = alternatives.iter().find(|(other, _)| *other == tag).unwrap();
        self.child(tag, *content)
    }

    fn csp(&mut self, tag: Tag) -> csp::Primitive<'static> {
        let node = self.primitive(tag, <csp::Primitive as Content>::TYPE);
        let mut source = TreeSource::new(&node, self.version);
        let tag = source.child().unwrap().unwrap();
        csp::Primitive::read(tag, &mut source).unwrap().into_owned()
    }

    fn ssp(&mut self, tag: Tag) -> Primitive<'static> {
        let node = self.primitive(tag, <Primitive as Content>::TYPE);
        let mut source = TreeSource::new(&node, Version::V1_3).with_vocabulary(&SSP);
        let tag = source.child().unwrap().unwrap();
        Primitive::read(tag, &mut source).unwrap().into_owned()
    }
}

fn tree<'a>(content: &impl Content<'a>, tag: Tag, vocabulary: &'static Vocabulary) -> Node<'static> {
    let mut sink = TreeSink::new(Version::V1_3).with_vocabulary(vocabulary).with_every_version();
    content.write(tag, &mut sink).unwrap();
    sink.finish().unwrap()
}

fn csp_tree(primitive: &csp::Primitive<'_>) -> Node<'static> {
    tree(primitive, primitive.tag(), &CSP)
}

fn ssp_tree(primitive: &Primitive<'_>) -> Node<'static> {
    tree(primitive, primitive.tag(), &SSP)
}

/// All values with their places.
fn leaves(node: &Node<'_>, vocabulary: &'static Vocabulary, path: &str, found: &mut Vec<(String, String)>) {
    for attribute in &node.attributes {
        found.push((format!("{path}/@{}", attribute.name), attribute.value.to_string()));
    }
    let mut seen: Vec<&str> = Vec::new();
    for item in &node.content {
        match item {
            Item::Value(value) => found.push((path.into(), value.as_text().unwrap_or_default().into_owned())),
            Item::Element(child) => {
                let name = match &child.name {
                    Name::Known(tag) => vocabulary.name(*tag).unwrap(),
                    Name::Foreign(name) => name.as_str(),
                };
                let index = seen.iter().filter(|other| **other == name).count();
                seen.push(name);
                leaves(child, vocabulary, &format!("{path}/{name}[{index}]"), found);
            }
        }
    }
}

/// The values of the other side, in whatever form.
fn values(trees: &[Node<'_>], vocabulary: &'static Vocabulary) -> Vec<String> {
    let mut found = Vec::new();
    for tree in trees {
        leaves(tree, vocabulary, "", &mut found);
    }
    let texts: Vec<String> = found.into_iter().map(|(_, value)| value).collect();
    let decoded = texts.iter().filter_map(|text| String::from_utf8(STANDARD.decode(text).ok()?).ok());
    let moments =
        texts.iter().filter_map(|text| Some(Time::from(text.parse::<DateTime>().ok()?).as_str().to_string()));
    let more: Vec<String> = decoded.chain(moments).collect();
    texts.into_iter().chain(more).collect()
}

fn is_there(value: &str, other_side: &[String]) -> bool {
    let bare = value.strip_prefix("wv:").unwrap_or(value);
    let word = match value {
        "T" => "Yes",
        "F" => "No",
        "Yes" => "T",
        "No" => "F",
        _ => bare,
    };
    let moment = value.parse::<DateTime>().ok().map(|time| Time::from(time).as_str().to_string());
    let decoded = STANDARD.decode(value).ok().and_then(|octets| String::from_utf8(octets).ok());
    other_side.iter().any(|other| {
        other.strip_prefix("wv:").unwrap_or(other) == bare
            || other == word
            || moment.as_ref() == Some(other)
            || decoded.as_ref() == Some(other)
    })
}

/// What goes without saying: who speaks, that an answer is one of success, that content is encoded.
fn is_implied(path: &str, value: &str) -> bool {
    path.ends_with("/@clientOriginated")
        || path.ends_with("/@encoding")
        || ((path == "Status/@code" || path.ends_with("/Status[0]/@code")) && ["200", "404"].contains(&value))
        || path.ends_with("Requestor[0]/@serviceID")
        // One primitive of clients is three of servers.
        || path.ends_with("/SubscribeType[0]")
}

/// Every value is there, or lost.
fn check(
    source: &Node<'_>,
    vocabulary: &'static Vocabulary,
    other_side: &[String],
    losses: &[Loss],
) -> Result<(), TestCaseError> {
    let mut found = Vec::new();
    leaves(source, vocabulary, vocabulary.name(source.name.tag()).unwrap(), &mut found);
    let plain = |path: &str| path.replace("[0]", "").replace("/text()", "");
    let lost: Vec<String> = losses.iter().map(|loss| plain(&loss.path)).collect();
    for (path, value) in &found {
        let place = plain(path);
        let is_lost = lost.iter().any(|lost| {
            place
                .strip_prefix(lost.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '[']))
        });
        prop_assert!(
            value.is_empty() || is_lost || is_there(value, other_side) || is_implied(path, value),
            "{} of {} is silently lost: {:?}\nlosses {:?}",
            value,
            path,
            other_side,
            lost
        );
    }
    // Nor is anything said to be lost that was not there.
    for lost in &lost {
        let root = lost.split('/').next().unwrap();
        prop_assert!(
            lost.contains('(') || root != source_name(source, vocabulary) || names(source, vocabulary, lost),
            "{} is not in {:?}",
            lost,
            found
        );
    }
    Ok(())
}

fn source_name(source: &Node<'_>, vocabulary: &'static Vocabulary) -> &'static str {
    vocabulary.name(source.name.tag()).unwrap()
}

/// Whether there is such a place.
fn names(source: &Node<'_>, vocabulary: &'static Vocabulary, path: &str) -> bool {
    let mut node = source;
    for step in path.split('/').skip(1) {
        if let Some(attribute) = step.strip_prefix('@') {
            return node.attribute(attribute).is_some();
        }
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, index.trim_end_matches(']').parse().unwrap()),
            None => (step, 0),
        };
        match node.children().filter(|child| child.name.as_str(vocabulary) == name).nth(index) {
            Some(child) => node = child,
            None => return false,
        }
    }
    true
}

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

/// Whether clients of a version know a primitive.
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
    let refused: Vec<_> =
        incoming.refused.iter().map(|result| tree(result, imps_ssp::DetailedResult::TAG, &SSP)).collect();
    other_side.extend(values(&refused, &SSP));
    // What was refused with its party is not carried, nor is it silent.
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
    let response = Maker::new(Version::V1_3, &SSP, numbers).ssp(tag);
    for told in [true, false] {
        let waiting = waiting(csp13(request), version, told);
        let Ok(relayed) = answer_to_csp(&response, &waiting, &alpha()) else { return Ok(false) };
        let trees: Vec<_> = relayed.message.iter().map(csp_tree).collect();
        check(&ssp_tree(&response), &SSP, &values(&trees, &CSP), &relayed.losses)?;
    }
    Ok(true)
}

proptest! {
    // `PROPTEST_CASES=3000 cargo test --release -p imps-ssp --test relay` for a long run.
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each case is about every primitive, both ways.
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

/// Numbers that only look like chance.
fn numbers(seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..160).map(next).collect()
}

/// Relays what is made of numbers; whether it could.
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

#[test]
fn an_answer_that_answers_something_else_is_refused() {
    let waiting = waiting(csp13(ANSWERS[0].2), Version::V1_3, false);
    let stray = ssp("<JoinGroupResponse><Status code=\"200\"/></JoinGroupResponse>");
    let error = answer_to_csp(&stray, &waiting, &alpha()).unwrap_err();
    assert_eq!(error.to_string(), "JoinGroupResponse does not answer LeaveGroup-Request");
    assert!(answer_of(&ssp("<Status code=\"808\"/>"), &waiting).message.is_some());
}

#[test]
fn nobody_abroad_is_nothing_to_relay() {
    let home = csp13("<LeaveGroup-Request><GroupID>wv:/go@ALPHA.example</GroupID></LeaveGroup-Request>");
    assert_eq!(to_ssp(&home, &route(), &alpha()), Err(RelayError::NobodyAbroad));
    let relative = csp13("<LeaveGroup-Request><GroupID>wv:nadia/go</GroupID></LeaveGroup-Request>");
    assert_eq!(to_ssp(&relative, &route(), &alpha()), Err(RelayError::NobodyAbroad));
}

#[test]
fn presence_of_others_than_the_peers_users_is_not_believed() {
    let forged = ssp(
        "<PresenceNotification><User userID=\"omar@beta.example\"/><PresenceValue userID=\"rita@gamma.example\"/>\
        <PresenceValue userID=\"nadia@alpha.example\"/></PresenceNotification>",
    );
    let relayed = received(&forged).unwrap();
    assert_eq!(relaying::paths(&relayed.losses), ["PresenceNotification/PresenceValue[0]"]);
}

#[test]
fn a_message_from_a_sender_of_another_domain_is_refused() {
    let forged = ssp(
        "<SendMessageRequest deliveryReport=\"No\"><MessageInfo><Recipient><User userID=\"omar@beta.example\"/></Recipient>\
        <Sender><User userID=\"rita@gamma.example\"/></Sender></MessageInfo></SendMessageRequest>",
    );
    assert_eq!(received(&forged).unwrap_err().code().number(), 901);
}

#[test]
fn waiting_has_an_end_and_a_limit() {
    let request = csp13(ANSWERS[0].2);
    let messages = to_ssp(&request, &route(), &alpha()).unwrap().message;
    let waiting = waiting(request, Version::V1_2, false);
    let mut pending = Pending::new(9_999_999_999, 2);
    let first = pending.open(waiting.clone(), &messages, 10).unwrap();
    let second = pending.open(waiting.clone(), &messages, 20).unwrap();
    assert_eq!((&*first, &*second), (&["9999999999-0".into()][..], &["0000000000-0".into()][..]));
    assert_eq!(pending.open(waiting.clone(), &messages, 30), None);
    assert_eq!(pending.expire(10), [(waiting.clone(), vec!["beta.example".to_string()])]);
    assert_eq!((pending.len(), pending.close("beta.example", &first[0])), (1, None));
    for stray in ["", "0-1", "x-0", "0000000000", "0000000000-1"] {
        assert_eq!(pending.close("beta.example", &stray.into()), None, "{stray}");
    }
    assert_eq!(pending.close("beta.example", &second[0]), Some(waiting));
    assert!(pending.is_empty());
}

#[test]
fn the_requests_of_the_examples_are_relayed() {
    let mut relayed = 0;
    for (name, document) in common::examples() {
        let message: Message<'_> = imps_xml::from_str(&document).unwrap();
        let Some(session) = message.session() else { continue };
        // Whoever has issued the session's name has sent the document.
        let (own, peer) = if session.session_id.domain() == Some("alpha.example") {
            (beta(), "alpha")
        } else {
            (alpha(), "beta")
        };
        for transaction in session.transactions.iter().filter(|transaction| transaction.mode.is_request()) {
            if transaction.primitive.row().is_some_and(|row| row.confirmed) {
                let incoming = request_to_csp(&transaction.primitive, &own);
                assert!(incoming.is_ok(), "{name} of {peer}: {incoming:?}");
                relayed += 1;
            }
        }
    }
    assert_eq!(relayed, 26);
}

/// Primitives whose form depends on the version: each comes back as its version writes it.
#[test]
fn versions_keep_their_shapes() {
    let group = "<GroupID>wv:omar/chess@beta.example</GroupID>";
    let nadia = "<UserList><User><UserID>wv:nadia@alpha.example</UserID></User></UserList>";
    let watched = "<User><UserID>wv:omar@beta.example</UserID></User>";
    let ids = "<UserIDList><UserID>wv:nadia@alpha.example</UserID></UserIDList>";
    let watched_ids = "<UserIDList><UserID>wv:omar@beta.example</UserID></UserIDList>";
    for version in Version::ALL {
        let is_new = version == Version::V1_3;
        let (users, members, watched) = if is_new {
            (ids.to_string(), nadia.to_string(), watched_ids)
        } else {
            (nadia.to_string(), format!("<Users>{nadia}</Users>"), watched)
        };
        for request in [
            format!("<AddGroupMembers-Request>{group}{users}</AddGroupMembers-Request>"),
            format!("<RemoveGroupMembers-Request>{group}{users}</RemoveGroupMembers-Request>"),
            format!("<MemberAccess-Request>{group}<Mod>{nadia}</Mod>{members}</MemberAccess-Request>"),
            format!("<SubscribePresence-Request>{watched}</SubscribePresence-Request>"),
            format!("<UnsubscribePresence-Request>{watched}</UnsubscribePresence-Request>"),
            format!("<GetPresence-Request>{watched}</GetPresence-Request>"),
        ] {
            let request = csp_of(version, &request);
            let sent = sent(&request);
            let (document, read) = wire("Request", &sent.message);
            let back = request_to_csp(&read, &beta().with_version(version)).unwrap();
            assert_eq!(
                (back.message.primitive, back.losses, sent.losses),
                (request, vec![], vec![]),
                "{document}"
            );
        }
    }
}

/// What only newer versions know is told when it goes to an older client.
#[test]
fn older_clients_learn_less() {
    let partly = ssp(
        "<Status code=\"201\"><DetailedResult code=\"516\"><Domain>gamma.example</Domain></DetailedResult>\
        <TryAgainTimeout>60</TryAgainTimeout></Status>",
    );
    for (version, lost) in [
        (Version::V1_1, &["Status/DetailedResult[0]/Domain[0]", "Status/TryAgainTimeout"][..]),
        (Version::V1_2, &["Status/TryAgainTimeout"][..]),
        (Version::V1_3, &[]),
    ] {
        let waiting = waiting(csp13(ANSWERS[0].2), version, false);
        let relayed = answer_of(&partly, &waiting);
        assert_eq!(relaying::paths(&relayed.losses), lost);
        let message = waiting.message(relayed.message.unwrap());
        let document = imps_xml::to_string(&message).unwrap();
        assert_eq!(imps_xml::from_str::<csp::Message<'_>>(&document).unwrap(), message);
    }
}

#[test]
fn invitations_and_decisions_are_handed_on_as_the_version_has_them() {
    let (nadia, omar) = (csp::Sender::from(csp::User::new(NADIA)), csp::Sender::from(csp::User::new(OMAR)));
    let invite = csp::InviteRequest {
        recipient: csp::Recipient::from_iter([csp::User::new(OMAR)]),
        screen_name: Some(csp::ScreenName::new("Stroke", "wv:/go@alpha.example")),
        ..csp::InviteRequest::default()
    };
    let decision =
        csp::InviteUserResponse { response_note: Some("Yes!".into()), ..csp::InviteUserResponse::default() };
    for version in Version::ALL {
        let is_new = version == Version::V1_3;
        let invitation = invite_user(invite.clone(), nadia.clone(), version);
        assert_eq!(invitation.sender, nadia);
        assert_eq!((invitation.recipient.is_some(), invitation.screen_name.is_some()), (is_new, is_new));
        let answer = invite_response(decision.clone(), omar.clone(), version);
        assert_eq!((&answer.sender, answer.note().unwrap().as_str()), (&omar, "Yes!"));
        assert_eq!(answer.invite_note.is_some(), is_new);
        for primitive in [csp::Primitive::from(invitation), csp::Primitive::from(answer)] {
            let message =
                csp::Message::request(version, csp::SessionDescriptor::inband("s1"), "t1", primitive);
            let document = imps_xml::to_string(&message).unwrap();
            assert_eq!(imps_xml::from_str::<csp::Message<'_>>(&document).unwrap(), message);
        }
    }
}
