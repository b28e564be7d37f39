//! Answers and deliveries are valid in every version.

use imps_bridge::{Context, convert_with};
use imps_core::validate::{Findings, Severity, ValidateOptions};
use imps_core::{ReadOptions, Version};
use imps_csp::{ClientId, Message, Primitive, SessionDescriptor};
use imps_lab::{Delivery, Performed};
use imps_xml::XmlSource;

/// Fails for an answer or a delivery that breaks a rule of the standard, in the form of 1.3 or
/// converted for an older client.
#[track_caller]
pub(crate) fn check(performed: &Performed) {
    let answer = performed.answer.clone();
    check_message(
        |version| Message::response(version, SessionDescriptor::inband("s1"), "t1", answer.clone()),
        &answer,
    );
    check_deliveries(&performed.deliveries);
}

#[track_caller]
pub(crate) fn check_deliveries(deliveries: &[Delivery]) {
    for Delivery { primitive, .. } in deliveries {
        let session = || SessionDescriptor::inband("s1");
        check_message(|version| Message::request(version, session(), "t1", primitive.clone()), primitive);
    }
}

#[track_caller]
fn check_message(message: impl Fn(Version) -> Message<'static>, primitive: &Primitive<'_>) {
    let own = primitive.row().unwrap().versions;
    if own.contains(Version::V1_3) {
        let text = imps_xml::to_string(&message(Version::V1_3)).unwrap();
        assert_eq!(errors(&text), [""; 0], "{text}");
    }
    let context = Context {
        sender: Some("wv:sender@example.com".into()),
        client_id: Some(ClientId::from_url("wv:client")),
        group_id: Some("wv:ann/chat@example.com".into()),
    };
    for version in [Version::V1_1, Version::V1_2] {
        let Some(bridged) = convert_with(message(Version::V1_3), version, &context).message else { continue };
        let text = imps_xml::to_string(&bridged).unwrap();
        assert_eq!(errors(&text), [""; 0], "{text}");
    }
}

fn errors(text: &str) -> Vec<String> {
    let mut source = XmlSource::new(text, &ReadOptions::default()).unwrap();
    let mut findings = Findings::new(&ValidateOptions::default());
    imps_csp::validate::check(&mut source, &ValidateOptions::default(), &mut findings);
    let errors = findings.into_vec().into_iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.to_string()).collect()
}
