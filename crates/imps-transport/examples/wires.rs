//! Prints one datagram or SMS per line for another decoder to read: a name, the UDP port, and the
//! bytes in hexadecimal. `testdata/verify-transport-with-peers.sh` compares the other reading.
//!
//! Run with `cargo run -p imps-transport --example wires`.

use imps_transport::cir::{Wakeup, push};
use imps_transport::sms::PUSH_PORT;
use imps_transport::wsp::{
    self, ContentType, Datagram, Header, MediaType, Name, Pdu, Push, Value, client, server,
};
use oma_imps::Version;

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

fn main() -> Result {
    let cookie = "wv:phone.12345".parse()?;
    let wakeup = Wakeup { version: Version::V1_2, cookie };
    let mut short = Vec::new();
    push::write(&wakeup, 1, &mut short);
    print("push-short", PUSH_PORT, &short);

    let media_type = MediaType::Text(push::MEDIA_TYPE);
    let text = wakeup.to_string();
    let pushed = Push {
        content_type: Some(ContentType { media_type, parameters: Vec::new() }),
        headers: vec![Header::CIR_APPLICATION_TEXT],
        body: text.as_bytes(),
    };
    print("push-text", PUSH_PORT, &Datagram { tid: 2, pdu: Pdu::Push(pushed.clone()) }.to_vec()?);
    let charset = ContentType::new("application/vnd.wv.csp+xml; charset=utf-8");
    let pushed = Push { content_type: Some(charset), ..pushed };
    print("push-charset", PUSH_PORT, &Datagram { tid: 3, pdu: Pdu::Push(pushed) }.to_vec()?);

    for (tid, version) in (0x21..).zip(Version::ALL) {
        let media_type = oma_imps::Syntax::Wbxml.media_type(version);
        let mut post = Vec::new();
        client::post(tid, "http://imps.example/csp", media_type, b"document", &mut post)?;
        print(&format!("post-{version}"), wsp::PORT, &post);
    }
    let mut get = Vec::new();
    client::get(0x30, "http://imps.example/cir/5", &mut get)?;
    print("get", wsp::PORT, &get);

    for status in [200, 204, 400, 404, 406, 415, 417, 500, 501, 503] {
        let (status, mut reply) = (http::StatusCode::from_u16(status)?, Vec::new());
        let media_type = Some("application/vnd.wv.csp+wbxml");
        server::reply(0x40, status, media_type, b"document", &mut reply)?;
        print(&format!("reply-{}", status.as_u16()), wsp::PORT, &reply);
    }
    let headers = vec![
        Header { name: Name::Text("X-Wv"), value: Value::Text(b"one") },
        Header { name: Name::ACCEPT, value: Value::Short(0x4D) },
    ];
    let get = wsp::Get { uri: "http://imps.example/", headers };
    print("get-headers", wsp::PORT, &Datagram { tid: 0x50, pdu: Pdu::Get(get) }.to_vec()?);
    Ok(())
}

fn print(name: &str, port: u16, bytes: &[u8]) {
    print!("{name} {port} ");
    for byte in bytes {
        print!("{byte:02x}");
    }
    println!();
}
