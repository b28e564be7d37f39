//! Client provisioning: the settings of phones, between their two forms.

use imps_provisioning::{Document, Error, ErrorKind};
use oma_imps::{Guess, Syntax};

/// Converts a document that is not of IMPS. `None` if it is no client provisioning either, or the
/// form has no such documents.
pub(super) fn converted(document: &[u8], to: Syntax) -> Option<Result<Vec<u8>, Error>> {
    let found = match Guess::of(document) {
        Guess::OtherWbxml(_) if Document::is_stated_by(document) => Document::from_wbxml(document),
        Guess::Xml if has_root(document) => Document::from_xml(document),
        _ => return None,
    };
    if matches!(&found, Err(Error { kind: ErrorKind::Root { .. }, .. })) {
        return None;
    }
    let write = match to {
        Syntax::Wbxml => |document: &Document| document.to_wbxml(),
        Syntax::Xml => |document: &Document| document.to_xml().map(String::into_bytes),
        _ => return None,
    };
    Some(found.and_then(|document| write(&document)))
}

/// Whether the root of provisioning appears: faults before it are then faults of provisioning.
fn has_root(document: &[u8]) -> bool {
    const ROOT: &[u8] = b"<wap-provisioningdoc";
    document.windows(ROOT.len()).any(|window| window == ROOT)
}
