//! The code tables of binary XML, one per version.

use crate::Result;
use crate::made::Made;
use crate::names::{VERSIONS, of_version};
use crate::table::{Row, Table};
use crate::text::{ident, lines};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Makes the files below `crates/imps-wbxml/src/table`.
pub(crate) fn files() -> Result<Vec<Made>> {
    let tables = Tables {
        tags: Table::of_facts("wbxml/tags.tsv")?,
        values: Table::of_facts("wbxml/values.tsv")?,
        attributes: Table::of_facts("wbxml/attributes.tsv")?,
        public_ids: Table::of_facts("wbxml/public-ids.tsv")?,
        pages: Table::of_code("pages.tsv")?,
        shared: Table::of_code("shared-values.tsv")?,
    };
    let file = |version: &&str| {
        let path = format!("crates/imps-wbxml/src/table/v{}.rs", version.replace('.', "_"));
        let sources = "testdata/spec/wbxml (tags.tsv, values.tsv, attributes.tsv, public-ids.tsv) and xtask/tables (pages.tsv, shared-values.tsv)";
        Ok(Made::new(&path, sources, &tables.version(version)?))
    };
    let files = VERSIONS.iter().map(file).collect::<Result<_>>()?;
    tables.pages.all_used()?;
    Ok(files)
}

struct Tables {
    tags: Table,
    values: Table,
    attributes: Table,
    public_ids: Table,
    pages: Table,
    shared: Table,
}

impl Tables {
    /// Makes the text of a version.
    fn version(&self, version: &str) -> Result<String> {
        let shared = of(&self.shared, version);
        self.check_shared(version, &shared)?;
        let mut out = format!(
            "//! The code tables of CSP {version}.\n\n\
             #[allow(clippy::wildcard_imports, reason = \"a table of tags\")]\n\
             use imps_core::tag::*;\n\n\
             use super::{{Attribute, Shared, TagRow, ValueRow}};\n{}\n\
             /// The registered number of the public identifier.\n\
             pub(super) const PUBLIC_ID: u32 = {};\n\n\
             #[rustfmt::skip]\n\
             pub(super) const TAGS: &[TagRow] = &[\n",
            if shared.is_empty() { "" } else { "use imps_core::Word;\n" },
            of_version(&self.public_ids, version)?.cell("public_id")?
        );
        self.tags(version, &mut out)?;
        out.push_str("];\n\n#[rustfmt::skip]\npub(super) const VALUES: &[ValueRow] = &[\n");
        let value = |row: &&Row| Ok(format!("(0x{:02X}, {:?})", row.byte("token")?, row.cell("value")?));
        out.push_str(&lines(of(&self.values, version).iter().map(value).collect::<Result<Vec<_>>>()?));
        out.push_str("];\n\n/// The meanings of numbers with two words, by the element around them.\n#[rustfmt::skip]\n");
        out.push_str("pub(super) const SHARED: &[Shared] = &[");
        for row in &shared {
            let (number, word) = (row.byte("token")?, row.cell("value")?);
            // Writing to a `String` cannot fail, here and below.
            let element = ident(row.cell("element")?);
            let _ = write!(
                out,
                "\n    Shared {{ number: 0x{number:02X}, element: {element}, word: Word::known({word:?}) }},"
            );
        }
        out.push_str(if shared.is_empty() { "" } else { "\n" });
        out.push_str("];\n\npub(super) const ATTRIBUTES: &[Attribute] = &[\n");
        for row in of(&self.attributes, version) {
            let (token, name, prefix) =
                (row.byte("token")?, row.cell("attribute")?, row.cell("value_prefix")?);
            let _ = writeln!(out, "    (0x{token:02X}, {name:?}, {prefix:?}),");
        }
        out.push_str("];\n");
        Ok(out)
    }

    /// Writes the tags of a version, page by page.
    fn tags(&self, version: &str, out: &mut String) -> Result<()> {
        let rows = of(&self.tags, version);
        for page in rows.chunk_by(|one, other| one.cell("code_page") == other.cell("code_page")) {
            let [first, ..] = page else { continue };
            let number = first.byte("code_page")?;
            let title = self.pages.find(&[("code_page", first.cell("code_page")?)])?;
            let title =
                title.ok_or_else(|| first.fault("xtask/tables/pages.tsv has no title of this page"))?;
            let _ = writeln!(out, "    // Page {number:02X}: {}", title.cell("title")?);
            let row = |row: &&Row| {
                let (token, element) = (row.byte("token")?, ident(row.cell("element")?));
                if !(0x05..=0x3F).contains(&token) {
                    return Err(row.fault("a token of an element is between 0x05 and 0x3F"));
                }
                Ok(format!("(0x{number:02X}, 0x{token:02X}, {element})"))
            };
            out.push_str(&lines(page.iter().map(row).collect::<Result<Vec<_>>>()?));
        }
        Ok(())
    }

    /// Checks that exactly the numbers with two words have rows in the table of shared values.
    fn check_shared(&self, version: &str, shared: &[&Row]) -> Result<()> {
        let pair = |row: &&Row| Ok((row.byte("token")?, row.cell("value")?.to_owned()));
        let words = of(&self.values, version).iter().map(pair).collect::<Result<Vec<_>>>()?;
        let is_double = |number: u8| words.iter().filter(|(other, _)| *other == number).count() > 1;
        let expected: BTreeSet<_> = words.iter().filter(|(number, _)| is_double(*number)).cloned().collect();
        let found = shared.iter().map(pair).collect::<Result<BTreeSet<_>>>()?;
        if found == expected {
            return Ok(());
        }
        Err(format!(
            "xtask/tables/shared-values.tsv has {found:?} for {version}, the facts have {expected:?}"
        ))
    }
}

/// Returns the rows of a version, in order.
fn of<'t>(table: &'t Table, version: &str) -> Vec<&'t Row> {
    table.rows.iter().filter(|row| row.cell("version").is_ok_and(|cell| cell == version)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(values: &str, shared: &str) -> Tables {
        let table = |header: &str, rows: &str| Table::parse("t", &format!("{header}\n{rows}")).unwrap();
        Tables {
            tags: table(
                "version\tcode_page\ttoken\telement",
                "1.1\t0\t0x05\tA\n1.1\t10\t0x3F\tB-C\n1.2\t0\t0x05\tD\n",
            ),
            values: table("version\ttoken\tvalue", values),
            attributes: table("version\ttoken\tattribute\tvalue_prefix", "1.1\t0x05\txmlns\tu:\n"),
            public_ids: table("version\tpublic_id", "1.1\t0x10\n"),
            pages: table("code_page\ttitle", "0\tfirst\n10\ttenth\n"),
            shared: table("version\ttoken\telement\tvalue", shared),
        }
    }

    #[test]
    fn a_version_has_its_rows_in_their_order() {
        let text = tables("1.1\t0x7F\tw\n1.2\t0x01\tx\n", "").version("1.1").unwrap();
        let parts = [
            "const PUBLIC_ID: u32 = 0x10;",
            "    // Page 00: first\n    (0x00, 0x05, A),\n    // Page 0A: tenth\n    (0x0A, 0x3F, B_C),\n];",
            "VALUES: &[ValueRow] = &[\n    (0x7F, \"w\"),\n];",
            "SHARED: &[Shared] = &[];",
            "    (0x05, \"xmlns\", \"u:\"),\n",
        ];
        for part in parts {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains(", D)"), "another version");
    }

    #[test]
    fn a_number_with_two_words_needs_an_element_for_each() {
        let values = "1.1\t0x01\tv\n1.1\t0x01\tw\n";
        let both = "1.1\t0x01\tA\tv\n1.1\t0x01\tB-C\tw\n";
        let text = tables(values, both).version("1.1").unwrap();
        assert!(text.contains("Shared { number: 0x01, element: B_C, word: Word::known(\"w\") }"), "{text}");
        for shared in ["", "1.1\t0x01\tA\tv\n", "1.1\t0x02\tA\tv\n"] {
            assert!(tables(values, shared).version("1.1").is_err(), "{shared:?}");
        }
        assert!(tables("1.1\t0x01\tv\n", both).version("1.1").is_err());
    }
}
