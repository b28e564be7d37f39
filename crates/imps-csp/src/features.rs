//! The tree of features that a session may use. OMA-TS-IMPS-CSP, "Service negotiation".
//!
//! A request names what the client would like; a feature without children stands for its whole sub-tree. An answer names
//! what is *not* agreed. A leaf is [`Some(Empty::NEW)`](Empty::NEW) where it is named:
//!
//! ```
//! use imps_csp::Empty;
//! use imps_csp::features::{FundamentalFeat, Functions, SearchFunc, WvCspFeat};
//!
//! let search = SearchFunc { srch: Some(Empty::NEW), stsrc: Some(Empty::NEW), ..SearchFunc::default() };
//! let fundamental = FundamentalFeat { search_func: Some(search), ..FundamentalFeat::default() };
//! let functions = Functions::from(WvCspFeat { fundamental_feat: Some(fundamental), ..WvCspFeat::default() });
//! # assert!(functions.wv_csp_feat.is_some());
//! ```

use crate::Empty;
use imps_core::{Extensions, element};

element! {
    /// Features asked for, or not agreed.
    ///
    /// Some servers send it without a tree when everything is agreed.
    pub struct Functions<'a> = Functions {
        /// The tree.
        wv_csp_feat: Option<WvCspFeat<'a>> = WVCSPFeat,
    }

    /// Every feature of the server.
    pub struct AllFunctions<'a> = AllFunctions {
        /// The tree.
        wv_csp_feat: Option<WvCspFeat<'a>> = WVCSPFeat,
    }

    /// Features of the protocol. Empty, it stands for all of them.
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

    /// Fundamental features.
    pub struct FundamentalFeat<'a> = FundamentalFeat {
        /// Only the mandatory ones; nothing else stands beside it. Since 1.2.
        mf: Option<Empty<'a>> = MF in "1.2-1.3",
        /// Service functions.
        service_func: Option<ServiceFunc<'a>> = ServiceFunc,
        /// Search functions.
        search_func: Option<SearchFunc<'a>> = SearchFunc,
        /// Invitation functions.
        invite_func: Option<InviteFunc<'a>> = InviteFunc,
        /// Verification of addresses. Since 1.2.
        verify_id_func: Option<VerifyIdFunc<'a>> = VerifyIDFunc in "1.2-1.3",
    }

    /// Presence features.
    pub struct PresenceFeat<'a> = PresenceFeat {
        /// Only the mandatory ones; nothing else stands beside it. Since 1.2.
        mp: Option<Empty<'a>> = MP in "1.2-1.3",
        /// Contact list functions.
        cont_list_func: Option<ContListFunc<'a>> = ContListFunc,
        /// Presence authorisation.
        presence_auth_func: Option<PresenceAuthFunc<'a>> = PresenceAuthFunc,
        /// Presence delivery.
        presence_deliver_func: Option<PresenceDeliverFunc<'a>> = PresenceDeliverFunc,
        /// Attribute lists. 1.1 and 1.2.
        att_list_func: Option<AttListFunc<'a>> = AttListFunc in "1.1-1.2",
    }

    /// Messaging features.
    pub struct ImFeat<'a> = IMFeat {
        /// Only the mandatory ones; nothing else stands beside it. Since 1.2.
        mm: Option<Empty<'a>> = MM in "1.2-1.3",
        /// Sending.
        im_send_func: Option<ImSendFunc<'a>> = IMSendFunc,
        /// Receiving.
        im_receive_func: Option<ImReceiveFunc<'a>> = IMReceiveFunc,
        /// Access control.
        im_auth_func: Option<ImAuthFunc<'a>> = IMAuthFunc,
    }

    /// Group features.
    pub struct GroupFeat<'a> = GroupFeat {
        /// Only the mandatory ones; nothing else stands beside it. Since 1.2.
        mg: Option<Empty<'a>> = MG in "1.2-1.3",
        /// Group management.
        group_mgmt_func: Option<GroupMgmtFunc<'a>> = GroupMgmtFunc,
        /// Group use.
        group_use_func: Option<GroupUseFunc<'a>> = GroupUseFunc,
        /// Group authorisation.
        group_auth_func: Option<GroupAuthFunc<'a>> = GroupAuthFunc,
    }

    /// Service functions.
    pub struct ServiceFunc<'a> = ServiceFunc {
        /// Get service provider information.
        getspi: Option<Empty<'a>> = GETSPI,
        /// Get a map. 1.3.
        getmap: Option<Empty<'a>> = GETMAP in "1.3",
        /// Send large messages in segments. 1.3.
        sgmnt: Option<Empty<'a>> = SGMNT in "1.3",
    }

    /// Search functions.
    pub struct SearchFunc<'a> = SearchFunc {
        /// Search for users and groups.
        srch: Option<Empty<'a>> = SRCH,
        /// Search with criteria combined in any way. 1.3.
        advsr: Option<Empty<'a>> = ADVSR in "1.3",
        /// Stop a search.
        stsrc: Option<Empty<'a>> = STSRC,
    }

    /// Invitation functions.
    pub struct InviteFunc<'a> = InviteFunc {
        /// Invite users.
        invit: Option<Empty<'a>> = INVIT,
        /// Cancel an invitation.
        cainv: Option<Empty<'a>> = CAINV,
    }

    /// Verification of addresses. Since 1.2.
    pub struct VerifyIdFunc<'a> = VerifyIDFunc in "1.2-1.3" {
        /// Verify addresses.
        vrid: Option<Empty<'a>> = VRID,
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

    /// Presence authorisation.
    pub struct PresenceAuthFunc<'a> = PresenceAuthFunc {
        /// Get the watchers.
        getwl: Option<Empty<'a>> = GETWL,
        /// Authorise watchers when they ask. 1.1 and 1.2.
        react: Option<Empty<'a>> = REACT in "1.1-1.2",
        /// Cancel an authorisation. 1.1 and 1.2.
        caaut: Option<Empty<'a>> = CAAUT in "1.1-1.2",
        /// Get what watchers were told. 1.2.
        getaut: Option<Empty<'a>> = GETAUT in "1.2",
    }

    /// Presence delivery.
    pub struct PresenceDeliverFunc<'a> = PresenceDeliverFunc {
        /// Get presence.
        getpr: Option<Empty<'a>> = GETPR,
        /// Update the own presence.
        updpr: Option<Empty<'a>> = UPDPR,
    }

    /// Attribute lists. 1.1 and 1.2.
    pub struct AttListFunc<'a> = AttListFunc in "1.1-1.2" {
        /// Create an attribute list.
        cali: Option<Empty<'a>> = CALI,
        /// Delete an attribute list.
        dali: Option<Empty<'a>> = DALI,
        /// Get the attribute lists.
        gals: Option<Empty<'a>> = GALS,
    }

    /// Sending.
    pub struct ImSendFunc<'a> = IMSendFunc {
        /// Report the delivery of messages.
        mdeliv: Option<Empty<'a>> = MDELIV,
        /// Forward messages.
        fwmsg: Option<Empty<'a>> = FWMSG,
    }

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
        /// Be told of messages.
        notif: Option<Empty<'a>> = NOTIF,
        /// Be sent messages.
        newm: Option<Empty<'a>> = NEWM,
        /// Be told of messages over another bearer when offline. 1.3.
        offnotif: Option<Empty<'a>> = OFFNOTIF in "1.3",
    }

    /// Access control.
    pub struct ImAuthFunc<'a> = IMAuthFunc {
        /// Get the lists of those blocked and granted.
        glblu: Option<Empty<'a>> = GLBLU,
        /// Block and grant.
        blent: Option<Empty<'a>> = BLENT,
    }

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

    /// Group use.
    pub struct GroupUseFunc<'a> = GroupUseFunc {
        /// Subscribe to notices of change.
        subgcn: Option<Empty<'a>> = SUBGCN,
        /// Be told of changes.
        grchn: Option<Empty<'a>> = GRCHN,
        /// Extend a conversation to more users. 1.3.
        excon: Option<Empty<'a>> = EXCON in "1.3",
    }

    /// Group authorisation.
    pub struct GroupAuthFunc<'a> = GroupAuthFunc {
        /// Get the members.
        getgm: Option<Empty<'a>> = GETGM,
        /// Add members.
        addgm: Option<Empty<'a>> = ADDGM,
        /// Remove members.
        rmvgm: Option<Empty<'a>> = RMVGM,
        /// Change what members may do.
        mbrac: Option<Empty<'a>> = MBRAC,
        /// Keep users out.
        rejec: Option<Empty<'a>> = REJEC,
        /// Get the users who have joined. Since 1.2.
        getju: Option<Empty<'a>> = GETJU in "1.2-1.3",
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
