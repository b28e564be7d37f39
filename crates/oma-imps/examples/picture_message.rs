//! Ann sends Bob a picture and requests a delivery report: two phones and the server between them.
//!
//! Run with `cargo run -p oma-imps --example picture_message`.

use oma_imps::csp::common::{Recipient, User};
use oma_imps::csp::messaging::{
    DeliveryReportRequest, MessageDelivered, MessageInfo, NewMessage, SendMessageRequest, SendMessageResponse,
};
use oma_imps::csp::{Message, Outcome, SessionDescriptor, Status, StatusCode};
use oma_imps::{AnyDateTime, DateTime, Version, read_owned, wbxml, xml};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const ANN: &str = "wv:ann@example.com";
const BOB: &str = "wv:bob@example.com";
/// One white pixel.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x01\0\x01\0\0\x02\x02L\x01\0;";

fn main() -> Result<()> {
    let ann = SessionDescriptor::inband("session-of-ann");
    let bob = SessionDescriptor::inband("session-of-bob");

    // Ann sends the picture as base64, which both binary XML and XML can carry.
    let mut request = SendMessageRequest::bytes(to(BOB), "image/gif", PICTURE)
        .with_sender(User::new(ANN))
        .with_report(true);
    request.message_info.validity = Some(24 * 3600);
    let at_server = send("Ann", &Message::request(Version::V1_2, ann.clone(), "a1", request))?;
    let sent: &SendMessageRequest = at_server.primitive_as()?;

    // The server gives the message an identifier. Later reports use it.
    let taken = SendMessageResponse {
        result: Outcome::new(StatusCode::SUCCESS),
        message_id: Some("0x0000f132".into()),
        ..SendMessageResponse::default()
    };
    let at_ann = send("server", &at_server.answer(taken).ok_or("nothing to answer")?)?;
    let taken: &SendMessageResponse = at_ann.primitive_as()?;
    assert!(taken.result.is_success());

    // The server delivers it to Bob unchanged, with its identifier and the time.
    let sent_at: DateTime = "20010925T134013Z".parse()?;
    let delivery = NewMessage {
        message_info: MessageInfo {
            message_id: taken.message_id.clone(),
            date_time: Some(sent_at.into()),
            recipient: Some(to(BOB)),
            ..sent.message_info.clone()
        },
        content_data: sent.content_data.clone(),
        ..NewMessage::default()
    };
    let at_bob = send("server", &Message::request(Version::V1_2, bob, "s1", delivery))?;
    let message: &NewMessage = at_bob.primitive_as()?;

    // Bob receives exactly the bytes that Ann has sent, and confirms.
    let info = &message.message_info;
    let content_type = info.content_type.as_ref().ok_or("a picture without a media type")?;
    assert!(content_type.is("image/gif"));
    assert_eq!(&*message.content_bytes()?, PICTURE);
    println!("Bob sees a picture of {:?} bytes, sent at {:?}", info.content_size, info.date_time);
    let message_id = info.message_id.clone().ok_or("a message without a name cannot be confirmed")?;
    let confirmation = MessageDelivered { message_id, ..MessageDelivered::default() };
    let confirmed = send("Bob", &at_bob.answer(confirmation).ok_or("nothing to answer")?)?;
    let delivered: &MessageDelivered = confirmed.primitive_as()?;
    assert_eq!(Some(&delivered.message_id), taken.message_id.as_ref());

    // Ann requested a report, so the server sends one.
    assert_eq!(sent.delivery_report, Some(true));
    let report = DeliveryReportRequest {
        result: Outcome::new(StatusCode::SUCCESS),
        delivery_time: DateTime::new(2001, 9, 25, 13, 40, 20, Some('Z')).map(Into::into),
        message_info: MessageInfo {
            message_id: Some(delivered.message_id.clone()),
            ..sent.message_info.clone()
        },
        ..DeliveryReportRequest::default()
    };
    let at_ann = send("server", &Message::request(Version::V1_2, ann, "s2", report))?;
    let report: &DeliveryReportRequest = at_ann.primitive_as()?;
    assert_eq!(report.message_info.message_id, taken.message_id);
    assert_eq!(
        report.delivery_time.as_ref().and_then(AnyDateTime::to_unix),
        sent_at.to_unix().map(|sent| sent + 7)
    );

    // Ann's phone confirms the report, and the story ends.
    let heard = at_ann.answer(Status::new(StatusCode::SUCCESS)).ok_or("nothing to answer")?;
    let heard = send("Ann", &heard)?;
    assert_eq!(heard.transaction_id(), Some("s2"));
    Ok(())
}

/// Returns the recipient list of one user.
fn to(user: &'static str) -> Recipient<'static> {
    Recipient::from_iter([User::new(user)])
}

/// Prints the bytes on the wire, and returns the message that the other end reads.
fn send(sender: &str, message: &Message<'_>) -> Result<Message<'static>> {
    let bytes = wbxml::to_vec(message)?;
    let indented = xml::WriteOptions::default().with_indent(Some(2)).with_declaration(false);
    println!("{sender}, {} bytes:\n{}", bytes.len(), xml::to_string_with(message, &indented)?);
    Ok(read_owned(&bytes)?)
}
