//! The committed capture: a conversation of John and Mary, made here and nowhere else.
//!
//! `UPDATE=1 cargo test -p imps-inspect --test it conversation` writes it again.

use crate::maker::{Maker, Tcp, address, post, response};
use imps_transport::cir;
use imps_transport::wsp;
use oma_imps::{Syntax, convert};
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

const WBXML: &str = "application/vnd.wv.csp.wbxml";
const JOHN: &str = "wv:john@imps.example";
const MARY: &str = "wv:mary@imps.example";

pub(crate) fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/captures/conversation.pcapng"))
}

#[test]
fn the_committed_capture_is_the_made_one() {
    let made = made();
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path().parent().unwrap()).unwrap();
        fs::write(path(), &made).unwrap();
    }
    assert!(fs::read(path()).unwrap() == made, "run again with UPDATE=1");
}

fn in_session(session: &str, mode: &str, id: &str, content: &str, behind: &str) -> String {
    let descriptor = match session {
        "" => "<SessionType>Outband</SessionType>".into(),
        id => format!("<SessionType>Inband</SessionType><SessionID>{id}</SessionID>"),
    };
    format!(
        "<WV-CSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"><Session>\
         <SessionDescriptor>{descriptor}</SessionDescriptor><Transaction><TransactionDescriptor>\
         <TransactionMode>{mode}</TransactionMode><TransactionID>{id}</TransactionID></TransactionDescriptor>\
         <TransactionContent xmlns=\"http://www.openmobilealliance.org/DTD/WV-TRC1.2\">{content}\
         </TransactionContent></Transaction>{behind}</Session></WV-CSP-Message>"
    )
}

pub(crate) fn wbxml(xml: &str) -> Vec<u8> {
    convert(xml.as_bytes(), Syntax::Wbxml).unwrap_or_else(|error| panic!("{error}: {xml}")).bytes
}

pub(crate) fn request(session: &str, id: &str, content: &str) -> Vec<u8> {
    wbxml(&in_session(session, "Request", id, content, ""))
}

pub(crate) fn answer(session: &str, id: &str, content: &str) -> Vec<u8> {
    wbxml(&in_session(session, "Response", id, content, ""))
}

const SUCCESS: &str = "<Result><Code>200</Code></Result>";

fn status() -> String {
    format!("<Status>{SUCCESS}</Status>")
}

fn login(user: &str, client: &str, cookie: &str) -> String {
    format!(
        "<Login-Request><UserID>{user}</UserID><ClientID><URL>{client}</URL></ClientID><Password>secret</Password>\
         <TimeToLive>3600</TimeToLive><SessionCookie>{cookie}</SessionCookie></Login-Request>"
    )
}

fn logged_in(client: &str, session: &str) -> String {
    format!(
        "<Login-Response><ClientID><URL>{client}</URL></ClientID>{SUCCESS}<SessionID>{session}</SessionID>\
         <KeepAliveTime>3600</KeepAliveTime><CapabilityRequest>T</CapabilityRequest></Login-Response>"
    )
}

fn info(id: &str, report: &str, content: &str) -> String {
    let id = if id.is_empty() { String::new() } else { format!("<MessageID>{id}</MessageID>") };
    format!(
        "{report}<MessageInfo>{id}<ContentType>text/plain</ContentType><ContentSize>34</ContentSize>\
         <Recipient><User><UserID>{MARY}</UserID></User></Recipient><Sender><User><UserID>{JOHN}</UserID></User></Sender>\
         <DateTime>20060504T100020Z</DateTime></MessageInfo>{content}"
    )
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

/// A request and its answer, which comes after some milliseconds.
fn exchange(maker: &mut Maker, tcp: &mut Tcp, asked: &[u8], millis: u64, answer: &[u8]) {
    maker.send(tcp, 0, asked, 1400);
    maker.wait(millis);
    maker.send(tcp, 1, answer, 1400);
    maker.wait(500);
}

#[expect(clippy::too_many_lines, reason = "a script is read from its start to its end")]
fn made() -> Vec<u8> {
    let mut maker = Maker::default();
    let (john, mary) = (address(11, 40_001), address(12, 3717));
    let server = address(1, 80);
    let in_session = |mode: &str, id: &str, content: &str, poll: bool| {
        wbxml(&in_session("s-john", mode, id, content, if poll { "<Poll>T</Poll>" } else { "" }))
    };
    let ask = |id: &str, content: &str| post(WBXML, &in_session("Request", id, content, false));
    let reply = |id: &str, content: &str| response(WBXML, &in_session("Response", id, content, false));

    // John logs in over HTTP.
    let client = "WV:Phone-1.0@example";
    let mut http = maker.tcp(john, server, [1000, u32::MAX - 500]);
    let asked = post(WBXML, &request("", "j1", &login(JOHN, client, "wv:cookie.john")));
    let answered = response(WBXML, &answer("", "j1", &logged_in(client, "s-john")));
    exchange(&mut maker, &mut http, &asked, 180, &answered);

    // Capabilities; the request is sent again, because its acknowledgement is lost.
    let list = "<ClientType>MOBILE_PHONE</ClientType><InitialDeliveryMethod>P</InitialDeliveryMethod>\
        <AcceptedContentType>text/plain</AcceptedContentType><AcceptedContentLength>32767</AcceptedContentLength>\
        <SupportedBearer>HTTP</SupportedBearer><MultiTrans>1</MultiTrans><ParserSize>32767</ParserSize><SupportedCIRMethod>STCP</SupportedCIRMethod>\
        <SupportedCIRMethod>SUDP</SupportedCIRMethod>";
    let asked = ask(
        "j2",
        &format!(
            "<ClientCapability-Request><CapabilityList>{list}</CapabilityList></ClientCapability-Request>"
        ),
    );
    let all = 0..asked.len();
    maker.send_parts(&mut http, 0, &asked, &[all.clone(), all]);
    maker.wait(40);
    let agreed = "<ClientCapability-Response><AgreedCapabilityList><SupportedBearer>HTTP</SupportedBearer>\
         <SupportedCIRMethod>STCP</SupportedCIRMethod><TCPAddress>192.0.2.1</TCPAddress><TCPPort>3171</TCPPort>\
         <ServerPollMin>30</ServerPollMin></AgreedCapabilityList></ClientCapability-Response>";
    maker.send(&mut http, 1, &reply("j2", agreed), 1400);
    maker.wait(500);

    // Services; the answer is compressed.
    let features = "<WVCSPFeat><FundamentalFeat/><PresenceFeat/><IMFeat/></WVCSPFeat>";
    let asked = ask(
        "j3",
        &format!(
            "<Service-Request><Functions>{features}</Functions>\
             <AllFunctionsRequest>T</AllFunctionsRequest></Service-Request>"
        ),
    );
    let services = in_session(
        "Response",
        "j3",
        &format!("<Service-Response><AllFunctions>{features}</AllFunctions></Service-Response>"),
        false,
    );
    let body = gzip(&services);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {WBXML}\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    exchange(&mut maker, &mut http, &asked, 60, &[head.as_bytes(), &body].concat());

    // The channel for wake-ups.
    let mut channel = maker.tcp(address(11, 40_002), address(1, 3171), [7, 70]);
    maker.send(&mut channel, 0, b"HELO s-john\r\n", 1400);
    maker.wait(20);
    maker.send(&mut channel, 1, b"OK\r\n", 1400);
    maker.wait(300);

    // Contact lists; the answer has chunks.
    let asked = ask("j4", "<GetList-Request/>");
    let lists = in_session(
        "Response",
        "j4",
        "<GetList-Response><ContactList>wv:john/friends@imps.example</ContactList>\
         <ContactList>wv:john/work@imps.example</ContactList>\
         <DefaultContactList>wv:john/friends@imps.example</DefaultContactList></GetList-Response>",
        false,
    );
    let mut answer_bytes =
        format!("HTTP/1.1 200 OK\r\nContent-Type: {WBXML}\r\nTransfer-Encoding: chunked\r\n\r\n")
            .into_bytes();
    for chunk in lists.chunks(48) {
        answer_bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
        answer_bytes.extend(chunk);
        answer_bytes.extend(b"\r\n");
    }
    answer_bytes.extend(b"0\r\n\r\n");
    exchange(&mut maker, &mut http, &asked, 70, &answer_bytes);

    // Presence; the answer arrives out of order.
    let asked = ask(
        "j5",
        &format!(
            "<SubscribePresence-Request><User><UserID>{MARY}</UserID></User><AutoSubscribe>T</AutoSubscribe></SubscribePresence-Request>"
        ),
    );
    maker.send(&mut http, 0, &asked, 1400);
    maker.wait(55);
    let answered = reply("j5", &status());
    let (half, end) = (answered.len() / 2, answered.len());
    maker.send_parts(&mut http, 1, &answered, &[half..end, 0..half]);
    maker.wait(2000);

    // Mary logs in over WSP.
    let phone = address(12, 49_200);
    let gateway = address(1, 9200);
    let wsp_exchange = |maker: &mut Maker, tid: u8, asked: &[u8], millis: u64, answered: &[u8]| {
        let mut datagram = Vec::new();
        wsp::client::post(tid, "http://imps.example/csp", WBXML, asked, &mut datagram).unwrap();
        maker.udp(phone, gateway, &datagram);
        maker.wait(millis);
        let mut datagram = Vec::new();
        let content_type = (!answered.is_empty()).then_some(WBXML);
        wsp::server::reply(tid, http::StatusCode::OK, content_type, answered, &mut datagram).unwrap();
        maker.udp(gateway, phone, &datagram);
        maker.wait(400);
    };
    let (asked, answered) = (
        request("", "m1", &login(MARY, "WV:Other-2.0@example", "wv:cookie.mary")),
        answer("", "m1", &logged_in("WV:Other-2.0@example", "s-mary")),
    );
    wsp_exchange(&mut maker, 1, &asked, 700, &answered);

    // John learns of it: a wake-up on TCP, a poll, a notification.
    maker.send(&mut channel, 1, b"WVCI 1.2 wv:cookie.john\r\n", 1400);
    maker.wait(90);
    let presence = format!(
        "<PresenceNotification-Request><Presence><UserID>{MARY}</UserID><PresenceSubList \
         xmlns=\"http://www.openmobilealliance.org/DTD/WV-PA1.2\"><OnlineStatus><Qualifier>T</Qualifier>\
         <PresenceValue>T</PresenceValue></OnlineStatus></PresenceSubList></Presence></PresenceNotification-Request>"
    );
    let poll = |id: &str| ask(id, "<Polling-Request/>");
    let answered = response(WBXML, &in_session("Request", "x1", &presence, false));
    exchange(&mut maker, &mut http, &poll(""), 45, &answered);
    let asked = post(WBXML, &in_session("Response", "x1", &status(), false));
    exchange(&mut maker, &mut http, &asked, 30, &response("", b""));

    // A message with a delivery report.
    let text = "<ContentData>Meet at the boathouse, 18:00? John</ContentData>";
    let message = info("", "<DeliveryReport>T</DeliveryReport>", text);
    let asked = ask("j6", &format!("<SendMessage-Request>{message}</SendMessage-Request>"));
    let accepted =
        format!("<SendMessage-Response>{SUCCESS}<MessageID>msg-1</MessageID></SendMessage-Response>");
    exchange(&mut maker, &mut http, &asked, 120, &reply("j6", &accepted));

    // Mary is woken by a datagram, polls, and confirms.
    let wakeup: cir::Wakeup = "WVCI 1.2 wv:cookie.mary".parse().unwrap();
    maker.udp(address(1, 3717), mary, wakeup.to_string().as_bytes());
    maker.wait(250);
    let polled = request("s-mary", "", "<Polling-Request/>");
    let arrived = request("s-mary", "y1", &format!("<NewMessage>{}</NewMessage>", info("msg-1", "", text)));
    wsp_exchange(&mut maker, 2, &polled, 300, &arrived);
    let confirmed =
        answer("s-mary", "y1", "<MessageDelivered><MessageID>msg-1</MessageID></MessageDelivered>");
    wsp_exchange(&mut maker, 3, &confirmed, 200, b"");

    // The report waits for John.
    maker.send(&mut channel, 1, b"WVCI 1.2 wv:cookie.john\r\n", 1400);
    maker.wait(90);
    let report = format!(
        "<DeliveryReport-Request>{SUCCESS}<DeliveryTime>20060504T100025Z</DeliveryTime>{}</DeliveryReport-Request>",
        info("msg-1", "", "")
    );
    let answered = response(WBXML, &in_session("Request", "x2", &report, false));
    exchange(&mut maker, &mut http, &poll(""), 45, &answered);
    let asked = post(WBXML, &in_session("Response", "x2", &status(), false));
    exchange(&mut maker, &mut http, &asked, 30, &response("", b""));

    // The channel is tested; the server refuses a list that is not there; Mary has another message.
    maker.send(&mut channel, 0, b"PING\r\n", 1400);
    maker.wait(20);
    maker.send(&mut channel, 1, b"OK\r\n", 1400);
    maker.wait(1000);
    let asked = ask(
        "j7",
        "<ListManage-Request><ContactList>wv:john/rowing@imps.example</ContactList><ReceiveList>T</ReceiveList></ListManage-Request>",
    );
    let refused = "<ListManage-Response><Result><Code>700</Code><Description>Contact list does not exist</Description></Result></ListManage-Response>";
    exchange(
        &mut maker,
        &mut http,
        &asked,
        35,
        &response(WBXML, &in_session("Response", "j7", refused, true)),
    );
    let asked = poll("");
    exchange(&mut maker, &mut http, &asked, 25, &response("", b""));

    // Both log out; nobody answers Mary.
    let asked = ask("j8", "<Logout-Request/>");
    exchange(&mut maker, &mut http, &asked, 65, &reply("j8", &status()));
    maker.close(&mut channel);
    maker.close(&mut http);
    let mut datagram = Vec::new();
    let asked = request("s-mary", "m2", "<Logout-Request/>");
    wsp::client::post(4, "http://imps.example/csp", WBXML, &asked, &mut datagram).unwrap();
    maker.udp(phone, gateway, &datagram);
    maker.pcapng()
}
