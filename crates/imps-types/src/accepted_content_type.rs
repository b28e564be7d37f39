//! A media type with its limits, for client capability negotiation and presence.

use crate::{ContentPolicy, MediaType};
use imps_core::element;

element! {
    /// A media type that a client accepts and, since 1.3, its limits.
    ///
    /// 1.1 and 1.2 write the media type as text, 1.3 as a child beside the limits. Readers accept
    /// both. Writers use the form of the version. Limits cannot be written before 1.3.
    pub struct AcceptedContentType<'a> = AcceptedContentType {
        /// The media type; it may have a parameter `charset`.
        content_type: Option<MediaType<'a>> = ContentType,
        /// The largest content of that type, in bytes.
        accepted_rich_content_length: Option<u32> = AcceptedRichContentLength,
        /// The action of the server above `content_policy_limit`.
        content_policy: Option<ContentPolicy<'a>> = ContentPolicy,
        /// The size at which the policy begins, in bytes.
        content_policy_limit: Option<u32> = ContentPolicyLimit,
    }
    models {
        "1.1-1.2": "#PCDATA";
        "1.3" guessed: "ContentType, AcceptedRichContentLength?, ContentPolicy?, ContentPolicyLimit?";
    }
    leaf in "1.1-1.2": content_type;
}

impl<'a> AcceptedContentType<'a> {
    /// Makes a media type without limits.
    pub fn new(content_type: impl Into<MediaType<'a>>) -> Self {
        Self { content_type: Some(content_type.into()), ..Self::default() }
    }
}
