//! The names of the standard in a sentence.

use crate::Result;
use crate::table::{Row, Table};
use std::collections::BTreeSet;

/// Words of the standard that the sentences use for something else: the bearers themselves.
const PROSE: [&str; 3] = ["HTTP", "SMS", "WSP"];

/// Names that are not names of the standard: of vendors.
const VENDORS: [&str; 4] =
    ["GetNewPassword-Request", "Registration-Request", "IM_subscriptions", "InstantMessenger-1"];

/// The names in a sentence, in its order.
#[derive(Default)]
pub(in crate::enabler) struct Names {
    pub(in crate::enabler) elements: Vec<String>,
    pub(in crate::enabler) words: Vec<String>,
}

impl Names {
    pub(super) fn is_empty(&self) -> bool {
        self.elements.is_empty() && self.words.is_empty()
    }
}

/// All names of the standard.
pub(super) struct Known {
    elements: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Known {
    pub(super) fn read() -> Result<Self> {
        let column = |table: Table, column| -> Result<BTreeSet<String>> {
            table.rows.iter().map(|row| row.cell(column).map(String::from)).collect()
        };
        let mut elements = column(Table::of_facts("wbxml/tags.tsv")?, "element")?;
        elements.extend(column(Table::of_code("spellings.tsv")?, "spelling")?);
        Ok(Self { elements, words: column(Table::of_facts("wbxml/values.tsv")?, "value")? })
    }

    /// Finds the names in a sentence. A name that the standard does not have is an error.
    pub(super) fn of(&self, row: &Row, sentence: &str) -> Result<Names> {
        let mut names = Names::default();
        let is_part = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
        let mut stem = "";
        for token in sentence.split(|character| !is_part(character)) {
            // `GetPresence-Request/-Response`
            let name = if token == "-Response" { format!("{stem}{token}") } else { token.into() };
            stem = token.strip_suffix("-Request").unwrap_or_default();
            let (list, is_new) = if self.elements.contains(&name) {
                (&mut names.elements, true)
            } else {
                let is_word = name.len() > 1 && self.words.contains(&name);
                (&mut names.words, is_word && !PROSE.contains(&name.as_str()))
            };
            if is_new {
                if !list.contains(&name) {
                    list.push(name);
                }
            } else if is_name(&name) && !VENDORS.contains(&name.as_str()) {
                return Err(row.fault(&format!("no table has {name}")));
            }
        }
        Ok(names)
    }
}

/// Returns whether a word can only be a name: `UserID`, `Login-Request`, `USER_ALIAS`.
fn is_name(word: &str) -> bool {
    let is_hump = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    let is_primitive = word.ends_with("-Request") || word.ends_with("-Response");
    word.starts_with(|first: char| first.is_ascii_alphabetic())
        && (is_primitive || word.contains('_') || word.as_bytes().windows(2).any(is_hump))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(sentence: &str) -> Result<(Vec<String>, Vec<String>)> {
        let table = Table::parse("t.tsv", "a\nb\n").unwrap();
        Known::read().unwrap().of(&table.rows[0], sentence).map(|names| (names.elements, names.words))
    }

    #[test]
    fn names_are_told_from_prose() {
        let (elements, words) =
            names("GetPresence-Request/-Response; SearchElement (USER_ALIAS, T) over HTTP").unwrap();
        assert_eq!(elements, ["GetPresence-Request", "GetPresence-Response", "SearchElement"]);
        assert_eq!(words, ["USER_ALIAS"]);
        assert_eq!(names("vendors have Registration-Request").unwrap(), (vec![], vec![]));
        assert_eq!(names("the UserName").err(), Some("t.tsv:2: no table has UserName".into()));
    }
}
