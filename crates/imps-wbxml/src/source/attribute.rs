//! Attributes: in this language only namespace declarations. Extensions may have others.

use super::WbxmlSource;
use crate::error::syntax;
use crate::table::{VOCABULARY, unknown_value};
use alloc::borrow::Cow;
use alloc::format;
use imps_core::{Attribute, Error, LimitKind, Rule, Tag, Text};
use wbxml::{AttributePiece, AttributeStart, Extension};

impl<'a> WbxmlSource<'a> {
    /// Looks ahead for a default namespace on the element just entered, and notes its owner.
    /// Returns whether there is one.
    pub(super) fn note_namespace(&mut self) -> Result<bool, Error> {
        let depth = self.depth();
        let start = self.reader.clone();
        let mut declared = false;
        while let Some(attribute) = self.reader.attribute().map_err(syntax)? {
            let is_namespace = match &attribute {
                AttributeStart::Literal(name) => name == "xmlns",
                AttributeStart::Token { page, token } => {
                    self.attribute_of(*page, *token).is_some_and(|(name, _)| name == "xmlns")
                }
            };
            if is_namespace {
                let Attribute { value, .. } = self.attribute_value(attribute, [None, None])?;
                declared = true;
                self.check_version(&value)?;
                self.namespace.declare(depth, !self.table.owns(&value, depth));
            }
        }
        self.reader.rewind(start);
        Ok(declared)
    }

    /// Checks the version of a protocol namespace. A version other than the document's breaks a
    /// rule, unless the options set the version.
    fn check_version(&self, namespace: &str) -> Result<(), Error> {
        let stated = VOCABULARY.version_of(namespace);
        let is_ours = !namespace.is_empty() && VOCABULARY.owns(namespace);
        let is_overruled = stated.is_some() && self.options.version.is_some();
        if is_ours && stated != Some(self.table.version) && !is_overruled {
            self.refuse_if_strict(Rule::VersionMismatch)?;
        }
        Ok(())
    }

    /// Returns the next attribute, except namespace declarations that the version implies.
    #[inline(never)]
    pub(super) fn next_attribute(&mut self) -> Result<Option<Attribute<'a>>, Error> {
        let is_home = self.namespace.is_untouched();
        while let Some(start) = self.reader.attribute().map_err(syntax)? {
            let first = self.reader.attribute_piece().map_err(syntax)?;
            let mut second = None;
            if is_home && self.is_implied(&start, first.as_ref()) {
                second = self.reader.attribute_piece().map_err(syntax)?;
                if second.is_none() {
                    continue;
                }
            }
            let attribute = self.attribute_value(start, [first, second])?;
            if attribute.name != "xmlns" || !self.says_nothing(&attribute.value) {
                return Ok(Some(attribute));
            }
        }
        Ok(None)
    }

    /// Returns whether a default namespace on the current element only repeats the version. Sinks
    /// write such a namespace by themselves.
    fn says_nothing(&self, namespace: &str) -> bool {
        let version = VOCABULARY.version_of(namespace);
        // A version from the options overrides the declaration of the document.
        let overruled = version.is_some() && self.options.version.is_some();
        if self.namespace.is_foreign_around(self.depth()) {
            self.current != Tag::FOREIGN && (version == Some(self.table.version) || overruled)
        } else {
            self.table.namespace_on(self.current) == Some(namespace) || overruled
        }
    }

    /// Returns whether the attribute starts like the namespace declaration that every document of
    /// the version has at this element.
    fn is_implied(&self, start: &AttributeStart<'_>, piece: Option<&AttributePiece<'_>>) -> bool {
        match (start, piece) {
            (AttributeStart::Token { page: 0, token }, Some(AttributePiece::Text(version))) => {
                self.table.namespace_token(self.current) == Some(*token)
                    && version == self.table.version.as_str()
            }
            _ => false,
        }
    }

    /// The name and the start of the value that an attribute-start token represents.
    fn attribute_of(&self, page: u8, token: u8) -> Option<(&'a str, &'a str)> {
        self.table.attribute(token).filter(|_| page == 0).or_else(|| {
            let row = self.codes.attribute(page, token)?;
            Some((row.name, row.prefix))
        })
    }

    /// Reads an attribute. `read` has the pieces of its value that were already read.
    #[cold]
    fn attribute_value(
        &mut self,
        start: AttributeStart<'a>,
        read: [Option<AttributePiece<'a>>; 2],
    ) -> Result<Attribute<'a>, Error> {
        let (name, mut value) = match start {
            AttributeStart::Literal(name) => (Text::from(name), Text::default()),
            AttributeStart::Token { page, token } => match self.attribute_of(page, token) {
                Some((name, value)) => (name.into(), value.into()),
                None => {
                    self.refuse_if_strict(Rule::UnknownElement)?;
                    (format!("unknown-{page:02X}-{token:02X}").into(), Text::default())
                }
            },
        };
        for piece in read.into_iter().flatten() {
            value.extend([self.piece(piece)?]);
        }
        let limits = self.options.limits;
        while let Some(piece) = self.reader.attribute_piece().map_err(syntax)? {
            let piece = self.piece(piece)?;
            let length = value.len().saturating_add(piece.len());
            limits
                .check(LimitKind::TextBytes, length)
                .map_err(|error| error.at(self.reader.element_offset()))?;
            value.extend([piece]);
        }
        Ok(Attribute { name, value })
    }

    fn piece(&mut self, piece: AttributePiece<'a>) -> Result<Cow<'a, str>, Error> {
        Ok(match piece {
            AttributePiece::Text(text) => text,
            AttributePiece::Opaque(bytes) => match core::str::from_utf8(bytes) {
                Ok(text) => text.into(),
                Err(_) => {
                    let error = Error::invalid_value("text in utf-8", "bytes");
                    return Err(error.at(self.reader.element_offset()));
                }
            },
            AttributePiece::Extension(Extension::Table(0, number)) => {
                match self.table.word(number, self.current) {
                    Some(word) => word.as_str().into(),
                    None => match self.codes.value(0, number) {
                        Some(text) => text.into(),
                        None => {
                            self.refuse_if_strict(Rule::UnknownValue)?;
                            unknown_value(number).into()
                        }
                    },
                }
            }
            AttributePiece::Extension(other) => match self.vendor_value(&other) {
                Some(text) => text.into(),
                None => {
                    self.leave_out(self.reader.offset())?;
                    "".into()
                }
            },
            AttributePiece::Value { page, token } => match self.codes.attribute_value(page, token) {
                Some(text) => text.into(),
                None => {
                    self.refuse_if_strict(Rule::UnknownValue)?;
                    format!("unknown-{page:02X}-{token:02X}").into()
                }
            },
        })
    }
}
