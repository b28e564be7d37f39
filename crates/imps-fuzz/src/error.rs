//! Properties of every error.

use imps_core::{Error, ErrorKind};
use oma_imps::Syntax;

/// Checks that an error has a place within the document and states it in one line.
pub(crate) fn check(error: &Error, length: usize) {
    let text = error.to_string();
    assert!(!text.is_empty() && !text.contains(['\n', '\r']), "{error:?}");
    assert!(error.offset().is_none_or(|offset| offset <= length), "{error:?} in {length} bytes");
    let _ = format!("{error:?}");
}

/// Checks an error of writing a document that was read: its content has no form in the syntax or
/// the version.
pub(crate) fn check_unwritable(error: &Error) {
    let expected = matches!(
        error.kind(),
        ErrorKind::NotInVersion { .. }
            | ErrorKind::Inexpressible { .. }
            | ErrorKind::InexpressibleBytes { .. }
            | ErrorKind::InvalidName(_)
            | ErrorKind::NoMapping { .. }
            // A root namespace by which no reader of XML would know the document.
            | ErrorKind::OtherLanguage(_)
            | ErrorKind::UnsupportedVersion(_)
    );
    assert!(expected, "{error:?}");
}

/// The bytes of a document as errors count them: for XML, the bytes of its text in UTF-8.
pub(crate) fn length(data: &[u8], syntax: Syntax) -> usize {
    match syntax {
        Syntax::Xml => imps_xml::to_utf8(data).map_or(0, |text| text.len()).max(data.len()),
        _ => data.len(),
    }
}
