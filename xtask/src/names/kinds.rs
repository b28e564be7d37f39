//! The kind of content of each element, in the words of `ContentKind`.

use crate::Result;
use crate::table::Table;

/// The tables that decide the kind of an element.
pub(super) struct Kinds {
    wire_types: Table,
    data_types: Table,
    exceptions: Table,
}

impl Kinds {
    /// Reads the tables.
    pub(super) fn read() -> Result<Self> {
        Ok(Self {
            wire_types: Table::of_facts("wbxml/typed-elements.tsv")?,
            data_types: Table::of_facts("csp/datatypes.tsv")?,
            exceptions: Table::of_code("kinds.tsv")?,
        })
    }

    /// Returns the kind of an element. An exception must say something else than the rule.
    pub(super) fn of(&self, element: &str) -> Result<&str> {
        let by_rule = self.by_rule(element);
        let Some(row) = self.exceptions.find(&[("element", element)])? else { return by_rule };
        match row.cell("kind")? {
            kind if by_rule == Ok(kind) => Err(row.fault("the rule says the same")),
            kind => Ok(kind),
        }
    }

    /// Refuses an exception for an element that no version has.
    pub(super) fn all_used(&self) -> Result<()> {
        self.exceptions.all_used()
    }

    /// Returns the kind that the wire type in all versions gives.
    fn by_rule(&self, element: &str) -> Result<&'static str> {
        let mut kinds = Vec::new();
        for row in &self.wire_types.rows {
            if row.cell("element")? != element {
                continue;
            }
            kinds.push(match row.cell("wire_type")? {
                "boolean" => "Boolean",
                "datetime" => "DateTime",
                "empty" => "Empty",
                "integer" => "Integer",
                "structure" => "Structure",
                "token-enum" => "Word",
                "unknown" => "Any",
                "string" if self.is_enumeration(element)? => "Word",
                "string" => "Token",
                _ => return Err(row.fault("unknown wire type")),
            });
        }
        kinds.dedup();
        match *kinds {
            [kind] => Ok(kind),
            [] => Err(format!("{element} has no wire type: add it to wbxml/typed-elements.tsv")),
            _ => Err(format!("{element} has several wire types: add its kind to xtask/tables/kinds.tsv")),
        }
    }

    fn is_enumeration(&self, element: &str) -> Result<bool> {
        let row = self.data_types.find(&[("element", element)])?;
        row.map_or(Ok(false), |row| Ok(row.cell("type")?.starts_with("enum ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(exceptions: &str) -> Kinds {
        let wire = "version\telement\twire_type\n\
            1.1\tA\tstring\n1.1\tB\tstring\n1.1\tC\tempty\n1.2\tC\tstructure\n1.1\tD\todd\n";
        let types = "element\ttype\nA\tenum A\nB\tstring\n";
        let exceptions = format!("element\tkind\treason\n{exceptions}");
        Kinds {
            wire_types: Table::parse("wire", wire).unwrap(),
            data_types: Table::parse("types", types).unwrap(),
            exceptions: Table::parse("kinds", &exceptions).unwrap(),
        }
    }

    #[test]
    fn the_wire_type_decides_unless_a_row_says_something_else() {
        let kinds = kinds("C\tStructure\tsome versions\nB\tText\tfree text\n");
        assert_eq!((kinds.of("A"), kinds.of("B"), kinds.of("C")), (Ok("Word"), Ok("Text"), Ok("Structure")));
        assert_eq!(kinds.all_used(), Ok(()));
    }

    #[test]
    fn what_the_tables_do_not_decide_is_refused() {
        let kinds = kinds("A\tWord\tas the rule\nX\tText\tno such element\n");
        assert_eq!(kinds.of("A"), Err("kinds:2: the rule says the same".into()));
        assert_eq!(kinds.of("B"), Ok("Token"));
        for (element, part) in [("C", "several"), ("D", "unknown wire type"), ("E", "no wire type")] {
            assert!(kinds.of(element).unwrap_err().contains(part), "{element}");
        }
        assert_eq!(kinds.all_used(), Err("kinds:3: nothing needs this row".into()));
    }
}
