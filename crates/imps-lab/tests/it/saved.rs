//! A world outlives its server.

use crate::common::{Lab, USERS, code, id, message_id, names, phone, show, text, users};
use imps_csp::common::{GetPublicProfileRequest, PublicProfile, UpdatePublicProfileRequest};
use imps_csp::contact_list::{CreateListRequest, GetListRequest, ListMember, NickList};
use imps_csp::group::{CreateGroupRequest, GetGroupMembersRequest, GroupProperties, JoinGroupRequest};
use imps_csp::messaging::{GetMessageListRequest, MessageDelivered, SendMessageRequest};
use imps_csp::presence::GetPresenceRequest;
use imps_csp::{MessageId, Primitive, Property, UserId};
use imps_lab::{Account, Options, PushSettings, RestoreError, Saved, World};
use imps_presence::PresenceAttribute::StatusText;
use serde_json::{Value, json};

const GROUP: &str = "wv:ann/chess@example.com";
const LIST: &str = "wv:ann/friends@example.com";

/// Ann has a list, a group, a profile and a rule; Bob is away, and messages wait for him.
fn busy() -> Lab {
    let mut lab = Lab::new();
    let members = [ListMember::Unnamed(id("bob").into())];
    let nick_list = Some(members.into_iter().collect::<NickList<'_>>());
    lab.done("ann", CreateListRequest { contact_list: LIST.into(), nick_list, ..Default::default() });
    lab.done(
        "ann",
        CreateGroupRequest {
            group_id: Some(GROUP.into()),
            group_properties: Some(GroupProperties::from_iter([("Name", "Chess")])),
            join_group: Some(true),
            ..Default::default()
        },
    );
    lab.done("ann", show(&[StatusText], &["bob"]));
    let properties = vec![Property::new("PP_AGE", "30")];
    let public_profile = Some(PublicProfile { properties, ..Default::default() });
    lab.done("ann", UpdatePublicProfileRequest { public_profile, ..Default::default() });
    lab.world.log_out(&phone("bob"), lab.now);
    lab.done("ann", text(users(&["bob"]), "hello").with_report(true));
    let bytes = SendMessageRequest { content_data: Some(vec![0, 0xFF].into()), ..text(users(&["bob"]), "") };
    lab.done("ann", bytes);
    lab
}

fn delivered(message_id: MessageId<'static>) -> MessageDelivered<'static> {
    MessageDelivered { message_id, ..MessageDelivered::default() }
}

/// The same users at a new server.
fn restarted(lab: &Lab) -> Lab {
    let file = serde_json::to_vec(&lab.world.save()).unwrap();
    let mut later = Lab { now: lab.now, ..Lab::empty(Options::default()) };
    later.world.restore(serde_json::from_slice(&file).unwrap()).unwrap();
    // It keeps what it has read.
    assert_eq!(serde_json::to_vec(&later.world.save()).unwrap(), file);
    later
}

#[test]
fn everything_but_sessions_outlives_a_restart() {
    let mut lab = restarted(&busy());
    assert_eq!(lab.code("ann", GetListRequest::default()), 604);
    lab.log_in(&phone("ann"));
    let Primitive::GetListResponse(lists) = lab.ask("ann", GetListRequest::default()).answer else {
        panic!()
    };
    assert_eq!(lists.default_contact_list.unwrap(), LIST);
    let get = GetGroupMembersRequest { group_id: GROUP.into(), ..Default::default() };
    let Primitive::GetGroupMembersResponse(group) = lab.ask("ann", get).answer else { panic!() };
    assert!(format!("{group:?}").contains(&id("ann")), "{group:?}");
    // Nobody is in the group, and its owner may come back.
    let join = JoinGroupRequest { group_id: GROUP.into(), ..Default::default() };
    assert_eq!(lab.code("ann", join), 200);

    let waiting = lab.log_in(&phone("bob"));
    assert_eq!(names(&waiting, "bob"), ["NewMessage", "NewMessage"]);
    let contents = waiting.iter().map(|delivery| {
        let Primitive::NewMessage(new) = &delivery.primitive else { panic!() };
        new.content_data.clone().unwrap()
    });
    assert_eq!(contents.collect::<Vec<_>>(), ["hello".into(), vec![0, 0xFF].into()]);
    let first = message_id(&waiting[0].primitive);
    let report = lab.done("bob", delivered(first.clone()));
    assert_eq!(names(&report, "ann"), ["DeliveryReport-Request"]);
    let watch = GetPresenceRequest::default().with_user_ids(imps_core::Version::V1_3, [id("ann").into()]);
    assert_eq!(code(&lab.ask("bob", watch)), 200);
    let profile = GetPublicProfileRequest { user_ids: vec![id("ann").into()], ..Default::default() };
    let Primitive::GetPublicProfileResponse(profile) = lab.ask("bob", profile).answer else { panic!() };
    assert_eq!(profile.public_profiles[0].properties, [Property::new("PP_AGE", "30")]);
    // A number is never given twice.
    let Primitive::SendMessageResponse(sent) = lab.ask("ann", text(users(&["bob"]), "again")).answer else {
        panic!()
    };
    assert_ne!(sent.message_id.unwrap(), first);
}

#[test]
fn the_accounts_of_the_server_are_newer_than_the_state() {
    let account =
        |name: &str, password: &'static str| Account { password: password.into(), ..Account::new(id(name)) };
    let old = World::new("example.com", [account("ann", "old"), account("eve", "x")], Options::default());
    let mut new = World::new("example.com", [account("ann", "new")], Options::default());
    new.restore(old.save()).unwrap();
    let password = |name: &str| new.account(&UserId::from(id(name))).unwrap().password.as_str().to_owned();
    assert_eq!((password("ann"), password("eve")), ("new".into(), "x".into()));
}

#[test]
fn a_message_that_one_session_has_waits_no_more() {
    let mut lab = Lab::new();
    lab.world.log_in(&imps_lab::Caller::new(id("bob"), "tablet"), PushSettings::default(), lab.now).unwrap();
    let sent = lab.done("ann", text(users(&["bob"]), "hello"));
    lab.done("bob", delivered(message_id(&sent[0].primitive)));
    let mut lab = restarted(&lab);
    assert_eq!(lab.log_in(&phone("bob")), []);
    let list = lab.ask("bob", GetMessageListRequest::default()).answer;
    let Primitive::GetMessageListResponse(list) = list else { panic!() };
    assert_eq!(list.message_total_count, Some(0));
}

#[test]
fn another_state_is_refused() {
    let lab = busy();
    let saved = serde_json::to_value(lab.world.save()).unwrap();
    let with = |path: &str, value: Value| {
        let mut saved = saved.clone();
        *saved.pointer_mut(path).unwrap() = value;
        serde_json::from_value::<Saved>(saved)
    };
    let mut world = Lab::empty(Options::default()).world;
    let refused = |saved| world.clone().restore(saved).unwrap_err();
    assert_eq!(refused(with("/version", json!(2)).unwrap()), RestoreError::Version(2));
    let other = RestoreError::Domain("other.example".into());
    assert_eq!(refused(with("/domain", json!("other.example")).unwrap()), other);
    // An address in another spelling would be another user.
    let owner = format!("/groups/rooms/{}/owner", GROUP.replace('/', "~1"));
    assert!(with(&owner, json!("wv:Ann@example.com")).is_err());
    let content = format!("/people/{}/letters/letters/1/content", id("bob"));
    assert!(with(&content, json!({"base64": "?"})).is_err());
    let mut full = Options::default();
    full.limits.users = USERS.len();
    let mut small = World::new("example.com", [Account::new(id("zoe"))], full);
    assert_eq!(small.restore(lab.world.save()), Err(RestoreError::Full));
    world.restore(lab.world.save()).unwrap();
}
