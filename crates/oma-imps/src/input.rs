//! Documents in a syntax that is detected at run time.

use crate::Guess;
use crate::charset::Charset;
use crate::note::{self, Note};
use crate::{OwnedRoot, Protocol, Syntax};
use imps_core::Element as _;
use imps_core::{Error, ErrorKind, IntoOwned, ReadOptions, Root, Source as _};
use imps_pts::{Codes, PtsSource};
use imps_wbxml::WbxmlSource;
use std::borrow::Cow;

/// A received document of known syntax. Values that are read borrow from it.
///
/// ```
/// use oma_imps::csp::{Message, Primitive};
/// use oma_imps::{Input, Syntax, Version};
///
/// // A phone logs in.
/// let octets = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x72\x74\x76\x80\x20\x01\x75\x03t1\0\x01\x01\
///     \xF3\x0A\x031.2\0\x01\x00\x01\x5D\x00\x00\x7A\x03wv:ann@example.com\0\x01\x4A\x77\x03WV:PHONE\0\x01\x01\
///     \x00\x01\x61\x03secret\0\x01\x70\x03cookie\0\x01\x01\x01\x01\x01\x01";
/// let input = Input::new(octets)?;
/// assert_eq!(input.syntax(), Syntax::Wbxml);
/// let message: Message = input.read()?;
/// assert_eq!(message.version, Version::V1_2);
/// let Some(Primitive::LoginRequest(login)) = message.primitive() else { unreachable!() };
/// assert_eq!(login.user_id, Some("wv:ann@example.com".into()));
/// # Ok::<_, oma_imps::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Input<'a>(pub(crate) Form<'a>);

/// The document in the form of its syntax.
#[derive(Clone, Debug)]
pub(crate) enum Form<'a> {
    /// With the character set of the transport.
    Wbxml(&'a [u8], Charset),
    Xml(Cow<'a, str>),
    /// With the code tables for reading.
    Pts(&'a str, &'a Codes),
    #[cfg(feature = "json")]
    Json(crate::json::Json<'a>),
}

impl<'a> Input<'a> {
    /// Detects the syntax, and converts XML to UTF-8.
    ///
    /// # Errors
    /// [`OtherLanguage`](ErrorKind::OtherLanguage) describes the bytes if they are not a document.
    /// Also the errors of [`in_syntax`](Self::in_syntax).
    pub fn new(document: &'a [u8]) -> Result<Self, Error> {
        match Syntax::detect(document) {
            Some(syntax) => Self::in_syntax(document, syntax),
            None => {
                let found = Guess::of(document);
                // In WBXML the error is at the public identifier.
                let at = usize::from(matches!(found, Guess::OtherWbxml(_)));
                Err(Error::new(ErrorKind::OtherLanguage(found.to_string().into())).at(at))
            }
        }
    }

    /// Reads the document as a given syntax.
    ///
    /// # Errors
    /// Fails if XML or plain text is not valid in its character set, or if JSON is malformed or its
    /// outermost map is not a document. Does not look at binary XML before it is read, so that
    /// [`ReadOptions::version`] can force the reading of another language.
    pub fn in_syntax(document: &'a [u8], syntax: Syntax) -> Result<Self, Error> {
        Self::in_charset(document, syntax, Charset::UNKNOWN)
    }

    /// Reads the document as a given syntax, in the character set that the transport states, such
    /// as the `charset` of an HTTP `Content-Type`. This set wins over the one that the document
    /// states. Only a byte order mark wins over it; [`Told`](crate::charset::Told) says which set
    /// counts. JSON and the plain-text syntax ignore it.
    ///
    /// ```
    /// use oma_imps::charset::Charset;
    /// use oma_imps::{Document, Input, Syntax};
    ///
    /// let document = b"<WV-CSP-Message><Session/><!-- Jos\xE9 --></WV-CSP-Message>";
    /// assert!(Input::in_syntax(document, Syntax::Xml).is_err());
    /// let input = Input::in_charset(document, Syntax::Xml, Charset::ISO_8859_1)?;
    /// assert!(input.read::<Document>().is_ok());
    /// # Ok::<_, oma_imps::Error>(())
    /// ```
    ///
    /// # Errors
    /// The errors of [`in_syntax`](Self::in_syntax).
    #[allow(unused_variables, reason = "not every syntax has character sets")]
    pub fn in_charset(document: &'a [u8], syntax: Syntax, charset: Charset) -> Result<Self, Error> {
        Ok(Self(match syntax {
            Syntax::Wbxml => Form::Wbxml(document, charset),
            Syntax::Xml => Form::Xml(imps_xml::to_utf8_over(document, charset)?),
            Syntax::Pts => Form::Pts(line(document)?, Codes::standard()),
            #[cfg(feature = "json")]
            Syntax::Json => Form::Json(crate::json::Json::new(document)?),
        }))
    }

    /// Sets the character set of the transport for binary XML: it wins over the set in the header.
    /// XML is converted to UTF-8 before this call; [`in_charset`](Self::in_charset) covers both.
    #[must_use]
    #[allow(irrefutable_let_patterns, reason = "it may be the only syntax")]
    pub const fn with_transport_charset(mut self, charset: Charset) -> Self {
        if let Form::Wbxml(_, told) = &mut self.0 {
            *told = charset;
        }
        self
    }

    /// Sets the code tables for reading the plain-text syntax, instead of the standard ones.
    #[must_use]
    #[allow(irrefutable_let_patterns, reason = "it may be the only syntax")]
    pub const fn with_codes(mut self, codes: &'a Codes) -> Self {
        if let Form::Pts(_, known) = &mut self.0 {
            *known = codes;
        }
        self
    }

    /// Returns the syntax.
    pub const fn syntax(&self) -> Syntax {
        match self.0 {
            Form::Wbxml(..) => Syntax::Wbxml,
            Form::Xml(_) => Syntax::Xml,
            Form::Pts(..) => Syntax::Pts,
            #[cfg(feature = "json")]
            Form::Json(_) => Syntax::Json,
        }
    }

    /// Returns the protocol, by the root element.
    pub fn protocol(&self) -> Protocol {
        match &self.0 {
            Form::Xml(document) => Protocol::of_root(&imps_xml::root_name(document).unwrap_or_default()),
            #[cfg(feature = "json")]
            Form::Json(json) => json.protocol(),
            _ => Protocol::Csp,
        }
    }

    /// Returns the default target syntax of [`convert`](crate::convert): binary XML for XML, and
    /// XML for anything else. Documents between servers have no binary form: XML becomes JSON, and
    /// JSON becomes XML.
    pub fn other_syntax(&self) -> Syntax {
        match (&self.0, self.protocol()) {
            (Form::Xml(_), Protocol::Csp) => Syntax::Wbxml,
            #[cfg(feature = "json")]
            (Form::Json(_), Protocol::Csp) => Syntax::Wbxml,
            #[cfg(all(feature = "ssp", feature = "json"))]
            (Form::Xml(_), Protocol::Ssp) => Syntax::Json,
            _ => Syntax::Xml,
        }
    }

    /// Reads the document. The result borrows from this input, not from the bytes behind it. Keep
    /// the input as long, or use [`read_owned`](Self::read_owned).
    ///
    /// # Errors
    /// The reason why the document cannot be read, with the byte and the element. See
    /// [`ErrorKind`].
    pub fn read<'i, T: Root<'i>>(&'i self) -> Result<T, Error> {
        self.read_with(&ReadOptions::default())
    }

    /// Reads the document with options.
    ///
    /// # Errors
    /// The errors of [`read`](Self::read), and the refusals of the options:
    /// [`Strict`](ErrorKind::Strict) for a broken rule, unexpected elements, limits.
    pub fn read_with<'i, T: Root<'i>>(&'i self, options: &ReadOptions) -> Result<T, Error> {
        self.read_noted(options).map(|(root, _)| root)
    }

    /// Reads the document with options, and returns notes on content that reading omits and on
    /// bytes after the document. Read the [documents](crate::documents) of an input with several
    /// documents one by one.
    ///
    /// ```
    /// use oma_imps::{Document, Input, ReadOptions};
    ///
    /// let input = Input::new(b"<WV-CSP-Message><?a?></WV-CSP-Message>")?;
    /// let (_, notes) = input.read_noted::<Document>(&ReadOptions::default())?;
    /// assert!(notes[0].is_loss());
    /// # Ok::<_, oma_imps::Error>(())
    /// ```
    ///
    /// # Errors
    /// The errors of [`read_with`](Self::read_with). Only padding may follow XML.
    pub fn read_noted<'i, T: Root<'i>>(&'i self, options: &ReadOptions) -> Result<(T, Vec<Note>), Error> {
        match &self.0 {
            Form::Wbxml(document, charset) => {
                let mut source = WbxmlSource::with_transport_charset(document, *options, *charset)?;
                let root = imps_core::read_root(&mut source)?;
                source.finish()?;
                let end = source.end()?;
                Ok((root, note::of_source(&source, document, end, Syntax::Wbxml)))
            }
            Form::Xml(document) => {
                let mut source = imps_xml::XmlSource::new(document, *options, T::VOCABULARY)?;
                let root = imps_core::read_root(&mut source)?;
                let end = source.end()?;
                let notes = note::of_source(&source, document.as_bytes(), end, Syntax::Xml);
                if options.strict || notes.iter().any(|note| matches!(note, Note::Trailing { .. })) {
                    source.finish()?;
                }
                Ok((root, notes))
            }
            Form::Pts(message, codes) => {
                let mut source = PtsSource::new(message, imps_csp::Message::SCHEMA, codes, *options)?;
                let root = imps_core::read_root(&mut source)?;
                Ok((root, source.into_warnings().into_iter().map(Note::Read).collect()))
            }
            #[cfg(feature = "json")]
            Form::Json(json) => {
                crate::json::read(json.shaped(&options.limits)?, *options).map(|root| (root, Vec::new()))
            }
        }
    }

    /// Reads the document into a type that borrows nothing.
    ///
    /// # Errors
    /// The errors of [`read`](Self::read).
    pub fn read_owned<T: OwnedRoot>(&self) -> Result<T, Error> {
        self.read_owned_with(&ReadOptions::default())
    }

    /// Reads the document with options into a type that borrows nothing.
    ///
    /// # Errors
    /// The errors of [`read_with`](Self::read_with).
    pub fn read_owned_with<T: OwnedRoot>(&self, options: &ReadOptions) -> Result<T, Error> {
        self.read_with::<T::Borrowed<'_>>(options).map(IntoOwned::into_owned)
    }
}

/// Returns the message on the single line of a file, without the line end.
fn line(document: &[u8]) -> Result<&str, Error> {
    let text = std::str::from_utf8(document)
        .map_err(|fault| Error::invalid_value("a message in utf-8", "octets").at(fault.valid_up_to()))?;
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(text.strip_suffix('\r').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use imps_core::{Document, tag};

    #[test]
    fn the_charset_of_the_transport_reaches_the_text() {
        let octets = b"\x03\x11\x00\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x6F\x03Jos\xE9\0\x01\x01\x01\x01";
        let read = |charset| -> Result<Document<'static>, Error> {
            Input::new(octets)?.with_transport_charset(charset).read_owned()
        };
        let document = read(Charset::ISO_8859_1).unwrap();
        let descriptor =
            document.child(tag::Session).and_then(|session| session.child(tag::SessionDescriptor));
        let id = descriptor.and_then(|descriptor| descriptor.child(tag::SessionID)).unwrap();
        assert_eq!(id.content, [imps_core::Item::Value("José".into())]);
        let fault = octets.iter().position(|octet| *octet == 0xE9);
        assert_eq!(read(Charset::UTF_8).unwrap_err().offset(), fault);
    }
}
