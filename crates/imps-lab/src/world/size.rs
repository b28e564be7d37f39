//! The size of a value, in bytes.

use imps_core::{CSP, Content, DateTime, Error, Node, Sink, Tag, Version, Versions, Vocabulary, Word};

/// The bytes of a number in memory.
const NUMBER: usize = 4;
/// The characters of a date and time, as in `20010925T134000Z`.
const DATE_TIME: usize = 16;
/// The bytes of an element or an attribute beside its name and content.
const FRAME: usize = 32;

/// Returns about as many bytes as a value needs: it counts all names, attributes, texts and bytes. A
/// value that no syntax can carry is too large for every limit.
pub(super) fn of<'a>(value: &impl Content<'a>) -> usize {
    let mut counter = Counter(0);
    // The name of the element around the value belongs to the parent.
    match value.write(Tag::FOREIGN, &mut counter) {
        Ok(()) => counter.0,
        Err(_) => usize::MAX,
    }
}

/// A sink that only counts.
struct Counter(usize);

impl Counter {
    fn add(&mut self, bytes: usize) {
        self.0 = self.0.saturating_add(bytes);
    }
}

impl Sink for Counter {
    type Output = ();

    fn vocabulary(&self) -> &'static Vocabulary {
        &CSP
    }

    fn version(&self) -> Version {
        Version::V1_3
    }

    fn has(&self, _: Versions) -> bool {
        true
    }

    fn start(&mut self, tag: Tag) {
        self.add(CSP.name(tag).unwrap_or_default().len());
        self.add(FRAME);
    }

    fn start_foreign(&mut self, name: &str) {
        self.add(name.len());
        // The types keep an unknown element as a node.
        self.add(size_of::<Node<'_>>());
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.add(name.len());
        self.add(value.len());
        self.add(FRAME);
    }

    fn text(&mut self, text: &str) {
        self.add(text.len());
    }

    fn word(&mut self, word: Word) {
        self.add(word.as_str().len());
    }

    fn integer(&mut self, _: u32) {
        self.add(NUMBER);
    }

    fn date_time(&mut self, _: DateTime) {
        self.add(DATE_TIME);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.add(bytes.len());
    }

    fn end(&mut self, _: Tag) {}

    fn end_foreign(&mut self, _: &str) {}

    fn finish(self) -> Result<(), Error> {
        Ok(())
    }
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
