//! How to write, whatever the syntax.

/// How to write, in each syntax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// How to write binary XML.
    pub wbxml: imps_wbxml::WriteOptions,
    /// How to write XML.
    pub xml: imps_xml::WriteOptions,
    /// How to write the plain-text syntax.
    pub pts: imps_pts::WriteOptions<'static>,
    /// How to write JSON.
    #[cfg(feature = "json")]
    pub json: crate::json::WriteOptions,
}

impl WriteOptions {
    /// Sets [`wbxml`](Self::wbxml).
    #[must_use]
    pub const fn with_wbxml(mut self, wbxml: imps_wbxml::WriteOptions) -> Self {
        self.wbxml = wbxml;
        self
    }

    /// Sets [`xml`](Self::xml).
    #[must_use]
    pub const fn with_xml(mut self, xml: imps_xml::WriteOptions) -> Self {
        self.xml = xml;
        self
    }

    /// Sets [`pts`](Self::pts).
    #[must_use]
    pub const fn with_pts(mut self, pts: imps_pts::WriteOptions<'static>) -> Self {
        self.pts = pts;
        self
    }

    /// Sets [`json`](Self::json).
    #[cfg(feature = "json")]
    #[must_use]
    pub const fn with_json(mut self, json: crate::json::WriteOptions) -> Self {
        self.json = json;
        self
    }
}
