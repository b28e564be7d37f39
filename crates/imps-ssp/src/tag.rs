//! The element names of SSP, after the names of CSP. A name in both is one tag, so that presence
//! attributes and group properties can appear in documents of either protocol.
//!
//! The names come from the tables under `testdata/spec/ssp/`; a test compares them.

use imps_core::{Namespace, Version, vocabulary};

/// The default namespaces. Of the namespaces of the root, only the one of 1.3 is known in practice;
/// the others follow the pattern of CSP. A document that was never seen with another namespace is
/// written with the first one of its version.
const NAMESPACES: &[Namespace] = &[
    Namespace {
        declared_on: WV_SSP_Message,
        uris: [
            "http://www.wireless-village.org/SSP1.1",
            "http://www.openmobilealliance.org/DTD/WV-SSP1.2",
            "http://www.openmobilealliance.org/DTD/WV-SSP1.3",
        ],
        others: &[("http://www.openmobilealliance.org/DTD/IMPS-SSP1.3", Version::V1_3)],
    },
    Namespace {
        declared_on: PresenceSubList,
        uris: [
            "http://www.wireless-village.org/PA1.1",
            "http://www.openmobilealliance.org/DTD/WV-PA1.2",
            "http://www.openmobilealliance.org/DTD/WV-PA1.3",
        ],
        others: &[("http://www.openmobilealliance.org/DTD/IMPS-PA1.3", Version::V1_3)],
    },
];

/// Formal public identifiers, all by analogy with CSP: no known implementation writes one.
const PUBLIC_IDS: &[(&str, Version)] = &[
    ("-//WIRELESSVILLAGE//DTD SSP 1.1//EN", Version::V1_1),
    ("-//OMA//DTD WV-SSP 1.2//EN", Version::V1_2),
    ("-//OMA//DTD IMPS-SSP 1.3//EN", Version::V1_3),
];

vocabulary! {
    /// Every element name of SSP, all versions together, after the names of
    /// [`CSP`](imps_core::CSP).
    #[doc(alias = "server-to-server protocol")]
    pub static SSP;
    extends: imps_core::tag;
    namespaces: NAMESPACES;
    public_ids: PUBLIC_IDS;
    aliases {
        "JoinedUsers" => JoinedUser,
        "ScreenNames" => ScreenName,
    }
    kinds {
        ApplicationID: Empty,
        ClientID: Text,
        GroupID: Empty,
        PresenceValue: Structure,
        ScreenName: Text,
        Status: Structure,
        UserID: Empty,
    }
    elements {
        AddGroupMemberRequest: Structure,
        AddUsers: Structure,
        Admins: Structure,
        AttributeList: Structure,
        AuthorizationRequest: Structure,
        AuthorizationResponse: Structure,
        CancelInviteRequest: Structure,
        CancelNote: Text,
        Canceled: Structure,
        Canceling: Structure,
        ContentID: Empty,
        ContentIDList: Structure,
        CreateGroupRequest: Structure,
        CreateListRequest: Structure,
        DeleteGroupRequest: Structure,
        DeleteListRequest: Structure,
        DeliveryResult: Structure,
        DeliveryStatusReport: Structure,
        ForwardMessageRequest: Structure,
        GetAttributeListRequest: Structure,
        GetGroupMemberRequest: Structure,
        GetGroupMemberResponse: Structure,
        GetGroupPropsRequest: Structure,
        GetGroupPropsResponse: Structure,
        GetGroupSubStatusRequest: Structure,
        GetGroupSubStatusResponse: Structure,
        GetJoinedUsersRequest: Structure,
        GetJoinedUsersResponse: Structure,
        GetListRequest: Structure,
        GetMessageRequest: Structure,
        GetPresenceRequest: Structure,
        GetPresenceResponse: Structure,
        GetServiceRequest: Structure,
        GetServiceResponse: Structure,
        GetWatcherListRequest: Structure,
        InviteRequest: Structure,
        InviteResponse: Structure,
        Invited: Structure,
        Inviting: Structure,
        JoinGroupRequest: Structure,
        JoinGroupResponse: Structure,
        JoinedAdmin: Structure,
        JoinedList: Structure,
        JoinedModerator: Structure,
        JoinedUser: Structure,
        KeepAliveRequest: Structure,
        KeepAliveResponse: Structure,
        LeaveGroupIndication: Structure,
        LeaveGroupRequest: Structure,
        ListManageRequest: Structure,
        LoginRequest: Structure,
        LoginResponse: Structure,
        LogoutRequest: Structure,
        LogoutResponse: Structure,
        MemberAccessRequest: Structure,
        MetaInfo: Structure,
        Moderators: Structure,
        OrdinaryUsers: Structure,
        PasswordDigest: Text,
        PresenceNotification: Structure,
        ReasonText: Text,
        RecipientDisplay: Any,
        RejectList: Structure,
        RejectListRequest: Structure,
        RejectListResponse: Structure,
        RemoveGroupMemberRequest: Structure,
        RemoveUsers: Structure,
        Requestor: Structure,
        Responding: Structure,
        SearchRequest: Structure,
        SearchResponse: Structure,
        SecretToken: Text,
        SendMessageRequest: Structure,
        SendMessageResponse: Structure,
        SendSecretToken: Structure,
        SenderDisplay: Structure,
        ServiceRequest: Structure,
        ServiceResponse: Structure,
        SetGroupPropsRequest: Structure,
        SetupTransaction: Structure,
        StatusDescription: Text,
        StopSearchRequest: Structure,
        SubscribeGroupChangeRequest: Structure,
        SubscribeRequest: Structure,
        UnsubscribeGroupChangeRequest: Structure,
        UnsubscribeRequest: Structure,
        UpdatePresenceRequest: Structure,
        VerUserID: Empty,
        VerifyIDRequest: Structure,
        WV_SSP_Message = "WV-SSP-Message": Structure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use imps_core::CSP;

    #[test]
    fn every_name_is_found_and_has_one_tag() {
        for tag in SSP.tags() {
            assert_eq!(SSP.name(tag).and_then(|name| SSP.tag(name)), Some(tag), "{:?}", SSP.name(tag));
        }
        for tag in CSP.tags() {
            assert_eq!(SSP.name(tag), CSP.name(tag));
        }
    }

    #[test]
    fn other_spellings_are_those_of_both() {
        assert_eq!(SSP.tag("JoinedUsers"), Some(JoinedUser));
        assert_eq!(SSP.tag("PreferredContent"), Some(ReferredContent));
        // A spelling of CSP that is a separate name here.
        assert_eq!(CSP.tag("KeepAliveResponse"), Some(KeepAlive_Response));
        assert_eq!(SSP.tag("KeepAliveResponse"), Some(KeepAliveResponse));
    }

    #[test]
    fn every_namespace_tells_its_version() {
        for (uri, version) in [
            ("http://www.wireless-village.org/SSP1.1", Version::V1_1),
            ("http://www.openmobilealliance.org/DTD/WV-SSP1.2", Version::V1_2),
            ("http://www.openmobilealliance.org/DTD/WV-SSP1.3", Version::V1_3),
            ("http://www.openmobilealliance.org/DTD/IMPS-SSP1.3", Version::V1_3),
            ("http://www.openmobilealliance.org/DTD/IMPS-PA1.3", Version::V1_3),
        ] {
            assert_eq!(SSP.version_of(uri), Some(version), "{uri}");
        }
        assert_eq!(SSP.version_of("http://www.openmobilealliance.org/DTD/WV-CSP1.2"), None);
    }
}
