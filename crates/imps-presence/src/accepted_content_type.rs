//! A media type and its limits, which client capability negotiation shares with presence.

use crate::ContentPolicy;
use imps_core::schema::{Cardinality, Field as SchemaField, Model, Schema, Type};
use imps_core::{
    Content, Element, Error, Extensions, Field, IntoOwned, Seen, Sink, Source, Tag, Text, Version, Versions,
    tag,
};

/// A media type that a client takes, and since 1.3 how much of it.
///
/// 1.1 and 1.2 write the media type as text, 1.3 as a child beside the limits. Either is read, and the one of the version is
/// written; limits cannot be written before 1.3.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AcceptedContentType<'a> {
    /// The media type; it may have a parameter `charset`.
    pub content_type: Option<Text<'a>>,
    /// The largest content of that type, in octets. 1.3.
    pub accepted_rich_content_length: Option<u32>,
    /// What the server does above `content_policy_limit`. 1.3.
    pub content_policy: Option<ContentPolicy<'a>>,
    /// Where the policy begins, in octets. 1.3.
    pub content_policy_limit: Option<u32>,
    /// What the declaration has no place for, kept so that it is written back.
    pub extensions: Extensions<'a>,
}

impl<'a> AcceptedContentType<'a> {
    /// A media type without limits.
    pub fn new(content_type: impl Into<Text<'a>>) -> Self {
        Self { content_type: Some(content_type.into()), ..Self::default() }
    }

    /// The first limit there is, which versions before 1.3 cannot say.
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
            optional("content_type", &[tag::ContentType], Type::Text),
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
            self.content_type = Some(value.into_text()?).filter(|text| !text.is_empty());
            return Ok(());
        }
        let mut seen = Seen::default();
        let mut children = 0;
        while let Some(child) = source.child()? {
            match child {
                tag::ContentType => seen.fill(&mut self.content_type, 0, child, source)?,
                tag::AcceptedRichContentLength => {
                    seen.fill(&mut self.accepted_rich_content_length, 1, child, source)?;
                }
                tag::ContentPolicy => seen.fill(&mut self.content_policy, 2, child, source)?,
                tag::ContentPolicyLimit => seen.fill(&mut self.content_policy_limit, 3, child, source)?,
                _ => {
                    self.extensions.read(children, child, source)?;
                    continue;
                }
            }
            children = usize::wrapping_add(children, 1);
        }
        Ok(())
    }

    fn write<K: Sink>(&self, tag: Tag, sink: &mut K) -> Result<(), Error> {
        sink.start(tag);
        let mut place = self.extensions.start(sink);
        if sink.version() == Version::V1_3 {
            place.before(self.content_type.count(), sink)?;
            self.content_type.write(tag::ContentType, sink)?;
            place.before(self.accepted_rich_content_length.count(), sink)?;
            self.accepted_rich_content_length.write(tag::AcceptedRichContentLength, sink)?;
            place.before(self.content_policy.count(), sink)?;
            self.content_policy.write(tag::ContentPolicy, sink)?;
            place.before(self.content_policy_limit.count(), sink)?;
            self.content_policy_limit.write(tag::ContentPolicyLimit, sink)?;
        } else if let Some(limit) = self.limit() {
            return Err(sink.not_in_version(limit));
        } else if let Some(content_type) = &self.content_type {
            sink.text(content_type);
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
    /// The same content, independent of the input.
    pub fn into_owned(self) -> AcceptedContentType<'static> {
        IntoOwned::into_owned(self)
    }
}
