//! Converts between syntaxes without a model.

use crate::charset::{Charset, Told};
use crate::documents::Documents;
use crate::input::Form;
use crate::note;
use crate::{Input, Note, PartKind, Protocol, Syntax, WriteOptions, documents};
use imps_core::Element as _;
use imps_core::{Error, ErrorKind, ReadOptions, Rule, Sink, Source, pump, pump_document};
use imps_wbxml::{WbxmlSink, WbxmlSource};
use imps_xml::{XmlSink, XmlSource};
use std::borrow::Cow;

/// Options of the conversion.
///
/// ```
/// use oma_imps::{ConvertOptions, WriteOptions, xml};
///
/// let indented = WriteOptions::default().with_xml(xml::WriteOptions::default().with_indent(Some(2)));
/// let options = ConvertOptions::default().with_write(indented);
/// assert_eq!(options.write.xml.indent, Some(2));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConvertOptions {
    /// The syntax of the input; detected by default.
    pub from: Option<Syntax>,
    /// The character set that the transport states: see [`Input::in_charset`].
    pub transport_charset: Option<Charset>,
    /// The syntax of the output; the [other one](Input::other_syntax) by default.
    pub to: Option<Syntax>,
    /// The code tables for reading the plain-text syntax; the standard ones by default. The write
    /// options contain the tables for writing.
    pub codes: Option<&'static imps_pts::Codes>,
    /// Options for reading.
    pub read: ReadOptions,
    /// Options for writing.
    pub write: WriteOptions,
}

impl ConvertOptions {
    /// Sets [`from`](Self::from).
    #[must_use]
    pub const fn with_from(mut self, from: Syntax) -> Self {
        self.from = Some(from);
        self
    }

    /// Sets [`transport_charset`](Self::transport_charset).
    #[must_use]
    pub const fn with_transport_charset(mut self, charset: Charset) -> Self {
        self.transport_charset = Some(charset);
        self
    }

    /// Sets [`to`](Self::to).
    #[must_use]
    pub const fn with_to(mut self, to: Syntax) -> Self {
        self.to = Some(to);
        self
    }

    /// Sets [`codes`](Self::codes).
    #[must_use]
    pub const fn with_codes(mut self, codes: &'static imps_pts::Codes) -> Self {
        self.codes = Some(codes);
        self
    }

    /// Sets [`read`](Self::read).
    #[must_use]
    pub const fn with_read(mut self, read: ReadOptions) -> Self {
        self.read = read;
        self
    }

    /// Sets [`write`](field@Self::write).
    #[must_use]
    pub const fn with_write(mut self, write: WriteOptions) -> Self {
        self.write = write;
        self
    }

    /// Returns how the character set of the transport is used.
    fn told(&self, document: &[u8]) -> Option<Told> {
        let syntax = self.from.or_else(|| Syntax::detect(document))?;
        Told::of(document, syntax, self.transport_charset?)
    }

    fn input<'a>(&self, document: &'a [u8]) -> Result<Input<'a>, Error> {
        let charset = self.transport_charset.unwrap_or(Charset::UNKNOWN);
        let input = match self.from.or_else(|| Syntax::detect(document)) {
            Some(syntax) => Input::in_charset(document, syntax, charset)?,
            None => Input::new(document)?,
        };
        if let Some(codes) = self.codes {
            return Ok(input.with_codes(codes));
        }
        Ok(input)
    }
}

/// Converts a CSP document of any version and any primitive to another syntax, element by element.
/// Conversion to JSON uses the types. Documents between servers convert between XML and JSON; any
/// other syntax fails with [`NoMapping`](imps_core::ErrorKind::NoMapping).
///
/// An input may contain several [`documents`]. All are converted and again follow each other. A
/// document of another language is refused, unless [`from`](ConvertOptions::from) and
/// [`ReadOptions::version`] together say how to read it.
///
/// Nothing is lost between binary XML and XML, nor on the way to JSON and back. Names without a
/// code in binary XML become literals. Codes that no table has become names (`unknown-01-3F`),
/// which become the same codes again. The plain-text syntax has codes only for a part of the
/// protocol. Content without a code is an error; [`convert_to`] reports the little that may be
/// omitted or changed without one.
///
/// ```
/// let octets = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x01\x01";
/// let xml = oma_imps::convert(octets, &Default::default())?;
/// assert!(String::from_utf8_lossy(&xml).contains("<SessionType>Outband</SessionType>"));
/// assert_eq!(oma_imps::convert(&xml, &Default::default())?, octets);
/// # Ok::<_, oma_imps::Error>(())
/// ```
pub fn convert(document: &[u8], options: &ConvertOptions) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    convert_to(document, &mut out, options)?;
    Ok(out)
}

/// Converts like [`convert`] and appends to a buffer. On failure the buffer is unchanged. Returns
/// notes; [`is_loss`](Note::is_loss) returns whether a note reports a loss.
///
/// ```
/// use oma_imps::{ConvertOptions, Note, convert_to};
///
/// // A document, and padding behind it.
/// let octets = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x2D\x01\0\0";
/// let notes = convert_to(octets, &mut Vec::new(), &ConvertOptions::default())?;
/// assert_eq!(notes, [Note::Padding { offset: 14, octets: 2 }]);
/// # Ok::<_, oma_imps::Error>(())
/// ```
///
/// # Errors
/// The errors of [`convert`].
pub fn convert_to(document: &[u8], out: &mut Vec<u8>, options: &ConvertOptions) -> Result<Vec<Note>, Error> {
    let before = out.len();
    let mut converted = append(document, out, options);
    if let (Some(told), Ok(notes)) = (options.told(document), &mut converted) {
        notes.insert(0, Note::Charset(told));
    }
    if converted.is_err() {
        out.truncate(before);
    }
    converted
}

fn append(document: &[u8], out: &mut Vec<u8>, options: &ConvertOptions) -> Result<Vec<Note>, Error> {
    let mut notes = Vec::new();
    let (end, from, to) = one(document, out, options, &mut notes)?;
    if end < document.len() {
        others(document, end, from, out, &options.with_to(to), &mut notes)?;
    }
    Ok(notes)
}

/// Converts the parts after the first document of an input.
#[cold]
fn others(
    input: &[u8],
    end: usize,
    from: Syntax,
    out: &mut Vec<u8>,
    options: &ConvertOptions,
    notes: &mut Vec<Note>,
) -> Result<(), Error> {
    let mut documents: usize = 1;
    let charset = options.transport_charset.unwrap_or_default();
    for part in Documents::behind(input, end, options.from, from).with_charset(charset) {
        match part.kind {
            // Strict reading accepts nothing after a document, not even padding.
            PartKind::Padding if !options.read.strict => notes.push(note::padding(&part)),
            PartKind::Padding | PartKind::Other if options.read.refuses_left_out() => {
                return Err(Error::new(ErrorKind::Strict(Rule::TrailingContent)).at(part.offset));
            }
            PartKind::Padding | PartKind::Other => {
                notes.push(Note::Trailing { offset: part.offset, octets: part.octets.len() });
            }
            PartKind::Document => {
                documents = documents.saturating_add(1);
                if options.to != Some(Syntax::Wbxml) && out.last() != Some(&b'\n') {
                    out.push(b'\n');
                }
                let mut own = Vec::new();
                one(part.octets, out, options, &mut own).map_err(|error| error.shifted(part.offset))?;
                notes.extend(own.into_iter().map(|note| note.shifted(part.offset)));
            }
        }
    }
    if documents > 1 {
        notes.push(Note::Several { documents });
    }
    Ok(())
}

/// Converts the first document of an input. Returns its end, its syntax and the target syntax.
fn one(
    input: &[u8],
    out: &mut Vec<u8>,
    options: &ConvertOptions,
    notes: &mut Vec<Note>,
) -> Result<(usize, Syntax, Syntax), Error> {
    let (mut start, mut end, mut document) = (0, input.len(), input);
    let from = options.from.or_else(|| Syntax::detect(input));
    // Binary XML and XML know their end once they are read.
    if !matches!(from, Some(Syntax::Wbxml | Syntax::Xml) | None)
        && let Some(part) = documents(input, from).next()
    {
        (start, document) = (part.offset, part.octets);
        end = start.saturating_add(document.len());
    }
    let input = options.input(document).map_err(|error| error.shifted(start))?;
    let to = options.to.unwrap_or_else(|| input.other_syntax());
    let protocol = input.protocol();
    let job = Job { to, protocol, options };
    match &input.0 {
        Form::Wbxml(document, charset) => {
            let mut source = WbxmlSource::with_transport_charset(document, options.read, *charset)?;
            job.write(&mut source, out, notes)?;
            end = source.end()?;
            notes.extend(source.left_out().into_iter().map(Note::LeftOut));
        }
        Form::Xml(text) => {
            let mut source = XmlSource::new(text, options.read, protocol.vocabulary())?;
            job.write(&mut source, out, notes)?;
            let mark = document.len().saturating_sub(text.len());
            end = source.end()?.saturating_add(mark);
            // The end is a place in the input only if the text is the input, apart from a byte
            // order mark.
            if !matches!(text, Cow::Borrowed(_)) {
                source.finish()?;
                end = document.len();
            }
            notes.extend(source.left_out().into_iter().map(Note::LeftOut));
        }
        Form::Pts(message, codes) => {
            let schema = imps_csp::Message::SCHEMA;
            let source = imps_pts::PtsSource::new(message, schema, codes, options.read);
            let mut source = source.map_err(|error| error.shifted(start))?;
            let read = source.warnings().iter().cloned().map(Note::Read);
            notes.extend(read.map(|note| note.shifted(start)));
            job.write(&mut source, out, notes).map_err(|error| error.shifted(start))?;
        }
        #[cfg(feature = "json")]
        Form::Json(json) => {
            let document = json.shaped(&options.read.limits).map_err(|error| error.shifted(start))?;
            let source = imps_core::TreeSource::new(&document.root, document.version);
            let mut source = source.with_vocabulary(protocol.vocabulary()).with_options(options.read);
            job.write(&mut source, out, notes).map_err(Error::without_offset)?;
        }
    }
    Ok((end, input.syntax(), to))
}

/// The target of one conversion.
struct Job<'o> {
    to: Syntax,
    protocol: Protocol,
    options: &'o ConvertOptions,
}

impl Job<'_> {
    fn write<'a>(
        &self,
        source: &mut impl Source<'a>,
        out: &mut Vec<u8>,
        notes: &mut Vec<Note>,
    ) -> Result<(), Error> {
        let options = &self.options.write;
        let vocabulary = source.vocabulary();
        match self.to {
            #[cfg(feature = "ssp")]
            to if self.protocol == Protocol::Ssp && !is_for_servers(to) => {
                let name = "WV-SSP-Message".into();
                return Err(Error::new(ErrorKind::NoMapping { name, syntax: to.as_str() }));
            }
            Syntax::Wbxml => {
                let mut sink = WbxmlSink::new(out, source.version(), options.wbxml);
                self.pump(source, &mut sink)?;
                sink.finish()?;
            }
            Syntax::Xml => {
                let mut sink = XmlSink::new(out, source.version(), vocabulary, options.xml);
                self.pump(source, &mut sink)?;
                sink.finish()?;
            }
            Syntax::Pts => {
                let sink = imps_pts::PtsSink::new(out, source.version(), options.pts);
                let mut sink = sink.with_declarations(imps_csp::Message::SCHEMA);
                self.pump(source, &mut sink)?;
                notes.extend(sink.finish()?.into_iter().map(Note::Written));
            }
            #[cfg(feature = "json")]
            Syntax::Json => {
                let mut sink = imps_core::TreeSink::new(source.version()).with_vocabulary(vocabulary);
                self.pump(source, &mut sink)?;
                let limits = source.options().limits;
                let tree = crate::json::complete(sink)?;
                crate::json::write_tree(&tree, out, options.json, &limits)?;
            }
        }
        Ok(())
    }

    /// Refuses a root that no document of the protocol has, unless the caller has forced the
    /// version: such a caller knows what the document is.
    fn pump<'a>(&self, source: &mut impl Source<'a>, sink: &mut impl Sink) -> Result<(), Error> {
        if self.options.read.version.is_some() {
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

    #[test]
    fn a_failure_leaves_the_buffer_as_it_was() {
        // Cut in the middle, and with content after the root, which is found last.
        for document in ["<WV-CSP-Message><Session>", "<WV-CSP-Message><Session/></WV-CSP-Message>x"] {
            for to in [Syntax::Wbxml, Syntax::Xml] {
                let mut out = b"before".to_vec();
                convert_to(document.as_bytes(), &mut out, &ConvertOptions::default().with_to(to))
                    .unwrap_err();
                assert_eq!(out, b"before");
            }
        }
    }

    #[test]
    fn every_option_counts() {
        let octets = b"\x03\x11\x00\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x6F\x03Jos\xE9\0\x01\x01\x01\x01";
        let xml = imps_xml::WriteOptions::default().with_declaration(false);
        let options = ConvertOptions::default()
            .with_from(Syntax::Wbxml)
            .with_transport_charset(Charset::ISO_8859_1)
            .with_write(WriteOptions::default().with_xml(xml));
        let converted = String::from_utf8(convert(octets, &options).unwrap()).unwrap();
        assert!(
            converted.starts_with("<WV-CSP-Message ") && converted.contains("<SessionID>José</SessionID>")
        );
        let mut strict = ReadOptions::default();
        strict.strict = true;
        assert!(convert(b"<WV-CSP-Message/>", &ConvertOptions::default().with_read(strict)).is_err());
    }
}
