//! Client provisioning documents. OMA-WAP-TS-ProvCont.

mod convert;

use crate::codes::PROV;
use crate::{Error, Limits, tree};

/// The media type of a document in XML.
pub const XML_MEDIA_TYPE: &str = "text/vnd.wap.connectivity-xml";

/// The media type of a document in binary XML.
pub const WBXML_MEDIA_TYPE: &str = "application/vnd.wap.connectivity-wbxml";

const DOCTYPE: &str = "<!DOCTYPE wap-provisioningdoc PUBLIC \"-//WAPFORUM//DTD PROV 1.0//EN\" \
                       \"http://www.wapforum.org/DTD/prov.dtd\">";

/// A client provisioning document: the settings that a server sends to a phone.
///
/// It keeps every characteristic, every parm and every further attribute, in their order, whatever
/// their names. Comments and processing instructions are left out.
///
/// ```
/// use imps_provisioning::{Characteristic, Document};
///
/// let document = Document::new("1.1").with(
///     Characteristic::new("APPLICATION").with_parm("APPID", "wA").with_parm("ADDR", "http://imps.example/csp"),
/// );
/// let bytes = document.to_wbxml()?;
/// assert_eq!(Document::from_wbxml(&bytes)?, document);
/// let xml = document.to_xml()?;
/// assert!(xml.contains(r#"<parm name="APPID" value="wA"/>"#));
/// assert_eq!(Document::from_xml(xml.as_bytes())?, document);
/// # Ok::<(), imps_provisioning::Error>(())
/// ```
#[doc(alias("OMA CP", "client provisioning", "wap-provisioningdoc", "OTA settings"))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// The version of the content, `1.0` or `1.1`. A characteristic `APPLICATION` exists from 1.1.
    pub version: Option<String>,
    /// Other attributes of the root, which the standard does not have.
    pub attributes: Vec<(String, String)>,
    /// The content. The standard has characteristics only.
    pub items: Vec<Item>,
}

/// A part of a document or a characteristic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A parm.
    Parm(Parm),
    /// A nested characteristic.
    Characteristic(Characteristic),
}

/// A group of settings, such as `APPLICATION` or `NAPDEF`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Characteristic {
    /// The attribute `type`.
    pub kind: String,
    /// Other attributes, which the standard does not have.
    pub attributes: Vec<(String, String)>,
    /// The content.
    pub items: Vec<Item>,
}

/// A setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parm {
    /// The name.
    pub name: String,
    /// The value. Some settings have none, such as `STARTPAGE`.
    pub value: Option<String>,
    /// Other attributes, which the standard does not have.
    pub attributes: Vec<(String, String)>,
}

impl Document {
    /// Makes a document without content.
    pub fn new(version: impl Into<String>) -> Self {
        Self { version: Some(version.into()), ..Self::default() }
    }

    /// Adds a characteristic.
    #[must_use]
    pub fn with(mut self, characteristic: Characteristic) -> Self {
        self.items.push(Item::Characteristic(characteristic));
        self
    }

    /// The characteristics, in order.
    pub fn characteristics(&self) -> impl Iterator<Item = &Characteristic> {
        characteristics(&self.items)
    }

    /// Reads XML in UTF-8.
    ///
    /// # Errors
    /// [`NotUtf8`](crate::ErrorKind::NotUtf8),
    /// [`UnsupportedEncoding`](crate::ErrorKind::UnsupportedEncoding),
    /// [`IllFormed`](crate::ErrorKind::IllFormed),
    /// [`UnexpectedEnd`](crate::ErrorKind::UnexpectedEnd),
    /// [`Declarations`](crate::ErrorKind::Declarations),
    /// [`UndefinedEntity`](crate::ErrorKind::UndefinedEntity),
    /// [`InvalidCharacter`](crate::ErrorKind::InvalidCharacter),
    /// [`InvalidReference`](crate::ErrorKind::InvalidReference) or
    /// [`DuplicateAttribute`](crate::ErrorKind::DuplicateAttribute) for a fault of the XML.
    /// [`Root`](crate::ErrorKind::Root),
    /// [`UnexpectedElement`](crate::ErrorKind::UnexpectedElement),
    /// [`MissingAttribute`](crate::ErrorKind::MissingAttribute) or
    /// [`UnexpectedText`](crate::ErrorKind::UnexpectedText) for XML that is not of this document
    /// type. [`BytesLimit`](crate::ErrorKind::BytesLimit),
    /// [`DepthLimit`](crate::ErrorKind::DepthLimit), [`ItemsLimit`](crate::ErrorKind::ItemsLimit)
    /// or [`AttributesLimit`](crate::ErrorKind::AttributesLimit) for the limits.
    pub fn from_xml(document: &[u8]) -> Result<Self, Error> {
        Self::from_xml_with(document, &Limits::default())
    }

    /// Reads XML, like [`from_xml`](Self::from_xml), with limits.
    ///
    /// # Errors
    /// The errors of [`from_xml`](Self::from_xml).
    pub fn from_xml_with(document: &[u8], limits: &Limits) -> Result<Self, Error> {
        tree::from_xml(document, limits).and_then(convert::document)
    }

    /// Reads binary XML.
    ///
    /// # Errors
    /// [`Binary`](crate::ErrorKind::Binary) for a fault of the binary XML.
    /// [`DocumentType`](crate::ErrorKind::DocumentType) or
    /// [`NamedDocumentType`](crate::ErrorKind::NamedDocumentType) for another language.
    /// [`UnknownTag`](crate::ErrorKind::UnknownTag),
    /// [`UnknownAttribute`](crate::ErrorKind::UnknownAttribute) or
    /// [`UnknownValue`](crate::ErrorKind::UnknownValue) for a code that no table has,
    /// [`NotText`](crate::ErrorKind::NotText) for opaque data. [`Root`](crate::ErrorKind::Root),
    /// [`UnexpectedElement`](crate::ErrorKind::UnexpectedElement),
    /// [`MissingAttribute`](crate::ErrorKind::MissingAttribute) or
    /// [`UnexpectedText`](crate::ErrorKind::UnexpectedText) for another document type.
    /// [`BytesLimit`](crate::ErrorKind::BytesLimit), [`DepthLimit`](crate::ErrorKind::DepthLimit),
    /// [`ItemsLimit`](crate::ErrorKind::ItemsLimit) or
    /// [`AttributesLimit`](crate::ErrorKind::AttributesLimit) for the limits.
    pub fn from_wbxml(document: &[u8]) -> Result<Self, Error> {
        Self::from_wbxml_with(document, &Limits::default())
    }

    /// Reads binary XML, like [`from_wbxml`](Self::from_wbxml), with limits.
    ///
    /// # Errors
    /// The errors of [`from_wbxml`](Self::from_wbxml).
    pub fn from_wbxml_with(document: &[u8], limits: &Limits) -> Result<Self, Error> {
        tree::from_wbxml(document, &PROV, limits).and_then(convert::document)
    }

    /// Returns whether the header of binary XML states client provisioning. It may be damaged behind
    /// its header. A header with an unknown type states nothing, but
    /// [`from_wbxml`](Self::from_wbxml) reads such a document.
    ///
    /// ```
    /// use imps_provisioning::Document;
    ///
    /// assert!(Document::is_stated_by(b"\x03\x0B\x6A\x00"));
    /// assert!(!Document::is_stated_by(b"\x03\x01\x6A\x00"));
    /// ```
    pub fn is_stated_by(document: &[u8]) -> bool {
        tree::states(document, &PROV)
    }

    /// Writes XML, with the document type.
    ///
    /// # Errors
    /// [`InvalidCharacter`](crate::ErrorKind::InvalidCharacter) for a character that XML does not
    /// allow, [`InvalidName`](crate::ErrorKind::InvalidName) for the name of a further attribute,
    /// [`DepthLimit`](crate::ErrorKind::DepthLimit) for a document that is nested too deep.
    pub fn to_xml(&self) -> Result<String, Error> {
        tree::to_xml(&convert::element(self)?, Some(DOCTYPE))
    }

    /// Writes binary XML: WBXML 1.3, public identifier 0x0B.
    ///
    /// Codes replace whole names and whole values, and never parts of them, because some phones
    /// read one code or one string. Codes that only one known table has are written as text.
    ///
    /// # Errors
    /// [`DepthLimit`](crate::ErrorKind::DepthLimit) for a document that is nested too deep.
    /// [`Binary`](crate::ErrorKind::Binary) for the name of a further attribute with a NUL.
    pub fn to_wbxml(&self) -> Result<Vec<u8>, Error> {
        tree::to_wbxml(&convert::element(self)?, &PROV)
    }
}

impl Characteristic {
    /// Makes a characteristic without content.
    pub fn new(kind: impl Into<String>) -> Self {
        Self { kind: kind.into(), ..Self::default() }
    }

    /// Adds a parm with a value.
    #[must_use]
    pub fn with_parm(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.items.push(Item::Parm(Parm::new(name, value)));
        self
    }

    /// Adds a nested characteristic.
    #[must_use]
    pub fn with(mut self, characteristic: Self) -> Self {
        self.items.push(Item::Characteristic(characteristic));
        self
    }

    /// The parms, in order.
    pub fn parms(&self) -> impl Iterator<Item = &Parm> {
        self.items.iter().filter_map(|item| match item {
            Item::Parm(parm) => Some(parm),
            Item::Characteristic(_) => None,
        })
    }

    /// The nested characteristics, in order.
    pub fn characteristics(&self) -> impl Iterator<Item = &Self> {
        characteristics(&self.items)
    }

    /// The value of the first parm with a name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.parms().find(|parm| parm.name == name)?.value.as_deref()
    }
}

impl Parm {
    /// Makes a parm with a value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: Some(value.into()), attributes: Vec::new() }
    }
}

fn characteristics(items: &[Item]) -> impl Iterator<Item = &Characteristic> {
    items.iter().filter_map(|item| match item {
        Item::Parm(_) => None,
        Item::Characteristic(characteristic) => Some(characteristic),
    })
}
