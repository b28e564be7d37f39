//! The description of the IMPS object.

use super::{Access, Description, Format, Kind, NodeDescription, Occurrence, Properties, Scope};
use crate::mo::{NODES, OBJECT, Row};

impl Description {
    /// Makes the description of the IMPS object: the account with the nodes that one phone has,
    /// and without its vendor's node below `Ext`. The official description was not available.
    #[must_use]
    pub fn imps() -> Self {
        let access = vec![Access::Add, Access::Delete, Access::Get, Access::Replace];
        let account = NodeDescription {
            properties: Some(Properties {
                access,
                format: Some(Format::Node),
                occurrence: Some(Occurrence::ZeroOrMore),
                scope: Some(Scope::Dynamic),
                kind: Some(Kind::Object(OBJECT.into())),
                ..Properties::default()
            }),
            nodes: below(""),
            ..NodeDescription::default()
        };
        Self { version: Some("1.2".into()), nodes: vec![account], ..Self::default() }
    }
}

/// Makes the nodes directly below a path. The table has three levels.
fn below(path: &str) -> Vec<NodeDescription> {
    let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
    let name_of = |row: &'static Row| row.path.strip_prefix(&*prefix).filter(|name| !name.contains('/'));
    let rows = NODES.iter().filter(|row| row.is_observed && !row.path.starts_with("Ext/"));
    rows.filter_map(|row| Some(description(row, name_of(row)?))).collect()
}

fn description(row: &Row, name: &str) -> NodeDescription {
    let kind = match row.format {
        Format::Node => Kind::Object(String::new()),
        _ => Kind::Media(vec!["text/plain".into()]),
    };
    NodeDescription {
        name: if name == "<X>" { String::new() } else { name.into() },
        properties: Some(Properties {
            access: row.access.into(),
            format: Some(row.format),
            occurrence: Some(row.occurrence),
            scope: Some(Scope::Dynamic),
            kind: Some(kind),
            ..Properties::default()
        }),
        nodes: below(row.path),
        ..NodeDescription::default()
    }
}
