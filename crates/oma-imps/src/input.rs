//! A document whose syntax is found out at run time.

use crate::Syntax;
use crate::guess::guess;
use imps_core::{Error, ErrorKind, ReadOptions, Root};
use std::borrow::Cow;

/// A received document: its syntax is known, and what is read borrows from it.
///
/// ```
/// use oma_imps::{Document, Input, Syntax, tag};
///
/// let input = Input::new(b"\x03\x11\x6A\x00\xC9\x08\x031.2\0\x01\x6D\x6E\x70\x80\x19\x01\x01\x01\x01")?;
/// assert_eq!(input.syntax(), Syntax::Wbxml);
/// let document: Document = input.read()?;
/// assert!(document.child(tag::Session).is_some());
/// # Ok::<_, oma_imps::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Input<'a>(pub(crate) Form<'a>);

/// The document as its syntax takes it.
#[derive(Clone, Debug)]
pub(crate) enum Form<'a> {
    #[cfg(feature = "wbxml")]
    Wbxml(&'a [u8]),
    #[cfg(feature = "xml")]
    Xml(Cow<'a, str>),
}

impl<'a> Input<'a> {
    /// Finds out the syntax, and brings XML to UTF-8.
    pub fn new(document: &'a [u8]) -> Result<Self, Error> {
        match Syntax::detect(document) {
            Some(syntax) => Self::in_syntax(document, syntax),
            None => Err(Error::new(ErrorKind::OtherLanguage(guess(document).to_string().into())).at(0)),
        }
    }

    /// Takes the document to be in a syntax.
    pub fn in_syntax(document: &'a [u8], syntax: Syntax) -> Result<Self, Error> {
        Ok(Self(match syntax {
            #[cfg(feature = "wbxml")]
            Syntax::Wbxml => Form::Wbxml(document),
            #[cfg(feature = "xml")]
            Syntax::Xml => Form::Xml(imps_xml::to_utf8(document)?),
        }))
    }

    /// The syntax.
    pub const fn syntax(&self) -> Syntax {
        match self.0 {
            #[cfg(feature = "wbxml")]
            Form::Wbxml(_) => Syntax::Wbxml,
            #[cfg(feature = "xml")]
            Form::Xml(_) => Syntax::Xml,
        }
    }

    /// Reads the document.
    pub fn read<'i, T: Root<'i>>(&'i self) -> Result<T, Error> {
        self.read_with(&ReadOptions::default())
    }

    /// Reads the document with options.
    pub fn read_with<'i, T: Root<'i>>(&'i self, options: &ReadOptions) -> Result<T, Error> {
        match &self.0 {
            #[cfg(feature = "wbxml")]
            Form::Wbxml(document) => imps_wbxml::from_slice_with(document, options),
            #[cfg(feature = "xml")]
            Form::Xml(document) => imps_xml::from_str_with(document, options),
        }
    }
}
