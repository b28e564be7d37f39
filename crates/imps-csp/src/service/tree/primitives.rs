// Made by `cargo xtask made` from testdata/spec/csp/service-tree.tsv.
//! The primitives that each service allows.

use super::Service;
use imps_core::{Tag, tag};

#[rustfmt::skip]
pub(super) const fn primitives(service: Service) -> &'static [Tag] {
    match service {
        Service::GETSPI => &[tag::GetSPInfo_Request, tag::GetSPInfo_Response],
        Service::GETMAP => &[tag::GetMap_Request, tag::GetMap_Response],
        Service::SGMNT => &[tag::GetSegment_Request, tag::GetSegment_Response, tag::DropSegment_Request],
        Service::SRCH => &[tag::Search_Request, tag::Search_Response],
        Service::ADVSR => &[tag::Search_Request],
        Service::STSRC => &[tag::StopSearch_Request],
        Service::INVIT => &[tag::Invite_Request, tag::InviteUser_Request, tag::InviteUser_Response, tag::Invite_Response],
        Service::CAINV => &[tag::CancelInvite_Request, tag::CancelInviteUser_Request],
        Service::VRID => &[tag::VerifyID_Request],
        Service::GCLI => &[tag::GetList_Request, tag::GetList_Response],
        Service::CCLI => &[tag::CreateList_Request, tag::CreateList_Response],
        Service::DCLI => &[tag::DeleteList_Request],
        Service::MCLS => &[tag::ListManage_Request, tag::ListManage_Response],
        Service::GETWL => &[tag::GetWatcherList_Request, tag::GetWatcherList_Response],
        Service::REACT => &[tag::PresenceAuth_Request, tag::PresenceAuth_User],
        Service::CAAUT => &[tag::CancelAuth_Request],
        Service::GETAUT => &[tag::GetReactiveAuthStatus_Request, tag::GetReactiveAuthStatus_Response],
        Service::GETPR => &[tag::GetPresence_Request, tag::GetPresence_Response],
        Service::UPDPR => &[tag::UpdatePresence_Request],
        Service::CALI => &[tag::CreateAttributeList_Request],
        Service::DALI => &[tag::DeleteAttributeList_Request],
        Service::GALS => &[tag::GetAttributeList_Request, tag::GetAttributeList_Response],
        Service::MDELIV => &[tag::DeliveryReport_Request],
        Service::FWMSG => &[tag::ForwardMessage_Request, tag::ForwardMessage_Response],
        Service::SETD => &[tag::SetDeliveryMethod_Request],
        Service::GETLM => &[tag::GetMessageList_Request, tag::GetMessageList_Response],
        Service::GETM => &[tag::GetMessage_Request, tag::GetMessage_Response],
        Service::REJCM => &[tag::RejectMessage_Request],
        Service::NOTIF => &[tag::MessageNotification],
        Service::NEWM => &[tag::NewMessage],
        Service::GLBLU => &[tag::GetBlockedList_Request, tag::GetBlockedList_Response],
        Service::BLENT => &[tag::BlockEntity_Request],
        Service::CREAG => &[tag::CreateGroup_Request],
        Service::DELGR => &[tag::DeleteGroup_Request],
        Service::GETGP => &[tag::GetGroupProps_Request, tag::GetGroupProps_Response],
        Service::SETGP => &[tag::SetGroupProps_Request],
        Service::SUBGCN => &[tag::SubscribeGroupNotice_Request, tag::SubscribeGroupNotice_Response],
        Service::GRCHN => &[tag::GroupChangeNotice],
        Service::EXCON => &[tag::ExtendConversation_Request, tag::ExtendConversation_Response],
        Service::GETGM => &[tag::GetGroupMembers_Request, tag::GetGroupMembers_Response],
        Service::ADDGM => &[tag::AddGroupMembers_Request],
        Service::RMVGM => &[tag::RemoveGroupMembers_Request],
        Service::MBRAC => &[tag::MemberAccess_Request],
        Service::REJEC => &[tag::RejectList_Request, tag::RejectList_Response],
        Service::GETJU => &[tag::GetJoinedUsers_Request, tag::GetJoinedUsers_Response],
        _ => &[],
    }
}
