//! Checks rows of a code table against the declarations of the messages.

use super::Form;
use super::table::Fault;
use crate::codes::declarations;
use imps_core::schema::Schema;
use imps_core::{CSP, Tag, tag};
use std::collections::{BTreeMap, BTreeSet};

/// The declarations, indexed once for a whole table.
pub(super) struct Model {
    messages: BTreeMap<Tag, &'static Schema>,
    /// The messages that have an element.
    with_child: BTreeMap<Tag, Vec<&'static Schema>>,
    /// Every structure, in any message.
    structures: BTreeMap<Tag, &'static Schema>,
    session: Option<&'static Schema>,
    capabilities: BTreeSet<Tag>,
    presence: BTreeSet<Tag>,
}

/// The reason why a path leads nowhere, and the number of steps before that.
struct Miss {
    steps: usize,
    reason: String,
}

impl Model {
    pub(super) fn new(declarations: &'static Schema) -> Self {
        let mut structures = BTreeMap::new();
        collect(declarations, &mut structures);
        let mut model = Self {
            messages: BTreeMap::new(),
            with_child: BTreeMap::new(),
            session: structures.get(&tag::SessionDescriptor).copied(),
            capabilities: BTreeSet::new(),
            presence: BTreeSet::new(),
            structures,
        };
        let content = model.structures.get(&tag::TransactionContent);
        for message in content.into_iter().flat_map(|content| tags(content)) {
            let Some(schema) = declarations::message(declarations, message) else { continue };
            model.messages.insert(message, schema);
            for child in tags(schema) {
                model.with_child.entry(child).or_default().push(schema);
            }
        }
        for list in [tag::CapabilityList, tag::AgreedCapabilityList] {
            model.inside(list, &mut BTreeSet::new(), |model| &mut model.capabilities);
        }
        model.inside(tag::PresenceSubList, &mut BTreeSet::new(), |model| &mut model.presence);
        model
    }

    /// Records every element inside a structure.
    fn inside(&mut self, of: Tag, seen: &mut BTreeSet<Tag>, set: fn(&mut Self) -> &mut BTreeSet<Tag>) {
        let Some(schema) = self.structures.get(&of).filter(|_| seen.insert(of)).copied() else { return };
        for child in tags(schema) {
            set(self).insert(child);
            self.inside(child, seen, set);
        }
    }

    /// Checks a message.
    pub(super) fn message(&self, message: Tag) -> Result<&'static Schema, Fault> {
        self.messages.get(&message).copied().ok_or_else(|| Fault::Message(name(message)))
    }

    /// Checks an element beside the session id.
    pub(super) fn session(&self, element: Tag) -> Result<(), Fault> {
        let list = self.session.into_iter();
        among(list, &[element], |end| end.leaf())
            .map_err(|miss| miss.fault("no session descriptor has", &[element]))
    }

    /// Checks a parameter: a named message must have it, or any message if none is named.
    pub(super) fn parameter(&self, path: &[Tag], form: &Form, only_in: &[Tag]) -> Result<(), Fault> {
        let fits = |end: End| form.fits(&end);
        let named = only_in.iter().map(|message| self.message(*message)).collect::<Result<Vec<_>, _>>()?;
        let first = path.first().copied().unwrap_or(Tag::FOREIGN);
        let any = self.with_child.get(&first).filter(|_| named.is_empty()).into_iter().flatten();
        let nobody = match *only_in {
            [] => "no message has".into(),
            [message] => format!("{} has no", name(message)),
            _ => "none of these messages has".into(),
        };
        among(named.iter().chain(any).copied(), path, fits).map_err(|miss| miss.fault(&nobody, path))
    }

    /// Checks a capability: an element with text, in either list of capabilities.
    pub(super) fn capability(&self, path: &[Tag]) -> Result<(), Fault> {
        let lists = self.lists([tag::CapabilityList, tag::AgreedCapabilityList]);
        among(lists, path, |end| end.leaf()).map_err(|miss| miss.fault("no list of capabilities has", path))
    }

    /// Checks a presence attribute or a part of one. It may contain elements if only its name is
    /// written.
    pub(super) fn presence(&self, path: &[Tag]) -> Result<(), Fault> {
        let lists = self.lists([tag::PresenceSubList]);
        among(lists, path, |_| Ok(())).map_err(|miss| miss.fault("no list of presence attributes has", path))
    }

    /// Checks a node of the service tree.
    pub(super) fn service(&self, path: &[Tag]) -> Result<(), Fault> {
        let lists = self.lists([tag::Functions, tag::AllFunctions]);
        among(lists, path, |_| Ok(())).map_err(|miss| miss.fault("no service tree has", path))
    }

    /// Checks the element of a word.
    pub(super) fn word(&self, element: Tag, of_presence: bool) -> Result<(), Fault> {
        let (set, nobody) = if of_presence {
            (&self.presence, "no list of presence attributes has")
        } else {
            (&self.capabilities, "no list of capabilities has")
        };
        let miss = || Miss { steps: 0, reason: String::new() }.fault(nobody, &[element]);
        set.contains(&element).then_some(()).ok_or_else(miss)
    }

    fn lists<const N: usize>(&self, names: [Tag; N]) -> impl Iterator<Item = &'static Schema> {
        names.into_iter().filter_map(|name| self.structures.get(&name).copied())
    }
}

/// Records every structure inside a structure. Visits recursive structures once.
fn collect(schema: &'static Schema, structures: &mut BTreeMap<Tag, &'static Schema>) {
    if structures.insert(schema.tag, schema).is_some() {
        return;
    }
    for child in tags(schema) {
        if let Some(inside) = declarations::child(schema, child).schema {
            collect(inside, structures);
        }
    }
}

fn tags(schema: &'static Schema) -> impl Iterator<Item = Tag> {
    schema.fields.iter().flat_map(|field| field.tags.iter().copied())
}

/// The element at the end of a path.
pub(super) struct End {
    tag: Tag,
    schema: Option<&'static Schema>,
}

impl End {
    /// Checks that it contains text.
    fn leaf(&self) -> Result<(), String> {
        match self.schema {
            Some(schema) if schema.text.is_none() => {
                Err(format!("{} holds elements, no text", name(self.tag)))
            }
            _ => Ok(()),
        }
    }

    /// Checks that it contains these elements.
    fn holds(&self, children: &[Tag]) -> Result<(), String> {
        let Some(schema) = self.schema else { return Err(holds_text(self.tag)) };
        match children.iter().find(|child| schema.field(**child).is_none()) {
            Some(child) => Err(no_child(self.tag, *child)),
            None => Ok(()),
        }
    }

    /// Checks that it contains these elements, and that they contain text.
    fn holds_texts(&self, children: &[Tag]) -> Result<(), String> {
        self.holds(children)?;
        let schema = self.schema.into_iter();
        let ends = schema.flat_map(|schema| children.iter().map(|child| declarations::child(schema, *child)));
        ends.map(|child| Self { tag: child.tag, schema: child.schema }).try_for_each(|end| end.leaf())
    }
}

impl Form {
    /// Checks that an element can have a value of this shape.
    fn fits(&self, end: &End) -> Result<(), String> {
        match self {
            Self::Value | Self::Repeat => end.leaf(),
            Self::Either(children) | Self::Group(children) => end.holds_texts(children),
            Self::Capabilities | Self::Names | Self::Attributes => end.holds(&[]),
            Self::Properties => end.holds(&[tag::Property]),
            Self::Members => end.holds(&[tag::NickName, tag::UserID]),
            Self::Users => end.holds(&[tag::UserID]),
            Self::Services => end.holds(&[tag::WVCSPFeat]),
            Self::Presence => end.holds(&[tag::UserID, tag::PresenceSubList]),
        }
    }
}

/// Follows a path from each of some structures. If all fail, returns the failure of the longest
/// path.
fn among(
    structures: impl Iterator<Item = &'static Schema>,
    path: &[Tag],
    fits: impl Fn(End) -> Result<(), String>,
) -> Result<(), Miss> {
    let mut farthest = Miss { steps: 0, reason: String::new() };
    for schema in structures {
        match follow(schema, path)
            .and_then(|end| fits(end).map_err(|reason| Miss { steps: path.len().saturating_add(1), reason }))
        {
            Ok(()) => return Ok(()),
            Err(miss) if miss.steps > farthest.steps => farthest = miss,
            Err(_) => {}
        }
    }
    Err(farthest)
}

fn follow(schema: &'static Schema, path: &[Tag]) -> Result<End, Miss> {
    let mut end = End { tag: schema.tag, schema: Some(schema) };
    for (steps, step) in path.iter().enumerate() {
        let miss = |reason| Miss { steps, reason };
        let Some(schema) = end.schema else { return Err(miss(holds_text(end.tag))) };
        if schema.field(*step).is_none() {
            return Err(miss(no_child(end.tag, *step)));
        }
        end = End { tag: *step, schema: declarations::child(schema, *step).schema };
    }
    Ok(end)
}

impl Miss {
    /// Creates the fault. `nobody` is the start of the sentence: "no message has".
    fn fault(self, nobody: &str, path: &[Tag]) -> Fault {
        let path = path.iter().map(|tag| name(*tag)).collect::<Vec<_>>().join("/");
        let reason = if self.steps == 0 { String::new() } else { format!(": {}", self.reason) };
        Fault::Model { nobody: nobody.into(), path, reason }
    }
}

fn holds_text(tag: Tag) -> String {
    format!("{} holds text, no elements", name(tag))
}

fn no_child(tag: Tag, child: Tag) -> String {
    format!("{} holds no {}", name(tag), name(child))
}

fn name(tag: Tag) -> String {
    CSP.name(tag).unwrap_or_default().into()
}
