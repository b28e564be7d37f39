//! Maps of the locations of users. OMA-TS-IMPS-CSP, 1.3, feature `GETMAP`.

use crate::{ContentEncoding, MediaType, UserId};
use alloc::boxed::Box;
use imps_core::{Data, Text, choice, element};
use imps_presence::PresenceSubList;

element! {
    /// Asks for a map. 1.3.
    #[doc = page!(GetMap_Request)]
    #[doc(alias = "GetMap-Request")]
    pub struct GetMapRequest<'a> = GetMap_Request {
        /// The place.
        place: Option<MapPlace<'a>> = UserID | PresenceSubList,
    }
    models {
        "1.3" guessed: "(UserID | PresenceSubList)";
    }
    primitive Common ClientToServer Request;

    /// Contains the map. 1.3.
    #[doc = page!(GetMap_Response)]
    #[doc(alias = "GetMap-Response")]
    pub struct GetMapResponse<'a> = GetMap_Response {
        /// The map or its address.
        map: Option<MapOrUrl<'a>> = Map | URL,
    }
    models {
        "1.3" guessed: "(Map | URL)";
    }
    primitive Common ServerToClient Response;

    /// A map as a picture. 1.3.
    pub struct Map<'a> = Map {
        /// The media type.
        content_type: Option<MediaType<'a>> = ContentType,
        /// The encoding of `content_data`; not encoded if missing.
        content_encoding: Option<ContentEncoding<'a>> = ContentEncoding,
        /// The picture. XML carries it only as base64, binary XML also as bytes.
        content_data: Option<Data<'a>> = ContentData,
    }
    models {
        "1.3" guessed: "ContentType, ContentEncoding?, ContentData";
    }
}

choice! {
    /// The place that a map shows. 1.3.
    pub enum MapPlace<'a> {
        /// The location of a user.
        User(UserId<'a>) = UserID,
        /// The place as presence values.
        Presence(Box<PresenceSubList<'a>>) = PresenceSubList,
    }
}

choice! {
    /// A map or its address. 1.3.
    pub enum MapOrUrl<'a> {
        /// The map.
        Map(Box<Map<'a>>) = Map,
        /// The address of the map.
        Url(Text<'a>) = URL,
    }
}
