//! A body, and what its head states about it.

use crate::http::{Format, Note};
use ::http::HeaderValue;
use oma_imps::charset::Charset;
use oma_imps::csp::{MediaType, Message};
use oma_imps::imps_core::{Element as _, Source, TreeSource};
use oma_imps::pts::PtsSource;
use oma_imps::wbxml::WbxmlSource;
use oma_imps::xml::XmlSource;
use oma_imps::{Document, Error, ErrorKind, Input, OwnedRoot, Protocol, ReadOptions, Root, Syntax, Version};

/// A document that arrived in a body, before it is read.
///
/// The bytes decide the syntax and the protocol, because the heads of old programs are not reliable.
/// The `charset` of the content type wins over the set that the document states.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Payload<'a> {
    /// The document.
    pub input: Input<'a>,
    /// Its protocol and syntax, and the content type of an answer.
    pub format: Format,
    /// The character set of the content type; [`Charset::UNKNOWN`] if there is none.
    pub charset: Charset,
    /// Faults of the head.
    pub notes: Vec<Note>,
    body: &'a [u8],
    options: ReadOptions,
}

impl<'a> Payload<'a> {
    /// Looks at a body and its content type. The options are for [`read`](Self::read).
    ///
    /// # Errors
    /// The errors of [`Input::new`]: the bytes are not a document, or not in their character set.
    pub fn new(
        content_type: Option<&HeaderValue>,
        body: &'a [u8],
        options: ReadOptions,
    ) -> Result<Self, Error> {
        let Some(found) = Syntax::detect(body) else {
            // The attempt makes the error that describes the bytes.
            let error = Input::new(body).err();
            return Err(error.unwrap_or_else(|| Error::new(ErrorKind::NoRoot)));
        };
        let mut notes = Vec::new();
        let stated = content_type.map(Stated::of);
        let charset = stated.as_ref().map_or(Charset::UNKNOWN, |stated| stated.charset(&mut notes));
        let input = Input::in_charset(body, found, charset)?.with_options(options);
        let mut format = Format::new(input.protocol(), found);
        match (content_type, &stated) {
            (Some(value), Some(stated)) if stated.syntax == Some(found) => {
                format.content_type = Some(stated.repeated(value));
            }
            (Some(_), Some(Stated { syntax: Some(stated), .. })) => {
                notes.push(Note::OtherSyntax { stated: *stated, found });
            }
            (Some(_), Some(Stated { text, .. })) => {
                notes.push(Note::OtherContentType { stated: text.chars().take(81).collect(), found });
            }
            _ => notes.push(Note::NoContentType { found }),
        }
        Ok(Self { input, format, charset, notes, body, options })
    }

    /// Returns the protocol.
    pub const fn protocol(&self) -> Protocol {
        self.format.protocol
    }

    /// Returns the syntax.
    pub const fn syntax(&self) -> Syntax {
        self.format.syntax
    }

    /// Returns the version that the document states, or 1.2 if it states none. Reads the start of
    /// the document; a message that is read has the version, too.
    ///
    /// # Errors
    /// Fails if the start of the document cannot be read, or if its version is not supported.
    pub fn version(&self) -> Result<Version, Error> {
        let mut version = Version::default();
        self.walk(None, |source| {
            source.child()?;
            version = source.version();
            Ok(())
        })?;
        Ok(version)
    }

    /// Reads the document. The result borrows from this value.
    ///
    /// # Errors
    /// The errors of [`Input::read`].
    pub fn read<'i, T: Root<'i>>(&'i self) -> Result<T, Error> {
        self.input.read()
    }

    /// Reads the document into a type that borrows nothing.
    ///
    /// # Errors
    /// The errors of [`Input::read`].
    pub fn read_owned<T: OwnedRoot>(&self) -> Result<T, Error> {
        self.input.read_owned()
    }

    /// Opens the document for a visitor of its elements, in a version that wins over the stated
    /// one.
    pub(crate) fn walk(
        &self,
        version: Option<Version>,
        visit: impl FnOnce(&mut dyn Source<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let options = version.map_or(self.options, |version| self.options.with_version(version));
        match self.format.syntax {
            Syntax::Wbxml => {
                visit(&mut WbxmlSource::with_transport_charset(self.body, &options, self.charset)?)
            }
            Syntax::Xml => {
                let text = oma_imps::xml::to_utf8_over(self.body, self.charset)?;
                let vocabulary = self.format.protocol.vocabulary();
                visit(&mut XmlSource::with_vocabulary(&text, &options, vocabulary)?)
            }
            Syntax::Pts => {
                let text = str::from_utf8(self.body.trim_ascii()).unwrap_or_default();
                visit(&mut PtsSource::new(text, Message::SCHEMA, &options.into())?)
            }
            _ => {
                let document: Document = self.input.read()?;
                visit(&mut TreeSource::new(&document.root, document.version))
            }
        }
    }
}

/// A content type, as stated.
struct Stated<'a> {
    text: &'a str,
    syntax: Option<Syntax>,
}

impl<'a> Stated<'a> {
    fn of(value: &'a HeaderValue) -> Self {
        let text = value.to_str().unwrap_or_default();
        Self { text, syntax: Syntax::from_media_type(text).or_else(|| similar(text)) }
    }

    /// Returns its character set, if there is one that can be read.
    fn charset(&self, notes: &mut Vec<Note>) -> Charset {
        if !self.text.contains(';') {
            return Charset::UNKNOWN;
        }
        let media_type = MediaType::from(self.text);
        let Some(name) = media_type.parameter("charset") else { return Charset::UNKNOWN };
        match Charset::from_name(&name).filter(|charset| charset.is_readable()) {
            Some(charset) => charset,
            None => {
                notes.push(Note::UnknownCharset(name.chars().take(81).collect()));
                Charset::UNKNOWN
            }
        }
    }

    /// Returns the content type for an answer, which is always in UTF-8.
    fn repeated(&self, value: &HeaderValue) -> HeaderValue {
        let Some((essence, _)) = self.text.split_once(';') else { return value.clone() };
        let media_type = MediaType::from(self.text);
        let charset = media_type.parameter("charset").and_then(|name| Charset::from_name(&name));
        match HeaderValue::from_str(essence.trim()) {
            Ok(essence) if charset != Some(Charset::UTF_8) => essence,
            _ => value.clone(),
        }
    }
}

/// Returns the syntax of a media type that no table has. A known server looks for these words.
fn similar(media_type: &str) -> Option<Syntax> {
    let essence = media_type.split(';').next().unwrap_or_default().to_ascii_lowercase();
    if essence.contains("wbxml") {
        Some(Syntax::Wbxml)
    } else {
        essence.contains("xml").then_some(Syntax::Xml)
    }
}

/// Returns whether a content type is one of documents between servers. The second name comes from
/// memory only.
pub(crate) fn states_ssp(content_type: &HeaderValue) -> bool {
    let is_prefix = |prefix: &str| {
        let start = content_type.as_bytes().get(..prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
    };
    is_prefix("application/vnd.wv.ssp+xml") || is_prefix("application/vnd.wv.ssp.xml")
}
