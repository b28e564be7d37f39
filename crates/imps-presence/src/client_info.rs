//! The description of a client.

use crate::{AcceptedContentType, AcceptedTransferEncoding, ApplicationId, ClientId, ClientType};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, element};
use imps_types::LanguageTag;

element! {
    /// The client and its device.
    #[doc = page!(ClientInfo)]
    pub struct ClientInfo<'a> = ClientInfo {
        /// Whether the values may be used.
        qualifier: Option<bool> = Qualifier,
        /// The content that the client accepts. Only in 1.3.
        client_content_limit: Option<Box<ClientContentLimit<'a>>> = ClientContentLimit,
        /// The kind of device that the client runs on.
        client_type: Option<ClientType<'a>> = ClientType,
        /// The manufacturer of the device.
        dev_manufacturer: Option<Text<'a>> = DevManufacturer,
        /// The producer of the client.
        client_producer: Option<Text<'a>> = ClientProducer,
        /// The model of the device.
        model: Option<Text<'a>> = Model,
        /// The version of the client.
        client_version: Option<Text<'a>> = ClientVersion,
        /// The language of the client.
        language: Option<LanguageTag<'a>> = Language,
        /// The rank of this client in the delivery of messages. Only in 1.3.
        client_im_priority: Option<u32> = ClientIMPriority,
        /// The application on the client. Only in 1.3.
        application_id: Option<ApplicationId<'a>> = ApplicationID,
        /// The client. Only in 1.3.
        client_id: Option<Box<ClientId<'a>>> = ClientID,
    }
    models {
        "1.1-1.2": "Qualifier?, ClientType?, DevManufacturer?, ClientProducer?, Model?, ClientVersion?, Language?";
        "1.3" guessed: "Qualifier?, ClientContentLimit?, ClientType?, DevManufacturer?, ClientProducer?, Model?, ClientVersion?, Language?, ClientIMPriority?, ApplicationID?, ClientID?";
    }
}

element! {
    /// The content that a client accepts. Only in 1.3.
    pub struct ClientContentLimit<'a> = ClientContentLimit {
        /// Whether it accepts content of any media type.
        any_content: Option<bool> = AnyContent,
        /// The accepted media types, if it does not accept all.
        accepted_content_type: Vec<AcceptedContentType<'a>> = AcceptedContentType,
        /// The largest text it accepts, in bytes.
        accepted_text_content_length: Option<u32> = AcceptedTextContentLength,
        /// The encodings of content that it accepts.
        accepted_transfer_encoding: Vec<AcceptedTransferEncoding<'a>> = AcceptedTransferEncoding,
        /// The largest content it can fetch, in bytes.
        max_pull_length: Option<u32> = MaxPullLength,
        /// The largest content that may be pushed to it, in bytes.
        max_push_length: Option<u32> = MaxPushLength,
        /// The character sets it accepts in plain text, as IANA `MIBenum` numbers.
        plain_text_charset: Vec<u32> = PlainTextCharset,
    }
    models {
        "1.3" guessed: "(AnyContent | AcceptedContentType*), AcceptedTextContentLength?, AcceptedTransferEncoding*, MaxPullLength?, MaxPushLength?, PlainTextCharset*";
    }
}
