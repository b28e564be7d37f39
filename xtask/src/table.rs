//! Tables of facts: columns separated by tabs, `#` before a comment, names in the first other line.

use crate::Result;
use crate::made::root;
use std::cell::Cell;
use std::fs;

/// A table with named columns.
pub(crate) struct Table {
    columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// A row of a table.
pub(crate) struct Row {
    /// The file and the line, for messages.
    place: String,
    index: usize,
    cells: Vec<(String, String)>,
    is_used: Cell<bool>,
}

impl Table {
    /// Reads a table of facts, by its path below `testdata/spec/`.
    pub(crate) fn of_facts(path: &str) -> Result<Self> {
        Self::read(&format!("testdata/spec/{path}"))
    }

    /// Reads a table of what only the code needs, by its path below `xtask/tables/`.
    pub(crate) fn of_code(path: &str) -> Result<Self> {
        Self::read(&format!("xtask/tables/{path}"))
    }

    fn read(path: &str) -> Result<Self> {
        let text = fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))?;
        Self::parse(path, &text)
    }

    /// Reads the text of a table. Each row must have every column.
    pub(crate) fn parse(path: &str, text: &str) -> Result<Self> {
        let lines = (1..).zip(text.lines());
        let mut lines = lines.filter(|(_, line)| !line.starts_with('#'));
        let (_, header) = lines.next().ok_or_else(|| format!("{path}: no header"))?;
        let columns: Vec<String> = header.split('\t').map(String::from).collect();
        let row = |(index, (number, line)): (usize, (usize, &str))| {
            let cells: Vec<&str> = line.split('\t').collect();
            let place = format!("{path}:{number}");
            if cells.len() != columns.len() {
                return Err(format!("{place}: {} columns instead of {}", cells.len(), columns.len()));
            }
            let cells = columns.iter().cloned().zip(cells.into_iter().map(String::from)).collect();
            Ok(Row { place, index, cells, is_used: Cell::new(false) })
        };
        let rows = lines.enumerate().map(row).collect::<Result<_>>()?;
        Ok(Self { columns, rows })
    }

    /// Finds the row with these cells, and marks it as used.
    pub(crate) fn find(&self, cells: &[(&str, &str)]) -> Result<Option<&Row>> {
        if let Some((column, _)) =
            cells.iter().find(|(column, _)| !self.columns.iter().any(|name| name == column))
        {
            return Err(format!("no column {column}"));
        }
        let found = self.rows.iter().find(|row| {
            cells.iter().all(|(column, value)| row.cell(column).is_ok_and(|cell| cell == *value))
        });
        if let Some(row) = found {
            row.is_used.set(true);
        }
        Ok(found)
    }

    /// Refuses a row that [`find`](Self::find) never returned: it has no purpose any more.
    pub(crate) fn all_used(&self) -> Result<()> {
        match self.rows.iter().find(|row| !row.is_used.get()) {
            Some(row) => Err(row.fault("nothing needs this row")),
            None => Ok(()),
        }
    }
}

impl Row {
    /// Returns the number of the row, from 0.
    pub(crate) fn index(&self) -> usize {
        self.index
    }

    /// Returns the cell of a column.
    pub(crate) fn cell(&self, column: &str) -> Result<&str> {
        let found = self.cells.iter().find(|(name, _)| name == column);
        found.map(|(_, cell)| cell.as_str()).ok_or_else(|| self.fault(&format!("no column {column}")))
    }

    /// Returns the cell of a column, if it is not `-`.
    pub(crate) fn given(&self, column: &str) -> Result<Option<&str>> {
        Ok(Some(self.cell(column)?).filter(|cell| *cell != "-"))
    }

    /// Returns the cell of a column as a byte: `0x3D`, or a decimal number.
    pub(crate) fn byte(&self, column: &str) -> Result<u8> {
        let cell = self.cell(column)?;
        let number = match cell.strip_prefix("0x") {
            Some(digits) => u8::from_str_radix(digits, 16),
            None => cell.parse(),
        };
        number.map_err(|_| self.fault(&format!("{column} is {cell:?} and not a byte")))
    }

    /// Describes a fault of this row.
    pub(crate) fn fault(&self, reason: &str) -> String {
        format!("{}: {reason}", self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# A comment.\nname\ttoken\nA\t0x3D\nB\t61\nC\t-\n";

    #[test]
    fn cells_are_found_by_the_names_of_their_columns() {
        let table = Table::parse("t.tsv", TEXT).unwrap();
        let row = table.find(&[("name", "A")]).unwrap().unwrap();
        assert_eq!((row.cell("token"), row.byte("token")), (Ok("0x3D"), Ok(61)));
        let row = table.find(&[("name", "B"), ("token", "61")]).unwrap().unwrap();
        assert_eq!((row.byte("token"), row.given("token")), (Ok(61), Ok(Some("61"))));
        assert_eq!(table.all_used(), Err("t.tsv:5: nothing needs this row".into()));
        let row = table.find(&[("name", "C")]).unwrap().unwrap();
        assert_eq!((row.given("token"), table.all_used()), (Ok(None), Ok(())));
        assert_eq!(row.byte("token"), Err("t.tsv:5: token is \"-\" and not a byte".into()));
        assert!(table.find(&[("name", "D")]).unwrap().is_none());
    }

    #[test]
    fn faults_name_the_file_and_the_line() {
        assert_eq!(Table::parse("t.tsv", "").err(), Some("t.tsv: no header".into()));
        let short = Table::parse("t.tsv", "a\tb\n1\t2\n3\n");
        assert_eq!(short.err(), Some("t.tsv:3: 1 columns instead of 2".into()));
        let table = Table::parse("t.tsv", TEXT).unwrap();
        assert_eq!(table.rows[0].cell("nam"), Err("t.tsv:3: no column nam".into()));
        assert_eq!(table.find(&[("nam", "A")]).err(), Some("no column nam".into()));
    }
}
