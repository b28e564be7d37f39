//! The table of performers is complete, and it is true.

use crate::common::{Lab, typed};
use imps_core::CSP;
use imps_csp::{Primitive, StatusCode, schema_of};
use imps_lab::{Performer, performer};
use imps_testing::{Maker, table};

/// The primitives that a client may send, from `transactions.tsv`.
pub(crate) fn of_clients() -> Vec<String> {
    let rows = table("csp/transactions.tsv").into_iter();
    let of_clients = rows.filter(|row| row[2] == "C->S" || row[2] == "both");
    of_clients.map(|row| row[0].clone()).collect()
}

#[test]
fn every_primitive_of_a_client_has_its_performer() {
    let nobody: Vec<String> =
        of_clients().into_iter().filter(|name| performer(name) == Performer::Nobody).collect();
    let expected = [
        "GetMap-Request",
        "ExtendConversation-Request",
        "ExtendConversation-Response",
        "Extended-Request",
        "Extended-Response",
    ];
    assert_eq!(nobody, expected);
}

#[test]
fn only_primitives_of_clients_have_performers() {
    let of_clients = of_clients();
    for row in Primitive::ROWS {
        let name = CSP.name(row.tag).unwrap();
        if performer(name) != Performer::Nobody {
            assert!(of_clients.iter().any(|known| known == name), "{name}");
        }
    }
}

/// A request with hardly any content makes no sense, but 501 would say that nobody performs it.
#[test]
fn the_world_performs_what_the_table_says() {
    for row in Primitive::ROWS {
        let name = CSP.name(row.tag).unwrap();
        if !of_clients().iter().any(|known| known == name) {
            continue;
        }
        let version = row.versions.iter().last().unwrap();
        let node = Maker::new(version, &[], &["x"]).structure(row.tag, schema_of(row.tag).unwrap());
        let request = typed(node, version);
        let mut lab = Lab::new();
        let answer = lab.ask("ann", request).answer;
        let is_refused = answer.outcome().and_then(|it| it.code) == Some(StatusCode::NOT_IMPLEMENTED);
        assert_eq!(is_refused, performer(name) != Performer::World, "{name}: {answer:?}");
    }
}
