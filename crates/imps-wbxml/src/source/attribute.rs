//! Attributes: in this language only namespace declarations, but extensions may carry others.

use super::WbxmlSource;
use crate::error::syntax;
use crate::table::{VOCABULARY, unknown_value};
use alloc::borrow::Cow;
use alloc::format;
use alloc::vec::Vec;
use imps_core::{Attribute, Bound, Error, Rule, Text};
use wbxml::{AttributePiece, AttributeStart, Extension};

impl<'a> WbxmlSource<'a> {
    /// The next attribute that says more than the version says.
    #[inline(never)]
    pub(super) fn next_attribute(&mut self) -> Result<Option<Attribute<'a>>, Error> {
        if let Some(attribute) = self.ahead.attributes.next() {
            return Ok(Some(attribute));
        }
        while let Some(start) = self.reader.attribute().map_err(syntax)? {
            let first = self.reader.attribute_piece().map_err(syntax)?;
            let mut second = None;
            if self.is_implied(&start, first.as_ref()) {
                second = self.reader.attribute_piece().map_err(syntax)?;
                if second.is_none() {
                    continue;
                }
            }
            let attribute = self.attribute_value(start, [first, second])?;
            if attribute.name == "xmlns" {
                let usual = self.table.namespace_on(self.current) == Some(&attribute.value);
                // A version that was told beforehand overrules what the document declares.
                let overruled =
                    self.options.version.is_some() && VOCABULARY.version_of(&attribute.value).is_some();
                if usual || overruled {
                    continue;
                }
                let depth = self.depth();
                if !self.table.owns(&attribute.value, depth) {
                    self.namespace.declare(depth, true);
                    self.settle();
                }
            }
            return Ok(Some(attribute));
        }
        Ok(None)
    }

    /// Reads all attributes of an element in a vendor's namespace ahead, and says whether it declares one of ours.
    #[cold]
    pub(super) fn comes_home(&mut self) -> Result<bool, Error> {
        let mut attributes = Vec::new();
        while let Some(start) = self.reader.attribute().map_err(syntax)? {
            let attribute = self.attribute_value(start, [None, None])?;
            if attribute.name == "xmlns" {
                let depth = self.depth();
                self.namespace.declare(depth, !self.table.owns(&attribute.value, depth));
                if self.says_nothing(&attribute.value) {
                    continue;
                }
            }
            attributes.push(attribute);
        }
        self.ahead.attributes = attributes.into_iter();
        Ok(!self.namespace.is_foreign())
    }

    /// Whether a namespace says what the version says anyway. A version that was told beforehand overrules what the document declares.
    fn says_nothing(&self, namespace: &str) -> bool {
        VOCABULARY
            .version_of(namespace)
            .is_some_and(|version| version == self.table.version || self.options.version.is_some())
    }

    /// Whether the attribute starts as the namespace declaration that every document of the version has at this element.
    fn is_implied(&self, start: &AttributeStart<'_>, piece: Option<&AttributePiece<'_>>) -> bool {
        match (start, piece) {
            (AttributeStart::Token { page: 0, token }, Some(AttributePiece::Text(version))) => {
                self.table.namespace_token(self.current) == Some(*token)
                    && version == self.table.version.as_str()
            }
            _ => false,
        }
    }

    /// The attribute whose value starts with pieces already read.
    #[cold]
    fn attribute_value(
        &mut self,
        start: AttributeStart<'a>,
        read: [Option<AttributePiece<'a>>; 2],
    ) -> Result<Attribute<'a>, Error> {
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
        for piece in read.into_iter().flatten() {
            value.extend([self.piece(piece)?]);
        }
        let limits = self.options.limits;
        while let Some(piece) = self.reader.attribute_piece().map_err(syntax)? {
            let piece = self.piece(piece)?;
            let length = value.len().saturating_add(piece.len());
            limits
                .check(Bound::TextOctets, length)
                .map_err(|error| error.at(self.reader.element_offset()))?;
            value.extend([piece]);
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
                        unknown_value(number).into()
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
