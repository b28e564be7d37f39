//! JSON: a view of the typed documents for logs and tools. Phones do not use it.
//!
//! A document is a map of its version and its root. Names are the names of the standard. Content
//! unknown to the types is kept.
//!
//! ```
//! use oma_imps::{Syntax, convert};
//!
//! let xml = b"<WV-CSP-Message><Session><SessionDescriptor><SessionType>Outband</SessionType></SessionDescriptor>\
//!     </Session></WV-CSP-Message>";
//! let json = convert(xml, Syntax::Json)?.bytes;
//! assert_eq!(
//!     String::from_utf8_lossy(&json),
//!     r#"{"version":"1.2","WV-CSP-Message":{"Session":{"SessionDescriptor":{"SessionType":"Outband"}}}}"#
//! );
//! # Ok::<_, oma_imps::Error>(())
//! ```

mod gauge;
mod sink;
mod source;
#[cfg(test)]
mod tests;
mod whole;

use crate::{OwnedRoot, Protocol};
use imps_core::json::{read_document, write_document};
use imps_core::private::serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use imps_core::{
    Document, Error, Limits, ReadOptions, Root, Sink as _, Source, TreeSink, TreeSource, read_root,
    write_root,
};
use imps_csp as csp;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use std::borrow::Cow;
use std::sync::OnceLock;

pub(crate) use whole::from_any;
pub use whole::{from_slice, from_slice_with, to_string, to_string_with, to_vec, to_vec_with, write};

/// The reason why bytes are not JSON or not the JSON of a document: the source of an error of kind
/// [`ErrorKind::Syntax`](crate::ErrorKind::Syntax).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError(String);

impl std::fmt::Display for JsonError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        imps_core::Quote::<200>(&self.0).fmt(f)
    }
}

impl std::error::Error for JsonError {}

/// Options for writing JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// The number of blanks per level of indentation. `None`, the default, writes the compact form
    /// on one line.
    pub indent: Option<u8>,
}

impl WriteOptions {
    /// Sets [`indent`](Self::indent).
    #[must_use]
    pub const fn with_indent(self, indent: Option<u8>) -> Self {
        Self { indent }
    }
}

/// A document in JSON. The first read builds its tree, within the limits of that reader.
#[derive(Clone, Debug)]
pub(crate) struct Json<'a> {
    bytes: &'a [u8],
    protocol: Protocol,
    tree: OnceLock<Tree>,
}

/// A parsed document as elements without types.
#[derive(Clone, Debug)]
struct Tree {
    document: Document<'static>,
    /// Whether the types accept it. Types know the shape of each version; where versions differ,
    /// the view has the shape of the newest.
    is_shaped: bool,
}

impl<'a> Json<'a> {
    /// Checks the outermost map. Keeps nothing of the rest, but refuses malformed JSON.
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let Outermost(protocol) = serde_json::from_slice(bytes).map_err(|error| located(&error, bytes))?;
        Ok(Self { bytes, protocol, tree: OnceLock::new() })
    }

    pub(crate) const fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// Returns the document, whatever its faults.
    pub(crate) fn document(&self, limits: &Limits) -> Result<&Document<'static>, Error> {
        self.tree(limits).map(|tree| &tree.document)
    }

    /// Returns the document, or the error of the types.
    pub(crate) fn shaped(&self, limits: &Limits) -> Result<&Document<'static>, Error> {
        let tree = self.tree(limits)?;
        if !tree.is_shaped {
            shape(&tree.document)?;
        }
        Ok(&tree.document)
    }

    /// Reads the document without a tree; `None` if only the tree can read it, or is made already.
    pub(crate) fn in_one_pass<'i, T: Root<'i>>(&'i self, options: &ReadOptions) -> Option<T> {
        if self.tree.get().is_some() { None } else { source::read(self.bytes, options) }
    }

    fn tree(&self, limits: &Limits) -> Result<&Tree, Error> {
        gauge::check(self.bytes, limits)?;
        if let Some(tree) = self.tree.get() {
            return Ok(tree);
        }
        let tree = match self.protocol {
            Protocol::Csp => parse_as::<csp::CspDocument<'static>>(self.bytes),
            #[cfg(feature = "ssp")]
            Protocol::Ssp => parse_as::<imps_ssp::Message<'static>>(self.bytes),
        }?;
        Ok(self.tree.get_or_init(|| tree))
    }
}

/// Finds the protocol by the root in the outermost map.
struct Outermost(Protocol);

impl<'de> Deserialize<'de> for Outermost {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Entries)
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Outermost;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a document: a map of its version and its root")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outermost, A::Error> {
        let (mut has_version, mut protocol) = (false, None);
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match root(&key) {
                _ if key == "version" => has_version = true,
                Some(found) if protocol.is_none() => protocol = Some(found),
                _ => return Err(A::Error::custom(format_args!("unexpected entry {key:?}"))),
            }
            map.next_value::<IgnoredAny>()?;
        }
        if !has_version {
            return Err(A::Error::missing_field("version"));
        }
        protocol.map(Outermost).ok_or_else(|| A::Error::custom("no document element"))
    }
}

/// Returns the protocol with this root element.
fn root(name: &str) -> Option<Protocol> {
    fn is_of<'a, T: Root<'a>>(name: &str) -> bool {
        T::VOCABULARY.tag(name).is_some_and(T::accepts)
    }
    #[cfg(feature = "ssp")]
    if is_of::<imps_ssp::Message<'_>>(name) {
        return Some(Protocol::Ssp);
    }
    is_of::<csp::CspDocument<'_>>(name).then_some(Protocol::Csp)
}

/// Returns the protocol of a document without types.
fn protocol_of(document: &Document<'_>) -> Protocol {
    match document.root.name {
        #[cfg(feature = "ssp")]
        imps_core::Name::Known(tag) if tag == imps_ssp::tag::WV_SSP_Message => Protocol::Ssp,
        _ => Protocol::Csp,
    }
}

fn parse_as<T: OwnedRoot>(document: &[u8]) -> Result<Tree, Error> {
    let mut from = serde_json::Deserializer::from_slice(document);
    // The gauge has checked the depth.
    from.disable_recursion_limit();
    let read = read_document::<T::Borrowed<'_>, _>(&mut from);
    let read = read.and_then(|read| from.end().map(|()| read));
    let document = read.map_err(|error| located(&error, document))?;
    Ok(match shape(&document) {
        Ok(document) => Tree { document, is_shaped: true },
        Err(_) => Tree { document, is_shaped: false },
    })
}

/// Returns the document as its types write it.
fn shape(document: &Document<'static>) -> Result<Document<'static>, Error> {
    fn by<'n, T: Root<'n>>(document: &'n Document<'static>) -> Result<Document<'static>, Error> {
        tree(&read::<T>(document, unlimited())?)
    }
    match protocol_of(document) {
        Protocol::Csp => by::<csp::CspDocument<'_>>(document),
        #[cfg(feature = "ssp")]
        Protocol::Ssp => by::<imps_ssp::Message<'_>>(document),
    }
}

/// Options without limits, for documents that were read within limits once and for values made by a
/// program.
fn unlimited() -> ReadOptions {
    let all = usize::MAX;
    let limits = Limits::default().with_depth(Limits::MAX_DEPTH).with_elements(all).with_attributes(all);
    ReadOptions::default().with_limits(limits.with_text_bytes(all).with_list_items(all))
}

/// Reads a document of any type.
pub(crate) fn read<'n, T: Root<'n>>(
    document: &'n Document<'static>,
    options: ReadOptions,
) -> Result<T, Error> {
    let source = TreeSource::new(&document.root, document.version).with_vocabulary(T::VOCABULARY);
    read_root(&mut source.with_options(options)).map_err(Error::without_offset)
}

/// Reads a document by its types, and writes it.
pub(crate) fn write_source<'a>(
    source: &mut impl Source<'a>,
    protocol: Protocol,
    out: &mut Vec<u8>,
    options: WriteOptions,
) -> Result<(), Error> {
    match protocol {
        Protocol::Csp => write_as(&read_root::<csp::CspDocument<'a>, _>(source)?, out, options),
        #[cfg(feature = "ssp")]
        Protocol::Ssp => write_as(&read_root::<imps_ssp::Message<'a>, _>(source)?, out, options),
    }
}

/// Writes a document of any type and appends it to `out`.
fn write_message<'a, T: Root<'a>>(
    message: &T,
    out: &mut Vec<u8>,
    options: WriteOptions,
) -> Result<(), Error> {
    if options.indent.is_none() && write_in_one_pass(message, out) {
        return Ok(());
    }
    write_by_tree(message, out, options)
}

/// Returns false if only the tree can write the document.
fn write_in_one_pass<'a, T: Root<'a>>(message: &T, out: &mut Vec<u8>) -> bool {
    let mut line = String::with_capacity(512);
    if !sink::write(message, &mut line) {
        return false;
    }
    if out.is_empty() && out.capacity() == 0 {
        *out = line.into_bytes();
    } else {
        out.extend_from_slice(line.as_bytes());
    }
    true
}

/// Writes a document that one pass cannot write, or in lines.
fn write_by_tree<'a, T: Root<'a>>(
    message: &T,
    out: &mut Vec<u8>,
    options: WriteOptions,
) -> Result<(), Error> {
    write_tree(&tree(message)?, out, options)
}

/// Returns the document as elements without types. The view may contain a child of another version,
/// because lenient reading accepts one. It is written as in any other converted document.
fn tree<'a, T: Root<'a>>(message: &T) -> Result<Document<'static>, Error> {
    let sink = TreeSink::new(message.version()).with_vocabulary(T::VOCABULARY);
    let mut sink = sink.with_every_version();
    write_root(message, &mut sink)?;
    complete(sink)
}

/// Returns the document that a sink has built.
fn complete(sink: TreeSink) -> Result<Document<'static>, Error> {
    let version = sink.version();
    let root = sink.finish()?;
    Ok(Document { version, root })
}

/// Writes a document of untyped elements.
fn write_tree(tree: &Document<'static>, out: &mut Vec<u8>, options: WriteOptions) -> Result<(), Error> {
    match protocol_of(tree) {
        Protocol::Csp => write_as(&read::<csp::CspDocument<'_>>(tree, unlimited())?, out, options),
        #[cfg(feature = "ssp")]
        Protocol::Ssp => write_as(&read::<imps_ssp::Message<'_>>(tree, unlimited())?, out, options),
    }
}

/// Writes a document as it was read.
fn write_as<'n>(document: &impl Root<'n>, out: &mut Vec<u8>, options: WriteOptions) -> Result<(), Error> {
    if options.indent.is_none() && write_in_one_pass(document, out) {
        return Ok(());
    }
    let blanks = vec![b' '; usize::from(options.indent.unwrap_or_default())];
    match options.indent {
        None => serialize(document, out, CompactFormatter),
        Some(_) => {
            serialize(document, out, PrettyFormatter::with_indent(&blanks))?;
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
    write_document(document, &mut to).map_err(|error| Error::syntax(JsonError(error.to_string())))
}

/// Returns the error with its offset, which `serde_json` reports as line and column.
fn located(error: &serde_json::Error, document: &[u8]) -> Error {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let lines = document.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines.take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    let offset = before.saturating_add(error.column().saturating_sub(1));
    Error::syntax(JsonError(message.into())).at(offset.min(document.len()))
}
