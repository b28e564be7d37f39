//! A login conversation in binary XML at both ends: the phone offers digests, the server sends a
//! challenge, the phone answers it, and the server opens a session.
//!
//! Run with `cargo run -p oma-imps --example login`.

use oma_imps::csp::access::{LoginRequest, LoginResponse};
use oma_imps::csp::{
    ClientId, DigestSchema, Message, Outcome, Primitive, SessionDescriptor, Status, StatusCode,
};
use oma_imps::{Error, Input, Syntax, Version, WriteOptions, wbxml, xml};

const NONCE: &str = "e6b68ebd81309d538357e39e2fba3204";
/// base64(MD5(nonce + "secret")), which the phone computes and the server expects.
const DIGEST: &str = "ofnsv5Ty36paeU1JJ+f8fQ==";

fn main() -> Result<(), Error> {
    let offer = wbxml::to_vec(&phone(None))?;
    show("phone offers", &offer)?;
    let challenge = server(&offer)?;
    show("server challenges", &challenge)?;

    let received: Message = wbxml::from_slice(&challenge)?;
    let digest = match received.primitive() {
        Some(Primitive::LoginResponse(response)) if response.nonce.as_deref() == Some(NONCE) => Some(DIGEST),
        // Another challenge needs another digest.
        _ => None,
    };

    let proof = wbxml::to_vec(&phone(digest))?;
    show("phone proves", &proof)?;
    let session = server(&proof)?;
    show("server opens a session", &session)
}

/// Returns the login request of the phone. Without a digest it lists the supported digests.
fn phone(digest: Option<&'static str>) -> Message<'static> {
    let login = LoginRequest {
        user_id: Some("wv:john@smith.com".into()),
        client_id: Some(ClientId::from_url("WV:IMPEC01$00001@NOK.S60")),
        digest_schema: if digest.is_some() { vec![] } else { vec![DigestSchema::Md5, DigestSchema::Sha] },
        digest_bytes: digest.map(Into::into),
        time_to_live: digest.map(|_| 3600),
        session_cookie: Some("wv:nokia.12345".into()),
        ..LoginRequest::default()
    };
    Message::request(Version::V1_2, SessionDescriptor::outband(), "nok1", login)
}

/// Handles a request as a server does: reads it into types, and answers in its version and syntax.
fn server(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let request: Message = wbxml::from_slice(bytes)?;
    let answer: Primitive = match request.primitive() {
        Some(Primitive::LoginRequest(login)) => login_response(login).into(),
        _ => Status::new(StatusCode::NOT_IMPLEMENTED).into(),
    };
    // A request without transaction needs no answer.
    request.answer(answer).map_or_else(|| Ok(Vec::new()), |answer| wbxml::to_vec(&answer))
}

fn login_response<'a>(login: &LoginRequest<'a>) -> LoginResponse<'a> {
    let base = LoginResponse { client_id: login.client_id.clone(), ..LoginResponse::default() };
    match &login.digest_bytes {
        None => LoginResponse {
            result: Some(Outcome::new(StatusCode::UNAUTHORIZED)),
            nonce: Some(NONCE.into()),
            digest_schema: Some(DigestSchema::Md5),
            ..base
        },
        Some(digest) if digest.as_str() == DIGEST => LoginResponse {
            result: Some(Outcome::new(StatusCode::SUCCESS)),
            session_id: Some("im.user.com#48815@server.com".into()),
            keep_alive_time: Some(3600),
            capability_request: Some(true),
            ..base
        },
        Some(_) => LoginResponse { result: Some(Outcome::new(StatusCode::INVALID_PASSWORD)), ..base },
    }
}

fn show(what: &str, bytes: &[u8]) -> Result<(), Error> {
    let options = xml::WriteOptions::default().with_indent(Some(2)).with_declaration(false);
    let xml = Input::new(bytes)?.convert(Syntax::Xml, &WriteOptions::default().with_xml(options))?.bytes;
    println!("{what} ({} bytes of binary XML):\n{}", bytes.len(), String::from_utf8_lossy(&xml));
    Ok(())
}
