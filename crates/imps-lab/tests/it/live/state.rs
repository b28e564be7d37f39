//! The file with the state.

use super::chat::text;
use super::phone::phone;
use super::{Lab, within};
use imps_core::Version;
use imps_csp::Primitive;
use imps_csp::contact_list::{CreateListRequest, GetListRequest, ListMember, NickList};
use imps_csp::group::{CreateGroupRequest, GroupProperties, JoinGroupRequest};
use imps_lab::service::{ServiceOptions, serve};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

const LIST: &str = "wv:ann/friends@lab.example";
const GROUP: &str = "wv:ann/chess@lab.example";

fn file(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("imps-lab-{name}-{}.json", std::process::id()))
}

#[tokio::test]
async fn a_server_goes_on_where_the_last_one_has_ended() {
    let file = file("state");
    let start = || Lab::with(|options| options.with_state(file.clone()));
    let lab = start().await;
    let ann = phone("ann", Version::V1_2).on(&lab).await;
    ann.ask(CreateGroupRequest {
        group_id: Some(GROUP.into()),
        group_properties: Some(GroupProperties::from_iter([("Name", "Chess")])),
        join_group: Some(false),
        subscribe_notification: Some(false),
        ..CreateGroupRequest::default()
    })
    .await;
    ann.ask(text("ann", "bob", "are you there?").with_report(true)).await;
    // The server may be killed.
    within(async {
        while !fs::read_to_string(&file).is_ok_and(|state| state.contains("are you there?")) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // The end comes before the next saving.
    let members = [ListMember::Unnamed("wv:bob@lab.example".into())].into_iter();
    let nick_list = Some(members.collect::<NickList<'_>>());
    ann.ask(CreateListRequest { contact_list: LIST.into(), nick_list, ..Default::default() }).await;
    lab.running.stop().await;

    let lab = start().await;
    let mut ann = phone("ann", Version::V1_2).on(&lab).await;
    let Primitive::GetListResponse(lists) = ann.ask(GetListRequest::default()).await else { panic!() };
    assert_eq!(lists.default_contact_list.unwrap(), LIST);
    ann.ask(JoinGroupRequest {
        group_id: GROUP.into(),
        joined_request: Some(false),
        subscribe_notification: false,
        ..JoinGroupRequest::default()
    })
    .await;
    let mut bob = phone("bob", Version::V1_3).on(&lab).await;
    assert_eq!(bob.reads().await, "are you there?");
    ann.gets("DeliveryReport-Request").await;
    lab.running.stop().await;
    fs::remove_file(&file).unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_state_of_this_server_ends_the_start() {
    let file = file("broken");
    let start = async || {
        let options = ServiceOptions::default().on_free_ports().with_state(file.clone());
        serve(options.in_domain("a.example")).await.map(|_| ()).unwrap_err().to_string()
    };
    let domain = Lab::with(|options| options.with_state(file.clone())).await;
    domain.running.stop().await;
    let path = file.display();
    assert_eq!(start().await, format!("{path}: the state of another domain: \"lab.example\""));
    fs::write(&file, "{").unwrap();
    assert!(start().await.starts_with(&format!("{path}: EOF")), "{}", start().await);
    fs::remove_file(&file).unwrap();
}

#[tokio::test]
async fn accounts_of_another_domain_are_not_dropped() {
    let options = ServiceOptions::default().on_free_ports().with_domain("a.example");
    let error = serve(options).await.map(|_| ()).unwrap_err().to_string();
    assert_eq!(error, "wv:ann@lab.example: not the address of a user of this domain");
}
