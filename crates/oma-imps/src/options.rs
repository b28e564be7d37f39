//! Write options for every syntax.

/// Write options for each syntax. Each field has the default of its syntax.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Options for binary XML.
    pub wbxml: imps_wbxml::WriteOptions,
    /// Options for XML.
    pub xml: imps_xml::WriteOptions,
    /// Options for the plain-text syntax.
    pub pts: imps_pts::WriteOptions<'static>,
    /// Options for JSON.
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
