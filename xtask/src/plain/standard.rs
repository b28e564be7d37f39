//! The rows of the standard table.

use super::facts::Facts;
use crate::Result;
use std::fmt::Write as _;

/// The rows of the standard table, by kind, in order.
pub(super) struct Standard {
    pub(super) messages: Vec<Message>,
    /// The letters and the element that name the session.
    pub(super) session: (String, String),
    pub(super) parameters: Vec<Parameter>,
    pub(super) properties: Vec<Word>,
    pub(super) capabilities: Vec<Node>,
    pub(super) capability_values: Vec<Word>,
    pub(super) presence: Vec<Node>,
    pub(super) presence_values: Vec<Word>,
    pub(super) services: Vec<Node>,
}

/// The type letters of a message.
pub(super) struct Message {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) mode: String,
}

/// A parameter.
pub(super) struct Parameter {
    pub(super) code: String,
    pub(super) path: Vec<String>,
    pub(super) form: String,
    pub(super) is_last: bool,
    /// The only messages that have it.
    pub(super) only_in: Vec<String>,
}

/// An element with its path.
pub(super) struct Node {
    pub(super) code: String,
    pub(super) path: Vec<String>,
}

/// A word of an element; of no element if it is a property.
pub(super) struct Word {
    pub(super) code: String,
    pub(super) element: String,
    pub(super) text: String,
}

impl Standard {
    /// Reads the facts.
    pub(super) fn read() -> Result<Self> {
        let facts = Facts::read()?;
        let messages = facts.messages()?;
        let (session, properties, parameters) = facts.elements(&messages)?;
        let (capabilities, capability_values) = facts.capabilities()?;
        let (presence, presence_values) = facts.presence()?;
        let services = facts.services()?;
        facts.all_used()?;
        Ok(Self {
            messages,
            session,
            parameters: restricted_first(parameters),
            properties,
            capabilities,
            capability_values,
            presence,
            presence_values,
            services,
        })
    }

    /// Returns the table as text, in the notation of `Codes::extend`.
    pub(super) fn text(&self) -> String {
        let mut out = String::from(
            "# The codes of the plain-text syntax that an implementation has proven. The documentation of `Codes` explains the rows.\n\
             # Messages without a proven code are not here: there are no guesses.\n\n",
        );
        // Writing to a `String` cannot fail.
        for Message { code, name, mode } in &self.messages {
            let _ = writeln!(out, "message {code} {name} {mode}");
        }
        out.push_str(
            "\n# Of several rows for an element the first that fits is written; all are read. `last` moves a parameter to the end.\n",
        );
        let _ = writeln!(out, "session {} {}", self.session.0, self.session.1);
        for Parameter { code, path, form, is_last, only_in } in &self.parameters {
            let _ = write!(out, "element {code} {} {form}", path.join("/"));
            out.push_str(if *is_last { " last" } else { "" });
            if !only_in.is_empty() {
                let _ = write!(out, " in {}", only_in.join(" "));
            }
            out.push('\n');
        }
        out.push('\n');
        for Word { code, text, .. } in &self.properties {
            let _ = writeln!(out, "property {code} {text}");
        }
        out.push_str("\n# Of several rows for a code the first that the version has is read.\n");
        let nodes =
            [("capability", &self.capabilities), ("presence", &self.presence), ("service", &self.services)];
        let words =
            [("capability-value", &self.capability_values), ("presence-value", &self.presence_values)];
        for (at, (kind, nodes)) in nodes.into_iter().enumerate() {
            out.push_str(if at > 0 { "\n" } else { "" });
            for Node { code, path } in nodes {
                let _ = writeln!(out, "{kind} {code} {}", path.join("/"));
            }
            let Some((kind, words)) = words.get(at) else { continue };
            out.push('\n');
            for Word { code, element, text } in *words {
                let _ = writeln!(out, "{kind} {code} {element} {text}");
            }
        }
        out
    }
}

/// Moves the rows that belong to some messages before the other rows of the same element, because
/// the first row that fits is written.
fn restricted_first(parameters: Vec<Parameter>) -> Vec<Parameter> {
    let mut sorted: Vec<Parameter> = Vec::new();
    for row in parameters {
        let is_general =
            |other: &Parameter| other.only_in.is_empty() && other.path.first() == row.path.first();
        let place = if row.only_in.is_empty() { None } else { sorted.iter().position(is_general) };
        sorted.insert(place.unwrap_or(sorted.len()), row);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(code: &str, path: &[&str], only_in: &[&str]) -> Parameter {
        let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let (path, only_in) = (owned(path), owned(only_in));
        Parameter { code: code.into(), path, form: "value".into(), is_last: false, only_in }
    }

    #[test]
    fn a_row_for_some_messages_comes_before_the_general_row_of_its_element() {
        let rows = vec![
            parameter("AA", &["A"], &[]),
            parameter("BB", &["B", "C"], &[]),
            parameter("CC", &["C"], &["M"]),
            parameter("DD", &["B"], &["M"]),
        ];
        let codes: Vec<String> = restricted_first(rows).into_iter().map(|row| row.code).collect();
        assert_eq!(codes, ["AA", "DD", "BB", "CC"]);
    }
}
