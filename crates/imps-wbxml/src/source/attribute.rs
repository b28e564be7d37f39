//! Attributes: in this language only namespace declarations, but extensions may carry others.

use super::WbxmlSource;
use crate::error::syntax;
use crate::table::VOCABULARY;
use alloc::borrow::Cow;
use alloc::format;
use imps_core::{Attribute, Error, Rule, Text};
use wbxml::{AttributePiece, AttributeStart, Extension};

impl<'a> WbxmlSource<'a> {
    /// The next attribute that says more than the version says.
    #[cold]
    #[inline(never)]
    pub(super) fn next_attribute(&mut self) -> Result<Option<Attribute<'a>>, Error> {
        while let Some(start) = self.reader.attribute().map_err(syntax)? {
            let attribute = self.attribute_value(start)?;
            if self.is_implied(&attribute) {
                continue;
            }
            if attribute.name == "xmlns" && !self.is_ours(&attribute.value) {
                self.foreign = self.foreign.min(self.reader.depth());
            }
            return Ok(Some(attribute));
        }
        Ok(None)
    }

    /// Whether the attribute is the namespace declaration that every document of the version has at this element.
    fn is_implied(&self, attribute: &Attribute<'_>) -> bool {
        let namespace = self.table.namespace_on(self.current);
        attribute.name == "xmlns" && namespace.is_some_and(|uri| attribute.value == uri)
    }

    /// Whether a namespace is of this language, in whatever version.
    fn is_ours(&self, namespace: &str) -> bool {
        self.table.attribute_token("xmlns", namespace).is_some() || VOCABULARY.version_of(namespace).is_some()
    }

    fn attribute_value(&mut self, start: AttributeStart<'a>) -> Result<Attribute<'a>, Error> {
        let (name, mut value) = match start {
            AttributeStart::Literal(name) => (Text::from(name), Text::default()),
            AttributeStart::Token { page, token } => {
                match self.table.attribute(token).filter(|_| page == 0) {
                    Some((name, value)) => (name.into(), value.into()),
                    None => {
                        self.let_pass(Rule::UnknownElement)?;
                        (format!("unknown-{page:02X}-{token:02X}").into(), Text::default())
                    }
                }
            }
        };
        while let Some(piece) = self.reader.attribute_piece().map_err(syntax)? {
            value.extend([self.piece(piece)?]);
        }
        Ok(Attribute { name, value })
    }

    fn piece(&self, piece: AttributePiece<'a>) -> Result<Cow<'a, str>, Error> {
        Ok(match piece {
            AttributePiece::Text(text) => text,
            AttributePiece::Opaque(octets) => match core::str::from_utf8(octets) {
                Ok(text) => text.into(),
                Err(_) => {
                    let error = Error::invalid_value("text in utf-8", "octets");
                    return Err(error.at(self.reader.element_offset()));
                }
            },
            AttributePiece::Extension(Extension::Table(0, number)) => {
                match self.table.word(number, self.current) {
                    Some(word) => word.as_str().into(),
                    None => {
                        self.let_pass(Rule::UnknownValue)?;
                        format!("unknown-80-{number:02X}").into()
                    }
                }
            }
            AttributePiece::Extension(_) => {
                self.let_pass(Rule::ExtensionToken)?;
                "".into()
            }
            AttributePiece::Value { page, token } => {
                self.let_pass(Rule::UnknownValue)?;
                format!("unknown-{page:02X}-{token:02X}").into()
            }
        })
    }
}
