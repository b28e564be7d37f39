//! The code tables row by row, for tools that show them.

use super::{Codes, Node, Word};
use crate::codes::Code;
use imps_core::{CSP, Tag};

/// A row of the code tables.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CodeRow<'c> {
    /// The kind of row, as in the first column of a table: `message`, `session`, `element`,
    /// `capability`, `capability-value`, `property`, `presence`, `presence-value` or `service`.
    pub kind: &'static str,
    /// The two letters.
    pub code: Code,
    /// The element that they represent, and the path inside it down to the text; empty for a
    /// property.
    pub path: String,
    /// The word that they represent in that element, or the property.
    pub word: Option<&'c str>,
    /// The only messages that have it; empty if any message may have it.
    pub messages: Vec<&'static str>,
}

impl Codes {
    /// Iterates over every row of the tables.
    ///
    /// ```
    /// let codes = imps_pts::Codes::standard();
    /// let row = codes.rows().find(|row| row.word == Some("DISCREET")).ok_or("no row")?;
    /// assert_eq!((row.kind, row.code.as_str(), row.path.as_str()), ("presence-value", "DI", "UserAvailability"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = CodeRow<'_>> {
        let messages = self.messages.iter().map(|row| element("message", row.code, &[row.tag]));
        let session = self.session.iter().map(|(code, tag)| element("session", *code, &[*tag]));
        let parameters = self.parameters.iter().map(|row| CodeRow {
            messages: row.only_in.iter().map(|tag| name(*tag)).collect(),
            ..element("element", row.code, &row.path)
        });
        let properties = self
            .properties
            .iter()
            .map(|row| CodeRow { word: Some(&*row.name), ..element("property", row.code, &[]) });
        let nodes = |kind| move |row: &Node| element(kind, row.code, &row.path);
        messages
            .chain(session)
            .chain(parameters)
            .chain(self.capabilities.iter().map(nodes("capability")))
            .chain(self.capability_values.iter().map(|row| word("capability-value", row)))
            .chain(properties)
            .chain(self.presence.iter().map(nodes("presence")))
            .chain(self.presence_values.iter().map(|row| word("presence-value", row)))
            .chain(self.services.iter().map(nodes("service")))
    }
}

fn element<'c>(kind: &'static str, code: Code, path: &[Tag]) -> CodeRow<'c> {
    let path = path.iter().map(|tag| name(*tag)).collect::<Vec<_>>().join("/");
    CodeRow { kind, code, path, word: None, messages: Vec::new() }
}

fn word<'c>(kind: &'static str, row: &'c Word) -> CodeRow<'c> {
    CodeRow { word: Some(&row.text), ..element(kind, row.code, &[row.tag]) }
}

fn name(tag: Tag) -> &'static str {
    CSP.name(tag).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many rows as lines in the table, each with the same first two columns.
    #[test]
    fn every_line_of_the_table_is_a_row() {
        let lines =
            include_str!("standard.pts").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut lines: Vec<_> =
            lines.map(|line| line.split_whitespace().take(3).collect::<Vec<_>>()).collect();
        let mut rows: Vec<_> = Codes::standard()
            .rows()
            .map(|row| {
                let third = if row.kind == "property" { row.word.unwrap() } else { &row.path };
                [row.kind, row.code.as_str(), third].map(ToOwned::to_owned).to_vec()
            })
            .collect();
        lines.sort();
        rows.sort();
        assert_eq!(rows, lines);
    }

    /// The words in the fourth column, and the messages in the last columns of an element.
    #[test]
    fn words_and_messages_are_those_of_the_lines() {
        let lines =
            include_str!("standard.pts").lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
        let mut seen = [0, 0];
        for line in lines {
            let [kind, code, path, rest @ ..] = line.as_slice() else { continue };
            let rows =
                || Codes::standard().rows().filter(|row| row.kind == *kind && row.code.as_str() == *code);
            if kind.ends_with("-value") {
                assert!(rows().any(|row| row.path == *path && row.word == rest.first().copied()), "{line:?}");
                seen[0] += 1;
            }
            if *kind == "element" {
                let named: Vec<_> = rest.iter().filter(|column| CSP.tag(column).is_some()).copied().collect();
                assert!(rows().any(|row| row.path == *path && row.messages == named), "{line:?}");
                seen[1] += usize::from(!named.is_empty());
            }
        }
        assert!(seen[0] > 10 && seen[1] > 3, "{seen:?}");
    }
}
