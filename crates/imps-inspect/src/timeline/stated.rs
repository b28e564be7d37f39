//! The statements of content types.

use super::Name;
use crate::text::essence;
use oma_imps::charset::Charset;
use oma_imps::csp::MediaType;

/// The media type of a CIR in a push.
const CIR: &str = "application/vnd.wv.csp.cir";

/// The statement of the last content type: most messages of a capture have the same.
#[derive(Debug, Default)]
pub(super) struct Stated(Option<(Name, Charset, bool)>);

impl Stated {
    /// The content type for an event, the character set that it names, and whether it is the one of
    /// a CIR.
    pub(super) fn of(&mut self, content_type: &str) -> (Name, Charset, bool) {
        if let Some((known, charset, is_cir)) = &self.0
            && known.is(content_type)
        {
            return (known.clone(), *charset, *is_cir);
        }
        let charset = MediaType::from(content_type).parameter("charset").and_then(|name| name.parse().ok());
        let charset = charset.unwrap_or(Charset::UNKNOWN);
        let is_cir = essence(content_type).eq_ignore_ascii_case(CIR);
        let name = Name::bounded(content_type);
        self.0 = Some((name.clone(), charset, is_cir));
        (name, charset, is_cir)
    }
}
