//! What the benches share: documents, the scan that everything is compared with, and ratios measured inside one run.

mod documents;
pub mod protobuf;
mod ratios;

pub use documents::{Pair, presence_notification, send_message_request, testdata};
pub use ratios::{Ratios, Variant};

/// Reads every event of an XML document with quick-xml and does nothing with it: the yardstick.
///
/// # Panics
/// When the document is ill-formed.
pub fn scan(xml: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut events = 0;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return events,
            Ok(_) => events += 1,
            Err(error) => panic!("{error}"),
        }
    }
}
