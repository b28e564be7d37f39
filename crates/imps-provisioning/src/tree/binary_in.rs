//! Reading of binary XML.

use super::Element;
use super::builder::Builder;
use crate::codes::Codes;
use crate::{Error, ErrorKind, Limits};
use wbxml::{AttributePiece, AttributeStart, Item, PublicId, ReadOptions, Reader};

/// Reads a document. Pieces of names and values are joined, as WBXML says: the token
/// `name="SERVICE"` and the text `S` are the name `SERVICES`.
pub(crate) fn read(document: &[u8], codes: &Codes, limits: &Limits) -> Result<Element, Error> {
    if document.len() > limits.bytes {
        return Err(Error::new(ErrorKind::BytesLimit(limits.bytes), limits.bytes));
    }
    let options = ReadOptions::default()
        .with_document_bytes(limits.bytes)
        .with_depth(limits.depth)
        .with_elements(limits.items)
        .with_attributes(limits.items)
        .with_text_bytes(limits.bytes)
        .with_string_table_bytes(limits.bytes);
    let mut reader = Reader::with_options(document, &options)?;
    check_type(&reader, codes)?;
    let mut builder = Builder::new(limits);
    loop {
        let at = reader.offset();
        match reader.item()? {
            Item::Element(tag) => {
                let at = reader.element_offset();
                let name = match (tag.literal(), codes.tag(tag.page(), tag.token())) {
                    (Some(offset), _) => reader.literal(offset)?.into_owned(),
                    (None, Some(name)) => name.into(),
                    (None, None) => {
                        let kind = ErrorKind::UnknownTag { page: tag.page(), token: tag.token() };
                        return Err(Error::new(kind, at));
                    }
                };
                builder.open(name, at)?;
                read_attributes(&mut reader, codes, &mut builder)?;
            }
            Item::Text(text) => builder.text(&text),
            Item::Opaque(_) | Item::Extension(_) => return Err(Error::new(ErrorKind::NotText, at)),
            Item::End => builder.close()?,
            Item::EndOfDocument => break,
        }
    }
    reader.finish()?;
    builder.finish(document.len())
}

/// Returns whether the header states the document type; one with an unknown type does not.
pub(crate) fn states(document: &[u8], codes: &Codes) -> bool {
    Reader::new(document).is_ok_and(|reader| {
        reader.header().public_id() != PublicId::UNKNOWN && check_type(&reader, codes).is_ok()
    })
}

/// Refuses a header with another document type. An unknown type, number 1, is accepted.
fn check_type(reader: &Reader<'_>, codes: &Codes) -> Result<(), Error> {
    let Some(expected) = codes.public_id else { return Ok(()) };
    match reader.header().public_id() {
        PublicId::Number(number) if number == expected.number || number == 1 => Ok(()),
        PublicId::Number(number) => Err(Error::new(ErrorKind::DocumentType(number), 1)),
        PublicId::Table(offset) => match reader.literal(offset)? {
            name if name.trim() == expected.name => Ok(()),
            name => Err(Error::new(ErrorKind::NamedDocumentType(name.into_owned()), 1)),
        },
    }
}

fn read_attributes(reader: &mut Reader<'_>, codes: &Codes, builder: &mut Builder<'_>) -> Result<(), Error> {
    let mut at = reader.offset();
    while let Some(start) = reader.attribute()? {
        let (name, mut value) = match start {
            AttributeStart::Literal(name) => (name.into_owned(), String::new()),
            AttributeStart::Token { page, token } => match codes.attribute(page, token) {
                Some(row) => (row.name.into(), row.prefix.into()),
                None => return Err(Error::new(ErrorKind::UnknownAttribute { page, token }, at)),
            },
        };
        loop {
            let at = reader.offset();
            match reader.attribute_piece()? {
                Some(AttributePiece::Text(text)) => value.push_str(&text),
                Some(AttributePiece::Value { page, token }) => match codes.value(page, token) {
                    Some(text) => value.push_str(text),
                    None => return Err(Error::new(ErrorKind::UnknownValue { page, token }, at)),
                },
                Some(AttributePiece::Opaque(_) | AttributePiece::Extension(_)) => {
                    return Err(Error::new(ErrorKind::NotText, at));
                }
                None => break,
            }
        }
        builder.attribute(name, value, at)?;
        at = reader.offset();
    }
    Ok(())
}
