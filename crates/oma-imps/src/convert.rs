//! From one syntax to another, without a model.

use crate::charset::{Charset, Told};
use crate::input::Form;
use crate::{Input, Syntax, WriteOptions};
#[cfg(feature = "pts")]
use imps_core::Element as _;
use imps_core::{Error, ReadOptions, Source, pump};
use imps_wbxml::{WbxmlSink, WbxmlSource};
use imps_xml::{XmlSink, XmlSource};

/// How to convert.
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
    /// The syntax of the input; found out unless given.
    pub from: Option<Syntax>,
    /// The character set that was told beside the document, say by the transport: see [`Input::in_charset`].
    pub transport_charset: Option<Charset>,
    /// The syntax of the output; the [other one](Input::other_syntax) unless given.
    pub to: Option<Syntax>,
    /// The code tables to read the plain-text syntax by; the standard ones unless given. How to write it says which to write it by.
    #[cfg(feature = "pts")]
    pub codes: Option<&'static imps_pts::Codes>,
    /// How to read.
    pub read: ReadOptions,
    /// How to write.
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
    #[cfg(feature = "pts")]
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

    /// Sets [`write`](Self::write).
    #[must_use]
    pub const fn with_write(mut self, write: WriteOptions) -> Self {
        self.write = write;
        self
    }

    /// What becomes of the character set that the transport told.
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
        #[cfg(feature = "pts")]
        if let Some(codes) = self.codes {
            return Ok(input.with_codes(codes));
        }
        Ok(input)
    }
}

/// Converts a CSP document of any version and any primitive to another syntax, element by element. To JSON it goes by way of the
/// types. Documents between servers go between XML and JSON; asked for another syntax, this fails with
/// [`NoMapping`](imps_core::ErrorKind::NoMapping).
///
/// Nothing is lost between binary XML and XML, nor on the way to JSON but attributes of leaves: what has no code in binary XML becomes a literal, and codes that no table has become names
/// (`unknown-01-3F`) that become the same codes again. The plain-text syntax has codes for a part of the protocol only: what has
/// none is an error; [`convert_to`] tells what little may be left out or changed without one.
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

/// Something that is told, though a document could be converted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The character set that was told beside the document, and what became of it.
    Charset(Told),
    /// Reading passed something over.
    #[cfg(feature = "pts")]
    Read(imps_pts::Warning),
    /// Writing left something out, or changed it.
    #[cfg(feature = "pts")]
    Written(imps_pts::Loss),
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Self::Charset(told) => told.fmt(f),
            #[cfg(feature = "pts")]
            Self::Read(ref warning) => warning.fmt(f),
            #[cfg(feature = "pts")]
            Self::Written(ref loss) => loss.fmt(f),
        }
    }
}

/// As [`convert`], to the end of a buffer, which is as before when that fails. Tells what is worth knowing, which only the
/// plain-text syntax gives reason for.
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
    let input = options.input(document)?;
    let to = options.to.unwrap_or_else(|| input.other_syntax());
    let vocabulary = input.protocol().vocabulary();
    match &input.0 {
        Form::Wbxml(document, charset) => {
            let mut source = WbxmlSource::with_transport_charset(document, options.read, *charset)?;
            let notes = write(&mut source, to, out, &options.write)?;
            source.finish().map(|()| notes)
        }
        Form::Xml(document) => {
            let mut source = XmlSource::new(document, options.read, vocabulary)?;
            let notes = write(&mut source, to, out, &options.write)?;
            source.finish().map(|()| notes)
        }
        #[cfg(feature = "pts")]
        Form::Pts(message, codes) => {
            let mut source =
                imps_pts::PtsSource::new(message, imps_csp::Message::SCHEMA, codes, options.read)?;
            let mut notes: Vec<_> = source.warnings().iter().cloned().map(Note::Read).collect();
            notes.extend(write(&mut source, to, out, &options.write)?);
            Ok(notes)
        }
        #[cfg(feature = "json")]
        Form::Json(tree) => {
            let document = tree.shaped()?;
            let source = imps_core::TreeSource::new(&document.root, document.version);
            let mut source = source.with_vocabulary(vocabulary).with_options(options.read);
            write(&mut source, to, out, &options.write).map_err(Error::without_offset)
        }
    }
}

fn write<'a>(
    source: &mut impl Source<'a>,
    to: Syntax,
    out: &mut Vec<u8>,
    options: &WriteOptions,
) -> Result<Vec<Note>, Error> {
    let vocabulary = source.vocabulary();
    match to {
        #[cfg(feature = "ssp")]
        _ if std::ptr::eq(vocabulary, &raw const imps_ssp::SSP) && !is_for_servers(to) => {
            let name = "WV-SSP-Message".into();
            Err(Error::new(imps_core::ErrorKind::NoMapping { name, syntax: to.as_str() }))
        }
        Syntax::Wbxml => {
            let mut sink = WbxmlSink::new(out, source.version(), options.wbxml);
            pump(source, &mut sink)?;
            sink.finish().map(|()| Vec::new())
        }
        Syntax::Xml => {
            let mut sink = XmlSink::new(out, source.version(), vocabulary, options.xml);
            pump(source, &mut sink)?;
            sink.finish().map(|()| Vec::new())
        }
        #[cfg(feature = "pts")]
        Syntax::Pts => {
            let mut sink = imps_pts::PtsSink::new(out, source.version(), options.pts);
            pump(source, &mut sink)?;
            Ok(sink.finish()?.into_iter().map(Note::Written).collect())
        }
        #[cfg(feature = "json")]
        Syntax::Json => {
            let mut sink = imps_core::TreeSink::new(source.version()).with_vocabulary(vocabulary);
            pump(source, &mut sink)?;
            crate::json::write_tree(&crate::json::complete(sink)?, out, options.json).map(|()| Vec::new())
        }
    }
}

/// Whether documents between servers can be written in a syntax.
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
        // Cut in the middle, and with content behind the root, which is found last.
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
