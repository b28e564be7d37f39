//! The JSON view of a document, by the declarations of its types instead of the types.

use crate::tree::Tree;
use oma_imps::csp::CspDocument;
use oma_imps::imps_core::json::{read_document, write_document};
use oma_imps::imps_core::schema::Type;
use oma_imps::imps_core::{Content, Sink, Source, Tag, Vocabulary};
use oma_imps::ssp::Message;
use oma_imps::{Document, Error, Item, Node, Protocol, Root, Value, Version};
use serde_json::ser::PrettyFormatter;
use serde_json::{Deserializer, Serializer};
use std::marker::PhantomData;

/// A tree in the place of a type.
struct Like<T>(Document<'static>, PhantomData<T>);

impl<'a, T: Content<'a>> Content<'a> for Like<T> {
    const TYPE: Type = T::TYPE;

    fn blank() -> Self {
        Self(Document::blank(), PhantomData)
    }

    fn load<S: Source<'a>>(&mut self, tag: Tag, source: &mut S) -> Result<(), Error> {
        self.0 = Document::read(tag, source)?.into_owned();
        Ok(())
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        self.0.write(tag, sink)
    }
}

impl<'a, T: Root<'a>> Root<'a> for Like<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const VOCABULARY: &'static Vocabulary = T::VOCABULARY;

    fn accepts(tag: Tag) -> bool {
        T::accepts(tag)
    }

    fn root(&self) -> Tag {
        self.0.root()
    }

    fn version(&self) -> Version {
        self.0.version
    }
}

/// Writes the view, in lines.
pub(crate) fn write(tree: &Tree) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut to = Serializer::with_formatter(&mut out, PrettyFormatter::with_indent(b"  "));
    let mut document = tree.document.clone();
    plain(&mut document.root);
    match tree.protocol {
        Protocol::Ssp => write_document(&Like::<Message<'_>>(document, PhantomData), &mut to),
        _ => write_document(&Like::<CspDocument<'_>>(document, PhantomData), &mut to),
    }
    .map_err(Error::syntax)?;
    out.push(b'\n');
    Ok(out)
}

/// Makes values that mean text to text, and leaves out text without characters, as types do.
fn plain(node: &mut Node<'static>) {
    node.content.retain(|item| !matches!(item, Item::Value(Value::Text(text)) if text.is_empty()));
    for item in &mut node.content {
        match item {
            // The limits of reading bound the depth.
            Item::Element(child) => plain(child),
            Item::Value(value @ Value::Word(_)) => {
                if let Some(text) = value.as_text() {
                    *item = Item::Value(Value::from(text.into_owned()));
                }
            }
            Item::Value(_) => {}
        }
    }
}

/// Reads the view.
pub(crate) fn read(json: &[u8]) -> Result<Tree, Error> {
    let is_between_servers = is_between_servers(json);
    let mut from = Deserializer::from_slice(json);
    let read = if is_between_servers {
        read_document::<Message<'_>, _>(&mut from)
    } else {
        read_document::<CspDocument<'_>, _>(&mut from)
    };
    let read = read.and_then(|document| from.end().map(|()| document));
    let document = read.map_err(|error| {
        let offset = offset(json, error.line(), error.column());
        Error::syntax(error).at(offset)
    })?;
    let protocol = if is_between_servers { Protocol::Ssp } else { Protocol::Csp };
    Ok(Tree { document, protocol })
}

/// Whether the root of the view is of the protocol between servers.
fn is_between_servers(json: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Outermost {
        #[serde(rename = "WV-SSP-Message")]
        server: Option<serde::de::IgnoredAny>,
    }
    serde_json::from_slice(json).is_ok_and(|Outermost { server }| server.is_some())
}

/// The offset of a line and a column in bytes, both from 1.
fn offset(json: &[u8], line: usize, column: usize) -> usize {
    let before = json.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1));
    let before: usize = before.map(<[u8]>::len).sum();
    before.saturating_add(column.saturating_sub(1)).min(json.len())
}
