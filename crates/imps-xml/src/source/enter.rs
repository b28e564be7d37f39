//! Enters elements: decides who owns them, and which attributes say more than the version.

use super::{Markup, XmlSource};
use crate::XmlError;
use crate::characters::is_name;
use imps_core::{ContentKind, Error, ErrorKind, LimitKind, Rule, Tag, Text};
use std::borrow::Cow;

impl<'a> XmlSource<'a> {
    /// Enters an element.
    #[inline]
    pub(super) fn enter(&mut self, markup: Markup<'a>) -> Result<Tag, Error> {
        self.enter_counted(&markup)?;
        if self.scopes.default_is_ours
            && !self.options.strict
            && (markup.content.len() == self.name.len() || self.is_usual(&markup))
            && let Some(tag) = self.vocabulary.tag(self.name)
        {
            return Ok(tag);
        }
        self.enter_carefully(markup)
    }

    /// Enters an element, within the limits of depth and number.
    #[inline]
    pub(super) fn enter_counted(&mut self, markup: &Markup<'a>) -> Result<(), Error> {
        self.depth = self.depth.saturating_add(1);
        self.offset = self.place(markup.offset);
        self.empty = markup.empty;
        self.name = markup.name();
        if self.depth > self.options.limits.depth() {
            return Err(self.too_deep());
        }
        let Some(elements_left) = self.elements_left.checked_sub(1) else {
            return Err(self.options.limits.over(LimitKind::Elements).at(self.offset));
        };
        self.elements_left = elements_left;
        self.attributes.clear();
        Ok(())
    }

    /// Returns whether the tag declares only the namespace implied by its version, as nearly every
    /// tag with attributes does.
    pub(super) fn is_usual(&self, markup: &Markup<'_>) -> bool {
        markup.sole_namespace().and_then(|uri| self.vocabulary.version_of(uri)) == Some(self.version)
    }

    /// Enters an element with attributes, a prefix, or a foreign name.
    #[inline(never)]
    fn enter_carefully(&mut self, markup: Markup<'a>) -> Result<Tag, Error> {
        let default_was_ours = self.scopes.default_is_ours;
        self.attributes.read(
            markup.content,
            markup.name_length,
            self.offset.saturating_add(1),
            &self.options,
        )?;
        self.declare()?;
        let (prefix, local) = match self.name.split_once(':') {
            Some((prefix, local)) => (prefix, local),
            None => ("", self.name),
        };
        let ours = if prefix.is_empty() { self.scopes.default_is_ours } else { self.prefix_is_ours(prefix)? };
        self.imply(prefix)?;
        let known = self.vocabulary.tag(local);
        if ours {
            self.name = local;
            if let Some(tag) = known {
                return if self.options.strict { self.check(tag, prefix) } else { Ok(tag) };
            }
            if self.options.strict {
                return Err(Error::new(ErrorKind::Strict(Rule::UnknownElement)).at(self.offset));
            }
            if !default_was_ours {
                self.declare_ours();
            }
        } else if let Some(tag) = known
            && prefix.is_empty()
            && default_was_ours
            && self.vocabulary.kind(tag) == ContentKind::Any
        {
            // A vendor container declares the vendor's namespace on itself, but belongs to the
            // standard.
            return Ok(tag);
        }
        if is_name(markup.name()) {
            return Ok(Tag::FOREIGN);
        }
        Err(XmlError::InvalidName(markup.name().into()).at(self.offset))
    }

    /// Brings the namespace declarations of the current element into scope.
    fn declare(&mut self) -> Result<(), Error> {
        for attribute in self.attributes.list() {
            let Some(prefix) = declared_prefix(&attribute.name) else { continue };
            let uri = attribute.value.as_str();
            let ours = self.vocabulary.owns(uri);
            if !self.scopes.declare(prefix, ours, self.depth) {
                return Err(XmlError::IllFormed("too many namespace declarations").at(self.offset));
            }
        }
        Ok(())
    }

    /// Removes the attributes that the version implies, and the prefixes of the vocabulary's
    /// namespaces.
    fn imply(&mut self, prefix: &str) -> Result<(), Error> {
        let Self { attributes, scopes, vocabulary, version, options, .. } = self;
        let mut other_version = false;
        let mut undeclared = None;
        let has_default = attributes.list().iter().any(|attribute| attribute.name == "xmlns");
        attributes.retain(|attribute| {
            let Some(declared) = declared_prefix(&attribute.name) else {
                if let Some((prefix, local)) = split(&attribute.name) {
                    match scopes.find(prefix) {
                        Some(true) => attribute.name = Text::borrowed(local),
                        Some(false) => {}
                        None => undeclared = Some(prefix),
                    }
                }
                return true;
            };
            let stated = vocabulary.version_of(&attribute.value);
            // A forced version overrules the declarations of the document.
            if stated == Some(*version) || stated.is_some() && options.version.is_some() {
                return false;
            }
            if attribute.value.is_empty() || !vocabulary.owns(&attribute.value) {
                return true;
            }
            other_version = true;
            // A namespace that a prefix declares for its own element is written as the default of
            // that element.
            let own = declared.is_empty() || declared == prefix && !has_default;
            attribute.name = Text::borrowed("xmlns");
            own
        });
        if let Some(prefix) = undeclared {
            return Err(XmlError::UndeclaredPrefix(prefix.into()).at(self.offset));
        }
        if other_version && self.options.strict {
            return Err(Error::new(ErrorKind::Strict(Rule::VersionMismatch)).at(self.offset));
        }
        Ok(())
    }

    /// Keeps the namespace of an unknown element: without it the element would belong to the
    /// enclosing vendor.
    #[cold]
    fn declare_ours(&mut self) {
        let Some(namespace) = self.vocabulary.namespaces().first() else { return };
        if !self.attributes.list().iter().any(|attribute| attribute.name == "xmlns") {
            self.attributes.push("xmlns", namespace.uri(self.version));
        }
    }

    fn prefix_is_ours(&self, prefix: &str) -> Result<bool, Error> {
        self.scopes.find(prefix).ok_or_else(|| XmlError::UndeclaredPrefix(prefix.into()).at(self.offset))
    }

    /// Checks the rules of strict reading.
    #[cold]
    fn check(&self, tag: Tag, prefix: &str) -> Result<Tag, Error> {
        let rule = if !self.vocabulary.accepts(tag, self.name) {
            Rule::Spelling
        } else if prefix.is_empty()
            && self.vocabulary.namespace_on(tag).is_some()
            && !self.scopes.declares_default(self.depth)
        {
            Rule::NamespaceMissing
        } else {
            return Ok(tag);
        };
        Err(Error::new(ErrorKind::Strict(rule)).at(self.offset))
    }

    #[cold]
    fn too_deep(&self) -> Error {
        Error::new(ErrorKind::TooDeep { limit: self.options.limits.depth() }).at(self.offset)
    }
}

/// Returns the prefix that an attribute declares; empty for the default namespace, `None` for an
/// ordinary attribute.
fn declared_prefix<'a>(name: &Text<'a>) -> Option<&'a str> {
    let Cow::Borrowed(name) = name.clone().into_cow() else { return None };
    let rest = name.strip_prefix("xmlns")?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(':') }
}

/// Returns prefix and rest of a name.
fn split<'a>(name: &Text<'a>) -> Option<(&'a str, &'a str)> {
    match name.clone().into_cow() {
        Cow::Borrowed(name) => name.split_once(':'),
        Cow::Owned(_) => None,
    }
}
