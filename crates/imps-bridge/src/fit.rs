//! Drops the content that a version lacks, by the declarations.
//!
//! The declarations say which version has a field, a word and a choice. So a new field needs no
//! code here, unless it moves.

use crate::losses::{Reason, Walk};
use alloc::vec::Vec;
use core::mem::replace;
use imps_core::schema::{Cardinality, Schema, Type};
use imps_core::{Content, Extensions, Field, Tag, Trail, Version, Visitor, tag};

/// Drops the parts of a structure that the version lacks, and reports each.
pub(crate) fn fit<'a, C: Content<'a>>(walk: &mut Walk<'_>, tag: Tag, content: &mut C) -> bool {
    let to = walk.to;
    let structure = Structure::default();
    let mut fit = Fit { trail: &mut walk.trail, to, structure, steps: Vec::new(), models: Vec::new() };
    fit.visit(tag, content)
}

struct Fit<'w> {
    trail: &'w mut Trail<Reason>,
    to: Version,
    structure: Structure,
    /// The way from the place of the trail. The trail gets it for a loss only, because most content
    /// is not lost.
    steps: Vec<(Tag, Option<usize>)>,
    /// The models with alternatives that were asked for, so that lists ask once.
    models: Vec<(&'static Schema, Option<&'static str>)>,
}

/// The structure that is being visited.
#[derive(Default)]
struct Structure {
    /// Its model, if it has alternatives.
    choices: Option<&'static str>,
    /// The children that are one of several alternatives, by the place of the alternatives.
    taken: Vec<usize>,
    schema: Option<&'static Schema>,
    had_children: bool,
    has_children: bool,
    /// Whether the child that is visited next may not be missing.
    is_required: bool,
}

impl Fit<'_> {
    fn visit<'a, C: Content<'a>>(&mut self, tag: Tag, content: &mut C) -> bool {
        let schema = structure(C::TYPE, tag);
        let choices = schema.and_then(|schema| self.choices(schema));
        let inner = Structure { choices, schema, ..Structure::default() };
        let outer = replace(&mut self.structure, inner);
        content.visit(self);
        let inner = replace(&mut self.structure, outer);
        // An empty feature represents all of its parts, so it must not stay without its parts.
        inner.has_children || !inner.had_children || !is_feature(tag)
    }

    fn choices(&mut self, schema: &'static Schema) -> Option<&'static str> {
        if let Some((_, choices)) = self.models.iter().find(|(known, _)| core::ptr::eq(*known, schema)) {
            return *choices;
        }
        let model = schema.model(self.to).map(|model| model.content);
        let choices = model.filter(|model| model.contains('|'));
        self.models.push((schema, choices));
        choices
    }

    /// Returns whether another alternative of the same choice is present.
    fn is_excluded(&mut self, tag: Tag) -> bool {
        let Some(model) = self.structure.choices else { return false };
        let Some(group) = alternatives(model, self.name(tag)) else { return false };
        let is_excluded = self.structure.taken.contains(&group);
        self.structure.taken.push(group);
        is_excluded
    }

    /// Returns whether the version allows several children where the field is a list.
    fn is_list(&self, tag: Tag) -> bool {
        let model = self.structure.schema.and_then(|schema| schema.model(self.to));
        model.is_none_or(|model| repeats(model.content, self.name(tag)))
    }

    fn name(&self, tag: Tag) -> &'static str {
        self.trail.vocabulary().name(tag).unwrap_or("(foreign)")
    }

    /// Reports losses at the current place.
    #[cold]
    fn report(&mut self, report: impl FnOnce(&mut Trail<Reason>)) {
        let mut first = None;
        for index in 0..self.steps.len() {
            let Some((tag, place)) = self.steps.get(index).copied() else { break };
            let name = self.name(tag);
            let entered = match place {
                Some(place) => self.trail.enter(format_args!("{name}[{place}]")),
                None => self.trail.enter(name),
            };
            first = first.or(Some(entered));
        }
        report(self.trail);
        if let Some(first) = first {
            self.trail.leave(first);
        }
    }
}

impl<'a> Visitor<'a> for Fit<'_> {
    fn field<F: Field<'a>>(&mut self, field: &'static imps_core::schema::Field, value: &mut F) {
        if value.count() == 0 {
            return;
        }
        self.structure.had_children = true;
        let tag = field.tags.first().copied().unwrap_or(Tag::FOREIGN);
        if !field.versions.contains(self.to) || self.is_excluded(tag) {
            let name = self.name(tag);
            self.report(|trail| trail.lose_field(name, value, Reason::NotInVersion));
            *value = F::blank();
            return;
        }
        if value.count() > 1 && field.tags.len() == 1 && !self.is_list(tag) {
            self.report(|trail| value.visit_children(tag, &mut First { trail }));
        }
        if may_change(F::TYPE) {
            self.structure.is_required = F::CARDINALITY == Cardinality::One;
            value.visit_children(tag, self);
        }
        self.structure.has_children |= value.count() > 0;
    }

    fn child<C: Content<'a>>(&mut self, tag: Tag, index: Option<usize>, content: &mut C) -> bool {
        // An unknown word is better than no word, where there must be one.
        let is_in = self.structure.is_required || content.is_in(self.to);
        self.steps.push((tag, index));
        if !is_in {
            self.report(|trail| trail.lose(Reason::NotInVersion));
        }
        let stays = is_in && self.visit(tag, content);
        self.steps.pop();
        stays
    }

    fn extensions(&mut self, _: &mut Extensions<'a>) {}
}

/// Returns whether a version may lack a part of such content: a field, or a word.
const fn may_change(content: Type) -> bool {
    match content {
        Type::Structure(_) | Type::Choice(_) => true,
        Type::Enumeration(_, limited) => !limited.is_empty(),
        _ => false,
    }
}

/// Keeps the first child of a list where the version allows one.
struct First<'w> {
    trail: &'w mut Trail<Reason>,
}

impl<'a> Visitor<'a> for First<'_> {
    fn field<F: Field<'a>>(&mut self, _: &'static imps_core::schema::Field, _: &mut F) {}

    fn child<C: Content<'a>>(&mut self, tag: Tag, index: Option<usize>, _: &mut C) -> bool {
        let index = index.unwrap_or_default();
        if index > 0 {
            let name = self.trail.vocabulary().name(tag).unwrap_or("(foreign)");
            self.trail.lose_child(format_args!("{name}[{index}]"), Reason::Merged);
        }
        index == 0
    }

    fn extensions(&mut self, _: &mut Extensions<'a>) {}
}

fn structure(content: Type, tag: Tag) -> Option<&'static Schema> {
    match content {
        Type::Structure(schema) => Some(schema),
        Type::Choice(alternatives) => {
            let (_, content) = alternatives.iter().find(|(alternative, _)| *alternative == tag)?;
            structure(*content, tag)
        }
        _ => None,
    }
}

/// Returns whether an element represents all features in it if it is empty.
const fn is_feature(tag: Tag) -> bool {
    matches!(
        tag,
        tag::Functions
            | tag::AllFunctions
            | tag::WVCSPFeat
            | tag::FundamentalFeat
            | tag::PresenceFeat
            | tag::IMFeat
            | tag::GroupFeat
            | tag::ServiceFunc
            | tag::SearchFunc
            | tag::InviteFunc
            | tag::VerifyIDFunc
            | tag::ContListFunc
            | tag::PresenceAuthFunc
            | tag::PresenceDeliverFunc
            | tag::AttListFunc
            | tag::IMSendFunc
            | tag::IMReceiveFunc
            | tag::IMAuthFunc
            | tag::GroupMgmtFunc
            | tag::GroupUseFunc
            | tag::GroupAuthFunc
    )
}

/// Returns the place of a choice between single elements that has this one: `(First | Second)`.
fn alternatives(model: &str, name: &str) -> Option<usize> {
    let (start, end) = find(model, name)?;
    let open = model.get(..start)?.rfind(['(', ')', ','])?;
    let rest = model.get(end..)?;
    let close = end.checked_add(rest.find(['(', ')', ','])?)?;
    let group = model.get(open..=close)?;
    (group.starts_with('(') && group.ends_with(')') && group.contains('|')).then_some(open)
}

/// Returns whether a model allows an element several times: it, or a group with it, repeats.
fn repeats(model: &str, name: &str) -> bool {
    let Some((_, end)) = find(model, name) else { return true };
    let mut depth = 0_usize;
    let mut inside = true;
    for sign in model.get(end..).unwrap_or_default().chars() {
        match sign {
            // Behind the name or the end of a group around it.
            '*' | '+' if inside => return true,
            '(' => depth = depth.saturating_add(1),
            ')' if depth > 0 => depth = depth.saturating_sub(1),
            ')' => {
                inside = true;
                continue;
            }
            _ => {}
        }
        inside = false;
    }
    false
}

/// Finds an element in a model.
fn find(model: &str, name: &str) -> Option<(usize, usize)> {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '-' || character == '_';
    model.match_indices(name).find_map(|(start, name)| {
        let end = start.checked_add(name.len())?;
        let is_whole = !model.get(..start)?.ends_with(is_part) && !model.get(end..)?.starts_with(is_part);
        is_whole.then_some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_between_single_elements() {
        let model = "Qualifier?, (DirectContent | ReferredContent)?, ContentType?";
        assert_eq!(alternatives(model, "DirectContent"), Some(12));
        assert_eq!(alternatives(model, "ReferredContent"), Some(12));
        assert_eq!(alternatives(model, "ContentType"), None);
        assert_eq!(alternatives(model, "Content"), None);
        assert_eq!(
            alternatives("((AnyContent, AcceptedCharSet*) | AcceptedContentType*)", "AnyContent"),
            None
        );
    }

    #[test]
    fn a_list_repeats_by_itself_or_in_a_group() {
        for (model, name) in [
            ("UserID*, ContactList+", "UserID"),
            ("UserID*, ContactList+", "ContactList"),
            ("(NickName | UserID)*", "UserID"),
            ("((SearchElement, SearchString, PairID?)+ | SearchPair+)", "PairID"),
            ("UserID", "ContactList"),
        ] {
            assert!(repeats(model, name), "{name} in {model}");
        }
        for (model, name) in [
            ("OnlineStatus?, Registration*", "OnlineStatus"),
            ("(UserID | ContactList), Presence*", "UserID"),
            ("Default, PresenceSubList?", "PresenceSubList"),
        ] {
            assert!(!repeats(model, name), "{name} in {model}");
        }
    }
}
