//! Conversion without types.

use crate::error::{check, length};
use imps_core::{CSP, Namespace, ReadOptions, Source as _, Version};
use imps_wbxml::WbxmlSource;
use oma_imps::{Error, ErrorKind, Input, Syntax, WriteOptions};

pub(crate) fn run(data: &[u8]) -> bool {
    let Some(from @ (Syntax::Wbxml | Syntax::Xml)) = Syntax::detect(data) else { return false };
    let xml = converted(data, from, Syntax::Xml);
    let wbxml = converted(data, from, Syntax::Wbxml);
    // The root of binary XML may declare two namespaces of ours, of which the first is left out as usual.
    if from == Syntax::Wbxml && wbxml.as_deref().and_then(version) != version(data) {
        return false;
    }
    xml.is_some_and(|xml| settles(&xml, wbxml.as_deref()))
}

fn version(wbxml: &[u8]) -> Option<Version> {
    WbxmlSource::new(wbxml, &ReadOptions::default()).ok().map(|source| source.version())
}

/// Converts from XML to binary XML and back: the document stays the same, and after that the bytes
/// too. Returns whether conversion succeeded.
fn settles(xml: &[u8], direct: Option<&[u8]>) -> bool {
    let wbxml = match convert(xml, Syntax::Xml, Syntax::Wbxml) {
        // Binary XML states its language and version by a number, XML only by the namespace of its
        // root. Documents between servers have no binary form.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::OtherLanguage(_)
                    | ErrorKind::UnexpectedRoot { .. }
                    | ErrorKind::UnsupportedVersion(_)
                    | ErrorKind::NoMapping { .. }
            ) =>
        {
            return false;
        }
        wbxml => wbxml.unwrap_or_else(|error| panic!("{error}: {}", text(xml))),
    };
    let back = again(&wbxml, Syntax::Wbxml, Syntax::Xml);
    // Blanks alone stay or go by how they are put together; what stays in the end is not looked at here.
    // Nor what a root without namespace loses, which is its version.
    if has_blanks(xml) || !text(xml).contains("?><WV-CSP-Message xmlns") {
        return true;
    }
    // Numbers and times may be spelled anew in the first pass, and nothing after it.
    assert_eq!(tags(&back), tags(xml), "{}", text(xml));
    assert_eq!(text(&again(&back, Syntax::Xml, Syntax::Xml)), text(&back));
    let twice = again(&back, Syntax::Xml, Syntax::Wbxml);
    assert_eq!(text(&again(&twice, Syntax::Wbxml, Syntax::Xml)), text(&back));
    if let Some(direct) = direct {
        assert_eq!(tags(&again(direct, Syntax::Wbxml, Syntax::Xml)), tags(xml), "{}", text(xml));
    }
    let mut options = WriteOptions::default();
    options.wbxml.string_table = true;
    let input = Input::in_syntax(xml, Syntax::Xml).expect("written before");
    let table = input.convert(Syntax::Wbxml, &options).expect("written without a table").bytes;
    assert!(table.len() <= wbxml.len(), "{} became {}", text(&wbxml), text(&table));
    assert_eq!(text(&again(&table, Syntax::Wbxml, Syntax::Xml)), text(&back));
    true
}

fn convert(data: &[u8], from: Syntax, to: Syntax) -> Result<Vec<u8>, Error> {
    convert_with(data, from, to, ReadOptions::default())
}

fn convert_with(data: &[u8], from: Syntax, to: Syntax, read: ReadOptions) -> Result<Vec<u8>, Error> {
    let input = Input::in_syntax(data, from)?.with_options(read);
    input.convert(to, &WriteOptions::default()).map(|converted| converted.bytes)
}

/// Converts leniently and strictly: if strict conversion succeeds, it writes the same.
fn converted(data: &[u8], from: Syntax, to: Syntax) -> Option<Vec<u8>> {
    let checked = |strict| {
        let read = ReadOptions::default().with_strict(strict);
        convert_with(data, from, to, read).map_err(|error| check(&error, length(data, from))).ok()
    };
    let (strict, converted) = (checked(true), checked(false));
    assert!(strict.is_none() || strict == converted);
    converted
}

/// A written document can be read.
fn again(document: &[u8], from: Syntax, to: Syntax) -> Vec<u8> {
    convert(document, from, to).unwrap_or_else(|error| panic!("{error}: {}", text(document)))
}

/// Whether white space is alone between tags.
fn has_blanks(xml: &[u8]) -> bool {
    let xml = String::from_utf8_lossy(xml).replace("&#13;", " ").replace("&#xD;", " ");
    let mut texts = xml.split('>').skip(2).filter_map(|rest| rest.split_once('<'));
    texts.any(|(text, _)| !text.is_empty() && text.trim().is_empty())
}

/// The tags of a document, without the declarations of the protocol's namespaces, because XML omits
/// needless ones.
fn tags(xml: &[u8]) -> String {
    let xml = String::from_utf8_lossy(xml);
    let tags = xml.split('>').filter_map(|rest| rest.split_once('<'));
    let tags: String = tags.flat_map(|(_, tag)| ["<", tag, ">"]).collect();
    let uris = CSP.namespaces().iter().flat_map(Namespace::all_uris);
    uris.fold(tags, |tags, uri| tags.replace(&format!(" xmlns=\"{uri}\""), ""))
}

fn text(document: &[u8]) -> String {
    document.escape_ascii().to_string()
}
