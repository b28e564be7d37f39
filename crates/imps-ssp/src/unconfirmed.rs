//! Primitives from memory only. No known implementation has any of them. Their names and their
//! declared content may be wrong. They are read so that a server can answer. Do not send them to a
//! peer unless it is known to accept them.
//!
//! Types without fields keep all their content in their extensions, and write it back unchanged.

use crate::common::Status;
use imps_core::{choice, element};

element! {
    use crate::tag;

    /// Ends a session. Unconfirmed; its content is not known.
    #[doc = page!(LogoutRequest)]
    pub struct LogoutRequest<'a> = LogoutRequest {}
    models {
        "1.1-1.3" guessed: "ANY";
    }
    primitive Access Request unconfirmed;

    /// Extends the life of a session. Unconfirmed.
    #[doc = page!(KeepAliveRequest)]
    pub struct KeepAliveRequest<'a> = KeepAliveRequest {
        @attributes {
            /// The extension in seconds.
            time_to_live: Option<u32> = "timeToLive",
        }
    }
    models {
        "1.1-1.3" guessed: "EMPTY";
    }
    duplicates refused;
    primitive Access Request unconfirmed;

    /// Confirms the extension of the session. Unconfirmed.
    #[doc = page!(KeepAliveResponse)]
    pub struct KeepAliveResponse<'a> = KeepAliveResponse {
        @attributes {
            /// The extension in seconds.
            time_to_live: Option<u32> = "timeToLive",
        }
        /// The result.
        status: Status<'a> = Status,
    }
    models {
        "1.1-1.3" guessed: "Status";
    }
    duplicates refused;
    primitive Access Response unconfirmed;
}

/// Declares primitives of which only the name is remembered.
macro_rules! names {
    ($($(#[$meta:meta])* $name:ident = $element:ident in $versions:literal: $area:ident $kind:ident,)*) => {
        element! {
            use crate::tag;
            $(
                $(#[$meta])*
                ///
                /// Unconfirmed; its content is not known.
                pub struct $name<'a> = $element {}
                models {
                    $versions guessed: "ANY";
                }
                primitive $area $kind unconfirmed;
            )*
        }
    };
}

names! {
    /// Confirms the end of the session.
    #[doc = page!(LogoutResponse)]
    LogoutResponse = LogoutResponse in "1.1-1.3": Access Response,
    /// One-sided end of a session, with a reason.
    #[doc = page!(Disconnect)]
    Disconnect = Disconnect in "1.1-1.3": Access Request,
    /// Service discovery: asks which services the peer offers.
    #[doc = page!(GetServiceRequest)]
    GetServiceRequest = GetServiceRequest in "1.1-1.3": Service Request,
    /// Lists the services on offer.
    #[doc = page!(GetServiceResponse)]
    GetServiceResponse = GetServiceResponse in "1.1-1.3": Service Response,
    /// Service agreement: proposes the set of services to use in the session.
    #[doc = page!(ServiceRequest)]
    ServiceRequest = ServiceRequest in "1.1-1.3": Service Request,
    /// The agreed set of services.
    #[doc = page!(ServiceResponse)]
    ServiceResponse = ServiceResponse in "1.1-1.3": Service Response,
    /// General search over users or groups.
    #[doc = page!(SearchRequest)]
    SearchRequest = SearchRequest in "1.1-1.3": Common Request,
    /// Search results, possibly partial.
    #[doc = page!(SearchResponse)]
    SearchResponse = SearchResponse in "1.1-1.3": Common Response,
    /// Ends a search.
    #[doc = page!(StopSearchRequest)]
    StopSearchRequest = StopSearchRequest in "1.1-1.3": Common Request,
    /// Asks whether ids exist.
    #[doc = page!(VerifyIDRequest)]
    VerifyIdRequest = VerifyIDRequest in "1.3": Common Request,
    /// Contact list read on behalf of a relayed client.
    #[doc = page!(GetListRequest)]
    GetListRequest = GetListRequest in "1.1-1.3": ContactList Request,
    /// Contact list creation.
    #[doc = page!(CreateListRequest)]
    CreateListRequest = CreateListRequest in "1.1-1.3": ContactList Request,
    /// Contact list deletion.
    #[doc = page!(DeleteListRequest)]
    DeleteListRequest = DeleteListRequest in "1.1-1.3": ContactList Request,
    /// Contact list content change.
    #[doc = page!(ListManageRequest)]
    ListManageRequest = ListManageRequest in "1.1-1.3": ContactList Request,
    /// Asks the publisher to authorise a watcher.
    #[doc = page!(AuthorizationRequest)]
    AuthorizationRequest = AuthorizationRequest in "1.1-1.3": Presence Request,
    /// The answer to an authorisation request.
    #[doc = page!(AuthorizationResponse)]
    AuthorizationResponse = AuthorizationResponse in "1.1-1.3": Presence Request,
    /// Presence publication by a relayed client.
    #[doc = page!(UpdatePresenceRequest)]
    UpdatePresenceRequest = UpdatePresenceRequest in "1.1-1.3": Presence Request,
    /// The watchers of the user.
    #[doc = page!(GetWatcherListRequest)]
    GetWatcherListRequest = GetWatcherListRequest in "1.1-1.3": Presence Request,
    /// Attribute list read.
    #[doc = page!(GetAttributeListRequest)]
    GetAttributeListRequest = GetAttributeListRequest in "1.1-1.3": Presence Request,
    /// Message push to a client behind a relay.
    #[doc = page!(NewMessage)]
    NewMessage = NewMessage in "1.1-1.3": InstantMessaging Request,
    /// Message-waiting notice to a client behind a relay.
    #[doc = page!(MessageNotification)]
    MessageNotification = MessageNotification in "1.1-1.3": InstantMessaging Request,
    /// Receipt of a pushed or fetched message.
    #[doc = page!(MessageDelivered)]
    MessageDelivered = MessageDelivered in "1.1-1.3": InstantMessaging Request,
    /// Fetch of a stored message.
    #[doc = page!(GetMessageRequest)]
    GetMessageRequest = GetMessageRequest in "1.1-1.3": InstantMessaging Request,
    /// Forwards a stored message.
    #[doc = page!(ForwardMessageRequest)]
    ForwardMessageRequest = ForwardMessageRequest in "1.1-1.3": InstantMessaging Request,
    /// Creates a group at the peer.
    #[doc = page!(CreateGroupRequest)]
    CreateGroupRequest = CreateGroupRequest in "1.1-1.3": Group Request,
}

choice! {
    use crate::tag;

    /// A primitive from memory only.
    #[non_exhaustive]
    pub enum Unconfirmed<'a> {
        /// Orderly end of an SSP session.
        LogoutRequest(LogoutRequest<'a>) = LogoutRequest,
        /// Confirms the end of the session.
        LogoutResponse(LogoutResponse<'a>) = LogoutResponse,
        /// One-sided end of a session, with a reason.
        Disconnect(Disconnect<'a>) = Disconnect,
        /// Extends the session lifetime (timeToLive).
        KeepAliveRequest(KeepAliveRequest<'a>) = KeepAliveRequest,
        /// Confirms, may change the lifetime.
        KeepAliveResponse(KeepAliveResponse<'a>) = KeepAliveResponse,
        /// Service discovery: asks which services the peer offers.
        GetServiceRequest(GetServiceRequest<'a>) = GetServiceRequest,
        /// Lists the services on offer.
        GetServiceResponse(GetServiceResponse<'a>) = GetServiceResponse,
        /// Service agreement: proposes the set of services to use in the session.
        ServiceRequest(ServiceRequest<'a>) = ServiceRequest,
        /// The agreed set of services.
        ServiceResponse(ServiceResponse<'a>) = ServiceResponse,
        /// General search over users or groups.
        SearchRequest(SearchRequest<'a>) = SearchRequest,
        /// Search results, possibly partial.
        SearchResponse(SearchResponse<'a>) = SearchResponse,
        /// Ends a search.
        StopSearchRequest(StopSearchRequest<'a>) = StopSearchRequest,
        /// Asks whether ids exist.
        VerifyIdRequest(VerifyIdRequest<'a>) = VerifyIDRequest,
        /// Contact list read on behalf of a relayed client.
        GetListRequest(GetListRequest<'a>) = GetListRequest,
        /// Contact list creation.
        CreateListRequest(CreateListRequest<'a>) = CreateListRequest,
        /// Contact list deletion.
        DeleteListRequest(DeleteListRequest<'a>) = DeleteListRequest,
        /// Contact list content change.
        ListManageRequest(ListManageRequest<'a>) = ListManageRequest,
        /// Asks the publisher to authorise a watcher.
        AuthorizationRequest(AuthorizationRequest<'a>) = AuthorizationRequest,
        /// The answer to an authorisation request.
        AuthorizationResponse(AuthorizationResponse<'a>) = AuthorizationResponse,
        /// Presence publication by a relayed client.
        UpdatePresenceRequest(UpdatePresenceRequest<'a>) = UpdatePresenceRequest,
        /// The watchers of the user.
        GetWatcherListRequest(GetWatcherListRequest<'a>) = GetWatcherListRequest,
        /// Attribute list read.
        GetAttributeListRequest(GetAttributeListRequest<'a>) = GetAttributeListRequest,
        /// Message push to a client behind a relay.
        NewMessage(NewMessage<'a>) = NewMessage,
        /// Message-waiting notice to a client behind a relay.
        MessageNotification(MessageNotification<'a>) = MessageNotification,
        /// Receipt of a pushed or fetched message.
        MessageDelivered(MessageDelivered<'a>) = MessageDelivered,
        /// Fetch of a stored message.
        GetMessageRequest(GetMessageRequest<'a>) = GetMessageRequest,
        /// Forwards a stored message.
        ForwardMessageRequest(ForwardMessageRequest<'a>) = ForwardMessageRequest,
        /// Creates a group at the peer.
        CreateGroupRequest(CreateGroupRequest<'a>) = CreateGroupRequest,
    }
}
