//! JSON: a view of the typed documents, for logs and tools. No phone speaks it.
//!
//! A document is a map of its version and its root; names are those of the standard. What the types have no place for is kept.
//!
//! ```
//! use oma_imps::{ConvertOptions, Syntax, convert};
//!
//! let xml = b"<WV-CSP-Message><Session><SessionDescriptor><SessionType>Outband</SessionType></SessionDescriptor>\
//!     </Session></WV-CSP-Message>";
//! let json = convert(xml, &ConvertOptions::default().with_to(Syntax::Json))?;
//! assert_eq!(
//!     String::from_utf8_lossy(&json),
//!     r#"{"version":"1.2","WV-CSP-Message":{"Session":{"SessionDescriptor":{"SessionType":"Outband"}}}}"#
//! );
//! # Ok::<_, oma_imps::Error>(())
//! ```

use crate::{OwnedRoot, Protocol};
use imps_core::json::{read_document, write_document};
#[cfg(feature = "ssp")]
use imps_core::serde::de::IgnoredAny;
use imps_core::{
    Document, Error, ErrorKind, ReadOptions, Root, Sink as _, TreeSink, TreeSource, read_root, write_root,
};
use imps_csp as csp;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
#[cfg(feature = "ssp")]
use std::collections::BTreeMap;

/// Why octets are no JSON, or not that of a document: the source of an error of kind
/// [`ErrorKind::Syntax`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError(String);

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        imps_core::Quote::<200>(&self.0).fmt(f)
    }
}

impl std::error::Error for SyntaxError {}

/// How to write JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Blanks that each level is indented by; `None`, the default, is the compact form on one line.
    pub indent: Option<u8>,
}

impl WriteOptions {
    /// Sets [`indent`](Self::indent).
    #[must_use]
    pub const fn with_indent(self, indent: Option<u8>) -> Self {
        Self { indent }
    }
}

/// A document that was read, as elements without types.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    document: Document<'static>,
    /// Whether the types take it, which know the shape of each version; the view has that of the newest where versions differ.
    is_shaped: bool,
}

impl Tree {
    pub(crate) fn parse(document: &[u8]) -> Result<Self, Error> {
        #[cfg(feature = "ssp")]
        if roots(document).any(|name| Protocol::of_root(&name) == Protocol::Ssp) {
            return parse_as::<imps_ssp::Message<'static>>(document);
        }
        parse_as::<csp::CspDocument<'static>>(document)
    }

    /// The document, whatever is wrong with it.
    pub(crate) const fn document(&self) -> &Document<'static> {
        &self.document
    }

    /// The document, or why the types do not take it.
    pub(crate) fn shaped(&self) -> Result<&Document<'static>, Error> {
        if !self.is_shaped {
            shape(&self.document)?;
        }
        Ok(&self.document)
    }
}

/// The entries of the outermost map, of which one is the root.
#[cfg(feature = "ssp")]
#[allow(clippy::zero_sized_map_values, reason = "a map is what JSON has, and only its keys count here")]
fn roots(document: &[u8]) -> impl Iterator<Item = String> {
    let entries = serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(document);
    entries.unwrap_or_default().into_keys()
}

/// The protocol of a document without types.
pub(crate) fn protocol_of(document: &Document<'_>) -> Protocol {
    match document.root.name {
        #[cfg(feature = "ssp")]
        imps_core::Name::Known(tag) if tag == imps_ssp::tag::WV_SSP_Message => Protocol::Ssp,
        _ => Protocol::Csp,
    }
}

fn parse_as<T: OwnedRoot>(document: &[u8]) -> Result<Tree, Error> {
    let mut from = serde_json::Deserializer::from_slice(document);
    let read = read_document::<T::Borrowed<'_>, _>(&mut from);
    let read = read.and_then(|read| from.end().map(|()| read));
    let document = read.map_err(|error| located(&error, document))?;
    Ok(match shape(&document) {
        Ok(document) => Tree { document, is_shaped: true },
        Err(_) => Tree { document, is_shaped: false },
    })
}

/// The document as its types write it.
fn shape(document: &Document<'static>) -> Result<Document<'static>, Error> {
    fn by<'n, T: Root<'n>>(document: &'n Document<'static>) -> Result<Document<'static>, Error> {
        tree(&read::<T>(document, ReadOptions::default())?)
    }
    match protocol_of(document) {
        Protocol::Csp => by::<csp::CspDocument<'_>>(document),
        #[cfg(feature = "ssp")]
        Protocol::Ssp => by::<imps_ssp::Message<'_>>(document),
    }
}

/// Reads a document of any type.
pub(crate) fn read<'n, T: Root<'n>>(
    document: &'n Document<'static>,
    options: ReadOptions,
) -> Result<T, Error> {
    let source = TreeSource::new(&document.root, document.version).with_vocabulary(T::VOCABULARY);
    read_root(&mut source.with_options(options)).map_err(Error::without_offset)
}

/// Writes a document of any type behind what `out` holds.
pub(crate) fn write<'a, T: Root<'a>>(
    message: &T,
    out: &mut Vec<u8>,
    options: WriteOptions,
) -> Result<(), Error> {
    write_tree(&tree(message)?, out, options)
}

/// The document as elements without types.
fn tree<'a, T: Root<'a>>(message: &T) -> Result<Document<'static>, Error> {
    let mut sink = TreeSink::new(message.version()).with_vocabulary(T::VOCABULARY);
    write_root(message, &mut sink)?;
    complete(sink)
}

/// The document that a sink has built.
pub(crate) fn complete(sink: TreeSink) -> Result<Document<'static>, Error> {
    let version = sink.version();
    let root = sink.finish().ok_or_else(|| Error::new(ErrorKind::NoRoot))?;
    Ok(Document { version, root })
}

/// Writes a document whose elements have no types yet.
pub(crate) fn write_tree(
    tree: &Document<'static>,
    out: &mut Vec<u8>,
    options: WriteOptions,
) -> Result<(), Error> {
    match protocol_of(tree) {
        Protocol::Csp => write_as::<csp::CspDocument<'_>>(tree, out, options),
        #[cfg(feature = "ssp")]
        Protocol::Ssp => write_as::<imps_ssp::Message<'_>>(tree, out, options),
    }
}

fn write_as<'n, T: Root<'n>>(
    tree: &'n Document<'static>,
    out: &mut Vec<u8>,
    options: WriteOptions,
) -> Result<(), Error> {
    let document: T = read(tree, ReadOptions::default())?;
    let blanks = vec![b' '; usize::from(options.indent.unwrap_or_default())];
    match options.indent {
        None => serialize(&document, out, CompactFormatter),
        Some(_) => {
            serialize(&document, out, PrettyFormatter::with_indent(&blanks))?;
            out.push(b'\n');
            Ok(())
        }
    }
}

fn serialize<'n>(
    document: &impl Root<'n>,
    out: &mut Vec<u8>,
    formatter: impl Formatter,
) -> Result<(), Error> {
    let mut to = serde_json::Serializer::with_formatter(out, formatter);
    write_document(document, &mut to).map_err(|error| Error::syntax(SyntaxError(error.to_string())))
}

/// The error with its offset, which `serde_json` tells as line and column.
fn located(error: &serde_json::Error, document: &[u8]) -> Error {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let lines = document.split_inclusive(|octet| *octet == b'\n');
    let before: usize = lines.take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    let offset = before.saturating_add(error.column().saturating_sub(1));
    Error::syntax(SyntaxError(message.into())).at(offset.min(document.len()))
}
