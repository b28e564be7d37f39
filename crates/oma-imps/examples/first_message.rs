//! The program of the README: a login, as a phone posts it and as a server reads it.

use oma_imps::csp::access::LoginRequest;
use oma_imps::csp::{ClientId, Message, SessionDescriptor};
use oma_imps::{Error, Version, wbxml, xml};

fn main() -> Result<(), Error> {
    let login = LoginRequest {
        user_id: Some("wv:john@smith.com".into()),
        client_id: Some(ClientId::from_url("WV:PHONE")),
        password: Some("secret".into()),
        session_cookie: Some("cookie".into()),
        ..LoginRequest::default()
    };
    let message = Message::request(Version::V1_2, SessionDescriptor::outband(), "t1", login);
    let bytes = wbxml::to_vec(&message)?; // what a phone posts
    let received: Message = wbxml::from_slice(&bytes)?; // what a server reads
    println!("{}", xml::to_string(&received)?);
    Ok(())
}
