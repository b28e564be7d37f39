//! Converts between syntaxes without a model.

use crate::charset::Told;
use crate::documents::Documents;
use crate::input::Form;
use crate::note;
use crate::{Input, Note, PartKind, Protocol, Syntax, WriteOptions};
use imps_core::Element as _;
use imps_core::{Error, ErrorKind, Rule, Sink, Source, pump, pump_document};
use imps_wbxml::{Codes, WbxmlSink};
use imps_xml::{XmlSink, XmlSource};
use std::borrow::Cow;

/// The result of a conversion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Converted {
    /// The documents in the target syntax, in the order of the input.
    pub bytes: Vec<u8>,
    /// The omissions, changes and assumptions; [`Note::is_loss`] finds the losses.
    pub notes: Vec<Note>,
}

/// Converts a document to another syntax: [`Input::new`] and [`Input::convert`] in one call.
///
/// ```
/// use oma_imps::Syntax;
///
/// let wbxml = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x01\x01";
/// let xml = oma_imps::convert(wbxml, Syntax::Xml)?.bytes;
/// assert!(String::from_utf8_lossy(&xml).contains("<SessionType>Outband</SessionType>"));
/// assert_eq!(oma_imps::convert(&xml, Syntax::Wbxml)?.bytes, wbxml);
/// # Ok::<_, oma_imps::Error>(())
/// ```
///
/// # Errors
/// The errors of [`Input::new`] and [`Input::convert`].
#[doc(alias("transcode", "wbxml2xml", "xml2wbxml"))]
pub fn convert(document: &[u8], to: Syntax) -> Result<Converted, Error> {
    Input::new(document)?.convert(to, &WriteOptions::default())
}

impl Input<'_> {
    /// Converts CSP documents of any version and any primitive to another syntax, element by
    /// element. Conversion to JSON uses the types. Documents between servers convert between XML
    /// and JSON.
    ///
    /// An input may contain several [`documents`](crate::documents()). All are converted and again
    /// follow each other. A document of another language is refused, unless the caller stated the
    /// syntax and [`ReadOptions::version`](imps_core::ReadOptions::version) says how to read it.
    ///
    /// Nothing is lost between binary XML and XML, nor on the way to JSON and back. Names without a
    /// code in binary XML become literals. Codes that no table has become names (`unknown-01-3F`),
    /// which become the same codes again. The plain-text syntax has codes only for a part of the
    /// protocol. Content without a code is an error. Notes report the few omissions and changes
    /// that are not an error.
    ///
    /// ```
    /// use oma_imps::{Input, Note, Syntax, WriteOptions};
    ///
    /// // A document, and padding behind it.
    /// let bytes = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x2D\x01\0\0";
    /// let converted = Input::new(bytes)?.convert(Syntax::Xml, &WriteOptions::default())?;
    /// assert_eq!(converted.notes, [Note::Padding { offset: 14, bytes: 2 }]);
    /// # Ok::<_, oma_imps::Error>(())
    /// ```
    ///
    /// # Errors
    /// The errors of [`Input::read_with`] for a document that cannot be read.
    /// [`NoMapping`](imps_core::ErrorKind::NoMapping),
    /// [`Inexpressible`](imps_core::ErrorKind::Inexpressible),
    /// [`InexpressibleBytes`](imps_core::ErrorKind::InexpressibleBytes) or
    /// [`InvalidName`](imps_core::ErrorKind::InvalidName) for content that the target syntax cannot
    /// carry.
    pub fn convert(&self, to: Syntax, options: &WriteOptions) -> Result<Converted, Error> {
        let mut bytes = Vec::new();
        let notes = self.write(to, &mut bytes, options)?;
        Ok(Converted { bytes, notes })
    }

    /// Converts like [`convert`](Self::convert), appends to a buffer, and returns the notes. After
    /// an error the buffer is unchanged.
    ///
    /// # Errors
    /// The errors of [`convert`](Self::convert).
    pub fn write(&self, to: Syntax, out: &mut Vec<u8>, options: &WriteOptions) -> Result<Vec<Note>, Error> {
        let before = out.len();
        let mut notes: Vec<_> =
            Told::of(self.all, self.syntax(), self.charset).map(Note::Charset).into_iter().collect();
        let converted = self.write_first(to, out, options, &mut notes).and_then(|end| {
            if end < self.all.len() { self.write_others(end, to, out, options, &mut notes) } else { Ok(()) }
        });
        if let Err(error) = converted {
            out.truncate(before);
            return Err(error);
        }
        Ok(notes)
    }

    /// Converts the parts after the first document.
    #[cold]
    fn write_others(
        &self,
        end: usize,
        to: Syntax,
        out: &mut Vec<u8>,
        options: &WriteOptions,
        notes: &mut Vec<Note>,
    ) -> Result<(), Error> {
        let mut documents: usize = 1;
        for part in Documents::behind(self.all, end, self.stated, self.syntax()).with_charset(self.charset) {
            match part.kind {
                // Strict reading accepts nothing after a document, not even padding.
                PartKind::Padding if !self.options.strict => notes.push(note::padding(&part)),
                PartKind::Padding | PartKind::Other if self.options.refuses_left_out() => {
                    return Err(Error::new(ErrorKind::Strict(Rule::TrailingContent)).at(part.offset));
                }
                PartKind::Padding | PartKind::Other => {
                    notes.push(Note::Trailing { offset: part.offset, bytes: part.bytes.len() });
                }
                PartKind::Document => {
                    documents = documents.saturating_add(1);
                    if to != Syntax::Wbxml && out.last() != Some(&b'\n') {
                        out.push(b'\n');
                    }
                    let input = Input::in_any(part.bytes, self.stated, self.charset);
                    let (vendor, codes, options_of_all) = (self.vendor, self.codes, self.options);
                    let input = input.map(|input| Input { vendor, codes, options: options_of_all, ..input });
                    let mut own = Vec::new();
                    input
                        .and_then(|input| input.write_first(to, out, options, &mut own))
                        .map_err(|error| error.shifted(part.offset))?;
                    notes.extend(own.into_iter().map(|note| note.shifted(part.offset)));
                }
            }
        }
        if documents > 1 {
            notes.push(Note::Several { documents });
        }
        Ok(())
    }

    /// Converts the first document. Returns its end.
    fn write_first(
        &self,
        to: Syntax,
        out: &mut Vec<u8>,
        options: &WriteOptions,
        notes: &mut Vec<Note>,
    ) -> Result<usize, Error> {
        let protocol = self.protocol();
        let is_forced = self.options.version.is_some();
        let job = Job { to, protocol, is_forced, vendor: self.vendor, options };
        let start = self.first.start;
        match &self.form {
            Form::Wbxml => {
                let mut source = self.wbxml_source(&self.options)?;
                job.write(&mut source, out, notes)?;
                let end = source.end()?;
                notes.extend(source.left_out().into_iter().map(Note::LeftOut));
                Ok(end)
            }
            Form::Xml(text) => {
                let mut source = XmlSource::with_vocabulary(text, &self.options, protocol.vocabulary())?;
                job.write(&mut source, out, notes)?;
                let mark = self.all.len().saturating_sub(text.len());
                let mut end = source.end()?.saturating_add(mark);
                // The end is a place in the input only if the text is the input, apart from a byte
                // order mark.
                if !matches!(text, Cow::Borrowed(_)) {
                    source.finish()?;
                    end = self.all.len();
                }
                notes.extend(source.left_out().into_iter().map(Note::LeftOut));
                Ok(end)
            }
            Form::Pts(message) => {
                let read = self.pts_options(&self.options);
                let source = imps_pts::PtsSource::new(message, imps_csp::Message::SCHEMA, &read);
                let mut source = source.map_err(|error| error.shifted(start))?;
                let read = source.warnings().iter().cloned().map(Note::Read);
                notes.extend(read.map(|note| note.shifted(start)));
                job.write(&mut source, out, notes).map_err(|error| error.shifted(start))?;
                Ok(self.first.end)
            }
            #[cfg(feature = "json")]
            Form::Json(json) => {
                let document = json.shaped(&self.options.limits).map_err(|error| error.shifted(start))?;
                let source = imps_core::TreeSource::new(&document.root, document.version);
                let mut source = source.with_vocabulary(protocol.vocabulary()).with_options(self.options);
                job.write(&mut source, out, notes).map_err(Error::without_offset)?;
                Ok(self.first.end)
            }
        }
    }
}

/// The target of one conversion.
struct Job<'o> {
    to: Syntax,
    protocol: Protocol,
    /// Whether the caller forces the version.
    is_forced: bool,
    vendor: Option<&'o Codes<'o>>,
    options: &'o WriteOptions,
}

impl Job<'_> {
    fn write<'a>(
        &self,
        source: &mut impl Source<'a>,
        out: &mut Vec<u8>,
        notes: &mut Vec<Note>,
    ) -> Result<(), Error> {
        let options = self.options;
        let vocabulary = source.vocabulary();
        match self.to {
            #[cfg(feature = "ssp")]
            to if self.protocol == Protocol::Ssp && !is_for_servers(to) => {
                let name = "WV-SSP-Message".into();
                return Err(Error::new(ErrorKind::NoMapping { name, syntax: to.as_str() }));
            }
            Syntax::Wbxml => {
                let mut sink = WbxmlSink::new(out, source.version(), &options.wbxml);
                if let Some(codes) = self.vendor {
                    sink = sink.with_codes(codes);
                }
                self.pump(source, &mut sink)?;
                sink.finish()?;
            }
            Syntax::Xml => {
                let mut sink = XmlSink::new(out, source.version(), &options.xml).with_vocabulary(vocabulary);
                self.pump(source, &mut sink)?;
                sink.finish()?;
            }
            Syntax::Pts => {
                let sink = imps_pts::PtsSink::new(out, source.version(), &options.pts);
                let mut sink = sink.with_declarations(imps_csp::Message::SCHEMA);
                self.pump(source, &mut sink)?;
                notes.extend(sink.finish()?.into_iter().map(Note::Written));
            }
            #[cfg(feature = "json")]
            Syntax::Json => {
                crate::json::write_source(source, self.protocol, out, options.json)?;
            }
        }
        Ok(())
    }

    /// Refuses a root that no document of the protocol has, unless the caller has forced the
    /// version: such a caller knows what the document is.
    fn pump<'a>(&self, source: &mut impl Source<'a>, sink: &mut impl Sink) -> Result<(), Error> {
        if self.is_forced {
            return pump(source, sink);
        }
        pump_document(source, sink, self.protocol.roots(), self.protocol.expected_roots())
    }
}

/// Returns whether documents between servers can be written in a syntax.
#[cfg(feature = "ssp")]
const fn is_for_servers(syntax: Syntax) -> bool {
    match syntax {
        Syntax::Xml => true,
        #[cfg(feature = "json")]
        Syntax::Json => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charset::Charset;
    use imps_core::ReadOptions;

    #[test]
    fn a_failure_leaves_the_buffer_as_it_was() {
        // Cut in the middle, and with content after the root, which is found last.
        for document in ["<WV-CSP-Message><Session>", "<WV-CSP-Message><Session/></WV-CSP-Message>x"] {
            for to in [Syntax::Wbxml, Syntax::Xml] {
                let mut out = b"before".to_vec();
                let input = Input::new(document.as_bytes()).unwrap();
                input.write(to, &mut out, &WriteOptions::default()).unwrap_err();
                assert_eq!(out, b"before");
            }
        }
    }

    #[test]
    fn every_option_counts() {
        let bytes = b"\x03\x11\x00\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x6F\x03Jos\xE9\0\x01\x01\x01\x01";
        let xml = imps_xml::WriteOptions::default().with_declaration(false);
        let options = WriteOptions::default().with_xml(xml);
        let input = Input::in_charset(bytes, Syntax::Wbxml, Charset::ISO_8859_1).unwrap();
        let converted = input.convert(Syntax::Xml, &options).unwrap().bytes;
        let converted = String::from_utf8(converted).unwrap();
        assert!(
            converted.starts_with("<WV-CSP-Message ") && converted.contains("<SessionID>José</SessionID>")
        );
        let strict = ReadOptions::default().with_strict(true);
        let input = Input::new(b"<WV-CSP-Message/>").unwrap().with_options(strict);
        assert!(input.convert(Syntax::Wbxml, &WriteOptions::default()).is_err());
    }
}
