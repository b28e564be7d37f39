//! The conversation of a client: log in, negotiate, look, send itself a message, log out.

use crate::net::{Connection, Result, wait_for_wakeup};
use crate::village::PASSWORD;
use imps_transport::http::{Client, Expected, SapUrl};
use oma_imps::csp::access::{LoginRequest, LoginResponse, LogoutRequest};
use oma_imps::csp::common::{Recipient, User};
use oma_imps::csp::envelope::PollingRequest;
use oma_imps::csp::messaging::{MessageDelivered, NewMessage, SendMessageRequest};
use oma_imps::csp::presence::{GetPresenceRequest, GetPresenceResponse};
use oma_imps::csp::service::{
    CapabilityList, ClientCapabilityRequest, ClientCapabilityResponse, ServiceRequest, ServiceResponse,
    ServiceTree,
};
use oma_imps::csp::{
    ClientId, ClientType, DeliveryMethod, Message, Primitive, SessionDescriptor, SupportedBearer,
    SupportedCirMethod, UserId,
};
use oma_imps::presence::PresenceSubList;
use oma_imps::{Input, Syntax, Version};

const USER: &str = "wv:ann@example.com";
const COOKIE: &str = "ann-1";

/// Holds the conversation in both syntaxes and all versions.
pub(crate) async fn converse_in_all_forms(url: &SapUrl) -> Result<()> {
    for syntax in [Syntax::Wbxml, Syntax::Xml] {
        for version in Version::ALL {
            println!("{syntax} {version}");
            converse(url, syntax, version).await?;
        }
    }
    Ok(())
}

async fn converse(url: &SapUrl, syntax: Syntax, version: Version) -> Result<()> {
    let mut talk = Talk {
        client: Client::new(url.clone(), syntax).with_user_agent("Example/1.0".parse()?),
        connection: Connection::open(url).await?,
        version,
        session: SessionDescriptor::outband(),
        last: 0,
    };
    let client_id = || Some(ClientId::from_url("WV:EXAMPLE"));
    // Only 1.1 repeats the client in each negotiation.
    let repeated = client_id().filter(|_| version == Version::V1_1);

    let answer = talk.ask(LoginRequest {
        user_id: Some(USER.into()),
        client_id: client_id(),
        password: Some(PASSWORD.into()),
        session_cookie: Some(COOKIE.into()),
        time_to_live: Some(600),
        ..LoginRequest::default()
    });
    let answer = answer.await?;
    let login: &LoginResponse = answer.primitive_as()?;
    let session_id = login.session_id.as_ref().ok_or("no session")?.as_str().to_owned();
    talk.session = SessionDescriptor::inband(session_id.clone());

    let list = CapabilityList {
        client_type: Some(ClientType::Computer),
        initial_delivery_method: Some(DeliveryMethod::Push),
        any_content: Some(true),
        // 1.3 has three lengths instead.
        accepted_content_length: Some(65_536).filter(|_| version != Version::V1_3),
        supported_bearer: vec![SupportedBearer::Http],
        multi_trans: Some(1),
        parser_size: Some(talk.client.limit.try_into()?),
        supported_cir_method: vec![SupportedCirMethod::Stcp],
        ..CapabilityList::default()
    };
    let capability_list = Some(list.into());
    let answer = talk.ask(ClientCapabilityRequest {
        client_id: repeated.clone(),
        capability_list,
        ..Default::default()
    });
    let answer = answer.await?;
    let cir = cir_address(answer.primitive_as()?).ok_or("no address for cir")?;

    let functions = ServiceTree::all(version).to_functions(version);
    let answer = talk.ask(ServiceRequest {
        client_id: repeated,
        functions,
        all_functions_request: true,
        ..ServiceRequest::default()
    });
    let answer = answer.await?;
    let services: &ServiceResponse = answer.primitive_as()?;
    services.all_functions.as_ref().ok_or("no tree of services")?;

    let asked = GetPresenceRequest::default().with_user_ids(version, [UserId::from(USER)]);
    let answer = talk.ask(asked).await?;
    let found: &GetPresenceResponse = answer.primitive_as()?;
    let own = found.presence.first().and_then(|own| own.presence_sub_list.first());
    if own.and_then(PresenceSubList::is_online) != Some(true) {
        return Err("the own user is not online".into());
    }

    // The server wakes the client when the message waits.
    let woken = wait_for_wakeup(&cir, &session_id, COOKIE).await?;
    let text = "Do not forget the milk.";
    let to = Recipient::from_iter([User::new(USER)]);
    talk.ask(SendMessageRequest::text(to, text).with_sender(User::new(USER)).with_report(false)).await?;
    woken.await??;
    talk.receive(text).await?;

    talk.ask(LogoutRequest::default()).await?;
    Ok(())
}

/// Returns the address for CIR, which is in another list in 1.1.
fn cir_address(response: &ClientCapabilityResponse<'_>) -> Option<String> {
    let (address, port) = match (&response.agreed_capability_list, &response.capability_list) {
        (Some(list), _) => (&list.tcp_address, list.tcp_port),
        (None, Some(list)) => (&list.tcp_address, list.tcp_port),
        (None, None) => return None,
    };
    Some(format!("{}:{}", address.as_ref()?, port?))
}

/// A session, from the view of the client.
struct Talk {
    client: Client,
    connection: Connection,
    version: Version,
    session: SessionDescriptor<'static>,
    /// The number of the last transaction.
    last: u32,
}

impl Talk {
    /// Asks the server, and returns an answer that is not a failure.
    async fn ask(&mut self, primitive: impl Into<Primitive<'static>>) -> Result<Message<'static>> {
        self.last += 1;
        let request =
            Message::request(self.version, self.session.clone(), format!("c-{}", self.last), primitive);
        let answer = self.post(&request).await?.ok_or("no answer")?;
        let name =
            |message: &Message<'_>| message.primitive().map_or(String::new(), |it| it.name().to_owned());
        println!("    {} -> {}", name(&request), name(&answer));
        match answer.outcome() {
            Some(outcome) if !outcome.is_success() => Err(format!("{outcome:?}").into()),
            _ => Ok(answer),
        }
    }

    /// Polls for the message, and confirms it.
    async fn receive(&mut self, text: &str) -> Result<()> {
        let poll = Message::request(self.version, self.session.clone(), "", PollingRequest::default());
        let received = self.post(&poll).await?.ok_or("nothing waits")?;
        let new: &NewMessage = received.primitive_as()?;
        if &*new.content_bytes()? != text.as_bytes() {
            return Err("another message".into());
        }
        let message_id = new.message_info.message_id.clone().ok_or("no id")?;
        println!("    poll -> NewMessage {:?}", String::from_utf8_lossy(&new.content_bytes()?));
        let confirmed = MessageDelivered { message_id, ..MessageDelivered::default() };
        let confirmed = received.answer(confirmed).ok_or("no transaction")?;
        match self.post(&confirmed).await? {
            None => Ok(()),
            Some(_) => Err("an answer to an answer".into()),
        }
    }

    async fn post(&mut self, message: &Message<'_>) -> Result<Option<Message<'static>>> {
        let request = self.client.request(message)?;
        check(&Input::new(request.body())?)?;
        let reply = self.connection.post(request).await?;
        let Some(received) = self.client.receive(Expected::after(message), &reply, reply.body())? else {
            return Ok(None);
        };
        check(&received.input)?;
        Ok(Some(received.read_owned()?))
    }
}

/// Both sides keep to the standard.
fn check(document: &Input<'_>) -> Result<()> {
    document.validate().first().map_or(Ok(()), |fault| Err(fault.to_string().into()))
}
