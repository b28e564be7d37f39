//! Elements without meaning: the form between the syntaxes and the documents of this crate.

mod binary_in;
mod binary_out;
mod builder;
mod characters;
mod xml_in;
mod xml_out;

pub(crate) use binary_in::{read as from_wbxml, states};
pub(crate) use binary_out::write as to_wbxml;
pub(crate) use xml_in::read as from_xml;
pub(crate) use xml_out::write as to_xml;

use crate::{Error, ErrorKind};

/// An element. An element with children has no text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Self>,
    /// The place in the document that was read, in bytes.
    pub(crate) offset: usize,
}

impl Element {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    pub(crate) fn leaf(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), ..Self::default() }
    }

    pub(crate) fn with(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    pub(crate) fn with_attribute(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// Takes an attribute out.
    pub(crate) fn take_attribute(&mut self, name: &str) -> Option<String> {
        let at = self.attributes.iter().position(|(found, _)| found == name)?;
        Some(self.attributes.remove(at).1)
    }

    /// Checks the name of the root.
    pub(crate) fn expect_root(self, expected: &'static str) -> Result<Self, Error> {
        if self.name == expected {
            return Ok(self);
        }
        Err(Error::new(ErrorKind::Root { found: self.name, expected }, self.offset))
    }

    /// Returns the error of this element at its place.
    #[cold]
    pub(crate) fn fault(&self, kind: ErrorKind) -> Error {
        Error::new(kind, self.offset)
    }
}
