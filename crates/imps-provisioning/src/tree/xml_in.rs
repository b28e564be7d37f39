//! Reading of XML.

use super::builder::Builder;
use super::{Element, characters};
use crate::{Error, ErrorKind, Limits};
use quick_xml::errors::{Error as Fault, IllFormedError, SyntaxError};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::{Reader, events::attributes::AttrError};

/// Reads a document in UTF-8. Entities are never expanded, except for the five of XML. A document
/// type may name its identifiers; declarations inside of it are refused.
pub(crate) fn read(document: &[u8], limits: &Limits) -> Result<Element, Error> {
    if document.len() > limits.bytes {
        return Err(Error::new(ErrorKind::BytesLimit(limits.bytes), limits.bytes));
    }
    let text =
        std::str::from_utf8(document).map_err(|error| Error::new(ErrorKind::NotUtf8, error.valid_up_to()))?;
    let (mark, text) = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => ('\u{FEFF}'.len_utf8(), rest),
        None => (0, text),
    };
    let mut reading = Reading { reader: Reader::from_str(text), mark, builder: Builder::new(limits) };
    while reading.step()? {}
    reading.builder.finish(document.len())
}

struct Reading<'d, 'l> {
    reader: Reader<&'d [u8]>,
    /// The number of bytes of the byte order mark.
    mark: usize,
    builder: Builder<'l>,
}

impl Reading<'_, '_> {
    /// Reads the next piece. Returns false at the end of the document.
    fn step(&mut self) -> Result<bool, Error> {
        let at = self.place(self.reader.buffer_position());
        let event = self.reader.read_event().map_err(|fault| self.fault(&fault))?;
        match event {
            Event::Start(tag) => self.start(&tag, at)?,
            Event::Empty(tag) => {
                self.start(&tag, at)?;
                self.builder.close()?;
            }
            Event::End(_) => self.builder.close()?,
            Event::Text(text) => self.text(&text.replace("\r\n", "\n"), at)?,
            Event::CData(text) => self.text(&text, at)?,
            Event::GeneralRef(name) => {
                let text = resolve(&name).map_err(|kind| Error::new(kind, at))?;
                self.text(&text, at)?;
            }
            Event::Decl(declaration) => check_encoding(&declaration, at)?,
            Event::DocType(declaration) => check_doctype(&declaration, at)?,
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: usize) -> Result<(), Error> {
        self.builder.open(tag.name().0.into(), at)?;
        let mut attributes = tag.attributes();
        // The builder checks for equal names.
        for attribute in attributes.with_checks(false) {
            let attribute = attribute.map_err(|fault| malformed(&fault, at))?;
            let value = value_of(&attribute.value).map_err(|kind| Error::new(kind, at))?;
            self.builder.attribute(attribute.key.0.into(), value, at)?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str, at: usize) -> Result<(), Error> {
        characters::check(text).map_err(|kind| Error::new(kind, at))?;
        if self.builder.is_outside_root() && !text.trim_ascii().is_empty() {
            let what = if self.builder.has_root() {
                "text after the root element"
            } else {
                "text before the root element"
            };
            return Err(Error::new(ErrorKind::IllFormed(what), at));
        }
        self.builder.text(text);
        Ok(())
    }

    fn place(&self, position: u64) -> usize {
        usize::try_from(position).unwrap_or(usize::MAX).saturating_add(self.mark)
    }

    #[cold]
    fn fault(&self, fault: &Fault) -> Error {
        let at = self.place(self.reader.error_position());
        let kind = match fault {
            Fault::Syntax(SyntaxError::InvalidBangMarkup) => {
                ErrorKind::IllFormed("unknown markup after \"<!\"")
            }
            Fault::Syntax(_) | Fault::IllFormed(IllFormedError::MissingEndTag(_)) => ErrorKind::UnexpectedEnd,
            Fault::IllFormed(IllFormedError::MismatchedEndTag { .. }) => {
                ErrorKind::IllFormed("end tag of another element")
            }
            Fault::IllFormed(IllFormedError::UnmatchedEndTag(_)) => {
                ErrorKind::IllFormed("end tag without a start tag")
            }
            Fault::IllFormed(IllFormedError::UnclosedReference) => {
                ErrorKind::IllFormed("ampersand without a reference")
            }
            _ => ErrorKind::IllFormed("malformed markup"),
        };
        Error::new(kind, at)
    }
}

/// Returns the value of an attribute, with references resolved and line ends as blanks.
fn value_of(raw: &str) -> Result<String, ErrorKind> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        push_plain(before, &mut out);
        let (name, after) =
            after.split_once(';').ok_or(ErrorKind::IllFormed("ampersand without a reference"))?;
        out.push_str(&resolve(name)?);
        rest = after;
    }
    push_plain(rest, &mut out);
    characters::check(&out)?;
    Ok(out)
}

fn push_plain(text: &str, out: &mut String) {
    let text = text.replace("\r\n", "\n");
    out.extend(
        text.chars().map(|character| if matches!(character, '\t' | '\r' | '\n') { ' ' } else { character }),
    );
}

/// Returns the text of a reference, given without `&` and `;`.
fn resolve(name: &str) -> Result<String, ErrorKind> {
    let Some(number) = name.strip_prefix('#') else {
        let text = resolve_predefined_entity(name);
        return text.map(Into::into).ok_or_else(|| ErrorKind::UndefinedEntity(name.into()));
    };
    let parsed = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    let character = parsed.ok().filter(|_| !number.contains('+')).and_then(char::from_u32);
    let character = character.ok_or_else(|| ErrorKind::InvalidReference(name.into()))?;
    let text = character.to_string();
    characters::check(&text)?;
    Ok(text)
}

fn check_encoding(declaration: &BytesDecl<'_>, at: usize) -> Result<(), Error> {
    let Some(encoding) = declaration.encoding() else { return Ok(()) };
    let encoding = encoding.map_err(|fault| malformed(&fault, at))?;
    if ["UTF-8", "US-ASCII"].iter().any(|known| encoding.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::UnsupportedEncoding(encoding.into_owned()), at))
}

/// Refuses a document type with declarations. Processing instructions and comments are allowed.
fn check_doctype(declaration: &str, at: usize) -> Result<(), Error> {
    let Some((_, subset)) = declaration.split_once('[') else { return Ok(()) };
    let has_declarations = subset.split("<!").skip(1).any(|markup| !markup.starts_with("--"));
    if has_declarations { Err(Error::new(ErrorKind::Declarations, at)) } else { Ok(()) }
}

#[cold]
fn malformed(fault: &AttrError, at: usize) -> Error {
    let what = match fault {
        AttrError::ExpectedEq(_) | AttrError::ExpectedValue(_) => "attribute without a value",
        AttrError::UnquotedValue(_) => "attribute value without quotes",
        AttrError::ExpectedQuote(..) => "attribute value without its second quote",
        AttrError::Duplicated(..) => "duplicate attribute",
    };
    Error::new(ErrorKind::IllFormed(what), at)
}
