//! The capabilities of a client. OMA-TS-IMPS-CSP, "Client capability negotiation".

use crate::{
    AcceptedContentType, AcceptedTransferEncoding, ClientId, ClientType, DeliveryMethod, LanguageTag,
    OfflineEtemHandling, OnlineEtemHandling, SupportedBearer, SupportedCirMethod, SupportedOfflineBearer,
};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// States the capabilities of the client.
    #[doc = page!(ClientCapability_Request)]
    #[doc(alias("ClientCapability-Request", "capability negotiation"))]
    pub struct ClientCapabilityRequest<'a> = ClientCapability_Request {
        /// The client. It belongs to 1.1, but real 1.2 clients still send it. Every version
        /// therefore writes it back.
        client_id: Option<ClientId<'a>> = ClientID in "1.1-1.3",
        /// The capabilities. 1.1 may omit them.
        capability_list: Option<Box<CapabilityList<'a>>> = CapabilityList,
    }
    models {
        "1.1": "ClientID, CapabilityList";
        "1.2-1.3": "CapabilityList";
    }
    primitive ClientCapability ClientToServer Request;

    /// Answers [`ClientCapabilityRequest`].
    #[doc = page!(ClientCapability_Response)]
    #[doc(alias = "ClientCapability-Response")]
    pub struct ClientCapabilityResponse<'a> = ClientCapability_Response {
        /// The client. It belongs to 1.1, but every version writes it back.
        client_id: Option<ClientId<'a>> = ClientID in "1.1-1.3",
        /// The whole list as agreed.
        capability_list: Option<Box<CapabilityList<'a>>> = CapabilityList,
        /// The agreed capabilities only.
        agreed_capability_list: Option<Box<AgreedCapabilityList<'a>>> = AgreedCapabilityList,
    }
    models {
        "1.1": "ClientID, CapabilityList";
        "1.2-1.3": "AgreedCapabilityList";
    }
    primitive ClientCapability ServerToClient Response;
}

element! {
    /// The capabilities of a client.
    #[doc(alias("capability negotiation", "CIR"))]
    pub struct CapabilityList<'a> = CapabilityList {
        /// The kind of device.
        client_type: Option<ClientType<'a>> = ClientType,
        /// The initial delivery method for new messages.
        initial_delivery_method: Option<DeliveryMethod<'a>> = InitialDeliveryMethod,
        /// Whether the client accepts content of any media type.
        any_content: Option<bool> = AnyContent,
        /// The accepted character sets, as IANA `MIBenum` numbers.
        accepted_charset: Vec<u32> = AcceptedCharSet,
        /// The accepted media types, unless the client accepts any.
        accepted_content_type: Vec<AcceptedContentType<'a>> = AcceptedContentType,
        /// The largest content that the client can fetch, in bytes.
        accepted_pull_length: Option<u32> = AcceptedPullLength,
        /// The largest content that the server may push, in bytes. The server announces larger
        /// content.
        accepted_push_length: Option<u32> = AcceptedPushLength,
        /// The largest text that the client accepts, in bytes.
        accepted_text_content_length: Option<u32> = AcceptedTextContentLength,
        /// The accepted encodings of content.
        accepted_transfer_encoding: Vec<AcceptedTransferEncoding<'a>> = AcceptedTransferEncoding,
        /// The largest content that the client accepts, in bytes.
        accepted_content_length: Option<u32> = AcceptedContentLength,
        /// The bearers that may carry the messages of the session.
        supported_bearer: Vec<SupportedBearer<'a>> = SupportedBearer,
        /// The maximum number of open transactions.
        multi_trans: Option<u32> = MultiTrans,
        /// The maximum number of transactions per message.
        multi_trans_per_message: Option<u32> = MultiTransPerMessage,
        /// The treatment of messages while the user is offline.
        offline_etem_handling: Option<OfflineEtemHandling<'a>> = OfflineETEMHandling,
        /// The one of several sessions that receives messages.
        online_etem_handling: Option<OnlineEtemHandling<'a>> = OnlineETEMHandling,
        /// The accepted character sets in plain text, as IANA `MIBenum` numbers.
        plain_text_charset: Vec<u32> = PlainTextCharset,
        /// The largest encoded message that the client can parse, in bytes.
        parser_size: Option<u32> = ParserSize,
        /// The ways in which the server can make the client poll, best first.
        supported_cir_method: Vec<SupportedCirMethod<'a>> = SupportedCIRMethod,
        /// The port for datagrams that make the client poll.
        udp_port: Option<u32> = UDPPort,
        /// The host name or IP address of the TCP connection over which the server makes the client
        /// poll.
        tcp_address: Option<Text<'a>> = TCPAddress,
        /// The port of that connection.
        tcp_port: Option<u32> = TCPPort,
        /// The minimum time between two polls, in seconds.
        server_poll_min: Option<u32> = ServerPollMin,
        /// The language of the user: three letters of ISO 639.
        default_language: Option<LanguageTag<'a>> = DefaultLanguage,
        /// The bearers that may carry notices while the user is offline.
        supported_offline_bearer: Vec<SupportedOfflineBearer<'a>> = SupportedOfflineBearer,
        /// The rank of the session among the sessions of the user.
        session_priority: Option<u32> = SessionPriority,
    }
    models {
        "1.1": "ClientType, InitialDeliveryMethod, ((AnyContent, AcceptedCharSet*) | AcceptedContentType*), AcceptedTransferEncoding*, AcceptedContentLength, SupportedBearer*, MultiTrans, ParserSize, SupportedCIRMethod*, UDPPort?, TCPAddress?, TCPPort?, ServerPollMin?, DefaultLanguage?";
        "1.2": "ClientType, InitialDeliveryMethod, ((AnyContent, AcceptedCharSet*) | AcceptedContentType*), AcceptedTransferEncoding*, AcceptedContentLength, SupportedBearer*, MultiTrans, ParserSize, SupportedCIRMethod*, UDPPort?, ServerPollMin?, DefaultLanguage?";
        "1.3" guessed: "(AnyContent | AcceptedContentType*), AcceptedPullLength?, AcceptedPushLength?, AcceptedTextContentLength?, AcceptedTransferEncoding*, ClientType?, DefaultLanguage?, InitialDeliveryMethod?, MultiTrans?, MultiTransPerMessage?, OfflineETEMHandling?, OnlineETEMHandling?, PlainTextCharset*, ParserSize?, ServerPollMin?, SupportedBearer*, SupportedOfflineBearer*, SupportedCIRMethod*, UDPPort?, SessionPriority?";
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
}

element! {
    /// The agreed capabilities of a session. Since 1.2.
    pub struct AgreedCapabilityList<'a> = AgreedCapabilityList {
        /// Whether content of any media type may be sent.
        any_content: Option<bool> = AnyContent,
        /// The media types that may be sent, if not any.
        accepted_content_type: Vec<AcceptedContentType<'a>> = AcceptedContentType,
        /// The largest content to fetch, in bytes.
        accepted_pull_length: Option<u32> = AcceptedPullLength,
        /// The largest content to push, in bytes.
        accepted_push_length: Option<u32> = AcceptedPushLength,
        /// The largest text, in bytes.
        accepted_text_content_length: Option<u32> = AcceptedTextContentLength,
        /// The accepted encodings of content.
        accepted_transfer_encoding: Vec<AcceptedTransferEncoding<'a>> = AcceptedTransferEncoding,
        /// The address of the server that a client asks by `GET` whether something waits.
        cir_http_address: Option<CirHttpAddress<'a>> = CIRHTTPAddress,
        /// The telephone number for text messages that make the client poll.
        cir_sms_address: Option<Text<'a>> = CIRSMSAddress,
        /// The maximum number of open transactions.
        multi_trans: Option<u32> = MultiTrans,
        /// The maximum number of transactions per message.
        multi_trans_per_message: Option<u32> = MultiTransPerMessage,
        /// The treatment of messages while the user is offline.
        offline_etem_handling: Option<OfflineEtemHandling<'a>> = OfflineETEMHandling,
        /// The one of several sessions that receives messages.
        online_etem_handling: Option<OnlineEtemHandling<'a>> = OnlineETEMHandling,
        /// The minimum time between two polls, in seconds.
        server_poll_min: Option<u32> = ServerPollMin,
        /// The bearers that may carry the messages of the session.
        supported_bearer: Vec<SupportedBearer<'a>> = SupportedBearer,
        /// The bearers that may carry notices while the user is offline.
        supported_offline_bearer: Vec<SupportedOfflineBearer<'a>> = SupportedOfflineBearer,
        /// The ways in which the server makes the client poll.
        supported_cir_method: Vec<SupportedCirMethod<'a>> = SupportedCIRMethod,
        /// The host name or IP address to which the client connects over TCP.
        tcp_address: Option<Text<'a>> = TCPAddress,
        /// The TCP port.
        tcp_port: Option<u32> = TCPPort,
        /// The host name or IP address for datagrams.
        udp_address: Option<Text<'a>> = UDPAddress,
        /// The port for datagrams.
        udp_port: Option<u32> = UDPPort,
        /// The address of the server that a client asks by `GET` whether something waits. 1.2.
        cir_url: Option<CirUrl<'a>> = CIRURL,
        /// The rank of the session among the sessions of the user.
        session_priority: Option<u32> = SessionPriority,
        /// The maximum number of simultaneous sessions of the user.
        user_session_limit: Option<u32> = UserSessionLimit,
    }
    models {
        "1.2": "SupportedBearer*, SupportedCIRMethod*, TCPAddress?, TCPPort?, ServerPollMin?, CIRURL?";
        "1.3" guessed: "(AnyContent | AcceptedContentType*), AcceptedPullLength?, AcceptedPushLength?, AcceptedTextContentLength?, AcceptedTransferEncoding*, CIRHTTPAddress?, CIRSMSAddress?, MultiTrans?, MultiTransPerMessage?, OfflineETEMHandling?, OnlineETEMHandling?, ServerPollMin?, SupportedBearer*, SupportedOfflineBearer*, SupportedCIRMethod*, (TCPAddress, TCPPort?)?, (UDPAddress, UDPPort?)?, SessionPriority?, UserSessionLimit?";
    }
    order in "1.2" {
        supported_bearer,
        supported_cir_method,
        tcp_address,
        tcp_port,
        server_poll_min,
        cir_url,
    }
}

element! {
    /// The address of the server that a client asks by `GET` whether something waits. 1.2.
    pub struct CirUrl<'a> = CIRURL {
        /// The address.
        url: Text<'a> = URL,
    }
    models {
        "1.2": "URL";
    }

    /// The address of the server that a client asks by `GET` whether something waits. 1.3.
    pub struct CirHttpAddress<'a> = CIRHTTPAddress {
        /// The address.
        url: Option<Text<'a>> = URL,
    }
    models {
        "1.3" guessed: "URL";
    }
}
