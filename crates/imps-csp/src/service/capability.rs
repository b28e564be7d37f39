//! What a client is capable of. OMA-TS-IMPS-CSP, "Client capability negotiation".

use crate::{
    AcceptedContentType, AcceptedTransferEncoding, ClientId, ClientType, DeliveryMethod, OfflineEtemHandling,
    OnlineEtemHandling, SupportedBearer, SupportedCirMethod, SupportedOfflineBearer,
};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Text, element};

element! {
    /// States what the client is capable of.
    #[doc = page!(ClientCapability_Request)]
    pub struct ClientCapabilityRequest<'a> = ClientCapability_Request {
        /// The client. It belongs to 1.1, but real 1.2 clients still send it, so every version writes it back.
        client_id: Option<ClientId<'a>> = ClientID in "1.1-1.3",
        /// What it is capable of. 1.1 may leave it out.
        capability_list: Option<Box<CapabilityList<'a>>> = CapabilityList,
    }
    models {
        "1.1": "ClientID, CapabilityList";
        "1.2-1.3": "CapabilityList";
    }

    /// Answers [`ClientCapabilityRequest`].
    #[doc = page!(ClientCapability_Response)]
    pub struct ClientCapabilityResponse<'a> = ClientCapability_Response {
        /// The client. It belongs to 1.1, but every version writes it back.
        client_id: Option<ClientId<'a>> = ClientID in "1.1-1.3",
        /// The whole list as agreed. 1.1.
        capability_list: Option<Box<CapabilityList<'a>>> = CapabilityList,
        /// What is agreed, without the rest. Since 1.2.
        agreed_capability_list: Option<Box<AgreedCapabilityList<'a>>> = AgreedCapabilityList,
    }
    models {
        "1.1": "ClientID, CapabilityList";
        "1.2-1.3": "AgreedCapabilityList";
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
        accepted_charset: Vec<u32> = AcceptedCharSet,
        /// The media types it takes, unless it takes any.
        accepted_content_type: Vec<AcceptedContentType<'a>> = AcceptedContentType,
        /// The largest content it can fetch, in octets. 1.3.
        accepted_pull_length: Option<u32> = AcceptedPullLength,
        /// The largest content that may be pushed to it, in octets; larger content is announced. 1.3.
        accepted_push_length: Option<u32> = AcceptedPushLength,
        /// The largest text it takes, in octets. 1.3.
        accepted_text_content_length: Option<u32> = AcceptedTextContentLength,
        /// How content may be encoded for it.
        accepted_transfer_encoding: Vec<AcceptedTransferEncoding<'a>> = AcceptedTransferEncoding,
        /// The largest content it takes, in octets. 1.1 and 1.2.
        accepted_content_length: Option<u32> = AcceptedContentLength,
        /// What may carry the messages of the session.
        supported_bearer: Vec<SupportedBearer<'a>> = SupportedBearer,
        /// How many transactions may be open at once.
        multi_trans: Option<u32> = MultiTrans,
        /// How many transactions one message may hold. 1.3.
        multi_trans_per_message: Option<u32> = MultiTransPerMessage,
        /// What shall happen to messages while the user is offline. 1.3.
        offline_etem_handling: Option<OfflineEtemHandling<'a>> = OfflineETEMHandling,
        /// Which of several sessions shall get messages. 1.3.
        online_etem_handling: Option<OnlineEtemHandling<'a>> = OnlineETEMHandling,
        /// The character sets it takes in plain text, as IANA `MIBenum` numbers. 1.3.
        plain_text_charset: Vec<u32> = PlainTextCharset,
        /// The largest encoded message it can parse, in octets.
        parser_size: Option<u32> = ParserSize,
        /// How the server can make it poll, best first.
        supported_cir_method: Vec<SupportedCirMethod<'a>> = SupportedCIRMethod,
        /// Its port for datagrams that make it poll.
        udp_port: Option<u32> = UDPPort,
        /// Host name or IP address for the TCP connection over which the server makes it poll. 1.1.
        tcp_address: Option<Text<'a>> = TCPAddress,
        /// The port for that connection. 1.1.
        tcp_port: Option<u32> = TCPPort,
        /// The shortest time between two polls, in seconds.
        server_poll_min: Option<u32> = ServerPollMin,
        /// The language of its user: three letters of ISO 639.
        default_language: Option<Text<'a>> = DefaultLanguage,
        /// What may carry notices while the user is offline. 1.3.
        supported_offline_bearer: Vec<SupportedOfflineBearer<'a>> = SupportedOfflineBearer,
        /// The rank of the session among those of the user. 1.3.
        session_priority: Option<u32> = SessionPriority,
    }
    models {
        "1.1": "ClientType, InitialDeliveryMethod, ((AnyContent, AcceptedCharSet*) | AcceptedContentType*), AcceptedTransferEncoding*, AcceptedContentLength, SupportedBearer*, MultiTrans, ParserSize, SupportedCIRMethod*, UDPPort?, TCPAddress?, TCPPort?, ServerPollMin?, DefaultLanguage?";
        "1.2": "ClientType, InitialDeliveryMethod, ((AnyContent, AcceptedCharSet*) | AcceptedContentType*), AcceptedTransferEncoding*, AcceptedContentLength, SupportedBearer*, MultiTrans, ParserSize, SupportedCIRMethod*, UDPPort?, ServerPollMin?, DefaultLanguage?";
        "1.3" inferred: "(AnyContent | AcceptedContentType*), AcceptedPullLength?, AcceptedPushLength?, AcceptedTextContentLength?, AcceptedTransferEncoding*, ClientType?, DefaultLanguage?, InitialDeliveryMethod?, MultiTrans?, MultiTransPerMessage?, OfflineETEMHandling?, OnlineETEMHandling?, PlainTextCharset*, ParserSize?, ServerPollMin?, SupportedBearer*, SupportedOfflineBearer*, SupportedCIRMethod*, UDPPort?, SessionPriority?";
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
    pub struct AgreedCapabilityList<'a> = AgreedCapabilityList {
        /// Whether content of any media type may be sent. 1.3.
        any_content: Option<bool> = AnyContent,
        /// Or only of these. 1.3.
        accepted_content_type: Vec<AcceptedContentType<'a>> = AcceptedContentType,
        /// The largest content to fetch, in octets. 1.3.
        accepted_pull_length: Option<u32> = AcceptedPullLength,
        /// The largest content to push, in octets. 1.3.
        accepted_push_length: Option<u32> = AcceptedPushLength,
        /// The largest text, in octets. 1.3.
        accepted_text_content_length: Option<u32> = AcceptedTextContentLength,
        /// How content may be encoded. 1.3.
        accepted_transfer_encoding: Vec<AcceptedTransferEncoding<'a>> = AcceptedTransferEncoding,
        /// Where the client waits to be made to poll over HTTP. 1.3.
        cir_http_address: Option<CirHttpAddress<'a>> = CIRHTTPAddress,
        /// The telephone number for text messages that make the client poll. 1.3.
        cir_sms_address: Option<Text<'a>> = CIRSMSAddress,
        /// How many transactions may be open at once. 1.3.
        multi_trans: Option<u32> = MultiTrans,
        /// How many transactions one message may hold. 1.3.
        multi_trans_per_message: Option<u32> = MultiTransPerMessage,
        /// What happens to messages while the user is offline. 1.3.
        offline_etem_handling: Option<OfflineEtemHandling<'a>> = OfflineETEMHandling,
        /// Which of several sessions gets messages. 1.3.
        online_etem_handling: Option<OnlineEtemHandling<'a>> = OnlineETEMHandling,
        /// The shortest time between two polls, in seconds.
        server_poll_min: Option<u32> = ServerPollMin,
        /// What may carry the messages of the session.
        supported_bearer: Vec<SupportedBearer<'a>> = SupportedBearer,
        /// What may carry notices while the user is offline. 1.3.
        supported_offline_bearer: Vec<SupportedOfflineBearer<'a>> = SupportedOfflineBearer,
        /// How the server makes the client poll.
        supported_cir_method: Vec<SupportedCirMethod<'a>> = SupportedCIRMethod,
        /// Host name or IP address that the client connects to over TCP.
        tcp_address: Option<Text<'a>> = TCPAddress,
        /// The port there.
        tcp_port: Option<u32> = TCPPort,
        /// Host name or IP address for datagrams. 1.3.
        udp_address: Option<Text<'a>> = UDPAddress,
        /// The port there. 1.3.
        udp_port: Option<u32> = UDPPort,
        /// Where the client waits to be made to poll over HTTP. 1.2.
        cir_url: Option<CirUrl<'a>> = CIRURL,
        /// The rank of the session among those of the user. 1.3.
        session_priority: Option<u32> = SessionPriority,
        /// How many sessions the user may have at once. 1.3.
        user_session_limit: Option<u32> = UserSessionLimit,
    }
    models {
        "1.2": "SupportedBearer*, SupportedCIRMethod*, TCPAddress?, TCPPort?, ServerPollMin?, CIRURL?";
        "1.3" inferred: "(AnyContent | AcceptedContentType*), AcceptedPullLength?, AcceptedPushLength?, AcceptedTextContentLength?, AcceptedTransferEncoding*, CIRHTTPAddress?, CIRSMSAddress?, MultiTrans?, MultiTransPerMessage?, OfflineETEMHandling?, OnlineETEMHandling?, ServerPollMin?, SupportedBearer*, SupportedOfflineBearer*, SupportedCIRMethod*, (TCPAddress, TCPPort?)?, (UDPAddress, UDPPort?)?, SessionPriority?, UserSessionLimit?";
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
    pub struct CirUrl<'a> = CIRURL {
        /// The address.
        url: Text<'a> = URL,
    }
    models {
        "1.2": "URL";
    }

    /// Where the client waits to be made to poll over HTTP. 1.3.
    pub struct CirHttpAddress<'a> = CIRHTTPAddress {
        /// The address.
        url: Option<Text<'a>> = URL,
    }
    models {
        "1.3" inferred: "URL";
    }
}
