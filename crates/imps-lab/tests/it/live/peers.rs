//! Two services with a user each, through the protocol between servers.

use super::chat::status;
use super::net::exchange;
use super::phone::{Phone, Settings, phone};
use super::{Lab, account, within};
use imps_core::Version;
use imps_csp::common::{Group, InviteRequest, InviteUserResponse, Recipient, ScreenName, User};
use imps_csp::group::{CreateGroupRequest, GroupProperties, JoinGroupRequest, LeaveGroupRequest};
use imps_csp::messaging::{AddList, BlockEntityRequest, BlockList, SendMessageRequest};
use imps_csp::presence::{CreateAttributeListRequest, GetPresenceRequest, SubscribePresenceRequest};
use imps_csp::{GroupId, InviteType, Message, Primitive, SessionDescriptor};
use imps_presence::{PresenceAttribute, PresenceSubList};
use imps_ssp::handshake::{Credentials, SetupLimits, Setups};
use oma_imps::Syntax;
use std::time::Duration;
use tokio::net::TcpListener;

const ANN: &str = "wv:ann@alpha.example";
const BOB: &str = "wv:bob@beta.example";

/// Two services that know each other.
async fn two() -> [Lab; 2] {
    let start = async |domain: &'static str, name: &'static str| {
        let user = imps_lab::Account { user_id: format!("wv:{name}@{domain}").into(), ..account(name) };
        Lab::with(|options| options.with_domain(domain).with_accounts([user])).await
    };
    let (mut alpha, mut beta) = (start("alpha.example", "ann").await, start("beta.example", "bob").await);
    let url = |lab: &Lab| format!("http://{}/", lab.running.http());
    let (to_alpha, to_beta) = (url(&alpha), url(&beta));
    alpha.running.add_peer("beta.example", &to_beta).unwrap();
    beta.running.add_peer("alpha.example", &to_alpha).unwrap();
    [alpha, beta]
}

async fn on(labs: &[Lab; 2], versions: [Version; 2]) -> [Phone; 2] {
    let ann = Settings { user: ANN.into(), ..phone("ann", versions[0]) };
    let bob = Settings { user: BOB.into(), ..phone("bob", versions[1]) };
    [ann.on(&labs[0]).await, bob.on(&labs[1]).await]
}

fn text(from: &'static str, to: &'static str, text: &'static str) -> SendMessageRequest<'static> {
    SendMessageRequest::text(Recipient::from_iter([User::new(to)]), text)
        .with_sender(User::new(from))
        .with_report(false)
}

#[tokio::test]
async fn users_of_two_domains_talk() {
    for versions in
        [[Version::V1_1, Version::V1_3], [Version::V1_2, Version::V1_2], [Version::V1_3, Version::V1_1]]
    {
        let labs = two().await;
        let [mut ann, mut bob] = on(&labs, versions).await;
        let sent = ann.ask(text(ANN, BOB, "hello").with_report(true)).await;
        let Primitive::SendMessageResponse(sent) = sent else { panic!("{sent:?}") };
        assert_eq!(bob.reads().await, "hello");
        let Primitive::DeliveryReportRequest(report) = ann.gets("DeliveryReport-Request").await else {
            unreachable!()
        };
        assert!(report.result.is_success());
        assert!(sent.message_id.is_some());
        assert_eq!(report.message_info.message_id, sent.message_id);
        bob.ask(text(BOB, ANN, "hi")).await;
        assert_eq!(ann.reads().await, "hi");
        // One goes away, and her server keeps what comes.
        bob.off().await;
        ann.ask(text(ANN, BOB, "are you there?")).await;
        let bob = Settings { user: BOB.into(), ..phone("bob", versions[1]) };
        let mut bob = bob.on(&labs[1]).await;
        assert_eq!(bob.reads().await, "are you there?");
        let unknown = ann.refused(text(ANN, "wv:nobody@beta.example", "hello")).await;
        assert!([531, 900].contains(&unknown), "{unknown}");
        let foreign = ann.refused(text(ANN, "wv:eve@gamma.example", "hello")).await;
        assert!([516, 900].contains(&foreign), "{foreign}");
    }
}

/// Both have one host, and number their requests alike.
#[tokio::test]
async fn the_log_names_both_servers_and_pairs_their_documents() {
    let labs = two().await;
    let [mut ann, mut bob] = on(&labs, [Version::V1_3; 2]).await;
    ann.ask(text(ANN, BOB, "hello")).await;
    assert_eq!(bob.reads().await, "hello");
    bob.ask(text(BOB, ANN, "hi")).await;
    assert_eq!(ann.reads().await, "hi");
    for lab in labs {
        let lines = lab.lines.clone();
        lab.running.stop().await;
        let lines = lines.lock().unwrap().clone();
        let log = lines.into_iter().filter(|it| it.contains(".example -> ")).collect::<Vec<_>>().join("\n");
        assert!(!log.contains("repeats #") && !log.contains("no answer"), "{log}");
        for sent in [
            "alpha.example -> beta.example SendMessageRequest to bob, 5 bytes; 200 after",
            "beta.example -> alpha.example SendMessageRequest to ann, 2 bytes; 200 after",
        ] {
            assert_eq!(log.matches(sent).count(), 1, "{sent} in {log}");
        }
    }
}

#[tokio::test]
async fn presence_crosses_the_domains_as_far_as_its_owner_lets_it() {
    let labs = two().await;
    let [mut ann, bob] = on(&labs, [Version::V1_2, Version::V1_3]).await;
    let list = || PresenceSubList::names([PresenceAttribute::StatusText]);
    let watch = SubscribePresenceRequest { presence_sub_list: Some(Box::new(list())), ..Default::default() };
    ann.ask(watch.with_user_ids(Version::V1_2, [BOB.into()])).await;
    let get = || {
        let get = GetPresenceRequest { presence_sub_list: Some(Box::new(list())), ..Default::default() };
        get.with_user_ids(Version::V1_2, [BOB.into()])
    };
    bob.ask(crate::common::status_text("secret")).await;
    let hidden = ann.try_ask(get()).await;
    assert!(!format!("{hidden:?}").contains("secret"), "{hidden:?}");
    let allow = CreateAttributeListRequest {
        presence_sub_list: Some(Box::new(list())),
        default_list: Some(false),
        ..CreateAttributeListRequest::default()
    };
    bob.ask(allow.with_user_ids(Version::V1_3, [ANN.into()])).await;
    bob.ask(crate::common::status_text("at home")).await;
    loop {
        let seen = status(&ann.gets("PresenceNotification-Request").await);
        if seen == "at home" {
            break;
        }
        assert_eq!(seen, "secret");
    }
    let Primitive::GetPresenceResponse(got) = ann.ask(get()).await else { panic!() };
    assert_eq!(got.presence[0].user_id.as_ref().unwrap(), BOB);
}

#[tokio::test]
async fn a_group_of_another_domain() {
    const GROUP: &str = "wv:bob/chess@beta.example";
    let labs = two().await;
    let [mut ann, mut bob] = on(&labs, [Version::V1_3, Version::V1_2]).await;
    bob.ask(CreateGroupRequest {
        group_id: Some(GROUP.into()),
        group_properties: Some(GroupProperties::from_iter([("Name", "Chess")])),
        join_group: Some(true),
        subscribe_notification: Some(true),
        ..CreateGroupRequest::default()
    })
    .await;
    let join = JoinGroupRequest {
        group_id: GROUP.into(),
        screen_name: Some(ScreenName::new("Castle", GROUP)),
        joined_request: Some(true),
        ..JoinGroupRequest::default()
    };
    let Primitive::JoinGroupResponse(joined) = ann.ask(join).await else { panic!() };
    assert!(joined.joined_names().any(|name| name == "Castle"), "{joined:?}");
    bob.gets("GroupChangeNotice").await;
    let say = |name: &'static str, text: &'static str| {
        let to = Recipient { groups: vec![Group::from(GroupId::from(GROUP))], ..Default::default() };
        SendMessageRequest::text(to, text)
            .with_sender(Group::from(ScreenName::new(name, GROUP)))
            .with_report(false)
    };
    bob.ask(say("bob", "your move")).await;
    assert_eq!(ann.reads().await, "your move");
    ann.ask(say("Castle", "e4")).await;
    assert_eq!(bob.reads().await, "e4");
    ann.ask(LeaveGroupRequest { group_id: GROUP.into(), ..LeaveGroupRequest::default() }).await;
    bob.gets("GroupChangeNotice").await;
}

#[tokio::test]
async fn invitations_and_their_answers_cross_the_domains() {
    for versions in
        [[Version::V1_3, Version::V1_3], [Version::V1_2, Version::V1_1], [Version::V1_1, Version::V1_2]]
    {
        let labs = two().await;
        let [mut ann, mut bob] = on(&labs, versions).await;
        let invite = InviteRequest {
            invite_id: Some("i1".into()),
            invite_type: Some(InviteType::Messaging),
            sender: Some(User::new(ANN).into()),
            recipient: Some(Recipient::from_iter([User::new(BOB)])),
            invite_note: Some("chess?".into()),
            ..InviteRequest::default()
        };
        ann.ask_as_of_1_3(invite).await;
        let Primitive::InviteUserRequest(invited) = bob.gets("InviteUser-Request").await else {
            unreachable!()
        };
        assert_eq!(invited.sender, Some(User::new(ANN).into()));
        let answer = InviteUserResponse {
            invite_id: invited.invite_id.clone(),
            acceptance: Some(true),
            sender: Some(User::new(BOB).into()),
            // It may name the user who has invited.
            recipient: (versions[0] != Version::V1_2).then(|| Recipient::from_iter([User::new(ANN)])),
            ..InviteUserResponse::default()
        };
        bob.ask_as_of_1_3(answer).await;
        let Primitive::InviteResponse(accepted) = ann.gets("Invite-Response").await else { unreachable!() };
        assert_eq!((accepted.acceptance, accepted.invite_id.clone()), (Some(true), Some("i1".into())));
    }
}

/// Nobody has invited him, and she blocks him.
#[tokio::test]
async fn the_answer_of_a_blocked_user_to_an_invitation_does_not_arrive() {
    let labs = two().await;
    let [mut ann, bob] = on(&labs, [Version::V1_3; 2]).await;
    bob.ask(text(BOB, ANN, "hi")).await;
    assert_eq!(ann.reads().await, "hi");
    let add_list = Some(AddList::from_iter([imps_csp::UserId::from(BOB)]));
    let list = BlockList { add_list, ..BlockList::default() };
    ann.ask(BlockEntityRequest { block_list: Some(Box::new(list)), ..BlockEntityRequest::default() }).await;
    let pest = InviteUserResponse {
        invite_id: Some("i1".into()),
        acceptance: Some(false),
        response_note: Some("pest".into()),
        sender: Some(User::new(BOB).into()),
        recipient: Some(Recipient::from_iter([User::new(ANN)])),
        ..InviteUserResponse::default()
    };
    assert_eq!(bob.refused(pest).await, 532);
    ann.ask(text(ANN, ANN, "note")).await;
    assert_eq!(ann.reads().await, "note");
    assert_eq!(ann.left("Invite-Response"), []);
}

/// The old server knows the session, and the new one does not.
#[tokio::test]
async fn a_peer_that_was_restarted_gets_a_new_session() {
    let labs = two().await;
    let [ann, mut bob] = on(&labs, [Version::V1_3; 2]).await;
    ann.ask(text(ANN, BOB, "before")).await;
    assert_eq!(bob.reads().await, "before");
    let [mut alpha, beta] = labs;
    beta.running.stop().await;
    assert_eq!(ann.refused(text(ANN, BOB, "meanwhile")).await, 503);
    let user = imps_lab::Account { user_id: BOB.into(), ..account("bob") };
    let mut beta = Lab::with(|options| options.with_domain("beta.example").with_accounts([user])).await;
    let url = |lab: &Lab| format!("http://{}/", lab.running.http());
    alpha.running.add_peer("beta.example", &url(&beta)).unwrap();
    beta.running.add_peer("alpha.example", &url(&alpha)).unwrap();
    let mut bob = Settings { user: BOB.into(), ..phone("bob", Version::V1_3) }.on(&beta).await;
    ann.ask(text(ANN, BOB, "after")).await;
    assert_eq!(bob.reads().await, "after");
}

/// Until the other server has a message, its sender gets no report, and it is sent again.
#[tokio::test]
async fn a_message_for_a_guest_waits_for_her_server() {
    let labs = two().await;
    let [mut ann, bob] = on(&labs, [Version::V1_3; 2]).await;
    bob.ask(text(BOB, ANN, "hi")).await;
    assert_eq!(ann.reads().await, "hi");
    let [mut alpha, beta] = labs;
    beta.running.stop().await;
    // A user of each domain, so that the message is not refused at once.
    let to = Recipient::from_iter([User::new(BOB), User::new("wv:nobody@alpha.example")]);
    let both = SendMessageRequest::text(to, "later").with_sender(User::new(ANN)).with_report(true);
    let partly = ann.try_ask(both).await;
    assert!(format!("{partly:?}").contains("nobody"), "{partly:?}");
    within(async {
        while !alpha.log().contains("SendMessageRequest has not reached beta.example") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    ann.ask(text(ANN, ANN, "note")).await;
    assert_eq!(ann.reads().await, "note");
    assert_eq!(ann.left("DeliveryReport-Request"), []);
    let user = imps_lab::Account { user_id: BOB.into(), ..account("bob") };
    let mut beta = Lab::with(|options| options.with_domain("beta.example").with_accounts([user])).await;
    let url = |lab: &Lab| format!("http://{}/", lab.running.http());
    alpha.running.add_peer("beta.example", &url(&beta)).unwrap();
    beta.running.add_peer("alpha.example", &url(&alpha)).unwrap();
    let mut bob = Settings { user: BOB.into(), ..phone("bob", Version::V1_3) }.on(&beta).await;
    assert_eq!(bob.reads().await, "later");
    ann.gets("DeliveryReport-Request").await;
}

/// `flows.md`: the code 201, and a detailed result per reason.
#[tokio::test]
async fn a_message_goes_to_users_of_several_domains() {
    for versions in [[Version::V1_1, Version::V1_3], [Version::V1_3, Version::V1_2]] {
        let labs = two().await;
        let [mut ann, mut bob] = on(&labs, versions).await;
        let (ghost, stranger) = ("wv:nobody@beta.example", "wv:eve@gamma.example");
        let to = Recipient::from_iter([ANN, BOB, "wv:nobody@alpha.example", ghost, stranger].map(User::new));
        let sent = ann.ask(SendMessageRequest::text(to, "all").with_sender(User::new(ANN)).with_report(true));
        let Primitive::SendMessageResponse(sent) = sent.await else { panic!() };
        assert_eq!(sent.result.code.unwrap().number(), 201);
        let mut failed: Vec<_> = sent
            .result
            .detailed_result
            .iter()
            .flat_map(|it| it.user_id.iter().map(|user| (it.code.unwrap().number(), user.as_str())))
            .collect();
        failed.sort_unstable();
        assert_eq!(failed, [(516, stranger), (531, "wv:nobody@alpha.example"), (531, ghost)]);
        assert_eq!(bob.reads().await, "all");
        assert_eq!(ann.reads().await, "all");
        for _ in 0..2 {
            let report = ann.gets("DeliveryReport-Request").await;
            let Primitive::DeliveryReportRequest(report) = report else { unreachable!() };
            assert_eq!(report.message_info.message_id, sent.message_id);
        }
        // Bob is no guest here, and his server is away.
        let [alpha, beta] = labs;
        beta.running.stop().await;
        let to = Recipient::from_iter([ANN, BOB].map(User::new));
        let sent =
            ann.ask(SendMessageRequest::text(to, "rest").with_sender(User::new(ANN)).with_report(false));
        let Primitive::SendMessageResponse(sent) = sent.await else { panic!() };
        let [failed] = &sent.result.detailed_result[..] else { panic!("{sent:?}") };
        assert_eq!((failed.code.unwrap().number(), failed.user_id[0].as_str()), (503, BOB));
        assert_eq!(ann.reads().await, "rest");
        drop(alpha);
    }
}

/// News wait for a peer that is away.
#[tokio::test]
async fn a_peer_that_was_restarted_gets_the_news_that_it_has_missed() {
    let labs = two().await;
    let [ann, bob] = on(&labs, [Version::V1_3; 2]).await;
    let list = PresenceSubList::names([PresenceAttribute::StatusText]);
    let allow = CreateAttributeListRequest {
        presence_sub_list: Some(Box::new(list.clone())),
        default_list: Some(true),
        ..CreateAttributeListRequest::default()
    };
    ann.ask(allow).await;
    let watch = SubscribePresenceRequest { presence_sub_list: Some(Box::new(list)), ..Default::default() };
    bob.ask(watch.with_user_ids(Version::V1_3, [ANN.into()])).await;
    let [mut alpha, beta] = labs;
    beta.running.stop().await;
    for text in ["out", "at sea"] {
        ann.ask(crate::common::status_text(text)).await;
    }
    within(async {
        while !alpha.log().contains("PresenceNotification has not reached beta.example") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    let user = imps_lab::Account { user_id: BOB.into(), ..account("bob") };
    let mut beta = Lab::with(|options| options.with_domain("beta.example").with_accounts([user])).await;
    let url = |lab: &Lab| format!("http://{}/", lab.running.http());
    beta.running.add_peer("alpha.example", &url(&alpha)).unwrap();
    alpha.running.add_peer("beta.example", &url(&beta)).unwrap();
    let mut bob = Settings { user: BOB.into(), ..phone("bob", Version::V1_3) }.on(&beta).await;
    // The new server opens a session.
    assert_eq!(bob.ask(text(BOB, ANN, "back")).await.name(), "SendMessage-Response");
    for text in ["out", "at sea"] {
        assert_eq!(status(&bob.gets("PresenceNotification-Request").await), text);
    }
}

/// The phone has lost its network, and repeats the request.
#[tokio::test]
async fn an_answer_waits_for_a_phone_that_has_gone_away() {
    let mut lab = Lab::start().await;
    let slow = TcpListener::bind("127.0.0.1:0").await.unwrap();
    lab.running.add_peer("beta.example", &format!("http://{}/", slow.local_addr().unwrap())).unwrap();
    let ann = phone("ann", Version::V1_2).on(&lab).await;
    let session = SessionDescriptor::inband(ann.login.session_id.clone());
    let request = text("wv:ann@lab.example", BOB, "hello");
    let body = Syntax::Xml.to_vec(&Message::request(Version::V1_2, session, "once", request)).unwrap();
    let (http, media_type) = (lab.running.http(), Syntax::Xml.media_type(Version::V1_2));
    let first = exchange(http, "POST", "/", media_type, &body);
    let asked = tokio::select! {
        asked = slow.accept() => asked.unwrap(),
        reply = first => panic!("{reply:?}"),
    };
    // The service sees the end of the connection.
    tokio::time::sleep(Duration::from_millis(200)).await;
    drop((asked, slow));
    within(async {
        loop {
            let (_, reply) = exchange(http, "POST", "/", media_type, &body).await.unwrap();
            if reply.is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
            let answer: Message<'_> = oma_imps::read_owned(&reply).unwrap();
            assert_eq!(answer.transaction_id(), Some("once"));
            break;
        }
    })
    .await;
}

/// Nobody speaks for a domain that the operator has not named, whatever a set-up claims.
#[tokio::test]
async fn strangers_are_not_heard() {
    let lab = Lab::start().await;
    let media_type = "application/vnd.wv.ssp+xml";
    let post = async |message: &imps_ssp::Message<'_>| {
        let body = oma_imps::xml::to_vec(message).unwrap();
        exchange(lab.running.http(), "POST", "/", media_type, &body).await.unwrap().0.status()
    };
    let session = "71@evil.example";
    let send =
        || imps_ssp::Message::request(session, "t1", imps_ssp::messaging::SendMessageRequest::default());
    assert_eq!(post(&send()).await, 404);
    let mut setups = Setups::new("evil.example".parse().unwrap(), SetupLimits::default());
    let credentials = Credentials::new("secret", session, "71");
    let first = setups.initiate("lab.example".parse().unwrap(), credentials, Duration::ZERO).unwrap();
    assert_eq!(post(&first.message).await, 200);
    assert_eq!(post(&send()).await, 404);
}

/// A stranger begins a set-up in the name of a peer. It comes to nothing, and then a request for
/// the peer begins its own.
#[tokio::test]
async fn a_set_up_of_a_stranger_does_not_keep_requests_waiting() {
    let mut lab = Lab::start().await;
    let peer = TcpListener::bind("127.0.0.1:0").await.unwrap();
    lab.running.add_peer("beta.example", &format!("http://{}/", peer.local_addr().unwrap())).unwrap();
    let ann = phone("ann", Version::V1_2).on(&lab).await;
    let mut setups = Setups::new("beta.example".parse().unwrap(), SetupLimits::default()).in_closed_network();
    let credentials = Credentials::new("secret", "71@beta.example", "71");
    let first = setups.initiate("lab.example".parse().unwrap(), credentials, Duration::ZERO).unwrap();
    let body = oma_imps::xml::to_vec(&first.message).unwrap();
    let media_type = "application/vnd.wv.ssp+xml";
    exchange(lab.running.http(), "POST", "/", media_type, &body).await.unwrap();
    let call_back = within(peer.accept()).await.unwrap();
    let mut asking = std::pin::pin!(ann.try_ask(text("wv:ann@lab.example", BOB, "hello")));
    tokio::select! {
        answer = &mut asking => panic!("{answer:?}"),
        () = tokio::time::sleep(Duration::from_millis(200)) => {}
    }
    drop(call_back);
    tokio::select! {
        answer = &mut asking => panic!("{answer:?}"),
        accepted = peer.accept() => drop(accepted.unwrap()),
    }
}

#[tokio::test]
async fn a_peer_needs_a_name_and_a_url_without_tls() {
    let mut lab = Lab::start().await;
    assert!(lab.running.add_peer("no name", "http://127.0.0.1:1/").is_err());
    assert!(lab.running.add_peer("beta.example", "ftp://127.0.0.1/").is_err());
    let error = lab.running.add_peer("beta.example", "https://127.0.0.1/").unwrap_err();
    assert!(error.to_string().contains("TLS"), "{error}");
}
