//! The size of a value, in bytes.

use crate::looking::{Seen, look};
use imps_core::{CSP, Content, Node, Tag};

/// The bytes of a number in memory.
const NUMBER: usize = 4;
/// The characters of a date and time, as in `20010925T134000Z`.
const DATE_TIME: usize = 16;
/// The bytes of an element or an attribute beside its name and content.
const FRAME: usize = 32;

/// Returns about as many bytes as a value needs: it counts all names, attributes, texts and bytes. A
/// value that no syntax can carry is too large for every limit.
pub(super) fn of<'a>(value: &impl Content<'a>) -> usize {
    let mut size = 0_usize;
    // The name of the element around the value belongs to the parent.
    let looked = look(value, Tag::FOREIGN, |seen| {
        let bytes = match seen {
            Seen::Start(tag) => CSP.name(tag).unwrap_or_default().len().saturating_add(FRAME),
            // The types keep an unknown element as a node.
            Seen::StartForeign(name) => name.len().saturating_add(size_of::<Node<'_>>()),
            Seen::Attribute(name, value) => name.len().saturating_add(value.len()).saturating_add(FRAME),
            Seen::Text(text) => text.len(),
            Seen::Word(word) => word.as_str().len(),
            Seen::Integer => NUMBER,
            Seen::DateTime => DATE_TIME,
            Seen::Bytes(bytes) => bytes.len(),
            Seen::End => 0,
        };
        size = size.saturating_add(bytes);
    });
    if looked.is_ok() { size } else { usize::MAX }
}

#[cfg(test)]
mod tests {
    use super::*;
    use imps_core::Bytes;
    use imps_csp::group::WelcomeNote;

    /// `datatypes.tsv`, `ContentData`: text or bytes.
    #[test]
    fn bytes_count_like_text() {
        let with_text = WelcomeNote::text("x".repeat(1_000));
        let with_bytes = WelcomeNote { content_data: vec![b'x'; 1_000].into(), ..WelcomeNote::text("") };
        assert_eq!(of(&with_text), of(&with_bytes));
        assert!(of(&with_bytes) > 1_000);
    }

    #[test]
    fn all_parts_of_an_extension_count() {
        let vendor = || Node::foreign("Vendor");
        let plain = of(&vendor());
        for bigger in [
            vendor().with(Node::foreign("x".repeat(100))),
            vendor().with_attribute("x".repeat(100), ""),
            vendor().with_attribute("a", "x".repeat(100)),
            vendor().with_value("x".repeat(100)),
            vendor().with_value(Bytes::from(vec![b'x'; 100])),
        ] {
            assert!(of(&bigger) >= plain + 100, "{bigger:?}");
        }
    }
}
