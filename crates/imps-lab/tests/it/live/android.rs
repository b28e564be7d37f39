//! The conversation of the public Android client, over sockets, as it was seen: `client-needs.md`.

use super::chat::{at, text};
use super::net::exchange;
use super::{Lab, within};
use imps_core::{CSP, Version};
use imps_csp::access::digest::login_digest;
use imps_csp::service::ServiceTree;
use imps_csp::{Message, Primitive};
use oma_imps::{Syntax, read_owned};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

struct Android<'l> {
    lab: &'l Lab,
    version: Version,
    session: Option<String>,
}

impl Android<'_> {
    /// Posts XML. A poll has no element for its transaction id.
    async fn post(&self, id: Option<&str>, mode: &str, content: &str) -> Option<Message<'static>> {
        let session = match &self.session {
            None => "<SessionType>Outband</SessionType>".to_owned(),
            Some(id) => format!("<SessionType>Inband</SessionType><SessionID>{id}</SessionID>"),
        };
        let id = id.map_or(String::new(), |id| format!("<TransactionID>{id}</TransactionID>"));
        let document = format!(
            "<?xml version='1.0' encoding='UTF-8'?><WV-CSP-Message xmlns=\"{}\"><Session><SessionDescriptor>\
             {session}</SessionDescriptor><Transaction><TransactionDescriptor><TransactionMode>{mode}\
             </TransactionMode>{id}</TransactionDescriptor><TransactionContent xmlns=\"{}\">{content}\
             </TransactionContent></Transaction></Session></WV-CSP-Message>",
            CSP.namespaces()[0].uri(self.version),
            CSP.namespaces()[1].uri(self.version),
        );
        let media_type = Syntax::Xml.media_type(self.version);
        let http = self.lab.running.http();
        let (head, body) = exchange(http, "POST", "/", media_type, document.as_bytes()).await.unwrap();
        // It takes any other status as a failure.
        assert_eq!(head.status(), 200);
        (!body.is_empty()).then(|| read_owned(&body).unwrap())
    }

    async fn ask(&self, id: &str, content: &str) -> Primitive<'static> {
        let answer = self.post(Some(id), "Request", content).await.unwrap();
        assert_eq!((answer.transaction_id(), answer.version), (Some(id), self.version));
        answer.session.transactions.into_iter().next().unwrap().content.primitive
    }

    /// Polls for a message, and confirms it in the next post.
    async fn takes(&self, text: &str) {
        let new = self.post(None, "Request", "<Polling-Request/>").await.unwrap();
        let Some(Primitive::NewMessage(message)) = new.primitive() else { panic!("{new:?}") };
        assert_eq!(&*message.content_bytes().unwrap(), text.as_bytes());
        let id = message.message_info.message_id.as_ref().unwrap();
        let delivered = format!("<MessageDelivered><MessageID>{id}</MessageID></MessageDelivered>");
        assert_eq!(self.post(new.transaction_id(), "Response", &delivered).await, None);
        assert_eq!(self.post(None, "Request", "<Polling-Request/>").await, None);
    }

    /// Block list, contact lists, subscriptions.
    async fn lists(&self) {
        let Primitive::GetBlockedListResponse(_) = self.ask("6", "<GetBlockedList-Request/>").await else {
            panic!()
        };
        let Primitive::GetListResponse(lists) = self.ask("7", "<GetList-Request/>").await else { panic!() };
        assert!(lists.contact_list.is_empty() && lists.contact_list_id_list.is_none());
        let list = "wv:ann/~pep1.0_privatelist@lab.example";
        let create = format!(
            "<CreateList-Request><ContactList>{list}</ContactList><NickList><NickName><Name>Bob</Name>\
             <UserID>{}</UserID></NickName></NickList></CreateList-Request>",
            at("bob")
        );
        let answer = self.ask("8", &create).await;
        assert!(matches!(answer, Primitive::CreateListResponse(_)) || code(&answer) == 200);
        let read = format!(
            "<ListManage-Request><ContactList>{list}</ContactList><ReceiveList>T</ReceiveList></ListManage-Request>"
        );
        let read = if self.version == Version::V1_1 {
            read.replace("<ReceiveList>T</ReceiveList>", "")
        } else {
            read
        };
        let Primitive::ListManageResponse(_) = self.ask("9", &read).await else { panic!() };
        let watch = format!(
            "<SubscribePresence-Request><ContactList>{list}</ContactList></SubscribePresence-Request>"
        );
        self.succeeds("10", &watch).await;
    }

    async fn succeeds(&self, id: &str, content: &str) {
        let answer = self.ask(id, content).await;
        assert_eq!(code(&answer), 200, "{answer:?}");
    }
}

fn code(answer: &Primitive<'_>) -> u32 {
    answer.outcome().unwrap().code.unwrap().number()
}

const CLIENT: &str = "<ClientID><URL>WV:AndroidIM</URL></ClientID>";

#[tokio::test]
async fn the_conversation_of_the_android_client() {
    for version in Version::ALL {
        let lab = Lab::start().await;
        let mut phone = Android { lab: &lab, version, session: None };

        // Both halves of the login have the transaction id 1.
        let login = |more: &str| {
            format!(
                "<Login-Request><UserID>{}</UserID>{CLIENT}{more}<SessionCookie>android-1</SessionCookie>\
                 </Login-Request>",
                at("ann")
            )
        };
        let schemas = "<DigestSchema>MD5</DigestSchema><DigestSchema>SHA</DigestSchema>";
        let Primitive::LoginResponse(challenge) = phone.ask("1", &login(schemas)).await else { panic!() };
        let (nonce, schema) = (challenge.nonce.unwrap(), challenge.digest_schema.unwrap());
        let digest = login_digest(&schema, &nonce, "ann").unwrap();
        let second = format!("<DigestBytes>{digest}</DigestBytes><TimeToLive>3600</TimeToLive>");
        let Primitive::LoginResponse(opened) = phone.ask("1", &login(&second)).await else { panic!() };
        phone.session = Some(opened.session_id.unwrap().as_str().to_owned());

        // The negotiation: an address for STCP, and all functions.
        let repeated = if version == Version::V1_1 { CLIENT } else { "" };
        let list = format!(
            "<ClientCapability-Request>{repeated}<CapabilityList><ClientType>MOBILE_PHONE</ClientType>\
             <InitialDeliveryMethod>P</InitialDeliveryMethod><AcceptedContentLength>32767\
             </AcceptedContentLength><SupportedBearer>HTTP</SupportedBearer><MultiTrans>1</MultiTrans>\
             <ParserSize>262144</ParserSize><SupportedCIRMethod>STCP</SupportedCIRMethod>\
             </CapabilityList></ClientCapability-Request>"
        );
        let Primitive::ClientCapabilityResponse(answer) = phone.ask("2", &list).await else { panic!() };
        let (host, port) = match (answer.capability_list, answer.agreed_capability_list) {
            (Some(list), None) if version == Version::V1_1 => (list.tcp_address, list.tcp_port),
            (None, Some(list)) if version != Version::V1_1 => (list.tcp_address, list.tcp_port),
            other => panic!("{other:?}"),
        };
        let channel = TcpStream::connect(format!("{}:{}", host.unwrap(), port.unwrap())).await.unwrap();
        let mut channel = BufReader::new(channel);
        let hello = format!("HELO {}\r\n", phone.session.as_ref().unwrap());
        channel.write_all(hello.as_bytes()).await.unwrap();
        let mut lines = channel.lines();
        assert_eq!(within(lines.next_line()).await.unwrap().as_deref(), Some("OK"));
        let services = format!(
            "<Service-Request>{repeated}<Functions><WVCSPFeat><FundamentalFeat/><PresenceFeat/><IMFeat/>\
             <GroupFeat/></WVCSPFeat></Functions><AllFunctionsRequest>T</AllFunctionsRequest></Service-Request>"
        );
        let Primitive::ServiceResponse(answer) = phone.ask("3", &services).await else { panic!() };
        let all = answer.all_functions.unwrap().wv_csp_feat.unwrap();
        assert_eq!(ServiceTree::from_features(&all, version), ServiceTree::all(version));

        // Its own presence has to be there, with a list. At 1.3 it still writes `User`.
        let own =
            format!("<GetPresence-Request><User><UserID>{}</UserID></User></GetPresence-Request>", at("ann"));
        let Primitive::GetPresenceResponse(got) = phone.ask("4", &own).await else { panic!() };
        assert!(got.result.is_success());
        assert_eq!(got.presence.len(), 1);
        assert_eq!(got.presence[0].presence_sub_list.len(), 1);
        let info = "<ClientInfo><Qualifier>T</Qualifier><ClientType>MOBILE_PHONE</ClientType></ClientInfo>";
        let scope = CSP.namespaces()[2].uri(version);
        let update = format!(
            "<UpdatePresence-Request><PresenceSubList xmlns=\"{scope}\">{info}</PresenceSubList>\
             </UpdatePresence-Request>"
        );
        phone.succeeds("5", &update).await;

        phone.lists().await;

        // A message to itself: the answer says that something waits, so that no wake-up is needed.
        let send = format!(
            "<SendMessage-Request><DeliveryReport>F</DeliveryReport><MessageInfo><ContentType>text/plain\
             </ContentType><ContentSize>5</ContentSize><Recipient><User><UserID>{0}</UserID></User></Recipient>\
             <Sender><User><UserID>{0}</UserID></User></Sender></MessageInfo><ContentData>hello</ContentData>\
             </SendMessage-Request>",
            at("ann")
        );
        let answer = phone.post(Some("11"), "Request", &send).await.unwrap();
        assert_eq!(code(answer.primitive().unwrap()), 200);
        assert!(answer.session.poll());
        phone.takes("hello").await;

        // A message of another user: the wake-up, the poll, and the answer, which gets nothing.
        let bob = super::phone::phone("bob", version).on(&lab).await;
        bob.ask(text("bob", "ann", "hi")).await;
        let wakeup = within(lines.next_line()).await.unwrap().unwrap();
        assert_eq!(wakeup, format!("WVCI {version} android-1"));
        phone.takes("hi").await;

        let answer = phone.ask("12", "<Logout-Request/>").await;
        let name = if version == Version::V1_1 { "Disconnect" } else { "Status" };
        assert_eq!((answer.name(), code(&answer)), (name, 200));
        assert_eq!(within(lines.next_line()).await.unwrap(), None);
        lab.running.stop().await;
    }
}
