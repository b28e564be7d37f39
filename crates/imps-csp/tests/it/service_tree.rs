//! The service tree against `testdata/spec/csp/service-tree.tsv` and `transactions.tsv`.

use crate::common::name;
use imps_core::{CSP, Version, Versions};
use imps_csp::Empty;
use imps_csp::service::features::{
    AttListFunc, Functions, FundamentalFeat, PresenceFeat, SearchFunc, WvCspFeat,
};
use imps_csp::service::{Service, ServiceTree};
use imps_testing::table;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The leaves of the table: parent, name, primitives, versions.
fn leaves() -> Vec<(String, String, BTreeSet<String>, Versions)> {
    let rows = table("csp/service-tree.tsv");
    let is_parent = |name: &str| rows.iter().any(|row| row[0] == name);
    rows.iter()
        .filter(|row| !is_parent(&row[1]))
        .map(|row| {
            let words = row[2].split(", ").filter_map(|scope| scope.split(' ').next());
            let primitives = words.filter(|word| word.starts_with(char::is_uppercase)).map(String::from);
            (row[0].clone(), row[1].clone(), primitives.collect(), Versions::parse(&row[3]))
        })
        .collect()
}

#[test]
fn every_row_is_a_service_and_every_service_a_row() {
    let leaves = leaves();
    assert_eq!(leaves.len(), Service::ALL.len());
    for (parent, leaf, primitives, versions) in leaves {
        let service: Service = leaf.parse().unwrap();
        assert_eq!(name(service.tag()), leaf);
        assert_eq!(name(service.function().unwrap_or(service.feature())), parent, "{leaf}");
        assert_eq!(service.versions(), versions, "{leaf}");
        let allowed: BTreeSet<_> = service.primitives().iter().map(|tag| name(*tag).to_string()).collect();
        assert_eq!(allowed, primitives, "{leaf}");
    }
    let functions = table("csp/service-tree.tsv");
    for service in Service::ALL {
        let Some(function) = service.function() else { continue };
        let row = functions.iter().find(|row| row[1] == name(function)).unwrap();
        assert_eq!(row[0], name(service.feature()), "{service}");
    }
    assert!("NOSUCH".parse::<Service>().is_err());
}

#[test]
fn primitives_are_allowed_as_the_transactions_say() {
    for row in table("csp/transactions.tsv") {
        let Some(primitive) = CSP.tag(&row[0]) else { panic!("{} is no element", row[0]) };
        for version in Versions::parse(&row[5]).iter() {
            let gate = row[6].split(' ').next().and_then(|word| word.parse::<Service>().ok());
            let ungated = row[6].contains("ungated 1.3") && version == Version::V1_3;
            let everything = ServiceTree::all(version);
            assert!(everything.allows(primitive, version), "{} in {version}", row[0]);
            match gate {
                Some(service) if !ungated => {
                    assert!(ServiceTree::from(service).allows(primitive, version), "{} in {version}", row[0]);
                    assert!(!ServiceTree::EMPTY.allows(primitive, version), "{} in {version}", row[0]);
                }
                _ => assert!(ServiceTree::EMPTY.allows(primitive, version), "{} in {version}", row[0]),
            }
        }
    }
}

#[test]
fn an_element_without_children_stands_for_its_branch() {
    let branch = |version| {
        let search = SearchFunc::default();
        let fundamental = FundamentalFeat { search_func: Some(search), ..FundamentalFeat::default() };
        let tree = WvCspFeat {
            fundamental_feat: Some(fundamental),
            presence_feat: Some(PresenceFeat::default()),
            ..WvCspFeat::default()
        };
        ServiceTree::from_features(&tree, version)
    };
    let expected = |version: Version| -> ServiceTree {
        let below = |service: &Service| {
            service.function().is_some_and(|function| {
                name(function) == "SearchFunc" || name(service.feature()) == "PresenceFeat"
            })
        };
        ServiceTree::all(version).iter().filter(below).collect()
    };
    for version in Version::ALL {
        assert_eq!(branch(version), expected(version));
    }
    assert!(
        branch(Version::V1_3).contains(Service::ADVSR) && !branch(Version::V1_1).contains(Service::ADVSR)
    );
}

#[test]
fn a_branch_that_the_version_lacks_is_empty_and_not_everything() {
    let presence = PresenceFeat { att_list_func: Some(AttListFunc::default()), ..PresenceFeat::default() };
    let tree = WvCspFeat { presence_feat: Some(presence), ..WvCspFeat::default() };
    assert_eq!(ServiceTree::from_features(&tree, Version::V1_3), ServiceTree::EMPTY);
}

#[test]
fn an_answer_names_what_is_not_agreed() {
    let asked = ServiceTree::from_iter([Service::MF, Service::SRCH, Service::GETSPI, Service::NEWM]);
    let offered = ServiceTree::from_iter([Service::GETSPI, Service::NEWM, Service::INVIT]);
    let not_agreed = asked.not_agreed(offered);
    assert_eq!(not_agreed, Service::SRCH.into());

    let functions = not_agreed.to_functions(Version::V1_2).unwrap();
    let fundamental = functions.wv_csp_feat.as_ref().unwrap().fundamental_feat.as_ref().unwrap();
    assert_eq!(fundamental.search_func, Some(SearchFunc { srch: Some(Empty::NEW), ..SearchFunc::default() }));
    assert_eq!(ServiceTree::from_functions(&functions, Version::V1_2), not_agreed);

    // Everything agreed: no tree. Some servers send an empty element.
    assert_eq!(asked.not_agreed(asked).to_functions(Version::V1_2), None);
    assert_eq!(ServiceTree::from_functions(&Functions::default(), Version::V1_2), ServiceTree::EMPTY);
}

#[test]
fn the_shortest_tree_is_written() {
    for version in Version::ALL {
        assert_eq!(ServiceTree::all(version).to_features(version), Some(WvCspFeat::default()));
    }
    let mandatory = ServiceTree::from(Service::MF).to_features(Version::V1_2).unwrap();
    let fundamental = mandatory.fundamental_feat.unwrap();
    assert_eq!(fundamental, FundamentalFeat { mf: Some(Empty::NEW), ..FundamentalFeat::default() });
    assert_eq!(ServiceTree::from(Service::MF).to_features(Version::V1_1), None);
    assert_eq!(ServiceTree::from(Service::EXCON).to_features(Version::V1_2), None);
}

#[test]
fn sets_are_shown_by_name() {
    let tree = ServiceTree::from_iter([Service::GETM, Service::SRCH]);
    assert_eq!(tree.to_string(), "SRCH GETM");
    assert_eq!(tree.len(), 2);
}

proptest! {
    #[test]
    fn every_set_survives_the_tree(bits: u64, version in proptest::sample::select(&Version::ALL[..])) {
        let of_version = |place: &usize| Service::ALL[*place].versions().contains(version);
        let chosen = (0..Service::ALL.len()).filter(|place| bits & (1 << place) != 0).filter(of_version);
        let set: ServiceTree = chosen.map(|place| Service::ALL[place]).filter(|s| s.function().is_some()).collect();
        match set.to_features(version) {
            Some(tree) => prop_assert_eq!(ServiceTree::from_features(&tree, version), set),
            None => prop_assert!(set.is_empty()),
        }
    }
}
