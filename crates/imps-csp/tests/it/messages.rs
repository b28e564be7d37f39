//! Lenient reading, refusals with a reason, and the helpers.

use crate::common::message;
use imps_core::{ErrorKind, Node, Version, tag};
use imps_csp::access::{KeepAliveRequest, LoginRequest, LoginResponse, LogoutRequest};
use imps_csp::envelope::{PollingRequest, VersionDiscoveryRequest};
use imps_csp::service::features::Functions;
use imps_csp::service::{CapabilityList, ClientCapabilityRequest, ServiceRequest};
use imps_csp::{
    AcceptedContentType, ClientId, CspDocument, DigestSchema, Message, Outcome, Primitive, SessionDescriptor,
    Status, StatusCode, Transaction, TransactionMode,
};

fn read(text: &str) -> Message<'_> {
    imps_xml::from_str(text).unwrap()
}

fn read_owned(version: &str, primitive: &str) -> Message<'static> {
    read(&message(version, primitive)).into_owned()
}

fn refused(text: &str) -> imps_core::Error {
    imps_xml::from_str::<Message>(text).unwrap_err()
}

fn status(content: &str) -> String {
    message("1.2", &format!("<Status>{content}</Status>"))
}

fn request(version: Version, primitive: impl Into<Primitive<'static>>) -> Message<'static> {
    Message::request(version, SessionDescriptor::inband("s1"), "t1", primitive)
}

const CONTENT: &str = "WV-CSP-Message/Session/Transaction[0]/TransactionContent";

#[test]
fn a_missing_element_is_named_with_its_place() {
    let text = status("");
    let error = refused(&text);
    assert!(matches!(error.kind(), ErrorKind::MissingElement { name: "Result" }), "{error}");
    assert_eq!(error.offset(), text.find("<Status>"));
    assert_eq!(error.path(), format!("{CONTENT}/Status"));
}

#[test]
fn a_second_element_is_refused_where_one_may_stand() {
    let text = status("<Result><Code>200</Code><Code>201</Code></Result>");
    let error = refused(&text);
    assert!(matches!(error.kind(), ErrorKind::DuplicateElement { name: "Code" }), "{error}");
    assert_eq!(error.offset(), text.find("<Code>201"));
    assert_eq!(error.path(), format!("{CONTENT}/Status/Result"));
}

#[test]
fn a_number_that_is_none_is_refused() {
    let text = status("<Result><Code>2OO</Code></Result>");
    let error = refused(&text);
    assert!(matches!(error.kind(), ErrorKind::InvalidValue { found, .. } if found == "2OO"), "{error}");
    assert_eq!(error.offset(), text.find("<Code>"));
    assert_eq!(error.path(), format!("{CONTENT}/Status/Result/Code"));
}

#[test]
fn a_transaction_without_primitive_is_refused() {
    let text = message("1.2", "");
    let error = refused(&text);
    assert!(matches!(error.kind(), ErrorKind::MissingElement { name: "(primitive)" }), "{error}");
    assert_eq!(error.offset(), text.find("<TransactionContent"));
    assert_eq!(error.path(), CONTENT);
}

#[test]
fn fields_that_a_version_lacks_are_not_written() {
    let mut descriptor_poll = request(Version::V1_2, PollingRequest::default());
    descriptor_poll.session.transactions[0].descriptor.poll = Some(true);
    let mut session_poll = request(Version::V1_1, PollingRequest::default());
    session_poll.session.poll = Some(true);
    let mut ext_block = request(Version::V1_1, PollingRequest::default());
    ext_block.session.transactions[0].ext_block.push(Node::new(tag::ExtBlock));
    let result = Outcome { try_again_timeout: Some(60), ..Outcome::new(StatusCode::SERVICE_UNAVAILABLE) };
    let try_again = request(Version::V1_2, Status { result, ..Status::default() });
    let login = LoginRequest { functions: Some(Box::default()), ..LoginRequest::default() };
    let content_type =
        AcceptedContentType { content_policy_limit: Some(4096), ..AcceptedContentType::new("image/jpeg") };
    let list = CapabilityList { accepted_content_type: vec![content_type], ..CapabilityList::default() };
    let capability = ClientCapabilityRequest {
        capability_list: Some(Box::new(list)),
        ..ClientCapabilityRequest::default()
    };

    let list = CapabilityList { accepted_charset: vec![106], ..CapabilityList::default() };
    let charset = ClientCapabilityRequest {
        capability_list: Some(Box::new(list)),
        ..ClientCapabilityRequest::default()
    };

    for (message, name, path) in [
        (
            request(Version::V1_3, charset),
            "AcceptedCharSet",
            &*format!("{CONTENT}/ClientCapability-Request/CapabilityList"),
        ),
        (descriptor_poll, "Poll", "WV-CSP-Message/Session/Transaction[0]/TransactionDescriptor"),
        (session_poll, "Poll", "WV-CSP-Message/Session"),
        (ext_block, "ExtBlock", "WV-CSP-Message/Session/Transaction[0]"),
        (try_again, "TryAgainTimeout", &*format!("{CONTENT}/Status/Result")),
        (request(Version::V1_2, login), "Functions", &*format!("{CONTENT}/Login-Request")),
        (
            request(Version::V1_2, capability),
            "ContentPolicyLimit",
            &*format!("{CONTENT}/ClientCapability-Request/CapabilityList/AcceptedContentType[0]"),
        ),
    ] {
        let error = imps_xml::to_string(&message).unwrap_err();
        let ErrorKind::NotInVersion { name: found, version } = error.kind() else { panic!("{error}") };
        assert_eq!((*found, *version, &*error.path()), (name, message.version, path));
    }
}

#[test]
fn version_discovery_begins_with_1_2() {
    let request = VersionDiscoveryRequest { version: Version::V1_1, ..VersionDiscoveryRequest::default() };
    let error = imps_xml::to_string(&request).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::NotInVersion { name: "WV-CSP-VersionDiscovery-Request", .. }),
        "{error}"
    );
    let document = CspDocument::VersionDiscoveryRequest(VersionDiscoveryRequest::default());
    let written = imps_xml::to_string(&document).unwrap();
    assert_eq!(imps_xml::from_str::<CspDocument>(&written).unwrap(), document);
    // The name in older tables.
    let old = written.replace("VersionDiscovery", "NSDiscovery");
    assert_eq!(imps_xml::from_str::<CspDocument>(&old).unwrap(), document);
}

#[test]
fn an_unexpected_root_is_refused_by_name() {
    let error = imps_xml::from_str::<CspDocument>("<Status/>").unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::UnexpectedRoot { found, .. } if found == "Status"), "{error}");
    let discovery = imps_xml::to_string(&VersionDiscoveryRequest::default()).unwrap();
    assert!(matches!(
        refused(&discovery).kind(),
        ErrorKind::UnexpectedRoot { expected: "WV-CSP-Message", .. }
    ));
}

#[test]
fn what_clients_send_outside_the_standard_is_written_back() {
    let client_id = "<ClientID><URL>c1</URL></ClientID>";
    for (version, primitive) in [
        (
            "1.2",
            format!(
                "<Service-Request>{client_id}<AllFunctionsRequest>T</AllFunctionsRequest></Service-Request>"
            ),
        ),
        ("1.2", format!("<ClientCapability-Request>{client_id}<CapabilityList/></ClientCapability-Request>")),
        (
            "1.2",
            "<Status><Result><Code>200</Code></Result><ClientID>Esmertec112233</ClientID></Status>".into(),
        ),
        ("1.3", "<Service-Response><Functions/></Service-Response>".into()),
        ("1.3", "<Service-Response vendor=\"a\"><Vendor>x</Vendor></Service-Response>".into()),
        ("1.3", "stray<KeepAlive-Request/><Vendor/>".into()),
        ("1.3", "<Vendor-Request><Deep>x</Deep></Vendor-Request>".into()),
        ("1.2", "<Status><Result><Code>9999</Code></Result></Status>".into()),
    ] {
        let text = message(version, &primitive);
        let written = imps_xml::to_string(&read(&text)).unwrap();
        assert!(written.ends_with(&text), "{written}\nis not\n{text}");
    }
}

#[test]
fn a_primitive_without_a_type_is_kept_whole() {
    let text = message("1.2", "<Vendor-Request><Deep>x</Deep></Vendor-Request>");
    let message = read(&text);
    let primitive = message.primitive().unwrap();
    assert_eq!((primitive.name(), primitive.tag()), ("Vendor-Request", imps_core::Tag::FOREIGN));
    let Primitive::Other(node) = primitive else { panic!("{primitive:?}") };
    assert_eq!(node.children().count(), 1);
}

#[test]
fn a_media_type_is_written_in_the_shape_of_the_version() {
    let list = CapabilityList {
        accepted_content_type: vec![AcceptedContentType::new("text/plain")],
        ..CapabilityList::default()
    };
    let primitive = ClientCapabilityRequest {
        capability_list: Some(Box::new(list)),
        ..ClientCapabilityRequest::default()
    };
    for (version, expected) in [
        (Version::V1_1, "<AcceptedContentType>text/plain</AcceptedContentType>"),
        (Version::V1_2, "<AcceptedContentType>text/plain</AcceptedContentType>"),
        (Version::V1_3, "<AcceptedContentType><ContentType>text/plain</ContentType></AcceptedContentType>"),
    ] {
        let written = imps_xml::to_string(&request(version, primitive.clone())).unwrap();
        assert!(written.contains(expected), "{written}");
        assert_eq!(read(&written), request(version, primitive.clone()));
    }
}

#[test]
fn digests_are_offered_in_one_list_or_in_several_elements() {
    for (version, elements) in [
        ("1.1", "<DigestSchema>SHA, MD5</DigestSchema>"),
        ("1.1", "<DigestSchema>SHA</DigestSchema><DigestSchema>MD5</DigestSchema>"),
        ("1.2", "<DigestSchema>SHA</DigestSchema><DigestSchema>MD5</DigestSchema>"),
    ] {
        let login = format!(
            "<Login-Request><UserID>u</UserID><ClientID/>{elements}<SessionCookie>c</SessionCookie></Login-Request>"
        );
        let text = message(version, &login);
        let message = read(&text);
        let Some(Primitive::LoginRequest(login)) = message.primitive() else { panic!("{message:?}") };
        assert!(login.digest_schemas().eq([DigestSchema::Sha, DigestSchema::Md5]));
    }
}

#[test]
fn polling_is_found_where_the_version_has_it() {
    let polls = |text: &str| read(text).session.poll();
    let plain = message("1.1", "<KeepAlive-Request/>");
    assert!(!polls(&plain));
    assert!(polls(&plain.replace("</TransactionDescriptor>", "<Poll>T</Poll></TransactionDescriptor>")));
    assert!(!polls(&plain.replace("</TransactionDescriptor>", "<Poll>F</Poll></TransactionDescriptor>")));
    assert!(polls(&message("1.2", "<KeepAlive-Request/>").replace("</Session>", "<Poll>T</Poll></Session>")));
}

#[test]
fn helpers_build_what_they_say() {
    let message = Message::response(
        Version::V1_3,
        SessionDescriptor::outband(),
        "t9",
        Status::new(StatusCode::SUCCESS),
    );
    let transaction = &message.session.transactions[0];
    assert_eq!(transaction.descriptor.transaction_mode, Some(TransactionMode::Response));
    assert_eq!(transaction.descriptor.transaction_id, Some("t9".into()));
    assert_eq!(message.session.descriptor.session_id, None);
    let Some(Primitive::Status(status)) = message.primitive() else { panic!("{message:?}") };
    assert!(status.result.is_success());
    assert!(!Outcome::new(StatusCode::UNKNOWN_USER).is_success());
    assert_eq!(ClientId::from_msisdn("+358401234567").msisdn.as_deref(), Some("+358401234567"));
    assert_eq!(Message::default().primitive(), None);
    assert_eq!(ServiceRequest::default().functions, None);
    assert_eq!(Functions::default().wv_csp_feat, None);
}

#[test]
fn a_message_tells_its_first_transaction() {
    let asked = read_owned("1.2", "<KeepAlive-Request/>");
    assert_eq!((asked.transaction_id(), asked.is_request()), (Some("t1"), true));
    let unnamed = message("1.1", "<KeepAlive-Request/>").replace("<TransactionID>t1</TransactionID>", "");
    assert_eq!((read(&unnamed).transaction_id(), read(&unnamed).is_request()), (None, true));
    let answer = asked.answer(Status::new(StatusCode::SUCCESS)).unwrap();
    assert_eq!((answer.transaction_id(), answer.is_request()), (Some("t1"), false));
    let empty = Message::default();
    assert_eq!((empty.transaction_id(), empty.is_request()), (None, false));
    assert_eq!(empty.answer(Status::new(StatusCode::SUCCESS)), None);
}

#[test]
fn a_status_in_place_of_an_answer_tells_its_code() {
    let said = |content: &str| {
        let text = status(content);
        let message = read(&text);
        let error = message.primitive_as::<LoginResponse>().unwrap_err();
        assert_eq!(error.expected(), Some("Login-Response"));
        let ErrorKind::Status { code, description, .. } = error.kind() else { panic!("{error}") };
        (*code, description.clone(), error.to_string())
    };
    let (code, description, shown) = said("<Result><Code>531</Code></Result>");
    assert_eq!((code, &*description), (531, "unknown user"));
    assert_eq!(shown, "status 531 \"unknown user\", expected Login-Response");
    let (code, description, shown) =
        said("<Result><Code>531</Code><Description>Ann\nwho?</Description></Result>");
    assert_eq!((code, &*description), (531, "Ann\nwho?"));
    assert_eq!(shown, "status 531 \"Ann\\nwho?\", expected Login-Response");
    for nothing in ["<Description/>", "<Description></Description>", "<Description> \n </Description>"] {
        let (_, description, shown) = said(&format!("<Result><Code>531</Code>{nothing}</Result>"));
        assert_eq!(description, "unknown user", "{nothing}");
        assert_eq!(shown, "status 531 \"unknown user\", expected Login-Response");
    }
    let (_, description, shown) =
        said(&format!("<Result><Code>531</Code><Description>{}</Description></Result>", "a".repeat(1000)));
    assert_eq!(description.len(), 1000);
    assert!(shown.len() < 150, "{shown}");
    let (code, description, shown) = said("<Result><Code>999</Code></Result>");
    assert_eq!((code, &*description), (999, ""));
    assert_eq!(shown, "status 999, expected Login-Response");

    let other = read_owned("1.2", "<KeepAlive-Request/>");
    for message in [other, Message::default()] {
        let error = message.primitive_as::<LoginResponse>().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unexpected { .. }), "{error}");
        assert_eq!(message.outcome(), None);
    }
}

#[test]
fn every_transaction_can_be_answered() {
    let mut asked = read_owned("1.3", "<KeepAlive-Request/>");
    let second = Transaction::new(TransactionMode::Request, "t2", LogoutRequest::default());
    asked.session.transactions.push(Transaction { ext_block: vec![Node::new(tag::ExtBlock)], ..second });
    asked.session.transactions[1].descriptor.poll = Some(true);
    for (transaction, id) in asked.session.transactions.iter().zip(["t1", "t2"]) {
        let answer = transaction.answer(Status::new(StatusCode::SUCCESS));
        let expected = Transaction::new(TransactionMode::Response, id, Status::new(StatusCode::SUCCESS));
        assert_eq!(answer, expected);
    }
}

#[test]
fn a_primitive_is_two_words_wide() {
    assert_eq!(size_of::<Primitive>(), 2 * size_of::<usize>());
    assert_eq!(Primitive::from(KeepAliveRequest::default()).into_owned().name(), "KeepAlive-Request");
}
