//! The conversation of the public Android client, as it was seen (`client-needs.md`): its sequence,
//! its ids, and the shapes that it cannot do without.

use crate::common::{World, code};
use imps_session::server::{SessionEvent, SessionOptions};
use imps_transport::agreed::{Offer, TcpAddress};
use oma_imps::csp::access::digest::login_digest;
use oma_imps::csp::messaging::NewMessage;
use oma_imps::csp::service::ServiceTree;
use oma_imps::csp::{DigestSchema, Message, Primitive};
use oma_imps::{CSP, Version, read_owned};

struct Android {
    version: Version,
    session: Option<String>,
}

impl Android {
    /// Posts XML. `id`: a poll has no element for its transaction id.
    fn post(
        &self,
        world: &mut World,
        id: Option<&str>,
        mode: &str,
        content: &str,
    ) -> Option<Message<'static>> {
        let session = match &self.session {
            None => "<SessionType>Outband</SessionType>".to_owned(),
            Some(id) => format!("<SessionType>Inband</SessionType><SessionID>{id}</SessionID>"),
        };
        let id = id.map_or(String::new(), |id| format!("<TransactionID>{id}</TransactionID>"));
        let document = format!(
            "<WV-CSP-Message xmlns=\"{}\"><Session><SessionDescriptor>{session}</SessionDescriptor><Transaction>\
             <TransactionDescriptor><TransactionMode>{mode}</TransactionMode>{id}</TransactionDescriptor>\
             <TransactionContent xmlns=\"{}\">{content}</TransactionContent></Transaction></Session>\
             </WV-CSP-Message>",
            CSP.namespaces()[0].uri(self.version),
            CSP.namespaces()[1].uri(self.version),
        );
        let reply = world.post(document.as_bytes());
        // It takes any other status as a failure.
        assert_eq!(reply.status(), 200);
        assert_eq!(reply.headers()["content-length"], reply.body().len().to_string().as_str());
        (!reply.body().is_empty()).then(|| read_owned(reply.body()).unwrap())
    }

    fn ask(&self, world: &mut World, id: &str, content: &str) -> Primitive<'static> {
        let answer = self.post(world, Some(id), "Request", content).unwrap();
        assert_eq!((answer.transaction_id(), answer.version), (Some(id), self.version));
        answer.session.transactions.into_iter().next().unwrap().content.primitive
    }
}

const CLIENT: &str = "<ClientID><URL>WV:AndroidIM</URL></ClientID>";

#[test]
fn the_conversation_of_the_android_client() {
    for version in Version::ALL {
        let offer = Offer::default().with_tcp(TcpAddress::new("imps.example.com", 3171));
        let mut world = World::with(SessionOptions::default().with_offer(offer));
        let mut phone = Android { version, session: None };

        // Both halves of the login have the transaction id 1.
        let login = |more: &str| {
            format!(
                "<Login-Request><UserID>wv:ann@example.com</UserID>{CLIENT}{more}\
                 <SessionCookie>android-1</SessionCookie></Login-Request>"
            )
        };
        let schemas = "<DigestSchema>MD5</DigestSchema><DigestSchema>SHA</DigestSchema>";
        let Primitive::LoginResponse(challenge) = phone.ask(&mut world, "1", &login(schemas)) else {
            panic!()
        };
        let (nonce, schema) = (challenge.nonce.unwrap(), challenge.digest_schema.unwrap());
        assert_eq!(schema, DigestSchema::Sha);
        let digest = login_digest(&schema, &nonce, "secret").unwrap();
        let second = format!("<DigestBytes>{digest}</DigestBytes><TimeToLive>3600</TimeToLive>");
        let Primitive::LoginResponse(opened) = phone.ask(&mut world, "1", &login(&second)) else { panic!() };
        assert_eq!((opened.keep_alive_time, opened.capability_request), (Some(3600), Some(true)));
        phone.session = Some(opened.session_id.unwrap().as_str().to_owned());

        // It wants STCP with an address, or polls; at 1.1 in its own list.
        let repeated = if version == Version::V1_1 { CLIENT } else { "" };
        let list = format!(
            "<ClientCapability-Request>{repeated}<CapabilityList><ClientType>MOBILE_PHONE</ClientType>\
             <InitialDeliveryMethod>P</InitialDeliveryMethod><AcceptedContentLength>32767\
             </AcceptedContentLength><SupportedBearer>HTTP</SupportedBearer><MultiTrans>1</MultiTrans>\
             <ParserSize>262144</ParserSize><SupportedCIRMethod>STCP</SupportedCIRMethod>\
             </CapabilityList></ClientCapability-Request>"
        );
        let answer = phone.ask(&mut world, "2", &list);
        let Primitive::ClientCapabilityResponse(answer) = answer else { panic!("{answer:?}") };
        let port = match (answer.capability_list, answer.agreed_capability_list) {
            (Some(list), None) if version == Version::V1_1 => list.tcp_port,
            (None, Some(list)) if version != Version::V1_1 => list.tcp_port,
            other => panic!("{other:?}"),
        };
        assert_eq!(port, Some(3171));

        // Without `AllFunctions` its login hangs for ever.
        let services = format!(
            "<Service-Request>{repeated}<Functions><WVCSPFeat><FundamentalFeat/><PresenceFeat/><IMFeat/>\
             <GroupFeat/></WVCSPFeat></Functions><AllFunctionsRequest>T</AllFunctionsRequest></Service-Request>"
        );
        let Primitive::ServiceResponse(answer) = phone.ask(&mut world, "3", &services) else { panic!() };
        let all = answer.all_functions.unwrap().wv_csp_feat.unwrap();
        assert_eq!(ServiceTree::from_features(&all, version), ServiceTree::all(version));

        // At 1.3 it still writes `User`. The answer of the program arrives as it is.
        let own =
            "<GetPresence-Request><User><UserID>wv:ann@example.com</UserID></User></GetPresence-Request>";
        let answer = phone.ask(&mut world, "4", own);
        assert!(matches!(answer, Primitive::GetPresenceResponse(answer) if answer.result.is_success()));
        let update = "<UpdatePresence-Request><PresenceSubList/></UpdatePresence-Request>";
        assert_eq!(code(&phone.ask(&mut world, "5", update)), 200);
        assert_eq!(world.village.performed, ["GetPresence-Request", "UpdatePresence-Request"]);

        // The wake-up, the poll without an id, and the answer in the next post, which gets nothing.
        world.wait(60);
        world.take_events();
        let id = phone.session.clone().unwrap();
        world.sessions.push(&id, NewMessage::default(), world.now).unwrap();
        world.settle();
        let events = world.take_events();
        let [SessionEvent::Wake { wakeup, .. }] = &events[..] else { panic!("{events:?}") };
        assert_eq!(wakeup.to_string(), format!("WVCI {version} android-1"));
        let new = phone.post(&mut world, None, "Request", "<Polling-Request/>").unwrap();
        assert!(matches!(new.primitive(), Some(Primitive::NewMessage(_))));
        let delivered = "<MessageDelivered><MessageID>m1</MessageID></MessageDelivered>";
        let new_id = new.transaction_id().unwrap();
        assert_eq!(phone.post(&mut world, Some(new_id), "Response", delivered), None);
        assert!(matches!(world.take_events()[..], [SessionEvent::Answered { .. }]));

        let answer = phone.ask(&mut world, "6", "<Logout-Request/>");
        let name = if version == Version::V1_1 { "Disconnect" } else { "Status" };
        assert_eq!((answer.name(), code(&answer)), (name, 200));
        // It learns the end of its session from a poll.
        let polled = phone.post(&mut world, None, "Request", "<Polling-Request/>").unwrap();
        assert_eq!(code(polled.primitive().unwrap()), 604);
    }
}
