//! Who runs the service. OMA-TS-IMPS-CSP.

use crate::{ClientId, ContentEncoding};
use alloc::boxed::Box;
use imps_core::{Data, Text, element};

element! {
    /// Asks who the service provider is. May be sent without a session. Feature `GETSPI`.
    #[doc = page!(GetSPInfo_Request)]
    pub struct GetSpInfoRequest<'a> = GetSPInfo_Request {
        /// The client that asks.
        client_id: Option<ClientId<'a>> = ClientID,
    }
    models {
        "1.1-1.3": "ClientID?";
    }

    /// Tells who the service provider is.
    #[doc = page!(GetSPInfo_Response)]
    pub struct GetSpInfoResponse<'a> = GetSPInfo_Response {
        /// The client that asked.
        client_id: Option<ClientId<'a>> = ClientID,
        /// The name of the provider.
        name: Text<'a> = Name,
        /// Its logo.
        logo: Option<Box<Logo<'a>>> = Logo,
        /// A text about it.
        description: Option<Text<'a>> = Description,
        /// Its address in the web.
        url: Option<Text<'a>> = URL,
    }
    models {
        "1.1-1.3": "ClientID?, Name, Logo?, Description?, URL?";
    }

    /// A picture of the provider.
    ///
    /// Writers owe its type and encoding; readers do without, as elsewhere with content.
    pub struct Logo<'a> = Logo {
        /// Its media type; `text/plain` when missing.
        content_type: Option<Text<'a>> = ContentType,
        /// Its size in octets.
        content_size: Option<u32> = ContentSize,
        /// How `content_data` is encoded; not at all when missing.
        content_encoding: Option<ContentEncoding<'a>> = ContentEncoding,
        /// The picture. XML carries it as base64 only, binary XML as octets too.
        content_data: Data<'a> = ContentData,
    }
    models {
        "1.1-1.3": "ContentType, ContentSize?, ContentEncoding, ContentData";
    }
}
