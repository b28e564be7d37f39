//! Conversations between a client and a server of different versions: `version-bridge.md`, "Replace
//! by another primitive".

use crate::moves::{message, paths, primitive};
use imps_bridge::{Bridge, Bridged};
use imps_core::Version;
use imps_csp::Message;
use imps_csp::service::ClientCapabilityResponse;
use std::time::Duration;

const V1_1: Version = Version::V1_1;
const V1_2: Version = Version::V1_2;
const V1_3: Version = Version::V1_3;
const NOW: Duration = Duration::from_secs(1);

fn with_id(id: &'static str, message: Message<'static>) -> Message<'static> {
    let mut message = message;
    message.session.transactions[0].descriptor.transaction_id = Some(id.into());
    message
}

fn written(bridged: &Bridged<'_>) -> String {
    primitive(bridged.message.as_ref().unwrap())
}

/// The request of a client and the answer of its server, both as the other end reads them.
fn exchange(client: Version, server: Version, request: &str, answer: &str) -> (String, String, Vec<String>) {
    let mut bridge = Bridge::new(client, server);
    let asked = bridge.to_server(message(client, "Request", request), NOW);
    assert_eq!(bridge.open(), 1);
    let answered = bridge.to_client(message(server, "Response", answer), NOW);
    assert_eq!(bridge.open(), 0);
    (written(&asked), written(&answered), paths(&answered))
}

const OK: &str = "<Status><Result><Code>200</Code></Result></Status>";
const FAILED: &str = "<Status><Result><Code>700</Code></Result></Status>";

#[test]
fn the_asker_gets_the_answer_of_its_version() {
    let create = "<CreateList-Request><ContactList>wv:a/l</ContactList></CreateList-Request>";
    let created = "<CreateList-Response><ContactList>wv:a/l</ContactList></CreateList-Response>";
    let forward = "<ForwardMessage-Request><MessageID>m</MessageID><Recipient/></ForwardMessage-Request>";
    let forwarded = "<ForwardMessage-Response><MessageID>m</MessageID></ForwardMessage-Response>";
    let disconnected = "<Disconnect><Result><Code>200</Code></Result></Disconnect>";
    for (client, server, request, answer, expected) in [
        (V1_1, V1_2, "<Logout-Request/>", OK, disconnected),
        (V1_1, V1_3, "<Logout-Request/>", OK, disconnected),
        (V1_2, V1_1, "<Logout-Request/>", disconnected, OK),
        (V1_2, V1_3, "<Logout-Request/>", OK, OK),
        (V1_3, V1_2, create, OK, created),
        (V1_3, V1_1, create, FAILED, FAILED),
        (V1_2, V1_3, create, created, OK),
        (V1_3, V1_2, forward, OK, forwarded),
        (V1_3, V1_2, forward, FAILED, FAILED),
        (V1_1, V1_3, forward, forwarded, OK),
        // A status of another request stays a status.
        (V1_3, V1_1, "<KeepAlive-Request/>", OK, OK),
    ] {
        let (asked, answered, losses) = exchange(client, server, request, answer);
        assert_eq!(asked, request);
        assert_eq!(answered, expected, "{client} {server}");
        let name = answer[1..].split('>').next().unwrap();
        let replaced = if expected == answer { vec![] } else { vec![format!("{name} replaced")] };
        assert_eq!(losses, replaced, "{client} {server}: {request}");
    }
}

#[test]
fn the_answer_gets_the_group_of_its_request() {
    let join = "<JoinGroup-Request><GroupID>wv:/g</GroupID><JoinedRequest>T</JoinedRequest><SubscribeNotification>F</SubscribeNotification></JoinGroup-Request>";
    let joined = "<JoinGroup-Response><UserMapList><UserMapping><Mapping><SName>n</SName></Mapping></UserMapping></UserMapList></JoinGroup-Response>";
    let (_, answered, _) = exchange(V1_1, V1_2, join, joined);
    let expected = "<JoinGroup-Response><UserList><ScreenName><SName>n</SName><GroupID>wv:/g</GroupID></ScreenName></UserList></JoinGroup-Response>";
    assert_eq!(answered, expected);
}

#[test]
fn the_client_of_1_1_gets_its_own_capabilities_back() {
    let request = "<ClientCapability-Request><ClientID><URL>c</URL></ClientID><CapabilityList><ClientType>PDA</ClientType>\
                   <InitialDeliveryMethod>N</InitialDeliveryMethod><AcceptedContentLength>9</AcceptedContentLength>\
                   <SupportedBearer>WSP</SupportedBearer><SupportedBearer>HTTP</SupportedBearer><MultiTrans>1</MultiTrans>\
                   <ParserSize>8</ParserSize><ServerPollMin>2</ServerPollMin></CapabilityList></ClientCapability-Request>";
    let answer = "<ClientCapability-Response><AgreedCapabilityList><SupportedBearer>HTTP</SupportedBearer>\
                  <ServerPollMin>3</ServerPollMin></AgreedCapabilityList></ClientCapability-Response>";
    let (_, answered, losses) = exchange(V1_1, V1_2, request, answer);
    let expected = "<ClientCapability-Response><ClientID><URL>c</URL></ClientID><CapabilityList><ClientType>PDA</ClientType>\
                    <InitialDeliveryMethod>N</InitialDeliveryMethod><AcceptedContentLength>9</AcceptedContentLength>\
                    <SupportedBearer>HTTP</SupportedBearer><MultiTrans>1</MultiTrans>\
                    <ParserSize>8</ParserSize><ServerPollMin>3</ServerPollMin></CapabilityList></ClientCapability-Response>";
    assert_eq!(answered, expected);
    assert_eq!(losses, Vec::<String>::new());
}

#[test]
fn the_client_of_1_2_gets_only_what_was_agreed() {
    let request = "<ClientCapability-Request><ClientID><URL>c</URL></ClientID><CapabilityList><ClientType>PDA</ClientType>\
                   <ServerPollMin>2</ServerPollMin></CapabilityList></ClientCapability-Request>";
    let answer = "<ClientCapability-Response><AgreedCapabilityList><ServerPollMin>3</ServerPollMin></AgreedCapabilityList>\
                  </ClientCapability-Response>";
    let mut bridge = Bridge::new(V1_2, V1_3);
    bridge.to_server(message(V1_2, "Request", request), NOW);
    let answered = bridge.to_client(message(V1_3, "Response", answer), NOW);
    assert_eq!(paths(&answered), Vec::<String>::new());
    let answered = answered.message.unwrap();
    let answered: &ClientCapabilityResponse = answered.primitive_as().unwrap();
    assert_eq!(answered.capability_list, None);
    assert!(answered.agreed_capability_list.is_some());
}

/// A server of 1.3 agrees on more than a server of 1.2. Its agreement counts.
#[test]
fn agreed_capabilities_replace_the_stated_ones() {
    let request = "<ClientCapability-Request><ClientID><URL>c</URL></ClientID><CapabilityList><ClientType>PDA</ClientType>\
                   <InitialDeliveryMethod>N</InitialDeliveryMethod><AcceptedContentType>text/plain</AcceptedContentType>\
                   <AcceptedTransferEncoding>X</AcceptedTransferEncoding><AcceptedContentLength>9</AcceptedContentLength>\
                   <SupportedBearer>WSP</SupportedBearer><MultiTrans>1</MultiTrans><ParserSize>8</ParserSize>\
                   <SupportedCIRMethod>STCP</SupportedCIRMethod><UDPPort>1</UDPPort><TCPAddress>a</TCPAddress><TCPPort>1</TCPPort>\
                   <ServerPollMin>2</ServerPollMin></CapabilityList></ClientCapability-Request>";
    let answer = "<ClientCapability-Response><AgreedCapabilityList><AcceptedContentType><ContentType>image/gif</ContentType>\
                  </AcceptedContentType><AcceptedPullLength>7</AcceptedPullLength><AcceptedPushLength>7</AcceptedPushLength>\
                  <AcceptedTransferEncoding>BASE64</AcceptedTransferEncoding><MultiTrans>2</MultiTrans><ServerPollMin>3</ServerPollMin>\
                  <SupportedBearer>HTTP</SupportedBearer><SupportedCIRMethod>WAPUDP</SupportedCIRMethod><TCPAddress>b</TCPAddress>\
                  <TCPPort>2</TCPPort><UDPPort>2</UDPPort></AgreedCapabilityList></ClientCapability-Response>";
    let (_, answered, losses) = exchange(V1_1, V1_3, request, answer);
    let expected = "<ClientCapability-Response><ClientID><URL>c</URL></ClientID><CapabilityList><ClientType>PDA</ClientType>\
                    <InitialDeliveryMethod>N</InitialDeliveryMethod><AcceptedContentType>image/gif</AcceptedContentType>\
                    <AcceptedTransferEncoding>BASE64</AcceptedTransferEncoding><AcceptedContentLength>7</AcceptedContentLength>\
                    <SupportedBearer>HTTP</SupportedBearer><MultiTrans>2</MultiTrans><ParserSize>8</ParserSize>\
                    <SupportedCIRMethod>WAPUDP</SupportedCIRMethod><UDPPort>2</UDPPort><TCPAddress>b</TCPAddress><TCPPort>2</TCPPort>\
                    <ServerPollMin>3</ServerPollMin></CapabilityList></ClientCapability-Response>";
    assert_eq!(answered, expected);
    assert_eq!(losses, Vec::<String>::new());
    // Capabilities that nobody has agreed on stay as stated.
    let nothing = "<ClientCapability-Response><AgreedCapabilityList/></ClientCapability-Response>";
    let (_, answered, _) = exchange(V1_1, V1_3, request, nothing);
    let stated = request.split_once("<CapabilityList>").unwrap().1.split_once("</CapabilityList>").unwrap().0;
    assert!(answered.contains(stated), "{answered}");
}

/// The last question of a watcher counts, and only the last 32 watchers are remembered.
#[test]
fn questions_are_bounded() {
    let ask = |watcher: usize, attribute: &str| {
        let question = format!(
            "<Notification-Request><NotificationType>ANU</NotificationType><PresenceSubList><{attribute}/></PresenceSubList>\
             <UserIDList><UserID>wv:w{watcher}@x.com</UserID></UserIDList></Notification-Request>"
        );
        message(V1_3, "Request", &question)
    };
    let granted = |bridge: &Bridge, watcher: usize| {
        let decision = format!(
            "<PresenceAuth-User><UserID>wv:w{watcher}@x.com</UserID><Acceptance>T</Acceptance></PresenceAuth-User>"
        );
        let decided = bridge.clone().to_server(message(V1_1, "Request", &decision), NOW);
        let text = written(&decided);
        let (_, list) = text.split_once("<PresenceSubList>").unwrap();
        list.split_once("</PresenceSubList>").unwrap().0.to_owned()
    };
    let mut bridge = Bridge::new(V1_1, V1_3);
    bridge.to_client(ask(0, "Alias"), NOW);
    bridge.to_client(ask(0, "StatusText"), NOW);
    assert_eq!(granted(&bridge, 0), "<StatusText/>");
    for watcher in 1..32 {
        bridge.to_client(ask(watcher, "Alias"), NOW);
    }
    assert_eq!(granted(&bridge, 0), "<StatusText/>");
    bridge.to_client(ask(32, "Alias"), NOW);
    assert!(granted(&bridge, 0).contains("<OnlineStatus/>"), "forgotten: all attributes");
    assert_eq!(granted(&bridge, 1), "<Alias/>");
}

#[test]
fn a_decision_of_1_1_grants_the_attributes_that_were_asked_for() {
    let mut bridge = Bridge::new(V1_1, V1_3);
    let question = "<Notification-Request><NotificationType>ANU</NotificationType><PresenceSubList><Alias/></PresenceSubList>\
                    <UserIDList><UserID>wv:a@x.com</UserID></UserIDList></Notification-Request>";
    let asked = bridge.to_client(with_id("s1", message(V1_3, "Request", question)), NOW);
    assert!(written(&asked).starts_with("<PresenceAuth-Request><UserID>wv:a@x.com</UserID>"));
    // Some clients of 1.1 write the mode of an answer.
    for mode in ["Request", "Response"] {
        let mut bridge = bridge.clone();
        let decision =
            "<PresenceAuth-User><UserID>wv:A@x.com</UserID><Acceptance>T</Acceptance></PresenceAuth-User>";
        let decided = bridge.to_server(with_id("c1", message(V1_1, mode, decision)), NOW);
        let expected = "<CreateAttributeList-Request><PresenceSubList><Alias/></PresenceSubList><UserIDList><UserID>wv:A@x.com</UserID>\
                        </UserIDList><DefaultList>F</DefaultList></CreateAttributeList-Request>";
        assert_eq!(written(&decided), expected);
        assert!(decided.message.as_ref().unwrap().is_request());
        assert_eq!(paths(&decided), ["PresenceAuth-User replaced"]);
        let answer = bridge.to_client(with_id("c1", message(V1_3, "Response", OK)), NOW);
        assert_eq!((written(&answer), paths(&answer)), (OK.into(), vec![]));
    }
}

/// 1.2 requires the sender, and 1.1 the client in a negotiation: the login states both.
#[test]
fn the_login_states_the_user_and_the_client() {
    let mut bridge = Bridge::new(V1_3, V1_1);
    let login = "<Login-Request><UserID>wv:a</UserID><ClientID><URL>c</URL></ClientID><Password>p</Password></Login-Request>";
    bridge.to_server(message(V1_3, "Request", login), NOW);
    let message_request = "<SendMessage-Request><DeliveryReport>F</DeliveryReport><MessageInfo><ContentSize>0</ContentSize><Recipient/></MessageInfo></SendMessage-Request>";
    let sent = bridge.to_server(message(V1_3, "Request", message_request), NOW);
    assert!(written(&sent).contains("<Sender><User><UserID>wv:a</UserID></User></Sender>"));
    let service = "<Service-Request><AllFunctionsRequest>T</AllFunctionsRequest></Service-Request>";
    let asked = bridge.to_server(message(V1_3, "Request", service), NOW);
    assert!(written(&asked).contains("<ClientID><URL>c</URL></ClientID>"));
    assert_eq!(paths(&asked), Vec::<String>::new());
    // A message of the server has another sender.
    let mut bridge = Bridge::new(V1_1, V1_3).with_user("wv:a".into());
    let new = "<NewMessage><MessageInfo><ContentSize>0</ContentSize><Recipient/></MessageInfo></NewMessage>";
    let delivered = bridge.to_client(message(V1_3, "Request", new), NOW);
    assert_eq!(paths(&delivered), ["NewMessage/MessageInfo/Sender required"]);
    // A bridge that has not seen the login gets the facts from its caller.
    let client = imps_csp::ClientId::from_url("d");
    let mut bridge = Bridge::new(V1_3, V1_1).with_user("wv:b".into()).with_client(client);
    let sent = bridge.to_server(message(V1_3, "Request", message_request), NOW);
    assert!(written(&sent).contains("<UserID>wv:b</UserID>"));
    let asked = bridge.to_server(message(V1_3, "Request", service), NOW);
    assert!(written(&asked).contains("<URL>d</URL>"));
}

#[test]
fn an_unknown_answer_is_reported() {
    let mut bridge = Bridge::new(V1_1, V1_2);
    let answer = bridge.to_client(message(V1_2, "Response", OK), NOW);
    assert_eq!(written(&answer), OK);
    assert_eq!(
        answer.losses[0].to_string(),
        "WV-CSP-Message/Session/Transaction[0]: the answer to an unknown request"
    );
    // The client's own transaction is not the server's.
    bridge.to_server(message(V1_1, "Request", "<Logout-Request/>"), NOW);
    let answer = bridge.to_server(message(V1_1, "Response", OK), NOW);
    assert_eq!(answer.losses.len(), 1);
    assert_eq!(bridge.open(), 1);
}

#[test]
fn the_memory_is_bounded() {
    let logout = |id| with_id(id, message(V1_1, "Request", "<Logout-Request/>"));
    let status = |id| with_id(id, message(V1_2, "Response", OK));
    let mut bridge = Bridge::new(V1_1, V1_2).with_limit(2).with_timeout(Duration::from_secs(10));
    for (id, seconds) in [("a", 1), ("b", 2), ("c", 3)] {
        bridge.to_server(logout(id), Duration::from_secs(seconds));
    }
    assert_eq!(bridge.open(), 2);
    assert_eq!(bridge.to_client(status("a"), NOW).losses.len(), 1);
    // A repeated identifier is one transaction.
    bridge.to_server(logout("c"), Duration::from_secs(4));
    assert_eq!(bridge.open(), 2);
    let disconnected = |answer: &Bridged<'_>| written(answer).starts_with("<Disconnect>");
    assert!(disconnected(&bridge.clone().to_client(status("b"), Duration::from_secs(11))));
    assert!(!disconnected(&bridge.clone().to_client(status("b"), Duration::from_secs(12))));
    assert!(disconnected(&bridge.to_client(status("c"), Duration::from_secs(13))));
    let mut none = Bridge::new(V1_1, V1_2).with_limit(0);
    none.to_server(logout("a"), NOW);
    assert_eq!(none.open(), 0);
}

/// The bridge answers these itself, so that it expects no answer.
#[test]
fn a_request_that_does_not_travel_is_not_open() {
    let mut bridge = Bridge::new(V1_3, V1_2);
    let refused = bridge.to_server(
        message(
            V1_3,
            "Request",
            "<GetPublicProfile-Request><UserID>wv:a</UserID></GetPublicProfile-Request>",
        ),
        NOW,
    );
    assert!(refused.message.is_none() && refused.reply.is_some());
    assert_eq!(bridge.open(), 0);
    // A poll has no identifier, and its answer is a request.
    bridge.to_server(with_id("", message(V1_3, "Request", "<Polling-Request/>")), NOW);
    assert_eq!(bridge.open(), 0);
}
