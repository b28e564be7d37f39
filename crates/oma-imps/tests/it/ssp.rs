//! Documents between servers through the facade: detected by their root, converted between XML and
//! JSON, and refused in binary XML.

use crate::common::{Settings, convert};
use oma_imps::ssp::{Message, Primitive};
use oma_imps::{ErrorKind, Input, Protocol, Syntax, read_owned};

fn examples() -> Vec<(String, Vec<u8>)> {
    let folder = imps_testing::testdata("ssp");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let examples: Vec<_> =
        paths.map(|path| (path.display().to_string(), std::fs::read(path).unwrap())).collect();
    assert_eq!(examples.len(), 48);
    examples
}

#[test]
fn every_example_goes_to_json_and_back() {
    for (name, xml) in examples() {
        assert_eq!(Input::new(&xml).unwrap().protocol(), Protocol::Ssp, "{name}");
        let message: Message = read_owned(&xml).unwrap();
        let json = convert(&xml, &Settings::default()).unwrap();
        assert_eq!(Syntax::detect(&json), Some(Syntax::Json), "{name}");
        let input = Input::new(&json).unwrap();
        assert_eq!((input.protocol(), input.other_syntax()), (Protocol::Ssp, Syntax::Xml), "{name}");
        assert_eq!(input.read_owned::<Message>().unwrap(), message, "{name}");
        let again = convert(&json, &Settings::default()).unwrap();
        assert_eq!(read_owned::<Message>(&again).unwrap(), message, "{name}");
        assert_eq!(Syntax::Json.to_vec(&message).unwrap(), json, "{name}");
        assert_eq!(Syntax::Xml.to_vec(&message).unwrap(), again, "{name}");
    }
}

#[test]
fn xml_is_written_anew_in_canonical_form() {
    for (name, xml) in examples() {
        let canonical = convert(&xml, &Settings::default().with_to(Syntax::Xml)).unwrap();
        assert_eq!(read_owned::<Message>(&canonical).unwrap(), read_owned(&xml).unwrap(), "{name}");
    }
}

#[test]
fn there_is_no_other_form() {
    let (_, xml) = &examples()[0];
    let message: Message = read_owned(xml).unwrap();
    for syntax in [Syntax::Wbxml, Syntax::Pts] {
        for error in [
            convert(xml, &Settings::default().with_to(syntax)).unwrap_err(),
            syntax.to_vec(&message).unwrap_err(),
        ] {
            assert!(matches!(error.kind(), ErrorKind::NoMapping { .. }), "{syntax}: {error}");
        }
    }
}

#[test]
fn documents_of_clients_are_what_they_were() {
    let xml = b"<WV-CSP-Message><Session><SessionDescriptor><SessionType>Outband</SessionType></SessionDescriptor></Session>\
        </WV-CSP-Message>";
    let input = Input::new(xml).unwrap();
    assert_eq!((input.protocol(), input.other_syntax()), (Protocol::Csp, Syntax::Wbxml));
    assert_eq!(Protocol::of_root("html"), Protocol::Csp);
}

#[test]
fn primitives_without_a_type_survive_json() {
    let xml = "<WV-SSP-Message><Session sessionID=\"71\"><Transaction mode=\"Request\" transactionID=\"t1\">\
        <Foo a=\"b\"><StatusDescription/>x<UserID userID=\"y\"/></Foo></Transaction></Session></WV-SSP-Message>";
    let message: Message = read_owned(xml.as_bytes()).unwrap();
    assert!(matches!(message.primitive(), Some(Primitive::Other(_))));
    let json = Syntax::Json.to_vec(&message).unwrap();
    let json = String::from_utf8(json).unwrap();
    assert_eq!(read_owned::<Message>(json.as_bytes()).unwrap(), message, "{json}");
    assert!(json.contains(r#""other":{"name":"Foo","#), "{json}");
}

#[test]
fn json_names_nothing_twice() {
    let status =
        "<Status code=\"200\"/><Status code=\"404\"><StatusDescription>x</StatusDescription></Status>";
    let transaction = format!(
        "<Session sessionID=\"71\"><Transaction mode=\"Request\" transactionID=\"t1\">{status}</Transaction></Session>"
    );
    let xml = format!("<WV-SSP-Message>{transaction}{transaction}</WV-SSP-Message>");
    let message: Message = read_owned(xml.as_bytes()).unwrap();
    let json = String::from_utf8(Syntax::Json.to_vec(&message).unwrap()).unwrap();
    assert_eq!(json.matches("\"Status\":").count(), 1, "{json}");
    assert_eq!(json.matches("\"Session\":").count(), 1, "{json}");
    assert_eq!(read_owned::<Message>(json.as_bytes()).unwrap(), message, "{json}");
}

#[test]
fn errors_of_json_tell_the_element_and_no_byte() {
    let xml =
        b"<WV-SSP-Message><Session sessionID=\"71\"><Transaction mode=\"Request\" transactionID=\"t1\">\
        <SendMessageRequest deliveryReport=\"No\"/></Transaction></Session></WV-SSP-Message>";
    let json = br#"{"version":"1.3","WV-SSP-Message":{"Session":{"@sessionID":"71","Transaction":[
        {"@mode":"Request","@transactionID":"t1","SendMessageRequest":{"@deliveryReport":"No"}}]}}}"#;
    let path = "Session/Transaction[0]/SendMessageRequest";
    let error = convert(xml, &Settings::default().with_to(Syntax::Json)).unwrap_err();
    let place = format!("at byte 87 in WV-SSP-Message/{path}");
    assert_eq!(error.to_string(), format!("missing element MessageInfo {place}"));
    for error in [convert(json, &Settings::default()).unwrap_err(), read_owned::<Message>(json).unwrap_err()]
    {
        assert_eq!(error.to_string(), format!("missing element MessageInfo in WV-SSP-Message/{path}"));
    }
    let error = serde_json::from_slice::<Message>(json).unwrap_err();
    assert_eq!(error.to_string(), format!("missing element MessageInfo in {path}"));
}
