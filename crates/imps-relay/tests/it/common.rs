//! Shared by the tests: the documents of the examples, and untyped reading.

pub(crate) mod relaying;

use imps_core::{Content, Node, ReadOptions, Source};
use imps_ssp::SSP;
use imps_xml::XmlSource;

/// The documents of the examples, by name.
pub(crate) fn examples() -> Vec<(String, String)> {
    let examples = imps_testing::documents("ssp", "xml");
    assert_eq!(examples.len(), 48);
    examples
}

/// Reads a document without types.
pub(crate) fn untyped(document: &str) -> Node<'_> {
    let mut source = XmlSource::with_vocabulary(document, &ReadOptions::default(), &SSP).unwrap();
    let tag = source.child().unwrap().unwrap();
    let node = Node::read(tag, &mut source).unwrap();
    source.finish().unwrap();
    node
}

/// Returns a document of version 1.3 around one transaction.
pub(crate) fn around(primitive: &str) -> String {
    format!(
        "<WV-SSP-Message xmlns=\"http://www.openmobilealliance.org/DTD/WV-SSP1.3\"><Session sessionID=\"71@a.example\">\
         <Transaction mode=\"Request\" transactionID=\"t1\">{primitive}</Transaction></Session></WV-SSP-Message>"
    )
}
