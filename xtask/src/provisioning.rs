//! The code tables of client provisioning in binary XML.

use crate::Result;
use crate::made::Made;
use crate::table::{Row, Table};
use crate::text::lines;
use std::fmt::Write as _;

/// The sources of a row that both tables behind the facts have.
const AGREED: &str = "AB";

/// Makes `crates/imps-provisioning/src/codes/prov.rs`.
pub(crate) fn files() -> Result<Vec<Made>> {
    let facts = |name: &str| Table::of_facts(&format!("wbxml/prov-{name}.tsv"));
    let text = text(&facts("tags")?, &facts("attributes")?, &facts("values")?)?;
    let sources =
        "testdata/spec/wbxml (prov-tags.tsv, prov-attributes.tsv, prov-values.tsv), in the order of these";
    Ok(vec![Made::new("crates/imps-provisioning/src/codes/prov.rs", sources, &text)])
}

fn text(tags: &Table, attributes: &Table, values: &Table) -> Result<String> {
    let mut out = String::from(
        "//! The codes of client provisioning. Writers use the rows that two independent tables have.\n\n\
         use super::{attribute, tag, value};\nuse wbxml::table::{AttributeRow, TagRow, ValueRow};\n",
    );
    let place = |row: &Row| -> Result<String> {
        Ok(format!("0x{:02X}, 0x{:02X}", row.byte("code_page")?, row.byte("token")?))
    };
    let tag = |row: &Row| Ok(format!("tag({}, {:?})", place(row)?, row.cell("element")?));
    let attribute = |row: &Row| {
        let (name, prefix) = (row.cell("attribute")?, row.cell("value_prefix")?);
        Ok(format!("attribute({}, {name:?}, {prefix:?})", place(row)?))
    };
    let value = |row: &Row| Ok(format!("value({}, {:?})", place(row)?, row.cell("value")?));
    section(&mut out, "TAGS", "TagRow", "The elements.", tags, |_| true, tag)?;
    let agreed = |row: &Row| row.cell("sources").is_ok_and(|cell| cell == AGREED);
    let title = "The starts of attributes that both tables have.";
    section(&mut out, "ATTRIBUTES", "AttributeRow", title, attributes, agreed, attribute)?;
    let title = "The starts of attributes that one table has.";
    section(
        &mut out,
        "DOUBTFUL_ATTRIBUTES",
        "AttributeRow",
        title,
        attributes,
        |row| !agreed(row),
        attribute,
    )?;
    let title = "The values that both tables have.";
    section(&mut out, "VALUES", "ValueRow", title, values, agreed, value)?;
    let title = "The values that one table has, or that the tables spell in two ways.";
    section(&mut out, "DOUBTFUL_VALUES", "ValueRow", title, values, |row| !agreed(row), value)?;
    Ok(out)
}

/// Writes the rows of a constant.
fn section(
    out: &mut String,
    name: &str,
    kind: &str,
    title: &str,
    table: &Table,
    is_wanted: impl Fn(&Row) -> bool,
    item: impl Fn(&Row) -> Result<String>,
) -> Result<()> {
    let items = table.rows.iter().filter(|row| is_wanted(row)).map(item).collect::<Result<Vec<_>>>()?;
    // Writing to a `String` cannot fail.
    let _ = write!(
        out,
        "\n/// {title}\n#[rustfmt::skip]\npub(super) const {name}: &[{kind}<'static>] = &[\n{}];\n",
        lines(items)
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_one_table_is_doubtful() {
        let table = |header: &str, rows: &str| {
            Table::parse("t", &format!("code_page\ttoken\t{header}\tsources\n{rows}")).unwrap()
        };
        let text = text(
            &table("element", "0\t0x05\ta\tAB\n"),
            &table("attribute\tvalue_prefix", "1\t0x06\tname\tX\tB\n0\t0x05\tname\t\tAB\n"),
            &table("value", "0\t0x85\tY\tA\n"),
        )
        .unwrap();
        let parts = [
            "const TAGS: &[TagRow<'static>] = &[\n    tag(0x00, 0x05, \"a\"),\n];",
            " ATTRIBUTES: &[AttributeRow<'static>] = &[\n    attribute(0x00, 0x05, \"name\", \"\"),\n];",
            "DOUBTFUL_ATTRIBUTES: &[AttributeRow<'static>] = &[\n    attribute(0x01, 0x06, \"name\", \"X\"),\n];",
            " VALUES: &[ValueRow<'static>] = &[\n];",
            "DOUBTFUL_VALUES: &[ValueRow<'static>] = &[\n    value(0x00, 0x85, \"Y\"),\n];",
        ];
        for part in parts {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
