//! Rows of a document in XML.

mod attributes;

use super::path::{DEEPEST, Path};
use super::pending::Pending;
use super::place::Places;
use super::row::{Row, RowKind};
use super::walk::elements;
use super::{Walk, meaning, unexpected_root, wbxml};
use crate::options::InspectOptions;
use ::wbxml::table::Codes;
use oma_imps::charset::{Charset, DecodeError};
use oma_imps::imps_core::{Source as _, Vocabulary};
use oma_imps::xml::{XmlError, XmlSource, charset_over, root_name, to_utf8_over};
use oma_imps::{Error, ErrorKind, Protocol, Version};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::io::Cursor;
use std::mem::take;
use std::ops::{ControlFlow, Range};

/// Makes the rows of a document of any language.
pub(super) struct XmlWalk<'d> {
    reader: Reader<Cursor<Text<'d>>>,
    /// Room for one event, in use again and again.
    buffer: Vec<u8>,
    read: Read,
    vocabulary: &'static Vocabulary,
    /// The codes that the elements have in binary XML.
    codes: Option<&'static Codes<'static>>,
    path: Path,
    places: Places,
    out: Pending<'d>,
}

/// The document in UTF-8.
struct Text<'d>(Cow<'d, str>);

impl AsRef<[u8]> for Text<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl<'d> XmlWalk<'d> {
    pub(super) fn new(document: &'d [u8], options: &InspectOptions<'_>, mut out: Pending<'d>) -> Self {
        let (text, misfit) = readable(document, options.charset);
        let protocol = Protocol::of_root(&root_name(&text).unwrap_or_default());
        let vocabulary = protocol.vocabulary();
        let read_options = options.read_as(options.version);
        let mut read = Read { version: None, fault: None, misfit, judges_root: None };
        match XmlSource::with_vocabulary(&text, &read_options, vocabulary) {
            Ok(mut source) => {
                read.version = Some(source.version());
                read.judges_root = options.version.is_none().then_some(protocol);
                let end = elements(&mut source, |_, _, _| ()).and_then(|()| source.finish());
                read.fault = read.fault.or(end.err());
            }
            // Rows can be had of any language, but what is wrong with its XML is wrong.
            Err(error)
                if matches!(error.kind(), ErrorKind::OtherLanguage(_) | ErrorKind::UnsupportedVersion(_)) =>
            {
                read.fault = read.fault.or(ill_formed(&text, options));
            }
            Err(error) => read.fault = read.fault.or(Some(error)),
        }
        let name = if protocol == Protocol::Csp { "csp" } else { "ssp" };
        let language = read.version.map_or("language unknown".into(), |version| format!("{name} {version}"));
        let same = text.as_bytes() == document;
        let counted = match charset_over(document, options.charset) {
            _ if same => String::new(),
            Ok(charset) => format!("; it is in {charset}, and offsets count in the decoded text as utf-8"),
            Err(_) => "; offsets count in the decoded text as utf-8".into(),
        };
        out.heading(format!("xml, {} bytes, {language}{counted}", document.len()));
        let codes = read.version.filter(|_| protocol == Protocol::Csp).and_then(wbxml::codes_of);
        let reader = Reader::from_reader(Cursor::new(Text(text)));
        let (buffer, path, places) = (Vec::new(), Path::default(), Places::default());
        Self { reader, buffer, read, vocabulary, codes, path, places, out }
    }
}

/// The fault of a document of another language as XML.
fn ill_formed(text: &str, options: &InspectOptions<'_>) -> Option<Error> {
    let any = options.read_as(Some(Version::default()));
    let mut source = XmlSource::new(text, &any).ok()?;
    elements(&mut source, |_, _, _| ()).and_then(|()| source.finish()).err()
}

/// The findings of a reader.
struct Read {
    version: Option<Version>,
    fault: Option<Error>,
    /// The error at the first text that does not fit its character set.
    misfit: Option<Error>,
    /// The protocol that the document states.
    judges_root: Option<Protocol>,
}

/// The text, with U+FFFD for unreadable bytes if they do not fit the character set or the set is
/// unknown. The error has its offset in that text.
fn readable(document: &[u8], charset: Charset) -> (Cow<'_, str>, Option<Error>) {
    let error = match to_utf8_over(document, charset) {
        Ok(text) => return (text, None),
        Err(error) => error,
    };
    let charset = charset_over(document, charset).ok().filter(|charset| charset.is_readable());
    let at = error.offset().unwrap_or_default();
    let good =
        document.get(..at).and_then(|good| to_utf8_over(good, charset.unwrap_or(Charset::US_ASCII)).ok());
    let place = good.map_or(at, |good| good.len());
    (
        Cow::Owned(lossy(document, charset.unwrap_or(Charset::US_ASCII))),
        Some(error.without_offset().at(place)),
    )
}

/// The text with U+FFFD for bytes without meaning in the character set.
fn lossy(document: &[u8], charset: Charset) -> String {
    // Each fault starts decoding anew.
    const MOST: usize = 1000;
    let (mut text, mut rest) = (String::new(), document);
    for _ in 0..MOST {
        match charset.decode(rest) {
            Ok(good) => {
                text.push_str(&good);
                return text;
            }
            Err(DecodeError::Invalid { at, .. }) => {
                let (good, behind) = rest.split_at_checked(at).unwrap_or((rest, &[]));
                text.push_str(&charset.decode(good).unwrap_or_default());
                text.push(char::REPLACEMENT_CHARACTER);
                rest = behind.get(1..).unwrap_or_default();
            }
            Err(_) => break,
        }
    }
    text
}

impl<'d> Walk<'d> for XmlWalk<'d> {
    fn pending(&mut self) -> &mut Pending<'d> {
        &mut self.out
    }

    fn step(&mut self) -> ControlFlow<()> {
        let mut buffer = take(&mut self.buffer);
        buffer.clear();
        let flow = self.next_event(&mut buffer);
        self.buffer = buffer;
        flow
    }
}

impl XmlWalk<'_> {
    fn text(&self) -> &str {
        &self.reader.get_ref().get_ref().0
    }

    fn next_event(&mut self, buffer: &mut Vec<u8>) -> ControlFlow<()> {
        let start = offset(self.reader.buffer_position());
        let event = self.reader.read_event_into(buffer);
        let range = start..offset(self.reader.buffer_position());
        // Where programs stop, so do the rows.
        let stops = |fault: &Error| fault.offset().is_none_or(|at| at < range.end);
        let event = match event {
            Ok(event) => event,
            Err(fault) => {
                let found = Error::syntax(XmlError::of_library(fault)).at(start);
                let error = self.read.fault.take().filter(stops).unwrap_or(found);
                self.fault(start, &error);
                return ControlFlow::Break(());
            }
        };
        let is_end = matches!(event, Event::Eof);
        if self.read.misfit.as_ref().is_some_and(|fault| is_end || stops(fault))
            && let Some(error) = self.read.misfit.take()
        {
            self.emit_fault(range.clone(), &error);
        }
        if is_end || self.read.fault.as_ref().is_some_and(stops) {
            if let Some(error) = self.read.fault.take() {
                self.event_to_fault(range, &event, &error);
            }
            return ControlFlow::Break(());
        }
        if self.path.is_full() && matches!(event, Event::Start(_)) {
            self.fault(start, &Error::new(ErrorKind::TooDeep { limit: DEEPEST }).at(start));
            return ControlFlow::Break(());
        }
        self.event(range, &event);
        ControlFlow::Continue(())
    }

    /// The attributes before a fault in a tag, and the fault.
    fn event_to_fault(&mut self, range: Range<usize>, event: &Event<'_>, error: &Error) {
        let Some(at) = error.offset().filter(|at| range.contains(at) && *at > range.start) else {
            return self.fault(range.start, error);
        };
        if let Event::Start(tag) | Event::Empty(tag) = event {
            self.start(range.start..at, tag);
            return self.fault(at, error);
        }
        self.fault(range.start, error);
    }

    fn event(&mut self, range: Range<usize>, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(range, tag),
            Event::Empty(tag) => {
                self.start(range, tag);
                self.path.pop();
            }
            Event::End(_) => {
                let token = format!("</{}>", self.path.name());
                let depth = self.path.depth().saturating_sub(1);
                self.emit(RowKind::End, range, depth, token, String::new());
                self.path.pop();
            }
            Event::Text(text) if text.trim_ascii().is_empty() => {}
            Event::Text(text) => {
                let meaning = meaning::of_text(self.path.tag(), text, self.read.version);
                self.inside(RowKind::Text, range, format!("{:?}", &**text), meaning);
            }
            Event::CData(text) => {
                self.inside(RowKind::Text, range, format!("cdata {:?}", &**text), String::new());
            }
            Event::GeneralRef(name) => {
                let character = match name.resolve_char_ref() {
                    Ok(Some(character)) => Some(character.to_string()),
                    _ => quick_xml::escape::resolve_predefined_entity(name).map(ToOwned::to_owned),
                };
                let meaning = character.map_or_else(String::new, |character| format!("{character:?}"));
                self.inside(RowKind::Text, range, format!("&{};", &**name), meaning);
            }
            Event::Comment(text) => {
                self.inside(RowKind::Instruction, range, format!("comment {:?}", text.trim()), String::new());
            }
            Event::PI(pi) => self.inside(
                RowKind::Instruction,
                range,
                format!("instruction {}", pi.target()),
                pi.content().trim().into(),
            ),
            Event::Decl(declaration) => {
                self.inside(RowKind::Header, range, "xml declaration".into(), declaration.trim().into());
            }
            Event::DocType(declaration) => {
                self.inside(RowKind::Header, range, "document type".into(), declaration.trim().into());
            }
            Event::Eof => {}
        }
    }

    fn start(&mut self, range: Range<usize>, tag: &BytesStart<'_>) {
        let depth = self.path.depth();
        let local = tag.local_name();
        let known = self.vocabulary.tag(local.as_ref());
        self.path.push(local.as_ref(), known);
        let meaning = match (known, self.read.version) {
            (None, Some(_)) => "no element of the protocol",
            _ => "",
        };
        // The row of the tag ends where its first attribute starts.
        let source = self.text().get(range.clone()).unwrap_or_default().to_owned();
        let attributes = attributes::ranges(&source);
        let first = attributes
            .first()
            .map_or(range.end, |attribute| range.start.saturating_add(attribute.whole.start));
        let token = format!("<{}>", tag.name().as_ref());
        self.emit(RowKind::Element, range.start..first, depth, token, meaning.into());
        if depth == 0
            && let Some(protocol) = self.read.judges_root
            && known.is_none_or(|known| !protocol.roots().contains(&known))
        {
            let problem = unexpected_root(local.as_ref(), protocol);
            self.emit(RowKind::Fault, first..first, depth, "fault".into(), problem);
        }
        for (index, attribute) in attributes.iter().enumerate() {
            let next = attributes.get(index.saturating_add(1)).map_or(source.len(), |next| next.whole.start);
            let place = range.start.saturating_add(attribute.whole.start)..range.start.saturating_add(next);
            let value = source.get(attribute.value.clone()).unwrap_or_default();
            let name = source.get(attribute.name.clone()).unwrap_or_default();
            let status = self.read.version.filter(|_| name == "code").zip(value.parse().ok());
            let meaning =
                status.map_or_else(String::new, |(version, code)| meaning::status(code, Some(version)));
            self.emit(
                RowKind::Attribute,
                place,
                depth.saturating_add(1),
                format!("@{name} {value:?}"),
                meaning,
            );
        }
    }

    fn inside(&mut self, kind: RowKind, range: Range<usize>, token: String, meaning: String) {
        self.emit(kind, range, self.path.depth(), token, meaning);
    }

    fn emit(&mut self, kind: RowKind, range: Range<usize>, depth: usize, token: String, meaning: String) {
        let text = &self.reader.get_ref().get_ref().0;
        let position = Some(self.places.at(text, range.start));
        let row = match (kind, self.codes) {
            (RowKind::Element, Some(codes)) => codes.tag_named(self.path.name(), 0),
            _ => None,
        };
        let start = range.start;
        let bytes = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes().get(range).unwrap_or_default()),
            Cow::Owned(text) => Cow::Owned(text.as_bytes().get(range).unwrap_or_default().to_vec()),
        };
        self.out.row(Row {
            bytes,
            token: token.into(),
            path: self.path.as_str().to_owned(),
            code: row.map(|row| wbxml::code(row.page, row.token)),
            meaning: meaning.into(),
            ..Row::new(kind, start, position, depth)
        });
    }

    /// The fault at which programs stop.
    fn fault(&mut self, start: usize, error: &Error) {
        self.emit_fault(start..self.text().len(), error);
    }

    fn emit_fault(&mut self, range: Range<usize>, error: &Error) {
        let at = error.offset().unwrap_or(range.start);
        let text = self.text();
        let place = Places::default().at(text, at.min(text.len()));
        let (line, column) = self.out.start().place(place);
        let meaning = format!("{}, at line {line}, column {column}", error.kind());
        self.emit(RowKind::Fault, range, self.path.depth(), "fault".into(), meaning);
    }
}

/// Documents fit into memory.
fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
