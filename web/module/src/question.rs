//! The questions of the page.

use crate::form::Form;
use oma_imps::Version;
use oma_imps::charset::Charset;
use serde::Deserialize;

/// A question. The bytes that it is about follow it: see [`answer`](crate::answer()). One structure
/// for all questions keeps the module small.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Question {
    /// `open`, `message`, `explain`, `convert` or `validate`.
    pub(crate) ask: String,
    /// The character set that the transport states. A word that names no set counts as missing, and
    /// so for the version.
    charset: Option<String>,
    /// The version that the reader states.
    version: Option<String>,
    /// The media type that the transport states.
    pub(crate) media_type: Option<String>,
    /// Of `open`: the ids of sessions; empty for all.
    pub(crate) sessions: Vec<String>,
    /// Of `open`: the names of primitives, without `-Request` and `-Response`; empty for all.
    pub(crate) primitives: Vec<String>,
    /// Of `open`: only what went wrong.
    pub(crate) errors: bool,
    /// Of `open` and `explain`: the number of events or rows before the first one to return.
    pub(crate) first: usize,
    /// Of `explain`, instead of `first`: the rows begin shortly before the row of this byte.
    pub(crate) at: Option<usize>,
    /// Of `message`: the number of the event.
    pub(crate) number: u64,
    /// Of `convert`: `wbxml`, `xml`, `json` or `pts`.
    to: String,
    /// Of `convert`: the syntax of the document. Without it, the syntax is detected.
    from: Option<String>,
    /// Of `convert`: the most bytes of text to return. Without it, the text comes back as a whole.
    pub(crate) most: Option<usize>,
}

impl Question {
    pub(crate) fn charset(&self) -> Charset {
        self.charset.as_deref().and_then(|name| name.parse().ok()).unwrap_or(Charset::UNKNOWN)
    }

    pub(crate) fn version(&self) -> Option<Version> {
        self.version.as_deref()?.parse().ok()
    }

    pub(crate) fn to(&self) -> Option<Form> {
        Form::of(&self.to)
    }

    pub(crate) fn from(&self) -> Option<Form> {
        Form::of(self.from.as_deref()?)
    }
}
