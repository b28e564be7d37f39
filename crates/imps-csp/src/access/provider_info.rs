//! Information about the service provider. OMA-TS-IMPS-CSP.

use crate::{ClientId, ContentEncoding, MediaType};
use alloc::boxed::Box;
use imps_core::{Data, Text, element};

element! {
    /// Asks for information about the service provider. May be sent without a session. Feature
    /// `GETSPI`.
    #[doc = page!(GetSPInfo_Request)]
    #[doc(alias = "GetSPInfo-Request")]
    pub struct GetSpInfoRequest<'a> = GetSPInfo_Request {
        /// The client that asks.
        client_id: Option<ClientId<'a>> = ClientID,
    }
    models {
        "1.1-1.3": "ClientID?";
    }
    primitive Access ClientToServer Request;

    /// Contains the information about the service provider.
    #[doc = page!(GetSPInfo_Response)]
    #[doc(alias = "GetSPInfo-Response")]
    pub struct GetSpInfoResponse<'a> = GetSPInfo_Response {
        /// The client that asked.
        client_id: Option<ClientId<'a>> = ClientID,
        /// The name of the provider.
        name: Text<'a> = Name,
        /// The logo of the provider.
        logo: Option<Box<Logo<'a>>> = Logo,
        /// A text about the provider.
        description: Option<Text<'a>> = Description,
        /// The web address of the provider.
        url: Option<Text<'a>> = URL,
    }
    models {
        "1.1-1.3": "ClientID?, Name, Logo?, Description?, URL?";
    }
    primitive Access ServerToClient Response;
}

element! {
    /// A picture of the provider.
    ///
    /// Writers must state its type and encoding. Readers accept content without them, as
    /// everywhere.
    pub struct Logo<'a> = Logo {
        /// The media type; `text/plain` if missing.
        content_type: Option<MediaType<'a>> = ContentType,
        /// The size in bytes.
        content_size: Option<u32> = ContentSize,
        /// The encoding of `content_data`; not encoded if missing.
        content_encoding: Option<ContentEncoding<'a>> = ContentEncoding,
        /// The picture. XML carries it only as base64, binary XML also as bytes.
        content_data: Data<'a> = ContentData,
    }
    models {
        "1.1-1.3": "ContentType, ContentSize?, ContentEncoding, ContentData";
    }
}
