//! Reads the parts around the root element: determines the version, and checks that nothing
//! follows.

use super::{MISPLACED, Markup, XmlSource};
use crate::XmlError;
use crate::attributes::normalized;
use crate::doctype;
use crate::instruction;
use crate::namespaces::version_in;
use imps_core::{Error, ErrorKind, LeftOut, ReadOptions, Rule, Source as _, Version, Vocabulary, is_padding};
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;

impl<'a> XmlSource<'a> {
    /// Reads the rest of the document, and returns its end. Another document may follow, or padding
    /// before something else.
    ///
    /// # Errors
    /// [`Syntax`](imps_core::ErrorKind::Syntax) for a fault in the rest of the document, and for
    /// text after it that is not padding. [`Strict`](imps_core::ErrorKind::Strict) for a processing
    /// instruction that the options refuse.
    pub fn end(&mut self) -> Result<usize, Error> {
        while self.depth > 0 {
            self.skip()?;
        }
        while self.child()?.is_some() {
            self.skip()?;
        }
        Ok(self.place(self.behind.as_ref().map_or(self.document.len(), |(offset, _)| *offset)))
    }

    /// Omits a processing instruction, unless the options refuse that.
    #[cold]
    pub(super) fn leave_out(&mut self, offset: usize) -> Result<(), Error> {
        let offset = self.place(offset);
        if self.options.refuses_left_out() {
            return Err(Error::new(ErrorKind::Strict(Rule::Instruction)).at(offset));
        }
        LeftOut::add(&mut self.instructions, Rule::Instruction, offset);
        Ok(())
    }

    /// Returns the tag of the root, and the version of the document type declaration, or else of
    /// the instruction that the sink writes.
    pub(super) fn prolog(&mut self) -> Result<(Markup<'a>, Option<Version>), Error> {
        let (mut doctype, mut instructed) = (None, None);
        let mut typed = false;
        loop {
            let from = self.at;
            let event = self.event()?;
            let offset = from.saturating_add(self.gap(from).len());
            match event {
                Event::Start(tag) => return Ok((self.markup(&tag, false), doctype.or(instructed))),
                Event::Empty(tag) => return Ok((self.markup(&tag, true), doctype.or(instructed))),
                Event::Comment(_) => {}
                Event::PI(instruction) => match instruction::version(&instruction) {
                    Some(version) => instructed = Some(version),
                    None => self.leave_out(offset)?,
                },
                Event::Decl(_) if offset == 0 => {}
                // Servers print a surplus line end. Only blanks come before the declaration.
                Event::Decl(_) if from == 0 => {
                    if self.options.strict {
                        let rule = Rule::DeclarationPlace;
                        return Err(Error::new(ErrorKind::Strict(rule)).at(self.place(offset)));
                    }
                }
                Event::DocType(declaration) if !typed => {
                    typed = true;
                    doctype = document_type(&declaration, self.place(offset), self.vocabulary)?;
                }
                Event::Eof => return Err(Error::new(ErrorKind::NoRoot).at(self.place(offset))),
                Event::Decl(_) | Event::DocType(_) | Event::End(_) => return Err(self.misplaced(offset)),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if from == 0 => {
                    return Err(XmlError::NotXml.at(self.place(offset)));
                }
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    return Err(self.outside_root(offset));
                }
            }
        }
    }

    /// Reads the allowed content after the root, to the end of the document. Other content that
    /// follows is not a fault of the document.
    #[cold]
    #[inline(never)]
    pub(super) fn epilog(&mut self) -> Result<(), Error> {
        while self.behind.is_none() {
            let from = self.at;
            let event = self.event()?;
            let offset = from.saturating_add(self.gap(from).len());
            match event {
                Event::Eof => return Ok(()),
                Event::Comment(_) => {}
                Event::PI(_) => self.leave_out(offset)?,
                Event::Start(_) | Event::Empty(_) => self.behind = Some((offset, XmlError::MultipleRoots)),
                Event::Decl(_) | Event::DocType(_) => self.behind = Some((offset, MISPLACED)),
                Event::Text(text) if text.bytes().all(is_padding) => {
                    self.behind = Some((offset, XmlError::TextOutsideRoot));
                }
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    return Err(self.outside_root(offset));
                }
                Event::End(_) => return Err(self.misplaced(offset)),
            }
        }
        Ok(())
    }
}

/// Returns the version of a document type declaration.
fn document_type(
    declaration: &str,
    offset: usize,
    vocabulary: &Vocabulary,
) -> Result<Option<Version>, Error> {
    doctype::check(declaration, offset)?;
    doctype::version(declaration, vocabulary).map_err(|error| error.at(offset))
}

/// Returns the version of the document: from the namespace of the root, else from the prolog, else
/// the default.
pub(super) fn version(
    root: &Markup<'_>,
    stated: Option<Version>,
    options: &ReadOptions,
    vocabulary: &'static Vocabulary,
    mark: usize,
) -> Result<Version, Error> {
    if let Some(version) = options.version {
        return Ok(version);
    }
    let offset = mark.saturating_add(root.offset);
    let refuse = |kind| Err(Error::new(kind).at(offset));
    if let Some(version) =
        root.sole_namespace().filter(|_| stated.is_none()).and_then(|uri| vocabulary.version_of(uri))
        && !root.name().contains(':')
    {
        return Ok(version);
    }
    let Some(uri) = namespace(root) else {
        return match vocabulary.tag(root.name()) {
            // The form of binary XML with an unknown root.
            None if root.name().starts_with("unknown-") => Ok(stated.unwrap_or_default()),
            None => refuse(ErrorKind::OtherLanguage(format!("document element {}", root.name()).into())),
            Some(tag) if options.strict && vocabulary.namespace_on(tag).is_some() => {
                refuse(ErrorKind::Strict(Rule::NamespaceMissing))
            }
            Some(_) => Ok(stated.unwrap_or_default()),
        };
    };
    match vocabulary.version_of(&uri) {
        Some(version) if options.strict && stated.is_some_and(|other| other != version) => {
            refuse(ErrorKind::Strict(Rule::VersionMismatch))
        }
        Some(version) => Ok(version),
        None if vocabulary.owns(&uri) => {
            refuse(ErrorKind::UnsupportedVersion(version_in(&uri).to_owned().into()))
        }
        None => refuse(ErrorKind::OtherLanguage(uri.into_owned().into())),
    }
}

/// Returns the namespace of the root element; `None` if it has none. Faults in the tag are found
/// when it is entered.
fn namespace<'a>(root: &Markup<'a>) -> Option<Cow<'a, str>> {
    let prefix = root.name().split_once(':').map(|(prefix, _)| prefix);
    let mut attributes = Attributes::new(root.content, root.name_length);
    let declaration = attributes.with_checks(false).map_while(Result::ok).find(|attribute| {
        let name = attribute.key.into_inner();
        match prefix {
            Some(prefix) => name.strip_prefix("xmlns:") == Some(prefix),
            None => name == "xmlns",
        }
    })?;
    let Cow::Borrowed(raw) = declaration.value else { return None };
    normalized(raw).ok().filter(|uri| !uri.is_empty())
}
