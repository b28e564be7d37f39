//! A client logs in with a digest of its password, states its capabilities, and agrees with the
//! server on services.
//!
//! Run with `cargo run -p oma-imps --features digest --example client_login`.

use oma_imps::csp::access::{LoginRequest, LoginResponse, digest};
use oma_imps::csp::service::{
    AgreedCapabilityList, CapabilityList, ClientCapabilityRequest, ClientCapabilityResponse, Service,
    ServiceRequest, ServiceResponse, ServiceTree,
};
use oma_imps::csp::{
    Charset, ClientId, ClientType, DeliveryMethod, DigestSchema, Message, Outcome, Primitive,
    SessionDescriptor, Status, StatusCode, SupportedBearer, SupportedCirMethod,
};
use oma_imps::{Version, read_owned, tag, wbxml, xml};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const VERSION: Version = Version::V1_2;
/// The challenge: any text that was never used before.
const NONCE: &str = "e6b68ebd81309d538357e39e2fba3204";
/// The secret that client and server both know and neither sends.
const PASSWORD: &str = "secret";

fn main() -> Result<()> {
    // The client offers digests; the server chooses one and sends a nonce.
    let offer = LoginRequest { digest_schema: vec![DigestSchema::Sha, DigestSchema::Md5], ..login() };
    let answer = ask(&Message::request(VERSION, SessionDescriptor::outband(), "c1", offer))?;
    let challenge: &LoginResponse = answer.primitive_as()?;
    assert_eq!(code(challenge), Some(StatusCode::UNAUTHORIZED));
    let schema = challenge.digest_schema.as_ref().ok_or("the server has chosen no digest")?;
    let nonce = challenge.nonce.as_deref().ok_or("the server has sent no nonce")?;

    // The client proves that it knows the password, and the server opens the session.
    let proof = digest::login_digest(schema, nonce, PASSWORD)?;
    assert_eq!(proof, "ofnsv5Ty36paeU1JJ+f8fQ==");
    let proof = LoginRequest { digest_bytes: Some(proof.into()), time_to_live: Some(3600), ..login() };
    let answer = ask(&Message::request(VERSION, SessionDescriptor::outband(), "c2", proof))?;
    let opened: &LoginResponse = answer.primitive_as()?;
    assert_eq!(code(opened), Some(StatusCode::SUCCESS));
    let session = opened.session_id.clone().ok_or("the server has opened no session")?;
    let session = SessionDescriptor::inband(session);

    // The server asks for the capabilities of the client, and answers with its use of them.
    assert_eq!(opened.capability_request, Some(true));
    let answer = ask(&Message::request(VERSION, session.clone(), "c3", capabilities()))?;
    let response: &ClientCapabilityResponse = answer.primitive_as()?;
    let agreed = response.agreed_capability_list.as_deref().ok_or("no capabilities are agreed")?;
    assert_eq!(agreed.supported_cir_method, [SupportedCirMethod::Stcp]);
    assert_eq!((agreed.tcp_address.as_deref(), agreed.tcp_port), (Some("im.smith.com"), Some(3717)));

    // The client asks for services. The answer lists the services that it does not get.
    let asked = ServiceTree::from_iter([Service::GCLI, Service::NEWM, Service::SRCH, Service::STSRC]);
    let request = ServiceRequest { functions: asked.to_functions(VERSION), ..ServiceRequest::default() };
    let answer = ask(&Message::request(VERSION, session, "c4", request))?;
    let response: &ServiceResponse = answer.primitive_as()?;
    let refused = response.functions.as_deref();
    let refused = refused.map_or(ServiceTree::EMPTY, |tree| ServiceTree::from_functions(tree, VERSION));
    let agreed = asked - refused;
    assert!(agreed.allows(tag::GetList_Request, VERSION) && !agreed.allows(tag::Search_Request, VERSION));
    println!("agreed: {agreed}; refused: {refused}");
    Ok(())
}

/// Returns the code of a login answer.
fn code(answer: &LoginResponse<'_>) -> Option<StatusCode> {
    answer.result.as_ref()?.code
}

/// Returns the common part of both login requests.
fn login() -> LoginRequest<'static> {
    LoginRequest {
        user_id: Some("wv:john@smith.com".into()),
        client_id: Some(ClientId::from_url("WV:IMPEC01$00001@NOK.S60")),
        session_cookie: Some("wv:nokia.12345".into()),
        ..LoginRequest::default()
    }
}

fn capabilities() -> ClientCapabilityRequest<'static> {
    let list = CapabilityList {
        client_type: Some(ClientType::MobilePhone),
        initial_delivery_method: Some(DeliveryMethod::Push),
        any_content: Some(true),
        accepted_charset: vec![Charset::UTF_8.number()],
        accepted_content_length: Some(30_000),
        supported_bearer: vec![SupportedBearer::Http],
        multi_trans: Some(1),
        parser_size: Some(32_768),
        supported_cir_method: vec![SupportedCirMethod::Stcp, SupportedCirMethod::Sudp],
        ..CapabilityList::default()
    };
    ClientCapabilityRequest { capability_list: Some(list.into()), ..ClientCapabilityRequest::default() }
}

/// Sends a request to the server, and returns the answer.
fn ask(request: &Message<'_>) -> Result<Message<'static>> {
    let received = send("client", request)?;
    send("server", &received.answer(server(&received)?).ok_or("the request has no transaction")?)
}

/// Prints the bytes on the wire, and returns the message that the other end reads.
fn send(sender: &str, message: &Message<'_>) -> Result<Message<'static>> {
    let bytes = wbxml::to_vec(message)?;
    let indented = xml::WriteOptions::default().with_indent(Some(2)).with_declaration(false);
    println!("{sender}, {} bytes:\n{}", bytes.len(), xml::to_string_with(message, &indented)?);
    Ok(read_owned(&bytes)?)
}

/// The other end: a minimal server.
fn server(request: &Message<'_>) -> Result<Primitive<'static>> {
    Ok(match request.primitive() {
        Some(Primitive::LoginRequest(request)) => answer_login(request)?,
        Some(Primitive::ClientCapabilityRequest(_)) => {
            let agreed = AgreedCapabilityList {
                supported_cir_method: vec![SupportedCirMethod::Stcp],
                tcp_address: Some("im.smith.com".into()),
                tcp_port: Some(3717),
                ..AgreedCapabilityList::default()
            };
            ClientCapabilityResponse { agreed_capability_list: Some(agreed.into()), ..Default::default() }
                .into()
        }
        Some(Primitive::ServiceRequest(request)) => {
            let asked = request.functions.as_deref();
            let asked = asked.map_or(ServiceTree::EMPTY, |tree| ServiceTree::from_functions(tree, VERSION));
            let offered = ServiceTree::all(VERSION) - Service::SRCH.into() - Service::STSRC.into();
            let functions = asked.not_agreed(offered).to_functions(VERSION);
            ServiceResponse { functions, ..ServiceResponse::default() }.into()
        }
        _ => Status::new(StatusCode::NOT_IMPLEMENTED).into(),
    })
}

fn answer_login(request: &LoginRequest<'_>) -> Result<Primitive<'static>> {
    let mut response = LoginResponse { client_id: login().client_id, ..LoginResponse::default() };
    let code = match &request.digest_bytes {
        None => {
            response.nonce = Some(NONCE.into());
            response.digest_schema = Some(DigestSchema::Md5);
            StatusCode::UNAUTHORIZED
        }
        Some(proof) if digest::verify(&DigestSchema::Md5, NONCE, PASSWORD, proof.as_str())? => {
            response.session_id = Some("im.user.com#48815@server.com".into());
            response.capability_request = Some(true);
            StatusCode::SUCCESS
        }
        Some(_) => StatusCode::INVALID_PASSWORD,
    };
    Ok(LoginResponse { result: Some(Outcome::new(code)), ..response }.into())
}
