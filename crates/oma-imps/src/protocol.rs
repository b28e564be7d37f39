//! The protocols, selected at run time.

use imps_core::{CSP, Root, Tag, Vocabulary, tag};

/// A protocol of the family.
#[doc(alias("WV-CSP", "WV-SSP"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Protocol {
    /// The protocol between clients and servers, in every syntax.
    Csp,
    /// The protocol between servers, in XML.
    #[cfg(feature = "ssp")]
    Ssp,
}

impl Protocol {
    /// Returns the protocol with this document root. An unknown root counts as CSP, so that its
    /// reader reports the error.
    pub fn of_root(name: &str) -> Self {
        match name {
            #[cfg(feature = "ssp")]
            "WV-SSP-Message" => Self::Ssp,
            _ => Self::Csp,
        }
    }

    /// Returns the elements that can be the root of a document.
    pub const fn roots(self) -> &'static [Tag] {
        match self {
            Self::Csp => &[
                tag::WV_CSP_Message,
                tag::WV_CSP_VersionDiscovery_Request,
                tag::WV_CSP_VersionDiscovery_Response,
            ],
            #[cfg(feature = "ssp")]
            Self::Ssp => &[imps_ssp::tag::WV_SSP_Message],
        }
    }

    /// Returns the root names as errors of kind
    /// [`UnexpectedRoot`](imps_core::ErrorKind::UnexpectedRoot) list them.
    pub const fn expected_roots(self) -> &'static str {
        match self {
            Self::Csp => <imps_csp::CspDocument<'_> as Root<'_>>::EXPECTED,
            #[cfg(feature = "ssp")]
            Self::Ssp => <imps_ssp::Message<'_> as Root<'_>>::EXPECTED,
        }
    }

    /// Returns the names of its elements.
    pub fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::Csp => &CSP,
            #[cfg(feature = "ssp")]
            Self::Ssp => &imps_ssp::SSP,
        }
    }
}
