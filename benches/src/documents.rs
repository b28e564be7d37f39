//! Documents to measure with.

use crate::messages::Which;
use oma_imps::{Syntax, Version, convert};
use std::path::Path;

/// A document in both syntaxes, the XML compact.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Binary XML.
    pub wbxml: Vec<u8>,
    /// XML.
    pub xml: String,
}

impl Pair {
    fn of_wbxml(wbxml: Vec<u8>) -> Self {
        let xml = convert(&wbxml, Syntax::Xml).expect("a readable document").bytes;
        Self { wbxml, xml: String::from_utf8(xml).expect("utf-8") }
    }
}

/// The messages of all versions under `testdata/`.
///
/// # Panics
/// When they are not there.
pub fn testdata() -> Vec<Pair> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/csp");
    let mut pairs = Vec::new();
    for version in Version::ALL {
        let mut paths: Vec<_> = std::fs::read_dir(root.join(version.as_str()))
            .expect("the test documents")
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "wbxml"))
            .collect();
        paths.sort();
        pairs.extend(paths.iter().map(|path| Pair::of_wbxml(std::fs::read(path).expect("a document"))));
    }
    pairs
}

/// A presence notification about many users.
///
/// # Panics
/// Never: the message is valid.
pub fn presence_notification(users: usize) -> Pair {
    let sample = Which::Presence(users).message();
    Pair::of_wbxml(oma_imps::wbxml::to_vec(&sample).expect("a message with a form in binary XML"))
}
