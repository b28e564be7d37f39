//! The two paths through XML.

use imps_core::{CSP, ReadOptions};
use imps_testing::{Leaves, outline};
use imps_xml::XmlSource;

pub(crate) fn run(data: &[u8]) -> bool {
    let Ok(document) = std::str::from_utf8(data) else { return false };
    let small = ReadOptions::default();
    let small = small.with_limits(small.limits.with_text_bytes(20).with_elements(30).with_depth(6));
    let mut reads = false;
    for options in [ReadOptions::default(), small] {
        for leaves in Leaves::ALL {
            let plain = outline(XmlSource::with_vocabulary(document, &options, &CSP), leaves);
            let careful = outline(XmlSource::without_plain_path(document, &options, &CSP), leaves);
            assert_eq!(plain, careful, "{leaves:?}: {document}");
            reads |= plain.len() > 2;
        }
    }
    reads
}
