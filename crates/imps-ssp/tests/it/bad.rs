//! Unreadable documents: the fault, its place, and the status that a server should answer.

use crate::common::around;
use imps_core::{Error, ErrorKind, ReadOptions, UnknownContent};
use imps_ssp::{Message, Primitive, Status, status_for};
use imps_types::StatusCode;

fn fault(document: &str) -> Error {
    imps_xml::from_str::<Message>(document).expect_err(document)
}

/// Returns the place of a text in a document.
fn at(document: &str, piece: &str) -> Option<usize> {
    document.find(piece)
}

#[test]
fn a_session_without_a_name_is_no_session() {
    let document = around("<Status code=\"200\"/>").replace(" sessionID=\"71@a.example\"", "");
    let error = fault(&document);
    assert!(matches!(error.kind(), ErrorKind::MissingAttribute { name: "sessionID" }), "{error}");
    assert_eq!((error.path(), error.offset()), ("WV-SSP-Message/Session".into(), at(&document, "<Session")));
    assert_eq!(status_for(&error), StatusCode::NOT_LOGGED_IN);
}

#[test]
fn transactions_without_name_or_mode_or_content() {
    for (without, name) in [(" transactionID=\"t1\"", "transactionID"), (" mode=\"Request\"", "mode")] {
        let document = around("<Status code=\"200\"/>").replace(without, "");
        let error = fault(&document);
        assert!(
            matches!(error.kind(), ErrorKind::MissingAttribute { name: found } if *found == name),
            "{error}"
        );
        assert_eq!(error.path(), "WV-SSP-Message/Session/Transaction[0]");
        assert_eq!(
            (error.offset(), status_for(&error)),
            (at(&document, "<Transaction"), StatusCode::BAD_REQUEST)
        );
    }
    let error = fault(&around(""));
    assert!(matches!(error.kind(), ErrorKind::MissingElement { name: "(primitive)" }), "{error}");
}

#[test]
fn an_unknown_primitive_is_kept_or_refused() {
    let document = around("<Foo><Bar/></Foo>");
    let message: Message = imps_xml::from_str(&document).unwrap();
    assert!(matches!(message.primitive(), Some(Primitive::Other(_))));
    assert_eq!(
        (message.primitive().unwrap().name(), message.primitive().unwrap().row().is_none()),
        ("Foo", true)
    );
    assert!(imps_xml::to_string(&message).unwrap().ends_with(&document));
    let options = ReadOptions::default().with_unknown(UnknownContent::Refuse);
    for document in [document, around("<Inviting/>")] {
        let error = imps_xml::from_str_with::<Message>(&document, &options).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::UnexpectedElement { .. }), "{error}");
        assert!(error.path().starts_with("WV-SSP-Message/Session/Transaction[0]"), "{error}");
        assert_eq!(status_for(&error), StatusCode::SERVICE_NOT_SUPPORTED, "{error}");
        assert!(error.offset() > at(&document, "<Transaction") && error.offset().is_some(), "{error}");
    }
    // Deeper down it is not a primitive.
    let document = around("<SubscribeRequest><Foo/></SubscribeRequest>");
    let error = imps_xml::from_str_with::<Message>(&document, &options).unwrap_err();
    assert_eq!((error.offset(), status_for(&error)), (at(&document, "<Foo"), StatusCode::BAD_REQUEST));
}

#[test]
fn an_unknown_step_of_opening_a_session_is_refused() {
    let document = "<WV-SSP-Message><SetupTransaction mode=\"Request\" transactionID=\"1\"><Foo/></SetupTransaction></WV-SSP-Message>";
    let error = fault(document);
    assert!(matches!(error.kind(), ErrorKind::UnexpectedElement { name } if name == "Foo"), "{error}");
    assert_eq!(
        (error.offset(), status_for(&error)),
        (at(document, "<Foo"), StatusCode::SERVICE_NOT_SUPPORTED)
    );
}

#[test]
fn other_roots_namespaces_and_empty_documents() {
    for (document, kind) in [
        ("<WV-SSP-Message xmlns=\"http://example.com/\"/>", "OtherLanguage"),
        ("<WV-SSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-CSP1.2\"/>", "OtherLanguage"),
        ("<WV-SSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-SSP1.4\"/>", "UnsupportedVersion"),
        ("<html/>", "OtherLanguage"),
        ("<WV-CSP-Message/>", "UnexpectedRoot"),
        ("<WV-SSP-Message/>", "MissingElement"),
        ("", "NoRoot"),
    ] {
        let error = fault(document);
        assert!(format!("{:?}", error.kind()).starts_with(kind), "{document}: {error:?}");
        assert_eq!(status_for(&error), StatusCode::BAD_REQUEST, "{document}");
        assert_eq!(error.offset(), Some(0), "{document}");
    }
}

#[test]
fn what_the_other_implementation_writes_ill_formed_is_refused_with_its_place() {
    let cancel = "<CancelInviteRequest inviteID=\"i1\"><Canceling><User userID=\"a@b\"/></Canceling><Canceled><User userID=\"c@d\"/>\
        <Canceled/></CancelInviteRequest>";
    let note = "<InviteRequest inviteID=\"i1\" inviteType=\"GR\"><Inviting><User userID=\"a@b\"/></Inviting><Invited>\
        <User userID=\"c@d\"/></Invited><InviteNote>bed & breakfast</InviteNote></InviteRequest>";
    let angle = "<Status code=\"200\"><StatusDescription>1 < 2</StatusDescription></Status>";
    for (primitive, piece) in [(cancel, "</CancelInviteRequest"), (note, "& breakfast"), (angle, "< 2")] {
        let document = around(primitive);
        let error = fault(&document);
        assert!(matches!(error.kind(), ErrorKind::Syntax(_)), "{error}");
        assert!(error.path().starts_with("WV-SSP-Message/Session/Transaction[0]/"), "{error}");
        let offset = error.offset().unwrap();
        let expected = at(&document, piece).unwrap();
        assert!(offset.abs_diff(expected) <= 25, "{piece}: {offset} instead of {expected}");
        let status = Status::for_error(&error);
        assert_eq!(status.code, StatusCode::BAD_REQUEST);
        assert!(status.description.is_some_and(|text| !text.is_empty()));
    }
}

#[test]
fn values_of_the_wrong_type_name_their_attribute() {
    for (primitive, path) in [
        ("<Status code=\"fine\"/>", "Status/@code"),
        ("<KeepAliveRequest timeToLive=\"-1\"/>", "KeepAliveRequest/@timeToLive"),
        (
            "<GetGroupSubStatusResponse subscribed=\"\"><Status code=\"200\"/></GetGroupSubStatusResponse>",
            "GetGroupSubStatusResponse/@subscribed",
        ),
    ] {
        let document = around(primitive);
        let error = fault(&document);
        assert!(matches!(error.kind(), ErrorKind::InvalidValue { .. }), "{error}");
        assert_eq!(error.path(), format!("WV-SSP-Message/Session/Transaction[0]/{path}"));
        assert_eq!(error.offset(), at(&document, primitive));
    }
}
