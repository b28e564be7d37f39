//! The facts about the plain-text syntax, and where the code departs from their wording.

use super::standard::{Message, Node, Parameter, Word};
use crate::Result;
use crate::table::{Row, Table};

/// The tables.
pub(super) struct Facts {
    transactions: Table,
    elements: Table,
    capabilities: Table,
    presence: Table,
    services: Table,
    forms: Table,
    exceptions: Table,
}

/// The session, the properties of contact lists, and the parameters.
type Elements = ((String, String), Vec<Word>, Vec<Parameter>);

impl Facts {
    /// Reads the tables.
    pub(super) fn read() -> Result<Self> {
        Ok(Self {
            transactions: Table::of_facts("pts/transactions.tsv")?,
            elements: Table::of_facts("pts/elements.tsv")?,
            capabilities: Table::of_facts("pts/capabilities.tsv")?,
            presence: Table::of_facts("pts/presence.tsv")?,
            services: Table::of_facts("pts/service-tree.tsv")?,
            forms: Table::of_code("pts-forms.tsv")?,
            exceptions: Table::of_code("pts-exceptions.tsv")?,
        })
    }

    /// Refuses rows of our tables that no fact needs.
    pub(super) fn all_used(&self) -> Result<()> {
        self.forms.all_used()?;
        self.exceptions.all_used()
    }

    /// Returns the messages with their letters.
    pub(super) fn messages(&self) -> Result<Vec<Message>> {
        let message = |row: &Row| {
            Ok(Message { code: code(row)?, name: text(row, "primitive")?, mode: text(row, "mode")? })
        };
        proven(&self.transactions)?.into_iter().map(message).collect()
    }

    /// Returns what the letters inside messages represent.
    pub(super) fn elements(&self, messages: &[Message]) -> Result<Elements> {
        let (mut session, mut properties, mut parameters) = (None, Vec::new(), Vec::new());
        for row in proven(&self.elements)? {
            let fact = row.cell("csp_element")?;
            if let Some(code) = row.cell("code")?.strip_prefix("CP:") {
                let (_, name) =
                    fact.split_once("Property ").ok_or_else(|| row.fault("expected a property"))?;
                properties.push(Word { code: code.into(), element: String::new(), text: name.into() });
            } else if let Some(element) = fact.strip_prefix("SessionDescriptor/") {
                session = Some((code(row)?, element.to_owned()));
            } else {
                let exception = self.exception("elements", row, fact)?;
                let options = exception.map_or(Ok(None), |row| row.given("options"))?;
                let (is_last, is_restricted) = match options {
                    None => (false, false),
                    Some("last") => (true, false),
                    Some("only") => (false, true),
                    Some(_) => return Err(row.fault("its exception has unknown options")),
                };
                let only_in = if is_restricted { used_in(row, messages)? } else { Vec::new() };
                let form = self.form(row, exception)?;
                for path in paths(row, fact, exception)? {
                    let (code, form, only_in) = (code(row)?, form.clone(), only_in.clone());
                    parameters.push(Parameter { code, path, form, is_last, only_in });
                }
            }
        }
        Ok((session.ok_or("pts/elements.tsv has no session")?, properties, parameters))
    }

    /// Returns the elements of capability lists, and their words.
    pub(super) fn capabilities(&self) -> Result<(Vec<Node>, Vec<Word>)> {
        let (mut nodes, mut words) = (Vec::new(), Vec::new());
        for row in proven(&self.capabilities)? {
            let fact = row.cell("name")?;
            match row.cell("kind")? {
                "element" => {
                    let exception = self.exception("capabilities", row, fact)?;
                    for path in paths(row, fact, exception)? {
                        nodes.push(Node { code: code(row)?, path });
                    }
                }
                "value" => words.push(word(row, "value_form_or_parent")?),
                _ => return Err(row.fault("unknown kind")),
            }
        }
        Ok((nodes, words))
    }

    /// Returns the presence attributes and their parts, and their words.
    pub(super) fn presence(&self) -> Result<(Vec<Node>, Vec<Word>)> {
        let (mut nodes, mut words) = (Vec::new(), Vec::new());
        for row in proven(&self.presence)? {
            match row.cell("kind")? {
                "attribute" => nodes.push(Node { code: code(row)?, path: vec![text(row, "name")?] }),
                "sub-attribute" => {
                    nodes.push(Node {
                        code: code(row)?,
                        path: vec![text(row, "parent")?, text(row, "name")?],
                    });
                }
                // One letter is a boolean, which is not a word of an element.
                "value" if row.cell("code")?.len() == 1 => {}
                "value" => words.push(word(row, "parent")?),
                _ => return Err(row.fault("unknown kind")),
            }
        }
        Ok((nodes, words))
    }

    /// Returns the nodes of the service tree. A node comes after the node that contains it.
    pub(super) fn services(&self) -> Result<Vec<Node>> {
        let mut nodes: Vec<Node> = Vec::new();
        for row in proven(&self.services)? {
            let parent = row.cell("parent")?;
            let mut path = Vec::new();
            if parent != "root" {
                let around = nodes.iter().find(|node| node.path.last().is_some_and(|name| name == parent));
                path.extend(around.ok_or_else(|| row.fault("its parent has no code"))?.path.iter().cloned());
            }
            path.push(text(row, "name")?);
            nodes.push(Node { code: code(row)?, path });
        }
        Ok(nodes)
    }

    fn exception(&self, table: &str, row: &Row, fact: &str) -> Result<Option<&Row>> {
        self.exceptions.find(&[("table", table), ("code", row.cell("code")?), ("fact", fact)])
    }

    fn form(&self, row: &Row, exception: Option<&Row>) -> Result<String> {
        if let Some(form) = exception.map_or(Ok(None), |exception| exception.given("form"))? {
            return Ok(form.into());
        }
        let form = self.forms.find(&[("value_form", row.cell("value_form")?)])?;
        text(form.ok_or_else(|| row.fault("xtask/tables/pts-forms.tsv lacks its value_form"))?, "form")
    }
}

/// Returns the rows with enough confidence. The others must have no letters.
fn proven(table: &Table) -> Result<Vec<&Row>> {
    let mut rows = Vec::new();
    for row in &table.rows {
        let confidence = row.cell("confidence")?;
        if confidence.starts_with("proven") || confidence == "strong" {
            rows.push(row);
        } else if row.given("code")?.is_some() {
            return Err(row.fault("letters that nobody has proven"));
        }
    }
    Ok(rows)
}

fn text(row: &Row, column: &str) -> Result<String> {
    row.cell(column).map(Into::into)
}

fn code(row: &Row) -> Result<String> {
    let code = row.cell("code")?;
    let is_code = code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase());
    if is_code { Ok(code.into()) } else { Err(row.fault("expected two letters")) }
}

fn word(row: &Row, element: &str) -> Result<Word> {
    Ok(Word { code: code(row)?, element: text(row, element)?, text: text(row, "name")? })
}

/// Returns the paths of a row: from its exception, else from its wording, such as
/// `UserID; (1.3) UserIDList/UserID`.
fn paths(row: &Row, fact: &str, exception: Option<&Row>) -> Result<Vec<Vec<String>>> {
    let given = exception.map_or(Ok(None), |exception| exception.given("element"))?;
    let mut paths = Vec::new();
    for path in given.unwrap_or(fact).split("; ") {
        let path = path.strip_prefix("(1.3) ").unwrap_or(path);
        if path.contains(|character: char| !character.is_ascii_alphanumeric() && !"/-_".contains(character)) {
            return Err(row.fault("its wording is no path: add one to xtask/tables/pts-exceptions.tsv"));
        }
        paths.push(path.split('/').map(String::from).collect());
    }
    Ok(paths)
}

/// Returns the names of the messages in a list of letters, such as `LR (first login of 4-way)`.
fn used_in(row: &Row, messages: &[Message]) -> Result<Vec<String>> {
    let name = |code: &str| {
        let code = code.split(' ').next().unwrap_or_default();
        let found = messages.iter().find(|message| message.code == code);
        found.map(|message| message.name.clone()).ok_or_else(|| row.fault("used_in is no list of messages"))
    };
    row.cell("used_in")?.split(", ").map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(elements: &str, exceptions: &str) -> Facts {
        let table = |header: &str, rows: &str| Table::parse("t", &format!("{header}\n{rows}")).unwrap();
        Facts {
            transactions: table(
                "code\tprimitive\tmode\tconfidence",
                "AA\tM\trequest\tproven\n-\tN\trequest\tunknown\n",
            ),
            elements: table("code\tcsp_element\tvalue_form\tused_in\tconfidence", elements),
            capabilities: table(
                "kind\tcode\tname\tvalue_form_or_parent\tconfidence",
                "value\tBB\tW\tE\tproven\n",
            ),
            presence: table(
                "kind\tcode\tname\tparent\tconfidence",
                "value\tT\ttrue\tany\tproven\nsub-attribute\tCC\tP\tQ\tproven (A accepts)\n",
            ),
            services: table(
                "code\tname\tparent\tconfidence",
                "AA\tA\troot\tproven\nBB\tB\tA\tproven\nCC\tC\tB\tproven\n",
            ),
            forms: table("value_form\tform", "string\tvalue\n"),
            exceptions: table("table\tcode\tfact\telement\tform\toptions", exceptions),
        }
    }

    #[test]
    fn only_proven_rows_count() {
        let facts = facts("", "");
        let names: Vec<String> = facts.messages().unwrap().into_iter().map(|message| message.name).collect();
        assert_eq!(names, ["M"]);
        let (nodes, words) = facts.presence().unwrap();
        assert_eq!((nodes.len(), nodes[0].path.join("/"), words.len()), (1, "Q/P".into(), 0));
        let (_, words) = facts.capabilities().unwrap();
        assert_eq!((&*words[0].code, &*words[0].element, &*words[0].text), ("BB", "E", "W"));
    }

    #[test]
    fn a_service_has_the_path_from_the_root() {
        let nodes = facts("", "").services().unwrap();
        assert_eq!(nodes.iter().map(|node| node.path.join("/")).collect::<Vec<_>>(), ["A", "A/B", "A/B/C"]);
    }

    const SESSION: &str = "SI\tSessionDescriptor/SessionID\tstring\tall\tproven\n";

    #[test]
    fn an_exception_changes_the_wording_of_a_fact() {
        let rows = format!(
            "{SESSION}XX\tA; (1.3) B/A\tstring\tAA (once)\tproven\nYY\tC (some)\tstring\tZZ\tproven\n"
        );
        let facts = facts(
            &rows,
            "elements\tXX\tA; (1.3) B/A\t-\t-\tonly\nelements\tYY\tC (some)\tC\tservices\tlast\n",
        );
        let (session, _, parameters) = facts.elements(&facts.messages().unwrap()).unwrap();
        assert_eq!(session, ("SI".into(), "SessionID".into()));
        let found: Vec<_> = parameters
            .iter()
            .map(|row| (row.path.join("/"), row.form.as_str(), row.is_last, row.only_in.join(" ")))
            .collect();
        let expected =
            [("A", "value", false, "M"), ("B/A", "value", false, "M"), ("C", "services", true, "")];
        assert_eq!(
            found,
            expected.map(|(path, form, last, only)| (path.to_owned(), form, last, only.to_owned()))
        );
        assert_eq!(facts.all_used(), Ok(()));
    }

    #[test]
    fn a_wording_that_is_not_understood_is_refused() {
        for (row, part) in [
            ("XX\tC (some)\tstring\tAA\tproven\n", "no path"),
            ("XX\tC\tnumber\tAA\tproven\n", "value_form"),
            ("X\tC\tstring\tAA\tproven\n", "two letters"),
        ] {
            let facts = facts(&format!("{SESSION}{row}"), "");
            let error = facts.elements(&[]).err().unwrap();
            assert!(error.contains(part), "{error}");
        }
        let facts = facts(&format!("{SESSION}XX\tC\tstring\tZZ\tproven\n"), "elements\tXX\tC\t-\t-\tonly\n");
        assert!(facts.elements(&[]).err().unwrap().contains("used_in"));
        let facts = self::facts(&format!("{SESSION}XX\tC\tstring\tAA\tmedium\n"), "");
        assert!(facts.elements(&[]).err().unwrap().contains("proven"));
    }
}
