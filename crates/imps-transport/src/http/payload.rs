//! A body, and what its head states about it.

use crate::http::content_type::ContentType;
use crate::http::{Format, Note};
use ::http::HeaderValue;
use oma_imps::charset::Charset;
use oma_imps::csp::Message;
use oma_imps::imps_core::{Element as _, Source, TreeSource};
use oma_imps::pts::PtsSource;
use oma_imps::wbxml::WbxmlSource;
use oma_imps::xml::XmlSource;
use oma_imps::{Document, Error, ErrorKind, Input, OwnedRoot, Protocol, ReadOptions, Root, Syntax, Version};

/// A document that arrived in a body, before it is read.
///
/// The bytes decide the syntax and the protocol, because the heads of old programs are not reliable.
/// The `charset` of the content type wins over the set that the document states (guideline 3).
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
    /// Whether the content type promises a document between servers.
    pub(crate) states_ssp: bool,
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
        let stated = content_type.map(ContentType::new);
        let charset = stated.as_ref().map_or(Charset::UNKNOWN, |stated| stated.charset(&mut notes));
        let input = Input::in_charset(body, found, charset)?.with_options(options);
        let mut format = Format::new(input.protocol(), found);
        match &stated {
            Some(stated) if stated.syntax == Some(found) => format.content_type = Some(stated.repeated()),
            Some(stated) => notes.push(stated.note(found)),
            None => notes.push(Note::NoContentType { found }),
        }
        let states_ssp = stated.is_some_and(|stated| stated.is_ssp);
        Ok(Self { input, format, charset, notes, states_ssp, body, options })
    }

    /// Returns the protocol.
    pub const fn protocol(&self) -> Protocol {
        self.format.protocol
    }

    /// Returns the syntax.
    pub const fn syntax(&self) -> Syntax {
        self.format.syntax
    }

    /// Returns the bytes of the document.
    pub const fn body(&self) -> &'a [u8] {
        self.body
    }

    /// Returns the version that the document states, or 1.2 if it states none. Reads the start of
    /// the document; a message that is read has the version, too.
    ///
    /// # Errors
    /// [`UnsupportedVersion`](oma_imps::ErrorKind::UnsupportedVersion) or
    /// [`OtherLanguage`](oma_imps::ErrorKind::OtherLanguage) for the version that the document
    /// states. [`NoRoot`](oma_imps::ErrorKind::NoRoot) or [`Syntax`](oma_imps::ErrorKind::Syntax)
    /// if its start cannot be read.
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
