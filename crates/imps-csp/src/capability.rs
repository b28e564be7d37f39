//! What a client is capable of. OMA-TS-IMPS-CSP, "Client capability negotiation".

use crate::{
    AcceptedTransferEncoding, ClientId, ClientType, ContentPolicy, DeliveryMethod, OfflineEtemHandling,
    OnlineEtemHandling, SupportedBearer, SupportedCirMethod, SupportedOfflineBearer,
};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::schema::{Cardinality, Field as SchemaField, Schema, Type};
use imps_core::{
    Content, Element, Error, Extensions, Field, IntoOwned, Sink, Source, Tag, Text, Version, Versions,
    element, tag,
};

element! {
    /// States what the client is capable of.
    pub struct ClientCapabilityRequest<'a> = ClientCapability_Request {
        /// The client. It belongs to 1.1, but real 1.2 clients still send it, so every version writes it back.
        client_id: Option<ClientId<'a>> = ClientID,
        /// What it is capable of. 1.1 may leave it out.
        capability_list: Option<Box<CapabilityList<'a>>> = CapabilityList,
    }

    /// Answers [`ClientCapabilityRequest`].
    pub struct ClientCapabilityResponse<'a> = ClientCapability_Response {
        /// The client. It belongs to 1.1, but every version writes it back.
        client_id: Option<ClientId<'a>> = ClientID,
        /// The whole list as agreed. 1.1.
        capability_list: Option<Box<CapabilityList<'a>>> = CapabilityList in "1.1",
        /// What is agreed, without the rest. Since 1.2.
        agreed_capability_list: Option<Box<AgreedCapabilityList<'a>>> = AgreedCapabilityList in "1.2-1.3",
    }

    /// What a client is capable of.
    pub struct CapabilityList<'a> = CapabilityList {
        /// What kind of device it runs on.
        client_type: Option<ClientType<'a>> = ClientType,
        /// How new messages shall reach it at first.
        initial_delivery_method: Option<DeliveryMethod<'a>> = InitialDeliveryMethod,
        /// Whether it takes content of any media type.
        any_content: Option<bool> = AnyContent,
        /// The character sets it takes, as IANA `MIBenum` numbers. 1.1 and 1.2.
        accepted_charset: Vec<u32> = AcceptedCharset in "1.1-1.2",
        /// The media types it takes, unless it takes any.
        accepted_content_type: Vec<AcceptedContentType<'a>> = AcceptedContentType,
        /// The largest content it can fetch, in octets. 1.3.
        accepted_pull_length: Option<u32> = AcceptedPullLength in "1.3",
        /// The largest content that may be pushed to it, in octets; larger content is announced. 1.3.
        accepted_push_length: Option<u32> = AcceptedPushLength in "1.3",
        /// The largest text it takes, in octets. 1.3.
        accepted_text_content_length: Option<u32> = AcceptedTextContentLength in "1.3",
        /// How content may be encoded for it.
        accepted_transfer_encoding: Vec<AcceptedTransferEncoding<'a>> = AcceptedTransferEncoding,
        /// The largest content it takes, in octets. 1.1 and 1.2.
        accepted_content_length: Option<u32> = AcceptedContentLength in "1.1-1.2",
        /// What may carry the messages of the session.
        supported_bearer: Vec<SupportedBearer<'a>> = SupportedBearer,
        /// How many transactions may be open at once.
        multi_trans: Option<u32> = MultiTrans,
        /// How many transactions one message may hold. 1.3.
        multi_trans_per_message: Option<u32> = MultiTransPerMessage in "1.3",
        /// What shall happen to messages while the user is offline. 1.3.
        offline_etem_handling: Option<OfflineEtemHandling<'a>> = OfflineETEMHandling in "1.3",
        /// Which of several sessions shall get messages. 1.3.
        online_etem_handling: Option<OnlineEtemHandling<'a>> = OnlineETEMHandling in "1.3",
        /// The character sets it takes in plain text, as IANA `MIBenum` numbers. 1.3.
        plain_text_charset: Vec<u32> = PlainTextCharset in "1.3",
        /// The largest encoded message it can parse, in octets.
        parser_size: Option<u32> = ParserSize,
        /// How the server can make it poll, best first.
        supported_cir_method: Vec<SupportedCirMethod<'a>> = SupportedCIRMethod,
        /// Its port for datagrams that make it poll.
        udp_port: Option<u32> = UDPPort,
        /// Host name or IP address for the TCP connection over which the server makes it poll. 1.1.
        tcp_address: Option<Text<'a>> = TCPAddress in "1.1",
        /// The port for that connection. 1.1.
        tcp_port: Option<u32> = TCPPort in "1.1",
        /// The shortest time between two polls, in seconds.
        server_poll_min: Option<u32> = ServerPollMin,
        /// The language of its user: three letters of ISO 639.
        default_language: Option<Text<'a>> = DefaultLanguage,
        /// What may carry notices while the user is offline. 1.3.
        supported_offline_bearer: Vec<SupportedOfflineBearer<'a>> = SupportedOfflineBearer in "1.3",
        /// The rank of the session among those of the user. 1.3.
        session_priority: Option<u32> = SessionPriority in "1.3",
    }
    order in "1.3" {
        any_content,
        accepted_content_type,
        accepted_pull_length,
        accepted_push_length,
        accepted_text_content_length,
        accepted_transfer_encoding,
        client_type,
        default_language,
        initial_delivery_method,
        multi_trans,
        multi_trans_per_message,
        offline_etem_handling,
        online_etem_handling,
        plain_text_charset,
        parser_size,
        server_poll_min,
        supported_bearer,
        supported_offline_bearer,
        supported_cir_method,
        udp_port,
        session_priority,
    }

    /// What client and server have agreed on. Since 1.2.
    pub struct AgreedCapabilityList<'a> = AgreedCapabilityList in "1.2-1.3" {
        /// Whether content of any media type may be sent. 1.3.
        any_content: Option<bool> = AnyContent in "1.3",
        /// Or only of these. 1.3.
        accepted_content_type: Vec<AcceptedContentType<'a>> = AcceptedContentType in "1.3",
        /// The largest content to fetch, in octets. 1.3.
        accepted_pull_length: Option<u32> = AcceptedPullLength in "1.3",
        /// The largest content to push, in octets. 1.3.
        accepted_push_length: Option<u32> = AcceptedPushLength in "1.3",
        /// The largest text, in octets. 1.3.
        accepted_text_content_length: Option<u32> = AcceptedTextContentLength in "1.3",
        /// How content may be encoded. 1.3.
        accepted_transfer_encoding: Vec<AcceptedTransferEncoding<'a>> = AcceptedTransferEncoding in "1.3",
        /// Where the client waits to be made to poll over HTTP. 1.3.
        cir_http_address: Option<CirHttpAddress<'a>> = CIRHTTPAddress in "1.3",
        /// The telephone number for text messages that make the client poll. 1.3.
        cir_sms_address: Option<Text<'a>> = CIRSMSAddress in "1.3",
        /// How many transactions may be open at once. 1.3.
        multi_trans: Option<u32> = MultiTrans in "1.3",
        /// How many transactions one message may hold. 1.3.
        multi_trans_per_message: Option<u32> = MultiTransPerMessage in "1.3",
        /// What happens to messages while the user is offline. 1.3.
        offline_etem_handling: Option<OfflineEtemHandling<'a>> = OfflineETEMHandling in "1.3",
        /// Which of several sessions gets messages. 1.3.
        online_etem_handling: Option<OnlineEtemHandling<'a>> = OnlineETEMHandling in "1.3",
        /// The shortest time between two polls, in seconds.
        server_poll_min: Option<u32> = ServerPollMin,
        /// What may carry the messages of the session.
        supported_bearer: Vec<SupportedBearer<'a>> = SupportedBearer,
        /// What may carry notices while the user is offline. 1.3.
        supported_offline_bearer: Vec<SupportedOfflineBearer<'a>> = SupportedOfflineBearer in "1.3",
        /// How the server makes the client poll.
        supported_cir_method: Vec<SupportedCirMethod<'a>> = SupportedCIRMethod,
        /// Host name or IP address that the client connects to over TCP.
        tcp_address: Option<Text<'a>> = TCPAddress,
        /// The port there.
        tcp_port: Option<u32> = TCPPort,
        /// Host name or IP address for datagrams. 1.3.
        udp_address: Option<Text<'a>> = UDPAddress in "1.3",
        /// The port there. 1.3.
        udp_port: Option<u32> = UDPPort in "1.3",
        /// Where the client waits to be made to poll over HTTP. 1.2.
        cir_url: Option<CirUrl<'a>> = CIRURL in "1.2",
        /// The rank of the session among those of the user. 1.3.
        session_priority: Option<u32> = SessionPriority in "1.3",
        /// How many sessions the user may have at once. 1.3.
        user_session_limit: Option<u32> = UserSessionLimit in "1.3",
    }
    order in "1.2" {
        supported_bearer,
        supported_cir_method,
        tcp_address,
        tcp_port,
        server_poll_min,
        cir_url,
    }

    /// Where the client waits to be made to poll over HTTP. 1.2.
    pub struct CirUrl<'a> = CIRURL in "1.2" {
        /// The address.
        url: Text<'a> = URL,
    }

    /// Where the client waits to be made to poll over HTTP. 1.3.
    pub struct CirHttpAddress<'a> = CIRHTTPAddress in "1.3" {
        /// The address.
        url: Option<Text<'a>> = URL,
    }
}

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
        &[],
    );
}

const fn optional(name: &'static str, tags: &'static [Tag], content: Type) -> SchemaField {
    SchemaField::new(name, tags, Versions::parse("1.3"), Cardinality::Optional, content)
}

fn fill<'a, T: Content<'a>, S: Source<'a>>(
    slot: &mut Option<T>,
    child: Tag,
    source: &mut S,
) -> Result<(), Error> {
    <Option<T> as Field>::fill(slot, child, source)
}

impl<'a> Content<'a> for AcceptedContentType<'a> {
    const TYPE: Type = Type::Structure(Self::SCHEMA);

    fn read<S: Source<'a>>(_: Tag, source: &mut S) -> Result<Self, Error> {
        let mut read = Self::default();
        read.extensions.read_attributes(source)?;
        if let Some(value) = source.leaf()? {
            read.content_type = Some(value.into_text()?).filter(|text| !text.is_empty());
            return Ok(read);
        }
        let mut children = 0;
        while let Some(child) = source.child()? {
            match child {
                tag::ContentType => fill(&mut read.content_type, child, source)?,
                tag::AcceptedRichContentLength => {
                    fill(&mut read.accepted_rich_content_length, child, source)?;
                }
                tag::ContentPolicy => fill(&mut read.content_policy, child, source)?,
                tag::ContentPolicyLimit => fill(&mut read.content_policy_limit, child, source)?,
                _ => {
                    read.extensions.read(children, child, source)?;
                    continue;
                }
            }
            children += 1;
        }
        Ok(read)
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
