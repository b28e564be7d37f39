//! The groups that messages show, compared with `feature-groups.tsv`.

use imps_conformance::observe::{Bearer, Observer, Sent, Sighting, hidden};
use imps_conformance::{Group, Side};
use imps_core::Version;
use oma_imps::Syntax;
use std::collections::BTreeSet;

fn observed(sightings: &[Sighting<'_>]) -> Observer {
    let mut observer = Observer::default();
    for sighting in sightings {
        observer.add(sighting);
    }
    observer
}

fn shown(sightings: &[Sighting<'_>]) -> BTreeSet<Group> {
    observed(sightings).shown().map(|shown| shown.group).collect()
}

/// One message of each kind in each syntax and on each bearer.
fn everything() -> Vec<Sighting<'static>> {
    let mut all = vec![Sighting::Initiation(Side::Client), Sighting::Initiation(Side::Server)];
    let between = ["SendSecretToken", "PresenceNotification", "KeepAliveRequest", "NewMessage"];
    for primitive in between {
        let sent = Sent::between_servers(primitive, Version::V1_3, Syntax::Xml);
        all.push(Sighting::Message(sent.on(Bearer::Http)));
    }
    for row in oma_imps::csp::Primitive::ROWS {
        let name = imps_core::CSP.name(row.tag).unwrap();
        for side in Side::ALL {
            for syntax in [Syntax::Wbxml, Syntax::Xml, Syntax::Pts] {
                for bearer in [Bearer::Http, Bearer::Wsp, Bearer::Sms] {
                    let sent = Sent::new(side, name, Version::V1_3, syntax);
                    all.push(Sighting::Message(sent.on(bearer)));
                }
            }
        }
    }
    all
}

#[test]
fn every_group_can_be_shown_or_has_a_reason() {
    let shown = shown(&everything());
    for group in Group::all() {
        assert_eq!(hidden(group).is_none(), shown.contains(&group), "{group}");
    }
}

#[test]
fn a_whole_conversation_lacks_nothing() {
    let observer = observed(&everything());
    let lacking: Vec<_> = observer.shown().filter(|shown| !shown.lacks().is_empty()).collect();
    let groups: Vec<_> = lacking.iter().map(|shown| shown.group).collect();
    assert_eq!(groups, [Group::SSP_MSF, Group::SSP_OSF], "four messages between servers");
}

#[test]
fn a_message_shows_its_sender() {
    let sent = Sent::new(Side::Server, "PresenceNotification-Request", Version::V1_2, Syntax::Xml);
    let groups = [Group::CSP_OSF, Group::XMLS_MSF, Group::PA_MSF, Group::PA_XMLS_MSF];
    assert_eq!(shown(&[Sighting::Message(sent)]), groups.into());
    let sent = Sent::new(Side::Client, "Status", Version::V1_1, Syntax::Pts).on(Bearer::Sms);
    let groups = [Group::CSP_MCF, Group::PTS_MCF, Group::TRANSPORT_MCF];
    assert_eq!(shown(&[Sighting::Message(sent)]), groups.into());
    // A primitive of a vendor shows the syntax.
    let sent = Sent::new(Side::Client, "Vendor-Request", Version::V1_1, Syntax::Wbxml);
    assert_eq!(shown(&[Sighting::Message(sent)]), [Group::WBXML_MCF].into());
    // A name of the protocol that is no primitive does too.
    let sent = Sent::new(Side::Client, "Session", Version::V1_1, Syntax::Wbxml);
    assert_eq!(shown(&[Sighting::Message(sent)]), [Group::WBXML_MCF].into());
}

#[test]
fn counts_versions_and_missing_primitives() {
    let mut observer = Observer::default();
    for version in [Version::V1_1, Version::V1_3, Version::V1_3] {
        let sent = Sent::new(Side::Server, "Status", version, Syntax::Wbxml);
        observer.add(&Sighting::Message(sent));
    }
    let shown = observer.of(Group::CSP_MSF).unwrap();
    assert_eq!((shown.messages, shown.versions.len()), (3, 2));
    assert_eq!(shown.primitives, ["Status"].into());
    let lacks = [
        "ClientCapability-Response",
        "Disconnect",
        "KeepAlive-Response",
        "Login-Response",
        "Service-Response",
    ];
    assert_eq!(shown.lacks(), lacks.into());
    assert_eq!(observer.of(Group::WBXML_MSCF).unwrap().lacks(), BTreeSet::new());
    assert_eq!(observer.of(Group::CSP_MCF), None);
}
