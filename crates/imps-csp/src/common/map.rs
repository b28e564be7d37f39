//! Maps of where users are. OMA-TS-IMPS-CSP, 1.3, feature `GETMAP`.

use crate::{ContentEncoding, UserId};
use alloc::boxed::Box;
use imps_core::{Data, Text, choice, element};
use imps_presence::PresenceSubList;

element! {
    /// Asks for a map. 1.3.
    #[doc = page!(GetMap_Request)]
    pub struct GetMapRequest<'a> = GetMap_Request {
        /// Of which place.
        place: Option<MapPlace<'a>> = UserID | PresenceSubList,
    }
    models {
        "1.3" inferred: "(UserID | PresenceSubList)";
    }

    /// The map. 1.3.
    #[doc = page!(GetMap_Response)]
    pub struct GetMapResponse<'a> = GetMap_Response {
        /// The map, or where it is found.
        map: Option<MapOrUrl<'a>> = Map | URL,
    }
    models {
        "1.3" inferred: "(Map | URL)";
    }

    /// A map as a picture. 1.3.
    pub struct Map<'a> = Map {
        /// Its media type.
        content_type: Option<Text<'a>> = ContentType,
        /// How `content_data` is encoded; not at all when missing.
        content_encoding: Option<ContentEncoding<'a>> = ContentEncoding,
        /// The picture. XML carries it as base64 only, binary XML as octets too.
        content_data: Option<Data<'a>> = ContentData,
    }
    models {
        "1.3" inferred: "ContentType, ContentEncoding?, ContentData";
    }
}

choice! {
    /// The place that a map shall show. 1.3.
    pub enum MapPlace<'a> {
        /// Where a user is.
        User(UserId<'a>) = UserID,
        /// The place in presence values.
        Presence(Box<PresenceSubList<'a>>) = PresenceSubList,
    }
}

choice! {
    /// A map, or where it is found. 1.3.
    pub enum MapOrUrl<'a> {
        /// The map.
        Map(Box<Map<'a>>) = Map,
        /// Its address.
        Url(Text<'a>) = URL,
    }
}
