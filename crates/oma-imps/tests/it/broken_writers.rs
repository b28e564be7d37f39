//! Writers that fail at any point: the error is returned, and buffers are unchanged.

use oma_imps::csp::{CspDocument, Message};
use oma_imps::imps_core::{
    DateTime, Element as _, Sink, Source, Tag, TreeSink, TreeSource, Vocabulary, Word, pump, read_root,
    write_root,
};
use oma_imps::pts::{PtsSink, PtsSource};
use oma_imps::wbxml::{WbxmlSink, WbxmlSource};
use oma_imps::xml::{XmlSink, XmlSource};
use oma_imps::{Document, Error, ErrorKind, Item, Node, ReadOptions, Version, pts, wbxml, xml};
use std::fs;

fn testdata(name: &str) -> Vec<u8> {
    fs::read(imps_testing::testdata(name)).unwrap()
}

/// A message with nested lists, words, numbers, dates, attributes and vendor content.
const DOCUMENTS: [&str; 3] = ["csp/1.1/login-request", "csp/1.2/status", "csp/1.3/presence-notification"];

const LINE: &str =
    "WV12LR1 CI=WV:Client-1.0@example.org TL=605 SC=ck77 PW=\"s3 cret\" UI=wv:nora@im.example.org";

/// A sink that accepts a given number of calls.
struct Failing<K> {
    inner: K,
    left: usize,
    failed: bool,
    error: Option<Error>,
    /// The number of elements that ended after the failed call.
    ended: usize,
}

impl<K: Sink> Failing<K> {
    fn new(inner: K, left: usize) -> Self {
        Self { inner, left, failed: false, error: None, ended: 0 }
    }

    fn call(&mut self) -> &mut K {
        match self.left.checked_sub(1) {
            Some(left) => self.left = left,
            None if self.failed => {}
            None => {
                self.failed = true;
                self.error = Some(Error::new(ErrorKind::InvalidName("refused by the test".into())));
            }
        }
        &mut self.inner
    }

    /// Returns the error if nobody took it, otherwise the result of the inner sink.
    fn finished(self) -> Result<(), Error> {
        self.finish().map(drop)
    }
}

impl<K: Sink> Sink for Failing<K> {
    type Output = K::Output;

    fn finish(self) -> Result<K::Output, Error> {
        self.error.map_or_else(|| self.inner.finish(), Err)
    }

    fn vocabulary(&self) -> &'static Vocabulary {
        self.inner.vocabulary()
    }

    fn version(&self) -> Version {
        self.inner.version()
    }

    fn start(&mut self, tag: Tag) {
        self.call().start(tag);
    }

    fn start_foreign(&mut self, name: &str) {
        self.call().start_foreign(name);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.call().attribute(name, value);
    }

    fn text(&mut self, text: &str) {
        self.call().text(text);
    }

    fn word(&mut self, word: Word) {
        self.call().word(word);
    }

    fn integer(&mut self, number: u32) {
        self.call().integer(number);
    }

    fn date_time(&mut self, time: DateTime) {
        self.call().date_time(time);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.call().bytes(bytes);
    }

    fn end(&mut self, tag: Tag) {
        self.ended += usize::from(self.failed);
        self.call().end(tag);
    }

    fn end_foreign(&mut self, name: &str) {
        self.ended += usize::from(self.failed);
        self.call().end_foreign(name);
    }

    fn take_error(&mut self) -> Option<Error> {
        self.error.take()
    }
}

/// Lets every call of a writer fail in turn. `write` receives the number of successful calls, and
/// returns whether the sink failed, and its output.
#[track_caller]
fn fail_everywhere(mut write: impl FnMut(usize) -> (bool, Result<(), Error>)) {
    for left in 0.. {
        match write(left) {
            (true, result) => {
                let error = result.expect_err("a sink failed");
                assert!(matches!(error.kind(), ErrorKind::InvalidName(_)), "{left}: {error}");
            }
            (false, result) => {
                result.unwrap();
                assert!(left > 10, "{left}");
                return;
            }
        }
    }
}

fn pumped<'a, K: Sink>(mut source: impl Source<'a>, inner: K, left: usize) -> (bool, Result<(), Error>) {
    let mut sink = Failing::new(inner, left);
    let result = pump(&mut source, &mut sink);
    let failed = sink.failed;
    // Conversion asks while the element is open. Only an end itself is checked later.
    assert!(sink.ended <= 1, "{} elements ended after a failure", sink.ended);
    (failed, result.and_then(|()| sink.finished()))
}

#[test]
fn conversion_says_so_when_any_call_fails() {
    let read = ReadOptions::default();
    for name in DOCUMENTS {
        let bytes = testdata(&format!("{name}.wbxml"));
        let text = String::from_utf8(testdata(&format!("{name}.xml"))).unwrap();
        let document: Document<'_> = wbxml::from_slice(&bytes).unwrap();
        let version = document.version;
        fail_everywhere(|left| {
            let (mut out, source) = (Vec::new(), WbxmlSource::new(&bytes, &read).unwrap());
            pumped(source, XmlSink::new(&mut out, version, &xml::WriteOptions::default()), left)
        });
        fail_everywhere(|left| {
            let (mut out, source) = (Vec::new(), XmlSource::new(&text, &read).unwrap());
            pumped(source, WbxmlSink::new(&mut out, version, &wbxml::WriteOptions::default()), left)
        });
        fail_everywhere(|left| {
            let (mut out, source) = (Vec::new(), TreeSource::new(&document.root, version));
            pumped(source, XmlSink::new(&mut out, version, &xml::WriteOptions::default()), left)
        });
    }
    fail_everywhere(|left| {
        let source = PtsSource::new(LINE, Message::SCHEMA, &read.into()).unwrap();
        let mut out = Vec::new();
        let sink = PtsSink::new(&mut out, Version::V1_2, &pts::WriteOptions::default());
        pumped(source, sink.with_declarations(Message::SCHEMA), left)
    });
}

#[test]
fn typed_writing_says_so_when_any_call_fails() {
    for name in DOCUMENTS {
        let bytes = testdata(&format!("{name}.wbxml"));
        let message: CspDocument<'_> = wbxml::from_slice(&bytes).unwrap();
        let document: Document<'_> = wbxml::from_slice(&bytes).unwrap();
        let version = document.version;
        fail_everywhere(|left| {
            let mut out = Vec::new();
            let inner = WbxmlSink::new(&mut out, version, &wbxml::WriteOptions::default());
            let mut sink = Failing::new(inner, left);
            let written = write_root(&message, &mut sink);
            (sink.failed, written.and_then(|()| sink.finished()))
        });
        fail_everywhere(|left| {
            let mut out = Vec::new();
            let inner = XmlSink::new(&mut out, version, &xml::WriteOptions::default());
            let mut sink = Failing::new(inner, left);
            let written = write_root(&document, &mut sink);
            (sink.failed, written.and_then(|()| sink.finished()))
        });
    }
}

/// A sink that received only the beginning of a document, because its source failed, does not claim
/// to have a whole one.
#[test]
fn no_sink_takes_a_beginning_for_a_whole_document() {
    let read = ReadOptions::default();
    for name in DOCUMENTS {
        let bytes = testdata(&format!("{name}.wbxml"));
        let version = wbxml::from_slice::<Document<'_>>(&bytes).unwrap().version;
        for end in 0..=bytes.len() {
            let is_whole = end == bytes.len();
            let pumped = |sink: &mut dyn FnMut(WbxmlSource<'_>) -> (bool, bool)| {
                if let Ok(source) = WbxmlSource::new(&bytes[..end], &read) {
                    assert_eq!(sink(source), (is_whole, is_whole), "{name}: {end}");
                }
            };
            pumped(&mut |mut source| {
                let mut out = Vec::new();
                let mut sink = XmlSink::new(&mut out, version, &xml::WriteOptions::default());
                (pump(&mut source, &mut sink).is_ok(), sink.finish().is_ok())
            });
            pumped(&mut |mut source| {
                let mut sink = TreeSink::new(version);
                (pump(&mut source, &mut sink).is_ok(), sink.finish().is_ok())
            });
            pumped(&mut |mut source| {
                let mut out = Vec::new();
                let mut sink = WbxmlSink::new(&mut out, version, &wbxml::WriteOptions::default());
                (pump(&mut source, &mut sink).is_ok(), sink.finish().is_ok())
            });
        }
    }
    let bytes = wbxml::to_vec(&pts::from_str::<Message<'_>>(LINE).unwrap()).unwrap();
    for end in 0..=bytes.len() {
        let Ok(mut source) = WbxmlSource::new(&bytes[..end], &read) else { continue };
        let mut out = b"before".to_vec();
        let mut sink = PtsSink::new(&mut out, Version::V1_2, &pts::WriteOptions::default());
        let pumped = pump(&mut source, &mut sink).is_ok();
        let written = sink.finish().is_ok();
        assert_eq!((pumped, written), (end == bytes.len(), end == bytes.len()), "{end}");
        assert_eq!(out != b"before", written, "{end}");
    }
}

/// Inserts an element into a document before the child or text with this number; `None` after the
/// last one.
fn with_fault<'a>(document: &Document<'a>, number: usize, fault: &Node<'a>) -> Option<Document<'a>> {
    fn insert<'a>(node: &mut Node<'a>, left: &mut usize, fault: &Node<'a>) -> bool {
        for index in 0..=node.content.len() {
            if *left == 0 {
                node.content.insert(index, Item::Element(fault.clone()));
                return true;
            }
            *left -= 1;
            if let Some(Item::Element(child)) = node.content.get_mut(index)
                && insert(child, left, fault)
            {
                return true;
            }
        }
        false
    }
    let mut document = document.clone();
    let mut left = number;
    insert(&mut document.root, &mut left, fault).then_some(document)
}

#[test]
fn a_buffer_is_as_before_when_any_element_cannot_be_written() {
    let control = Node::foreign("x").with_value("\u{1}");
    let nul = Node::foreign("x\0y");
    for name in DOCUMENTS {
        let bytes = testdata(&format!("{name}.wbxml"));
        let document: Document<'_> = wbxml::from_slice(&bytes).unwrap();
        let mut count = 0;
        while let Some(bad) = with_fault(&document, count, &control) {
            let mut vec = b"before".to_vec();
            for indent in [None, Some(2)] {
                let mut options = xml::WriteOptions::default();
                options.indent = indent;
                xml::write(&bad, &mut vec, &options).unwrap_err();
            }
            // Plain text has no code for any other element.
            let options = pts::WriteOptions::default();
            pts::write(&bad, &mut vec, &options).unwrap_err();
            let bad = with_fault(&document, count, &nul).unwrap();
            for string_table in [false, true] {
                let mut options = wbxml::WriteOptions::default();
                options.string_table = string_table;
                wbxml::write(&bad, &mut vec, &options).unwrap_err();
            }
            assert_eq!(vec, b"before", "{count}");
            count += 1;
        }
        assert!(count > 10, "{count}");
    }
}

/// A field that the version lacks is found in the middle of a document.
#[test]
fn a_buffer_is_as_before_when_the_version_lacks_a_field() {
    let mut refused = 0;
    for path in imps_testing::files("csp/1.3", "wbxml") {
        let bytes = fs::read(&path).unwrap();
        let mut source = WbxmlSource::new(&bytes, &ReadOptions::default()).unwrap();
        let Ok(mut message) = read_root::<Message<'_>, _>(&mut source) else { continue };
        message.version = Version::V1_1;
        let mut out = b"before".to_vec();
        let results = [
            wbxml::write(&message, &mut out, &wbxml::WriteOptions::default()),
            xml::write(&message, &mut out, &xml::WriteOptions::default()),
        ];
        match results {
            [Ok(()), Ok(())] => {}
            [Err(one), Err(other)] => {
                for error in [one, other] {
                    assert!(
                        matches!(error.kind(), ErrorKind::NotInVersion { .. }),
                        "{}: {error}",
                        path.display()
                    );
                }
                assert_eq!(out, b"before", "{}", path.display());
                refused += 1;
            }
            results => panic!("{}: {results:?}", path.display()),
        }
    }
    assert!(refused > 20, "{refused}");
}
