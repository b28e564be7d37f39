//! The nodes of the object.

use crate::ddf::Access::{self, Add, Delete, Get, Replace};
use crate::ddf::Format::{self, Bool, Chr, Node};
use crate::ddf::Occurrence::{self, One, OneOrMore, ZeroOrMore, ZeroOrOne};

/// A node below an account. A dynamic name is `<X>`.
#[derive(Debug)]
pub(crate) struct Row {
    /// The path below the account.
    pub(crate) path: &'static str,
    pub(crate) occurrence: Occurrence,
    pub(crate) format: Format,
    pub(crate) access: &'static [Access],
    /// Whether a phone has it. Nothing is known of the access to the others.
    pub(crate) is_observed: bool,
}

const ALL: &[Access] = &[Add, Delete, Get, Replace];

/// The nodes, each before the nodes below it.
pub(crate) const NODES: &[Row] = &[
    observed("AppID", ZeroOrOne, Chr, &[Add, Get]),
    expected("ProviderID", ZeroOrOne, Chr),
    observed("Name", ZeroOrOne, Chr, ALL),
    observed("PrefConRef", ZeroOrOne, Chr, ALL),
    expected("ToConRef", ZeroOrOne, Node),
    expected("ToConRef/<X>", OneOrMore, Node),
    expected("ToConRef/<X>/ConRef", One, Chr),
    observed("PrefAddr", ZeroOrOne, Chr, ALL),
    observed("AppAuth", ZeroOrOne, Node, ALL),
    observed("AppAuth/<X>", ZeroOrMore, Node, ALL),
    observed("AppAuth/<X>/AAuthLevel", One, Chr, ALL),
    observed("AppAuth/<X>/AAuthName", ZeroOrOne, Chr, ALL),
    // A secret can be written, and never read.
    observed("AppAuth/<X>/AAuthSecret", ZeroOrOne, Chr, &[Add, Delete, Replace]),
    expected("AppAuth/<X>/AAuthType", ZeroOrOne, Chr),
    expected("AppAuth/<X>/AAuthData", ZeroOrOne, Format::Bin),
    observed("Services", ZeroOrOne, Chr, &[Add, Get, Replace]),
    expected("CIDPrefix", ZeroOrOne, Chr),
    observed("Ext", ZeroOrOne, Node, ALL),
    observed("Ext/PEPCompliant", One, Bool, ALL),
];

const fn observed(
    path: &'static str,
    occurrence: Occurrence,
    format: Format,
    access: &'static [Access],
) -> Row {
    Row { path, occurrence, format, access, is_observed: true }
}

const fn expected(path: &'static str, occurrence: Occurrence, format: Format) -> Row {
    Row { path, occurrence, format, access: &[], is_observed: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_the_facts() {
        let facts = include_str!("../../../../testdata/spec/provisioning/mo-nodes.tsv");
        let rows: Vec<Vec<&str>> = facts.lines().skip(3).map(|line| line.split('\t').collect()).collect();
        for (row, fact) in NODES.iter().zip(&rows) {
            assert_eq!(fact[0], format!("IMPS/<X>/{}", row.path));
            assert_eq!(fact[3], format!("{:?}", row.occurrence), "{}", row.path);
            assert_eq!(fact[4], row.format.as_str(), "{}", row.path);
            let access: Vec<&str> = row.access.iter().map(|access| access.as_str()).collect();
            assert_eq!(fact[11].contains("S60-DM"), row.is_observed, "{}", row.path);
            assert!(if row.is_observed { fact[5] == access.join(",") } else { fact[5].contains("(K)") });
        }
        assert_eq!(NODES.len(), rows.len());
    }
}
