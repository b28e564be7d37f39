//! Builds a tree from starts, texts and ends, within the limits.

use super::Element;
use crate::{Error, ErrorKind, Limits};

/// The maximum number of attributes in a tag: more would make the search for equal names slow.
const ATTRIBUTES: usize = 64;

pub(super) struct Builder<'l> {
    limits: &'l Limits,
    items: usize,
    open: Vec<Element>,
    root: Option<Element>,
}

impl<'l> Builder<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, items: 0, open: Vec::new(), root: None }
    }

    pub(super) fn is_outside_root(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn has_root(&self) -> bool {
        self.root.is_some()
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: String, offset: usize) -> Result<(), Error> {
        self.count(offset)?;
        if self.root.is_some() && self.open.is_empty() {
            return Err(Error::new(ErrorKind::IllFormed("more than one root element"), offset));
        }
        if u32::try_from(self.open.len()).is_ok_and(|depth| depth >= self.limits.depth) {
            return Err(Error::new(ErrorKind::DepthLimit(self.limits.depth), offset));
        }
        self.open.push(Element { name, offset, ..Element::default() });
        Ok(())
    }

    /// Adds an attribute to the element that has just begun.
    pub(super) fn attribute(&mut self, name: String, value: String, offset: usize) -> Result<(), Error> {
        self.count(offset)?;
        let Some(element) = self.open.last_mut() else { return Ok(()) };
        if element.attributes.iter().any(|(found, _)| *found == name) {
            return Err(Error::new(ErrorKind::DuplicateAttribute(name), offset));
        }
        if element.attributes.len() >= ATTRIBUTES {
            return Err(Error::new(ErrorKind::AttributesLimit, offset));
        }
        element.attributes.push((name, value));
        Ok(())
    }

    /// Adds text to the open element.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
    }

    /// Ends the open element.
    pub(super) fn close(&mut self) -> Result<(), Error> {
        let Some(mut element) = self.open.pop() else { return Ok(()) };
        if !element.children.is_empty() {
            if !element.text.trim_ascii().is_empty() {
                return Err(element.fault(ErrorKind::UnexpectedText));
            }
            element.text = String::new();
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    /// Returns the root. `end` is the length of the document.
    pub(super) fn finish(self, end: usize) -> Result<Element, Error> {
        match self.root {
            Some(root) if self.open.is_empty() => Ok(root),
            _ => Err(Error::new(ErrorKind::UnexpectedEnd, end)),
        }
    }

    fn count(&mut self, offset: usize) -> Result<(), Error> {
        self.items = self.items.saturating_add(1);
        if self.items > self.limits.items {
            return Err(Error::new(ErrorKind::ItemsLimit(self.limits.items), offset));
        }
        Ok(())
    }
}
