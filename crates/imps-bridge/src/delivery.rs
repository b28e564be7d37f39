//! Deliveries: messages for a session of another version, and the limits of its client.

use crate::convert::convert;
use crate::losses::Bridged;
use alloc::vec::Vec;
use core::fmt::{self, Display};
use imps_core::{Data, Version};
use imps_csp::messaging::{MessageInfo, content_bytes};
use imps_csp::service::{AgreedCapabilityList, CapabilityList};
use imps_csp::{AcceptedContentType, MediaType, Message, Primitive, Transaction};

/// The version of a session, and the limits that its client has stated.
///
/// ```
/// use imps_bridge::{Exceeded, ForSession, Receiver};
/// use imps_core::Version;
/// use imps_csp::messaging::{MessageInfo, NewMessage};
/// use imps_csp::service::CapabilityList;
/// use imps_csp::{AcceptedContentType, Message, SessionDescriptor};
///
/// let stated = CapabilityList {
///     accepted_content_type: vec![AcceptedContentType::new("text/plain")],
///     accepted_content_length: Some(4),
///     ..CapabilityList::default()
/// };
/// let phone = Receiver::new(Version::V1_1).with_capabilities(&stated);
///
/// let mut new = NewMessage { message_info: MessageInfo::for_text("wv:ann", "hello"), ..NewMessage::default() };
/// new.message_info.sender = Some("wv:bob".into());
/// new.content_data = Some(imps_core::Data::Text("hello".into()));
/// let message = Message::request(Version::V1_3, SessionDescriptor::inband("s1"), "t1", new);
///
/// let delivery = message.for_session(&phone);
/// assert_eq!(delivery.exceeded, [Exceeded::PushLength { size: 5, limit: 4 }]);
/// assert_eq!(delivery.bridged.message.map(|message| message.version), Some(Version::V1_1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    version: Version,
    any_content: bool,
    content_types: Vec<AcceptedContentType<'static>>,
    pull_length: Option<u32>,
    push_length: Option<u32>,
    text_length: Option<u32>,
    parser_size: Option<u32>,
}

/// A limit of the receiver that a delivery exceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exceeded {
    /// The client does not accept the media type.
    ContentType(MediaType<'static>),
    /// The content is larger than the client accepts for this media type
    /// (`AcceptedRichContentLength`), in bytes.
    TypeLength {
        /// The size of the content.
        size: u32,
        /// The limit of the client.
        limit: u32,
    },
    /// The text is larger than the client accepts (`AcceptedTextContentLength`), in bytes.
    TextLength {
        /// The size of the content.
        size: u32,
        /// The limit of the client.
        limit: u32,
    },
    /// The content is larger than the server may push (`AcceptedPushLength`, or
    /// `AcceptedContentLength` until 1.2), in bytes. Announce it with a
    /// [`MessageNotification`](imps_csp::messaging::MessageNotification) instead.
    PushLength {
        /// The size of the content.
        size: u32,
        /// The limit of the client.
        limit: u32,
    },
    /// The content is larger than the client can fetch (`AcceptedPullLength`, or
    /// `AcceptedContentLength` until 1.2), in bytes.
    PullLength {
        /// The size of the content.
        size: u32,
        /// The limit of the client.
        limit: u32,
    },
    /// The encoded message is larger than the client can parse (`ParserSize`), in bytes.
    ParserSize {
        /// The size of the message.
        size: u32,
        /// The limit of the client.
        limit: u32,
    },
}

impl Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ContentType(kind) => write!(f, "the client does not accept {kind}"),
            Self::TypeLength { size, limit } => write!(f, "{size} bytes of a type with at most {limit}"),
            Self::TextLength { size, limit } => write!(f, "{size} bytes of text, at most {limit}"),
            Self::PushLength { size, limit } => write!(f, "{size} bytes of content to push, at most {limit}"),
            Self::PullLength { size, limit } => {
                write!(f, "{size} bytes of content to fetch, at most {limit}")
            }
            Self::ParserSize { size, limit } => write!(f, "a message of {size} bytes, at most {limit}"),
        }
    }
}

/// A message for a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery<'a> {
    /// The message in the version of the session, and its losses.
    pub bridged: Bridged<'a>,
    /// The limits of the client that it exceeds. It is converted all the same.
    pub exceeded: Vec<Exceeded>,
}

/// Deliveries as a method of messages.
pub trait ForSession<'a> {
    /// Converts the message for a session, and checks the limits of its client.
    fn for_session(self, receiver: &Receiver) -> Delivery<'a>;
}

impl<'a> ForSession<'a> for Message<'a> {
    fn for_session(self, receiver: &Receiver) -> Delivery<'a> {
        let primitives = self.session.transactions.iter().map(Transaction::primitive);
        let exceeded = primitives.flat_map(|primitive| receiver.check(primitive)).collect();
        Delivery { bridged: convert(self, receiver.version), exceeded }
    }
}

impl Receiver {
    /// A session of a version, without limits.
    pub const fn new(version: Version) -> Self {
        Self {
            version,
            any_content: true,
            content_types: Vec::new(),
            pull_length: None,
            push_length: None,
            text_length: None,
            parser_size: None,
        }
    }

    /// The version of the session.
    pub const fn version(&self) -> Version {
        self.version
    }

    /// Takes the limits from the capabilities that a client of any version has stated.
    #[must_use]
    pub fn with_capabilities(mut self, list: &CapabilityList<'_>) -> Self {
        self.content(list.any_content, &list.accepted_content_type);
        self.pull_length = list.accepted_pull_length.or(list.accepted_content_length);
        self.push_length = list.accepted_push_length.or(list.accepted_content_length);
        self.text_length = list.accepted_text_content_length;
        self.parser_size = list.parser_size;
        self
    }

    /// Takes the limits from the agreed capabilities, where they state some.
    #[must_use]
    pub fn with_agreed(mut self, list: &AgreedCapabilityList<'_>) -> Self {
        if list.any_content.is_some() || !list.accepted_content_type.is_empty() {
            self.content(list.any_content, &list.accepted_content_type);
        }
        self.pull_length = list.accepted_pull_length.or(self.pull_length);
        self.push_length = list.accepted_push_length.or(self.push_length);
        self.text_length = list.accepted_text_content_length.or(self.text_length);
        self
    }

    /// Checks the size of an encoded message, in bytes.
    pub fn check_encoded(&self, size: usize) -> Option<Exceeded> {
        let size = u32::try_from(size).unwrap_or(u32::MAX);
        let limit = self.parser_size.filter(|limit| size > *limit)?;
        Some(Exceeded::ParserSize { size, limit })
    }

    fn content(&mut self, any_content: Option<bool>, types: &[AcceptedContentType<'_>]) {
        // A client that states nothing about types accepts plain text and more.
        self.any_content = any_content.unwrap_or(types.is_empty());
        self.content_types = types.iter().map(|kind| kind.clone().into_owned()).collect();
    }

    /// Checks the content that a primitive carries or announces.
    fn check(&self, primitive: &Primitive<'_>) -> Vec<Exceeded> {
        let mut exceeded = Vec::new();
        let (info, data, is_pushed) = match primitive {
            Primitive::NewMessage(new) => (&new.message_info, new.content_data.as_ref(), true),
            Primitive::GetMessageResponse(got) => (&got.message_info, got.content_data.as_ref(), false),
            // The client will fetch it.
            Primitive::MessageNotification(notice) => (&notice.message_info, None, false),
            _ => return exceeded,
        };
        let size = size_of(info, data);
        let plain = MediaType::from("text/plain");
        let kind = info.content_type.as_ref().unwrap_or(&plain);
        let accepted = self.content_types.iter().find(|accepted| accepts(accepted, kind));
        if !self.any_content && accepted.is_none() {
            exceeded.push(Exceeded::ContentType(kind.clone().into_owned()));
        }
        let over = |limit: Option<u32>| limit.filter(|limit| size > *limit);
        if let Some(limit) = over(accepted.and_then(|accepted| accepted.accepted_rich_content_length)) {
            exceeded.push(Exceeded::TypeLength { size, limit });
        }
        if let Some(limit) = over(self.text_length.filter(|_| kind.top_level().eq_ignore_ascii_case("text")))
        {
            exceeded.push(Exceeded::TextLength { size, limit });
        }
        if let Some(limit) = over(self.push_length.filter(|_| is_pushed)) {
            exceeded.push(Exceeded::PushLength { size, limit });
        }
        if let Some(limit) = over(self.pull_length.filter(|_| !is_pushed)) {
            exceeded.push(Exceeded::PullLength { size, limit });
        }
        exceeded
    }
}

/// Returns whether an accepted type covers a type: `image/*` covers all images.
fn accepts(accepted: &AcceptedContentType<'_>, kind: &MediaType<'_>) -> bool {
    accepted.content_type.as_ref().is_some_and(|accepted| {
        accepted.is(kind.essence())
            || accepted.is("*/*")
            || accepted.subtype() == "*" && accepted.top_level().eq_ignore_ascii_case(kind.top_level())
    })
}

/// The size of content: of the bytes before base64, or as announced.
fn size_of(info: &MessageInfo<'_>, data: Option<&Data<'_>>) -> u32 {
    let bytes = data.and_then(|data| content_bytes(info.content_encoding.as_ref(), data).ok());
    let size = bytes.map(|bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    size.or(info.content_size).unwrap_or_default()
}
