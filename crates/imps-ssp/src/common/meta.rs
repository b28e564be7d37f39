//! On whose behalf a request is made.

use crate::common::{ServiceId, User, YesNo};
use imps_core::element;

element! {
    use crate::tag;

    /// On whose behalf a request is made.
    pub struct MetaInfo<'a> = MetaInfo {
        @attributes {
            /// Whether a user stands behind it. When not, the user below means nothing.
            client_originated: YesNo = "clientOriginated",
        }
        /// Who asks.
        requestor: Requestor<'a> = Requestor,
    }
    models {
        "1.1-1.3" inferred: "Requestor";
    }
    duplicates refused;

    /// Who asks.
    pub struct Requestor<'a> = Requestor {
        @attributes {
            /// The server of the user or group. Writers owe it; no reader was seen to need it.
            service_id: Option<ServiceId<'a>> = "serviceID",
        }
        /// The user, when one stands behind the request. Her domain must be that of the peer.
        user: Option<User<'a>> = User,
    }
    models {
        "1.1-1.3" inferred: "User?";
    }
    duplicates refused;
}

impl<'a> MetaInfo<'a> {
    /// A user asks.
    pub fn of_user(service_id: impl Into<ServiceId<'a>>, user: impl Into<User<'a>>) -> Self {
        let requestor = Requestor {
            service_id: Some(service_id.into()),
            user: Some(user.into()),
            ..Requestor::default()
        };
        Self { client_originated: YesNo::Yes, requestor, ..Self::default() }
    }

    /// A server asks, on behalf of no user or of a group.
    pub fn of_server(service_id: impl Into<ServiceId<'a>>) -> Self {
        let requestor = Requestor { service_id: Some(service_id.into()), ..Requestor::default() };
        Self { client_originated: YesNo::No, requestor, ..Self::default() }
    }

    /// The user behind the request; `None` when a server asks.
    pub fn user(&self) -> Option<&User<'a>> {
        self.requestor.user.as_ref().filter(|_| self.client_originated.is_yes())
    }
}
