//! The slips of the only other known implementation: each is read as intended, refused by strict
//! reading, reported by the validator, and never written.

use crate::common::around;
use imps_core::{ErrorKind, ReadOptions, Rule, UnknownContent};
use imps_ssp::presence::UnsubscribeRequest;
use imps_ssp::validate::{Severity, ValidateOptions, validate};
use imps_ssp::{Message, SSP, Status};
use imps_types::StatusCode;
use imps_xml::XmlSource;

const SUB_LIST: &str = "<PresenceSubList xmlns=\"http://www.openmobilealliance.org/DTD/WV-PA1.3\"/>";

/// The written text, and the intended one.
fn slips() -> Vec<(&'static str, &'static str, String)> {
    let info = |attribute: &str| {
        format!(
            "<SendMessageRequest deliveryReport=\"No\"><MessageInfo {attribute}=\"7\"><Recipient><User userID=\"a@b\"/></Recipient>\
             <Sender><User userID=\"c@d\"/></Sender></MessageInfo></SendMessageRequest>"
        )
    };
    let joined = |element: &str| {
        format!(
            "<GetJoinedUsersResponse><Status code=\"200\"/><{element}><UserMapList><UserMapping><Mapping><SName>x</SName>\
             <UserID userID=\"a@b\"/></Mapping></UserMapping></UserMapList></{element}></GetJoinedUsersResponse>"
        )
    };
    let names = |element: &str| {
        format!(
            "<Status code=\"201\"><DetailedResult code=\"427\"><{element} groupID=\"/g@b\">x</{element}></DetailedResult></Status>"
        )
    };
    let setup = "<WV-SSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-SSP1.3\">\
        <SetupTransaction mode=\"Request\" transactionID=\"71\"><SendSecretToken serviceID=\"wv:@a.example\" protocol=\"WV-SSP\" \
        protocolVersion=\"1.3\"><SecretToken>x</SecretToken></SendSecretToken></SetupTransaction></WV-SSP-Message>";
    vec![
        ("procotolVersion", "protocolVersion", setup.into()),
        ("validlity", "validity", around(&info("validity"))),
        ("MessageURI", "messageURI", around(&info("messageURI"))),
        ("ContentName", "contentName", around(&info("contentName"))),
        ("JoinedUsers", "JoinedUser", around(&joined("JoinedUser"))),
        ("ScreenNames", "ScreenName", around(&names("ScreenName"))),
        ("userid", "userID", around(&joined("JoinedUser"))),
    ]
}

#[test]
fn each_is_read_refused_told_and_never_written() {
    for (slip, right, good) in slips() {
        let bad = good.replace(&format!("{right}="), &format!("{slip}="));
        let bad = bad
            .replace(&format!("<{right}"), &format!("<{slip}"))
            .replace(&format!("</{right}"), &format!("</{slip}"));
        assert_ne!(bad, good, "{slip}");
        let message: Message = imps_xml::from_str(&bad).unwrap_or_else(|error| panic!("{slip}: {error}"));
        assert_eq!(message, imps_xml::from_str(&good).unwrap(), "{slip}");
        let written = imps_xml::to_string(&message).unwrap();
        assert!(written.contains(right) && !written.contains(&format!("{slip}=")), "{slip}: {written}");
        assert!(!written.contains(&format!("<{slip}")), "{slip}: {written}");

        let strict = ReadOptions::default().with_strict(true);
        let error = imps_xml::from_str_with::<Message>(&bad, &strict).expect_err(slip);
        assert!(matches!(error.kind(), ErrorKind::Strict(Rule::Spelling)), "{slip}: {error}");
        assert!(error.offset().is_some_and(|offset| offset > 0), "{slip}: {error}");
        assert!(imps_xml::from_str_with::<Message>(&good, &strict).is_ok(), "{slip}");

        for (is_strict, severity) in [(false, Severity::Warning), (true, Severity::Error)] {
            let open = |options: &ReadOptions| XmlSource::with_vocabulary(&bad, options, &SSP);
            let mut options = ValidateOptions::default();
            options.strict = is_strict;
            let findings = validate(open, &options);
            let told = findings
                .iter()
                .any(|finding| finding.rule == Rule::Spelling.id() && finding.severity == severity);
            assert!(told, "{slip}: {findings:?}");
        }
    }
}

#[test]
fn an_application_is_read_in_either_place() {
    for user in [
        "<User userID=\"a@b\"><ClientID url=\"\"><ApplicationID applicationID=\"chess\"/></ClientID></User>",
        "<User userID=\"a@b\"><ApplicationID applicationID=\"chess\"/></User>",
    ] {
        let document = around(&format!(
            "<PresenceNotification>{user}<PresenceValue userID=\"c@d\">{SUB_LIST}</PresenceValue></PresenceNotification>"
        ));
        let message: Message = imps_xml::from_str(&document).unwrap();
        let notice: &imps_ssp::presence::PresenceNotification = message.primitive_as().unwrap();
        let user = &notice.watchers[0];
        let inner = user.client_id.as_ref().and_then(|client| client.application_id.as_ref());
        let application = inner.or(user.application_id.as_ref()).unwrap();
        assert_eq!(application.application_id, "chess");
        assert!(imps_xml::to_string(&message).unwrap().ends_with(&document));
    }
}

#[test]
fn an_answer_without_status_is_read() {
    let document = around("<GetPresenceResponse><PresenceValue userID=\"c@d\"/></GetPresenceResponse>");
    let message: Message = imps_xml::from_str(&document).unwrap();
    assert_eq!(message.primitive_as::<imps_ssp::presence::GetPresenceResponse>().unwrap().status, None);
}

#[test]
fn a_status_in_place_of_an_answer_tells_its_code() {
    for (status, expected) in [
        ("<Status code=\"531\"/>", "status 531 \"unknown user\", expected GetPresenceResponse"),
        (
            "<Status code=\"531\"><StatusDescription/></Status>",
            "status 531 \"unknown user\", expected GetPresenceResponse",
        ),
        (
            "<Status code=\"531\"><StatusDescription> </StatusDescription></Status>",
            "status 531 \"unknown user\", expected GetPresenceResponse",
        ),
        (
            "<Status code=\"531\"><StatusDescription>Ann who?</StatusDescription></Status>",
            "status 531 \"Ann who?\", expected GetPresenceResponse",
        ),
    ] {
        let document = around(status);
        let message: Message = imps_xml::from_str(&document).unwrap();
        let error = message.primitive_as::<imps_ssp::presence::GetPresenceResponse>().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Status { code: 531, .. }), "{error}");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_date_that_was_never_set_is_none() {
    let document = around(
        "<DeliveryStatusReport><DeliveryResult><Status code=\"200\"/></DeliveryResult><DeliveryTime>1970-01-01T00:00:00Z</DeliveryTime>\
         <MessageInfo><Recipient><User userID=\"a@b\"/></Recipient><Sender><User userID=\"c@d\"/></Sender></MessageInfo>\
         </DeliveryStatusReport>",
    );
    let message: Message = imps_xml::from_str(&document).unwrap();
    let report: &imps_ssp::messaging::DeliveryStatusReport = message.primitive_as().unwrap();
    assert_eq!(report.delivery_time.as_ref().unwrap().date_time(), None);
    assert!(imps_xml::to_string(&message).unwrap().ends_with(&document), "the text stays");
}

#[test]
fn namespaces_of_others_are_read_and_the_documented_one_is_written() {
    let document = around("<Status code=\"200\"/>");
    let documented = "http://www.openmobilealliance.org/DTD/WV-SSP1.3";
    let expected: Message = imps_xml::from_str(&document).unwrap();
    let other = document.replace(documented, "http://www.openmobilealliance.org/DTD/IMPS-SSP1.3");
    let read: Message = imps_xml::from_str(&other).unwrap();
    assert_eq!(read, expected);
    assert!(imps_xml::to_string(&read).unwrap().contains(documented));
    for (uri, version) in [
        ("http://www.openmobilealliance.org/DTD/WV-SSP1.2", "1.2"),
        ("http://www.wireless-village.org/SSP1.1", "1.1"),
    ] {
        let text = document.replace(documented, uri);
        let read: Message = imps_xml::from_str(&text).unwrap();
        assert_eq!(read.version.as_str(), version);
        assert!(imps_xml::to_string(&read).unwrap().ends_with(&text));
    }
    let without = document.replace(&format!(" xmlns=\"{documented}\""), "");
    assert_eq!(imps_xml::from_str::<Message>(&without).unwrap().content, expected.content);
}

#[test]
fn a_status_without_a_code_is_not_found() {
    let document = around("<Status/>");
    let message: Message = imps_xml::from_str(&document).unwrap();
    assert_eq!(message.primitive_as::<Status>().unwrap().code, StatusCode::NOT_FOUND);
    let error =
        imps_xml::from_str_with::<Message>(&document, &ReadOptions::default().with_strict(true)).unwrap_err();
    assert!(error.to_string().starts_with("missing attribute code"), "{error}");
}

#[test]
fn beside_the_right_name_a_slip_means_nothing() {
    for attributes in ["userid=\"b\" userID=\"a\"", "userID=\"a\" userid=\"b\""] {
        let xml = around(&format!("<UnsubscribeRequest><UserID {attributes}/></UnsubscribeRequest>"));
        let message: Message = imps_xml::from_str(&xml).unwrap();
        let request: &UnsubscribeRequest = message.primitive_as().unwrap();
        assert_eq!(request.users[0].user_id, "a", "{attributes}");
        let written = imps_xml::to_string(&message).unwrap();
        assert!(written.contains("<UserID userID=\"a\" userid=\"b\"/>"), "{written}");
        let strict = ReadOptions::default().with_strict(true);
        let error = imps_xml::from_str_with::<Message>(&xml, &strict).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Strict(Rule::Spelling)), "{attributes}: {error}");
        let refuse = ReadOptions::default().with_unknown(UnknownContent::Refuse);
        let error = imps_xml::from_str_with::<Message>(&xml, &refuse).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::UnexpectedAttribute { .. }), "{attributes}: {error}");
    }
}

#[test]
fn an_attribute_stands_once() {
    let xml = around("<Status code=\"200\"/>")
        .replace("<WV", "<s:WV")
        .replace("</WV", "</s:WV")
        .replace("xmlns", "xmlns:s");
    let xml =
        xml.replace("<Session ", "<s:Session s:sessionID=\"other\" ").replace("</Session", "</s:Session");
    let error = imps_xml::from_str::<Message>(&xml).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::UnexpectedAttribute { .. }), "{error}");
    assert_eq!(error.path(), "WV-SSP-Message/Session");
}
