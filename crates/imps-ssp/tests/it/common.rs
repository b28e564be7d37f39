//! Shared by the tests: the documents of the examples, the tables under `testdata/spec/`, and
//! untyped reading and writing.

use imps_core::Sink as _;
use imps_core::{Content, Node, ReadOptions, Source, Tag, Version};
use imps_ssp::SSP;
use imps_xml::{WriteOptions, XmlSink, XmlSource};

/// The documents of the examples, by name.
pub(crate) fn examples() -> Vec<(String, String)> {
    let examples = imps_testing::documents("ssp", "xml");
    assert_eq!(examples.len(), 48);
    examples
}

pub(crate) fn name(tag: Tag) -> &'static str {
    SSP.name(tag).unwrap()
}

/// Reads a document without types.
pub(crate) fn untyped(document: &str) -> Node<'_> {
    let mut source = XmlSource::with_vocabulary(document, &ReadOptions::default(), &SSP).unwrap();
    let tag = source.child().unwrap().unwrap();
    let node = Node::read(tag, &mut source).unwrap();
    source.finish().unwrap();
    node
}

/// Writes a document without types.
pub(crate) fn written(version: Version, node: &Node<'_>) -> String {
    let mut out = Vec::new();
    let mut sink = XmlSink::new(&mut out, version, &WriteOptions::default()).with_vocabulary(&SSP);
    node.write(node.name.tag(), &mut sink).unwrap();
    sink.finish().unwrap();
    String::from_utf8(out).unwrap()
}

/// Returns a document of version 1.3 around one transaction.
pub(crate) fn around(primitive: &str) -> String {
    format!(
        "<WV-SSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-SSP1.3\"><Session sessionID=\"71@a.example\">\
         <Transaction mode=\"Request\" transactionID=\"t1\">{primitive}</Transaction></Session></WV-SSP-Message>"
    )
}
