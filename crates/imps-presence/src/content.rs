//! Content that a user shows: a picture, a business card, links.

use alloc::vec::Vec;
use imps_core::{Data, Text, element};
use imps_types::MediaType;

element! {
    /// A picture, a sound or similar content that the user shows, inside the document or by
    /// reference.
    #[doc = page!(StatusContent)]
    #[doc(alias("avatar", "picture"))]
    pub struct StatusContent<'a> = StatusContent {
        /// Whether the values may be used.
        qualifier: Option<bool> = Qualifier,
        /// The content, in base64. An alternative to `referred_content`.
        direct_content: Option<Data<'a>> = DirectContent,
        /// The URL of the content. An alternative to `direct_content`.
        referred_content: Option<Text<'a>> = ReferredContent,
        /// The media type of the content.
        content_type: Option<MediaType<'a>> = ContentType,
    }
    models {
        "1.1-1.2": "Qualifier?, DirectContent?, ReferredContent?, ContentType?";
        "1.3": "Qualifier?, (DirectContent | ReferredContent)?, ContentType?";
    }

    /// The business card of the user, inside the document or by reference.
    #[doc = page!(ContactInfo)]
    #[doc(alias = "vCard")]
    pub struct ContactInfo<'a> = ContactInfo {
        /// Whether the values may be used.
        qualifier: Option<bool> = Qualifier,
        /// The vCard. An alternative to `referred_vcard`.
        contained_vcard: Option<Data<'a>> = ContainedvCard,
        /// The URL of the vCard. An alternative to `contained_vcard`.
        referred_vcard: Option<Text<'a>> = ReferredvCard,
    }
    models {
        "1.1-1.2": "Qualifier?, ContainedvCard?, ReferredvCard?";
        "1.3": "Qualifier?, (ContainedvCard | ReferredvCard)?";
    }
}

element! {
    /// Links that the user offers. Since 1.2.
    #[doc = page!(InfoLink)]
    pub struct InfoLink<'a> = InfoLink {
        /// Whether the values may be used.
        qualifier: Option<bool> = Qualifier,
        /// The links.
        inf_link: Vec<InfLink<'a>> = Inf_link,
    }
    models {
        "1.2-1.3": "Qualifier?, Inf_link*";
    }

    /// A link that the user offers. Since 1.2.
    pub struct InfLink<'a> = Inf_link {
        /// The URL.
        link: Text<'a> = Link,
        /// A description of the target, for people to read.
        text: Option<Text<'a>> = Text,
        /// The media type of the target.
        content_type: Option<MediaType<'a>> = ContentType,
    }
    models {
        "1.2-1.3": "Link, Text?, ContentType?";
    }
}
