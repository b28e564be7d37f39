//! The primitives that each service allows, and the services that allow each primitive.

use crate::Result;
use crate::made::Made;
use crate::table::Table;
use crate::text::ident;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Makes the functions from a service to its primitives, and back: the capitalised names in the
/// third column of each leaf of the tree.
pub(crate) fn files() -> Result<Vec<Made>> {
    let tree = Table::of_facts("csp/service-tree.tsv")?;
    let mut parents = Vec::new();
    for row in &tree.rows {
        parents.push(row.cell("parent")?);
    }
    let (mut arms, mut services) = (String::new(), BTreeMap::<_, Vec<_>>::new());
    for row in &tree.rows {
        let name = row.cell("child")?;
        let scope = row.cell("transactions_or_scope")?;
        let words = scope.split(", ").filter_map(|scope| scope.split(' ').next());
        let primitives: Vec<_> = words.filter(|word| word.starts_with(char::is_uppercase)).collect();
        if parents.contains(&name) || primitives.is_empty() {
            continue;
        }
        let tags: Vec<_> = primitives.iter().map(|primitive| format!("tag::{}", ident(primitive))).collect();
        let _ = writeln!(arms, "        Service::{name} => &[{}],", tags.join(", "));
        for tag in tags {
            services.entry(tag).or_default().push(format!("Service::{name}"));
        }
    }
    let mut tags = BTreeMap::<_, Vec<_>>::new();
    for (tag, services) in services {
        tags.entry(services.join(", ")).or_default().push(tag);
    }
    let mut back = String::new();
    for (services, tags) in tags {
        let _ = writeln!(back, "        {} => &[{services}],", tags.join(" | "));
    }
    let body = format!(
        "//! The primitives that each service allows, and the services that allow each primitive.\n\n\
         use super::Service;\n\
         use imps_core::{{Tag, tag}};\n\n\
         #[rustfmt::skip]\n\
         pub(super) const fn primitives(service: Service) -> &'static [Tag] {{\n    \
         match service {{\n{arms}        _ => &[],\n    }}\n}}\n\n\
         #[rustfmt::skip]\n\
         pub(super) const fn services(primitive: Tag) -> &'static [Service] {{\n    \
         match primitive {{\n{back}        _ => &[],\n    }}\n}}\n"
    );
    let path = "crates/imps-csp/src/service/tree/primitives.rs";
    Ok(vec![Made::new(path, "testdata/spec/csp/service-tree.tsv", &body)])
}
