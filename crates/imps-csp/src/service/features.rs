//! The tree of features that a session may use. OMA-TS-IMPS-CSP, "Service negotiation".
//!
//! A request names the features that the client requests. A feature without children represents its
//! whole subtree. An answer names the features that are *not* agreed. A named leaf is
//! [`Some(Empty::NEW)`](Empty::NEW):
//!
//! ```
//! use imps_csp::Empty;
//! use imps_csp::service::features::{Functions, FundamentalFeat, SearchFunc, WvCspFeat};
//!
//! let search = SearchFunc { srch: Some(Empty::NEW), stsrc: Some(Empty::NEW), ..SearchFunc::default() };
//! let fundamental = FundamentalFeat { search_func: Some(search), ..FundamentalFeat::default() };
//! let functions = Functions::from(WvCspFeat { fundamental_feat: Some(fundamental), ..WvCspFeat::default() });
//! # assert!(functions.wv_csp_feat.is_some());
//! ```

use crate::Empty;
use imps_core::{Extensions, element};

element! {
    /// Features that are requested or not agreed.
    ///
    /// Some servers send it without a tree if everything is agreed.
    pub struct Functions<'a> = Functions {
        /// The tree.
        wv_csp_feat: Option<WvCspFeat<'a>> = WVCSPFeat,
    }
    models {
        "1.1-1.3": "WVCSPFeat";
    }

    /// Every feature of the server.
    pub struct AllFunctions<'a> = AllFunctions {
        /// The tree.
        wv_csp_feat: Option<WvCspFeat<'a>> = WVCSPFeat,
    }
    models {
        "1.1-1.3": "WVCSPFeat";
    }

    /// Features of the protocol. An empty element represents all of them.
    pub struct WvCspFeat<'a> = WVCSPFeat {
        /// Provider information, search, invitation, verification.
        fundamental_feat: Option<FundamentalFeat<'a>> = FundamentalFeat,
        /// Contact lists and presence.
        presence_feat: Option<PresenceFeat<'a>> = PresenceFeat,
        /// Messaging.
        im_feat: Option<ImFeat<'a>> = IMFeat,
        /// Groups.
        group_feat: Option<GroupFeat<'a>> = GroupFeat,
    }
    models {
        "1.1-1.3": "FundamentalFeat?, PresenceFeat?, IMFeat?, GroupFeat?";
    }
}

element! {
    /// Fundamental features.
    pub struct FundamentalFeat<'a> = FundamentalFeat {
        /// Only the mandatory features. Nothing else appears beside it.
        mf: Option<Empty<'a>> = MF,
        /// Service functions.
        service_func: Option<ServiceFunc<'a>> = ServiceFunc,
        /// Search functions.
        search_func: Option<SearchFunc<'a>> = SearchFunc,
        /// Invitation functions.
        invite_func: Option<InviteFunc<'a>> = InviteFunc,
        /// Verification of addresses.
        verify_id_func: Option<VerifyIdFunc<'a>> = VerifyIDFunc,
    }
    models {
        "1.1": "ServiceFunc?, SearchFunc?, InviteFunc?";
        "1.2-1.3": "(MF | (ServiceFunc?, SearchFunc?, InviteFunc?, VerifyIDFunc?))";
    }

    /// Presence features.
    pub struct PresenceFeat<'a> = PresenceFeat {
        /// Only the mandatory features. Nothing else appears beside it.
        mp: Option<Empty<'a>> = MP,
        /// Contact list functions.
        cont_list_func: Option<ContListFunc<'a>> = ContListFunc,
        /// Presence authorisation.
        presence_auth_func: Option<PresenceAuthFunc<'a>> = PresenceAuthFunc,
        /// Presence delivery.
        presence_deliver_func: Option<PresenceDeliverFunc<'a>> = PresenceDeliverFunc,
        /// Attribute lists.
        att_list_func: Option<AttListFunc<'a>> = AttListFunc,
    }
    models {
        "1.1": "ContListFunc?, PresenceAuthFunc?, PresenceDeliverFunc?, AttListFunc?";
        "1.2": "(MP | (ContListFunc?, PresenceAuthFunc?, PresenceDeliverFunc?, AttListFunc?))";
        "1.3" guessed: "(MP | (ContListFunc?, PresenceAuthFunc?, PresenceDeliverFunc?))";
    }
}

element! {
    /// Messaging features.
    pub struct ImFeat<'a> = IMFeat {
        /// Only the mandatory features. Nothing else appears beside it.
        mm: Option<Empty<'a>> = MM,
        /// Sending.
        im_send_func: Option<ImSendFunc<'a>> = IMSendFunc,
        /// Receiving.
        im_receive_func: Option<ImReceiveFunc<'a>> = IMReceiveFunc,
        /// Access control.
        im_auth_func: Option<ImAuthFunc<'a>> = IMAuthFunc,
    }
    models {
        "1.1": "IMSendFunc?, IMReceiveFunc?, IMAuthFunc?";
        "1.2-1.3": "(MM | (IMSendFunc?, IMReceiveFunc?, IMAuthFunc?))";
    }

    /// Group features.
    pub struct GroupFeat<'a> = GroupFeat {
        /// Only the mandatory features. Nothing else appears beside it.
        mg: Option<Empty<'a>> = MG,
        /// Group management.
        group_mgmt_func: Option<GroupMgmtFunc<'a>> = GroupMgmtFunc,
        /// Group use.
        group_use_func: Option<GroupUseFunc<'a>> = GroupUseFunc,
        /// Group authorisation.
        group_auth_func: Option<GroupAuthFunc<'a>> = GroupAuthFunc,
    }
    models {
        "1.1": "GroupMgmtFunc?, GroupUseFunc?, GroupAuthFunc?";
        "1.2-1.3": "(MG | (GroupMgmtFunc?, GroupUseFunc?, GroupAuthFunc?))";
    }
}

element! {
    /// Service functions.
    pub struct ServiceFunc<'a> = ServiceFunc {
        /// Get service provider information.
        getspi: Option<Empty<'a>> = GETSPI,
        /// Get a map.
        getmap: Option<Empty<'a>> = GETMAP,
        /// Send large messages in segments.
        sgmnt: Option<Empty<'a>> = SGMNT,
    }
    models {
        "1.1-1.2": "GETSPI?";
        "1.3" guessed: "GETSPI?, GETMAP?, SGMNT?";
    }

    /// Search functions.
    pub struct SearchFunc<'a> = SearchFunc {
        /// Search for users and groups.
        srch: Option<Empty<'a>> = SRCH,
        /// Search with criteria combined in any way.
        advsr: Option<Empty<'a>> = ADVSR,
        /// Stop a search.
        stsrc: Option<Empty<'a>> = STSRC,
    }
    models {
        "1.1-1.2": "SRCH?, STSRC?";
        "1.3" guessed: "SRCH?, ADVSR?, STSRC?";
    }

    /// Invitation functions.
    pub struct InviteFunc<'a> = InviteFunc {
        /// Invite users.
        invit: Option<Empty<'a>> = INVIT,
        /// Cancel an invitation.
        cainv: Option<Empty<'a>> = CAINV,
    }
    models {
        "1.1-1.3": "INVIT?, CAINV?";
    }
}

element! {
    /// Verification of addresses. Since 1.2.
    pub struct VerifyIdFunc<'a> = VerifyIDFunc {
        /// Verify addresses.
        vrid: Option<Empty<'a>> = VRID,
    }
    models {
        "1.2-1.3" guessed: "VRID?";
    }

    /// Contact list functions.
    pub struct ContListFunc<'a> = ContListFunc {
        /// Get the contact lists.
        gcli: Option<Empty<'a>> = GCLI,
        /// Create a contact list.
        ccli: Option<Empty<'a>> = CCLI,
        /// Delete a contact list.
        dcli: Option<Empty<'a>> = DCLI,
        /// Manage a contact list.
        mcls: Option<Empty<'a>> = MCLS,
    }
    models {
        "1.1-1.3": "GCLI?, CCLI?, DCLI?, MCLS?";
    }

    /// Presence authorisation.
    pub struct PresenceAuthFunc<'a> = PresenceAuthFunc {
        /// Get the watchers.
        getwl: Option<Empty<'a>> = GETWL,
        /// Authorise watchers when they ask.
        react: Option<Empty<'a>> = REACT,
        /// Cancel an authorisation.
        caaut: Option<Empty<'a>> = CAAUT,
        /// Get the decisions about watchers.
        getaut: Option<Empty<'a>> = GETAUT,
    }
    models {
        "1.1": "GETWL?, REACT?, CAAUT?";
        "1.2": "GETWL?, REACT?, CAAUT?, GETAUT?";
        "1.3" guessed: "GETWL?";
    }
}

element! {
    /// Presence delivery.
    pub struct PresenceDeliverFunc<'a> = PresenceDeliverFunc {
        /// Get presence.
        getpr: Option<Empty<'a>> = GETPR,
        /// Update the own presence.
        updpr: Option<Empty<'a>> = UPDPR,
    }
    models {
        "1.1-1.3": "GETPR?, UPDPR?";
    }

    /// Attribute lists. 1.1 and 1.2.
    pub struct AttListFunc<'a> = AttListFunc {
        /// Create an attribute list.
        cali: Option<Empty<'a>> = CALI,
        /// Delete an attribute list.
        dali: Option<Empty<'a>> = DALI,
        /// Get the attribute lists.
        gals: Option<Empty<'a>> = GALS,
    }
    models {
        "1.1-1.2": "CALI?, DALI?, GALS?";
    }

    /// Sending.
    pub struct ImSendFunc<'a> = IMSendFunc {
        /// Report the delivery of messages.
        mdeliv: Option<Empty<'a>> = MDELIV,
        /// Forward messages.
        fwmsg: Option<Empty<'a>> = FWMSG,
    }
    models {
        "1.1-1.3": "MDELIV?, FWMSG?";
    }
}

element! {
    /// Receiving.
    pub struct ImReceiveFunc<'a> = IMReceiveFunc {
        /// Choose how messages are delivered.
        setd: Option<Empty<'a>> = SETD,
        /// Get the list of messages.
        getlm: Option<Empty<'a>> = GETLM,
        /// Get a message.
        getm: Option<Empty<'a>> = GETM,
        /// Reject messages.
        rejcm: Option<Empty<'a>> = REJCM,
        /// Receive announcements of messages.
        notif: Option<Empty<'a>> = NOTIF,
        /// Receive messages.
        newm: Option<Empty<'a>> = NEWM,
        /// Receive announcements over another bearer while offline.
        offnotif: Option<Empty<'a>> = OFFNOTIF,
    }
    models {
        "1.1-1.2": "SETD?, GETLM?, GETM?, REJCM?, NOTIF?, NEWM?";
        "1.3" guessed: "SETD?, GETLM?, GETM?, REJCM?, NOTIF?, NEWM?, OFFNOTIF?";
    }

    /// Access control.
    pub struct ImAuthFunc<'a> = IMAuthFunc {
        /// Get the block list and the grant list.
        glblu: Option<Empty<'a>> = GLBLU,
        /// Block and grant.
        blent: Option<Empty<'a>> = BLENT,
    }
    models {
        "1.1-1.3": "GLBLU?, BLENT?";
    }
}

element! {
    /// Group management.
    pub struct GroupMgmtFunc<'a> = GroupMgmtFunc {
        /// Create a group.
        creag: Option<Empty<'a>> = CREAG,
        /// Delete a group.
        delgr: Option<Empty<'a>> = DELGR,
        /// Get the properties of a group.
        getgp: Option<Empty<'a>> = GETGP,
        /// Set the properties of a group.
        setgp: Option<Empty<'a>> = SETGP,
    }
    models {
        "1.1-1.3": "CREAG?, DELGR?, GETGP?, SETGP?";
    }

    /// Group use.
    pub struct GroupUseFunc<'a> = GroupUseFunc {
        /// Subscribe to notices of changes.
        subgcn: Option<Empty<'a>> = SUBGCN,
        /// Receive notices of changes.
        grchn: Option<Empty<'a>> = GRCHN,
        /// Extend a conversation to more users.
        excon: Option<Empty<'a>> = EXCON,
    }
    models {
        "1.1-1.2": "SUBGCN?, GRCHN?";
        "1.3" guessed: "SUBGCN?, GRCHN?, EXCON?";
    }
}

element! {
    /// Group authorisation.
    pub struct GroupAuthFunc<'a> = GroupAuthFunc {
        /// Get the members.
        getgm: Option<Empty<'a>> = GETGM,
        /// Add members.
        addgm: Option<Empty<'a>> = ADDGM,
        /// Remove members.
        rmvgm: Option<Empty<'a>> = RMVGM,
        /// Change the rights of members.
        mbrac: Option<Empty<'a>> = MBRAC,
        /// Bar users.
        rejec: Option<Empty<'a>> = REJEC,
        /// Get the users who have joined.
        getju: Option<Empty<'a>> = GETJU,
    }
    models {
        "1.1": "GETGM?, ADDGM?, RMVGM?, MBRAC?, REJEC?";
        "1.2-1.3" guessed: "GETGM?, ADDGM?, RMVGM?, MBRAC?, REJEC?, GETJU?";
    }
}

impl<'a> From<WvCspFeat<'a>> for Functions<'a> {
    fn from(tree: WvCspFeat<'a>) -> Self {
        Self { wv_csp_feat: Some(tree), extensions: Extensions::new() }
    }
}

impl<'a> From<WvCspFeat<'a>> for AllFunctions<'a> {
    fn from(tree: WvCspFeat<'a>) -> Self {
        Self { wv_csp_feat: Some(tree), extensions: Extensions::new() }
    }
}
