//! From one syntax to another, without a model.

use crate::input::Form;
use crate::{Input, Syntax};
use imps_core::{CSP, Error, ReadOptions, Source, pump};
use imps_wbxml::{WbxmlSink, WbxmlSource};
use imps_xml::{XmlSink, XmlSource};

/// How to convert.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConvertOptions {
    /// The syntax of the input; found out unless given.
    pub from: Option<Syntax>,
    /// The syntax of the output; the other one unless given.
    pub to: Option<Syntax>,
    /// How to read.
    pub read: ReadOptions,
    /// How to write XML.
    pub xml: imps_xml::WriteOptions,
    /// How to write binary XML.
    pub wbxml: imps_wbxml::WriteOptions,
}

/// Converts a CSP document of any version and any primitive to another syntax, element by element.
///
/// Nothing is lost: what has no code in binary XML becomes a literal, and codes that no table has become names
/// (`unknown-01-3F`) that become the same codes again.
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

/// As [`convert`], to the end of a buffer, whose new content is of no use when that fails.
pub fn convert_to(document: &[u8], out: &mut Vec<u8>, options: &ConvertOptions) -> Result<(), Error> {
    let input = match options.from {
        Some(syntax) => Input::in_syntax(document, syntax)?,
        None => Input::new(document)?,
    };
    match &input.0 {
        Form::Wbxml(document) => {
            let mut source = WbxmlSource::new(document, options.read)?;
            write(&mut source, options.to.unwrap_or(Syntax::Xml), out, options)?;
            source.finish()
        }
        Form::Xml(document) => {
            let mut source = XmlSource::new(document, options.read, &CSP)?;
            write(&mut source, options.to.unwrap_or(Syntax::Wbxml), out, options)?;
            source.finish()
        }
    }
}

fn write<'a>(
    source: &mut impl Source<'a>,
    to: Syntax,
    out: &mut Vec<u8>,
    options: &ConvertOptions,
) -> Result<(), Error> {
    match to {
        Syntax::Wbxml => {
            let mut sink = WbxmlSink::new(out, source.version(), options.wbxml);
            pump(source, &mut sink)?;
            sink.finish()
        }
        Syntax::Xml => {
            let mut sink = XmlSink::new(out, source.version(), &CSP, options.xml);
            pump(source, &mut sink)?;
            sink.finish()
        }
    }
}
