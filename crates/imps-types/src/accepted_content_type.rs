//! A media type with its limits, for client capability negotiation and presence.

use crate::{ContentPolicy, MediaType};
use core::fmt;
use imps_core::private::{Seen, debug};
use imps_core::schema::{Cardinality, Field as SchemaField, Model, Schema, Type};
use imps_core::{
    Content, Element, Error, Extensions, Field, IntoOwned, Sink, Source, Tag, Version, Versions, tag,
};

/// A media type that a client accepts and, since 1.3, its limits.
///
/// 1.1 and 1.2 write the media type as text, 1.3 as a child beside the limits. Readers accept both.
/// Writers use the form of the version. Limits cannot be written before 1.3.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AcceptedContentType<'a> {
    /// The media type; it may have a parameter `charset`.
    pub content_type: Option<MediaType<'a>>,
    /// The largest content of that type, in bytes.
    pub accepted_rich_content_length: Option<u32>,
    /// The action of the server above `content_policy_limit`.
    pub content_policy: Option<ContentPolicy<'a>>,
    /// The size at which the policy begins, in bytes.
    pub content_policy_limit: Option<u32>,
    /// Content that the declaration has no place for, kept so that it is written back.
    pub extensions: Extensions<'a>,
}

impl fmt::Debug for AcceptedContentType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(
            f,
            "AcceptedContentType",
            &[
                ("content_type", &self.content_type),
                ("accepted_rich_content_length", &self.accepted_rich_content_length),
                ("content_policy", &self.content_policy),
                ("content_policy_limit", &self.content_policy_limit),
            ],
            &self.extensions,
        )
    }
}

impl<'a> AcceptedContentType<'a> {
    /// Makes a media type without limits.
    pub fn new(content_type: impl Into<MediaType<'a>>) -> Self {
        Self { content_type: Some(content_type.into()), ..Self::default() }
    }

    /// The first limit that is set, which versions before 1.3 cannot express.
    fn limit(&self) -> Option<Tag> {
        let limits = [
            (self.accepted_rich_content_length.is_some(), tag::AcceptedRichContentLength),
            (self.content_policy.is_some(), tag::ContentPolicy),
            (self.content_policy_limit.is_some(), tag::ContentPolicyLimit),
        ];
        limits.into_iter().find_map(|(present, tag)| present.then_some(tag))
    }
}

impl<'a> Element<'a> for AcceptedContentType<'a> {
    const SCHEMA: &'static Schema = &Schema::new(
        tag::AcceptedContentType,
        Versions::ALL,
        &[
            optional("content_type", &[tag::ContentType], <MediaType as Content>::TYPE),
            optional("accepted_rich_content_length", &[tag::AcceptedRichContentLength], Type::Integer),
            optional("content_policy", &[tag::ContentPolicy], <ContentPolicy as Content>::TYPE),
            optional("content_policy_limit", &[tag::ContentPolicyLimit], Type::Integer),
        ],
        &[
            Model::new("1.1-1.2", "#PCDATA", false),
            Model::new(
                "1.3",
                "ContentType, AcceptedRichContentLength?, ContentPolicy?, ContentPolicyLimit?",
                true,
            ),
        ],
    );
}

const fn optional(name: &'static str, tags: &'static [Tag], content: Type) -> SchemaField {
    SchemaField::new(name, tags, Versions::parse("1.3"), Cardinality::Optional, content)
}

impl<'a> Content<'a> for AcceptedContentType<'a> {
    const TYPE: Type = Type::Structure(Self::SCHEMA);

    fn blank() -> Self {
        Self::default()
    }

    fn load<S: Source<'a>>(&mut self, _: Tag, source: &mut S) -> Result<(), Error> {
        self.extensions.read_attributes(source)?;
        if let Some(value) = source.leaf()? {
            self.content_type = Some(value.into_text()?).filter(|text| !text.is_empty()).map(MediaType::from);
            return Ok(());
        }
        let mut seen = Seen::default();
        while let Some(child) = source.child()? {
            let Self {
                content_type,
                accepted_rich_content_length: length,
                content_policy: policy,
                content_policy_limit: limit,
                extensions,
            } = self;
            match child {
                tag::ContentType => seen.fill::<Self, _, S>(content_type, 0, child, extensions, source)?,
                tag::AcceptedRichContentLength => {
                    seen.fill::<Self, _, S>(length, 1, child, extensions, source)?;
                }
                tag::ContentPolicy => seen.fill::<Self, _, S>(policy, 2, child, extensions, source)?,
                tag::ContentPolicyLimit => seen.fill::<Self, _, S>(limit, 3, child, extensions, source)?,
                _ => seen.other(child, extensions, source)?,
            }
        }
        Ok(())
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        sink.start(tag);
        let mut place = self.extensions.start(sink);
        let is_structure =
            sink.version() == Version::V1_3 || self.limit().is_some() && sink.has(Versions::parse("1.3"));
        if is_structure {
            self.content_type.write_among(tag::ContentType, &mut place, sink)?;
            self.accepted_rich_content_length.write_among(
                tag::AcceptedRichContentLength,
                &mut place,
                sink,
            )?;
            self.content_policy.write_among(tag::ContentPolicy, &mut place, sink)?;
            self.content_policy_limit.write_among(tag::ContentPolicyLimit, &mut place, sink)?;
        } else if let Some(limit) = self.limit() {
            return Err(sink.not_in_version(limit));
        } else if let Some(content_type) = &self.content_type {
            sink.text(content_type.as_str());
        }
        place.finish(sink)?;
        sink.end(tag);
        Ok(())
    }
}

imps_core::serde_view! { content AcceptedContentType }

impl IntoOwned for AcceptedContentType<'_> {
    type Owned = AcceptedContentType<'static>;

    fn into_owned(self) -> AcceptedContentType<'static> {
        AcceptedContentType {
            content_type: self.content_type.into_owned(),
            accepted_rich_content_length: self.accepted_rich_content_length,
            content_policy: IntoOwned::into_owned(self.content_policy),
            content_policy_limit: self.content_policy_limit,
            extensions: self.extensions.into_owned(),
        }
    }
}

impl AcceptedContentType<'_> {
    /// Returns the same content, independent of the input.
    pub fn into_owned(self) -> AcceptedContentType<'static> {
        IntoOwned::into_owned(self)
    }
}
