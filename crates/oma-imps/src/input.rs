//! Documents in a syntax that is detected at run time.

use crate::charset::Charset;
use crate::documents::{Documents, documents};
use crate::note::{self, Note};
use crate::{Guess, OwnedRoot, PartKind, Protocol, Syntax};
use imps_core::Element as _;
use imps_core::{Error, ErrorKind, IntoOwned, ReadOptions, Root, Rule, Source as _};
use imps_pts::{Codes, PtsSource};
use imps_wbxml::WbxmlSource;
use imps_xml::XmlSource;
use std::borrow::Cow;
use std::ops::Range;

/// Received bytes of known syntax: a document, possibly with others after it. Values that are read
/// borrow from it.
///
/// ```
/// use oma_imps::csp::{Message, Primitive};
/// use oma_imps::{Input, Syntax, Version};
///
/// // A phone logs in.
/// let bytes = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x72\x74\x76\x80\x20\x01\x75\x03t1\0\x01\x01\
///     \xF3\x0A\x031.2\0\x01\x00\x01\x5D\x00\x00\x7A\x03wv:ann@example.com\0\x01\x4A\x77\x03WV:PHONE\0\x01\x01\
///     \x00\x01\x61\x03secret\0\x01\x70\x03cookie\0\x01\x01\x01\x01\x01\x01";
/// let input = Input::new(bytes)?;
/// assert_eq!(input.syntax(), Syntax::Wbxml);
/// let message: Message = input.read()?;
/// assert_eq!(message.version, Version::V1_2);
/// let Some(Primitive::LoginRequest(login)) = message.primitive() else { unreachable!() };
/// assert_eq!(login.user_id, Some("wv:ann@example.com".into()));
/// # Ok::<_, oma_imps::Error>(())
/// ```
#[doc(alias("document", "wireless village", "wv", "IMPS", "WV-CSP"))]
#[derive(Clone, Debug)]
pub struct Input<'a> {
    pub(crate) form: Form<'a>,
    pub(crate) all: &'a [u8],
    /// The first document of all bytes. Binary XML and XML find their end when they are read.
    pub(crate) first: Range<usize>,
    /// The syntax that the caller stated, for every document.
    pub(crate) stated: Option<Syntax>,
    /// The character set of the transport.
    pub(crate) charset: Charset,
    pub(crate) codes: &'a Codes,
    /// The codes of a vendor for binary XML.
    pub(crate) vendor: Option<&'a imps_wbxml::Codes<'a>>,
    pub(crate) options: ReadOptions,
}

/// The first document, in the form of its syntax.
#[derive(Clone, Debug)]
pub(crate) enum Form<'a> {
    Wbxml,
    Xml(Cow<'a, str>),
    Pts(&'a str),
    #[cfg(feature = "json")]
    Json(crate::json::Json<'a>),
}

impl<'a> Input<'a> {
    /// Detects the syntax, and converts XML to UTF-8. Further documents may have other syntaxes.
    ///
    /// # Errors
    /// [`OtherLanguage`](ErrorKind::OtherLanguage) describes the bytes if they are not a document.
    /// Also the errors of [`in_syntax`](Self::in_syntax).
    #[doc(alias("from_bytes", "from_slice"))]
    pub fn new(document: &'a [u8]) -> Result<Self, Error> {
        Self::in_any(document, None, Charset::UNKNOWN)
    }

    /// Reads every document as a given syntax.
    ///
    /// # Errors
    /// [`Syntax`](ErrorKind::Syntax) if XML or plain text is not valid in its character set, or if
    /// JSON is malformed or its outermost map is not a document. Binary XML has no errors before it
    /// is read, so that [`ReadOptions::version`] can force the reading of another language.
    pub fn in_syntax(document: &'a [u8], syntax: Syntax) -> Result<Self, Error> {
        Self::in_charset(document, syntax, Charset::UNKNOWN)
    }

    /// Reads every document as a given syntax, in the character set that the transport states, such
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
    pub fn in_charset(document: &'a [u8], syntax: Syntax, charset: Charset) -> Result<Self, Error> {
        Self::in_any(document, Some(syntax), charset)
    }

    pub(crate) fn in_any(all: &'a [u8], stated: Option<Syntax>, charset: Charset) -> Result<Self, Error> {
        let Some(syntax) = stated.or_else(|| Syntax::detect(all)) else {
            let found = Guess::of(all);
            // In WBXML the error is at the public identifier.
            let at = usize::from(matches!(found, Guess::OtherWbxml(_)));
            return Err(Error::new(ErrorKind::OtherLanguage(found.to_string().into())).at(at));
        };
        let mut first = 0..all.len();
        let form = match syntax {
            Syntax::Wbxml => Form::Wbxml,
            Syntax::Xml => Form::Xml(imps_xml::to_utf8_over(all, charset)?),
            Syntax::Pts => {
                let line;
                (first, line) = first_of(all, syntax);
                Form::Pts(text(line).map_err(|error| error.shifted(first.start))?)
            }
            #[cfg(feature = "json")]
            Syntax::Json => match crate::json::Json::new(all) {
                Ok(json) => Form::Json(json),
                // Others may follow.
                Err(error) => {
                    let document;
                    (first, document) = first_of(all, syntax);
                    let json = crate::json::Json::new(document);
                    Form::Json(json.map_err(|_| error)?)
                }
            },
        };
        let (codes, options) = (Codes::standard(), ReadOptions::default());
        Ok(Self { form, all, first, stated, charset, codes, vendor: None, options })
    }

    /// Sets the character set of the transport for binary XML: it wins over the set in the header.
    /// XML is converted to UTF-8 before this call; [`in_charset`](Self::in_charset) covers both.
    #[must_use]
    pub const fn with_transport_charset(mut self, charset: Charset) -> Self {
        if matches!(self.form, Form::Wbxml) {
            self.charset = charset;
        }
        self
    }

    /// Sets the code tables for reading the plain-text syntax, instead of the standard ones.
    #[must_use]
    pub const fn with_pts_codes(mut self, codes: &'a Codes) -> Self {
        self.codes = codes;
        self
    }

    /// Sets the tokens of a vendor for reading binary XML and for converting to it. They count only
    /// for codes and names that the standard's tables lack; see [`WbxmlSource::with_codes`].
    ///
    /// ```
    /// use oma_imps::wbxml::Codes;
    /// use oma_imps::{Input, Syntax, WriteOptions};
    ///
    /// let codes = Codes::parse("tag\t0x21\t3F\tMood\n")?;
    /// let document = b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x00\x21\x7F\x03fine\0\x01\x01\x01";
    /// let input = Input::new(document)?.with_wbxml_codes(&codes);
    /// let xml = input.convert(Syntax::Xml, &WriteOptions::default())?.bytes;
    /// assert!(String::from_utf8_lossy(&xml).contains("<Mood>fine</Mood>"));
    /// let input = Input::new(&xml)?.with_wbxml_codes(&codes);
    /// assert_eq!(input.convert(Syntax::Wbxml, &WriteOptions::default())?.bytes, document);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn with_wbxml_codes(mut self, codes: &'a imps_wbxml::Codes<'a>) -> Self {
        self.vendor = Some(codes);
        self
    }

    /// Sets the options for reading and converting. Default: [`ReadOptions::default`].
    #[must_use]
    pub const fn with_options(mut self, options: ReadOptions) -> Self {
        self.options = options;
        self
    }

    /// Returns the syntax.
    pub const fn syntax(&self) -> Syntax {
        match self.form {
            Form::Wbxml => Syntax::Wbxml,
            Form::Xml(_) => Syntax::Xml,
            Form::Pts(_) => Syntax::Pts,
            #[cfg(feature = "json")]
            Form::Json(_) => Syntax::Json,
        }
    }

    /// Returns the protocol, by the root element.
    pub fn protocol(&self) -> Protocol {
        match &self.form {
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
        match (&self.form, self.protocol()) {
            (Form::Xml(_), Protocol::Csp) => Syntax::Wbxml,
            #[cfg(feature = "json")]
            (Form::Json(_), Protocol::Csp) => Syntax::Wbxml,
            #[cfg(all(feature = "ssp", feature = "json"))]
            (Form::Xml(_), Protocol::Ssp) => Syntax::Json,
            _ => Syntax::Xml,
        }
    }

    /// Reads the document. The result borrows from this input, not from the bytes after it. Keep
    /// the input as long, or use [`read_owned`](Self::read_owned).
    ///
    /// # Errors
    /// [`OtherLanguage`](ErrorKind::OtherLanguage),
    /// [`UnsupportedVersion`](ErrorKind::UnsupportedVersion), [`NoRoot`](ErrorKind::NoRoot) or
    /// [`UnexpectedRoot`](ErrorKind::UnexpectedRoot) for another document.
    /// [`Syntax`](ErrorKind::Syntax) for a fault of the syntax.
    /// [`InvalidValue`](ErrorKind::InvalidValue), [`MissingElement`](ErrorKind::MissingElement) and
    /// other kinds for content that does not fit the type. [`TooDeep`](ErrorKind::TooDeep) or
    /// [`OverLimit`](ErrorKind::OverLimit) for the limits. The error has the byte and the path of
    /// elements.
    #[doc(alias("decode", "deserialize", "parse"))]
    pub fn read<'i, T: Root<'i>>(&'i self) -> Result<T, Error> {
        self.read_with(&self.options)
    }

    /// Reads the document with options.
    ///
    /// # Errors
    /// The errors of [`read`](Self::read), and the refusals of the options:
    /// [`Strict`](ErrorKind::Strict) for a broken rule,
    /// [`UnexpectedElement`](ErrorKind::UnexpectedElement),
    /// [`UnexpectedAttribute`](ErrorKind::UnexpectedAttribute) or
    /// [`UnexpectedText`](ErrorKind::UnexpectedText) for unknown content.
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
    /// The errors of [`read_with`](Self::read_with). Only padding may follow XML, JSON and plain text.
    pub fn read_noted<'i, T: Root<'i>>(&'i self, options: &ReadOptions) -> Result<(T, Vec<Note>), Error> {
        match &self.form {
            Form::Wbxml => {
                let mut source = self.wbxml_source(options)?;
                let root = imps_core::read_root(&mut source)?;
                source.finish()?;
                let end = source.end()?;
                Ok((root, note::of_source(&source, self.all, end, Syntax::Wbxml)))
            }
            Form::Xml(document) => {
                let mut source = XmlSource::with_vocabulary(document, options, T::VOCABULARY)?;
                let root = imps_core::read_root(&mut source)?;
                let end = source.end()?;
                let notes = note::of_source(&source, document.as_bytes(), end, Syntax::Xml);
                if options.strict || notes.iter().any(|note| matches!(note, Note::Trailing { .. })) {
                    source.finish()?;
                }
                Ok((root, notes))
            }
            Form::Pts(message) => {
                let (read, start) = (self.pts_options(options), self.first.start);
                let shifted = |error: Error| error.shifted(start);
                let source = PtsSource::new(message, imps_csp::Message::SCHEMA, &read);
                let mut source = source.map_err(shifted)?;
                let root = imps_core::read_root(&mut source).map_err(shifted)?;
                let warnings = source.into_warnings().into_iter();
                let mut notes: Vec<_> = warnings.map(|it| Note::Read(it).shifted(start)).collect();
                notes.extend(self.padding(options)?);
                Ok((root, notes))
            }
            #[cfg(feature = "json")]
            Form::Json(json) => {
                let root = match json.in_one_pass(options) {
                    Some(root) => root,
                    None => crate::json::read(json.shaped(&options.limits)?, *options)?,
                };
                Ok((root, self.padding(options)?))
            }
        }
    }

    pub(crate) fn wbxml_source(&self, options: &ReadOptions) -> Result<WbxmlSource<'_>, Error> {
        let source = WbxmlSource::with_transport_charset(self.all, options, self.charset)?;
        Ok(match self.vendor {
            Some(codes) => source.with_codes(codes),
            None => source,
        })
    }

    pub(crate) fn pts_options(&self, general: &ReadOptions) -> imps_pts::ReadOptions<'a> {
        imps_pts::ReadOptions::from(*general).with_codes(self.codes)
    }

    /// Returns notes on the padding after a document of known end, or refuses other content there.
    pub(crate) fn padding(&self, options: &ReadOptions) -> Result<Vec<Note>, Error> {
        let mut notes = Vec::new();
        for part in Documents::behind(self.all, self.first.end, self.stated, self.syntax()) {
            if part.kind != PartKind::Padding || options.strict {
                return Err(Error::new(ErrorKind::Strict(Rule::TrailingContent)).at(part.offset));
            }
            notes.push(note::padding(&part));
        }
        Ok(notes)
    }

    /// Reads the document into a type that borrows nothing.
    ///
    /// # Errors
    /// The errors of [`read`](Self::read).
    pub fn read_owned<T: OwnedRoot>(&self) -> Result<T, Error> {
        self.read_owned_with(&self.options)
    }

    /// Reads the document with options into a type that borrows nothing.
    ///
    /// # Errors
    /// The errors of [`read_with`](Self::read_with).
    pub fn read_owned_with<T: OwnedRoot>(&self, options: &ReadOptions) -> Result<T, Error> {
        self.read_with::<T::Borrowed<'_>>(options).map(IntoOwned::into_owned)
    }
}

/// Returns the first document of an input, and its place.
fn first_of(all: &[u8], syntax: Syntax) -> (Range<usize>, &[u8]) {
    let first = documents(all, Some(syntax)).next();
    let (start, document) = first.map_or((0, all), |part| (part.offset, part.bytes));
    (start..start.saturating_add(document.len()), document)
}

fn text(message: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(message)
        .map_err(|fault| Error::invalid_value("a message in utf-8", "bytes").at(fault.valid_up_to()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use imps_core::{Document, tag};

    #[test]
    fn the_charset_of_the_transport_reaches_the_text() {
        let bytes = b"\x03\x11\x00\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x6F\x03Jos\xE9\0\x01\x01\x01\x01";
        let read = |charset| -> Result<Document<'static>, Error> {
            Input::new(bytes)?.with_transport_charset(charset).read_owned()
        };
        let document = read(Charset::ISO_8859_1).unwrap();
        let descriptor =
            document.child(tag::Session).and_then(|session| session.child(tag::SessionDescriptor));
        let id = descriptor.and_then(|descriptor| descriptor.child(tag::SessionID)).unwrap();
        assert_eq!(id.content, [imps_core::Item::Value("José".into())]);
        let fault = bytes.iter().position(|byte| *byte == 0xE9);
        assert_eq!(read(Charset::UTF_8).unwrap_err().offset(), fault);
    }
}
