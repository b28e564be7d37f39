//! The user or server that makes a request.

use crate::common::{ServiceId, User, YesNo};
use imps_core::element;

element! {
    use crate::tag;

    /// The user or server that makes a request.
    pub struct MetaInfo<'a> = MetaInfo {
        @attributes {
            /// Whether a user makes the request. If not, the user below has no meaning.
            client_originated: YesNo = "clientOriginated",
        }
        /// The requester.
        requestor: Requestor<'a> = Requestor,
    }
    models {
        "1.1-1.3" guessed: "Requestor";
    }
    duplicates refused;

    /// The requester.
    pub struct Requestor<'a> = Requestor {
        @attributes {
            /// The server of the user or group. Writers must state it; no known reader needs it.
            service_id: Option<ServiceId<'a>> = "serviceID",
        }
        /// The user, if a user makes the request. Her domain must be the domain of the peer.
        user: Option<User<'a>> = User,
    }
    models {
        "1.1-1.3" guessed: "User?";
    }
    duplicates refused;
}

impl<'a> MetaInfo<'a> {
    /// Creates the information for a request of a user.
    pub fn of_user(service_id: impl Into<ServiceId<'a>>, user: impl Into<User<'a>>) -> Self {
        let requestor = Requestor {
            service_id: Some(service_id.into()),
            user: Some(user.into()),
            ..Requestor::default()
        };
        Self { client_originated: YesNo::Yes, requestor, ..Self::default() }
    }

    /// Creates the information for a request of a server, on behalf of no user or of a group.
    pub fn of_server(service_id: impl Into<ServiceId<'a>>) -> Self {
        let requestor = Requestor { service_id: Some(service_id.into()), ..Requestor::default() };
        Self { client_originated: YesNo::No, requestor, ..Self::default() }
    }

    /// Returns the user who makes the request; `None` if a server makes it.
    pub fn user(&self) -> Option<&User<'a>> {
        self.requestor.user.as_ref().filter(|_| self.client_originated.is_yes())
    }
}
