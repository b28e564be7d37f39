//! Writes an element that several parameters describe.

use crate::codes::declarations;
use crate::codes::{Form, Parameter};
use crate::forms::{self, texts::is_number};
use crate::writing::leaf::Place;
use crate::writing::output::{Encoder, Entry};
use imps_core::schema::Schema;
use imps_core::{Error, Tag};

/// The content of a parameter's value. Lists are groups, and are never empty.
#[derive(Clone)]
enum ParameterValue<'t> {
    Text(Entry<'t>),
    /// The first text in it, and all members.
    List(Entry<'t>, Vec<Self>),
}

/// A parameter that comes at the end of a message.
pub(crate) struct Later<'t> {
    pub(crate) row: &'t Parameter,
    values: Vec<Option<ParameterValue<'t>>>,
}

/// A path to texts, with its owner: the number of the row, and the index of the value in this row.
struct Slot {
    path: Vec<Tag>,
    row: usize,
    index: usize,
}

/// Writes all children of a message with the name of this first one, as the parameters of some
/// rows. Returns the parameters that belong to the end.
#[cold]
pub(crate) fn write<'t>(
    encoder: &mut Encoder<'t>,
    rows: &[&'t Parameter],
    schema: Option<&'static Schema>,
    message: Entry<'t>,
    first: Entry<'t>,
) -> Result<Vec<Later<'t>>, Error> {
    let slots: Vec<Slot> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, parameter)| {
            parameter.texts().enumerate().map(move |(index, path)| Slot { path, row, index })
        })
        .collect();
    let paths: Vec<(usize, &[Tag])> = slots.iter().enumerate().map(|(slot, it)| (slot, &*it.path)).collect();
    let elements = message.children_from(first).filter(|child| child.tag == first.tag).collect();
    let mut gathered = Gathered { values: slots.iter().map(|_| None).collect(), order: Vec::new() };
    siblings(encoder, elements, schema, &paths, &mut gathered)?;

    // In the order of the elements.
    let mut order: Vec<usize> = Vec::new();
    for slot in gathered.order {
        if let Some(slot) = slots.get(slot)
            && !order.contains(&slot.row)
        {
            order.push(slot.row);
        }
    }
    let mut later = Vec::new();
    for (number, row) in order.into_iter().filter_map(|number| Some((number, *rows.get(number)?))) {
        let of_row = slots.iter().zip(&mut gathered.values).filter(|(slot, _)| slot.row == number);
        let mut values: Vec<(usize, Option<ParameterValue<'t>>)> =
            of_row.map(|(slot, value)| (slot.index, value.take())).collect();
        values.sort_by_key(|(index, _)| *index);
        let parameter = Later { row, values: values.into_iter().map(|(_, value)| value).collect() };
        if row.is_last { later.push(parameter) } else { parameter.write(encoder)? }
    }
    Ok(later)
}

/// The text of each slot, and the slots in the order in which they were found.
struct Gathered<'t> {
    values: Vec<Option<ParameterValue<'t>>>,
    order: Vec<usize>,
}

impl<'t> Gathered<'t> {
    fn put(&mut self, slot: usize, value: ParameterValue<'t>) {
        if let Some(place) = self.values.get_mut(slot) {
            *place = Some(value);
        }
        if !self.order.contains(&slot) {
            self.order.push(slot);
        }
    }
}

/// Gathers the texts in all elements of a name. Paths begin with this name.
fn siblings<'t>(
    encoder: &mut Encoder<'t>,
    elements: Vec<Entry<'t>>,
    around: Option<&'static Schema>,
    paths: &[(usize, &[Tag])],
    gathered: &mut Gathered<'t>,
) -> Result<(), Error> {
    let Some(first) = elements.first().copied() else { return Ok(()) };
    let child = around.map(|schema| declarations::child(schema, first.tag));
    let is_many = child.map_or(elements.len() > 1, |child| child.is_many);
    let schema = child.and_then(|child| child.schema);
    let paths: Vec<(usize, &[Tag])> =
        paths.iter().map(|(slot, path)| (*slot, path.get(1..).unwrap_or_default())).collect();
    if !is_many {
        if let Some(second) = elements.get(1) {
            return Err(encoder.no_mapping(*second));
        }
        if !inside(encoder, first, schema, &paths, gathered)? {
            encoder.unmapped(first)?;
        }
        return Ok(());
    }
    // One list per path, each as long as the number of elements.
    let mut lists: Vec<(usize, Vec<ParameterValue<'t>>)> =
        paths.iter().map(|(slot, _)| (*slot, Vec::new())).collect();
    let mut count = 0_usize;
    for element in elements {
        let mut one = Gathered { values: gathered.values.iter().map(|_| None).collect(), order: Vec::new() };
        if !inside(encoder, element, schema, &paths, &mut one)? {
            encoder.unmapped(element)?;
            continue;
        }
        for (slot, list) in &mut lists {
            let value = one.values.get_mut(*slot).and_then(Option::take);
            match value {
                Some(value) if list.len() == count => list.push(value),
                // An earlier element has no such text, and there is no notation for a missing
                // member.
                Some(value) => return Err(encoder.no_mapping(value.first())),
                None => {}
            }
        }
        count = count.saturating_add(1);
        for slot in one.order {
            if !gathered.order.contains(&slot) {
                gathered.order.push(slot);
            }
        }
    }
    for (slot, list) in lists {
        let Some(text) = list.first().map(ParameterValue::first) else { continue };
        if list.len() != count {
            return Err(encoder.no_mapping(text));
        }
        let value = match list.as_slice() {
            [only @ ParameterValue::Text(_)] => only.clone(),
            _ => ParameterValue::List(text, list),
        };
        gathered.put(slot, value);
    }
    Ok(())
}

/// Gathers the texts in an element. Returns whether there are any.
fn inside<'t>(
    encoder: &mut Encoder<'t>,
    element: Entry<'t>,
    schema: Option<&'static Schema>,
    paths: &[(usize, &[Tag])],
    gathered: &mut Gathered<'t>,
) -> Result<bool, Error> {
    // If several rows have a text, the first is written.
    if let Some((slot, _)) = paths.iter().find(|(_, path)| path.is_empty()) {
        gathered.put(*slot, ParameterValue::Text(element));
        return Ok(true);
    }
    let before = gathered.order.len();
    let mut names: Vec<(Tag, Vec<Entry<'t>>)> = Vec::new();
    for child in element.children() {
        match names.iter_mut().find(|(name, _)| *name == child.tag) {
            Some((_, children)) => children.push(child),
            None => names.push((child.tag, vec![child])),
        }
    }
    for (name, children) in names {
        let below: Vec<(usize, &[Tag])> =
            paths.iter().filter(|(_, path)| path.first() == Some(&name)).copied().collect();
        if below.is_empty() {
            children.into_iter().try_for_each(|child| encoder.unmapped(child))?;
        } else {
            siblings(encoder, children, schema, &below, gathered)?;
        }
    }
    Ok(gathered.order.len() > before)
}

impl<'t> ParameterValue<'t> {
    /// Returns the first text.
    fn first(&self) -> Entry<'t> {
        match self {
            Self::Text(entry) | Self::List(entry, _) => *entry,
        }
    }

    /// Returns the only text.
    fn text(&self, encoder: &Encoder<'t>) -> Result<Entry<'t>, Error> {
        match self {
            Self::Text(entry) => Ok(*entry),
            Self::List(entry, _) => Err(encoder.no_mapping(*entry)),
        }
    }

    fn write(&self, encoder: &mut Encoder<'t>, place: Place) -> Result<(), Error> {
        match self {
            Self::Text(entry) => encoder.leaf(*entry, place),
            Self::List(_, list) => {
                let mut before = b'(';
                for value in list {
                    encoder.out.push(core::mem::replace(&mut before, b','));
                    value.write(encoder, Place::InGroup)?;
                }
                encoder.out.push(b')');
                Ok(())
            }
        }
    }
}

impl<'t> Later<'t> {
    pub(crate) fn write(&self, encoder: &mut Encoder<'t>) -> Result<(), Error> {
        let code = self.row.code;
        let value = |index: usize| self.values.get(index).and_then(Option::as_ref);
        match (&self.row.form, value(0), value(1)) {
            (Form::Repeat, Some(ParameterValue::List(_, list)), _) => list.iter().try_for_each(|value| {
                encoder.parameter(code);
                match value {
                    ParameterValue::Text(_) => value.write(encoder, Place::Alone),
                    // Otherwise each member of a group would be read as one element.
                    ParameterValue::List(first, _) => {
                        ParameterValue::List(*first, vec![value.clone()]).write(encoder, Place::InGroup)
                    }
                }
            }),
            (Form::Group(_), Some(first), second) => {
                let first = first.text(encoder)?;
                let second = second.map(|second| second.text(encoder)).transpose()?;
                forms::texts::put_group(encoder, code, first, second)
            }
            (Form::Either(_), Some(number), other) => {
                if let Some(other) = other {
                    encoder.unmapped(other.first())?;
                }
                let number = number.text(encoder)?;
                self.either(encoder, number, true)
            }
            (Form::Either(_), None, Some(other)) => {
                let other = other.text(encoder)?;
                self.either(encoder, other, false)
            }
            (_, Some(value), _) => {
                encoder.parameter(code);
                value.write(encoder, Place::Alone)
            }
            (_, None, Some(second)) => encoder.unmapped(second.first()),
            (_, None, None) => Ok(()),
        }
    }

    /// Checks the choice: a text that looks like the other child would be read as that child.
    fn either(&self, encoder: &mut Encoder<'t>, text: Entry<'t>, as_number: bool) -> Result<(), Error> {
        if is_number(&encoder.content(text)?) != as_number {
            return encoder.unmapped(text);
        }
        encoder.parameter(self.row.code);
        encoder.leaf(text, Place::Alone)
    }
}
