//! Opens a document: checks its language and finds its version.

use super::{Ahead, SPARE, WbxmlSource, language};
use crate::error::syntax;
use crate::table::{self, Table, VOCABULARY};
use crate::vendor::VendorCodes;
use alloc::string::String;
use imps_core::private::DefaultNamespace;
use imps_core::{Error, ErrorKind, ReadOptions, Rule, Tag, Text, Version, tag};
use wbxml::{AttributePiece, AttributeStart, Charset, PublicId, Reader};

/// The offset of the public identifier in a document.
const PUBLIC_ID: usize = 1;

// Inlined, so that the source is made in its place.
#[inline(always)]
pub(super) fn open<'a>(
    document: &'a [u8],
    options: &ReadOptions,
    transport_charset: Charset,
) -> Result<WbxmlSource<'a>, Error> {
    let wire_options = wire_options(options).with_transport_charset(transport_charset);
    let mut reader = Reader::with_options(document, &wire_options).map_err(syntax)?;
    // Strict reading checks every element.
    reader.set_careful(options.strict);
    let version = match options.version {
        Some(version) => version,
        None => plain_version(&reader, document, options).map_or_else(|| version(&reader, options), Ok)?,
    };
    let table = Table::of(version);
    Ok(WbxmlSource {
        reader,
        table,
        codes: VendorCodes::default(),
        options: *options,
        plain: !options.strict,
        current: Tag::FOREIGN,
        among_elements: false,
        literal: Text::default(),
        namespace: DefaultNamespace::default(),
        ahead: Ahead::default(),
        spare: document.len().saturating_mul(SPARE),
        extensions: None,
    })
}

fn wire_options(options: &ReadOptions) -> wbxml::ReadOptions {
    let mut wire = wbxml::ReadOptions::default();
    wire.strict = options.strict;
    let limits = options.limits;
    wire.limits.document_bytes = limits.document_bytes;
    wire.limits.depth = limits.depth();
    wire.limits.elements = limits.elements;
    wire.limits.attributes = limits.attributes;
    wire.limits.text_bytes = limits.text_bytes;
    wire.limits.string_table_bytes = limits.string_table_bytes;
    wire.limits.string_table_expansion = limits.string_table_expansion;
    wire
}

/// Finds the version of a document with the usual start: a registered number, a root with content,
/// its namespace token and the version inline.
fn plain_version(reader: &Reader<'_>, document: &[u8], options: &ReadOptions) -> Option<Version> {
    if options.strict || !matches!(reader.header().public_id(), PublicId::Number(_)) {
        return None;
    }
    match document.get(reader.offset()..)? {
        [0xC9, 0x05, 0x03, b'1', b'.', b'1', 0, ..] => Some(Version::V1_1),
        [0xC9, 0x08, 0x03, b'1', b'.', b'2', 0, ..] => Some(Version::V1_2),
        [0xC9, 0x0B, 0x03, b'1', b'.', b'3', 0, ..] => Some(Version::V1_3),
        _ => None,
    }
}

/// Finds the version from the namespace of the root, else from the public identifier, else 1.2. If
/// neither of the two belongs to CSP, the document is in another language, unless its root is a CSP
/// root and begins as in CSP.
#[cold]
fn version(reader: &Reader<'_>, options: &ReadOptions) -> Result<Version, Error> {
    let stated = by_public_id(reader)?;
    let mut scout = reader.clone();
    let Some(root) = scout.child().map_err(syntax)? else {
        return Err(Error::new(ErrorKind::NoRoot).at(scout.offset()));
    };
    let declared = root_namespace(&mut scout)?;
    let version = match (&declared, &stated) {
        (Some(namespace), _) if namespace.ends_with("1.0") && namespace.contains("wireless-village") => {
            return Err(Error::new(ErrorKind::UnsupportedVersion("1.0".into())).at(scout.element_offset()));
        }
        (Some(namespace), _) => version_of(namespace),
        (None, Stated::Version(version)) => Some(*version),
        (None, Stated::Older) => {
            return Err(Error::new(ErrorKind::UnsupportedVersion("1.0".into())).at(PUBLIC_ID));
        }
        (None, Stated::Nothing) => Some(Version::V1_2),
        (None, Stated::Other) => None,
    };
    let vouched = match stated {
        Stated::Version(_) | Stated::Older => true,
        Stated::Nothing | Stated::Other => declared.is_some() && version.is_some(),
    };
    if !vouched && !language::is_ours(&mut scout, root) {
        return Err(language::other(reader, root).at(PUBLIC_ID));
    }
    match (version, stated) {
        (Some(version), stated) => {
            if options.strict {
                check(version, &stated, declared.is_some(), root)?;
            }
            Ok(version)
        }
        _ if options.strict => {
            let rule = if declared.is_some() { Rule::VersionMismatch } else { Rule::NamespaceMissing };
            Err(Error::new(ErrorKind::Strict(rule)).at(PUBLIC_ID))
        }
        (None, Stated::Version(version)) => Ok(version),
        _ => Ok(Version::V1_2),
    }
}

/// Checks that namespace and public identifier agree.
fn check(version: Version, stated: &Stated, declared: bool, root: wbxml::TagToken) -> Result<(), Error> {
    let agree = matches!(stated, Stated::Version(stated) if *stated == version);
    let rule = match (agree, declared) {
        (false, _) if !matches!(stated, Stated::Nothing) => Rule::VersionMismatch,
        (_, false) if Table::of(version).tag(root.index()) == tag::WV_CSP_Message => Rule::NamespaceMissing,
        _ => return Ok(()),
    };
    Err(Error::new(ErrorKind::Strict(rule)).at(PUBLIC_ID))
}

/// Returns the version that a namespace states: by its exact name, else by its beginning, which the
/// token states.
fn version_of(namespace: &str) -> Option<Version> {
    VOCABULARY.version_of(namespace).or_else(|| {
        Version::ALL.into_iter().find(|version| {
            let own = Table::of(*version).namespace_on(tag::WV_CSP_Message);
            own.and_then(|uri| uri.strip_suffix(version.as_str()))
                .is_some_and(|start| namespace.starts_with(start))
        })
    })
}

/// Returns the default namespace that the element just entered declares.
fn root_namespace(scout: &mut Reader<'_>) -> Result<Option<String>, Error> {
    while let Some(start) = scout.attribute().map_err(syntax)? {
        // The newest table holds the namespaces of all versions.
        let beginning = match start {
            AttributeStart::Token { page: 0, token } => Table::of(Version::V1_3).attribute(token),
            AttributeStart::Literal(name) if name == "xmlns" => Some(("xmlns", "")),
            _ => None,
        };
        let Some((_, beginning)) = beginning else { continue };
        let mut namespace = String::from(beginning);
        while let Some(piece) = scout.attribute_piece().map_err(syntax)? {
            if let AttributePiece::Text(text) = piece {
                namespace.push_str(&text);
            }
        }
        return Ok(Some(namespace));
    }
    Ok(None)
}

/// The statement of the public identifier.
enum Stated {
    Version(Version),
    /// CSP 1.0.
    Older,
    /// Unknown or missing.
    Nothing,
    /// Another language.
    Other,
}

fn by_public_id(reader: &Reader<'_>) -> Result<Stated, Error> {
    const UNKNOWN: u32 = 0x01;
    const CSP_1_0: u32 = 0x0F;
    Ok(match reader.header().public_id() {
        PublicId::Number(UNKNOWN) => Stated::Nothing,
        PublicId::Number(CSP_1_0) => Stated::Older,
        PublicId::Number(number) => match table::version_by_number(number) {
            Some(version) => Stated::Version(version),
            None => Stated::Other,
        },
        PublicId::Table(offset) => {
            let name = reader.literal(offset).map_err(|error| syntax(error).at(reader.offset()))?;
            match VOCABULARY.version_of_public_id(&name) {
                Some(version) => Stated::Version(version),
                None if name == "-//WIRELESSVILLAGE//DTD CSP 1.0//EN" => Stated::Older,
                None => Stated::Other,
            }
        }
    })
}
