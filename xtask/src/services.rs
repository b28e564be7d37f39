//! The primitives that each service allows.

use crate::Result;
use crate::made::Made;
use crate::table::Table;
use crate::text::ident;
use std::fmt::Write as _;

/// Makes the function from a service to its primitives: the capitalised names in the third column
/// of each leaf of the tree.
pub(crate) fn files() -> Result<Vec<Made>> {
    let tree = Table::of_facts("csp/service-tree.tsv")?;
    let mut parents = Vec::new();
    for row in &tree.rows {
        parents.push(row.cell("parent")?);
    }
    let mut arms = String::new();
    for row in &tree.rows {
        let name = row.cell("child")?;
        let scope = row.cell("transactions_or_scope")?;
        let words = scope.split(", ").filter_map(|scope| scope.split(' ').next());
        let primitives: Vec<_> = words.filter(|word| word.starts_with(char::is_uppercase)).collect();
        if parents.contains(&name) || primitives.is_empty() {
            continue;
        }
        let tags = primitives.iter().map(|primitive| format!("tag::{}", ident(primitive)));
        let _ = writeln!(arms, "        Service::{name} => &[{}],", tags.collect::<Vec<_>>().join(", "));
    }
    let body = format!(
        "//! The primitives that each service allows.\n\n\
         use super::Service;\n\
         use imps_core::{{Tag, tag}};\n\n\
         #[rustfmt::skip]\n\
         pub(super) const fn primitives(service: Service) -> &'static [Tag] {{\n    \
         match service {{\n{arms}        _ => &[],\n    }}\n}}\n"
    );
    let path = "crates/imps-csp/src/service/tree/primitives.rs";
    Ok(vec![Made::new(path, "testdata/spec/csp/service-tree.tsv", &body)])
}
