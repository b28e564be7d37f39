//! Deliveries to sessions of other versions, and the limits of their clients.

use crate::moves::{message, paths, primitive};
use imps_bridge::{Exceeded, ForSession, Receiver};
use imps_core::Version;
use imps_csp::AcceptedContentType;
use imps_csp::service::{AgreedCapabilityList, CapabilityList};

const V1_3: Version = Version::V1_3;

fn new_message(kind: &str, data: &str) -> String {
    format!(
        "<NewMessage><MessageInfo><ContentType>{kind}</ContentType><ContentSize>5</ContentSize><Recipient/>\
         <Sender><User><UserID>wv:a</UserID></User></Sender></MessageInfo><ContentData>{data}</ContentData></NewMessage>"
    )
}

fn exceeded(receiver: &Receiver, primitive: &str) -> Vec<Exceeded> {
    message(V1_3, "Request", primitive).for_session(receiver).exceeded
}

#[test]
fn presence_and_groups_reach_sessions_of_every_version() {
    let notice = "<PresenceNotification-Request><Presence><UserID>wv:a</UserID><PresenceSubList><OnlineStatus><Qualifier>T</Qualifier>\
                  <PresenceValue>T</PresenceValue><ClientID><URL>c</URL></ClientID></OnlineStatus></PresenceSubList></Presence></PresenceNotification-Request>";
    let group = "<GroupChangeNotice><GroupID>wv:/g</GroupID><Joined><UserMapList><UserMapping><Mapping><SName>n</SName></Mapping>\
                 </UserMapping></UserMapList></Joined></GroupChangeNotice>";
    for (version, of_presence, joined) in [
        (
            Version::V1_1,
            1,
            "<UserList><ScreenName><SName>n</SName><GroupID>wv:/g</GroupID></ScreenName></UserList>",
        ),
        (Version::V1_2, 1, "<UserMapList>"),
        (Version::V1_3, 0, "<UserMapList>"),
    ] {
        let receiver = Receiver::new(version);
        assert_eq!(receiver.version(), version);
        let delivery = message(V1_3, "Request", notice).for_session(&receiver);
        assert_eq!(paths(&delivery.bridged).len(), of_presence, "{version}");
        let delivery = message(V1_3, "Request", group).for_session(&receiver);
        assert!(primitive(&delivery.bridged.message.unwrap()).contains(joined), "{version}");
        assert!(delivery.exceeded.is_empty());
    }
}

#[test]
fn each_limit_is_checked() {
    let none = Receiver::new(V1_3);
    assert_eq!(exceeded(&none, &new_message("image/gif", "hello")), []);
    assert_eq!(none.check_encoded(usize::MAX), None);

    let types = |kinds: &[&'static str]| CapabilityList {
        accepted_content_type: kinds.iter().map(|kind| AcceptedContentType::new(*kind)).collect(),
        ..CapabilityList::default()
    };
    for (kinds, kind, is_accepted) in [
        (&["text/plain"][..], "text/plain; charset=utf-8", true),
        (&["TEXT/Plain"], "text/plain", true),
        (&["image/*"], "image/gif", true),
        (&["image/*"], "text/plain", false),
        (&["*/*"], "text/plain", true),
        (&["text/plain", "image/gif"], "image/png", false),
        (&[], "image/png", true),
    ] {
        let receiver = Receiver::new(V1_3).with_capabilities(&types(kinds));
        let found = exceeded(&receiver, &new_message(kind, "hello"));
        let expected = if is_accepted { vec![] } else { vec![Exceeded::ContentType(kind.into())] };
        assert_eq!(found, expected, "{kinds:?} {kind}");
    }

    let old = CapabilityList {
        accepted_content_length: Some(4),
        parser_size: Some(100),
        ..CapabilityList::default()
    };
    let old = Receiver::new(Version::V1_1).with_capabilities(&old);
    let long = new_message("text/plain", "hello");
    assert_eq!(exceeded(&old, &long), [Exceeded::PushLength { size: 5, limit: 4 }]);
    assert_eq!(exceeded(&old, &new_message("text/plain", "four")), []);
    assert_eq!(old.check_encoded(100), None);
    assert_eq!(old.check_encoded(101), Some(Exceeded::ParserSize { size: 101, limit: 100 }));

    let new = CapabilityList {
        accepted_pull_length: Some(3),
        accepted_push_length: Some(9),
        accepted_text_content_length: Some(4),
        accepted_content_type: vec![AcceptedContentType {
            accepted_rich_content_length: Some(2),
            ..AcceptedContentType::new("image/gif")
        }],
        any_content: Some(true),
        ..CapabilityList::default()
    };
    let new = Receiver::new(V1_3).with_capabilities(&new);
    assert_eq!(exceeded(&new, &long), [Exceeded::TextLength { size: 5, limit: 4 }]);
    assert_eq!(
        exceeded(&new, &new_message("image/gif", "hello")),
        [Exceeded::TypeLength { size: 5, limit: 2 }]
    );
    let announced = "<MessageNotification><MessageInfo><ContentType>image/png</ContentType><ContentSize>5</ContentSize><Recipient/>\
                     </MessageInfo></MessageNotification>";
    assert_eq!(exceeded(&new, announced), [Exceeded::PullLength { size: 5, limit: 3 }]);
    let fetched = announced.replace("MessageNotification", "GetMessage-Response");
    assert_eq!(exceeded(&new, &fetched), [Exceeded::PullLength { size: 5, limit: 3 }]);
    assert_eq!(exceeded(&new, "<Polling-Request/>"), []);

    // The agreed limit counts.
    let agreed = AgreedCapabilityList {
        accepted_push_length: Some(1),
        any_content: Some(false),
        ..AgreedCapabilityList::default()
    };
    let found = exceeded(&new.clone().with_agreed(&agreed), &new_message("image/png", "hello"));
    assert_eq!(
        found,
        [Exceeded::ContentType("image/png".into()), Exceeded::PushLength { size: 5, limit: 1 }]
    );
    assert_eq!(new.clone().with_agreed(&AgreedCapabilityList::default()), new);
}

/// The size counts bytes before base64.
#[test]
fn base64_is_not_the_size() {
    let list = CapabilityList { accepted_push_length: Some(5), ..CapabilityList::default() };
    let receiver = Receiver::new(V1_3).with_capabilities(&list);
    let encoded = new_message("image/gif", "aGVsbG8=")
        .replace("<ContentSize>", "<ContentEncoding>BASE64</ContentEncoding><ContentSize>");
    assert_eq!(exceeded(&receiver, &encoded), []);
}
